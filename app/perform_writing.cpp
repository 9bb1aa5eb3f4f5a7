#include "app/perform.hpp"

#include "app/show.hpp"
#include "app/tools.hpp"

#include <algorithm>

/// Writing on the board, by any number of people: what begins it, what ends it, and its on-screen keyboards.
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

bool wants_keypad(const App& app, Source source) {
    if (app.settings.keypads == KeypadUse::automatic) return source != Source::mouse;
    return app.settings.keypads == KeypadUse::always;
}

/// Where the text lies on the screen, or will when the view has come to rest.
Rect text_px(App& app, const Writing& writing) {
    const std::optional<WrittenText> written = written_text(app, writing);
    if (!written) return {app.size_px * 0.5f, {}};
    const View& view = app.view_move ? app.view_move->to : app.view;
    Rect around{view.to_screen(written->to_world(written->box.at)), {}};
    const Vec2 far = written->box.end();
    for (const Vec2 corner : {Vec2{far.x, written->box.at.y}, Vec2{written->box.at.x, far.y}, far}) {
        const Vec2 at = view.to_screen(written->to_world(corner));
        const Vec2 low{std::min(around.left(), at.x), std::min(around.top(), at.y)};
        const Vec2 high{std::max(around.right(), at.x), std::max(around.bottom(), at.y)};
        around = {low, high - low};
    }
    return around;
}

std::uint8_t offered_languages(const Settings& settings) {
    unsigned offered = 0;
    for (const KeyLanguage language : settings.key_languages)
        offered |= 1u << static_cast<unsigned>(language);
    return static_cast<std::uint8_t>(offered);
}

/// What a new keyboard should not lie over: those of others, and what these write.
std::vector<Rect> kept_clear(App& app, Id besides) {
    std::vector<Rect> kept;
    for (const Keypad& keypad : app.hands.keypads.open) kept.push_back(covered_by(keypad, app.ui_scale));
    for (const Writing& writing : app.writing)
        if (writing.thing != besides) kept.push_back(text_px(app, writing));
    return kept;
}

/// Beside the text, turned to whoever asked for it there.
void open_keypad(App& app, const Writing& writing, Vec2 at_px) {
    Keypads& keypads = app.hands.keypads;
    const Rect text = text_px(app, writing), free = free_px(app);
    const std::vector<Rect> kept = kept_clear(app, writing.thing);
    const Vec2 from = at_px.x >= 0 ? at_px : text.center();
    Keypad keypad;
    keypad.number = ++keypads.made;
    keypad.thing = writing.thing;
    keypad.angle = upright_at(app.hands, from, board_of(app));
    keypad.face.ends_line = writing.one_line;
    keypad.face.offered = offered_languages(app.settings);
    keypad.face.language = app.settings.key_languages.front();
    keypad.at_px = place_for(keypad, text, free, kept, app.ui_scale);
    const KeyLanguage known = language_near(keypads, keypad.at_px, keypad.face.language, app.ui_scale);
    if (std::ranges::find(app.settings.key_languages, known) != app.settings.key_languages.end() &&
        known != keypad.face.language) {
        keypad.face.language = known;
        keypad.at_px = place_for(keypad, text, free, kept, app.ui_scale);
    }
    keypads.open.push_back(std::move(keypad));
}

/// What was spelt on it, letter by letter; nothing where none is open.
std::string close_keypad(App& app, Id thing) {
    Keypads& keypads = app.hands.keypads;
    Keypad* const keypad = keypad_on(keypads, thing);
    if (!keypad) return {};
    remember_place(keypads, *keypad, app.ui_scale);
    std::string pending = raw(keypad->spelling);
    std::erase_if(keypads.open, [thing](const Keypad& open) { return open.thing == thing; });
    return pending;
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
        return app.writing.touch(write.thing);
    }
    if (write.source == Source::mouse) end_writing_for(app, write.source);
    if (!can_be_written_on(app, write.thing)) return;
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
    if (!wants_keypad(app, write.source)) return;
    if (!is_name) app.selection.clear(); // the sheet for what is chosen is for one person; here are several
    open_keypad(app, *app.writing, write.at_px);
}

void do_stop_writing(App& app, const StopWriting& stop) {
    if (stop.all) {
        for (const Id thing : things_written_on(app)) end_writing(app, thing, stop.keep);
        return;
    }
    const Id thing = stop.thing != Id::none ? stop.thing : app.writing ? app.writing->thing : Id::none;
    if (app.writing.find(thing)) end_writing(app, thing, stop.keep);
}

void end_writing_for(App& app, Source source) {
    const bool is_alone = app.writing.count() == 1;
    for (const Id thing : things_written_on(app)) {
        const bool has_keypad = keypad_on(app.hands.keypads, thing) != nullptr;
        const bool by_mouse = app.writing.find(thing)->source == Source::mouse;
        const bool ends = source == Source::mouse ? by_mouse || is_alone : !has_keypad && !by_mouse;
        if (ends) end_writing(app, thing, true);
    }
}

void settle_writing(App& app) {
    for (const Id thing : things_written_on(app))
        if (!keypad_on(app.hands.keypads, thing)) end_writing(app, thing, true);
    keep_words(app);
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
    if (Writing* const writing = app.writing.find(typed.thing)) type(*writing, typed.text, app.time_s);
}

void do_press_on(App& app, const PressOn& pressed) {
    (void)press_on(app, pressed.thing, KeyPress{pressed.key, true, false, {}});
}

void do_choose_key_language(App& app, const ChooseKeyLanguage& chosen) {
    Keypad* const keypad = keypad_on(app.hands.keypads, chosen.thing);
    if (!keypad) return;
    KeyFace face = keypad->face;
    face.language = chosen.language;
    face.page = KeyPage::letters;
    face.shift = KeyShift::none;
    const Vec2 before_px = keypad->at_px;
    change_face(*keypad, face, app.ui_scale);
    const Writing* const writing = app.writing.find(chosen.thing);
    if (writing && covered_by(*keypad, app.ui_scale).touches(text_px(app, *writing)))
        keypad->at_px = before_px + (before_px - keypad->at_px); // taller at its head instead
    keep_within(*keypad, free_px(app), app.ui_scale);
    remember_place(app.hands.keypads, *keypad, app.ui_scale);
    std::vector<KeyLanguage>& offered = app.settings.key_languages;
    const auto found = std::ranges::find(offered, chosen.language);
    if (found == offered.begin() || found == offered.end()) return;
    std::rotate(offered.begin(), found, found + 1);
    remember(*app.files, app.settings);
}

void do_offer_key_language(App& app, const OfferKeyLanguage& offer) {
    std::vector<KeyLanguage>& offered = app.settings.key_languages;
    const bool is_offered = std::ranges::find(offered, offer.language) != offered.end();
    if (offer.on && !is_offered) offered.push_back(offer.language);
    if (!offer.on && offered.size() > 1) std::erase(offered, offer.language);
    for (Keypad& keypad : app.hands.keypads.open) keypad.face.offered = offered_languages(app.settings);
}

void take_dictionaries(App& app) {
    for (const Keypad& keypad : app.hands.keypads.open) app.dictionaries.want(keypad.face.language);
    if (!app.dictionaries.take()) return;
    for (Keypad& keypad : app.hands.keypads.open) {
        if (!is_chinese(keypad.face.language) || keypad.spelling.empty()) continue;
        spell(keypad.spelling, app.dictionaries.find(keypad.face.language));
        if (app.dictionaries.state(keypad.face.language) != Dictionaries::State::missing) continue;
        perform(app, TypeOn{keypad.thing, raw(keypad.spelling)}); // Latin letters after all
        keypad.spelling = {};
    }
}

void close_lost_keypads(App& app) {
    std::erase_if(app.hands.keypads.open,
                  [&](const Keypad& keypad) { return !app.writing.find(keypad.thing); });
}

} // namespace waymark
