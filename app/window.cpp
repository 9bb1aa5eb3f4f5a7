#include "app/board_options.hpp"
#include "app/keeping.hpp"

#include "app/perform.hpp"
#include "app/window_devices.hpp"
#include "app/window_input.hpp"
#include "app/window_present.hpp"
#include "sessions/templates.hpp"

#include <GLFW/glfw3.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <thread>

namespace waymark {
namespace {

constexpr double slowest_pace_s = 1.0 / 30, usual_pace_s = 1.0 / 60;

int could_not(const std::string& sentence) {
    std::fputs((sentence + "\n").c_str(), stderr);
    return 1;
}

struct Closing {
    void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};
using Window = std::unique_ptr<GLFWwindow, Closing>;

/// Begins and ends GLFW.
struct Glfw {
    bool begun = glfwInit() == GLFW_TRUE;
    ~Glfw() {
        if (begun) glfwTerminate();
    }
};

Window opened_window(const BoardOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET); // where the driver can tell
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE); // shown when there is something to see
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "waymark");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "waymark");
    GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* const mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    int width = 1280, height = 800;
    if (mode) width = mode->width, height = mode->height;
    if (options.windowed)
        width = options.windowed->width_px, height = options.windowed->height_px;
    else if (!options.fullscreen)
        glfwWindowHint(GLFW_MAXIMIZED, GLFW_TRUE);
    return Window{
        glfwCreateWindow(width, height, "Waymark", options.fullscreen ? monitor : nullptr, nullptr)};
}

/// GLFW's last complaint, for the sentence that says why there is no window.
std::string complaint() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text ? text : "no reason given";
}

GLFWcursor* cursor(Effects::Cursor wanted) {
    static std::map<int, GLFWcursor*> made;
    const int shape = [&] {
        switch (wanted) {
        case Effects::Cursor::hand:
        case Effects::Cursor::grab: return GLFW_HAND_CURSOR;
        case Effects::Cursor::text: return GLFW_IBEAM_CURSOR;
        case Effects::Cursor::cross: return GLFW_CROSSHAIR_CURSOR;
        case Effects::Cursor::resize_x: return GLFW_HRESIZE_CURSOR;
        case Effects::Cursor::resize_y: return GLFW_VRESIZE_CURSOR;
        case Effects::Cursor::arrow:
        case Effects::Cursor::move: return GLFW_ARROW_CURSOR;
        }
        return GLFW_ARROW_CURSOR;
    }();
    auto [entry, fresh] = made.try_emplace(shape, nullptr);
    if (fresh) entry->second = glfwCreateStandardCursor(shape);
    return entry->second;
}

/// Window and full screen in turn; remembers where the window was.
void toggle_fullscreen(GLFWwindow* window) {
    static std::array<int, 4> place{0, 0, 1280, 800};
    if (glfwGetWindowMonitor(window)) {
        glfwSetWindowMonitor(window, nullptr, place[0], place[1], place[2], place[3], GLFW_DONT_CARE);
        return;
    }
    glfwGetWindowPos(window, &place[0], &place[1]);
    glfwGetWindowSize(window, &place[2], &place[3]);
    GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* const mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    if (mode) glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

void carry_out(const Effects& effects, const Effects& before, GLFWwindow* window, WindowInput& input) {
    if (effects.title && effects.title != before.title) glfwSetWindowTitle(window, effects.title->c_str());
    if (effects.cursor != before.cursor) glfwSetCursor(window, cursor(effects.cursor));
    if (!effects.clipboard.empty()) glfwSetClipboardString(window, effects.clipboard.back().c_str());
    if (effects.wants_clipboard) {
        const char* const text = glfwGetClipboardString(window);
        if (text && *text) input.add(Pasted{text});
    }
    if (effects.toggle_fullscreen) toggle_fullscreen(window);
}

/// How long a frame lasts on this screen; software drawing does not wait for the screen, so we do.
double pace_s() {
    GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* const mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    if (!mode || mode->refreshRate <= 0) return usual_pace_s;
    return std::min(slowest_pace_s, 1.0 / mode->refreshRate);
}

/// Sleeps until something happens, or the next frame that was asked for is due; wakes at once when there is
/// input.
void wait(const WindowInput& input, const WindowDevices& devices, double next_frame_s, double last_frame_s,
          double pace) {
    double seconds = -1;
    if (next_frame_s >= 0)
        seconds = std::max(0.0, last_frame_s + std::max(next_frame_s, pace) - glfwGetTime());
    if (const double patience = devices.patience_s(); patience >= 0)
        seconds = seconds < 0 ? patience : std::min(seconds, patience);
    if (input.has_events() || devices.are_waiting()) seconds = 0;
    wait_for_events(devices.descriptors(), seconds);
}

/// Fingers tell something every few milliseconds, which would be a frame each where drawing does not wait for
/// the screen: what has come meanwhile is read after the pause, just before the frame.
void pause_before(double last_frame_s, double pace) {
    constexpr double early_s = 0.001; // a screen that sets the pace itself is not to be missed
    const double left = last_frame_s + pace - early_s - glfwGetTime();
    if (left > 0) std::this_thread::sleep_for(std::chrono::duration<double>{left});
    glfwPollEvents();
}

/// How long the contacts of a frame have waited on average until it is drawn, in milliseconds; negative when
/// none of them tells its time.
double waited_ms(const std::vector<double>& times_s) {
    double sum = 0;
    for (const double one : times_s) sum += glfwGetTime() - one;
    return times_s.empty() ? -1 : sum / static_cast<double>(times_s.size()) * 1000;
}

std::vector<double> contact_times_s(const std::vector<Event>& events) {
    std::vector<double> times;
    for (const Event& event : events)
        if (const auto* contact = std::get_if<Contact>(&event); contact && contact->time_s > 0)
            times.push_back(contact->time_s);
    return times;
}

/// False when the window was lost.
bool run(App& app, GLFWwindow* window, Presenter& presenter, WindowDevices devices) {
    WindowInput input{window};
    Effects before;
    before.cursor = Effects::Cursor::cross; // so that the first one is set
    const double pace = pace_s();
    double next_frame_s = 0, last_frame_s = 0;
    for (;;) {
        devices.follow(app, input.events());
        wait(input, devices, next_frame_s, last_frame_s, pace);
        devices.take(input.events(), glfwGetTime());
        const bool due =
            next_frame_s >= 0 && glfwGetTime() - last_frame_s >= std::max(next_frame_s, pace) - 0.0005;
        if (!input.has_events() && !due) continue;
        pause_before(last_frame_s, pace);
        devices.take(input.events(), glfwGetTime());
        last_frame_s = glfwGetTime();
        const bool is_watched = spdlog::should_log(spdlog::level::debug);
        const std::vector<double> times_s =
            is_watched ? contact_times_s(input.events()) : std::vector<double>{};
        const Frame made = frame(app, input.taken(last_frame_s));
        const GpuCounts counts = presenter.present(app, made);
        const double waited = waited_ms(times_s);
        glfwSwapBuffers(window);
        if (is_watched)
            spdlog::debug("frame {}: {} draws, {} bytes, {} contacts after {:.1f} ms", app.frames,
                          counts.draws, counts.bytes_uploaded, times_s.size(), waited);
        carry_out(made.effects, before, window, input);
        before = made.effects;
        next_frame_s = counts.complete ? made.effects.next_frame_s : 0;
        if (made.effects.quit) return true;
        if (presenter.is_lost()) return false;
    }
}

} // namespace

int run_board(const BoardOptions& options) {
    if (const char* level = std::getenv("WAYMARK_LOG"); level && std::string_view{level} == "debug")
        spdlog::set_level(spdlog::level::debug);
    // Read before a window opens: a file that cannot be opened is a sentence and an exit status, not an empty
    // board.
    std::optional<Result<OpenedSession>> opened;
    if (!options.file.empty()) {
        opened.emplace(open_session(system_files(), options.file));
        if (!*opened) return could_not(opened->error().sentence);
    }
    const Glfw glfw;
    if (!glfw.begun)
        return could_not(
            "Waymark cannot reach a display (" + complaint() +
            "); start it in a graphical session, or use the commands that need none (waymark --help).");
    const Window window = opened_window(options);
    if (!window)
        return could_not("Waymark cannot open a window with OpenGL 3.3 (" + complaint() +
                         "); install or update the graphics driver (Debian: libgl1-mesa-dri).");
    glfwMakeContextCurrent(window.get());
    glfwSwapInterval(1);

    Settings settings = settings_of_this_person(system_files());
    App app{system_files(), std::move(settings)};
    app.scale_for_now = options.ui_scale;
    app.touch_for_now = options.touch;
    if (opened)
        perform(app, OpenFile{options.file});
    else
        bring_back_newest(app);
    if (!options.pictures.empty()) perform(app, InsertPictures{options.pictures, {}});
    Result<std::unique_ptr<Presenter>> presenter = Presenter::create(app);
    if (!presenter) return could_not(presenter.error().sentence);
    glfwShowWindow(window.get());
    if (run(app, window.get(), **presenter, WindowDevices{window.get(), options})) return 0;
    return could_not("The graphics driver has been reset, and with it the window is gone; start Waymark again: "
                     "everything on the board is kept.");
}

} // namespace waymark
