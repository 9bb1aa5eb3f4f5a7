#include "app/keyboard_acts.hpp"
#include "app/tools.hpp"
#include "sessions/curve.hpp"

#include <algorithm>
#include <cmath>

/// Curve points and magic moments by keys.
namespace waymark {
namespace {

constexpr float score_step = 0.5f, fine_score_step = 0.1f, along_step = 0.05f, fine_along_step = 0.01f;

/// Scores to a tenth, so that steps down undo steps up.
float rounded(float score) { return std::round(score * 10) / 10; }

void go_to_point(const Pressed& pressed, std::size_t point) {
    Focus focus = pressed.focus;
    focus.point = point;
    pressed.ask.intend(shown(focus));
    const auto box = std::ranges::find(pressed.board.layout.curves, focus.thing, &CurveBox::curve);
    if (box == pressed.board.layout.curves.end() || point >= box->points.size()) return;
    const Vec2 reach{curve_point_radius, curve_point_radius};
    look_at({focus.thing, Id::none, focus.lane, {box->points[point] - reach, reach * 2}}, pressed.board,
            pressed.ask);
}

void move_point(const Pressed& pressed, const Curve& curve, CurvePoint point) {
    pressed.ask.intend(Commit{MovePoint{curve.id, pressed.focus.point, point}, std::nullopt});
    pressed.ask.intend(shown(pressed.focus));
}

bool press_arrow_on_point(const Pressed& pressed, const Curve& curve) {
    const std::optional<Vec2> towards = direction(pressed.key.key);
    if (!towards || pressed.key.with.alt || curve.points.empty()) return false;
    CurvePoint point = curve.points[pressed.focus.point];
    if (pressed.key.with.control) {
        if (towards->x == 0) return false;
        const float by = towards->x * (pressed.key.with.shift ? fine_along_step : along_step);
        const StagePlace place = further_along(pressed.board.journey, {point.stage, point.along}, by);
        point.stage = place.stage, point.along = place.along;
        move_point(pressed, curve, point);
    } else if (towards->y != 0) {
        point.score =
            rounded(point.score - towards->y * (pressed.key.with.shift ? fine_score_step : score_step));
        move_point(pressed, curve, point);
    } else {
        const std::size_t last = curve.points.size() - 1, now = pressed.focus.point;
        go_to_point(pressed, towards->x > 0 ? std::min(now + 1, last) : now - std::min<std::size_t>(now, 1));
    }
    return true;
}

/// A point between the focused one and the next, on the curve; behind the last one (before it, where there is
/// no room).
std::optional<CurvePoint> point_to_insert(const Pressed& pressed, const Curve& curve) {
    const std::vector<StageSpan>& spans = pressed.board.layout.spans;
    const std::vector<Vec2> points = curve_points(curve, spans);
    const std::size_t now = pressed.focus.point;
    if (spans.empty() || now >= points.size()) return std::nullopt;
    const float end = spans.back().right, begin = now > 0 ? points[now - 1].x : spans.front().left;
    const bool has_room = now + 1 < points.size() || end - points[now].x > 1;
    const float other = now + 1 < points.size() ? points[now + 1].x : has_room ? end : begin;
    const float x = (points[now].x + other) / 2;
    const std::optional<StagePlace> place = place_at(spans, x);
    if (!place) return std::nullopt;
    return CurvePoint{place->stage, place->along, MonotoneCubic{points}.at(x)};
}

void insert_point(const Pressed& pressed, const Curve& curve) {
    const std::optional<CurvePoint> point = point_to_insert(pressed, curve);
    if (!point) return;
    const Edit edit = AddPoint{curve.id, *point};
    pressed.ask.intend(Commit{edit, std::nullopt});
    // Where it came to lie: behind all that are before it.
    const Journey after = edited(pressed.board.journey, edit);
    const Curve* changed = find_curve(after, curve.id);
    Focus focus = pressed.focus;
    for (std::size_t i = 0; changed && i < changed->points.size(); ++i)
        if (changed->points[i].stage == point->stage && changed->points[i].along == point->along)
            focus.point = i;
    pressed.ask.intend(shown(focus));
}

void remove_point(const Pressed& pressed, const Curve& curve) {
    pressed.ask.intend(Commit{RemovePoint{curve.id, pressed.focus.point}, std::nullopt});
    Focus focus = pressed.focus;
    focus.point = focus.point - std::min<std::size_t>(focus.point, 1);
    pressed.ask.intend(shown(focus));
}

void put_moment(const Pressed& pressed, MagicMoment moment) {
    moment.id = pressed.board.next_id;
    pressed.ask.intend(Commit{PutMoment{moment}, Selection{moment.id}});
    pressed.ask.intend(FocusOn{.thing = moment.id, .stage = moment.stage, .lane = pressed.focus.lane});
    pressed.ask.intend(OpenMoment{moment.id});
}

/// In the emotion lane before its curve has been begun: the first point, in the focused stage.
bool press_on_empty_lane(const Pressed& pressed) {
    const Board& board = pressed.board;
    const bool is_here = board.layout.emotion && pressed.focus.lane == board.layout.emotion->lane &&
                         pressed.focus.thing == Id::none && pressed.focus.stage != Id::none;
    const bool begins = pressed.key.key == Key::insert || pressed.key.key == Key::enter;
    if (!is_here || !begins || !pressed.plain()) return false;
    const Curve* chosen = chosen_curve(board);
    if (chosen && !chosen->points.empty()) return false;
    Curve curve = chosen ? *chosen : fresh_curve(board.next_id, board);
    curve.points.push_back({pressed.focus.stage, 0.5f, 0});
    Focus focus = pressed.focus;
    focus.thing = curve.id;
    focus.point = 0;
    pressed.ask.intend(Commit{PutCurve{std::move(curve)}, std::nullopt});
    pressed.ask.intend(shown(focus));
    return true;
}

} // namespace

StagePlace further_along(const Journey& journey, StagePlace place, float by) {
    const std::optional<std::size_t> index = stage_index(journey, place.stage);
    if (!index) return place;
    const float along = place.along + by;
    if (along < 0)
        return *index > 0 ? StagePlace{journey.stages[*index - 1]->id, std::clamp(1 + along, 0.0f, 1.0f)}
                          : StagePlace{place.stage, 0};
    if (along <= 1) return {place.stage, along};
    return *index + 1 < journey.stages.size()
               ? StagePlace{journey.stages[*index + 1]->id, std::clamp(along - 1, 0.0f, 1.0f)}
               : StagePlace{place.stage, 1};
}

bool press_on_curve(const Pressed& pressed) {
    const Curve* curve = find_curve(pressed.board.journey, pressed.focus.thing);
    if (!curve) return press_on_empty_lane(pressed);
    if (!pressed.focus.shown) return false;
    if (press_arrow_on_point(pressed, *curve)) return true;
    if (!pressed.plain() || curve->points.empty()) return false;
    switch (pressed.key.key) {
    case Key::home: go_to_point(pressed, 0); return true;
    case Key::end: go_to_point(pressed, curve->points.size() - 1); return true;
    case Key::insert: insert_point(pressed, *curve); return true;
    case Key::del:
    case Key::backspace: remove_point(pressed, *curve); return true;
    case Key::m: {
        MagicMoment moment;
        moment.curve = curve->id;
        moment.stage = curve->points[pressed.focus.point].stage;
        moment.along = curve->points[pressed.focus.point].along;
        put_moment(pressed, std::move(moment));
        return true;
    }
    default: return false;
    }
}

bool press_on_moment(const Pressed& pressed) {
    if (const Note* note = find_note(pressed.board.journey, pressed.focus.thing);
        note && pressed.focus.shown && pressed.plain() && pressed.key.key == Key::m) {
        MagicMoment moment;
        moment.note = note->id;
        moment.stage = pressed.focus.stage;
        const NoteBox* box = find_box(pressed.board.layout, note->id);
        if (moment.stage == Id::none && box)
            if (const std::optional<StagePlace> place =
                    place_at(pressed.board.layout.spans, box->rect.center().x))
                moment.stage = place->stage;
        if (moment.stage == Id::none) return false;
        put_moment(pressed, std::move(moment));
        return true;
    }
    const MagicMoment* moment = find_moment(pressed.board.journey, pressed.focus.thing);
    const std::optional<Vec2> towards = direction(pressed.key.key);
    if (!moment || !towards || towards->x == 0 || !pressed.key.with.control || pressed.key.with.alt ||
        moment->note != Id::none)
        return false;
    MagicMoment moved = *moment;
    const float by = towards->x * (pressed.key.with.shift ? fine_along_step : along_step);
    const StagePlace place = further_along(pressed.board.journey, {moved.stage, moved.along}, by);
    moved.stage = place.stage, moved.along = place.along;
    pressed.ask.intend(Commit{PutMoment{std::move(moved)}, std::nullopt});
    Focus focus = pressed.focus;
    focus.stage = place.stage;
    pressed.ask.intend(shown(focus));
    return true;
}

} // namespace waymark
