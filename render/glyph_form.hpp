#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace waymark {

/// How a glyph is drawn: from a coverage of a few pixels from afar, from its distance field in usual sizes,
/// from its curves when large.
enum class GlyphForm : std::uint8_t { small, field, outline };
inline constexpr std::size_t glyph_forms = 3;

/// For each form 0, or the epoch + 1 in which all letters of something were there in it.
struct ReadyForms {
    std::array<std::uint32_t, glyph_forms> epochs{};
    std::uint32_t& operator[](GlyphForm form) { return epochs[static_cast<std::size_t>(form)]; }
    std::uint32_t operator[](GlyphForm form) const { return epochs[static_cast<std::size_t>(form)]; }
};

} // namespace waymark
