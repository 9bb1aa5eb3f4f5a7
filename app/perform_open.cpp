#include "app/drives.hpp"
#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "sessions/templates.hpp"

#include <chrono>
#include <exception>
#include <filesystem>
#include <future>
#include <memory>
#include <utility>

/// Sessions come from their files: read beside the board, because a drive may not answer.
namespace waymark {
namespace {

using Reading = std::future<Result<OpenedSession>>;

Error not_read(const std::string& path, const char* why) {
    return {ErrorKind::input_output, path,
            waymark::quoted(path) + " could not be read (" + why + "); try again."};
}

/// The promise is kept by whoever reads, who may still be at it when nobody wants the answer any more.
Reading read_beside(App& app, const std::string& path) {
    auto promise = std::make_shared<std::promise<Result<OpenedSession>>>();
    Reading reading = promise->get_future();
    app.drives->beside(
        path,
        [files = app.files, path, promise] {
            const auto read = [&]() -> Result<OpenedSession> {
                try {
                    return open_session(*files, path);
                } catch (const std::exception& problem) {
                    return not_read(path, problem.what());
                }
            };
            promise->set_value(read());
        },
        true);
    return reading;
}

bool is_there(const Reading& reading, double patience_s = 0) {
    return reading.wait_for(std::chrono::duration<double>{patience_s}) == std::future_status::ready;
}

Result<OpenedSession> taken(Reading& reading, const std::string& path) {
    try {
        return reading.get();
    } catch (const std::future_error& problem) { // there was no thread to read it
        return not_read(path, problem.what());
    }
}

std::string left_in(const RecoveredSession& left) {
    return left.file.path.empty() ? std::string{"a session without a file"} : waymark::quoted(left.file.path);
}

/// Another program has it open. False: the person is asked first.
bool opened_beside(App& app, const std::string& path, OpenAs as, OpenFileState& state, Session& session) {
    switch (as) {
    case OpenAs::ask:
        app.in_use_path = path;
        app.panel = Panel::in_use;
        return false;
    case OpenAs::copy:
        session.id = new_session_id();
        state = {};
        say(app, "What is on the board is a copy; it has no file yet.");
        return true;
    case OpenAs::look_only:
        state.look_only = state.read_only = true;
        say(app,
            "This is the session as it was last saved, to look at; it follows what the other Waymark saves.");
        return true;
    }
    return false;
}

void show_opened(App& app, const std::string& path, OpenAs as, Result<OpenedSession> opened) {
    if (!opened) {
        say(app, opened.error().sentence, true);
        return;
    }
    OpenedSession& file = opened.value();
    OpenFileState state{path, file.stamp, file.session, file.read_only, !file.damage.empty()};
    if (app.present().id == file.session.id)
        end_keeping(app); // or it would be found to be open: by ourselves
    Keeper::Found left;
    switch (find_left(app, file.session.id, path, left)) {
    case Left::nothing: break;
    case Left::same_file:
        remember_recent(app, path, file.session.title);
        return bring_back(app, std::move(left));
    case Left::in_use:
        if (!opened_beside(app, path, as, state, file.session)) return;
        break;
    case Left::other_file: // nor may two files: the work that was left is still to come back into its own
        file.session.id = new_session_id();
        state.saved.reset();
        say(app, "Work on this session was left open in " + left_in(*left.session) +
                     "; this file goes on as a session of its own.");
        left = {};
        break;
    }
    say_together(app, file.damage);
    if (file.read_only)
        say(app, "This session was made by a newer Waymark: look at it, or save a copy under another name.",
            true);
    remember_recent(app, path, file.session.title);
    const bool look_only = state.look_only;
    show_session(app, std::move(file.session), std::move(state), file.sequence);
    if (!look_only) begin_keeping(app, std::move(left));
}

} // namespace

void open_file(App& app, const OpenFile& wanted) {
    if (guarded(app, wanted)) return;
    const std::string path = full_path(wanted.path);
    app.opening = Opening{path, wanted.as, read_beside(app, path),
                          app.letting_go ? std::optional{app.sequence} : std::nullopt};
    if (!is_there(app.opening->result, app.patience_s))
        return say(app, "Opening " + std::filesystem::path{path}.filename().string() + " …");
    Opening opening = std::move(*app.opening);
    app.opening.reset();
    show_opened(app, opening.path, opening.as, taken(opening.result, opening.path));
}

void take_opened(App& app) {
    if (!app.opening || !is_there(app.opening->result)) return;
    Opening opening = std::move(*app.opening);
    app.opening.reset();
    // Work went on meanwhile: what was agreed to be let go of is what was there then.
    const bool agreed = opening.agreed_sequence && *opening.agreed_sequence == app.sequence;
    const bool letting_go = std::exchange(app.letting_go, agreed);
    if (!guarded(app, OpenFile{opening.path, opening.as}))
        show_opened(app, opening.path, opening.as, taken(opening.result, opening.path));
    app.letting_go = letting_go;
}

void compare_with_file(App& app, const std::string& path, const FileStamp& left) {
    app.comparing = Comparing{path, left, read_beside(app, path)};
    if (is_there(app.comparing->result, app.patience_s)) take_compared(app);
}

/// Which of the two is newer cannot be told when somebody else has changed the file: both stay, and saving
/// finds that out by the stamp.
void take_compared(App& app) {
    if (!app.comparing || !is_there(app.comparing->result)) return;
    Comparing comparing = std::move(*app.comparing);
    app.comparing.reset();
    const Result<OpenedSession> opened = taken(comparing.result, comparing.path);
    const bool is_as_before = app.file.path == comparing.path && !app.file.saved && app.file.stamp &&
                              is_same_file(*app.file.stamp, comparing.left);
    if (!opened || !is_as_before) return; // it has been saved since, say
    if (!has_same_bytes(opened->stamp, comparing.left))
        return say(
            app,
            waymark::quoted(comparing.path) +
                " was changed since; what is on the board is kept, and saving puts it beside that file.",
            true);
    app.file.saved = opened->session;
    app.file.stamp = opened->stamp;
    if (app.keeper.is_keeping()) keep_file(app);
}

} // namespace waymark
