#include "sessions/journal.hpp"

#include "sessions/journal_names.hpp"
#include "sessions/storage.hpp"
#include "sessions/storage_writer.hpp"

#include <algorithm>
#include <utility>

namespace waymark {

void Journal::checkpoint() {
    sync();
    bool is_slow = false;
    {
        const std::scoped_lock guard{mutex_};
        if (is_waiting() || number_ == snapshot_) return;
        is_slow = is_slow_;
        if (is_slow && written_ < checkpoint_bytes) return; // no more for it to do than must be
    }
    Result<Segment> fresh = made_segment(true);
    std::optional<Session> session;
    std::uint64_t number = 0;
    std::string bytes;
    Result<Done> done = Done{};
    if (fresh && is_slow) { // the board does not write meanwhile, and must not wait either
        {
            const std::scoped_lock guard{mutex_};
            bytes = head(false) + unsynced_;
        }
        done = fresh->file->append(bytes);
    }
    {
        const std::scoped_lock guard{mutex_};
        if (!fresh) return fail(fresh.error());
        // The new segment first: from here on nothing that comes is in an old one.
        if (!is_slow) {
            bytes = head(false) + unsynced_;
            done = fresh->file->append(bytes);
        }
        if (!done) {
            put_away(*fresh);
            return fail(done.error());
        }
        take_up(std::move(*fresh), bytes.size());
        session = last_;
        number = number_;
    }
    give_back_room();
    sync();
    const Result<Done> written = write_snapshot(*session, number);
    std::vector<std::string> damaged, old;
    {
        const std::scoped_lock guard{mutex_};
        if (!written) return fail(written.error());
        older_snapshot_ = std::exchange(snapshot_, number);
        damaged = std::exchange(damaged_files_, {});
        old = forgotten_segments();
    }
    // Without the lock: the board need not wait until a drive has given back their room.
    for (const std::string& name : damaged) // under a name that nothing removes
        static_cast<void>(files_.rename(path_of(name), path_of(name + ".damaged")));
    for (const std::string& path : old) static_cast<void>(files_.remove(path)); // it is only in the way
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
