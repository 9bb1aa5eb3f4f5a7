#include "sessions/files.hpp"

#include "sessions/files_calls.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace waymark {

namespace {

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

class SystemFile : public WritableFile {
public:
    SystemFile(int number, std::string path) : descriptor_{number}, path_{std::move(path)} {}

    Result<Done> append(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t size =
                uninterrupted([&] { return ::write(descriptor_.number(), bytes.data(), bytes.size()); });
            if (size < 0) return error_of(errno, "write", path_);
            if (size == 0)
                return error_of(EIO, "write", path_); // no progress and no reason: never loop on it
            bytes.remove_prefix(static_cast<std::size_t>(size));
        }
        return Done{};
    }

    Result<Done> sync() override {
        if (uninterrupted([&] { return ::fsync(descriptor_.number()); }) < 0)
            return error_of(errno, "write", path_);
        return Done{};
    }

    Result<Done> truncate(std::uint64_t size) override {
        const auto end = static_cast<off_t>(size);
        if (uninterrupted([&] { return ::ftruncate(descriptor_.number(), end); }) < 0 ||
            ::lseek(descriptor_.number(), end, SEEK_SET) < 0)
            return error_of(errno, "write", path_);
        return Done{};
    }

    Result<Done> reserve(std::uint64_t bytes) override {
        const off_t from = ::lseek(descriptor_.number(), 0, SEEK_CUR);
        if (from < 0) return error_of(errno, "write", path_);
        const int done = uninterrupted([&] {
            return ::fallocate(descriptor_.number(), FALLOC_FL_KEEP_SIZE, from, static_cast<off_t>(bytes));
        });
        if (done < 0 && errno != EOPNOTSUPP && errno != ENOSYS) return error_of(errno, "write", path_);
        return Done{};
    }

    Result<Done> close() override {
        // Never again after EINTR: on Linux the descriptor is gone, and may be somebody else's by now.
        if (::close(descriptor_.released()) < 0 && errno != EINTR) return error_of(errno, "write", path_);
        return Done{};
    }

private:
    Descriptor descriptor_;
    std::string path_;
};

FileStamp stamp_of(const struct stat& status) {
    FileStamp stamp;
    stamp.device = status.st_dev;
    stamp.inode = status.st_ino;
    stamp.size = static_cast<std::uint64_t>(status.st_size);
    stamp.modified_ns = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    stamp.mode = status.st_mode & 07777;
    stamp.owner = status.st_uid;
    stamp.group = status.st_gid;
    return stamp;
}

class SystemFiles : public Files {
public:
    Result<std::string> read(const std::string& path, std::uint64_t limit) override;
    Result<FileStamp> stamp(const std::string& path) override;
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override;
    Result<Done> set_owner_and_mode_like(const std::string& path, const FileStamp& like) override;
    Result<Done> set_access_list_like(const std::string& path, const std::string& like) override;
    Result<Done> rename(const std::string& from, const std::string& to) override;
    Result<Done> link(const std::string& from, const std::string& to) override;
    Result<Done> remove(const std::string& path) override;
    Result<Done> sync_folder(const std::string& path) override;
    Result<Done> sync_file(const std::string& path) override;
    Result<std::unique_ptr<FileLock>> lock(const std::string& path) override { return locked_file(path); }
    Result<Done> make_folder(const std::string& path, std::uint32_t mode) override;
    Result<Done> remove_folder(const std::string& path) override;
    Result<std::vector<std::string>> names(const std::string& folder) override;
    Result<std::string> resolved(const std::string& path) override;
};

Result<std::string> SystemFiles::read(const std::string& path, std::uint64_t limit) {
    // Without O_NONBLOCK a named pipe would wait for a writer for ever.
    const Descriptor file{
        uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); })};
    if (!file.is_open()) return error_of(errno, "read", path);
    struct stat status {};
    if (::fstat(file.number(), &status) < 0) return error_of(errno, "read", path);
    if (S_ISDIR(status.st_mode)) return error_of(EISDIR, "read", path);
    if (!S_ISREG(status.st_mode))
        return Error{ErrorKind::foreign, path, quoted(path) + " is not a file; choose another."};

    const Error too_large{ErrorKind::too_large, path,
                          quoted(path) + " is larger than the " + std::to_string(limit >> 20) +
                              " MB that may be read."};
    if (static_cast<std::uint64_t>(status.st_size) > limit) return too_large;
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(status.st_size));
    // Until the end, not until the size: the file may grow meanwhile, and files of the kernel say they are
    // empty.
    std::array<char, 1u << 16> part;
    while (true) {
        const ssize_t size = uninterrupted([&] { return ::read(file.number(), part.data(), part.size()); });
        if (size < 0) return error_of(errno, "read", path);
        if (size == 0) return bytes;
        if (bytes.size() + static_cast<std::size_t>(size) > limit) return too_large;
        bytes.append(part.data(), static_cast<std::size_t>(size));
    }
}

Result<FileStamp> SystemFiles::stamp(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) < 0) return error_of(errno, "look at", path);
    return stamp_of(status);
}

Result<std::unique_ptr<WritableFile>> SystemFiles::create(const std::string& path, std::uint32_t mode) {
    const int number = uninterrupted([&] {
        return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                      static_cast<mode_t>(mode));
    });
    if (number < 0) return error_of(errno, "write", path);
    return std::unique_ptr<WritableFile>{std::make_unique<SystemFile>(number, path)};
}

Result<Done> SystemFiles::set_owner_and_mode_like(const std::string& path, const FileStamp& like) {
    const Descriptor file{
        uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC); })};
    if (!file.is_open()) return error_of(errno, "write", path);
    struct stat status {};
    if (::fstat(file.number(), &status) < 0) return error_of(errno, "write", path);
    // Only the superuser may give files away; whoever else saves a shared file becomes its owner, and its
    // group keeps it if it is one of their own.
    const auto may_not = [] { return errno == EPERM || errno == EINVAL; };
    const bool is_others = status.st_uid != like.owner, is_in_group = status.st_gid == like.group;
    bool keeps_group = true;
    if ((is_others || !is_in_group) && ::fchown(file.number(), like.owner, like.group) < 0) {
        if (!may_not()) return error_of(errno, "write", path);
        keeps_group = is_in_group || ::fchown(file.number(), static_cast<uid_t>(-1), like.group) == 0;
        if (!keeps_group && !may_not()) return error_of(errno, "write", path);
    }
    const std::uint32_t both = (like.mode >> 3) & like.mode & 07,
                        mode = keeps_group ? like.mode : (like.mode & 0700) | both << 3 | both;
    if ((status.st_mode & 07777) != mode && ::fchmod(file.number(), static_cast<mode_t>(mode)) < 0 &&
        errno != EPERM) // drives without permissions (FAT)
        return error_of(errno, "write", path);
    return Done{};
}

Result<Done> SystemFiles::set_access_list_like(const std::string& path, const std::string& like) {
    constexpr const char* list = "system.posix_acl_access";
    std::string bytes;
    bytes.resize(1u << 16); // as long as Linux lets one be
    const ssize_t size = ::getxattr(like.c_str(), list, bytes.data(), bytes.size());
    const auto is_none = [] { return errno == ENODATA || errno == ENOTSUP || errno == ENOSYS; };
    if (size < 0 && !is_none()) return error_of(errno, "look at", like);
    const int done = size > 0
                         ? ::setxattr(path.c_str(), list, bytes.data(), static_cast<std::size_t>(size), 0)
                         : ::removexattr(path.c_str(), list);
    if (done < 0 && !is_none()) return error_of(errno, "write", path);
    return Done{};
}

Result<Done> SystemFiles::rename(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) < 0) return error_of(errno, "write", to);
    return Done{};
}

Result<Done> SystemFiles::link(const std::string& from, const std::string& to) {
    // link(2) does not replace, rename(2) does; in between stands a name that nobody else has.
    const std::string between = to + ".new";
    if (::unlink(between.c_str()) < 0 && errno != ENOENT) return error_of(errno, "write", between);
    if (::link(from.c_str(), between.c_str()) < 0) return error_of(errno, "write", to);
    if (::rename(between.c_str(), to.c_str()) < 0) {
        const int code = errno;
        ::unlink(between.c_str());
        return error_of(code, "write", to);
    }
    ::unlink(between.c_str()); // rename(2) leaves it where both were the same file already
    return Done{};
}

Result<Done> SystemFiles::remove(const std::string& path) {
    if (::unlink(path.c_str()) < 0) return error_of(errno, "remove", path);
    return Done{};
}

Result<Done> SystemFiles::sync_folder(const std::string& path) {
    const Descriptor folder{
        uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); })};
    if (!folder.is_open()) {
        if (errno == EACCES)
            return Done{}; // a folder one may write into but not list cannot be synced by anybody
        return error_of(errno, "write into", path);
    }
    if (uninterrupted([&] { return ::fsync(folder.number()); }) < 0 && errno != EINVAL && errno != ENOTSUP)
        return error_of(errno, "write into",
                        path); // the two others: a file system that does not know folders' fsync
    return Done{};
}

Result<Done> SystemFiles::sync_file(const std::string& path) {
    const Descriptor file{
        uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC); })};
    if (!file.is_open()) return error_of(errno, "read", path);
    if (uninterrupted([&] { return ::fsync(file.number()); }) < 0) return error_of(errno, "write", path);
    return Done{};
}

Result<Done> SystemFiles::make_folder(const std::string& path, std::uint32_t mode) {
    if (::mkdir(path.c_str(), static_cast<mode_t>(mode)) == 0) return Done{};
    const int code = errno;
    struct stat status {};
    if (code == EEXIST && ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return Done{};
    return error_of(code, "make the folder", path);
}

Result<Done> SystemFiles::remove_folder(const std::string& path) {
    if (::rmdir(path.c_str()) < 0) return error_of(errno, "remove", path);
    return Done{};
}

Result<std::vector<std::string>> SystemFiles::names(const std::string& folder) {
    const std::unique_ptr<DIR, int (*)(DIR*)> open{::opendir(folder.c_str()), ::closedir};
    if (!open) return error_of(errno, "list", folder);
    std::vector<std::string> list;
    while (true) {
        errno = 0;
        const dirent* entry = ::readdir(open.get());
        if (!entry) break;
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") list.emplace_back(name);
    }
    if (errno != 0) return error_of(errno, "list", folder);
    std::ranges::sort(list);
    return list;
}

Result<std::string> SystemFiles::resolved(const std::string& path) {
    std::string unresolved = path;
    for (int links = 0; links < 40; ++links) {
        const std::unique_ptr<char, void (*)(void*)> real{::realpath(unresolved.c_str(), nullptr), std::free};
        if (real) return std::string{real.get()};
        if (errno != ENOENT) return error_of(errno, "find", path);
        // The file is not there yet. A symbolic link to it stays a link; the file comes to lie where it
        // points.
        const std::string folder = folder_of(unresolved);
        std::array<char, 4096> target;
        const ssize_t size = ::readlink(unresolved.c_str(), target.data(), target.size());
        if (size < 0) {
            const std::unique_ptr<char, void (*)(void*)> real_folder{::realpath(folder.c_str(), nullptr),
                                                                     std::free};
            if (!real_folder) return error_of(errno, "find", folder);
            const std::string base = real_folder.get();
            const std::string name = unresolved.substr(unresolved.rfind('/') + 1);
            return base == "/" ? base + name : base + "/" + name;
        }
        const std::string_view pointed{target.data(), static_cast<std::size_t>(size)};
        unresolved = pointed.starts_with('/') ? std::string{pointed} : folder + "/" + std::string{pointed};
    }
    return error_of(ELOOP, "find", path);
}

} // namespace

Files& system_files() {
    static SystemFiles files; // holds nothing; there is one file system
    return files;
}

} // namespace waymark
