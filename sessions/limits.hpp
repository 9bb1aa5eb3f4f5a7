#pragma once
#include "sessions/journey.hpp"

#include <algorithm>
#include <cmath>

/// What the model's numbers may be. Edits bring into these ranges, `flaws` checks them.
namespace waymark {

inline constexpr std::uint64_t greatest_id = (1ull << 53) - 1; ///< exact in every reader of JSON
inline constexpr float coordinate_limit = 1e7f;                ///< |x|, |y| on the board
inline constexpr float least_scale = 0.25f, greatest_scale = 8;
inline constexpr float half_turn = 3.14159265f; ///< angles are −half_turn … half_turn
inline constexpr float least_lane_height = 64, greatest_lane_height = 8000;
inline constexpr float least_ink_width = 0.5f, greatest_ink_width = 400;
inline constexpr float greatest_effort = 5, greatest_minutes = 1e7f, greatest_cost = 1e12f;
inline constexpr double greatest_figure = 1e15;    ///< a metric's baseline and target
inline constexpr std::uint8_t greatest_rating = 5; ///< an action's effort and effect
inline constexpr std::size_t curve_point_limit = 4096, ink_point_limit = 65536;
/// Images of a session: how many, and the bytes of all together, so that it can always be saved and opened
/// again.
inline constexpr std::size_t image_count_limit = 200;
inline constexpr std::uint64_t images_bytes_limit = 192ull << 20;
/// Two points of a curve are never nearer than this part of a stage when one of them is dragged.
inline constexpr float least_point_step = 1e-4f;

/// `value` brought into [low, high]; `otherwise` when it is not a number.
template <class Number> Number in_range(Number value, Number low, Number high, Number otherwise) {
    return std::isnan(value) ? otherwise : std::clamp(value, low, high);
}

inline float coordinate(float value) { return in_range(value, -coordinate_limit, coordinate_limit, 0.0f); }
inline Vec2 on_board(Vec2 at) { return {coordinate(at.x), coordinate(at.y)}; }
inline float angle_in_range(float angle) {
    return std::isfinite(angle) ? in_range(std::remainder(angle, 2 * half_turn), -half_turn, half_turn, 0.0f)
                                : 0.0f;
}

// The last enumerator of each kind: files and edits may carry numbers that this version does not know.
inline constexpr LaneKind last_of(LaneKind) { return LaneKind::custom; }
inline constexpr NoteKind last_of(NoteKind) { return NoteKind::quote; }
inline constexpr NoteColour last_of(NoteColour) { return NoteColour::white; }
inline constexpr EvidenceState last_of(EvidenceState) { return EvidenceState::confirmed; }
inline constexpr EvidenceSource last_of(EvidenceSource) { return EvidenceSource::observation; }
inline constexpr Phase last_of(Phase) { return Phase::after; }
inline constexpr JourneyState last_of(JourneyState) { return JourneyState::future; }
inline constexpr CurveKind last_of(CurveKind) { return CurveKind::expectation; }
inline constexpr LifeCycle last_of(LifeCycle) { return LifeCycle::ignored; }
inline constexpr ValueTier last_of(ValueTier) { return ValueTier::low; }
inline constexpr BuyingRole last_of(BuyingRole) { return BuyingRole::initiator; }
inline constexpr Horizon last_of(Horizon) { return Horizon::long_term; }
inline constexpr ActionStatus last_of(ActionStatus) { return ActionStatus::dropped; }
inline constexpr StageExit last_of(StageExit) { return StageExit::leave; }
inline constexpr Facing last_of(Facing) { return Facing::right; }
inline constexpr PersonColour last_of(PersonColour) { return PersonColour::violet; }

template <class Enum> constexpr bool is_known(Enum value) { return value <= last_of(value); }
/// The value itself, or what a fresh thing has when the number is unknown.
template <class Enum> constexpr Enum known(Enum value, Enum otherwise) {
    return is_known(value) ? value : otherwise;
}

} // namespace waymark
