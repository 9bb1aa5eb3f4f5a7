#pragma once
#include "sessions/analysis.hpp"

/// The parts of the analysis that need the curve between its points.
namespace waymark {

/// Where the curve lies under the tolerance line. The line is level within a stage; its border is in the
/// middle of the gap between two sheets; a stage without a tolerance has none. Intervals that meet are one.
std::vector<Crossing> crossings(const MonotoneCubic& curve, const Journey& journey,
                                const std::vector<StageSpan>& spans);

/// Area between both curves over each stage's sheet, where both exist.
std::vector<StageGap> stage_gaps(const MonotoneCubic& emotion, const MonotoneCubic& expectation,
                                 const std::vector<StageSpan>& spans);

} // namespace waymark
