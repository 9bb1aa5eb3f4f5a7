#pragma once
#include "render/text_shaping.hpp"

#include <cstdint>
#include <vector>

namespace waymark {

/// A line of a shaped paragraph; bytes of the paragraph, widths in its units.
struct WrappedLine {
    std::uint32_t begin = 0;
    std::uint32_t visible_end = 0; ///< without the white space that hangs
    std::uint32_t next = 0;        ///< where the next line begins
    std::int64_t width = 0;        ///< up to `visible_end`
};

inline constexpr std::int64_t no_limit = -1;

/// What becomes of a word that is longer than a line.
enum class LongWords : std::uint8_t { cut, refuse };

/// Greedy lines, as PangoLayout breaks them (PANGO_WRAP_WORD_CHAR), but all white space at a line's end
/// hangs. A word longer than the line is cut at grapheme borders, or makes the result false. Appends to
/// `lines`, at least one.
bool wrap(Shaper& shaper, const ShapedParagraph& paragraph, std::int64_t limit, LongWords long_words,
          std::vector<WrappedLine>& lines);

/// A part of an item on one line.
struct ItemPart {
    const ShapedItem* item = nullptr;
    std::uint32_t begin = 0, end = 0;
};

/// True where the line's border goes through a cluster, so that the part's glyphs have to be made anew.
bool has_cut_cluster(const ShapedParagraph& paragraph, const ItemPart& part);

} // namespace waymark
