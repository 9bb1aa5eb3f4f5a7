#include "app/route.hpp"

#include "app/command.hpp"
#include "app/keyboard.hpp"
#include "app/show.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr double double_click_s = 0.4;

void perform_all(App& app, const Ask& ask) {
    for (const Intent& intent : ask.intents) perform(app, intent);
}

void hand_takes(App& app, const Event& event) {
    if (app.screen != Screen::board) return;
    (void)committed_layout(app);
    // A hand that moves asks for one thing with each event: room for it is kept.
    thread_local std::vector<Intent> room;
    Ask ask;
    ask.intents.swap(room);
    take(app.hands, event, board_of(app), ask);
    perform_all(app, ask);
    ask.intents.clear();
    ask.intents.swap(room);
}

/// Where a screen point lies on the text being written, from the text box's top left.
std::optional<Vec2> on_written_text(App& app, Vec2 at_px) {
    const std::optional<WrittenText> written = written_text(app);
    if (!written) return std::nullopt;
    const Vec2 at = written->to_text(app.view.to_world(at_px));
    return written->box.contains(at) ? std::optional{at - written->at} : std::nullopt;
}

/// A contact on the text being written: places the caret, drags a selection. Returns whether it was one.
bool text_takes(App& app, const Contact& contact) {
    if (!app.writing) return false;
    Writing& writing = *app.writing;
    const bool ours = writing.contact == contact.id + 1;
    if (contact.phase == ContactPhase::begin) {
        if (writing.contact || contact.button != Button::left) return false;
        const std::optional<Vec2> at = on_written_text(app, contact.at_px);
        if (!at) return false;
        const bool again = app.time_s - writing.clicked_s < double_click_s;
        writing.clicks = again ? writing.clicks % 3 + 1 : 1;
        writing.clicked_s = app.time_s;
        writing.contact = contact.id + 1;
        const std::optional<WrittenText> written = written_text(app);
        point_at(writing, *written->text, app.text.stops(writing.text, written->style), *at,
                 app.modifiers.shift, writing.clicks, app.time_s);
        return true;
    }
    if (!ours) return false;
    if (contact.phase == ContactPhase::move && writing.clicks == 1) {
        const std::optional<WrittenText> written = written_text(app);
        if (written)
            point_at(writing, *written->text, app.text.stops(writing.text, written->style),
                     written->to_text(app.view.to_world(contact.at_px)) - written->at, true, 1, app.time_s);
    }
    if (contact.phase == ContactPhase::end || contact.phase == ContactPhase::cancel) writing.contact = 0;
    return true;
}

void route_contact(App& app, const Contact& contact) {
    if (app.screen != Screen::board) return;
    if (text_takes(app, contact)) return;
    // Touching the board anywhere else ends the writing and keeps it; panning about meanwhile does not.
    if (app.writing && contact.phase == ContactPhase::begin && contact.button == Button::left)
        perform(app, StopWriting{});
    if (contact.phase == ContactPhase::begin) app.focus.shown = false;
    hand_takes(app, contact);
}

/// Returns whether the writing took the key.
bool writing_takes(App& app, const KeyPress& key) {
    if (!app.writing) return false;
    const std::optional<WrittenText> written = written_text(app);
    if (!written) {
        perform(app, StopWriting{false});
        return false;
    }
    const TextStops stops = app.text.stops(app.writing->text, written->style);
    switch (press(*app.writing, key, *written->text, stops, app.time_s)) {
    case WritingResult::taken: return true;
    case WritingResult::not_taken: return false;
    case WritingResult::commit: perform(app, StopWriting{true}); return true;
    case WritingResult::abandon: perform(app, StopWriting{false}); return true;
    case WritingResult::copy: app.effects.clipboard.push_back(selected(*app.writing)); return true;
    case WritingResult::cut:
        app.effects.clipboard.push_back(selected(*app.writing));
        type(*app.writing, "", app.time_s);
        return true;
    case WritingResult::paste: app.effects.wants_clipboard = true; return true;
    }
    return false;
}

bool escape(App& app) {
    if (app.past) {
        return_to_the_present(app);
        return true;
    }
    if (!app.hands.hands.empty() || !app.hands.rings.empty()) {
        let_go(app.hands);
        return true;
    }
    if (app.open_moment != Id::none) {
        perform(app, OpenMoment{});
        return true;
    }
    return false;
}

/// Through the past by the arrow keys.
bool past_takes(App& app, Key key) {
    if (!app.past) return false;
    const Past& past = *app.past;
    switch (key) {
    case Key::left: look_at(app, past.at > 0 ? past.at - 1 : 0); return true;
    case Key::right: look_at(app, past.at + 1); return true;
    case Key::home: look_at(app, 0); return true;
    case Key::end: look_at(app, past.moments.size()); return true;
    case Key::enter: restore_past(app); return true;
    default: return false;
    }
}

/// Returns whether the key was an act on the board.
bool board_takes(App& app, const KeyPress& key) {
    if (app.screen != Screen::board || app.writing || app.past) return false;
    (void)committed_layout(app);
    Ask ask;
    if (!press(key, board_of(app), app.focus, ask)) return false;
    perform_all(app, ask);
    return true;
}

void route_key(App& app, const KeyPress& key) {
    if (!key.down) {
        app.swallow_typed = false; // what an input method brings later comes without a key
        hand_takes(app, key);      // the space bar let go
        return;
    }
    app.swallow_typed = false;
    if (writing_takes(app, key)) return;
    app.swallow_typed = true; // from here on the key is a command: its character must not become text
    if (key.key == Key::escape && app.screen == Screen::board && escape(app)) return;
    if (past_takes(app, key.key)) return;
    // Once the keyboard walks the board, plain keys belong to what it stands on; commands come after.
    if (app.focus.shown && board_takes(app, key)) return;
    if (const Command* command = command_for(key, app)) {
        if (key.repeat && !command->repeats) return;
        for (const Intent& intent : command->intents(app)) perform(app, intent);
        return;
    }
    if (!app.focus.shown && board_takes(app, key)) return;
    hand_takes(app, key);
}

void route_typed(App& app, const Typed& typed) {
    if (app.swallow_typed || !app.writing) return;
    type(*app.writing, typed.text, app.time_s);
}

bool ends_with(const std::string& path, std::string_view ending) {
    return path.size() >= ending.size() &&
           std::equal(ending.rbegin(), ending.rend(), path.rbegin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

void route_dropped(App& app, const Dropped& dropped) {
    std::vector<std::string> pictures;
    for (const std::string& path : dropped.paths) {
        if (ends_with(path, ".waymark")) {
            perform(app, OpenFile{path});
            return;
        }
        pictures.push_back(path);
    }
    if (pictures.empty()) return;
    if (app.screen != Screen::board) {
        say(app, "Open a session first, then drop pictures on its board.", true);
        return;
    }
    perform(app, InsertPictures{std::move(pictures), app.view.to_world(dropped.at_px)});
}

} // namespace

void route(App& app, const Event& event) {
    match(
        event, [&](const Contact& contact) { route_contact(app, contact); },
        [&](const Hover& hover) { hand_takes(app, hover); },
        [&](const KeyPress& key) { route_key(app, key); },
        [&](const Typed& typed) { route_typed(app, typed); },
        [&](const Scroll& scroll) { hand_takes(app, scroll); },
        [&](const Dropped& dropped) { route_dropped(app, dropped); },
        [&](const Pasted& pasted) {
            if (app.screen == Screen::board) perform(app, Paste{pasted.text});
        },
        [&](const CloseAsked&) { perform(app, Quit{}); },
        [&](const ContactsLost& lost) {
            if (app.writing) app.writing->contact = 0;
            hand_takes(app, lost);
        });
}

void let_time_pass(App& app) {
    if (app.screen != Screen::board || (app.hands.hands.empty() && app.hands.rings.empty())) return;
    (void)committed_layout(app);
    Ask ask;
    advance(app.hands, board_of(app), ask);
    perform_all(app, ask);
}

void take_note_drag(App& app, const Contact& contact, NoteColour colour) {
    if (app.screen != Screen::board) return;
    if (app.writing) perform(app, StopWriting{});
    (void)committed_layout(app);
    start_placing(app.hands, contact, colour, Id{app.session().next_id});
}

} // namespace waymark
