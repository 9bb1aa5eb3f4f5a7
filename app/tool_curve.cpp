#include "app/tools.hpp"

#include "sessions/curve.hpp"

#include <algorithm>
#include <cmath>

/// The emotion curve: drawn with one stroke over its lane, its points dragged, added, removed.
namespace waymark {
namespace {

constexpr float off_lane_px = 40;      ///< a point dragged this far above or below the lane is removed
constexpr float stroke_step_px = 1.5f; ///< points of a stroke are at least this far apart
constexpr std::size_t stroke_limit = 20000;
constexpr float stroke_width = 5;

/// The stroke as the journey takes it: world x and score.
std::vector<CurvePoint> points_of(const Stroking& stroking, const Board& board) {
    if (!board.layout.emotion) return {};
    std::vector<Vec2> stroke;
    stroke.reserve(stroking.world.size());
    for (const Vec2 at : stroking.world) stroke.push_back({at.x, board.layout.emotion->score_at(at.y)});
    return fitted(stroke, board.layout.spans);
}

Colour colour_of(const Board& board, Id curve, const Theme& theme) {
    std::size_t style = 0;
    for (const CurveBox& box : board.layout.curves)
        if (box.curve == curve) style = box.style;
    return theme.curves[std::min(style, theme.curves.size() - 1)];
}

/// Where the grabbed point is now; by its value, because another hand may have added or removed one before
/// it.
std::optional<std::size_t> index_of(const MovingPoint& moving, const Board& board) {
    const Curve* curve = find_curve(board.journey, moving.curve);
    if (!curve) return std::nullopt;
    if (moving.index < curve->points.size() && curve->points[moving.index] == moving.was) return moving.index;
    const auto found = std::ranges::find(curve->points, moving.was);
    if (found == curve->points.end()) return std::nullopt;
    return static_cast<std::size_t>(found - curve->points.begin());
}

bool is_off_lane(const Grip& grip) {
    if (!grip.board.layout.emotion) return false;
    const Rect lane = grip.board.view.to_screen(grip.board.layout.emotion->rect);
    const float y = grip.hand.at_px.y, margin = grip.px(off_lane_px);
    return y < lane.top() - margin || y > lane.bottom() + margin;
}

} // namespace

const Curve* chosen_curve(const Board& board) {
    const Curve* first = nullptr;
    for (const auto& curve : board.journey.curves) {
        if (curve->kind != board.curve_kind) continue;
        if (curve->persona == board.curve_persona) return curve.get();
        if (!first) first = curve.get();
    }
    return board.curve_persona == Id::none ? first : nullptr;
}

Curve fresh_curve(Id id, const Board& board) {
    Curve curve;
    curve.id = id;
    curve.kind = board.curve_kind;
    curve.persona = board.curve_persona;
    if (curve.persona == Id::none && !board.journey.personas.empty())
        curve.persona = board.journey.personas.front();
    return curve;
}

std::optional<CurvePoint> point_at(const Board& board, Vec2 world) {
    const std::optional<StagePlace> place = place_at(board.layout.spans, world.x);
    if (!place || !board.layout.emotion) return std::nullopt;
    return CurvePoint{place->stage, place->along, board.layout.emotion->score_at(world.y)};
}

Stroking stroking(const Pressing& pressing, const Grip& grip) {
    const Curve* curve = chosen_curve(grip.board);
    Stroking stroke{{pressing.from}, curve ? curve->id : Id::none};
    if (!(grip.world() == pressing.from)) stroke.world.push_back(grip.world());
    return stroke;
}

HandState step(Stroking stroking, const Grip& grip, Ask&) {
    const Vec2 world = grip.world();
    if (distance(stroking.world.back(), world) * grip.board.view.zoom >= stroke_step_px &&
        stroking.world.size() < stroke_limit)
        stroking.world.push_back(world);
    return stroking;
}

std::optional<Edit> edit_of(const Stroking& stroking, const Grip& grip) {
    const std::vector<CurvePoint> stroke = points_of(stroking, grip.board);
    if (stroke.empty()) return std::nullopt;
    const Curve* drawn = find_curve(grip.board.journey, stroking.curve);
    Curve curve = drawn ? *drawn : fresh_curve(grip.fresh, grip.board);
    curve.points = redrawn(curve.points, stroke, grip.board.layout.spans);
    if (grip.hand.person != Id::none) curve.author = grip.hand.person;
    return PutCurve{std::move(curve)};
}

void show(const Stroking& stroking, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    const Colour colour = colour_of(grip.board, stroking.curve, theme);
    picture.over.push_back(ribbon_px(grip.board.view, stroking.world, stroke_width * grip.board.view.zoom,
                                     colour.with_alpha(0.35f)));
    picture.near_curve = stroking.curve != Id::none ? stroking.curve : grip.fresh;
    picture.cursor = Effects::Cursor::cross;
    picture.hint = "Up is better, down is worse · drawing back over the line changes it";
}

HandState moving_point(const HitCurvePoint& hit, const Pressing& pressing, const Grip& grip) {
    const Curve* curve = find_curve(grip.board.journey, hit.curve);
    if (!curve || hit.index >= curve->points.size()) return pressing;
    const CurvePoint& point = curve->points[hit.index];
    const std::optional<float> x = x_of(grip.board.layout.spans, {point.stage, point.along});
    if (!x || !grip.board.layout.emotion) return pressing;
    return MovingPoint{hit.curve, hit.index, point,
                       pressing.from - Vec2{*x, grip.board.layout.emotion->y_of(point.score)}};
}

/// A point that is no longer there (undone, or erased by somebody else) cannot be held.
HandState step(MovingPoint moving, const Grip& grip, Ask&) {
    if (const std::optional<std::size_t> index = index_of(moving, grip.board)) moving.index = *index;
    return moving;
}

std::optional<Edit> edit_of(const MovingPoint& moving, const Grip& grip) {
    const Board& board = grip.board;
    const std::optional<std::size_t> index = index_of(moving, board);
    if (!index || !board.layout.emotion) return std::nullopt;
    if (is_off_lane(grip)) return RemovePoint{moving.curve, *index};
    std::optional<CurvePoint> point = point_at(board, grip.world() - moving.grip);
    if (!point) return std::nullopt;
    point->evidence = moving.was.evidence;
    if (board.with.shift)
        point->stage = moving.was.stage, point->along = moving.was.along; // straight up and down
    if (board.with.alt) point->score = std::round(point->score * 2) / 2;  // halves
    return MovePoint{moving.curve, *index, *point};
}

void finish(const MovingPoint& moving, const Grip& grip, Ask& ask) {
    std::optional<Edit> edit = edit_of(moving, grip);
    if (!edit) return;
    ask.intend(Commit{std::move(*edit), std::nullopt});
    ask.intend(FocusOn{.thing = moving.curve, .shown = false, .point = moving.index});
}

void show(const MovingPoint& moving, const Grip& grip, const Theme&, HandsPicture& picture) {
    picture.near_curve = moving.curve;
    picture.cursor = Effects::Cursor::move;
    picture.hint = is_off_lane(grip) ? "Let go to remove the point"
                   : has_keys(grip) ? "Shift: straight up and down · Alt: half scores · off the lane: remove"
                                    : "Off the lane: remove";
}

} // namespace waymark
