#include "sessions/journal.hpp"

#include "sessions/journal_changes.hpp"
#include "sessions/journal_marks.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/storage.hpp"
#include "sessions/storage_writer.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace waymark {
namespace {

constexpr int slow_writes_to_tell = 3;

template <class L> bool same_values(const L& a, const L& b) {
    if constexpr (requires { a.same(b); })
        return a.same(b);
    else
        return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return x.same(y); });
}

/// True when both consist of the very same values: what a frame without an edit finds.
bool is_same(const Session& a, const Session& b) {
    bool same = same_values(a.journeys, b.journeys) && a.next_id == b.next_id && a.title == b.title &&
                a.language == b.language && a.sponsor == b.sponsor && a.facilitator == b.facilitator;
    for_each_pair_of_lists_of_session(
        a, b, [&](const auto& x, const auto& y) { same = same && same_values(x, y); });
    return same;
}

void add_file(RecordWriter& records, const SessionFile& file) {
    const FileStamp& stamp = file.stamp;
    records.add_journal(JournalRecord::file, file.path, stamp.device, stamp.inode, stamp.size,
                        stamp.modified_ns, file.salvaged, file.read_only, stamp.content);
}

} // namespace

Result<std::unique_ptr<FileLock>> lock_journal(Files& files, const std::string& folder) {
    if (Result<Done> made = files.make_folder(folder, 0700); !made) return made.error();
    return files.lock(folder + "/" + lock_name);
}

Result<std::unique_ptr<Journal>> Journal::begin(Files& files, std::string folder,
                                                std::unique_ptr<FileLock> lock, JournalStart start) {
    std::unique_ptr<Journal> journal{new Journal{files, std::move(folder), std::move(lock)}};
    if (Result<Done> started = journal->start(std::move(start)); !started) return started.error();
    return journal;
}

Journal::~Journal() = default;

JournalStart RecoveredSession::start() const {
    JournalStart start;
    start.session = session;
    start.sequence = sequence;
    start.number = number;
    start.durable = durable;
    start.file = file;
    start.time_ms = time_ms;
    start.damaged_files = damaged_files;
    return start;
}

Result<Done> Journal::start(JournalStart start) {
    const Result<std::vector<std::string>> names = files_.names(folder_);
    if (!names) return names.error();
    for (const std::string& name : *names)
        if (const std::optional<std::uint64_t> segment = segment_of(name)) {
            next_segment_ = std::max(next_segment_, *segment + 1);
            if (std::ranges::find(start.damaged_files, name) == start.damaged_files.end())
                segments_.push_back({path_of(name), start.number, nullptr});
            else
                damaged_files_.push_back(name);
        }
    // Whoever begins anew must not do so over what nobody has read.
    if (start.number == 0 && next_segment_ > 1)
        return Error{ErrorKind::invalid, folder_,
                     quoted(folder_) + " holds work that was not recovered; move that folder away."};
    snapshot_is_damaged_ = std::ranges::find(start.damaged_files, snapshot_name) != start.damaged_files.end();
    life_ = next_segment_;
    number_ = sent_ = start.number;
    durable_ = start.durable; // recovery has synced what it has read
    sequence_ = start.sequence;
    time_ms_ = start.time_ms;
    waiting_limit_ = start.waiting_limit;
    spare_path_ = start.spare;
    file_of_session_ = start.file;
    last_.id = start.session.id;
    std::string whole = changes(last_, start.session);
    {
        RecordWriter records{whole, last_};
        add_commit(records, number_ + 1, sequence_, start.time_ms, durable_);
    }
    last_ = std::move(start.session);
    Result<Segment> fresh = made_segment(false);
    if (!fresh) return fresh.error();
    const std::string beginning = head(true);
    Result<Done> done = fresh->file->append(beginning);
    if (done) done = fresh->file->append(whole);
    if (!done) {
        put_away(*fresh);
        return done;
    }
    take_up(std::move(*fresh), beginning.size() + whole.size());
    sent_ = ++number_;
    whole_is_unsynced_ = true;
    // What a program before this one could not write is in the session.
    if (!spare_path_.empty()) static_cast<void>(files_.remove(spare_path_));
    return Done{};
}

std::string Journal::head(bool whole) const {
    std::string bytes;
    RecordWriter records{bytes, last_};
    const FileStamp& stamp = file_of_session_.stamp;
    records.add_journal(JournalRecord::head, last_.id, life_, number_, sequence_, durable_, whole,
                        file_of_session_.path, stamp.device, stamp.inode, stamp.size, stamp.modified_ns,
                        file_of_session_.salvaged, file_of_session_.read_only, stamp.content);
    return bytes;
}

/// A new segment with nothing in it, and the room that a full disk will not give. Without the lock, but when
/// the journal begins. `must_reserve`: else a session is begun in the little room there is.
Result<Journal::Segment> Journal::made_segment(bool must_reserve) {
    Segment fresh;
    fresh.path = path_of(segment_name(next_segment_++));
    Result<std::unique_ptr<WritableFile>> created = files_.create(fresh.path, 0600);
    if (!created) return created.error();
    fresh.file = std::move(created).value();
    if (Result<Done> done = fresh.file->reserve(reserve_bytes); !done) {
        fresh.has_reserve = false;
        if (must_reserve) {
            put_away(fresh);
            return done.error();
        }
    }
    return fresh;
}

/// Else recovery finds half a segment, and takes it for damaged.
void Journal::put_away(const Segment& fresh) { static_cast<void>(files_.remove(fresh.path)); }

/// With the lock held: this segment, in which so many bytes stand, is the one that is being written.
void Journal::take_up(Segment fresh, std::uint64_t bytes) {
    if (!segments_.empty()) {
        segments_.back().last = std::max(segments_.back().last, number_);
        if (segments_.back().file) left_ = {segments_.back().file, written_};
        segments_.back().file.reset();
    }
    fresh.last = number_;
    file_ = fresh.file;
    segments_.push_back(std::move(fresh));
    written_ = bytes;
    has_reserve_ = segments_.back().has_reserve;
    folder_is_new_ = true;
    file_is_doubtful_ = false;
}

/// Without the lock: what the segment before had reserved.
void Journal::give_back_room() {
    const Left left = std::exchange(left_, {});
    if (left.file) static_cast<void>(left.file->truncate(left.bytes));
}

void Journal::set_file(const SessionFile& file) {
    const std::scoped_lock guard{mutex_};
    if (file_of_session_ == file) return;
    file_of_session_ = file;
    file_is_new_ = true;
}

void Journal::write(const Session& now, std::uint64_t sequence, std::int64_t time_ms) {
    // `last_` is changed by this thread alone: reading it needs no lock.
    if (!file_is_new_ && is_same(last_, now)) return;
    changed_ = changes(last_, now);
    if (changed_.empty() && !file_is_new_) return;
    const std::scoped_lock guard{mutex_};
    RecordWriter records{changed_, last_};
    if (std::exchange(file_is_new_, false)) add_file(records, file_of_session_);
    sequence_ = sequence;
    time_ms_ = time_ms;
    add_commit(records, ++number_, sequence, time_ms, durable_);
    last_ = now;
    append(changed_);
}

/// With the lock held: something is not in the file yet, and what comes must stand behind it; or the file is
/// not to be trusted with anything.
bool Journal::is_waiting() const {
    return wants_whole_ || file_is_doubtful_ || !waiting_.empty() || !sending_.empty();
}

/// With the lock held. What cannot be written waits, and with it everything after it.
void Journal::append(std::string_view bytes) {
    if (is_waiting() || is_slow_) return wait(bytes);
    const auto began = std::chrono::steady_clock::now();
    Result<Done> done = file_->append(bytes);
    if (std::chrono::steady_clock::now() - began > slow_write)
        is_slow_ = true, quick_writes_ = slow_writes_ = 0;
    if (!done) {
        take_back_half();
        wait(bytes);
        return fail(done.error());
    }
    written_ += bytes.size();
    unsynced_ += bytes;
    sent_ = number_;
}

/// With the lock held: of what was written, not of what waits.
bool Journal::is_synced() const { return !whole_is_unsynced_ && unsynced_.empty() && !folder_is_new_; }

/// Half a commit must not stand in front of a whole one.
void Journal::take_back_half() {
    if (!file_->truncate(written_)) file_is_doubtful_ = true;
    has_reserve_ = false; // it went with that
}

void Journal::fail(const Error& error) { problem_ = error.sentence; }

void Journal::sync() {
    std::shared_ptr<WritableFile> file;
    std::size_t size = 0;
    std::uint64_t number = 0;
    bool new_names = false;
    constexpr std::size_t room = 1u << 20; // that is not given back
    {
        const std::scoped_lock guard{mutex_};
        // Of a file that is not to be trusted a second sync would say that all is well.
        if (is_synced() || file_is_doubtful_) return;
        file = file_;
        size = unsynced_.size();
        number = sent_;
        new_names = std::exchange(folder_is_new_, false);
    }
    // Without the lock: the board goes on writing meanwhile.
    Result<Done> done = file->sync();
    if (done && new_names) done = files_.sync_folder(folder_);
    {
        const std::scoped_lock guard{mutex_};
        if (done) {
            unsynced_.erase(0, size);
            if (unsynced_.empty() && unsynced_.capacity() > room) unsynced_ = std::string{};
            whole_is_unsynced_ = false;
            durable_ = std::max(durable_, number);
            if (!is_waiting()) problem_.clear();
            return;
        }
        // The system may have forgotten the pages that it could not write. So nothing of this file is relied
        // upon: what was not surely on the disk is written once more, elsewhere.
        fail(done.error());
        folder_is_new_ = true;
        file_is_doubtful_ = true;
        sent_ = durable_;
        if (std::exchange(whole_is_unsynced_, false)) want_whole();
        begin_spare(); // with all of this
    }
    retry();
}

void Journal::report(const std::string& sentence) {
    const std::scoped_lock guard{mutex_};
    problem_ = sentence;
}

Kept Journal::kept() const {
    const std::scoped_lock guard{mutex_};
    if (is_waiting()) return spare_.holds_all && problem_.empty() ? Kept::written : Kept::failed;
    return is_synced() ? Kept::durable : Kept::written;
}

bool Journal::has_problem() const {
    const std::scoped_lock guard{mutex_};
    return !problem_.empty();
}

std::string Journal::problem() const {
    const std::scoped_lock guard{mutex_};
    return problem_;
}
std::string Journal::checkpoint_problem() const {
    const std::scoped_lock guard{mutex_};
    return checkpoint_problem_;
}
bool Journal::has_damaged() const {
    const std::scoped_lock guard{mutex_};
    return !damaged_files_.empty() || snapshot_is_damaged_;
}
std::string Journal::slowness() const {
    const std::scoped_lock guard{mutex_};
    if (!is_slow_ || slow_writes_ < slow_writes_to_tell) return {};
    return "The drive with " + quoted(folder_) + " answers slowly: what is done is written a moment later.";
}
bool Journal::is_slow() const {
    const std::scoped_lock guard{mutex_};
    return is_slow_;
}
bool Journal::is_spared() const {
    const std::scoped_lock guard{mutex_};
    return spare_.holds_all;
}
std::uint64_t Journal::number() const {
    const std::scoped_lock guard{mutex_};
    return number_;
}
Session Journal::session() const {
    const std::scoped_lock guard{mutex_};
    return last_;
}
std::uint64_t Journal::written_number() const {
    const std::scoped_lock guard{mutex_};
    return spare_.holds_all ? number_ : sent_;
}
std::uint64_t Journal::durable_number() const {
    const std::scoped_lock guard{mutex_};
    return durable_;
}
std::uint64_t Journal::segment_bytes() const {
    const std::scoped_lock guard{mutex_};
    return written_;
}

void Journal::mark_closed() {
    is_closed_ = is_closed_ || static_cast<bool>(files_.rename(folder_, folder_ + closed_ending));
}

void Journal::discard() {
    mark_closed(); // of half a folder an older state would come back
    const std::scoped_lock guard{mutex_};
    drop_spare();
    const std::string folder = is_closed_ ? folder_ + closed_ending : folder_;
    const Result<std::vector<std::string>> names = files_.names(folder);
    if (names)
        for (const std::string& name : *names) static_cast<void>(files_.remove(folder + "/" + name));
    static_cast<void>(files_.remove_folder(folder)); // what stays is found again, and harms nobody
}

void Journal::leave_spare() {
    const std::scoped_lock guard{mutex_};
    if (!is_waiting()) drop_spare();
}

} // namespace waymark
