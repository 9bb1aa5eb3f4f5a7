#include "app/window_input.hpp"

#include "app/window_keys.hpp"

#include <GLFW/glfw3.h>

namespace waymark {
namespace {

constexpr int buttons_known = 3;

WindowInput& input_of(GLFWwindow* window) {
    return *static_cast<WindowInput*>(glfwGetWindowUserPointer(window));
}

std::uint32_t contact_id(int button) { return static_cast<std::uint32_t>(button) + 1; }

Button button_named(int button) {
    if (button == GLFW_MOUSE_BUTTON_RIGHT) return Button::right;
    return button == GLFW_MOUSE_BUTTON_MIDDLE ? Button::middle : Button::left;
}

/// Window coordinates are pixels on X11, but not on every system.
Vec2 in_pixels(GLFWwindow* window, double x, double y) {
    int width = 1, height = 1, width_px = 1, height_px = 1;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &width_px, &height_px);
    return {static_cast<float>(x * width_px / std::max(1, width)),
            static_cast<float>(y * height_px / std::max(1, height))};
}

std::string utf8(unsigned code) {
    std::string text;
    const auto put = [&](unsigned byte) { text += static_cast<char>(byte); };
    if (code < 0x80)
        put(code);
    else if (code < 0x800)
        put(0xC0 | code >> 6), put(0x80 | (code & 63));
    else if (code < 0x10000)
        put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 63)), put(0x80 | (code & 63));
    else
        put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 63)), put(0x80 | (code >> 6 & 63)),
            put(0x80 | (code & 63));
    return text;
}

void on_key(GLFWwindow* window, int code, int scancode, int action, int) {
    WindowInput& input = input_of(window);
    const Key key = key_from_glfw(code, glfwGetKeyName(code, scancode));
    input.add(KeyPress{key, action != GLFW_RELEASE, action == GLFW_REPEAT, input.modifiers()});
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
    WindowInput& input = input_of(window);
    input.add(Dropped{input.pointer_px(), {paths, paths + count}});
}

void listen(GLFWwindow* window) {
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned code) { input_of(w).add(Typed{utf8(code)}); });
    glfwSetCursorPosCallback(
        window, [](GLFWwindow* w, double x, double y) { input_of(w).moved(in_pixels(w, x, y)); });
    glfwSetMouseButtonCallback(
        window, [](GLFWwindow* w, int button, int action, int) { input_of(w).button(button, action); });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
        input_of(w).scrolled({static_cast<float>(x), static_cast<float>(y)}, input_of(w).modifiers());
    });
    glfwSetDropCallback(window, on_drop);
    glfwSetWindowCloseCallback(window, [](GLFWwindow* w) {
        glfwSetWindowShouldClose(w, GLFW_FALSE); // the board decides, it may have to ask
        input_of(w).add(CloseAsked{});
    });
    glfwSetWindowFocusCallback(
        window, [](GLFWwindow* w, int focused) { focused ? input_of(w).stale() : input_of(w).focus_lost(); });
    glfwSetWindowIconifyCallback(window, [](GLFWwindow* w, int away) {
        if (away) input_of(w).put_away();
    });
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { input_of(w).stale(); });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { input_of(w).moved_window(); });
    glfwSetWindowPosCallback(window, [](GLFWwindow* w, int, int) { input_of(w).moved_window(); });
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { input_of(w).stale(); });
}

} // namespace

WindowInput::WindowInput(GLFWwindow* window) : window_{window} {
    glfwSetWindowUserPointer(window, this);
    listen(window);
}

WindowInput::~WindowInput() { glfwSetWindowUserPointer(window_, nullptr); }

// Out of line: inlined where a short event is made, GCC 12 takes the parts of the long ones for uninitialised.
void WindowInput::add(Event event) { events_.push_back(std::move(event)); }

Modifiers WindowInput::modifiers() const {
    const auto down = [this](int left, int right) {
        return glfwGetKey(window_, left) == GLFW_PRESS || glfwGetKey(window_, right) == GLFW_PRESS;
    };
    return {down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT),
            down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL), down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT),
            down(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER)};
}

void WindowInput::button(int button, int action) {
    if (button < 0 || button >= buttons_known) return;
    const unsigned bit = 1u << button;
    const bool down = action == GLFW_PRESS;
    if (down == ((buttons_down_ & bit) != 0)) return;
    buttons_down_ ^= bit;
    add(Contact{contact_id(button), Source::mouse, down ? ContactPhase::begin : ContactPhase::end,
                pointer_px_, 1, button_named(button)});
}

void WindowInput::moved(Vec2 at_px) {
    pointer_px_ = at_px;
    bool dragging = false;
    for (int button = 0; button < buttons_known; ++button) {
        if (!(buttons_down_ & 1u << button)) continue;
        add(Contact{contact_id(button), Source::mouse, ContactPhase::move, at_px, 1, button_named(button)});
        dragging = true;
    }
    if (!dragging) add(Hover{at_px});
}

/// Fingers on other windows are others' business; but those that were on this one will not be told of to the
/// end.
void WindowInput::put_away() {
    add(ContactsLost{Source::touch});
    add(ContactsLost{Source::pen});
}

void WindowInput::scrolled(Vec2 by, Modifiers with) { add(Scroll{pointer_px_, by, with}); }

void WindowInput::focus_lost() {
    if (buttons_down_) add(ContactsLost{Source::mouse});
    buttons_down_ = 0;
    stale_ = true;
}

Input WindowInput::taken(double time_s) {
    Input input;
    input.time_s = time_s;
    int width = 1, height = 1;
    glfwGetFramebufferSize(window_, &width, &height);
    input.size_px = {static_cast<float>(std::max(1, width)), static_cast<float>(std::max(1, height))};
    float scale_x = 1, scale_y = 1;
    glfwGetWindowContentScale(window_, &scale_x, &scale_y);
    input.density = std::max(scale_x, scale_y);
    input.events = std::move(events_);
    events_.clear();
    stale_ = false;
    return input;
}

} // namespace waymark
