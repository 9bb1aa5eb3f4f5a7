#include "app/bench.hpp"

#include "app/allocations.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>

namespace waymark {
namespace {

constexpr int measured_frames = 60;
constexpr int samples_a_frame = 4; // of each finger: 250 times a second, at 60 frames

double milliseconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

} // namespace

double thread_cpu_ms() { return milliseconds(CLOCK_THREAD_CPUTIME_ID); }
double process_cpu_ms() { return milliseconds(CLOCK_PROCESS_CPUTIME_ID); }

double percentile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const double rank = std::ceil(part * static_cast<double>(values.size()));
    return values[std::clamp(static_cast<std::size_t>(rank), std::size_t{1}, values.size()) - 1];
}

BenchBoard::BenchBoard(const HeadlessContext& context, Vec2 size_px, Files& files, Settings settings)
    : context_{context}, app_{files, std::move(settings)} {
    input_.size_px = size_px;
}

Result<std::unique_ptr<BenchBoard>> BenchBoard::create(const HeadlessContext& context, Vec2 size_px,
                                                       Files& files, Settings settings) {
    std::unique_ptr<BenchBoard> board{new BenchBoard{context, size_px, files, std::move(settings)}};
    Result<std::unique_ptr<Presenter>> presenter = Presenter::create(board->app_);
    if (!presenter) return presenter.error();
    board->presenter_ = std::move(presenter).value();
    return board;
}

FrameCost BenchBoard::step(std::vector<Event> events, bool all_glyphs) {
    constexpr double frame_s = 1.0 / 60;
    input_.time_s += frame_s;
    input_.events = std::move(events);
    FrameCost cost;
    const double wall = milliseconds(CLOCK_MONOTONIC), cpu = thread_cpu_ms();
    const std::uint64_t allocated = allocations();
    const Frame made = frame(app_, input_);
    cost.call_ms = thread_cpu_ms() - cpu;
    const GpuCounts counts = presenter_->present(app_, made, all_glyphs);
    cost.cpu_ms = thread_cpu_ms() - cpu;
    cost.allocations = allocations() - allocated;
    context_.finish();
    cost.wall_ms = milliseconds(CLOCK_MONOTONIC) - wall;
    cost.draws = counts.draws;
    cost.bytes_uploaded = counts.bytes_uploaded;
    next_frame_s_ = made.effects.next_frame_s;
    complete_ = counts.complete;
    return cost;
}

FrameCost BenchBoard::measured_step(std::vector<Event> events) { return step(std::move(events)); }

void BenchBoard::settle() {
    constexpr int at_most = 600;
    int still = 0;
    for (int i = 0; i < at_most && still < 3; ++i) {
        step({}, true);
        const bool moves = next_frame_s_ >= 0 && next_frame_s_ < 0.05;
        still = moves || !complete_ ? 0 : still + 1;
    }
}

namespace {

Contact contact(ContactPhase phase, Vec2 at_px, Button button = Button::left) {
    return {1, Source::mouse, phase, at_px, 1, button};
}

std::size_t notes_in_sight(const App& app) {
    const Rect seen = app.view.seen();
    const auto& notes = app.committed.layout.notes;
    return static_cast<std::size_t>(std::count_if(
        notes.begin(), notes.end(), [&](const NoteBox& box) { return box.rect.touches(seen); }));
}

/// The note nearest to the window's middle, or null.
const NoteBox* middle_note(const App& app) {
    const NoteBox* nearest = nullptr;
    for (const NoteBox& box : app.committed.layout.notes)
        if (!nearest ||
            distance(box.rect.center(), app.view.at) < distance(nearest->rect.center(), app.view.at))
            nearest = &box;
    return nearest;
}

/// There and back again along a slanted line, `reach_px` long.
Vec2 on_the_way(Vec2 from_px, int i, float reach_px) {
    const float part = static_cast<float>(i) / measured_frames, there = 1 - std::abs(2 * part - 1);
    return from_px + Vec2{reach_px, reach_px * 0.6f} * there;
}

/// Presses at a point, and measures the frames until the hand comes back there and lets go.
Measured dragged(BenchBoard& board, const std::string& name, Vec2 from_px, float reach_px, Button button) {
    Measured result{name, notes_in_sight(board.app()), {}, {}};
    board.step({contact(ContactPhase::begin, from_px, button)});
    for (int i = 1; i <= measured_frames; ++i)
        result.frames.push_back(
            board.measured_step({contact(ContactPhase::move, on_the_way(from_px, i, reach_px), button)}));
    board.step({contact(ContactPhase::end, from_px, button)});
    board.settle();
    return result;
}

Measured fit(BenchBoard& board) {
    perform(board.app(), FitBoard{});
    board.settle();
    Measured result{"fit", notes_in_sight(board.app()), {}, {}};
    for (int i = 0; i < measured_frames; ++i)
        result.frames.push_back(board.measured_step({Hover{on_the_way(board.app().size_px * 0.4f, i, 200)}}));
    return result;
}

Measured pan(BenchBoard& board) {
    perform(board.app(), ZoomTo{1});
    board.settle();
    // Once over the way without measuring: the glyphs that come into sight are made.
    const Vec2 from_px = board.app().size_px * 0.5f;
    board.step({contact(ContactPhase::begin, from_px, Button::middle)});
    for (int i = 1; i <= measured_frames; ++i)
        board.step({contact(ContactPhase::move, on_the_way(from_px, i, -600), Button::middle)}, true);
    board.step({contact(ContactPhase::end, from_px, Button::middle)});
    board.settle();
    return dragged(board, "pan100", from_px, -600, Button::middle);
}

/// One step of the wheel: in on the first half of the way, out on the second.
Event zoom_step(const BenchBoard& board, int i) {
    Modifiers with;
    with.control = true;
    return Scroll{board.app().size_px * 0.5f, {0, i < measured_frames / 2 ? 0.5f : -0.5f}, with};
}

Measured zoom(BenchBoard& board) {
    perform(board.app(), FitBoard{});
    board.settle();
    for (int i = 0; i < measured_frames; ++i) board.step({zoom_step(board, i)}, true); // letters are made
    perform(board.app(), FitBoard{});
    board.settle();
    Measured result{"zoom", notes_in_sight(board.app()), {}, {}};
    for (int i = 0; i < measured_frames; ++i)
        result.frames.push_back(board.measured_step({zoom_step(board, i)}));
    board.settle();
    return result;
}

Measured drag_one(BenchBoard& board, const std::string& name, float reach_px) {
    perform(board.app(), ZoomTo{1});
    board.settle();
    const NoteBox* const note = middle_note(board.app());
    if (!note) return {name, 0, {}, {}};
    return dragged(board, name, board.app().view.to_screen(note->rect.center()), reach_px, Button::left);
}

/// Held over its own place.
Measured drag(BenchBoard& board) { return drag_one(board, "drag1", 60); }

/// Through other places, where the notes of each make room.
Measured sort(BenchBoard& board) { return drag_one(board, "sort1", 400); }

Measured drag_many(BenchBoard& board) {
    constexpr std::size_t many = 500;
    perform(board.app(), FitBoard{});
    board.settle();
    const NoteBox* const grabbed = middle_note(board.app());
    if (!grabbed) return {"drag500", 0, {}, {}};
    Selection chosen{grabbed->note->id};
    for (const NoteBox& box : board.app().committed.layout.notes) {
        if (chosen.size() >= many) break;
        if (box.note->id != grabbed->note->id) chosen.push_back(box.note->id);
    }
    const Vec2 at_px = board.app().view.to_screen(grabbed->rect.center());
    perform(board.app(), Select{chosen});
    Measured result = dragged(board, "drag500", at_px, 400, Button::left);
    perform(board.app(), Select{});
    return result;
}

Measured edit_text(BenchBoard& board) {
    perform(board.app(), ZoomTo{1});
    board.settle();
    const NoteBox* const note = middle_note(board.app());
    if (!note) return {"edit_text", 0, {}, {}};
    perform(board.app(), Write{note->note->id, false});
    board.settle();
    Measured result{"edit_text", notes_in_sight(board.app()), {}, {}};
    static constexpr std::string_view typed = "the customer waits ";
    for (std::size_t i = 0; i < measured_frames; ++i)
        result.frames.push_back(board.measured_step({Typed{std::string{typed[i % typed.size()]}}}));
    perform(board.app(), StopWriting{});
    board.settle();
    return result;
}

struct Scenario {
    const char* name;
    Measured (*measure)(BenchBoard&);
};
constexpr Scenario scenarios[] = {
    {"fit", fit},    {"pan100", pan},        {"zoom", zoom},          {"drag1", drag},
    {"sort1", sort}, {"drag500", drag_many}, {"edit_text", edit_text}};

} // namespace

std::vector<std::string> scenario_names() {
    std::vector<std::string> names;
    for (const Scenario& scenario : scenarios) names.emplace_back(scenario.name);
    return names;
}

Measured measured_scenario(BenchBoard& board, std::string_view name) {
    for (const Scenario& scenario : scenarios)
        if (scenario.name == name) return scenario.measure(board);
    if (name == "hands10") return measured_hands(board, 10, samples_a_frame);
    if (name == "hands20") return measured_hands(board, 20, samples_a_frame);
    return {std::string{name}, 0, {}, {}};
}

std::vector<Measured> measured_scenarios(BenchBoard& board) {
    std::vector<Measured> all;
    for (const Scenario& scenario : scenarios) {
        std::optional<DrawingLeftOut> left_out{std::in_place};
        all.push_back(scenario.measure(board));
        left_out.reset();
        all.back().drawn = scenario.measure(board).frames;
    }
    for (const std::size_t fingers : {std::size_t{10}, std::size_t{20}}) {
        std::optional<DrawingLeftOut> left_out{std::in_place};
        all.push_back(measured_hands(board, fingers, samples_a_frame));
        left_out.reset();
        all.back().drawn = measured_hands(board, fingers, samples_a_frame).frames;
    }
    return all;
}

} // namespace waymark
