#pragma once
#include "tests/app/waiting.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

/// Folders in which sessions are kept, and what is left in them.
namespace waymark::testing {

inline std::vector<std::string> names_below(const ScratchFolder& folder, const std::string& below) {
    const Result<std::vector<std::string>> names = system_files().names(folder / below);
    return names ? *names : std::vector<std::string>{};
}

inline Settings with_substitute(const ScratchFolder& folder) {
    Settings settings = kept_in(folder);
    settings.fallback_folder = folder / "run";
    return settings;
}

inline std::string saved_file(const ScratchFolder& folder, const std::string& name = "winter.waymark") {
    const std::string path = folder / name;
    EXPECT_TRUE(save_session(system_files(), path, ScriptedHand{"winter-jacket"}.start, 1, nullptr));
    return path;
}

/// Opens the file, changes something and ends as if it were killed. What was on the board.
inline Session left_open(const std::string& path, const Settings& settings) {
    ScriptedHand hand{"", settings};
    perform(hand.app, OpenFile{path});
    hand.send({});
    hand.drag(hand.on_note(hand.note("Search engine")), hand.on_note(hand.note("Care guide")));
    return hand.app.session();
}

/// Frames until the session is kept in the state folder again, which a thread finds out.
inline void wait_until_home(ScriptedHand& hand) {
    hand.wait(31);
    for (int i = 0; i < 1000 && hand.app.keeper.is_in_substitute(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        hand.wait(i % 20 == 19 ? 31 : 0.01);
    }
}

/// The state folder's sessions cannot be listed while `is_failing`.
struct TroubledFiles : FaultyFiles {
    TroubledFiles() : FaultyFiles{system_files()} {}
    std::atomic<bool> is_failing = false;
    Result<std::vector<std::string>> names(const std::string& at) override {
        if (is_failing && at.find("/state/sessions/") != std::string::npos)
            return Error{ErrorKind::input_output, at, "Too many files are open."};
        return FaultyFiles::names(at);
    }
};

} // namespace waymark::testing
