#pragma once
#include "app/settings.hpp"
#include "sessions/geometry.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Monitors as plain data: how large they really are, what that means for the interface, and where a window
/// goes when one of them does. Nothing here asks the window system (see window_screens.hpp).
namespace waymark {

struct Monitor {
    std::string name;   ///< of its connector, as the window system calls it
    Rect place;         ///< on the desktop, in the window system's units (pixels on X11)
    Vec2 size_mm;       ///< as it claims
    int refresh_hz = 0; ///< 0 = not known
    bool operator==(const Monitor&) const = default;
};

/// How many pixels a millimetre has; 0 where the monitor's claim cannot be true (nothing, a television's
/// "160 × 90 mm", sides that contradict each other) or was made up by X for 96 dpi. All who ask for a
/// screen's size have it from here.
float pixels_per_mm(const Monitor& monitor);

/// The screen that a window lies on, and the window's own size.
struct ScreenFacts {
    Vec2 window_px;
    float density = 1;       ///< what the system asks for (1 = 96 dpi)
    float pixels_per_mm = 0; ///< 0 = not known
    Vec2 screen_mm;          ///< 0 = not known
};

/// The interface's scale where nobody has set one, 1 … 4 in steps of 0.05: as the system asks for, but a
/// button (48 px at scale 1) measures 11 mm at least at a desk, 15 mm where fingers work on a table or a wall
/// (a screen of a metre or more), and text stands at least 1/200 of the viewing distance high.
float fitting_scale(const ScreenFacts& screen, const Settings& settings);

/// So wide that its ends are out of each other's reach: 2.4 m, or three times as wide as high where the size
/// is not known.
bool is_wide_wall(const ScreenFacts& screen);

/// The monitor that most of `window` lies on; nothing when it lies on none.
std::optional<std::size_t> monitor_under(const std::vector<Monitor>& monitors, const Rect& window);

/// Where the window goes when too little of it can be seen or reached: onto the nearest monitor, no larger
/// than that. The same place while it can be used where it is, or when there is no monitor at all.
Rect within_reach(const Rect& window, const std::vector<Monitor>& monitors);

/// The monitor for an audience: the one asked for by number (from 1) or by name, else the first one that is
/// not `taken`. Nothing when there is none.
std::optional<std::size_t> audience_monitor(const std::vector<Monitor>& monitors, std::string_view asked,
                                            std::optional<std::size_t> taken);

/// That there is no such monitor as was asked for, and which there are.
std::string told_no_monitor(std::string_view asked, const std::vector<Monitor>& monitors);
/// That the window has more pixels than the driver draws a side; empty when it has not.
std::string told_too_large(int width_px, int height_px, int most_px);

/// What has come and gone, in a sentence; empty when nothing has.
std::string told_change(const std::vector<Monitor>& before, const std::vector<Monitor>& now);

} // namespace waymark
