#pragma once

namespace waymark {

/// A mark that sits on the character before it: an accent, a vowel sign, a variation selector.
bool is_combining_mark(char32_t character);

} // namespace waymark
