#pragma once
#include "render/text.hpp"

#include <fontconfig/fontconfig.h>

#include <string>
#include <string_view>
#include <vector>

/// Inside the text engine: which fonts there are, and in which order they are asked for a character.
namespace waymark {

/// Which shapes Han characters take (Unicode gives one number to several).
enum class Han : std::uint8_t { simplified, traditional, hong_kong, japanese, korean };

/// Our own fontconfig set-up: every installed font, none of the machine's substitution rules, so that a text
/// is laid out alike wherever the same fonts are installed. Made once; safe to read from any thread.
FcConfig* pinned_config();

/// The families in the order they are asked: Inter, Noto Sans, the CJK family of `han`, every other Noto
/// Sans, the rest of Noto, emoji.
const std::vector<std::string>& family_list(Han han);

/// One name for that list, known to `pinned_config` only. (Pango compares families' names at every step; the
/// list itself would cost it a fifth of its time.)
const char* family_alias(Han han);

/// True for families of our list; a font of another family is a stopgap.
bool is_pinned_family(std::string_view family);

/// What to tell a person whose machine has no font of ours for this character; empty where no package would
/// help.
std::string missing_font_sentence(char32_t character);

/// Adds a sentence to what `missing_fonts()` gives, once.
void note_missing_font(const std::string& sentence);

} // namespace waymark
