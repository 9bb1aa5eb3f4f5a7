#include "app/window_open.hpp"

#include <GLFW/glfw3.h>

namespace waymark {
namespace {

void hint_at_what_all_windows_have() {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET); // where the driver can tell
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE); // shown when there is something to see
    glfwWindowHint(GLFW_AUTO_ICONIFY,
                   GLFW_FALSE); // to work in one window puts none away that fills another screen
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "waymark");
}

void put_at(GLFWwindow* window, const Rect& place) {
    if (window) glfwSetWindowPos(window, static_cast<int>(place.at.x), static_cast<int>(place.at.y));
}

} // namespace

Glfw::Glfw() : begun_{glfwInit() == GLFW_TRUE} {}
Glfw::~Glfw() {
    if (begun_) glfwTerminate();
}

void WindowClosing::operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }

Window opened_window(const BoardOptions& options, const std::optional<Rect>& place) {
    hint_at_what_all_windows_have();
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "waymark");
    GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* const mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    int width = 1280, height = 800;
    if (mode && !options.fullscreen) width = mode->width, height = mode->height;
    if (place)
        width = static_cast<int>(place->size.x), height = static_cast<int>(place->size.y);
    else if (options.windowed)
        width = options.windowed->width_px, height = options.windowed->height_px;
    else if (!options.fullscreen)
        glfwWindowHint(GLFW_MAXIMIZED, GLFW_TRUE);
    Window window{glfwCreateWindow(width, height, "Waymark", nullptr, nullptr)};
    if (place) put_at(window.get(), *place);
    return window;
}

Window opened_audience_window(GLFWwindow* shares, const Rect& place) {
    hint_at_what_all_windows_have();
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE); // the facilitator goes on typing
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "waymark audience");
    Window window{glfwCreateWindow(static_cast<int>(place.size.x), static_cast<int>(place.size.y),
                                   "Waymark – audience", nullptr, shares)};
    put_at(window.get(), place);
    return window;
}

std::string complaint() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text ? text : "no reason given";
}

} // namespace waymark
