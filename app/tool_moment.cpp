#include "app/tools.hpp"

#include "sessions/curve.hpp"

#include <cmath>

/// A magic moment is dropped on a curve or on a note, and slides along the curve when it is dragged.
namespace waymark {
namespace {

constexpr float catch_px = 60; ///< above and below the emotion lane

struct OnCurve {
    Id curve{};
    StagePlace place;
};

/// The place at the star's x of the curve that is nearest to it there.
std::optional<OnCurve> nearest_curve(const Board& board, Vec2 at, float margin) {
    if (!board.layout.emotion || board.layout.spans.empty()) return std::nullopt;
    if (!board.layout.emotion->rect.grown(margin / board.view.zoom).contains(at)) return std::nullopt;
    const std::optional<StagePlace> place = place_at(board.layout.spans, at.x);
    const std::optional<float> x = place ? x_of(board.layout.spans, *place) : std::nullopt;
    if (!x) return std::nullopt;
    std::optional<OnCurve> nearest;
    float nearest_away = 0;
    for (const auto& curve : board.journey.curves) {
        if (curve->points.empty()) continue;
        const float away =
            std::abs(board.layout.emotion->y_of(function(*curve, board.layout.spans).at(*x)) - at.y);
        // Of two curves as near, the emotion: that is what a moment is about.
        if (nearest &&
            (away > nearest_away || (away == nearest_away && curve->kind == CurveKind::expectation)))
            continue;
        nearest = OnCurve{curve->id, *place};
        nearest_away = away;
    }
    return nearest;
}

std::optional<MagicMoment> put_on_note(MagicMoment moment, const Note& note, const Board& board, Vec2 at) {
    if (const auto* cell = std::get_if<InCell>(&note.place))
        moment.stage = cell->stage;
    else if (const std::optional<StagePlace> place = place_at(board.layout.spans, at.x))
        moment.stage = place->stage;
    if (moment.stage == Id::none) return std::nullopt;
    moment.note = note.id;
    moment.curve = Id::none;
    moment.along = 0.5f;
    return moment;
}

/// The moment where it would lie if it were let go; nothing when it would not.
std::optional<MagicMoment> placed(const MovingMoment& moving, const Grip& grip) {
    const Board& board = grip.board;
    MagicMoment moment;
    if (moving.is_new)
        moment.id = grip.fresh;
    else if (const MagicMoment* old = find_moment(board.journey, moving.moment))
        moment = *old;
    else
        return std::nullopt;
    const Vec2 at = grip.world() - moving.grip;
    const Hit under = hit(board.layout, board.view, grip.hand.at_px, 0);
    if (const auto* on_note = std::get_if<HitNote>(&under))
        if (const Note* note = find_note(board.journey, on_note->note))
            return put_on_note(std::move(moment), *note, board, at);
    const std::optional<OnCurve> on_curve = nearest_curve(board, at, grip.px(catch_px));
    if (!on_curve) return std::nullopt;
    moment.curve = on_curve->curve;
    moment.note = Id::none;
    moment.stage = on_curve->place.stage;
    moment.along = on_curve->place.along;
    return moment;
}

} // namespace

std::optional<Edit> edit_of(const MovingMoment& moving, const Grip& grip) {
    std::optional<MagicMoment> moment = placed(moving, grip);
    if (!moment) return std::nullopt;
    return PutMoment{std::move(*moment)};
}

void finish(const MovingMoment& moving, const Grip& grip, Ask& ask) {
    std::optional<Edit> edit = edit_of(moving, grip);
    if (!edit) {
        if (moving.is_new) ask.intend(Say{"A magic moment sits on a curve or a note: drop it there.", false});
        return;
    }
    if (grip.hand.tip != Tip::plain) { // an object stamps: nobody is about to write
        ask.intend(Commit{std::move(*edit), std::nullopt});
        return;
    }
    const Id id = moving.is_new ? grip.fresh : moving.moment;
    ask.intend(Commit{std::move(*edit), Selection{id}});
    ask.intend(FocusOn{.thing = id, .shown = false});
    if (!moving.is_new) return;
    if (grip.hands.hands.size() == 1 && !grip.board.with.shift) ask.intend(ChooseTool{Tool::select});
    ask.intend(OpenMoment{id});
}

void show(const MovingMoment& moving, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    const std::optional<MagicMoment> moment = placed(moving, grip);
    picture.cursor = Effects::Cursor::grab;
    picture.hint = "Drop it on the curve or on a note";
    if (!moment) {
        if (!moving.is_new) return; // it stays where it was
        Placed star_px;
        star_px.drawing = Drawing{{Shape{star({}, 14), theme.moment.with_alpha(0.5f)}}};
        star_px.at = grip.hand.at_px;
        star_px.scale = grip.board.ui_scale;
        picture.over.push_back(std::move(star_px));
        return;
    }
    picture.held.push_back(moment->id);
    picture.near_curve = moment->curve;
    if (const NoteBox* note = find_box(grip.board.layout, moment->note)) picture.glows.push_back(note->rect);
}

} // namespace waymark
