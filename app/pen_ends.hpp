#pragma once
#include <map>
#include <string>
#include <vector>

/// Both ends of a pen are devices of their own to most drivers: which of them are one pen, as plain data.
namespace waymark {

/// A pen or the eraser end of one, as the window system tells of it.
struct PenDevice {
    int number = 0;
    std::string name;
    std::string node; ///< of the tablet it writes on, where the driver tells it: "/dev/input/event7"
    bool is_eraser = false;
};

/// For each device the number that its pen goes by: of a pen and the eraser at its other end, as far as names
/// (and tablets, where several are called the same) say for sure that they belong together, the lower one of
/// both; of all others their own. The drivers for X name them "Tablet Pen stylus" and "Tablet Pen eraser"
/// (xf86-input-wacom), or "Tablet Pen (0x7b2)" and "Tablet Eraser (0x7b2)", the tool's serial number in
/// brackets (xf86-input-libinput).
std::map<int, int> pen_numbers(const std::vector<PenDevice>& devices);

} // namespace waymark
