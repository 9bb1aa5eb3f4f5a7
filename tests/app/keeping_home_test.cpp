#include "app/keeping.hpp"
#include "sessions/templates.hpp"
#include "tests/app/kept_places.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

/// The substitute for a state folder that cannot be written: into it, back out of it, and home again.
namespace waymark::testing {

TEST(keeping_home, a_state_folder_that_cannot_be_written_is_said_until_it_can) {
    const ScratchFolder folder;
    folder.write("state", "a file where the folder should be");
    ScriptedHand hand{"winter-jacket", kept_in(folder)};
    hand.send({});
    EXPECT_TRUE(is_said(hand.app, "What is done now is not kept safe."));
    hand.wait(60);
    EXPECT_TRUE(is_said(hand.app, "What is done now is not kept safe."));
    hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
    EXPECT_NE(hand.app.session(), hand.start) << "the work goes on";
}

TEST(keeping_home, a_state_folder_that_cannot_be_written_has_a_substitute_until_the_machine_is_switched_off) {
    const ScratchFolder folder;
    folder.write("state", "a file where the folder should be");
    const Settings settings = with_substitute(folder);
    Session left;
    {
        ScriptedHand hand{"winter-jacket", settings};
        hand.send({});
        EXPECT_TRUE(is_said(hand.app, "What is done now is lost when this machine is switched off"));
        EXPECT_TRUE(hand.app.messages.back().offers_place);
        EXPECT_TRUE(hand.app.keeper.is_keeping());
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        left = hand.app.session();
    }
    ScriptedHand again{"", settings};
    bring_back_newest(again.app);
    again.send({});
    EXPECT_EQ(again.app.session(), left);
    EXPECT_TRUE(again.app.keeper.is_keeping()) << "it goes on where it was left";
    EXPECT_TRUE(is_said(again.app, "is lost when this machine is switched off"));
}

TEST(keeping_home, what_was_left_in_the_substitute_comes_back_with_its_file) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    folder.write("state", "a file where the folder should be");
    const Session left = left_open(path, with_substitute(folder));
    ScriptedHand again{"", with_substitute(folder)};
    perform(again.app, OpenFile{path});
    again.send({});
    EXPECT_EQ(again.app.session(), left);
    EXPECT_TRUE(again.app.keeper.is_keeping());
}

TEST(keeping_home, a_session_that_is_open_in_the_substitute_is_in_use) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    folder.write("state", "a file where the folder should be");
    ScriptedHand first{"", with_substitute(folder)};
    perform(first.app, OpenFile{path});
    first.send({});
    first.drag(first.on_note(first.note("Search engine")), first.on_note(first.note("Care guide")));
    ScriptedHand second{"", with_substitute(folder)};
    perform(second.app, OpenFile{path});
    second.send({});
    EXPECT_NE(second.app.screen, Screen::board) << "it is asked: a copy, or to look on";
}

TEST(keeping_home, the_substitute_is_left_when_the_state_folder_can_be_written_again) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    folder.write("state", "a file where the folder should be");
    Session done;
    {
        ScriptedHand hand{"", with_substitute(folder)};
        perform(hand.app, OpenFile{path});
        hand.send({});
        hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
        EXPECT_TRUE(hand.app.keeper.is_in_substitute());
        hand.wait(31);
        EXPECT_TRUE(hand.app.keeper.is_in_substitute()) << "there is still no room";
        std::filesystem::remove(folder / "state");
        wait_until_home(hand);
        EXPECT_FALSE(hand.app.keeper.is_in_substitute());
        EXPECT_TRUE(is_said(hand.app, "is kept safe again"));
        EXPECT_TRUE(names_below(folder, "run/sessions").empty());
        change_something(hand);
        done = hand.app.session();
    }
    ScriptedHand again{"", kept_in(folder)};
    bring_back_newest(again.app);
    EXPECT_EQ(again.app.session(), done);
}

/// Recovery on a full disk goes on in the substitute; what lies at home is older from then on.
TEST(keeping_home, an_older_state_does_not_come_back_after_the_newer_was_closed) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    left_open(path, with_substitute(folder));
    const std::string home = folder / "state/sessions/" + names_below(folder, "state/sessions").at(0);
    struct FullFiles : FaultyFiles {
        FullFiles(const std::string& h) : FaultyFiles{system_files()}, home{h} {}
        std::string home;
        Result<std::unique_ptr<WritableFile>> create(const std::string& at, std::uint32_t mode) override {
            if (at.starts_with(home)) return Error{ErrorKind::disk_full, at, "There is no room."};
            return FaultyFiles::create(at, mode);
        }
    } files{home};
    {
        ScriptedHand again{"", with_substitute(folder), files};
        perform(again.app, OpenFile{path});
        again.send({});
        ASSERT_TRUE(again.app.keeper.is_in_substitute());
        change_something(again);
        perform(again.app, Save{});
        wait_for_workers(again);
        perform(again.app, CloseSession{});
        again.send({});
    }
    EXPECT_TRUE(names_below(folder, "state/sessions").empty());
    EXPECT_EQ(names_below(folder, "state/trash").size(), 1u) << "but it is there for thirty days";
    ScriptedHand third{"", with_substitute(folder)};
    bring_back_newest(third.app);
    EXPECT_EQ(third.app.screen, Screen::start);
}

/// It could not be read when the session was opened, and can be by then.
TEST(keeping_home, going_home_lays_nothing_over_work_that_nobody_has_seen) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    const Session left = left_open(path, kept_in(folder));
    TroubledFiles files;
    ScriptedHand again{"", with_substitute(folder), files};
    files.is_failing = true;
    perform(again.app, OpenFile{path});
    again.send({});
    ASSERT_TRUE(again.app.keeper.is_in_substitute());
    files.is_failing = false;
    wait_until_home(again);
    EXPECT_FALSE(again.app.keeper.is_in_substitute());
    const std::vector<std::string> trash = names_below(folder, "state/trash");
    ASSERT_EQ(trash.size(), 1u);
    const Result<RecoveredSession> back =
        recover_session(system_files(), folder / "state/trash/" + trash.front());
    ASSERT_TRUE(back);
    EXPECT_EQ(back->session, left);
}

TEST(keeping_home, a_copy_of_what_is_open_in_the_substitute_has_a_folder_of_its_own) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    folder.write("state", "a file where the folder should be");
    ScriptedHand first{"", with_substitute(folder)};
    perform(first.app, OpenFile{path});
    first.send({});
    first.drag(first.on_note(first.note("Search engine")), first.on_note(first.note("Care guide")));
    std::filesystem::remove(folder / "state");
    ScriptedHand second{"", with_substitute(folder)};
    perform(second.app, OpenFile{path, OpenAs::copy});
    second.send({});
    ASSERT_EQ(second.app.screen, Screen::board);
    std::vector<std::string> kept;
    for (const std::string& name : names_below(folder, "state/sessions"))
        if (names_below(folder, "state/sessions/" + name).size() > 1) kept.push_back(name);
    EXPECT_EQ(kept, std::vector<std::string>{text_of(second.app.session().id)});
}

} // namespace waymark::testing
