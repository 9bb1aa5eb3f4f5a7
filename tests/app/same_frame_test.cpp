#include "tests/app/scripted_hand.hpp"

#include "app/chrome.hpp"

/// What a slow machine brings: a person is faster than the frames, so several acts arrive in one.
namespace waymark {
namespace {

using testing::ScriptedHand;

Event pressed(Key key, Modifiers with = {}) { return KeyPress{key, true, false, with}; }

TEST(same_frame, what_is_typed_after_opening_the_palette_goes_to_the_palette) {
    ScriptedHand hand;
    hand.send({pressed(Key::k, {.control = true}), pressed(Key::x), Typed{"x"}, pressed(Key::m), Typed{"m"}});
    EXPECT_EQ(hand.app.panel, Panel::palette);
    for (int i = 0; i < 4; ++i) hand.send({});
    EXPECT_EQ(hand.app.tool, Tool::select) << "x and m are also keys of tools";
    EXPECT_EQ(hand.app.panel, Panel::palette);
}

TEST(same_frame, a_command_typed_and_entered_at_once_is_carried_out) {
    ScriptedHand hand;
    std::vector<Event> events{pressed(Key::k, {.control = true})};
    for (const char letter : std::string_view{"eraser"}) {
        events.push_back(pressed(static_cast<Key>(static_cast<int>(Key::a) + (letter - 'a'))));
        events.push_back(Typed{std::string(1, letter)});
    }
    events.push_back(pressed(Key::enter));
    events.push_back(KeyPress{Key::enter, false, false, {}});
    hand.send(std::move(events));
    for (int i = 0; i < 20; ++i) hand.send({});
    EXPECT_EQ(hand.app.panel, Panel::none);
    EXPECT_EQ(hand.app.tool, Tool::eraser);
}

TEST(same_frame, the_key_that_opens_the_palette_is_not_typed_into_it) {
    ScriptedHand hand;
    hand.send({pressed(Key::slash), Typed{"/"}});
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.send({pressed(Key::enter)});
    for (int i = 0; i < 3; ++i) hand.send({});
    EXPECT_NE(hand.app.panel, Panel::palette)
        << "with a slash in the field no command would fit, and Enter would do nothing";
}

TEST(same_frame, a_modifier_let_go_over_a_panel_is_no_longer_held_on_the_board) {
    ScriptedHand hand;
    hand.send({pressed(Key::k, {.control = true})});
    hand.send({});
    hand.send({KeyPress{Key::k, false, false, {.control = true}}, KeyPress{Key::unknown, false, false, {}}});
    hand.send({pressed(Key::escape)});
    EXPECT_EQ(hand.app.panel, Panel::none);
    EXPECT_EQ(hand.app.modifiers, Modifiers{});
}

TEST(same_frame, text_typed_after_pasting_comes_after_what_was_pasted) {
    ScriptedHand hand;
    const Shared<Note> note = *hand.app.board_journey().notes.begin();
    perform(hand.app, Write{note->id, true});
    hand.send({pressed(Key::v, {.control = true}), pressed(Key::a), Typed{"a"},
               pressed(Key::v, {.control = true}), pressed(Key::b), Typed{"b"}});
    ASSERT_TRUE(hand.last.effects.wants_clipboard);
    EXPECT_EQ(hand.last.effects.next_frame_s, 0);
    hand.send({Pasted{"1"}});
    ASSERT_TRUE(hand.last.effects.wants_clipboard);
    hand.send({Pasted{"2"}});
    perform(hand.app, StopWriting{});
    EXPECT_EQ(find_note(hand.app.board_journey(), note->id)->text, "1a2b");
}

} // namespace
} // namespace waymark
