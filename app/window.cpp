#include "app/board_options.hpp"
#include "app/keeping.hpp"
#include "app/last_wait.hpp"
#include "app/perform.hpp"
#include "app/window_audience.hpp"
#include "app/window_devices.hpp"
#include "app/window_input.hpp"
#include "app/window_open.hpp"
#include "app/window_present.hpp"
#include "app/window_screens.hpp"
#include "sessions/templates.hpp"

#include <GLFW/glfw3.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <thread>

namespace waymark {
namespace {

constexpr int most_resets = 3; // of the graphics driver, within a minute
constexpr int most_tries = 10;

int could_not(const std::string& sentence) {
    std::fputs((sentence + "\n").c_str(), stderr);
    return 1;
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

void carry_out(const Effects& effects, const Effects& before, GLFWwindow* window, WindowInput& input) {
    if (effects.title && effects.title != before.title) glfwSetWindowTitle(window, effects.title->c_str());
    if (effects.cursor != before.cursor) glfwSetCursor(window, cursor(effects.cursor));
    if (!effects.clipboard.empty()) glfwSetClipboardString(window, effects.clipboard.back().c_str());
    if (effects.wants_clipboard) {
        const char* const text = glfwGetClipboardString(window);
        if (text && *text) input.add(Pasted{text});
    }
}

/// Sleeps until something happens, or the next frame that was asked for is due; wakes at once when there is
/// input.
void wait(bool has_events, const WindowDevices& devices, const std::vector<int>& descriptors,
          double next_frame_s, double last_frame_s, double pace) {
    double seconds = -1;
    if (next_frame_s >= 0)
        seconds = std::max(0.0, last_frame_s + std::max(next_frame_s, pace) - glfwGetTime());
    if (const double patience = devices.patience_s(); patience >= 0)
        seconds = seconds < 0 ? patience : std::min(seconds, patience);
    if (has_events || devices.are_waiting()) seconds = 0;
    wait_for_events(descriptors, seconds);
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

/// The facilitator's window with everything that hangs on its OpenGL context, and the loop.
class BoardWindow {
public:
    BoardWindow(App& app, GLFWwindow* window, Presenter& presenter, const BoardOptions& options,
                Screens& screens)
        : app_{app},
          window_{window},
          presenter_{presenter},
          screens_{screens},
          devices_{window, options},
          input_{window},
          audience_{window, presenter} {}

    /// Contacts of a window that has gone will not be told of to the end.
    void begin_again() {
        for (const Source source : {Source::mouse, Source::touch, Source::pen})
            input_.add(ContactsLost{source});
    }
    void fill_screen() { full_screen_.toggle(window_, screens_); }
    bool fills_screen() const { return !full_screen_.monitor().empty(); }

    /// Until it is closed (true) or its context is lost (false).
    bool run();

private:
    void mind_screens();
    void mind_size();
    double make_frame();

    App& app_;
    GLFWwindow* window_;
    Presenter& presenter_;
    Screens& screens_;
    WindowDevices devices_;
    WindowInput input_;
    AudienceWindow audience_;
    FullScreen full_screen_;
    ScreenFacts facts_;
    bool was_too_large_ = false;
    double pace_ = 1.0 / 60, last_frame_s_ = 0;
    Effects before_;
};

/// A driver that cannot draw all of the window leaves its end black; people should know why.
void BoardWindow::mind_size() {
    const int most = presenter_.most_pixels();
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    std::string told = told_too_large(width, height, most);
    const bool is_too_large = !told.empty();
    if (is_too_large && !was_too_large_) say(app_, std::move(told), true);
    was_too_large_ = is_too_large;
}

/// Monitors that have come or gone, and the window that has been moved to another one.
void BoardWindow::mind_screens() {
    std::vector<Monitor> before;
    const bool have_changed = screens_.have_changed(before);
    if (have_changed) {
        if (const std::string told = told_change(before, screens_.all()); !told.empty()) {
            say(app_, told);
            std::fputs((told + "\n").c_str(), stderr);
        }
        full_screen_.screens_changed(window_, screens_);
        audience_.screens_changed(screens_);
        input_.stale();
    }
    if (!input_.has_moved() && !have_changed) return;
    facts_ = screens_.facts_of(window_);
    mind_size();
    pace_ = screens_.pace_s(window_);
}

/// Makes and shows one frame of what has come; returns when the next one is wanted.
double BoardWindow::make_frame() {
    const bool is_watched = spdlog::should_log(spdlog::level::debug);
    const std::vector<double> times_s = is_watched ? contact_times_s(input_.events()) : std::vector<double>{};
    Input input = input_.taken(last_frame_s_);
    input.pixels_per_mm = facts_.pixels_per_mm;
    input.screen_mm = facts_.screen_mm;
    input.audience = audience_.taken(last_frame_s_);
    const Frame made = frame(app_, input);
    const GpuCounts counts = presenter_.present(app_, made);
    const double waited = waited_ms(times_s);
    glfwSwapBuffers(window_);
    if (is_watched)
        spdlog::debug("frame {}: {} draws, {} bytes, {} contacts after {:.1f} ms", app_.frames, counts.draws,
                      counts.bytes_uploaded, times_s.size(), waited);
    const bool complete = audience_.present(made) && counts.complete;
    carry_out(made.effects, before_, window_, input_);
    if (made.effects.toggle_fullscreen) full_screen_.toggle(window_, screens_);
    if (made.effects.toggle_audience_fullscreen) audience_.toggle_fullscreen(screens_);
    before_ = made.effects;
    return complete ? made.effects.next_frame_s : 0;
}

bool BoardWindow::run() {
    before_.cursor = Effects::Cursor::cross; // so that the first one is set
    double next_frame_s = 0;
    for (;;) {
        devices_.follow(app_, input_.events());
        audience_.follow(app_, screens_);
        const auto has_events = [&] { return input_.has_events() || audience_.has_events(); };
        std::vector<int> descriptors = devices_.descriptors();
        audience_.add_descriptors(descriptors);
        wait(has_events(), devices_, descriptors, next_frame_s, last_frame_s_, pace_);
        devices_.take(input_.events(), glfwGetTime());
        audience_.take(glfwGetTime());
        mind_screens();
        const bool due =
            next_frame_s >= 0 && glfwGetTime() - last_frame_s_ >= std::max(next_frame_s, pace_) - 0.0005;
        if (!has_events() && !due) continue;
        pause_before(last_frame_s_, pace_);
        devices_.take(input_.events(), glfwGetTime());
        audience_.take(glfwGetTime());
        last_frame_s_ = glfwGetTime();
        next_frame_s = make_frame();
        if (before_.quit) return true;
        if (presenter_.is_lost()) return false;
    }
}

/// A window in the place of one whose driver was reset; the driver may need a moment.
Window opened_again(const BoardOptions& options, const Rect& place) {
    for (int tries = 0; tries < most_tries; ++tries) {
        if (Window window = opened_window(options, place)) return window;
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
    return {};
}

/// Counts resets: a driver that is reset again and again will not do.
class Resets {
public:
    bool are_too_many(double now_s) {
        constexpr double while_s = 60;
        std::erase_if(times_s_, [&](double one) { return now_s - one > while_s; });
        times_s_.push_back(now_s);
        return times_s_.size() > most_resets;
    }

private:
    std::vector<double> times_s_;
};

/// Runs the board in one window after another: a driver that is reset takes a window with it, not the work.
int run_windows(App& app, const BoardOptions& options, Window window) {
    Screens screens;
    Resets resets;
    bool fills_screen = options.fullscreen;
    for (bool again = false;; again = true) {
        glfwMakeContextCurrent(window.get());
        glfwSwapInterval(1);
        Result<std::unique_ptr<Presenter>> presenter = Presenter::create(app);
        // Lost again before there was anything to draw with: that is another reset, no driver that cannot.
        if (!presenter && !Presenter::is_lost_here()) return could_not(presenter.error().sentence);
        Rect place = place_of(window.get());
        if (presenter) {
            BoardWindow board{app, window.get(), **presenter, options, screens};
            if (fills_screen) board.fill_screen();
            glfwShowWindow(window.get());
            if (again) board.begin_again();
            if (board.run()) return 0;
            fills_screen = board.fills_screen();
            place = place_of(window.get());
        }
        if (presenter) presenter.value().reset();
        window.reset();
        if (!resets.are_too_many(glfwGetTime())) window = opened_again(options, place);
        if (!window)
            return could_not(
                "The graphics driver has been reset, and with it the window is gone; start Waymark "
                "again: everything on the board is kept.");
        say(app, "The graphics driver was reset; the board is back, and nothing is lost.");
        std::fputs("The graphics driver was reset; the board goes on in a new window.\n", stderr);
    }
}

/// The board in its window until that is closed. `app` is made where there is a window, and outlives it.
int shown_board(const BoardOptions& options, std::optional<App>& app) {
    // Read before a window opens: a file that cannot be opened is a sentence and an exit status, not an empty
    // board.
    std::optional<Result<OpenedSession>> opened;
    if (!options.file.empty()) {
        opened.emplace(open_session(system_files(), options.file));
        if (!*opened) return could_not(opened->error().sentence);
    }
    const Glfw glfw;
    if (!glfw.begun())
        return could_not(
            "Waymark cannot reach a display (" + complaint() +
            "); start it in a graphical session, or use the commands that need none (waymark --help).");
    Window window = opened_window(options);
    if (!window)
        return could_not("Waymark cannot open a window with OpenGL 3.3 (" + complaint() +
                         "); install or update the graphics driver (Debian: libgl1-mesa-dri).");

    app.emplace(system_files(), settings_of_this_person(system_files()));
    app->scale_for_now = options.ui_scale;
    app->touch_for_now = options.touch;
    if (opened)
        perform(*app, OpenFile{options.file});
    else
        bring_back_newest(*app);
    if (!options.pictures.empty()) perform(*app, InsertPictures{options.pictures, {}});
    if (options.audience) {
        perform(*app, ShowAudience{true});
        app->audience->monitor = *options.audience;
    }
    return run_windows(*app, options, std::move(window));
}

} // namespace

int run_board(const BoardOptions& options) {
    if (const char* level = std::getenv("WAYMARK_LOG"); level && std::string_view{level} == "debug")
        spdlog::set_level(spdlog::level::debug);
    std::optional<App> app;
    const int status = shown_board(options, app);
    const LastWait wait{status, !app || is_all_kept(*app)};
    std::fflush(stdout);
    app.reset(); // closes the session, and waits for whatever is being written
    return status;
}

} // namespace waymark
