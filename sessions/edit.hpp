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
/// `before`: the note they are put under; none = on top.
struct AddNotes {
    std::vector<Note> notes;
    Id before = Id::none;
    bool operator==(const AddNotes&) const = default;
};
struct NoteMove {
    Id note{};
    Place place;
    float scale = 1, angle = 0;
    std::optional<Facing> facing{}; ///< nothing = as it was
    bool operator==(const NoteMove&) const = default;
};
/// Moved notes keep their order among themselves and come before `before` (none = last, on top)
struct MoveNotes {
    std::vector<NoteMove> moves;
    Id before = Id::none;
    bool operator==(const MoveNotes&) const = default;
};
struct SetText {
    Id note{};
    std::string text;
    bool operator==(const SetText&) const = default;
};
struct SetColour {
    std::vector<Id> notes;
    NoteColour colour{};
    bool operator==(const SetColour&) const = default;
};
struct SetKind {
    std::vector<Id> notes;
    NoteKind kind{};
    bool operator==(const SetKind&) const = default;
};
struct SetEvidence {
    std::vector<Id> notes;
    EvidenceState state{};
    bool operator==(const SetEvidence&) const = default;
};
struct NoteTurn {
    Id note{};
    Facing facing{};
    float angle = 0; ///< of a free note, on top of it
    bool operator==(const NoteTurn&) const = default;
};
/// Notes stay where they are and are turned to a side of the table.
struct TurnNotes {
    std::vector<NoteTurn> turns;
    bool operator==(const TurnNotes&) const = default;
};
/// Replaces a note's every field (tags, touchpoint …)
struct PutNote {
    Note note;
    bool operator==(const PutNote&) const = default;
};

// --- whatever lies on the board
/// Free notes, pictures and ink.
struct MoveBy {
    std::vector<Id> things;
    Vec2 by;
    bool operator==(const MoveBy&) const = default;
};
/// Notes, pictures, ink, connectors, magic moments, touchpoints, actions, metrics, curves; connectors to them
/// and moments on them go too.
struct Remove {
    std::vector<Id> things;
    bool operator==(const Remove&) const = default;
};
/// Nothing where the session has no room for the image (see `has_room_for`).
struct AddPicture {
    Picture picture;
    Image image;
    bool operator==(const AddPicture&) const = default;
};
struct PutPicture {
    Picture picture;
    bool operator==(const PutPicture&) const = default;
};
/// "Put": adds, or replaces the one with this id.
struct PutConnector {
    Connector connector;
    bool operator==(const PutConnector&) const = default;
};
struct AddInk {
    Ink ink;
    bool operator==(const AddInk&) const = default;
};

// --- stages and lanes
struct AddStage {
    Stage stage;
    std::size_t index = 0;
    bool operator==(const AddStage&) const = default;
};
struct RenameStage {
    Id stage{};
    std::string title;
    bool operator==(const RenameStage&) const = default;
};
/// `index`: among the stages without it; curve points follow their stage.
struct MoveStage {
    Id stage{};
    std::size_t index = 0;
    bool operator==(const MoveStage&) const = default;
};
struct ResizeStage {
    Id stage{};
    float width = 0;
    bool operator==(const ResizeStage&) const = default;
};
struct SetPhase {
    Id stage{};
    Phase phase{};
    bool operator==(const SetPhase&) const = default;
};
struct SetTolerance {
    Id stage{};
    std::optional<float> score;
    std::string reason;
    bool operator==(const SetTolerance&) const = default;
};
struct SetLeap {
    Id stage{};
    std::string leap;
    std::vector<Branch> branches;
    bool operator==(const SetLeap&) const = default;
};
/// Its notes go to the parking lot; its curve points and moments go, touchpoints lose their stage, a curve
/// without points stays.
struct RemoveStage {
    Id stage{};
    bool operator==(const RemoveStage&) const = default;
};
struct AddLane {
    Lane lane;
    std::size_t index = 0;
    bool operator==(const AddLane&) const = default;
};
struct RenameLane {
    Id lane{};
    std::string title;
    bool operator==(const RenameLane&) const = default;
};
struct MoveLane {
    Id lane{};
    std::size_t index = 0;
    bool operator==(const MoveLane&) const = default;
};
struct ResizeLane {
    Id lane{};
    float height = 0;
    bool operator==(const ResizeLane&) const = default;
};
/// Its notes go to the parking lot.
struct RemoveLane {
    Id lane{};
    bool operator==(const RemoveLane&) const = default;
};

// --- curves and moments
/// A drawn stroke: the whole curve at once.
struct PutCurve {
    Curve curve;
    bool operator==(const PutCurve&) const = default;
};
struct AddPoint {
    Id curve{};
    CurvePoint point;
    bool operator==(const AddPoint&) const = default;
};
/// Stays between its neighbours.
struct MovePoint {
    Id curve{};
    std::size_t index = 0;
    CurvePoint point;
    bool operator==(const MovePoint&) const = default;
};
struct RemovePoint {
    Id curve{};
    std::size_t index = 0;
    bool operator==(const RemovePoint&) const = default;
};
struct PutMoment {
    MagicMoment moment;
    bool operator==(const PutMoment&) const = default;
};

// --- what has no place on the board
struct SetJourneyFacts {
    std::string title, scenario, goal, purpose;
    JourneyState state{};
    Id pair = Id::none;
    std::vector<Id> personas;
    std::vector<std::string> tags;
    bool operator==(const SetJourneyFacts&) const = default;
};
struct PutTouchpoint {
    Touchpoint touchpoint;
    bool operator==(const PutTouchpoint&) const = default;
};
struct PutAction {
    Action action;
    bool operator==(const PutAction&) const = default;
};
struct PutMetric {
    Metric metric;
    bool operator==(const PutMetric&) const = default;
};
struct SetSessionFacts {
    std::string title, language, sponsor, facilitator;
    bool operator==(const SetSessionFacts&) const = default;
};
struct PutPersona {
    Persona persona;
    bool operator==(const PutPersona&) const = default;
};
struct PutParticipant {
    Participant participant;
    bool operator==(const PutParticipant&) const = default;
};
struct PutGlossaryTerm {
    GlossaryTerm term;
    bool operator==(const PutGlossaryTerm&) const = default;
};
struct PutEvidence {
    Evidence evidence;
    bool operator==(const PutEvidence&) const = default;
};
/// Persona, participant, glossary term or evidence; references to it are cleared.
struct RemoveRecord {
    Id record{};
    bool operator==(const RemoveRecord&) const = default;
};
struct AddJourney {
    Journey journey;
    bool operator==(const AddJourney&) const = default;
};
/// The last one stays: there would be nothing to show.
struct RemoveJourney {
    Id journey{};
    bool operator==(const RemoveJourney&) const = default;
};

/// Everything as it was at another time (`what`: which, for the history); who the session is stays. `session`
/// is sound and has a journey.
struct RestoreSession {
    Shared<Session> session;
    std::string what;
    bool operator==(const RestoreSession&) const = default;
};

/// Several edits as one step.
struct Several {
    std::vector<Edit> edits;
    std::string label;
    bool operator==(const Several&) const;
};

struct Edit {
    using Choice =
        std::variant<AddNotes, MoveNotes, SetText, SetColour, SetKind, SetEvidence, TurnNotes, PutNote,
                     MoveBy, Remove, AddPicture, PutPicture, PutConnector, AddInk, AddStage, RenameStage,
                     MoveStage, ResizeStage, SetPhase, SetTolerance, SetLeap, RemoveStage, AddLane,
                     RenameLane, MoveLane, ResizeLane, RemoveLane, PutCurve, AddPoint, MovePoint, RemovePoint,
                     PutMoment, SetJourneyFacts, PutTouchpoint, PutAction, PutMetric, SetSessionFacts,
                     PutPersona, PutParticipant, PutGlossaryTerm, PutEvidence, RemoveRecord, AddJourney,
                     RemoveJourney, RestoreSession, Several>;
    Choice what;

    // What follows is made once (edit_choices.cpp), not in every file that has an edit: a choice among so
    // many is some hundred functions.
    Edit();
    template <class What>
        requires one_of<What, Choice>
        Edit(What choice); // NOLINT(google-explicit-constructor): an edit is what it does
    Edit(const Edit&);
    Edit(Edit&&) noexcept;
    Edit& operator=(const Edit&);
    Edit& operator=(Edit&&) noexcept;
    ~Edit();

    bool operator==(const Edit& other) const;
};

/// The session after `edit` on the journey named `journey` (session-wide edits ignore it). Scores, widths and
/// the like are brought into range; `next_id` stays greater than every id used. `flaws()` of the result is
/// empty if it was before.
Session edited(Session session, Id journey, const Edit& edit);

/// The journey after `edit`; session-wide edits leave it as it is. (Not `apply`: std::apply would be found by
/// ADL.)
Journey edited(Journey journey, const Edit& edit);

/// Whether the session may have this image, too, by number and by size of all; one that it has takes no room.
bool has_room_for(const Session& session, const Image& image);

/// What the edit is called in the history: "Move 3 notes", "Rename stage".
std::string label(const Edit& edit);

} // namespace waymark
