#pragma once
#include <algorithm>
#include <cmath>

namespace waymark {

/// A point or a distance. World units unless the name says `_px` (one world unit is one pixel at 100 %);
/// x to the right, y downwards.
struct Vec2 {
    float x = 0, y = 0;
    bool operator==(const Vec2&) const = default;
    friend Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec2 operator*(Vec2 a, float factor) { return {a.x * factor, a.y * factor}; }
    friend Vec2 operator/(Vec2 a, float divisor) { return {a.x / divisor, a.y / divisor}; }
};

inline float length(Vec2 v) { return std::hypot(v.x, v.y); }
inline float distance(Vec2 a, Vec2 b) { return length(b - a); }

/// An upright rectangle; `size` is never negative.
struct Rect {
    Vec2 at, size;
    bool operator==(const Rect&) const = default;
    float left() const { return at.x; }
    float top() const { return at.y; }
    float right() const { return at.x + size.x; }
    float bottom() const { return at.y + size.y; }
    Vec2 center() const { return at + size * 0.5f; }
    Vec2 end() const { return at + size; }
    bool empty() const { return size.x <= 0 || size.y <= 0; }
    bool contains(Vec2 p) const { return p.x >= left() && p.x < right() && p.y >= top() && p.y < bottom(); }
    bool touches(const Rect& o) const {
        return left() < o.right() && o.left() < right() && top() < o.bottom() && o.top() < bottom();
    }
    /// The same rectangle with `margin` more on every side (less when negative).
    Rect grown(float margin) const {
        return {at - Vec2{margin, margin}, size + Vec2{2 * margin, 2 * margin}};
    }
};

/// The smallest rectangle around both corners, in any order.
inline Rect rect_between(Vec2 a, Vec2 b) {
    const Vec2 low{std::min(a.x, b.x), std::min(a.y, b.y)}, high{std::max(a.x, b.x), std::max(a.y, b.y)};
    return {low, high - low};
}

/// The smallest rectangle around both; an empty one does not count.
inline Rect united(const Rect& a, const Rect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return rect_between({std::min(a.left(), b.left()), std::min(a.top(), b.top())},
                        {std::max(a.right(), b.right()), std::max(a.bottom(), b.bottom())});
}

} // namespace waymark
