#include "app/chrome.hpp"
#include "app/command.hpp"
#include "app/messages.hpp"
#include "app/perform.hpp"
#include "sessions/clean_text.hpp"
#include "sessions/templates.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/scratch_folder.hpp"

namespace waymark::testing {

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
    EXPECT_NE(hand.last.effects.title->find("Winter jacket"), std::string::npos);
    const ScratchFolder folder;
    perform(hand.app, SaveAs{folder / "a.waymark"});
    wait_for_workers(hand);
    hand.send({});
    EXPECT_FALSE(hand.last.effects.title->starts_with("•"));
    change_something(hand);
    EXPECT_TRUE(hand.last.effects.title->starts_with("•"));
    perform(hand.app, Undo{});
    hand.send({});
    EXPECT_FALSE(hand.last.effects.title->starts_with("•")) << "the value is what the file holds again";
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
    wait_for_workers(hand);
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
    wait_for_workers(hand);
    ASSERT_EQ(hand.journey().pictures.size(), 1u);
    EXPECT_TRUE(hand.journey().pictures.front()->frame.contains(hand.app.view.to_world({1500, 1100})));
    hand.undo_and_redo_all();
    folder.write("not.png", "this is no picture");
    hand.send({Dropped{{1500, 1100}, {folder / "not.png"}}});
    wait_for_workers(hand);
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

TEST(messages, a_problem_that_still_stands_is_not_pushed_out) {
    ScriptedHand hand;
    say_not_safe(hand.app, "There is no room left.");
    for (int i = 0; i < 9; ++i) say(hand.app, "Problem " + std::to_string(i) + ".", true);
    for (int i = 0; i < 9; ++i) say(hand.app, "Good news " + std::to_string(i) + ".");
    hand.send({});
    for (int i = 0; i < 9; ++i) EXPECT_TRUE(is_said(hand.app, "Problem " + std::to_string(i) + "."));
    const std::vector<std::size_t> seen = foremost_messages(hand.app, 4);
    ASSERT_EQ(seen.size(), 4u);
    EXPECT_TRUE(hand.app.messages[seen.front()].offers_place) << "the place it offers is on the screen";
    EXPECT_EQ(hand.app.messages[seen.back()].sentence, "Good news 8.");
    say(hand.app, "There is no room left.", true);
    EXPECT_TRUE(hand.app.messages.back().offers_place) << "said anew, it still does";
    hand.wait(10);
    EXPECT_EQ(hand.app.messages.size(), 10u) << "good news goes by itself, problems stay";
}

TEST(messages, good_news_is_seen_behind_many_problems) {
    ScriptedHand hand;
    for (int i = 0; i < 4; ++i) say(hand.app, "Damage " + std::to_string(i) + ".", true);
    say(hand.app, "“Winter jacket” is back as it was.");
    EXPECT_TRUE(is_said(hand.app, "is back as it was"));
    EXPECT_EQ(foremost_messages(hand.app, 4).back(), 4u);
}

TEST(messages, several_of_a_kind_are_one) {
    ScriptedHand hand;
    const auto broken = [&](const char* name) {
        say_of_kind(hand.app, "pictures could not be read", name, std::string{name} + " is broken.");
    };
    broken("a.png");
    EXPECT_EQ(message(hand), "a.png is broken.");
    broken("a.png");
    EXPECT_EQ(message(hand), "a.png is broken.") << "the same once more";
    broken("b.png");
    EXPECT_EQ(message(hand), "2 pictures could not be read: “a.png” and “b.png”.");
    for (const char* name : {"c.png", "d.png", "e.png"}) broken(name);
    EXPECT_EQ(message(hand), "5 pictures could not be read: “a.png”, “b.png”, “c.png” and 2 more.");
    EXPECT_EQ(hand.app.messages.size(), 1u);
    perform(hand.app, ForgetMessage{0});
    broken("f.png");
    EXPECT_EQ(message(hand), "f.png is broken.") << "those that were put away are not counted";
}

TEST(messages, five_broken_pictures_are_one_problem_and_leave_the_others) {
    const ScratchFolder folder;
    ScriptedHand hand;
    say_not_safe(hand.app, "There is no room left.");
    InsertPictures broken;
    for (const char* name : {"a.png", "b.png", "c.png", "d.png", "e.png"}) {
        folder.write(name, "no picture");
        broken.paths.push_back(folder / name);
    }
    perform(hand.app, broken);
    wait_for_workers(hand);
    EXPECT_EQ(message(hand), "5 pictures could not be read: “a.png”, “b.png”, “c.png” and 2 more.");
    EXPECT_TRUE(is_said(hand.app, "There is no room left."));
}

TEST(settings_file, comes_back_as_it_was_and_a_broken_one_is_no_reason_to_stop) {
    const ScratchFolder folder;
    Settings settings;
    settings.config_folder = folder.path();
    settings.theme = ThemeName::high_contrast;
    settings.ui_scale = 1.5f;
    settings.toolbar_edge = ToolbarEdge::right;
    settings.viewing_distance_m = 4;
    note_recent(settings, "/a/b.waymark", "Б", 5);
    remember(system_files(), settings);
    ::setenv("XDG_CONFIG_HOME", folder.path().c_str(), 1);
    std::filesystem::create_directory(folder / "waymark");
    std::filesystem::rename(folder / "settings.json", folder / "waymark/settings.json");
    Settings read = settings_of_this_person(system_files());
    EXPECT_EQ(read.theme, ThemeName::high_contrast);
    EXPECT_EQ(read.ui_scale, 1.5f);
    EXPECT_EQ(read.toolbar_edge, ToolbarEdge::right);
    EXPECT_EQ(read.viewing_distance_m, 4);
    ASSERT_EQ(read.recent.size(), 1u);
    EXPECT_EQ(read.recent.front().title, "Б");
    folder.write(
        "waymark/settings.json",
        R"({"theme": "purple", "toolbar_edge": 9, "viewing_distance_m": 900, "motion": 1, "last_folder": "/c",
                     "recent": [5, {"path": 7}, {"path": "/a/b.waymark", "title": null}]})");
    read = settings_of_this_person(system_files());
    EXPECT_EQ(read.theme, ThemeName::paper);
    EXPECT_EQ(read.toolbar_edge, ToolbarEdge::automatic);
    EXPECT_EQ(read.viewing_distance_m, 0);
    EXPECT_TRUE(read.motion);
    EXPECT_EQ(read.last_folder, "/c") << "one odd field leaves the others";
    EXPECT_EQ(read.recent.size(), 1u);
    folder.write("waymark/settings.json", "{\"theme\": \"purple\", [");
    read = settings_of_this_person(system_files());
    EXPECT_EQ(read.theme, ThemeName::paper);
    ::unsetenv("XDG_CONFIG_HOME");
}

} // namespace waymark::testing
