#pragma once
#include "render/text.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

/// How a text would be set, told from how wide single letters are instead of by shaping it: hundreds of times
/// cheaper. Only for letters that are as wide whatever stands beside them, but for kerning (Latin, Greek,
/// Cyrillic, Chinese, Japanese, Korean); of a text with any other character nothing is said.
namespace waymark {

/// How wide letters are, in em.
struct LetterWidths {
    std::array<float, 128> ascii{};
    float ideograph = 1; ///< and all that is as wide: kana, hangul, full-width forms
};

/// Of the fonts in use. Measured once in the life of the process.
const LetterWidths& letter_widths(TextEngine& engine);

/// True only where the text, wrapped to the box at this size and with words that are too long cut, surely
/// stays within it.
bool surely_fits(std::string_view text, Vec2 box, float size, const LetterWidths& widths);

struct GuessedText {
    float size = 16;           ///< em, world units
    std::vector<float> widths; ///< of each line
};
/// What `TextEngine::fitted` would make of it, more or less; nothing where no guess is possible.
std::optional<GuessedText> guessed_text(std::string_view text, Vec2 box, const LetterWidths& widths);

} // namespace waymark
