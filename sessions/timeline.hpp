#pragma once
#include "sessions/files.hpp"
#include "sessions/journey.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// The past of one session, to be looked at and taken back: the session as it was at each minute of work, at
/// each saving, and whenever somebody gave it a name. A folder of files, one for each run of the program and
/// none much bigger than `timeline_file_limit`; in a file the first moment is written whole and each
/// of the next as what has changed since the one before, with the journal's records. Images, which never
/// change, lie in files of their own. Old moments are thinned out (`worth_keeping`).
namespace waymark {

enum class MomentKind : std::uint8_t {
    opened, ///< as a run of the program found it
    minute,
    saved,
    named, ///< somebody has given it a name; stays
};

/// A moment of the past, without the session as it was.
struct Moment {
    std::int64_t time_ms = 0; ///< since 1970
    MomentKind kind = MomentKind::minute;
    std::string name;
    std::string file;      ///< in the timeline's folder
    std::size_t place = 0; ///< in that file
    bool operator==(const Moment&) const = default;
};

inline constexpr std::uint64_t timeline_file_limit =
    16u << 20; ///< bytes, new pictures counted; then the next file begins
inline constexpr std::uint64_t timeline_size_limit =
    128u << 20; ///< bytes of all files of a session, pictures counted
inline constexpr std::size_t named_moments_limit = 200;

/// The moments in the folder, the oldest first; none where there is no such folder. What is damaged is left
/// out.
std::vector<Moment> moments_in(Files& files, const std::string& folder);

/// A session as it was.
struct PastSession {
    Session session;
    std::size_t lost_pictures = 0; ///< that cannot be read any more; what showed them is left out
    bool operator==(const PastSession&) const = default;
};
/// "2 pictures of that moment cannot be read any more; they are left out."
std::string lost_pictures_in_words(std::size_t count);

/// The session as it was then. `at_hand`: pictures that need not be read, those of the session as it is now.
/// `ErrorKind::damaged` or `not_found` when it cannot be read (any more).
Result<PastSession> session_at(Files& files, const std::string& folder, const Moment& moment,
                               const SessionId& id, const std::vector<Shared<Image>>& at_hand = {});

/// Which of these (the oldest first) are worth keeping at `now_ms`: the last one, the last three that were
/// saved, the named ones; of the others each minute of the last eight hours, then one an hour for a week,
/// then one a day for a year. Indices, rising.
std::vector<std::size_t> worth_keeping(const std::vector<Moment>& moments, std::int64_t now_ms);

/// Thins out what is older than eight hours, and the oldest where all is larger than `size_limit`. Each file
/// is replaced whole, or left alone where not all of it can be read just now or `stop` becomes true.
void thin_out(Files& files, const std::string& folder, const SessionId& id, std::int64_t now_ms,
              std::uint64_t size_limit = timeline_size_limit, const std::atomic<bool>* stop = nullptr);

/// Writes moments, in one run of the program. Belongs to one thread.
class TimelineWriter {
public:
    TimelineWriter(Files& files, std::string folder) : files_{files}, folder_{std::move(folder)} {}
    ~TimelineWriter();

    /// Appends a moment and brings it to the disk. A `minute` in which nothing has changed is left out. After
    /// an error nothing of it counts, and the next one begins a new file.
    Result<Done> add(const Moment& moment, const Session& session);
    /// The next moment begins a new file: what was written so far may be thinned out.
    void begin_anew();

private:
    Result<Done> begin_file(std::int64_t time_ms);
    void give_up_file();
    Result<Done> keep_images(const Session& session);

    Files& files_;
    std::string folder_;
    std::unique_ptr<WritableFile> file_;
    std::string path_; ///< of it
    Session last_;     ///< as of the last moment, without images
    bool has_last_ = false;
    std::size_t since_whole_ = 0;                  ///< moments
    std::uint64_t written_ = 0, new_pictures_ = 0; ///< bytes of the file; of the pictures that came with it
};

} // namespace waymark
