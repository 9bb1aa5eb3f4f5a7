#include "app/keypad.hpp"

#include <algorithm>
#include <array>
#include <bit>

/// Which keys an on-screen keyboard has, and where: rows of letters as the language's own keyboards have
/// them, all keyboards equally wide.
namespace waymark {
namespace {

constexpr float inner_width = keypad_width - 2 * keypad_padding;
constexpr int rows = 4;
constexpr float turn_width = 48; ///< of the keys that turn the row of candidates
constexpr float candidate_letter = 25, candidate_padding = 28, least_candidate = 52;

/// Letters with one space between two.
std::vector<std::string> divided(std::string_view text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) parts.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

struct LetterRows {
    const char *first, *second, *third;
    float columns; ///< how many keys wide the keyboard is
    float indent;  ///< of the second row, in keys
    float shift;   ///< how wide the left Shift is, in keys
};

LetterRows letter_rows(KeyLanguage language) {
    switch (language) {
    case KeyLanguage::german:
        return {"q w e r t z u i o p ü", "a s d f g h j k l ö ä", "y x c v b n m ß , .", 12.5f, 0.25f, 1.25f};
    case KeyLanguage::russian:
        return {
            "й ц у к е н г ш щ з х ъ", "ф ы в а п р о л д ж э ё", "я ч с м и т ь б ю , .", 13.25f, 0, 1.25f};
    case KeyLanguage::simplified_chinese:
    case KeyLanguage::traditional_chinese:
        return {"q w e r t y u i o p", "a s d f g h j k l '", "z x c v b n m ， 。", 11, 0, 1};
    case KeyLanguage::english: break;
    }
    return {"q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m , .", 11, 0.25f, 1};
}

struct Variants {
    const char *of, *offered;
};

constexpr std::array latin_variants{Variants{"a", "à á â ä æ ã å ā"},
                                    Variants{"c", "ç ć č"},
                                    Variants{"e", "é è ê ë ē ę"},
                                    Variants{"i", "í ì î ï ī"},
                                    Variants{"l", "ł"},
                                    Variants{"n", "ñ ń"},
                                    Variants{"o", "ö ó ò ô õ œ ø ō"},
                                    Variants{"s", "ß ś š"},
                                    Variants{"u", "ü ú ù û ū"},
                                    Variants{"y", "ý ÿ"},
                                    Variants{"z", "ž ź ż"},
                                    Variants{",", "; ' \""},
                                    Variants{".", "… ? ! :"}};
constexpr std::array russian_variants{Variants{"е", "ё"}, Variants{"ь", "ъ"}, Variants{",", "; « »"},
                                      Variants{".", "… ? ! :"}};
constexpr std::array chinese_variants{Variants{"，", "、 ； ："}, Variants{"。", "？ ！ ……"}};
constexpr std::array symbol_variants{Variants{"-", "– — _"},      Variants{"€", "$ £ ¥ ₽ ¢"},
                                     Variants{"\"", "“ ” „ « »"}, Variants{"'", "‘ ’ ‚ `"},
                                     Variants{"?", "¿"},          Variants{"!", "¡"},
                                     Variants{"%", "‰"},          Variants{"0", "°"},
                                     Variants{"1", "¹ ½ ⅓ ¼"},    Variants{"2", "² ⅔"},
                                     Variants{"3", "³ ¾"},        Variants{"=", "≠ ≈"},
                                     Variants{"<", "≤"},          Variants{">", "≥"},
                                     Variants{"+", "±"}};

std::string variants(const std::string& words, const KeyFace& face) {
    const auto in = [&](const auto& table) {
        const auto found = std::ranges::find(table, std::string_view{words},
                                             [](const Variants& v) { return std::string_view{v.of}; });
        return std::string{found == table.end() ? "" : found->offered};
    };
    if (face.page != KeyPage::letters) return in(symbol_variants);
    if (face.language == KeyLanguage::russian) return in(russian_variants);
    return is_chinese(face.language) ? in(chinese_variants) : in(latin_variants);
}

/// Capitals of the letters that are on our keys.
std::string upper(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        if (first < 0x80) {
            result += first >= 'a' && first <= 'z' ? static_cast<char>(first - 32) : text[i];
            ++i;
            continue;
        }
        const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (size != 2) {
            result += text.substr(i, size);
            i += size;
            continue;
        }
        unsigned code = (first & 0x1fu) << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3fu);
        i += size;
        if (code == 0xdf) { // ẞ
            result += "\u1e9e";
            continue;
        }
        if (code == 0xff)
            code = 0x178;
        else if ((code >= 0xe0 && code <= 0xfe && code != 0xf7) || (code >= 0x430 && code <= 0x44f))
            code -= 0x20;
        else if (code >= 0x450 && code <= 0x45f)
            code -= 0x50;
        else if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17e))
            code -= code % 2 == 0 ? 1 : 0;
        else if (code >= 0x100 && code <= 0x177)
            code -= code % 2;
        result += static_cast<char>(0xc0 | code >> 6);
        result += static_cast<char>(0x80 | (code & 0x3f));
    }
    return result;
}

float top_of(const KeyFace& face, int row) {
    const float first = -size_of(face).y / 2 + keypad_header +
                        (candidates_of(face).empty() ? 0 : candidates_height + key_gap);
    return first + static_cast<float>(row) * (key_height + key_gap);
}

/// Lays keys out from left to right; widths in keys of which so many fill the keyboard.
class Row {
public:
    Row(std::vector<KeyCap>& keys, const KeyFace& face, int row, float columns)
        : keys_{keys}, top_{top_of(face, row)}, pitch_{(inner_width + key_gap) / columns} {}

    void skip(float wide) { x_ += wide * pitch_; }
    KeyCap& add(KeyAct act, float wide, KeyStyle style, std::string words = {},
                std::optional<Icon> icon = std::nullopt, std::uint8_t value = 0) {
        KeyCap key;
        key.rect = {{x_, top_}, {wide * pitch_ - key_gap, key_height}};
        key.act = act;
        key.style = style;
        key.value = value;
        key.words = std::move(words);
        key.icon = icon;
        x_ += wide * pitch_;
        return keys_.emplace_back(std::move(key));
    }
    void add_letters(const char* letters, const KeyFace& face, float wide = 1) {
        for (const std::string& letter : divided(letters)) {
            const bool raised = face.shift != KeyShift::none && face.page == KeyPage::letters;
            KeyCap& key = add(KeyAct::character, wide, KeyStyle::letter, raised ? upper(letter) : letter);
            key.variants = variants(letter, face);
            if (raised) key.variants = upper(key.variants);
        }
    }
    void add_page(KeyPage page, float wide, std::string words, std::optional<Icon> icon = std::nullopt) {
        add(KeyAct::page, wide, KeyStyle::function, std::move(words), icon, static_cast<std::uint8_t>(page));
    }

private:
    std::vector<KeyCap>& keys_;
    float top_, pitch_, x_ = -inner_width / 2;
};

void add_backspace(Row& row, float wide) {
    row.add(KeyAct::backspace, wide, KeyStyle::function, {}, Icon::key_backspace);
}
void add_enter(Row& row, const KeyFace& face, float wide) {
    row.add(KeyAct::enter, wide, KeyStyle::function, {}, face.ends_line ? Icon::check : Icon::key_enter);
}

/// The lowest row is the same on all pages with letters and symbols.
void add_last_row(std::vector<KeyCap>& keys, const KeyFace& face, float columns) {
    Row row{keys, face, 3, columns};
    if (face.page == KeyPage::letters)
        row.add_page(KeyPage::symbols, 1.5f, "?123");
    else
        row.add_page(KeyPage::letters, 1.5f, face.language == KeyLanguage::russian ? "АБВ" : "ABC");
    const bool has_languages = std::popcount(face.offered) > 1;
    if (has_languages) row.add_page(KeyPage::languages, 1, {}, Icon::globe);
    row.add_page(KeyPage::emoji, 1, {}, Icon::face_best);
    row.add(KeyAct::space, columns - (has_languages ? 6.5f : 5.5f), KeyStyle::letter, name(face.language));
    row.add(KeyAct::left, 1, KeyStyle::function, {}, Icon::chevron_left);
    row.add(KeyAct::right, 1, KeyStyle::function, {}, Icon::chevron_right);
    row.add(KeyAct::done, 1, KeyStyle::main, {}, Icon::key_done);
}

std::vector<KeyCap> letters(const KeyFace& face) {
    std::vector<KeyCap> keys;
    const LetterRows from = letter_rows(face.language);
    const auto count = [](const char* text) { return static_cast<float>(divided(text).size()); };
    Row first{keys, face, 0, from.columns};
    first.add_letters(from.first, face);
    add_backspace(first, from.columns - count(from.first));
    Row second{keys, face, 1, from.columns};
    second.skip(from.indent);
    second.add_letters(from.second, face);
    add_enter(second, face, from.columns - from.indent - count(from.second));
    Row third{keys, face, 2, from.columns};
    const auto add_shift = [&](float wide) {
        const bool locked = face.shift == KeyShift::locked;
        third
            .add(KeyAct::shift, wide, KeyStyle::function, {},
                 locked ? Icon::key_shift_locked : Icon::key_shift)
            .chosen = face.shift != KeyShift::none;
    };
    add_shift(from.shift);
    third.add_letters(from.third, face);
    add_shift(from.columns - from.shift - count(from.third));
    add_last_row(keys, face, from.columns);
    return keys;
}

std::vector<KeyCap> symbols(const KeyFace& face) {
    constexpr float columns = 11;
    const bool more = face.page == KeyPage::more_symbols, chinese = is_chinese(face.language);
    const char* const first = more ? "[ ] { } # % ^ * + =" : "1 2 3 4 5 6 7 8 9 0";
    const char* const second = more ? (chinese ? "_ \\ | ~ 《 》 〈 〉 ￥ ·" : "_ \\ | ~ < > $ £ ¥ •")
                               : chinese ? "- / ： ； （ ） € & @ “"
                                         : "- / : ; ( ) € & @ \"";
    const char* const third = more ? (chinese ? "【 】 『 』 「 」 … — √" : "« » „ “ ” ‘ ’ № §")
                              : chinese ? "” 。 ， 、 ？ ！ ' + ％"
                                        : ". , ? ! ' + – … %";
    std::vector<KeyCap> keys;
    Row row{keys, face, 0, columns};
    row.add_letters(first, face);
    add_backspace(row, 1);
    Row below{keys, face, 1, columns};
    below.add_letters(second, face);
    add_enter(below, face, 1);
    Row last{keys, face, 2, columns};
    last.add_page(more ? KeyPage::symbols : KeyPage::more_symbols, 1.5f, more ? "123" : "#+=");
    last.add_letters(third, face, 9.5f / 9);
    add_last_row(keys, face, columns);
    return keys;
}

std::vector<KeyCap> emoji(const KeyFace& face) {
    constexpr float columns = 12;
    std::vector<KeyCap> keys;
    const std::vector<std::string> signs = divided(emoji_group(face.emoji_group).signs);
    const std::size_t from = face.emoji_sheet * emoji_on_sheet;
    for (int r = 0; r < rows - 1; ++r) {
        Row row{keys, face, r, columns};
        for (std::size_t i = 0; i < 12; ++i) {
            const std::size_t at = from + static_cast<std::size_t>(r) * 12 + i;
            if (at < signs.size()) row.add(KeyAct::character, 1, KeyStyle::plain, signs[at]);
        }
    }
    Row row{keys, face, 3, columns};
    row.add_page(KeyPage::letters, 1.5f, face.language == KeyLanguage::russian ? "АБВ" : "ABC");
    for (std::size_t i = 0; i < emoji_group_count; ++i)
        row.add(KeyAct::emoji_group, 1, KeyStyle::function, emoji_group(i).sign, std::nullopt,
                static_cast<std::uint8_t>(i))
            .chosen = i == face.emoji_group;
    add_backspace(row, 1.25f);
    row.add(KeyAct::done, 1.25f, KeyStyle::main, {}, Icon::key_done);
    return keys;
}

std::vector<KeyCap> languages(const KeyFace& face) {
    std::vector<KeyCap> keys;
    int place = 0;
    for (std::size_t i = 0; i < key_language_count; ++i) {
        if ((face.offered >> i & 1) == 0) continue;
        Row row{keys, face, place / 2, 2};
        if (place % 2 == 1) row.skip(1);
        row.add(KeyAct::language, 1, KeyStyle::letter, name(static_cast<KeyLanguage>(i)), std::nullopt,
                static_cast<std::uint8_t>(i))
            .chosen = static_cast<std::size_t>(face.language) == i;
        ++place;
    }
    Row row{keys, face, 3, 11};
    row.add_page(KeyPage::letters, 1.5f, face.language == KeyLanguage::russian ? "АБВ" : "ABC");
    row.skip(8.5f);
    row.add(KeyAct::done, 1, KeyStyle::main, {}, Icon::key_done);
    return keys;
}

float candidate_width(const PinyinChoice& choice) {
    const auto characters = static_cast<float>(std::ranges::count_if(
        choice.text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    return std::clamp(characters * candidate_letter + candidate_padding, least_candidate,
                      inner_width - 2 * (turn_width + key_gap));
}

void add_candidates(std::vector<KeyCap>& keys, const Keypad& keypad) {
    const Rect row = candidates_of(keypad.face);
    const Spelling& spelling = keypad.spelling;
    if (row.empty() || spelling.choices.empty()) return;
    const auto turn = [&](KeyAct act, float x, Icon icon) {
        KeyCap key;
        key.rect = {{x, row.top()}, {turn_width, row.size.y}};
        key.act = act;
        key.style = KeyStyle::plain;
        key.icon = icon;
        keys.push_back(std::move(key));
    };
    const std::size_t from = spelling.sheets.at(spelling.sheet);
    const bool is_last = spelling.sheet + 1 == spelling.sheets.size();
    const std::size_t to = is_last ? spelling.choices.size() : spelling.sheets[spelling.sheet + 1];
    float x = row.left();
    if (spelling.sheet > 0)
        turn(KeyAct::previous_candidates, x, Icon::chevron_left), x += turn_width + key_gap;
    for (std::size_t i = from; i < to; ++i) {
        KeyCap key;
        key.rect = {{x, row.top()}, {candidate_width(spelling.choices[i]), row.size.y}};
        key.act = KeyAct::candidate;
        key.style = KeyStyle::plain;
        key.value = static_cast<std::uint8_t>(i);
        key.words = spelling.choices[i].text;
        key.chosen = i == 0; // what the space bar takes
        x += key.rect.size.x + key_gap;
        keys.push_back(std::move(key));
    }
    if (!is_last) turn(KeyAct::next_candidates, row.right() - turn_width, Icon::chevron_right);
}

} // namespace

const char* name(KeyLanguage language) {
    switch (language) {
    case KeyLanguage::english: return "English";
    case KeyLanguage::german: return "Deutsch";
    case KeyLanguage::russian: return "Русский";
    case KeyLanguage::simplified_chinese: return "拼音 简体";
    case KeyLanguage::traditional_chinese: return "拼音 繁體";
    }
    return "";
}

Vec2 size_of(const KeyFace& face) {
    const bool has_candidates = is_chinese(face.language) && face.page != KeyPage::emoji;
    return {keypad_width, keypad_header + (has_candidates ? candidates_height + key_gap : 0) +
                              rows * (key_height + key_gap) - key_gap + keypad_padding};
}

Rect candidates_of(const KeyFace& face) {
    if (!is_chinese(face.language) || face.page == KeyPage::emoji) return {};
    return {{-inner_width / 2, -size_of(face).y / 2 + keypad_header}, {inner_width, candidates_height}};
}

std::vector<KeyCap> keys_of(const KeyFace& face) {
    switch (face.page) {
    case KeyPage::letters: return letters(face);
    case KeyPage::symbols:
    case KeyPage::more_symbols: return symbols(face);
    case KeyPage::emoji: return emoji(face);
    case KeyPage::languages: return languages(face);
    }
    return {};
}

std::vector<KeyCap> keys_of(const Keypad& keypad) {
    std::vector<KeyCap> keys = keys_of(keypad.face);
    add_candidates(keys, keypad);
    return keys;
}

std::vector<std::size_t> candidate_sheets(const std::vector<PinyinChoice>& choices) {
    std::vector<std::size_t> sheets;
    // Both turning keys are reckoned with, so that where a sheet begins does not depend on where it is.
    float left = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const float width = candidate_width(choices[i]);
        if (i == 0 || left < width) {
            sheets.push_back(i);
            left = inner_width - 2 * (turn_width + key_gap);
        }
        left -= width + key_gap;
    }
    return sheets;
}

std::vector<KeyCap> variants_of(const KeyCap& key) {
    constexpr float width = 52;
    const std::vector<std::string> all = divided(key.variants);
    const float whole = static_cast<float>(all.size()) * (width + key_gap) - key_gap;
    // The first lies over the key itself; where there is no room on the right, the row begins further left.
    const float wanted = key.rect.center().x - width / 2;
    const float left =
        std::clamp(wanted, -inner_width / 2, std::max(-inner_width / 2, inner_width / 2 - whole));
    std::vector<KeyCap> keys;
    for (std::size_t i = 0; i < all.size(); ++i) {
        KeyCap variant;
        variant.rect = {{left + static_cast<float>(i) * (width + key_gap), key.rect.top() - key_height - 10},
                        {width, key_height}};
        variant.words = all[i];
        keys.push_back(std::move(variant));
    }
    return keys;
}

} // namespace waymark
