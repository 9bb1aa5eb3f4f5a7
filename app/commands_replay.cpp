#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/drives.hpp"
#include "app/replay.hpp"
#include "sessions/flaws.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

namespace waymark {
namespace {

/// Plays what a window would do between frames: it keeps the clipboard.
struct Player {
    App& app;
    std::string clipboard;
    bool clipboard_wanted = false, quit = false;

    void play(Input input) {
        if (clipboard_wanted) input.events.insert(input.events.begin(), Pasted{clipboard});
        const Frame played = frame(app, input);
        if (!played.effects.clipboard.empty()) clipboard = played.effects.clipboard.back();
        clipboard_wanted = played.effects.wants_clipboard;
        quit = played.effects.quit;
        // Whatever a picture takes to be read: it lies on the board in the next frame, at every replay.
        for (const ReadingPictures& pictures : app.reading) pictures.result.wait();
        app.drives->finish();
    }
};

/// At once: whoever reads it knows that so much outlives the program, and a power cut.
void print_kept(const Keeper& keeper) {
    print("made " + std::to_string(keeper.number()) + ", kept " + std::to_string(keeper.written_number()) +
          ", on the disk " + std::to_string(keeper.durable_number()) + "\n");
    std::fflush(stdout);
}

/// Lets what the recorded hand has started come to its end: events put off, a save, an export.
void wait_for_the_end(Player& player, Input input) {
    constexpr int at_most = 6000; // a minute
    input.events.clear();
    for (int i = 0; i < at_most &&
                    (player.app.saving || player.app.exporting || !player.app.reading.empty() ||
                     !player.app.put_off.empty()) &&
                    !player.quit;
         ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        input.time_s += 0.01;
        player.play(input);
    }
}

/// Shows the session on the board, with nothing of the person's settings.
bool is_opened(App& app, const std::string& file) {
    app.patience_s = 3600; // there is nobody who could do something meanwhile
    perform(app, OpenFile{file, OpenAs::copy});
    if (app.screen == Screen::board && !app.file.path.empty()) return true;
    say(app.messages.empty() ? file + " could not be opened." : app.messages.back().sentence);
    return false;
}

/// Nothing is played of a file that is wrong anywhere.
bool is_sound(std::string_view lines, const std::string& name) {
    RecordedInput inputs{lines, name};
    for (;;) {
        const Result<std::optional<Input>> next = inputs.next();
        if (!next) say(next.error().sentence);
        if (!next || !*next) return static_cast<bool>(next);
    }
}

/// Where the result goes, and what must still be there for it to go there; nothing to save when the hand
/// closed the board.
int save_result(App& app, const ReplayCommand& command, const SessionId& opened) {
    if (app.screen != Screen::board) {
        if (command.output.empty()) return exit_done; // saved and closed, or given up: the hand has decided
        say("The replay ended without a session on the board, so " + command.output + " was not written.");
        return exit_could_not;
    }
    if (command.output.empty() && app.session().id != opened) {
        say("The replay ended on another session than the one in " + command.file +
            "; name a file for it with -o.");
        return exit_could_not;
    }
    if (command.output.empty() && !app.dirty()) return exit_done;
    if (command.output.empty() && (app.file.read_only || app.file.salvaged)) {
        say(command.file + " must not be written over; name another file with -o.");
        return exit_could_not;
    }
    const bool in_place = command.output.empty();
    const FileStamp* const expected = in_place && app.file.stamp ? &*app.file.stamp : nullptr;
    const std::string& path = in_place ? command.file : command.output;
    const Result<SavedSession> saved = save_session(*app.files, path, app.session(), app.sequence, expected);
    if (!saved_or_said(saved)) return exit_could_not;
    print(saved->path + "\n");
    return exit_done;
}

} // namespace

int run(const ReplayCommand& command) {
    const Result<std::string> lines = system_files().read(command.inputs, replay_file_limit);
    if (!lines) {
        say(lines.error().sentence);
        return exit_could_not;
    }
    if (!is_sound(*lines, command.inputs)) return exit_could_not;
    if (!opened_or_said(command.file)) return exit_could_not;

    Settings settings;
    if (command.keep) settings.state_folder = settings_of_this_person(system_files()).state_folder;
    App app{system_files(), std::move(settings)};
    if (!is_opened(app, command.file)) return exit_could_not;
    const SessionId opened = app.session().id;
    Player player{app, {}};
    RecordedInput inputs{*lines, command.inputs};
    Input last;
    for (Result<std::optional<Input>> next = inputs.next(); next && *next; next = inputs.next()) {
        last = std::move(*next.value());
        player.play(last);
        if (command.keep) print_kept(app.keeper);
        if (player.quit) break;
    }
    wait_for_the_end(player, std::move(last));
    for (const std::string& flaw : flaws(app.session())) {
        say("The replay broke the session, so nothing was written: " + flaw);
        return exit_could_not;
    }
    const int status = save_result(app, command, opened);
    if (status == exit_done && app.keeper.is_keeping()) app.keeper.end(false);
    return status;
}

} // namespace waymark
