#include "sessions/template_list.hpp"
#include "sessions/template_sketch.hpp"

namespace waymark {

namespace {

const std::vector<LaneKind> first_lanes{LaneKind::actions,      LaneKind::touchpoints, LaneKind::thoughts,
                                        LaneKind::emotion,      LaneKind::pain_points, LaneKind::gains,
                                        LaneKind::opportunities};

Stage titled(std::string title, Phase phase) {
    Stage stage;
    stage.title = std::move(title);
    stage.phase = phase;
    return stage;
}

} // namespace

Session blank_board(const SessionId& id) {
    SessionSketch sketch{id, "New workshop"};
    JourneySketch journey{sketch, "New journey"};
    journey.lanes(first_lanes);
    journey.stage(titled("Before", Phase::before), {});
    journey.stage(titled("During", Phase::during), {});
    journey.stage(titled("After", Phase::after), {});
    journey.finish();
    return sketch.session;
}

Session five_stages(const SessionId& id) {
    SessionSketch sketch{id, "New workshop"};
    JourneySketch journey{sketch, "New journey"};
    journey.lanes(first_lanes);
    journey.stage(titled("Aware", Phase::before), {});
    const Id consider = journey.stage(titled("Consider", Phase::before), {});
    journey.stage(titled("Buy", Phase::during), {});
    journey.stage(titled("Use", Phase::after), {});
    Stage last = titled("Return and recommend", Phase::after);
    last.branches = {{StageExit::loop, consider, "Buys again"}};
    journey.stage(std::move(last), {});
    journey.finish();
    return sketch.session;
}

} // namespace waymark
