#include "app/chrome.hpp"
#include "app/command.hpp"
#include "app/perform.hpp"
#include "render/pinned_fonts.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/scratch_folder.hpp"

namespace waymark::testing {

TEST(messages, a_missing_font_is_said_on_the_board_once) {
    ScriptedHand hand;
    note_missing_font("No font has Klingon; install fonts-klingon.");
    hand.send({});
    ASSERT_FALSE(hand.app.messages.empty());
    EXPECT_EQ(message(hand), "No font has Klingon; install fonts-klingon.");
    EXPECT_TRUE(hand.app.messages.back().problem);
    hand.app.messages.clear();
    hand.send({});
    EXPECT_TRUE(hand.app.messages.empty());
    EXPECT_TRUE(ScriptedHand{}.app.messages.empty()) << "whoever begins later knows nothing of it";
}
namespace {

std::string first_title(const ScriptedHand& hand) { return hand.journey().stages.front()->title; }

/// The first stage is chosen, the keyboard is in its name, and "Neu" has been written at the name's end.
void write_in_the_sheet(ScriptedHand& hand) {
    perform(hand.app, Select{{hand.journey().stages.front()->id}});
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.key(Key::f6);
    for (int i = 0; i < 3; ++i) hand.send({});
    ASSERT_TRUE(hand.app.chrome->wants_keyboard());
    hand.key(Key::end);
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.type("Neu");
    for (int i = 0; i < 3; ++i) hand.send({});
}

KeyPress pressed(Key key) { return {key, true, false, {.control = true}}; }

void perform_command(ScriptedHand& hand, std::string_view name) {
    for (const Command& command : commands())
        if (command.name == name)
            for (const Intent& intent : command.intents(hand.app)) perform(hand.app, intent);
    for (int i = 0; i < 4; ++i) hand.send({});
}

} // namespace

TEST(sheet, a_press_on_the_board_commits_what_a_field_holds) {
    ScriptedHand hand;
    const std::string before = first_title(hand);
    write_in_the_sheet(hand);
    EXPECT_EQ(first_title(hand), before) << "not before the field is left";
    hand.press({400, 2000});
    EXPECT_EQ(first_title(hand), before + "Neu");
    EXPECT_FALSE(hand.app.chrome->wants_keyboard());
    hand.release({400, 2000});
    hand.undo_and_redo_all();
}

TEST(sheet, hides_nothing_of_a_fitted_board_with_room_to_spare) {
    App app{system_files(), Settings{}};
    app.settings.motion = false;
    Input input;
    input.size_px = {1920, 1080};
    frame(app, input);
    perform(app, NewSession{"winter-jacket"});
    for (int i = 0; i < 3; ++i) frame(app, input);
    const Rect board = app.view.to_screen(committed_layout(app).bounds);
    EXPECT_LE(board.right(), 1920 - app.chrome->sheet_px() + 0.5f) << "the peak-end strip, for one";
    EXPECT_GE(board.at.x, 0);
}

TEST(toolbar, goes_to_the_edge_it_is_dragged_to_and_is_remembered_there) {
    ScriptedHand hand;
    const Vec2 grip{ScriptedHand::width_px / 2 + 216, ScriptedHand::height_px - 46}; // at the pill's end
    hand.press(grip);
    hand.glide(grip, {40, 1100});
    hand.send({});
    EXPECT_GT(hand.app.chrome->covered_px().at.x, 60) << "it goes with the hand";
    EXPECT_EQ(hand.app.settings.toolbar_edge, ToolbarEdge::automatic) << "and is kept when it is let go";
    hand.release({40, 1100});
    hand.send({});
    EXPECT_EQ(hand.app.settings.toolbar_edge, ToolbarEdge::left);
    EXPECT_GT(hand.app.chrome->covered_px().at.x, 60);
    EXPECT_LT(hand.app.chrome->covered_px().size.y, 10);
}

TEST(file_browser, shows_what_comes_while_it_is_open) {
    const ScratchFolder folder;
    ScriptedHand hand;
    hand.app.settings.last_folder = folder.path();
    perform(hand.app, ShowPanel{Panel::open_file});
    for (int i = 0; i < 4; ++i) hand.send({});
    EXPECT_TRUE(hand.app.chrome->thumbnails().empty());
    EXPECT_GT(hand.last.effects.next_frame_s, 0);
    EXPECT_LE(hand.last.effects.next_frame_s, 2) << "it looks again by itself";
    folder.write("new.waymark", "no session, but it is shown to be there");
    hand.wait(2);
    hand.send({});
    EXPECT_EQ(hand.app.chrome->thumbnails().size(), 1u);
}

TEST(sheet, what_was_typed_in_the_same_frame_as_the_press_is_kept) {
    ScriptedHand hand;
    const std::string before = first_title(hand);
    write_in_the_sheet(hand);
    hand.send({Typed{" мир"}, Contact{1, Source::mouse, ContactPhase::begin, {400, 2000}, 1, Button::left}});
    EXPECT_EQ(first_title(hand), before + "Neu мир");
}

TEST(sheet, the_closing_window_and_shortcuts_commit_what_a_field_holds) {
    for (const Event& event :
         {Event{CloseAsked{}}, Event{pressed(Key::s)}, Event{pressed(Key::w)}, Event{pressed(Key::q)}}) {
        ScriptedHand hand;
        const std::string before = first_title(hand);
        write_in_the_sheet(hand);
        hand.send({event});
        EXPECT_EQ(first_title(hand), before + "Neu");
        EXPECT_TRUE(hand.app.guard || hand.app.panel == Panel::save_file)
            << "and the event goes on to the board";
    }
}

TEST(sheet, shortcuts_of_text_stay_with_the_field) {
    ScriptedHand hand;
    const std::string before = first_title(hand);
    write_in_the_sheet(hand);
    hand.control(Key::a);
    hand.send({});
    EXPECT_EQ(first_title(hand), before);
    EXPECT_TRUE(hand.app.chrome->wants_keyboard());
    EXPECT_EQ(hand.app.selection.size(), 1u);
}

TEST(sheet, another_session_with_the_same_ids_fills_the_fields_anew) {
    ScriptedHand hand;
    write_in_the_sheet(hand);
    hand.key(Key::escape);
    const std::string changed = first_title(hand);
    perform(hand.app, NewSession{"winter-jacket"});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    hand.send({});
    const std::string before = first_title(hand);
    ASSERT_NE(before, changed);
    write_in_the_sheet(hand);
    hand.key(Key::escape);
    EXPECT_EQ(first_title(hand), before + "Neu");
}

TEST(sheet, the_keyboard_walks_in_it_and_escape_returns_to_the_board) {
    ScriptedHand hand;
    write_in_the_sheet(hand);
    hand.key(Key::tab);
    for (int i = 0; i < 3; ++i) hand.send({});
    EXPECT_TRUE(hand.app.chrome->wants_keyboard()) << "on the buttons of the phase";
    EXPECT_TRUE(first_title(hand).ends_with("Neu")) << "the field that was left is committed";
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.chrome->wants_keyboard());
    EXPECT_EQ(hand.app.selection.size(), 1u);
}

TEST(journey_facts, fields_are_committed_when_the_sheet_is_closed) {
    ScriptedHand hand;
    perform_command(hand, "Name the session and journey");
    ASSERT_EQ(hand.app.panel, Panel::journey_facts);
    hand.control(Key::a);
    hand.send({});
    hand.type("Werkstatt 搜索");
    hand.key(Key::escape);
    EXPECT_EQ(hand.app.panel, Panel::none);
    EXPECT_EQ(hand.app.session().title, "Werkstatt 搜索");
    hand.undo_and_redo_all();
}

TEST(journey_facts, a_new_journey_has_the_same_stages_and_lanes_and_no_notes) {
    ScriptedHand hand;
    const Journey like = hand.journey();
    perform_command(hand, "New journey");
    ASSERT_EQ(hand.app.session().journeys.size(), 2u);
    EXPECT_EQ(hand.app.panel, Panel::journey_facts);
    const Journey& made = hand.journey();
    EXPECT_NE(made.id, like.id);
    ASSERT_EQ(made.stages.size(), like.stages.size());
    EXPECT_EQ(made.stages.front()->title, like.stages.front()->title);
    EXPECT_EQ(made.lanes.size(), like.lanes.size());
    EXPECT_TRUE(made.notes.empty());
}

TEST(sheet, duplicates_and_deletes_what_only_has_the_keyboard) {
    ScriptedHand hand;
    const Id note = hand.note("Search engine");
    const std::size_t notes = hand.journey().notes.size();
    perform(hand.app, Select{{}});
    perform(hand.app, FocusOn{note});
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.key(Key::f6);
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.send({KeyPress{Key::tab, true, false, {.shift = true}}}); // round to the last button: delete
    hand.send({KeyPress{Key::tab, false, false, {}}});
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.key(Key::space);
    for (int i = 0; i < 4; ++i) hand.send({});
    EXPECT_EQ(hand.journey().notes.size(), notes - 1);
    EXPECT_EQ(find_note(hand.journey(), note), nullptr);
}

} // namespace waymark::testing
