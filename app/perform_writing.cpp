#include "app/chrome.hpp"
#include "app/perform.hpp"

#include "app/show.hpp"
#include "app/tools.hpp"

#include <algorithm>

/// Writing on the board, by any number of people: what begins it and what ends it.
namespace waymark {
namespace {

std::string text_to_write(const App& app, Id thing, bool& one_line) {
    const Journey& journey = app.board_journey();
    one_line = true;
    if (const Participant* person = find_participant(app.session(), thing)) return person->name;
    if (const Stage* stage = find_stage(journey, thing)) return stage->title;
    if (const Lane* lane = find_lane(journey, thing)) return title(*lane);
    one_line = false;
    const Note* note = find_note(journey, thing);
    return note ? note->text : std::string{};
}

bool can_be_written_on(const App& app, Id thing) {
    const Journey& journey = app.board_journey();
    return find_note(journey, thing) || find_stage(journey, thing) || find_lane(journey, thing) ||
           toolbox_of(app.hands, thing);
}

void end_writing(App& app, Id thing, bool keep) {
    std::optional<Writing> writing = app.writing.taken(thing);
    const std::string pending = close_keypad(app, thing);
    if (!writing || !keep) return;
    if (!pending.empty()) type(*writing, pending, app.time_s);
    if (writing->text == writing->before) return;
    perform(app,
            Commit{edit_of(*writing, app.session(), app.board_journey()), std::nullopt, writing->person});
}

/// What events asked the panels for.
void perform_taken(App& app) {
    const std::vector<Intent> taken = app.chrome->taken_intents();
    for (const Intent& intent : taken) perform(app, intent);
}

/// What is in the field counts, as if somebody had pressed beside it.
void leave_panel_field(App& app) {
    write_spelling_into_panel(app);
    app.chrome->leave_field(app);
    perform_taken(app);
}

std::vector<Id> things_written_on(const App& app) {
    std::vector<Id> things;
    for (const Writing& writing : app.writing) things.push_back(writing.thing);
    return things;
}

} // namespace

Edit edit_of(const Writing& writing, const Session& session, const Journey& journey) {
    if (const Participant* known = find_participant(session, writing.thing)) {
        Participant person = *known;
        person.name = writing.text;
        return PutParticipant{std::move(person)};
    }
    if (find_stage(journey, writing.thing)) return RenameStage{writing.thing, writing.text};
    if (find_lane(journey, writing.thing)) return RenameLane{writing.thing, writing.text};
    return SetText{writing.thing, writing.text};
}

void do_write(App& app, const Write& write) {
    // Who writes by hand beside others disturbs nobody; mouse and keyboard are one person's.
    if (app.past || app.file.look_only) return perform(app, StopWriting{});
    if (Writing* const writing = app.writing.find(write.thing)) {
        if (write.select_all) writing->anchor = 0, writing->caret = writing->text.size();
        app.chrome->board_is_written(app, write.thing);
        return app.writing.touch(write.thing);
    }
    if (write.source == Source::mouse) end_writing_of_mouse(app);
    if (!can_be_written_on(app, write.thing)) return;
    if (write.source != Source::mouse) end_writing_by_hand(app, write.person, write.at_px);
    bool one_line = false;
    std::string text = text_to_write(app, write.thing, one_line);
    Writing writing = started(write.thing, std::move(text), one_line, write.select_all, app.time_s);
    writing.source = write.source;
    writing.person = write.person;
    app.writing.add(std::move(writing));
    const bool is_name =
        find_participant(app.session(), write.thing) != nullptr; // on a toolbox, not on the board
    if (!one_line) app.selection = {write.thing};
    if (!is_name) app.focus.thing = write.thing;
    if (const std::optional<Rect> box = box_of(committed_layout(app), write.thing); box && !one_line)
        reveal(app, *box); // headers and tabs are pinned: they are always in sight
    if (wants_keypad(app, write.source)) {
        // The sheet for what is chosen is for one person; here are several.
        if (!is_name) app.selection.clear();
        open_keypad(app, *app.writing, write.at_px);
    }
    app.chrome->board_is_written(app, write.thing);
}

void do_stop_writing(App& app, const StopWriting& stop) {
    if (stop.all) {
        leave_sheet_field(app);
        for (const Id thing : things_written_on(app)) end_writing(app, thing, stop.keep);
        return;
    }
    const Id thing = stop.thing != Id::none ? stop.thing : app.writing ? app.writing->thing : Id::none;
    if (thing == panel_field) return leave_panel_field(app);
    if (app.writing.find(thing)) end_writing(app, thing, stop.keep);
}

void end_writing_of_mouse(App& app) {
    const bool is_alone = app.writing.count() == 1;
    for (const Id thing : things_written_on(app))
        if (is_alone || app.writing.find(thing)->source == Source::mouse) end_writing(app, thing, true);
}

void end_writing_by_hand(App& app, Id person, Vec2 at_px) {
    const float reach_px = arm_px(board_of(app));
    for (const Id thing : things_written_on(app)) {
        const Writing& writing = *app.writing.find(thing);
        if (writing.source == Source::mouse || keypad_on(app.hands.keypads, thing)) continue;
        // Who began before they had a toolbox is known by where they stand, and so is who taps out of its
        // reach.
        const bool is_theirs = person != Id::none && writing.person != Id::none
                                   ? writing.person == person
                                   : distance(text_px(app, writing).center(), at_px) <= reach_px;
        if (is_theirs) end_writing(app, thing, true);
    }
}

void settle_writing(App& app) {
    for (const Id thing : things_written_on(app))
        if (!keypad_on(app.hands.keypads, thing)) end_writing(app, thing, true);
    keep_words(app);
}

void leave_sheet_field(App& app) {
    const bool is_about_journey = app.panel == Panel::journey_facts && app.chrome->field();
    if (app.chrome->thing_written_on() != Id::none || is_about_journey || !app.chrome->drafts().empty())
        leave_panel_field(app);
}

void keep_words(App& app) {
    for (const Id thing : things_written_on(app)) {
        const Writing* writing = app.writing.find(thing);
        if (!writing || writing->text == writing->before) continue;
        perform(app,
                Commit{edit_of(*writing, app.session(), app.board_journey()), std::nullopt, writing->person});
        bool one_line = false; // titles and names are kept without the spaces at their ends
        if (Writing* const still = app.writing.find(thing))
            still->before = text_to_write(app, thing, one_line);
    }
}

void forget_overtaken_writing(App& app) {
    for (const Id thing : things_written_on(app)) {
        bool one_line = false;
        const Writing& writing = *app.writing.find(thing);
        if (text_to_write(app, thing, one_line) != writing.before) end_writing(app, thing, false);
    }
}

bool press_on(App& app, Id thing, const KeyPress& key) {
    Writing* const writing = app.writing.find(thing);
    if (!writing) return false;
    const std::optional<WrittenText> written = written_text(app, *writing);
    if (!written) { // it is not to be seen any more, but what was written counts
        perform(app, StopWriting{.keep = true, .thing = thing});
        return false;
    }
    const TextStops stops = app.text.stops(writing->text, written->style);
    switch (press(*writing, key, *written->text, stops, app.time_s)) {
    case WritingResult::taken: return true;
    case WritingResult::not_taken: return false;
    case WritingResult::commit: perform(app, StopWriting{.keep = true, .thing = thing}); return true;
    case WritingResult::abandon: perform(app, StopWriting{.keep = false, .thing = thing}); return true;
    case WritingResult::copy: app.effects.clipboard.push_back(selected(*writing)); return true;
    case WritingResult::cut:
        app.effects.clipboard.push_back(selected(*writing));
        type(*writing, "", app.time_s);
        return true;
    case WritingResult::paste: app.effects.wants_clipboard = true; return true;
    }
    return false;
}

void do_type_on(App& app, const TypeOn& typed) {
    if (typed.thing == panel_field) return app.chrome->type(typed.text);
    if (Writing* const writing = app.writing.find(typed.thing)) type(*writing, typed.text, app.time_s);
}

void do_press_on(App& app, const PressOn& pressed) {
    if (pressed.thing == panel_field) {
        app.chrome->press(app, pressed.key);
        return perform_taken(app);
    }
    (void)press_on(app, pressed.thing, KeyPress{pressed.key, true, false, {}});
}

} // namespace waymark
