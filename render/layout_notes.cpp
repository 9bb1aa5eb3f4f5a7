#include "render/layout_parts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace waymark::layout_parts {

namespace {

constexpr float sheet_lip = header_gap / 2; ///< white between a sheet's edge and its first and last lane
constexpr float empty_parking_height = 88;

Shared<TextLayout> note_text(const Note& note, Making& making) {
    const TextStyle style{FontWeight::medium, TextAlign::start, making.made.language};
    const Vec2 room{note_size - 2 * note_text_inset, note_size - note_text_inset - note_foot};
    return making.engine.fitted(note.text, style, room);
}

float note_height(const TextLayout& text) {
    return std::max(note_size, note_text_inset + text.box.y + note_foot);
}

/// Notes laid from the left in rows, each row as high as its tallest. Returns the height they take, gaps
/// included.
float flow(std::span<const std::uint32_t> notes, Vec2 at, float width, std::vector<NoteBox>& boxes) {
    const auto in_row =
        static_cast<std::size_t>(std::max(1.0f, std::floor((width - note_gap) / (note_size + note_gap))));
    float y = note_gap, tallest = 0;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        if (i > 0 && i % in_row == 0) {
            y += tallest + note_gap;
            tallest = 0;
        }
        NoteBox& box = boxes[notes[i]];
        box.rect.at = at + Vec2{note_gap + static_cast<float>(i % in_row) * (note_size + note_gap), y};
        tallest = std::max(tallest, box.rect.size.y);
    }
    return notes.empty() ? 0 : y + tallest + note_gap;
}

/// For each cell, and for the parking lot: the places of its notes in the journey, one block for all.
struct Members {
    std::vector<std::uint32_t> notes;
    std::vector<std::uint32_t> ends; ///< in `notes`, for each cell lane by lane, then for the parking lot

    std::span<const std::uint32_t> of(std::size_t cell) const {
        const std::size_t first = cell == 0 ? 0 : ends[cell - 1];
        return {notes.data() + first, ends[cell] - first};
    }
    std::span<const std::uint32_t> parked() const { return of(ends.size() - 1); }
};

/// Knows the cell of each place; a free note has none.
class CellFinder {
public:
    explicit CellFinder(const Making& making)
        : stages_{making.stage_places},
          stage_count_{making.journey.stages.size()},
          parking_{making.journey.lanes.size() * stage_count_} {
        for (std::size_t i = 0; i < making.journey.lanes.size(); ++i)
            lanes_.set(making.journey.lanes[i]->id, i);
    }

    /// One past the cells for those that wait and those whose cell is not there.
    std::size_t parking() const { return parking_; }
    std::size_t of(const InCell& cell) const {
        const std::size_t* stage = stages_.find(cell.stage);
        const std::size_t* lane = lanes_.find(cell.lane);
        return stage && lane ? *lane * stage_count_ + *stage : parking_;
    }

private:
    const IdMap<std::size_t>& stages_;
    IdMap<std::size_t> lanes_;
    std::size_t stage_count_, parking_;
};

/// Which notes lie in which cell, in the journey's order. Free ones are placed.
Members sorted_into_cells(Making& making) {
    constexpr std::uint32_t free = ~std::uint32_t{};
    const CellFinder finder{making};
    std::vector<NoteBox>& boxes = making.made.notes;
    std::vector<std::uint32_t> cells(boxes.size(), free);
    Members members;
    members.ends.resize(finder.parking() + 1);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Place& place = boxes[i].note->place;
        if (const Free* at = std::get_if<Free>(&place)) {
            boxes[i].rect.at = at->at;
            continue;
        }
        const InCell* cell = std::get_if<InCell>(&place);
        cells[i] = static_cast<std::uint32_t>(cell ? finder.of(*cell) : finder.parking());
        ++members.ends[cells[i]];
    }
    // Counted, so each cell's block is known; `ends` run from the blocks' beginnings to their ends while
    // these are filled.
    std::exclusive_scan(members.ends.begin(), members.ends.end(), members.ends.begin(), std::uint32_t{0});
    members.notes.resize(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (cells[i] != free) members.notes[members.ends[cells[i]]++] = static_cast<std::uint32_t>(i);
    return members;
}

float least_height(const Lane& lane) {
    const float own = lane.kind == LaneKind::emotion ? emotion_lane_height : note_size + 2 * note_gap;
    return std::max(own, lane.height);
}

/// One lane: its cells at `y`, as high as the fullest needs.
void place_lane(Making& making, std::size_t index, float y, const Members& members) {
    const Lane& lane = *making.journey.lanes[index];
    Layout& made = making.made;
    const std::size_t stages = made.spans.size(), first = made.cells.size();
    float height = least_height(lane);
    for (std::size_t i = 0; i < stages; ++i) {
        const StageSpan& span = made.spans[i];
        const std::span<const std::uint32_t> notes = members.of(index * stages + i);
        height = std::max(height, flow(notes, {span.left, y}, span.width(), made.notes));
        CellBox cell{span.stage, lane.id, {{span.left, y}, {span.width(), 0}}, {}};
        cell.notes.reserve(notes.size());
        for (const std::uint32_t note : notes) cell.notes.push_back(made.notes[note].note->id);
        made.stages[i].notes += static_cast<std::uint32_t>(notes.size());
        made.cells.push_back(std::move(cell));
    }
    for (std::size_t i = first; i < made.cells.size(); ++i) made.cells[i].rect.size.y = height;
    made.lanes.push_back({lane.id,
                          lane.kind,
                          {{0, y}, {making.right, height}},
                          {{-lane_tab_width, y}, {lane_tab_width - lane_tab_gap, height}}});
}

} // namespace

void measure_notes(Making& making) {
    static const Layout none;
    NoteSeeker earlier{making.previous ? *making.previous : none};
    std::vector<NoteBox>& boxes = making.made.notes;
    boxes.reserve(making.journey.notes.size());
    for (const Shared<Note>& note : making.journey.notes) {
        const NoteBox* before = earlier.find(note->id);
        const bool same_text = before && (before->note.same(note) || before->note->text == note->text);
        NoteBox box{note, {}, 1, 0, same_text ? before->text : note_text(*note, making)};
        if (std::holds_alternative<Free>(note->place)) {
            box.scale = note->scale;
            box.angle = note->angle;
        }
        box.rect.size = Vec2{note_size, note_height(*box.text)} * box.scale;
        boxes.push_back(std::move(box));
    }
}

void place_rows(Making& making) {
    const Journey& journey = making.journey;
    Layout& made = making.made;
    const Members members = sorted_into_cells(making);
    for (const StageSpan& span : made.spans)
        made.stages.push_back({span.stage, {{span.left, 0}, {span.width(), header_height}}, {}, 0});
    made.cells.reserve(members.ends.size() - 1);

    float y = header_height + header_gap;
    for (std::size_t i = 0; i < journey.lanes.size(); ++i) {
        if (i > 0 && journey.lanes[i]->backstage && !made.visibility_y && !journey.lanes[i - 1]->backstage) {
            made.visibility_y = y + visibility_gap / 2;
            y += visibility_gap;
        }
        place_lane(making, i, y, members);
        y = made.lanes.back().row.bottom();
    }
    y += sheet_lip;
    for (StageBox& stage : made.stages)
        stage.sheet = rect_between(stage.header.at, {stage.header.right(), y});
    made.map = rect_between({-lane_tab_width, 0}, {making.right, y});

    const float needed = flow(members.parked(), {0, y + parking_gap}, making.right, made.notes);
    made.parking = {{-lane_tab_width, y + parking_gap},
                    {made.map.size.x, std::max(empty_parking_height, needed)}};
}

} // namespace waymark::layout_parts
