#include "app/tools.hpp"

#include "app/removal.hpp"
#include "render/icons.hpp"

#include <algorithm>
#include <cmath>

/// The ring of actions: what a finger that rests on something, or on the empty board, can do there. It turns
/// to the side of the table it was opened from; its items lie around the far half, where the hand does not
/// hide them. Slide to one and lift, or lift and tap one.
namespace waymark {
namespace {

constexpr float ring_px = 100, item_px = 27, middle_px = 20, icon_px = 24;
constexpr float drag_px = ring_px + item_px + 24; ///< beyond this the finger does not mean the ring
constexpr float stays_px = 24; ///< a finger that lifts where it rested leaves the ring open
constexpr float widest = 4.6f, step_most = 0.82f; ///< angles, in radians

struct RingItem {
    Icon icon{};
    const char* words = "";
    std::vector<Intent> intents;
    std::optional<Ring::Page> page;     ///< goes there instead
    std::optional<NoteColour> colour{}; ///< shown as a dot of it
    bool again = false;                 ///< the ring stays, so that it can be done again
    bool opens_toolbox = false;
};
using RingItems = std::vector<RingItem>;

/// What is meant: all that is chosen when the thing is among it, else the thing alone.
Selection meant(Id thing, const Board& board) {
    const bool is_chosen = std::ranges::find(board.selection, thing) != board.selection.end();
    return is_chosen ? board.selection : Selection{thing};
}

std::vector<Id> meant_notes(Id thing, const Board& board) {
    std::vector<Id> notes;
    for (const Id id : meant(thing, board))
        if (find_note(board.journey, id)) notes.push_back(id);
    return notes;
}

RingItem removing(Id thing, const Board& board) {
    RingItem item{Icon::trash, "Delete", {}, {}};
    if (std::optional<Edit> edit = removal(board.journey, meant(thing, board)))
        item.intents.emplace_back(Commit{std::move(*edit), Selection{}});
    return item;
}

RingItem duplicating(Id thing, const Board& board) {
    return {Icon::duplicate, "Duplicate", {Select{meant(thing, board)}, Duplicate{}}, {}};
}

RingItem writing_on(Id thing, bool select_all) {
    return {Icon::text, "Write", {Write{thing, select_all}}, {}};
}

/// To the next side of the table.
RingItem turning_on(Id note, const Board& board) {
    TurnNotes turns;
    for (const Id id : meant_notes(note, board))
        if (const Note* one = find_note(board.journey, id))
            turns.turns.push_back({id, turned_on(one->facing), one->angle});
    RingItem item{Icon::turn, "Turn", {Commit{std::move(turns), std::nullopt}}, {}};
    item.again = true;
    return item;
}

RingItems note_items(Id note, const Board& board) {
    MoveNotes parked;
    for (const Id id : meant_notes(note, board)) parked.moves.push_back({id, Parked{}});
    RingItems items{writing_on(note, false),
                    {Icon::palette, "Colour", {}, Ring::Page::colours},
                    {Icon::tag, "Kind", {}, Ring::Page::kinds},
                    duplicating(note, board),
                    {Icon::arrow_down, "Into the parking lot", {Commit{std::move(parked), std::nullopt}}, {}},
                    removing(note, board)};
    if (board.lies_flat) items.insert(items.begin() + 3, turning_on(note, board));
    return items;
}

RingItems colour_items(Id note, const Board& board) {
    static constexpr const char* words[] = {"Yellow", "Pink", "Blue", "Green", "Orange", "Violet", "White"};
    RingItems items;
    for (std::size_t i = 0; i < std::size(words); ++i) {
        const auto colour = static_cast<NoteColour>(i);
        items.push_back({Icon::note,
                         words[i],
                         {Commit{SetColour{meant_notes(note, board), colour}, std::nullopt}},
                         {},
                         colour});
    }
    return items;
}

RingItems kind_items(Id note, const Board& board) {
    static constexpr std::pair<Icon, const char*> kinds[] = {
        {Icon::note, "Plain"},    {Icon::pain, "Pain point"},   {Icon::gain, "Gain"},
        {Icon::idea, "Idea"},     {Icon::question, "Question"}, {Icon::need, "Need"},
        {Icon::action, "Action"}, {Icon::decision, "Decision"}, {Icon::quote, "Quote"}};
    RingItems items;
    for (std::size_t i = 0; i < std::size(kinds); ++i)
        items.push_back({kinds[i].first,
                         kinds[i].second,
                         {Commit{SetKind{meant_notes(note, board), static_cast<NoteKind>(i)}, std::nullopt}},
                         {}});
    return items;
}

RingItems ground_items(const Ring& ring, const Grip& grip) {
    const DropPlace to = drop_place(grip.board.layout, ring.at, {});
    const Note note = fresh_note(grip, to.place, note_colour_of(grip));
    RingItem toolbox{Icon::person, "My toolbox", {}, {}};
    toolbox.opens_toolbox = true;
    return {{Icon::undo, "Undo", {Undo{}}, {}},
            std::move(toolbox),
            {Icon::note,
             "Note here",
             {Commit{new_note(note, to.before), Selection{note.id}},
              FocusOn{.thing = note.id, .shown = false}, Write{note.id, false}},
             {}},
            {Icon::fit, "Fit the board", {FitBoard{}}, {}},
            {Icon::redo, "Redo", {Redo{}}, {}}};
}

RingItems items_of(const Ring& ring, const Grip& grip) {
    const Board& board = grip.board;
    const Id thing = thing_of(ring.on);
    return match(
        ring.on,
        [&](const HitNote& it) {
            return ring.page == Ring::Page::colours ? colour_items(it.note, board)
                   : ring.page == Ring::Page::kinds ? kind_items(it.note, board)
                                                    : note_items(it.note, board);
        },
        [&](const HitPicture&) {
            return RingItems{duplicating(thing, board), removing(thing, board)};
        },
        [&](const HitInk&) {
            return RingItems{duplicating(thing, board), removing(thing, board)};
        },
        [&](const HitMoment& it) {
            return RingItems{{Icon::more, "Details", {OpenMoment{it.moment}}, {}}, removing(thing, board)};
        },
        [&](const HitStageHeader& it) {
            return RingItems{writing_on(it.stage, true), removing(thing, board)};
        },
        [&](const HitLaneTab& it) {
            return RingItems{writing_on(it.lane, true), removing(thing, board)};
        },
        [&](const HitConnector&) { return RingItems{removing(thing, board)}; },
        [&](const HitCurvePoint& it) {
            return RingItems{{Icon::trash,
                              "Remove the point",
                              {Commit{RemovePoint{it.curve, it.index}, std::nullopt}},
                              {}}};
        },
        [&](const auto&) { return ground_items(ring, grip); });
}

Vec2 middle_of(const Ring& ring, const Board& board) { return board.view.to_screen(ring.at); }

/// Around the side away from the hand, evenly.
Vec2 item_at_px(const Ring& ring, std::size_t index, std::size_t count, const Board& board) {
    const float step = count > 1 ? std::min(step_most, widest / static_cast<float>(count - 1)) : 0;
    const float along = (static_cast<float>(index) - static_cast<float>(count - 1) / 2) * step;
    return middle_of(ring, board) + turned({0, -ring_px * board.ui_scale}, ring.angle + along);
}

std::optional<std::size_t> item_under(const Ring& ring, std::size_t count, Vec2 at_px, const Board& board) {
    const float reach = (item_px + 4) * board.ui_scale;
    for (std::size_t i = 0; i < count; ++i)
        if (distance(item_at_px(ring, i, count, board), at_px) <= reach) return i;
    return std::nullopt;
}

bool is_on_middle(const Ring& ring, Vec2 at_px, const Board& board) {
    return distance(middle_of(ring, board), at_px) <= (middle_px + 8) * board.ui_scale;
}

Placed disc(Vec2 at_px, float radius, Colour fill, Colour border, const Board& board) {
    Placed placed;
    placed.drawing = Drawing{{Box{.rect = {{-radius, -radius}, {2 * radius, 2 * radius}},
                                  .radius = radius,
                                  .fill = fill,
                                  .border = border,
                                  .border_width = 1.5f,
                                  .shadow = {2, 10, {0, 0, 0, 56}}}}};
    placed.at = at_px;
    placed.scale = board.ui_scale;
    return placed;
}

Placed icon_at(Icon which, Vec2 at_px, float size_px, Colour ink, float angle, const Board& board) {
    Placed placed;
    placed.drawing = Drawing{{Shape{moved(icon(which), Vec2{-icon_grid, -icon_grid} * 0.5f), ink}}};
    placed.at = at_px;
    placed.scale = size_px / icon_grid * board.ui_scale;
    placed.angle = angle;
    return placed;
}

const Ring* ring_numbered(const Hands& hands, std::uint32_t number) {
    const auto found = std::ranges::find(hands.rings, number, &Ring::number);
    return found == hands.rings.end() ? nullptr : &*found;
}

} // namespace

std::uint32_t open_ring(Hands& hands, const Hit& on, Vec2 at_px, const Board& board) {
    const float margin = (ring_px + item_px + 6) * board.ui_scale;
    const Vec2 size = board.view.size_px;
    const Vec2 middle{std::clamp(at_px.x, margin, std::max(margin, size.x - margin)),
                      std::clamp(at_px.y, margin, std::max(margin, size.y - margin))};
    hands.rings.push_back(
        {++hands.rings_made, on, board.view.to_world(middle), upright_at(hands, at_px, board)});
    return hands.rings_made;
}

std::optional<std::uint32_t> ring_under(const Hands& hands, Vec2 at_px, const Board& board) {
    for (const Ring& ring : hands.rings) {
        const Grip nobody{hands, Hand{}, board, board.next_id};
        if (is_on_middle(ring, at_px, board) || item_under(ring, items_of(ring, nobody).size(), at_px, board))
            return ring.number;
    }
    return std::nullopt;
}

void put_rings_away(Hands& hands, Vec2 at_px, const Board& board) {
    std::erase_if(hands.rings, [&](const Ring& ring) {
        const bool is_led = std::ranges::any_of(hands.hands, [&](const Hand& hand) {
            const auto* choosing = std::get_if<Choosing>(&hand.state);
            return choosing && choosing->ring == ring.number;
        });
        return !is_led && distance(middle_of(ring, board), at_px) <= 2 * drag_px * board.ui_scale;
    });
}

void forget_lost_rings(Hands& hands, const Board& board) {
    std::erase_if(hands.rings, [&](const Ring& ring) {
        const Id thing = thing_of(ring.on);
        return thing != Id::none && !is_ground(ring.on) && !box_of(board.layout, thing);
    });
}

/// A finger that goes on beyond the ring drags what it rested on; on the empty board it draws a frame around
/// what is to be chosen, as the mouse does.
std::optional<Pressing> dragged_off(const Choosing& choosing, const Grip& grip) {
    const Ring* const ring = ring_numbered(grip.hands, choosing.ring);
    if (!choosing.pressing) return std::nullopt;
    const Vec2 from_px = ring ? middle_of(*ring, grip.board) : choosing.pressing->from_px;
    const bool is_off = distance(from_px, grip.hand.at_px) > grip.px(drag_px);
    return is_off ? choosing.pressing : std::nullopt;
}

void choose(Hands& hands, const Choosing& choosing, const Grip& grip, Ask& ask) {
    const auto ring = std::ranges::find(hands.rings, choosing.ring, &Ring::number);
    if (ring == hands.rings.end()) return;
    // Lifted where it rested: the ring stays, even where the screen's edge has pushed an item under the
    // finger.
    if (choosing.pressing && distance(choosing.pressing->from_px, grip.hand.at_px) <= grip.px(stays_px))
        return;
    RingItems items = items_of(*ring, grip);
    if (const auto index = item_under(*ring, items.size(), grip.hand.at_px, grip.board)) {
        RingItem& item = items[*index];
        if (item.page) {
            ring->page = *item.page;
            return;
        }
        for (Intent& intent : item.intents) {
            if (auto* write = std::get_if<Write>(&intent.what)) {
                write->source = grip.hand.source;
                write->at_px = middle_of(*ring, grip.board);
            }
            ask.intend(std::move(intent));
        }
        if (item.opens_toolbox)
            open_toolbox(hands, middle_of(*ring, grip.board), grip.board, grip.fresh, ask);
        if (!item.again) hands.rings.erase(ring);
        return;
    }
    if (is_on_middle(*ring, grip.hand.at_px, grip.board)) hands.rings.erase(ring);
}

void show(const Choosing& choosing, const Grip&, const Theme&, HandsPicture& picture) {
    if (choosing.pressing)
        picture.hint =
            is_ground(choosing.pressing->what) ? "Slide on to choose with a frame" : "Slide on to move it";
}

void show_rings(const Hands& hands, const Board& board, const Theme& theme, HandsPicture& picture) {
    for (const Ring& ring : hands.rings) {
        const Hand* leader = nullptr;
        for (const Hand& hand : hands.hands)
            if (const auto* choosing = std::get_if<Choosing>(&hand.state);
                choosing && choosing->ring == ring.number)
                leader = &hand;
        const Hand nobody;
        const RingItems items = items_of(ring, {hands, leader ? *leader : nobody, board, board.next_id});
        const std::size_t none = items.size();
        const std::size_t under =
            leader ? item_under(ring, items.size(), leader->at_px, board).value_or(none) : none;
        picture.over.push_back(
            disc(middle_of(ring, board), middle_px, theme.chrome, theme.chrome_hairline, board));
        picture.over.push_back(icon_at(Icon::close, middle_of(ring, board), icon_px * 0.75f,
                                       theme.chrome_quiet_ink, ring.angle, board));
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Vec2 at_px = item_at_px(ring, i, items.size(), board);
            const bool is_under = under == i;
            const Colour fill = items[i].colour ? theme.notes[static_cast<std::size_t>(*items[i].colour)]
                                : is_under      ? theme.accent
                                                : theme.chrome;
            picture.over.push_back(disc(at_px, is_under ? item_px + 4 : item_px, fill,
                                        is_under ? theme.accent : theme.chrome_hairline, board));
            if (!items[i].colour)
                picture.over.push_back(icon_at(items[i].icon, at_px, icon_px,
                                               is_under ? theme.accent_ink : theme.chrome_ink, ring.angle,
                                               board));
        }
        if (under != none) picture.hint = items[under].words;
    }
}

} // namespace waymark
