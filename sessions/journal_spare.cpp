#include "sessions/journal.hpp"

#include <exception>
#include <utility>

/// A file in memory that outlives the program, if not the machine: there lies what the drive does not take,
/// or what a slow one is spared. Recovery reads it as one more segment of this run of the program. While
/// there is one, every commit comes by `wait`, so that none is missing in it.
namespace waymark {
namespace {

constexpr std::uint64_t spare_bytes = 1u << 20; ///< of what is on the drive by now it need not hold more

} // namespace

/// With the lock held: `bytes`, which wait from now on, lie in the spare too.
void Journal::spare(std::string_view bytes) {
    if (spare_path_.empty()) return;
    if (!spare_.file && spare_is_refused_) return;
    if (!spare_.file) return begin_spare();
    if (!spare_.holds_all) return;
    if (spare_.file->append(bytes)) {
        spare_.bytes += bytes.size();
        return;
    }
    static_cast<void>(spare_.file->truncate(spare_.bytes)); // half a commit at the end is not read anyway
    spare_.holds_all = false;
}

/// With the lock held: all that waits, and what a failed sync has made doubtful. In place of one that is
/// there: a program that is killed just now leaves the one or the other.
void Journal::begin_spare() {
    if (spare_path_.empty()) return;
    try {
        if (!wants_whole_ && begun_spare(spare_path_ + ".new"))
            return;                   // else what waited is not there any more
    } catch (const std::exception&) { // no memory for it
    }
    spare_.holds_all = false; // one that is there holds less from now on
    spare_is_refused_ = true;
}

/// With the lock held.
bool Journal::begun_spare(const std::string& fresh) {
    static_cast<void>(files_.remove(fresh));
    Result<std::unique_ptr<WritableFile>> file = files_.create(fresh, 0600);
    if (!file) return false;
    std::string bytes = head(false);
    if (file_is_doubtful_) bytes += unsynced_;
    bytes.append(sending_).append(waiting_);
    if ((*file)->append(bytes) && files_.rename(fresh, spare_path_)) {
        spare_ = {std::move(file).value(), bytes.size(), true};
        return true;
    }
    static_cast<void>(files_.remove(fresh));
    return false;
}

/// With the lock held.
void Journal::drop_spare() {
    if (!spare_.file) return;
    spare_ = {};
    static_cast<void>(files_.remove(spare_path_));
}

/// With the lock held, when something that waited is on the drive: nobody needs the spare any more, or it
/// has grown.
void Journal::end_spare() {
    spare_is_refused_ = spare_is_refused_ && is_waiting();
    if (!is_waiting() && (!is_slow_ || spare_.bytes > spare_bytes || !spare_.holds_all)) drop_spare();
}

} // namespace waymark
