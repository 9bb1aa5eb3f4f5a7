#pragma once
#include "sessions/journey.hpp"

#include <string>
#include <vector>

/// How the templates are written: short tables that become stages, notes, touchpoints and curves.
namespace waymark {

/// A note of a template; colour and kind follow from its lane. In the touchpoints lane `channel` makes it a
/// touchpoint.
struct Card {
    LaneKind lane;
    std::string text;
    EvidenceState evidence = EvidenceState::assumption;
    std::string channel = {};
    Id view = Id::none; ///< the persona whose view it is
};

/// A session on the way; ids are handed out in the order things are added.
struct SessionSketch {
    Session session;

    SessionSketch(const SessionId& id, std::string title);
    Id fresh() { return Id{session.next_id++}; }
    Id add(Persona persona);
    Id add(Participant participant);
    Id add(GlossaryTerm term);
    Id add(Evidence evidence);
};

/// A journey on the way; `finish` puts it into the session.
struct JourneySketch {
    SessionSketch& sketch;
    Journey journey;

    JourneySketch(SessionSketch& owner, std::string title);
    /// Processes, owners, evidence and metrics lie backstage.
    void lanes(const std::vector<LaneKind>& kinds);
    Id stage(Stage stage, const std::vector<Card>& cards);
    /// One point in the middle of each stage; evidence as given, the last one for the rest.
    Id curve(CurveKind kind, Id persona, const std::vector<float>& scores,
             const std::vector<EvidenceState>& evidence = {EvidenceState::assumption});
    /// A magic moment on a curve, in the middle of a stage.
    Id moment(Id stage, Id curve, std::string title, std::string process, std::string owner,
              std::string potential);
    Id add(Action action);
    Id add(Metric metric);
    void parked(std::string text, NoteKind kind = NoteKind::question);
    /// Says what the note with this text rests on.
    void cite(const std::string& text, Id evidence);
    /// The touchpoint of this name, to be described further.
    void describe(const std::string& touchpoint, const Touchpoint& facts);
    Id finish();
};

} // namespace waymark
