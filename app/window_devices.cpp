#include "app/window_devices.hpp"

#include "app/app.hpp"
#include "app/window_screens.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cstdio>

namespace waymark {
namespace {

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
    std::vector<Stamp> stamps = options_.stamps;
    stamps.insert(stamps.end(), settings.stamps.begin(), settings.stamps.end());
    Result<std::unique_ptr<TuioListener>> opened =
        TuioListener::open(options_.tuio_bind.value_or(settings.tuio_address),
                           options_.tuio_port.value_or(settings.tuio_port), std::move(stamps));
    if (!opened) {
        std::fputs((opened.error().sentence + "\n").c_str(), stderr);
        say(app, opened.error().sentence, true);
        return;
    }
    tuio_ = std::move(opened).value();
    const std::string sentence = "Waymark listens for a touch table (TUIO) at " + tuio_->where() + ".";
    std::fputs((sentence + "\n").c_str(), stderr);
    say(app, sentence);
}

void WindowDevices::follow(App& app, std::vector<Event>& events) {
    const TouchSource wanted = app.touch_for_now.value_or(app.settings.touch);
    if (wanted == followed_) return;
    if (touch_ && !wants_window(wanted)) {
        touch_.reset();
        events.emplace_back(ContactsLost{Source::touch});
        events.emplace_back(ContactsLost{Source::pen});
    }
    if (tuio_ && !wants_tuio(wanted)) {
        tuio_->cancel_all(events);
        tuio_.reset();
    }
    if (!touch_ && wants_window(wanted)) open_touch(app, wanted != TouchSource::automatic);
    if (!tuio_ && wants_tuio(wanted)) listen(app);
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
    if (tuio_) tuio_->take([this] { return surface(); }, time_s, events);
}

std::vector<int> WindowDevices::descriptors() const {
    std::vector<int> all;
    if (touch_) all.push_back(touch_->descriptor());
    if (tuio_)
        if (const std::optional<int> socket = tuio_->descriptor()) all.push_back(*socket);
    return all;
}

} // namespace waymark
