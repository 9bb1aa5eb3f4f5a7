#include "app/chrome.hpp"
#include "app/perform.hpp"
#include "sessions/templates.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/scratch_folder.hpp"

namespace waymark::testing {

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

/// Where a finger still is that has answered another question, or has pressed twice what closes.
TEST(unsaved_changes, are_not_let_go_of_by_a_press_that_comes_with_the_question) {
    for (const ContactWith with : {ContactWith{}, ScriptedHand::finger()}) {
        ScriptedHand hand;
        hand.size_px = {1280, 800};
        perform(hand.app, SetUiScale{1});
        change_something(hand);
        hand.send({CloseAsked{}});
        for (int i = 0; i < 4; ++i) hand.send({});
        const Vec2 dont_save{640, 468}, keep_working{490, 468};
        bool quits = false;
        const auto tap = [&](Vec2 at_px) {
            hand.press(at_px, with);
            quits = quits || hand.app.effects.quit;
            for (int i = 0; i < 3; ++i) hand.send({});
            hand.release(at_px, with);
            for (int i = 0; i < 3 && !(quits = quits || hand.app.effects.quit); ++i) hand.send({});
        };
        tap(dont_save);
        EXPECT_TRUE(hand.app.guard) << "the question stays";
        EXPECT_FALSE(quits);
        tap(keep_working);
        EXPECT_FALSE(hand.app.guard) << "what loses nothing is taken at once";
        hand.send({CloseAsked{}});
        hand.wait(0.6);
        tap(dont_save);
        EXPECT_TRUE(quits);
    }
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

TEST(exporting, names_nobody_unless_that_was_chosen) {
    const ScratchFolder folder;
    Session session = *session_from_template("winter-jacket", new_session_id());
    session.facilitator = "Ada Quill", session.sponsor = "Bert Ovenhouse";
    Participant participant;
    participant.id = Id{session.next_id++};
    participant.name = "Clara Finch";
    session.participants = {Shared<Participant>{participant}};
    folder.write("a.waymark", encoded(session, 0));
    ScriptedHand hand;
    perform(hand.app, OpenFile{folder / "a.waymark"});
    for (const bool names : {false, true}) {
        perform(hand.app, ExportTo{folder / "a.svg", names});
        wait_for_workers(hand);
        const std::string svg = folder.read("a.svg");
        for (const char* name : {"Quill", "Ovenhouse", "Finch"})
            EXPECT_EQ(svg.find(name) != std::string::npos, names) << name;
    }
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

} // namespace waymark::testing
