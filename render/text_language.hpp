#pragma once
#include "render/pinned_fonts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

/// The same text fit for Pango: bytes that are not UTF-8, and NUL, become '?'. Every other byte keeps its
/// place, so that positions in the result are positions in the input. (The door for text from outside is
/// `clean_text`; this one guards.)
std::string guarded_utf8(std::string_view text);

/// What the language of a text decides.
struct TextLanguage {
    Han han = Han::simplified;
    std::string tag; ///< as Pango and fontconfig know it: "zh-cn", "ja", "de"
    bool operator==(const TextLanguage&) const = default;
};

/// From a BCP 47 tag where it says something about Han; else guessed: kana → Japanese, hangul → Korean,
/// bopomofo → traditional Chinese, other Han → simplified Chinese.
TextLanguage language_of(std::string_view text, std::string_view tag);

/// One paragraph's bytes and where the next one begins. Paragraphs end at \n, \r, \r\n, U+2028 and U+2029.
struct ParagraphSpan {
    std::size_t begin = 0, end = 0, next = 0;
};
/// At least one; a text that ends with a line end has an empty last paragraph.
std::vector<ParagraphSpan> paragraphs_of(std::string_view text);

} // namespace waymark
