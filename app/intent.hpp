#pragma once
#include "app/settings.hpp"
#include "render/export.hpp"
#include "render/theme.hpp"
#include "render/view.hpp"
#include "sessions/edit.hpp"
#include "sessions/history.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Everything a panel, a hand or a command can ask for: the closed list. `perform` is the only writer.
namespace waymark {

enum class Tool : std::uint8_t { hand, select, note, curve, moment, pen, connector, picture, eraser };
/// Whether an audience's window goes where the facilitator looks, shows the whole board, or has a view of its
/// own.
enum class AudienceShows : std::uint8_t { follows, whole, own };
enum class Panel : std::uint8_t {
    none,
    palette,
    history,
    open_file,
    save_file,
    export_file,
    open_picture,
    timer,
    audience,
    settings,
    journeys,
    shortcuts,
    journey_facts,
    name_version,
    in_use ///< another program has the session open: as what to open it here
};

// --- the journey
/// Select: what is chosen afterwards (nothing = as before). By: the Participant whose step it is.
struct Commit {
    Edit edit;
    std::optional<Selection> select;
    Id by = Id::none;
};
struct Undo {};
struct Redo {};
/// The last step of one person, where nobody has changed the same things since.
struct UndoMine {
    Id person = Id::none;
};
struct GoToStep {
    std::size_t position = 0;
};
struct ShowJourney {
    Id journey{};
};

// --- choosing and writing
struct Select {
    Selection things;
};
struct SelectAll {};
/// Keyboard focus: a thing, or the cell of stage and lane. The rest as in `Focus`.
struct FocusOn {
    Id thing = Id::none;
    Id stage = Id::none, lane = Id::none;
    bool shown = true;
    std::size_t point = 0;
    Id connecting = Id::none;
};
/// Begins writing on a note, stage header or lane tab, or a person's name on their toolbox. By a finger or pen a
/// keyboard may open for it beside `at_px`; what others write goes on.
struct Write {
    Id thing{};
    bool select_all = false;
    Source source = Source::mouse;
    Vec2 at_px{-1, -1};
    Id person = Id::none; ///< a Participant: who writes
};
/// On one thing; none: the one touched last.
struct StopWriting {
    bool keep = true;
    Id thing = Id::none;
    bool all = false; ///< whoever writes
};
/// From an on-screen keyboard into the text that is written on the thing.
struct TypeOn {
    Id thing{};
    std::string text;
};
/// A key without a character: Backspace, Enter, Left, Right …
struct PressOn {
    Id thing{};
    Key key = Key::unknown;
};
/// The on-screen keyboard of the thing that is written on speaks another language now; remembered.
struct ChooseKeyLanguage {
    Id thing{};
    KeyLanguage language{};
};
struct OpenMoment {
    Id moment = Id::none;
};
struct ChooseTool {
    Tool tool = Tool::select;
};
/// For the next notes.
struct ChooseColour {
    NoteColour colour{};
};
/// Which curve the curve tool draws.
struct ChooseCurve {
    CurveKind kind = CurveKind::emotion;
    Id persona = Id::none;
};

// --- clipboard and pieces
struct Copy {};
struct Cut {};
struct AskForClipboard {};
struct Paste {
    std::string text;
};
/// By: whose step it is.
struct Duplicate {
    Id by = Id::none;
};
/// At: world; nothing = middle of the view.
struct InsertPictures {
    std::vector<std::string> paths;
    std::optional<Vec2> at;
};

// --- view
struct SetView {
    View view;
    bool smoothly = false;
};
struct ZoomBy {
    float factor = 1;
};
struct FitBoard {};
struct ZoomToSelection {};
struct ZoomTo {
    float zoom = 1;
};

// --- files
struct NewSession {
    std::string template_name;
};
/// What to do with a session that another program has open; two programs must not write into one.
enum class OpenAs : std::uint8_t { ask, copy, look_only };
struct OpenFile {
    std::string path;
    OpenAs as = OpenAs::ask;
};
/// A session that was left open or let go, by the folder of its journal.
struct BringBack {
    std::string folder;
};
struct Save {};
struct SaveAs {
    std::string path;
    bool replace = false;
};
struct ExportTo {
    std::string path;
    bool names = false; ///< with the names of those who took part
};
struct CloseSession {}; ///< back to the start screen (guarded)
struct Quit {};         ///< guarded
/// Of pictures that are still being read: save = wait for them, discard = go without.
struct AnswerGuard {
    enum class Choice : std::uint8_t { save, discard, stay } choice = Choice::stay;
};

// --- the past (see past.hpp)
struct LookIntoThePast {};
/// An index of the moments, or their number for the present.
struct LookAt {
    std::size_t at = 0;
};
struct RestorePast {};
struct ReturnToThePresent {};
struct NameVersion {
    std::string name;
};

// --- the program
struct ShowPanel {
    Panel panel = Panel::none;
};
struct WriteDetails {}; ///< the keyboard goes into the sheet of what is chosen
struct SetTheme {
    ThemeName theme{};
};
struct SetUiScale {
    float scale = 1;
};
struct SetMotion {
    bool on = true;
};
struct SetToolbarEdge {
    ToolbarEdge edge{};
};
/// Of those who read from afar, in metres; 0 = nobody does.
struct SetViewingDistance {
    float metres = 0;
};
/// The window for an audience: opens or closes it.
struct ShowAudience {
    bool on = true;
};
/// What the audience sees (see audience.hpp). View: nothing = as it was.
struct SetAudience {
    AudienceShows shows{};
    std::optional<View> view;
};
struct SetTouch {
    TouchSource source{};
};
struct SetLiesFlat {
    bool on = false;
};
struct SetWipeWithHand {
    bool on = false;
};
struct SetInkFrom {
    InkFrom source{};
};
struct SetKeypads {
    KeypadUse use{};
};
/// Whether on-screen keyboards offer this language.
struct OfferKeyLanguage {
    KeyLanguage language{};
    bool on = true;
};
struct ShadeByEvidence {
    bool on = false;
};
struct StartTimer {
    double seconds = 300;
};
struct StopTimer {};
struct ToggleFullscreen {};
struct ToggleAudienceFullscreen {};
struct Say {
    std::string sentence;
    bool problem = false;
};
/// Of the messages shown, oldest first.
struct ForgetMessage {
    std::size_t index = 0;
};

struct Intent {
    using Choice =
        std::variant<Commit, Undo, Redo, UndoMine, GoToStep, ShowJourney, Select, SelectAll, FocusOn, Write,
                     StopWriting, TypeOn, PressOn, ChooseKeyLanguage, OpenMoment, ChooseTool, ChooseColour,
                     ChooseCurve, Copy, Cut,
                     AskForClipboard, Paste, Duplicate, InsertPictures, SetView, ZoomBy, FitBoard,
                     ZoomToSelection, ZoomTo, NewSession, OpenFile, BringBack, Save, SaveAs, ExportTo,
                     CloseSession, Quit, AnswerGuard, LookIntoThePast, LookAt, RestorePast,
                     ReturnToThePresent, NameVersion, ShowPanel, WriteDetails, SetTheme, SetUiScale,
                     SetMotion, SetToolbarEdge, SetViewingDistance, ShowAudience, SetAudience, SetTouch,
                     SetLiesFlat, SetWipeWithHand, SetInkFrom, SetKeypads, OfferKeyLanguage, ShadeByEvidence,
                     StartTimer, StopTimer, ToggleFullscreen, ToggleAudienceFullscreen, Say, ForgetMessage>;
    Choice what;

    // Made once (intent.cpp), not in every file that asks for something.
    template <class What>
        requires one_of<What, Choice>
        Intent(What choice); // NOLINT(google-explicit-constructor): an intent is what it wants
    Intent(const Intent&);
    Intent(Intent&&) noexcept;
    Intent& operator=(const Intent&);
    Intent& operator=(Intent&&) noexcept;
    ~Intent();
};

/// What hands and panels return: nothing of it is written until `perform`.
struct Ask {
    std::vector<Intent> intents;
    void intend(Intent intent) { intents.push_back(std::move(intent)); }
};

} // namespace waymark
