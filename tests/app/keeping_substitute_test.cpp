#include "app/keeping.hpp"
#include "tests/app/waiting.hpp"

/// What is kept in the substitute for a state folder that cannot be written is as much somebody's as anything
/// else.
namespace waymark::testing {
namespace {

/// One Waymark keeps in `run`; for the other that is the substitute of a folder that it can write.
struct Beside {
    const ScratchFolder folder;
    const std::string path = folder / "winter.waymark";
    Settings in_substitute, usual = kept_in(folder);
    Beside() {
        in_substitute.state_folder = folder / "run";
        usual.fallback_folder = folder / "run";
    }
    /// The session in its file, and something more on the board.
    static Session worked_on(ScriptedHand& hand, const std::string& path) {
        perform(hand.app, SaveAs{path, false});
        wait_for_workers(hand);
        change_something(hand);
        return hand.app.present();
    }
};

TEST(keeping_substitute, a_session_that_is_open_there_is_not_opened_twice) {
    const Beside two;
    ScriptedHand first{"winter-jacket", two.in_substitute};
    Beside::worked_on(first, two.path);
    ScriptedHand second{"", two.usual};
    perform(second.app, OpenFile{two.path});
    second.send({});
    EXPECT_EQ(second.app.panel, Panel::in_use);
    EXPECT_EQ(second.app.screen, Screen::start);
}

TEST(keeping_substitute, what_was_left_there_comes_back_with_its_file) {
    const Beside two;
    Session left;
    {
        ScriptedHand first{"winter-jacket", two.in_substitute};
        left = Beside::worked_on(first, two.path);
    } // ends as if it were killed
    ScriptedHand second{"", two.usual};
    perform(second.app, OpenFile{two.path});
    second.send({});
    EXPECT_EQ(second.app.session(), left);
    EXPECT_TRUE(is_said(second.app, "is back as it was"));
    EXPECT_TRUE(second.app.keeper.is_keeping());
}

TEST(keeping_substitute, an_empty_one_changes_nothing) {
    const Beside two;
    {
        ScriptedHand first{"winter-jacket", two.usual};
        Beside::worked_on(first, two.path);
    }
    ScriptedHand second{"", two.usual};
    perform(second.app, OpenFile{two.path});
    second.send({});
    EXPECT_TRUE(is_said(second.app, "is back as it was"));
    EXPECT_FALSE(system_files().stamp(two.folder / "run/sessions")) << "nothing is made there";
}

} // namespace
} // namespace waymark::testing
