#include "sessions/facing.hpp"

#include <cmath>

namespace waymark {

float angle_of(Facing facing) {
    switch (facing) {
    case Facing::bottom: return 0;
    case Facing::left: return quarter_turn;
    case Facing::top: return 2 * quarter_turn;
    case Facing::right: return -quarter_turn;
    }
    return 0;
}

float plain_angle(float angle) { return std::remainder(angle, 4 * quarter_turn); }

Facing nearest_facing(float angle) {
    const long quarters = std::lround(plain_angle(angle) / quarter_turn);
    return static_cast<Facing>((quarters + 4) % 4);
}

Facing turned_on(Facing facing) { return static_cast<Facing>((static_cast<int>(facing) + 1) % 4); }

Turned turned_to(const Note& note, float angle) {
    const float own = angle_of(note.facing) + (std::holds_alternative<Free>(note.place) ? note.angle : 0);
    if (std::abs(plain_angle(own - angle)) <= quarter_turn / 2 + 0.001f) return {note.facing, note.angle};
    const Facing facing = nearest_facing(angle);
    return {facing, plain_angle(angle - angle_of(facing))};
}

} // namespace waymark
