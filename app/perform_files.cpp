#include "app/export_journey.hpp"
#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "app/route.hpp"

#include "render/export.hpp"
#include "sessions/templates.hpp"

#include <chrono>
#include <filesystem>

namespace waymark {
namespace {

constexpr float exported_scale = 2; // pixels for a world unit: sharp on a 4K screen at 200 %

std::int64_t unix_time_s() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string folder_of(const std::string& path) { return std::filesystem::path{path}.parent_path().string(); }
std::string file_name(const std::string& path) { return std::filesystem::path{path}.filename().string(); }

/// They are laid before anything closes. Whoever is in a hurry is asked: two presses of a key that were meant
/// as one must not lose them.
void wait_for_pictures(App& app, Intent wanted) {
    app.after_saving = wanted;
    return_to_the_present(app); // nothing is laid on the past
    if (!std::exchange(app.told_of_pictures, true))
        return say(app, "Waiting for the new pictures to be read …");
    let_go(app.hands);
    app.panel = Panel::none;
    app.guard = Guard{std::move(wanted), true, app.time_s};
}

/// A worker's failure becomes a sentence; nothing is thrown into a frame.
template <class T, class Work> Result<T> without_throwing(const std::string& path, Work work) {
    try {
        return work();
    } catch (const std::exception& problem) {
        return Error{ErrorKind::input_output, path,
                     "Writing " + path + " failed (" + problem.what() +
                         "); your work is still on the board, try again."};
    }
}

} // namespace

std::string absolute_path(const std::string& path) {
    std::error_code error;
    const std::filesystem::path full = std::filesystem::absolute(path, error);
    return error ? path : full.lexically_normal().string();
}

bool guarded(App& app, Intent wanted) {
    perform(app, StopWriting{.all = true});
    app.after_saving.reset();
    if (app.saving) {
        app.after_saving = std::move(wanted);
        return true;
    }
    if (waits_for_pictures(app)) {
        wait_for_pictures(app, std::move(wanted));
        return true;
    }
    if (!has_unsaved_work(app) || app.letting_go) return false;
    let_go(app.hands);
    app.panel = Panel::none;
    app.guard = Guard{std::move(wanted), false, app.time_s};
    return true;
}

void go_on(App& app) {
    if (!app.after_saving || app.saving || app.exporting || waits_for_pictures(app)) return;
    const Intent next = std::move(*app.after_saving);
    app.after_saving.reset();
    perform(app, next);
}

void remember_recent(App& app, const std::string& path, const std::string& title) {
    note_recent(app.settings, path, title.empty() ? file_name(path) : title, unix_time_s());
    app.settings.last_folder = folder_of(path);
    remember(*app.files, app.settings);
}

namespace {

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
    std::string path = absolute_path(wanted.path);
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
    if (!result) {
        app.after_saving.reset();
        say_not_safe(app, result.error().sentence);
        return;
    }
    std::erase_if(app.messages,
                  [&](const Message& m) { return m.offers_place && m.sentence != app.last_kept.problem; });
    const SavedSession& done = *result;
    const bool moved = done.path != asked;
    if (moved) {
        app.after_saving.reset(); // the sentence must be read before anything closes
        say(app,
            file_name(asked) + " was changed by another program, so your work is in " + file_name(done.path) +
                ".",
            true);
    } else if (done.doubt.empty()) {
        say(app, "Saved " + file_name(asked) + ".");
    }
    if (!done.locked_out.empty()) say(app, done.locked_out, true);
    if (!done.doubt.empty()) { // what lies there is ours, no conflict next time; but it counts as unsaved
        app.after_saving.reset();
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

void export_to(App& app, const ExportTo& wanted) {
    if (app.screen != Screen::board) return;
    settle_writing(app);
    if (app.exporting) {
        say(app, "An export is being written; try again in a moment.");
        return;
    }
    const std::string path = absolute_path(wanted.path);
    if (!export_format(path)) {
        say(app, "Waymark exports .png, .svg and .pdf; end the file's name with one of these.", true);
        return;
    }
    app.panel = Panel::none;
    say(app, "Exporting " + file_name(path) + " …");
    // A thread of its own: it brings its own drawing context and its own text engine, and the board goes on
    // meanwhile.
    app.exporting = Exporting{
        path, std::async(std::launch::async, [files = app.files, path, session = app.session(),
                                              journey = app.journey, theme = app.settings.theme,
                                              names = wanted.names, on_table = app.settings.lies_flat] {
            const Journey* const shown = find_journey(session, journey);
            if (!shown)
                return Result<Done>{Error{ErrorKind::invalid, path, "There is no journey to export."}};
            return without_throwing<Done>(path, [&] {
                return export_journey(*files, path, session, *shown,
                                      ExportOptions{theme, exported_scale, std::nullopt, names, on_table});
            });
        })};
}

void exported(App& app, const std::string& path, const Result<Done>& result) {
    if (!result) {
        app.after_saving.reset();
        say(app, result.error().sentence, true);
        return;
    }
    app.settings.last_folder = folder_of(path);
    remember(*app.files, app.settings);
    say(app, "Exported " + file_name(path) + " to " + folder_of(path) + ".");
    go_on(app);
}

void close_session(App& app) {
    if (app.screen != Screen::board) return;
    if (guarded(app, CloseSession{})) return;
    show_session(app, Session{}, {}, 0);
    app.history = History{Session{}};
    app.screen = Screen::start;
    list_left_again(app); // what was just let go can be brought back
    app.fit_wanted = false;
}

void quit(App& app) {
    if (app.screen == Screen::board && guarded(app, Quit{})) return;
    if (app.exporting) { // the picture is finished first, or its failure said
        app.after_saving = Quit{};
        say(app, "Finishing the export before closing …");
        return;
    }
    end_keeping(app);
    app.effects.quit = true;
}

namespace {

/// Those that are being read now; whatever is laid on the board later is waited for again.
void go_without_pictures(App& app, bool without) {
    for (ReadingPictures& reading : app.reading) reading.without = without;
}

/// To wait needs nothing more: what was wanted happens when they are there.
void answer_about_pictures(App& app, AnswerGuard::Choice choice, const Intent& wanted) {
    if (choice == AnswerGuard::Choice::save) return;
    app.after_saving.reset();
    app.told_of_pictures = false;
    if (choice == AnswerGuard::Choice::stay) return;
    go_without_pictures(app, true);
    const SessionId session = app.present().id;
    perform(app, wanted);
    const bool goes_on = app.guard || app.after_saving || app.panel != Panel::none;
    // It has not come about: a file that cannot be opened, say.
    if (!goes_on && !app.effects.quit && app.screen == Screen::board && app.present().id == session)
        go_without_pictures(app, false);
}

} // namespace

void answer_guard(App& app, AnswerGuard::Choice choice) {
    if (!app.guard) return;
    Intent wanted = std::move(app.guard->wanted);
    const bool is_about_pictures = app.guard->pictures;
    app.guard.reset();
    if (is_about_pictures) return answer_about_pictures(app, choice, wanted);
    app.after_saving.reset();
    if (choice == AnswerGuard::Choice::stay) {
        go_without_pictures(app, false);
        return;
    }
    if (choice == AnswerGuard::Choice::save) {
        app.after_saving = std::move(wanted);
        perform(app, Save{});
        return;
    }
    // If what was wanted does not come about (a file that cannot be opened), the changes are still there and
    // still unsaved.
    app.letting_go = true;
    perform(app, wanted);
    app.letting_go = false;
}

} // namespace waymark
