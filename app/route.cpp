#include "app/route.hpp"

#include "app/chrome.hpp"
#include "app/command.hpp"
#include "app/keyboard.hpp"
#include "app/perform.hpp"
#include "app/show.hpp"
#include "app/tools.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr double double_click_s = 0.4;

void perform_all(App& app, const Ask& ask) {
    for (const Intent& intent : ask.intents) perform(app, intent);
}

void hand_takes(App& app, const Event& event) {
    if (app.screen != Screen::board && app.hands.keypads.open.empty()) return;
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

/// Where a screen point lies on a text being written, from the text box's top left.
std::optional<Vec2> on_written_text(App& app, const Writing& writing, Vec2 at_px) {
    const std::optional<WrittenText> written = written_text(app, writing);
    if (!written) return std::nullopt;
    const Vec2 at = written->to_text(app.view.to_world(at_px));
    return written->box.contains(at) ? std::optional{at - written->at} : std::nullopt;
}

/// A contact comes down on a text that is being written: the caret goes there, and the hardware keyboard.
bool text_begins(App& app, const Contact& contact) {
    const Board board = board_of(app);
    if (contact.button != Button::left || contact.tip != Tip::plain ||
        is_of_no_use(app.hands, contact, board))
        return false;
    // Toolboxes and rings lie over notes; names lie on toolboxes.
    const bool over_notes =
        is_on_toolbox(app.hands, contact.at_px, board) || ring_under(app.hands, contact.at_px, board);
    for (Writing& writing : app.writing) {
        if (over_notes && !find_participant(app.session(), writing.thing)) continue;
        const std::optional<Vec2> at = on_written_text(app, writing, contact.at_px);
        if (!at || writing.contact) continue;
        const bool again = app.time_s - writing.clicked_s < double_click_s;
        writing.clicks = again ? writing.clicks % 3 + 1 : 1;
        writing.clicked_s = app.time_s;
        writing.contact = contact.id + 1;
        const std::optional<WrittenText> written = written_text(app, writing);
        point_at(writing, *written->text, app.text.stops(writing.text, written->style), *at,
                 app.modifiers.shift, writing.clicks, app.time_s);
        app.chrome->board_is_written(app, writing.thing);
        app.writing.touch(writing.thing);
        return true;
    }
    return false;
}

/// A contact on a text being written: places the caret, drags a selection. Returns whether it was one.
bool text_takes(App& app, const Contact& contact) {
    if (contact.phase == ContactPhase::begin) return text_begins(app, contact);
    const auto ours = std::ranges::find(app.writing, contact.id + 1, &Writing::contact);
    if (ours == app.writing.end()) return false;
    Writing& writing = *ours;
    if (contact.phase == ContactPhase::move && writing.clicks == 1) {
        const std::optional<WrittenText> written = written_text(app, writing);
        if (written)
            point_at(writing, *written->text, app.text.stops(writing.text, written->style),
                     written->to_text(app.view.to_world(contact.at_px)) - written->at, true, 1, app.time_s);
    }
    if (contact.phase == ContactPhase::end || contact.phase == ContactPhase::cancel) writing.contact = 0;
    return true;
}

/// A tap on the empty board: whoever writes there without on-screen keys has finished.
void tap_ends_writing(App& app, const Contact& contact) {
    const auto hand = std::ranges::find(app.hands.hands, contact.id, &Hand::contact);
    if (hand == app.hands.hands.end() || hand->source == Source::mouse || hand->second) return;
    const auto* const pressing = std::get_if<Pressing>(&hand->state);
    if (pressing && is_ground(pressing->what)) end_writing_by_hand(app, hand->person, contact.at_px);
}

void route_contact(App& app, const Contact& contact) {
    if (contact.phase == ContactPhase::begin) {
        const Keypad* const keypad = keypad_under(app.hands.keypads, contact.at_px, app.ui_scale);
        if (keypad) app.writing.touch(keypad->thing);
        if (keypad) return hand_takes(app, contact);
    }
    if (app.screen != Screen::board) { // of hands there are only those on keys
        if (contact.phase != ContactPhase::begin) hand_takes(app, contact);
        return;
    }
    if (text_takes(app, contact)) return;
    // A mouse anywhere else ends one's writing and keeps it; panning about meanwhile does not.
    if (app.writing && contact.phase == ContactPhase::begin && contact.button == Button::left &&
        contact.source == Source::mouse)
        end_writing_of_mouse(app);
    if (app.writing && contact.phase == ContactPhase::end) tap_ends_writing(app, contact);
    if (contact.phase == ContactPhase::begin) app.focus.shown = false;
    hand_takes(app, contact);
}

/// Returns whether the writing took the key.
bool writing_takes(App& app, const KeyPress& key) {
    return app.writing && press_on(app, app.writing->thing, key);
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

/// Chinese that is being spelt on the keyboard of the text takes the key first.
bool spelling_takes(App& app, const KeyPress& key) {
    Ask ask;
    const bool taken = spells_key(app.hands, app.writing->thing, key, board_of(app), ask);
    perform_all(app, ask);
    return taken;
}

void route_key(App& app, const KeyPress& key) {
    if (!key.down) {
        app.swallow_typed = false; // what an input method brings later comes without a key
        hand_takes(app, key);      // the space bar let go
        return;
    }
    app.swallow_typed = false;
    if (app.writing && spelling_takes(app, key)) return;
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
    Ask ask;
    const bool spelt = spells_typed(app.hands, app.writing->thing, typed.text, board_of(app), ask);
    perform_all(app, ask);
    if (spelt) return;
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
        [&](const Hover& hover) {
            const bool on_keys = keypad_under(app.hands.keypads, hover.at_px, app.ui_scale);
            hand_takes(app,
                       on_keys ? Hover{{-1, -1}, hover.source} : hover); // the board under it is not meant
        },
        [&](const KeyPress& key) { route_key(app, key); },
        [&](const Typed& typed) { route_typed(app, typed); },
        [&](const Scroll& scroll) {
            if (!keypad_under(app.hands.keypads, scroll.at_px, app.ui_scale)) hand_takes(app, scroll);
        },
        [&](const Dropped& dropped) { route_dropped(app, dropped); },
        [&](const Pasted& pasted) {
            if (app.screen == Screen::board) perform(app, Paste{pasted.text});
        },
        [&](const CloseAsked&) { perform(app, Quit{}); },
        [&](const ContactsLost& lost) {
            for (Writing& writing : app.writing) writing.contact = 0;
            hand_takes(app, lost);
        });
}

void let_time_pass(App& app) {
    close_lost_keypads(app);
    const Hands& hands = app.hands;
    const bool on_board = app.screen == Screen::board &&
                          !(hands.hands.empty() && hands.rings.empty() && hands.toolboxes.empty());
    if (!on_board && hands.keypads.open.empty()) return;
    (void)committed_layout(app);
    Ask ask;
    advance(app.hands, board_of(app), ask);
    perform_all(app, ask);
}

void take_note_drag(App& app, const Contact& contact, NoteColour colour) {
    if (app.screen != Screen::board) return;
    if (contact.source == Source::mouse) end_writing_of_mouse(app);
    (void)committed_layout(app);
    start_placing(app.hands, contact, colour, board_of(app));
}

} // namespace waymark
