#pragma once
#include "sessions/journey.hpp"

#include <optional>

/// Which way notes look on a table that people stand around.
namespace waymark {

inline constexpr float quarter_turn = 1.57079633f; ///< radians

/// Of a thing that faces this side: radians clockwise, −quarter_turn … half a turn.
float angle_of(Facing facing);
/// The side that something turned so far faces most.
Facing nearest_facing(float angle);
/// The next one clockwise.
Facing turned_on(Facing facing);
/// Brought to −half a turn … half a turn.
float plain_angle(float angle);

struct Turned {
    Facing facing = Facing::bottom;
    float angle = 0; ///< on top of it
    bool operator==(const Turned&) const = default;
};
/// How a note lies that somebody takes for whom upright is `angle`: one that they can read nearly straight
/// (within an eighth of a turn) stays as it is. Whether it then lies in a cell, where notes are only turned
/// by quarters, is the place's matter.
Turned turned_to(const Note& note, float angle);

} // namespace waymark
