#pragma once
#include "tests/app/waiting.hpp"

#include <string>
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

} // namespace waymark::testing
