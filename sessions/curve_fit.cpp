#include "sessions/curve.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace waymark {

namespace {

constexpr std::size_t point_limit = 200, sample_limit = 4096;
constexpr float tap_width = 8;          ///< world units; a stroke that covers less is one point
constexpr float sample_step = 4;        ///< world units between the places where the fit is measured
constexpr float least_distance = 0.25f; ///< world units between two samples

/// y over x with every x once: the later part of a stroke that runs back wipes out what it passes over.
std::vector<Vec2> single_valued(const std::vector<Vec2>& stroke) {
    std::map<float, float> drawn;
    std::optional<Vec2> last;
    for (const Vec2 p : stroke) {
        const Vec2 from = last.value_or(p);
        drawn.erase(drawn.lower_bound(std::min(from.x, p.x)), drawn.upper_bound(std::max(from.x, p.x)));
        drawn[from.x] = from.y;
        drawn[p.x] = p.y;
        last = p;
    }
    std::vector<Vec2> line;
    for (const auto& [x, y] : drawn)
        if (line.empty() || x - line.back().x >= least_distance)
            line.push_back({x, y});
        else if (line.size() == 1)
            line.back().y = y;
        else
            line.back() = {x, y};
    return line;
}

float height_at(const std::vector<Vec2>& line, float x) {
    const auto next =
        std::lower_bound(line.begin(), line.end(), x, [](Vec2 p, float at) { return p.x < at; });
    if (next == line.end()) return line.back().y;
    if (next == line.begin() || next->x <= x) return next->y;
    const Vec2 from = *(next - 1), to = *next;
    return from.y + (to.y - from.y) * ((x - from.x) / (to.x - from.x));
}

/// The line at its own points, at the sheets' borders and densely between, without the gaps between the
/// sheets: no point of a curve can lie there.
std::vector<Vec2> samples_on_sheets(const std::vector<Vec2>& line, const std::vector<StageSpan>& spans) {
    const float first = line.front().x, last = line.back().x;
    const float step = std::max(sample_step, (last - first) / static_cast<float>(sample_limit));
    std::vector<Vec2> samples;
    for (const StageSpan& span : spans) {
        const float left = std::max(span.left, first), right = std::min(span.right, last);
        if (left > right) continue;
        std::vector<float> places{left, right};
        for (const Vec2 p : line)
            if (p.x > left + least_distance && p.x < right - least_distance) places.push_back(p.x);
        std::sort(places.begin(), places.end());
        for (std::size_t i = 0; i < places.size(); ++i) {
            samples.push_back({places[i], height_at(line, places[i])});
            if (i + 1 == places.size()) break;
            const float distance = places[i + 1] - places[i];
            const int between = static_cast<int>(distance / step);
            for (int part = 1; part <= between; ++part) {
                const float x =
                    places[i] + distance * static_cast<float>(part) / static_cast<float>(between + 1);
                samples.push_back({x, height_at(line, x)});
            }
        }
    }
    samples.erase(std::unique(samples.begin(), samples.end(), [](Vec2 a, Vec2 b) { return !(a.x < b.x); }),
                  samples.end());
    return samples;
}

/// The ends, the highest and the lowest sample, and every turn that is higher than `least_turn`: what the eye
/// would mark first.
std::vector<std::size_t> turns(const std::vector<Vec2>& samples, float least_turn) {
    std::vector<std::size_t> chosen{0};
    std::size_t highest = 0, lowest = 0; // since the last turn
    int direction = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (samples[i].y > samples[highest].y) highest = i;
        if (samples[i].y < samples[lowest].y) lowest = i;
        if (direction >= 0 && samples[i].y < samples[highest].y - least_turn) {
            chosen.push_back(highest);
            direction = -1, lowest = i;
        } else if (direction <= 0 && samples[i].y > samples[lowest].y + least_turn) {
            chosen.push_back(lowest);
            direction = 1, highest = i;
        }
    }
    const auto [low, high] =
        std::minmax_element(samples.begin(), samples.end(), [](Vec2 a, Vec2 b) { return a.y < b.y; });
    chosen.push_back(static_cast<std::size_t>(low - samples.begin()));
    chosen.push_back(static_cast<std::size_t>(high - samples.begin()));
    chosen.push_back(samples.size() - 1);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    return chosen;
}

std::vector<Vec2> picked(const std::vector<Vec2>& samples, const std::vector<std::size_t>& chosen) {
    std::vector<Vec2> points;
    for (const std::size_t index : chosen) points.push_back(samples[index]);
    return points;
}

struct Miss {
    std::size_t sample = 0;
    float error = 0;
};

Miss worst_miss(const std::vector<Vec2>& samples, const MonotoneCubic& curve) {
    Miss worst;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (const float error = std::abs(curve.at(samples[i].x) - samples[i].y); error > worst.error)
            worst = {i, error};
    return worst;
}

/// Which samples become points: the turns, then always the sample that the curve misses most.
std::vector<std::size_t> chosen_samples(const std::vector<Vec2>& samples, float tolerance) {
    std::vector<std::size_t> chosen = turns(samples, 2 * tolerance);
    for (float least_turn = 4 * tolerance; chosen.size() > point_limit; least_turn *= 2)
        chosen = turns(samples, least_turn);
    while (chosen.size() < point_limit) {
        const Miss worst = worst_miss(samples, MonotoneCubic{picked(samples, chosen)});
        if (worst.error <= tolerance) break;
        const auto place = std::lower_bound(chosen.begin(), chosen.end(), worst.sample);
        if (place != chosen.end() && *place == worst.sample) break;
        chosen.insert(place, worst.sample);
    }
    return chosen;
}

} // namespace

std::vector<CurvePoint> fitted(const std::vector<Vec2>& stroke, const std::vector<StageSpan>& spans,
                               float tolerance) {
    std::vector<Vec2> usable;
    if (!spans.empty())
        for (const Vec2 p : stroke)
            if (std::isfinite(p.x) && std::isfinite(p.y))
                usable.push_back({std::clamp(p.x, spans.front().left, spans.back().right),
                                  std::clamp(p.y, lowest_score, highest_score)});
    if (usable.empty()) return {};

    const std::vector<Vec2> line = single_valued(usable);
    std::vector<Vec2> samples = samples_on_sheets(line, spans);
    if (line.back().x - line.front().x < tap_width || samples.size() < 2) samples = {usable.back()};
    std::vector<CurvePoint> points;
    for (const std::size_t index : chosen_samples(samples, std::max(tolerance, 0.01f))) {
        const StagePlace place = *place_at(spans, samples[index].x);
        if (!points.empty() && points.back().stage == place.stage && !(points.back().along < place.along))
            continue;
        points.push_back({place.stage, place.along, samples[index].y, EvidenceState::assumption});
    }
    return points;
}

std::vector<CurvePoint> redrawn(const std::vector<CurvePoint>& points, const std::vector<CurvePoint>& stroke,
                                const std::vector<StageSpan>& spans) {
    if (stroke.empty()) return points;
    const auto x = [&spans](const CurvePoint& point) { return x_of(spans, {point.stage, point.along}); };
    const std::optional<float> first = x(stroke.front()), last = x(stroke.back());
    if (!first || !last) return points;
    std::vector<CurvePoint> result;
    for (const CurvePoint& point : points)
        if (const auto at = x(point); at && *at < *first) result.push_back(point);
    result.insert(result.end(), stroke.begin(), stroke.end());
    for (const CurvePoint& point : points)
        if (const auto at = x(point); at && *at > *last) result.push_back(point);
    return result;
}

} // namespace waymark
