#pragma once
#include "sessions/curve.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// What the map says, computed: peak-end rule (J11), crossings of the tolerance line (J10), gap to
/// expectation (J9), shares of evidence (J13).
namespace waymark {

/// A point of a curve that matters.
struct Mark {
    StagePlace place;
    float score = 0;
    bool operator==(const Mark&) const = default;
};

/// One interval in which the curve lies under the tolerance line: a churn risk.
struct Crossing {
    StagePlace from, to;
    Mark lowest;
    std::vector<Id> stages; ///< the stages it touches, left to right
};

/// Area between emotion and expectation over one stage, in scores × stage widths.
struct StageGap {
    Id stage{};
    float exceeded = 0;     ///< ≥ 0
    float disappointed = 0; ///< ≥ 0
    float net() const { return exceeded - disappointed; }
};

/// What one emotion curve says. Peaks are missing when the curve never is above (below) neutral.
struct CurveAnalysis {
    Id curve{}, persona = Id::none;
    std::optional<Mark> positive_peak, negative_peak, end;
    /// Kahneman's peak-end rule: mean of the peak of greatest magnitude and the end; on a tie the negative
    /// peak counts. A curve that is neutral throughout is remembered by its end alone.
    std::optional<float> remembered;
    std::vector<Crossing> crossings;
    std::vector<StageGap> gaps; ///< only where both curves exist
};

/// How many notes and curve points there are of each evidence state.
struct EvidenceShares {
    std::array<std::uint32_t, 5> counts{}; ///< by EvidenceState
    std::uint32_t total() const;
    /// 0 … 1; 0 when there is nothing.
    float share(EvidenceState state) const;
};

struct Analysis {
    std::vector<CurveAnalysis> curves; ///< emotion curves, in the journey's order
    EvidenceShares evidence;
    std::vector<std::uint32_t> notes_per_stage;
    std::uint32_t parked = 0, free = 0;
};

Analysis analysed(const Journey& journey);

/// Analysis of one emotion curve; what-if while a point is dragged.
CurveAnalysis analysed(const Curve& emotion, const Journey& journey);

/// "+4.5", "−1", "0": a score as people read it (true minus sign, no trailing zero, one decimal).
std::string score_text(float score);

} // namespace waymark
