#pragma once
#include "sessions/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

/// What tells one state of a file from another: someone else's change shows here.
struct FileStamp {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t modified_ns = 0;
    std::uint32_t mode = 0; ///< permission bits
    std::uint32_t owner = 0, group = 0;
    /// XXH3-64 of what is in it, where it was read or written; 0 = not known. What a drive says of a file may
    /// change though the file does not (FAT's numbers of files; numbers of devices after each start).
    std::uint64_t content = 0;
    bool operator==(const FileStamp&) const = default;
};

/// The same state of the same file; permissions may have changed meanwhile.
inline bool is_same_file(const FileStamp& a, const FileStamp& b) {
    return a.device == b.device && a.inode == b.inode && a.size == b.size && a.modified_ns == b.modified_ns;
}

/// The same by what is in it, where that is known of both; else by what the drive says.
inline bool has_same_bytes(const FileStamp& a, const FileStamp& b) {
    return is_same_file(a, b) || (a.content != 0 && a.content == b.content && a.size == b.size);
}

/// An open file for writing. Closing errors count: call `close` and look at its result; the destructor only
/// cleans up.
class WritableFile {
public:
    virtual ~WritableFile() = default;
    virtual Result<Done> append(std::string_view bytes) = 0;
    virtual Result<Done> sync() = 0;
    /// Takes back what was appended beyond `size` bytes, and gives back what was reserved.
    virtual Result<Done> truncate(std::uint64_t size) = 0;
    /// Room for `bytes` more, so that appending them does not fail on a full disk. Drives that cannot promise
    /// it succeed without doing so.
    virtual Result<Done> reserve(std::uint64_t bytes) = 0;
    virtual Result<Done> close() = 0;
};

/// Held as long as it lives; a program that is killed lets go of it, too.
class FileLock {
public:
    virtual ~FileLock() = default;
    /// False on a drive that knows no locks: whether another program has it open cannot be told.
    virtual bool is_sure() const { return true; }
};

/// All file access of Waymark goes through this, so that tests can fail any operation or cut the power at it.
class Files {
public:
    virtual ~Files() = default;
    /// The whole file, refused when longer than `limit` bytes.
    virtual Result<std::string> read(const std::string& path, std::uint64_t limit) = 0;
    virtual Result<FileStamp> stamp(const std::string& path) = 0;
    /// A new file which must not exist yet (O_EXCL, no symlink followed), with these permission bits.
    virtual Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) = 0;
    /// Whoever may not give files away keeps at least the group. Where not even that is possible, the rights
    /// of group and others would mean other people: only what both had stays then (`stamp` shows it).
    virtual Result<Done> set_owner_and_mode_like(const std::string& path, const FileStamp& like) = 0;
    /// `path` gets the list of people and groups (POSIX ACL) that `like` has, or none where it has none.
    /// Before the mode is set, which it is part of. Drives that know no such lists do nothing.
    virtual Result<Done> set_access_list_like(const std::string& path, const std::string& like) {
        static_cast<void>(path), static_cast<void>(like);
        return Done{};
    }
    virtual Result<Done> rename(const std::string& from, const std::string& to) = 0;
    /// A second name for a file (hard link); replaces `to`.
    virtual Result<Done> link(const std::string& from, const std::string& to) = 0;
    virtual Result<Done> remove(const std::string& path) = 0;
    virtual Result<Done> sync_folder(const std::string& path) = 0;
    /// Brings to the disk what anybody has written into this file, a program that was killed among them.
    virtual Result<Done> sync_file(const std::string& path) = 0;
    /// Locks this file (made when it is not there; where nothing can be made, its folder) against other
    /// programs and other locks of this one; `ErrorKind::in_use` when it is held already.
    virtual Result<std::unique_ptr<FileLock>> lock(const std::string& path) = 0;
    virtual Result<Done> make_folder(const std::string& path, std::uint32_t mode) = 0;
    virtual Result<Done> remove_folder(const std::string& path) = 0; ///< an empty one
    /// Names in a folder, sorted, without "." and "..".
    virtual Result<std::vector<std::string>> names(const std::string& folder) = 0;
    /// The path with symbolic links resolved; for a file that does not exist yet, its folder's are.
    virtual Result<std::string> resolved(const std::string& path) = 0;
};

/// The real file system.
Files& system_files();

} // namespace waymark
