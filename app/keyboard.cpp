#include "app/keyboard.hpp"

#include "app/keyboard_acts.hpp"
#include "app/removal.hpp"
#include "app/tools.hpp"

#include <algorithm>

namespace waymark {
namespace {

bool exists(Id thing, const Board& board) {
    return thing != Id::none && (box_of(board.layout, thing) || find_curve(board.journey, thing));
}

/// The focus without what an undo or somebody else has taken away.
Focus existing(Focus focus, const Board& board) {
    if (!exists(focus.thing, board)) focus.thing = Id::none;
    if (!exists(focus.connecting, board)) focus.connecting = Id::none;
    if (!find_stage(board.journey, focus.stage)) focus.stage = Id::none;
    if (!find_lane(board.journey, focus.lane)) focus.lane = Id::none;
    if (const Note* note = find_note(board.journey, focus.thing)) {
        const auto* cell = std::get_if<InCell>(&note->place);
        focus.stage = cell ? cell->stage : Id::none;
        focus.lane = cell ? cell->lane : Id::none;
    }
    if (const Curve* curve = find_curve(board.journey, focus.thing))
        focus.point = curve->points.empty() ? 0 : std::min(focus.point, curve->points.size() - 1);
    return focus;
}

void go_to(const Stop& stop, const Pressed& pressed) {
    pressed.ask.intend(focus_of(stop, pressed.focus, pressed.board));
    look_at(stop, pressed.board, pressed.ask);
}

/// Where the arrows start when nothing has the focus: what is chosen, else the first cell.
std::optional<Stop> start(const std::vector<Stop>& stops, const Pressed& pressed) {
    if (!pressed.board.selection.empty()) {
        Focus chosen;
        chosen.thing = pressed.board.selection.front();
        if (const std::optional<Stop> stop = stop_of(stops, chosen)) return stop;
    }
    const auto in_cell = std::ranges::find_if(
        stops, [](const Stop& stop) { return stop.stage != Id::none && stop.lane != Id::none; });
    if (in_cell != stops.end()) return *in_cell;
    return stops.empty() ? std::nullopt : std::optional{stops.front()};
}

bool press_tab(const Pressed& pressed) {
    if (pressed.key.key != Key::tab || pressed.key.with.control || pressed.key.with.alt) return false;
    const std::vector<Stop> stops = stops_in_reading_order(pressed.board);
    if (stops.empty()) return false;
    const std::optional<Stop> now = stop_of(stops, pressed.focus);
    std::size_t next = pressed.key.with.shift ? stops.size() - 1 : 0;
    for (std::size_t i = 0; now && i < stops.size(); ++i) {
        if (stops[i].thing != now->thing || stops[i].stage != now->stage || stops[i].lane != now->lane)
            continue;
        next = (i + (pressed.key.with.shift ? stops.size() - 1 : 1)) % stops.size();
        break;
    }
    go_to(stops[next], pressed);
    return true;
}

void extend_selection(const Stop& from, const Stop& to, const Pressed& pressed) {
    Selection selection = pressed.board.selection;
    for (const Id thing : {from.thing, to.thing})
        if (thing != Id::none && std::ranges::find(selection, thing) == selection.end())
            selection.push_back(thing);
    pressed.ask.intend(Select{std::move(selection)});
}

bool press_arrow(const Pressed& pressed) {
    const std::optional<Vec2> towards = direction(pressed.key.key);
    if (!towards || !pressed.shift_only()) return false;
    const std::vector<Stop> stops = stops_in_reading_order(pressed.board);
    const std::optional<Stop> now = stop_of(stops, pressed.focus);
    if (!now) {
        if (const std::optional<Stop> first = start(stops, pressed)) go_to(*first, pressed);
        return !stops.empty();
    }
    const Stop* next = nearest(stops, now->rect, *towards);
    if (!next) {
        pressed.ask.intend(shown(pressed.focus));
        return true;
    }
    if (pressed.key.with.shift) extend_selection(*now, *next, pressed);
    go_to(*next, pressed);
    return true;
}

bool press_home_or_end(const Pressed& pressed) {
    const bool home = pressed.key.key == Key::home;
    if (!pressed.plain() || !(home || pressed.key.key == Key::end)) return false;
    const std::vector<Stop> stops = stops_in_reading_order(pressed.board);
    const std::optional<Stop> now = stop_of(stops, pressed.focus);
    if (!now) return false;
    const float y = now->rect.center().y;
    const Stop* outermost = nullptr;
    for (const Stop& stop : stops) {
        if (y < stop.rect.top() || y >= stop.rect.bottom()) continue;
        const bool further = outermost && (home ? stop.rect.left() < outermost->rect.left()
                                                : stop.rect.left() > outermost->rect.left());
        if (!outermost || further) outermost = &stop;
    }
    if (outermost) go_to(*outermost, pressed);
    return outermost != nullptr;
}

bool press_escape(const Pressed& pressed) {
    if (pressed.key.key != Key::escape) return false;
    if (pressed.focus.connecting != Id::none) {
        Focus focus = pressed.focus;
        focus.connecting = Id::none;
        pressed.ask.intend(shown(focus));
        return true;
    }
    if (!pressed.board.selection.empty()) {
        pressed.ask.intend(Select{});
        return true;
    }
    if (!pressed.focus.shown) return false;
    FocusOn hidden = shown(pressed.focus);
    hidden.shown = false;
    pressed.ask.intend(hidden);
    return true;
}

bool press_space(const Pressed& pressed) {
    if (pressed.key.key != Key::space || !pressed.plain() || !pressed.focus.shown ||
        pressed.focus.thing == Id::none)
        return false;
    Selection selection = pressed.board.selection;
    if (std::erase(selection, pressed.focus.thing) == 0) selection.push_back(pressed.focus.thing);
    pressed.ask.intend(Select{std::move(selection)});
    pressed.ask.intend(shown(pressed.focus));
    return true;
}

void create_note(const Pressed& pressed) {
    const Board& board = pressed.board;
    DropPlace to = drop_place(board.layout, board.view.at, {});
    if (pressed.focus.stage != Id::none && pressed.focus.lane != Id::none)
        to = {InCell{pressed.focus.stage, pressed.focus.lane}, Id::none, {}};
    else if (const Note* note = find_note(board.journey, pressed.focus.thing);
             note && std::holds_alternative<Parked>(note->place))
        to = {Parked{}, Id::none, {}};
    pressed.ask.intend(
        Commit{new_note(fresh_note(board.next_id, board, to.place, board.next_colour), to.before),
               Selection{board.next_id}});
    Focus focus = pressed.focus;
    focus.thing = board.next_id;
    pressed.ask.intend(shown(focus));
    pressed.ask.intend(Write{board.next_id, false});
}

bool finish_connector(const Pressed& pressed) {
    const Focus& focus = pressed.focus;
    const Journey& journey = pressed.board.journey;
    const bool can_end_here = find_note(journey, focus.thing) || find_picture(journey, focus.thing) ||
                              find_stage(journey, focus.thing) || find_moment(journey, focus.thing);
    if (focus.connecting == Id::none || focus.connecting == focus.thing || !can_end_here) return false;
    const bool is_there = std::ranges::any_of(journey.connectors, [&](const auto& old) {
        return old->from == focus.connecting && old->to == focus.thing;
    });
    if (!is_there)
        pressed.ask.intend(Commit{
            PutConnector{Connector{pressed.board.next_id, focus.connecting, focus.thing, {}}}, std::nullopt});
    Focus after = focus;
    after.connecting = Id::none;
    pressed.ask.intend(shown(after));
    return true;
}

bool press_enter(const Pressed& pressed) {
    const bool is_f2 = pressed.key.key == Key::f2;
    if (!pressed.plain() || !(is_f2 || pressed.key.key == Key::enter)) return false;
    if (!is_f2 && finish_connector(pressed)) return true;
    const Journey& journey = pressed.board.journey;
    const Id thing = pressed.focus.thing;
    if (find_note(journey, thing)) {
        pressed.ask.intend(Write{thing, false});
        return true;
    }
    if (find_stage(journey, thing) || find_lane(journey, thing)) {
        pressed.ask.intend(Write{thing, true});
        return true;
    }
    if (is_f2) return false;
    if (find_moment(journey, thing)) {
        pressed.ask.intend(Select{{thing}});
        pressed.ask.intend(OpenMoment{thing});
        return true;
    }
    if (thing != Id::none || pressed.focus.stage == Id::none || pressed.focus.lane == Id::none) return false;
    create_note(pressed);
    return true;
}

bool press_letter(const Pressed& pressed) {
    if (!pressed.plain()) return false;
    if (pressed.key.key == Key::n) {
        create_note(pressed);
        return true;
    }
    if (pressed.key.key != Key::c || !pressed.focus.shown) return false;
    const Journey& journey = pressed.board.journey;
    const Id thing = pressed.focus.thing;
    if (!find_note(journey, thing) && !find_picture(journey, thing) && !find_stage(journey, thing) &&
        !find_moment(journey, thing))
        return false;
    Focus focus = pressed.focus;
    focus.connecting = thing;
    pressed.ask.intend(shown(focus));
    pressed.ask.intend(Say{"Go to what the connector leads to and press Enter.", false});
    return true;
}

bool press_delete(const Pressed& pressed) {
    if (!pressed.plain() || !(pressed.key.key == Key::del || pressed.key.key == Key::backspace)) return false;
    const std::vector<Id> things = acted_on(pressed);
    std::optional<Edit> edit = removal(pressed.board.journey, things);
    if (!edit) return false;
    const std::vector<Stop> stops = stops_in_reading_order(pressed.board);
    const auto goes = [&](Id id) { return std::ranges::find(things, id) != things.end(); };
    const bool focus_goes =
        goes(pressed.focus.thing) || goes(pressed.focus.stage) || goes(pressed.focus.lane);
    pressed.ask.intend(Commit{std::move(*edit), Selection{}});
    if (!focus_goes || !pressed.focus.shown) return true;
    // On to a neighbour that stays, else the cell that is left.
    Focus after = pressed.focus;
    after.thing = Id::none;
    if (const std::optional<Stop> now = stop_of(stops, pressed.focus))
        for (const Vec2 towards : {Vec2{1, 0}, Vec2{-1, 0}, Vec2{0, -1}, Vec2{0, 1}}) {
            const Stop* next = nearest(stops, now->rect, towards);
            if (!next || goes(next->thing) || goes(next->stage) || goes(next->lane)) continue;
            const bool same_cell = next->stage == now->stage && next->lane == now->lane &&
                                   now->stage != Id::none && now->lane != Id::none;
            if (same_cell || after.stage == Id::none || after.lane == Id::none) {
                pressed.ask.intend(focus_of(*next, pressed.focus, pressed.board));
                return true;
            }
        }
    pressed.ask.intend(shown(after));
    return true;
}

} // namespace

std::vector<Id> acted_on(const Pressed& pressed) {
    const Selection& selection = pressed.board.selection;
    const Id thing = pressed.focus.thing;
    const bool is_chosen = std::ranges::find(selection, thing) != selection.end();
    if (thing != Id::none && pressed.focus.shown && !is_chosen) return {thing};
    return selection;
}

std::vector<Id> acted_notes(const Pressed& pressed) {
    std::vector<Id> notes = acted_on(pressed);
    std::erase_if(notes, [&](Id id) { return !find_note(pressed.board.journey, id); });
    return notes;
}

bool press(const KeyPress& key, const Board& board, const Focus& focus, Ask& ask) {
    if (!key.down || key.with.super || board.journey.id == Id::none) return false;
    const Pressed pressed{key, board, existing(focus, board), ask};
    return press_escape(pressed) || press_tab(pressed) || press_on_curve(pressed) ||
           press_on_moment(pressed) || press_on_stage(pressed) || press_on_lane(pressed) ||
           press_on_note(pressed) || press_on_loose(pressed) || press_arrow(pressed) ||
           press_home_or_end(pressed) || press_space(pressed) || press_enter(pressed) ||
           press_letter(pressed) || press_delete(pressed);
}

} // namespace waymark
