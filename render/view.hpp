#pragma once
#include "sessions/geometry.hpp"

namespace waymark {

inline constexpr float least_zoom = 0.02f, greatest_zoom = 32;

/// Which part of the world is seen, and how large. Screen pixels: origin at the window's top left, y
/// downwards.
struct View {
    Vec2 at;            ///< the world point at the middle of the window
    float zoom = 1;     ///< screen pixels for a world unit
    Vec2 size_px{1, 1}; ///< of the window
    /// Where pinned things come to rest (under the top bar, right of the left edge), from the window's top
    /// left.
    Vec2 pin_px;
    bool operator==(const View&) const = default;

    Vec2 to_screen(Vec2 world) const { return (world - at) * zoom + size_px * 0.5f; }
    Vec2 to_world(Vec2 screen_px) const { return (screen_px - size_px * 0.5f) / zoom + at; }
    Rect to_screen(const Rect& r) const { return {to_screen(r.at), r.size * zoom}; }
    Rect seen() const { return {to_world(Vec2{}), size_px / zoom}; }
};

/// The view with another zoom (brought into bounds) that keeps the world point under `anchor_px` where it is.
View zoomed(View view, float zoom, Vec2 anchor_px);
View panned(View view, Vec2 by_px);
/// The view that shows `world` whole, centred, with `margin_px` free on every side (at most 200 %).
/// `covered` is what the chrome hides at the left/top (`at`) and right/bottom (`size`) edges.
View fitted(View view, const Rect& world, float margin_px, const Rect& covered = {});

/// How far a pinned thing is moved from its place so that it stays in sight: along an axis whose `pinned` is
/// not zero, at most `pinned` world units to the right (x) and down (y).
Vec2 pin_shift(const View& view, Vec2 world_at, Vec2 pinned);

} // namespace waymark
