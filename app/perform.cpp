#include "app/perform.hpp"

#include "app/chrome.hpp"
#include "app/keeping.hpp"
#include "app/show.hpp"
#include "app/tools.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace waymark {
namespace {

constexpr float fit_margin_px = 32, reveal_margin_px = 16;
constexpr double longest_timer_s = 24 * 3600;

/// Of the things that the sheet has fields for.
bool is_in(const Journey& journey, Id thing) {
    const auto is_it = [thing](const auto& one) { return one->id == thing; };
    return find_stage(journey, thing) || find_lane(journey, thing) || find_moment(journey, thing) ||
           std::ranges::any_of(journey.pictures, is_it) || std::ranges::any_of(journey.connectors, is_it);
}

/// Somebody writes on what the edit takes away: the words become a step of their own before it, so that they
/// come back with their note.
void keep_words_on_what_goes(App& app, const Edit& edit) {
    const Id in_sheet = app.chrome->thing_written_on();
    if (!app.writing && in_sheet == Id::none) return;
    const Session after = edited(app.present(), app.journey, edit);
    const Journey* const journey = find_journey(after, app.journey);
    const bool any = std::ranges::any_of(app.writing, [&](const Writing& writing) {
        const Id thing = writing.thing;
        const bool is_there = journey && (find_note(*journey, thing) || find_stage(*journey, thing) ||
                                          find_lane(*journey, thing));
        return !is_there && !find_participant(after, thing);
    });
    if (any) keep_words(app);
    if (in_sheet != Id::none && !(journey && is_in(*journey, in_sheet))) leave_sheet_field(app);
}

void do_commit(App& app, const Commit& commit) {
    if (app.file.look_only)
        return say(
            app,
            "This session is open in another Waymark. Save it here under another name to work on a copy.");
    if (app.past) return say(app, "This is how it was. Restore it, or go back to now, to work on the board.");
    keep_words_on_what_goes(app, commit.edit);
    Selection after = commit.select ? *commit.select : app.selection;
    if (!app.history.commit(app.journey, commit.edit, app.selection, after, commit.by)) {
        if (commit.select) app.selection = std::move(after);
        return;
    }
    ++app.sequence;
    app.selection = std::move(after);
    keep_what_exists(app);
}

bool is_on_board(const App& app, Id thing) {
    const Journey* const journey = find_journey(app.present(), app.journey);
    return journey && is_in(*journey, thing);
}

/// Where everything lies that the hands have to do with, hand by hand.
using PlacesHeld = std::vector<std::vector<std::optional<Rect>>>;
PlacesHeld places_held(App& app) {
    const Layout& layout = committed_layout(app);
    PlacesHeld places;
    for (const Hand& hand : app.hands.hands) {
        std::vector<std::optional<Rect>> of_hand;
        for (const Id id : held_by(hand)) of_hand.push_back(box_of(layout, id));
        if (const auto* connecting = std::get_if<Connecting>(&hand.state))
            of_hand.push_back(box_of(layout, connecting->from));
        places.push_back(std::move(of_hand));
    }
    return places;
}

/// A hand whose thing lies elsewhere now has begun on a value that has gone: it lets go, so that its picture
/// does not come back with the document. The others go on.
void let_go_of_what_moved(App& app, const PlacesHeld& before) {
    const PlacesHeld now = places_held(app);
    std::size_t i = 0;
    std::erase_if(app.hands.hands, [&](const Hand&) {
        const bool has_moved = now[i] != before[i];
        ++i;
        return has_moved;
    });
}

/// Back: what was being written is a step too, so that undo takes it and redo brings it back. On the way
/// forward others go on writing: a step of theirs would end the way.
enum class Way : std::uint8_t { back, forward };

/// Moves, but not past the step that made what somebody writes on in the sheet before their words are a step
/// too.
void move_with_sheet(App& app, Way way, const std::function<void(History&)>& move) {
    const Id in_sheet = app.chrome->thing_written_on();
    const std::uint64_t from = app.history.now().number;
    move(app.history);
    if (in_sheet == Id::none || is_on_board(app, in_sheet)) return;
    const std::vector<Step>& steps = app.history.steps(); // the oldest may have gone
    app.history.go_to(
        static_cast<std::size_t>(std::ranges::find(steps, from, &Step::number) - steps.begin()));
    leave_sheet_field(app);
    const bool have_become_a_step = app.history.now().number != from;
    if (way == Way::back || !have_become_a_step) move(app.history);
}

void go_through_history(App& app, Way way, const std::function<void(History&)>& move) {
    return_to_the_present(app);
    const bool by_hand = std::ranges::any_of(
        app.hands.keypads.open, [](const Keypad& keypad) { return keypad.thing != panel_field; });
    if (app.writing.count() > 1 || by_hand) {
        if (way == Way::back) keep_words(app);
    } else
        perform(app, StopWriting{});
    const PlacesHeld held = places_held(app);
    const std::uint64_t from = app.history.now().number;
    move_with_sheet(app, way, move);
    if (app.history.now().number == from) return;
    ++app.sequence;
    app.selection = app.history.now().selection;
    keep_what_exists(app);
    forget_overtaken_writing(app);
    let_go_of_what_moved(app, held);
}

std::string name_or_nobody(const App& app, Id person) {
    const Participant* known = find_participant(app.present(), person);
    return known && !known->name.empty() ? known->name : "This person";
}

void do_undo_mine(App& app, Id person) {
    if (app.file.look_only) return;
    TakenBack result = TakenBack::nothing_there;
    go_through_history(app, Way::back, [&](History& history) {
        result = history.take_back(person, history.now().selection);
    });
    if (result == TakenBack::nothing_there)
        say(app, name_or_nobody(app, person) + " has done nothing here that could be taken back.");
    if (result == TakenBack::changed_since)
        say(app, "Others have gone on working on that, so it stays. Undo takes back the last step of all.");
}

void do_show_journey(App& app, Id journey) {
    if (!find_journey(app.session(), journey)) return;
    perform(app, StopWriting{.all = true});
    let_go(app.hands);
    app.journey = journey;
    app.selection.clear();
    app.focus = {};
    app.slides.clear();
    app.open_moment = Id::none;
    app.fit_wanted = true;
}

void do_select_all(App& app) {
    if (app.past) return;
    const Journey& journey = app.board_journey();
    Selection all;
    for (const Shared<Note>& note : journey.notes) all.push_back(note->id);
    for (const auto& picture : journey.pictures) all.push_back(picture->id);
    for (const Shared<Ink>& ink : journey.ink) all.push_back(ink->id);
    app.selection = std::move(all);
}

void reveal(App& app, Id thing) {
    const std::optional<Rect> box = box_of(committed_layout(app), thing);
    const bool header = find_stage(app.board_journey(), thing) || find_lane(app.board_journey(), thing);
    if (box && !header) reveal(app, *box); // headers and tabs are pinned: they are always in sight
}

void do_focus(App& app, const FocusOn& focus) {
    app.focus = {focus.thing, focus.stage, focus.lane, focus.point, focus.connecting, focus.shown};
    if (!focus.shown) return;
    if (focus.thing != Id::none) return reveal(app, focus.thing);
    for (const CellBox& cell : committed_layout(app).cells)
        if (cell.stage == focus.stage && cell.lane == focus.lane) reveal(app, cell.rect);
}

// --- the view

void go_to_view(App& app, View goal, bool smoothly) {
    goal.size_px = app.size_px;
    goal.pin_px = app.view.pin_px;
    goal.zoom = std::clamp(goal.zoom, least_zoom, greatest_zoom);
    if (!smoothly || !app.settings.motion) {
        app.view_move.reset();
        app.view = goal;
        return;
    }
    app.view_move = ViewMove{app.view, goal, app.time_s};
}

/// Where the view is heading: a second zoom step while the first still moves goes on from its goal.
const View& heading(const App& app) { return app.view_move ? app.view_move->to : app.view; }

/// Moved to the left, where there is room to spare, so far that the sheet for what is chosen will hide
/// nothing.
View beside_sheet(const App& app, const View& view, const Rect& world) {
    const Rect covered = app.chrome->covered_px(), shown = view.to_screen(world);
    const float hidden = shown.right() - (app.size_px.x - covered.size.x - app.chrome->sheet_px());
    const float spare = shown.at.x - covered.at.x - fit_margin_px * app.ui_scale;
    return hidden > 0 && hidden <= spare ? panned(view, {-hidden, 0}) : view;
}

void fit(App& app, const Rect& world, bool smoothly) {
    if (world.empty()) return;
    const View view = fitted(app.view, world, fit_margin_px * app.ui_scale, app.chrome->covered_px());
    go_to_view(app, beside_sheet(app, view, world), smoothly);
}

Vec2 free_middle_px(const App& app) {
    const Rect covered = app.chrome->covered_px();
    return {(covered.at.x + app.size_px.x - covered.size.x) / 2,
            (covered.at.y + app.size_px.y - covered.size.y) / 2};
}

void do_zoom_to_selection(App& app) {
    Rect around;
    for (const Id id : app.selection)
        if (const std::optional<Rect> box = box_of(committed_layout(app), id)) around = united(around, *box);
    fit(app, around.empty() ? committed_layout(app).bounds : around, true);
}

// --- the program

void do_settings_changed(App& app) { remember(*app.files, app.settings); }

void do_show_panel(App& app, Panel panel) {
    if (panel != Panel::none && app.screen == Screen::board) {
        leave_sheet_field(app);
        settle_writing(app);
    }
    if (panel != Panel::none) let_go(app.hands);
    if (panel == Panel::none) app.after_saving.reset(); // the question was put away
    app.panel = panel;
}

} // namespace

void reveal(App& app, const Rect& world) {
    const Rect covered = app.chrome->covered_px();
    const View view = app.view_move ? app.view_move->to : app.view;
    const float margin = reveal_margin_px * app.ui_scale;
    const Rect map = committed_layout(app).map;
    const bool under_pins = world.touches(map);
    const Vec2 pins = under_pins ? Vec2{lane_tab_width, header_height} * view.zoom : Vec2{};
    const Vec2 low = covered.at + pins + Vec2{margin, margin},
               high = app.size_px - covered.size - Vec2{margin, margin};
    const Rect seen = view.to_screen(world);
    const auto shift = [](float from, float to, float least, float most) {
        if (from < least || to - from > most - least) return least - from;
        return to > most ? most - to : 0.0f;
    };
    const Vec2 by{shift(seen.left(), seen.right(), low.x, high.x),
                  shift(seen.top(), seen.bottom(), low.y, high.y)};
    if (by != Vec2{}) perform(app, SetView{panned(view, by), true});
}

void keep_what_exists(App& app) {
    if (!find_journey(app.session(), app.journey)) {
        app.journey = app.session().journeys.empty() ? Id::none : app.session().journeys.front()->id;
        app.fit_wanted = true;
    }
    const Layout& layout = committed_layout(app);
    const auto gone = [&](Id id) { return !box_of(layout, id); };
    std::erase_if(app.selection, gone);
    if (app.focus.thing != Id::none && gone(app.focus.thing)) app.focus.thing = Id::none;
    const Journey& journey = app.board_journey();
    if (app.focus.stage != Id::none && !find_stage(journey, app.focus.stage)) app.focus.stage = Id::none;
    if (app.focus.lane != Id::none && !find_lane(journey, app.focus.lane)) app.focus.lane = Id::none;
    if (app.open_moment != Id::none && !find_moment(journey, app.open_moment)) app.open_moment = Id::none;
    app.writing.forget_if([&](const Writing& writing) {
        return gone(writing.thing) && !find_participant(app.session(), writing.thing);
    });
}

void fit_if_wanted(App& app) {
    if (!app.fit_wanted || app.screen != Screen::board) return;
    app.fit_wanted = false;
    fit(app, committed_layout(app).bounds, false);
}

void perform(App& app, const Intent& intent) {
    match(
        intent.what, [&](const Commit& i) { do_commit(app, i); },
        [&](const Undo&) { go_through_history(app, Way::back, [](History& history) { history.undo(); }); },
        [&](const Redo&) { go_through_history(app, Way::forward, [](History& history) { history.redo(); }); },
        [&](const UndoMine& i) { do_undo_mine(app, i.person); },
        [&](const GoToStep& i) {
            go_through_history(app, i.position > app.history.position() ? Way::forward : Way::back,
                               [&](History& history) { history.go_to(i.position); });
        },
        [&](const ShowJourney& i) { do_show_journey(app, i.journey); },
        [&](const Select& i) {
            if (app.past) return; // there is nothing to be done to it
            app.selection = i.things;
            if (app.open_moment != Id::none) app.open_moment = Id::none;
        },
        [&](const SelectAll&) { do_select_all(app); }, [&](const FocusOn& i) { do_focus(app, i); },
        [&](const Write& i) { do_write(app, i); }, [&](const StopWriting& i) { do_stop_writing(app, i); },
        [&](const TypeOn& i) { do_type_on(app, i); }, [&](const PressOn& i) { do_press_on(app, i); },
        [&](const ChooseKeyLanguage& i) { do_choose_key_language(app, i); },
        [&](const OpenMoment& i) { app.open_moment = i.moment; },
        [&](const ChooseTool& i) {
            settle_writing(app);
            app.tool = i.tool; // gestures under way keep the tool they began with
        },
        [&](const ChooseColour& i) { app.next_colour = i.colour; },
        [&](const ChooseCurve& i) { app.curve_kind = i.kind, app.curve_persona = i.persona; },
        [&](const Copy&) { copy(app); }, [&](const Cut&) { cut(app); },
        [&](const AskForClipboard&) { app.effects.wants_clipboard = true; },
        [&](const Paste& i) { paste(app, i.text); }, [&](const Duplicate& i) { duplicate(app, i.by); },
        [&](const InsertPictures& i) { insert_pictures(app, i); },
        [&](const SetView& i) { go_to_view(app, i.view, i.smoothly); },
        [&](const ZoomBy& i) {
            go_to_view(app, zoomed(heading(app), heading(app).zoom * i.factor, free_middle_px(app)), true);
        },
        [&](const FitBoard&) { fit(app, committed_layout(app).bounds, true); },
        [&](const ZoomToSelection&) { do_zoom_to_selection(app); },
        [&](const ZoomTo& i) { go_to_view(app, zoomed(heading(app), i.zoom, free_middle_px(app)), true); },
        [&](const NewSession& i) { new_session(app, i); }, [&](const OpenFile& i) { open_file(app, i); },
        [&](const BringBack& i) { bring_back(app, i); }, [&](const Save&) { save(app); },
        [&](const SaveAs& i) { save_as(app, i); }, [&](const ExportTo& i) { export_to(app, i); },
        [&](const CloseSession&) { close_session(app); }, [&](const Quit&) { quit(app); },
        [&](const AnswerGuard& i) { answer_guard(app, i.choice); },
        [&](const LookIntoThePast&) { look_into_the_past(app); },
        [&](const LookAt& i) { look_at(app, i.at); }, [&](const RestorePast&) { restore_past(app); },
        [&](const ReturnToThePresent&) { return_to_the_present(app); },
        [&](const NameVersion& i) { name_version(app, i.name); },
        [&](const ShowPanel& i) { do_show_panel(app, i.panel); },
        [&](const WriteDetails&) { app.chrome->write_details(); },
        [&](const SetTheme& i) { app.settings.theme = i.theme, do_settings_changed(app); },
        [&](const SetUiScale& i) {
            app.settings.ui_scale = i.scale <= 0 ? 0 : std::clamp(i.scale, 0.75f, 4.0f);
            app.scale_for_now.reset();
            do_settings_changed(app);
        },
        [&](const SetMotion& i) { app.settings.motion = i.on, do_settings_changed(app); },
        [&](const SetToolbarEdge& i) { app.settings.toolbar_edge = i.edge, do_settings_changed(app); },
        [&](const SetViewingDistance& i) {
            app.settings.viewing_distance_m = i.metres <= 0 ? 0 : std::clamp(i.metres, 1.0f, 20.0f);
            do_settings_changed(app);
        },
        [&](const ShowAudience& i) {
            if (!i.on) app.audience.reset();
            if (i.on && !app.audience) app.audience.emplace();
        },
        [&](const SetAudience& i) {
            if (!app.audience) return;
            app.audience->shows = i.shows;
            if (i.view) app.audience->view = *i.view;
        },
        [&](const ToggleAudienceFullscreen&) { app.effects.toggle_audience_fullscreen = true; },
        [&](const SetTouch& i) {
            app.settings.touch = i.source;
            app.touch_for_now.reset();
            do_settings_changed(app);
        },
        [&](const SetLiesFlat& i) { app.settings.lies_flat = i.on, do_settings_changed(app); },
        [&](const SetWipeWithHand& i) { app.settings.wipe_with_hand = i.on, do_settings_changed(app); },
        [&](const SetInkFrom& i) { app.settings.ink_from = i.source, do_settings_changed(app); },
        [&](const SetKeypads& i) { app.settings.keypads = i.use, do_settings_changed(app); },
        [&](const OfferKeyLanguage& i) { do_offer_key_language(app, i), do_settings_changed(app); },
        [&](const ShadeByEvidence& i) { app.shade_by_evidence = i.on; },
        [&](const StartTimer& i) {
            app.timer = Timer{app.time_s + std::clamp(i.seconds, 1.0, longest_timer_s)};
        },
        [&](const StopTimer&) { app.timer.reset(); },
        [&](const ToggleFullscreen&) { app.effects.toggle_fullscreen = true; },
        [&](const Say& i) { say(app, i.sentence, i.problem); },
        [&](const ForgetMessage& i) {
            if (i.index < app.messages.size())
                app.messages.erase(app.messages.begin() + static_cast<std::ptrdiff_t>(i.index));
        });
}

} // namespace waymark
