// Whatever the text, the layout holds together.
#include "tests/render/made_notes.hpp"
#include "tests/render/text_checks.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <random>

namespace waymark {
namespace {

/// Texts nobody would write: any characters, controls, marks, joiners, directions, broken bytes.
class RandomText {
public:
    explicit RandomText(std::uint32_t seed) : random_{seed} {
        for (std::uint32_t& c : met_before_) c = between(1, 0x10FFFF);
        for (std::uint32_t& c : met_before_above_) c = between(0x10000, 0x1FFFF);
    }

    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

    std::string next() {
        std::string text;
        const std::uint32_t kind = below(16);
        for (std::uint32_t n = below(40); n > 0; --n) append(character(kind), text);
        if (below(8) == 0 && !text.empty())
            text[below(static_cast<std::uint32_t>(text.size()))] = static_cast<char>(below(256));
        return text;
    }

private:
    std::uint32_t between(std::uint32_t low, std::uint32_t high) { return low + below(high - low + 1); }

    std::uint32_t character(std::uint32_t kind) {
        static constexpr std::uint32_t special[] = {
            '\n',   '\r',   '\t',   ' ',    0x200D, 0xFE0F, 0x200C, 0x202E, 0x202C, 0x2066,
            0x2067, 0x2069, 0x200E, 0x200F, 0x2028, 0x2029, 0x00AD, 0x0301, 0x20E3, 0x1F3FB,
            0xFFFC, 0xFEFF, 0x3000, 0x00A0, 0x200B, 0x2060, 0x85,   0x0B,   0x0C,   1};
        if (below(6) == 0) return special[below(std::size(special))];
        switch (kind) {
        case 0: return between(0x20, 0x7E);
        case 1: return between(0x590, 0x6FF);
        case 2: return between(0x900, 0xDFF);
        case 3: return between(0x300, 0x36F);
        case 4: return between(0x1F1E6, 0x1F1FF);
        case 5: return between(0x1F300, 0x1FAFF);
        case 6: return between(0x4E00, 0x9FFF);
        case 7: return between(0xAC00, 0xD7A3);
        case 8: return between(0x1100, 0x11FF);
        case 9: return between(0xE00, 0x10FF);
        case 10: return below(2) ? between('a', 'z') : between(0x5D0, 0x5EA);
        case 11: return between(0xFB00, 0xFDFF);
        case 12: return between(0x1780, 0x18AF);
        // For a character that no font has, Pango asks two hundred of them, once for each list of fonts: most
        // are such that it has met before, or a million texts would be nothing else.
        case 13: return below(8) ? one_of(met_before_above_) : between(0x10000, 0x1FFFF);
        default: return below(8) ? one_of(met_before_) : between(1, 0x10FFFF);
        }
    }

    std::uint32_t one_of(const std::array<std::uint32_t, 2048>& characters) {
        return characters[below(static_cast<std::uint32_t>(characters.size()))];
    }

    static void append(std::uint32_t c, std::string& text) { // surrogates too: their bytes are not UTF-8
        const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
        if (c < 0x80) return byte(c);
        if (c < 0x800) return byte(0xC0 | c >> 6), byte(0x80 | (c & 63));
        if (c < 0x10000) return byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
        byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
    }

    std::mt19937 random_;
    std::array<std::uint32_t, 2048> met_before_{}, met_before_above_{};
};

/// What the environment says, for campaigns that go on longer; else `usual`.
std::uint32_t wished(const char* name, std::uint32_t usual) {
    const char* const value = std::getenv(name);
    return value ? static_cast<std::uint32_t>(std::strtoul(value, nullptr, 10)) : usual;
}

// WAYMARK_TEXTS: how many, WAYMARK_SEED: which.
TEST(text_fuzz, random_texts_hold_together) {
    TextEngine engine;
    RandomText random{wished("WAYMARK_SEED", 20)};
    const std::uint32_t texts = wished("WAYMARK_TEXTS", 20'000);
    for (std::uint32_t i = 0; i < texts; ++i) {
        const std::string text = random.next();
        const TextStyle style{static_cast<FontWeight>(random.below(4)),
                              static_cast<TextAlign>(random.below(2)), random.below(4) ? "" : "ja"};
        const auto width = static_cast<float>(random.below(5) ? random.below(200) : 0);
        const TextLayout layout = engine.laid_out(text, style, 16, width);
        ASSERT_EQ(flaw_of(layout), "") << i << ": " << text;
        if (i % 4 == 0) {
            ASSERT_EQ(flaw_of_carets(layout, engine.stops(text, style)), "") << i << ": " << text;
        }
        if (i % 4 == 1) {
            ASSERT_EQ(flaw_of(engine.fitted(text, style, {132, 132})), "") << i << ": " << text;
        }
        if (i % 4 == 2) {
            const TextLayout line = engine.on_one_line(text, style, 16, 60);
            ASSERT_EQ(flaw_of(line), "") << i << ": " << text;
            ASSERT_TRUE(line.lines.size() == 1 && (line.lines[0].width <= 60.01f || line.text == "…"))
                << i << ": " << text;
        }
    }
}

TEST(text_fuzz, notes_in_every_script_hold_together) {
    TextEngine engine;
    MadeNotes notes{Mixture::all_scripts, 5};
    for (int i = 0; i < 1'000; ++i) {
        const std::string text = notes.next();
        const TextLayout layout = engine.fitted(text, {}, {132, 132});
        ASSERT_EQ(flaw_of(layout), "") << text;
        ASSERT_EQ(flaw_of_carets(layout, engine.stops(text, {})), "") << text;
        for (const TextLine& line : layout.lines) ASSERT_LE(line.width, 132.01f) << text;
    }
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
}

TEST(text_fuzz, enormous_texts_are_laid_out) {
    TextEngine engine;
    const std::string texts[] = {"a" + repeated("\u0301", 50'000),
                                 repeated("hello ", 16'700),
                                 repeated("a", 10'000),
                                 repeated("لا", 5'000),
                                 repeated("中", 30'000),
                                 repeated("\t", 20'000),
                                 repeated("\n", 50'000),
                                 repeated(" ", 100'000),
                                 repeated("👩‍", 10'000),
                                 repeated("🇩", 20'001),
                                 repeated("a\u05D0中", 10'000),
                                 repeated("\u2067a", 20'000),
                                 repeated("([{", 20'000),
                                 repeated("\uE000", 20'000),
                                 repeated("\xFF", 50'000),
                                 repeated("क्", 20'000)};
    for (const std::string& text : texts) {
        const TextLayout layout = engine.fitted(text, {}, {132, 132});
        EXPECT_EQ(flaw_of(layout), "") << text.substr(0, 20);
        EXPECT_EQ(layout.text.size(), text.size());
        EXPECT_GE(caret_at(layout, text.size() / 2).size.y, 1.0f);
        EXPECT_LE(byte_at(layout, {60, 60}), text.size());
        EXPECT_LE(engine.on_one_line(text, {}, 16, 132).lines[0].width, 132.01f);
    }
}

} // namespace
} // namespace waymark
