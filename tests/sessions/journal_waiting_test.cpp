#include "sessions/journal.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/templates.hpp"
#include "tests/sanitized.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/random_edits.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>
#include <sys/mount.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <thread>

/// What is done while it cannot be written, or only slowly: it waits, in bounded memory, and comes to the
/// disk.
namespace waymark {
namespace {

constexpr const char* waiting_place = "/state/session";

/// A drive that takes its time for each write while `is_slow`, and during whose operations something else
/// happens once: what another thread would do just then.
class InterruptedFiles : public FaultyFiles {
public:
    using FaultyFiles::FaultyFiles;
    std::atomic<bool> is_slow = false;
    std::function<void()> while_creating, while_appending;
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (const auto act = std::exchange(while_creating, nullptr)) act();
        Result<std::unique_ptr<WritableFile>> file = FaultyFiles::create(path, mode);
        if (!file) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<Interrupted>(*this, std::move(file).value())};
    }

private:
    struct Interrupted : PassingFile {
        Interrupted(InterruptedFiles& o, std::unique_ptr<WritableFile> f) : PassingFile{std::move(f)}, owner{o} {}
        InterruptedFiles& owner;
        Result<Done> append(std::string_view bytes) override {
            if (owner.is_slow) std::this_thread::sleep_for(std::chrono::milliseconds{60});
            if (const auto act = std::exchange(owner.while_appending, nullptr)) act();
            return file->append(bytes);
        }
    };
};

struct KeptSession {
    MemoryFiles disk;
    std::string place;
    InterruptedFiles files;
    Session session = *session_from_template("winter-jacket", SessionId{1});
    std::unique_ptr<Journal> journal;
    std::uint64_t edits = 0;

    /// In memory, or in this folder.
    explicit KeptSession(std::size_t waiting_limit = 32u << 20, const std::string& folder = {})
        : place{folder.empty() ? waiting_place : folder},
          files{folder.empty() ? static_cast<Files&>(disk) : system_files()} {
        JournalStart start;
        start.session = session;
        start.waiting_limit = waiting_limit;
        Result<std::unique_ptr<FileLock>> lock = lock_journal(files, place);
        journal = std::move(Journal::begin(files, place, std::move(lock).value(), start)).value();
    }
    /// Every operation fails from now on.
    void fill_drive() {
        files.kind = ErrorKind::disk_full;
        files.fail_at = files.operations + 1, files.for_ever = true;
    }
    void edit() {
        const Journey& first = *session.journeys.front();
        const SetText text{(*first.notes.begin())->id, "Text " + std::to_string(++edits)};
        session = edited(session, first.id, text);
        journal->write(session, edits, static_cast<std::int64_t>(edits));
    }
    /// As another program finds it.
    Session found() {
        const Result<RecoveredSession> back = recover_session(files, place);
        EXPECT_TRUE(back) << back.error().sentence;
        if (!back) return {};
        EXPECT_EQ(back->damage, std::vector<std::string>{});
        return back->session;
    }
};

TEST(journal_waiting, a_slow_drive_is_written_to_by_the_other_thread_until_it_is_quick_again) {
    KeptSession kept;
    kept.edit();
    EXPECT_FALSE(kept.journal->is_slow());
    kept.files.is_slow = true;
    kept.edit(); // the last one that the board has to wait for
    EXPECT_TRUE(kept.journal->is_slow());
    EXPECT_EQ(kept.found(), kept.session) << "it is there all the same";
    const Session before = kept.session;
    kept.edit();
    EXPECT_EQ(kept.journal->kept(), Kept::failed) << "it is nowhere yet, and that shows";
    EXPECT_EQ(kept.journal->slowness(), "") << "a hiccup is nobody's concern";
    EXPECT_EQ(kept.found(), before);
    kept.journal->retry();
    EXPECT_EQ(kept.journal->kept(), Kept::written);
    EXPECT_EQ(kept.found(), kept.session);
    EXPECT_TRUE(kept.journal->is_slow());
    for (int i = 0; i < 3; ++i) {
        kept.edit();
        kept.journal->retry();
    }
    EXPECT_NE(kept.journal->slowness().find("slowly"), std::string::npos);
    kept.files.is_slow = false;
    for (int i = 0; i < 3; ++i) {
        kept.edit();
        kept.journal->retry();
    }
    EXPECT_FALSE(kept.journal->is_slow());
    EXPECT_EQ(kept.journal->slowness(), "");
    kept.edit();
    EXPECT_EQ(kept.found(), kept.session) << "and the board writes again";
}

TEST(journal_waiting, what_is_done_while_the_whole_session_is_sent_comes_behind_it) {
    for (const bool creating : {true, false}) {
        KeptSession kept{1};
        kept.fill_drive();
        kept.edit();
        kept.files.fail_at = 0;
        (creating ? kept.files.while_creating : kept.files.while_appending) = [&] { kept.edit(); };
        kept.journal->retry();
        kept.journal->retry();
        EXPECT_EQ(kept.journal->kept(), Kept::written);
        EXPECT_EQ(kept.found(), kept.session) << creating;
    }
}

TEST(journal_waiting, want_of_memory_while_something_is_sent_loses_nothing) {
    for (const std::size_t limit : {std::size_t{1}, std::size_t{32} << 20}) {
        KeptSession kept{limit};
        kept.fill_drive();
        kept.edit();
        kept.journal->retry();
        kept.files.fail_at = 0;
        kept.files.while_appending = [] { throw std::bad_alloc{}; };
        EXPECT_THROW(kept.journal->retry(), std::bad_alloc);
        EXPECT_EQ(kept.journal->kept(), Kept::failed);
        kept.edit();
        kept.journal->retry();
        kept.journal->sync();
        EXPECT_EQ(kept.journal->durable_number(), kept.journal->number());
        EXPECT_EQ(kept.found(), kept.session) << limit;
    }
}

TEST(journal_waiting, a_failed_sync_makes_nothing_durable_however_often_it_is_tried) {
    KeptSession kept;
    kept.journal->sync();
    const std::uint64_t durable = kept.journal->durable_number();
    kept.edit();
    EXPECT_EQ(kept.journal->written_number(), durable + 1);
    kept.fill_drive(); // the sync fails, and no other segment can be made
    kept.journal->sync();
    kept.files.fail_at = 0, kept.files.for_ever = false;
    kept.files.fail_at =
        kept.files.operations + 2; // this sync would say all is well, the segment fails again
    kept.journal->sync();
    EXPECT_EQ(kept.journal->durable_number(), durable);
    EXPECT_EQ(kept.journal->kept(), Kept::failed);
    kept.files.fail_at = 0;
    kept.journal->retry();
    kept.journal->sync();
    EXPECT_EQ(kept.journal->durable_number(), kept.journal->number());
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_waiting, what_waits_for_a_full_disk_is_bounded_and_nothing_of_it_is_lost) {
    KeptSession kept{4096};
    kept.files.kind = ErrorKind::disk_full;
    kept.files.fail_at = kept.files.operations + 1, kept.files.for_ever = true;
    for (int i = 0; i < 1000; ++i) {
        kept.edit();
        if (i % 100 == 0) kept.journal->retry();
    }
    EXPECT_EQ(kept.journal->kept(), Kept::failed);
    kept.files.fail_at = 0;
    kept.journal->retry();
    EXPECT_EQ(kept.journal->kept(), Kept::written);
    EXPECT_EQ(kept.journal->problem(), "");
    EXPECT_EQ(kept.found(), kept.session);
    kept.edit();
    kept.journal->sync();
    EXPECT_EQ(kept.journal->kept(), Kept::durable);
    EXPECT_EQ(kept.found(), kept.session);
    kept.journal->checkpoint();
    kept.edit();
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_waiting, the_whole_session_is_one_commit_like_any_other) {
    KeptSession kept{1};
    kept.files.fail_at = kept.files.operations + 1, kept.files.for_ever = true;
    kept.edit();
    const std::uint64_t before = kept.journal->number();
    kept.files.fail_at = 0;
    kept.journal->retry();
    EXPECT_EQ(kept.journal->number(), before + 1);
    EXPECT_LT(kept.journal->durable_number(), kept.journal->number());
    kept.journal->sync();
    EXPECT_EQ(kept.journal->durable_number(), kept.journal->number());
    kept.disk.cut_power(0, 0);
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_waiting, two_threads_lose_nothing_on_a_drive_that_is_slow_now_and_then) {
    const ScratchFolder folder;
    KeptSession kept{2000, folder / "session"};
    std::atomic<bool> over = false;
    std::thread other{[&] {
        while (!over) {
            kept.journal->retry();
            kept.journal->sync();
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
    }};
    for (int i = 0; i < 200; ++i) {
        kept.files.is_slow = i % 50 > 46;
        kept.edit();
    }
    kept.files.is_slow = false;
    over = true;
    other.join();
    kept.journal->retry();
    EXPECT_NE(kept.journal->kept(), Kept::failed);
    EXPECT_EQ(kept.found(), kept.session);
}

/// A drive of so many megabytes that is full but for what lies on it. Nothing where mounting is not allowed.
class FullDrive {
public:
    FullDrive(const std::string& place, int megabytes) : place_{place} {
        std::filesystem::create_directory(place);
        const std::string size = "size=" + std::to_string(megabytes) + "m";
        is_there_ = ::mount("tmpfs", place.c_str(), "tmpfs", 0, size.c_str()) == 0;
    }
    ~FullDrive() {
        if (is_there_) ::umount2(place_.c_str(), MNT_DETACH);
    }
    FullDrive(const FullDrive&) = delete;
    FullDrive& operator=(const FullDrive&) = delete;
    bool is_there() const { return is_there_; }
    /// Fills what is free, to the last byte.
    void fill() const {
        std::ofstream filler{place_ + "/filler", std::ios::binary};
        const std::string some(4096, 'f');
        while (filler.write(some.data(), static_cast<std::streamsize>(some.size())).flush()) {}
    }

private:
    std::string place_;
    bool is_there_ = false;
};

TEST(journal_waiting, fifty_thousand_edits_have_room_on_a_full_drive) {
    const ScratchFolder folder;
    const FullDrive drive{folder / "drive", 20};
    if (!drive.is_there())
        GTEST_SKIP() << "A full drive was not tried: mounting a small one needs the superuser.";
    KeptSession kept{32u << 20, folder / "drive/session"};
    ASSERT_TRUE(kept.journal);
    drive.fill();
    const int edits = test::sanitized ? 5'000 : 50'000;
    for (int i = 0; i < edits; ++i) {
        kept.edit();
        if (i % 500 == 0) kept.journal->sync();
        ASSERT_NE(kept.journal->kept(), Kept::failed) << "edit " << i << ": " << kept.journal->problem();
    }
    kept.journal->sync();
    EXPECT_EQ(kept.journal->kept(), Kept::durable);
    EXPECT_EQ(kept.found(), kept.session);
    kept.journal->checkpoint(); // no room for a snapshot: said, and nothing gets lost
    EXPECT_NE(kept.journal->problem(), "");
    kept.edit();
    EXPECT_EQ(kept.found(), kept.session);
}

} // namespace
} // namespace waymark
