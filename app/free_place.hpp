#pragma once
#include "sessions/geometry.hpp"

#include <vector>

/// Where something that lies over the board finds room beside what should be seen. Screen pixels.
namespace waymark {

/// How much both cover, square pixels.
float common_area(const Rect& a, const Rect& b);

/// The middle of something so large that lies within `free`, as near to `middle` as can be; in the middle of
/// it where it is too large.
Vec2 brought_within(Vec2 middle, Vec2 size, const Rect& free);

/// The same, and clear of everything in `kept`; where there is no such place, as if nothing were kept.
Vec2 brought_clear(Vec2 middle, Vec2 size, const Rect& free, const std::vector<Rect>& kept);

} // namespace waymark
