#include "app/keyboard_acts.hpp"
#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// Notes from cell to cell, in their order, out of the grid and back; loose things nudged, turned, resized.
namespace waymark {
namespace {

constexpr float nudge = 8, fine_nudge = 1, out_of_grid = 24;
constexpr float turn_step = 3.14159265f / 36, scale_step = 1.1f;

bool holds_notes(const Board& board, Id lane) {
    return !board.layout.emotion || board.layout.emotion->lane != lane;
}

/// The next lane that holds notes; nothing beyond the last one.
std::optional<Id> lane_beside(const Board& board, Id lane, int step) {
    const auto& lanes = board.journey.lanes;
    const auto now = std::ranges::find_if(lanes, [lane](const auto& it) { return it->id == lane; });
    if (now == lanes.end()) return std::nullopt;
    for (auto index = (now - lanes.begin()) + step; index >= 0 && index < std::ssize(lanes); index += step)
        if (holds_notes(board, lanes[static_cast<std::size_t>(index)]->id))
            return lanes[static_cast<std::size_t>(index)]->id;
    return std::nullopt;
}

std::optional<Place> beside(const Board& board, const InCell& cell, Vec2 towards) {
    if (towards.x != 0) {
        const std::optional<std::size_t> index = stage_index(board.journey, cell.stage);
        if (!index || (towards.x < 0 && *index == 0) ||
            (towards.x > 0 && *index + 1 >= board.journey.stages.size()))
            return std::nullopt;
        return InCell{board.journey.stages[towards.x > 0 ? *index + 1 : *index - 1]->id, cell.lane};
    }
    if (const std::optional<Id> lane = lane_beside(board, cell.lane, towards.y > 0 ? 1 : -1))
        return InCell{cell.stage, *lane};
    if (towards.y > 0) return Parked{};
    return std::nullopt;
}

/// From the parking lot up into the last lane, under the note's own place.
std::optional<Place> out_of_parking(const Board& board, const Rect& from, Vec2 towards) {
    const std::optional<StagePlace> place = place_at(board.layout.spans, from.center().x);
    if (towards.y >= 0 || !place) return std::nullopt;
    for (auto lane = board.journey.lanes.rbegin(); lane != board.journey.lanes.rend(); ++lane)
        if (holds_notes(board, (*lane)->id)) return InCell{place->stage, (*lane)->id};
    return std::nullopt;
}

/// From a free place into the nearest cell in that direction.
std::optional<Place> into_grid(const Board& board, const Rect& from, Vec2 towards) {
    std::vector<Stop> cells;
    for (const CellBox& cell : board.layout.cells)
        if (holds_notes(board, cell.lane)) cells.push_back({Id::none, cell.stage, cell.lane, cell.rect});
    const Stop* cell = nearest(cells, from, towards);
    if (!cell) return std::nullopt;
    return InCell{cell->stage, cell->lane};
}

std::optional<Place> moved_place(const Board& board, const NoteBox& box, Vec2 towards) {
    return match(
        box.note->place, [&](const InCell& cell) { return beside(board, cell, towards); },
        [&](const Parked&) { return out_of_parking(board, box.rect, towards); },
        [&](const Free&) { return into_grid(board, box.rect, towards); });
}

void commit_moves(const Pressed& pressed, MoveNotes moves) {
    Focus focus = pressed.focus;
    for (const NoteMove& move : moves.moves)
        if (move.note == focus.thing)
            if (const auto* cell = std::get_if<InCell>(&move.place))
                focus.stage = cell->stage, focus.lane = cell->lane;
    pressed.ask.intend(Commit{std::move(moves), std::nullopt});
    pressed.ask.intend(shown(focus));
}

bool move_to_neighbour(const Pressed& pressed, Vec2 towards) {
    MoveNotes moves;
    for (const Id id : acted_notes(pressed)) {
        const NoteBox* box = find_box(pressed.board.layout, id);
        const std::optional<Place> place = box ? moved_place(pressed.board, *box, towards) : std::nullopt;
        if (place) moves.moves.push_back({id, *place, box->note->scale, box->note->angle});
    }
    if (!moves.moves.empty()) commit_moves(pressed, std::move(moves));
    return true;
}

/// One place earlier or later among the notes of the same cell.
bool move_in_order(const Pressed& pressed, Vec2 towards) {
    const Note* note = find_note(pressed.board.journey, pressed.focus.thing);
    if (!note || std::holds_alternative<Free>(note->place)) return false;
    std::vector<Id> neighbours;
    for (const Shared<Note>& other : pressed.board.journey.notes)
        if (other->place == note->place) neighbours.push_back(other->id);
    const auto now = static_cast<std::size_t>(std::ranges::find(neighbours, note->id) - neighbours.begin());
    const bool later = towards.x > 0 || towards.y > 0;
    if (later ? now + 1 >= neighbours.size() : now == 0) return true;
    const Id before = !later                        ? neighbours[now - 1]
                      : now + 2 < neighbours.size() ? neighbours[now + 2]
                                                    : Id::none;
    commit_moves(pressed, MoveNotes{{{note->id, note->place, note->scale, note->angle}}, before});
    return true;
}

/// The cell under a free note, or the nearest one.
Place place_in_grid(const Board& board, const Rect& box) {
    const DropPlace under = drop_place(board.layout, box.center(), {});
    if (!std::holds_alternative<Free>(under.place)) return under.place;
    const CellBox* nearest_cell = nullptr;
    float nearest_away = 0;
    for (const CellBox& cell : board.layout.cells) {
        const float away = distance(cell.rect.center(), box.center());
        if (!holds_notes(board, cell.lane) || (nearest_cell && away >= nearest_away)) continue;
        nearest_cell = &cell;
        nearest_away = away;
    }
    return nearest_cell ? Place{InCell{nearest_cell->stage, nearest_cell->lane}} : under.place;
}

bool press_grid(const Pressed& pressed) {
    MoveNotes moves;
    for (const Id id : acted_notes(pressed)) {
        const NoteBox* box = find_box(pressed.board.layout, id);
        if (!box) continue;
        const bool is_free = std::holds_alternative<Free>(box->note->place);
        const Place place = is_free ? place_in_grid(pressed.board, box->rect)
                                    : Place{Free{free_rect(*box).at + Vec2{out_of_grid, out_of_grid}}};
        moves.moves.push_back({id, place, box->note->scale, box->note->angle});
    }
    if (moves.moves.empty()) return false;
    commit_moves(pressed, std::move(moves));
    return true;
}

/// Those of the things that lie free and move by any distance.
std::vector<Id> loose(const Pressed& pressed, const std::vector<Id>& things) {
    std::vector<Id> result;
    for (const Id id : things) {
        const Note* note = find_note(pressed.board.journey, id);
        const bool is_free_note = note && std::holds_alternative<Free>(note->place);
        if (is_free_note || find_picture(pressed.board.journey, id) || find_ink(pressed.board.journey, id))
            result.push_back(id);
    }
    return result;
}

/// Turned and scaled about its own middle.
void add_turned(std::vector<Edit>& edits, const Pressed& pressed, Id id, float factor, float angle) {
    if (const NoteBox* box = find_box(pressed.board.layout, id)) {
        const float scale = std::clamp(box->note->scale * factor, 0.25f, 8.0f);
        const Vec2 size = box->rect.size * (scale / box->note->scale);
        edits.emplace_back(MoveNotes{
            {{id, Free{box->rect.center() - size * 0.5f}, scale, box->note->angle + angle}}, Id::none});
    } else if (const Picture* old = find_picture(pressed.board.journey, id)) {
        Picture picture = *old;
        const Vec2 size = picture.frame.size * factor;
        picture.frame = {picture.frame.center() - size * 0.5f, size};
        picture.angle += angle;
        edits.emplace_back(PutPicture{std::move(picture)});
    }
}

bool press_turn(const Pressed& pressed, Vec2 towards) {
    std::vector<Edit> edits;
    const float factor = towards.y < 0 ? scale_step : towards.y > 0 ? 1 / scale_step : 1;
    for (const Id id : loose(pressed, acted_on(pressed)))
        add_turned(edits, pressed, id, factor, towards.x * turn_step);
    if (edits.empty()) return false;
    pressed.ask.intend(Commit{several(std::move(edits), towards.x != 0 ? "Turn" : "Resize"), std::nullopt});
    pressed.ask.intend(shown(pressed.focus));
    return true;
}

bool press_nudge(const Pressed& pressed, Vec2 towards) {
    const Selection& selection = pressed.board.selection;
    const Id thing = pressed.focus.thing;
    // With the focus elsewhere the arrows go on from there.
    if (pressed.focus.shown && thing != Id::none && std::ranges::find(selection, thing) == selection.end())
        return false;
    std::vector<Id> things = loose(pressed, selection);
    if (things.empty()) return false;
    pressed.ask.intend(Commit{
        MoveBy{std::move(things), towards * (pressed.key.with.shift ? fine_nudge : nudge)}, std::nullopt});
    return true;
}

} // namespace

bool press_on_note(const Pressed& pressed) {
    const std::optional<Vec2> towards = direction(pressed.key.key);
    if (pressed.key.key == Key::g && pressed.plain()) return press_grid(pressed);
    if (!towards || !pressed.key.with.control || pressed.key.with.alt || acted_notes(pressed).empty())
        return false;
    return pressed.key.with.shift ? move_in_order(pressed, *towards) : move_to_neighbour(pressed, *towards);
}

bool press_on_loose(const Pressed& pressed) {
    const std::optional<Vec2> towards = direction(pressed.key.key);
    if (!towards || pressed.key.with.control) return false;
    return pressed.key.with.alt ? press_turn(pressed, *towards) : press_nudge(pressed, *towards);
}

} // namespace waymark
