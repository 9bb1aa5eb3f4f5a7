#include "app/bench.hpp"

#include <algorithm>
#include <cmath>

/// Many fingers at once, each with a note of its own: what a workshop's busiest moment costs.
namespace waymark {
namespace {

constexpr int frames_of_hands = 60;
constexpr std::uint32_t first_finger = 100;

/// Notes all over what is in sight.
std::vector<Vec2> notes_apart(const App& app, std::size_t count) {
    std::vector<Vec2> places;
    const auto& notes = app.committed.layout.notes;
    std::vector<Vec2> in_sight;
    for (const NoteBox& box : notes)
        if (app.view.seen().contains(box.rect.center())) in_sight.push_back(app.view.to_screen(box.rect.center()));
    for (std::size_t i = 0; i < count && !in_sight.empty(); ++i)
        places.push_back(in_sight[(2 * i + 1) * in_sight.size() / (2 * count)]);
    return places;
}

/// Where a finger is after this part of its way, there and back, each in a direction of its own.
Vec2 finger_on_its_way(Vec2 from_px, std::size_t finger, float part, float reach_px) {
    const float angle = 2.4f * static_cast<float>(finger), there = 1 - std::abs(2 * part - 1);
    return from_px + Vec2{std::cos(angle), std::sin(angle)} * (reach_px * there);
}

} // namespace

Measured measured_hands(BenchBoard& board, std::size_t fingers, int samples, float reach_px) {
    perform(board.app(), FitBoard{});
    board.settle();
    const std::vector<Vec2> from_px = notes_apart(board.app(), fingers);
    Measured result{"hands" + std::to_string(fingers), board.app().committed.layout.notes.size(), {}, {}};
    const auto all = [&](ContactPhase phase, float part, std::vector<Event>& events) {
        for (std::size_t i = 0; i < from_px.size(); ++i)
            events.emplace_back(Contact{first_finger + static_cast<std::uint32_t>(i), Source::touch, phase,
                                        finger_on_its_way(from_px[i], i, part, reach_px)});
    };
    std::vector<Event> events;
    all(ContactPhase::begin, 0, events);
    board.step(std::move(events));
    for (int frame = 0; frame < frames_of_hands; ++frame) {
        events = {};
        for (int sample = 1; sample <= samples; ++sample)
            all(ContactPhase::move,
                (static_cast<float>(frame) + static_cast<float>(sample) / static_cast<float>(samples)) /
                    frames_of_hands,
                events);
        result.frames.push_back(board.measured_step(std::move(events)));
    }
    for (int rest = 0; rest < 12; ++rest) board.step({}); // nothing is thrown
    events = {};
    all(ContactPhase::cancel, 1, events);
    board.step(std::move(events));
    board.settle();
    return result;
}

} // namespace waymark
