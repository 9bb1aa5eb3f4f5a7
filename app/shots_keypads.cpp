#include "app/perform.hpp"
#include "app/shots_sitter.hpp"

#include <algorithm>

/// Pictures of on-screen keyboards.
namespace waymark::shots {
namespace {

/// Opens the keyboard of a new note in the middle of a cell, as a finger would there.
Id write_by_touch(Sitter& sitter, std::size_t cell, KeyLanguage language, Vec2 at_px = {-1, -1},
                  Facing facing = Facing::bottom) {
    App& app = sitter.app();
    Note note;
    note.id = Id{app.session().next_id};
    note.colour = static_cast<NoteColour>(cell % 6);
    note.facing = facing;
    const CellBox& box = committed_layout(app).cells.at(cell);
    note.place = InCell{box.stage, box.lane};
    perform(app, Commit{AddNotes{{note}, Id::none}, std::nullopt});
    perform(app, Write{note.id, false, Source::touch, at_px});
    perform(app, ChooseKeyLanguage{note.id, language});
    sitter.settle();
    return note.id;
}

/// A tap on the key that shows these words (or does this).
void tap_key(Sitter& sitter, Id thing, std::string_view words, KeyAct act = KeyAct::character,
             bool lifts = true) {
    App& app = sitter.app();
    const Keypad* const keypad = keypad_on(std::as_const(app.hands.keypads), thing);
    if (!keypad) return;
    for (const KeyCap& key : keys_of(*keypad)) {
        if (key.act != act || (!words.empty() && key.words != words)) continue;
        const Vec2 at = on_screen(*keypad, key.rect.center(), app.ui_scale);
        sitter.step({Contact{90, Source::touch, ContactPhase::begin, at}});
        if (lifts) sitter.step({Contact{90, Source::touch, ContactPhase::end, at}});
        return;
    }
}

void type_keys(Sitter& sitter, Id thing, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (text[i] == ' ')
            tap_key(sitter, thing, {}, KeyAct::space);
        else
            tap_key(sitter, thing, text.substr(i, size));
        i += size;
    }
}

void look_closer(Sitter& sitter) {
    sitter.frames(1);
    perform(sitter.app(), NewSession{"five-stages"});
    sitter.settle();
    View view = sitter.app().view;
    view.zoom = 1;
    view.at = committed_layout(sitter.app()).cells.front().rect.center() + Vec2{500, 240};
    perform(sitter.app(), SetView{view, false});
    sitter.settle();
}

Scenario with_keys(KeyLanguage language, std::string text, KeyPage page = KeyPage::letters) {
    return [=](Sitter& sitter) {
        look_closer(sitter);
        const Id note = write_by_touch(sitter, 1, language);
        type_keys(sitter, note, text);
        keypad_on(sitter.app().hands.keypads, note)->face.page = page;
        sitter.settle();
    };
}

void with_capitals_and_variants(Sitter& sitter) {
    look_closer(sitter);
    const Id note = write_by_touch(sitter, 1, KeyLanguage::german);
    tap_key(sitter, note, {}, KeyAct::shift);
    tap_key(sitter, note, "K");
    type_keys(sitter, note, "unde h");
    tap_key(sitter, note, "a", KeyAct::character, false);
    sitter.frames(40);
}

void two_at_once(Sitter& sitter) {
    look_closer(sitter);
    const Id russian = write_by_touch(sitter, 0, KeyLanguage::russian);
    const Id chinese = write_by_touch(sitter, 2, KeyLanguage::simplified_chinese);
    type_keys(sitter, russian, "слышит о нас от друга");
    type_keys(sitter, chinese, "gukexiangmai ");
    type_keys(sitter, chinese, "womenxuyaobangzhu");
    tap_key(sitter, russian, "ж", KeyAct::character, false);
    sitter.frames(2);
}

void keys_around_a_table(Sitter& sitter) {
    look_closer(sitter);
    perform(sitter.app(), SetLiesFlat{true});
    const Vec2 size = sitter.app().size_px;
    const Id near = write_by_touch(sitter, 1, KeyLanguage::english, {size.x * 0.4f, size.y - 20});
    const Id left = write_by_touch(sitter, 0, KeyLanguage::german, {10, size.y * 0.5f}, Facing::left);
    const Id far =
        write_by_touch(sitter, 2, KeyLanguage::traditional_chinese, {size.x * 0.7f, 70}, Facing::top);
    type_keys(sitter, near, "hello");
    type_keys(sitter, left, "größer");
    type_keys(sitter, far, "kehutiyan");
    sitter.frames(2);
}

/// One at each side, with a toolbox.
void four_around_a_table(Sitter& sitter) {
    look_closer(sitter);
    perform(sitter.app(), SetLiesFlat{true});
    const Vec2 size = sitter.app().size_px;
    const Id near = write_by_touch(sitter, 1, KeyLanguage::english, {size.x * 0.4f, size.y - 20});
    const Id left = write_by_touch(sitter, 0, KeyLanguage::german, {10, size.y * 0.5f}, Facing::left);
    const Id far = write_by_touch(sitter, 2, KeyLanguage::russian, {size.x * 0.7f, 70}, Facing::top);
    const Id right = write_by_touch(sitter, 3, KeyLanguage::simplified_chinese, {size.x - 10, size.y * 0.5f},
                                    Facing::right);
    type_keys(sitter, near, "hello");
    type_keys(sitter, left, "größer");
    type_keys(sitter, far, "тёплая");
    type_keys(sitter, right, "kehutiyan");
    sitter.frames(2);
}

/// Somebody touches the board, then a panel with a field comes up.
Scenario in_panel(Panel panel, std::string typed) {
    return [=](Sitter& sitter) {
        look_closer(sitter);
        const Vec2 at{sitter.app().size_px.x * 0.5f, sitter.app().size_px.y - 150};
        for (const ContactPhase phase : {ContactPhase::begin, ContactPhase::end})
            sitter.step({Contact{91, Source::touch, phase, at}});
        perform(sitter.app(), ShowPanel{panel});
        sitter.settle();
        type_keys(sitter, panel_field, typed);
        sitter.frames(30);
    };
}

void in_the_sheet(Sitter& sitter) {
    look_closer(sitter);
    const Vec2 at{sitter.app().size_px.x * 0.5f, sitter.app().size_px.y - 150};
    for (const ContactPhase phase : {ContactPhase::begin, ContactPhase::end})
        sitter.step({Contact{91, Source::touch, phase, at}});
    perform(sitter.app(), Select{{sitter.app().board_journey().stages.front()->id}});
    perform(sitter.app(), WriteDetails{});
    sitter.settle();
}

void in_the_settings(Sitter& sitter) {
    look_closer(sitter);
    perform(sitter.app(), ShowPanel{Panel::settings});
    sitter.settle();
    sitter.hover(sitter.app().size_px * 0.5f);
    sitter.step({Scroll{sitter.app().size_px * 0.5f, {0, -40}, {}}});
    sitter.settle();
}

void without_dictionary(Sitter& sitter) {
    sitter.app().dictionaries.look_in({"/nowhere"});
    with_keys(KeyLanguage::traditional_chinese, "latin")(sitter);
}

} // namespace

std::vector<Shot> keypad_shots() {
    using enum KeyLanguage;
    return {{"keypad-english", with_keys(english, "warm, not heavy")},
            {"keypad-german", with_capitals_and_variants},
            {"keypad-russian", with_keys(russian, "её тёплая")},
            {"keypad-pinyin", with_keys(simplified_chinese, "womenxuyaobangzhu")},
            {"keypad-pinyin-empty", with_keys(simplified_chinese, "")},
            {"keypad-pinyin-missing", without_dictionary},
            {"keypad-symbols", with_keys(english, "", KeyPage::symbols)},
            {"keypad-more-symbols", with_keys(simplified_chinese, "", KeyPage::more_symbols)},
            {"keypad-emoji", with_keys(english, "", KeyPage::emoji)},
            {"keypad-languages", with_keys(german, "", KeyPage::languages)},
            {"keypad-settings", in_the_settings},
            {"keypad-file", in_panel(Panel::save_file, "team b")},
            {"keypad-search", in_panel(Panel::palette, "fit")},
            {"keypad-facts", in_panel(Panel::journey_facts, "")},
            {"keypad-sheet", in_the_sheet},
            {"keypads-two", two_at_once},
            {"keypads-four", four_around_a_table},
            {"keypads-table", keys_around_a_table}};
}

} // namespace waymark::shots
