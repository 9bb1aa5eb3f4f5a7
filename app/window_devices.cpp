#include "app/window_devices.hpp"

#include "app/app.hpp"
#include "app/window_screens.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cstdio>

namespace waymark {
namespace {

constexpr int packets_at_once = 4096; // a flood must not keep the board from being drawn

bool wants_window(TouchSource source) {
    return source == TouchSource::automatic || source == TouchSource::x11 || source == TouchSource::both;
}

bool wants_tuio(TouchSource source) { return source == TouchSource::tuio || source == TouchSource::both; }

} // namespace

void WindowDevices::open_touch(App& app, bool asked_for) {
    Result<std::unique_ptr<WindowTouch>> touch = WindowTouch::open(window_);
    if (touch)
        touch_ = std::move(touch).value();
    else if (asked_for)
        say(app, touch.error().sentence, true);
}

void WindowDevices::listen(App& app) {
    const Settings& settings = app.settings;
    Result<std::unique_ptr<UdpListener>> opened = UdpListener::open(
        options_.tuio_bind.value_or(settings.tuio_address), options_.tuio_port.value_or(settings.tuio_port));
    if (!opened) {
        std::fputs((opened.error().sentence + "\n").c_str(), stderr);
        say(app, opened.error().sentence, true);
        return;
    }
    listener_ = std::move(opened).value();
    std::vector<Stamp> stamps = options_.stamps;
    stamps.insert(stamps.end(), settings.stamps.begin(), settings.stamps.end());
    tuio_ = Tuio{std::move(stamps)};
    const std::string where = listener_->address() + ":" + std::to_string(listener_->port());
    std::fputs(("Waymark listens for a touch table (TUIO) at " + where + ".\n").c_str(), stderr);
    say(app, "Waymark listens for a touch table (TUIO) at " + where + ".");
}

void WindowDevices::follow(App& app, std::vector<Event>& events) {
    const TouchSource wanted = app.touch_for_now.value_or(app.settings.touch);
    if (wanted == followed_) return;
    if (touch_ && !wants_window(wanted)) {
        touch_.reset();
        events.emplace_back(ContactsLost{Source::touch});
        events.emplace_back(ContactsLost{Source::pen});
    }
    if (listener_ && !wants_tuio(wanted)) {
        tuio_.cancel_all(events);
        listener_.reset();
    }
    if (!touch_ && wants_window(wanted)) open_touch(app, wanted != TouchSource::automatic);
    if (!listener_ && wants_tuio(wanted)) listen(app);
    followed_ = wanted;
}

TuioSurface WindowDevices::surface() const {
    int x = 0, y = 0, width = 1, height = 1, width_px = 1, height_px = 1;
    glfwGetWindowPos(window_, &x, &y);
    glfwGetWindowSize(window_, &width, &height);
    glfwGetFramebufferSize(window_, &width_px, &height_px);
    const Rect place{{static_cast<float>(x), static_cast<float>(y)},
                     {static_cast<float>(std::max(1, width)), static_cast<float>(std::max(1, height))}};
    const Vec2 window_px{static_cast<float>(width_px), static_cast<float>(height_px)};
    const Vec2 scale{window_px.x / place.size.x, window_px.y / place.size.y};
    const Rect screen = screen_around(window_);
    const Vec2 from = screen.at - place.at;
    return {{{from.x * scale.x, from.y * scale.y}, {screen.size.x * scale.x, screen.size.y * scale.y}},
            window_px};
}

void WindowDevices::take(std::vector<Event>& events, double time_s) {
    if (touch_) touch_->take(events, time_s);
    if (!listener_) return;
    std::optional<TuioSurface> place; // asks the window system, so only when there is something to place
    for (int i = 0; i < packets_at_once; ++i) {
        const std::optional<UdpListener::Packet> packet = listener_->next();
        if (!packet) break;
        if (!place) place = surface();
        tuio_.take(packet->bytes, {packet->address, packet->port}, *place, time_s - packet->age_s, events);
    }
    tuio_.let_time_pass(time_s, events);
}

std::vector<int> WindowDevices::descriptors() const {
    std::vector<int> all;
    if (touch_) all.push_back(touch_->descriptor());
    if (listener_) all.push_back(listener_->descriptor());
    return all;
}

} // namespace waymark
