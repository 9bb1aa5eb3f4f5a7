#pragma once
#include "sessions/geometry.hpp"

#include <array>
#include <cstddef>
#include <vector>

/// Turns outlines into what the GPU fills exactly at any size: Eric Lengyel, "GPU-Centered Font Rendering
/// Directly from Glyph Outlines", Journal of Computer Graphics Techniques 6 (2), 2017 ("Slug"). Encoder and
/// shader are ours, written from the paper.
namespace waymark {

/// A quadratic curve; a line has its middle as control point.
struct Quadratic {
    Vec2 from, control, to;
};

/// Closed contours of quadratic curves under construction, filled by the non-zero rule.
class Outline {
public:
    /// Cubics are replaced by quadratics that stay within `tolerance`, in the outline's units.
    explicit Outline(float tolerance) : tolerance_{tolerance} {}

    void move(Vec2 to); ///< closes the contour before
    void line(Vec2 to);
    void quadratic(Vec2 control, Vec2 to);
    void cubic(Vec2 a, Vec2 b, Vec2 to);
    void close();

    const std::vector<Quadratic>& curves() const { return curves_; }

private:
    void split_cubic(Vec2 from, Vec2 a, Vec2 b, Vec2 to, int depth);
    std::vector<Quadratic> curves_;
    Vec2 pen_, start_;
    float tolerance_;
};

/// Texels of four numbers: the box; {bands}; for each horizontal, then vertical band {curves, offset of their
/// list}; the curves (two texels, the second shared with a following curve that goes on from there); the
/// lists, four offsets a texel. Offsets count from the first texel.
struct SlugTexels {
    Rect box;
    std::vector<std::array<float, 4>> texels; ///< empty when there is nothing to fill
};

/// `overlap`: how far bands reach into each other, against rounding.
SlugTexels slug_texels(const std::vector<Quadratic>& curves, std::size_t most_bands, float overlap);

} // namespace waymark
