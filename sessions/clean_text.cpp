#include "sessions/clean_text.hpp"

#include "sessions/combining_marks.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace waymark {

namespace {

constexpr std::size_t marks_per_base = 8;
constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view isolate_end = "\u2069";

struct Decoded {
    char32_t character = 0;
    std::size_t bytes = 0; ///< 0: no valid character starts here
};

/// The character at the start of `text`, by the table of well-formed byte sequences (Unicode, table 3-7).
Decoded first_character(std::string_view text) {
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0u;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {static_cast<char32_t>(lead), 1};
    std::size_t bytes = 0;
    unsigned low = 0x80,
             high = 0xBF; // of the second byte: no overlong form, no surrogate, nothing above U+10FFFF
    if (lead >= 0xC2 && lead <= 0xDF)
        bytes = 2;
    else if (lead >= 0xE0 && lead <= 0xEF)
        bytes = 3;
    else if (lead >= 0xF0 && lead <= 0xF4)
        bytes = 4;
    else
        return {};
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    char32_t character = lead & (0xFFu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        const unsigned next = byte(i);
        if (i >= text.size() || next < low || next > high) return {};
        character = (character << 6) | (next & 0x3F);
        low = 0x80, high = 0xBF;
    }
    return {character, bytes};
}

void append(std::string& text, char32_t c) {
    const auto put = [&text](char32_t byte) { text += static_cast<char>(static_cast<std::uint8_t>(byte)); };
    if (c < 0x80) return put(c);
    if (c < 0x800)
        put(0xC0 | (c >> 6));
    else if (c < 0x10000)
        put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F));
    else
        put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
}

std::size_t bytes_of(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

bool is_line_end(char32_t c) { return c == U'\n' || c == U'\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_dropped(char32_t c) {
    const bool control = (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7F && c <= 0x9F);
    const bool bidi_override_or_embedding = c >= 0x202A && c <= 0x202E;
    return control || bidi_override_or_embedding || c == 0xFEFF;
}

bool is_isolate_start(char32_t c) { return c >= 0x2066 && c <= 0x2068; }
bool is_isolate_end(char32_t c) { return c == 0x2069; }

/// Zero width and not a base: marks before and after it pile up on the same character.
bool is_invisible(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2069) || c == 0xAD;
}

/// Takes characters one by one and keeps what may stay. The closing of open isolates is always within the
/// limit.
class Cleaner {
public:
    explicit Cleaner(std::size_t limit) : limit_{limit} {}

    /// False when the limit is reached; the character then is not taken.
    bool take(char32_t c) {
        if (is_line_end(c)) {
            close_isolates();
            c = U'\n';
        }
        if (is_dropped(c) || (is_isolate_end(c) && open_ == 0)) return true;
        const bool mark = is_combining_mark(c);
        if (mark && marks_ == marks_per_base) return true;
        const std::size_t open_after = is_isolate_start(c) ? open_ + 1
                                       : is_isolate_end(c) ? open_ - 1
                                                           : open_;
        if (text_.size() + bytes_of(c) + open_after * isolate_end.size() > limit_) return false;
        append(text_, c);
        open_ = open_after;
        if (mark)
            ++marks_;
        else if (!is_invisible(c))
            marks_ = 0;
        return true;
    }

    std::string finished() {
        close_isolates();
        return std::move(text_);
    }

private:
    void close_isolates() {
        for (; open_ > 0; --open_) text_ += isolate_end;
    }

    std::string text_;
    std::size_t limit_, open_ = 0, marks_ = 0;
};

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

} // namespace

CleanText clean_text(std::string_view text, std::size_t limit) {
    if (text.size() <= limit && is_plain(text)) return {std::string{text}, 0, false};
    CleanText result;
    Cleaner cleaner{limit};
    while (!text.empty()) {
        const Decoded next = first_character(text);
        if (!cleaner.take(next.bytes > 0 ? next.character : replacement)) {
            result.cut = true;
            break;
        }
        if (next.bytes == 0) ++result.replaced;
        const bool pair = next.character == U'\r' && text.size() > 1 && text[1] == '\n';
        text.remove_prefix(pair ? 2 : next.bytes > 0 ? next.bytes : 1);
    }
    result.text = cleaner.finished();
    return result;
}

CleanText clean_line(std::string_view text, std::size_t limit) {
    CleanText whole = clean_text(text, std::numeric_limits<std::size_t>::max() / 2);
    for (char& c : whole.text)
        if (c == '\n' || c == '\t') c = ' ';
    CleanText line = clean_text(trimmed(whole.text), limit);
    line.text = std::string{trimmed(line.text)};
    line.replaced = whole.replaced;
    return line;
}

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const Decoded next = first_character(text);
        if (next.bytes == 0) return false;
        text.remove_prefix(next.bytes);
    }
    return true;
}

} // namespace waymark
