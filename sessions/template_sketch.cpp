#include "sessions/template_sketch.hpp"

namespace waymark {

namespace {

NoteColour colour_in(LaneKind lane) {
    switch (lane) {
    case LaneKind::touchpoints:
    case LaneKind::channels: return NoteColour::blue;
    case LaneKind::pain_points: return NoteColour::pink;
    case LaneKind::gains: return NoteColour::green;
    case LaneKind::opportunities: return NoteColour::orange;
    case LaneKind::needs:
    case LaneKind::metrics: return NoteColour::violet;
    case LaneKind::thoughts:
    case LaneKind::processes:
    case LaneKind::owners:
    case LaneKind::evidence: return NoteColour::white;
    default: return NoteColour::yellow;
    }
}

NoteKind kind_in(LaneKind lane) {
    switch (lane) {
    case LaneKind::pain_points: return NoteKind::pain;
    case LaneKind::gains: return NoteKind::gain;
    case LaneKind::opportunities: return NoteKind::idea;
    case LaneKind::needs: return NoteKind::need;
    case LaneKind::thoughts: return NoteKind::quote;
    default: return NoteKind::plain;
    }
}

bool is_backstage(LaneKind lane) {
    return lane == LaneKind::processes || lane == LaneKind::owners || lane == LaneKind::evidence ||
           lane == LaneKind::metrics;
}

template <class T> Id add_to(std::vector<Shared<T>>& things, T thing, SessionSketch& sketch) {
    thing.id = sketch.fresh();
    things.push_back(Shared<T>{thing});
    return thing.id;
}

} // namespace

SessionSketch::SessionSketch(const SessionId& id, std::string title) {
    session.id = id;
    session.title = std::move(title);
    session.language = "en";
}

Id SessionSketch::add(Persona persona) { return add_to(session.personas, std::move(persona), *this); }
Id SessionSketch::add(Participant participant) {
    return add_to(session.participants, std::move(participant), *this);
}
Id SessionSketch::add(GlossaryTerm term) { return add_to(session.glossary, std::move(term), *this); }
Id SessionSketch::add(Evidence evidence) { return add_to(session.evidence, std::move(evidence), *this); }

JourneySketch::JourneySketch(SessionSketch& owner, std::string title) : sketch{owner} {
    journey.id = owner.fresh();
    journey.title = std::move(title);
}

void JourneySketch::lanes(const std::vector<LaneKind>& kinds) {
    for (const LaneKind kind : kinds) {
        Lane lane;
        lane.kind = kind;
        lane.backstage = is_backstage(kind);
        add_to(journey.lanes, lane, sketch);
    }
}

Id JourneySketch::stage(Stage stage, const std::vector<Card>& cards) {
    const Id id = add_to(journey.stages, std::move(stage), sketch);
    for (const Card& card : cards) {
        Note note;
        note.text = card.text;
        note.colour = colour_in(card.lane);
        note.kind = kind_in(card.lane);
        note.evidence = card.evidence;
        note.personas_view = card.view;
        for (const Shared<Lane>& lane : journey.lanes)
            if (lane->kind == card.lane) note.place = InCell{id, lane->id};
        if (card.lane == LaneKind::touchpoints) {
            Touchpoint touchpoint;
            touchpoint.stage = id;
            touchpoint.name = card.text;
            touchpoint.channel = card.channel;
            touchpoint.evidence = card.evidence;
            note.touchpoint = add_to(journey.touchpoints, std::move(touchpoint), sketch);
        }
        note.id = sketch.fresh();
        journey.notes.push_back(std::move(note));
    }
    return id;
}

Id JourneySketch::curve(CurveKind kind, Id persona, const std::vector<float>& scores,
                        const std::vector<EvidenceState>& evidence) {
    Curve curve;
    curve.kind = kind;
    curve.persona = persona;
    for (std::size_t i = 0; i < scores.size() && i < journey.stages.size(); ++i)
        curve.points.push_back(
            {journey.stages[i]->id, 0.5f, scores[i], evidence[std::min(i, evidence.size() - 1)]});
    return add_to(journey.curves, std::move(curve), sketch);
}

Id JourneySketch::moment(Id stage, Id curve, std::string title, std::string process, std::string owner,
                         std::string potential) {
    MagicMoment moment;
    moment.stage = stage;
    moment.curve = curve;
    moment.title = std::move(title);
    moment.process = std::move(process);
    moment.owner = std::move(owner);
    moment.potential = std::move(potential);
    return add_to(journey.moments, std::move(moment), sketch);
}

Id JourneySketch::add(Action action) { return add_to(journey.actions, std::move(action), sketch); }
Id JourneySketch::add(Metric metric) { return add_to(journey.metrics, std::move(metric), sketch); }

void JourneySketch::parked(std::string text, NoteKind kind) {
    Note note;
    note.id = sketch.fresh();
    note.text = std::move(text);
    note.kind = kind;
    journey.notes.push_back(std::move(note));
}

void JourneySketch::cite(const std::string& text, Id evidence) {
    for (std::size_t i = 0; i < journey.notes.size(); ++i) {
        if (journey.notes[i]->text != text) continue;
        Note note = *journey.notes[i];
        note.evidence_records.push_back(evidence);
        journey.notes.replace(i, std::move(note));
    }
}

void JourneySketch::describe(const std::string& touchpoint, const Touchpoint& facts) {
    for (Shared<Touchpoint>& shared : journey.touchpoints) {
        if (shared->name != touchpoint) continue;
        Touchpoint described = facts;
        described.id = shared->id, described.stage = shared->stage, described.name = shared->name;
        described.channel = shared->channel, described.evidence = shared->evidence;
        shared = std::move(described);
    }
}

Id JourneySketch::finish() {
    sketch.session.journeys.push_back(Shared<Journey>{journey});
    return journey.id;
}

} // namespace waymark
