#include "render/word_letters.hpp"

#include <glib.h>

namespace waymark {

bool is_word_letter(char32_t character) {
    constexpr char32_t non_joiner = 0x200C, joiner = 0x200D;
    const auto c = static_cast<gunichar>(character);
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || character == non_joiner || character == joiner ||
           g_unichar_type(c) == G_UNICODE_CONNECT_PUNCTUATION;
}

bool is_mark(char32_t character) { return g_unichar_ismark(static_cast<gunichar>(character)); }

} // namespace waymark
