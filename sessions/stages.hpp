#pragma once
#include "sessions/journey.hpp"

#include <vector>

/// Where the stages lie from left to right. This is part of the model, not of the picture, because curves are
/// drawn and analysed along the same line: what is computed is what is seen.
namespace waymark {

inline constexpr float note_size = 160; ///< a fresh note's side
inline constexpr float note_gap = 16;   ///< between notes, and between notes and their cell's border
inline constexpr float stage_gap = 24;  ///< between the stages' sheets
inline constexpr float default_stage_width = 2 * note_size + 3 * note_gap;
inline constexpr float least_stage_width = note_size + 2 * note_gap, greatest_stage_width = 8000;

/// A stage's sheet along x, world units; the first one starts at 0.
struct StageSpan {
    Id stage{};
    float left = 0, right = 0;
    float width() const { return right - left; }
};

std::vector<StageSpan> stage_spans(const Journey& journey);

/// A place on the journey: a stage and how far along it (0 … 1).
struct StagePlace {
    Id stage{};
    float along = 0;
    bool operator==(const StagePlace&) const = default;
};

/// World x of a place; nothing when there is no such stage.
std::optional<float> x_of(const std::vector<StageSpan>& spans, StagePlace place);

/// The place nearest to world x (in a gap: the nearer border). Nothing when there are no stages.
std::optional<StagePlace> place_at(const std::vector<StageSpan>& spans, float x);

} // namespace waymark
