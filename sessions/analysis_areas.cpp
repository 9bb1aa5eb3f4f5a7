#include "sessions/analysis_areas.hpp"

#include "sessions/cubic.hpp"

#include <limits>

namespace waymark {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The part of a curve between two places, as one polynomial.
struct Piece {
    double from = 0, to = 0; ///< world x
    Cubic curve;             ///< over [0, 1] from `from` to `to`
};

/// The segment that lies over all of [from, to]; both are within the curve and no point is strictly between
/// them.
Cubic polynomial(const MonotoneCubic& curve, double from, double to) {
    const std::vector<Vec2>& points = curve.points();
    const double middle = (from + to) / 2;
    const auto next = std::upper_bound(points.begin() + 1, points.end() - 1, middle,
                                       [](double x, Vec2 p) { return x < static_cast<double>(p.x); });
    const double left = static_cast<double>((next - 1)->x), width = static_cast<double>(next->x) - left;
    const auto index = static_cast<std::size_t>(next - points.begin()) - 1;
    return part(curve.segment(index), (from - left) / width, (to - left) / width);
}

/// [low, high] cut at every point of the curve.
std::vector<double> cuts(double low, double high, const std::vector<const MonotoneCubic*>& curves) {
    std::vector<double> places{low, high};
    for (const MonotoneCubic* curve : curves)
        for (const Vec2 p : curve->points())
            if (const double x = static_cast<double>(p.x); x > low && x < high) places.push_back(x);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

/// An interval under the line, on the way to becoming a Crossing.
struct Under {
    double from = 0, to = 0;
    double lowest_x = 0, lowest_score = infinity;
};

void add(std::vector<Under>& intervals, const Under& next) {
    if (intervals.empty() || intervals.back().to < next.from) {
        intervals.push_back(next);
        return;
    }
    Under& last = intervals.back();
    last.to = next.to;
    if (next.lowest_score < last.lowest_score)
        last.lowest_x = next.lowest_x, last.lowest_score = next.lowest_score;
}

/// The part of a monotone piece that lies under `line`, if any.
void add_piece(std::vector<Under>& intervals, const Piece& piece, double line) {
    // A curve that only touches the line does not cross it, whatever the last digits say.
    const auto score_at = [&](double t) {
        return std::abs(piece.curve.at(t) - line) < 1e-6 ? line : piece.curve.at(t);
    };
    const double start = score_at(0), end = score_at(1);
    if (start >= line && end >= line) return;
    Under under{piece.from, piece.to, start <= end ? piece.from : piece.to, std::min(start, end)};
    if (start >= line || end >= line) {
        const Cubic above{piece.curve.a, piece.curve.b, piece.curve.c, piece.curve.d - line};
        const double x = piece.from + crossing_between(above, 0, 1) * (piece.to - piece.from);
        (start >= line ? under.from : under.to) = x;
    }
    add(intervals, under);
}

/// One end of the stretch in which a stage's tolerance holds: the middle of the gap, or without end at the
/// journey's ends.
double border_before(const std::vector<StageSpan>& spans, std::size_t index) {
    if (index == 0) return -infinity;
    if (index == spans.size()) return infinity;
    return (static_cast<double>(spans[index - 1].right) + static_cast<double>(spans[index].left)) / 2;
}

Crossing as_crossing(const Under& under, const std::vector<StageSpan>& spans) {
    const auto place = [&spans](double x) { return *place_at(spans, static_cast<float>(x)); };
    Crossing crossing{place(under.from),
                      place(under.to),
                      {place(under.lowest_x), static_cast<float>(under.lowest_score)},
                      {}};
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const double left = border_before(spans, i), right = border_before(spans, i + 1);
        const bool touched = under.from == under.to ? under.from >= left && under.from < right
                                                    : under.from < right && under.to > left;
        if (touched) crossing.stages.push_back(spans[i].stage);
    }
    return crossing;
}

} // namespace

std::vector<Crossing> crossings(const MonotoneCubic& curve, const Journey& journey,
                                const std::vector<StageSpan>& spans) {
    if (curve.empty()) return {};
    const double first = static_cast<double>(curve.points().front().x),
                 last = static_cast<double>(curve.points().back().x);
    std::vector<Under> intervals;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (!journey.stages[i]->tolerance) continue;
        const double line = static_cast<double>(*journey.stages[i]->tolerance);
        const double low = std::max(first, border_before(spans, i)),
                     high = std::min(last, border_before(spans, i + 1));
        if (first == last && first >= border_before(spans, i) && first < border_before(spans, i + 1)) {
            const double score = static_cast<double>(curve.points().front().y);
            if (score < line) add(intervals, {first, first, first, score});
        }
        if (!(low < high)) continue;
        const std::vector<double> places = cuts(low, high, {&curve});
        for (std::size_t k = 0; k + 1 < places.size(); ++k)
            add_piece(intervals, {places[k], places[k + 1], polynomial(curve, places[k], places[k + 1])},
                      line);
    }
    std::vector<Crossing> result;
    for (const Under& under : intervals) result.push_back(as_crossing(under, spans));
    return result;
}

std::vector<StageGap> stage_gaps(const MonotoneCubic& emotion, const MonotoneCubic& expectation,
                                 const std::vector<StageSpan>& spans) {
    if (emotion.points().size() < 2 || expectation.points().size() < 2) return {};
    const auto first = [](const MonotoneCubic& curve) {
        return static_cast<double>(curve.points().front().x);
    };
    const auto last = [](const MonotoneCubic& curve) { return static_cast<double>(curve.points().back().x); };
    std::vector<StageGap> gaps;
    for (const StageSpan& span : spans) {
        const double low = std::max({first(emotion), first(expectation), static_cast<double>(span.left)});
        const double high = std::min({last(emotion), last(expectation), static_cast<double>(span.right)});
        if (!(low < high)) continue;
        double exceeded = 0, disappointed = 0;
        const std::vector<double> places = cuts(low, high, {&emotion, &expectation});
        for (std::size_t k = 0; k + 1 < places.size(); ++k) {
            const double from = places[k], to = places[k + 1];
            const Cubic difference = polynomial(emotion, from, to) - polynomial(expectation, from, to);
            std::vector<double> parts = sign_changes(difference);
            parts.insert(parts.begin(), 0);
            parts.push_back(1);
            for (std::size_t p = 0; p + 1 < parts.size(); ++p) {
                const double area =
                    (difference.integral(parts[p + 1]) - difference.integral(parts[p])) * (to - from);
                (area > 0 ? exceeded : disappointed) += std::abs(area);
            }
        }
        const double width = static_cast<double>(span.width());
        gaps.push_back(
            {span.stage, static_cast<float>(exceeded / width), static_cast<float>(disappointed / width)});
    }
    return gaps;
}

} // namespace waymark
