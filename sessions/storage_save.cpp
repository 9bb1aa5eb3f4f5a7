#include "sessions/storage.hpp"

#include "sessions/templates.hpp"

#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>
#include <utility>

namespace waymark {

namespace {

/// Never 0, which says that it is not known.
std::uint64_t content_hash(std::string_view bytes) {
    return std::max<std::uint64_t>(1, XXH3_64bits(bytes.data(), bytes.size()));
}

struct SplitPath {
    std::string folder, name;
};

/// Of a resolved path, which is absolute.
SplitPath split(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

std::string joined(const std::string& folder, const std::string& name) {
    return folder == "/" ? folder + name : folder + "/" + name;
}

/// What went wrong below, said of the file that the person knows.
Error save_error(const Error& cause, const std::string& path) {
    const auto sentence = [&]() -> std::string {
        switch (cause.kind) {
        case ErrorKind::disk_full:
            return "There is no room left for " + quoted(path) +
                   "; free some space or save in another place.";
        case ErrorKind::not_allowed:
            return "Waymark may not write " + quoted(path) +
                   "; change the permissions there or save in another place.";
        case ErrorKind::not_found:
            return "The folder of " + quoted(path) +
                   " is not there; connect its drive or save in another place.";
        default: return quoted(path) + " could not be saved. " + cause.sentence;
        }
    };
    return {cause.kind, path, sentence()};
}

/// Removes the file when the work on it ends early.
class Temporary {
public:
    Temporary(Files& files, std::string path) : files_{files}, path_{std::move(path)} {}
    ~Temporary() {
        if (!kept_) static_cast<void>(files_.remove(path_)); // nothing better is left to do
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    const std::string& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    Files& files_;
    std::string path_;
    bool kept_ = false;
};

/// A name that nobody else has, short enough for every file system, in the folder itself so that rename can
/// be atomic.
std::string temporary_path(const std::string& folder) {
    return joined(folder, ".waymark-" + text_of(new_session_id()) + ".tmp");
}

/// A file whose permissions another one gets.
struct Likeness {
    std::string path;
    FileStamp stamp;
};

/// Writes the bytes, brings them to the disk and reads them back.
Result<Done> write_checked(Files& files, const std::string& path, std::string_view bytes,
                           const Likeness* like) {
    // Nobody else may read it before it has the permissions of the old one.
    Result<std::unique_ptr<WritableFile>> file = files.create(path, like ? 0600 : 0666);
    if (!file) return file.error();
    WritableFile& out = **file;
    if (like) {
        // Without its list of people the rights of its group would mean something else.
        FileStamp stamp = like->stamp;
        if (!files.set_access_list_like(path, like->path)) stamp.mode &= ~070u;
        if (Result<Done> done = files.set_owner_and_mode_like(path, stamp); !done) return done;
    }
    if (Result<Done> done = out.append(bytes); !done) return done;
    if (Result<Done> done = out.sync(); !done) return done;
    if (Result<Done> done = out.close(); !done) return done;
    const Result<std::string> back = files.read(path, bytes.size());
    if (!back) return back.error();
    if (*back != bytes)
        return Error{ErrorKind::input_output, path,
                     "The drive does not give back what was written to it; save in another place."};
    return Done{};
}

/// Nothing when there is no file.
Result<std::optional<FileStamp>> stamp_if_there(Files& files, const std::string& path) {
    Result<FileStamp> stamp = files.stamp(path);
    if (stamp) return std::optional{*stamp};
    if (stamp.error().kind == ErrorKind::not_found) return std::optional<FileStamp>{};
    return stamp.error();
}

/// The file as it is now gets the second name NAME.bak: by a link, and where the drive knows no links, by a
/// copy.
Result<Done> keep_previous(Files& files, const std::string& path, const FileStamp& stamp) {
    const std::string kept = path + ".bak";
    if (files.link(path, kept)) return Done{};
    const Result<std::string> bytes = files.read(path, file_size_limit);
    if (!bytes) return bytes.error();
    Temporary copy{files, temporary_path(split(path).folder)};
    const Likeness like{path, stamp};
    if (Result<Done> done = write_checked(files, copy.path(), *bytes, &like); !done) return done;
    if (Result<Done> done = files.rename(copy.path(), kept); !done) return done;
    copy.keep();
    return Done{};
}

/// Whoever saves somebody else's file and is not of its group cannot keep what others may do with it.
std::string who_is_locked_out(const std::string& path, const FileStamp& before, const FileStamp& now) {
    if ((before.mode & 077 & ~now.mode) == 0) return {};
    return "Others may do less with " + quoted(path) +
           " than before, because Waymark could not keep its group and permissions; ask whoever looks after "
           "its folder.";
}

/// The drive says that the file is another one than the one that was opened or saved: is it, by what is in
/// it?
bool has_bytes_of(Files& files, const std::string& path, const FileStamp& known) {
    if (known.content == 0) return false;
    const Result<FileStamp> before = files.stamp(path);
    if (!before || before->size != known.size) return false;
    const Result<std::string> bytes = files.read(path, file_size_limit);
    const Result<FileStamp> after = files.stamp(path);
    return bytes && after && is_same_file(*before, *after) && content_hash(*bytes) == known.content;
}

/// `board (conflict 2026-05-31 14.07).waymark`, or with a number behind when that is there too.
Result<std::string> conflict_path(Files& files, const std::string& path) {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    char date[32] = "";
    std::strftime(date, sizeof date, "%Y-%m-%d %H.%M", &local);

    const auto [folder, name] = split(path);
    const std::size_t dot = name.rfind('.');
    const bool has_ending = dot != std::string::npos && dot > 0;
    const std::string stem = has_ending ? name.substr(0, dot) : name,
                      ending = has_ending ? name.substr(dot) : "";
    for (int number = 1; number < 1000; ++number) {
        const std::string suffix = number == 1 ? "" : " " + std::to_string(number);
        std::string tried = joined(folder, stem + " (conflict " + date + suffix + ")" + ending);
        const Result<std::optional<FileStamp>> there = stamp_if_there(files, tried);
        if (!there) return there.error();
        if (!*there) return tried;
    }
    return Error{ErrorKind::invalid, path,
                 "There are too many conflict copies beside " + quoted(path) + "; remove some."};
}

/// Everything up to the rename. `target` is the resolved path, so that a symbolic link stays one.
Result<SavedSession> save_bytes(Files& files, const std::string& path, const std::string& target,
                                std::string_view bytes, const FileStamp* expected) {
    const Result<std::optional<FileStamp>> before = stamp_if_there(files, target);
    if (!before) return before.error();
    const bool is_protected = *before && ((*before)->mode & 0222) == 0;
    if (is_protected) // renaming would replace it all the same, against its owner's wish
        return Error{ErrorKind::not_allowed, path, ""};
    Temporary temporary{files, temporary_path(split(target).folder)};
    const Likeness like{target, before->value_or(FileStamp{})};
    if (Result<Done> done = write_checked(files, temporary.path(), bytes, *before ? &like : nullptr); !done)
        return done.error();
    Result<FileStamp> stamp = files.stamp(temporary.path()); // renaming changes nothing of it
    if (!stamp) return stamp.error();
    stamp.value().content = content_hash(bytes);
    const std::string locked_out = *before ? who_is_locked_out(path, **before, *stamp) : "";

    // As late as possible: whoever changes the file from here on is a few microseconds too quick for anybody.
    const Result<std::optional<FileStamp>> now = stamp_if_there(files, target);
    if (!now) return now.error();
    if (*now && expected && !is_same_file(**now, *expected) && !has_bytes_of(files, target, *expected)) {
        const Result<std::string> beside = conflict_path(files, target);
        if (!beside) return beside.error();
        if (Result<Done> done = files.rename(temporary.path(), *beside); !done) return done.error();
        temporary.keep();
        return SavedSession{*stamp, *beside, {}, {}};
    }
    if (*now)
        if (Result<Done> done = keep_previous(files, target, **now); !done) return done.error();
    if (Result<Done> done = files.rename(temporary.path(), target); !done) return done.error();
    temporary.keep();
    return SavedSession{*stamp, path, {}, locked_out};
}

} // namespace

Result<SavedSession> save_session(Files& files, const std::string& path, const Session& session,
                                  std::uint64_t sequence, const FileStamp* expected) {
    const std::string bytes = encoded(session, sequence);
    if (bytes.size() > file_size_limit)
        return Error{ErrorKind::too_large, path,
                     quoted(path) + " would be larger than a session may be (" +
                         std::to_string(file_size_limit >> 20) + " MB); remove some images."};
    const Result<std::string> target = files.resolved(path);
    if (!target) return save_error(target.error(), path);
    Result<SavedSession> saved = save_bytes(files, path, *target, bytes, expected);
    if (!saved) return save_error(saved.error(), path);
    if (const Result<Done> done = files.sync_folder(split(*target).folder); !done)
        saved.value().doubt = quoted(saved->path) +
                              " was written, but its drive does not confirm that it will stay; "
                              "save in another place as well.";
    return saved;
}

Result<OpenedSession> open_session(Files& files, const std::string& path) {
    // The stamp must belong to the very bytes that were read; somebody may be writing meanwhile.
    for (int tries = 0; tries < 3; ++tries) {
        const Result<FileStamp> before = files.stamp(path);
        if (!before) return before.error();
        const Result<std::string> bytes = files.read(path, file_size_limit);
        if (!bytes) return bytes.error();
        const Result<FileStamp> after = files.stamp(path);
        if (!after) return after.error();
        if (!is_same_file(*before, *after)) continue;
        Result<OpenedSession> opened = decoded(*bytes, path);
        if (opened) {
            opened.value().stamp = *after;
            opened.value().stamp.content = content_hash(*bytes);
        }
        return opened;
    }
    return Error{ErrorKind::input_output, path,
                 quoted(path) + " is being changed by another program; try again when it is done."};
}

} // namespace waymark
