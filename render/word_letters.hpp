#pragma once

namespace waymark {

/// What words are made of, in every script: letters, the marks on them, digits, "_" and its kin, and the two
/// invisible joiners that Persian and India's scripts write with.
bool is_word_letter(char32_t character);

/// A mark that belongs to the letter before it.
bool is_mark(char32_t character);

} // namespace waymark
