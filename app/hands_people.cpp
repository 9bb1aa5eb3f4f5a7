#include "app/tools.hpp"

#include <algorithm>

/// Whose hand it is, and which way is upright for them.
namespace waymark {
namespace {

constexpr float arm_mm = 291;
constexpr float least_arm_px = 420; ///< at interface scale 1: a toolbox and what lies beside it
constexpr float usual_pixels_a_mm = 96 / 25.4f;

const Toolbox* nearest_toolbox(const Hands& hands, Vec2 at_px, const Board& board) {
    const Toolbox* nearest = nullptr;
    for (const Toolbox& box : hands.toolboxes) {
        if (box.person == Id::none || distance(box.at_px, at_px) > arm_px(board)) continue;
        if (!nearest || distance(box.at_px, at_px) < distance(nearest->at_px, at_px)) nearest = &box;
    }
    return nearest;
}

/// The side of the table that is nearest: whoever reaches there stands there.
Facing nearest_side(Vec2 at_px, Vec2 size) {
    const std::pair<float, Facing> sides[] = {{size.y - at_px.y, Facing::bottom},
                                              {at_px.x, Facing::left},
                                              {at_px.y, Facing::top},
                                              {size.x - at_px.x, Facing::right}};
    return std::ranges::min_element(sides)->second;
}

} // namespace

float px_of_mm(float mm, const Board& board) {
    return mm * (board.pixels_per_mm > 0 ? board.pixels_per_mm : usual_pixels_a_mm * board.ui_scale);
}

float arm_px(const Board& board) { return std::max(px_of_mm(arm_mm, board), least_arm_px * board.ui_scale); }

const Toolbox* toolbox_of(const Hands& hands, Id person) {
    const auto found = std::ranges::find(hands.toolboxes, person, &Toolbox::person);
    return person == Id::none || found == hands.toolboxes.end() ? nullptr : &*found;
}

Id person_at(const Hands& hands, Vec2 at_px, const Board& board) {
    const Toolbox* box = nearest_toolbox(hands, at_px, board);
    return box ? box->person : Id::none;
}

float upright_at(const Hands& hands, Vec2 at_px, const Board& board) {
    if (!board.lies_flat) return 0;
    if (const Toolbox* box = nearest_toolbox(hands, at_px, board)) return box->angle;
    return angle_of(nearest_side(at_px, board.view.size_px));
}

namespace {

/// The toolbox whose pen it is.
const Toolbox* toolbox_of_pen(const Hands& hands, const Contact& contact) {
    if (contact.source != Source::pen || contact.device == 0) return nullptr;
    const auto own = std::ranges::find(hands.pens, contact.device, &OwnPen::device);
    return own == hands.pens.end() ? nullptr : toolbox_of(hands, own->person);
}

} // namespace

Id person_of(const Hands& hands, const Contact& contact, const Board& board) {
    const Toolbox* const own = toolbox_of_pen(hands, contact);
    return own ? own->person : person_at(hands, contact.at_px, board);
}

float upright_of(const Hands& hands, const Contact& contact, const Board& board) {
    const Toolbox* const own = board.lies_flat ? toolbox_of_pen(hands, contact) : nullptr;
    return own ? own->angle : upright_at(hands, contact.at_px, board);
}

Turned taken(const Note& note, const Grip& grip) {
    const bool has_a_side = grip.board.lies_flat && grip.hand.source != Source::mouse;
    return has_a_side ? turned_to(note, grip.hand.upright) : Turned{note.facing, note.angle};
}

std::optional<Edit> turning_to_hand(const std::vector<Id>& notes, const Grip& grip) {
    TurnNotes turns;
    for (const Id id : notes) {
        const Note* note = find_note(grip.board.journey, id);
        if (!note) continue;
        const Turned turned = taken(*note, grip);
        if (!(turned == Turned{note->facing, note->angle}))
            turns.turns.push_back({id, turned.facing, turned.angle});
    }
    if (turns.turns.empty()) return std::nullopt;
    return turns;
}

NoteColour note_colour_of(const Grip& grip) {
    const Participant* person = find_participant(grip.board.session, grip.hand.person);
    return person && person->colour != PersonColour::none ? note_colour(person->colour)
                                                          : grip.board.next_colour;
}

std::uint32_t ink_colour_of(const Grip& grip, std::uint32_t otherwise) {
    const Participant* person = find_participant(grip.board.session, grip.hand.person);
    if (!person || person->colour == PersonColour::none) return otherwise;
    const Colour colour = person_colour(person->colour);
    return std::uint32_t{colour.r} << 24 | std::uint32_t{colour.g} << 16 | std::uint32_t{colour.b} << 8 |
           colour.a;
}

void sign(Hands& hands, Id person, Ask& ask, std::size_t first) {
    if (person == Id::none) return;
    for (std::size_t i = first; i < ask.intents.size(); ++i) {
        auto& what = ask.intents[i].what;
        if (auto* commit = std::get_if<Commit>(&what)) {
            // That somebody new has come is nobody's own step, least of all a neighbour's.
            const bool is_person = std::holds_alternative<PutParticipant>(commit->edit.what);
            if (commit->by == Id::none && !is_person) commit->by = person;
        } else if (auto* duplicate = std::get_if<Duplicate>(&what)) {
            duplicate->by = person;
        } else if (auto* write = std::get_if<Write>(&what)) {
            write->person = person;
        }
    }
    const auto box = std::ranges::find(hands.toolboxes, person, &Toolbox::person);
    if (box == hands.toolboxes.end()) return;
    const auto own_tool = [&](const Intent& intent) {
        const auto* choice = std::get_if<ChooseTool>(&intent.what);
        if (choice) box->tool = choice->tool;
        return choice != nullptr;
    };
    const auto kept =
        std::remove_if(ask.intents.begin() + static_cast<std::ptrdiff_t>(first), ask.intents.end(), own_tool);
    ask.intents.erase(kept, ask.intents.end());
}

} // namespace waymark
