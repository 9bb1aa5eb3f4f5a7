#include "app/touch_x11.hpp"

#include "app/touch.hpp"

#include <GLFW/glfw3.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <string>
#include <vector>

// From GLFW/glfw3native.h, which would want the headers of RandR for two functions more.
extern "C" Display* glfwGetX11Display();
extern "C" Window glfwGetX11Window(GLFWwindow* window);

/// XInput 2 by a connection of our own. GLFW reads mouse and keys as core events and throws away everything
/// else that comes by its connection, so touches read there would get lost; selecting them here for all
/// master devices, and nothing but them, leaves GLFW its mouse. The server then makes no mouse presses of
/// fingers, but it still moves the pointer under a first finger that comes down: that one motion is taken out
/// again. Of a pen it makes a whole mouse, which is taken out as well, because a mouse has no pressure.
namespace waymark {
namespace {

constexpr std::uint32_t first_touch_id = 100, first_pen_id = 400;
constexpr double ghost_s = 0.25; ///< how long the mouse's copy of something may take to arrive
constexpr int pen_buttons = 3;

// Xlib ends the program at any error unless told otherwise, and devices may go while we speak of them.
std::vector<Display*> touch_displays; // one for each window
int (*handler_before)(Display*, XErrorEvent*) = nullptr;
int last_error = 0;

int on_error(Display* display, XErrorEvent* error) {
    if (std::ranges::find(touch_displays, display) == touch_displays.end())
        return handler_before ? handler_before(display, error) : 0;
    last_error = error->error_code;
    return 0;
}

struct Closing {
    void operator()(Display* display) const { XCloseDisplay(display); }
};
using Connection = std::unique_ptr<Display, Closing>;

class EventMask {
public:
    EventMask(int device, std::initializer_list<int> events) {
        for (const int event : events) XISetMask(bits_.data(), event);
        mask_ = {device, static_cast<int>(bits_.size()), bits_.data()};
    }
    EventMask(const EventMask&) = delete;
    EventMask& operator=(const EventMask&) = delete;
    void select(Display* display, Window window) { XISelectEvents(display, window, &mask_, 1); }

private:
    std::array<unsigned char, XIMaskLen(XI_LASTEVENT)> bits_{};
    XIEventMask mask_{};
};

/// A place where the window system has put, or will put, the mouse because of a finger or a pen.
struct Ghost {
    Vec2 at_px;
    double until_s = 0;
};

/// Where among the events a finger's end stands.
struct EndOfTouch {
    int device = 0;
    std::size_t at = 0;
};

std::uint32_t unsigned_of(int number) { return static_cast<std::uint32_t>(number); }

Error no_touch(const std::string& why) {
    return {ErrorKind::not_found, {}, "Touches and pens cannot be read (" + why + "); the mouse works."};
}

} // namespace

struct WindowTouch::Inside {
    GLFWwindow* glfw = nullptr;
    Connection connection;
    Window window = 0;
    int extension = 0;
    std::map<int, TouchDevice> devices;
    LiveContacts fingers{first_touch_id}, pens{first_pen_id};
    std::map<int, Vec2> last_first; ///< of each device: where its last first finger was
    std::vector<Ghost> ghosts;
    int ghost_presses = 0; ///< of pens, that the mouse has not shown yet
    double ghost_presses_until_s = 0;
    bool ghost_is_down = false;
    double time_s = 0, looked_s = 0, server_behind_s = 1e9;
    Vec2 scale{1, 1};             ///< from window to framebuffer
    std::vector<EndOfTouch> ends; ///< in what is being taken

    Display* display() const { return connection.get(); }
    Vec2 in_px(double x, double y) const {
        return {static_cast<float>(x) * scale.x, static_cast<float>(y) * scale.y};
    }
    void find_devices(std::vector<Event>& events);
    void expect_mouse(Vec2 at_px) { ghosts.push_back({at_px, time_s + ghost_s}); }
    bool is_ghost(Vec2 at_px);
    bool is_ghost(const Event& event);
    double when(Time server_ms);
    Contact sample(const XIDeviceEvent& event, const TouchDevice& device);
    void finger(const XIDeviceEvent& event, std::vector<Event>& events);
    void pen(const XIDeviceEvent& event, std::vector<Event>& events);
    void devices_changed(const XIHierarchyEvent& change, std::vector<Event>& events);
    void read_all(std::vector<Event>& events);
    void take(XEvent& event, std::vector<Event>& events);
};

/// Looks at the devices anew: what has gone lets go, what has come is listened to.
void WindowTouch::Inside::find_devices(std::vector<Event>& events) {
    std::map<int, TouchDevice> found = touch_devices(display());
    for (const auto& [device, what] : devices) {
        if (found.contains(device)) continue;
        fingers.cancel_device(unsigned_of(device), events);
        pens.cancel_device(unsigned_of(device), events);
        last_first.erase(device);
    }
    for (const auto& [device, what] : found)
        // Of the pen itself, not of the master it moves: that would take the mouse from GLFW.
        if (what.is_pen && !devices.contains(device))
            EventMask{device, {XI_Motion, XI_ButtonPress, XI_ButtonRelease}}.select(display(), window);
    devices = std::move(found);
}

bool WindowTouch::Inside::is_ghost(Vec2 at_px) {
    const auto found = std::ranges::find(ghosts, at_px, &Ghost::at_px);
    if (found == ghosts.end()) return false;
    ghosts.erase(ghosts.begin(), found + 1); // the mouse is told in order
    return true;
}

bool WindowTouch::Inside::is_ghost(const Event& event) {
    if (const auto* hover = std::get_if<Hover>(&event)) return is_ghost(hover->at_px);
    const auto* contact = std::get_if<Contact>(&event);
    if (!contact || contact->source != Source::mouse) return false;
    if (contact->phase == ContactPhase::begin && ghost_presses > 0 && !ghost_is_down) {
        --ghost_presses;
        ghost_is_down = true;
        return true;
    }
    if (ghost_is_down && contact->phase == ContactPhase::end) {
        ghost_is_down = false;
        return true;
    }
    return ghost_is_down || (contact->phase == ContactPhase::move && is_ghost(contact->at_px));
}

/// When it happened, in the program's time. What arrives takes some time to: the least that was ever seen is
/// taken for none at all, and the rest is known exactly from the server's own clock.
double WindowTouch::Inside::when(Time server_ms) {
    constexpr double drift = 1e-4; // of two clocks, in seconds a second
    const double server_s = static_cast<double>(server_ms) / 1000;
    const double late = time_s - server_s;
    const bool began_anew = std::abs(late - server_behind_s) > 1e6; // its milliseconds have run over
    server_behind_s = began_anew ? late : std::min(late, server_behind_s + drift * (time_s - looked_s));
    looked_s = time_s;
    return std::min(time_s, server_s + server_behind_s);
}

/// The place, pressure and width of an event; negative where it does not tell.
Contact WindowTouch::Inside::sample(const XIDeviceEvent& event, const TouchDevice& device) {
    Contact contact;
    contact.at_px = in_px(event.event_x, event.event_y);
    contact.time_s = when(event.time);
    contact.pressure = static_cast<float>(device.pressure.part(event.valuators).value_or(-1));
    const std::optional<double> wide = device.width.part(event.valuators);
    contact.width_px =
        wide ? static_cast<float>(*wide * device.width.greatest * device.width_to_screen) * scale.x : -1;
    return contact;
}

void WindowTouch::Inside::finger(const XIDeviceEvent& event, std::vector<Event>& events) {
    const auto device = devices.find(event.sourceid);
    const DeviceContact named{unsigned_of(event.sourceid), unsigned_of(event.detail)};
    Contact contact = sample(event, device == devices.end() ? TouchDevice{} : device->second);
    contact.source = Source::touch;
    if (event.flags & XITouchEmulatingPointer) {
        const Vec2 pointer_px = in_px(std::floor(event.event_x), std::floor(event.event_y));
        if (event.evtype == XI_TouchBegin) {
            // Coming back from the mouse, the pointer first jumps to where this device left it.
            if (const auto left = last_first.find(event.sourceid); left != last_first.end())
                expect_mouse(left->second);
            expect_mouse(pointer_px);
        }
        last_first[event.sourceid] = pointer_px;
    }
    if (event.evtype == XI_TouchBegin) {
        fingers.begin(named, contact, events);
        return;
    }
    fingers.move(named, contact, events);
    if (event.evtype != XI_TouchEnd || !fingers.is_down(named)) return;
    ends.push_back({event.sourceid, events.size()});
    fingers.end(named, ContactPhase::end, events, contact.time_s);
}

void WindowTouch::Inside::pen(const XIDeviceEvent& event, std::vector<Event>& events) {
    const auto device = devices.find(event.deviceid);
    if (device == devices.end() || !device->second.is_pen) return;
    const auto number = unsigned_of(event.deviceid);
    Contact contact = sample(event, device->second);
    contact.source = Source::pen;
    contact.device = unsigned_of(device->second.pen);
    if (event.evtype == XI_Motion) {
        expect_mouse(in_px(std::floor(event.event_x), std::floor(event.event_y)));
        if (!pens.has_any_of(number)) events.emplace_back(Hover{contact.at_px, Source::pen});
        for (int button = 1; button <= pen_buttons; ++button)
            pens.move({number, unsigned_of(button)}, contact, events);
        return;
    }
    if (event.detail < 1 || event.detail > pen_buttons) return;
    const DeviceContact named{number, unsigned_of(event.detail)};
    if (event.evtype == XI_ButtonRelease) {
        pens.end(named, ContactPhase::end, events, contact.time_s);
        return;
    }
    contact.button = event.detail == 1 ? Button::left : event.detail == 2 ? Button::middle : Button::right;
    if (device->second.is_eraser) contact.tip = Tip::eraser;
    pens.begin(named, contact, events);
    ++ghost_presses;
    ghost_presses_until_s = time_s + ghost_s;
}

void WindowTouch::Inside::devices_changed(const XIHierarchyEvent& change, std::vector<Event>& events) {
    // Of a device that is detached the server tells no ends; before one that is taken away it tells them, as
    // if its fingers had let go.
    for (int i = 0; i < change.num_info; ++i) {
        const XIHierarchyInfo& info = change.info[i];
        if (!(info.flags & (XISlaveRemoved | XISlaveDetached | XIDeviceDisabled))) continue;
        for (const EndOfTouch& end : ends)
            if (end.device == info.deviceid)
                std::get<Contact>(events.at(end.at)).phase = ContactPhase::cancel;
        fingers.cancel_device(unsigned_of(info.deviceid), events);
        pens.cancel_device(unsigned_of(info.deviceid), events);
        devices.erase(info.deviceid);
    }
    find_devices(events);
}

void WindowTouch::Inside::take(XEvent& event, std::vector<Event>& events) {
    XGenericEventCookie& cookie = event.xcookie;
    if (cookie.type != GenericEvent || cookie.extension != extension || !XGetEventData(display(), &cookie))
        return;
    switch (cookie.evtype) {
    case XI_TouchBegin:
    case XI_TouchUpdate:
    case XI_TouchEnd: finger(*static_cast<XIDeviceEvent*>(cookie.data), events); break;
    case XI_Motion:
    case XI_ButtonPress:
    case XI_ButtonRelease: pen(*static_cast<XIDeviceEvent*>(cookie.data), events); break;
    case XI_HierarchyChanged: devices_changed(*static_cast<XIHierarchyEvent*>(cookie.data), events); break;
    case XI_DeviceChanged:
        if (static_cast<XIDeviceChangedEvent*>(cookie.data)->reason == XIDeviceChange) find_devices(events);
        break;
    default: break;
    }
    XFreeEventData(display(), &cookie);
}

void WindowTouch::Inside::read_all(std::vector<Event>& events) {
    while (XPending(display())) {
        XEvent event;
        XNextEvent(display(), &event);
        take(event, events);
    }
}

WindowTouch::WindowTouch() : inside_{std::make_unique<Inside>()} {}

WindowTouch::~WindowTouch() { std::erase(touch_displays, inside_->display()); }

Result<std::unique_ptr<WindowTouch>> WindowTouch::open(GLFWwindow* window) {
    Display* const of_glfw = glfwGetX11Display();
    if (!of_glfw) return no_touch("the window is not on an X server");
    std::unique_ptr<WindowTouch> touch{new WindowTouch};
    Inside& in = *touch->inside_;
    in.glfw = window;
    in.window = glfwGetX11Window(window);
    in.connection.reset(XOpenDisplay(DisplayString(of_glfw)));
    if (!in.display()) return no_touch("the X server takes no second connection");
    int event = 0, error = 0, major = 2, minor = 2;
    if (!XQueryExtension(in.display(), "XInputExtension", &in.extension, &event, &error) ||
        XIQueryVersion(in.display(), &major, &minor) != Success || major < 2 || (major == 2 && minor < 2))
        return no_touch("the X server has no XInput 2.2");
    static const bool is_first =
        (handler_before = XSetErrorHandler(on_error), true); // twice, it would call itself
    static_cast<void>(is_first);
    touch_displays.push_back(in.display());
    last_error = 0;
    EventMask{XIAllMasterDevices, {XI_TouchBegin, XI_TouchUpdate, XI_TouchEnd}}.select(in.display(),
                                                                                       in.window);
    EventMask{XIAllDevices, {XI_HierarchyChanged, XI_DeviceChanged}}.select(in.display(),
                                                                            DefaultRootWindow(in.display()));
    XSync(in.display(), False);
    if (last_error) return no_touch("another program takes them");
    std::vector<Event> none;
    in.find_devices(none);
    XSync(in.display(), False);
    return touch;
}

int WindowTouch::descriptor() const { return ConnectionNumber(inside_->display()); }

bool WindowTouch::is_waiting() const { return XEventsQueued(inside_->display(), QueuedAlready) > 0; }

void WindowTouch::take(std::vector<Event>& events, double time_s) {
    Inside& in = *inside_;
    in.time_s = time_s;
    int width = 1, height = 1, width_px = 1, height_px = 1;
    glfwGetWindowSize(in.glfw, &width, &height);
    glfwGetFramebufferSize(in.glfw, &width_px, &height_px);
    in.scale = {static_cast<float>(width_px) / static_cast<float>(std::max(1, width)),
                static_cast<float>(height_px) / static_cast<float>(std::max(1, height))};
    const bool mouse_spoke = std::ranges::any_of(events, [](const Event& event) {
        const auto* contact = std::get_if<Contact>(&event);
        return std::holds_alternative<Hover>(event) || (contact && contact->source == Source::mouse);
    });
    // What the mouse has told of may be a finger's doing: whatever the server did until then is known here.
    if (mouse_spoke) XSync(in.display(), False);
    std::vector<Event> touched;
    in.ends.clear();
    in.read_all(touched);
    if (!in.ends.empty()) { // has the device gone with them? That is told right after
        XSync(in.display(), False);
        in.read_all(touched);
    }
    std::erase_if(in.ghosts, [&](const Ghost& ghost) { return ghost.until_s < time_s; });
    if (in.ghost_presses_until_s < time_s) in.ghost_presses = 0;
    std::erase_if(events, [&](const Event& event) { return in.is_ghost(event); });
    events.insert(events.end(), touched.begin(), touched.end());
}

void wait_for_events(std::span<const int> descriptors, double seconds) {
    constexpr double without_x_s =
        0.01; ///< how often descriptors are looked at where GLFW must do the waiting
    Display* const of_glfw = glfwGetX11Display();
    if (!of_glfw) {
        const double longest = descriptors.empty() ? seconds : without_x_s;
        if (seconds < 0 && longest < 0)
            glfwWaitEvents();
        else
            glfwWaitEventsTimeout(seconds < 0 ? longest : std::min(longest, seconds));
        return;
    }
    XFlush(of_glfw);
    if (XEventsQueued(of_glfw, QueuedAlready) == 0) {
        std::vector<pollfd> waiting{{ConnectionNumber(of_glfw), POLLIN, 0}};
        for (const int descriptor : descriptors) waiting.push_back({descriptor, POLLIN, 0});
        const int most_ms = seconds < 0 ? -1 : static_cast<int>(std::ceil(std::min(seconds, 1e6) * 1000));
        (void)poll(waiting.data(), static_cast<nfds_t>(waiting.size()),
                   most_ms); // a signal is a reason to look
    }
    glfwPollEvents();
}

} // namespace waymark
