#include "render/path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace waymark {
namespace {

struct Range {
    float low, high;
    void take(float value) { low = std::min(low, value), high = std::max(high, value); }
};

/// Takes in a cubic's extremes along one axis: where its derivative is zero.
void take_cubic(Range& range, float from, float a, float b, float to) {
    range.take(to);
    const float square = -from + 3 * a - 3 * b + to, linear = 2 * (from - 2 * a + b), constant = a - from;
    std::array<float, 2> places{-1, -1};
    if (std::abs(square) < 1e-9f) {
        if (linear != 0) places[0] = -constant / linear;
    } else {
        const float under_root = linear * linear - 4 * square * constant;
        if (under_root < 0) return;
        const float root = std::sqrt(under_root);
        places = {(-linear + root) / (2 * square), (-linear - root) / (2 * square)};
    }
    for (const float t : places) {
        if (!(t > 0 && t < 1)) continue;
        const float u = 1 - t;
        range.take(u * u * u * from + 3 * u * u * t * a + 3 * u * t * t * b + t * t * t * to);
    }
}

} // namespace

Rect bounds(const Path& path) {
    if (path.steps.empty()) return {};
    const Vec2 first = path.steps.front().to;
    Range x{first.x, first.x}, y{first.y, first.y};
    Vec2 pen = first;
    for (const Path::Step& step : path.steps) {
        if (step.kind == Path::Step::Kind::cubic) {
            take_cubic(x, pen.x, step.a.x, step.b.x, step.to.x);
            take_cubic(y, pen.y, step.a.y, step.b.y, step.to.y);
        } else {
            x.take(step.to.x), y.take(step.to.y);
        }
        pen = step.to;
    }
    return rect_between({x.low, y.low}, {x.high, y.high});
}

Path circle(Vec2 centre, float radius) {
    // Four cubics, off by at most 0.02 % of the radius.
    const float handle = radius * 0.5522847f;
    const auto at = [&](float x, float y) { return centre + Vec2{x, y}; };
    Path path;
    path.move(at(radius, 0));
    path.cubic(at(radius, handle), at(handle, radius), at(0, radius));
    path.cubic(at(-handle, radius), at(-radius, handle), at(-radius, 0));
    path.cubic(at(-radius, -handle), at(-handle, -radius), at(0, -radius));
    path.cubic(at(handle, -radius), at(radius, -handle), at(radius, 0));
    return path;
}

Path polygon(const std::vector<Vec2>& corners) {
    Path path;
    for (const Vec2 corner : corners) path.steps.empty() ? path.move(corner) : path.line(corner);
    if (!corners.empty()) path.line(corners.front());
    return path;
}

Path star(Vec2 centre, float radius) {
    constexpr float inner = 0.45f, rounding = 0.16f; // rounding: part of an edge that a tip's curve takes
    const auto corner = [&](int index) {
        const float angle = std::numbers::pi_v<float> * (static_cast<float>(index) * 0.2f - 0.5f);
        return centre + Vec2{std::cos(angle), std::sin(angle)} * (index % 2 == 0 ? radius : radius * inner);
    };
    const auto between = [](Vec2 a, Vec2 b, float part) { return a + (b - a) * part; };
    Path path;
    for (int tip = 0; tip < 10; tip += 2) {
        const Vec2 before = corner(tip + 9), at = corner(tip), after = corner(tip + 1);
        const Vec2 begin = between(at, before, rounding), end = between(at, after, rounding);
        tip == 0 ? path.move(begin) : path.line(begin);
        path.cubic(between(begin, at, 0.6f), between(end, at, 0.6f), end);
        path.line(after);
    }
    path.line(path.steps.front().to);
    return path;
}

Path moved(Path path, Vec2 by, float scale) {
    for (Path::Step& step : path.steps) {
        step.a = step.a * scale + by;
        step.b = step.b * scale + by;
        step.to = step.to * scale + by;
    }
    return path;
}

} // namespace waymark
