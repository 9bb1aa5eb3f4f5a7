#include "app/keeping.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/templates.hpp"
#include "tests/app/kept_places.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

/// Where sessions are kept when that is not simple: drives that answer badly, names that change, clocks that
/// are wrong.
namespace waymark::testing {
namespace {

/// Passes everything on, but the syncs of files that were read.
struct UnconfirmingFiles : FaultyFiles {
    UnconfirmingFiles() : FaultyFiles{system_files()} {}
    Result<Done> sync_file(const std::string& path) override {
        return Error{ErrorKind::input_output, path, "The drive does not answer."};
    }
};

} // namespace

TEST(keeping_places, a_drive_that_does_not_confirm_what_was_read_takes_nothing_away) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    const Session left = left_open(path, kept_in(folder));
    UnconfirmingFiles files;
    ScriptedHand again{"", kept_in(folder), files};
    perform(again.app, OpenFile{path});
    again.send({});
    EXPECT_EQ(again.app.session(), left);
    EXPECT_TRUE(names_below(folder, "state/trash").empty());
}

TEST(keeping_places, a_folder_that_cannot_be_read_just_now_stays_where_it_is) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    const Session left = left_open(path, kept_in(folder));
    TroubledFiles files;
    {
        ScriptedHand again{"", kept_in(folder), files};
        files.is_failing = true;
        perform(again.app, OpenFile{path});
        again.send({});
        EXPECT_TRUE(is_said(again.app, "Too many files are open."));
    }
    EXPECT_TRUE(names_below(folder, "state/trash").empty());
    ScriptedHand third{"", kept_in(folder)};
    bring_back_newest(third.app);
    EXPECT_EQ(third.app.session(), left);
}

TEST(keeping_places, where_locks_tell_nothing_a_session_is_brought_back_only_when_it_is_asked_for) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder);
    const Session left = left_open(path, kept_in(folder));
    struct LocklessFiles : FaultyFiles {
        LocklessFiles() : FaultyFiles{system_files()} {}
        struct NoLock : FileLock {
            bool is_sure() const override { return false; }
        };
        Result<std::unique_ptr<FileLock>> lock(const std::string& at) override {
            if (at.find("/waiting/") != std::string::npos) return FaultyFiles::lock(at);
            return std::unique_ptr<FileLock>{std::make_unique<NoLock>()};
        }
    } files;
    ScriptedHand first{"", with_substitute(folder), files};
    bring_back_newest(first.app);
    EXPECT_EQ(first.app.screen, Screen::start);
    perform(first.app, OpenFile{path});
    first.send({});
    EXPECT_EQ(first.app.session(), left);
    EXPECT_TRUE(is_said(first.app, "cannot be told on this drive"));
    ScriptedHand second{"", with_substitute(folder), files};
    perform(second.app, OpenFile{path});
    second.send({});
    EXPECT_NE(second.app.screen, Screen::board) << "on one machine the lock in memory tells";
}

TEST(keeping_places, a_file_that_is_opened_by_another_name_brings_its_work_back) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "real");
    std::filesystem::create_directory_symlink(folder / "real", folder / "link");
    for (const std::string other : {"link/winter.waymark", "real/renamed.waymark"}) {
        std::filesystem::remove_all(folder / "state");
        const std::string path = saved_file(folder, "real/winter.waymark");
        const Session left = left_open(path, kept_in(folder));
        if (other.starts_with("real/")) std::filesystem::rename(path, folder / other);
        ScriptedHand again{"", kept_in(folder)};
        perform(again.app, OpenFile{folder / other});
        again.send({});
        EXPECT_EQ(again.app.session(), left) << other;
        EXPECT_EQ(again.app.file.path, folder / other);
    }
}

TEST(keeping_places, a_copy_of_a_file_whose_work_was_left_is_a_session_of_its_own) {
    const ScratchFolder folder;
    const std::string path = saved_file(folder), copy = folder / "copy.waymark";
    std::filesystem::copy_file(path, copy);
    const Session left = left_open(path, kept_in(folder));
    ScriptedHand again{"", kept_in(folder)};
    perform(again.app, OpenFile{copy});
    again.send({});
    EXPECT_NE(again.app.session(), left);
    EXPECT_TRUE(is_said(again.app, "goes on as a session of its own"));
}

TEST(keeping_places, what_was_damaged_is_in_the_trash_when_the_session_is_closed) {
    const ScratchFolder folder;
    left_open(saved_file(folder), kept_in(folder));
    const std::string place = "state/sessions/" + names_below(folder, "state/sessions").at(0);
    std::string segment;
    for (const std::string& name : names_below(folder, place))
        if (segment_of(name)) segment = folder / (place + "/" + name);
    std::string bytes = *system_files().read(segment, 1u << 30);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    ASSERT_TRUE(system_files().remove(segment));
    folder.write(segment.substr(folder.path().size() + 1), bytes);
    {
        ScriptedHand again{"", kept_in(folder)};
        bring_back_newest(again.app);
        again.send({});
        perform(again.app, SaveAs{folder / "salvaged.waymark", false});
        wait_for_workers(again);
        perform(again.app, CloseSession{});
        again.send({});
        ASSERT_EQ(again.app.screen, Screen::start);
    }
    EXPECT_EQ(names_below(folder, "state/trash").size(), 1u);
}

TEST(keeping_places, a_removal_that_was_cut_short_brings_nothing_back_and_is_finished) {
    const ScratchFolder folder;
    left_open(saved_file(folder), kept_in(folder));
    const std::string place = folder / "state/sessions/" + names_below(folder, "state/sessions").at(0);
    std::filesystem::rename(place, place + closed_ending);
    ScriptedHand again{"", kept_in(folder)};
    bring_back_newest(again.app);
    EXPECT_EQ(again.app.screen, Screen::start);
    perform(again.app, NewSession{"winter-jacket"});
    EXPECT_FALSE(std::filesystem::exists(place + closed_ending));
}

/// Whose clock is years ahead for a day must not lose what lies in the trash.
TEST(keeping_places, the_trash_is_emptied_when_its_time_was_over_on_three_days) {
    const ScratchFolder folder;
    left_open(saved_file(folder), kept_in(folder));
    const std::string session = names_below(folder, "state/sessions").at(0);
    std::filesystem::create_directories(folder / "state/trash");
    const std::int64_t day_ms = std::int64_t{24} * 3600 * 1000, then = unix_time_ms() - 31 * day_ms;
    const std::string old = "state/trash/" + session + "-" + std::to_string(then);
    std::filesystem::rename(folder / "state/sessions/" + session, folder / old);
    for (int i = 0; i < 3; ++i) { // all of it today
        ScriptedHand hand{"winter-jacket", kept_in(folder)};
        perform(hand.app, CloseSession{});
        EXPECT_TRUE(std::filesystem::exists(folder / old));
    }
    const std::int64_t yesterday = unix_time_ms() / day_ms - 1;
    ASSERT_TRUE(system_files().remove(folder / old + "/over"));
    folder.write(old + "/over", std::to_string(yesterday) + " 2\n");
    ScriptedHand hand{"winter-jacket", kept_in(folder)};
    EXPECT_FALSE(std::filesystem::exists(folder / old));
}

namespace {

/// Holds up whoever writes a snapshot until it is let go.
class HeldFiles : public FaultyFiles {
public:
    HeldFiles() : FaultyFiles{system_files()} {}
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (path.ends_with(new_snapshot_name)) {
            std::unique_lock guard{mutex_};
            is_held_ = true;
            changed_.notify_all();
            changed_.wait(guard, [&] { return let_go_; });
        }
        return FaultyFiles::create(path, mode);
    }
    void wait_until_held() {
        std::unique_lock guard{mutex_};
        changed_.wait(guard, [&] { return is_held_; });
    }
    void let_go() {
        const std::scoped_lock guard{mutex_};
        let_go_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_held_ = false, let_go_ = false;
};

} // namespace

TEST(keeping_places, what_is_done_comes_to_the_disk_while_a_snapshot_takes_its_time) {
    const ScratchFolder folder;
    HeldFiles files;
    Keeper keeper{files, folder / "state"};
    JournalStart start;
    start.session = ScriptedHand{"winter-jacket"}.start;
    Session session = start.session;
    keeper.begin(std::move(start), {});
    std::uint64_t sequence = 0;
    session.title.assign(4000, 'x');
    for (std::uint64_t bytes = 0; bytes < Journal::checkpoint_bytes + 100'000; bytes += 4000) {
        session.title.back() = static_cast<char>('a' + sequence % 26);
        keeper.write(session, ++sequence);
    }
    files.wait_until_held();
    for (int i = 0; i < 5; ++i) { // each waits for a sync, which the held snapshot must not hold up
        session.title.front() = static_cast<char>('a' + i);
        keeper.write(session, ++sequence);
        while (keeper.durable_number() != keeper.number())
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    files.let_go();
    keeper.end(false);
}

TEST(keeping_places, a_version_has_its_name_when_the_disk_has_it) {
    const ScratchFolder folder;
    struct NoPastFiles : FaultyFiles {
        NoPastFiles() : FaultyFiles{system_files()} {}
        std::atomic<bool> is_full = true;
        Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
            if (is_full && path.find("/history/") != std::string::npos)
                return Error{ErrorKind::disk_full, path, "There is no room."};
            return FaultyFiles::create(path, mode);
        }
    } files;
    ScriptedHand hand{"winter-jacket", kept_in(folder), files};
    perform(hand.app, NameVersion{"As agreed"});
    for (int i = 0; i < 200 && !is_said(hand.app, "There is no room."); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        hand.wait(0.1);
    }
    EXPECT_TRUE(is_said(hand.app, "How the session was at this minute cannot be kept. There is no room."));
    EXPECT_FALSE(is_said(hand.app, "As agreed"));
    files.is_full = false;
    for (int i = 0; i < 500 && !is_said(hand.app, "As agreed"); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        hand.wait(0.01);
    }
    EXPECT_TRUE(is_said(hand.app, "This version is called “As agreed” from now on."));
}

TEST(keeping_places, who_leaves_right_after_a_version_was_named_waits_for_it) {
    const ScratchFolder folder;
    struct SlowPastFiles : FaultyFiles {
        SlowPastFiles() : FaultyFiles{system_files()} {}
        std::atomic<bool> is_slow = true;
        Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
            while (is_slow && path.find("/history/") != std::string::npos)
                std::this_thread::sleep_for(std::chrono::milliseconds{1});
            return FaultyFiles::create(path, mode);
        }
    } files;
    ScriptedHand hand{"winter-jacket", kept_in(folder), files};
    perform(hand.app, NameVersion{"As agreed"});
    perform(hand.app, Quit{});
    hand.send({});
    EXPECT_FALSE(hand.app.effects.quit);
    EXPECT_TRUE(is_said(hand.app, "Waiting until the version has its name"));
    files.is_slow = false;
    bool has_quit = false;
    for (int i = 0; i < 1000 && !has_quit; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        hand.wait(0.01);
        has_quit = hand.last.effects.quit;
    }
    EXPECT_TRUE(has_quit);
}

/// However long the last of the past takes to be written.
TEST(keeping_places, a_session_that_was_closed_does_not_come_back_from_a_program_that_was_cut_off) {
    for (const bool saved : {true, false}) {
        const ScratchFolder folder;
        struct HangingFiles : FaultyFiles {
            HangingFiles() : FaultyFiles{system_files()} {}
            std::atomic<bool> hangs = false;
            Result<std::unique_ptr<WritableFile>> create(const std::string& path,
                                                         std::uint32_t mode) override {
                while (hangs) std::this_thread::sleep_for(std::chrono::milliseconds{1});
                return FaultyFiles::create(path, mode);
            }
        } files;
        const Settings settings = kept_in(folder);
        Keeper keeper{files, settings.state_folder};
        JournalStart start;
        start.session = ScriptedHand{"winter-jacket"}.start;
        Session session = start.session;
        keeper.begin(std::move(start), {});
        session.title = "Done";
        keeper.write(session, 1);
        while (keeper.durable_number() != keeper.number())
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        files.hangs = true;
        std::thread ending{[&] { keeper.end(!saved); }};
        while (std::filesystem::exists(keeper.folder_of(session.id)))
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        EXPECT_TRUE(Keeper(system_files(), settings.state_folder).left_sessions().empty())
            << "as another program finds it now";
        files.hangs = false;
        ending.join();
        EXPECT_EQ(names_below(folder, "state/trash").size(), saved ? 0u : 1u);
    }
}

} // namespace waymark::testing
