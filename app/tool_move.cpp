#include "app/tools.hpp"

#include <algorithm>

/// Notes into cells, the parking lot or free; pictures and ink anywhere. With Alt copies go, the originals
/// stay.
namespace waymark {
namespace {

/// The chosen notes, pictures and ink in the journey's order; moments move along their curve by themselves.
std::vector<Id> chosen_notes(const Board& board, const std::vector<Id>& things) {
    const std::vector<Id> chosen = sorted(things);
    std::vector<Id> notes;
    for (const Shared<Note>& note : board.journey.notes)
        if (std::ranges::binary_search(chosen, note->id)) notes.push_back(note->id);
    return notes;
}

bool is_loose(const Journey& journey, Id id) { return find_picture(journey, id) || find_ink(journey, id); }

/// How far the hand has carried it from where it lies: under the contact, wherever its place has gone
/// meanwhile.
Vec2 carried_by(const MovingNotes& moving, const NoteBox& grabbed, const Grip& grip) {
    return moving.grabbed_at + grip.world() - moving.from - grabbed.rect.at;
}

Vec2 carried_by(const MovingNotes& moving, const Grip& grip) {
    const NoteBox* box = find_box(grip.board.layout, moving.grabbed);
    return box ? carried_by(moving, *box, grip) : grip.world() - moving.from;
}

/// Where the grabbed note would go if it were let go now.
struct Drop {
    DropPlace to;
    Rect grabbed; ///< as it is held
};
std::optional<Drop> drop(const MovingNotes& moving, const Grip& grip) {
    const NoteBox* box = find_box(grip.board.layout, moving.grabbed);
    if (!box) return std::nullopt;
    static const std::vector<Id> none;
    const Rect held{box->rect.at + carried_by(moving, *box, grip), box->rect.size};
    // Copies leave their originals where they are, so those count as neighbours.
    return Drop{drop_place(grip.board.layout, held.center(), grip.board.with.alt ? none : moving.notes),
                held};
}

/// The place of one of the moved notes: in the same cell as the grabbed one, or free where it is held.
Place place_of(const NoteBox& box, const Drop& drop, Vec2 by) {
    if (std::holds_alternative<Free>(drop.to.place)) return Free{free_rect(box).at + by};
    return drop.to.place;
}

/// To a place, and turned to whom the hand belongs to.
NoteMove move_of(const NoteBox& box, Place place, const Grip& grip) {
    const Turned turned = taken(*box.note, grip);
    return {box.note->id, place, box.note->scale, turned.angle, turned.facing};
}

/// All of them to where the grabbed one would go.
void put_moves(const MovingNotes& moving, const Grip& grip, const Drop& drop, MoveNotes& moves) {
    const Vec2 by = carried_by(moving, grip);
    moves.moves.clear();
    moves.before = drop.to.before;
    for (const Id id : moving.notes)
        if (const NoteBox* box = find_box(grip.board.layout, id))
            moves.moves.push_back(move_of(*box, place_of(*box, drop, by), grip));
}

/// Copies of pictures and ink, moved; the first new one takes `next`.
void add_loose_copies(std::vector<Edit>& edits, const std::vector<Id>& things, Vec2 by, std::uint64_t next,
                      const Board& board) {
    for (const Id id : things) {
        if (const Picture* picture = find_picture(board.journey, id)) {
            for (const auto& image : board.session.images)
                if (image->hash == picture->image) {
                    Picture copy = *picture;
                    copy.id = Id{next++};
                    copy.frame.at = copy.frame.at + by;
                    edits.emplace_back(AddPicture{std::move(copy), *image});
                }
        } else if (const Ink* ink = find_ink(board.journey, id)) {
            Ink copy = *ink;
            copy.id = Id{next++};
            for (InkPoint& point : copy.points) point.at = point.at + by;
            edits.emplace_back(AddInk{std::move(copy)});
        }
    }
}

Id nth(Id first, std::size_t n) { return Id{static_cast<std::uint64_t>(first) + n}; }

Edit copied(const MovingNotes& moving, const Grip& grip, const Drop& drop) {
    const Vec2 by = carried_by(moving, grip);
    std::vector<Edit> edits;
    AddNotes added{{}, drop.to.before};
    for (const Id id : moving.notes) {
        const NoteBox* box = find_box(grip.board.layout, id);
        if (!box) continue;
        Note copy = *box->note;
        copy.id = nth(grip.fresh, added.notes.size());
        copy.place = place_of(*box, drop, by);
        added.notes.push_back(std::move(copy));
    }
    const std::size_t count = added.notes.size();
    edits.emplace_back(std::move(added));
    add_loose_copies(edits, moving.others, grip.world() - moving.from,
                     static_cast<std::uint64_t>(nth(grip.fresh, count)), grip.board);
    return several(std::move(edits), "Duplicate");
}

std::vector<Id> new_ids(Id first, std::uint64_t count) {
    std::vector<Id> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back(nth(first, i));
    return ids;
}

std::vector<Id> all_of(const MovingNotes& moving) {
    std::vector<Id> all = moving.notes;
    all.insert(all.end(), moving.others.begin(), moving.others.end());
    return all;
}

/// Things that are held lie under the finger, the others where they were.
void hold(Id id, Id shown_as, Vec2 by, const Layout& layout, HandsPicture& picture) {
    const NoteBox* note = find_box(layout, id);
    const std::optional<Rect> box = note ? std::optional{note->rect} : box_of(layout, id);
    if (!box) return;
    picture.held.push_back(shown_as);
    picture.held_at.set(shown_as, box->at + by);
}

/// The hand where it would be if it had carried the thing, with its middle there, to where that lands.
Hand flown(const Grip& grip, Vec2 middle, bool to_a_cell) {
    Hand hand = grip.hand;
    hand.at_px = hand.at_px + flight(grip, middle, to_a_cell) * grip.board.view.zoom;
    return hand;
}

} // namespace

HandState moving(const Pressing& pressing, Id grabbed, const Grip& grip) {
    const Board& board = grip.board;
    std::vector<Id> things{grabbed};
    if (pressing.was_selected) things = board.selection;
    std::erase_if(things, [&](Id id) { return is_held(grip.hands, id, &grip.hand); });
    if (std::ranges::find(things, grabbed) == things.end()) things.push_back(grabbed);
    std::vector<Id> notes = chosen_notes(board, things), others;
    for (const Id id : things)
        if (is_loose(board.journey, id)) others.push_back(id);
    if (find_note(board.journey, grabbed))
        return MovingNotes{pressing.from, std::move(notes), std::move(others), grabbed, pressing.note_at};
    others.insert(others.end(), notes.begin(), notes.end());
    return MovingThings{pressing.from, std::move(others)};
}

std::uint64_t copies_wanted(const MovingNotes& moving, const Grip& grip) {
    return grip.board.with.alt ? moving.notes.size() + moving.others.size() : 0;
}

std::uint64_t copies_wanted(const MovingThings& moving, const Grip& grip) {
    return grip.board.with.alt ? moving.things.size() : 0;
}

std::optional<Edit> edit_of(const MovingNotes& moving, const Grip& grip) {
    const std::optional<Drop> to = drop(moving, grip);
    if (!to) return std::nullopt;
    if (grip.board.with.alt) return copied(moving, grip, *to);
    MoveNotes moves;
    put_moves(moving, grip, *to, moves);
    std::vector<Edit> edits;
    edits.emplace_back(std::move(moves));
    if (!moving.others.empty()) edits.emplace_back(MoveBy{moving.others, grip.world() - moving.from});
    return several(std::move(edits), "Move");
}

bool put_edit(const MovingNotes& moving, const Grip& grip, Edit& edit) {
    if (grip.board.with.alt || !moving.others.empty()) return put_edit<MovingNotes>(moving, grip, edit);
    const std::optional<Drop> to = drop(moving, grip);
    if (!to) return false;
    if (!std::holds_alternative<MoveNotes>(edit.what)) edit = MoveNotes{};
    put_moves(moving, grip, *to, std::get<MoveNotes>(edit.what));
    return true;
}

void finish(const MovingNotes& moving, const Grip& let_go, Ask& ask) {
    const NoteBox* const box = find_box(let_go.board.layout, moving.grabbed);
    const Vec2 by = carried_by(moving, let_go);
    const Hand hand =
        box ? flown(let_go, box->rect.center() + by, std::holds_alternative<InCell>(box->note->place))
            : let_go.hand;
    const Grip grip{let_go.hands, hand, let_go.board, let_go.fresh};
    std::optional<Edit> edit = edit_of(moving, grip);
    if (!edit) return;
    const std::uint64_t copies = copies_wanted(moving, grip);
    const std::vector<Id> chosen = copies ? new_ids(grip.fresh, copies) : all_of(moving);
    const Id grabbed = copies ? chosen.front() : moving.grabbed;
    ask.intend(Commit{std::move(*edit), chosen});
    ask.intend(FocusOn{.thing = grabbed, .shown = false});
}

void show(const MovingNotes& moving, const Grip& grip, const Theme&, HandsPicture& picture) {
    const Vec2 notes_by = carried_by(moving, grip), others_by = grip.world() - moving.from;
    const bool copies = grip.board.with.alt;
    std::size_t count = 0;
    for (const auto* things : {&moving.notes, &moving.others})
        for (const Id id : *things)
            hold(id, copies ? nth(grip.fresh, count++) : id, things == &moving.notes ? notes_by : others_by,
                 grip.board.layout, picture);
    if (const std::optional<Drop> to = drop(moving, grip); to && to->to.glow)
        picture.glows.push_back(*to->to.glow);
    picture.cursor = Effects::Cursor::move;
    picture.hint = copies           ? "Let go to put the copy here"
                   : has_keys(grip) ? "Drop it in a cell or beside the map · Alt makes a copy"
                                    : "Drop it in a cell or beside the map";
}

std::optional<Edit> edit_of(const MovingThings& moving, const Grip& grip) {
    const Vec2 by = grip.world() - moving.from;
    const Board& board = grip.board;
    std::vector<Edit> edits;
    MoveNotes notes;
    AddNotes copies;
    std::vector<Id> loose;
    for (const Id id : moving.things) {
        const NoteBox* box = find_box(board.layout, id);
        if (!box)
            loose.push_back(id);
        else if (board.with.alt) {
            Note copy = *box->note;
            copy.id = nth(grip.fresh, copies.notes.size());
            copy.place = Free{free_rect(*box).at + by};
            copies.notes.push_back(std::move(copy));
        } else
            notes.moves.push_back(move_of(*box, Free{free_rect(*box).at + by}, grip));
    }
    if (board.with.alt) {
        const Id next = nth(grip.fresh, copies.notes.size());
        if (!copies.notes.empty()) edits.emplace_back(std::move(copies));
        add_loose_copies(edits, loose, by, static_cast<std::uint64_t>(next), board);
        if (edits.empty()) return std::nullopt;
        return several(std::move(edits), "Duplicate");
    }
    if (!loose.empty()) edits.emplace_back(MoveBy{std::move(loose), by});
    if (!notes.moves.empty()) edits.emplace_back(std::move(notes));
    if (edits.empty()) return std::nullopt;
    return several(std::move(edits), "Move");
}

void finish(const MovingThings& moving, const Grip& let_go, Ask& ask) {
    const std::optional<Rect> box =
        moving.things.empty() ? std::nullopt : box_of(let_go.board.layout, moving.things.front());
    const Hand hand = box ? flown(let_go, box->center() + let_go.world() - moving.from, false) : let_go.hand;
    const Grip grip{let_go.hands, hand, let_go.board, let_go.fresh};
    std::optional<Edit> edit = edit_of(moving, grip);
    if (!edit) return;
    const std::uint64_t copies = copies_wanted(moving, grip);
    ask.intend(Commit{std::move(*edit), copies ? new_ids(grip.fresh, copies) : moving.things});
}

void show(const MovingThings& moving, const Grip& grip, const Theme&, HandsPicture& picture) {
    // The preview already lies where it would be dropped: these are not attracted by cells.
    if (!grip.board.with.alt)
        picture.held.insert(picture.held.end(), moving.things.begin(), moving.things.end());
    picture.cursor = Effects::Cursor::move;
    if (has_keys(grip)) picture.hint = "Alt makes a copy";
}

} // namespace waymark
