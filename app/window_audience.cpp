#include "app/window_audience.hpp"

#include "app/window_present.hpp"

#include <GLFW/glfw3.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace waymark {
namespace {

constexpr float part_of_screen = 0.6f; // of an ordinary window, where there is no other screen

bool shows_the_same(const PlacedChunk& a, const PlacedChunk& b) {
    return std::ranges::equal(a, b, [](const Placed& x, const Placed& y) {
        return (x.drawing.same(y.drawing) || x.drawing == y.drawing) && x.at == y.at && x.scale == y.scale &&
               x.angle == y.angle && x.lift == y.lift && x.opacity == y.opacity && x.pinned == y.pinned;
    });
}

bool is_same_board(const std::vector<Shared<PlacedChunk>>& a, const Scene& scene) {
    if (a.size() != scene.board.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!a[i].same(scene.board[i]) && i != scene.marks_at) return false;
    return true;
}

/// An ordinary window on the facilitator's own screen, in its lower right.
Rect beside(const Screens& screens, GLFWwindow* board) {
    const std::optional<std::size_t> here = screens.under(board);
    const Rect screen = here ? screens.all()[*here].place : Rect{{}, {1280, 800}};
    const Vec2 size{std::floor(screen.size.x * part_of_screen), std::floor(screen.size.y * part_of_screen)};
    return {screen.end() - size, size};
}

} // namespace

AudienceWindow::~AudienceWindow() { close(); }

void AudienceWindow::follow(App& app, const Screens& screens) {
    if (app.audience && !window_) open(app, screens);
    if (!app.audience && window_) close();
}

void AudienceWindow::open(App& app, const Screens& screens) {
    app.audience->grips.clear(); // of a window before
    const std::string& asked = app.audience->monitor;
    const std::optional<std::size_t> there = audience_monitor(screens.all(), asked, screens.under(board_));
    if (!there && !asked.empty()) say(app, told_no_monitor(asked, screens.all()), true);
    window_ = opened_audience_window(board_, beside(screens, board_));
    if (!window_) {
        say(app, "A window for the audience cannot be opened (" + complaint() + ").", true);
        app.audience.reset();
        return;
    }
    input_.emplace(window_.get());
    open_touch(app);
    full_screen_ = {};
    full_screen_.set_place_before(beside(screens, board_));
    wanted_monitor_.clear();
    glfwShowWindow(window_.get());
    if (there) {
        full_screen_.fill(window_.get(), screens, *there);
        wanted_monitor_ = full_screen_.monitor();
    }
    glfwMakeContextCurrent(window_.get());
    glfwSwapInterval(0);
    glfwMakeContextCurrent(board_);
    drawn_ = false;
}

/// Without fingers the mouse still moves its view: that is no problem to speak of.
void AudienceWindow::open_touch(const App& app) {
    const TouchSource wanted = app.touch_for_now.value_or(app.settings.touch);
    if (wanted == TouchSource::off || wanted == TouchSource::tuio) return;
    if (Result<std::unique_ptr<WindowTouch>> touch = WindowTouch::open(window_.get()))
        touch_ = std::move(touch).value();
}

void AudienceWindow::close() {
    if (!window_) return;
    presenter_.forget_audience();
    touch_.reset();
    input_.reset();
    window_.reset();
    board_shown_.clear();
    held_shown_.clear();
    overlay_shown_.clear();
}

std::optional<AudienceInput> AudienceWindow::taken(double time_s) {
    if (!input_) return std::nullopt;
    if (input_->has_events()) drawn_ = false; // it may have been uncovered, or have another size
    Input taken = input_->taken(time_s);
    size_px_ = taken.size_px;
    return AudienceInput{taken.size_px, std::move(taken.events)};
}

bool AudienceWindow::looks_other(const Frame& frame) const {
    return !drawn_ || size_px_ != size_shown_ || !(frame.audience->view == view_shown_) ||
           frame.scene.background != background_shown_ || !is_same_board(board_shown_, frame.scene) ||
           !shows_the_same(held_shown_, frame.scene.held) ||
           !shows_the_same(overlay_shown_, frame.audience->overlay);
}

void AudienceWindow::remember(const Frame& frame) {
    board_shown_ = frame.scene.board;
    held_shown_ = frame.scene.held;
    overlay_shown_ = frame.audience->overlay;
    view_shown_ = frame.audience->view;
    background_shown_ = frame.scene.background;
    size_shown_ = size_px_;
}

bool AudienceWindow::present(const Frame& frame) {
    if (!window_ || !frame.audience || !looks_other(frame)) return true;
    glfwMakeContextCurrent(window_.get());
    const GpuCounts counts = presenter_.present_audience(frame, size_px_);
    glfwSwapBuffers(window_.get());
    glfwMakeContextCurrent(board_);
    remember(frame);
    drawn_ = counts.complete;
    if (spdlog::should_log(spdlog::level::debug))
        spdlog::debug("audience: {} draws, {} bytes", counts.draws, counts.bytes_uploaded);
    return counts.complete;
}

void AudienceWindow::toggle_fullscreen(const Screens& screens) {
    if (!window_) return;
    full_screen_.toggle(window_.get(), screens);
    wanted_monitor_ = full_screen_.monitor();
}

void AudienceWindow::screens_changed(const Screens& screens) {
    if (!window_ || screens.all().empty()) return;
    const auto find = [&](const std::string& name) {
        return std::ranges::find(screens.all(), name, &Monitor::name);
    };
    const auto wanted = find(wanted_monitor_);
    const auto index = static_cast<std::size_t>(wanted - screens.all().begin());
    const bool is_board_there = screens.under(board_) == index; // which may have had to come there
    if (!wanted_monitor_.empty() && wanted != screens.all().end() && !is_board_there) {
        if (full_screen_.monitor() != wanted_monitor_ || !glfwGetWindowMonitor(window_.get()))
            full_screen_.fill(window_.get(), screens, index);
        return;
    }
    if (!full_screen_.monitor().empty() &&
        (find(full_screen_.monitor()) == screens.all().end() || is_board_there)) {
        // Its screen has gone, or the board had to come there: it must not cover the facilitator's, so it
        // fills only a screen that is free.
        const std::optional<std::size_t> free = audience_monitor(screens.all(), "", screens.under(board_));
        full_screen_.set_place_before(beside(screens, board_));
        if (free)
            full_screen_.fill(window_.get(), screens, *free);
        else
            full_screen_.leave(window_.get(), screens);
        return;
    }
    full_screen_.screens_changed(window_.get(), screens);
}

} // namespace waymark
