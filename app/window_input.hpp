#pragma once
#include "app/input.hpp"

#include <utility>

struct GLFWwindow;

namespace waymark {

/// Gathers what a GLFW window reports into the app's own events, in order.
class WindowInput {
public:
    explicit WindowInput(GLFWwindow* window);
    ~WindowInput();
    WindowInput(const WindowInput&) = delete;
    WindowInput& operator=(const WindowInput&) = delete;

    void add(Event event);
    /// Something happened since the last frame (also: the window must be drawn again).
    bool has_events() const { return !events_.empty() || stale_; }
    /// What has come since the last frame, for others to add theirs.
    std::vector<Event>& events() { return events_; }
    /// The window has another place or size than when this was asked last.
    bool has_moved() { return std::exchange(moved_window_, false); }
    /// Everything since the last frame.
    Input taken(double time_s);

    // called back by GLFW
    void button(int button, int action);
    void moved(Vec2 at_px);
    void scrolled(Vec2 by, Modifiers with);
    void stale() { stale_ = true; }
    void moved_window() { moved_window_ = stale_ = true; }
    void focus_lost();
    void put_away(); ///< iconified
    Vec2 pointer_px() const { return pointer_px_; }
    Modifiers modifiers() const;

private:
    GLFWwindow* window_;
    std::vector<Event> events_;
    Vec2 pointer_px_;
    unsigned buttons_down_ = 0; ///< bits
    bool stale_ = true, moved_window_ = true;
};

} // namespace waymark
