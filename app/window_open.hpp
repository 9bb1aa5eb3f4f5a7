#pragma once
#include "app/board_options.hpp"
#include "sessions/geometry.hpp"

#include <memory>
#include <optional>
#include <string>

struct GLFWwindow;

/// GLFW, and windows with OpenGL 3.3 in it.
namespace waymark {

/// Begins and ends GLFW.
class Glfw {
public:
    Glfw();
    ~Glfw();
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
    bool begun() const { return begun_; }

private:
    bool begun_;
};

struct WindowClosing {
    void operator()(GLFWwindow* window) const;
};
using Window = std::unique_ptr<GLFWwindow, WindowClosing>;

/// The facilitator's window, not shown yet; null where there is none to be had. `place`: where one was before
/// that this one replaces.
Window opened_window(const BoardOptions& options, const std::optional<Rect>& place = {});
/// The audience's, which sees all that lies in the other's OpenGL context; not shown yet.
Window opened_audience_window(GLFWwindow* shares, const Rect& place);

/// GLFW's last complaint, for the sentence that says why there is no window.
std::string complaint();

} // namespace waymark
