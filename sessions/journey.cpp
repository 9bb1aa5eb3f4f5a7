#include "sessions/journey.hpp"

namespace waymark {

Journey::Journey() = default;
Journey::Journey(const Journey&) = default;
Journey::Journey(Journey&&) noexcept = default;
Journey& Journey::operator=(const Journey&) = default;
Journey& Journey::operator=(Journey&&) noexcept = default;
Journey::~Journey() = default;
bool Journey::operator==(const Journey&) const = default;

Session::Session() = default;
Session::Session(const Session&) = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(const Session&) = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;
bool Session::operator==(const Session&) const = default;

namespace {

template <class Things> auto find_in(const Things& things, Id id) -> decltype(things.begin()->get()) {
    for (const auto& thing : things)
        if (thing->id == id) return thing.get();
    return nullptr;
}

template <class Things> std::optional<std::size_t> index_in(const Things& things, Id id) {
    std::size_t index = 0;
    for (const auto& thing : things) {
        if (thing->id == id) return index;
        ++index;
    }
    return std::nullopt;
}

} // namespace

const Stage* find_stage(const Journey& journey, Id id) { return find_in(journey.stages, id); }
const Lane* find_lane(const Journey& journey, Id id) { return find_in(journey.lanes, id); }
const Note* find_note(const Journey& journey, Id id) { return find_in(journey.notes, id); }
const Curve* find_curve(const Journey& journey, Id id) { return find_in(journey.curves, id); }
const MagicMoment* find_moment(const Journey& journey, Id id) { return find_in(journey.moments, id); }
const Journey* find_journey(const Session& session, Id id) { return find_in(session.journeys, id); }
const Persona* find_persona(const Session& session, Id id) { return find_in(session.personas, id); }
const Participant* find_participant(const Session& session, Id id) {
    return find_in(session.participants, id);
}

std::optional<std::size_t> stage_index(const Journey& journey, Id stage) {
    return index_in(journey.stages, stage);
}
std::optional<std::size_t> note_index(const Journey& journey, Id note) {
    return index_in(journey.notes, note);
}

const char* name(LaneKind kind) {
    switch (kind) {
    case LaneKind::actions: return "Actions";
    case LaneKind::touchpoints: return "Touchpoints";
    case LaneKind::channels: return "Channels";
    case LaneKind::thoughts: return "Thoughts";
    case LaneKind::emotion: return "Emotion";
    case LaneKind::needs: return "Needs";
    case LaneKind::pain_points: return "Pain points";
    case LaneKind::gains: return "Gains";
    case LaneKind::opportunities: return "Opportunities";
    case LaneKind::processes: return "Processes";
    case LaneKind::owners: return "Owners";
    case LaneKind::evidence: return "Evidence";
    case LaneKind::metrics: return "Metrics";
    case LaneKind::parking_lot: return "Parking lot";
    case LaneKind::custom: return "Lane";
    }
    return "Lane";
}

const char* name(NoteKind kind) {
    switch (kind) {
    case NoteKind::plain: return "Note";
    case NoteKind::pain: return "Pain point";
    case NoteKind::gain: return "Gain";
    case NoteKind::idea: return "Idea";
    case NoteKind::question: return "Question";
    case NoteKind::need: return "Need";
    case NoteKind::action: return "Action";
    case NoteKind::decision: return "Decision";
    case NoteKind::quote: return "Quote";
    }
    return "Note";
}

const char* name(NoteColour colour) {
    switch (colour) {
    case NoteColour::yellow: return "Yellow";
    case NoteColour::pink: return "Pink";
    case NoteColour::blue: return "Blue";
    case NoteColour::green: return "Green";
    case NoteColour::orange: return "Orange";
    case NoteColour::violet: return "Violet";
    case NoteColour::white: return "White";
    }
    return "Yellow";
}

const char* name(EvidenceState state) {
    switch (state) {
    case EvidenceState::assumption: return "Assumption";
    case EvidenceState::hearsay: return "Hearsay";
    case EvidenceState::observed: return "Observed";
    case EvidenceState::measured: return "Measured";
    case EvidenceState::confirmed: return "Confirmed by customer";
    }
    return "Assumption";
}

const char* name(Phase phase) {
    switch (phase) {
    case Phase::before: return "Before";
    case Phase::during: return "During";
    case Phase::after: return "After";
    }
    return "During";
}

const char* name(JourneyState state) {
    switch (state) {
    case JourneyState::current: return "Current state";
    case JourneyState::future: return "Future state";
    }
    return "Current state";
}

const char* name(CurveKind kind) {
    switch (kind) {
    case CurveKind::emotion: return "Emotion";
    case CurveKind::expectation: return "Expectation";
    }
    return "Emotion";
}

const char* name(LifeCycle cycle) {
    switch (cycle) {
    case LifeCycle::fresh: return "New";
    case LifeCycle::active: return "Active";
    case LifeCycle::fading: return "Fading";
    case LifeCycle::ignored: return "Ignored";
    }
    return "Active";
}

const char* name(EvidenceSource source) {
    switch (source) {
    case EvidenceSource::other: return "Other";
    case EvidenceSource::crm: return "CRM";
    case EvidenceSource::ticket_system: return "Ticket system";
    case EvidenceSource::report: return "Report";
    case EvidenceSource::interview: return "Interview";
    case EvidenceSource::staff_interview: return "Staff interview";
    case EvidenceSource::case_analysis: return "Case analysis";
    case EvidenceSource::survey: return "Survey";
    case EvidenceSource::observation: return "Observation";
    }
    return "Other";
}

const char* name(PersonColour colour) { return name(note_colour(colour)); }

NoteColour note_colour(PersonColour colour) {
    if (colour == PersonColour::none) return NoteColour::yellow;
    return static_cast<NoteColour>(static_cast<int>(colour) - static_cast<int>(PersonColour::yellow));
}

std::string title(const Lane& lane) { return lane.title.empty() ? std::string{name(lane.kind)} : lane.title; }

} // namespace waymark
