#include "app/file_name.hpp"

#include "render/text_language.hpp"
#include "render/word_letters.hpp"

#include <algorithm>
#include <cstddef>

namespace waymark {
namespace {

constexpr std::size_t longest = 120;

struct Letter {
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// The first one of text that is not empty and valid.
Letter first_letter(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = lead & (0x7Fu >> bytes);
    for (std::size_t i = 1; i < std::min(bytes, text.size()); ++i)
        code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    return {code, std::min(bytes, text.size())};
}

} // namespace

std::string file_name_from(std::string_view title) {
    const std::string valid = guarded_utf8(title);
    std::string name;
    std::size_t last_letter = 0; // where it begins, its marks behind it
    bool says_something = false;
    for (std::string_view rest = valid; !rest.empty();) {
        const Letter letter = first_letter(rest);
        const std::string_view own = rest.substr(0, letter.bytes);
        rest.remove_prefix(letter.bytes);
        const bool is_word = is_word_letter(letter.code);
        const bool stays = is_word || own == " " || own == "." || own == "-";
        if (name.empty() && (own == " " || own == ".")) continue;
        const bool is_new = !is_mark(letter.code);
        const std::string_view put = stays ? own : "_";
        if (name.size() + put.size() > longest) {
            if (!is_new) name.resize(last_letter); // not without its marks: it would be another one
            break;
        }
        if (is_new) last_letter = name.size();
        name += put;
        says_something |= is_word && own != "_";
    }
    while (name.ends_with(' ') || name.ends_with('.')) name.pop_back();
    return says_something && !name.empty() ? name : "journey";
}

} // namespace waymark
