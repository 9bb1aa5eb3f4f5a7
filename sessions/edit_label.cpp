#include "sessions/edit.hpp"

namespace waymark {

namespace {

/// "Move note", "Move 3 notes".
std::string counted(const char* verb, std::size_t count, const char* one, const char* many) {
    const std::string start = std::string{verb} + " ";
    return count == 1 ? start + one : start + std::to_string(count) + " " + many;
}

struct Labels {
    std::string operator()(const AddNotes& e) const {
        return counted("Add", e.notes.size(), "note", "notes");
    }
    std::string operator()(const MoveNotes& e) const {
        return counted("Move", e.moves.size(), "note", "notes");
    }
    std::string operator()(const SetText&) const { return "Write note"; }
    std::string operator()(const SetColour& e) const {
        return counted("Colour", e.notes.size(), "note", "notes");
    }
    std::string operator()(const SetKind& e) const {
        return counted("Change kind of", e.notes.size(), "note", "notes");
    }
    std::string operator()(const SetEvidence& e) const {
        return counted("Set evidence of", e.notes.size(), "note", "notes");
    }
    std::string operator()(const TurnNotes& e) const {
        return counted("Turn", e.turns.size(), "note", "notes");
    }
    std::string operator()(const PutNote&) const { return "Change note"; }
    std::string operator()(const MoveBy& e) const {
        return e.things.size() == 1 ? "Move" : counted("Move", e.things.size(), "thing", "things");
    }
    std::string operator()(const Remove& e) const {
        return e.things.size() == 1 ? "Delete" : counted("Delete", e.things.size(), "thing", "things");
    }
    std::string operator()(const AddPicture&) const { return "Add picture"; }
    std::string operator()(const PutPicture&) const { return "Change picture"; }
    std::string operator()(const PutConnector&) const { return "Connect"; }
    std::string operator()(const AddInk&) const { return "Draw"; }
    std::string operator()(const AddStage&) const { return "Add stage"; }
    std::string operator()(const RenameStage&) const { return "Rename stage"; }
    std::string operator()(const MoveStage&) const { return "Move stage"; }
    std::string operator()(const ResizeStage&) const { return "Resize stage"; }
    std::string operator()(const SetPhase&) const { return "Set phase of stage"; }
    std::string operator()(const SetTolerance& e) const {
        return e.score ? "Set tolerance" : "Clear tolerance";
    }
    std::string operator()(const SetLeap&) const { return "Change way out of stage"; }
    std::string operator()(const RemoveStage&) const { return "Delete stage"; }
    std::string operator()(const AddLane&) const { return "Add lane"; }
    std::string operator()(const RenameLane&) const { return "Rename lane"; }
    std::string operator()(const MoveLane&) const { return "Move lane"; }
    std::string operator()(const ResizeLane&) const { return "Resize lane"; }
    std::string operator()(const RemoveLane&) const { return "Delete lane"; }
    std::string operator()(const PutCurve& e) const {
        return e.curve.kind == CurveKind::expectation ? "Draw expectation curve" : "Draw emotion curve";
    }
    std::string operator()(const AddPoint&) const { return "Add curve point"; }
    std::string operator()(const MovePoint&) const { return "Move curve point"; }
    std::string operator()(const RemovePoint&) const { return "Delete curve point"; }
    std::string operator()(const PutMoment&) const { return "Mark magic moment"; }
    std::string operator()(const SetJourneyFacts&) const { return "Change journey"; }
    std::string operator()(const PutTouchpoint&) const { return "Change touchpoint"; }
    std::string operator()(const PutAction&) const { return "Change action"; }
    std::string operator()(const PutMetric&) const { return "Change metric"; }
    std::string operator()(const SetSessionFacts&) const { return "Change session"; }
    std::string operator()(const PutPersona&) const { return "Change persona"; }
    std::string operator()(const PutParticipant&) const { return "Change participant"; }
    std::string operator()(const PutGlossaryTerm&) const { return "Change glossary"; }
    std::string operator()(const PutEvidence&) const { return "Change evidence"; }
    std::string operator()(const RemoveRecord&) const { return "Delete record"; }
    std::string operator()(const AddJourney&) const { return "Add journey"; }
    std::string operator()(const RemoveJourney&) const { return "Delete journey"; }
    std::string operator()(const RestoreSession& e) const { return e.what; }
    std::string operator()(const Several& e) const {
        if (!e.label.empty()) return e.label;
        return e.edits.empty() ? "Nothing" : label(e.edits.front());
    }
};

} // namespace

std::string label(const Edit& edit) { return std::visit(Labels{}, edit.what); }

} // namespace waymark
