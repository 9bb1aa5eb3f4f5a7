#include "app/keeping.hpp"

#include "app/chrome.hpp"
#include "app/crash_note.hpp"
#include "app/perform.hpp"
#include "sessions/templates.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <span>

namespace waymark {
namespace {

constexpr double strokes_every_s = 0.1, begin_again_s = 5, go_home_again_s = 30;

bool is_stroke(const Edit& edit) {
    return std::holds_alternative<AddInk>(edit.what) || std::holds_alternative<PutCurve>(edit.what);
}

/// With the letters that are still being spelt on its keyboard: typing them was work, too.
Edit draft_of(const App& app, const Writing& writing) {
    const Keypad* const keypad = keypad_on(app.hands.keypads, writing.thing);
    if (!keypad || keypad->spelling.empty()) return edit_of(writing, app.session(), app.board_journey());
    Writing with_letters = writing;
    type(with_letters, raw(keypad->spelling), app.time_s);
    return edit_of(with_letters, app.session(), app.board_journey());
}

/// What stands in the fields of panels. Nothing is written on the past.
std::span<const Edit> panel_drafts(const App& app) {
    if (app.past) return {};
    return app.chrome->drafts();
}

/// Of what is under way only what was made by hand and cannot be made again: words and strokes. A note being
/// moved is where it was until it is let go.
std::vector<Edit> drafts_of(const App& app) {
    std::vector<Edit> drafts;
    const std::size_t hands = app.shown.edits.size() - std::min(app.writing.count(), app.shown.edits.size());
    for (std::size_t i = 0; i < hands; ++i)
        if (is_stroke(app.shown.edits[i])) drafts.push_back(app.shown.edits[i]);
    for (const Writing& writing : app.writing) drafts.push_back(draft_of(app, writing));
    for (const Edit& field : panel_drafts(app)) drafts.push_back(field);
    return drafts;
}

/// A problem stands among the messages until it is gone.
void say_problem(App& app) {
    const std::string problem = app.keeper.problem();
    if (problem == app.last_kept.problem) return;
    std::erase_if(app.messages, [&](const Message& m) { return m.sentence == app.last_kept.problem; });
    if (problem.empty())
        say(app, "What is done on the board is kept safe again.");
    else
        say_not_safe(app, problem);
    app.last_kept.problem = problem;
}

SessionFile file_of(const App& app) {
    return {app.file.path, app.file.stamp.value_or(FileStamp{}), app.file.salvaged, app.file.read_only};
}

/// Whether a board has crashed after that was written; the notes tell only seconds.
bool has_crashed_since(const App& app, std::int64_t time_ms) {
    const std::optional<CrashNote> crash = last_crash(*app.files, app.settings.state_folder);
    return crash && crash->work == "board" && crash->time_ms / 1000 >= time_ms / 1000;
}

/// A folder in which nothing can be read is put aside, so that nothing is written over it. Where that is for
/// want of memory, or a drive that does not answer just now, it stays.
void could_not_read(App& app, const std::string& folder, const Error& error) {
    if (const auto names = app.files->names(folder); !names && names.error().kind == ErrorKind::not_found)
        return; // there is none: what is wrong is said when keeping begins
    const bool moved = error.kind == ErrorKind::damaged && app.keeper.set_aside(folder);
    say(app, error.sentence + (moved ? " What is there was put aside into Waymark's trash." : ""), true);
}

} // namespace

bool has_unsaved_work(const App& app) {
    const bool untouched = app.file.path.empty() && app.history.position() == 0 && !app.file.brought_back;
    return app.dirty() && !untouched;
}

namespace {

void say_where_locks_fail(App& app) {
    if (app.keeper.is_locked()) return;
    say(app, "Whether another Waymark has this session open cannot be told on this drive; open it only once.",
        true);
}

} // namespace

bool is_all_kept(const App& app) {
    const bool in_journal = app.keeper.is_keeping() && app.keeper.written_number() == app.keeper.number();
    return in_journal || app.screen == Screen::start || !has_unsaved_work(app);
}

void begin_keeping(App& app, Keeper::Found place) {
    JournalStart start;
    start.session = app.present();
    start.sequence = app.sequence;
    start.file = file_of(app);
    app.keeper.begin(std::move(start), std::move(place));
    app.last_kept.tried_s = app.time_s;
    app.last_kept.sequence = app.sequence;
    app.last_kept.drafts.clear();
    say_where_locks_fail(app);
}

namespace {

/// From the substitute, now that there may be room again.
void go_home(App& app) {
    JournalStart start;
    start.session = app.present();
    start.sequence = app.sequence;
    start.file = file_of(app);
    if (app.keeper.go_home(std::move(start))) app.last_kept.drafts.clear();
}

/// Whether both are names of one file: over a link, another mount, or because it was renamed.
bool is_same_place(Files& files, const SessionFile& left, const std::string& path) {
    if (left.path == path || left.path.empty()) return left.path == path;
    const Result<std::string> a = files.resolved(left.path), b = files.resolved(path);
    if (a && b && *a == *b) return true;
    const Result<FileStamp> here = files.stamp(path), there = files.stamp(left.path);
    if (here && is_same_file(*here, left.stamp)) return true;
    const bool is_gone = !there && there.error().kind == ErrorKind::not_found;
    return is_gone && files.stamp(left.path.substr(0, left.path.rfind('/'))); // not with the stick it was on
}

} // namespace

void end_keeping(App& app) {
    if (app.keeper.is_keeping()) app.keeper.end(has_unsaved_work(app));
}

void keep_file(App& app) {
    app.keeper.set_file(file_of(app));
    app.last_kept.drafts.clear(); // even when nothing else is new
}

void keep(App& app) {
    if (app.screen != Screen::board || app.effects.quit || !app.keeper.is_on() || app.file.look_only) return;
    if (!app.keeper.is_keeping() && app.time_s - app.last_kept.tried_s > begin_again_s)
        begin_keeping(app, {});
    const bool asks_home =
        app.keeper.is_asking_home() || app.time_s - app.last_kept.tried_s > go_home_again_s;
    if (app.keeper.is_in_substitute() && asks_home) {
        app.last_kept.tried_s = app.time_s;
        if (app.keeper.can_go_home()) go_home(app);
    }
    say_problem(app);
    const std::vector<std::string> named = app.keeper.take_named();
    for (const std::string& name : named) say(app, "This version is called “" + name + "” from now on.");
    if (!named.empty()) go_on(app); // whoever wanted to leave has waited for it
    if (!app.keeper.is_keeping()) return;
    LastKept& last = app.last_kept;
    if (!app.writing && app.shown.edits.empty() && last.drafts.empty() && panel_drafts(app).empty()) {
        app.keeper.write(app.present(), app.sequence);
        last.sequence = app.sequence;
        return;
    }
    std::vector<Edit> drafts = drafts_of(app);
    const bool has_strokes = std::ranges::any_of(drafts, is_stroke);
    if (last.sequence == app.sequence) {
        if (drafts == last.drafts) return;
        if (has_strokes && !app.writing && panel_drafts(app).empty() &&
            app.time_s - last.strokes_s < strokes_every_s)
            return;
    }
    Session session = app.present();
    for (const Edit& draft : drafts) session = edited(std::move(session), app.journey, draft);
    app.keeper.write(session, app.sequence);
    last.sequence = app.sequence;
    last.drafts = std::move(drafts);
    if (has_strokes) last.strokes_s = app.time_s;
}

Left find_left(App& app, const SessionId& id, const std::string& path, Keeper::Found& left) {
    if (!app.keeper.is_on()) return Left::nothing;
    const std::string usual = app.keeper.folder_of(id);
    for (const std::string& folder : app.keeper.folders_of(text_of(id))) {
        if (folder != usual && !app.files->names(folder)) continue; // nothing is to be made there
        Result<Keeper::Found> found = app.keeper.find(folder);
        if (!found && found.error().kind == ErrorKind::in_use) {
            left = {}; // what was found elsewhere is that program's, too
            return Left::in_use;
        }
        if (!found) {
            could_not_read(app, folder, found.error());
            continue;
        }
        const bool is_newer =
            found->session && left.session && found->session->time_ms > left.session->time_ms;
        if (!left.lock || (found->session && !left.session) || is_newer) left = std::move(found).value();
    }
    if (!left.session) return Left::nothing;
    if (!is_same_place(*app.files, left.session->file, path)) return Left::other_file;
    left.session->file.path = path;
    return Left::same_file;
}

std::vector<LeftBehind> what_is_left(Files& files, const std::vector<LeftSession>& left,
                                     const std::vector<LeftSession>& trashed) {
    constexpr std::size_t at_most = 12;
    std::vector<LeftBehind> list;
    for (const auto* sessions : {&left, &trashed})
        for (std::size_t i = 0; i < sessions->size() && i < at_most; ++i) {
            const std::string& folder = (*sessions)[i].folder;
            const Result<RecoveredSession> found = recover_session(files, folder);
            if (!found) continue; // when it is opened, that is said
            const bool let_go = sessions == &trashed;
            const std::int64_t listed_ms = (*sessions)[i].changed_ns / 1'000'000;
            list.push_back({folder, found->session.title, found->file.path,
                            let_go || found->time_ms == 0 ? listed_ms : found->time_ms, let_go});
        }
    return list;
}

void list_left_again(App& app) {
    app.left.reset();
    app.listing_is_old = app.listing_left.valid();
}

void take_left(App& app) {
    if (app.screen != Screen::start || !app.keeper.is_on()) return;
    const auto ready = [](const auto& list) {
        return list.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
    };
    if (app.listing_left.valid() && ready(app.listing_left)) {
        std::vector<LeftBehind> list = app.listing_left.get();
        if (!app.listing_is_old) app.left = std::move(list);
    }
    if (app.left || app.listing_left.valid()) return;
    app.listing_is_old = false;
    app.listing_left = std::async(std::launch::async, [files = app.files, left = app.keeper.left_sessions(),
                                                       trashed = app.keeper.trashed_sessions()] {
        try {
            return what_is_left(*files, left, trashed);
        } catch (const std::exception&) { // no memory for it: then they are not listed
            return std::vector<LeftBehind>{};
        }
    });
}

void bring_back(App& app, const BringBack& wanted) {
    list_left_again(app);
    const bool let_go = wanted.folder.find("/trash/") != std::string::npos;
    std::string folder = wanted.folder;
    if (let_go) {
        Result<std::string> taken = app.keeper.taken_from_trash(wanted.folder);
        if (!taken)
            return say(app, taken.error().sentence + " Open that first; what was let go stays in the trash.",
                       true);
        folder = *taken;
    }
    Result<Keeper::Found> found = app.keeper.find(folder);
    if (!found) return say(app, found.error().sentence, true);
    if (!found->session) return say(app, "There is nothing left of this session.", true);
    bring_back(app, std::move(found).value());
}

void bring_back(App& app, Keeper::Found left) {
    RecoveredSession& back = *left.session;
    OpenFileState state;
    state.path = back.file.path;
    state.brought_back = true;
    state.salvaged = !back.damage.empty() || back.file.salvaged;
    state.read_only = back.file.read_only;
    const std::string path = state.path;
    const FileStamp left_stamp = back.file.stamp;
    if (!path.empty()) state.stamp = left_stamp;
    say_together(app, back.damage);
    const std::string title = back.session.title.empty() ? "The session" : quoted(back.session.title);
    say(app, title + " is back as it was at " + time_in_words(back.time_ms) +
                 (has_crashed_since(app, back.time_ms) ? "; Waymark had crashed."
                                                       : "; Waymark ended without closing it."));
    JournalStart start = back.start();
    show_session(app, std::move(back.session), std::move(state), back.sequence);
    start.session = app.present();
    app.keeper.begin(std::move(start), std::move(left));
    app.last_kept.tried_s = app.time_s;
    app.last_kept.sequence = app.sequence;
    app.last_kept.drafts.clear();
    say_where_locks_fail(app);
    if (!path.empty()) compare_with_file(app, path, left_stamp);
}

void bring_back_newest(App& app) {
    for (const LeftSession& left : app.keeper.left_sessions()) {
        Result<Keeper::Found> found = app.keeper.find(left.folder);
        if (!found && found.error().kind != ErrorKind::in_use)
            could_not_read(app, left.folder, found.error());
        // Where it may be open in another program nobody is asked for, it is for a person to choose it.
        if (!found || !found->session || !found->lock->is_sure()) continue;
        bring_back(app, std::move(found).value());
        return;
    }
}

} // namespace waymark
