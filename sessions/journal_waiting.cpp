#include "sessions/journal.hpp"

#include "sessions/journal_changes.hpp"
#include "sessions/journal_marks.hpp"

#include <optional>
#include <utility>

/// What could not be written yet, or what a slow drive is spared: held, bounded, and sent by the other
/// thread.
namespace waymark {
namespace {

constexpr int quick_writes_to_trust = 3;

} // namespace

/// With the lock held. Rather than without end, the whole session is written once that can be done.
void Journal::wait(std::string_view bytes) {
    if (!wants_whole_) waiting_ += bytes;
    spare(bytes);
    if (waiting_.size() > waiting_limit_) want_whole();
}

/// With the lock held. Whatever waits is in it.
void Journal::want_whole() {
    wants_whole_ = true;
    waiting_ = std::string{}; // with the room it has taken
}

void Journal::retry() {
    bool elsewhere = false;
    {
        const std::scoped_lock guard{mutex_};
        if (!is_waiting()) return;
        elsewhere = file_is_doubtful_ || wants_whole_;
        if (wants_whole_)
            sending_ = std::string{};
        else
            waiting_.insert(0, sending_); // of a time that ended badly; no memory for it = as it was
        sending_.clear();
        sending_.swap(waiting_);
        sending_number_ = number_;
    }
    // Nobody else writes while something is being sent, so this needs no lock.
    if (elsewhere || !sent_here()) return send_elsewhere();
    reserve_again();
}

/// What waits, to the end of the file that is in use.
bool Journal::sent_here() {
    const auto began = std::chrono::steady_clock::now();
    const Result<Done> done = file_->append(sending_);
    const bool quick = std::chrono::steady_clock::now() - began < slow_write;
    const std::scoped_lock guard{mutex_};
    if (!done) {
        take_back_half();
        fail(done.error());
        return false;
    }
    quick_writes_ = quick ? quick_writes_ + 1 : 0;
    slow_writes_ = quick ? slow_writes_ : slow_writes_ + 1;
    if (quick_writes_ >= quick_writes_to_trust) is_slow_ = false;
    written_ += sending_.size();
    unsynced_ += sending_;
    sending_ = std::string{};
    sent_ = sending_number_;
    problem_.clear();
    end_spare();
    return true;
}

/// What had been reserved, and was given back with half a commit.
void Journal::reserve_again() {
    std::uint64_t room = 0;
    {
        const std::scoped_lock guard{mutex_};
        if (has_reserve_ || written_ >= reserve_bytes) return;
        room = reserve_bytes - written_;
    }
    const bool has_room = static_cast<bool>(file_->reserve(room)); // on a full disk there is none
    const std::scoped_lock guard{mutex_};
    has_reserve_ = has_room;
}

/// A new segment. Where the disk is full, that may be for the sake of what the one that cannot be trusted any
/// more holds in reserve.
Result<Journal::Segment> Journal::rescue_segment() {
    Result<Segment> fresh = made_segment(true);
    if (fresh || fresh.error().kind != ErrorKind::disk_full) return fresh;
    std::uint64_t written = 0;
    {
        const std::scoped_lock guard{mutex_};
        if (!file_is_doubtful_) return fresh; // it has the room that there is
        written = written_;
    }
    static_cast<void>(file_->truncate(written));
    return made_segment(false);
}

/// What waits, into another file: the drive may have been put right by being mounted anew. What the old one
/// has not synced goes along, for nobody will sync that one any more.
void Journal::send_elsewhere() {
    Result<Segment> fresh = rescue_segment();
    if (!fresh) {
        const std::scoped_lock guard{mutex_};
        return keep_waiting(fresh.error());
    }
    Beginning begins;
    Result<Done> done = Done{};
    try {
        begins = beginning();
        done = fresh->file->append(begins.head);
        if (done) done = fresh->file->append(begins.bytes);
    } catch (...) { // no memory: what was to be sent is in the session, which has to be written whole now
        put_away(*fresh);
        const std::scoped_lock guard{mutex_};
        want_whole();
        throw;
    }
    {
        const std::scoped_lock guard{mutex_};
        if (!done) {
            put_away(*fresh);
            if (begins.is_whole) want_whole();
            return keep_waiting(done.error());
        }
        take_up(std::move(*fresh), begins.head.size() + begins.bytes.size());
        whole_is_unsynced_ = begins.is_whole;
        unsynced_ = begins.is_whole ? std::string{} : std::move(begins.bytes);
        sending_ = std::string{};
        sent_ = sending_number_;
        problem_.clear();
        end_spare();
    }
    give_back_room();
}

/// What the new segment begins with: its head and what waits, or the records of the whole session and a
/// commit of its own; what is done from here on waits behind it.
Journal::Beginning Journal::beginning() {
    Beginning begins;
    std::optional<Session> session;
    std::string commit;
    {
        const std::scoped_lock guard{mutex_};
        if (whole_is_unsynced_) want_whole(); // nobody will sync the segment that begins with it
        begins.is_whole = wants_whole_;
        begins.head = head(begins.is_whole); // together with the number of the commit behind it
        if (!begins.is_whole) {
            begins.bytes.append(unsynced_).append(sending_);
            return begins;
        }
        session = last_;
        RecordWriter records{commit, last_};
        add_commit(records, number_ + 1, sequence_, time_ms_, durable_);
        sending_ = commit; // until it is there
        sending_number_ = ++number_;
        wants_whole_ = false;
        if (spare_.file) spare(commit); // a commit like the others, in which nothing was done
    }
    Session nothing;
    nothing.id = session->id;
    begins.bytes = changes(nothing, *session) + commit;
    return begins;
}

/// With the lock held: it could not be sent.
void Journal::keep_waiting(const Error& error) {
    fail(error);
    if (wants_whole_) return;
    waiting_.insert(0, sending_);
    sending_.clear();
    spare_is_refused_ = false; // once in a while
    if (!spare_.file) begin_spare();
    if (waiting_.size() > waiting_limit_) want_whole();
}

} // namespace waymark
