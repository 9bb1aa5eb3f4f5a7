#include "app/tools.hpp"

#include <algorithm>

/// Pressing: what a contact becomes when it moves, and what a tap does. The tool in use is asked first; where
/// it has nothing to do, every tool behaves like the select tool, so that notes can be moved whatever is
/// chosen in the toolbar.
namespace waymark {
namespace {

constexpr float stroke_begins_px = 8;
constexpr double stroke_begins_s = 0.040; ///< until then a second contact makes a pinch, which leaves no dot

float drag_begins_px(Source source) {
    return source == Source::touch ? 8.0f : source == Source::pen ? 6.0f : 4.0f;
}

bool adds_to_selection(const Board& board) { return board.with.shift || board.with.control; }

Selection toggled(Selection selection, Id thing) {
    const auto found = std::ranges::find(selection, thing);
    if (found == selection.end())
        selection.push_back(thing);
    else
        selection.erase(found);
    return selection;
}

void choose(Id thing, const Board& board, Ask& ask) {
    ask.intend(Select{adds_to_selection(board) ? toggled(board.selection, thing) : Selection{thing}});
}

/// Where the keyboard goes on from a tap.
FocusOn focus_on(Id thing, const Hit& what, const Board& board) {
    FocusOn focus{.thing = thing, .shown = false};
    if (const Note* note = find_note(board.journey, thing))
        if (const auto* cell = std::get_if<InCell>(&note->place))
            focus.stage = cell->stage, focus.lane = cell->lane;
    if (const auto* cell = std::get_if<HitCell>(&what)) focus.stage = cell->stage, focus.lane = cell->lane;
    if (find_stage(board.journey, thing)) focus.stage = thing;
    if (find_lane(board.journey, thing)) focus.lane = thing;
    if (const auto* point = std::get_if<HitCurvePoint>(&what)) focus.point = point->index, focus.shown = true;
    return focus;
}

void tap_on_ground(const Pressing& pressing, const Grip& grip, Ask& ask) {
    if (!adds_to_selection(grip.board)) ask.intend(Select{});
    ask.intend(focus_on(Id::none, pressing.what, grip.board));
    if (grip.hand.tool == Tool::curve && !grip.board.layout.emotion)
        ask.intend(Say{"There is no emotion lane to draw on; add one first.", true});
}

void tap_once(const Pressing& pressing, const Grip& grip, Ask& ask) {
    const Id thing = thing_of(pressing.what);
    if (thing == Id::none) return tap_on_ground(pressing, grip, ask);
    if (std::holds_alternative<HitCurvePoint>(pressing.what))
        ask.intend(Select{}); // Delete removes the point, not the curve
    else
        choose(thing, grip.board, ask);
    ask.intend(focus_on(thing, pressing.what, grip.board));
    if (std::holds_alternative<HitMoment>(pressing.what) && !adds_to_selection(grip.board))
        ask.intend(OpenMoment{thing});
}

/// A new note where the tap was, written on at once.
void note_at(Vec2 world, const Grip& grip, Ask& ask) {
    const DropPlace to = drop_place(grip.board.layout, world, {});
    ask.intend(
        Commit{new_note(fresh_note(grip, to.place, note_colour_of(grip)), to.before), Selection{grip.fresh}});
    ask.intend(FocusOn{.thing = grip.fresh, .shown = false});
    ask.intend(Write{grip.fresh, false, grip.hand.source, grip.hand.at_px});
}

/// A new point on the curve where it runs, or on the chosen curve at the tap's own score.
void point_at_tap(const Pressing& pressing, Id tapped_curve, const Grip& grip, Ask& ask) {
    const Board& board = grip.board;
    const std::optional<CurvePoint> point = point_at(board, pressing.from);
    if (!point) return;
    const Curve* chosen =
        tapped_curve != Id::none ? find_curve(board.journey, tapped_curve) : chosen_curve(board);
    if (chosen) {
        ask.intend(Commit{AddPoint{chosen->id, *point}, std::nullopt});
        return;
    }
    Curve curve = fresh_curve(grip.fresh, board);
    curve.points.push_back(*point);
    ask.intend(Commit{PutCurve{std::move(curve)}, std::nullopt});
}

void tap_twice(const Pressing& pressing, const Grip& grip, Ask& ask) {
    match(
        pressing.what,
        [&](const HitNote& it) {
            if (std::optional<Edit> turn = turning_to_hand({it.note}, grip))
                ask.intend(Commit{std::move(*turn), std::nullopt});
            ask.intend(Write{it.note, false, grip.hand.source, grip.hand.at_px});
        },
        [&](const HitStageHeader& it) {
            ask.intend(Write{it.stage, true, grip.hand.source, grip.hand.at_px});
        },
        [&](const HitLaneTab& it) {
            ask.intend(Write{it.lane, true, grip.hand.source, grip.hand.at_px});
        },
        [&](const HitMoment& it) { ask.intend(OpenMoment{it.moment}); },
        [&](const HitCurve& it) { point_at_tap(pressing, it.curve, grip, ask); },
        [&](const HitEmotion&) { point_at_tap(pressing, Id::none, grip, ask); },
        [&](const HitCell&) { note_at(pressing.from, grip, ask); },
        [&](const HitParking&) { note_at(pressing.from, grip, ask); },
        [&](const HitNothing&) { note_at(pressing.from, grip, ask); }, [](const auto&) {});
}

/// A drag on a thing that has its own behaviour, or over the ground.
HandState dragged(const Pressing& pressing, const Grip& grip) {
    return match(
        pressing.what, [&](const HitNote& it) { return moving(pressing, it.note, grip); },
        [&](const HitPicture& it) { return moving(pressing, it.picture, grip); },
        [&](const HitInk& it) { return moving(pressing, it.ink, grip); },
        [&](const HitCurvePoint& it) { return moving_point(it, pressing, grip); },
        [&](const HitMoment& it) -> HandState {
            const auto box = std::ranges::find(grip.board.layout.moments, it.moment, &MomentBox::moment);
            const Vec2 star = box == grip.board.layout.moments.end() ? pressing.from : box->at;
            return MovingMoment{it.moment, false, pressing.from - star};
        },
        [&](const HitStageHeader& it) -> HandState {
            return MovingStage{it.stage, pressing.from.x};
        },
        [&](const HitStageBorder& it) { return sizing_stage(it.stage, pressing, grip); },
        [&](const HitLaneTab& it) -> HandState {
            return MovingLane{it.lane, pressing.from.y};
        },
        [&](const HitLaneBorder& it) { return sizing_lane(it.lane, pressing, grip); },
        [&](const auto&) -> HandState {
            if (grip.hand.source == Source::touch && !pressing.long_pressed) return Panning{pressing.from};
            return Marquee{pressing.from, adds_to_selection(grip.board) ? grip.board.selection : Selection{}};
        });
}

} // namespace

bool has_begun(const Pressing& pressing, const Grip& grip) {
    const float moved_px = distance(pressing.from_px, grip.hand.at_px);
    if (!takes(grip.hand.tool, pressing.what)) return moved_px >= grip.px(drag_begins_px(grip.hand.source));
    return moved_px >= grip.px(stroke_begins_px) || grip.board.time_s - pressing.since_s >= stroke_begins_s;
}

HandState begun(const Pressing& pressing, const Grip& grip, Ask&) {
    if (!takes(grip.hand.tool, pressing.what)) return dragged(pressing, grip);
    switch (grip.hand.tool) {
    case Tool::note: return Placing{note_colour_of(grip)};
    case Tool::curve: return stroking(pressing, grip);
    case Tool::moment: return MovingMoment{Id::none, true, {}};
    case Tool::pen: return inking(pressing, grip);
    case Tool::connector: return Connecting{connectable(pressing.what)};
    case Tool::eraser: return erasing(pressing, grip);
    case Tool::hand:
    case Tool::select:
    case Tool::picture: break;
    }
    return pressing;
}

void tap(const Pressing& pressing, const Grip& grip, int count, Ask& ask) {
    if (pressing.long_pressed) return;
    if (count >= 2 && !adds_to_selection(grip.board))
        tap_twice(pressing, grip, ask);
    else
        tap_once(pressing, grip, ask);
}

HandState step(Marquee marquee, const Grip& grip, Ask& ask) {
    Selection chosen = marquee.before;
    for (const Id id : things_within(grip.board.layout, rect_between(marquee.from, grip.world())))
        if (std::ranges::find(chosen, id) == chosen.end()) chosen.push_back(id);
    if (chosen != grip.board.selection) ask.intend(Select{std::move(chosen)});
    return marquee;
}

void show(const Marquee& marquee, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    const Rect area = grip.board.view.to_screen(rect_between(marquee.from, grip.world()));
    Placed frame;
    frame.drawing = Drawing{{Box{.rect = {{}, area.size},
                                 .radius = 2,
                                 .fill = theme.accent.with_alpha(0.1f),
                                 .border = theme.accent,
                                 .border_width = grip.px(1)}}};
    frame.at = area.at;
    picture.over.push_back(std::move(frame));
    picture.cursor = Effects::Cursor::cross;
    picture.hint = has_keys(grip) ? "Everything the frame touches is chosen · Shift adds"
                                  : "Everything the frame touches is chosen";
}

void show(const Pressing& pressing, const Grip& grip, const Theme&, HandsPicture& picture) {
    const bool waits_to_stroke = takes(grip.hand.tool, pressing.what);
    const bool waits_for_ring = grip.hand.source == Source::touch && !pressing.long_pressed;
    if (waits_to_stroke || waits_for_ring) picture.moving = true;
}

} // namespace waymark
