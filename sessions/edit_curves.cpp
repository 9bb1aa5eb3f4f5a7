#include "sessions/edit_subject.hpp"
#include "sessions/limits.hpp"

namespace waymark {

namespace {

/// A point's distance along the journey in stages: 2.25 is a quarter into the third.
double distance_along(const Journey& journey, const CurvePoint& point) {
    return static_cast<double>(stage_index(journey, point.stage).value_or(0)) +
           static_cast<double>(point.along);
}

/// The point moved to a distance along the journey; a whole number is the left border of a stage, except at
/// the very end.
CurvePoint at_distance(const Journey& journey, CurvePoint point, double distance) {
    const auto last = static_cast<double>(journey.stages.size() - 1);
    const double index = std::clamp(std::floor(distance), 0.0, last);
    point.stage = journey.stages[static_cast<std::size_t>(index)]->id;
    point.along = std::clamp(static_cast<float>(distance - index), 0.0f, 1.0f);
    return point;
}

bool is_before(const Journey& journey, const CurvePoint& a, const CurvePoint& b) {
    const auto left = stage_index(journey, a.stage), right = stage_index(journey, b.stage);
    return left < right || (left == right && a.along < b.along);
}

/// `wanted` moved so that it stays between the neighbours of point `index`; its old place where there is no
/// room.
CurvePoint between_neighbours(const Journey& journey, const std::vector<CurvePoint>& points,
                              std::size_t index, const CurvePoint& wanted) {
    const CurvePoint* before = index > 0 ? &points[index - 1] : nullptr;
    const CurvePoint* after = index + 1 < points.size() ? &points[index + 1] : nullptr;
    const double step = static_cast<double>(least_point_step);
    const double low = before ? distance_along(journey, *before) + step : 0;
    const double high =
        after ? distance_along(journey, *after) - step : static_cast<double>(journey.stages.size());
    CurvePoint point = wanted;
    const double distance = distance_along(journey, wanted);
    if (low <= high && (distance < low || distance > high))
        point = at_distance(journey, wanted, std::clamp(distance, low, high));
    const bool fits = low <= high && (!before || is_before(journey, *before, point)) &&
                      (!after || is_before(journey, point, *after));
    if (!fits) point.stage = points[index].stage, point.along = points[index].along;
    return point;
}

} // namespace

void change(Subject& subject, const PutCurve& edit) {
    Curve curve = edit.curve;
    if (!keep_known(curve, known_to(subject))) return;
    bring_into_range(curve);
    put_in_order(curve.points, subject.journey.stages);
    put(subject, subject.journey.curves, curve);
}

void change(Subject& subject, const AddPoint& edit) {
    CurvePoint point = edit.point;
    const Journey& journey = subject.journey;
    if (!find_stage(journey, point.stage) || !bring_into_range(point)) return;
    update(subject.journey.curves, edit.curve, [&](Curve& curve) {
        for (CurvePoint& old : curve.points) // on a point that is there already: that one changes its score
            if (old.stage == point.stage && std::abs(old.along - point.along) < least_point_step) {
                old.score = point.score, old.evidence = point.evidence;
                return;
            }
        if (curve.points.size() >= curve_point_limit) return;
        curve.points.push_back(point);
        put_in_order(curve.points, journey.stages);
    });
}

void change(Subject& subject, const MovePoint& edit) {
    CurvePoint point = edit.point;
    const Journey& journey = subject.journey;
    if (!find_stage(journey, point.stage) || !bring_into_range(point)) return;
    update(subject.journey.curves, edit.curve, [&](Curve& curve) {
        if (edit.index < curve.points.size())
            curve.points[edit.index] = between_neighbours(journey, curve.points, edit.index, point);
    });
}

void change(Subject& subject, const RemovePoint& edit) {
    update(subject.journey.curves, edit.curve, [&edit](Curve& curve) {
        if (edit.index < curve.points.size())
            curve.points.erase(curve.points.begin() + static_cast<std::ptrdiff_t>(edit.index));
    });
}

void change(Subject& subject, const PutMoment& edit) {
    MagicMoment moment = edit.moment;
    if (const Note* note = find_note(subject.journey, moment.note))
        if (const auto* cell = std::get_if<InCell>(&note->place)) moment.stage = cell->stage;
    put(subject, subject.journey.moments, moment);
}

} // namespace waymark
