#include "tests/sessions/kept_session.hpp"

/// Disks that are full in ways of their own: what must not be given up for want of room that is there.
namespace waymark {
namespace {

/// There is no room to reserve, for anybody.
struct NoReserve : FaultyFiles {
    using FaultyFiles::FaultyFiles;
    std::atomic<bool> is_full = false;
    int reserved = 0;
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        Result<std::unique_ptr<WritableFile>> file = FaultyFiles::create(path, mode);
        if (!file) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<Reserving>(*this, std::move(file).value())};
    }

private:
    struct Reserving : PassingFile {
        Reserving(NoReserve& o, std::unique_ptr<WritableFile> f) : PassingFile{std::move(f)}, owner{o} {}
        NoReserve& owner;
        Result<Done> reserve(std::uint64_t bytes) override {
            if (owner.is_full) return Error{ErrorKind::disk_full, "", "There is no room."};
            ++owner.reserved;
            return file->reserve(bytes);
        }
    };
};

struct RescuedSession {
    MemoryFiles disk;
    NoReserve files{disk};
    Session session = *session_from_template("winter-jacket", SessionId{1});
    std::unique_ptr<Journal> journal;
    std::uint64_t edits = 0;

    RescuedSession() {
        JournalStart start;
        start.session = session;
        Result<std::unique_ptr<FileLock>> lock = lock_journal(files, "/state/session");
        journal = std::move(Journal::begin(files, "/state/session", std::move(lock).value(), start)).value();
        journal->sync();
    }
    void edit() {
        session.title = "Title " + std::to_string(++edits);
        journal->write(session, edits, 1);
    }
    Session found() {
        const Result<RecoveredSession> back = recover_session(files, "/state/session");
        EXPECT_TRUE(back);
        return back ? back->session : Session{};
    }
};

} // namespace

/// The file that cannot be trusted any more holds the room that the new one is refused.
TEST(journal_rescue, a_failed_sync_on_a_full_disk_is_made_good_in_the_room_that_there_is) {
    RescuedSession kept;
    kept.files.is_full = true;
    kept.edit();
    kept.disk.sync_that_fails = kept.disk.syncs + 1;
    kept.journal->sync();
    EXPECT_EQ(kept.journal->kept(), Kept::written);
    EXPECT_EQ(kept.journal->problem(), "");
    kept.journal->sync();
    EXPECT_EQ(kept.journal->kept(), Kept::durable);
    kept.disk.cut_power(0, 0);
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_rescue, a_checkpoint_that_finds_no_room_is_no_problem_of_what_is_written) {
    RescuedSession kept;
    kept.files.is_full = true;
    for (int i = 0; i < 3; ++i) {
        kept.edit();
        kept.journal->checkpoint();
        EXPECT_EQ(kept.journal->kept(), Kept::durable);
        EXPECT_EQ(kept.journal->problem(), "");
        EXPECT_EQ(kept.journal->checkpoint_problem(), "There is no room.");
        kept.journal->sync();
        EXPECT_EQ(kept.journal->checkpoint_problem(), "There is no room.") << "until there is one";
    }
    kept.files.is_full = false;
    kept.journal->checkpoint();
    EXPECT_EQ(kept.journal->checkpoint_problem(), "");
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_rescue, the_reserve_that_went_with_half_a_commit_is_taken_again) {
    RescuedSession kept;
    EXPECT_EQ(kept.files.reserved, 1);
    kept.files.fail_at = kept.files.operations + 1; // half of it is written, and taken back
    kept.edit();
    EXPECT_EQ(kept.journal->kept(), Kept::failed);
    kept.journal->retry();
    EXPECT_EQ(kept.journal->kept(), Kept::written);
    EXPECT_EQ(kept.files.reserved, 2);
    kept.journal->retry();
    EXPECT_EQ(kept.files.reserved, 2);
}

TEST(journal_rescue, nothing_that_was_put_aside_is_written_over) {
    RescuedSession kept;
    for (int round = 0; round < 2; ++round) {
        kept.edit();
        kept.journal->checkpoint();
        std::string& bytes = kept.disk.files.at("/state/session/snapshot.waymark")->bytes;
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        kept.journal.reset();
        RecoveredSession back = *recover_session(kept.files, "/state/session");
        Result<std::unique_ptr<FileLock>> lock = lock_journal(kept.files, "/state/session");
        kept.journal =
            std::move(Journal::begin(kept.files, "/state/session", std::move(lock).value(), back.start()))
                .value();
        kept.edit();
        kept.journal->checkpoint();
    }
    EXPECT_TRUE(kept.disk.files.contains("/state/session/snapshot.damaged"));
    EXPECT_TRUE(kept.disk.files.contains("/state/session/snapshot.damaged.2"));
}

/// A checkpoint must not say of the whole session that the disk has it when another file was synced.
TEST(journal_rescue, a_whole_session_whose_sync_fails_again_is_not_called_durable) {
    MemoryFiles disk;
    JournalStart start;
    start.session = *session_from_template("winter-jacket", SessionId{1});
    Result<std::unique_ptr<FileLock>> lock = lock_journal(disk, "/state/session");
    const auto journal =
        std::move(Journal::begin(disk, "/state/session", std::move(lock).value(), start)).value();
    disk.sync_that_fails = disk.syncs + 1;
    journal->sync(); // the whole of it goes into another segment
    disk.sync_that_fails = disk.syncs + 1;
    static_cast<void>(journal->begin_checkpoint()); // whose sync fails, too
    const std::uint64_t durable = journal->durable_number();
    disk.cut_power(0, 0);
    const Result<RecoveredSession> back = recover_session(disk, "/state/session");
    if (durable > 0) {
        ASSERT_TRUE(back);
        EXPECT_GE(back->number, durable);
        EXPECT_EQ(back->session, start.session);
    }
}

/// While its segment is begun the board goes on, and what it does waits.
TEST(journal_rescue, a_checkpoint_on_a_slow_drive_leaves_the_sessions_file_known) {
    KeptSession kept;
    SessionFile file;
    file.path = "/home/mara/winter.waymark";
    kept.journal->set_file(file);
    kept.files.is_slow = true;
    kept.edit();
    kept.files.is_slow = false;
    ASSERT_TRUE(kept.journal->is_slow());
    kept.text = std::string(60'000, 'x');
    while (kept.journal->segment_bytes() < Journal::checkpoint_bytes + 100'000) {
        kept.edit();
        kept.files.is_slow = kept.edits % 3 == 0; // never trusted
        kept.journal->retry();
        kept.files.is_slow = false;
    }
    ASSERT_TRUE(kept.journal->is_slow());
    kept.files.while_appending = [&] { kept.edit(); };
    kept.journal->checkpoint();
    kept.journal->retry();
    const Result<RecoveredSession> back = recover_session(kept.files, kept.place);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->session, kept.session);
    EXPECT_EQ(back->file.path, file.path);
}

} // namespace waymark
