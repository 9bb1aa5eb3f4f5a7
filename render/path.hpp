#pragma once
#include "sessions/geometry.hpp"

#include <vector>

namespace waymark {

/// An outline of closed contours, filled by the non-zero rule.
struct Path {
    struct Step {
        enum class Kind : unsigned char { move, line, cubic } kind = Kind::move;
        Vec2 a, b, to; ///< a, b: control points of a cubic
        bool operator==(const Step&) const = default;
    };
    std::vector<Step> steps;
    bool operator==(const Path&) const = default;

    Path& move(Vec2 to) { return steps.push_back({Step::Kind::move, {}, {}, to}), *this; }
    Path& line(Vec2 to) { return steps.push_back({Step::Kind::line, {}, {}, to}), *this; }
    Path& cubic(Vec2 a, Vec2 b, Vec2 to) { return steps.push_back({Step::Kind::cubic, a, b, to}), *this; }
};

Rect bounds(const Path& path);
Path circle(Vec2 centre, float radius);
Path polygon(const std::vector<Vec2>& corners);
/// Five points, one upwards, with slightly rounded tips.
Path star(Vec2 centre, float radius);
Path moved(Path path, Vec2 by, float scale = 1);

} // namespace waymark
