#include "sessions/edit.hpp"

namespace waymark {

Edit::Edit() = default;
template <class What>
    requires one_of<What, Edit::Choice> Edit::Edit(What choice) : what{std::move(choice)} {}
    Edit::Edit(const Edit&) = default;
    Edit::Edit(Edit&&) noexcept = default;
    Edit& Edit::operator=(const Edit&) = default;
    Edit& Edit::operator=(Edit&&) noexcept = default;
    Edit::~Edit() = default;

    bool Edit::operator==(const Edit& other) const { return what == other.what; }
    bool Several::operator==(const Several& other) const {
        return edits == other.edits && label == other.label;
    }

    // One for each choice; a missing one does not link.
    template Edit::Edit(AddNotes);
    template Edit::Edit(MoveNotes);
    template Edit::Edit(SetText);
    template Edit::Edit(SetColour);
    template Edit::Edit(SetKind);
    template Edit::Edit(SetEvidence);
    template Edit::Edit(TurnNotes);
    template Edit::Edit(PutNote);
    template Edit::Edit(MoveBy);
    template Edit::Edit(Remove);
    template Edit::Edit(AddPicture);
    template Edit::Edit(PutPicture);
    template Edit::Edit(PutConnector);
    template Edit::Edit(AddInk);
    template Edit::Edit(AddStage);
    template Edit::Edit(RenameStage);
    template Edit::Edit(MoveStage);
    template Edit::Edit(ResizeStage);
    template Edit::Edit(SetPhase);
    template Edit::Edit(SetTolerance);
    template Edit::Edit(SetLeap);
    template Edit::Edit(RemoveStage);
    template Edit::Edit(AddLane);
    template Edit::Edit(RenameLane);
    template Edit::Edit(MoveLane);
    template Edit::Edit(ResizeLane);
    template Edit::Edit(RemoveLane);
    template Edit::Edit(PutCurve);
    template Edit::Edit(AddPoint);
    template Edit::Edit(MovePoint);
    template Edit::Edit(RemovePoint);
    template Edit::Edit(PutMoment);
    template Edit::Edit(SetJourneyFacts);
    template Edit::Edit(PutTouchpoint);
    template Edit::Edit(PutAction);
    template Edit::Edit(PutMetric);
    template Edit::Edit(SetSessionFacts);
    template Edit::Edit(PutPersona);
    template Edit::Edit(PutParticipant);
    template Edit::Edit(PutGlossaryTerm);
    template Edit::Edit(PutEvidence);
    template Edit::Edit(RemoveRecord);
    template Edit::Edit(AddJourney);
    template Edit::Edit(RemoveJourney);
    template Edit::Edit(RestoreSession);
    template Edit::Edit(Several);

} // namespace waymark
