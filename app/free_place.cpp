#include "app/free_place.hpp"

#include <algorithm>

namespace waymark {

float common_area(const Rect& a, const Rect& b) {
    const Vec2 size = Vec2{std::min(a.right(), b.right()), std::min(a.bottom(), b.bottom())} -
                      Vec2{std::max(a.left(), b.left()), std::max(a.top(), b.top())};
    return size.x > 0 && size.y > 0 ? size.x * size.y : 0;
}

Vec2 brought_within(Vec2 middle, Vec2 size, const Rect& free) {
    const auto within = [](float at, float half, float low, float high) {
        const float least = low + half, most = high - half;
        return least <= most ? std::clamp(at, least, most) : (low + high) / 2;
    };
    return {within(middle.x, size.x / 2, free.left(), free.right()),
            within(middle.y, size.y / 2, free.top(), free.bottom())};
}

Vec2 brought_clear(Vec2 middle, Vec2 size, const Rect& free, const std::vector<Rect>& kept) {
    const Vec2 wanted = brought_within(middle, size, free);
    const auto is_clear = [&](Vec2 at) {
        const Rect there{at - size * 0.5f, size};
        return std::ranges::none_of(kept, [&](const Rect& one) { return one.touches(there); });
    };
    if (is_clear(wanted)) return wanted;
    // The nearest one touches something on each side on which it was pushed away: an edge of what is kept, or
    // of the room.
    std::vector<float> across{wanted.x}, down{wanted.y};
    for (const Rect& one : kept) {
        across.insert(across.end(), {one.left() - size.x / 2, one.right() + size.x / 2});
        down.insert(down.end(), {one.top() - size.y / 2, one.bottom() + size.y / 2});
    }
    Vec2 best = wanted;
    float least = -1;
    for (const float x : across)
        for (const float y : down) {
            const Vec2 at{x, y};
            const float away = distance(at, wanted);
            if ((least >= 0 && away >= least) || brought_within(at, size, free) != at || !is_clear(at))
                continue;
            best = at, least = away;
        }
    return best;
}

} // namespace waymark
