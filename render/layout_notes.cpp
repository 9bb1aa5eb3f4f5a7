#include "render/layout_parts.hpp"

#include <algorithm>
#include <cmath>

namespace waymark::layout_parts {

namespace {

constexpr float sheet_lip = header_gap / 2; ///< white between a sheet's edge and its first and last lane
constexpr float empty_parking_height = 88;

/// Finds notes in the layout before, cheaply when they are still at the same place of the list.
class EarlierNotes {
public:
    explicit EarlierNotes(const Layout* previous) : previous_{previous} {}

    const NoteBox* find(const Shared<Note>& note, std::size_t index) {
        if (!previous_) return nullptr;
        if (index < previous_->notes.size() && previous_->notes[index].note->id == note->id)
            return &previous_->notes[index];
        if (places_.empty())
            for (std::size_t i = 0; i < previous_->notes.size(); ++i)
                places_.emplace(previous_->notes[i].note->id, i);
        const auto found = places_.find(note->id);
        return found == places_.end() ? nullptr : &previous_->notes[found->second];
    }

private:
    const Layout* previous_;
    std::unordered_map<Id, std::size_t> places_;
};

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
float flow(const std::vector<std::size_t>& notes, Vec2 at, float width, std::vector<NoteBox>& boxes) {
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

using Members = std::vector<std::vector<std::size_t>>; ///< for each cell: places of its notes

/// Which notes lie in which cell; `parked` gets the waiting ones and those whose cell is not there. Free ones
/// are placed.
Members sorted_into_cells(Making& making, std::vector<std::size_t>& parked) {
    const Journey& journey = making.journey;
    std::unordered_map<Id, std::size_t> lane_places;
    for (std::size_t i = 0; i < journey.lanes.size(); ++i) lane_places.emplace(journey.lanes[i]->id, i);
    Members members(journey.lanes.size() * journey.stages.size());
    std::vector<NoteBox>& boxes = making.made.notes;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Note& note = *boxes[i].note;
        if (const Free* free = std::get_if<Free>(&note.place)) {
            boxes[i].rect.at = free->at;
            continue;
        }
        const InCell* cell = std::get_if<InCell>(&note.place);
        const auto stage = cell ? making.stage_places.find(cell->stage) : making.stage_places.end();
        const auto lane = cell ? lane_places.find(cell->lane) : lane_places.end();
        if (stage == making.stage_places.end() || lane == lane_places.end())
            parked.push_back(i);
        else
            members[lane->second * journey.stages.size() + stage->second].push_back(i);
    }
    return members;
}

float least_height(const Lane& lane) {
    const float own = lane.kind == LaneKind::emotion ? emotion_lane_height : note_size + 2 * note_gap;
    return std::max(own, lane.height);
}

/// One lane: its cells at `y`, as high as the fullest needs.
void place_lane(Making& making, std::size_t index, float y, Members& members) {
    const Lane& lane = *making.journey.lanes[index];
    Layout& made = making.made;
    const std::size_t stages = made.spans.size(), first = made.cells.size();
    float height = least_height(lane);
    for (std::size_t i = 0; i < stages; ++i) {
        const StageSpan& span = made.spans[i];
        const std::vector<std::size_t>& notes = members[index * stages + i];
        height = std::max(height, flow(notes, {span.left, y}, span.width(), made.notes));
        CellBox cell{span.stage, lane.id, {{span.left, y}, {span.width(), 0}}, {}};
        cell.notes.reserve(notes.size());
        for (const std::size_t note : notes) cell.notes.push_back(made.notes[note].note->id);
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
    EarlierNotes earlier{making.previous};
    std::vector<NoteBox>& boxes = making.made.notes;
    boxes.reserve(making.journey.notes.size());
    for (const Shared<Note>& note : making.journey.notes) {
        const NoteBox* before = earlier.find(note, boxes.size());
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
    std::vector<std::size_t> parked;
    Members members = sorted_into_cells(making, parked);
    for (const StageSpan& span : made.spans)
        made.stages.push_back({span.stage, {{span.left, 0}, {span.width(), header_height}}, {}, 0});
    made.cells.reserve(members.size());

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

    const float needed = flow(parked, {0, y + parking_gap}, making.right, made.notes);
    made.parking = {{-lane_tab_width, y + parking_gap},
                    {made.map.size.x, std::max(empty_parking_height, needed)}};
}

} // namespace waymark::layout_parts
