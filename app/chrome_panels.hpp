#pragma once
#include "app/chrome.hpp"
#include "app/chrome_kit.hpp"
#include "app/drives.hpp"
#include "app/folders.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// The panels, one function each. They read the App, keep only what is theirs (a half-typed name, a scroll
/// place) and ask.
namespace waymark {

inline constexpr std::size_t toolbar_item_count = 12, note_item = 2;

/// One pill; places are those of the last frame, screen pixels.
struct Toolbar {
    bool is_there = false;
    ToolbarEdge edge = ToolbarEdge::bottom; ///< one of the four
    Rect place;
    std::size_t items = 0; ///< the first so many of all
    std::array<Rect, toolbar_item_count> buttons;
    std::uint32_t pressed = 0; ///< a bit for each button that a finger is on
};

/// A button of a pill, by number.
struct ToolbarPlace {
    std::size_t bar = 0, item = 0;
};

/// The toolbar, once or at both sides. Its note button is a board matter: a contact on it may be pulled off
/// as a note. Fingers press its buttons side by side, each by itself.
struct ToolbarState {
    ToolbarEdge edge = ToolbarEdge::bottom;
    std::optional<std::size_t> dragged; ///< by its grip: it goes to whichever edge is nearest
    std::array<Toolbar, 2> bars;
    std::size_t count = 1;
    std::size_t touched = 0;            ///< the one used last: what belongs to a tool opens there
    Rect timer_button, audience_button; ///< in the top bar; their choices hang under them

    const Toolbar& touched_bar() const { return bars[touched]; }
    std::optional<ToolbarPlace> under(Vec2 at_px) const;
};

struct PaletteState {
    std::string typed;
    int chosen = 0;
    bool follow = false; ///< the list scrolls to what is chosen
    bool fresh = true;
};

/// The notes among what the sheet is about and what all of them have in common, found in one pass and kept
/// while nothing has changed.
struct ChosenNotes {
    std::optional<Shared<Journey>> journey; ///< the value they were found in
    Selection things;
    std::vector<Id> notes;
    std::optional<NoteColour> colour;
    std::optional<NoteKind> kind;
    std::optional<EvidenceState> evidence;
};

/// What the sheet is about: a moment that is open, else these.
struct SheetOn {
    Id moment = Id::none;
    Selection things;
};

/// What is being written in the selection sheet; taken anew when another thing is chosen.
struct SheetState {
    SessionId session{};
    Id thing = Id::none;
    std::uint64_t sequence = 0; ///< of the session when the fields were filled
    MagicMoment moment;
    Stage stage;
    Lane lane;
    std::string score;
    std::string description; ///< of a picture, or a connector's words
    float shown = 0;         ///< 0 hidden … 1 slid in
    float height = 0;        ///< that its contents took in the frame before, px
    bool at_left = false;    ///< on a wide wall it comes where it was asked for
    ChosenNotes notes;
    bool keys_wanted = false; ///< its first field (or button) is to have the keyboard
    bool has_keys = false;    ///< the keyboard walks in it, also where it is not in a field
    SheetOn on;
    bool is_written =
        false; ///< somebody writes in a field of it: whatever others choose, it stays what it is about
    std::vector<Rect> clear_of; ///< toolboxes and keys; of when somebody began to write in it
};

struct FilesState {
    bool fresh = true;
    std::string folder;
    std::string name;            ///< to save or export as
    bool name_wants_keys = true; ///< the field of the name is given the keyboard, all of it chosen
    int format = 0;              ///< of an export: PNG, SVG, PDF
    int with_names = 0;          ///< of those who took part: 0 no, 1 yes; chosen anew for each export
    std::string agreed;          ///< the path the person has agreed to replace
    std::string confirming;      ///< the path that is written when it is known whether something is there
    bool choosing = true;        ///< the folder, until one is known to be there or the person goes to another
    Known<std::vector<FolderEntry>> entries; ///< of the folder
    std::vector<FolderPlace> places;
    std::vector<std::string> chosen; ///< paths, of pictures to insert
};

/// What is being written about the session, the journey and its personas; taken anew when the sheet opens or
/// something was committed.
struct FactsState {
    bool fresh = true;
    std::uint64_t sequence = 0;
    SetSessionFacts session;
    SetJourneyFacts journey;
    std::vector<Persona> personas;
    float height = 0; ///< that its contents took in the frame before, px
};

struct PanelStates {
    FactsState facts;
    ToolbarState toolbar;
    bool pressed_left = false; ///< the last press was in the window's left half
    bool panels_left = false;  ///< on a wide wall the dialog that is open lies there
    PaletteState palette;
    SheetState sheet;
    FilesState files;
    bool all_messages = false; ///< more of them than a few are shown
    std::string version_name;  ///< being written
    float ui_scale = 0;        ///< on the slider while it is held; 0 = the one in use
    Panel last = Panel::none;  ///< of the frame before: a panel that opens begins fresh
};

/// Everything a panel gets.
struct PanelFrame {
    ChromeKit& kit;
    const App& app;
    PanelStates& states;
    Ask& ask;
    std::vector<Chrome::ThumbnailPlace>& thumbnails;
    Rect& covered;             ///< grows with what stays on the screen (see Chrome::covered_px)
    std::vector<Edit>& drafts; ///< what a field will commit when it is left (see Chrome::drafts)
};

constexpr float sheet_width = 320, sheet_margin = 12; ///< of the sheet for what is chosen

void show_top_bar(PanelFrame& frame);
void show_toolbar(PanelFrame& frame);
/// What pressing an item of the toolbar asks for.
void use_toolbar_item(std::size_t item, Ask& ask);
void show_selection_sheet(PanelFrame& frame);
void show_messages(PanelFrame& frame);
void show_start_screen(PanelFrame& frame);
void show_palette(PanelFrame& frame);
void show_history(PanelFrame& frame);
void show_journeys(PanelFrame& frame);
void show_time_bar(PanelFrame& frame);
void show_name_version(PanelFrame& frame);
void show_in_use(PanelFrame& frame);
void show_journey_facts(PanelFrame& frame); ///< names, scenario, goal, personas, language
void show_file_browser(PanelFrame& frame);  ///< opening, saving, exporting
void show_timer(PanelFrame& frame);
void show_audience(PanelFrame& frame); ///< what the audience's window shows
void show_ui_scale(PanelFrame& frame);
/// What a facilitator decides about the screen: where the toolbar lies, who reads from afar, what an audience
/// sees.
void show_screen_settings(PanelFrame& frame);
void show_settings(PanelFrame& frame);
void show_keypad_settings(PanelFrame& frame); ///< a part of them
void show_shortcuts(PanelFrame& frame);
void show_guard(PanelFrame& frame);

/// A panel's title, with the button that closes the panel at its right.
void show_panel_title(PanelFrame& frame, const std::string& words);

/// A scrolling part of a panel that fingers can drag. Followed by `ImGui::EndChild`.
void begin_scroll(const char* id, Vec2 size_px);

} // namespace waymark
