#pragma once
#include "render/bitmap.hpp"
#include "render/colour.hpp"
#include "render/glyph_faces.hpp"
#include "render/text.hpp"

/// A laid-out text as pixels, for where nobody draws scenes: the panels.
namespace waymark {

/// One unit of the layout is one pixel. `pixels` may reach beyond the layout's box on all sides, as the
/// letters do.
struct TextPicture {
    Bitmap pixels;
    Vec2 origin; ///< where the box's top left lies in the picture, whole pixels
};
TextPicture text_picture(const TextLayout& text, Colour ink, GlyphFaces& faces);

/// True when letters of this text depend on their neighbours or have colours of their own: Arabic, Hebrew,
/// the scripts of India and south-east Asia, combining marks, emoji. Whoever puts one glyph after the other
/// gets it wrong.
bool needs_shaping(std::string_view text);

} // namespace waymark
