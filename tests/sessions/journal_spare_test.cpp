#include "tests/sessions/kept_session.hpp"

/// What the drive does not take lies in a file in memory as well, and outlives the program there.
namespace waymark {
namespace {

constexpr std::size_t plenty = 32u << 20;
constexpr const char* spare_place = "/run/waiting/session.wal";

TEST(journal_spare, what_is_done_while_a_drive_hangs_outlives_the_program) {
    KeptSession kept{plenty, {}, spare_place};
    kept.files.is_slow = true;
    kept.edit();
    ASSERT_TRUE(kept.journal->is_slow());
    for (int i = 0; i < 20; ++i) kept.edit(); // the other thread is held up all the while
    EXPECT_EQ(kept.journal->kept(), Kept::written);
    EXPECT_EQ(kept.journal->written_number(), kept.journal->number());
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_spare, it_is_gone_when_the_drive_is_trusted_again) {
    KeptSession kept{plenty, {}, spare_place};
    kept.files.is_slow = true;
    kept.edit();
    kept.files.is_slow = false;
    for (int i = 0; i < 3; ++i) {
        kept.edit();
        EXPECT_TRUE(kept.disk.files.contains(spare_place));
        kept.journal->retry();
    }
    EXPECT_FALSE(kept.journal->is_slow());
    EXPECT_FALSE(kept.disk.files.contains(spare_place));
    kept.edit();
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_spare, it_does_not_grow_while_a_slow_drive_takes_what_is_done) {
    KeptSession kept{plenty, {}, spare_place};
    kept.files.is_slow = true;
    kept.edit();
    kept.files.is_slow = false;
    std::size_t largest = 0;
    kept.text = std::string(50'000, 'x') + " ";
    for (int i = 0; i < 60; ++i) { // never three quick writes in a row
        kept.files.is_slow = i % 3 == 2;
        kept.edit();
        largest = std::max(largest, kept.disk.files.at(spare_place)->bytes.size());
        kept.journal->retry();
        if (!kept.disk.files.contains(spare_place)) continue;
        EXPECT_EQ(kept.found(), kept.session) << i;
    }
    EXPECT_TRUE(kept.journal->is_slow());
    EXPECT_LT(largest, 2u << 20);
}

TEST(journal_spare, all_that_a_full_disk_does_not_take_is_there_however_much_it_is) {
    KeptSession kept{4096, {}, spare_place};
    kept.fill_drive();
    for (int i = 0; i < 300; ++i) {
        kept.edit();
        if (i % 50 == 0) kept.journal->retry(); // the whole session, in vain
    }
    EXPECT_EQ(kept.journal->kept(), Kept::failed) << "the person has to know all the same";
    EXPECT_TRUE(kept.journal->is_spared());
    EXPECT_EQ(kept.journal->written_number(), kept.journal->number());
    kept.files.fail_at = 0; // of who looks for it
    EXPECT_EQ(kept.found(), kept.session);
    kept.journal->retry();
    EXPECT_FALSE(kept.disk.files.contains(spare_place));
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_spare, a_power_cut_takes_no_more_than_it) {
    KeptSession kept{plenty, {}, spare_place};
    kept.edit();
    kept.journal->sync();
    const Session safe = kept.session;
    kept.fill_drive();
    kept.edit();
    kept.disk.cut_power(0, 0);
    kept.files.fail_at = 0;
    EXPECT_EQ(kept.found(), safe);
}

TEST(journal_spare, what_a_failed_sync_makes_doubtful_is_there) {
    KeptSession kept{plenty, {}, spare_place};
    kept.journal->sync();
    kept.edit();
    const std::string segment = kept.place + "/journal-00000001.wal";
    const std::string before = kept.disk.files.at(segment)->durable;
    kept.fill_drive();
    kept.journal->sync();
    kept.files.fail_at = 0;
    kept.disk.files.at(segment)->bytes = before; // the system has forgotten those pages
    EXPECT_EQ(kept.found(), kept.session);
    kept.edit();
    EXPECT_EQ(kept.found(), kept.session);
}

/// The numbers of its commits are others by then.
TEST(journal_spare, one_of_an_earlier_run_is_not_laid_over_later_work) {
    KeptSession kept{plenty, {}, spare_place};
    kept.fill_drive();
    for (int i = 0; i < 8; ++i) kept.edit();
    kept.journal.reset();
    kept.files.fail_at = 0;
    // Somebody goes on who does not know of the spare, does less, and comes as far as two snapshots.
    RecoveredSession back = *recover_session(kept.files, kept.place);
    Result<std::unique_ptr<FileLock>> lock = lock_journal(kept.files, kept.place);
    kept.session = back.session;
    kept.journal =
        std::move(Journal::begin(kept.files, kept.place, std::move(lock).value(), back.start())).value();
    for (int i = 0; i < 3; ++i) {
        kept.edit();
        EXPECT_EQ(kept.found(), kept.session) << i;
        kept.journal->checkpoint();
        EXPECT_EQ(kept.found(), kept.session) << i;
    }
    ASSERT_TRUE(kept.disk.files.contains(spare_place));
}

TEST(journal_spare, where_it_cannot_be_written_either_everything_waits_as_without_it) {
    KeptSession kept{plenty, {}, spare_place};
    kept.files.spared.clear();
    kept.fill_drive();
    for (int i = 0; i < 5; ++i) kept.edit();
    EXPECT_FALSE(kept.journal->is_spared());
    EXPECT_LT(kept.journal->written_number(), kept.journal->number());
    kept.files.fail_at = 0;
    kept.journal->retry();
    EXPECT_EQ(kept.found(), kept.session);
}

TEST(journal_spare, half_a_commit_in_it_is_not_taken_for_one) {
    KeptSession kept{plenty, {}, spare_place};
    kept.fill_drive();
    kept.edit();
    const Session whole = kept.session;
    const std::size_t size = kept.disk.files.at(spare_place)->bytes.size();
    kept.edit();
    kept.files.fail_at = 0;
    std::string& bytes = kept.disk.files.at(spare_place)->bytes;
    for (std::size_t end = bytes.size() - 1; end >= size; --end) {
        bytes.resize(end);
        ASSERT_EQ(kept.found(), whole) << end;
    }
}

TEST(journal_spare, nothing_of_it_stays_when_the_session_is_closed) {
    KeptSession kept{plenty, {}, spare_place};
    kept.fill_drive();
    kept.edit();
    ASSERT_TRUE(kept.disk.files.contains(spare_place));
    kept.journal->discard();
    EXPECT_FALSE(kept.disk.files.contains(spare_place));
}

TEST(journal_spare, what_is_let_go_on_a_full_disk_keeps_its_last_work) {
    KeptSession kept{plenty, {}, spare_place};
    kept.fill_drive();
    kept.edit();
    kept.journal->leave_spare();
    kept.journal.reset();
    kept.files.fail_at = 0;
    EXPECT_EQ(kept.found(), kept.session) << "out of the trash";
}

/// Every commit would copy all that waits.
TEST(journal_spare, the_board_tries_once_only_where_there_is_no_room_for_one) {
    KeptSession kept{plenty, {}, spare_place};
    kept.files.spared.clear();
    kept.fill_drive();
    kept.edit();
    const std::size_t before = kept.files.operations;
    for (int i = 0; i < 10; ++i) kept.edit();
    EXPECT_EQ(kept.files.operations, before);
}

/// While the other thread hangs in a write, the board passes what may wait.
TEST(journal_spare, what_is_being_written_stays_as_it_is_when_too_much_waits) {
    KeptSession kept{3000, {}, spare_place};
    kept.files.is_slow = true;
    kept.edit();
    kept.files.is_slow = false;
    kept.edit();
    kept.text = std::string(4000, 'x');
    kept.files.while_appending = [&] { kept.edit(); };
    kept.journal->retry(); // what waited, and meanwhile too much
    EXPECT_EQ(kept.found(), kept.session);
    kept.journal->sync();
    kept.disk.cut_power(0, 0);
    const Result<RecoveredSession> back = recover_session(kept.files, kept.place);
    ASSERT_TRUE(back);
    EXPECT_GE(back->number, kept.journal->durable_number());
}

} // namespace
} // namespace waymark
