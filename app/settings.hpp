#pragma once
#include "render/theme.hpp"
#include "sessions/files.hpp"

#include <string>
#include <vector>

namespace waymark {

struct RecentFile {
    std::string path, title;
    std::int64_t opened_s = 0; ///< Unix time
    bool operator==(const RecentFile&) const = default;
};

/// Where the toolbar lies.
enum class ToolbarEdge : std::uint8_t { bottom, left, top, right };

/// What the program remembers of this person on this machine.
struct Settings {
    ThemeName theme = ThemeName::paper;
    float ui_scale = 0; ///< 0 = from the screen; else 0.75 … 4
    bool motion = true; ///< animations
    ToolbarEdge toolbar_edge = ToolbarEdge::bottom;
    std::vector<RecentFile> recent; ///< newest first, at most 20
    std::string last_folder;
    std::string config_folder; ///< where this is kept; empty = not kept (tests, headless)
    std::string cache_folder;  ///< thumbnails
    std::string state_folder;  ///< journals of sessions (see Keeper); empty = nothing is kept
    std::string
        fallback_folder; ///< the same where that cannot be written: gone when the machine is switched off
    bool operator==(const Settings&) const = default;
};

/// `$XDG_CONFIG_HOME/waymark`, `$XDG_CACHE_HOME/waymark` and `$XDG_STATE_HOME/waymark` with their usual
/// fallbacks.
Settings settings_of_this_person(Files& files);
/// Written quietly; a failure only means that it is not remembered.
void remember(Files& files, const Settings& settings);
void note_recent(Settings& settings, const std::string& path, const std::string& title, std::int64_t now_s);

} // namespace waymark
