#include "tests/app/scripted_hand.hpp"

/// Everything that devices tell of goes into what people draw, however many samples a frame brings.
namespace waymark::testing {

TEST(samples, all_of_twenty_pens_go_into_twenty_strokes_though_a_frame_brings_many) {
    constexpr std::uint32_t people = 20;
    constexpr int frames = 12, samples_a_frame = 4;
    ScriptedHand hand;
    perform(hand.app, ChooseTool{Tool::pen});
    const auto at = [](std::uint32_t person,
                       int sample) { // to and fro: none lies on the way between its neighbours
        return Vec2{150 + static_cast<float>(person % 10) * 280 + static_cast<float>(sample) * 4,
                    900 + static_cast<float>(person / 10) * 500 + (sample % 2 == 0 ? 30.0f : -30.0f)};
    };
    const auto all = [&](ContactPhase phase, int first, int count) {
        std::vector<Event> events;
        for (int sample = first; sample < first + count; ++sample)
            for (std::uint32_t person = 0; person < people; ++person)
                events.emplace_back(Contact{200 + person, Source::pen, phase, at(person, sample), 0.5f});
        hand.send(std::move(events));
    };
    all(ContactPhase::begin, 0, 1);
    for (int frame = 0; frame < frames; ++frame)
        all(ContactPhase::move, 1 + frame * samples_a_frame, samples_a_frame);
    all(ContactPhase::end, frames * samples_a_frame, 1);
    std::size_t drawn = 0;
    for (const Shared<Ink>& ink : hand.journey().ink) {
        if (std::ranges::any_of(hand.start.journeys.front()->ink,
                                [&](const Shared<Ink>& old) { return old->id == ink->id; }))
            continue;
        ++drawn;
        EXPECT_GE(ink->points.size(), static_cast<std::size_t>(frames * samples_a_frame))
            << "nothing is left out";
    }
    EXPECT_EQ(drawn, people);
    hand.undo_and_redo_all();
}

} // namespace waymark::testing
