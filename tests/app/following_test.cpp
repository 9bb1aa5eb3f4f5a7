#include "app/following.hpp"

#include "tests/app/waiting.hpp"

namespace waymark::testing {
namespace {

/// A program that has the session open, and a second one that looks at it.
struct Two {
    explicit Two(const ScratchFolder& folder)
        : path{folder / "winter.waymark"}, first{"winter-jacket", kept_in(folder)} {
        save();
        second.emplace("", kept_in(folder));
        perform(second->app, OpenFile{path, OpenAs::look_only});
        second->send({});
    }
    void save() {
        perform(first.app, SaveAs{path, true});
        wait_for_workers(first);
    }
    void write(Id note, const char* words) {
        perform(first.app, Commit{SetText{note, words}, std::nullopt});
        first.send({});
    }
    /// Frames as the board asks for them, until the file was looked at again.
    void look_again() {
        second->wait(follow_every_s);
        for (int i = 0; i < 2000 && second->app.following.reading.valid(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
            second->send({});
        }
    }
    std::string path;
    ScriptedHand first;
    std::optional<ScriptedHand> second;
};

TEST(following, who_looks_only_sees_what_the_other_program_saves) {
    const ScratchFolder folder;
    Two two{folder};
    const Id note = two.first.note("Search engine");
    two.second->send({});
    const View view = two.second->app.view;
    two.write(note, "Asked a friend");
    two.look_again();
    EXPECT_NE(two.second->app.session(), two.first.app.session()) << "it is not saved yet";
    two.save();
    two.look_again();
    EXPECT_EQ(two.second->app.session(), two.first.app.session());
    EXPECT_TRUE(is_said(two.second->app, "The other Waymark has saved"));
    EXPECT_EQ(two.second->app.view, view) << "where one stands is one's own";
    EXPECT_TRUE(two.second->app.file.look_only);
    EXPECT_FALSE(two.second->app.dirty());
}

TEST(following, asks_for_a_frame_a_second_and_not_for_more) {
    const ScratchFolder folder;
    Two two{folder};
    two.look_again();
    settle(*two.second);
    for (int i = 0; i < 3; ++i) two.look_again();
    EXPECT_GT(two.second->last.effects.next_frame_s, 0);
    EXPECT_LE(two.second->last.effects.next_frame_s, follow_every_s);
}

TEST(following, a_file_that_goes_or_is_broken_changes_nothing_that_is_shown) {
    const ScratchFolder folder;
    Two two{folder};
    const Session shown = two.second->app.session();
    ASSERT_TRUE(system_files().remove(two.path));
    two.look_again();
    EXPECT_EQ(two.second->app.session(), shown);
    {
        Result<std::unique_ptr<WritableFile>> out = system_files().create(two.path, 0600);
        ASSERT_TRUE(out && (*out)->append("no session at all") && (*out)->close());
    }
    two.look_again();
    EXPECT_EQ(two.second->app.session(), shown);
}

TEST(following, ends_when_the_copy_is_worked_on) {
    const ScratchFolder folder;
    Two two{folder};
    perform(two.second->app, SaveAs{folder / "copy.waymark", false});
    wait_for_workers(*two.second);
    const Session copy = two.second->app.session();
    two.write(two.first.note("Search engine"), "Asked a friend");
    two.save();
    two.look_again();
    EXPECT_EQ(two.second->app.session(), copy);
}

} // namespace
} // namespace waymark::testing
