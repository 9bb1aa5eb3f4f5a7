#include "sessions/journal.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/templates.hpp"
#include "tests/sanitized.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/random_edits.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

/// What a journal promises, under every misfortune that can be made up: the program is killed or the power
/// cut at any operation, the disk is full from some operation on, an operation fails, a sync fails and what
/// it should have written is gone. A session must come back as it was at a commit, at the last acknowledged
/// one or later.
namespace waymark {
namespace {

constexpr const char* power_place = "/state/session";
constexpr const char* power_spare = "/run/waiting/session.wal";

enum class Misfortune {
    power_cut,
    kill,
    mixed,
    full_once,
    full_for_a_while,
    full_for_ever,
    error_once,
    sync_drops,
    full_then_killed ///< with a spare in memory: what is killed, or cut off, could not write any more
};

/// A mistake built into the files, to see that the campaigns would find one.
enum class Mistake {
    none,
    syncs_nothing,
    syncs_no_folder,
    syncs_nothing_read,
    forgets_early,
    forgets_spare,
    believes_anything
};

/// Files that pass everything on, but for one mistake.
class MistakenFiles : public FaultyFiles {
public:
    MistakenFiles(Files& real, Mistake mistake) : FaultyFiles{real}, mistake_{mistake} {}
    Result<Done> sync_folder(const std::string& path) override {
        if (mistake_ == Mistake::syncs_no_folder) return Done{};
        return FaultyFiles::sync_folder(path);
    }
    Result<Done> sync_file(const std::string& path) override {
        if (mistake_ == Mistake::syncs_nothing_read) return Done{};
        return FaultyFiles::sync_file(path);
    }
    Result<std::string> read(const std::string& path, std::uint64_t limit) override {
        Result<std::string> bytes = FaultyFiles::read(path, limit);
        if (bytes && mistake_ == Mistake::believes_anything && path.ends_with(".wal"))
            make_believable(bytes.value());
        return bytes;
    }
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (mistake_ == Mistake::forgets_early && path.ends_with(new_snapshot_name)) forget_segments();
        Result<std::unique_ptr<WritableFile>> file = FaultyFiles::create(path, mode);
        if (!file || mistake_ != Mistake::syncs_nothing) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<Unsynced>(std::move(file).value())};
    }

private:
    /// All segments but the one that is being written, before the snapshot is.
    void forget_segments() {
        const Result<std::vector<std::string>> names = FaultyFiles::names(power_place);
        if (!names) return;
        std::vector<std::string> segments;
        for (const std::string& name : *names)
            if (segment_of(name)) segments.push_back(name);
        for (std::size_t i = 0; i + 1 < segments.size(); ++i)
            static_cast<void>(FaultyFiles::remove(std::string{power_place} + "/" + segments[i]));
    }
    /// As if no frame had a checksum: each gets the one that fits what is there.
    static void make_believable(std::string& bytes) {
        std::string sound;
        std::size_t at = 0;
        while (at + frame_head_size <= bytes.size()) {
            std::uint32_t head[3]; // type, version, length
            std::memcpy(head, bytes.data() + at, sizeof head);
            if (head[2] > bytes.size() - at - frame_head_size) break;
            const std::size_t frame = open_frame(sound);
            sound.append(bytes, at + frame_head_size, head[2]);
            close_frame(sound, frame, head[0], head[1]);
            at += frame_head_size + head[2];
        }
        bytes.replace(0, at, sound);
    }

    struct Unsynced : PassingFile {
        using PassingFile::PassingFile;
        Result<Done> sync() override { return Done{}; }
    };
    Mistake mistake_;
};

/// One life after the other of one session, each ended by a misfortune.
class Lives {
public:
    Lives(std::uint32_t seed, Misfortune misfortune, Mistake mistake)
        : random_{seed}, edits_{seed}, misfortune_{misfortune}, mistake_{mistake} {}

    /// What went wrong; empty when nothing did.
    std::string lived() {
        JournalStart start;
        start.session = *session_from_template("five-stages", SessionId{1});
        disk_.in_memory = "/run/";
        const std::size_t lives = 1 + random_() % 3;
        for (std::size_t life = 0; life < lives; ++life) {
            if (has_spare()) start.spare = power_spare;
            if (std::string wrong = live(start); !wrong.empty()) return wrong;
            const bool either = misfortune_ == Misfortune::mixed || has_spare();
            const bool cut = either ? random_() % 2 == 0 : misfortune_ != Misfortune::kill;
            if (cut) {
                disk_.cut_power(random_);
                sure_ = durable_;
            } else {
                sure_ = written_;
            }
            if (sure_ == 0) return ""; // nothing was ever acknowledged
            MistakenFiles files{disk_, mistake_};
            const Result<RecoveredSession> back = recover_session(
                files, power_place, mistake_ == Mistake::forgets_spare ? std::string{} : start.spare);
            if (!back) return "cannot be recovered: " + back.error().sentence;
            if (back->number < sure_)
                return "lost " + std::to_string(sure_ - back->number) + " acknowledged commits";
            if (back->number >= states_.size() || back->session != states_[back->number])
                return "is not as it was at commit " + std::to_string(back->number);
            if (!back->damage.empty()) return "says it is damaged: " + back->damage.front();
            start = back->start();
            // What is shown now counts as acknowledged, whatever happens next. What lies in memory only can
            // be lost with the power still, until it is written.
            written_ = back->number;
            if (!has_spare()) durable_ = back->number;
        }
        return "";
    }

private:
    bool has_spare() const { return misfortune_ == Misfortune::full_then_killed; }

    void arrange(MistakenFiles& files) {
        const std::size_t when =
            1 + random_() % (random_() % 3 == 0 ? 12 : 120); // now and then while it begins
        switch (misfortune_) {
        case Misfortune::power_cut:
        case Misfortune::kill:
        case Misfortune::mixed: files.stop_at = when; break;
        case Misfortune::full_once: files.fail_at = when, files.kind = ErrorKind::disk_full; break;
        case Misfortune::full_for_a_while:
        case Misfortune::full_for_ever:
            files.fail_at = when, files.for_ever = true, files.kind = ErrorKind::disk_full;
            break;
        case Misfortune::full_then_killed:
            files.spared = "/run/";
            files.fail_at = when, files.for_ever = true, files.kind = ErrorKind::disk_full;
            if (random_() % 2 == 0) files.stop_at = when + random_() % 200;
            break;
        case Misfortune::error_once: files.fail_at = when; break;
        case Misfortune::sync_drops: disk_.sync_that_fails = disk_.syncs + 1 + random_() % 20; break;
        }
    }

    std::string live(JournalStart start) {
        if (random_() % 2 == 0) start.waiting_limit = random_() % 2000; // often more waits than may
        const int room_again = static_cast<int>(random_() % 40);
        MistakenFiles files{disk_, mistake_};
        arrange(files);
        Result<std::unique_ptr<FileLock>> lock = lock_journal(files, power_place);
        if (!lock) return "";
        Session session = start.session;
        remember(start.number + 1, session);
        Result<std::unique_ptr<Journal>> begun =
            Journal::begin(files, power_place, std::move(lock).value(), start);
        if (!begun) return "";
        Journal& journal = **begun;
        acknowledge(journal, files);
        for (int step = 0; step < 40; ++step) {
            const bool can_pass = misfortune_ == Misfortune::full_for_a_while || has_spare();
            if (can_pass && step >= room_again) files.fail_at = 0;
            const Id on = edits_.journey(session);
            session = edited(std::move(session), on, edits_.next(session, on));
            remember(journal.number() + 1,
                     session); // before it is written: it may reach the disk and not be told of
            journal.write(session, static_cast<std::uint64_t>(step), step);
            acknowledge(journal, files);
            remember(journal.number() + 1, session); // the whole of it, where too much would have to wait
            const auto what = random_() % 10;
            if (what < 3) journal.sync();
            if (what == 3) journal.retry();
            if (what == 4) journal.checkpoint();
            acknowledge(journal, files);
        }
        return "";
    }

    void remember(std::uint64_t number, const Session& session) {
        states_.resize(std::max<std::size_t>(states_.size(), number + 1));
        states_[number] = session;
    }

    void acknowledge(const Journal& journal, const MistakenFiles& files) {
        const bool stopped = files.stop_at && files.operations > *files.stop_at;
        if (stopped) return;
        durable_ = std::max(durable_, journal.durable_number());
        written_ = std::max(written_, journal.written_number());
    }

    std::mt19937 random_;
    test::RandomEdits edits_;
    Misfortune misfortune_;
    Mistake mistake_;
    MemoryFiles disk_;
    std::vector<Session> states_; ///< by commit
    std::uint64_t written_ = 0, durable_ = 0, sure_ = 0;
};

/// Runs a campaign: how many runs went wrong. WAYMARK_RUNS says how many there are.
std::size_t went_wrong(Misfortune misfortune, std::uint32_t usual_runs, Mistake mistake = Mistake::none) {
    const char* asked = std::getenv("WAYMARK_RUNS");
    const auto runs = asked ? static_cast<std::uint32_t>(std::strtoul(asked, nullptr, 10)) : usual_runs;
    std::size_t wrong = 0;
    for (std::uint32_t seed = 1; seed <= runs; ++seed)
        if (const std::string how = Lives{seed, misfortune, mistake}.lived(); !how.empty())
            if (++wrong <= 3 && mistake == Mistake::none) ADD_FAILURE() << "run " << seed << ": " << how;
    return wrong;
}

constexpr std::uint32_t usual = test::sanitized ? 100 : 300;

TEST(journal_promise, holds_when_the_power_is_cut) {
    EXPECT_EQ(went_wrong(Misfortune::power_cut, usual), 0u);
}
/// Of all that a checkpoint does the disk may keep the last renaming only.
TEST(journal_promise, half_a_snapshot_of_a_life_before_never_takes_the_place_of_a_whole_one) {
    const std::string half = std::string{power_place} + "/" + new_snapshot_name;
    for (std::uint32_t run = 0; run < 1000; ++run) {
        MemoryFiles disk;
        FaultyFiles files{disk};
        JournalStart start;
        start.session = *session_from_template("five-stages", SessionId{1});
        Result<std::unique_ptr<FileLock>> lock = lock_journal(files, power_place);
        const auto journal =
            std::move(Journal::begin(files, power_place, std::move(lock).value(), start)).value();
        ASSERT_TRUE(disk.create(half, 0600) && disk.sync_folder(power_place));
        files.stop_at = files.operations + 1 + run % 25;
        journal->checkpoint();
        std::mt19937 random{run};
        disk.cut_power(random);
        const Result<RecoveredSession> back = recover_session(disk, power_place);
        ASSERT_TRUE(back) << "run " << run;
        ASSERT_EQ(back->damage, std::vector<std::string>{}) << "run " << run;
        ASSERT_EQ(back->session, start.session) << "run " << run;
    }
}
TEST(journal_promise, holds_when_the_program_is_killed) {
    EXPECT_EQ(went_wrong(Misfortune::kill, usual), 0u);
}
TEST(journal_promise, holds_when_now_this_happens_and_then_that) {
    EXPECT_EQ(went_wrong(Misfortune::mixed, usual), 0u);
}
TEST(journal_promise, holds_when_the_disk_is_full_for_a_moment) {
    EXPECT_EQ(went_wrong(Misfortune::full_once, usual), 0u);
}
TEST(journal_promise, holds_when_the_disk_is_full_for_a_while) {
    EXPECT_EQ(went_wrong(Misfortune::full_for_a_while, usual), 0u);
}
TEST(journal_promise, holds_when_the_disk_stays_full) {
    EXPECT_EQ(went_wrong(Misfortune::full_for_ever, usual), 0u);
}
TEST(journal_promise, holds_when_the_program_is_killed_after_the_disk_was_full) {
    EXPECT_EQ(went_wrong(Misfortune::full_then_killed, usual), 0u);
}
TEST(journal_promise, holds_when_an_operation_fails) {
    EXPECT_EQ(went_wrong(Misfortune::error_once, usual), 0u);
}
TEST(journal_promise, holds_when_a_sync_fails_and_drops_what_it_had) {
    EXPECT_EQ(went_wrong(Misfortune::sync_drops, usual), 0u);
}

// The campaigns see mistakes: with one built in, runs go wrong.

TEST(journal_mistake, files_that_are_not_synced_are_noticed) {
    if (test::sanitized) GTEST_SKIP() << "The plain build looks for what the campaigns would miss.";
    EXPECT_GT(went_wrong(Misfortune::power_cut, 100, Mistake::syncs_nothing), 0u);
}
TEST(journal_mistake, folders_that_are_not_synced_are_noticed) {
    if (test::sanitized) GTEST_SKIP() << "The plain build looks for what the campaigns would miss.";
    EXPECT_GT(went_wrong(Misfortune::power_cut, 100, Mistake::syncs_no_folder), 0u);
}
TEST(journal_mistake, what_was_recovered_and_not_synced_is_noticed) {
    if (test::sanitized) GTEST_SKIP() << "The plain build looks for what the campaigns would miss.";
    EXPECT_GT(went_wrong(Misfortune::mixed, 300, Mistake::syncs_nothing_read), 0u);
}
TEST(journal_mistake, segments_removed_before_the_snapshot_are_noticed) {
    if (test::sanitized) GTEST_SKIP() << "The plain build looks for what the campaigns would miss.";
    EXPECT_GT(went_wrong(Misfortune::mixed, 300, Mistake::forgets_early), 0u);
}
TEST(journal_mistake, what_waits_in_memory_and_is_not_read_is_noticed) {
    if (test::sanitized) GTEST_SKIP() << "The plain build looks for what the campaigns would miss.";
    EXPECT_GT(went_wrong(Misfortune::full_then_killed, 100, Mistake::forgets_spare), 0u);
}
/// A bit flipped anywhere in a segment: how often a session came back that never was, and nobody was told.
std::size_t silent_changes(Mistake mistake) {
    constexpr std::size_t flips = test::sanitized ? 300 : 2000;
    MemoryFiles disk;
    std::vector<Session> states{Session{}};
    {
        JournalStart start;
        start.session = *session_from_template("winter-jacket", SessionId{1});
        Session session = start.session;
        Result<std::unique_ptr<FileLock>> lock = lock_journal(disk, power_place);
        const auto journal =
            std::move(Journal::begin(disk, power_place, std::move(lock).value(), std::move(start))).value();
        states.push_back(session);
        test::RandomEdits edits{42};
        while (states.size() < 30) {
            const Id on = edits.journey(session);
            session = edited(std::move(session), on, edits.next(session, on));
            journal->write(session, 1, 1);
            states.resize(journal->number() + 1, session);
            states.back() = session;
        }
        journal->sync();
    }
    std::string& bytes = disk.files.at(std::string{power_place} + "/" + segment_name(1))->bytes;
    std::mt19937 random{7};
    std::size_t silent = 0;
    for (std::size_t i = 0; i < flips; ++i) {
        char& hit = bytes[random() % bytes.size()];
        const auto bit = static_cast<char>(1 << (random() % 8));
        hit = static_cast<char>(hit ^ bit);
        MistakenFiles files{disk, mistake};
        if (const Result<RecoveredSession> back = recover_session(files, power_place);
            back && back->damage.empty())
            silent += std::ranges::find(states, back->session) == states.end();
        hit = static_cast<char>(hit ^ bit);
    }
    return silent;
}

TEST(journal_promise, no_flipped_bit_makes_another_session_silently) {
    EXPECT_EQ(silent_changes(Mistake::none), 0u);
}
TEST(journal_mistake, records_without_a_checksum_are_noticed) {
    EXPECT_GT(silent_changes(Mistake::believes_anything), 0u);
}

} // namespace
} // namespace waymark
