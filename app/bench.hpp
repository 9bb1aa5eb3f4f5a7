#pragma once
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/window_present.hpp"
#include "render/gpu.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Measures real frames: the same `frame()` and the same drawing as in a window, into a picture that nobody
/// sees.
namespace waymark {

/// What one frame cost.
struct FrameCost {
    double call_ms = 0; ///< thread CPU time of `frame()` alone
    double cpu_ms = 0;  ///< thread CPU time of `frame()` and of giving its picture to OpenGL
    double wall_ms = 0; ///< until the last pixel is drawn
    std::uint32_t draws = 0;
    std::uint64_t bytes_uploaded = 0, allocations = 0;
};

/// A board with somebody at it who never tires.
class BenchBoard {
public:
    /// Needs a headless context with a target of this size, current on this thread.
    /// With these settings, whose folders lie in these files.
    static Result<std::unique_ptr<BenchBoard>> create(const HeadlessContext& context, Vec2 size_px,
                                                      Files& files = system_files(), Settings settings = {});

    App& app() { return app_; }
    const App& app() const { return app_; }
    /// One frame with these events; with all glyphs at once, or as many as a window gives a frame time for.
    FrameCost step(std::vector<Event> events, bool all_glyphs = false);
    /// A frame that is measured; a function of its own, so that a profiler can count just these.
    FrameCost measured_step(std::vector<Event> events);
    /// Whether the last frame lacked no letter.
    bool is_complete() const { return complete_; }
    /// Frames until nothing moves by itself and every glyph is made.
    void settle();

private:
    BenchBoard(const HeadlessContext& context, Vec2 size_px, Files& files, Settings settings);

    const HeadlessContext& context_;
    App app_;
    std::unique_ptr<Presenter> presenter_;
    Input input_;
    double next_frame_s_ = -1;
    bool complete_ = false;
};

/// A scenario's name and the frames it was measured on.
struct Measured {
    std::string name;
    std::size_t visible = 0;       ///< notes in sight when it began
    std::vector<FrameCost> frames; ///< with the drawing itself left out
    std::vector<FrameCost> drawn;  ///< the same frames to the last pixel
};

/// The scenarios by name: fit, pan100, zoom, drag1, sort1, drag500, edit_text.
std::vector<std::string> scenario_names();
/// One of them on whatever is on the board; the frames' cost as they are (see DrawingLeftOut).
Measured measured_scenario(BenchBoard& board, std::string_view name);
/// So many fingers, each dragging a note of its own through those of others; each tells of itself so often
/// between two frames (4: 250 times a second). They go `reach_px` away and come back.
Measured measured_hands(BenchBoard& board, std::size_t fingers, int samples, float reach_px = 300);
/// All of them and ten and twenty hands, with the drawing left out and with it.
std::vector<Measured> measured_scenarios(BenchBoard& board);

/// The middle value, and the one that 95 of 100 do not exceed.
double percentile(std::vector<double> values, double part);

double thread_cpu_ms();
double process_cpu_ms();

} // namespace waymark
