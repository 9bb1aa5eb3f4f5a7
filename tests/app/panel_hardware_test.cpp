#include "tests/app/at_one_wall.hpp"

/// The one hardware keyboard of a wall where somebody writes in a panel's field and others on the board.
namespace waymark::testing {
namespace {

/// Ada writes in the sheet with keys on the screen: "Needs", and two letters that are half spelt.
struct OneKeyboard : AtOneWall {
    Id note_id = note("Search engine");
    InField before;

    OneKeyboard() {
        wait(1);
        open_toolbox({1900, 1980}); // of somebody, so that a finger may be theirs
        open_sheet(finger(12));
        perform(app, ChooseKeyLanguage{panel_field, KeyLanguage::simplified_chinese});
        read_dictionaries();
        tap_key(panel_field, {}, KeyAct::right);
        type_in_panel("nihao ");
        type_in_panel("ni");
        before = in_field();
        EXPECT_EQ(before.text, "Need你好");
        wait(1);
    }
    void expect_untouched(const char* after) {
        settle();
        EXPECT_EQ(in_field(), before) << after;
        EXPECT_EQ(raw(keypad(panel_field).spelling), "ni") << after;
        EXPECT_EQ(title(), "Need") << after;
    }
};

TEST(panel_people, what_another_types_on_the_hardware_keyboard_goes_to_the_note_they_clicked) {
    OneKeyboard wall;
    wall.double_tap(wall.on_note(wall.note_id)); // Boris, with the mouse
    ASSERT_TRUE(wall.app.writing.find(wall.note_id));
    wall.control(Key::a);
    wall.expect_untouched("Ctrl+A");
    wall.type("Boris!");
    EXPECT_EQ(wall.text_of(wall.note_id), "Boris!");
    wall.expect_untouched("letters");
    wall.key(Key::left);
    wall.key(Key::del);
    EXPECT_EQ(wall.text_of(wall.note_id), "Boris");
    wall.expect_untouched("Delete");
    wall.send({KeyPress{Key::v, true, false, {.control = true}}});
    EXPECT_TRUE(wall.last.effects.wants_clipboard);
    wall.send({Pasted{" pasted"}});
    wall.send({KeyPress{Key::v, false, false, {}}});
    EXPECT_EQ(wall.text_of(wall.note_id), "Boris pasted");
    wall.expect_untouched("Ctrl+V");
    wall.key(Key::escape);
    EXPECT_FALSE(wall.app.writing);
    EXPECT_EQ(wall.note(wall.note_id).text, "Boris pasted");
    wall.expect_untouched("Escape");
    wall.control(Key::z);
    EXPECT_NE(wall.note(wall.note_id).text, "Boris pasted");
    wall.expect_untouched("Ctrl+Z");
    wall.type_in_panel(" ");
    EXPECT_EQ(wall.in_field().text, "Need你好你") << "her own keys go on";
}

TEST(panel_people, the_hardware_keyboard_comes_back_with_a_press_in_the_panel) {
    OneKeyboard wall;
    wall.tap(wall.on_note(wall.note_id));
    wall.key(Key::f6); // would go into the sheet, were it not written in
    wall.expect_untouched("F6");
    wall.key(Key::escape);
    wall.expect_untouched("Escape");
    wall.wait(1);
    ASSERT_TRUE(wall.app.chrome->field());
    const Rect field = wall.app.chrome->field()->place_px;
    wall.tap({field.right() - 12, field.center().y}, AtOneWall::finger(12));
    wall.settle();
    wall.type("!");
    wall.settle();
    EXPECT_EQ(wall.in_field().text, "Need你好ni!") << "what was half spelt counts";
}

TEST(panel_people,
     a_text_begun_by_hand_has_the_hardware_keyboard_unless_it_is_the_other_persons_with_the_mouse) {
    OneKeyboard wall;
    wall.double_tap(wall.on_note(wall.note_id), AtOneWall::finger(60));
    ASSERT_TRUE(wall.has_keypad(wall.note_id));
    wall.type("b");
    EXPECT_EQ(raw(wall.keypad(wall.note_id).spelling), "b") << "it is Chinese there, too";
    wall.expect_untouched("a letter");

    AtOneWall other;
    other.open_sheet({});
    const Id note = other.note("Search engine");
    other.double_tap(other.on_note(note), AtOneWall::finger(60));
    ASSERT_TRUE(other.has_keypad(note));
    other.key(Key::end);
    other.type("1");
    other.settle();
    EXPECT_EQ(other.in_field().text, "Need1");
    EXPECT_EQ(other.text_of(note), other.note(note).text);
}

} // namespace
} // namespace waymark::testing
