#pragma once
#include "render/text_wrap.hpp"

namespace waymark {

/// How tall lines are and where their baseline runs: by the style, not by the fonts that happen to be used,
/// so that a Chinese word does not push its line apart. In em.
inline constexpr float line_height_em = 1.3f;
inline constexpr float ascent_em = 0.97f, descent_em = 0.24f; ///< Inter's

/// Appends the wrapped lines of a paragraph to a layout: glyphs in visual order, at y as if the line were the
/// layout's next. `at_byte`: where the paragraph begins in the layout's text; `next_byte`: where the next one
/// does. Lines begin at x = 0; `aligned` moves them.
void place(Shaper& shaper, const ShapedParagraph& paragraph, const std::vector<WrappedLine>& lines,
           std::size_t at_byte, std::size_t next_byte, TextLayout& layout);

/// Moves each line where `align` wants it in the layout's box.
void align_lines(TextLayout& layout, TextAlign align);

} // namespace waymark
