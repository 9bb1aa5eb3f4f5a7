#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace waymark {

inline constexpr std::size_t note_text_limit = 64 * 1024; ///< bytes of UTF-8
inline constexpr std::size_t title_text_limit = 4 * 1024;

struct CleanText {
    std::string text;
    std::size_t replaced = 0; ///< invalid bytes that became U+FFFD
    bool cut = false;         ///< text went over the limit and was cut at a character's border
};

/// The one door for text from outside (keys, paste, files): valid UTF-8 (bad bytes become U+FFFD), line ends
/// as \n, no C0/C1 controls but \n and \t, no NUL, no BOM, no bidi overrides and embeddings (U+202A–202E),
/// isolates closed at each paragraph's end (CVE-2021-42574), at most 8 combining marks on one base.
/// Idempotent; never longer than three times the input.
CleanText clean_text(std::string_view text, std::size_t limit = note_text_limit);

/// The same on one line: line ends and tabs become spaces, ends trimmed.
CleanText clean_line(std::string_view text, std::size_t limit = title_text_limit);

bool is_valid_utf8(std::string_view text);

} // namespace waymark
