#pragma once
#include "app/input.hpp"
#include "sessions/result.hpp"

#include <memory>
#include <span>
#include <vector>

struct GLFWwindow;

/// Fingers and pens as the window system tells of them: GLFW knows only the mouse. For each window system one
/// file implements what stands here (touch_x11.cpp; ARCHITECTURE.md says how to add another).
namespace waymark {

class WindowTouch {
public:
    /// An error where the window system has no fingers to tell of.
    static Result<std::unique_ptr<WindowTouch>> open(GLFWwindow* window);
    ~WindowTouch();
    WindowTouch(const WindowTouch&) = delete;
    WindowTouch& operator=(const WindowTouch&) = delete;

    /// Becomes readable when there is something to take.
    int descriptor() const;
    /// Something has been read already: the descriptor will not tell of it.
    bool is_waiting() const;
    /// Adds what fingers and pens have done since the last call, every sample, in order; takes out of
    /// `events` what the window system made of them for the mouse. After GLFW has had its turn, just before
    /// the frame.
    void take(std::vector<Event>& events, double time_s);

private:
    WindowTouch();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Sleeps until GLFW has something to tell, one of `descriptors` is readable, or so much time has passed
/// (negative = no end); then GLFW tells what it has.
void wait_for_events(std::span<const int> descriptors, double seconds);

} // namespace waymark
