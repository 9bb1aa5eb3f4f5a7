#include "app/command.hpp"

#include "app/removal.hpp"
#include "sessions/facing.hpp"
#include "sessions/templates.hpp"

#include <algorithm>
#include <array>

namespace waymark {
namespace {

using Intents = std::vector<Intent>;

// --- when a command is possible
bool always(const App&) { return true; }
bool on_board(const App& app) { return app.screen == Screen::board; }
bool with_selection(const App& app) { return on_board(app) && !app.selection.empty(); }
bool with_one(const App& app) { return on_board(app) && app.selection.size() == 1; }
bool with_notes(const App& app) {
    return on_board(app) && std::ranges::any_of(app.selection, [&](Id id) {
               return find_note(app.board_journey(), id) != nullptr;
           });
}
bool is_turned(const Note& note) { return note.facing != Facing::bottom || note.angle != 0; }
bool with_turned(const App& app) {
    if (!on_board(app)) return false;
    const Journey& journey = app.board_journey();
    for (const Shared<Note>& note : journey.notes)
        if (is_turned(*note)) return true;
    return std::ranges::any_of(journey.pictures, [](const auto& picture) { return picture->angle != 0; });
}
bool with_notes_on_table(const App& app) { return with_notes(app) && app.settings.lies_flat; }
bool can_undo(const App& app) { return on_board(app) && (app.history.can_undo() || app.writing); }
bool can_redo(const App& app) { return on_board(app) && app.history.can_redo(); }
bool with_file(const App& app) { return on_board(app) && (app.dirty() || app.file.path.empty()); }
bool with_journeys(const App& app) { return on_board(app) && app.session().journeys.size() > 1; }
/// The stage or lane meant: chosen alone, else the keyboard's.
Id meant_stage(const App& app) {
    const Journey& journey = app.board_journey();
    if (app.selection.size() == 1 && find_stage(journey, app.selection.front())) return app.selection.front();
    return find_stage(journey, app.focus.stage) ? app.focus.stage : Id::none;
}
Id meant_lane(const App& app) {
    const Journey& journey = app.board_journey();
    if (app.selection.size() == 1 && find_lane(journey, app.selection.front())) return app.selection.front();
    return find_lane(journey, app.focus.lane) ? app.focus.lane : Id::none;
}
bool with_stage(const App& app) { return on_board(app) && meant_stage(app) != Id::none; }
bool with_lane(const App& app) { return on_board(app) && meant_lane(app) != Id::none; }
bool with_audience(const App& app) { return app.audience.has_value(); }
bool with_timer(const App& app) { return on_board(app) && app.timer.has_value(); }
bool with_past(const App& app) { return on_board(app) && app.keeper.is_on(); }
bool with_details(const App& app) {
    return on_board(app) && (!app.selection.empty() || app.open_moment != Id::none ||
                             (app.focus.shown && app.focus.thing != Id::none));
}

// --- what commands ask for
template <class What> Intents plain(const App&) { return {What{}}; }
template <Panel panel> Intents show(const App& app) {
    return {ShowPanel{app.panel == panel ? Panel::none : panel}};
}
template <Tool tool> Intents choose(const App&) { return {ChooseTool{tool}}; }

Selection chosen_notes(const App& app) {
    Selection notes;
    for (const Id id : app.selection)
        if (find_note(app.board_journey(), id)) notes.push_back(id);
    return notes;
}
template <NoteColour colour> Intents paint_notes(const App& app) {
    return {Commit{SetColour{chosen_notes(app), colour}, std::nullopt}, ChooseColour{colour}};
}
template <NoteKind kind> Intents make_kind(const App& app) {
    return {Commit{SetKind{chosen_notes(app), kind}, std::nullopt}};
}
template <EvidenceState state> Intents make_evidence(const App& app) {
    return {Commit{SetEvidence{chosen_notes(app), state}, std::nullopt}};
}

/// Everything that somebody has turned, as one step.
Intents set_upright(const App& app) {
    const Journey& journey = app.board_journey();
    TurnNotes turns;
    for (const Shared<Note>& note : journey.notes)
        if (is_turned(*note)) turns.turns.push_back({note->id, Facing::bottom, 0});
    Several all{{}, "Set all upright"};
    if (!turns.turns.empty()) all.edits.emplace_back(std::move(turns));
    for (const Shared<Picture>& picture : journey.pictures) {
        if (picture->angle == 0) continue;
        Picture upright = *picture;
        upright.angle = 0;
        all.edits.emplace_back(PutPicture{std::move(upright)});
    }
    return {Commit{std::move(all), std::nullopt}};
}
Intents turn_notes(const App& app) {
    TurnNotes turns;
    for (const Id id : chosen_notes(app)) {
        const Note& note = *find_note(app.board_journey(), id);
        turns.turns.push_back({id, turned_on(note.facing), note.angle});
    }
    return {Commit{std::move(turns), std::nullopt}};
}

Intents park(const App& app) {
    MoveNotes moves;
    for (const Id id : chosen_notes(app)) moves.moves.push_back({id, Parked{}});
    return {Commit{std::move(moves), std::nullopt}};
}

Id fresh(const App& app) { return Id{app.session().next_id}; }

/// A new stage comes after the one that has the focus, else last; its title is written at once.
Intents add_stage(const App& app) {
    const Journey& journey = app.board_journey();
    const auto focused = stage_index(journey, app.focus.stage);
    const std::size_t index = focused ? *focused + 1 : journey.stages.size();
    Stage stage;
    stage.id = fresh(app);
    stage.title = "New stage";
    if (index > 0) stage.phase = journey.stages[index - 1]->phase;
    return {Commit{AddStage{stage, index}, std::nullopt}, FocusOn{stage.id, stage.id, Id::none},
            Write{stage.id, true}};
}
Intents remove_stage(const App& app) { return {Commit{RemoveStage{meant_stage(app)}, std::nullopt}}; }
Intents remove_lane(const App& app) { return {Commit{RemoveLane{meant_lane(app)}, std::nullopt}}; }

template <std::size_t index> Intents new_session(const App&) {
    return {NewSession{std::string{template_names().at(index).name}}};
}

template <LaneKind kind> Intents add_lane(const App& app) {
    const Journey& journey = app.board_journey();
    Lane lane;
    lane.id = fresh(app);
    lane.kind = kind;
    lane.backstage = kind == LaneKind::processes || kind == LaneKind::owners || kind == LaneKind::metrics;
    std::size_t index = journey.lanes.size();
    if (!lane.backstage) // before the first backstage lane
        for (index = 0; index < journey.lanes.size() && !journey.lanes[index]->backstage; ++index) {}
    Intents intents{Commit{AddLane{lane, index}, std::nullopt}};
    if (kind == LaneKind::custom) intents.emplace_back(Write{lane.id, true});
    return intents;
}

Intents write_chosen(const App& app) { return {Write{app.selection.front(), false}}; }
Intents remove_chosen(const App& app) {
    std::optional<Edit> edit = removal(app.board_journey(), app.selection);
    if (!edit) return {};
    return {Commit{std::move(*edit), Selection{}}};
}
Intents toggle_shading(const App& app) { return {ShadeByEvidence{!app.shade_by_evidence}}; }
Intents toggle_motion(const App& app) { return {SetMotion{!app.settings.motion}}; }
Intents toggle_tuio(const App& app) {
    const TouchSource now = app.touch_for_now.value_or(app.settings.touch);
    return {SetTouch{now == TouchSource::tuio || now == TouchSource::both ? TouchSource::automatic
                                                                          : TouchSource::tuio}};
}
Intents toggle_lies_flat(const App& app) { return {SetLiesFlat{!app.settings.lies_flat}}; }
template <InkFrom source> Intents ink_from(const App&) { return {SetInkFrom{source}}; }
Intents toggle_keypads(const App& app) {
    const bool never = app.settings.keypads == KeypadUse::never;
    return {SetKeypads{never ? KeypadUse::automatic : KeypadUse::never}};
}
Intents toggle_wipe(const App& app) { return {SetWipeWithHand{!app.settings.wipe_with_hand}}; }
template <ThemeName theme> Intents use_theme(const App&) { return {SetTheme{theme}}; }
Intents larger(const App& app) { return {SetUiScale{app.ui_scale + 0.25f}}; }
Intents smaller(const App& app) { return {SetUiScale{app.ui_scale - 0.25f}}; }
Intents zoom_in(const App&) { return {ZoomBy{1.25f}}; }
Intents zoom_out(const App&) { return {ZoomBy{0.8f}}; }
Intents whole_size(const App&) { return {ZoomTo{1}}; }
template <CurveKind kind> Intents draw_curve(const App& app) {
    return {ChooseCurve{kind, app.curve_persona}, ChooseTool{Tool::curve}};
}

Intents next_journey(const App& app) {
    const auto& journeys = app.session().journeys;
    const auto shown = std::ranges::find_if(journeys, [&](const auto& j) { return j->id == app.journey; });
    const auto next = shown == journeys.end() || shown + 1 == journeys.end() ? journeys.begin() : shown + 1;
    return {ShowJourney{(*next)->id}};
}
Intents look_back(const App& app) {
    if (app.past) return {ReturnToThePresent{}};
    return {LookIntoThePast{}};
}
Intents deselect(const App&) { return {Select{{}}}; }
Intents toggle_audience(const App& app) { return {ShowAudience{!app.audience}}; }
template <AudienceShows shows> Intents show_audience_what(const App&) {
    return {SetAudience{shows, std::nullopt}};
}
Intents toggle_both_sides(const App& app) {
    const bool both = app.settings.toolbar_edge == ToolbarEdge::both;
    return {SetToolbarEdge{both ? ToolbarEdge::automatic : ToolbarEdge::both}};
}

constexpr Modifiers none{}, control{.control = true}, control_shift{.shift = true, .control = true},
    shift{.shift = true};
std::optional<Shortcut> key(Key pressed, Modifiers with = none) { return Shortcut{pressed, with}; }
const std::optional<Shortcut> no_key;

std::vector<Command> board_commands() {
    return {
        {"Undo", "back step", key(Key::z, control), can_undo, plain<Undo>, true},
        {"Redo", "again forward step", key(Key::z, control_shift), can_redo, plain<Redo>, true},
        {"History", "steps timeline versions", key(Key::h, control), on_board, show<Panel::history>},
        {"Time travel", "past history versions earlier back restore slider", key(Key::h, control_shift),
         with_past, look_back},
        {"Name this version", "history milestone remember keep", no_key, with_past,
         show<Panel::name_version>},
        {"Write", "edit text note rename", key(Key::f2), with_one, write_chosen},
        {"Details of what is chosen", "sheet properties panel fields edit", key(Key::f6), with_details,
         plain<WriteDetails>},
        {"Delete", "remove erase", key(Key::del), with_selection, remove_chosen},
        {"Duplicate", "copy twice", key(Key::d, control), with_selection, plain<Duplicate>},
        {"Copy", "clipboard", key(Key::c, control), with_selection, plain<Copy>},
        {"Cut", "clipboard", key(Key::x, control), with_selection, plain<Cut>},
        {"Paste", "clipboard insert", key(Key::v, control), on_board, plain<AskForClipboard>},
        {"Select all", "everything", key(Key::a, control), on_board, plain<SelectAll>},
        {"Select nothing", "deselect clear", key(Key::escape), with_selection, deselect},
        {"Move to the parking lot", "later put away", no_key, with_notes, park},
        {"Turn to the next side", "note rotate table quarter facing", key(Key::r, shift), with_notes_on_table,
         turn_notes},
        {"Set all upright", "turn straight rotate table wall", key(Key::u, control_shift), with_turned,
         set_upright},
        {"Fit the board", "zoom whole overview everything", key(Key::digit_1, shift), on_board,
         plain<FitBoard>},
        {"Zoom to selection", "closer", key(Key::digit_2, shift), with_selection, plain<ZoomToSelection>},
        {"Zoom in", "closer larger", key(Key::plus, control), on_board, zoom_in, true},
        {"Zoom out", "smaller farther", key(Key::minus, control), on_board, zoom_out, true},
        {"Zoom to 100 %", "actual size", key(Key::digit_0, control), on_board, whole_size},
    };
}

std::vector<Command> tool_commands() {
    return {
        {"Select", "tool arrow move", key(Key::v), on_board, choose<Tool::select>},
        {"Hand", "tool pan move the board", key(Key::h), on_board, choose<Tool::hand>},
        {"Sticky note", "tool write add new", key(Key::s), on_board, choose<Tool::note>},
        {"Emotion curve", "tool draw feeling line", key(Key::e), on_board, draw_curve<CurveKind::emotion>},
        {"Expectation curve", "tool draw expected line gap", key(Key::e, shift), on_board,
         draw_curve<CurveKind::expectation>},
        {"Magic moment", "tool star moment of truth", key(Key::m), on_board, choose<Tool::moment>},
        {"Pen", "tool ink draw", key(Key::p), on_board, choose<Tool::pen>},
        {"Connector", "tool arrow line link", key(Key::l), on_board, choose<Tool::connector>},
        {"Picture", "tool image photo insert", key(Key::i), on_board, show<Panel::open_picture>},
        {"Eraser", "tool rub out", key(Key::x), on_board, choose<Tool::eraser>},
    };
}

std::vector<Command> map_commands() {
    return {
        {"Add stage", "column phase new", no_key, on_board, add_stage},
        {"Delete stage", "column remove phase", no_key, with_stage, remove_stage},
        {"Delete lane", "row remove", no_key, with_lane, remove_lane},
        {"Add lane: Actions", "row doing", no_key, on_board, add_lane<LaneKind::actions>},
        {"Add lane: Touchpoints", "row contact", no_key, on_board, add_lane<LaneKind::touchpoints>},
        {"Add lane: Channels", "row", no_key, on_board, add_lane<LaneKind::channels>},
        {"Add lane: Thoughts", "row thinking", no_key, on_board, add_lane<LaneKind::thoughts>},
        {"Add lane: Emotion", "row curve feeling", no_key, on_board, add_lane<LaneKind::emotion>},
        {"Add lane: Needs", "row", no_key, on_board, add_lane<LaneKind::needs>},
        {"Add lane: Pain points", "row problems", no_key, on_board, add_lane<LaneKind::pain_points>},
        {"Add lane: Gains", "row joys delights", no_key, on_board, add_lane<LaneKind::gains>},
        {"Add lane: Opportunities", "row ideas", no_key, on_board, add_lane<LaneKind::opportunities>},
        {"Add lane: Processes", "row backstage", no_key, on_board, add_lane<LaneKind::processes>},
        {"Add lane: Owners", "row backstage", no_key, on_board, add_lane<LaneKind::owners>},
        {"Add lane: Evidence", "row proof", no_key, on_board, add_lane<LaneKind::evidence>},
        {"Add lane: Metrics", "row figures", no_key, on_board, add_lane<LaneKind::metrics>},
        {"Add lane: own name", "row custom", no_key, on_board, add_lane<LaneKind::custom>},
        {"Next journey", "switch map persona future current", key(Key::page_down, control), with_journeys,
         next_journey},
        {"Journeys", "maps list switch", no_key, on_board, show<Panel::journeys>},
        {"New journey", "map add another persona", no_key, on_board, intents_for_new_journey},
        {"Name the session and journey", "title rename language state", no_key, on_board,
         show<Panel::journey_facts>},
        {"Persona, scenario and goal", "purpose customer who facts language", no_key, on_board,
         show<Panel::journey_facts>},
        {"Shade by evidence", "assumption truth fade", no_key, on_board, toggle_shading},
    };
}

std::vector<Command> note_commands() {
    return {
        {"Colour: yellow", "note paint", no_key, with_notes, paint_notes<NoteColour::yellow>},
        {"Colour: pink", "note paint", no_key, with_notes, paint_notes<NoteColour::pink>},
        {"Colour: blue", "note paint", no_key, with_notes, paint_notes<NoteColour::blue>},
        {"Colour: green", "note paint", no_key, with_notes, paint_notes<NoteColour::green>},
        {"Colour: orange", "note paint", no_key, with_notes, paint_notes<NoteColour::orange>},
        {"Colour: violet", "note paint", no_key, with_notes, paint_notes<NoteColour::violet>},
        {"Colour: white", "note paint", no_key, with_notes, paint_notes<NoteColour::white>},
        {"Kind: plain", "note", no_key, with_notes, make_kind<NoteKind::plain>},
        {"Kind: pain point", "note problem", no_key, with_notes, make_kind<NoteKind::pain>},
        {"Kind: gain", "note joy delight", no_key, with_notes, make_kind<NoteKind::gain>},
        {"Kind: idea", "note opportunity", no_key, with_notes, make_kind<NoteKind::idea>},
        {"Kind: question", "note open", no_key, with_notes, make_kind<NoteKind::question>},
        {"Kind: need", "note want", no_key, with_notes, make_kind<NoteKind::need>},
        {"Kind: action", "note to do", no_key, with_notes, make_kind<NoteKind::action>},
        {"Kind: decision", "note agreed", no_key, with_notes, make_kind<NoteKind::decision>},
        {"Kind: quote", "note customer said", no_key, with_notes, make_kind<NoteKind::quote>},
        {"Evidence: assumption", "truth guess", no_key, with_notes, make_evidence<EvidenceState::assumption>},
        {"Evidence: hearsay", "truth heard", no_key, with_notes, make_evidence<EvidenceState::hearsay>},
        {"Evidence: observed", "truth seen", no_key, with_notes, make_evidence<EvidenceState::observed>},
        {"Evidence: measured", "truth figure", no_key, with_notes, make_evidence<EvidenceState::measured>},
        {"Evidence: confirmed by customer", "truth validated", no_key, with_notes,
         make_evidence<EvidenceState::confirmed>},
    };
}

std::vector<Command> program_commands() {
    return {
        {"Save", "file keep write", key(Key::s, control), with_file, plain<Save>},
        {"Save as …", "file copy name", key(Key::s, control_shift), on_board, show<Panel::save_file>},
        {"Open …", "file session load", key(Key::o, control), always, show<Panel::open_file>},
        {"Export …", "picture png svg pdf take away", key(Key::e, control), on_board,
         show<Panel::export_file>},
        {"Close session", "start screen new templates", key(Key::w, control), on_board, plain<CloseSession>},
        {"Timer", "time box minutes countdown", no_key, on_board, show<Panel::timer>},
        {"Stop timer", "time box end", no_key, with_timer, plain<StopTimer>},
        {"New session: blank", "template board empty", no_key, always, new_session<0>},
        {"New session: five stages", "template", no_key, always, new_session<1>},
        {"New session: winter jacket", "template example shop", no_key, always, new_session<2>},
        {"New session: spare parts", "template example", no_key, always, new_session<3>},
        {"New session: machine repair", "template example", no_key, always, new_session<4>},
        {"New session: bank portfolio", "template example", no_key, always, new_session<5>},
        {"New session: buying centre", "template example", no_key, always, new_session<6>},
        {"Search commands", "palette find", key(Key::k, control), always, show<Panel::palette>},
        {"Settings", "theme scale preferences", key(Key::comma, control), always, show<Panel::settings>},
        {"Keyboard shortcuts", "help keys", key(Key::f1), always, show<Panel::shortcuts>},
        {"Theme: paper", "light bright", no_key, always, use_theme<ThemeName::paper>},
        {"Theme: dark room", "night projector", no_key, always, use_theme<ThemeName::dark_room>},
        {"Theme: high contrast", "accessible", no_key, always, use_theme<ThemeName::high_contrast>},
        {"Larger interface", "ui scale bigger", no_key, always, larger},
        {"Smaller interface", "ui scale", no_key, always, smaller},
        {"Motion on or off", "animation", no_key, always, toggle_motion},
        {"Touch table by TUIO on or off", "tracker camera udp network listen", no_key, always, toggle_tuio},
        {"The screen is a table or a wall", "lies flat turn to me side", no_key, always, toggle_lies_flat},
        {"Ink: fingers until a pen is seen", "pen tool touch write automatic", no_key, always,
         ink_from<InkFrom::automatic>},
        {"Ink: fingers write", "pen tool touch table without pens", no_key, always,
         ink_from<InkFrom::fingers>},
        {"Ink: only pens write", "pen tool stylus touch moves", no_key, always, ink_from<InkFrom::pens>},
        {"Wipe ink with the flat hand on or off", "palm erase", no_key, always, toggle_wipe},
        {"On-screen keyboards on or off", "keys type touch language pinyin emoji", no_key, always,
         toggle_keypads},
        {"Full screen", "window present", key(Key::f11), always, plain<ToggleFullscreen>},
        {"Window for an audience", "second screen projector monitor present show on off",
         key(Key::f11, shift), always, toggle_audience},
        {"Audience: sees what I see", "second screen follow view", no_key, with_audience,
         show_audience_what<AudienceShows::follows>},
        {"Audience: sees the whole board", "second screen fit view", no_key, with_audience,
         show_audience_what<AudienceShows::whole>},
        {"Audience: has a view of its own", "second screen", no_key, with_audience,
         show_audience_what<AudienceShows::own>},
        {"Toolbars at both sides on or off", "wall wide left right", no_key, always, toggle_both_sides},
        {"Quit", "exit close end", key(Key::q, control), always, plain<Quit>},
    };
}

} // namespace

const std::vector<Command>& commands() {
    static const std::vector<Command> all = [] {
        std::vector<Command> list;
        for (const auto& part :
             {board_commands(), tool_commands(), note_commands(), map_commands(), program_commands()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

const char* when_possible(const Command& command) {
    static constexpr std::pair<bool (*)(const App&), const char*> conditions[] = {
        {on_board, "when a session is open"},
        {with_selection, "when something is chosen"},
        {with_one, "when one thing is chosen"},
        {with_notes, "when notes are chosen"},
        {with_notes_on_table, "when notes are chosen on a table"},
        {with_turned, "when something is turned"},
        {can_undo, "when there is a step to take back"},
        {can_redo, "when a step was taken back"},
        {with_file, "when there are unsaved changes"},
        {with_journeys, "when there are several journeys"},
        {with_stage, "when a stage is chosen or has the keyboard"},
        {with_lane, "when a lane is chosen or has the keyboard"},
        {with_timer, "while the timer runs"},
        {with_audience, "while there is a window for an audience"},
        {with_past, "when a session is open that is kept"},
        {with_details, "when something is chosen"}};
    for (const auto& [condition, words] : conditions)
        if (condition == command.possible) return words;
    return "";
}

} // namespace waymark
