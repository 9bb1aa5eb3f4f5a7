#include "tests/app/scripted_hand.hpp"

namespace waymark::testing {
namespace {

/// The line over the toolbar that says what can be done now.
TEST(hint, a_chosen_tool_says_what_to_do_with_it) {
    ScriptedHand hand;
    EXPECT_EQ(hand.app.hint, "");
    perform(hand.app, ChooseTool{Tool::note});
    hand.send({});
    EXPECT_EQ(hand.app.hint, "Press where the note belongs");
    EXPECT_EQ(hand.last.effects.next_frame_s, 0) << "the chrome has yet to show it";
    hand.send({});
    EXPECT_NE(hand.last.effects.next_frame_s, 0) << "said once, the board is idle again";
    perform(hand.app, ChooseTool{Tool::select});
    hand.send({});
    EXPECT_EQ(hand.app.hint, "");
}

TEST(hint, a_finger_is_told_nothing_of_keys) {
    ScriptedHand hand;
    const Vec2 at = hand.on_note(hand.note("Search engine"));
    hand.press(at);
    hand.move(at + Vec2{60, 0});
    EXPECT_EQ(hand.app.hint, "Drop it in a cell or beside the map · Alt makes a copy");
    hand.cancel(at);
    hand.press(at, ScriptedHand::finger());
    hand.move(at + Vec2{60, 0}, ScriptedHand::finger());
    EXPECT_EQ(hand.app.hint, "Drop it in a cell or beside the map");
}

TEST(hint, many_hands_are_told_nothing) {
    ScriptedHand hand;
    const Vec2 one = hand.on_note(hand.note("Search engine")), two = hand.on_note(hand.note("Care guide"));
    hand.press(one, ScriptedHand::finger(1));
    hand.move(one + Vec2{60, 0}, ScriptedHand::finger(1));
    hand.press(two, ScriptedHand::finger(2));
    hand.move(two + Vec2{60, 0}, ScriptedHand::finger(2));
    ASSERT_EQ(hand.app.hands.hands.size(), 2u);
    EXPECT_EQ(hand.app.hint, "");
}

} // namespace
} // namespace waymark::testing
