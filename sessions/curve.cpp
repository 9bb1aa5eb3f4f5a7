#include "sessions/curve.hpp"

#include "sessions/cubic.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {

namespace {

/// Finite points by rising x; of equal x the last.
std::vector<Vec2> rising(std::vector<Vec2> points) {
    std::erase_if(points, [](Vec2 p) { return !std::isfinite(p.x) || !std::isfinite(p.y); });
    std::stable_sort(points.begin(), points.end(), [](Vec2 a, Vec2 b) { return a.x < b.x; });
    std::vector<Vec2> result;
    result.reserve(points.size());
    for (const Vec2 p : points) {
        if (!result.empty() && !(result.back().x < p.x))
            result.back() = p;
        else
            result.push_back(p);
    }
    return result;
}

/// Slopes at the points. Start: the parabola through three neighbours; then limited to the circle of radius 3
/// in which every segment is monotone (Fritsch and Carlson 1980, section 4).
std::vector<float> monotone_tangents(const std::vector<Vec2>& points) {
    const std::size_t count = points.size();
    if (count < 2) return std::vector<float>(count, 0.0f);
    std::vector<double> step(count - 1), slope(count - 1), tangent(count);
    for (std::size_t i = 0; i + 1 < count; ++i) {
        step[i] = static_cast<double>(points[i + 1].x) - static_cast<double>(points[i].x);
        slope[i] = (static_cast<double>(points[i + 1].y) - static_cast<double>(points[i].y)) / step[i];
    }
    tangent.front() = slope.front();
    tangent.back() = slope.back();
    for (std::size_t i = 1; i + 1 < count; ++i)
        if (slope[i - 1] * slope[i] > 0)
            tangent[i] = (step[i] * slope[i - 1] + step[i - 1] * slope[i]) / (step[i - 1] + step[i]);
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (slope[i] == 0) {
            tangent[i] = tangent[i + 1] = 0;
            continue;
        }
        const double alpha = tangent[i] / slope[i], beta = tangent[i + 1] / slope[i];
        const double radius = std::hypot(alpha, beta);
        if (radius <= 3) continue;
        tangent[i] = 3 / radius * alpha * slope[i];
        tangent[i + 1] = 3 / radius * beta * slope[i];
    }
    std::vector<float> result(count);
    std::transform(tangent.begin(), tangent.end(), result.begin(),
                   [](double t) { return static_cast<float>(t); });
    return result;
}

} // namespace

MonotoneCubic::MonotoneCubic(std::vector<Vec2> points)
    : points_{rising(std::move(points))}, tangents_{monotone_tangents(points_)} {}

Cubic MonotoneCubic::segment(std::size_t index) const {
    const Vec2 from = points_[index], to = points_[index + 1];
    const double width = static_cast<double>(to.x) - static_cast<double>(from.x);
    return hermite(static_cast<double>(from.y), static_cast<double>(to.y),
                   static_cast<double>(tangents_[index]) * width,
                   static_cast<double>(tangents_[index + 1]) * width);
}

float MonotoneCubic::at(float x) const {
    if (points_.empty()) return 0;
    if (!(x > points_.front().x)) return points_.front().y;
    if (!(x < points_.back().x)) return points_.back().y;
    const auto next =
        std::upper_bound(points_.begin(), points_.end(), x, [](float at, Vec2 p) { return at < p.x; });
    const Vec2 to = *next, from = *(next - 1);
    const double t = (static_cast<double>(x) - static_cast<double>(from.x)) /
                     (static_cast<double>(to.x) - static_cast<double>(from.x));
    const double y = segment(static_cast<std::size_t>(next - points_.begin()) - 1).at(t);
    // Rounding may leave the segment's range by a last digit; the promise is that nothing does.
    const auto [low, high] = std::minmax(from.y, to.y);
    return std::clamp(static_cast<float>(y), low, high);
}

double MonotoneCubic::area(float from, float to, float level) const {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < points_.size(); ++i) {
        const double left = static_cast<double>(points_[i].x), right = static_cast<double>(points_[i + 1].x);
        const double low = std::max(left, static_cast<double>(from)),
                     high = std::min(right, static_cast<double>(to));
        if (!(low < high)) continue;
        const Cubic curve = segment(i);
        const double width = right - left;
        sum += (curve.integral((high - left) / width) - curve.integral((low - left) / width)) * width -
               static_cast<double>(level) * (high - low);
    }
    return sum;
}

std::vector<Vec2> curve_points(const Curve& curve, const std::vector<StageSpan>& spans) {
    std::vector<Vec2> points;
    points.reserve(curve.points.size());
    for (const CurvePoint& point : curve.points)
        if (const auto x = x_of(spans, {point.stage, point.along})) points.push_back({*x, point.score});
    return points;
}

MonotoneCubic function(const Curve& curve, const std::vector<StageSpan>& spans) {
    return MonotoneCubic{curve_points(curve, spans)};
}

} // namespace waymark
