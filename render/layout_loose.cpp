#include "render/layout_parts.hpp"

#include <algorithm>
#include <cmath>

namespace waymark::layout_parts {

namespace {

/// The middle of a rectangle's side and the direction that leaves it.
struct Exit {
    Vec2 at, out;
};

Exit exit_towards(const Rect& from, const Rect& to) {
    const Vec2 way = to.center() - from.center();
    // Measured in the rectangle's own proportions, so that a wide header is left through its long sides.
    const float across = std::abs(way.x) / std::max(1.0f, from.size.x),
                down = std::abs(way.y) / std::max(1.0f, from.size.y);
    if (across >= down)
        return way.x >= 0 ? Exit{{from.right(), from.center().y}, {1, 0}}
                          : Exit{{from.left(), from.center().y}, {-1, 0}};
    return way.y >= 0 ? Exit{{from.center().x, from.bottom()}, {0, 1}}
                      : Exit{{from.center().x, from.top()}, {0, -1}};
}

/// An arrow's line: leaves and arrives square to the sides. Connectors lie under notes, so they never cross a
/// text.
std::vector<Vec2> arrow_line(const Rect& from, const Rect& to) {
    constexpr int pieces = 32;
    const Exit start = exit_towards(from, to), end = exit_towards(to, from);
    const float pull = std::clamp(distance(start.at, end.at) * 0.45f, 12.0f, 240.0f);
    const Vec2 a = start.at + start.out * pull, b = end.at + end.out * pull;
    std::vector<Vec2> line;
    for (int i = 0; i <= pieces; ++i) {
        const float t = static_cast<float>(i) / pieces, s = 1 - t;
        line.push_back(start.at * (s * s * s) + a * (3 * s * s * t) + b * (3 * s * t * t) +
                       end.at * (t * t * t));
    }
    return line;
}

/// What an arrow touches of a thing; a stage is met at its header.
std::optional<Rect> anchor(const Layout& made, Id thing) {
    for (const StageBox& stage : made.stages)
        if (stage.stage == thing) return stage.header;
    for (const MomentBox& moment : made.moments)
        if (moment.moment == thing) {
            const Vec2 reach{star_radius + 2, star_radius + 2};
            return Rect{moment.at - reach, reach * 2};
        }
    return box_of(made, thing);
}

Rect around(const Ink& ink) {
    if (ink.points.empty()) return {};
    Vec2 low = ink.points.front().at, high = low;
    for (const InkPoint& point : ink.points) {
        low = {std::min(low.x, point.at.x), std::min(low.y, point.at.y)};
        high = {std::max(high.x, point.at.x), std::max(high.y, point.at.y)};
    }
    return rect_between(low, high).grown(ink.width / 2 + 1);
}

} // namespace

void place_loose_things(Making& making) {
    const Journey& journey = making.journey;
    Layout& made = making.made;
    for (const Shared<Picture>& picture : journey.pictures)
        made.pictures.push_back({picture->id, picture->frame, picture->angle});

    made.ink.reserve(journey.ink.size());
    for (const Shared<Ink>& ink : journey.ink) {
        const std::size_t index = made.ink.size();
        const bool known = making.previous && index < making.previous->ink.size() &&
                           making.previous->ink[index].ink.same(ink);
        made.ink.push_back({ink, known ? making.previous->ink[index].rect : around(*ink)});
    }

    for (const Shared<Connector>& connector : journey.connectors) {
        const std::optional<Rect> from = anchor(made, connector->from), to = anchor(made, connector->to);
        if (from && to) made.connectors.push_back({connector->id, arrow_line(*from, *to)});
    }
}

} // namespace waymark::layout_parts
