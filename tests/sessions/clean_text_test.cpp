#include "sessions/clean_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace waymark {

namespace {

using namespace std::string_literals;

std::string cleaned(std::string_view text) { return clean_text(text).text; }

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

TEST(clean_text, leaves_good_text_of_any_script_as_it_is) {
    for (const char* text : {"", "A jacket\nfor winter\t400 $", "购买 购买者", "Носить, тёплый", "מעיל حقيبة",
                             "👩‍👩‍👧‍👦 🏳️‍🌈 ❤️", "e\u0301 Å ǆ", "नमस्ते สวัสดี"}) {
        const CleanText clean = clean_text(text);
        EXPECT_EQ(clean.text, text);
        EXPECT_EQ(clean.replaced, 0u);
        EXPECT_FALSE(clean.cut);
    }
}

TEST(clean_text, replaces_each_invalid_byte) {
    EXPECT_EQ(cleaned("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(clean_text("\xC0\x80").replaced, 2u);         // overlong NUL
    EXPECT_EQ(clean_text("\xED\xA0\x80").replaced, 3u);     // surrogate
    EXPECT_EQ(clean_text("\xF4\x90\x80\x80").replaced, 4u); // above U+10FFFF
    EXPECT_EQ(clean_text("\xE8\xB4").replaced, 2u);         // cut in the middle
    EXPECT_EQ(cleaned("\xE8\xB4z"), "\uFFFD\uFFFDz");
    EXPECT_EQ(clean_text("\uFFFD").replaced, 0u); // a real one counts as text
}

TEST(clean_text, makes_every_line_end_one_newline) {
    EXPECT_EQ(cleaned("a\r\nb\rc\nd\u2028e\u2029f\u0085g"), "a\nb\nc\nd\ne\nf\ng");
    EXPECT_EQ(cleaned("\r\n\r\n"), "\n\n");
}

TEST(clean_text, drops_controls_null_and_byte_order_mark) {
    EXPECT_EQ(cleaned("a\0b\x1b[31m\x7f\u009f"
                      "c"s),
              "ab[31mc");
    EXPECT_EQ(cleaned("\uFEFFtext\uFEFF"), "text");
    EXPECT_EQ(cleaned("keep\tthis\n"), "keep\tthis\n");
}

TEST(clean_text, drops_bidi_overrides_and_closes_isolates_at_the_paragraph_end) {
    EXPECT_EQ(cleaned("a\u202Eb\u202Ac\u202Bd\u202Ce\u202Df"), "abcdef");
    EXPECT_EQ(cleaned("\u2066open"), "\u2066open\u2069");
    EXPECT_EQ(cleaned("\u2066a\u2067b\nc"), "\u2066a\u2067b\u2069\u2069\nc");
    EXPECT_EQ(cleaned("\u2068closed\u2069"), "\u2068closed\u2069");
    EXPECT_EQ(cleaned("stray\u2069"), "stray");
}

TEST(clean_text, keeps_at_most_eight_marks_on_one_base) {
    EXPECT_EQ(cleaned("e" + repeated("\u0301", 20) + "f" + repeated("\u0302", 3)),
              "e" + repeated("\u0301", 8) + "f" + repeated("\u0302", 3));
    // A character of no width does not make a new base.
    EXPECT_EQ(cleaned("e" + repeated("\u0301", 8) + "\u200B" + repeated("\u0301", 8)),
              "e" + repeated("\u0301", 8) + "\u200B");
    EXPECT_EQ(cleaned(repeated("\u0E49", 9)), repeated("\u0E49", 8));
}

TEST(clean_text, cuts_at_a_characters_border) {
    const CleanText clean = clean_text("ab購買", 6);
    EXPECT_EQ(clean.text, "ab購");
    EXPECT_TRUE(clean.cut);
    EXPECT_FALSE(clean_text("ab購", 5).cut);
    const CleanText isolates = clean_text("\u2066\u2066abc", 13);
    EXPECT_EQ(isolates.text, "\u2066\u2066a\u2069\u2069");
    EXPECT_TRUE(isolates.cut);
    const CleanText large = clean_text(std::string(1 << 20, 'x'));
    EXPECT_EQ(large.text.size(), note_text_limit);
    EXPECT_TRUE(large.cut);
}

TEST(clean_line, is_one_line_without_space_at_its_ends) {
    EXPECT_EQ(clean_line("  Search\r\nand\tfind \n").text, "Search and find");
    EXPECT_EQ(clean_line("   ").text, "");
    EXPECT_EQ(clean_line("\u2066a\nb").text, "\u2066a\u2069 b");
    const CleanText cut = clean_line("   ab cd", 3);
    EXPECT_EQ(cut.text, "ab");
    EXPECT_TRUE(cut.cut);
}

std::string random_text(std::mt19937& random) {
    static const std::string parts[] = {"a",
                                        " ",
                                        "\n",
                                        "\r",
                                        "\t",
                                        "\0"s,
                                        "\xE8",
                                        "\xB4",
                                        "\xFF",
                                        "\xF0\x9F",
                                        "購",
                                        "\u0301",
                                        "\u0301\u0301\u0301\u0301",
                                        "\u2066",
                                        "\u2067",
                                        "\u2069",
                                        "\u202E",
                                        "\u2028",
                                        "\u200D",
                                        "\uFEFF",
                                        "😀",
                                        "\u0085",
                                        "\u00AD"};
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) {
        if (random() % 8 == 0)
            text += static_cast<char>(random() % 256);
        else
            text += parts[random() % std::size(parts)];
    }
    return text;
}

TEST(clean_text, is_valid_bounded_and_idempotent_for_any_bytes) {
    std::mt19937 random{5};
    for (int i = 0; i < 20000; ++i) {
        const std::string text = random_text(random);
        const std::size_t limit = i % 3 == 0 ? random() % 40 : note_text_limit;
        const CleanText clean = clean_text(text, limit);
        ASSERT_TRUE(is_valid_utf8(clean.text));
        ASSERT_LE(clean.text.size(), std::min(limit, 3 * text.size()));
        const CleanText again = clean_text(clean.text, limit);
        ASSERT_EQ(again.text, clean.text);
        ASSERT_FALSE(again.cut);
        ASSERT_EQ(again.replaced, 0u);
        const CleanText line = clean_line(text, limit);
        ASSERT_TRUE(is_valid_utf8(line.text));
        ASSERT_LE(line.text.size(), limit);
        ASSERT_EQ(line.text.find_first_of("\n\t\r"), std::string::npos);
        ASSERT_EQ(clean_line(line.text, limit).text, line.text);
        ASSERT_EQ(clean_text(line.text, limit).text, line.text); // what `flaws` asks of a title
    }
}

TEST(is_valid_utf8, agrees_with_cleaning_about_invalid_bytes) {
    std::mt19937 random{6};
    for (int i = 0; i < 20000; ++i) {
        const std::string text = random_text(random);
        ASSERT_EQ(is_valid_utf8(text), clean_text(text).replaced == 0);
    }
}

} // namespace

} // namespace waymark
