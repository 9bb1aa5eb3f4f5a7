#include "render/layout_parts.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

/// Stages, lanes and cells, and in them the notes. A cell whose notes, width and corner are those of the
/// layout before is taken from it; the others are filled anew.
namespace waymark::layout_parts {

namespace {

constexpr float sheet_lip = header_gap / 2; ///< white between a sheet's edge and its first and last lane
constexpr float empty_parking_height = 88;

/// Cells by their place in `Layout::cells`, and the parking lot after them.
using CellSet = std::vector<bool>;

/// A cell being filled.
struct Filling {
    std::vector<NotePlace> places;
    std::vector<Rect> rects;   ///< from the cell's top left, as the notes are turned
    std::vector<float> scales; ///< a long note that lies across is made as small as its cell is wide
    float height = 0;
};

/// What a cell is filled by: which notes, in which order, how large.
struct Member {
    std::uint32_t cell;
    Id id;
    Vec2 room;
    bool operator==(const Member&) const = default;
};

template <class Chunks>
std::vector<Member> members(const Chunks& chunks, std::size_t begin, std::size_t end, bool on_table) {
    std::vector<Member> all;
    for (std::size_t i = begin; i < end; ++i) {
        const NoteBoxChunk& chunk = *chunks[i];
        for (const ChunkCells::Part& part : chunk.cells->parts)
            for (const std::uint32_t place : chunk.cells->of(part))
                all.push_back(
                    {part.cell, chunk.boxes[place].note->id, room_wanted(chunk.boxes[place], on_table)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Member& a, const Member& b) { return a.cell < b.cell; });
    return all;
}

/// Marks the cells whose members are not those of the layout before.
void mark_changed(const ChunkGap& gap, const Making& making, CellSet& changed) {
    const std::vector<Member> before =
        members(making.previous->notes.chunks(), gap.begin_before, gap.end_before, making.made.on_table);
    const std::vector<Member> now = members(making.chunks, gap.begin, gap.end, making.made.on_table);
    auto old = before.begin();
    auto at = now.begin();
    while (old != before.end() || at != now.end()) {
        const std::uint32_t cell = old == before.end() ? at->cell
                                   : at == now.end()   ? old->cell
                                                       : std::min(old->cell, at->cell);
        const auto is_other = [cell](const Member& member) { return member.cell != cell; };
        const auto old_end = std::find_if(old, before.end(), is_other);
        const auto end = std::find_if(at, now.end(), is_other);
        if (!std::equal(old, old_end, at, end)) changed[cell] = true;
        old = old_end;
        at = end;
    }
}

const Shared<CellNotes>& notes_before(const Making& making, std::size_t cell) {
    const Layout& before = *making.previous;
    return cell < before.cells.size() ? before.cells[cell].notes : before.parked;
}

float width_of(const Making& making, std::size_t cell) {
    return cell == making.cell_count() ? making.right
                                       : making.made.spans[cell % making.made.spans.size()].width();
}

CellSet changed_cells(const Making& making) {
    CellSet changed(making.cell_count() + 1, !making.same_cells);
    if (!making.same_cells) return changed;
    for (const ChunkGap& gap : making.gaps) mark_changed(gap, making, changed);
    for (std::size_t i = 0; i < changed.size(); ++i)
        if (notes_before(making, i)->width != width_of(making, i)) changed[i] = true;
    return changed;
}

/// Finds the notes of all cells that are wanted, in the journey's order.
void collect(const Making& making, const CellSet& wanted, std::vector<Filling>& fillings) {
    std::vector<std::uint32_t> few;
    for (std::uint32_t i = 0; i < wanted.size(); ++i)
        if (wanted[i]) few.push_back(i), fillings[i].places.clear();
    if (few.empty()) return;
    for (std::size_t i = 0; i < making.chunks.size(); ++i) {
        const ChunkCells& cells = *making.chunks[i]->cells;
        const auto add = [&](const ChunkCells::Part& part) {
            for (const std::uint32_t place : cells.of(part)) fillings[part.cell].places.push_back({i, place});
        };
        if (few.size() > cells.parts.size()) {
            for (const ChunkCells::Part& part : cells.parts)
                if (wanted[part.cell]) add(part);
            continue;
        }
        for (const std::uint32_t cell : few) {
            const auto part = std::lower_bound(
                cells.parts.begin(), cells.parts.end(), cell,
                [](const ChunkCells::Part& each, std::uint32_t wish) { return each.cell < wish; });
            if (part != cells.parts.end() && part->cell == cell) add(*part);
        }
    }
}

/// Notes laid from the left in rows, each row as high as its tallest; a new one begins where the next note
/// has no room.
void flow(const Making& making, float width, Filling& filling) {
    const float widest = std::max(note_size, width - 2 * note_gap);
    filling.rects.clear();
    filling.scales.clear();
    filling.rects.reserve(filling.places.size());
    filling.scales.reserve(filling.places.size());
    Vec2 at{note_gap, note_gap};
    float tallest = 0;
    for (const NotePlace place : filling.places) {
        const NoteBox& box = making.chunks[place.chunk]->boxes[place.offset];
        const Vec2 wanted = room_wanted(box, making.made.on_table);
        const float scale = std::min(1.0f, widest / wanted.x);
        const Vec2 size = scale == 1 ? wanted : Vec2{widest, wanted.y * scale};
        if (at.x > note_gap && at.x + size.x > width - note_gap) {
            at = {note_gap, at.y + tallest + note_gap};
            tallest = 0;
        }
        filling.rects.push_back({at, size});
        filling.scales.push_back(scale);
        at.x += size.x + note_gap;
        tallest = std::max(tallest, size.y);
    }
    filling.height = filling.places.empty() ? 0 : at.y + tallest + note_gap;
}

/// Where a note lies before it is turned so that it takes the room `turned` in its cell.
Rect unturned(const NoteBox& box, const Rect& turned, float scale, bool on_table) {
    const Vec2 size = scale == 1 ? natural_size(box) : natural_size(box) * scale;
    const bool fits = !lies_across(*box.note, on_table) || size == turned.size;
    return fits ? Rect{turned.at, size} : Rect{turned.center() - size * 0.5f, size};
}

float least_height(const Lane& lane) {
    const float own = lane.kind == LaneKind::emotion ? emotion_lane_height : note_size + 2 * note_gap;
    return std::max(own, lane.height);
}

/// What the notes of a cell need.
float needed_height(const Making& making, std::size_t cell, const CellSet& changed,
                    const std::vector<Filling>& fillings) {
    return changed[cell] ? fillings[cell].height : notes_before(making, cell)->height;
}

/// One lane: its cells at `y`, as high as the fullest needs.
void place_lane(Making& making, std::size_t index, float y, const CellSet& changed,
                const std::vector<Filling>& fillings) {
    const Lane& lane = *making.journey.lanes[index];
    Layout& made = making.made;
    const std::size_t first = made.cells.size();
    float height = least_height(lane);
    for (const StageSpan& span : made.spans) {
        height = std::max(height, needed_height(making, made.cells.size(), changed, fillings));
        made.cells.push_back({span.stage, lane.id, {{span.left, y}, {span.width(), 0}}, {}});
    }
    for (std::size_t i = first; i < made.cells.size(); ++i) made.cells[i].rect.size.y = height;
    made.lanes.push_back({lane.id,
                          lane.kind,
                          {{0, y}, {making.right, height}},
                          {{-lane_tab_width, y}, {lane_tab_width - lane_tab_gap, height}}});
}

Vec2 corner_of(const Making& making, std::size_t cell) {
    const Layout& made = making.made;
    return cell < made.cells.size() ? made.cells[cell].rect.at : Vec2{0, made.parking.top()};
}

/// Brings the notes of a cell to their places on the board.
CellNotes filled(Making& making, std::size_t cell, const Filling& filling) {
    CellNotes notes{corner_of(making, cell), width_of(making, cell), filling.height, {}, {}};
    notes.ids.reserve(filling.places.size());
    notes.rects.reserve(filling.places.size());
    for (std::size_t i = 0; i < filling.places.size(); ++i) {
        const auto [chunk, offset] = filling.places[i];
        const Rect rect{notes.at + filling.rects[i].at, filling.rects[i].size};
        const NoteBox& box = making.chunks[chunk]->boxes[offset];
        making.chunks[chunk].put(offset, unturned(box, rect, filling.scales[i], making.made.on_table),
                                 filling.scales[i]);
        notes.ids.push_back(making.chunks[chunk]->boxes[offset].note->id);
        notes.rects.push_back(rect);
    }
    return notes;
}

/// Cells that have only gone elsewhere are filled anew, too; what is left is taken from the layout before.
void fill_cells(Making& making, const CellSet& changed, std::vector<Filling>& fillings) {
    CellSet moved(changed.size());
    for (std::size_t i = 0; i < changed.size(); ++i)
        moved[i] = !changed[i] && !(notes_before(making, i)->at == corner_of(making, i));
    collect(making, moved, fillings);
    for (std::size_t i = 0; i < changed.size(); ++i) {
        if (moved[i]) flow(making, width_of(making, i), fillings[i]);
        Shared<CellNotes>& notes =
            i < making.made.cells.size() ? making.made.cells[i].notes : making.made.parked;
        notes = changed[i] || moved[i] ? Shared<CellNotes>{filled(making, i, fillings[i])}
                                       : notes_before(making, i);
    }
}

void finish_notes(Making& making) {
    NoteBoxes::Chunks chunks;
    chunks.reserve(making.chunks.size());
    for (ChunkDraft& draft : making.chunks) chunks.push_back(draft.finished());
    making.made.notes = NoteBoxes{std::move(chunks)};
}

} // namespace

void place_rows(Making& making) {
    const Journey& journey = making.journey;
    Layout& made = making.made;
    const CellSet changed = changed_cells(making);
    std::vector<Filling> fillings(changed.size());
    collect(making, changed, fillings);
    for (std::size_t i = 0; i < changed.size(); ++i)
        if (changed[i]) flow(making, width_of(making, i), fillings[i]);

    made.cells.reserve(making.cell_count());
    float y = header_height + header_gap;
    for (std::size_t i = 0; i < journey.lanes.size(); ++i) {
        if (i > 0 && journey.lanes[i]->backstage && !made.visibility_y && !journey.lanes[i - 1]->backstage) {
            made.visibility_y = y + visibility_gap / 2;
            y += visibility_gap;
        }
        place_lane(making, i, y, changed, fillings);
        y = made.lanes.back().row.bottom();
    }
    y += sheet_lip;
    for (const StageSpan& span : made.spans) {
        const Rect header{{span.left, 0}, {span.width(), header_height}};
        made.stages.push_back({span.stage, header, rect_between(header.at, {header.right(), y}), 0});
    }
    made.map = rect_between({-lane_tab_width, 0}, {making.right, y});
    const float needed = needed_height(making, making.cell_count(), changed, fillings);
    made.parking = {{-lane_tab_width, y + parking_gap},
                    {made.map.size.x, std::max(empty_parking_height, needed)}};

    fill_cells(making, changed, fillings);
    for (std::size_t i = 0; i < made.cells.size(); ++i)
        made.stages[i % made.stages.size()].notes += static_cast<std::uint32_t>(made.cells[i].notes->size());
    finish_notes(making);
}

} // namespace waymark::layout_parts
