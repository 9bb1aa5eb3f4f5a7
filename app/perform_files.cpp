#include "app/perform.hpp"
#include "app/export_journey.hpp"
#include "app/route.hpp"

#include "render/export.hpp"
#include "sessions/templates.hpp"

#include <chrono>
#include <filesystem>

namespace waymark {
namespace {

constexpr float exported_scale = 2; // pixels for a world unit: sharp on a 4K screen at 200 %

std::int64_t unix_time_s() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string folder_of(const std::string& path) { return std::filesystem::path{path}.parent_path().string(); }
std::string file_name(const std::string& path) { return std::filesystem::path{path}.filename().string(); }

std::string absolute(const std::string& path) {
    std::error_code error;
    const std::filesystem::path full = std::filesystem::absolute(path, error);
    return error ? path : full.lexically_normal().string();
}

/// Unsaved changes stand in the way of `wanted`: asks, and says so by returning true. A new session that nobody has touched
/// is not worth a question.
bool guarded(App& app, Intent wanted) {
    perform(app, StopWriting{});
    const bool untouched = app.file.path.empty() && app.history.position() == 0;
    if (!app.dirty() || untouched) return false;
    let_go(app.hands);
    app.panel = Panel::none;
    app.guard = Guard{std::move(wanted)};
    return true;
}

void remember_recent(App& app, const std::string& path, const std::string& title) {
    note_recent(app.settings, path, title.empty() ? file_name(path) : title, unix_time_s());
    app.settings.last_folder = folder_of(path);
    remember(*app.files, app.settings);
}

void start_saving(App& app, std::string path, std::optional<FileStamp> expected) {
    if (app.saving) {
        say(app, "The file is being written; save again in a moment.");
        return;
    }
    Session session = app.session();
    // The value is handed to a worker: no lock, no half state, and a slow medium does not hold the board up.
    app.saving = Saving{session, std::async(std::launch::async, [files = app.files, path = std::move(path), session, sequence = app.sequence,
                                                                 expected] {
        return save_session(*files, path, session, sequence, expected ? &*expected : nullptr);
    })};
}

void really_open(App& app, const std::string& path) {
    Result<OpenedSession> opened = open_session(*app.files, path);
    if (!opened) {
        say(app, opened.error().sentence, true);
        return;
    }
    OpenedSession& file = opened.value();
    for (const std::string& sentence : file.damage) say(app, sentence, true);
    if (file.read_only) say(app, "This session was made by a newer Waymark: look at it, or save a copy under another name.", true);
    OpenFileState state{path, file.stamp, file.session, file.read_only, !file.damage.empty(), {}};
    remember_recent(app, path, file.session.title);
    show_session(app, std::move(file.session), std::move(state), file.sequence);
}

} // namespace

void show_session(App& app, Session session, OpenFileState file, std::uint64_t sequence) {
    let_go(app.hands);
    app.writing.reset();
    app.guard.reset();
    app.journey = session.journeys.empty() ? Id::none : session.journeys.front()->id;
    app.history = History{std::move(session)};
    app.file = std::move(file);
    app.sequence = sequence;
    app.selection.clear();
    app.focus = {};
    app.slides.clear();
    app.open_moment = Id::none;
    app.tool = Tool::select;
    app.panel = Panel::none;
    app.screen = Screen::board;
    app.committed = {};
    app.shown = {};
    app.view_move.reset();
    app.fit_wanted = true;
}

void new_session(App& app, const NewSession& wanted) {
    if (guarded(app, wanted)) return;
    std::optional<Session> session = session_from_template(wanted.template_name, new_session_id());
    if (!session) {
        say(app, "There is no template named \"" + wanted.template_name + "\"; choose one on the start screen.", true);
        return;
    }
    show_session(app, std::move(*session), {}, 0);
}

void open_file(App& app, const OpenFile& wanted) {
    if (guarded(app, wanted)) return;
    really_open(app, absolute(wanted.path));
}

void save(App& app) {
    if (app.screen != Screen::board) return;
    perform(app, StopWriting{});
    if (app.file.path.empty() || app.file.read_only || app.file.salvaged) {
        if (app.file.salvaged) say(app, "Parts of this file could not be read, so it is only saved under another name.");
        perform(app, ShowPanel{Panel::save_file});
        return;
    }
    start_saving(app, app.file.path, app.file.stamp);
}

void save_as(App& app, const SaveAs& wanted) {
    if (app.screen != Screen::board) return;
    perform(app, StopWriting{});
    std::string path = absolute(wanted.path);
    if (std::filesystem::path{path}.extension() != ".waymark") path += ".waymark";
    const bool same_file = path == app.file.path;
    if (same_file && (app.file.read_only || app.file.salvaged)) {
        say(app, "This file is kept as it is; choose another name for the copy.", true);
        return;
    }
    const Result<FileStamp> there = app.files->stamp(path);
    if (there && !same_file && !wanted.replace) {
        say(app, file_name(path) + " is there already; choose another name or agree to replace it.", true);
        return;
    }
    app.panel = Panel::none;
    app.file.wanted_path = path;
    start_saving(app, path, same_file ? app.file.stamp : std::nullopt);
}

void saved(App& app, Session written, Result<SavedSession> result) {
    const std::string wanted = std::exchange(app.file.wanted_path, {});
    if (!result) {
        app.after_saving.reset();
        say(app, result.error().sentence, true);
        return;
    }
    const SavedSession& done = *result;
    const std::string asked = wanted.empty() ? app.file.path : wanted;
    if (done.path != asked && file_name(done.path) != file_name(asked))
        say(app, file_name(asked) + " was changed by another program, so your work is in " + file_name(done.path) + ".", true);
    else
        say(app, "Saved " + file_name(asked) + ".");
    const bool moved = file_name(done.path) != file_name(asked);
    app.file = OpenFileState{moved ? done.path : asked, done.stamp, std::move(written), false, false, {}};
    remember_recent(app, app.file.path, app.session().title);
    if (app.after_saving) {
        const Intent next = std::move(*app.after_saving);
        app.after_saving.reset();
        perform(app, next);
    }
}

void export_to(App& app, const std::string& wanted) {
    if (app.screen != Screen::board) return;
    perform(app, StopWriting{});
    if (app.exporting) {
        say(app, "An export is being written; try again in a moment.");
        return;
    }
    const std::string path = absolute(wanted);
    if (!export_format(path)) {
        say(app, "Waymark exports .png, .svg and .pdf; end the file's name with one of these.", true);
        return;
    }
    app.panel = Panel::none;
    say(app, "Exporting " + file_name(path) + " …");
    // A thread of its own: it brings its own drawing context and its own text engine, and the board goes on meanwhile.
    app.exporting = Exporting{path, std::async(std::launch::async, [files = app.files, path, session = app.session(), journey = app.journey,
                                                                    theme = app.settings.theme] {
        return export_journey(*files, path, session, *find_journey(session, journey), ExportOptions{theme, exported_scale, std::nullopt});
    })};
}

void exported(App& app, const std::string& path, const Result<Done>& result) {
    if (!result) {
        say(app, result.error().sentence, true);
        return;
    }
    app.settings.last_folder = folder_of(path);
    remember(*app.files, app.settings);
    say(app, "Exported " + file_name(path) + " to " + folder_of(path) + ".");
}

void close_session(App& app) {
    if (app.screen != Screen::board) return;
    if (guarded(app, CloseSession{})) return;
    show_session(app, Session{}, {}, 0);
    app.screen = Screen::start;
    app.fit_wanted = false;
}

void quit(App& app) {
    if (app.screen == Screen::board && guarded(app, Quit{})) return;
    app.effects.quit = true;
}

void answer_guard(App& app, AnswerGuard::Choice choice) {
    if (!app.guard) return;
    Intent wanted = std::move(app.guard->wanted);
    app.guard.reset();
    if (choice == AnswerGuard::Choice::stay) return;
    if (choice == AnswerGuard::Choice::save) {
        app.after_saving = std::move(wanted);
        perform(app, Save{});
        return;
    }
    app.file.saved = app.session(); // the person has let these changes go: nothing stands in the way any more
    perform(app, wanted);
}

} // namespace waymark
