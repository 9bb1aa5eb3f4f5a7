#include "app/writing.hpp"

#include "sessions/clean_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace waymark {
namespace {

/// Types and presses keys the way a person would; the text is laid out anew before every key.
class Writer {
public:
    explicit Writer(std::string text = {}, bool one_line = false, float width = 132)
        : writing{started(Id{1}, std::move(text), one_line, false, 0)}, width_{width} {}

    WritingResult key(Key pressed, Modifiers with = {}) {
        time_s += 0.1;
        return press(writing, {pressed, true, false, with}, layout(), stops(), time_s);
    }
    WritingResult control(Key pressed, bool shift = false) {
        return key(pressed, {.shift = shift, .control = true});
    }
    Writer& write(std::string_view text) {
        time_s += 0.1;
        type(writing, text, time_s);
        return *this;
    }
    /// One character at a time, as keys bring them.
    Writer& write_slowly(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            std::size_t next = at + 1;
            while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
            write(text.substr(at, next - at));
            at = next;
        }
        return *this;
    }
    TextLayout layout() { return engine().laid_out(writing.text, {}, 16, width_); }
    TextStops stops() { return engine().stops(writing.text, {}); }
    std::string before_caret() const { return writing.text.substr(0, writing.caret); }
    float caret_x() { return caret_at(layout(), writing.caret).at.x; }

    Writing writing;
    double time_s = 1;

private:
    static TextEngine& engine() {
        static TextEngine only;
        return only;
    }
    float width_;
};

TEST(writing, typed_text_replaces_the_selection_and_the_caret_goes_behind_it) {
    Writer writer{"one two"};
    writer.control(Key::a);
    EXPECT_EQ(selected(writer.writing), "one two");
    writer.write("three");
    EXPECT_EQ(writer.writing.text, "three");
    EXPECT_EQ(writer.before_caret(), "three");
    writer.key(Key::home);
    writer.write(">");
    EXPECT_EQ(writer.writing.text, ">three");
}

TEST(writing, backspace_and_delete_take_whole_characters_as_people_see_them) {
    Writer writer{"e\u0301👩‍👩‍👧🇩🇪好"};
    EXPECT_EQ(writer.key(Key::backspace), WritingResult::taken);
    EXPECT_EQ(writer.writing.text, "e\u0301👩‍👩‍👧🇩🇪");
    writer.key(Key::backspace);
    EXPECT_EQ(writer.writing.text, "e\u0301👩‍👩‍👧");
    writer.key(Key::backspace);
    EXPECT_EQ(writer.writing.text, "e\u0301");
    writer.key(Key::home);
    writer.key(Key::del);
    EXPECT_EQ(writer.writing.text, "");
    writer.key(Key::backspace);
    writer.key(Key::del);
    EXPECT_EQ(writer.writing.text, "");
}

TEST(writing, control_moves_and_deletes_by_words) {
    Writer writer{"Buy the warm jacket", false, 0};
    writer.control(Key::left);
    EXPECT_EQ(writer.before_caret(), "Buy the warm ");
    writer.control(Key::left);
    EXPECT_EQ(writer.before_caret(), "Buy the ");
    writer.control(Key::right);
    EXPECT_EQ(writer.before_caret(), "Buy the warm");
    writer.control(Key::backspace);
    EXPECT_EQ(writer.writing.text, "Buy the  jacket");
    writer.control(Key::del);
    EXPECT_EQ(writer.writing.text, "Buy the ");
}

TEST(writing, shift_selects_and_arrows_go_to_the_selections_ends) {
    Writer writer{"abcdef", false, 0};
    writer.key(Key::left);
    writer.key(Key::left, {.shift = true});
    writer.key(Key::left, {.shift = true});
    EXPECT_EQ(selected(writer.writing), "de");
    writer.key(Key::left);
    EXPECT_EQ(writer.before_caret(), "abc");
    EXPECT_EQ(selected(writer.writing), "");
    writer.key(Key::right, {.shift = true});
    writer.key(Key::right);
    EXPECT_EQ(writer.before_caret(), "abcd");
}

TEST(writing, up_and_down_keep_their_column_over_short_lines) {
    Writer writer{"long first line\nx\nlong third line", false, 0};
    writer.control(Key::home);
    for (int i = 0; i < 9; ++i) writer.key(Key::right);
    EXPECT_EQ(writer.before_caret(), "long firs");
    const float x = writer.caret_x();
    writer.key(Key::down);
    EXPECT_EQ(writer.before_caret(), "long first line\nx");
    writer.key(Key::down);
    EXPECT_NEAR(writer.caret_x(), x, 8);
    writer.key(Key::down);
    EXPECT_EQ(writer.writing.caret, writer.writing.text.size()) << "below the last line: its end";
    writer.control(Key::home);
    writer.key(Key::end);
    EXPECT_EQ(writer.before_caret(), "long first line");
    writer.key(Key::up);
    EXPECT_EQ(writer.writing.caret, 0u) << "above the first line: its beginning";
}

TEST(writing, home_and_end_are_those_of_the_wrapped_line) {
    Writer writer{"a warm jacket for the whole of the winter and the next one"};
    ASSERT_GT(writer.layout().lines.size(), 2u);
    writer.control(Key::home);
    writer.key(Key::down);
    writer.key(Key::home);
    EXPECT_EQ(writer.writing.caret, writer.layout().lines[1].begin);
    writer.key(Key::end);
    EXPECT_EQ(writer.writing.caret, writer.layout().lines[1].end);
}

TEST(writing, han_text_is_stepped_through_character_by_character_and_wraps_anywhere) {
    Writer writer{"客户旅程地图中的每一个触点都很重要"};
    ASSERT_GT(writer.layout().lines.size(), 1u);
    writer.control(Key::home);
    for (int i = 0; i < 3; ++i) writer.key(Key::right);
    EXPECT_EQ(writer.before_caret(), "客户旅");
    std::size_t steps = 3;
    for (; writer.writing.caret < writer.writing.text.size() && steps < 100; ++steps) writer.key(Key::right);
    EXPECT_EQ(steps, 17u) << "every character once, over the lines' ends";
    for (; writer.writing.caret > 0 && steps > 0; --steps) writer.key(Key::left);
    EXPECT_EQ(steps, 0u);
}

TEST(writing, left_goes_left_in_text_that_runs_to_the_left) {
    Writer writer{"مرحبا بالعالم", false, 0};
    writer.control(Key::home);
    float x = writer.caret_x();
    std::size_t steps = 0;
    while (writer.writing.caret < writer.writing.text.size() && steps < 50) {
        writer.key(Key::left);
        EXPECT_LT(writer.caret_x(), x);
        x = writer.caret_x();
        ++steps;
    }
    EXPECT_EQ(writer.writing.caret, writer.writing.text.size());
    writer.key(Key::right);
    EXPECT_GT(writer.caret_x(), x);
}

TEST(writing, in_mixed_directions_every_key_moves_the_caret_the_way_it_says) {
    Writer writer{"abc שלום def", false, 0};
    writer.control(Key::home);
    float x = writer.caret_x();
    for (int i = 0; i < 12; ++i) {
        writer.key(Key::right);
        EXPECT_GT(writer.caret_x(), x - 0.01f) << "step " << i;
        x = writer.caret_x();
    }
    EXPECT_EQ(writer.before_caret(), "abc שלום def");
    for (int i = 0; i < 12; ++i) {
        writer.key(Key::left);
        EXPECT_LT(writer.caret_x(), x + 0.01f) << "step back " << i;
        x = writer.caret_x();
    }
    EXPECT_EQ(writer.writing.caret, 0u);
}

TEST(writing, undo_goes_back_by_words_and_redo_forward) {
    Writer writer;
    writer.write_slowly("warm jacket");
    writer.control(Key::z);
    EXPECT_EQ(writer.writing.text, "warm ");
    writer.control(Key::z);
    EXPECT_EQ(writer.writing.text, "");
    EXPECT_EQ(writer.control(Key::z), WritingResult::taken)
        << "nothing left, and the board's undo is not meant";
    writer.control(Key::z, true);
    writer.control(Key::y);
    EXPECT_EQ(writer.writing.text, "warm jacket");
    writer.control(Key::y);
    writer.key(Key::backspace);
    writer.key(Key::backspace);
    writer.control(Key::z);
    EXPECT_EQ(writer.writing.text, "warm jacket") << "a run of backspaces is one step";
    writer.key(Key::left, {.shift = true});
    writer.write("!");
    writer.control(Key::z);
    EXPECT_EQ(writer.writing.text, "warm jacket");
    EXPECT_EQ(selected(writer.writing), "t") << "undo brings the selection back";
}

TEST(writing, clipboard_keys_say_what_is_wanted_only_with_something_selected) {
    Writer writer{"abc"};
    EXPECT_EQ(writer.control(Key::c), WritingResult::taken);
    EXPECT_EQ(writer.control(Key::x), WritingResult::taken);
    EXPECT_EQ(writer.control(Key::v), WritingResult::paste);
    writer.control(Key::a);
    EXPECT_EQ(writer.control(Key::c), WritingResult::copy);
    EXPECT_EQ(writer.control(Key::x), WritingResult::cut);
    type(writer.writing, "", 2);
    EXPECT_EQ(writer.writing.text, "") << "nothing typed removes what was cut";
}

TEST(writing, escape_commits_everywhere_and_enter_only_on_one_line) {
    Writer note{"a"}, title{"a", true};
    EXPECT_EQ(note.key(Key::escape), WritingResult::commit);
    EXPECT_EQ(note.key(Key::escape, {.shift = true}), WritingResult::abandon);
    EXPECT_EQ(note.key(Key::enter), WritingResult::taken);
    EXPECT_EQ(note.writing.text, "a\n");
    EXPECT_EQ(note.control(Key::enter), WritingResult::commit);
    EXPECT_EQ(title.key(Key::enter), WritingResult::commit);
    title.write("b\nc\td");
    EXPECT_EQ(title.writing.text, "ab c d");
    EXPECT_EQ(note.key(Key::f5), WritingResult::not_taken);
    EXPECT_EQ(note.control(Key::s), WritingResult::not_taken);
    EXPECT_EQ(note.key(Key::h), WritingResult::taken) << "a letter comes as text and is no tool's key";
}

TEST(writing, what_is_pasted_is_cleaned_and_cut_at_the_limit) {
    Writer writer;
    EXPECT_FALSE(type(writer.writing, "a\r\nb\x01\xff\u202e", 1).cut);
    EXPECT_EQ(writer.writing.text, "a\nb\uFFFD");
    Writer full{std::string(note_text_limit - 4, 'x')};
    EXPECT_TRUE(type(full.writing, "好好", 1).cut) << "the second character no longer fits";
    EXPECT_EQ(full.writing.text.size(), note_text_limit - 1);
    EXPECT_TRUE(is_valid_utf8(full.writing.text));
    EXPECT_TRUE(type(full.writing, std::string(1 << 20, 'y'), 1).cut);
    EXPECT_EQ(full.writing.text.size(), note_text_limit);
    EXPECT_TRUE(type(full.writing, "z", 1).cut);
    full.writing.anchor = 0;
    full.writing.caret = full.writing.text.size();
    EXPECT_FALSE(type(full.writing, "short", 1).cut) << "in place of a selection there is room";
    EXPECT_EQ(full.writing.text, "short");
}

TEST(writing, a_press_places_the_caret_two_choose_a_word_three_all) {
    Writer writer{"Buy the warm jacket", false, 0};
    const Rect warm = selection_boxes(writer.layout(), 8, 12).front();
    point_at(writer.writing, writer.layout(), writer.stops(), warm.center(), false, 1, 1);
    EXPECT_EQ(writer.before_caret(), "Buy the wa");
    point_at(writer.writing, writer.layout(), writer.stops(), warm.center(), false, 2, 1);
    EXPECT_EQ(selected(writer.writing), "warm");
    point_at(writer.writing, writer.layout(), writer.stops(), warm.center(), false, 3, 1);
    EXPECT_EQ(selected(writer.writing), "Buy the warm jacket");
    point_at(writer.writing, writer.layout(), writer.stops(), {0, 5}, false, 1, 1);
    point_at(writer.writing, writer.layout(), writer.stops(), warm.center(), true, 1, 1);
    EXPECT_EQ(selected(writer.writing), "Buy the wa");
}

TEST(writing, nothing_that_is_handed_in_breaks_it) {
    Writing writing = started(Id{1}, "שלום abc 好", false, true, 0);
    const TextLayout foreign_layout;
    const TextStops foreign_stops;
    std::mt19937 random{7};
    for (int i = 0; i < 3000; ++i) {
        writing.caret = random() % 40; // anything, beyond the end and inside characters too
        writing.anchor = random() % 40;
        const auto key = static_cast<Key>(random() % (static_cast<unsigned>(Key::menu) + 1));
        const Modifiers with{random() % 2 == 0, random() % 2 == 0, random() % 4 == 0, false};
        press(writing, {key, true, false, with}, foreign_layout, foreign_stops, i);
        point_at(writing, foreign_layout, foreign_stops, {-1e9f, 1e9f}, random() % 2 == 0,
                 static_cast<int>(random() % 5), i);
        (void)type(writing, random() % 3 ? "é" : "\xe5\xa5", i);
        ASSERT_TRUE(is_valid_utf8(writing.text));
        ASSERT_LE(writing.caret, writing.text.size());
        ASSERT_EQ(clean_text(writing.text).text, writing.text);
        if (writing.text.size() > 200) writing = started(Id{1}, "שלום", false, true, 0);
    }
}

TEST(writing, random_keys_on_any_script_keep_the_caret_between_characters) {
    Writer writer{"Грузия 好的 שלום 👩‍👩‍👧 e\u0301 नमस्ते"};
    std::mt19937 random{11};
    constexpr std::array keys{Key::left,      Key::right, Key::up,    Key::down, Key::home, Key::end,
                              Key::backspace, Key::del,   Key::enter, Key::z,    Key::y,    Key::a};
    constexpr std::array texts{"a", "好", "ש", "e\u0301", " ", "👩‍👩‍👧", "\u0301", "и"};
    for (int i = 0; i < 1500; ++i) {
        if (random() % 3 == 0)
            writer.write(texts[random() % texts.size()]);
        else
            writer.key(keys[random() % keys.size()], {random() % 3 == 0, random() % 4 == 0, false, false});
        ASSERT_TRUE(is_valid_utf8(writer.writing.text));
        ASSERT_LE(writer.writing.caret, writer.writing.text.size());
        ASSERT_EQ(clean_text(writer.writing.text).text, writer.writing.text);
        const auto at = [&](std::size_t byte) {
            return byte == 0 || byte == writer.writing.text.size() ||
                   (static_cast<unsigned char>(writer.writing.text[byte]) & 0xC0) != 0x80;
        };
        ASSERT_TRUE(at(writer.writing.caret) && at(writer.writing.anchor));
        if (writer.writing.text.size() > 300) writer.control(Key::a), writer.key(Key::backspace);
    }
}

} // namespace
} // namespace waymark
