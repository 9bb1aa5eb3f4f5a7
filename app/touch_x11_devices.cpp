#include "app/pen_ends.hpp"
#include "app/touch_x11.hpp"

#include <X11/Xatom.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

/// Which of the X server's devices are fingers, which are pens, and what their axes mean.
namespace waymark {
namespace {

std::string lower_case(const char* text) {
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

/// Whether the name has the word, not as a part of another ("pen", but not "open").
bool has_word(std::string_view name, std::string_view word) {
    const auto is_letter = [&](std::size_t i) {
        return i < name.size() && std::isalpha(static_cast<unsigned char>(name[i]));
    };
    for (std::size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1))
        if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + word.size())) return true;
    return false;
}

struct AxisLabels {
    Atom touch_pressure, pen_pressure, touch_width, touch_x, pen_x;
};

AxisLabels axis_labels(Display* display) {
    const auto atom = [display](const char* label) { return XInternAtom(display, label, False); };
    return {atom("Abs MT Pressure"), atom("Abs Pressure"), atom("Abs MT Touch Major"),
            atom("Abs MT Position X"), atom("Abs X")};
}

TouchAxis axis_of(const XIValuatorClassInfo& valuator) {
    return {valuator.number, valuator.min, valuator.max};
}

/// Nothing for mice, keyboards, touchpads.
std::optional<TouchDevice> touch_device(const XIDeviceInfo& info, const AxisLabels& labels,
                                        double screen_px) {
    TouchDevice device;
    bool has_touch = false, touches_screen = false, has_pen_pressure = false, is_absolute = false;
    double x_units = 0;
    for (int i = 0; i < info.num_classes; ++i) {
        const XIAnyClassInfo* const any = info.classes[i];
        if (any->type == XITouchClass) {
            has_touch = true;
            touches_screen = reinterpret_cast<const XITouchClassInfo*>(any)->mode == XIDirectTouch;
        }
        if (any->type != XIValuatorClass) continue;
        const auto& valuator = *reinterpret_cast<const XIValuatorClassInfo*>(any);
        if (valuator.number == 0) is_absolute = valuator.mode == XIModeAbsolute;
        if (valuator.max <= valuator.min) continue;
        if (valuator.label == labels.touch_x || valuator.label == labels.pen_x)
            x_units = valuator.max - valuator.min + 1;
        has_pen_pressure |= valuator.label == labels.pen_pressure;
        if (valuator.label == labels.touch_pressure || valuator.label == labels.pen_pressure)
            device.pressure = axis_of(valuator);
        if (valuator.label == labels.touch_width) device.width = axis_of(valuator);
    }
    if (x_units > 0) device.width_to_screen = screen_px / x_units;
    if (touches_screen) return device;
    if (has_touch || !is_absolute) return std::nullopt;
    // Both drivers for tablets name their devices so; without pressure the name is all there is.
    const std::string name = lower_case(info.name);
    device.is_eraser = has_word(name, "eraser");
    device.is_pen = device.is_eraser || has_pen_pressure || has_word(name, "stylus") || has_word(name, "pen");
    return device.is_pen ? std::optional{device} : std::nullopt;
}

/// The tablet's own file, where the driver tells it: the same for all that is used on it.
std::string node_of(Display* display, int device) {
    const Atom named = XInternAtom(display, "Device Node", True);
    if (named == None) return {};
    constexpr long most_words = 64;
    Atom type = None;
    int bits = 0;
    unsigned long count = 0, left = 0;
    unsigned char* value = nullptr;
    const bool is_there = XIGetProperty(display, device, named, 0, most_words, False, XA_STRING, &type, &bits,
                                        &count, &left, &value) == Success;
    std::string node;
    if (is_there && value && type == XA_STRING && bits == 8)
        node.assign(reinterpret_cast<const char*>(value), count);
    if (value) XFree(value);
    return node;
}

} // namespace

std::optional<double> TouchAxis::part(const XIValuatorState& values) const {
    const double* value = values.values;
    for (int i = 0; i < values.mask_len * 8; ++i) {
        if (!XIMaskIsSet(values.mask, i)) continue;
        if (i == number) return std::clamp((*value - least) / (greatest - least), 0.0, 1.0);
        ++value;
    }
    return std::nullopt;
}

std::map<int, TouchDevice> touch_devices(Display* display) {
    std::map<int, TouchDevice> devices;
    int count = 0;
    XIDeviceInfo* const all = XIQueryDevice(display, XIAllDevices, &count);
    const AxisLabels labels = axis_labels(display);
    const double screen_px = DisplayWidth(display, DefaultScreen(display));
    std::vector<PenDevice> pens;
    for (int i = 0; i < count; ++i) {
        if (all[i].use != XISlavePointer || !all[i].enabled) continue;
        const std::optional<TouchDevice> device = touch_device(all[i], labels, screen_px);
        if (!device) continue;
        const int number = all[i].deviceid;
        devices[number] = *device;
        if (device->is_pen)
            pens.push_back({number, all[i].name, node_of(display, number), device->is_eraser});
    }
    if (all) XIFreeDeviceInfo(all);
    for (const auto& [device, pen] : pen_numbers(pens)) devices[device].pen = pen;
    return devices;
}

} // namespace waymark
