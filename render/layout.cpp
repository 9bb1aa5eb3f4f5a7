#include "render/layout.hpp"

#include "render/layout_parts.hpp"
#include "sessions/same_places.hpp"

#include <atomic>
#include <cmath>

namespace waymark {

namespace layout_parts {

Rect turned_bounds(const Rect& rect, float angle) {
    if (angle == 0) return rect;
    const float c = std::abs(std::cos(angle)), s = std::abs(std::sin(angle));
    const Vec2 size{rect.size.x * c + rect.size.y * s, rect.size.x * s + rect.size.y * c};
    return {rect.center() - size * 0.5f, size};
}

namespace {

Rect bounds_of(const Layout& layout) {
    Rect all = united(united(layout.map, layout.parking), layout.peak_end);
    for (const Shared<NoteBoxChunk>& chunk : layout.notes.chunks()) all = united(all, chunk->bounds);
    for (const PictureBox& picture : layout.pictures)
        all = united(all, turned_bounds(picture.rect, picture.angle));
    for (const InkBox& ink : layout.ink) all = united(all, ink.rect);
    for (const MomentBox& moment : layout.moments) all = united(all, moment.flag);
    return all;
}

std::uint64_t next_number() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// True when the layout is one of the same stages and lanes, whatever has become of them.
bool has_cells_of(const Journey& journey, const Layout& layout) {
    return std::equal(
               journey.stages.begin(), journey.stages.end(), layout.spans.begin(), layout.spans.end(),
               [](const Shared<Stage>& stage, const StageSpan& span) { return stage->id == span.stage; }) &&
           std::equal(journey.lanes.begin(), journey.lanes.end(), layout.lanes.begin(), layout.lanes.end(),
                      [](const Shared<Lane>& lane, const LaneBox& box) { return lane->id == box.lane; });
}

} // namespace
} // namespace layout_parts

Layout laid_out(const Journey& journey, const std::string& language, TextEngine& text, const Layout* previous,
                bool on_table, LaterTexts* later) {
    using namespace layout_parts;
    const bool is_of_use = previous && previous->language == language && previous->on_table == on_table;
    Making making{journey, text, later, is_of_use ? previous : nullptr, {}, {}, {}, false, 0, {}, {}};
    Layout& made = making.made;
    made.language = language;
    made.on_table = on_table;
    made.number = next_number();
    made.spans = stage_spans(journey);
    making.right = made.spans.empty() ? default_stage_width : made.spans.back().right;
    for (std::size_t i = 0; i < journey.stages.size(); ++i) making.stage_places.set(journey.stages[i]->id, i);
    for (std::size_t i = 0; i < journey.lanes.size(); ++i) making.lane_places.set(journey.lanes[i]->id, i);
    making.same_cells = making.previous && has_cells_of(journey, *making.previous);

    measure_notes(making);
    place_rows(making);
    place_curves(making);
    place_moments(making);
    place_loose_things(making);
    made.bounds = bounds_of(made);
    return std::move(making.made);
}

std::optional<NotePlace> find_note(const Layout& layout, Id note) {
    // Who asks for many notes asks in their order: the search goes on where the last one ended.
    const NoteBoxes::Chunks& chunks = layout.notes.chunks();
    for (std::size_t step = 0; step < chunks.size(); ++step) {
        const std::size_t at = (layout.last_found + step) % chunks.size();
        const NoteBoxChunk& chunk = *chunks[at];
        if (note < chunk.lowest || chunk.highest < note) continue;
        const auto found = std::find_if(chunk.boxes.begin(), chunk.boxes.end(),
                                        [note](const NoteBox& box) { return box.note->id == note; });
        if (found == chunk.boxes.end()) continue;
        layout.last_found = at;
        return NotePlace{at, static_cast<std::size_t>(found - chunk.boxes.begin())};
    }
    return std::nullopt;
}

const NoteBox* find_box(const Layout& layout, Id note) {
    const std::optional<NotePlace> place = find_note(layout, note);
    return place ? &layout.notes.chunks()[place->chunk]->boxes[place->offset] : nullptr;
}

namespace layout_parts {
namespace {

/// Notes of an earlier layout, but for those in chunks that are still the same: asked for as a rule in their
/// order, found in any. Made ready for that only when somebody asks out of turn, so that notes which were not
/// there cost no look at all others each.
class EarlierNotes {
public:
    EarlierNotes(const NoteBoxes::Chunks& chunks, const std::vector<std::size_t>& same_now) {
        std::vector<bool> is_same(chunks.size());
        for (const std::size_t place : same_now)
            if (place != nowhere) is_same[place] = true;
        for (std::size_t i = 0; i < chunks.size(); ++i)
            if (!is_same[i]) chunks_.push_back(&chunks[i]->boxes);
    }

    /// Null when it was not among them.
    const NoteBox* find(Id id) {
        while (chunk_ < chunks_.size() && offset_ >= chunks_[chunk_]->size()) ++chunk_, offset_ = 0;
        if (chunk_ < chunks_.size() && (*chunks_[chunk_])[offset_].note->id == id)
            return &(*chunks_[chunk_])[offset_++];
        if (sorted_.empty()) sort();
        const auto found = std::ranges::lower_bound(sorted_, id, {}, &Known::id);
        if (found == sorted_.end() || found->id != id) return nullptr;
        chunk_ = found->chunk, offset_ = found->offset + 1;
        return &(*chunks_[found->chunk])[found->offset];
    }

private:
    struct Known {
        Id id{};
        std::size_t chunk = 0, offset = 0;
    };

    void sort() {
        for (std::size_t i = 0; i < chunks_.size(); ++i)
            for (std::size_t at = 0; at < chunks_[i]->size(); ++at)
                sorted_.push_back({(*chunks_[i])[at].note->id, i, at});
        std::ranges::sort(sorted_, {}, &Known::id);
    }

    std::vector<const std::vector<NoteBox>*> chunks_;
    std::vector<Known> sorted_;
    std::size_t chunk_ = 0,
                offset_ = 0; ///< the one behind that found last: as a rule the next that is looked for
};

} // namespace
} // namespace layout_parts

std::vector<MovedNote> moved_notes(const Layout& before, const Layout& after) {
    const auto address = [](const Shared<NoteBoxChunk>& chunk) { return chunk.get(); };
    const NoteBoxes::Chunks &old = before.notes.chunks(), &now = after.notes.chunks();
    const std::vector<std::size_t> places = same_places(old, now, address, address);
    std::vector<MovedNote> moved;
    layout_parts::EarlierNotes earlier{old, places};
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (places[i] != nowhere) continue;
        for (const NoteBox& box : now[i]->boxes) {
            const NoteBox* const from = earlier.find(box.note->id);
            if (from && !(from->rect.at == box.rect.at && from->angle == box.angle))
                moved.push_back({from, &box});
        }
    }
    return moved;
}

std::optional<Rect> box_of(const Layout& layout, Id thing) {
    using layout_parts::turned_bounds;
    if (const NoteBox* note = find_box(layout, thing)) return turned_bounds(note->rect, note->angle);
    for (const StageBox& stage : layout.stages)
        if (stage.stage == thing) return united(stage.header, stage.sheet);
    for (const LaneBox& lane : layout.lanes)
        if (lane.lane == thing) return united(lane.row, lane.tab);
    for (const MomentBox& moment : layout.moments)
        if (moment.moment == thing) {
            const Vec2 reach{star_radius, star_radius};
            return united(Rect{moment.at - reach, reach * 2}, moment.flag);
        }
    for (const PictureBox& picture : layout.pictures)
        if (picture.picture == thing) return turned_bounds(picture.rect, picture.angle);
    for (const InkBox& ink : layout.ink)
        if (ink.ink->id == thing) return ink.rect;
    const auto around = [](const std::vector<Vec2>& line) {
        Rect all{line.front(), {}};
        for (const Vec2 point : line)
            all = rect_between({std::min(all.left(), point.x), std::min(all.top(), point.y)},
                               {std::max(all.right(), point.x), std::max(all.bottom(), point.y)});
        return all.grown(1);
    };
    for (const ConnectorBox& connector : layout.connectors)
        if (connector.connector == thing) return around(connector.line);
    for (const CurveBox& curve : layout.curves)
        if (curve.curve == thing && !curve.line.empty()) return around(curve.line);
    return std::nullopt;
}

} // namespace waymark
