#pragma once
#include "sessions/stages.hpp"

#include <vector>

namespace waymark {

struct Cubic;

/// A monotone piecewise cubic through points of rising x: it never overshoots between two points.
/// Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation", SIAM J. Numer. Anal. 17 (1980).
class MonotoneCubic {
public:
    /// Points by rising x; equal x keeps the last. x and y in any units.
    explicit MonotoneCubic(std::vector<Vec2> points);

    bool empty() const { return points_.empty(); }
    const std::vector<Vec2>& points() const { return points_; }
    const std::vector<float>& tangents() const { return tangents_; }
    /// y at x; constant before the first and after the last point. 0 when empty.
    float at(float x) const;
    /// ∫ (y − level) dx from `from` to `to`, exact; outside the points nothing is counted.
    double area(float from, float to, float level = 0) const;
    /// The polynomial between point `index` and the next one, over t ∈ [0, 1] (`sessions/cubic.hpp`).
    Cubic segment(std::size_t index) const;

private:
    std::vector<Vec2> points_;
    std::vector<float> tangents_;
};

/// The curve's points as (world x, score), in the journey's order.
std::vector<Vec2> curve_points(const Curve& curve, const std::vector<StageSpan>& spans);
MonotoneCubic function(const Curve& curve, const std::vector<StageSpan>& spans);

/// Turns a stroke drawn by hand (world x, score; in the order drawn) into curve points: the later part of a
/// stroke that runs back wins, scores are brought into −5 … +5, and points are chosen so that the monotone
/// cubic stays within `tolerance` (in scores) of the stroke. A tap gives one point. At most 200 points.
std::vector<CurvePoint> fitted(const std::vector<Vec2>& stroke, const std::vector<StageSpan>& spans,
                               float tolerance = 0.15f);

/// `points` with the part of the journey the stroke covers replaced by the stroke's points.
std::vector<CurvePoint> redrawn(const std::vector<CurvePoint>& points, const std::vector<CurvePoint>& stroke,
                                const std::vector<StageSpan>& spans);

} // namespace waymark
