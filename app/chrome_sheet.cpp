#include "app/chrome_sheet.hpp"

#include "app/removal.hpp"
#include "app/tools.hpp"

#include <algorithm>
#include <span>
#include <unordered_set>
#include <utility>

/// The sheet at the right: what is chosen, and what can be done with it. Only there while something is
/// chosen.
namespace waymark {
namespace {

constexpr float over_toolbar = 60;  // px at scale 1
constexpr float least_height = 240; // px at scale 1, of a sheet that is scrolled
constexpr double slide_s = 0.15;

template <class T> const T* with_id(const std::vector<Shared<T>>& all, Id id) {
    const auto found = std::ranges::find_if(all, [&](const Shared<T>& one) { return one->id == id; });
    return found == all.end() ? nullptr : found->get();
}

/// What the sheet is about: what is chosen, else what the keyboard stands on.
std::span<const Id> things_of(const App& app) {
    if (!app.selection.empty() || !app.focus.shown || app.focus.thing == Id::none) return app.selection;
    return {&app.focus.thing, 1};
}

template <class T> void keep_common(std::optional<T>& common, T value, bool first) {
    if (first)
        common = value;
    else if (common != value)
        common.reset();
}

void look_at_what_is_chosen(const App& app, SheetOn& on) {
    on.moment = find_moment(app.board_journey(), app.open_moment) ? app.open_moment : Id::none;
    const std::span<const Id> things = things_of(app);
    on.things.assign(things.begin(), things.end()); // keeps its room
}

/// Finds the notes anew when other things are chosen or the journey has changed; a thousand of them are one
/// pass over the journey.
const ChosenNotes& chosen_notes(const App& app, const Selection& things, ChosenNotes& kept) {
    const auto& journeys = app.session().journeys;
    const auto journey = std::ranges::find_if(journeys, [&](const auto& j) { return j->id == app.journey; });
    if (journey == journeys.end()) return kept = {};
    if (kept.journey && kept.journey->same(*journey) && kept.things == things) return kept;
    kept = {};
    kept.journey = *journey;
    kept.things = things;
    const std::unordered_set<Id> wanted{things.begin(), things.end()};
    if (wanted.empty()) return kept;
    for (const Shared<Note>& note : (*journey)->notes) {
        if (!wanted.contains(note->id)) continue;
        const bool first = kept.notes.empty();
        keep_common(kept.colour, note->colour, first);
        keep_common(kept.kind, note->kind, first);
        keep_common(kept.evidence, note->evidence, first);
        kept.notes.push_back(note->id);
    }
    return kept;
}

SheetChosen chosen_on(const App& app, const SheetOn& on, ChosenNotes& kept) {
    SheetChosen chosen;
    const Journey& journey = app.board_journey();
    if (const MagicMoment* open = find_moment(journey, on.moment)) {
        chosen.moment = open;
        return chosen;
    }
    chosen.notes = &chosen_notes(app, on.things, kept);
    chosen.others = chosen.count() - chosen.notes->notes.size();
    if (chosen.with_notes() || chosen.count() != 1) return chosen;
    const Id id = chosen.notes->things.front();
    chosen.moment = find_moment(journey, id);
    chosen.stage = find_stage(journey, id);
    chosen.lane = find_lane(journey, id);
    chosen.curve = find_curve(journey, id);
    chosen.picture = with_id(journey.pictures, id);
    chosen.connector = with_id(journey.connectors, id);
    return chosen;
}

/// The one thing whose fields are shown; none when it is notes or several things.
Id subject(const SheetChosen& chosen) {
    if (chosen.moment) return chosen.moment->id;
    if (chosen.stage) return chosen.stage->id;
    if (chosen.lane) return chosen.lane->id;
    if (chosen.picture) return chosen.picture->id;
    if (chosen.connector) return chosen.connector->id;
    return Id::none;
}

/// While somebody writes in a field, what it is about stays, whatever others choose; until it has gone.
SheetChosen chosen_now(const App& app, SheetState& sheet) {
    if (sheet.is_written) {
        const SheetChosen kept = chosen_on(app, sheet.on, sheet.notes);
        if (subject(kept) == sheet.thing) return kept;
        sheet.is_written = false;
    }
    look_at_what_is_chosen(app, sheet.on);
    return chosen_on(app, sheet.on, sheet.notes);
}

/// Fields begin with what the session holds, anew whenever that has changed while nobody writes in them.
void fill_fields(PanelFrame& frame, const SheetChosen& chosen) {
    SheetState& sheet = frame.states.sheet;
    const bool same = sheet.session == frame.app.session().id && sheet.thing == subject(chosen);
    if (same && sheet.sequence == frame.app.sequence) return;
    sheet.session = frame.app.session().id;
    sheet.thing = subject(chosen);
    sheet.sequence = frame.app.sequence;
    if (chosen.moment) sheet.moment = *chosen.moment;
    if (chosen.lane) sheet.lane = *chosen.lane, sheet.lane.title = title(*chosen.lane);
    if (chosen.picture) sheet.description = chosen.picture->description;
    if (chosen.connector) sheet.description = chosen.connector->text;
    if (!chosen.stage) return;
    sheet.stage = *chosen.stage;
    sheet.score = chosen.stage->tolerance ? score_text(*chosen.stage->tolerance) : "";
}

/// 0 … 1, eased, on its way in or out.
float slid(PanelFrame& frame, bool wanted) {
    SheetState& sheet = frame.states.sheet;
    const float step = frame.app.settings.motion ? static_cast<float>(frame.app.time_step_s / slide_s) : 1.0f;
    sheet.shown = std::clamp(sheet.shown + (wanted ? step : -step), 0.0f, 1.0f);
    return 1 - (1 - sheet.shown) * (1 - sheet.shown);
}

/// Where it lies once it is there, at this side.
Rect sheet_place(PanelFrame& frame, bool at_left) {
    ChromeKit& kit = frame.kit;
    const float width = kit.px(sheet_width), margin = kit.px(sheet_margin), top = frame.covered.at.y + margin;
    const float height =
        std::min(std::max(kit.px(160), frame.states.sheet.height), kit.window_px().y - top - margin);
    const float left =
        at_left ? frame.covered.at.x + margin : kit.window_px().x - margin - frame.covered.size.x - width;
    // On a wall it stands over the toolbar, where hands reach, and clear of what opens beside that.
    const ToolbarState& bars = frame.states.toolbar;
    const float low = bars.touched_bar().place.top() - kit.px(over_toolbar) - height;
    return {{left, bars.count == 2 ? std::max(top, low) : top}, {width, height}};
}

/// Somebody types there: what others choose must not hide their keys.
bool would_hide_keys(const PanelFrame& frame, const Rect& place) {
    return std::ranges::any_of(frame.app.hands.keypads.open, [&](const Keypad& keypad) {
        return keypad.thing != panel_field && covered_by(keypad, frame.app.ui_scale).touches(place);
    });
}

bool would_hide_something(const PanelFrame& frame, const Rect& place) {
    const Board board = board_of(frame.app);
    return would_hide_keys(frame, place) ||
           std::ranges::any_of(frame.app.hands.toolboxes, [&](const Toolbox& box) {
               return covered_by(box, frame.app.hands, board).touches(place);
           });
}

/// The toolboxes and keys of others, which it is to hide none of.
void look_at_others(PanelFrame& frame) {
    std::vector<Rect>& others = frame.states.sheet.clear_of;
    others.clear(); // keeps its room
    const Board board = board_of(frame.app);
    for (const Toolbox& box : frame.app.hands.toolboxes)
        others.push_back(covered_by(box, frame.app.hands, board));
    for (const Keypad& keypad : frame.app.hands.keypads.open)
        if (keypad.thing != panel_field) others.push_back(covered_by(keypad, frame.app.ui_scale));
}

/// Above or below what it would hide, where that leaves enough of it to scroll in; else the same.
Rect shortened(const PanelFrame& frame, const Rect& place) {
    const float gap = frame.kit.px(sheet_margin), least = frame.kit.px(least_height);
    Rect hidden;
    for (const Rect& other : frame.states.sheet.clear_of)
        if (other.touches(place)) hidden = united(hidden, other);
    if (hidden.empty()) return place;
    const float above = hidden.top() - gap - place.top(),
                below = frame.kit.window_px().y - frame.covered.size.y - gap - (hidden.bottom() + gap);
    if (above >= least && above >= below) return {place.at, {place.size.x, above}};
    if (below < least) return place;
    return {{place.left(), hidden.bottom() + gap}, {place.size.x, std::min(below, place.size.y)}};
}

/// The right side, unless it is asked for at the left of a wall; the other one where keys or a toolbox would
/// be hidden here and not there.
void choose_side(PanelFrame& frame, bool is_working) {
    SheetState& sheet = frame.states.sheet;
    const bool is_new = sheet.shown == 0;
    if (is_new) sheet.at_left = frame.states.toolbar.count == 2 && frame.states.pressed_left;
    if (is_working && !is_new) return; // a toolbox on its way past does not drive it about
    if (!would_hide_something(frame, sheet_place(frame, sheet.at_left)) ||
        would_hide_something(frame, sheet_place(frame, !sheet.at_left)))
        return;
    sheet.at_left = !sheet.at_left;
    sheet.shown = 0; // it comes in anew
}

} // namespace

void show_selection_sheet(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    SheetState& sheet = frame.states.sheet;
    const SheetChosen chosen = chosen_now(frame.app, sheet);
    const bool was_written = std::exchange(sheet.is_written, false);
    // While a hand is dragging, the sheet would only be in the way.
    const bool working = std::ranges::any_of(frame.app.hands.hands, [](const Hand& hand) {
        return !std::holds_alternative<Pressing>(hand.state) && !std::holds_alternative<Keying>(hand.state);
    });
    const bool may_come = chosen.any() && !(working && sheet.shown == 0);
    if (may_come && !was_written) choose_side(frame, working);
    if (!was_written) look_at_others(frame); // whatever comes later, it does not move under its writer
    const Rect there = shortened(frame, sheet_place(frame, sheet.at_left));
    // With its field words would be gone that somebody is writing there.
    const bool wanted = may_come && (was_written || !would_hide_keys(frame, there));
    const float part = slid(frame, wanted);
    if (!wanted || part <= 0) {
        sheet.has_keys = false;
        if (!chosen.any()) sheet.keys_wanted = false;
        return;
    }
    fill_fields(frame, chosen);
    const float width = kit.px(sheet_width), margin = kit.px(sheet_margin);
    const float out = (1 - part) * (width + margin);
    Rect place = there;
    place.at.x += sheet.at_left ? -out : out;
    kit.begin_panel("selection", place, 16);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(6)});
    begin_scroll("subject", {0, 0});
    // Each thing has its own fields: Dear ImGui must not carry what was written on one over to another.
    ImGui::PushID(static_cast<int>(static_cast<std::uint64_t>(sheet.thing)));
    kit.walk_buttons(true);
    if (std::exchange(sheet.keys_wanted, false)) {
        sheet.has_keys = true;
        kit.keys_to_next();
    }
    show_subject(frame, chosen);
    sheet.is_written = kit.written_field().has_value();
    if (!chosen.stage && !chosen.lane && kit.row("delete", Icon::trash, "Delete", "Del"))
        if (std::optional<Edit> edit = removal(frame.app.board_journey(), chosen.things()))
            frame.ask.intend(Commit{std::move(*edit), Selection{}});
    kit.walk_buttons(false);
    ImGui::PopID();
    sheet.height = ImGui::GetCursorPosY() + 2 * kit.px(16) - kit.px(6);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    kit.end_panel();
}

} // namespace waymark
