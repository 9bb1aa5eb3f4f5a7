#pragma once
#include "app/live_contacts.hpp"

// Xlib's macros and types: nothing but the touch files includes this.
#include <X11/Xlib.h>
#include <X11/extensions/XInput2.h>

#include <map>
#include <optional>

namespace waymark {

/// One of a device's axes; `number` is negative when it has no such axis.
struct TouchAxis {
    int number = -1;
    double least = 0, greatest = 1;
    /// The axis' value in the event, 0 … 1; nothing when the event does not carry it.
    std::optional<double> part(const XIValuatorState& values) const;
};

/// What the X server says a device can do.
struct TouchDevice {
    bool is_pen = false;    ///< else: fingers on the screen
    bool is_eraser = false; ///< the pen's other end
    int pen = 0;            ///< the number that both ends of a pen go by
    TouchAxis pressure;
    TouchAxis width; ///< of a finger, in units of the x axis
    double width_to_screen = 0;
};

/// The fingers and pens among the server's devices.
std::map<int, TouchDevice> touch_devices(Display* display);

} // namespace waymark
