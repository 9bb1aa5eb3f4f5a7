#pragma once
#include "render/slug.hpp"
#include "render/text.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace waymark {

/// A glyph's coverage at `GlyphFaces::field_size` pixels an em, surrounded by `GlyphFaces::field_spread`
/// empty pixels.
struct GlyphCoverage {
    Rect box;                         ///< of the ink: em from the pen, y upwards
    std::vector<std::uint8_t> pixels; ///< rows from the top; empty when there is no ink
    int width = 0, height = 0;
    Vec2 ink_px; ///< of the ink's top left corner, from the picture's
};

/// A glyph's coverage at `GlyphFaces::small_size` pixels an em, surrounded by one empty pixel.
struct SmallGlyph {
    std::vector<std::uint8_t> pixels; ///< rows from the top; empty when there is no ink
    int width = 0, height = 0;
    int left = 0, top = 0; ///< of the picture's corner, from the pen; y upwards
};

/// A glyph that is a picture: premultiplied RGBA, rows from the top.
struct GlyphPicture {
    Rect box; ///< em from the pen, y upwards
    std::vector<std::uint8_t> pixels;
    int width = 0, height = 0;
};

/// Reads glyphs from font files. One for each thread. Fonts that cannot be read give empty glyphs.
class GlyphFaces {
public:
    static constexpr int field_size = 48, field_spread = 6, small_size = 8;

    GlyphFaces();
    ~GlyphFaces();
    GlyphFaces(const GlyphFaces&) = delete;
    GlyphFaces& operator=(const GlyphFaces&) = delete;

    /// Whether the font's glyphs are pictures (emoji).
    bool has_pictures(FontId font);
    GlyphCoverage coverage(FontId font, std::uint32_t glyph);
    /// Into `glyph`'s own memory, because there are thousands of them.
    void small(FontId font, std::uint32_t number, SmallGlyph& glyph);
    GlyphPicture picture(FontId font, std::uint32_t glyph);
    /// Quadratic curves in whole 4096ths of an em, y upwards.
    std::vector<Quadratic> curves(FontId font, std::uint32_t glyph);

    /// How high a font file's lines are, from the lowest to the highest letter, in em; 1 when it cannot be
    /// read.
    float height_em(const std::string& path, int index);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace waymark
