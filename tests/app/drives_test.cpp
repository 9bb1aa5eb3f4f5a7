#include "app/drives.hpp"

#include "app/chrome.hpp"
#include "app/drives_mounts.hpp"
#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

/// A share whose server has gone away, a stick that was pulled: the board goes on with what is known.
namespace waymark::testing {
namespace {

/// A door that everybody waits at who wants to know something of the drive behind it.
class Door {
public:
    void open() {
        const std::lock_guard lock{mutex_};
        is_open_ = true;
        wake_.notify_all();
    }
    void pass() {
        std::unique_lock lock{mutex_};
        ++waiting_;
        most_ = std::max(most_, waiting_);
        wake_.wait(lock, [this] { return is_open_; });
        --waiting_;
    }
    int most() const { ///< that ever stood at it at once
        const std::lock_guard lock{mutex_};
        return most_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool is_open_ = false;
    int waiting_ = 0, most_ = 0;
};

/// What lies in this folder says nothing until the door opens; everything else is as it is.
class HangingLooker : public Looker {
public:
    HangingLooker(std::string hung, std::shared_ptr<Door> door)
        : hung_{std::move(hung)}, door_{std::move(door)} {}
    Result<FileStamp> stamp(const std::string& path) override { return at(path).stamp(path); }
    bool is_folder(const std::string& path) override { return at(path).is_folder(path); }
    std::vector<FolderEntry> entries(const std::string& folder,
                                     const std::vector<std::string>& endings) override {
        return at(folder).entries(folder, endings);
    }
    std::int64_t newest_ns(const std::string& folder) override { return at(folder).newest_ns(folder); }

private:
    Looker& at(const std::string& path) {
        if (path.starts_with(hung_)) door_->pass();
        return *real_;
    }
    std::string hung_;
    std::shared_ptr<Door> door_;
    std::shared_ptr<Looker> real_ = looker(system_files());
};

/// Files of which those in a folder cannot be read until the door opens.
class HangingFiles : public FaultyFiles {
public:
    HangingFiles() : FaultyFiles{system_files()} {}
    std::string hung = "nowhere";
    std::shared_ptr<Door> door = std::make_shared<Door>();
    Result<std::string> read(const std::string& path, std::uint64_t limit) override {
        if (path.starts_with(hung)) door->pass();
        return FaultyFiles::read(path, limit);
    }
};

/// A drive of its own, in which a test may make a folder. Empty where there is none.
std::string other_drive() {
    const std::string place = "/dev/shm";
    const std::string usual = drive_of(std::filesystem::temp_directory_path().string());
    return std::filesystem::is_directory(place) && drive_of(place) != usual ? place : "";
}

struct Hanging {
    explicit Hanging(const std::string& drive, Settings settings = {})
        : gone{drive + "/waymark-gone"}, hand{"", std::move(settings)} {
        hand.waits_for_drives = false;
        hand.app.drives->look_with(std::make_shared<HangingLooker>(gone, door));
    }
    ~Hanging() { door->open(); }

    std::string gone;
    std::shared_ptr<Door> door = std::make_shared<Door>();
    ScriptedHand hand;
};

/// Frames until it is so, while threads have their time.
template <class Is> bool comes_about(ScriptedHand& hand, Is is) {
    for (int i = 0; i < 2000 && !is(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
        hand.send({});
    }
    return is();
}

/// A program that reads its files through others.
struct Board {
    Board(Files& files, Settings settings) : app{files, std::move(settings)} {
        app.settings.motion = false;
        app.patience_s = 0;
        turn();
    }
    void turn() {
        time_s += 0.016;
        Input input;
        input.size_px = {1280, 800};
        input.time_s = time_s;
        last = frame(app, input);
    }
    template <class Is> bool comes_about(Is is) {
        for (int i = 0; i < 2000 && !is(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
            turn();
        }
        return is();
    }
    App app;
    double time_s = 0;
    Frame last;
};

std::string saved_board(const ScratchFolder& folder) {
    const std::string path = folder / "board.waymark";
    EXPECT_TRUE(save_session(system_files(), path, ScriptedHand{}.start, 1, nullptr));
    return path;
}

} // namespace

TEST(drives, mounts_are_read_from_the_kernels_list) {
    const std::vector<Mount> mounts =
        mounts_in("22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
                  "40 22 0:36 / /mnt/team\\040share rw - nfs4 server:/team rw,vers=4.2\n"
                  "nonsense\n"
                  "41 22 8:17 / /media/stick rw,nosuid shared:9 master:2 - vfat /dev/sdb1 rw\n");
    EXPECT_EQ(mounts,
              (std::vector<Mount>{{"/", "ext4"}, {"/mnt/team share", "nfs4"}, {"/media/stick", "vfat"}}));
}

TEST(drives, a_path_lies_on_the_drive_its_links_lead_to) {
    const ScratchFolder folder;
    std::filesystem::create_symlink("/mnt/share/boards", folder / "boards");
    std::filesystem::create_symlink("here", folder / "there");
    std::filesystem::create_symlink("../../mnt/share", folder / "up"); // from /tmp/x
    std::filesystem::create_symlink("loop", folder / "loop");
    const std::vector<Mount> mounts{{"/", "ext4"},          {"/home", "nfs4"},    {"/mnt/share", "cifs"},
                                    {"/mnt/share/in", "x"}, {"/media/s", "vfat"}, {"/disk", "ext4"}};
    const auto drive = [&](const std::string& path) { return drive_of(path, mounts, "/root"); };
    EXPECT_EQ(drive("/etc/hosts"), "/");
    EXPECT_EQ(drive("/"), "/");
    EXPECT_EQ(drive("/mnt/share"), "/mnt/share");
    EXPECT_EQ(drive("/mnt/shared/x"), "/") << "another name that begins so";
    EXPECT_EQ(drive("/mnt/share/in/x"), "/mnt/share")
        << "it is not looked for behind a drive that may be away";
    EXPECT_EQ(drive("/media/s/a.waymark"), "/media/s");
    EXPECT_EQ(drive("/home/anna/x"), "/home");
    EXPECT_EQ(drive(folder / "boards/a.waymark"), "/mnt/share");
    EXPECT_EQ(drive(folder / "up/a.waymark"), "/mnt/share");
    EXPECT_EQ(drive(folder / "there/a.waymark"), "/");
    EXPECT_EQ(drive(folder / "loop/a.waymark"), "/");
    EXPECT_EQ(drive_of("/disk/anna/a", mounts, "/disk/anna"), "/disk");
}

TEST(drives, answers_are_remembered_and_asked_for_again_when_they_are_old) {
    const ScratchFolder folder;
    Drives drives{looker(system_files())};
    drives.begin(10);
    EXPECT_FALSE(drives.stamp(folder / "a")) << "nothing is known yet";
    drives.finish();
    ASSERT_TRUE(drives.stamp(folder / "a"));
    EXPECT_FALSE(*drives.stamp(folder / "a").answer) << "it is not there";
    folder.write("a", "here");
    drives.begin(11);
    EXPECT_FALSE(*drives.stamp(folder / "a").answer) << "of a second ago";
    drives.finish();
    EXPECT_LT(drives.again_s(), 0);
    drives.begin(13);
    EXPECT_FALSE(*drives.stamp(folder / "a").answer) << "the last answer, at once";
    drives.finish();
    EXPECT_EQ(drives.again_s(), 0) << "there is something new to be shown";
    ASSERT_TRUE(*drives.stamp(folder / "a").answer);
    EXPECT_EQ((*drives.stamp(folder / "a").answer)->size, 4u);
}

TEST(drives, a_folder_does_not_look_at_what_other_drives_hold) {
    const std::string other = other_drive();
    if (other.empty()) GTEST_SKIP() << "This machine has one drive only.";
    const ScratchFolder folder;
    std::filesystem::create_symlink(other + "/not there", folder / "share");
    std::filesystem::create_symlink(other + "/nor this", folder / "board.waymark");
    std::filesystem::create_symlink("not here", folder / "broken");
    const std::vector<FolderEntry> entries = folder_entries(folder.path(), {".waymark"});
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].name, "share");
    EXPECT_TRUE(entries[0].is_folder);
    EXPECT_EQ(entries[1].name, "board.waymark");
    EXPECT_FALSE(entries[1].is_folder);
}

TEST(drives, the_start_screen_goes_on_while_one_hangs) {
    const std::string drive = other_drive();
    if (drive.empty()) GTEST_SKIP() << "This machine has one drive only.";
    const ScratchFolder folder;
    const std::string here = saved_board(folder);
    Hanging hanging{drive};
    ScriptedHand& hand = hanging.hand;
    for (int i = 0; i < 5; ++i)
        note_recent(hand.app.settings, hanging.gone + "/" + std::to_string(i) + ".waymark", "Gone", i);
    note_recent(hand.app.settings, here, "Here", 9);
    const auto is_drawn = [&] {
        const std::shared_ptr<const Thumbnail> made =
            hand.app.thumbnails.get({{}, here, {}}, hand.app.settings.theme);
        return made && made->notes > 0;
    };
    EXPECT_TRUE(comes_about(hand, is_drawn)) << "the picture of the one that is there";
    for (int i = 0; i < 300; ++i) hand.wait(0.05);
    EXPECT_EQ(hanging.door->most(), 1) << "nobody asks a drive that hangs twice";
    EXPECT_TRUE(hand.app.drives->stamp(hanging.gone + "/0.waymark").late);
    EXPECT_TRUE(comes_about(hand, [&] { return hand.last.effects.next_frame_s > 0.1; }))
        << "nor is the board kept awake";
    hanging.door->open();
    EXPECT_TRUE(comes_about(hand, [&] {
        const auto known = hand.app.drives->stamp(hanging.gone + "/0.waymark");
        return known && !known.late;
    })) << "and when it answers, that is seen";
}

TEST(drives, a_dialog_begins_elsewhere_when_its_folder_does_not_answer) {
    const std::string drive = other_drive();
    if (drive.empty()) GTEST_SKIP() << "This machine has one drive only.";
    const ScratchFolder folder;
    Hanging hanging{drive};
    ScriptedHand& hand = hanging.hand;
    perform(hand.app, NewSession{"winter-jacket"});
    hand.send({});
    hand.app.file.path = hanging.gone + "/board.waymark"; // it lies there, and cannot be saved
    hand.app.settings.last_folder = folder.path();
    perform(hand.app, ShowPanel{Panel::save_file});
    for (int i = 0; i < 4; ++i) hand.send({});
    hand.wait(1.2);
    EXPECT_TRUE(comes_about(hand, [&] { return bool{hand.app.drives->is_folder(folder.path())}; }));
    for (int i = 0; i < 4; ++i) hand.send({});
    hand.type("safe");
    for (int i = 0; i < 4; ++i) hand.send({});
    hand.key(Key::enter);
    EXPECT_TRUE(comes_about(hand, [&] { return hand.app.file.path == folder / "safe.waymark"; }));
    EXPECT_EQ(hanging.door->most(), 1);
}

TEST(drives, what_is_there_is_not_written_over_though_nobody_could_know_in_time) {
    const ScratchFolder folder;
    folder.write("there.waymark", "somebody's");
    ScriptedHand hand;
    perform(hand.app, SaveAs{folder / "there.waymark", false});
    wait_for_workers(hand);
    EXPECT_TRUE(is_said(hand.app, "there.waymark is there already"));
    EXPECT_EQ(folder.read("there.waymark"), "somebody's");
    EXPECT_EQ(hand.app.file.path, "");
    perform(hand.app, SaveAs{folder / "there.waymark", true});
    wait_for_workers(hand);
    EXPECT_EQ(hand.app.file.path, folder / "there.waymark");
}

TEST(drives, a_session_on_one_that_hangs_opens_when_it_answers) {
    const ScratchFolder folder;
    const std::string path = saved_board(folder);
    HangingFiles files;
    files.hung = path;
    Board board{files, {}};
    perform(board.app, OpenFile{path});
    for (int i = 0; i < 20; ++i) board.turn();
    EXPECT_EQ(board.app.screen, Screen::start);
    EXPECT_TRUE(is_said(board.app, "Opening board.waymark …"));
    EXPECT_GE(board.last.effects.next_frame_s, 0);
    files.door->open();
    EXPECT_TRUE(board.comes_about([&] { return board.app.screen == Screen::board; }));
    EXPECT_EQ(board.app.file.path, path);
    EXPECT_FALSE(board.app.dirty());
}

TEST(drives, whoever_began_something_else_meanwhile_keeps_it) {
    const ScratchFolder folder;
    const std::string path = saved_board(folder);
    HangingFiles files;
    files.hung = path;
    Board board{files, {}};
    perform(board.app, OpenFile{path});
    board.turn();
    perform(board.app, NewSession{"five-stages"});
    const Session begun = board.app.session();
    files.door->open();
    board.app.drives->finish();
    for (int i = 0; i < 5; ++i) board.turn();
    EXPECT_EQ(board.app.session(), begun);

    // Or is asked, when the work they went on with is not saved.
    HangingFiles more;
    more.hung = path;
    Board second{more, {}};
    perform(second.app, NewSession{"winter-jacket"});
    perform(second.app, OpenFile{path});
    second.turn();
    const Id stage = second.app.board_journey().stages.front()->id;
    perform(second.app, Commit{RenameStage{stage, "It turns cold"}, std::nullopt});
    more.door->open();
    EXPECT_TRUE(second.comes_about([&] { return second.app.guard.has_value(); }));
    EXPECT_EQ(second.app.board_journey().stages.front()->title, "It turns cold");
}

TEST(drives, a_session_comes_back_though_its_file_lies_on_one_that_hangs) {
    const ScratchFolder folder;
    const std::string path = folder / "board.waymark";
    Session left;
    {
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, SaveAs{path, false});
        wait_for_workers(hand);
        left = hand.app.session();
    }
    HangingFiles files;
    files.hung = path;
    Board board{files, kept_in(folder)};
    bring_back_newest(board.app);
    board.turn();
    ASSERT_EQ(board.app.screen, Screen::board);
    EXPECT_EQ(board.app.session(), left);
    EXPECT_TRUE(board.app.dirty()) << "it is not known what its file holds";
    files.door->open();
    EXPECT_TRUE(board.comes_about([&] { return !board.app.dirty(); })) << "the same, as turns out";
}

} // namespace waymark::testing
