#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// Moving the board under the window: one contact pans, two pan and zoom, the wheel does both.
namespace waymark {
namespace {

constexpr float scroll_step_px = 64;  ///< of one wheel step
constexpr float zoom_step = 0.2f;     ///< of one wheel step, in natural logarithms: a factor of 1.22
constexpr float greatest_scroll = 50; ///< wheel steps in one event

/// The view that has the world point `world` under `at_px`.
View with_under(View view, Vec2 world, Vec2 at_px) {
    view.at = view.at + world - view.to_world(at_px);
    return view;
}

/// The same view, not so far away that nothing of the board can be seen.
View near_board(View view, const Layout& layout) {
    constexpr float in_sight_px = 80;
    const Vec2 margin{std::max(0.0f, view.size_px.x / 2 - in_sight_px) / view.zoom,
                      std::max(0.0f, view.size_px.y / 2 - in_sight_px) / view.zoom};
    const Vec2 low = layout.bounds.at - margin, high = layout.bounds.end() + margin;
    view.at = {std::clamp(view.at.x, low.x, high.x), std::clamp(view.at.y, low.y, high.y)};
    return view;
}

float steps(float by) { return std::isfinite(by) ? std::clamp(by, -greatest_scroll, greatest_scroll) : 0; }

/// Of two people who move the board at once the one who began has it; the other's way goes on from where it
/// is when the first lets go.
bool somebody_else_moves_it(const Grip& grip) {
    for (const Hand& hand : grip.hands.hands) {
        if (&hand == &grip.hand) return false;
        if (std::holds_alternative<Panning>(hand.state) || std::holds_alternative<Pinching>(hand.state))
            return true;
    }
    return false;
}

} // namespace

HandState step(Panning panning, const Grip& grip, Ask& ask) {
    // While others hold things the board stays under them; the pan goes on from here when they have let go.
    if (others_are_busy(grip) || somebody_else_moves_it(grip)) return Panning{grip.world()};
    const View view =
        near_board(with_under(grip.board.view, panning.grabbed, grip.hand.at_px), grip.board.layout);
    if (!(view == grip.board.view)) ask.intend(SetView{view, false});
    return panning;
}

HandState step(Pinching pinching, const Grip& grip, Ask& ask) {
    Pinching here = pinching;
    here.first = grip.world(), here.second = grip.second_world();
    if (others_are_busy(grip) || somebody_else_moves_it(grip)) return here;
    const float before = distance(pinching.first, pinching.second);
    const float now = distance(grip.hand.at_px, grip.hand.second_px);
    View view = grip.board.view;
    const Vec2 middle_px = (grip.hand.at_px + grip.hand.second_px) * 0.5f;
    // Two contacts on the very same spot have no distance to tell a zoom from.
    if (before * view.zoom > 1 && now > 1) view = zoomed(view, now / before, middle_px);
    view =
        near_board(with_under(view, (pinching.first + pinching.second) * 0.5f, middle_px), grip.board.layout);
    if (!(view == grip.board.view)) ask.intend(SetView{view, false});
    return pinching;
}

void show(const Pinching& pinching, const Grip&, const Theme&, HandsPicture& picture) {
    picture.moving = picture.moving || pinching.rests; // time decides whether it opens a toolbox
}

void scroll(const Scroll& scroll, const Board& board, Ask& ask) {
    Vec2 by{steps(scroll.by.x), steps(scroll.by.y)};
    if (scroll.with.control) {
        const View from = board.view_goal.value_or(board.view);
        // Whole steps are a wheel's and are eased; a touchpad's many small ones are smooth by themselves.
        const bool is_wheel = by.y == std::round(by.y);
        ask.intend(SetView{zoomed(from, from.zoom * std::exp(by.y * zoom_step), scroll.at_px), is_wheel});
        return;
    }
    if (scroll.with.shift && by.x == 0) std::swap(by.x, by.y);
    const Vec2 by_px = by * (scroll_step_px * board.ui_scale);
    ask.intend(SetView{near_board(panned(board.view_goal.value_or(board.view), by_px), board.layout), false});
}

} // namespace waymark
