#pragma once
#include "sessions/edit.hpp"
#include "tests/sessions/rich_session.hpp"

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace waymark::test {

/// Every kind of edit with values of every sort: sensible, at the limits, and hostile. Same seed, same edits.
class RandomEdits {
public:
    explicit RandomEdits(std::uint32_t seed) : random_{seed} {}

    /// One edit for the session as it is; `kind` chooses among the alternatives of Edit.
    Edit next(const Session& session, Id journey);
    Edit of_kind(std::size_t kind, const Session& session, Id journey);
    /// A journey of the session, now and then one that is not there.
    Id journey(const Session& session);

private:
    std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }
    bool chance(int percent) { return static_cast<int>(below(100)) < percent; }
    float number();
    double wide_number();
    std::string text();
    std::vector<std::string> texts();
    Id any();
    Id fresh();
    std::vector<Id> ids();
    template <class Enum> Enum choice(Enum last) {
        return chance(5) ? static_cast<Enum>(200)
                         : static_cast<Enum>(below(static_cast<std::size_t>(last) + 1));
    }
    Place place();
    Note note(Id id);
    CurvePoint point();
    Curve curve(Id id);
    Stage stage(Id id);
    Picture picture(Id id);
    Touchpoint touchpoint(Id id);
    Persona persona(Id id);
    Journey whole_journey();
    std::vector<Branch> branches();
    template <std::size_t kind> Edit made();
    template <std::size_t... kinds> Edit pick(std::size_t kind, std::index_sequence<kinds...>);
    void make(AddNotes&), make(MoveNotes&), make(SetText&), make(SetColour&), make(SetKind&),
        make(SetEvidence&), make(TurnNotes&), make(PutNote&), make(MoveBy&), make(Remove&), make(AddPicture&),
        make(PutPicture&), make(PutConnector&), make(AddInk&), make(AddStage&), make(RenameStage&),
        make(MoveStage&), make(ResizeStage&), make(SetPhase&), make(SetTolerance&), make(SetLeap&),
        make(RemoveStage&), make(AddLane&), make(RenameLane&), make(MoveLane&), make(ResizeLane&),
        make(RemoveLane&), make(PutCurve&), make(AddPoint&), make(MovePoint&), make(RemovePoint&),
        make(PutMoment&), make(SetJourneyFacts&), make(PutTouchpoint&), make(PutAction&), make(PutMetric&),
        make(SetSessionFacts&), make(PutPersona&), make(PutParticipant&), make(PutGlossaryTerm&),
        make(PutEvidence&), make(RemoveRecord&), make(AddJourney&), make(RemoveJourney&),
        make(RestoreSession&), make(Several&);

    std::mt19937 random_;
    const Session* session_ = nullptr;
    const Journey* journey_ = nullptr;
    int depth_ = 0;
};

} // namespace waymark::test
