#pragma once
#include "app/screens.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

struct GLFWwindow;

/// Monitors as GLFW knows them, and windows on them.
namespace waymark {

/// Where a window lies on the desktop, without its frame; units as of `Monitor::place`.
Rect place_of(GLFWwindow* window);

/// The screen that most of it lies on; the window itself where the system does not say.
Rect screen_around(GLFWwindow* window);

class Screens {
public:
    Screens();

    const std::vector<Monitor>& all() const { return monitors_; }
    /// After monitors have come or gone: true, with what there was before in `before`.
    bool have_changed(std::vector<Monitor>& before);
    std::optional<std::size_t> under(GLFWwindow* window) const;
    /// What the window's screen means for the interface.
    ScreenFacts facts_of(GLFWwindow* window) const;
    /// How long a frame lasts on the window's screen; software drawing does not wait for the screen, so we
    /// do.
    double pace_s(GLFWwindow* window) const;

private:
    std::vector<Monitor> monitors_;
};

/// A window that can fill a screen, and afterwards lies again where it was.
class FullScreen {
public:
    /// Full screen on the monitor it lies on, or back.
    void toggle(GLFWwindow* window, const Screens& screens);
    /// Full screen on this monitor.
    void fill(GLFWwindow* window, const Screens& screens, std::size_t monitor);
    void leave(GLFWwindow* window, const Screens& screens);
    /// Monitors have gone: a window that filled one of them fills the one it is on now, another one comes
    /// within reach.
    void screens_changed(GLFWwindow* window, const Screens& screens);
    /// The screen it fills; empty = none.
    const std::string& monitor() const { return monitor_; }
    void set_place_before(Rect place) { before_ = place; }

private:
    std::string monitor_;
    Rect before_{{64, 64}, {1280, 800}};
};

} // namespace waymark
