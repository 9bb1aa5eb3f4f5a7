#include "app/tools.hpp"

#include <algorithm>
#include <cmath>
#include <map>

/// Wipes ink, connectors, curve points and magic moments; a note only when it is tapped, so that a wipe over
/// a crowded board takes none.
namespace waymark {
namespace {

constexpr float sample_px = 4, wipe_px = 8, ghost = 0.25f;

void erase_thing(Erasing& erasing, Id thing, const Grip& grip) {
    if (thing == Id::none || is_held(grip.hands, thing, &grip.hand)) return;
    if (std::ranges::find(erasing.things, thing) == erasing.things.end()) erasing.things.push_back(thing);
}

void erase_point(Erasing& erasing, const CurveBox& curve, std::size_t index, const Grip& grip) {
    const Curve* drawn = find_curve(grip.board.journey, curve.curve);
    if (!drawn || index >= drawn->points.size()) return;
    const ErasedPoint point{curve.curve, drawn->points[index]};
    if (std::ranges::find(erasing.points, point) == erasing.points.end()) erasing.points.push_back(point);
}

bool touches(Vec2 at, float reach, const Ink& ink) {
    const float near = reach + ink.width / 2;
    if (ink.points.size() == 1) return distance(at, ink.points.front().at) <= near;
    for (std::size_t i = 0; i + 1 < ink.points.size(); ++i)
        if (distance_to_way(at, ink.points[i].at, ink.points[i + 1].at) <= near) return true;
    return false;
}

bool touches(Vec2 at, float reach, const std::vector<Vec2>& line) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        if (distance_to_way(at, line[i], line[i + 1]) <= reach) return true;
    return false;
}

/// Everything under the eraser at one place, what lies beneath other things included.
void erase_at(Erasing& erasing, Vec2 at, const Grip& grip) {
    const Layout& layout = grip.board.layout;
    const float reach = grip.px(erasing.radius_px) / grip.board.view.zoom;
    for (const InkBox& box : layout.ink)
        if (box.rect.grown(reach).contains(at) && touches(at, reach, *box.ink))
            erase_thing(erasing, box.ink->id, grip);
    if (erasing.ink_only) return;
    for (const ConnectorBox& box : layout.connectors)
        if (touches(at, reach, box.line)) erase_thing(erasing, box.connector, grip);
    for (const MomentBox& box : layout.moments)
        if (distance(at, box.at) <= star_radius + reach) erase_thing(erasing, box.moment, grip);
    for (const CurveBox& curve : layout.curves)
        for (std::size_t i = 0; i < curve.points.size(); ++i)
            if (distance(at, curve.points[i]) <= curve_point_radius + reach)
                erase_point(erasing, curve, i, grip);
}

/// All places between two, near enough that nothing is passed over.
void erase_between(Erasing& erasing, Vec2 from, Vec2 to, const Grip& grip) {
    const float step = grip.px(sample_px) / grip.board.view.zoom;
    const int count = std::clamp(static_cast<int>(distance(from, to) / step), 1, 400);
    for (int i = 1; i <= count; ++i)
        erase_at(erasing, from + (to - from) * (static_cast<float>(i) / static_cast<float>(count)), grip);
}

/// The wiped points of each curve as indices, the last first, so that removing one leaves the others'
/// numbers.
std::map<Id, std::vector<std::size_t>> indices(const Erasing& erasing, const Journey& journey) {
    std::map<Id, std::vector<std::size_t>> result;
    for (const auto& [id, point] : erasing.points) {
        const Curve* curve = find_curve(journey, id);
        if (!curve) continue;
        const auto found = std::ranges::find(curve->points, point);
        if (found != curve->points.end())
            result[id].push_back(static_cast<std::size_t>(found - curve->points.begin()));
    }
    for (auto& [id, places] : result) std::ranges::sort(places, std::ranges::greater{});
    return result;
}

/// What is wiped away can still be seen, faintly, until the contact lets go.
void show_ghosts(const Erasing& erasing, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    const View& view = grip.board.view;
    const auto is_wiped = [&](Id id) {
        return std::ranges::find(erasing.things, id) != erasing.things.end();
    };
    for (const InkBox& box : grip.board.layout.ink) {
        if (!is_wiped(box.ink->id)) continue;
        std::vector<Vec2> points;
        for (const InkPoint& point : box.ink->points) points.push_back(point.at);
        picture.over.push_back(
            ribbon_px(view, points, box.ink->width * view.zoom, rgba(box.ink->colour).with_alpha(ghost)));
    }
    for (const ConnectorBox& box : grip.board.layout.connectors)
        if (is_wiped(box.connector))
            picture.over.push_back(ribbon_px(view, box.line, 3 * view.zoom, theme.ink.with_alpha(ghost)));
    for (const MomentBox& box : grip.board.layout.moments) {
        if (!is_wiped(box.moment)) continue;
        Placed faint;
        faint.drawing = Drawing{{Shape{star({}, star_radius), theme.moment.with_alpha(ghost)}}};
        faint.at = view.to_screen(box.at);
        faint.scale = view.zoom;
        picture.over.push_back(std::move(faint));
    }
}

} // namespace

Erasing wiping(const Contact& contact, const Board& board) {
    Erasing wiping;
    wiping.last = board.view.to_world(contact.at_px);
    wiping.from_px = contact.at_px;
    wiping.radius_px = contact.width_px / 2 / board.ui_scale;
    wiping.ink_only = true;
    return wiping;
}

Erasing erasing(const Pressing& pressing, const Grip& grip) {
    Erasing erasing;
    erasing.last = pressing.from;
    erasing.from_px = pressing.from_px;
    if (const auto* note = std::get_if<HitNote>(&pressing.what)) erasing.tapped = note->note;
    erase_at(erasing, pressing.from, grip);
    return erasing;
}

HandState step(Erasing erasing, const Grip& grip, Ask&) {
    if (distance(erasing.from_px, grip.hand.at_px) >= grip.px(wipe_px)) erasing.tapped = Id::none;
    erase_between(erasing, erasing.last, grip.world(), grip);
    erasing.last = grip.world();
    return erasing;
}

std::optional<Edit> edit_of(const Erasing& erasing, const Grip& grip) {
    std::vector<Edit> edits;
    for (const auto& [curve, places] : indices(erasing, grip.board.journey))
        for (const std::size_t place : places) edits.emplace_back(RemovePoint{curve, place});
    std::vector<Id> things = erasing.things;
    if (erasing.tapped != Id::none) things.push_back(erasing.tapped);
    if (!things.empty()) edits.emplace_back(Remove{std::move(things)});
    if (edits.empty()) return std::nullopt;
    return several(std::move(edits), "Erase");
}

void show(const Erasing& erasing, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    show_ghosts(erasing, grip, theme, picture);
    const float radius = grip.px(erasing.radius_px);
    Placed ring;
    ring.drawing = Drawing{{Box{.rect = {{-radius, -radius}, {2 * radius, 2 * radius}},
                                .radius = radius,
                                .fill = theme.paper.with_alpha(0.5f),
                                .border = theme.quiet_ink,
                                .border_width = 1.5f * grip.board.ui_scale}}};
    ring.at = grip.hand.at_px;
    picture.over.push_back(std::move(ring));
    picture.cursor = Effects::Cursor::cross;
    picture.hint = erasing.ink_only
                       ? "The flat hand wipes ink"
                       : "Wipes ink, connectors, curve points and moments · tap a note to remove it";
}

} // namespace waymark
