#include "app/tools.hpp"

#include <cmath>

/// Three fingers on the empty board that go sideways together: to the left takes the last step back, to the
/// right does it again.
namespace waymark {
namespace {

constexpr float swipe_px = 90;       ///< from here on it is meant
constexpr float straightness = 1.5f; ///< so much more sideways than up or down

Vec2 fingers_middle_px(const Hand& hand) { return (hand.at_px + hand.second_px + hand.third_px) / 3; }

} // namespace

Swiping swiping(const Hand& hand) { return {fingers_middle_px(hand)}; }

HandState step(Swiping swiping, const Grip& grip, Ask& ask) {
    const Vec2 way = fingers_middle_px(grip.hand) - swiping.from_px;
    if (swiping.done || std::abs(way.x) < grip.px(swipe_px) ||
        std::abs(way.x) < straightness * std::abs(way.y))
        return swiping;
    swiping.done = true;
    if (way.x < 0)
        ask.intend(Undo{});
    else
        ask.intend(Redo{});
    return swiping;
}

void show(const Swiping&, const Grip&, const Theme&, HandsPicture& picture) {
    picture.hint = "Three fingers to the left: undo · to the right: redo";
}

} // namespace waymark
