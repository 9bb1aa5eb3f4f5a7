#include "tests/app/keypad_fingers.hpp"

#include <tuple>

/// What undo, redo and other people's steps do to texts that are being written on the screen's keyboards.
namespace waymark::testing {
namespace {

/// Two people have written, the second one last; somebody takes a step back, and the first one writes on.
struct TakenBackBeside : KeypadHand {
    TakenBackBeside() {
        std::tie(one, other) = two_empty_notes(*this);
        open(one);
        open(other);
        type_keys(one, "one");
        type_keys(other, "two");
        perform(app, Undo{});
        send({});
        taken_back = note(other).text.empty() && !app.writing.find(other) && !has_keypad(other);
        type_keys(one, "s");
    }
    Id one{}, other{};
    bool taken_back = false; ///< the second one's text, and with it the keyboard
};

} // namespace

TEST(keypads, undo_from_the_bar_takes_one_text_back_and_leaves_the_other_being_written) {
    TakenBackBeside hand;
    EXPECT_TRUE(hand.taken_back) << "the text touched last was the last step";
    ASSERT_TRUE(hand.app.writing.find(hand.one));
    perform(hand.app, StopWriting{.all = true});
    EXPECT_EQ(hand.note(hand.one).text, "ones");
}

TEST(keypads, redo_brings_back_what_undo_took_though_somebody_goes_on_writing) {
    TakenBackBeside hand;
    perform(hand.app, Redo{});
    hand.send({});
    EXPECT_EQ(hand.note(hand.other).text, "two");
    ASSERT_TRUE(hand.app.writing.find(hand.one)) << "nobody's writing ends by that";
    perform(hand.app, StopWriting{.all = true});
    EXPECT_EQ(hand.note(hand.one).text, "ones");
}

TEST(keypads, words_on_a_note_that_somebody_takes_away_come_back_with_it) {
    KeypadHand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one);
    hand.type_keys(one, "words");
    perform(hand.app, Commit{Remove{{one, other}}, Selection{}});
    hand.send({});
    EXPECT_FALSE(hand.app.writing.find(one));
    perform(hand.app, Undo{});
    hand.send({});
    EXPECT_EQ(hand.note(one).text, "words");
}

TEST(keypads, a_title_that_ends_in_a_space_goes_on_being_written_after_somebodys_undo) {
    KeypadHand hand;
    const auto [one, other] = two_empty_notes(hand);
    const Id stage = hand.journey().stages.front()->id;
    perform(hand.app, Write{stage, true, Source::touch, {400, 400}});
    hand.send({});
    ASSERT_TRUE(hand.has_keypad(stage));
    perform(hand.app, TypeOn{stage, "Wish "});
    perform(hand.app, ChooseTool{Tool::pen}); // makes a step of the words so far
    ASSERT_EQ(hand.journey().stages.front()->title, "Wish");
    perform(hand.app, Commit{SetText{other, "of somebody else"}, std::nullopt});
    perform(hand.app, Undo{});
    hand.send({});
    EXPECT_EQ(hand.note(other).text, "");
    ASSERT_TRUE(hand.app.writing.find(stage));
    EXPECT_TRUE(hand.has_keypad(stage));
    EXPECT_EQ(hand.app.writing.find(stage)->text, "Wish ");
}

} // namespace waymark::testing
