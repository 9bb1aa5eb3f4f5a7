#include "sessions/soundness.hpp"

#include "sessions/limits.hpp"
#include "sessions/stages.hpp"
#include "sessions/text_fields.hpp"

#include <unordered_map>

namespace waymark {

// --- texts

namespace {

template <class T> void clean(T& thing) {
    each_text(thing, [](std::string& text, std::size_t limit) {
        text = (limit == title_text_limit ? clean_line(text, limit) : clean_text(text, limit)).text;
    });
}

} // namespace

void clean_texts(Stage& stage) { clean(stage); }
void clean_texts(Lane& lane) { clean(lane); }
void clean_texts(Note& note) { clean(note); }
void clean_texts(Touchpoint& touchpoint) { clean(touchpoint); }
void clean_texts(Curve& curve) { clean(curve); }
void clean_texts(MagicMoment& moment) { clean(moment); }
void clean_texts(Picture& picture) { clean(picture); }
void clean_texts(Connector& connector) { clean(connector); }
void clean_texts(Ink& ink) { clean(ink); }
void clean_texts(Action& action) { clean(action); }
void clean_texts(Metric& metric) { clean(metric); }
void clean_texts(Journey& journey) { clean(journey); }
void clean_texts(Persona& persona) { clean(persona); }
void clean_texts(Participant& participant) { clean(participant); }
void clean_texts(GlossaryTerm& term) { clean(term); }
void clean_texts(Evidence& evidence) { clean(evidence); }
void clean_texts(Session& session) { clean(session); }

// --- numbers and enumerators

void bring_into_range(Stage& stage) {
    stage.phase = known(stage.phase, Phase::during);
    stage.width = std::isnan(stage.width) || stage.width == 0
                      ? 0 // also −0
                      : std::clamp(stage.width, least_stage_width, greatest_stage_width);
    if (stage.tolerance && std::isnan(*stage.tolerance)) stage.tolerance.reset();
    if (stage.tolerance) stage.tolerance = std::clamp(*stage.tolerance, lowest_score, highest_score);
    for (Branch& branch : stage.branches) {
        branch.exit = known(branch.exit, StageExit::leave);
        if (branch.exit == StageExit::leave) branch.to = Id::none;
    }
}

void bring_into_range(Lane& lane) {
    lane.kind = known(lane.kind, LaneKind::custom);
    lane.height = std::isnan(lane.height) || lane.height == 0
                      ? 0
                      : std::clamp(lane.height, least_lane_height, greatest_lane_height);
}

void bring_into_range(Note& note) {
    note.colour = known(note.colour, NoteColour::yellow);
    note.kind = known(note.kind, NoteKind::plain);
    note.evidence = known(note.evidence, EvidenceState::assumption);
    note.facing = known(note.facing, Facing::bottom);
    if (auto* free = std::get_if<Free>(&note.place)) {
        free->at = on_board(free->at);
        note.scale = in_range(note.scale, least_scale, greatest_scale, 1.0f);
        note.angle = angle_in_range(note.angle);
    } else {
        note.scale = 1; // a note in a cell or in the parking lot lies straight, in its own size
        note.angle = 0;
    }
}

void bring_into_range(Touchpoint& touchpoint) {
    touchpoint.life_cycle = known(touchpoint.life_cycle, LifeCycle::active);
    touchpoint.evidence = known(touchpoint.evidence, EvidenceState::assumption);
    touchpoint.duration_minutes = in_range(touchpoint.duration_minutes, 0.0f, greatest_minutes, 0.0f);
    touchpoint.service_cost = in_range(touchpoint.service_cost, 0.0f, greatest_cost, 0.0f);
    touchpoint.effort = in_range(touchpoint.effort, 0.0f, greatest_effort, 0.0f);
}

bool bring_into_range(CurvePoint& point) {
    if (std::isnan(point.along) || std::isnan(point.score)) return false;
    point.along = std::clamp(point.along, 0.0f, 1.0f);
    point.score = std::clamp(point.score, lowest_score, highest_score);
    point.evidence = known(point.evidence, EvidenceState::assumption);
    return true;
}

void bring_into_range(Curve& curve) {
    curve.kind = known(curve.kind, CurveKind::emotion);
    std::erase_if(curve.points, [](CurvePoint& point) { return !bring_into_range(point); });
    if (curve.points.size() > curve_point_limit) curve.points.resize(curve_point_limit);
}

void bring_into_range(MagicMoment& moment) { moment.along = in_range(moment.along, 0.0f, 1.0f, 0.5f); }

void bring_into_range(Picture& picture) {
    picture.frame.at = on_board(picture.frame.at);
    picture.frame.size = {in_range(picture.frame.size.x, 1.0f, coordinate_limit, 1.0f),
                          in_range(picture.frame.size.y, 1.0f, coordinate_limit, 1.0f)};
    picture.angle = angle_in_range(picture.angle);
}

void bring_into_range(Connector&) {}

void bring_into_range(Ink& ink) {
    std::erase_if(ink.points,
                  [](const InkPoint& point) { return std::isnan(point.at.x) || std::isnan(point.at.y); });
    if (ink.points.size() > ink_point_limit) ink.points.resize(ink_point_limit);
    for (InkPoint& point : ink.points) {
        point.at = on_board(point.at);
        point.pressure = in_range(point.pressure, 0.0f, 1.0f, 1.0f);
    }
    ink.width = in_range(ink.width, least_ink_width, greatest_ink_width, 4.0f);
}

void bring_into_range(Action& action) {
    action.horizon = known(action.horizon, Horizon::short_term);
    action.status = known(action.status, ActionStatus::proposed);
    action.effort = std::min(action.effort, greatest_rating);
    action.effect_size = std::min(action.effect_size, greatest_rating);
}

void bring_into_range(Metric& metric) {
    for (std::optional<double>* figure : {&metric.baseline, &metric.target}) {
        if (*figure && std::isnan(**figure)) figure->reset();
        if (*figure) *figure = std::clamp(**figure, -greatest_figure, greatest_figure);
    }
}

void bring_into_range(Journey& journey) { journey.state = known(journey.state, JourneyState::current); }

void bring_into_range(Persona& persona) {
    persona.tier = known(persona.tier, ValueTier::unknown);
    persona.role = known(persona.role, BuyingRole::none);
}

void bring_into_range(Participant& participant) {
    participant.colour = known(participant.colour, PersonColour::none);
}
void bring_into_range(GlossaryTerm&) {}
void bring_into_range(Evidence& evidence) { evidence.source = known(evidence.source, EvidenceSource::other); }

// --- references

namespace {

void clear_unknown(Id& id, Thing kind, const Known& known) {
    if (id != Id::none && !known.thing(id, kind)) id = Id::none;
}

void erase_unknown(std::vector<Id>& ids, Thing kind, const Known& known) {
    std::vector<Id> kept;
    for (const Id id : ids)
        if (known.thing(id, kind) && std::find(kept.begin(), kept.end(), id) == kept.end())
            kept.push_back(id);
    ids = std::move(kept);
}

bool is_any(Id id, std::initializer_list<Thing> kinds, const Known& known) {
    return std::any_of(kinds.begin(), kinds.end(), [&](Thing kind) { return known.thing(id, kind); });
}

} // namespace

bool keep_known(Stage& stage, const Known& known) {
    std::erase_if(stage.branches, [&](Branch& branch) {
        if (branch.to != stage.id) clear_unknown(branch.to, Thing::stage, known);
        return branch.exit == StageExit::loop && branch.to == Id::none; // a loop to nowhere says nothing
    });
    return true;
}

bool keep_known(Lane&, const Known&) { return true; }

bool keep_known(Note& note, const Known& known) {
    const auto* cell = std::get_if<InCell>(&note.place);
    if (cell && !(known.thing(cell->stage, Thing::stage) && known.thing(cell->lane, Thing::lane)))
        note.place = Parked{};
    clear_unknown(note.author, Thing::participant, known);
    clear_unknown(note.touchpoint, Thing::touchpoint, known);
    clear_unknown(note.personas_view, Thing::persona, known);
    erase_unknown(note.evidence_records, Thing::evidence, known);
    return true;
}

bool keep_known(Touchpoint& touchpoint, const Known& known) {
    clear_unknown(touchpoint.stage, Thing::stage, known); // a touchpoint may outlive its stage
    return true;
}

bool keep_known(Curve& curve, const Known& known) {
    clear_unknown(curve.persona, Thing::persona, known);
    clear_unknown(curve.author, Thing::participant, known);
    std::erase_if(curve.points,
                  [&](const CurvePoint& point) { return !known.thing(point.stage, Thing::stage); });
    return true;
}

bool keep_known(MagicMoment& moment, const Known& known) {
    const bool was_on_something = moment.curve != Id::none || moment.note != Id::none;
    clear_unknown(moment.curve, Thing::curve, known);
    clear_unknown(moment.note, Thing::note, known);
    if (moment.note != Id::none) moment.curve = Id::none;
    if (was_on_something && moment.curve == Id::none && moment.note == Id::none) return false;
    return known.thing(moment.stage, Thing::stage);
}

bool keep_known(Picture& picture, const Known& known) { return known.image(picture.image); }

bool keep_known(Connector& connector, const Known& known) {
    const auto is_end = [&](Id id) {
        return is_any(id, {Thing::note, Thing::stage, Thing::picture, Thing::moment}, known);
    };
    return connector.from != connector.to && is_end(connector.from) && is_end(connector.to);
}

bool keep_known(Ink& ink, const Known& known) {
    clear_unknown(ink.author, Thing::participant, known);
    return !ink.points.empty();
}

bool keep_known(Action& action, const Known& known) {
    if (!is_any(action.about, {Thing::moment, Thing::note, Thing::stage}, known)) action.about = Id::none;
    return true;
}

bool keep_known(Metric&, const Known&) { return true; }

bool keep_known(Journey& journey, const Known& known) {
    if (journey.pair == journey.id) journey.pair = Id::none;
    clear_unknown(journey.pair, Thing::journey, known);
    erase_unknown(journey.personas, Thing::persona, known);
    return true;
}

bool keep_known(Persona& persona, const Known& known) {
    clear_unknown(persona.picture, Thing::picture, known);
    return true;
}

bool keep_known(Participant&, const Known&) { return true; }
bool keep_known(GlossaryTerm&, const Known&) { return true; }
bool keep_known(Evidence&, const Known&) { return true; }

void put_in_order(std::vector<CurvePoint>& points, const std::vector<Shared<Stage>>& stages) {
    std::unordered_map<std::uint64_t, std::size_t> order;
    for (const Shared<Stage>& stage : stages)
        order.emplace(static_cast<std::uint64_t>(stage->id), order.size());
    const auto place = [&order](const CurvePoint& point) {
        return std::pair{order[static_cast<std::uint64_t>(point.stage)], point.along};
    };
    std::stable_sort(points.begin(), points.end(),
                     [&](const CurvePoint& a, const CurvePoint& b) { return place(a) < place(b); });
    std::vector<CurvePoint> rising;
    rising.reserve(points.size());
    for (const CurvePoint& point : points) {
        if (!rising.empty() && !(place(rising.back()) < place(point)))
            rising.back() = point;
        else
            rising.push_back(point);
    }
    points = std::move(rising);
}

bool is_sound(const Image& image) { return image.width > 0 && image.height > 0 && !image.bytes->empty(); }

} // namespace waymark
