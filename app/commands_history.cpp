#include "app/commands.hpp"
#include "app/keeper.hpp"
#include "app/settings.hpp"
#include "sessions/templates.hpp"

namespace waymark {
namespace {

std::string kind_in_words(const Moment& moment) {
    switch (moment.kind) {
    case MomentKind::minute: return "";
    case MomentKind::opened: return "opened";
    case MomentKind::saved: return "saved";
    case MomentKind::named: return moment.name;
    }
    return "";
}

/// "12  2026-05-31 14:07:00  saved"
int list_moments(const std::vector<Moment>& moments) {
    std::string lines;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const std::string kind = kind_in_words(moments[i]);
        lines += std::to_string(i + 1) + "  " + local_time(moments[i].time_ms, "%Y-%m-%d %H:%M:%S") +
                 (kind.empty() ? "" : "  " + kind) + "\n";
    }
    print(lines);
    return exit_done;
}

} // namespace

int run(const HistoryCommand& command) {
    // The file itself may be what is broken; its version before knows the session, too.
    Result<OpenedSession> opened = open_session(system_files(), command.file);
    if (!opened)
        if (Result<OpenedSession> before = open_session(system_files(), command.file + ".bak"))
            opened = std::move(before);
    if (!opened) {
        say(opened.error().sentence);
        return exit_could_not;
    }
    const Keeper keeper{system_files(), settings_of_this_person(system_files()).state_folder};
    const std::string folder = keeper.history_of(opened->session.id);
    const std::vector<Moment> moments = moments_in(system_files(), folder);
    if (moments.empty()) {
        say("Nothing of the past of " + quoted(command.file) + " is kept on this machine.");
        return exit_could_not;
    }
    if (command.take == 0) return list_moments(moments);
    if (command.take < 0 || static_cast<std::size_t>(command.take) > moments.size()) {
        say("There is no moment " + std::to_string(command.take) + " of " + quoted(command.file) +
            "; choose 1 to " + std::to_string(moments.size()) + ".");
        return exit_could_not;
    }
    if (system_files().stamp(command.output)) {
        say(quoted(command.output) + " is there already; name another file with -o.");
        return exit_could_not;
    }
    Result<PastSession> then =
        session_at(system_files(), folder, moments[static_cast<std::size_t>(command.take - 1)],
                   opened->session.id, opened->session.images);
    if (!then) {
        say(then.error().sentence);
        return exit_could_not;
    }
    if (then->lost_pictures > 0) say(lost_pictures_in_words(then->lost_pictures));
    then.value().session.id = new_session_id(); // it goes on as a session of its own
    const Result<SavedSession> saved =
        save_session(system_files(), command.output, then->session, opened->sequence, nullptr);
    if (!saved_or_said(saved)) return exit_could_not;
    print(saved->path + "\n");
    return exit_done;
}

} // namespace waymark
