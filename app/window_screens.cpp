#include "app/window_screens.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

namespace waymark {
namespace {

constexpr double slowest_pace_s = 1.0 / 30, usual_pace_s = 1.0 / 60;

bool monitors_have_changed = false; // GLFW tells of it without saying to whom

/// In the order of glfwGetMonitors, so that an index means the same.
std::vector<Monitor> monitors_now() {
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    std::vector<Monitor> all;
    for (int i = 0; i < count; ++i) {
        Monitor monitor;
        monitor.name = glfwGetMonitorName(monitors[i]);
        int x = 0, y = 0, width_mm = 0, height_mm = 0;
        glfwGetMonitorPos(monitors[i], &x, &y);
        glfwGetMonitorPhysicalSize(monitors[i], &width_mm, &height_mm);
        monitor.size_mm = {static_cast<float>(width_mm), static_cast<float>(height_mm)};
        if (const GLFWvidmode* const mode = glfwGetVideoMode(monitors[i])) {
            monitor.place = {{static_cast<float>(x), static_cast<float>(y)},
                             {static_cast<float>(mode->width), static_cast<float>(mode->height)}};
            monitor.refresh_hz = mode->refreshRate;
        }
        all.push_back(std::move(monitor));
    }
    return all;
}

GLFWmonitor* monitor_at(std::size_t index) {
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    return index < static_cast<std::size_t>(count) ? monitors[index] : nullptr;
}

void put(GLFWwindow* window, const Rect& place) {
    glfwSetWindowSize(window, static_cast<int>(place.size.x), static_cast<int>(place.size.y));
    glfwSetWindowPos(window, static_cast<int>(place.at.x), static_cast<int>(place.at.y));
}

} // namespace

Rect place_of(GLFWwindow* window) {
    int x = 0, y = 0, width = 1, height = 1;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    return {{static_cast<float>(x), static_cast<float>(y)},
            {static_cast<float>(std::max(1, width)), static_cast<float>(std::max(1, height))}};
}

Rect screen_around(GLFWwindow* window) {
    const std::vector<Monitor> monitors = monitors_now();
    const Rect place = place_of(window);
    const std::optional<std::size_t> at = monitor_under(monitors, place);
    return at ? monitors[*at].place : place;
}

Screens::Screens() : monitors_{monitors_now()} {
    glfwSetMonitorCallback([](GLFWmonitor*, int) { monitors_have_changed = true; });
}

bool Screens::have_changed(std::vector<Monitor>& before) {
    if (!std::exchange(monitors_have_changed, false)) return false;
    before = std::exchange(monitors_, monitors_now());
    return before != monitors_;
}

std::optional<std::size_t> Screens::under(GLFWwindow* window) const {
    return monitor_under(monitors_, place_of(window));
}

ScreenFacts Screens::facts_of(GLFWwindow* window) const {
    ScreenFacts facts;
    const std::optional<std::size_t> at = under(window);
    if (!at) return facts;
    const Monitor& monitor = monitors_[*at];
    int width = 1, height = 1, width_px = 1, height_px = 1;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &width_px, &height_px);
    const float factor = static_cast<float>(width_px) / static_cast<float>(std::max(1, width));
    facts.window_px = {static_cast<float>(width_px), static_cast<float>(height_px)};
    facts.pixels_per_mm = pixels_per_mm(monitor) * factor;
    if (facts.pixels_per_mm > 0) facts.screen_mm = monitor.place.size * factor / facts.pixels_per_mm;
    return facts;
}

double Screens::pace_s(GLFWwindow* window) const {
    const std::optional<std::size_t> at = under(window);
    if (!at || monitors_[*at].refresh_hz <= 0) return usual_pace_s;
    return std::min(slowest_pace_s, 1.0 / monitors_[*at].refresh_hz);
}

void FullScreen::fill(GLFWwindow* window, const Screens& screens, std::size_t monitor) {
    GLFWmonitor* const there = monitor_at(monitor);
    if (!there || monitor >= screens.all().size()) return;
    if (!glfwGetWindowMonitor(window) && monitor_.empty()) before_ = place_of(window);
    const Monitor& its = screens.all()[monitor];
    glfwSetWindowMonitor(window, there, 0, 0, static_cast<int>(its.place.size.x),
                         static_cast<int>(its.place.size.y),
                         its.refresh_hz > 0 ? its.refresh_hz : GLFW_DONT_CARE);
    monitor_ = its.name;
}

void FullScreen::leave(GLFWwindow* window, const Screens& screens) {
    monitor_.clear();
    const Rect place = within_reach(before_, screens.all()); // the monitor it was on may have gone meanwhile
    glfwSetWindowMonitor(window, nullptr, static_cast<int>(place.at.x), static_cast<int>(place.at.y),
                         static_cast<int>(place.size.x), static_cast<int>(place.size.y), GLFW_DONT_CARE);
}

void FullScreen::toggle(GLFWwindow* window, const Screens& screens) {
    if (glfwGetWindowMonitor(window)) return leave(window, screens);
    fill(window, screens, screens.under(window).value_or(0));
}

void FullScreen::screens_changed(GLFWwindow* window, const Screens& screens) {
    if (screens.all().empty()) return; // it stays until there is one again
    const Rect place = place_of(window);
    if (!monitor_.empty()) {
        const bool has_gone =
            std::ranges::find(screens.all(), monitor_, &Monitor::name) == screens.all().end();
        if (has_gone || !glfwGetWindowMonitor(window))
            fill(window, screens,
                 monitor_under(screens.all(), within_reach(place, screens.all())).value_or(0));
        return;
    }
    const Rect reachable = within_reach(place, screens.all());
    if (reachable != place) put(window, reachable);
}

} // namespace waymark
