#include "sessions/stages.hpp"

namespace waymark {

std::vector<StageSpan> stage_spans(const Journey& journey) {
    std::vector<StageSpan> spans;
    spans.reserve(journey.stages.size());
    float left = 0;
    for (const Shared<Stage>& stage : journey.stages) {
        const float width = stage->width > 0 ? stage->width : default_stage_width;
        spans.push_back({stage->id, left, left + width});
        left += width + stage_gap;
    }
    return spans;
}

std::optional<float> x_of(const std::vector<StageSpan>& spans, StagePlace place) {
    for (const StageSpan& span : spans)
        if (span.stage == place.stage) return span.left + place.along * span.width();
    return std::nullopt;
}

std::optional<StagePlace> place_at(const std::vector<StageSpan>& spans, float x) {
    if (spans.empty()) return std::nullopt;
    // The first sheet that does not end before x; what lies in a gap belongs to the nearer border.
    auto span = std::lower_bound(spans.begin(), spans.end(), x,
                                 [](const StageSpan& candidate, float at) { return candidate.right < at; });
    if (span == spans.end()) return StagePlace{spans.back().stage, 1};
    if (x < span->left && span != spans.begin()) {
        const StageSpan& before = *(span - 1);
        if (x - before.right <= span->left - x) return StagePlace{before.stage, 1};
    }
    const float along = span->width() > 0 ? (x - span->left) / span->width() : 0;
    return StagePlace{span->stage, along > 0 ? std::min(along, 1.0f) : 0};
}

} // namespace waymark
