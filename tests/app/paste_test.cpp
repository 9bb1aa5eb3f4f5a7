#include "app/perform.hpp"
#include "sessions/clean_text.hpp"
#include "tests/app/scripted_hand.hpp"

/// What comes from the clipboard, however much of it there is.
namespace waymark::testing {
namespace {

/// The texts of all notes, one after the other.
std::string all_texts(const ScriptedHand& hand) {
    std::string texts;
    for (const Shared<Note>& note : hand.journey().notes) texts += note->text;
    return texts;
}

TEST(paste, a_line_that_is_too_long_for_a_note_goes_on_in_the_next) {
    ScriptedHand hand{"blank"};
    std::string line;
    for (int i = 0; line.size() < 4u << 20; ++i) line += "слово" + std::to_string(i);
    perform(hand.app, Paste{line});
    EXPECT_EQ(all_texts(hand), line);
    EXPECT_EQ(hand.journey().notes.size(), line.size() / note_text_limit + 1);
    EXPECT_TRUE(flaws(hand.app.present()).empty());
    hand.undo_and_redo_all();
}

TEST(paste, isolates_are_closed_where_a_line_is_cut) {
    ScriptedHand hand{"blank"};
    const std::string line = "\u2067" + std::string(100'000, 'x') + "\u2069" + std::string(100'000, 'y');
    perform(hand.app, Paste{line});
    EXPECT_TRUE(flaws(hand.app.present()).empty());
    const std::string texts = all_texts(hand);
    EXPECT_EQ(std::ranges::count(texts, 'x'), 100'000);
    EXPECT_EQ(std::ranges::count(texts, 'y'), 100'000);
}

TEST(paste, more_than_the_board_can_take_is_refused_in_a_sentence) {
    ScriptedHand hand{"blank"};
    for (const std::string& text : {std::string(17u << 20, 'x'), [] {
                                        std::string lines;
                                        for (int i = 0; i < 501; ++i) lines += "note\n";
                                        return lines;
                                    }()}) {
        perform(hand.app, Paste{text});
        EXPECT_TRUE(hand.journey().notes.empty());
        ASSERT_FALSE(hand.app.messages.empty());
        EXPECT_NE(hand.app.messages.back().sentence.find("paste at most"), std::string::npos);
        EXPECT_TRUE(hand.app.messages.back().problem);
        hand.app.messages.clear();
    }
}

} // namespace
} // namespace waymark::testing
