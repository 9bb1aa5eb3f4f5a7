#include "app/intent.hpp"

namespace waymark {

template <class What>
    requires one_of<What, Intent::Choice> Intent::Intent(What choice) : what{std::move(choice)} {}
    Intent::Intent(const Intent&) = default;
    Intent::Intent(Intent&&) noexcept = default;
    Intent& Intent::operator=(const Intent&) = default;
    Intent& Intent::operator=(Intent&&) noexcept = default;
    Intent::~Intent() = default;

    // One for each choice; a missing one does not link.
    template Intent::Intent(Commit);
    template Intent::Intent(Undo);
    template Intent::Intent(Redo);
    template Intent::Intent(UndoMine);
    template Intent::Intent(GoToStep);
    template Intent::Intent(ShowJourney);
    template Intent::Intent(Select);
    template Intent::Intent(SelectAll);
    template Intent::Intent(FocusOn);
    template Intent::Intent(Write);
    template Intent::Intent(StopWriting);
    template Intent::Intent(TypeOn);
    template Intent::Intent(PressOn);
    template Intent::Intent(ChooseKeyLanguage);
    template Intent::Intent(OpenMoment);
    template Intent::Intent(ChooseTool);
    template Intent::Intent(ChooseColour);
    template Intent::Intent(ChooseCurve);
    template Intent::Intent(Copy);
    template Intent::Intent(Cut);
    template Intent::Intent(AskForClipboard);
    template Intent::Intent(Paste);
    template Intent::Intent(Duplicate);
    template Intent::Intent(InsertPictures);
    template Intent::Intent(SetView);
    template Intent::Intent(ZoomBy);
    template Intent::Intent(FitBoard);
    template Intent::Intent(ZoomToSelection);
    template Intent::Intent(ZoomTo);
    template Intent::Intent(NewSession);
    template Intent::Intent(OpenFile);
    template Intent::Intent(BringBack);
    template Intent::Intent(Save);
    template Intent::Intent(SaveAs);
    template Intent::Intent(ExportTo);
    template Intent::Intent(CloseSession);
    template Intent::Intent(Quit);
    template Intent::Intent(AnswerGuard);
    template Intent::Intent(LookIntoThePast);
    template Intent::Intent(LookAt);
    template Intent::Intent(RestorePast);
    template Intent::Intent(ReturnToThePresent);
    template Intent::Intent(NameVersion);
    template Intent::Intent(ShowPanel);
    template Intent::Intent(WriteDetails);
    template Intent::Intent(SetTheme);
    template Intent::Intent(SetUiScale);
    template Intent::Intent(SetMotion);
    template Intent::Intent(SetToolbarEdge);
    template Intent::Intent(SetViewingDistance);
    template Intent::Intent(ShowAudience);
    template Intent::Intent(SetAudience);
    template Intent::Intent(SetTouch);
    template Intent::Intent(SetInkFrom);
    template Intent::Intent(SetLiesFlat);
    template Intent::Intent(SetWipeWithHand);
    template Intent::Intent(SetKeypads);
    template Intent::Intent(OfferKeyLanguage);
    template Intent::Intent(ShadeByEvidence);
    template Intent::Intent(StartTimer);
    template Intent::Intent(StopTimer);
    template Intent::Intent(ToggleFullscreen);
    template Intent::Intent(ToggleAudienceFullscreen);
    template Intent::Intent(Say);
    template Intent::Intent(ForgetMessage);

} // namespace waymark
