#include "sessions/journal.hpp"

#include "sessions/journal_changes.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/storage.hpp"
#include "sessions/storage_writer.hpp"

#include <algorithm>
#include <utility>

namespace waymark {
namespace {

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
                        stamp.modified_ns, file.salvaged, file.read_only);
}

void add_commit(RecordWriter& records, std::uint64_t number, std::uint64_t sequence, std::int64_t time_ms,
                std::uint64_t durable) {
    records.add_journal(JournalRecord::commit, number, sequence, time_ms, durable);
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

Result<Done> Journal::start(JournalStart start) {
    const Result<std::vector<std::string>> names = files_.names(folder_);
    if (!names) return names.error();
    for (const std::string& name : *names)
        if (const std::optional<std::uint64_t> segment = segment_of(name)) {
            next_segment_ = std::max(next_segment_, *segment + 1);
            if (std::ranges::find(start.damaged_files, name) == start.damaged_files.end())
                segments_.push_back({path_of(name), start.number});
            else
                damaged_files_.push_back(name);
        }
    // Whoever begins anew must not do so over what nobody has read.
    if (start.number == 0 && next_segment_ > 1)
        return Error{ErrorKind::invalid, folder_,
                     quoted(folder_) + " holds work that was not recovered; move that folder away."};
    snapshot_is_damaged_ = std::ranges::find(start.damaged_files, snapshot_name) != start.damaged_files.end();
    life_ = next_segment_;
    number_ = durable_ = start.number; // recovery has synced what it has read
    sequence_ = start.sequence;
    file_of_session_ = start.file;
    last_.id = start.session.id;
    std::string whole = changes(last_, start.session);
    {
        RecordWriter records{whole, last_};
        add_commit(records, number_ + 1, sequence_, start.time_ms, durable_);
    }
    last_ = std::move(start.session);
    if (Result<Done> opened = open_segment(true, whole); !opened) return opened;
    ++number_;
    unsynced_ = std::move(whole);
    return Done{};
}

std::string Journal::head(bool whole) const {
    std::string bytes;
    RecordWriter records{bytes, last_};
    const FileStamp& stamp = file_of_session_.stamp;
    records.add_journal(JournalRecord::head, last_.id, life_, number_, sequence_, durable_, whole,
                        file_of_session_.path, stamp.device, stamp.inode, stamp.size, stamp.modified_ns,
                        file_of_session_.salvaged, file_of_session_.read_only);
    return bytes;
}

/// Begins a segment with its head and these records; the one before stays in use when that fails.
Result<Done> Journal::open_segment(bool whole, std::string_view first) {
    const std::string path = path_of(segment_name(next_segment_));
    Result<std::unique_ptr<WritableFile>> created = files_.create(path, 0600);
    if (!created) return created.error();
    std::shared_ptr<WritableFile> file = std::move(created).value();
    std::string bytes = head(whole);
    bytes += first;
    Result<Done> done = file->reserve(reserve_bytes);
    if (done || whole) done = file->append(bytes); // a session is begun in the little room there is
    if (!done) {
        static_cast<void>(
            files_.remove(path)); // else recovery finds half a segment, and takes it for damaged
        ++next_segment_;
        return done;
    }
    if (file_) static_cast<void>(file_->truncate(written_)); // gives back what it had reserved
    if (!segments_.empty()) segments_.back().last = std::max(segments_.back().last, number_);
    segments_.push_back({path, number_});
    ++next_segment_;
    file_ = std::move(file);
    written_ = bytes.size();
    folder_is_new_ = true;
    return Done{};
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
    add_commit(records, ++number_, sequence, time_ms, durable_);
    last_ = now;
    append(changed_);
}

/// With the lock held. What cannot be written waits, and with it everything after it.
void Journal::append(std::string_view bytes) {
    if (!pending_.empty()) {
        pending_ += bytes;
        return;
    }
    if (Result<Done> done = file_->append(bytes); !done) {
        take_back_half();
        pending_ += bytes;
        fail(done.error());
        return;
    }
    written_ += bytes.size();
    unsynced_ += bytes;
}

/// Half a commit must not stand in front of a whole one.
void Journal::take_back_half() {
    if (!file_->truncate(written_)) file_is_doubtful_ = true;
}

void Journal::fail(const Error& error) { problem_ = error.sentence; }

void Journal::sync() {
    std::shared_ptr<WritableFile> file;
    std::size_t size = 0;
    std::uint64_t number = 0;
    bool new_names = false;
    {
        const std::scoped_lock guard{mutex_};
        if (unsynced_.empty() && !folder_is_new_) return;
        file = file_;
        size = unsynced_.size();
        number = number_;
        new_names = std::exchange(folder_is_new_, false);
    }
    // Without the lock: the board goes on writing meanwhile.
    Result<Done> done = file->sync();
    if (done && new_names) done = files_.sync_folder(folder_);
    const std::scoped_lock guard{mutex_};
    if (done) {
        unsynced_.erase(0, size);
        if (pending_.empty()) {
            durable_ = std::max(durable_, number);
            problem_.clear();
        }
        return;
    }
    // The system may have forgotten the pages that it could not write, and a second sync would say all is
    // well. So nothing of this file is relied upon: what was not surely on the disk is written once more,
    // elsewhere.
    fail(done.error());
    folder_is_new_ = true;
    file_is_doubtful_ = true;
    pending_.insert(0, std::exchange(unsynced_, {}));
    write_elsewhere();
}

/// With the lock held: what waits, into a new segment.
void Journal::write_elsewhere() {
    if (Result<Done> opened = open_segment(false, pending_); !opened) return fail(opened.error());
    unsynced_ += std::exchange(pending_, {});
    file_is_doubtful_ = false;
    problem_.clear();
}

void Journal::retry() {
    const std::scoped_lock guard{mutex_};
    if (pending_.empty()) return;
    if (!file_is_doubtful_) {
        if (file_->append(pending_)) {
            written_ += pending_.size();
            unsynced_ += std::exchange(pending_, {});
            problem_.clear();
            return;
        }
        take_back_half();
    }
    // In another file: the drive may have been put right by being mounted anew. What the old one has not
    // synced goes along, for nobody will sync that one any more.
    pending_.insert(0, unsynced_);
    const std::size_t again = unsynced_.size();
    write_elsewhere();
    if (pending_.empty())
        unsynced_.erase(0, again);
    else
        pending_.erase(0, again);
}

void Journal::checkpoint() {
    sync();
    std::optional<Session> session;
    std::uint64_t number = 0;
    {
        const std::scoped_lock guard{mutex_};
        if (!pending_.empty() || number_ == snapshot_) return;
        // The new segment first: from here on nothing that comes is in an old one.
        if (Result<Done> opened = open_segment(false, unsynced_); !opened) return fail(opened.error());
        session = last_;
        number = number_;
    }
    sync();
    const Result<Done> written = write_snapshot(*session, number);
    const std::scoped_lock guard{mutex_};
    if (!written) return fail(written.error());
    for (const std::string& name : damaged_files_) // under a name that nothing removes
        static_cast<void>(files_.rename(path_of(name), path_of(name + ".damaged")));
    damaged_files_.clear();
    older_snapshot_ = std::exchange(snapshot_, number);
    forget_old_segments();
}

Result<Done> Journal::write_snapshot(const Session& session, std::uint64_t number) {
    const std::string path = path_of(snapshot_name), fresh = path_of(new_snapshot_name);
    const std::string bytes = encoded(session, number);
    if (bytes.size() > file_size_limit) // it could not be read again; the segments stay
        return Error{ErrorKind::too_large, path,
                     "The session is larger than one may be (" + std::to_string(file_size_limit >> 20) +
                         " MB); remove some pictures."};
    static_cast<void>(files_.remove(fresh)); // of a program that was stopped while it wrote one
    Result<std::unique_ptr<WritableFile>> file = files_.create(fresh, 0600);
    if (!file) return file.error();
    Result<Done> done = (*file)->append(bytes);
    if (done) done = (*file)->sync();
    if (done) done = (*file)->close();
    if (done && files_.stamp(path)) {
        if (std::exchange(snapshot_is_damaged_, false))
            done = files_.rename(path, path_of(damaged_snapshot_name));
        else if (done = files_.link(path, path_of(older_snapshot_name)); !done)
            done = files_.rename(path, path_of(older_snapshot_name)); // a drive that knows no links
    }
    if (done) done = files_.rename(fresh, path);
    if (done) done = files_.sync_folder(folder_);
    if (!done) static_cast<void>(files_.remove(fresh));
    return done;
}

/// With the lock held. Only what both snapshots hold.
void Journal::forget_old_segments() {
    const std::uint64_t both = std::min(snapshot_, older_snapshot_);
    while (segments_.size() > 1 && segments_.front().last <= both) {
        static_cast<void>(files_.remove(segments_.front().path)); // it is only in the way
        segments_.erase(segments_.begin());
    }
}

void Journal::report(const std::string& sentence) {
    const std::scoped_lock guard{mutex_};
    problem_ = sentence;
}

Kept Journal::kept() const {
    const std::scoped_lock guard{mutex_};
    if (!pending_.empty()) return Kept::failed;
    return unsynced_.empty() && !folder_is_new_ ? Kept::durable : Kept::written;
}

std::string Journal::problem() const {
    const std::scoped_lock guard{mutex_};
    return problem_;
}
std::uint64_t Journal::number() const {
    const std::scoped_lock guard{mutex_};
    return number_;
}
Session Journal::session() const {
    const std::scoped_lock guard{mutex_};
    return last_;
}
std::uint64_t Journal::durable_number() const {
    const std::scoped_lock guard{mutex_};
    return durable_;
}
std::uint64_t Journal::segment_bytes() const {
    const std::scoped_lock guard{mutex_};
    return written_;
}

void Journal::discard() {
    const std::scoped_lock guard{mutex_};
    const Result<std::vector<std::string>> names = files_.names(folder_);
    if (names)
        for (const std::string& name : *names) static_cast<void>(files_.remove(path_of(name)));
    static_cast<void>(files_.remove_folder(folder_)); // what stays is found again, and harms nobody
}

} // namespace waymark
