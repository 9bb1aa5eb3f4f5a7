#include "render/icon_strokes.hpp"

#include <algorithm>
#include <cmath>

namespace waymark::icon_strokes {

namespace {

Vec2 on_circle(Vec2 centre, float radius, float angle) {
    return centre + Vec2{std::cos(angle), std::sin(angle)} * radius;
}

} // namespace

/// An arc as cubics of at most a quarter turn each; starts where the path is.
void Pen::turn(Vec2 centre, float radius, float from, float to) {
    const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(to - from) / (pi / 2) - 0.001f)));
    const float step = (to - from) / static_cast<float>(pieces);
    const float handle = 4.0f / 3 * std::tan(step / 4) * radius;
    for (int i = 0; i < pieces; ++i) {
        const float start = from + step * static_cast<float>(i), end = start + step;
        const Vec2 a = on_circle(centre, radius, start), b = on_circle(centre, radius, end);
        path.cubic(a + Vec2{-std::sin(start), std::cos(start)} * handle,
                   b - Vec2{-std::sin(end), std::cos(end)} * handle, b);
    }
}

Pen& Pen::line(Vec2 from, Vec2 to) {
    const float angle = std::atan2(to.y - from.y, to.x - from.x), radius = pen_width / 2;
    path.move(on_circle(from, radius, angle + pi / 2));
    turn(from, radius, angle + pi / 2, angle + pi * 3 / 2);
    path.line(on_circle(to, radius, angle - pi / 2));
    turn(to, radius, angle - pi / 2, angle + pi / 2);
    path.line(on_circle(from, radius, angle + pi / 2));
    return *this;
}

Pen& Pen::lines(const std::vector<Vec2>& points, bool closed) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) line(points[i], points[i + 1]);
    if (closed) line(points.back(), points.front());
    return *this;
}

Pen& Pen::arc(Vec2 centre, float radius, float from, float to) {
    if (to < from) std::swap(from, to);
    const float outer = radius + pen_width / 2, inner = radius - pen_width / 2;
    path.move(on_circle(centre, outer, from));
    turn(centre, outer, from, to);
    turn(on_circle(centre, radius, to), pen_width / 2, to, to + pi);
    turn(centre, inner, to, from);
    turn(on_circle(centre, radius, from), pen_width / 2, from + pi, from + 2 * pi);
    return *this;
}

Pen& Pen::ring(Vec2 centre, float radius, float width) {
    disc(centre, radius + width / 2);
    const float inner = radius - width / 2;
    path.move(on_circle(centre, inner, 0));
    turn(centre, inner, 0, -2 * pi);
    return *this;
}

Pen& Pen::disc(Vec2 centre, float radius) {
    path.move(on_circle(centre, radius, 0));
    turn(centre, radius, 0, 2 * pi);
    return *this;
}

Pen& Pen::wedge(Vec2 centre, float radius, float from, float to) {
    path.move(centre).line(on_circle(centre, radius, from));
    turn(centre, radius, from, to);
    path.line(centre);
    return *this;
}

Pen& Pen::curve(Vec2 from, Vec2 a, Vec2 b, Vec2 to) {
    constexpr int pieces = 12;
    Vec2 before = from;
    for (int i = 1; i <= pieces; ++i) {
        const float t = static_cast<float>(i) / pieces, s = 1 - t;
        const Vec2 next = from * (s * s * s) + a * (3 * s * s * t) + b * (3 * s * t * t) + to * (t * t * t);
        line(before, next);
        before = next;
    }
    return *this;
}

Pen& Pen::frame(Rect rect, float radius) {
    const auto contour = [&](float margin, bool forwards) {
        const Rect r = rect.grown(margin);
        const float round = std::max(0.01f, radius + margin);
        const Vec2 corners[] = {{r.right() - round, r.top() + round},
                                {r.right() - round, r.bottom() - round},
                                {r.left() + round, r.bottom() - round},
                                {r.left() + round, r.top() + round}};
        path.move(on_circle(corners[0], round, forwards ? -pi / 2 : 0));
        for (int i = 0; i < 4; ++i) {
            const int corner = forwards ? i : (4 - i) % 4;
            const float start = -pi / 2 + pi / 2 * static_cast<float>(corner);
            const float from = forwards ? start : start + pi / 2, to = forwards ? start + pi / 2 : start;
            path.line(on_circle(corners[corner], round, from));
            turn(corners[corner], round, from, to);
        }
        path.line(on_circle(corners[0], round, forwards ? -pi / 2 : 0));
    };
    contour(pen_width / 2, true);
    contour(-pen_width / 2, false);
    return *this;
}

Pen& Pen::filled(const std::vector<Vec2>& corners) {
    float area = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Vec2 a = corners[i], b = corners[(i + 1) % corners.size()];
        area += a.x * b.y - b.x * a.y;
    }
    std::vector<Vec2> ordered = corners;
    if (area < 0) std::reverse(ordered.begin(), ordered.end());
    path.move(ordered.front());
    for (std::size_t i = 1; i < ordered.size(); ++i) path.line(ordered[i]);
    path.line(ordered.front());
    return *this;
}

} // namespace waymark::icon_strokes
