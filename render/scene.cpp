#include "render/scene.hpp"

#include <algorithm>

namespace waymark {
namespace {

Rect covered(const Box& box) {
    if (box.shadow.colour.a == 0) return box.rect;
    Rect shadow = box.rect.grown(box.shadow.blur);
    shadow.at.y += box.shadow.down;
    return united(box.rect, shadow);
}

Rect covered(const Words& words) { return {words.at, words.text->box}; }

Rect covered(const Ribbon& ribbon) {
    Rect all;
    for (std::size_t i = 0; i < ribbon.points.size(); ++i) {
        const float width = ribbon.widths.empty() ? 0 : ribbon.widths[std::min(i, ribbon.widths.size() - 1)];
        all = united(all, Rect{ribbon.points[i], {}}.grown(width * 0.5f));
    }
    return all;
}

Rect covered(const Shape& shape) { return bounds(*shape.path); }
Rect covered(const Photo& photo) { return photo.rect; }

} // namespace

Rect bounds(const Drawing& drawing) {
    Rect all;
    for (const Drawable& part : drawing.parts)
        all = united(all, std::visit([](const auto& drawable) { return covered(drawable); }, part));
    return all;
}

} // namespace waymark
