#include "app/keeper.hpp"

#include "sessions/journal_names.hpp"
#include "sessions/templates.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>

/// What lies in the state folder of sessions that are open no more: left, let go of, past.
namespace waymark {
namespace {

constexpr std::int64_t history_ms = std::int64_t{366} * 24 * 3600 * 1000;
constexpr std::int64_t trash_ms = std::int64_t{30} * 24 * 3600 * 1000;
constexpr const char* over_name = "over"; ///< in a folder whose time is over: when that was seen
constexpr int days_to_be_sure = 3;

/// "ID-TIME": when it was let go, in milliseconds since 1970; nothing when it is not ours.
std::optional<std::int64_t> let_go_ms(const std::string& name) {
    const std::size_t dash = name.rfind('-');
    std::int64_t since = 0;
    if (dash == std::string::npos ||
        std::from_chars(name.data() + dash + 1, name.data() + name.size(), since).ec != std::errc{} ||
        since < trash_ms) // not a time at all
        return std::nullopt;
    return since;
}

} // namespace

std::vector<std::string> Keeper::folders_of(const std::string& name) const {
    std::vector<std::string> folders;
    for (const std::string& base : {state_folder_, fallback_folder_})
        if (!base.empty()) folders.push_back(base + "/sessions/" + name);
    return folders;
}

std::vector<LeftSession> Keeper::left_sessions() {
    std::vector<LeftSession> left;
    if (!is_on()) return left;
    list_left(state_folder_, left);
    if (!fallback_folder_.empty()) list_left(fallback_folder_, left);
    std::ranges::sort(left, std::ranges::greater{}, &LeftSession::changed_ns);
    return left;
}

void Keeper::list_left(const std::string& base, std::vector<LeftSession>& left) {
    const std::string sessions = base + "/sessions";
    const Result<std::vector<std::string>> folders = files_.names(sessions);
    if (!folders) return;
    for (const std::string& name : *folders) {
        const std::string folder = sessions + "/" + name;
        const Result<std::vector<std::string>> names = files_.names(folder);
        if (!names || names->size() < 2 || name.ends_with(closed_ending)) continue;
        // The lock is let go of at once. Where there is none to be had, reading does no harm.
        if (const auto lock = locked(folder); !lock && lock.error().kind == ErrorKind::in_use) continue;
        LeftSession session{folder, 0};
        for (const std::string& file : *names)
            if (const Result<FileStamp> stamp = files_.stamp(folder + "/" + file))
                session.changed_ns = std::max(session.changed_ns, stamp->modified_ns);
        left.push_back(std::move(session));
    }
}

std::vector<LeftSession> Keeper::trashed_sessions() {
    std::vector<LeftSession> found;
    if (!is_on()) return found;
    list_trashed(state_folder_, found);
    if (!fallback_folder_.empty()) list_trashed(fallback_folder_, found);
    std::ranges::sort(found, std::ranges::greater{}, &LeftSession::changed_ns);
    return found;
}

void Keeper::list_trashed(const std::string& base, std::vector<LeftSession>& found) {
    const std::string trash = base + "/trash";
    const Result<std::vector<std::string>> folders = files_.names(trash);
    if (!folders) return;
    for (const std::string& name : *folders)
        if (const std::optional<std::int64_t> since = let_go_ms(name))
            found.push_back({trash + "/" + name, *since * 1'000'000});
}

Result<std::string> Keeper::taken_from_trash(const std::string& folder) {
    const std::string name = folder.substr(folder.rfind('/') + 1);
    const std::string base = folder.substr(0, folder.rfind("/trash/"));
    std::string place = base + "/sessions/" + name.substr(0, name.rfind('-'));
    if (Result<Done> made = make_folders(base, "sessions"); !made) return made.error();
    if (const Result<std::vector<std::string>> there = files_.names(place); there && there->size() > 1)
        return Error{ErrorKind::in_use, folder, "This session has been worked on since."};
    static_cast<void>(files_.remove(place + "/lock"));
    static_cast<void>(files_.remove_folder(place)); // an empty one is in the way
    if (Result<Done> moved = files_.rename(folder, place); !moved) return moved.error();
    return place;
}

/// Into the trash, under a name that says when.
bool Keeper::throw_away(const std::string& folder) {
    const std::size_t end = folder.rfind("/sessions/");
    const std::string base = folder.substr(0, end), name = folder.substr(folder.rfind('/') + 1);
    if (!make_folders(base, "trash"))
        return false; // then it stays where it is, and is found at the next start
    return static_cast<bool>(
        files_.rename(folder, base + "/trash/" + name + "-" + std::to_string(unix_time_ms())));
}

bool Keeper::set_aside(const std::string& folder) {
    const Result<std::unique_ptr<FileLock>> lock = locked(folder);
    return lock && throw_away(folder);
}

bool Keeper::holds_damaged(const std::string& folder) {
    const Result<std::vector<std::string>> names = files_.names(folder);
    return names && std::ranges::any_of(*names, is_put_aside);
}

/// An older state of a session that went on in the substitute and was closed there: it must not come back.
void Keeper::let_twin_go(const std::string& folder) {
    const Result<std::vector<std::string>> names = files_.names(folder);
    if (names && names->size() > 1) set_aside(folder);
}

/// Folders whose removal was cut short.
void Keeper::finish_closing(const std::string& base) {
    const std::string sessions = base + "/sessions";
    const Result<std::vector<std::string>> folders = files_.names(sessions);
    if (!folders) return;
    for (const std::string& name : *folders) {
        const std::string folder = sessions + "/" + name;
        const auto names = name.ends_with(closed_ending) ? files_.names(folder) : Error{};
        if (!names) continue;
        for (const std::string& file : *names) static_cast<void>(files_.remove(folder + "/" + file));
        static_cast<void>(files_.remove_folder(folder));
    }
}

/// Whether a folder whose time is over may be removed. A clock that is wrong for a day must not take
/// everything along: it has to be over on three days, which a file in the folder counts.
bool Keeper::may_go(const std::string& folder, bool is_over) {
    const std::string path = folder + "/" + over_name;
    const Result<std::string> seen = files_.read(path, 100);
    if (!is_over) {
        if (seen) static_cast<void>(files_.remove(path));
        return false;
    }
    const std::int64_t today = unix_time_ms() / (24 * 3600 * 1000);
    std::int64_t day = 0;
    int days = 0;
    if (seen) std::istringstream{*seen} >> day >> days;
    if (day == today) return days >= days_to_be_sure;
    if (seen) static_cast<void>(files_.remove(path));
    if (Result<std::unique_ptr<WritableFile>> file = files_.create(path, 0600))
        static_cast<void>((*file)->append(std::to_string(today) + " " + std::to_string(days + 1) + "\n"));
    return days + 1 >= days_to_be_sure;
}

/// Of sessions that nobody has opened for a year.
void Keeper::forget_old_histories(const SessionId& but_this) {
    const std::string all = state_folder_ + "/history";
    const Result<std::vector<std::string>> folders = files_.names(all);
    if (!folders) return;
    for (const std::string& name : *folders) {
        const std::string folder = all + "/" + name;
        const Result<std::vector<std::string>> names = files_.names(folder);
        if (!names || name == text_of(but_this)) continue;
        const bool is_old = std::ranges::all_of(*names, [&](const std::string& file) {
            if (file == over_name) return true;
            const Result<FileStamp> stamp = files_.stamp(folder + "/" + file);
            return stamp && stamp->modified_ns / 1'000'000 < unix_time_ms() - history_ms;
        });
        if (!may_go(folder, is_old)) continue;
        for (const std::string& file : *names) static_cast<void>(files_.remove(folder + "/" + file));
        static_cast<void>(files_.remove_folder(folder));
    }
}

void Keeper::empty_trash(const std::string& base) {
    const std::string trash = base + "/trash";
    const Result<std::vector<std::string>> folders = files_.names(trash);
    if (!folders) return;
    for (const std::string& name : *folders) {
        const std::optional<std::int64_t> since = let_go_ms(name);
        const std::string folder = trash + "/" + name;
        if (!since || !may_go(folder, *since <= unix_time_ms() - trash_ms)) continue;
        if (const Result<std::vector<std::string>> files = files_.names(folder))
            for (const std::string& file : *files) static_cast<void>(files_.remove(folder + "/" + file));
        static_cast<void>(files_.remove_folder(folder));
    }
}

} // namespace waymark
