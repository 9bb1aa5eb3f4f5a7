#pragma once
#include "app/app.hpp"
#include "app/touch.hpp"
#include "app/window_input.hpp"
#include "app/window_open.hpp"
#include "app/window_screens.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace waymark {

class Presenter;

/// The second window, for those who look on. It shares what lies on the graphics card with the facilitator's,
/// is drawn only when its picture changes, and never waits for its screen: the facilitator's sets the pace.
class AudienceWindow {
public:
    AudienceWindow(GLFWwindow* board, Presenter& presenter) : board_{board}, presenter_{presenter} {}
    ~AudienceWindow();
    AudienceWindow(const AudienceWindow&) = delete;
    AudienceWindow& operator=(const AudienceWindow&) = delete;

    /// Opens and closes it as `app.audience` wants. What cannot be opened is said, and the board goes on.
    void follow(App& app, const Screens& screens);
    bool has_events() const { return input_ && (input_->has_events() || (touch_ && touch_->is_waiting())); }
    /// What tells of its fingers; see `WindowTouch`.
    void add_descriptors(std::vector<int>& descriptors) const {
        if (touch_) descriptors.push_back(touch_->descriptor());
    }
    /// Takes in what its fingers have done, just before the frame.
    void take(double time_s) {
        if (touch_) touch_->take(input_->events(), time_s);
    }
    /// What people at it have done since the last frame; nothing while there is none.
    std::optional<AudienceInput> taken(double time_s);
    /// Draws this frame when it looks other than the one before. False: letters are missing, another one is
    /// wanted. The facilitator's context is the current one afterwards, as it was.
    bool present(const Frame& frame);
    void toggle_fullscreen(const Screens& screens);
    void screens_changed(const Screens& screens);

private:
    void open(App& app, const Screens& screens);
    void open_touch(const App& app);
    void close();
    bool looks_other(const Frame& frame) const;
    void remember(const Frame& frame);

    GLFWwindow* board_;
    Presenter& presenter_;
    Window window_;
    std::optional<WindowInput> input_;
    std::unique_ptr<WindowTouch>
        touch_; ///< none where the window system has no fingers, or they are not wanted
    FullScreen full_screen_;
    std::string wanted_monitor_; ///< that it filled last; it goes back there when that is there again
    Vec2 size_px_;
    // What it shows: held, so that addresses keep their meaning.
    bool drawn_ = false;
    std::vector<Shared<PlacedChunk>> board_shown_;
    PlacedChunk held_shown_, overlay_shown_;
    View view_shown_;
    Colour background_shown_;
    Vec2 size_shown_;
};

} // namespace waymark
