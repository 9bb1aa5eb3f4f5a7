#include "render/fonts.hpp"

#include "render/pinned_fonts.hpp"
#include "render/text_language.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

namespace waymark {
namespace {

const FontFile& first_font(TextEngine& engine, std::string_view text, const TextStyle& style = {}) {
    const TextLayout layout = engine.laid_out(text, style, 16);
    static const FontFile nothing;
    return layout.runs.empty() ? nothing : font_file(layout.runs.front().font);
}

TEST(fonts, each_weight_is_a_face_of_its_own) {
    TextEngine engine;
    const auto weight_of = [&](FontWeight weight) {
        return first_font(engine, "Journey", {weight, {}, {}}).weight;
    };
    EXPECT_EQ(weight_of(FontWeight::regular), 400);
    EXPECT_EQ(weight_of(FontWeight::medium), 500);
    EXPECT_EQ(weight_of(FontWeight::semibold), 600);
    EXPECT_EQ(weight_of(FontWeight::bold), 700);
    EXPECT_EQ(first_font(engine, "Journey").family, "Inter");
}

TEST(fonts, a_font_is_said_fully_by_path_and_index) {
    TextEngine engine;
    for (const std::string_view text :
         {"Latin", "中文", "العميل", "שלום", "ग्राहक", "ไทย", "😀", "Привет", "한국어"}) {
        const FontFile& file = first_font(engine, text);
        EXPECT_TRUE(std::filesystem::exists(file.path)) << text;
        EXPECT_TRUE(file.variations.empty()) << text;
        EXPECT_FALSE(file.family.empty()) << text;
        EXPECT_GT(file.ascent, 0.5f) << text;
        EXPECT_GT(file.descent, 0.05f) << text;
    }
}

TEST(fonts, each_script_has_its_noto) {
    TextEngine engine;
    const std::pair<std::string_view, std::string_view> expected[] = {
        {"العميل", "Noto Sans Arabic"},    {"שלום", "Noto Sans Hebrew"},
        {"ग्राहक", "Noto Sans Devanagari"}, {"ไทย", "Noto Sans Thai"},
        {"ქართული", "Noto Sans Georgian"}, {"አማርኛ", "Noto Sans Ethiopic"},
        {"தமிழ்", "Noto Sans Tamil"},       {"𞤀𞤣𞤤𞤢𞤥", "Noto Sans Adlam"},
        {"😀", "Noto Color Emoji"}};
    for (const auto& [text, family] : expected) EXPECT_EQ(first_font(engine, text).family, family) << text;
    EXPECT_TRUE(first_font(engine, "😀").colour);
    EXPECT_FALSE(first_font(engine, "ab").colour);
}

TEST(fonts, han_characters_follow_the_language) {
    TextEngine engine;
    const auto family_of = [&](std::string_view text, const char* language) {
        return first_font(engine, text, {FontWeight::regular, TextAlign::start, language}).family;
    };
    EXPECT_EQ(family_of("骨直", ""), "Noto Sans CJK SC");
    EXPECT_EQ(family_of("骨直", "zh-Hans"), "Noto Sans CJK SC");
    EXPECT_EQ(family_of("骨直", "zh-Hant"), "Noto Sans CJK TC");
    EXPECT_EQ(family_of("骨直", "zh-TW"), "Noto Sans CJK TC");
    EXPECT_EQ(family_of("骨直", "zh-Hant-HK"), "Noto Sans CJK HK");
    EXPECT_EQ(family_of("骨直", "ja"), "Noto Sans CJK JP");
    EXPECT_EQ(family_of("骨直", "ko-KR"), "Noto Sans CJK KR");
    EXPECT_EQ(family_of("骨直", "de"), "Noto Sans CJK SC");
    EXPECT_EQ(family_of("骨を直す", "de"), "Noto Sans CJK JP") << "kana make it Japanese";
    EXPECT_EQ(family_of("骨을", ""), "Noto Sans CJK KR") << "hangul makes it Korean";
}

TEST(fonts, the_same_file_has_the_same_number_in_every_thread) {
    std::vector<std::set<FontId>> seen(3);
    std::vector<std::thread> threads;
    for (auto& ids : seen)
        threads.emplace_back([&ids] {
            TextEngine engine;
            for (const char* text : {"Hello 中文 العميل 😀", "ไทย שלום", "again"})
                for (const TextRun& run : engine.fitted(text, {}, {132, 132}).runs) ids.insert(run.font);
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_GE(seen[0].size(), 5u);
    EXPECT_EQ(seen[0], seen[1]);
    EXPECT_EQ(seen[1], seen[2]);
    for (const FontId id : seen[0]) EXPECT_EQ(font_id(font_file(id)), id);
}

TEST(fonts, an_unknown_number_gives_an_empty_file) {
    EXPECT_TRUE(font_file(static_cast<FontId>(0xFFFE)).path.empty());
}

TEST(fonts, a_missing_script_names_its_package) {
    const auto names = [](char32_t character, const char* package) {
        return missing_font_sentence(character).find(package) != std::string::npos;
    };
    EXPECT_TRUE(names(U'中', "fonts-noto-cjk"));
    EXPECT_TRUE(names(U'か', "fonts-noto-cjk"));
    EXPECT_TRUE(names(U'한', "fonts-noto-cjk"));
    EXPECT_TRUE(names(U'😀', "fonts-noto-color-emoji"));
    EXPECT_TRUE(names(U'ไ', "fonts-noto-core"));
    EXPECT_TRUE(names(U'ไ', "Thai"));
    EXPECT_TRUE(names(U'\U00016A40', "fonts-noto-extra")) << "Mro has no name in our table, only its tag";
    EXPECT_TRUE(missing_font_sentence(U'\uE000').empty()) << "private characters have no package";
    EXPECT_TRUE(missing_font_sentence(U'\u200B').empty()) << "nothing is drawn for it";
}

TEST(fonts, a_missing_font_is_told_once) {
    note_missing_font("A sentence for this test; install the package none.");
    note_missing_font("A sentence for this test; install the package none.");
    note_missing_font("");
    const std::vector<std::string> told = missing_fonts();
    EXPECT_EQ(std::count(told.begin(), told.end(), "A sentence for this test; install the package none."), 1);
    EXPECT_EQ(std::count(told.begin(), told.end(), ""), 0);
}

TEST(fonts, inter_is_asked_first_and_emoji_last) {
    const std::vector<std::string>& list = family_list(Han::japanese);
    ASSERT_GT(list.size(), 10u);
    EXPECT_EQ(list[0], "Inter");
    EXPECT_EQ(list[1], "Noto Sans");
    EXPECT_EQ(list[2], "Noto Sans CJK JP");
    EXPECT_EQ(list.back(), "Noto Color Emoji");
    for (const std::string& family : list) EXPECT_EQ(family.find("Display"), std::string::npos) << family;
}

TEST(text_language, bad_bytes_keep_their_place) {
    EXPECT_EQ(guarded_utf8("a\xFF\xC3z"), "a??z");
    EXPECT_EQ(guarded_utf8(std::string_view{"a\0b", 3}), "a?b");
    EXPECT_EQ(guarded_utf8("\xED\xA0\x80"), "???") << "a lone surrogate";
    EXPECT_EQ(guarded_utf8("\xF4\x90\x80\x80"), "????") << "beyond the last character";
    EXPECT_EQ(guarded_utf8("\xC0\xAF"), "??") << "overlong";
    EXPECT_EQ(guarded_utf8("né 中"), "né 中");
}

TEST(text_language, paragraphs_end_at_every_kind_of_line_end) {
    const auto count = [](std::string_view text) { return paragraphs_of(text).size(); };
    EXPECT_EQ(count(""), 1u);
    EXPECT_EQ(count("a\n"), 2u);
    EXPECT_EQ(count("a\r\nb\rc\nd"), 4u);
    EXPECT_EQ(count("a\u2028b\u2029c"), 3u);
    EXPECT_EQ(count("a\u2027b\u20ACc\u2014"), 1u) << "others begin with the same byte";
    const auto spans = paragraphs_of("ab\r\nc");
    EXPECT_EQ(spans[0].end, 2u);
    EXPECT_EQ(spans[0].next, 4u);
    EXPECT_EQ(spans[1].begin, 4u);
}

} // namespace
} // namespace waymark
