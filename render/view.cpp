#include "render/view.hpp"

#include <algorithm>

namespace waymark {

View zoomed(View view, float zoom, Vec2 anchor_px) {
    const Vec2 kept = view.to_world(anchor_px);
    view.zoom = std::clamp(zoom, least_zoom, greatest_zoom);
    view.at = kept - (anchor_px - view.size_px * 0.5f) / view.zoom;
    return view;
}

View panned(View view, Vec2 by_px) {
    view.at = view.at - by_px / view.zoom;
    return view;
}

View fitted(View view, const Rect& world, float margin_px, const Rect& covered) {
    const Vec2 free = view.size_px - covered.at - covered.size - Vec2{2 * margin_px, 2 * margin_px};
    const auto zoom_for = [](float room_px, float size) {
        return size > 0 ? std::max(room_px, 1.0f) / size : 2.0f;
    };
    const float zoom = std::min({zoom_for(free.x, world.size.x), zoom_for(free.y, world.size.y), 2.0f});
    view.zoom = std::clamp(zoom, least_zoom, greatest_zoom);
    const Vec2 middle_px = covered.at + (view.size_px - covered.at - covered.size) * 0.5f;
    view.at = world.center() - (middle_px - view.size_px * 0.5f) / view.zoom;
    return view;
}

Vec2 pin_shift(const View& view, Vec2 world_at, Vec2 pinned) {
    const Vec2 missing = (view.pin_px - view.size_px * 0.5f) / view.zoom - (world_at - view.at);
    return {std::clamp(missing.x, 0.0f, std::max(pinned.x, 0.0f)),
            std::clamp(missing.y, 0.0f, std::max(pinned.y, 0.0f))};
}

} // namespace waymark
