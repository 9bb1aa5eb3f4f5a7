#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waymark {

/// Where touches come from.
enum class TouchSource : std::uint8_t { automatic, x11, tuio, off };

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
    std::optional<float> ui_scale; ///< 0.75 … 4; nothing = from the screen
    TouchSource touch = TouchSource::automatic;
    std::uint16_t tuio_port = 3333; ///< 0 = any free one
    std::string tuio_bind = "127.0.0.1";
    bool operator==(const BoardOptions&) const = default;
};

/// Opens the board and runs it until it is closed. The process's exit status: 0 closed, 1 could not open it
/// (one sentence on stderr says why).
int run_board(const BoardOptions& options);

} // namespace waymark
