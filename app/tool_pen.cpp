#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// Ink: a stroke as it is drawn, with the pen's pressure.
namespace waymark {
namespace {

constexpr float ink_step_px = 1, stroke_width_px = 3.5f;
constexpr float tolerance_px = 0.35f; ///< how far the kept points may be from the drawn ones
constexpr std::size_t point_limit = 60000;
constexpr float least_width = 0.5f, greatest_width = 400;

InkPoint ink_point(const Grip& grip) { return {grip.world(), std::clamp(grip.hand.pressure, 0.0f, 1.0f)}; }

/// Ramer, Douglas and Peucker: fewer points within `tolerance`; a change of pressure counts as distance.
std::vector<InkPoint> simplified(const std::vector<InkPoint>& points, float tolerance, float width) {
    if (points.size() < 3) return points;
    std::vector<bool> kept(points.size(), false);
    kept.front() = kept.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, points.size() - 1}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        float farthest = tolerance;
        std::size_t at = 0;
        for (std::size_t i = from + 1; i < to; ++i) {
            const float part = static_cast<float>(i - from) / static_cast<float>(to - from);
            const float expected =
                points[from].pressure + (points[to].pressure - points[from].pressure) * part;
            const float away = std::max(distance_to_way(points[i].at, points[from].at, points[to].at),
                                        std::abs(points[i].pressure - expected) * width / 2);
            if (away > farthest) farthest = away, at = i;
        }
        if (at == 0) continue;
        kept[at] = true;
        open.emplace_back(from, at);
        open.emplace_back(at, to);
    }
    std::vector<InkPoint> result;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (kept[i]) result.push_back(points[i]);
    return result;
}

} // namespace

Inking inking(const Pressing& pressing, const Grip& grip) {
    Inking ink{{{pressing.from, std::clamp(grip.hand.pressure, 0.0f, 1.0f)}},
               std::clamp(grip.px(stroke_width_px) / grip.board.view.zoom, least_width, greatest_width)};
    if (!(grip.world() == pressing.from)) ink.points.push_back(ink_point(grip));
    return ink;
}

HandState step(Inking inking, const Grip& grip, Ask&) {
    const InkPoint point = ink_point(grip);
    const bool far_enough = distance(inking.points.back().at, point.at) * grip.board.view.zoom >= ink_step_px;
    if (far_enough && inking.points.size() < point_limit) inking.points.push_back(point);
    return inking;
}

std::optional<Edit> edit_of(const Inking& inking, const Grip& grip) {
    Ink ink;
    ink.id = grip.fresh;
    ink.points = simplified(inking.points, tolerance_px / grip.board.view.zoom, inking.width);
    ink.width = inking.width;
    ink.colour = ink_colour_of(grip, ink.colour);
    ink.author = grip.hand.person;
    return AddInk{std::move(ink)};
}

void show(const Inking&, const Grip&, const Theme&, HandsPicture& picture) {
    picture.cursor = Effects::Cursor::cross;
    picture.hint = "Draw · the eraser wipes it away";
}

} // namespace waymark
