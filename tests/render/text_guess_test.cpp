// What is told of a text without shaping it holds once it is shaped.
#include "render/note_boxes.hpp"
#include "render/text_guess.hpp"
#include "tests/render/made_notes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace waymark {
namespace {

/// Texts as people write them, with the widest letters there are and words longer than a line.
class GuessedNotes {
public:
    explicit GuessedNotes(std::uint32_t seed) : random_{seed} {}

    std::string next() {
        static constexpr std::string_view wide[] = {"W", "M", "@", "%", "Щ", "Ж",
                                                    "Œ", "Ǆ", "—", "…", "€", "Ω"};
        static constexpr std::string_view usual[] = {"e", "t", "n", "a", "i", "l", "s", "r",
                                                     "ü", "ß", "д", "о", "F", "T", "V", "o",
                                                     ".", ",", ":", "(", ")", "“", "”", "-"};
        static constexpr std::string_view han[] = {"店", "员", "的", "找", "，", "。",
                                                   "「", "」", "ー", "ッ", "한"};
        std::string text;
        const std::uint32_t kind = below(5);
        for (std::uint32_t words = 1 + below(24); words > 0; --words) {
            for (std::uint32_t n = 1 + below(below(12) == 0 ? 30 : 9); n > 0; --n)
                if (kind == 0 || below(10) == 0)
                    text += wide[below(std::size(wide))];
                else if (kind == 1 || below(12) == 0)
                    text += han[below(std::size(han))];
                else
                    text += usual[below(std::size(usual))];
            text += below(14) == 0 ? "\n" : below(9) == 0 ? "  " : " ";
        }
        return text;
    }

private:
    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
    std::mt19937 random_;
};

TEST(text_guess, what_surely_fits_does_fit) {
    TextEngine engine;
    GuessedNotes notes{7};
    int sure = 0;
    for (int i = 0; i < 6000; ++i) {
        const std::string text = notes.next();
        if (!surely_fits(text, note_text_room, smallest_note_text, letter_widths(engine))) continue;
        ++sure;
        Note note;
        note.text = text;
        ASSERT_LE(note_text(engine, note, "").box.y, note_text_room.y + 0.01f) << text;
    }
    EXPECT_GT(sure, 500);
}

std::string utf8(char32_t c) {
    std::string text;
    const auto byte = [&text](char32_t value) { text += static_cast<char>(value); };
    if (c < 0x80)
        byte(c);
    else if (c < 0x800)
        byte(0xC0 | c >> 6), byte(0x80 | (c & 63));
    else
        byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
    return text;
}

TEST(text_guess, no_letter_is_wider_than_it_is_taken_to_be) {
    TextEngine engine;
    constexpr float size = 10, line = 13;
    int told = 0;
    const auto check = [&](char32_t c) {
        std::string text;
        for (int i = 0; i < 8; ++i) text += utf8(c);
        for (float em = 0.5f; em < 30; em += 0.5f) {
            if (!surely_fits(text, {em * size, line}, size, letter_widths(engine))) continue;
            ++told;
            EXPECT_LE(engine.laid_out(text, {FontWeight::medium, TextAlign::start, {}}, size).box.x,
                      em * size)
                << "U+" << std::hex << static_cast<std::uint32_t>(c) << " " << text;
            return;
        }
    };
    for (char32_t c = 0x21; c < 0x3200; ++c) check(c);
    for (char32_t c = 0x4E00; c < 0xD7A3; c += 37) check(c);
    for (char32_t c = 0xFF01; c < 0xFF60; ++c) check(c);
    EXPECT_GT(told, 1500);
}

TEST(text_guess, words_longer_than_a_line_are_never_sure) {
    TextEngine engine;
    for (const char* part : {"Kundenbezug-", "https://example.org/", "ーーーーーー", "Wirklich?!"}) {
        std::string text;
        for (int i = 0; i < 10; ++i) text += part;
        Note note;
        note.text = text;
        const bool fits = note_text(engine, note, "").box.y <= note_text_room.y + 0.01f;
        EXPECT_TRUE(fits || !surely_fits(text, note_text_room, smallest_note_text, letter_widths(engine)))
            << text;
    }
}

TEST(text_guess, usual_notes_surely_fit) {
    TextEngine engine;
    const LetterWidths& widths = letter_widths(engine);
    const auto fits = [&](std::string_view text) {
        return surely_fits(text, note_text_room, smallest_note_text, widths);
    };
    EXPECT_TRUE(fits("Looks for the winter jacket in three shops and asks a friend who knows about them"));
    EXPECT_TRUE(fits("Der Verkäufer hat keine Zeit; sie wartet zehn Minuten"));
    EXPECT_TRUE(fits("顾客在三家商店寻找冬季夹克，并询问一位了解它们的朋友"));
    EXPECT_FALSE(fits(std::string(400, 'W')));
    EXPECT_FALSE(fits("1\n2\n3\n4\n5\n6\n7\n8\n9\n10"));
    EXPECT_FALSE(fits("مرحبا")) << "nothing is said of letters that join";
    EXPECT_FALSE(fits("a\xFF")) << "nor of broken bytes";
    EXPECT_FALSE(fits("👩‍👩‍👧"));
}

TEST(text_guess, a_guess_is_near_to_what_the_text_is_set_as) {
    TextEngine engine;
    MadeNotes notes{Mixture::latin, 9};
    int told = 0, same_size = 0, same_lines = 0, far_off = 0;
    for (int i = 0; i < 1500; ++i) {
        Note note;
        note.text = notes.next();
        const auto guess = guessed_text(note.text, note_text_room, letter_widths(engine));
        if (!guess) continue;
        const TextLayout set = note_text(engine, note, "");
        ++told;
        same_size += guess->size == set.size ? 1 : 0;
        same_lines += guess->size == set.size && guess->widths.size() == set.lines.size() ? 1 : 0;
        far_off += std::abs(guess->size - set.size) > 4 ? 1 : 0;
    }
    EXPECT_GT(told, 1400);
    EXPECT_GT(same_size, told / 2);
    EXPECT_GT(same_lines, told / 2);
    EXPECT_LT(far_off, told / 20);
}

} // namespace
} // namespace waymark
