#pragma once
#include "render/colour.hpp"

#include <cstdint>

/// What lies in GPU buffers, record by record. The shaders of `assets/shaders` read the same layouts as
/// texels of 16 bytes.
namespace waymark {

/// 0xAABBGGRR, as `colour_of` of the shaders reads it.
inline std::uint32_t packed(Colour colour) {
    return colour.r | std::uint32_t{colour.g} << 8 | std::uint32_t{colour.b} << 16 |
           std::uint32_t{colour.a} << 24;
}

/// Where a placed drawing lies: all that moving a thing uploads.
struct PlaceRecord {
    float at_x, at_y, turn_x, turn_y; ///< turn: cosine and sine of the angle, times the scale
    float lift, opacity, pinned_x, pinned_y;
    bool operator==(const PlaceRecord&) const = default;
};
static_assert(sizeof(PlaceRecord) == 32);

struct BoxRecord {
    float x, y, width, height;
    std::uint32_t fill, border;
    float radius, border_width;
    float shadow_down, shadow_blur;
    std::uint32_t shadow, unused;
    std::uint32_t place, lifts, unused_too[2];
};
static_assert(sizeof(BoxRecord) == 64);

/// A laid-out text; its glyphs and bars refer to it.
struct WordsRecord {
    float x, y, size;
    std::uint32_t colour;
    std::uint32_t place;
    std::uint32_t stands_in; ///< 1: its bars show at every size, because there are no letters
    std::uint32_t unused[2];
};
static_assert(sizeof(WordsRecord) == 32);

struct GlyphRecord {
    std::uint32_t words, slot;
    float x, y; ///< pen, from the text's top left
};
static_assert(sizeof(GlyphRecord) == 16);

/// Stands for a line of text that is too small to read.
struct BarRecord {
    std::uint32_t words;
    float x, baseline, width;
};
static_assert(sizeof(BarRecord) == 16);

/// What is known of a glyph; rewritten when its field or outline has been made. Boxes in em from the pen, y
/// upwards.
struct GlyphSlot {
    float box_x0 = 0, box_y0 = 0, box_x1 = 0, box_y1 = 0;
    float field_x = 0,
          field_y = 0; ///< of the box's top left in its page, 0 … 1; colour glyphs: part of the page used
    float page = 0, has_field = 0;
    float outline_x0 = 0, outline_y0 = 0, outline_x1 = 0, outline_y1 = 0;
    std::uint32_t outline = 0, has_outline = 0;
    std::uint32_t small_place = 0; ///< of its small picture: x, y (12 bits each), page
    std::uint32_t small_box = 0;   ///< width, height, left + 128, top + 128 of it, a byte each; width 0: none
};
static_assert(sizeof(GlyphSlot) == 64);

struct SegmentRecord {
    float ax, ay, bx, by;
    float radius_a, radius_b;
    std::uint32_t colour, place;
    float start_x, start_y, end_x, end_y; ///< planes that part it from its neighbours; zero: none
    float length_before, dash, gap, unused;
};
static_assert(sizeof(SegmentRecord) == 64);

struct ShapeRecord {
    std::uint32_t place, colour, outline, unused;
    float x, y, width, height;
};
static_assert(sizeof(ShapeRecord) == 32);

struct PhotoRecord {
    float x, y, width, height;
    std::uint32_t place;
    float radius, unused[2];
};
static_assert(sizeof(PhotoRecord) == 32);

/// The camera, as the shaders' uniform block.
struct CameraRecord {
    float at_x, at_y, pixels, unused;
    float origin_x, origin_y, width, height;
    float pin_x, pin_y, unused_too[2];
    bool operator==(const CameraRecord&) const = default;
};
static_assert(sizeof(CameraRecord) == 48);

} // namespace waymark
