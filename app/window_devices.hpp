#pragma once
#include "app/board_options.hpp"
#include "app/touch.hpp"
#include "app/tuio_listener.hpp"

#include <memory>
#include <vector>

struct GLFWwindow;

namespace waymark {

struct App;

/// Everything that tells of contacts besides the window itself, as settings and command line want it.
class WindowDevices {
public:
    WindowDevices(GLFWwindow* window, BoardOptions options) : window_{window}, options_{std::move(options)} {}

    /// Opens and closes what is wanted now. What cannot be opened is said, and the board goes on without it.
    void follow(App& app, std::vector<Event>& events);
    /// Adds what has come since the last call; see `WindowTouch::take`.
    void take(std::vector<Event>& events, double time_s);

    std::vector<int> descriptors() const;
    /// Something has been read already: the descriptors will not tell of it.
    bool are_waiting() const { return touch_ && touch_->is_waiting(); }
    /// How long nothing may come until time must be let pass; negative = for ever.
    double patience_s() const { return tuio_ ? tuio_->patience_s() : -1; }

private:
    void open_touch(App& app, bool asked_for);
    void listen(App& app);
    TuioSurface surface() const;

    GLFWwindow* window_;
    BoardOptions options_;
    TouchSource followed_ = TouchSource::off;
    std::unique_ptr<WindowTouch> touch_;
    std::unique_ptr<TuioListener> tuio_;
};

} // namespace waymark
