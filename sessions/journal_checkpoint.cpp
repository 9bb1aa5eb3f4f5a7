#include "sessions/journal.hpp"

#include "sessions/journal_names.hpp"
#include "sessions/storage.hpp"
#include "sessions/storage_writer.hpp"

#include <algorithm>
#include <utility>

namespace waymark {

void Journal::checkpoint() {
    if (const std::optional<Checkpoint> begun = begin_checkpoint()) end_checkpoint(*begun);
}

/// What is done is written all the same, as long as there is room.
std::nullopt_t Journal::no_checkpoint(const Error& error) {
    const std::scoped_lock guard{mutex_};
    checkpoint_problem_ = error.sentence;
    return std::nullopt;
}

std::optional<Journal::Checkpoint> Journal::begin_checkpoint() {
    sync();
    bool is_slow = false;
    {
        const std::scoped_lock guard{mutex_};
        if (is_waiting() || whole_is_unsynced_ || number_ == snapshot_) return std::nullopt;
        is_slow = is_slow_;
        if (is_slow && written_ < checkpoint_bytes) return std::nullopt; // no more for it to do than must be
    }
    Result<Segment> fresh = made_segment(true);
    if (!fresh) return no_checkpoint(fresh.error());
    std::string bytes;
    Checkpoint begun;
    // The head and what the snapshot is to hold belong together, or recovery would not know which is newer.
    const auto compose = [&] {
        bytes = head(false) + unsynced_;
        begun = {last_, number_};
    };
    Result<Done> done = Done{};
    if (is_slow) { // the board does not write meanwhile, and must not wait either
        {
            const std::scoped_lock guard{mutex_};
            compose();
        }
        done = fresh->file->append(bytes);
    }
    {
        const std::scoped_lock guard{mutex_};
        // The new segment first: from here on nothing that comes is in an old one.
        if (!is_slow) compose(), done = fresh->file->append(bytes);
        if (done) take_up(std::move(*fresh), bytes.size());
    }
    if (!done) {
        put_away(*fresh);
        return no_checkpoint(done.error());
    }
    give_back_room();
    sync();
    return begun;
}

void Journal::end_checkpoint(const Checkpoint& checkpoint) {
    if (const Result<Done> written = write_snapshot(checkpoint.session, checkpoint.number); !written) {
        no_checkpoint(written.error());
        return;
    }
    std::vector<std::string> damaged, old;
    {
        const std::scoped_lock guard{mutex_};
        checkpoint_problem_.clear();
        older_snapshot_ = std::exchange(snapshot_, checkpoint.number);
        damaged = std::exchange(damaged_files_, {});
        old = forgotten_segments();
    }
    // Without the lock: the board need not wait until a drive has given back their room.
    for (const std::string& name : damaged) // under a name that nothing removes
        static_cast<void>(files_.rename(path_of(name), path_of(name + ".damaged")));
    for (const std::string& path : old) static_cast<void>(files_.remove(path)); // it is only in the way
}

bool Journal::snapshot_is_damaged() const {
    const std::scoped_lock guard{mutex_};
    return snapshot_is_damaged_;
}

/// Under a name that no other has, so that nothing that was put aside is written over.
std::string Journal::damaged_snapshot() const {
    std::string path = path_of(damaged_snapshot_name);
    for (int number = 2; files_.stamp(path); ++number)
        path = path_of(damaged_snapshot_name) + "." + std::to_string(number);
    return path;
}

Result<Done> Journal::write_snapshot(const Session& session, std::uint64_t number) {
    const std::string path = path_of(snapshot_name), fresh = path_of(new_snapshot_name);
    const std::string bytes = encoded(session, number);
    if (bytes.size() > file_size_limit) // it could not be read again; the segments stay
        return Error{ErrorKind::too_large, path,
                     "The session is larger than one may be (" + std::to_string(file_size_limit >> 20) +
                         " MB); remove some pictures."};
    // A program that was stopped while it wrote one may have left it. The disk must know that it is gone: of
    // all that follows a power cut may keep the last renaming only, and that would take the old one.
    static_cast<void>(files_.remove(fresh));
    if (Result<Done> done = files_.sync_folder(folder_); !done) return done;
    Result<std::unique_ptr<WritableFile>> file = files_.create(fresh, 0600);
    if (!file) return file.error();
    Result<Done> done = (*file)->append(bytes);
    if (done) done = (*file)->sync();
    if (done) done = (*file)->close();
    if (done && files_.stamp(path)) {
        if (snapshot_is_damaged()) {
            done = files_.rename(path, damaged_snapshot());
            const std::scoped_lock guard{mutex_};
            snapshot_is_damaged_ = !done;
        } else if (done = files_.link(path, path_of(older_snapshot_name)); !done) {
            done = files_.rename(path, path_of(older_snapshot_name)); // a drive that knows no links
        }
    }
    if (done) done = files_.rename(fresh, path);
    if (done) done = files_.sync_folder(folder_);
    if (!done) static_cast<void>(files_.remove(fresh));
    return done;
}

/// With the lock held: those that hold only what both snapshots hold; they are to be removed.
std::vector<std::string> Journal::forgotten_segments() {
    const std::uint64_t both = std::min(snapshot_, older_snapshot_);
    std::vector<std::string> paths;
    while (segments_.size() > 1 && segments_.front().last <= both) {
        paths.push_back(std::move(segments_.front().path));
        segments_.erase(segments_.begin());
    }
    return paths;
}

} // namespace waymark
