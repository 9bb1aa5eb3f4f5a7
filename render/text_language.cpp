#include "render/text_language.hpp"

#include <glib.h>

#include <algorithm>

namespace waymark {

std::string guarded_utf8(std::string_view text) {
    std::string good{text};
    std::size_t checked = 0;
    while (checked < good.size()) {
        const char* bad = nullptr;
        if (g_utf8_validate_len(good.data() + checked, good.size() - checked, &bad)) break;
        checked = static_cast<std::size_t>(bad - good.data());
        good[checked++] = '?';
    }
    return good;
}

namespace {

bool is_kana(gunichar c) {
    return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0xFF66 && c <= 0xFF9F);
}
bool is_hangul(gunichar c) {
    return (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F);
}
bool is_bopomofo(gunichar c) { return c >= 0x3105 && c <= 0x312F; }
bool is_han(gunichar c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

struct Seen {
    bool kana = false, hangul = false, bopomofo = false, han = false;
};

Seen scripts_in(std::string_view text) {
    Seen seen;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at < end && !seen.kana;) {
        if (static_cast<unsigned char>(*at) < 0xE1) { // below U+1000 there is nothing of interest
            at = g_utf8_next_char(at);
            continue;
        }
        const gunichar c = g_utf8_get_char(at);
        seen.kana = is_kana(c);
        seen.hangul |= is_hangul(c);
        seen.bopomofo |= is_bopomofo(c);
        seen.han |= is_han(c);
        at = g_utf8_next_char(at);
    }
    return seen;
}

TextLanguage with_han(Han han) {
    switch (han) {
    case Han::simplified: return {han, "zh-cn"};
    case Han::traditional: return {han, "zh-tw"};
    case Han::hong_kong: return {han, "zh-hk"};
    case Han::japanese: return {han, "ja"};
    case Han::korean: return {han, "ko"};
    }
    return {};
}

} // namespace

TextLanguage language_of(std::string_view text, std::string_view tag) {
    std::string lower;
    for (const char c : tag.substr(0, 32)) // tags are short; anything else is not one
        if (g_ascii_isalnum(c) || c == '-') lower += g_ascii_tolower(c);
    const auto is = [&](std::string_view name) {
        return lower.starts_with(name) && (lower.size() == name.size() || lower[name.size()] == '-');
    };
    const auto has = [&](std::string_view part) { return lower.find(part) != lower.npos; };
    if (is("ja")) return with_han(Han::japanese);
    if (is("ko")) return with_han(Han::korean);
    if (is("zh") || is("yue")) {
        if (has("-hk") || has("-mo") || is("yue")) return with_han(Han::hong_kong);
        return with_han(has("hant") || has("-tw") ? Han::traditional : Han::simplified);
    }
    const Seen seen = scripts_in(text);
    if (seen.kana) return with_han(Han::japanese);
    if (seen.hangul) return with_han(Han::korean);
    if (seen.bopomofo) return with_han(Han::traditional);
    if (seen.han || lower.empty()) return with_han(Han::simplified);
    return {Han::simplified, lower};
}

std::vector<ParagraphSpan> paragraphs_of(std::string_view text) {
    std::vector<ParagraphSpan> spans;
    std::size_t begin = 0;
    while (true) {
        std::size_t end = text.find_first_of("\n\r\xE2", begin);
        // U+2028 and U+2029 are E2 80 A8 and E2 80 A9; other characters begin with E2 too.
        while (end != text.npos && text[end] == '\xE2' && text.substr(end, 3) != "\xE2\x80\xA8" &&
               text.substr(end, 3) != "\xE2\x80\xA9")
            end = text.find_first_of("\n\r\xE2", end + 1);
        if (end == text.npos) {
            spans.push_back({begin, text.size(), text.size()});
            return spans;
        }
        const std::size_t length = text[end] == '\xE2' ? 3 : text.substr(end, 2) == "\r\n" ? 2 : 1;
        spans.push_back({begin, end, end + length});
        begin = end + length;
    }
}

} // namespace waymark
