#include "render/text_picture.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace waymark {
namespace {

constexpr double units_an_em = 4096; // of `GlyphFaces::curves`

struct TextPictureClose {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using TextContext = std::unique_ptr<cairo_t, TextPictureClose>;
using TextSurface = std::unique_ptr<cairo_surface_t, TextPictureClose>;

/// What the text covers and a margin for what letters have outside: marks above, tails below.
Rect covered_by(const TextLayout& text) {
    float left = 0, right = 0;
    for (const TextLine& line : text.lines)
        left = std::min(left, line.left), right = std::max(right, line.left + line.width);
    const Rect box{{left, 0}, {right - left, text.line_height * static_cast<float>(text.lines.size())}};
    return box.grown(std::ceil(text.size));
}

void fill_outline(cairo_t* context, const std::vector<Quadratic>& curves) {
    Vec2 pen{1e9f, 1e9f};
    for (const Quadratic& curve : curves) {
        if (!(curve.from == pen)) cairo_move_to(context, curve.from.x, curve.from.y);
        const Vec2 a = curve.from + (curve.control - curve.from) * (2.0f / 3),
                   b = curve.to + (curve.control - curve.to) * (2.0f / 3);
        cairo_curve_to(context, a.x, a.y, b.x, b.y, curve.to.x, curve.to.y);
        pen = curve.to;
    }
    cairo_fill(context);
}

/// Premultiplied RGBA as cairo keeps it: the same in the machine's own order of bytes.
std::vector<std::uint32_t> cairo_pixels(const GlyphPicture& picture) {
    std::vector<std::uint32_t> pixels;
    pixels.reserve(picture.pixels.size() / 4);
    for (std::size_t i = 0; i + 3 < picture.pixels.size(); i += 4)
        pixels.push_back(std::uint32_t{picture.pixels[i + 3]} << 24 | std::uint32_t{picture.pixels[i]} << 16 |
                         std::uint32_t{picture.pixels[i + 1]} << 8 | picture.pixels[i + 2]);
    return pixels;
}

void paint_glyph_picture(cairo_t* context, const GlyphPicture& picture) {
    if (picture.width == 0 || picture.height == 0) return;
    std::vector<std::uint32_t> pixels = cairo_pixels(picture);
    const TextSurface surface{cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_ARGB32, picture.width, picture.height,
        picture.width * 4)};
    cairo_translate(context, picture.box.left(), picture.box.bottom());
    cairo_scale(context, picture.box.size.x / static_cast<float>(picture.width),
                -picture.box.size.y / static_cast<float>(picture.height));
    cairo_set_source_surface(context, surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD); // the mean of what it makes small
    cairo_paint(context);
}

/// In a system of one em, y upwards, its pen at the origin.
void draw_glyph(cairo_t* context, FontId font, std::uint32_t glyph, Colour ink, GlyphFaces& faces) {
    if (faces.has_pictures(font)) return paint_glyph_picture(context, faces.picture(font, glyph));
    cairo_scale(context, 1 / units_an_em, 1 / units_an_em);
    cairo_set_source_rgba(context, ink.r / 255.0, ink.g / 255.0, ink.b / 255.0, ink.a / 255.0);
    fill_outline(context, faces.curves(font, glyph));
}

/// Straight alpha, as bitmaps are.
void put_straight(const unsigned char* row, std::uint8_t* to, std::size_t count) {
    for (std::size_t x = 0; x < count; ++x, row += 4, to += 4) {
        std::uint32_t pixel = 0;
        std::copy_n(row, 4, reinterpret_cast<unsigned char*>(&pixel));
        const std::uint32_t alpha = pixel >> 24;
        for (std::size_t c = 0; c < 3; ++c) {
            const std::uint32_t value = pixel >> (16 - 8 * c) & 255;
            to[c] = static_cast<std::uint8_t>(alpha ? std::min(255u, (value * 255 + alpha / 2) / alpha) : 0);
        }
        to[3] = static_cast<std::uint8_t>(alpha);
    }
}

} // namespace

TextPicture text_picture(const TextLayout& text, Colour ink, GlyphFaces& faces) {
    const Rect box = covered_by(text);
    TextPicture result;
    result.origin = {-std::floor(box.left()), -std::floor(box.top())};
    const int width = static_cast<int>(std::ceil(box.right() + result.origin.x)),
              height = static_cast<int>(std::ceil(box.bottom() + result.origin.y));
    const TextSurface surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)};
    const TextContext context{cairo_create(surface.get())};
    for (const TextRun& run : text.runs)
        for (std::uint32_t i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
            const Glyph& glyph = text.glyphs[i];
            cairo_save(context.get());
            cairo_translate(context.get(), glyph.at.x + result.origin.x, glyph.at.y + result.origin.y);
            cairo_scale(context.get(), text.size, -text.size);
            draw_glyph(context.get(), run.font, glyph.id, ink, faces);
            cairo_restore(context.get());
        }
    cairo_surface_flush(surface.get());
    const unsigned char* const rows = cairo_image_surface_get_data(surface.get());
    if (!rows) return {}; // larger than a picture can be
    result.pixels.width = static_cast<std::uint32_t>(width),
    result.pixels.height = static_cast<std::uint32_t>(height);
    const auto count = static_cast<std::size_t>(width);
    result.pixels.pixels.resize(count * static_cast<std::size_t>(height) * 4);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
        put_straight(rows + y * stride, result.pixels.pixels.data() + y * count * 4, count);
    return result;
}

bool needs_shaping(std::string_view text) {
    struct Range {
        std::uint32_t first, last;
    };
    // What can be put one glyph after the other: Latin, Greek, Cyrillic, Armenian and Georgian letters,
    // punctuation and symbols, Chinese, Japanese and Korean ones.
    static constexpr std::array plain{
        Range{0x0000, 0x02FF}, Range{0x0370, 0x0482}, Range{0x048A, 0x058F}, Range{0x10A0, 0x10FF},
        Range{0x1D00, 0x1DBF}, Range{0x1E00, 0x1FFF}, Range{0x2000, 0x200A}, Range{0x2010, 0x2029},
        Range{0x202F, 0x205F}, Range{0x2070, 0x20CF}, Range{0x2100, 0x22FF}, Range{0x2500, 0x25FF},
        Range{0x3000, 0x3029}, Range{0x3030, 0x3098}, Range{0x309B, 0x9FFF}, Range{0xAC00, 0xD7A3},
        Range{0xF900, 0xFAFF}, Range{0xFF00, 0xFFEF}, Range{0xFFFD, 0xFFFD}, Range{0x20000, 0x323AF}};
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || i + length > text.size()) return true; // no UTF-8: the engine knows what to do
        std::uint32_t code = lead & (0xFFu >> (length + 1));
        for (std::size_t k = 1; k < length; ++k)
            code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        const auto range = std::ranges::lower_bound(plain, code, {}, &Range::last);
        if (range == plain.end() || code < range->first) return true;
        i += length;
    }
    return false;
}

} // namespace waymark
