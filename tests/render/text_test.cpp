#include "render/text.hpp"

#include "tests/render/made_notes.hpp"
#include "tests/render/text_checks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace waymark {
namespace {

std::vector<std::string> lines_of(const TextLayout& layout) {
    std::vector<std::string> lines;
    for (const TextLine& line : layout.lines)
        lines.push_back(layout.text.substr(line.begin, line.end - line.begin));
    return lines;
}

using Strings = std::vector<std::string>;

TEST(text, an_empty_text_has_one_line_with_a_caret) {
    TextEngine engine;
    const TextLayout layout = engine.fitted("", {}, {132, 132});
    EXPECT_EQ(flaw_of(layout), "");
    EXPECT_EQ(layout.lines.size(), 1u);
    EXPECT_EQ(layout.size, 28);
    EXPECT_EQ(caret_at(layout, 0).size.y, layout.line_height);
    EXPECT_EQ(byte_at(layout, {50, 50}), 0u);
    EXPECT_TRUE(selection_boxes(layout, 0, 0).empty());
}

TEST(text, a_last_line_end_makes_an_empty_line) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("a\n", {}, 16, 100);
    EXPECT_EQ(lines_of(layout), (Strings{"a", ""}));
    EXPECT_EQ(caret_at(layout, 2).at, (Vec2{0, layout.line_height}));
    EXPECT_EQ(byte_at(layout, {70, layout.line_height * 1.5f}), 2u);
}

TEST(text, words_go_to_the_next_line_and_spaces_hang) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("one two   three", {}, 16, 62);
    EXPECT_EQ(lines_of(layout), (Strings{"one two", "three"}));
    EXPECT_EQ(layout.lines[0].next, 10u);
    EXPECT_EQ(layout.box, (Vec2{62, 2 * layout.line_height}));
}

TEST(text, lines_break_only_at_line_ends_without_a_width) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("a rather long line of text that goes on\nshort", {}, 16);
    EXPECT_EQ(layout.lines.size(), 2u);
    EXPECT_FALSE(layout.wrapped);
    EXPECT_EQ(layout.box.x, layout.lines[0].width);
}

TEST(text, everything_scales_with_the_size) {
    TextEngine engine;
    const TextLayout small = engine.laid_out("Scale العميل 中文", {}, 10, 50),
                     large = engine.laid_out("Scale العميل 中文", {}, 40, 200);
    ASSERT_EQ(small.glyphs.size(), large.glyphs.size());
    EXPECT_EQ(lines_of(small), lines_of(large));
    for (std::size_t i = 0; i < small.glyphs.size(); ++i) {
        EXPECT_EQ(small.glyphs[i].id, large.glyphs[i].id);
        EXPECT_NEAR(small.glyphs[i].at.x * 4, large.glyphs[i].at.x, 0.02f);
        EXPECT_NEAR(small.glyphs[i].at.y * 4, large.glyphs[i].at.y, 0.02f);
    }
}

TEST(text, line_height_does_not_depend_on_the_fonts) {
    TextEngine engine;
    for (const char* text : {"Latin", "中文", "العميل", "ไทย", "😀"})
        EXPECT_FLOAT_EQ(engine.laid_out(text, {}, 20).line_height, 26.0f) << text;
}

TEST(text, a_short_text_is_as_large_as_can_be_and_a_long_one_shrinks) {
    TextEngine engine;
    EXPECT_EQ(engine.fitted("Short", {}, {132, 132}).size, 28);
    float before = 28;
    std::set<float> sizes;
    std::string text;
    for (int words = 0; words < 70; ++words) {
        text += words ? " word" : "word";
        const TextLayout layout = engine.fitted(text, {}, {132, 132});
        EXPECT_LE(layout.size, before);
        EXPECT_LE(layout.box.y, layout.size > 10 ? 132.01f : 1e9f);
        before = layout.size;
        sizes.insert(before);
    }
    const std::set<float> ladder{10, 11, 12, 14, 16, 18, 20, 24, 28};
    EXPECT_TRUE(std::includes(ladder.begin(), ladder.end(), sizes.begin(), sizes.end()));
    EXPECT_GE(sizes.size(), 7u);
    EXPECT_TRUE(sizes.contains(10));
    EXPECT_GT(engine.fitted(text + text + text, {}, {132, 132}).box.y, 132) << "at the smallest it grows";
}

TEST(text, a_word_shrinks_before_it_is_cut) {
    TextEngine engine;
    const TextLayout whole = engine.fitted("Kundenzufriedenheit", {}, {132, 132});
    EXPECT_EQ(whole.lines.size(), 1u);
    EXPECT_LT(whole.size, 28);
    const TextLayout cut = engine.fitted("Donaudampfschifffahrtsgesellschaftskapitän", {}, {132, 132});
    EXPECT_GT(cut.lines.size(), 1u);
    EXPECT_LE(cut.size, 16);
    for (const TextLine& line : cut.lines) EXPECT_LE(line.width, 132.01f);
}

TEST(text, the_ladder_keeps_within_the_sizes_asked_for) {
    TextEngine engine;
    EXPECT_EQ(engine.fitted("Hi", {}, {132, 132}, 18, 12).size, 18);
    EXPECT_EQ(engine.fitted(std::string(400, 'x') + " y", {}, {132, 30}, 18, 13).size, 13);
    EXPECT_EQ(engine.fitted("Hi", {}, {132, 132}, 15, 15).size, 15);
}

TEST(text, right_to_left_lines_stand_at_the_right) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("שלום עולם\nabc", {}, 16, 200);
    EXPECT_TRUE(layout.lines[0].right_to_left);
    EXPECT_NEAR(layout.lines[0].left + layout.lines[0].width, 200, 0.01f);
    EXPECT_FALSE(layout.lines[1].right_to_left);
    EXPECT_EQ(layout.lines[1].left, 0);
    EXPECT_NEAR(caret_at(layout, 0).at.x, 200, 0.01f);
}

TEST(text, a_paragraph_without_letters_goes_on_in_the_direction_before) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("123\nשלום\n123\nabc\n123", {}, 16, 200);
    const bool expected[] = {false, true, true, false, false};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(layout.lines[i].right_to_left, expected[i]) << i;
}

TEST(text, runs_are_in_visual_order) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("אבג abc דהו", {}, 16, 300);
    std::string visual; // run by run from the left
    for (const TextRun& run : layout.runs) {
        visual += layout.text.substr(run.begin, run.end - run.begin);
        EXPECT_EQ(run.right_to_left, layout.text[run.begin] != 'a');
    }
    EXPECT_LT(visual.find("דהו"), visual.find("abc")) << "the last word stands at the left";
    EXPECT_LT(visual.find("abc"), visual.find("אבג"));
    float x = layout.glyphs.front().at.x;
    for (const Glyph& glyph : layout.glyphs) {
        EXPECT_GE(glyph.at.x, x - 0.01f);
        x = glyph.at.x;
    }
}

TEST(text, centred_lines_leave_the_same_room_on_both_sides) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("one\nשלום\nthree words here ",
                                              {FontWeight::regular, TextAlign::centre, {}}, 16, 200);
    for (const TextLine& line : layout.lines) EXPECT_NEAR(line.left, 200 - line.left - line.width, 0.01f);
}

TEST(text, tabs_reach_the_next_stop) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("a\tb\nabcde\tc\n\t\td", {}, 16);
    const auto x_of = [&](std::size_t byte) { return caret_at(layout, byte).at.x; };
    EXPECT_NEAR(x_of(2), 32, 0.01f);
    EXPECT_NEAR(x_of(layout.text.find('c', 8)), 64, 0.01f);
    EXPECT_NEAR(x_of(layout.text.find("d", 12)), 64, 0.01f);
}

TEST(text, a_cut_goes_between_graphemes) {
    TextEngine engine;
    const std::string unit = "e\u0301\u0323"; // one letter of three characters
    std::string word;
    for (int i = 0; i < 60; ++i) word += unit;
    const TextLayout layout = engine.laid_out(word, {}, 16, 50);
    EXPECT_EQ(flaw_of(layout), "");
    EXPECT_GT(layout.lines.size(), 5u);
    for (const TextLine& line : layout.lines) {
        EXPECT_EQ((line.end - line.begin) % unit.size(), 0u);
        EXPECT_LE(line.width, 50.01f);
    }
}

TEST(text, spaces_hang_where_a_phrase_without_breaks_is_cut) {
    TextEngine engine;
    const TextLayout layout = engine.laid_out("“quoted” (really)", {}, 16, 66); // no break between ” and (
    EXPECT_EQ(lines_of(layout), (Strings{"“quoted”", "(really)"}));
    EXPECT_EQ(flaw_of(layout), "");
}

// A heap of marks that a random text once was. Its spaces share clusters with marks of other graphemes.
TEST(text, spaces_that_bear_marks_do_not_hang) {
    TextEngine engine;
    const std::string first = "\u0319\u0322\u00A0\u0327\u032C\u0333\u032A\u0307\u0320\u0302\u0319\u034B";
    const std::string second = "\u3000\u033A\u0352\u0365\u0346";
    const TextLayout layout =
        engine.laid_out("\u200F\n" + first + second, {FontWeight::semibold, TextAlign::start, {}}, 16, 19);
    EXPECT_EQ(flaw_of(layout), "");
    EXPECT_EQ(lines_of(layout), (Strings{"\u200F", first, second}));
    for (std::uint32_t number = 0; number < layout.lines.size(); ++number) {
        float drawn = 0;
        for (const TextRun& run : layout.runs)
            for (std::uint32_t i = 0; run.line == number && i < run.glyph_count; ++i)
                drawn += layout.glyphs[run.first_glyph + i].advance;
        EXPECT_NEAR(layout.lines[number].width, drawn, 0.01f) << number;
    }
}

TEST(text, emoji_sequences_are_one_glyph_and_one_step) {
    TextEngine engine;
    for (const std::string emoji :
         {"👩‍💻", "🇩🇪", "👍🏽", "🏳️‍🌈", "1️⃣", "👨‍👩‍👧‍👦"}) {
        const TextLayout layout = engine.laid_out(emoji, {}, 16);
        EXPECT_EQ(layout.glyphs.size(), 1u) << emoji;
        const TextStops stops = engine.stops(emoji, {});
        EXPECT_EQ(std::count_if(stops.flags.begin(), stops.flags.end(),
                                [](auto f) { return f & TextStops::caret; }),
                  2)
            << emoji;
        EXPECT_NEAR(layout.glyphs.front().advance, 19.9f, 1.0f) << "as wide as letters are high";
    }
}

TEST(text, arabic_letters_stay_joined_over_a_cut_and_ligatures_come_apart) {
    TextEngine engine;
    std::string word;
    for (int i = 0; i < 40; ++i) word += "لا"; // lam and alef: one ligature, two letters
    const TextLayout whole = engine.laid_out(word, {}, 16);
    ASSERT_EQ(whole.lines.size(), 1u);
    const float ligature = whole.box.x / 40;
    const TextLayout cut = engine.laid_out(word, {}, 16, ligature * 4.4f);
    EXPECT_EQ(flaw_of(cut), "");
    EXPECT_GE(cut.lines.size(), 10u);
    for (const TextLine& line : cut.lines) EXPECT_LE(line.width, ligature * 4.4f + 0.01f);
    std::size_t letters = 0;
    for (const TextLine& line : cut.lines) letters += (line.end - line.begin) / 2;
    EXPECT_EQ(letters, 80u);
    // A word of letters that join without ligatures looks the same, cut or not.
    std::string joined;
    for (int i = 0; i < 30; ++i) joined += "ب";
    const TextLayout one = engine.laid_out(joined, {}, 16), several = engine.laid_out(joined, {}, 16, 60);
    ASSERT_GT(several.lines.size(), 1u);
    std::multiset<std::uint32_t> before, after;
    for (const Glyph& glyph : one.glyphs) before.insert(glyph.id);
    for (const Glyph& glyph : several.glyphs) after.insert(glyph.id);
    EXPECT_EQ(before, after);
}

TEST(text, one_line_is_cut_with_dots) {
    TextEngine engine;
    const TextLayout fits = engine.on_one_line("Short", {}, 16, 100);
    EXPECT_EQ(fits.text, "Short");
    const TextLayout cut = engine.on_one_line("A title that is too long for its tab", {}, 16, 100);
    EXPECT_TRUE(cut.text.ends_with("…"));
    EXPECT_FALSE(cut.text.ends_with(" …"));
    EXPECT_LE(cut.lines[0].width, 100.01f);
    EXPECT_GT(cut.lines[0].width, 70);
    EXPECT_EQ(cut.box.x, 100);
    EXPECT_EQ(engine.on_one_line("two\nlines", {}, 16, 500).lines.size(), 1u);
    EXPECT_EQ(engine.on_one_line("anything", {}, 16, 1).text, "…");
    const TextLayout right = engine.on_one_line("כותרת ארוכה מדי בשביל הלשונית", {}, 16, 100);
    EXPECT_TRUE(right.lines[0].right_to_left);
    EXPECT_NEAR(right.lines[0].left + right.lines[0].width, 100, 0.01f);
}

TEST(text, one_line_is_centred_once) {
    TextEngine engine;
    const TextLayout layout = engine.on_one_line("Tab", {FontWeight::medium, TextAlign::centre, {}}, 16, 100);
    EXPECT_NEAR(layout.lines[0].left, (100 - layout.lines[0].width) / 2, 0.01f);
    EXPECT_NEAR(layout.glyphs[0].at.x, layout.lines[0].left, 0.01f);
}

TEST(text, stops_know_words_and_letters) {
    TextEngine engine;
    const std::string text = "Hé, you\n中文";
    const TextStops stops = engine.stops(text, {});
    ASSERT_EQ(stops.flags.size(), text.size() + 1);
    const auto has = [&](std::size_t at, std::uint8_t flag) { return (stops.flags[at] & flag) != 0; };
    EXPECT_TRUE(has(0, TextStops::word_start));
    EXPECT_TRUE(has(3, TextStops::word_end));
    EXPECT_FALSE(has(2, TextStops::caret)) << "inside é";
    EXPECT_TRUE(has(5, TextStops::word_start));
    EXPECT_TRUE(has(8, TextStops::word_end));
    EXPECT_TRUE(has(8, TextStops::caret));
    EXPECT_TRUE(has(9, TextStops::caret));
    EXPECT_TRUE(has(12, TextStops::caret));
    EXPECT_FALSE(has(10, TextStops::caret));
    EXPECT_TRUE(has(text.size(), TextStops::caret));
}

TEST(text, bad_utf8_is_laid_out_as_question_marks) {
    TextEngine engine;
    const TextLayout layout = engine.fitted("ok \xFF\xFE\x80 \xF0\x9F", {}, {132, 132});
    EXPECT_EQ(layout.text, "ok ??? ??");
    EXPECT_EQ(flaw_of(layout), "");
}

TEST(text, impossible_sizes_and_widths_do_no_harm) {
    TextEngine engine;
    const float nan = std::nanf(""), infinite = std::numeric_limits<float>::infinity();
    for (const float bad : {nan, infinite, -infinite, 0.0f, -5.0f, 1e30f, 1e-30f}) {
        EXPECT_EQ(flaw_of(engine.laid_out("some text", {}, bad, bad)), "") << bad;
        EXPECT_EQ(flaw_of(engine.laid_out("some text", {}, 16, bad)), "") << bad;
        EXPECT_EQ(flaw_of(engine.fitted("some text", {}, {bad, bad}, bad, bad)), "") << bad;
        EXPECT_EQ(flaw_of(engine.on_one_line("some text", {}, bad, bad)), "") << bad;
    }
}

TEST(text, laying_out_again_gives_the_same) {
    TextEngine engine, other;
    MadeNotes notes{Mixture::all_scripts, 3};
    for (int i = 0; i < 200; ++i) {
        const std::string text = notes.next();
        const TextLayout first = engine.fitted(text, {}, {132, 132}),
                         again = engine.fitted(text, {}, {132, 132}),
                         elsewhere = other.fitted(text, {}, {132, 132});
        for (const TextLayout* each : {&again, &elsewhere}) {
            ASSERT_EQ(lines_of(first), lines_of(*each));
            ASSERT_EQ(first.glyphs.size(), each->glyphs.size());
            for (std::size_t g = 0; g < first.glyphs.size(); ++g) {
                ASSERT_EQ(first.glyphs[g].id, each->glyphs[g].id);
                ASSERT_EQ(first.glyphs[g].at, each->glyphs[g].at);
            }
        }
    }
}

} // namespace
} // namespace waymark
