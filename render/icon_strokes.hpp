#pragma once
#include "render/path.hpp"

#include <vector>

/// The few strokes all icons are made of. Every outline runs the same way round, so that strokes which cross
/// fill as one.
namespace waymark::icon_strokes {

inline constexpr float pi = 3.14159265f;
inline constexpr float pen_width = 2;

/// Adds contours to one path. Angles in radians, clockwise from the right (y points down).
class Pen {
public:
    Pen& line(Vec2 from, Vec2 to);
    /// Lines through all of `points`; `closed` joins the last to the first.
    Pen& lines(const std::vector<Vec2>& points, bool closed = false);
    Pen& arc(Vec2 centre, float radius, float from, float to);
    Pen& ring(Vec2 centre, float radius) { return ring(centre, radius, pen_width); }
    Pen& ring(Vec2 centre, float radius, float width);
    Pen& disc(Vec2 centre, float radius);
    /// A part of a disc, from the middle outwards.
    Pen& wedge(Vec2 centre, float radius, float from, float to);
    /// A cubic stroke, in short straight pieces.
    Pen& curve(Vec2 from, Vec2 a, Vec2 b, Vec2 to);
    /// The outline of a rectangle with round corners (`radius` in the stroke's middle).
    Pen& frame(Rect rect, float radius);
    Pen& filled(const std::vector<Vec2>& corners);

    Path path;

private:
    void turn(Vec2 centre, float radius, float from, float to);
};

} // namespace waymark::icon_strokes
