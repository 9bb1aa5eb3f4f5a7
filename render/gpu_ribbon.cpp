#include "render/gpu_ribbon.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

struct Sample {
    Vec2 at;
    float radius;
};

float cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }
float dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }
Vec2 direction(Vec2 v) {
    const float size = length(v);
    return size > 0 ? v / size : Vec2{};
}

/// The ribbon's points without repetitions.
std::vector<Sample> samples_of(const Ribbon& ribbon) {
    std::vector<Sample> samples;
    samples.reserve(ribbon.points.size());
    for (std::size_t i = 0; i < ribbon.points.size(); ++i) {
        const float width = ribbon.widths.empty() ? 1 : ribbon.widths[std::min(i, ribbon.widths.size() - 1)];
        if (samples.empty() || !(samples.back().at == ribbon.points[i]))
            samples.push_back({ribbon.points[i], width * 0.5f});
    }
    return samples;
}

/// The turn at each point in radians, 0 at the ends.
std::vector<float> turns_of(const std::vector<Sample>& samples) {
    std::vector<float> turns(samples.size(), 0);
    for (std::size_t i = 1; i + 1 < samples.size(); ++i) {
        const Vec2 before = samples[i].at - samples[i - 1].at, after = samples[i + 1].at - samples[i].at;
        turns[i] = std::atan2(cross(before, after), dot(before, after));
    }
    return turns;
}

/// The tangent at a point, for a step of length 1: that of the parabola through it and its neighbours.
Vec2 tangent(const std::vector<Sample>& samples, std::size_t i) {
    const Vec2 before = samples[i].at - samples[i - 1].at, after = samples[i + 1].at - samples[i].at;
    const float a = length(before), b = length(after);
    return (before * (b / a) + after * (a / b)) / (a + b);
}

/// Puts points between where the line bends gently: cubic Hermite pieces (Catmull-Rom with chord lengths), so
/// fine that the corners which remain are less than a third of a pixel at the greatest zoom.
std::vector<Sample> refined(const std::vector<Sample>& samples) {
    constexpr float corner = 0.5236f; // 30°
    constexpr float allowed = 0.33f / greatest_zoom;
    if (samples.size() < 3) return samples;
    const std::vector<float> turns = turns_of(samples);
    const auto bends = [&](std::size_t i) {
        return i > 0 && i + 1 < samples.size() && std::abs(turns[i]) < corner;
    };
    std::vector<Sample> fine;
    fine.reserve(samples.size() * 2);
    for (std::size_t i = 0; i + 1 < samples.size(); ++i) {
        const Sample &a = samples[i], &b = samples[i + 1];
        fine.push_back(a);
        const float size = distance(a.at, b.at), bend = std::max(bends(i) ? std::abs(turns[i]) : 0,
                                                                 bends(i + 1) ? std::abs(turns[i + 1]) : 0);
        // A chord of an arc that turns by `bend` stands off by size · bend / 8; n pieces stand off n² times
        // less.
        const int pieces =
            std::clamp(static_cast<int>(std::ceil(std::sqrt(size * bend / 8 / allowed))), 1, 12);
        if (pieces == 1) continue;
        const Vec2 chord = b.at - a.at;
        const Vec2 begin = bends(i) ? tangent(samples, i) * size : chord,
                   end = bends(i + 1) ? tangent(samples, i + 1) * size : chord;
        for (int k = 1; k < pieces; ++k) {
            const float t = static_cast<float>(k) / static_cast<float>(pieces), u = 1 - t;
            const Vec2 at = a.at * (u * u * (1 + 2 * t)) + begin * (u * u * t) +
                            b.at * (t * t * (3 - 2 * t)) - end * (t * t * u);
            fine.push_back({at, a.radius + (b.radius - a.radius) * t});
        }
    }
    fine.push_back(samples.back());
    return fine;
}

/// Whether all steps go the same way along an axis: then the stroke cannot cross itself.
bool runs_one_way(const std::vector<Sample>& samples) {
    bool right = true, left = true, down = true, up = true;
    for (std::size_t i = 0; i + 1 < samples.size(); ++i) {
        const Vec2 step = samples[i + 1].at - samples[i].at;
        right &= step.x > 0, left &= step.x<0, down &= step.y> 0, up &= step.y < 0;
    }
    return right || left || down || up;
}

} // namespace

RibbonSegments ribbon_segments(const Ribbon& ribbon) {
    RibbonSegments result;
    const std::vector<Sample> samples = refined(samples_of(ribbon));
    if (samples.empty()) return result;
    const std::size_t count = std::max<std::size_t>(samples.size() - 1, 1);
    const std::vector<float> turns = turns_of(samples);
    const auto segment_length = [&](std::size_t i) { return distance(samples[i].at, samples[i + 1].at); };
    const auto half_turn_tangent = [&](std::size_t i) {
        return std::tan(std::min(std::abs(turns[i]), 3.0f) * 0.5f);
    };
    result.segments.reserve(count);
    result.doubles = !runs_one_way(samples);
    float before = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Sample &a = samples[i], &b = samples[std::min(i + 1, samples.size() - 1)];
        SegmentRecord segment{
            a.at.x,     a.at.y, b.at.x, b.at.y, a.radius, b.radius, packed(ribbon.colour),
            0,          0,      0,      0,      0,        before,   ribbon.gap > 0 ? ribbon.dash : 0,
            ribbon.gap, 0};
        if (samples.size() > 1) {
            // Planes halve the angle at both joints. On the inner side they meet at size / (tan + tan);
            // nearer than the stroke is wide they would cut pieces out of it, so it keeps its round ends
            // instead.
            const float size = segment_length(i), reach = std::max(a.radius, b.radius) * 1.3f + 0.1f;
            const bool cuts = size > reach * (half_turn_tangent(i) + half_turn_tangent(i + 1));
            result.doubles |= !cuts;
            const Vec2 along = direction(b.at - a.at);
            if (cuts && i > 0) {
                const Vec2 plane = direction(direction(a.at - samples[i - 1].at) + along);
                segment.start_x = plane.x, segment.start_y = plane.y;
            }
            if (cuts && i + 1 < count) {
                const Vec2 plane = direction(along + direction(samples[i + 2].at - b.at));
                segment.end_x = plane.x, segment.end_y = plane.y;
            }
            before += size;
        }
        result.segments.push_back(segment);
    }
    result.doubles &= result.segments.size() > 1;
    return result;
}

} // namespace waymark
