#include "render/layout.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {

namespace {

/// A screen point in the coordinates of a thing that lies turned about the middle of `rect`.
Vec2 straightened(Vec2 point, const Rect& rect, float angle) {
    if (angle == 0) return point;
    const Vec2 from_middle = point - rect.center();
    const float c = std::cos(-angle), s = std::sin(-angle);
    return rect.center() + Vec2{from_middle.x * c - from_middle.y * s, from_middle.x * s + from_middle.y * c};
}

float distance_to_segment(Vec2 point, Vec2 a, Vec2 b) {
    const Vec2 way = b - a;
    const float square = way.x * way.x + way.y * way.y;
    const float t =
        square > 0 ? std::clamp(((point.x - a.x) * way.x + (point.y - a.y) * way.y) / square, 0.0f, 1.0f) : 0;
    return distance(point, a + way * t);
}

float distance_to_line(Vec2 point, const std::vector<Vec2>& line) {
    float nearest = line.size() == 1 ? distance(point, line.front()) : 1e9f;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        nearest = std::min(nearest, distance_to_segment(point, line[i], line[i + 1]));
    return nearest;
}

float distance_to_stroke(Vec2 point, const Ink& ink) {
    float nearest = ink.points.size() == 1 ? distance(point, ink.points.front().at) : 1e9f;
    for (std::size_t i = 0; i + 1 < ink.points.size(); ++i)
        nearest = std::min(nearest, distance_to_segment(point, ink.points[i].at, ink.points[i + 1].at));
    return nearest - ink.width / 2;
}

/// Headers and tabs, where the view shows them. Painted last: the corner (which is nothing to hold), then
/// tabs over headers.
std::optional<Hit> pinned_hit(const Layout& layout, const View& view, Vec2 world, float reach) {
    const auto shown = [&view](Rect rect, Vec2 pinned) {
        return Rect{rect.at + pin_shift(view, rect.at, pinned), rect.size};
    };
    const Rect corner = shown({layout.map.at, {lane_tab_width - lane_tab_gap, header_height}},
                              {layout.map.size.x - lane_tab_width, layout.map.size.y - header_height});
    if (corner.contains(world)) return HitNothing{};
    for (const LaneBox& lane : layout.lanes) {
        const Rect tab = shown(lane.tab, {layout.map.size.x - lane_tab_width, 0});
        if (world.x < tab.left() || world.x >= tab.right()) continue;
        if (std::abs(world.y - tab.bottom()) <= reach && world.y < tab.bottom() + reach / 2)
            return HitLaneBorder{lane.lane};
        if (tab.contains(world)) return HitLaneTab{lane.lane};
    }
    for (const StageBox& stage : layout.stages) {
        const Rect header = shown(stage.header, {0, stage.sheet.size.y - header_height});
        if (world.y < header.top() || world.y >= header.bottom()) continue;
        if (std::abs(world.x - (header.right() + stage_gap / 2)) <= std::max(reach, stage_gap / 2))
            return HitStageBorder{stage.stage};
        if (header.contains(world)) return HitStageHeader{stage.stage};
    }
    return std::nullopt;
}

/// Stars, points and strokes within `reach`; the nearest of the topmost kind.
Hit small_hit(const Layout& layout, Vec2 world, float reach) {
    for (auto moment = layout.moments.rbegin(); moment != layout.moments.rend(); ++moment)
        if (distance(world, moment->at) <= star_radius + reach || moment->flag.contains(world))
            return HitMoment{moment->moment};
    float nearest = curve_point_radius + reach;
    Hit found = HitNothing{};
    const bool near_points = layout.emotion && layout.emotion->rect.grown(nearest).contains(world);
    for (const CurveBox& curve : layout.curves)
        for (std::size_t i = 0; near_points && i < curve.points.size(); ++i)
            if (const float away = distance(world, curve.points[i]); away <= nearest) {
                nearest = away;
                found = HitCurvePoint{curve.curve, i};
            }
    if (!std::holds_alternative<HitNothing>(found)) return found;
    for (auto ink = layout.ink.rbegin(); ink != layout.ink.rend(); ++ink)
        if (ink->rect.grown(reach).contains(world) && distance_to_stroke(world, *ink->ink) <= reach)
            return HitInk{ink->ink->id};
    return found;
}

Hit line_hit(const Layout& layout, Vec2 world, float reach) {
    constexpr float half_a_line = 2.5f;
    const bool near_curves =
        layout.emotion && layout.emotion->rect.grown(half_a_line + reach).contains(world);
    for (auto curve = layout.curves.rbegin(); near_curves && curve != layout.curves.rend(); ++curve)
        if (distance_to_line(world, curve->line) <= half_a_line + reach) return HitCurve{curve->curve};
    for (auto connector = layout.connectors.rbegin(); connector != layout.connectors.rend(); ++connector)
        if (distance_to_line(world, connector->line) <= 1.5f + reach)
            return HitConnector{connector->connector};
    return HitNothing{};
}

bool is_on(const NoteBox& note, Vec2 world) {
    return note.rect.contains(straightened(world, note.rect, note.angle));
}

/// The notes of a cell never overlap each other.
Id note_in(const CellNotes& notes, Vec2 world) {
    for (std::size_t i = 0; i < notes.size(); ++i)
        if (notes.rects[i].contains(world)) return notes.ids[i];
    return Id::none;
}

/// The one in a cell that lies there. A note may be wider than its stage, so neighbours are asked, too.
Id laid_note(const Layout& layout, Vec2 world) {
    Id found = Id::none;
    const auto ask = [&](const Shared<CellNotes>& notes, const Rect& rect) {
        if (notes->empty() || world.y < rect.top() || world.y >= rect.top() + notes->height) return;
        const Id id = note_in(*notes, world);
        if (id == Id::none) return;
        if (found == Id::none || *find_note(layout, found) < *find_note(layout, id)) found = id;
    };
    for (const CellBox& cell : layout.cells)
        if (world.x >= cell.rect.left() &&
            world.x < cell.rect.left() + std::max(cell.rect.size.x, 2 * note_size))
            ask(cell.notes, cell.rect);
    ask(layout.parked, layout.parking);
    return found;
}

/// The topmost; free ones are looked for from the top down to where the one in a cell lies.
Hit note_hit(const Layout& layout, Vec2 world) {
    const Id laid = laid_note(layout, world);
    NotePlace below; // of no interest: what lies under it
    if (laid != Id::none) below = *find_note(layout, laid);
    const NoteBoxes::Chunks& chunks = layout.notes.chunks();
    for (std::size_t i = chunks.size(); i-- > below.chunk;) {
        const NoteBoxChunk& chunk = *chunks[i];
        if (chunk.free == 0 || !chunk.bounds.contains(world)) continue;
        for (std::size_t k = chunk.boxes.size(); k-- > (i == below.chunk ? below.offset : 0);)
            if (std::holds_alternative<Free>(chunk.boxes[k].note->place) && is_on(chunk.boxes[k], world))
                return HitNote{chunk.boxes[k].note->id};
    }
    return laid == Id::none ? Hit{HitNothing{}} : Hit{HitNote{laid}};
}

Hit picture_hit(const Layout& layout, Vec2 world) {
    for (auto picture = layout.pictures.rbegin(); picture != layout.pictures.rend(); ++picture)
        if (picture->rect.contains(straightened(world, picture->rect, picture->angle)))
            return HitPicture{picture->picture};
    return HitNothing{};
}

Hit ground_hit(const Layout& layout, Vec2 world) {
    if (layout.emotion && layout.emotion->rect.contains(world)) return HitEmotion{};
    for (const CellBox& cell : layout.cells)
        if (cell.rect.contains(world)) return HitCell{cell.stage, cell.lane};
    if (layout.parking.contains(world)) return HitParking{};
    return HitNothing{};
}

bool is_something(const Hit& hit) { return !std::holds_alternative<HitNothing>(hit); }

} // namespace

Hit hit(const Layout& layout, const View& view, Vec2 at_px, float reach_px) {
    const Vec2 world = view.to_world(at_px);
    const float reach = reach_px / view.zoom;
    if (const std::optional<Hit> pinned = pinned_hit(layout, view, world, std::min(reach, 12.0f)))
        return *pinned;
    // First what lies exactly under the point, topmost first; only then what is near enough to be meant.
    for (const float around : {0.0f, reach}) {
        if (const Hit small = small_hit(layout, world, around); is_something(small)) return small;
        if (const Hit note = note_hit(layout, world); is_something(note)) return note;
        if (const Hit line = line_hit(layout, world, around); is_something(line)) return line;
    }
    if (const Hit picture = picture_hit(layout, world); is_something(picture)) return picture;
    return ground_hit(layout, world);
}

namespace {

/// The note of this place before which one held at `at` comes: the first, in reading order, whose middle it
/// has not passed.
Id note_after(const Layout& layout, const CellNotes& notes, const Place& place, Vec2 at,
              const std::vector<Id>& held) {
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const Rect& rect = notes.rects[i];
        const bool in_a_row_above = at.y < rect.top() - note_gap / 2;
        const bool left_of_it = at.y < rect.bottom() + note_gap / 2 && at.x < rect.center().x;
        if (!in_a_row_above && !left_of_it) continue;
        if (std::find(held.begin(), held.end(), notes.ids[i]) != held.end()) continue;
        // One whose own cell is not there waits in the parking lot, but is not of it.
        if (find_box(layout, notes.ids[i])->note->place == place) return notes.ids[i];
    }
    return Id::none;
}

/// Rows reach across the gaps between sheets: what is dropped there goes to the nearer stage.
const CellBox* cell_under(const Layout& layout, Vec2 at) {
    for (const CellBox& cell : layout.cells)
        if (const Rect around{cell.rect.at - Vec2{stage_gap / 2, 0}, cell.rect.size + Vec2{stage_gap, 0}};
            around.contains(at))
            return &cell;
    return nullptr;
}

} // namespace

DropPlace drop_place(const Layout& layout, Vec2 at, const std::vector<Id>& held) {
    if (const CellBox* cell = cell_under(layout, at)) {
        const Place place = InCell{cell->stage, cell->lane};
        return {place, note_after(layout, *cell->notes, place, at, held), cell->rect};
    }
    if (layout.parking.contains(at))
        return {Parked{}, note_after(layout, *layout.parked, Parked{}, at, held), layout.parking};
    return {Free{at - Vec2{note_size, note_size} * 0.5f}, Id::none, std::nullopt};
}

std::vector<Id> things_within(const Layout& layout, const Rect& area) {
    std::vector<Id> found;
    const auto box_touches = [&](Id id) {
        const std::optional<Rect> box = box_of(layout, id);
        return box && box->touches(area);
    };
    for (const PictureBox& picture : layout.pictures)
        if (box_touches(picture.picture)) found.push_back(picture.picture);
    for (const Shared<NoteBoxChunk>& chunk : layout.notes.chunks()) {
        if (!chunk->bounds.touches(area)) continue;
        for (const NoteBox& note : chunk->boxes)
            if (note.angle == 0 ? note.rect.touches(area) : box_touches(note.note->id))
                found.push_back(note.note->id);
    }
    for (const InkBox& ink : layout.ink)
        if (ink.rect.touches(area) &&
            std::any_of(ink.ink->points.begin(), ink.ink->points.end(), [&](const InkPoint& point) {
                return area.grown(ink.ink->width / 2).contains(point.at);
            }))
            found.push_back(ink.ink->id);
    const Vec2 reach{star_radius, star_radius};
    for (const MomentBox& moment : layout.moments)
        if (Rect{moment.at - reach, reach * 2}.touches(area)) found.push_back(moment.moment);
    return found;
}

} // namespace waymark
