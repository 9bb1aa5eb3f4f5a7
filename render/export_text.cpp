#include "render/export_text.hpp"

namespace waymark {

Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {first, 1};
    const std::size_t size = first >= 0xf8   ? 0
                             : first >= 0xf0 ? 4
                             : first >= 0xe0 ? 3
                             : first >= 0xc2 ? 2
                                             : 0;
    if (size == 0 || at + size > text.size()) return {replacement, 1};
    char32_t code = first & (0x7fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80) return {replacement, 1};
        code = code << 6 | (byte(at + i) & 0x3fu);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    if (overlong || surrogate || code > 0x10ffff) return {replacement, 1};
    return {code, size};
}

bool is_noncharacter(char32_t code) {
    return (code & 0xfffe) == 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
}

bool is_plain(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        const bool broken = character.code == replacement && character.size == 1;
        if (broken || character.code == 0 || is_noncharacter(character.code)) return false;
        at += character.size;
    }
    return true;
}

std::string plain_line(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        const bool broken = character.code == replacement && character.size == 1;
        const bool control = character.code < 0x20 || (character.code >= 0x7f && character.code < 0xa0);
        if (character.code == '\n' || character.code == '\t')
            line += ' ';
        else if (!broken && !control && !is_noncharacter(character.code))
            line += text.substr(at, character.size);
        at += character.size;
    }
    return line;
}

} // namespace waymark
