#include "app/chrome.hpp"
#include "app/free_place.hpp"
#include "app/perform.hpp"
#include "app/show.hpp"
#include "app/tools.hpp"

#include <algorithm>

/// On-screen keyboards: when one opens, where it finds room, and when it goes.
namespace waymark {
namespace {

constexpr float clear_gap = 14;    ///< between keys and the text they write
constexpr float fair_scale = 0.8f; ///< rather than have smaller keys than this, neighbours give way

/// What is around the text; the window's middle where it is not to be seen.
Rect around_px(const App& app, const std::optional<WrittenText>& written) {
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

/// All of a toolbox on which the name is written.
std::optional<Rect> named_px(const App& app, Id thing) {
    const Toolbox* const box = toolbox_of(app.hands, thing);
    return box ? std::optional{covered_by(*box, app.hands, board_of(app))} : std::nullopt;
}

/// What a keyboard writes: a text on the board, a name with all of its toolbox, or the row of a panel's
/// field. `app.shown` is up to date.
std::optional<Rect> written_px(App& app, Id thing) {
    if (thing == panel_field) {
        const std::optional<Chrome::Field> field = app.chrome->field();
        if (!field) return std::nullopt;
        // What stands beside it belongs to it: the button that saves.
        return Rect{{field->panel_px.left(), field->place_px.top()},
                    {field->panel_px.size.x, field->place_px.size.y}};
    }
    const Writing* const writing = app.writing.find(thing);
    if (!writing) return std::nullopt;
    const std::optional<Rect> box = named_px(app, thing);
    return box ? *box : around_px(app, shown_text(app, *writing));
}

std::uint8_t offered_languages(const Settings& settings) {
    unsigned offered = 0;
    for (const KeyLanguage language : settings.key_languages)
        offered |= 1u << static_cast<unsigned>(language);
    return static_cast<std::uint8_t>(offered);
}

bool is_touched(const Hands& hands, const Keypad& keypad) {
    return std::ranges::any_of(hands.hands, [&](const Hand& hand) {
        const auto* keying = std::get_if<Keying>(&hand.state);
        const auto* carrying = std::get_if<Carrying>(&hand.state);
        return (keying && keying->keypad == keypad.number) || (carrying && carrying->keypad == keypad.number);
    });
}

/// Neighbours make room for a new one, unless somebody has put them where they are or types on them.
bool may_be_moved(const App& app, const Keypad& keypad) {
    return keypad.thing != panel_field && !keypad.is_put && !is_touched(app.hands, keypad);
}

/// What a keyboard should lie beside: others and what these write, toolboxes. `Stays`: which keyboards count.
template <class Stays> KeypadRoom room_for(App& app, Id thing, Stays stays) {
    KeypadRoom room{free_px(app), {}, {}, {}};
    if (thing == panel_field) {
        const std::optional<Chrome::Field> field = app.chrome->field();
        if (field) room.rather_not = field->panel_px;
        if (field && field->is_modal) { // what lies behind cannot be reached
            room.free_px = {{}, app.size_px};
            return room;
        }
    }
    for (const Keypad& other : app.hands.keypads.open) {
        if (other.thing == thing || !stays(other)) continue;
        room.kept_px.push_back(covered_by(other, app.ui_scale));
    }
    for (const Writing& writing : app.writing)
        if (writing.thing != thing) room.texts_px.push_back(around_px(app, shown_text(app, writing)));
    const Board board = board_of(app);
    for (const Toolbox& box : app.hands.toolboxes)
        if (box.person != thing || thing == Id::none)
            room.kept_px.push_back(covered_by(box, app.hands, board));
    return room;
}

void lay(Keypad& keypad, const KeypadPlace& place) {
    keypad.at_px = place.at_px;
    keypad.scale = place.scale;
}

/// Where there is no room beside the others, or only for very small keys, all of them move together: where
/// all get larger ones than `least`.
void lay_all(App& app, Keypad& fresh, const Rect& text, float least) {
    std::vector<Keypad*> movable;
    std::vector<WrittenOn> all;
    for (Keypad& other : app.hands.keypads.open) {
        const std::optional<Rect> written = written_px(app, other.thing);
        if (!written || !may_be_moved(app, other)) continue;
        movable.push_back(&other);
        all.push_back({other, *written});
    }
    if (movable.empty()) return;
    movable.push_back(&fresh);
    all.push_back({fresh, text});
    KeypadRoom room =
        room_for(app, fresh.thing, [&](const Keypad& other) { return !may_be_moved(app, other); });
    // Their texts are told with them.
    std::erase_if(room.texts_px, [&](const Rect& told) {
        return std::ranges::any_of(all, [&](const WrittenOn& one) { return one.text_px == told; });
    });
    const std::optional<std::vector<KeypadPlace>> places = places_for_all(all, room, app.ui_scale);
    if (!places || places->front().scale <= least) return;
    for (std::size_t i = 0; i < movable.size(); ++i) lay(*movable[i], (*places)[i]);
}

void lay_fresh(App& app, Keypad& keypad, const Rect& text) {
    const KeypadRoom room = room_for(app, keypad.thing, [](const Keypad&) { return true; });
    const KeypadPlace place = place_for(keypad, text, room, app.ui_scale);
    lay(keypad, place);
    if (keypad.thing == panel_field || (place.is_clear && place.scale >= fair_scale)) return;
    lay_all(app, keypad, text, place.is_clear ? place.scale : 0);
}

/// As near as can be to where it lies, but over nothing that should be seen.
void lay_aside(App& app, Keypad& keypad, const Rect& text) {
    KeypadRoom room = room_for(app, keypad.thing, [](const Keypad&) { return true; });
    std::vector<Rect> kept = room.kept_px;
    kept.insert(kept.end(), room.texts_px.begin(), room.texts_px.end());
    kept.push_back(text.grown(clear_gap * app.ui_scale));
    const Vec2 size = covered_by(keypad, app.ui_scale).size;
    const Vec2 at = brought_clear(keypad.at_px, size, room.free_px, kept);
    const Rect there{at - size * 0.5f, size};
    const bool is_clear = std::ranges::none_of(kept, [&](const Rect& one) { return one.touches(there); });
    lay(keypad, is_clear ? KeypadPlace{at, keypad.scale, true} : place_for(keypad, text, room, app.ui_scale));
}

/// Opens one beside what it writes, turned to whoever asked for it there.
void open_keypad(App& app, Keypad keypad, const Rect& text) {
    Keypads& keypads = app.hands.keypads;
    keypad.number = ++keypads.made;
    keypad.face.offered = offered_languages(app.settings);
    keypad.face.language = app.settings.key_languages.front();
    lay_fresh(app, keypad, text);
    const KeyLanguage known = language_near(keypads, keypad.at_px, keypad.face.language, app.ui_scale);
    if (std::ranges::find(app.settings.key_languages, known) != app.settings.key_languages.end() &&
        known != keypad.face.language) {
        keypad.face.language = known;
        lay_fresh(app, keypad, text);
    }
    keypads.open.push_back(std::move(keypad));
}

} // namespace

Rect text_px(App& app, const Writing& writing) { return around_px(app, written_text(app, writing)); }

bool wants_keypad(const App& app, Source source) {
    if (app.settings.keypads == KeypadUse::automatic) return source != Source::mouse;
    return app.settings.keypads == KeypadUse::always;
}

void open_keypad(App& app, const Writing& writing, Vec2 at_px) {
    bring_up_to_date(app);
    const Rect text = written_px(app, writing.thing).value_or(Rect{app.size_px * 0.5f, {}});
    const Vec2 from = at_px.x >= 0 ? at_px : text.center();
    Keypad keypad;
    keypad.thing = writing.thing;
    keypad.angle = upright_at(app.hands, from, board_of(app));
    keypad.face.ends_line = writing.one_line;
    open_keypad(app, std::move(keypad), text);
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

void mind_panel_keypad(App& app) {
    const std::optional<Chrome::Field> field = app.chrome->field();
    Keypad* const open = keypad_on(app.hands.keypads, panel_field);
    if (!field) {
        if (open) close_keypad(app, panel_field); // what was spelt on it went into the field before
        return;
    }
    if (open) {
        open->face.ends_line = !field->many_lines; // another field, perhaps
        return;
    }
    if (!wants_keypad(app, field->by_hand ? Source::touch : Source::mouse)) return;
    bring_up_to_date(app);
    Keypad keypad; // panels are upright for whoever stands before the screen
    keypad.thing = panel_field;
    keypad.face.ends_line = !field->many_lines;
    open_keypad(app, std::move(keypad), *written_px(app, panel_field));
}

void write_spelling_into_panel(App& app) {
    Keypad* const open = keypad_on(app.hands.keypads, panel_field);
    if (!open || open->spelling.empty()) return;
    app.chrome->type(raw(open->spelling));
    open->spelling = {};
}

void keep_texts_in_sight(App& app, const ShownTexts& shown) {
    const bool is_board_moving = app.view_move || std::ranges::any_of(app.hands.hands, [](const Hand& hand) {
                                     return std::holds_alternative<Panning>(hand.state) ||
                                            std::holds_alternative<Pinching>(hand.state);
                                 });
    Keypads& keypads = app.hands.keypads;
    if (is_board_moving || keypads.open.empty()) return;
    if (std::ranges::any_of(keypads.open, [&](const Keypad& one) { return is_touched(app.hands, one); }))
        return; // no key is to slip away under a finger
    std::vector<Rect> texts;
    std::vector<Id> things;
    for (const Writing& writing : app.writing) {
        const std::optional<Rect> box = named_px(app, writing.thing);
        texts.push_back(box ? *box : around_px(app, shown[texts.size()]));
        things.push_back(writing.thing);
    }
    const std::optional<Rect> field = written_px(app, panel_field);
    if (field) things.push_back(panel_field);
    if (field) texts.push_back(*field);
    if (texts == keypads.texts_px) return;
    for (Keypad& keypad : keypads.open) {
        const auto written = std::ranges::find(things, keypad.thing);
        if (keypad.is_put || written == things.end()) continue;
        const Rect own = texts[static_cast<std::size_t>(written - things.begin())];
        const Rect keys = covered_by(keypad, app.ui_scale);
        const bool is_over_one = keypad.thing == panel_field
                                     ? keys.touches(own)
                                     : std::ranges::any_of(texts, [&](const Rect& text) {
                                           return !(field && text == *field) && keys.touches(text);
                                       });
        if (is_over_one) lay_aside(app, keypad, own);
    }
    keypads.texts_px = std::move(texts);
}

void do_choose_key_language(App& app, const ChooseKeyLanguage& chosen) {
    Keypad* const keypad = keypad_on(app.hands.keypads, chosen.thing);
    if (!keypad) return;
    bring_up_to_date(app);
    KeyFace face = keypad->face;
    face.language = chosen.language;
    face.page = KeyPage::letters;
    face.shift = KeyShift::none;
    const Vec2 before_px = keypad->at_px;
    change_face(*keypad, face, app.ui_scale);
    const std::optional<Rect> text = written_px(app, chosen.thing);
    if (text && covered_by(*keypad, app.ui_scale).touches(*text))
        keypad->at_px = before_px + (before_px - keypad->at_px); // taller at its head instead
    keep_within(*keypad, room_for(app, chosen.thing, [](const Keypad&) { return true; }).free_px,
                app.ui_scale);
    if (text && !keypad->is_put) lay_aside(app, *keypad, *text);
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
        spell(keypad.spelling,
              {app.dictionaries.find(keypad.face.language), &app.hands.keypads.memory, keypad.face.language});
        if (app.dictionaries.state(keypad.face.language) != Dictionaries::State::missing) continue;
        perform(app, TypeOn{keypad.thing, raw(keypad.spelling)}); // Latin letters after all
        keypad.spelling = {};
    }
}

void close_lost_keypads(App& app) {
    std::erase_if(app.hands.keypads.open, [&](const Keypad& keypad) {
        return keypad.thing != panel_field && !app.writing.find(keypad.thing);
    });
}

} // namespace waymark
