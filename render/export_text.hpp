#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// What the vector formats' texts are made of. Texts on the board are clean already; files must hold up even
/// if one is not.
namespace waymark {

inline constexpr char32_t replacement = U'\uFFFD';

struct Character {
    char32_t code = 0;
    std::size_t size = 1; ///< bytes
};

/// The character that begins at byte `at` (which must be there); a broken byte is `replacement` of size 1.
Character character_at(std::string_view text, std::size_t at);

/// Code points that Unicode keeps out of texts for ever, and that XML and Cairo refuse: U+FDD0–FDEF, U+nFFFE
/// and U+nFFFF.
bool is_noncharacter(char32_t code);

/// Valid UTF-8 without noncharacters or NUL.
bool is_plain(std::string_view text);

/// The characters of `text` that may be shown on one line: valid, no controls, no noncharacters.
std::string plain_line(std::string_view text);

} // namespace waymark
