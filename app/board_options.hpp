#pragma once
#include "app/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waymark {

/// How the board is opened, as asked for on the command line.
struct BoardOptions {
    struct WindowSize {
        int width_px = 0, height_px = 0;
        bool operator==(const WindowSize&) const = default;
    };

    std::string file;                  ///< empty = the start screen
    std::vector<std::string> pictures; ///< laid on the board once it is open
    std::optional<WindowSize> windowed;
    bool fullscreen = false;
    std::optional<std::string>
        audience; ///< a window for an audience: on this monitor (number or name), empty = any
    std::optional<float> ui_scale; ///< 0.75 … 4; nothing = from the screen
    // nothing = as the settings say
    std::optional<TouchSource> touch;
    std::optional<std::uint16_t> tuio_port; ///< 0 = any free one
    std::optional<std::string> tuio_bind;
    std::vector<Stamp> stamps; ///< besides those of the settings; these go before
    bool operator==(const BoardOptions&) const = default;
};

/// Opens the board and runs it until it is closed. The process's exit status: 0 closed, 1 could not open it
/// (one sentence on stderr says why).
int run_board(const BoardOptions& options);

} // namespace waymark
