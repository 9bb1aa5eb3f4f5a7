#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "tests/app/waiting.hpp"
#include "tests/child_program.hpp"

#include <cstdlib>

/// `waymark recover`: what the start screen shows, without a screen.
namespace waymark::testing {
namespace {

/// The state folder of the programs that are started, for as long as it lives.
class StateHome {
public:
    explicit StateHome(const std::string& folder) { ::setenv("XDG_STATE_HOME", folder.c_str(), 1); }
    ~StateHome() {
        if (before_)
            ::setenv("XDG_STATE_HOME", before_->c_str(), 1);
        else
            ::unsetenv("XDG_STATE_HOME");
    }

private:
    std::optional<std::string> before_ = [] {
        const char* const set = std::getenv("XDG_STATE_HOME");
        return set ? std::optional<std::string>{set} : std::nullopt;
    }();
};

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
    const StateHome home{folder.path()};
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

TEST(recover, finds_what_was_kept_in_the_substitute_for_the_state_folder) {
    const ScratchFolder folder;
    const StateHome home{folder / "none"};
    const char* const run_folder = std::getenv("XDG_RUNTIME_DIR");
    const std::optional<std::string> before =
        run_folder ? std::optional<std::string>{run_folder} : std::nullopt;
    ::setenv("XDG_RUNTIME_DIR", (folder / "run").c_str(), 1);
    ASSERT_TRUE(system_files().make_folder(folder / "run", 0700));
    {
        Settings settings;
        settings.state_folder =
            folder / "run/waymark"; // as the substitute is used: it is a state folder, too
        ScriptedHand hand{"winter-jacket", settings};
        const Id note = (*hand.journey().notes.begin())->id;
        perform(hand.app, Commit{SetText{note, "Kept elsewhere"}, std::nullopt});
        hand.send({});
    } // ends as if it were killed
    const test::Answer list = test::waymark({"recover"});
    EXPECT_EQ(list.status, 0) << list.err;
    EXPECT_NE(list.out.find("(never saved)"), std::string::npos) << list.out;
    if (before)
        ::setenv("XDG_RUNTIME_DIR", before->c_str(), 1);
    else
        ::unsetenv("XDG_RUNTIME_DIR");
}

} // namespace
} // namespace waymark::testing
