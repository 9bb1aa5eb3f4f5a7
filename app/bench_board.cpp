#include "app/bench_board.hpp"

#include "sessions/stages.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace waymark {
namespace {

constexpr int columns_per_stage = 4, points_in_curve = 200;

/// std::mt19937 gives the same numbers everywhere; the distributions of the library do not.
class Chance {
public:
    explicit Chance(std::uint32_t seed) : random_{seed} {}
    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

private:
    std::mt19937 random_;
};

std::string latin_words(Chance& chance, std::size_t length) {
    static constexpr std::string_view letters = "eeettaaooinnsshrdlucmfwypvbgk";
    std::string text;
    while (text.size() < length) {
        const std::uint32_t word = 2 + chance.below(7);
        for (std::uint32_t i = 0; i < word; ++i)
            text += letters[chance.below(static_cast<std::uint32_t>(letters.size()))];
        text += ' ';
    }
    text.resize(length);
    text.back() = ' ';
    return text;
}

std::string chinese_characters(Chance& chance, int count) {
    constexpr std::uint32_t first = 0x4e00, often_used = 3000;
    std::string text;
    for (int i = 0; i < count; ++i) {
        const std::uint32_t code = first + chance.below(often_used);
        text += {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)),
                 static_cast<char>(0x80 | (code & 63))};
    }
    return text;
}

Curve made_curve(const Journey& journey, Id id, Chance& chance) {
    Curve curve;
    curve.id = id;
    const auto stages = static_cast<double>(journey.stages.size());
    for (int i = 0; i < points_in_curve; ++i) {
        const double at = (i + 0.5) / points_in_curve * stages;
        const auto stage = std::min(static_cast<std::size_t>(at), journey.stages.size() - 1);
        CurvePoint point;
        point.stage = journey.stages[stage]->id;
        point.along = static_cast<float>(at - static_cast<double>(stage));
        const double wave = 3.5 * std::sin(i * 2 * std::numbers::pi / 50) + (chance.below(200) / 100.0 - 1);
        point.score = static_cast<float>(std::clamp(wave, -5.0, 5.0));
        curve.points.push_back(point);
    }
    return curve;
}

} // namespace

Session made_board(int notes) {
    Session session;
    session.title = "Made board";
    session.language = "zh-Hans";
    const auto next = [&session] { return Id{session.next_id++}; };
    Journey journey;
    journey.id = next();
    journey.title = session.title;
    const double abreast = std::sqrt(notes * 16.0 / 9.0);
    const int stages = std::max(1, static_cast<int>(std::lround(abreast / columns_per_stage)));
    for (int i = 0; i < stages; ++i) {
        Stage stage;
        stage.id = next();
        stage.title = "Stage " + std::to_string(i + 1);
        stage.width = columns_per_stage * note_size + (columns_per_stage + 1) * note_gap;
        journey.stages.push_back(stage);
    }
    for (const LaneKind kind : {LaneKind::actions, LaneKind::emotion}) {
        Lane lane;
        lane.id = next();
        lane.kind = kind;
        journey.lanes.push_back(lane);
    }
    Chance chance{20'240'601};
    constexpr std::uint32_t colours = 6;
    for (int i = 0; i < notes; ++i) {
        Note note;
        note.id = next();
        // Column by column of stages, so that every stage gets as many as any other.
        note.place =
            InCell{journey.stages[static_cast<std::size_t>(i % stages)]->id, journey.lanes.front()->id};
        note.text = latin_words(chance, 48) + chinese_characters(chance, 12);
        note.colour = static_cast<NoteColour>(chance.below(colours));
        journey.notes.push_back(note);
    }
    const Id curve = next();
    journey.curves.push_back(made_curve(journey, curve, chance));
    session.journeys.push_back(std::move(journey));
    return session;
}

} // namespace waymark
