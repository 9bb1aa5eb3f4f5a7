#include "sessions/analysis.hpp"

#include "sessions/analysis_areas.hpp"

#include <cmath>
#include <cstdio>

namespace waymark {

namespace {

/// The curve's points that lie on a stage of the journey.
std::vector<Mark> marks(const Curve& curve, const std::vector<StageSpan>& spans) {
    std::vector<Mark> result;
    for (const CurvePoint& point : curve.points) {
        const StagePlace place{point.stage, point.along};
        if (x_of(spans, place)) result.push_back({place, point.score});
    }
    return result;
}

/// Peaks lie on points, because the curve never overshoots; of equal ones the first counts.
void find_peaks(CurveAnalysis& analysis, const std::vector<Mark>& marks) {
    for (const Mark& mark : marks) {
        if (mark.score > (analysis.positive_peak ? analysis.positive_peak->score : 0))
            analysis.positive_peak = mark;
        if (mark.score < (analysis.negative_peak ? analysis.negative_peak->score : 0))
            analysis.negative_peak = mark;
    }
    if (!marks.empty()) analysis.end = marks.back();
}

std::optional<float> remembered_score(const CurveAnalysis& analysis) {
    if (!analysis.end) return std::nullopt;
    const float end = analysis.end->score;
    const auto& best = analysis.positive_peak;
    const auto& worst = analysis.negative_peak;
    if (!best && !worst) return end;
    // On a tie the negative peak counts: losses loom larger.
    const bool worst_counts = worst && (!best || -worst->score >= best->score);
    return ((worst_counts ? worst->score : best->score) + end) / 2;
}

/// What the persona expected: their own expectation curve, else the one that stands for everybody.
const Curve* expectation_for(Id persona, const Journey& journey) {
    const Curve* for_everybody = nullptr;
    for (const Shared<Curve>& curve : journey.curves) {
        if (curve->kind != CurveKind::expectation || curve->points.empty()) continue;
        if (curve->persona == persona) return curve.get();
        if (curve->persona == Id::none && !for_everybody) for_everybody = curve.get();
    }
    return for_everybody;
}

void count_places(Analysis& analysis, const Journey& journey) {
    analysis.notes_per_stage.assign(journey.stages.size(), 0);
    for (const Shared<Note>& note : journey.notes) {
        if (std::holds_alternative<Parked>(note->place)) ++analysis.parked;
        if (std::holds_alternative<Free>(note->place)) ++analysis.free;
        const auto* cell = std::get_if<InCell>(&note->place);
        const auto index = cell ? stage_index(journey, cell->stage) : std::nullopt;
        if (index) ++analysis.notes_per_stage[*index];
    }
}

EvidenceShares evidence_shares(const Journey& journey) {
    EvidenceShares shares;
    const auto count = [&shares](EvidenceState state) {
        if (const auto index = static_cast<std::size_t>(state); index < shares.counts.size())
            ++shares.counts[index];
    };
    for (const Shared<Note>& note : journey.notes) count(note->evidence);
    for (const Shared<Curve>& curve : journey.curves)
        for (const CurvePoint& point : curve->points) count(point.evidence);
    return shares;
}

} // namespace

std::uint32_t EvidenceShares::total() const {
    std::uint32_t sum = 0;
    for (const std::uint32_t count : counts) sum += count;
    return sum;
}

float EvidenceShares::share(EvidenceState state) const {
    const std::uint32_t all = total();
    const auto index = static_cast<std::size_t>(state);
    return all == 0 || index >= counts.size() ? 0
                                              : static_cast<float>(counts[index]) / static_cast<float>(all);
}

CurveAnalysis analysed(const Curve& emotion, const Journey& journey) {
    CurveAnalysis analysis;
    analysis.curve = emotion.id;
    analysis.persona = emotion.persona;
    const std::vector<StageSpan> spans = stage_spans(journey);
    find_peaks(analysis, marks(emotion, spans));
    analysis.remembered = remembered_score(analysis);
    const MonotoneCubic feeling = function(emotion, spans);
    analysis.crossings = crossings(feeling, journey, spans);
    if (const Curve* expectation = expectation_for(emotion.persona, journey))
        analysis.gaps = stage_gaps(feeling, function(*expectation, spans), spans);
    return analysis;
}

Analysis analysed(const Journey& journey) {
    Analysis analysis;
    for (const Shared<Curve>& curve : journey.curves)
        if (curve->kind == CurveKind::emotion) analysis.curves.push_back(analysed(*curve, journey));
    analysis.evidence = evidence_shares(journey);
    count_places(analysis, journey);
    return analysis;
}

std::string score_text(float score) {
    if (!std::isfinite(score)) return "0";
    const double rounded = std::round(static_cast<double>(score) * 10) / 10;
    if (rounded == 0) return "0";
    char digits[64];
    const bool whole = rounded == std::trunc(rounded);
    std::snprintf(digits, sizeof digits, whole ? "%.0f" : "%.1f", std::abs(rounded));
    return std::string{rounded < 0 ? "\u2212" : "+"} + digits;
}

} // namespace waymark
