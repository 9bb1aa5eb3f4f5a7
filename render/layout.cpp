#include "render/layout.hpp"

#include "render/layout_parts.hpp"

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
    for (const NoteBox& note : layout.notes) all = united(all, turned_bounds(note.rect, note.angle));
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

} // namespace
} // namespace layout_parts

Layout laid_out(const Journey& journey, const std::string& language, TextEngine& text,
                const Layout* previous) {
    using namespace layout_parts;
    Making making{journey, text, previous && previous->language == language ? previous : nullptr, {}, {}, 0};
    Layout& made = making.made;
    made.language = language;
    made.number = next_number();
    made.spans = stage_spans(journey);
    making.right = made.spans.empty() ? default_stage_width : made.spans.back().right;
    for (std::size_t i = 0; i < journey.stages.size(); ++i) making.stage_places.set(journey.stages[i]->id, i);

    measure_notes(making);
    place_rows(making);
    place_curves(making);
    place_moments(making);
    place_loose_things(making);
    made.bounds = bounds_of(made);
    return std::move(making.made);
}

const NoteBox* find_box(const Layout& layout, Id note) {
    // Who asks for many notes asks in their order: the search goes on where the last one ended.
    const std::size_t count = layout.notes.size(), from = layout.last_found;
    for (std::size_t step = 0; step < count; ++step) {
        const std::size_t at = (from + step) % count;
        if (layout.notes[at].note->id != note) continue;
        layout.last_found = at;
        return &layout.notes[at];
    }
    return nullptr;
}

const NoteBox* NoteSeeker::find(Id note) {
    constexpr std::size_t steps = 8, walks = 4;
    const std::vector<NoteBox>& notes = layout_->notes;
    const auto found_at = [&](std::size_t at) {
        if (at >= notes.size() || notes[at].note->id != note) return false;
        next_ = at + 1;
        return true;
    };
    for (std::size_t at = next_; at < next_ + steps; ++at)
        if (found_at(at)) return &notes[next_ - 1];
    if (walks_ < walks) {
        ++walks_;
        for (std::size_t at = 0; at < notes.size(); ++at)
            if (notes[at].note->id == note)
                return &notes[at]; // it was taken elsewhere: the others go on where they were
        return nullptr;
    }
    if (places_.empty())
        for (std::size_t i = 0; i < notes.size(); ++i) places_.emplace(notes[i].note->id, i);
    const auto found = places_.find(note);
    return found != places_.end() && found_at(found->second) ? &notes[found->second] : nullptr;
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
