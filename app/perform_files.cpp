#include "app/folders.hpp"
#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "app/perform_worker.hpp"

#include "sessions/templates.hpp"

#include <chrono>
#include <filesystem>

namespace waymark {
namespace {

std::int64_t unix_time_s() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

enum class Over : std::uint8_t { anything, nothing }; ///< what a file may be written over

void start_saving(App& app, const std::string& path, std::optional<FileStamp> expected,
                  Over over = Over::anything) {
    Session session = app.present();
    if (app.file.look_only) session.id = new_session_id(); // the copy is a session of its own
    // The value is handed to a worker: no lock, no half state, and a slow medium does not hold the board up.
    app.saving =
        Saving{session, path,
               std::async(std::launch::async, [files = app.files, path, session, sequence = app.sequence,
                                               expected, over] {
                   return without_throwing<SavedSession>(path, [&]() -> Result<SavedSession> {
                       if (over == Over::nothing && files->stamp(path))
                           return Error{ErrorKind::invalid, path,
                                        file_name(path) +
                                            " is there already; choose another name or agree to replace it."};
                       return save_session(*files, path, session, sequence, expected ? &*expected : nullptr);
                   });
               })};
}

} // namespace

void remember_recent(App& app, const std::string& path, const std::string& title) {
    note_recent(app.settings, path, title.empty() ? file_name(path) : title, unix_time_s());
    app.settings.last_folder = parent_folder(path);
    remember(*app.files, app.settings);
}

void show_session(App& app, Session session, OpenFileState file, std::uint64_t sequence) {
    if (session.journeys.empty()) { // of a damaged file everything may be gone but the envelope: there is
                                    // still a board to work on
        Journey journey;
        journey.id = Id{session.next_id};
        journey.title = "New journey";
        session = edited(std::move(session), Id::none, AddJourney{std::move(journey)});
    }
    end_keeping(app);
    let_go(app.hands);
    app.hands.toolboxes.clear(); // of people of another session
    app.hands.pens.clear();
    return_to_the_present(app);
    app.writing.clear();
    app.guard.reset();
    app.opening.reset();
    app.comparing.reset();
    app.told_of_pictures = false; // those are of the session before
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
        say(app,
            "There is no template named \"" + wanted.template_name + "\"; choose one on the start screen.",
            true);
        return;
    }
    show_session(app, std::move(*session), {}, 0);
    begin_keeping(app, {});
}

void save(App& app) {
    if (app.screen != Screen::board) return;
    settle_writing(app);
    if (app.saving) { // what has been done since goes into the file right after
        if (!app.after_saving) app.after_saving = Save{};
        return;
    }
    if (app.file.path.empty() || app.file.read_only || app.file.salvaged) {
        if (app.file.salvaged)
            say(app, "Parts of this file could not be read, so it is only saved under another name.");
        perform(app, ShowPanel{Panel::save_file});
        return;
    }
    start_saving(app, app.file.path, app.file.stamp);
}

void save_as(App& app, const SaveAs& wanted) {
    if (app.screen != Screen::board) return;
    settle_writing(app);
    if (app.saving) {
        app.after_saving = wanted;
        return;
    }
    std::string path = full_path(wanted.path);
    if (std::filesystem::path{path}.extension() != ".waymark") path += ".waymark";
    const bool same_file = path == app.file.path;
    if (same_file && (app.file.read_only || app.file.salvaged)) {
        say(app, "This file is kept as it is; choose another name for the copy.", true);
        return;
    }
    app.panel = Panel::none;
    start_saving(app, path, same_file ? app.file.stamp : std::nullopt,
                 same_file || wanted.replace ? Over::anything : Over::nothing);
}

void saved(App& app, const std::string& asked, Session written, Result<SavedSession> result) {
    const bool is_well = result && result->path == asked && result->doubt.empty();
    if (!is_well) app.after_saving.reset(); // the sentence must be read before anything closes
    end_waiting_for_file(app);
    if (!result) {
        say_not_safe(app, result.error().sentence);
        return;
    }
    std::erase_if(app.messages,
                  [&](const Message& m) { return m.offers_place && m.sentence != app.last_kept.problem; });
    const SavedSession& done = *result;
    const bool moved = done.path != asked;
    if (moved) {
        say(app,
            file_name(asked) + " was changed by another program, so your work is in " + file_name(done.path) +
                ".",
            true);
    } else if (done.doubt.empty()) {
        say(app, "Saved " + file_name(asked) + ".");
    }
    if (!done.locked_out.empty()) say(app, done.locked_out, true);
    if (!done.doubt.empty()) { // what lies there is ours, no conflict next time; but it counts as unsaved
        if (written.id == app.present().id && !app.file.look_only) {
            app.file = OpenFileState{done.path, done.stamp, std::nullopt, false, false};
            keep_file(app);
        }
        return say_not_safe(app, done.doubt);
    }
    remember_recent(app, done.path, written.title);
    // Another session may be on the board by now; that one's file is not this one.
    if (app.file.look_only) app.history = History{written}; // from here on it is worked on
    if (written.id == app.present().id) {
        app.keeper.remember(MomentKind::saved, {}, written);
        app.file = OpenFileState{done.path, done.stamp, std::move(written), false, false};
        if (!app.keeper.is_keeping()) begin_keeping(app, {});
    }
    if (app.file.path == done.path) keep_file(app);
    go_on(app);
}

} // namespace waymark
