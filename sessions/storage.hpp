#pragma once
#include "sessions/files.hpp"
#include "sessions/journey.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The `.waymark` file: an envelope around framed, checksummed records, one for each object.
namespace waymark {

inline constexpr std::uint16_t format_major = 1, format_minor = 1;
inline constexpr std::uint64_t file_size_limit = 256ull << 20;

/// A session as read from a file.
struct OpenedSession {
    Session session;
    std::uint64_t sequence = 0; ///< number of the last edit contained
    std::uint16_t major = 0, minor = 0;
    FileStamp stamp; ///< as opened; empty for bytes from memory
    /// One sentence each for what could not be read ("1 of 412 notes could not be read"). Not empty =
    /// salvaged: the session may only be saved under another name.
    std::vector<std::string> damage;
    bool read_only = false; ///< made by a newer Waymark: may be looked at, never overwritten
};

/// The file's bytes. Cannot fail: every session has one.
std::string encoded(const Session& session, std::uint64_t sequence);

/// Reads a file's bytes; `path` only names it in sentences. Never crashes, hangs or takes more memory than
/// the limits.
Result<OpenedSession> decoded(std::string_view bytes, const std::string& path);

Result<OpenedSession> open_session(Files& files, const std::string& path);

struct SavedSession {
    FileStamp stamp;
    std::string
        path; ///< where it lies now; differs from the one asked when another program had changed that file
    std::string
        doubt{}; ///< one sentence where the drive does not confirm that the file will stay; else empty
    std::string locked_out{}; ///< one sentence where others may do less with it than before; else empty
};

/// Writes the session: temporary file beside it, fsync, read back and compared, rename, fsync of the folder;
/// the previous version is kept as `NAME.waymark.bak`. Symbolic links and permissions stay. `expected` is the
/// stamp of the file as opened or last saved (null: the person has agreed to replace whatever is there); when
/// the file is another by now, and has other bytes, ours goes to `NAME (conflict DATE).waymark`. Look at
/// `doubt`: where it says something, the work is not safe there.
Result<SavedSession> save_session(Files& files, const std::string& path, const Session& session,
                                  std::uint64_t sequence, const FileStamp* expected);

/// The whole session as JSON (UTF-8, two spaces, images as hash and size). For export and eyes, never read
/// back as a session.
std::string json_text(const Session& session);

} // namespace waymark
