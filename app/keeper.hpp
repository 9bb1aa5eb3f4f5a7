#pragma once
#include "sessions/journal.hpp"
#include "sessions/timeline.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

/// Keeps the session that is on the board in a journal, so that it outlives the program, the power and its
/// own file. In the person's state folder: `sessions/ID` while one is open, `trash/ID-TIME` for thirty days
/// when its changes were let go or parts of it were damaged, `history/ID` with the past of each session (see
/// timeline.hpp) until a year after it was last open.
namespace waymark {

/// A session that a program has left without closing it, or whose changes somebody has let go.
struct LeftSession {
    std::string folder;
    std::int64_t changed_ns = 0; ///< when something was last written, or it was let go
};

class Keeper {
public:
    /// `state_folder`: empty = nothing is kept (tests, commands that only read). `fallback_folder`: in
    /// memory; used where that one cannot be written, and said; what an open session's drive does not take
    /// lies in `waiting` there. Empty = there is none.
    Keeper(Files& files, std::string state_folder, std::string fallback_folder = {})
        : files_{files},
          state_folder_{std::move(state_folder)},
          fallback_folder_{std::move(fallback_folder)} {}
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// The session in this folder as it was left, with what its program could not write there any more.
    Result<RecoveredSession> recovered(const std::string& folder) const {
        return recover_session(files_, folder, spare_of(folder));
    }
    /// Whether sessions are to be kept at all.
    bool is_on() const { return !state_folder_.empty(); }
    /// Where a session of this id is kept.
    std::string folder_of(const SessionId& id) const;
    /// Where one with this name may be: there, or in the substitute.
    std::vector<std::string> folders_of(const std::string& name) const;
    /// The session that was left there, with the lock that was taken for it; nothing when there is none.
    /// `ErrorKind::in_use` when another program has it open.
    struct Found {
        std::string folder;
        std::unique_ptr<FileLock> lock;
        std::optional<RecoveredSession> session;
    };
    /// Another program may have it open all the same where the lock is not sure.
    Result<Found> find(const std::string& folder);
    /// All that were left and are open nowhere, the newest first.
    std::vector<LeftSession> left_sessions();

    /// All that were let go and are still in the trash, the newest first.
    std::vector<LeftSession> trashed_sessions();
    /// Out of the trash, to where a session of this id is kept; `ErrorKind::in_use` where there is one.
    Result<std::string> taken_from_trash(const std::string& folder);

    /// Begins to keep a session; ends with the one before. `place`: its folder as `find` has given it, if it
    /// has.
    void begin(JournalStart start, Found place);
    /// Into the trash with a folder that cannot be read, so that nothing is written over it.
    /// False where it could not be moved, or another program has it open.
    bool set_aside(const std::string& folder);
    /// What is done lies in the substitute, which the machine forgets when it is switched off.
    bool is_in_substitute() const { return is_in_fallback_ && journal_; }
    /// Has a thread try, which may take long on the drive that has failed; true once the state folder can be
    /// written again.
    bool can_go_home();
    bool is_asking_home() const { return home_.valid(); }
    /// Out of the substitute. False where that is not possible after all.
    bool go_home(JournalStart start);
    /// Where the past of the session with this id lies.
    std::string history_of(const SessionId& id) const;
    /// The session as it is now becomes a moment of its past, which is written by a thread of the keeper.
    /// False where no session is kept.
    bool remember(MomentKind kind, const std::string& name, const Session& session);
    bool is_remembering() const; ///< moments are still to be written
    bool is_naming() const;      ///< a version among them
    /// The names of versions that have come to the disk since the last call.
    std::vector<std::string> take_named();

    /// Once a frame.
    void write(const Session& now, std::uint64_t sequence);
    void set_file(const SessionFile& file);
    /// The session is closed. `unsaved`: it goes to the trash, else nothing of it need stay.
    void end(bool unsaved);
    /// Nothing more is kept, and what is stays, to be found at the next start.
    void leave() {
        stop();
        journal_.reset(); // its lock, too: the next program must not find it held by one that cannot end
    }

    bool is_keeping() const { return journal_ != nullptr; }
    Kept kept() const { return journal_ ? journal_->kept() : Kept::failed; }
    std::uint64_t number() const { return journal_ ? journal_->number() : 0; }
    std::uint64_t written_number() const { return journal_ ? journal_->written_number() : 0; }
    std::uint64_t durable_number() const { return journal_ ? journal_->durable_number() : 0; }
    /// How long the board was held up by what `write` wrote last.
    std::chrono::nanoseconds last_write() const { return last_write_; }
    /// One sentence about what is wrong with keeping; empty while nothing is.
    std::string problem() const;
    /// False where it cannot be told whether another program has the session open.
    bool is_locked() const { return !journal_ || journal_->is_locked(); }

private:
    std::string spare_of(const std::string& folder) const;
    Result<Done> make_folders(const std::string& below) { return make_folders(state_folder_, below); }
    Result<Done> make_folders(const std::string& base, const std::string& below);
    Result<std::unique_ptr<Journal>> begun_in(const std::string& base, JournalStart start, Found place);
    void list_left(const std::string& base, std::vector<LeftSession>& left);
    using Clock = std::chrono::steady_clock;
    struct Remembered {
        Moment moment;
        Session session;
    };
    /// What the thread that syncs knows from one turn to the next.
    struct Turn {
        Clock::time_point checkpointed, remembered;
        std::uint64_t checkpoint_number = 0, remembered_number = 0;
    };
    void begin_work();
    void work();
    void rest(std::unique_lock<std::mutex>& guard);
    void work_once(Turn& turn);
    void checkpoint_if_due(Turn& turn);
    void remember_minute(Turn& turn, bool now);
    void record();
    void write_moments();
    void thin_out_past();
    void bring_past_home();
    void stop();
    void forget_old_histories(const SessionId& but_this);
    void empty_trash(const std::string& base);
    void finish_closing(const std::string& base);
    bool may_go(const std::string& folder, bool is_over);
    bool can_be_written(const std::string& folder, std::uint64_t bytes);
    bool copied(const std::string& from, const std::string& to);
    Result<std::unique_ptr<FileLock>> locked(const std::string& folder);
    bool holds_damaged(const std::string& folder);
    void let_twin_go(const std::string& folder);
    void list_trashed(const std::string& base, std::vector<LeftSession>& found);
    bool throw_away(const std::string& folder);

    Files& files_;
    std::string state_folder_, fallback_folder_;
    bool is_in_fallback_ = false;
    std::chrono::nanoseconds last_write_{};
    std::unique_ptr<Journal> journal_;
    std::string could_not_begin_;
    std::thread worker_;   ///< brings to the disk what was written: nothing may hold it up
    std::thread recorder_; ///< snapshots and the past, which take their time
    mutable std::mutex mutex_;
    std::condition_variable wake_, wake_recorder_;
    std::atomic<bool> stopping_ = false; ///< soon
    bool no_more_to_record_ = false;     ///< the worker has ended
    bool has_work_ = false;
    std::optional<Journal::Checkpoint> snapshot_; ///< to be written, or just being written
    std::deque<Remembered> moments_;              ///< to be written
    std::vector<std::string> named_;
    std::string past_problem_;               ///< why they cannot be
    std::optional<TimelineWriter> timeline_; ///< the recorder's own
    std::future<bool> home_;                 ///< whether the state folder can be written
    std::string past_to_bring_;              ///< a folder in the substitute, whose files come home
};

/// Milliseconds since 1970.
std::int64_t unix_time_ms();

} // namespace waymark
