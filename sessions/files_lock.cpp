#include "sessions/files_calls.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

/// Locks between programs, also on drives that can only be read, or that know none.
namespace waymark {
namespace {

class SystemLock : public FileLock {
public:
    SystemLock(int number, bool is_sure) : descriptor_{number}, is_sure_{is_sure} {}
    bool is_sure() const override { return is_sure_; }

private:
    Descriptor descriptor_;
    bool is_sure_;
};

/// The file to be locked; where it can only be read, that, or else its folder.
int opened_for_lock(const std::string& path, std::string& opened) {
    opened = path;
    const int flags = O_NOFOLLOW | O_CLOEXEC;
    int number = uninterrupted([&] { return ::open(path.c_str(), O_RDWR | O_CREAT | flags, 0600); });
    const bool can_be_read = number < 0 && (errno == EROFS || errno == EACCES || errno == EPERM);
    if (!can_be_read) return number;
    const int why = errno;
    number = uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | flags); });
    if (number < 0 && errno == ENOENT) {
        opened = path.substr(0, path.rfind('/'));
        number = uninterrupted([&] { return ::open(opened.c_str(), O_RDONLY | O_DIRECTORY | flags); });
    }
    if (number < 0) errno = why;
    return number;
}

bool knows_no_locks(int code) {
    return code == ENOLCK || code == EOPNOTSUPP || code == ENOSYS || code == EINVAL || code == EBADF;
}

} // namespace

Result<std::unique_ptr<FileLock>> locked_file(const std::string& path) {
    std::string opened;
    const int number = opened_for_lock(path, opened);
    if (number < 0) return error_of(errno, "write", path);
    const bool is_held = uninterrupted([&] { return ::flock(number, LOCK_EX | LOCK_NB); }) == 0;
    const int code = is_held ? 0 : errno;
    auto held = std::make_unique<SystemLock>(number, is_held);
    if (code == EWOULDBLOCK)
        return Error{ErrorKind::in_use, path, quoted(path) + " is held by another Waymark; close it there."};
    if (code != 0 && !knows_no_locks(code)) return error_of(code, "lock", path);
    // Whoever held it may have removed the file meanwhile: then this is a lock on nothing.
    struct stat ours {
    }, there{};
    if (::fstat(number, &ours) < 0 || ::stat(opened.c_str(), &there) < 0 || ours.st_ino != there.st_ino)
        return Error{ErrorKind::in_use, path, quoted(path) + " is just being closed; try again."};
    return std::unique_ptr<FileLock>{std::move(held)};
}

} // namespace waymark
