#include "app/commands.hpp"
#include "app/crash_note.hpp"
#include "app/folders.hpp"
#include "app/keeper.hpp"
#include "app/settings.hpp"
#include "sessions/templates.hpp"

#include <algorithm>
#include <filesystem>

namespace waymark {
namespace {

std::string title_of(const Session& session) {
    return session.title.empty() ? "Untitled session" : session.title;
}

std::string name_of(const LeftSession& left) {
    return std::filesystem::path{left.folder}.filename().string();
}

/// "ID  2026-05-31 14:07  Winter jacket  /home/mara/winter.waymark"
void print_left(const LeftSession& left, const RecoveredSession& found, const std::string& note) {
    print(name_of(left) + "  " + local_time(found.time_ms) + "  " + title_of(found.session) + "  " +
          (found.file.path.empty() ? "(never saved)" : found.file.path) + note + "\n");
}

/// That it was a crash which left something open is worth knowing for as long as the trash keeps it.
void tell_last_crash(const std::string& state_folder) {
    const std::optional<CrashNote> crash = last_crash(system_files(), state_folder);
    if (!crash || unix_time_ms() - crash->time_ms > std::int64_t{30} * 24 * 3600 * 1000) return;
    say("Waymark last crashed on " + local_time(crash->time_ms) + " (" + crash->work + ", " + crash->signal +
        "); what its developers need to know stands in " + quoted(crash_notes_path(state_folder)) + ".");
}

/// What was left open, then what was let go of and is still in the trash.
int list_left(Keeper& keeper) {
    for (const LeftSession& left : keeper.left_sessions()) {
        const Result<Keeper::Found> found = keeper.find(left.folder);
        if (!found)
            say(found.error().sentence);
        else if (found->session)
            print_left(left, *found->session, "");
    }
    for (const LeftSession& left : keeper.trashed_sessions()) {
        const Result<RecoveredSession> found = recover_session(system_files(), left.folder);
        if (found)
            print_left(left, *found, "  (let go of)");
        else
            say(found.error().sentence);
    }
    return exit_done;
}

/// A state of the session, with where it was found.
struct Candidate {
    Session session;
    std::uint64_t sequence = 0;
    std::vector<std::string> damage;
    std::string source;
};

/// Whether a Waymark that runs has the session of this name open, wherever it keeps it.
bool is_open(Keeper& keeper, const std::string& name) {
    return std::ranges::any_of(keeper.folders_of(name), [&](const std::string& folder) {
        if (!system_files().names(folder)) return false; // nobody keeps it there, and nothing is to be made
        const Result<Keeper::Found> found = keeper.find(folder);
        return !found && found.error().kind == ErrorKind::in_use;
    });
}

/// From the journal: of this id, or that says it belongs to this file.
Result<std::optional<Candidate>> from_journal(Keeper& keeper, const std::string& file,
                                              const std::optional<SessionId>& id) {
    for (const LeftSession& left : keeper.left_sessions()) {
        const std::string name = name_of(left);
        Result<Keeper::Found> found = keeper.find(left.folder);
        if (!found || !found->session) continue;
        RecoveredSession& session = *found.value().session;
        const bool is_it =
            name == file || (id && name == text_of(*id)) || session.file.path == full_path(file);
        if (is_it)
            return std::optional{Candidate{std::move(session.session), session.sequence, session.damage,
                                           "its journal, as it was at " + local_time(session.time_ms)}};
    }
    // What is open is not listed among what was left. FILE may be the name of a session, too.
    const bool may_be_name = file.find('/') == std::string::npos && !file.starts_with('.');
    if ((id && is_open(keeper, text_of(*id))) || (may_be_name && is_open(keeper, file)))
        return Error{ErrorKind::in_use, file,
                     quoted(file) + " is open in Waymark; save it there, or close it first."};
    return std::optional<Candidate>{};
}

/// What was let go of, by the name that the list gives it.
std::optional<Candidate> from_trash(Keeper& keeper, const std::string& name) {
    for (const LeftSession& left : keeper.trashed_sessions()) {
        if (name_of(left) != name) continue;
        Result<RecoveredSession> found = recover_session(system_files(), left.folder);
        if (!found) return std::nullopt;
        RecoveredSession& session = found.value();
        return Candidate{std::move(session.session), session.sequence, session.damage,
                         "the trash, as it was at " + local_time(session.time_ms)};
    }
    return std::nullopt;
}

std::optional<Candidate> from_file(const std::string& path, const std::string& source) {
    Result<OpenedSession> opened = open_session(system_files(), path);
    if (!opened) return std::nullopt;
    return Candidate{opened->session, opened->sequence, opened->damage, source};
}

/// "board (recovered).waymark", with a number behind when that is there too.
std::string recovered_path(const std::string& file) {
    const std::filesystem::path path{file};
    const std::string stem = path.stem().string();
    for (int number = 1;; ++number) {
        const std::string mark = number == 1 ? " (recovered)" : " (recovered " + std::to_string(number) + ")";
        std::string tried = path.parent_path() / (stem + mark + ".waymark");
        if (!system_files().stamp(tried)) return tried;
    }
}

int write_recovered(const RecoverCommand& command, const Candidate& best) {
    const std::string output = command.output.empty() ? recovered_path(command.file) : command.output;
    if (system_files().stamp(output)) {
        say(quoted(output) + " is there already; name another file with -o.");
        return exit_could_not;
    }
    const Result<SavedSession> saved =
        save_session(system_files(), output, best.session, best.sequence, nullptr);
    if (!saved_or_said(saved)) return exit_could_not;
    for (const std::string& sentence : best.damage) say(sentence);
    print(saved->path + "\n");
    say(title_of(best.session) + " comes from " + best.source + ".");
    return exit_done;
}

} // namespace

int run(const RecoverCommand& command) {
    const Settings settings = settings_of_this_person(system_files());
    Keeper keeper{system_files(), settings.state_folder, settings.fallback_folder};
    if (command.file.empty()) {
        tell_last_crash(settings.state_folder);
        return list_left(keeper);
    }
    if (const std::optional<Candidate> let_go = from_trash(keeper, command.file))
        return write_recovered(command, *let_go);
    std::optional<Candidate> file = from_file(command.file, "its file");
    std::optional<Candidate> earlier =
        from_file(command.file + ".bak", "the version before, which lies beside its file");
    std::optional<SessionId> id;
    if (file)
        id = file->session.id;
    else if (earlier)
        id = earlier->session.id;
    Result<std::optional<Candidate>> journal = from_journal(keeper, command.file, id);
    if (!journal) {
        say(journal.error().sentence);
        return exit_could_not;
    }
    // The journal goes on from the file. Of files a whole one is better than a damaged one.
    if (*journal) return write_recovered(command, **journal);
    if (earlier && (!file || (!file->damage.empty() && earlier->damage.empty())))
        return write_recovered(command, *earlier);
    if (file) return write_recovered(command, *file);
    say("Nothing of " + quoted(command.file) +
        " can be found: no journal, no file that can be read and no version before it.");
    return exit_could_not;
}

} // namespace waymark
