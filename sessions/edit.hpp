#pragma once
#include "sessions/journey.hpp"

#include <concepts>
#include <string>
#include <variant>
#include <vector>

/// Everything that can happen to a session: the closed list. An edit carries finished values (ids included,
/// see `Session::next_id`), so that the same edit always gives the same result. Edits that name something
/// which is not there leave the value as it is.
namespace waymark {

struct Edit;

// --- notes
struct AddNotes {
    std::vector<Note> notes;
    Id before = Id::none;
}; ///< before: the note they are put under; none = on top
struct NoteMove {
    Id note{};
    Place place;
    float scale = 1, angle = 0;
};
struct MoveNotes {
    std::vector<NoteMove> moves;
    Id before = Id::none;
}; ///< moved notes keep their order among themselves and come before `before` (none = last, on top)
struct SetText {
    Id note{};
    std::string text;
};
struct SetColour {
    std::vector<Id> notes;
    NoteColour colour{};
};
struct SetKind {
    std::vector<Id> notes;
    NoteKind kind{};
};
struct SetEvidence {
    std::vector<Id> notes;
    EvidenceState state{};
};
struct PutNote {
    Note note;
}; ///< replaces a note's every field (tags, touchpoint …)

// --- whatever lies on the board
struct MoveBy {
    std::vector<Id> things;
    Vec2 by;
}; ///< free notes, pictures and ink
struct Remove {
    std::vector<Id> things;
}; ///< notes, pictures, ink, connectors, magic moments, touchpoints, actions, metrics, curves; connectors to
   ///< them and moments on them go too
struct AddPicture {
    Picture picture;
    Image image;
};
struct PutPicture {
    Picture picture;
};
struct PutConnector {
    Connector connector;
}; ///< "Put": adds, or replaces the one with this id
struct AddInk {
    Ink ink;
};

// --- stages and lanes
struct AddStage {
    Stage stage;
    std::size_t index = 0;
};
struct RenameStage {
    Id stage{};
    std::string title;
};
struct MoveStage {
    Id stage{};
    std::size_t index = 0;
}; ///< index among the stages without it; curve points follow their stage
struct ResizeStage {
    Id stage{};
    float width = 0;
};
struct SetPhase {
    Id stage{};
    Phase phase{};
};
struct SetTolerance {
    Id stage{};
    std::optional<float> score;
    std::string reason;
};
struct SetLeap {
    Id stage{};
    std::string leap;
    std::vector<Branch> branches;
};
struct RemoveStage {
    Id stage{};
}; ///< its notes go to the parking lot; its curve points and moments go, touchpoints lose their stage, a
   ///< curve without points stays
struct AddLane {
    Lane lane;
    std::size_t index = 0;
};
struct RenameLane {
    Id lane{};
    std::string title;
};
struct MoveLane {
    Id lane{};
    std::size_t index = 0;
};
struct ResizeLane {
    Id lane{};
    float height = 0;
};
struct RemoveLane {
    Id lane{};
}; ///< its notes go to the parking lot

// --- curves and moments
struct PutCurve {
    Curve curve;
}; ///< a drawn stroke: the whole curve at once
struct AddPoint {
    Id curve{};
    CurvePoint point;
};
struct MovePoint {
    Id curve{};
    std::size_t index = 0;
    CurvePoint point;
}; ///< stays between its neighbours
struct RemovePoint {
    Id curve{};
    std::size_t index = 0;
};
struct PutMoment {
    MagicMoment moment;
};

// --- what has no place on the board
struct SetJourneyFacts {
    std::string title, scenario, goal, purpose;
    JourneyState state{};
    Id pair = Id::none;
    std::vector<Id> personas;
    std::vector<std::string> tags;
};
struct PutTouchpoint {
    Touchpoint touchpoint;
};
struct PutAction {
    Action action;
};
struct PutMetric {
    Metric metric;
};
struct SetSessionFacts {
    std::string title, language, sponsor, facilitator;
};
struct PutPersona {
    Persona persona;
};
struct PutParticipant {
    Participant participant;
};
struct PutGlossaryTerm {
    GlossaryTerm term;
};
struct PutEvidence {
    Evidence evidence;
};
struct RemoveRecord {
    Id record{};
}; ///< persona, participant, glossary term or evidence; references to it are cleared
struct AddJourney {
    Journey journey;
};
struct RemoveJourney {
    Id journey{};
}; ///< the last one stays: there would be nothing to show

/// Several edits as one step.
struct Several {
    std::vector<Edit> edits;
    std::string label;
};

struct Edit {
    using Choice =
        std::variant<AddNotes, MoveNotes, SetText, SetColour, SetKind, SetEvidence, PutNote, MoveBy, Remove,
                     AddPicture, PutPicture, PutConnector, AddInk, AddStage, RenameStage, MoveStage,
                     ResizeStage, SetPhase, SetTolerance, SetLeap, RemoveStage, AddLane, RenameLane, MoveLane,
                     ResizeLane, RemoveLane, PutCurve, AddPoint, MovePoint, RemovePoint, PutMoment,
                     SetJourneyFacts, PutTouchpoint, PutAction, PutMetric, SetSessionFacts, PutPersona,
                     PutParticipant, PutGlossaryTerm, PutEvidence, RemoveRecord, AddJourney, RemoveJourney,
                     Several>;
    Choice what;

    Edit() = default;
    template <class What>
        requires std::constructible_from<Choice, What&&> &&
            (!std::same_as<std::remove_cvref_t<What>, Edit>)Edit(What&& choice)
            : what{std::forward<What>(choice)} {}
};

/// The session after `edit` on the journey named `journey` (session-wide edits ignore it). Scores, widths and
/// the like are brought into range; `next_id` stays greater than every id used. `flaws()` of the result is
/// empty if it was before.
Session edited(Session session, Id journey, const Edit& edit);

/// The journey after `edit`; session-wide edits leave it as it is. (Not `apply`: std::apply would be found by
/// ADL.)
Journey edited(Journey journey, const Edit& edit);

/// What the edit is called in the history: "Move 3 notes", "Rename stage".
std::string label(const Edit& edit);

} // namespace waymark
