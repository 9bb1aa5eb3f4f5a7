#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "sessions/templates.hpp"
#include "tests/app/waiting.hpp"
#include "tests/child_program.hpp"

/// `waymark recover`: what the start screen shows, without a screen.
namespace waymark::testing {
namespace {

/// A session with this title that is let go of; returns it as it was.
Session let_go_of(const std::string& state_folder, const std::string& title) {
    Settings settings;
    settings.state_folder = state_folder;
    ScriptedHand hand{"winter-jacket", settings};
    const Id note = (*hand.journey().notes.begin())->id;
    perform(hand.app, Commit{SetText{note, title}, std::nullopt});
    hand.send({});
    const Session session = hand.app.present();
    perform(hand.app, CloseSession{});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    EXPECT_EQ(hand.app.screen, Screen::start);
    return session;
}

TEST(recover, lists_what_was_let_go_of_and_writes_it_into_a_file) {
    const ScratchFolder folder;
    const test::Variable home{"XDG_STATE_HOME", folder.path()};
    const Session session = let_go_of(folder / "waymark", "Let go");
    const test::Answer list = test::waymark({"recover"});
    ASSERT_EQ(list.status, 0) << list.err;
    EXPECT_NE(list.out.find("(let go of)"), std::string::npos) << list.out;
    const std::string name = list.out.substr(0, list.out.find("  "));
    const std::string output = folder / "back.waymark";
    const test::Answer back = test::waymark({"recover", name, "-o", output});
    ASSERT_EQ(back.status, 0) << back.err;
    EXPECT_NE(back.err.find("the trash"), std::string::npos) << back.err;
    const Result<OpenedSession> opened = open_session(system_files(), output);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->session, session);
    EXPECT_EQ(test::waymark({"recover"}).out, list.out) << "the trash keeps it all the same";
}

/// Sessions go where the substitute for the state folder would be; that is a state folder, too.
struct Substitute {
    const ScratchFolder folder;
    const test::Variable home{"XDG_STATE_HOME", folder / "none"}, run{"XDG_RUNTIME_DIR", folder / "run"};
    Settings settings;
    Substitute() {
        EXPECT_TRUE(system_files().make_folder(folder / "run", 0700));
        settings.state_folder = folder / "run/waymark";
    }
};

TEST(recover, finds_what_was_kept_in_the_substitute_for_the_state_folder) {
    const Substitute substitute;
    {
        ScriptedHand hand{"winter-jacket", substitute.settings};
        change_something(hand);
    } // ends as if it were killed
    const test::Answer list = test::waymark({"recover"});
    EXPECT_EQ(list.status, 0) << list.err;
    EXPECT_NE(list.out.find("(never saved)"), std::string::npos) << list.out;
}

TEST(recover, takes_nothing_out_of_the_hands_of_a_waymark_that_keeps_it_in_the_substitute) {
    const Substitute substitute;
    const std::string file = substitute.folder / "board.waymark";
    std::string name;
    {
        ScriptedHand hand{"winter-jacket", substitute.settings};
        perform(hand.app, SaveAs{file, false});
        wait_for_workers(hand);
        change_something(hand);
        name = text_of(hand.app.present().id);
        for (const std::string& wanted : {file, name}) {
            const test::Answer answer = test::waymark({"recover", wanted, "-o", file + ".new"});
            EXPECT_EQ(answer.status, 1) << wanted;
            EXPECT_NE(answer.err.find("is open in Waymark; save it there, or close it first."),
                      std::string::npos)
                << answer.err;
        }
        EXPECT_FALSE(system_files().stamp(file + ".new"));
        EXPECT_FALSE(system_files().stamp(substitute.folder / "none")) << "a question makes no folders";
    } // ends as if it were killed: then it can be had by either name
    EXPECT_EQ(test::waymark({"recover", file, "-o", file + ".new"}).status, 0);
    EXPECT_EQ(test::waymark({"recover", name, "-o", file + ".too"}).status, 0);
}

} // namespace
} // namespace waymark::testing
