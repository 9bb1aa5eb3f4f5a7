#include "app/chrome.hpp"
#include "app/command.hpp"
#include "app/perform.hpp"
#include "sessions/clean_text.hpp"
#include "sessions/templates.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <thread>

namespace waymark::testing {
namespace {

/// Frames until the worker that saves or exports has answered.
void wait_for_workers(ScriptedHand& hand) {
    for (int i = 0; i < 2000 && (hand.app.saving || hand.app.exporting); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        hand.send({});
    }
    ASSERT_FALSE(hand.app.saving || hand.app.exporting);
}

/// Frames until nothing asks for another; how many it took.
int settle(ScriptedHand& hand, int at_most = 200) {
    hand.app.thumbnails
        .finish(); // the start screen was shown first; its worker keeps real time, not the script's
    int count = 0;
    while (hand.last.effects.next_frame_s >= 0 && hand.last.effects.next_frame_s < 1 && count < at_most) {
        hand.wait(hand.last.effects.next_frame_s);
        ++count;
    }
    return count;
}

std::string message(const ScriptedHand& hand) {
    return hand.app.messages.empty() ? "" : hand.app.messages.back().sentence;
}

void change_something(ScriptedHand& hand) {
    perform(hand.app, Commit{SetText{hand.note("Search engine"), "Поиск 搜索"}, std::nullopt});
    hand.send({});
}

} // namespace

TEST(frame, an_idle_board_asks_for_no_frame) {
    ScriptedHand hand;
    EXPECT_LT(settle(hand), 200);
    EXPECT_LT(hand.last.effects.next_frame_s, 0);
    hand.hover({1500, 1100});
    EXPECT_LT(settle(hand), 20);
    EXPECT_LT(hand.last.effects.next_frame_s, 0);
}

TEST(frame, a_board_that_does_not_change_gives_the_very_same_chunks) {
    ScriptedHand hand;
    settle(hand);
    hand.scroll({1500, 1100}, {0, -2}); // headers get a backing once they are pinned: that is a change
    const std::vector<Shared<PlacedChunk>> before = hand.last.scene.board;
    ASSERT_FALSE(before.empty());
    hand.scroll({1500, 1100}, {0, -2});
    ASSERT_EQ(hand.last.scene.board.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_TRUE(hand.last.scene.board[i].same(before[i])) << i;
}

TEST(frame, the_title_says_what_is_open_and_whether_it_is_saved) {
    ScriptedHand hand;
    EXPECT_NE(hand.last.effects.title.find("Winter jacket"), std::string::npos);
    const ScratchFolder folder;
    perform(hand.app, SaveAs{folder / "a.waymark"});
    wait_for_workers(hand);
    hand.send({});
    EXPECT_FALSE(hand.last.effects.title.starts_with("•"));
    change_something(hand);
    EXPECT_TRUE(hand.last.effects.title.starts_with("•"));
    perform(hand.app, Undo{});
    hand.send({});
    EXPECT_FALSE(hand.last.effects.title.starts_with("•")) << "the value is what the file holds again";
}

TEST(files_on_the_board, what_is_saved_is_what_is_opened) {
    const ScratchFolder folder;
    ScriptedHand hand;
    change_something(hand);
    perform(hand.app, SaveAs{folder / "kunde"});
    wait_for_workers(hand);
    EXPECT_EQ(hand.app.file.path, folder / "kunde.waymark");
    EXPECT_FALSE(hand.app.dirty());
    ScriptedHand other{"blank"};
    perform(other.app, OpenFile{folder / "kunde.waymark"});
    other.send({});
    EXPECT_TRUE(other.app.session() == hand.app.session());
    EXPECT_EQ(other.app.settings.recent.front().path, folder / "kunde.waymark");
}

TEST(files_on_the_board, control_s_without_a_name_asks_for_one_and_with_one_saves) {
    const ScratchFolder folder;
    ScriptedHand hand;
    change_something(hand);
    hand.control(Key::s);
    EXPECT_EQ(hand.app.panel, Panel::save_file);
    perform(hand.app, SaveAs{folder / "a.waymark"});
    wait_for_workers(hand);
    EXPECT_EQ(hand.app.panel, Panel::none);
    const std::string first = folder.read("a.waymark");
    hand.app.selection.clear();
    perform(hand.app, Commit{SetText{hand.note("搜索"), "changed again"}, std::nullopt});
    hand.control(Key::s);
    wait_for_workers(hand);
    EXPECT_NE(folder.read("a.waymark"), first);
    EXPECT_EQ(folder.read("a.waymark.bak"), first) << "the version before is kept";
}

TEST(files_on_the_board, another_files_name_is_only_taken_when_agreed) {
    const ScratchFolder folder;
    folder.write("there.waymark", "somebody's work");
    ScriptedHand hand;
    perform(hand.app, SaveAs{folder / "there.waymark"});
    wait_for_workers(hand);
    EXPECT_EQ(folder.read("there.waymark"), "somebody's work");
    EXPECT_TRUE(hand.app.messages.back().problem);
    perform(hand.app, SaveAs{folder / "there.waymark", true});
    wait_for_workers(hand);
    EXPECT_NE(folder.read("there.waymark"), "somebody's work");
}

TEST(files_on_the_board, a_file_that_cannot_be_opened_is_one_sentence_and_the_board_stays) {
    const ScratchFolder folder;
    folder.write("empty.waymark", "");
    folder.write("foreign.waymark", std::string(5000, 'x'));
    ScriptedHand hand;
    const Session before = hand.app.session();
    for (const char* name : {"missing.waymark", "empty.waymark", "foreign.waymark"}) {
        perform(hand.app, OpenFile{folder / name});
        hand.send({});
        EXPECT_TRUE(hand.app.messages.back().problem) << name;
        EXPECT_NE(message(hand).find(name), std::string::npos) << message(hand);
        EXPECT_TRUE(hand.app.session() == before);
    }
}

TEST(files_on_the_board, a_salvaged_session_is_only_saved_under_another_name) {
    const ScratchFolder folder;
    std::string bytes = encoded(*session_from_template("winter-jacket", SessionId{}), 3);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    folder.write("hurt.waymark", bytes);
    ScriptedHand hand{"blank"};
    perform(hand.app, OpenFile{folder / "hurt.waymark"});
    hand.send({});
    ASSERT_TRUE(hand.app.file.salvaged);
    EXPECT_FALSE(hand.app.messages.empty());
    perform(hand.app, Save{});
    EXPECT_EQ(hand.app.panel, Panel::save_file);
    perform(hand.app, SaveAs{folder / "hurt.waymark", true});
    wait_for_workers(hand);
    EXPECT_EQ(folder.read("hurt.waymark"), bytes) << "the damaged file is evidence";
    perform(hand.app, SaveAs{folder / "mended.waymark"});
    wait_for_workers(hand);
    EXPECT_FALSE(hand.app.file.salvaged);
}

TEST(files_on_the_board, a_folder_that_refuses_is_said_and_the_work_stays) {
    ScriptedHand hand;
    change_something(hand);
    const Session before = hand.app.session();
    perform(hand.app, SaveAs{"/proc/a.waymark"});
    wait_for_workers(hand);
    ASSERT_FALSE(hand.app.messages.empty());
    EXPECT_TRUE(hand.app.messages.back().problem);
    EXPECT_TRUE(hand.app.dirty());
    EXPECT_TRUE(hand.app.session() == before);
    EXPECT_TRUE(hand.app.file.path.empty());
}

TEST(unsaved_changes, stand_in_the_way_until_answered) {
    ScriptedHand hand;
    change_something(hand);
    hand.send({CloseAsked{}});
    ASSERT_TRUE(hand.app.guard);
    EXPECT_FALSE(hand.last.effects.quit);
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.guard) << "Esc keeps working";
    EXPECT_EQ(hand.app.screen, Screen::board);
    hand.send({CloseAsked{}});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    EXPECT_TRUE(hand.app.effects.quit);
}

TEST(unsaved_changes, are_saved_before_what_was_wanted_happens) {
    const ScratchFolder folder;
    ScriptedHand hand;
    perform(hand.app, SaveAs{folder / "a.waymark"});
    wait_for_workers(hand);
    change_something(hand);
    perform(hand.app, CloseSession{});
    ASSERT_TRUE(hand.app.guard);
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::save});
    wait_for_workers(hand);
    hand.send({});
    EXPECT_EQ(hand.app.screen, Screen::start);
    const Result<OpenedSession> opened = open_session(system_files(), folder / "a.waymark");
    ASSERT_TRUE(opened);
    EXPECT_NE(json_text(opened->session).find("Поиск"), std::string::npos);
}

TEST(unsaved_changes, a_template_nobody_has_touched_is_not_worth_a_question) {
    ScriptedHand hand;
    perform(hand.app, CloseSession{});
    EXPECT_FALSE(hand.app.guard);
    EXPECT_EQ(hand.app.screen, Screen::start);
}

TEST(unsaved_changes, are_still_unsaved_when_what_they_were_let_go_for_fails) {
    ScriptedHand hand;
    change_something(hand);
    perform(hand.app, OpenFile{"/nowhere/gone.waymark"});
    ASSERT_TRUE(hand.app.guard);
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    EXPECT_TRUE(hand.app.dirty()) << "the board is still there, and so is the work on it";
    hand.send({CloseAsked{}});
    EXPECT_TRUE(hand.app.guard);
}

TEST(unsaved_changes, a_question_put_away_forgets_what_was_wanted) {
    const ScratchFolder folder;
    ScriptedHand hand;
    change_something(hand);
    hand.send({CloseAsked{}});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::save}); // asks for a name
    EXPECT_EQ(hand.app.panel, Panel::save_file);
    hand.send({CloseAsked{}});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::stay});
    perform(hand.app, SaveAs{folder / "a.waymark"});
    wait_for_workers(hand);
    hand.send({});
    EXPECT_FALSE(hand.last.effects.quit);
}

TEST(files_on_the_board, a_save_that_ends_late_does_not_name_another_session) {
    const ScratchFolder folder;
    ScriptedHand hand;
    change_something(hand);
    perform(hand.app, SaveAs{folder / "first.waymark"});
    perform(hand.app, NewSession{"spare-parts"}); // waits for the file
    wait_for_workers(hand);
    hand.send({});
    EXPECT_EQ(hand.app.session().title, session_from_template("spare-parts", SessionId{})->title);
    EXPECT_TRUE(hand.app.file.path.empty()) << "a new session has no file yet";
    EXPECT_NE(folder.read("first.waymark").find("Поиск"), std::string::npos);
}

TEST(files_on_the_board, what_is_done_while_a_file_is_written_is_saved_right_after) {
    const ScratchFolder folder;
    ScriptedHand hand;
    change_something(hand);
    perform(hand.app, SaveAs{folder / "a.waymark"});
    perform(hand.app, Commit{SetText{hand.note("搜索"), "written meanwhile"}, std::nullopt});
    perform(hand.app, Save{});
    wait_for_workers(hand);
    EXPECT_FALSE(hand.app.dirty());
    EXPECT_NE(folder.read("a.waymark").find("written meanwhile"), std::string::npos);
}

TEST(files_on_the_board, a_session_without_a_journey_gets_one_and_can_be_exported) {
    const ScratchFolder folder;
    Session bare;
    bare.id = new_session_id();
    folder.write("bare.waymark", encoded(bare, 0));
    ScriptedHand hand;
    perform(hand.app, OpenFile{folder / "bare.waymark"});
    hand.send({});
    ASSERT_EQ(hand.app.session().journeys.size(), 1u);
    hand.double_tap({1500, 1100});
    hand.type("a note on it");
    hand.key(Key::escape);
    EXPECT_EQ(hand.journey().notes.size(), 1u);
    perform(hand.app, ExportTo{folder / "bare.svg"});
    wait_for_workers(hand);
    EXPECT_NE(folder.read("bare.svg").find("a note"), std::string::npos);
}

TEST(writing_on_the_board, undo_from_the_bar_takes_what_was_written_and_redo_brings_it_back) {
    ScriptedHand hand;
    const Id note = hand.note("Search engine");
    perform(hand.app, Write{note, true});
    hand.send({});
    hand.type("half a thought");
    perform(hand.app, Undo{});
    hand.send({});
    EXPECT_EQ(hand.note(note).text, "Search engine");
    perform(hand.app, Redo{});
    hand.send({});
    EXPECT_EQ(hand.note(note).text, "half a thought");
}

TEST(pasting, a_picture_without_words_comes_back_from_the_clipboard) {
    ScriptedHand hand{"blank"};
    hand.send({Dropped{{1500, 1100}, {std::string{WAYMARK_TESTS_FOLDER} + "/fixtures/small.jpg"}}});
    ASSERT_EQ(hand.journey().pictures.size(), 1u);
    Picture wordless = *hand.journey().pictures.front();
    wordless.description.clear();
    perform(hand.app, Commit{PutPicture{wordless}, Selection{wordless.id}});
    hand.control(Key::x);
    ASSERT_EQ(hand.journey().pictures.size(), 0u);
    hand.control(Key::v);
    ASSERT_FALSE(hand.app.copied->text.empty());
    hand.send({Pasted{hand.app.copied->text}});
    EXPECT_EQ(hand.journey().pictures.size(), 1u);
}

TEST(pasting, each_line_becomes_a_note_and_nothing_of_a_long_one_is_lost) {
    ScriptedHand hand{"blank"};
    hand.send({Pasted{"first\nsecond\n\nтретья"}});
    EXPECT_EQ(hand.journey().notes.size(), 3u);
    const std::string megabyte(1 << 20, 'm');
    hand.send({Pasted{megabyte}});
    std::size_t letters = 0;
    for (const Shared<Note>& note : hand.journey().notes)
        letters += static_cast<std::size_t>(std::ranges::count(note->text, 'm'));
    EXPECT_EQ(letters, megabyte.size());
    hand.undo_and_redo_all();
}

TEST(pasting, a_flood_of_lines_is_refused_with_a_sentence) {
    ScriptedHand hand{"blank"};
    std::string lines;
    for (int i = 0; i < 5000; ++i) lines += "line\n";
    hand.send({Pasted{lines}});
    EXPECT_EQ(hand.journey().notes.size(), 0u);
    EXPECT_TRUE(hand.app.messages.back().problem);
}

TEST(pasting, a_megabyte_into_a_note_is_cut_and_said) {
    ScriptedHand hand;
    const Id note = hand.note("Search engine");
    perform(hand.app, Write{note, true});
    hand.send({});
    hand.send({Pasted{std::string(1 << 20, 'x')}});
    ASSERT_TRUE(hand.app.writing);
    EXPECT_LE(hand.app.writing->text.size(), note_text_limit);
    EXPECT_NE(message(hand).find("64 KB"), std::string::npos);
}

TEST(dropping, a_session_is_opened_and_a_picture_is_laid_under_the_pointer) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    const std::string jpeg = std::string{WAYMARK_TESTS_FOLDER} + "/fixtures/small.jpg";
    hand.send({Dropped{{1500, 1100}, {jpeg}}});
    ASSERT_EQ(hand.journey().pictures.size(), 1u);
    EXPECT_TRUE(hand.journey().pictures.front()->frame.contains(hand.app.view.to_world({1500, 1100})));
    hand.undo_and_redo_all();
    folder.write("not.png", "this is no picture");
    hand.send({Dropped{{1500, 1100}, {folder / "not.png"}}});
    EXPECT_EQ(hand.journey().pictures.size(), 1u);
    EXPECT_TRUE(hand.app.messages.back().problem);
}

TEST(panels, the_palette_finds_commands_and_performs_the_chosen_one) {
    ScriptedHand hand;
    hand.control(Key::k);
    EXPECT_EQ(hand.app.panel, Panel::palette);
    hand.send({});
    hand.type("dark");
    hand.send({});
    hand.key(Key::enter);
    hand.send({});
    EXPECT_EQ(hand.app.settings.theme, ThemeName::dark_room);
    EXPECT_EQ(hand.app.panel, Panel::none);
}

TEST(panels, every_command_is_found_by_its_own_name) {
    ScriptedHand hand;
    for (const Command& command : commands()) {
        const std::vector<const Command*> list = found(command.name, hand.app);
        EXPECT_TRUE(std::ranges::find(list, &command) != list.end()) << command.name;
    }
    EXPECT_EQ(found("undo", hand.app).front()->name, std::string{"Undo"});
}

TEST(panels, no_two_commands_share_a_shortcut) {
    for (const Command& one : commands())
        for (const Command& other : commands())
            if (&one != &other && one.shortcut) {
                EXPECT_FALSE(one.shortcut == other.shortcut) << one.name << " and " << other.name;
            }
}

TEST(panels, a_press_on_a_panel_is_not_the_boards) {
    ScriptedHand hand;
    hand.send({});
    const std::size_t steps = hand.app.history.steps().size();
    for (int i = 0; i < 3; ++i) hand.tap({ScriptedHand::width_px / 2, 20}); // the top bar
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_EQ(hand.app.history.steps().size(), steps);
}

TEST(panels, every_panel_shows_on_small_and_large_screens_in_every_theme) {
    for (const Vec2 size : {Vec2{640, 480}, Vec2{1280, 800}, Vec2{3840, 2160}}) {
        ScriptedHand hand{"spare-parts"};
        for (const ThemeName name : {ThemeName::paper, ThemeName::dark_room, ThemeName::high_contrast})
            for (int panel = 0; panel <= static_cast<int>(Panel::shortcuts); ++panel) {
                perform(hand.app, SetTheme{name});
                perform(hand.app, ShowPanel{static_cast<Panel>(panel)});
                for (int i = 0; i < 3; ++i) {
                    Input input;
                    input.time_s = hand.app.time_s + 0.02;
                    input.size_px = size;
                    const Frame made = frame(hand.app, input);
                    EXPECT_FALSE(made.scene.board.empty());
                }
            }
    }
}

TEST(timer, counts_down_and_says_when_time_is_up) {
    ScriptedHand hand;
    perform(hand.app, StartTimer{2});
    hand.send({});
    EXPECT_GE(hand.last.effects.next_frame_s, 0);
    hand.wait(1);
    EXPECT_TRUE(hand.app.timer);
    hand.wait(1.5);
    EXPECT_FALSE(hand.app.timer);
    EXPECT_EQ(message(hand), "Time is up.");
}

TEST(messages, good_news_goes_by_itself_and_problems_stay) {
    ScriptedHand hand;
    perform(hand.app, Say{"Saved.", false});
    perform(hand.app, Say{"The disk is full.", true});
    hand.wait(10);
    ASSERT_EQ(hand.app.messages.size(), 1u);
    EXPECT_EQ(message(hand), "The disk is full.");
    perform(hand.app, ForgetMessage{0});
    EXPECT_TRUE(hand.app.messages.empty());
}

TEST(exporting, goes_on_beside_the_board_and_says_where_the_file_lies) {
    const ScratchFolder folder;
    ScriptedHand hand;
    perform(hand.app, ExportTo{folder / "map.svg"});
    wait_for_workers(hand);
    EXPECT_NE(folder.read("map.svg").find("<svg"), std::string::npos);
    EXPECT_NE(message(hand).find("map.svg"), std::string::npos);
    perform(hand.app, ExportTo{folder / "map.docx"});
    EXPECT_TRUE(hand.app.messages.back().problem);
}

TEST(settings_file, comes_back_as_it_was_and_a_broken_one_is_no_reason_to_stop) {
    const ScratchFolder folder;
    Settings settings;
    settings.config_folder = folder.path();
    settings.theme = ThemeName::high_contrast;
    settings.ui_scale = 1.5f;
    settings.toolbar_edge = ToolbarEdge::right;
    note_recent(settings, "/a/b.waymark", "Б", 5);
    remember(system_files(), settings);
    ::setenv("XDG_CONFIG_HOME", folder.path().c_str(), 1);
    std::filesystem::create_directory(folder / "waymark");
    std::filesystem::rename(folder / "settings.json", folder / "waymark/settings.json");
    Settings read = settings_of_this_person(system_files());
    EXPECT_EQ(read.theme, ThemeName::high_contrast);
    EXPECT_EQ(read.ui_scale, 1.5f);
    EXPECT_EQ(read.toolbar_edge, ToolbarEdge::right);
    ASSERT_EQ(read.recent.size(), 1u);
    EXPECT_EQ(read.recent.front().title, "Б");
    folder.write("waymark/settings.json",
                 R"({"theme": "purple", "toolbar_edge": 9, "motion": 1, "last_folder": "/c",
                     "recent": [5, {"path": 7}, {"path": "/a/b.waymark", "title": null}]})");
    read = settings_of_this_person(system_files());
    EXPECT_EQ(read.theme, ThemeName::paper);
    EXPECT_EQ(read.toolbar_edge, ToolbarEdge::bottom);
    EXPECT_TRUE(read.motion);
    EXPECT_EQ(read.last_folder, "/c") << "one odd field leaves the others";
    EXPECT_EQ(read.recent.size(), 1u);
    folder.write("waymark/settings.json", "{\"theme\": \"purple\", [");
    read = settings_of_this_person(system_files());
    EXPECT_EQ(read.theme, ThemeName::paper);
    ::unsetenv("XDG_CONFIG_HOME");
}

} // namespace waymark::testing
