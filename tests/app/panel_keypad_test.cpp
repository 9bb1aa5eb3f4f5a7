#include "app/chrome.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/app/waiting.hpp"

#include <limits>

/// On-screen keys for the fields of panels: whatever is written with a keyboard can be written with fingers.
namespace waymark::testing {
namespace {

/// Somebody at a screen without a keyboard.
struct FingersOnly : KeypadHand {
    using KeypadHand::KeypadHand;

    bool has_keys() const { return has_keypad(panel_field); }
    /// Touches the empty board, then opens the panel.
    void show(Panel panel) {
        wait(1);
        tap({30, 2000}, finger(12));
        perform(app, ShowPanel{panel});
        settle();
    }
    void settle() {
        for (int i = 0; i < 6; ++i) send({});
    }
    void type_in_panel(std::string_view text) {
        type_keys(panel_field, text);
        settle(); // Dear ImGui takes one event a frame
    }
    void tap_act(KeyAct act) {
        tap_key(panel_field, {}, act);
        settle();
    }
};

TEST(panel_keypad, a_file_is_named_and_saved_with_fingers_alone) {
    const ScratchFolder folder;
    FingersOnly hand;
    hand.app.settings.last_folder = folder.path();
    hand.show(Panel::save_file);
    ASSERT_TRUE(hand.has_keys()) << "its field waits for a name";
    ASSERT_TRUE(hand.app.chrome->field());
    const Rect keys = covered_by(hand.keypad(panel_field), hand.app.ui_scale);
    EXPECT_FALSE(keys.touches(hand.app.chrome->field()->place_px));
    ASSERT_FALSE(hand.last.patches.empty());
    EXPECT_EQ(hand.last.patches.back().clip_px, (Rect{{}, hand.app.size_px})) << "drawn over the panel";
    hand.type_in_panel("team bb");
    hand.tap_act(KeyAct::backspace);
    hand.tap_act(KeyAct::enter);
    wait_for_workers(hand);
    EXPECT_EQ(hand.app.file.path, folder / "team b.waymark");
    EXPECT_TRUE(system_files().stamp(folder / "team b.waymark"));
    hand.settle();
    EXPECT_EQ(hand.app.panel, Panel::none);
    EXPECT_FALSE(hand.has_keys()) << "it goes with its field";
}

TEST(panel_keypad, opens_for_fingers_and_pens_or_as_it_was_set) {
    FingersOnly hand;
    hand.tap({30, 2000}); // a mouse
    perform(hand.app, ShowPanel{Panel::palette});
    hand.settle();
    ASSERT_TRUE(hand.app.chrome->field());
    EXPECT_FALSE(hand.has_keys());
    const Vec2 field = hand.app.chrome->field()->place_px.center();
    hand.tap(field, FingersOnly::finger());
    hand.settle();
    EXPECT_TRUE(hand.has_keys()) << "a finger came to it";
    perform(hand.app, ShowPanel{Panel::none});
    hand.settle();
    EXPECT_FALSE(hand.has_keys());
    perform(hand.app, SetKeypads{KeypadUse::never});
    hand.show(Panel::palette);
    EXPECT_FALSE(hand.has_keys());
    perform(hand.app, ShowPanel{Panel::none});
    perform(hand.app, SetKeypads{KeypadUse::always});
    hand.settle();
    hand.tap({30, 2000});
    perform(hand.app, ShowPanel{Panel::palette});
    hand.settle();
    EXPECT_TRUE(hand.has_keys());
}

TEST(panel_keypad, a_key_of_a_real_keyboard_wants_none) {
    FingersOnly hand;
    hand.tap({30, 2000}, FingersOnly::finger());
    hand.control(Key::k);
    hand.settle();
    ASSERT_EQ(hand.app.panel, Panel::palette);
    EXPECT_FALSE(hand.has_keys());
}

TEST(panel_keypad, its_last_key_puts_it_away_and_the_panel_stays) {
    FingersOnly hand;
    hand.show(Panel::palette);
    ASSERT_TRUE(hand.has_keys());
    const Vec2 field = hand.app.chrome->field()->place_px.center();
    hand.tap_act(KeyAct::done);
    EXPECT_FALSE(hand.has_keys());
    EXPECT_EQ(hand.app.panel, Panel::palette);
    hand.tap(field, FingersOnly::finger());
    hand.settle();
    EXPECT_TRUE(hand.has_keys());
}

TEST(panel_keypad, a_command_is_found_and_given_on_the_start_screen) {
    FingersOnly hand{""};
    ASSERT_EQ(hand.app.screen, Screen::start);
    hand.show(Panel::palette);
    ASSERT_TRUE(hand.has_keys());
    hand.type_in_panel("settings");
    hand.tap_act(KeyAct::enter);
    EXPECT_EQ(hand.app.panel, Panel::settings);
}

TEST(panel_keypad, writes_in_the_sheet_of_what_is_chosen_and_commits) {
    FingersOnly hand;
    const Id stage = hand.stage("Need");
    hand.tap({30, 2000}, FingersOnly::finger(12));
    perform(hand.app, Select{{stage}});
    perform(hand.app, WriteDetails{});
    hand.settle();
    ASSERT_TRUE(hand.app.chrome->field());
    ASSERT_TRUE(hand.has_keys());
    EXPECT_FALSE(
        covered_by(hand.keypad(panel_field), hand.app.ui_scale).touches(hand.app.chrome->field()->panel_px))
        << "beside the sheet";
    hand.type_in_panel("first ");
    hand.tap_act(KeyAct::done);
    EXPECT_NE(find_stage(hand.journey(), stage)->title.find("first"), std::string::npos);
    EXPECT_FALSE(hand.has_keys());
    hand.undo_and_redo_all();
}

TEST(panel_keypad, what_others_type_leaves_the_field_to_whoever_writes_in_it) {
    FingersOnly hand;
    const Id note = hand.open(empty_note(hand)), stage = hand.stage("Need");
    perform(hand.app, Select{{stage}});
    perform(hand.app, WriteDetails{});
    hand.settle();
    ASSERT_TRUE(hand.has_keys());
    hand.type_keys(note, "one");
    hand.type_in_panel("two");
    hand.type_keys(note, "more");
    EXPECT_TRUE(hand.app.chrome->field());
    EXPECT_EQ(hand.text_of(note), "onemore");
    hand.tap_act(KeyAct::done);
    EXPECT_NE(find_stage(hand.journey(), stage)->title.find("two"), std::string::npos);
    EXPECT_TRUE(hand.has_keypad(note));
}

TEST(panel_keypad, pinyin_becomes_a_file_name_and_what_is_still_spelt_counts) {
    const ScratchFolder folder;
    folder.write("pinyin_simp.dict.yaml", "你\tni\t500\n好\thao\t500\n你好\tni hao\t300\n");
    FingersOnly hand;
    hand.app.dictionaries.look_in({folder.path()});
    hand.app.settings.last_folder = folder.path();
    hand.app.settings.key_languages = {KeyLanguage::simplified_chinese, KeyLanguage::english};
    hand.show(Panel::save_file);
    hand.read_dictionaries();
    hand.type_in_panel("nihao ");
    hand.type_in_panel("ni");
    EXPECT_EQ(raw(hand.keypad(panel_field).spelling), "ni");
    hand.key(Key::enter); // of a real keyboard
    hand.settle();
    wait_for_workers(hand);
    EXPECT_EQ(hand.app.file.path, folder / "你好ni.waymark");
}

TEST(panel_keypad, contacts_that_are_nowhere_or_far_outside_press_nothing) {
    FingersOnly hand;
    perform(hand.app, ShowPanel{Panel::settings});
    hand.settle();
    Vec2 dark; // the middle one of three themes
    for (float y = 600; y < 1200 && hand.app.settings.theme != ThemeName::dark_room; y += 8) {
        dark = {FingersOnly::width_px / 2, y};
        hand.tap(dark);
        hand.settle();
    }
    ASSERT_EQ(hand.app.settings.theme, ThemeName::dark_room) << "a mouse presses it";
    perform(hand.app, SetTheme{ThemeName::paper});
    hand.hover(dark);
    hand.settle();
    constexpr float nan = std::numeric_limits<float>::quiet_NaN(),
                    infinite = std::numeric_limits<float>::infinity();
    for (const Vec2 none : {Vec2{nan, 5}, Vec2{nan, nan}, Vec2{infinite, 3}, Vec2{-1e30f, 1e30f}}) {
        hand.tap(none, FingersOnly::finger(13));
        hand.settle();
    }
    EXPECT_EQ(hand.app.settings.theme, ThemeName::paper);
    hand.show(Panel::palette);
    ASSERT_TRUE(hand.has_keys());
    std::vector<Event> events;
    for (std::uint32_t i = 0; i < 200; ++i) { // and two hundred on the keys at once, none of which ends
        const float at = static_cast<float>(i);
        events.emplace_back(Contact{100 + i, Source::touch, ContactPhase::begin,
                                    hand.keypad(panel_field).at_px + Vec2{at - 100, at / 4 - 25}});
        events.emplace_back(Contact{100 + i, Source::touch, ContactPhase::move, {nan, at}});
    }
    hand.send(std::move(events));
    hand.wait(2);
    hand.send({ContactsLost{Source::touch}});
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_EQ(hand.app.panel, Panel::palette);
}

} // namespace
} // namespace waymark::testing
