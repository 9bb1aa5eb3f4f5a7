#include "app/chrome.hpp"
#include "app/keeping.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace waymark::testing {
namespace {

std::vector<std::string> names_in(const ScratchFolder& folder, const std::string& below) {
    const Result<std::vector<std::string>> names = system_files().names(folder / below);
    return names ? *names : std::vector<std::string>{};
}

/// A program that starts after another one has ended without closing its session.
struct Restarted : ScriptedHand {
    explicit Restarted(const ScratchFolder& folder) : ScriptedHand{"", kept_in(folder)} {
        bring_back_newest(app);
        send({});
    }
};

/// Somebody begins to write on the note, and nothing is done with it yet.
Id written_on(ScriptedHand& hand, std::string_view words) {
    const Id note = hand.note("Search engine");
    perform(hand.app, Write{note, false});
    hand.send({});
    hand.type(words);
    return note;
}

std::string text_of_note(const App& app, Id note) {
    const Note* found = find_note(app.board_journey(), note);
    return found ? found->text : "(no such note)";
}

} // namespace

TEST(keeping, a_session_that_was_never_named_comes_back_without_a_question) {
    const ScratchFolder folder;
    Session left;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        hand.control(Key::z);
        hand.control(Key::z, true);
        left = hand.app.session();
        EXPECT_NE(left, hand.start);
    } // ends as if it were killed: nothing is closed
    Restarted again{folder};
    EXPECT_EQ(again.app.screen, Screen::board);
    EXPECT_EQ(again.app.session(), left);
    EXPECT_TRUE(again.app.dirty());
    EXPECT_TRUE(is_said(again.app, "“Winter jacket” is back as it was at "));
    EXPECT_FALSE(again.app.guard);
    perform(again.app, CloseSession{});
    EXPECT_TRUE(again.app.guard) << "what came back is not let go of silently";
}

TEST(keeping, words_that_are_being_written_come_back) {
    const ScratchFolder folder;
    Id note{};
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        note = written_on(hand, " и поиск");
    }
    Restarted again{folder};
    EXPECT_EQ(text_of_note(again.app, note), "Search engine и поиск");
}

TEST(keeping, words_given_up_are_given_up) {
    const ScratchFolder folder;
    Id note{};
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        note = written_on(hand, " and more");
        perform(hand.app, StopWriting{false});
        hand.send({});
    }
    EXPECT_EQ(text_of_note(Restarted{folder}.app, note), "Search engine");
}

TEST(keeping, a_stroke_under_way_comes_back) {
    const ScratchFolder folder;
    {
        ScriptedHand hand{"blank", kept_in(folder)};
        perform(hand.app, ChooseTool{Tool::pen});
        hand.press({300, 1500});
        hand.glide({300, 1500}, {900, 1600}, {}, 30); // half a second
    }
    const Restarted again{folder};
    ASSERT_EQ(again.app.board_journey().ink.size(), 1u);
    const Ink& ink = *again.app.board_journey().ink[0];
    const float length = ink.points.back().at.x - ink.points.front().at.x;
    EXPECT_GT(length * again.app.view.zoom, 400) << "all but the last tenth of a second";
}

TEST(keeping, a_note_in_a_hand_is_where_it_was) {
    const ScratchFolder folder;
    Session before;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        before = hand.app.session();
        const Vec2 from = hand.on_note(hand.note("Search engine"));
        hand.press(from);
        hand.glide(from, from + Vec2{900, 0});
    }
    EXPECT_EQ(Restarted{folder}.app.session(), before);
}

TEST(keeping, a_closed_session_leaves_nothing_and_one_let_go_of_goes_to_the_trash) {
    const ScratchFolder folder;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, CloseSession{}); // untouched
        EXPECT_EQ(hand.app.screen, Screen::start);
        EXPECT_TRUE(names_in(folder, "state/sessions").empty());

        perform(hand.app, NewSession{"winter-jacket"});
        hand.send({});
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        perform(hand.app, CloseSession{});
        perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
        EXPECT_EQ(hand.app.screen, Screen::start);
    }
    EXPECT_TRUE(names_in(folder, "state/sessions").empty());
    const std::vector<std::string> trash = names_in(folder, "state/trash");
    ASSERT_EQ(trash.size(), 1u);
    EXPECT_TRUE(recover_session(system_files(), folder / "state/trash/" + trash[0]));
    EXPECT_EQ(Restarted{folder}.app.screen, Screen::start) << "the trash does not come back by itself";
}

TEST(keeping, a_file_opened_again_is_as_it_was_left) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark";
    Session left;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, SaveAs{path, false});
        while (hand.app.saving) hand.wait(0.01);
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        left = hand.app.session();
    }
    ScriptedHand again{"", kept_in(folder)};
    perform(again.app, OpenFile{path});
    again.send({});
    EXPECT_EQ(again.app.session(), left);
    EXPECT_EQ(again.app.file.path, path);
    EXPECT_TRUE(again.app.dirty());
    perform(again.app, Save{});
    while (again.app.saving) again.wait(0.01);
    EXPECT_EQ(open_session(system_files(), path)->session, left) << "no conflict: nobody else has changed it";
    perform(again.app, CloseSession{});
    EXPECT_TRUE(names_in(folder, "state/sessions").empty());
}

TEST(keeping, work_left_open_is_not_given_up_for_a_file_that_others_went_on_with) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark";
    Session left, theirs;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, SaveAs{path, false});
        while (hand.app.saving) hand.wait(0.01);
        theirs = hand.app.session();
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        left = hand.app.session();
    }
    theirs.title = "Theirs";
    ASSERT_TRUE(save_session(system_files(), path, theirs, 1000, nullptr)); // many edits later
    ScriptedHand again{"", kept_in(folder)};
    perform(again.app, OpenFile{path});
    again.send({});
    EXPECT_EQ(again.app.session(), left);
    EXPECT_TRUE(is_said(again.app, "was changed since"));
    perform(again.app, Save{});
    while (again.app.saving) again.wait(0.01);
    EXPECT_EQ(open_session(system_files(), path)->session, theirs);
    EXPECT_NE(again.app.file.path, path) << "ours lies beside it";
    EXPECT_EQ(open_session(system_files(), again.app.file.path)->session, left);
}

TEST(keeping, a_file_with_the_same_bytes_is_the_same_whatever_its_drive_says) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark";
    Session left;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, SaveAs{path, false});
        while (hand.app.saving) hand.wait(0.01);
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        left = hand.app.session();
    }
    std::filesystem::copy_file(path,
                               path + ".copy"); // another number and another time, as a stick gives them
    std::filesystem::rename(path + ".copy", path);
    Restarted again{folder};
    EXPECT_EQ(again.app.session(), left);
    EXPECT_FALSE(is_said(again.app, "was changed since"));
    perform(again.app, Save{});
    while (again.app.saving) again.wait(0.01);
    EXPECT_EQ(again.app.file.path, path);
    EXPECT_EQ(open_session(system_files(), path)->session, left);
}

TEST(keeping, what_cannot_be_read_is_put_aside_and_said) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark";
    std::string journal_folder;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, SaveAs{path, false});
        while (hand.app.saving) hand.wait(0.01);
        journal_folder = "state/sessions/" + names_in(folder, "state/sessions").at(0);
    }
    for (const std::string& name : names_in(folder, journal_folder))
        folder.write(journal_folder + "/" + name, "nothing of ours");
    ScriptedHand again{"", kept_in(folder)};
    perform(again.app, OpenFile{path});
    again.send({});
    EXPECT_TRUE(is_said(again.app, "put aside into Waymark's trash"));
    EXPECT_TRUE(again.app.keeper.is_keeping());
    EXPECT_EQ(names_in(folder, "state/trash").size(), 1u);
}

TEST(keeping, a_salvaged_file_is_still_one_when_it_comes_back) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark";
    ASSERT_TRUE(save_session(system_files(), path, ScriptedHand{}.start, 1, nullptr));
    std::string bytes = folder.read("winter.waymark");
    bytes[bytes.find("Search engine")] = 's';
    folder.write("winter.waymark", bytes);
    {
        ScriptedHand hand{"", kept_in(folder)};
        perform(hand.app, OpenFile{path});
        hand.send({});
        EXPECT_TRUE(hand.app.file.salvaged);
    }
    const Restarted again{folder};
    EXPECT_EQ(again.app.file.path, path);
    EXPECT_TRUE(again.app.file.salvaged) << "it must not be written over";
}

TEST(keeping, a_second_program_asks_and_gets_a_copy) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark";
    ScriptedHand first{"winter-jacket", kept_in(folder)};
    perform(first.app, SaveAs{path, false});
    while (first.app.saving) first.wait(0.01);
    ScriptedHand second{"", kept_in(folder)};
    perform(second.app, OpenFile{path});
    second.send({});
    EXPECT_EQ(second.app.screen, Screen::start) << "nothing is opened before the person has chosen";
    EXPECT_EQ(second.app.panel, Panel::in_use);
    for (int i = 0; i < 3; ++i) second.send({});
    second.key(Key::enter);
    for (int i = 0; i < 3; ++i) second.send({});
    EXPECT_EQ(second.app.screen, Screen::board);
    EXPECT_EQ(second.app.panel, Panel::none);
    EXPECT_NE(second.app.session().id, first.app.session().id);
    EXPECT_EQ(second.app.file.path, "") << "it is not to write over the file of the first";
    EXPECT_EQ(names_in(folder, "state/sessions").size(), 2u);
}

TEST(keeping, a_second_program_may_look_only) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark", copy = folder / "copy.waymark";
    ScriptedHand first{"winter-jacket", kept_in(folder)};
    perform(first.app, SaveAs{path, false});
    while (first.app.saving) first.wait(0.01);
    ScriptedHand second{"", kept_in(folder)};
    perform(second.app, OpenFile{path, OpenAs::look_only});
    second.send({});
    EXPECT_EQ(second.app.session(), first.app.session());
    second.drag(second.on_note(second.note("Search engine")), second.on_note(second.note("Care guide")));
    EXPECT_EQ(second.app.session(), first.app.session()) << "nothing can be done to it";
    EXPECT_TRUE(is_said(second.app, "open in another Waymark"));
    EXPECT_FALSE(second.app.keeper.is_keeping());
    perform(second.app, SaveAs{copy, false});
    while (second.app.saving) second.wait(0.01);
    EXPECT_NE(second.app.session().id, first.app.session().id) << "its copy is a session of its own";
    second.drag(second.on_note(second.note("Search engine")), second.on_note(second.note("Care guide")));
    EXPECT_NE(second.app.session().journeys, first.app.session().journeys);
    EXPECT_TRUE(second.app.keeper.is_keeping());
}

TEST(keeping, the_start_screen_lists_what_was_left_open_and_what_was_let_go) {
    const ScratchFolder folder;
    Session left;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        left = hand.app.session();
    }
    Session let_go;
    {
        ScriptedHand hand{"spare-parts", kept_in(folder)};
        hand.control(Key::a);
        hand.key(Key::del);
        let_go = hand.app.session();
        perform(hand.app, CloseSession{});
        perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
        hand.send({});
        EXPECT_EQ(hand.app.screen, Screen::start);
    }
    const auto listed = [](ScriptedHand& hand) {
        for (int i = 0; i < 1000 && (!hand.app.left || hand.app.listing_left.valid()); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
            hand.send({});
        }
        return hand.app.left.value_or(std::vector<LeftBehind>{});
    };
    ScriptedHand again{"", kept_in(folder)};
    const std::vector<LeftBehind> list = listed(again);
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].title, left.title);
    EXPECT_FALSE(list[0].let_go);
    EXPECT_EQ(list[1].title, let_go.title);
    EXPECT_TRUE(list[1].let_go);
    for (int i = 0; i < 3; ++i) again.send({});
    std::size_t pictures = 0;
    for (const Chrome::ThumbnailPlace& place : again.app.chrome->thumbnails())
        pictures += !place.of.journal.empty();
    EXPECT_GE(pictures, 1u);
    perform(again.app, BringBack{list[1].folder});
    again.send({});
    EXPECT_EQ(again.app.session(), let_go);
    EXPECT_TRUE(again.app.dirty());
    perform(again.app, SaveAs{folder / "back.waymark", false});
    while (again.app.saving) again.wait(0.01);
    perform(again.app, CloseSession{});
    EXPECT_EQ(listed(again).size(), 1u) << "what was brought back and saved is not listed any more";
}

TEST(keeping, a_copied_file_does_not_take_the_work_left_in_the_first) {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark", copy = folder / "copy.waymark";
    Session left;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, SaveAs{path, false});
        while (hand.app.saving) hand.wait(0.01);
        std::filesystem::copy_file(path, copy);
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        left = hand.app.session();
    }
    {
        ScriptedHand other{"", kept_in(folder)};
        perform(other.app, OpenFile{copy});
        other.send({});
        EXPECT_EQ(other.app.file.path, copy);
        EXPECT_NE(other.app.session().id, left.id);
        EXPECT_TRUE(is_said(other.app, "this file goes on as a session of its own"));
        perform(other.app, Save{});
        while (other.app.saving) other.wait(0.01);
        perform(other.app, CloseSession{});
        EXPECT_EQ(other.app.screen, Screen::start);
    }
    ScriptedHand again{"", kept_in(folder)};
    perform(again.app, OpenFile{path});
    again.send({});
    EXPECT_EQ(again.app.session(), left);
}

TEST(keeping, what_is_durable_is_said_and_then_the_board_is_idle) {
    const ScratchFolder folder;
    ScriptedHand hand{"winter-jacket", kept_in(folder)};
    hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
    for (int i = 0; i < 500 && hand.app.keeper.kept() != Kept::durable; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        hand.wait(0.1);
    }
    EXPECT_EQ(hand.app.keeper.kept(), Kept::durable);
    hand.app.thumbnails.finish(); // of the start screen before
    hand.wait(10);
    hand.wait(10);
    EXPECT_LT(hand.last.effects.next_frame_s, 0) << "no more frames are wanted";
}

} // namespace waymark::testing
