#include "app/keypad_picture.hpp"

#include "app/app.hpp"
#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

constexpr std::size_t faces_limit = 64, pressed_limit = 256;
constexpr float key_radius = 8, panel_radius = 18, key_icon_size = 24;
constexpr float letter_size = 25, word_size = 17, space_size = 15, emoji_size = 31, candidate_size = 25,
                spelt_size = 20, message_size = 16;

struct KeyColours {
    Colour panel, panel_border, letter, function, border, ink, quiet, main, main_ink;
    Shadow shadow;
};

KeyColours key_colours(const Theme& theme) {
    KeyColours c;
    c.panel = theme.chrome_pressed;
    c.panel_border = theme.chrome_hairline;
    c.letter = theme.chrome;
    c.function = mixed(theme.chrome_pressed, theme.chrome_ink, 0.13f);
    c.border = {0, 0, 0, 0};
    c.ink = theme.chrome_ink;
    c.quiet = theme.chrome_quiet_ink;
    c.main = theme.accent;
    c.main_ink = theme.accent_ink;
    c.shadow = {1, 1.5f, {0, 0, 0, 60}};
    if (theme.name == ThemeName::dark_room) {
        c.panel = mixed(theme.chrome, {0, 0, 0, 255}, 0.15f);
        c.letter = mixed(theme.chrome_pressed, theme.chrome_ink, 0.08f);
        c.function = mixed(theme.chrome_hover, {0, 0, 0, 255}, 0.05f);
    } else if (theme.name == ThemeName::high_contrast) {
        c.panel = theme.chrome_hover;
        c.function = theme.chrome_pressed;
        c.border = theme.chrome_ink;
        c.shadow = {};
    }
    return c;
}

enum class KeyState : std::uint8_t { up, down };

/// Drawings of keys by one text engine.
class KeyBrush {
public:
    KeyBrush(Drawing& drawing, ThemeName look, KeyLanguage language, TextEngine& text)
        : drawing_{drawing}, theme_{theme(look)}, c_{key_colours(theme_)}, text_{text} {
        style_.language = language == KeyLanguage::traditional_chinese  ? "zh-Hant"
                          : language == KeyLanguage::simplified_chinese ? "zh-Hans"
                                                                        : "";
    }

    const KeyColours& colours() const { return c_; }

    void panel(Vec2 size) {
        drawing_.parts.emplace_back(Box{.rect = {size * -0.5f, size},
                                        .radius = panel_radius,
                                        .fill = c_.panel,
                                        .border = c_.panel_border,
                                        .border_width = 1,
                                        .shadow = {6, 26, {0, 0, 0, 70}}});
    }

    void key(const KeyCap& key, KeyState state) {
        const bool is_down = state == KeyState::down, is_main = key.style == KeyStyle::main;
        const bool is_lit = is_down || is_main || (key.chosen && key.act != KeyAct::candidate);
        Colour fill = key.style == KeyStyle::letter ? c_.letter : c_.function;
        if (key.style == KeyStyle::plain) fill = {0, 0, 0, 0};
        if (key.act == KeyAct::candidate && key.chosen) fill = c_.letter;
        if (is_lit) fill = is_main && is_down ? mixed(c_.main, theme_.chrome_ink, 0.3f) : c_.main;
        if (fill.a > 0)
            drawing_.parts.emplace_back(Box{.rect = key.rect,
                                            .radius = key_radius,
                                            .fill = fill,
                                            .border = c_.border,
                                            .border_width = c_.border.a > 0 ? 1.0f : 0.0f,
                                            .shadow = c_.shadow});
        const Colour ink = is_lit ? c_.main_ink : key.act == KeyAct::space ? c_.quiet : c_.ink;
        if (key.icon)
            icon_on(*key.icon, key.rect, ink);
        else
            words_on(key, ink);
        if (!is_down && key.act == KeyAct::character && !key.variants.empty() && key.rect.size.x > 0)
            hint_of_variants(key);
    }

    void words(std::string_view what, Vec2 left_middle, float size, Colour ink, float width) {
        TextLayout layout = text_.on_one_line(what, style_, size, width);
        const Vec2 at{left_middle.x, left_middle.y - layout.box.y / 2};
        drawing_.parts.emplace_back(Words{std::move(layout), at, ink});
    }
    float width_of(std::string_view what, float size) {
        const TextLayout layout = text_.laid_out(what, style_, size);
        return layout.lines.empty() ? 0 : layout.lines.front().width;
    }
    void box(Rect rect, float radius, Colour fill, Colour border = {0, 0, 0, 0}) {
        drawing_.parts.emplace_back(Box{.rect = rect,
                                        .radius = radius,
                                        .fill = fill,
                                        .border = border,
                                        .border_width = border.a ? 1.0f : 0.0f});
    }

private:
    static bool is_emoji(const KeyCap& key) {
        return key.act == KeyAct::emoji_group ||
               (key.act == KeyAct::character && key.style == KeyStyle::plain);
    }

    float size_for(const KeyCap& key) const {
        if (key.act == KeyAct::space) return space_size;
        if (key.act == KeyAct::emoji_group) return 24;
        if (is_emoji(key)) return emoji_size;
        if (key.act == KeyAct::candidate) return candidate_size;
        return key.style == KeyStyle::function ? word_size : letter_size;
    }

    void words_on(const KeyCap& key, Colour ink) {
        TextStyle style = style_;
        if (key.style == KeyStyle::function) style.weight = FontWeight::medium;
        if (key.act == KeyAct::candidate && key.chosen) style.weight = FontWeight::medium;
        TextLayout layout = text_.laid_out(key.words, style, size_for(key));
        const float room = key.rect.size.x - 6;
        float width = layout.lines.empty() ? 0 : layout.lines.front().width;
        if (width > room) { // a long sentence among the candidates
            layout = text_.on_one_line(key.words, style, std::max(14.0f, size_for(key) * room / width), room);
            width = layout.lines.empty() ? 0 : layout.lines.front().width;
        }
        const Vec2 at = key.rect.center() - Vec2{width, layout.box.y} * 0.5f;
        drawing_.parts.emplace_back(Words{std::move(layout), at, ink});
    }

    void icon_on(Icon which, const Rect& rect, Colour ink) {
        constexpr float scale = key_icon_size / icon_grid;
        Path path = moved(icon(which), {}, scale);
        path = moved(std::move(path), rect.center() - Vec2{key_icon_size, key_icon_size} * 0.5f);
        drawing_.parts.emplace_back(Shape{std::move(path), ink});
    }

    /// A dot in the corner: more is offered to who holds the key.
    void hint_of_variants(const KeyCap& key) {
        box({{key.rect.right() - 9, key.rect.top() + 5}, {4, 4}}, 2, c_.quiet.with_alpha(0.55f));
    }

    Drawing& drawing_;
    const Theme& theme_;
    KeyColours c_;
    TextEngine& text_;
    TextStyle style_;
};

void draw_spelling(KeyBrush& brush, const KeypadPictures::Head& head, float left, float middle) {
    constexpr float room = keypad_width - 90;
    const float width = std::min(room, brush.width_of(head.spelt, spelt_size));
    brush.words(head.spelt, {left, middle}, spelt_size, brush.colours().ink, room);
    brush.box({{left, middle + 12}, {width, 2}}, 1, brush.colours().main);
}

/// What is written, for who stands too far from it; on the left of the grip.
void draw_text_again(KeyBrush& brush, const KeypadPictures::Head& head, float left, float middle) {
    constexpr float size = 17;
    const KeyColours& c = brush.colours();
    const float room = -40 - left;
    std::string before = head.before;
    float width = brush.width_of(before, size);
    while (width > room) { // what comes right before the caret stays
        std::size_t dropped = static_cast<std::size_t>((width - room) / size) + 1;
        while (dropped < before.size() && (static_cast<unsigned char>(before[dropped]) & 0xc0) == 0x80)
            ++dropped;
        before.erase(0, dropped);
        width = brush.width_of(before, size);
    }
    brush.words(before, {left, middle}, size, c.ink, room + size);
    brush.box({{left + width + 1, middle - 11}, {2, 22}}, 1, c.main);
    if (width + 8 < room) brush.words(head.after, {left + width + 4, middle}, size, c.ink, room - width - 4);
}

void draw_head(KeyBrush& brush, const KeypadPictures::Head& head) {
    const KeyColours& c = brush.colours();
    const float top = -size_of(head.face).y / 2, middle = top + keypad_header / 2;
    float left = -keypad_width / 2 + keypad_padding + 4;
    if (head.colour) {
        const Theme& colours = theme(head.theme);
        brush.box({{left, middle - 8}, {16, 16}}, 3, colours.notes[static_cast<std::size_t>(*head.colour)],
                  colours.name == ThemeName::high_contrast ? c.ink : c.quiet.with_alpha(0.35f));
        left += 26;
    }
    if (head.spelt.empty()) {
        if (!head.before.empty() || !head.after.empty()) draw_text_again(brush, head, left, middle);
        brush.box({{-26, middle - 2.5f}, {52, 5}}, 2.5f, c.quiet.with_alpha(0.55f));
        if (head.face.page == KeyPage::emoji) {
            const std::size_t sheets = emoji_sheets(head.face.emoji_group);
            for (std::size_t i = 0; i < sheets && sheets > 1; ++i)
                brush.box(
                    {{keypad_width / 2 - 30 - 14 * static_cast<float>(sheets - i), middle - 3.5f}, {7, 7}},
                    3.5f, i == head.face.emoji_sheet ? c.main : c.quiet.with_alpha(0.4f));
        }
    } else
        draw_spelling(brush, head, left, middle);
    if (head.message.empty()) return;
    const Rect row = candidates_of(head.face);
    const float room = row.size.x - 12, width = brush.width_of(head.message, message_size);
    const float size = width > room ? std::max(12.0f, std::floor(message_size * room / width)) : message_size;
    brush.words(head.message, {row.left() + 6, row.center().y}, size, c.quiet, room);
}

Placed placed_on(const Keypad& keypad, const Shared<Drawing>& drawing, Vec2 at, float ui_scale) {
    Placed placed;
    placed.drawing = drawing;
    placed.at = on_screen(keypad, at, ui_scale);
    placed.scale = ui_scale * keypad.scale;
    placed.angle = keypad.angle;
    return placed;
}

/// Instead of candidates: that there will be some, that there are none, or how it is done.
std::string message_of(const App& app, const Keypad& keypad) {
    if (candidates_of(keypad.face).empty()) return {};
    switch (app.dictionaries.state(keypad.face.language)) {
    case Dictionaries::State::unread:
    case Dictionaries::State::reading: return "The Chinese dictionary is being read …";
    case Dictionaries::State::missing: return app.dictionaries.problem(keypad.face.language);
    case Dictionaries::State::there: break;
    }
    if (keypad.face.page != KeyPage::letters) return {};
    if (keypad.spelling.empty()) return "Type pinyin; the space bar takes the first word";
    return keypad.spelling.choices.empty() ? "No word is spelt like this; Enter writes the letters" : "";
}

/// The line of the text with the caret in it, where it is smaller than a person reads at a table.
void show_again(const App& app, const Keypad& keypad, KeypadPictures::Head& head) {
    constexpr float readable_px = 13;
    constexpr std::size_t before_limit = 72, after_limit = 48; // bytes
    const Writing* const writing = app.writing.find(keypad.thing);
    const NoteBox* const box = find_box(app.shown.layout, keypad.thing);
    if (!writing || !box || box->text->size * box->scale * app.view.zoom >= readable_px * app.ui_scale)
        return;
    const std::string& text = writing->text;
    const auto is_inside = [&](std::size_t at) { // of a character
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
    };
    const std::size_t caret = std::min(writing->caret, text.size());
    const std::size_t line = caret > 0 ? text.rfind('\n', caret - 1) : std::string::npos;
    std::size_t from = line == std::string::npos ? 0 : line + 1;
    if (caret - from > before_limit) from = caret - before_limit;
    while (is_inside(from)) ++from;
    std::size_t to = std::min({text.find('\n', caret), text.size(), caret + after_limit});
    while (is_inside(to)) --to;
    head.before = text.substr(from, caret - from);
    head.after = text.substr(caret, to - caret);
}

KeypadPictures::Head head_of(const App& app, const Keypad& keypad) {
    KeypadPictures::Head head;
    head.face = keypad.face;
    head.theme = app.settings.theme;
    if (const Note* note = find_note(app.board_journey(), keypad.thing)) head.colour = note->colour;
    head.spelt = raw(keypad.spelling);
    show_again(app, keypad, head);
    head.message = message_of(app, keypad);
    head.choices = keypad.spelling.choices.size();
    head.sheet = keypad.spelling.sheet;
    return head;
}

void add_keypad(App& app, const Keypad& keypad, PlacedChunk& over) {
    KeypadPictures& pictures = app.keypad_pictures;
    const ThemeName look = app.settings.theme;
    over.push_back(placed_on(keypad, pictures.keys(keypad.face, look, app.text), {}, app.ui_scale));
    over.push_back(
        placed_on(keypad, pictures.head(keypad, head_of(app, keypad), app.text), {}, app.ui_scale));
    for (const Hand& hand : app.hands.hands) {
        const auto* keying = std::get_if<Keying>(&hand.state);
        if (!keying || keying->keypad != keypad.number || !keying->is_on) continue;
        if (keying->variant)
            over.push_back(placed_on(keypad, pictures.variants(*keying, look, app.text), {}, app.ui_scale));
        else
            over.push_back(placed_on(keypad,
                                     pictures.pressed(keying->key, keypad.face.language, look, app.text),
                                     keying->key.rect.center(), app.ui_scale));
    }
}

} // namespace

Shared<Drawing> KeypadPictures::keys(const KeyFace& face, ThemeName look, TextEngine& text) {
    const std::tuple which{face, look};
    if (const auto found = faces_.find(which); found != faces_.end()) return found->second;
    if (faces_.size() >= faces_limit) faces_.clear();
    Drawing drawing;
    KeyBrush brush{drawing, look, face.language, text};
    brush.panel(size_of(face));
    for (const KeyCap& key : keys_of(face)) brush.key(key, KeyState::up);
    return faces_.emplace(which, std::move(drawing)).first->second;
}

Shared<Drawing> KeypadPictures::head(const Keypad& keypad, Head head, TextEngine& text) {
    const auto found = heads_.find(keypad.number);
    if (found != heads_.end() && found->second.head == head) return found->second.drawing;
    Drawing drawing;
    KeyBrush brush{drawing, head.theme, head.face.language, text};
    draw_head(brush, head);
    const std::vector<KeyCap> keys = keys_of(keypad);
    for (const KeyCap& key : keys)
        if (key.act == KeyAct::candidate || key.act == KeyAct::next_candidates ||
            key.act == KeyAct::previous_candidates)
            brush.key(key, KeyState::up);
    Shown shown{std::move(head), std::move(drawing)};
    return heads_.insert_or_assign(keypad.number, std::move(shown)).first->second.drawing;
}

Shared<Drawing> KeypadPictures::pressed(const KeyCap& key, KeyLanguage language, ThemeName look,
                                        TextEngine& text) {
    const std::string which = key.words + '\n' + std::to_string(static_cast<int>(look)) + ' ' +
                              std::to_string(static_cast<int>(language)) + ' ' +
                              std::to_string(key.icon ? static_cast<int>(*key.icon) : -1) + ' ' +
                              std::to_string(static_cast<int>(key.act)) + ' ' +
                              std::to_string(static_cast<int>(key.rect.size.x));
    if (const auto found = pressed_.find(which); found != pressed_.end()) return found->second;
    if (pressed_.size() >= pressed_limit) pressed_.clear();
    Drawing drawing;
    KeyCap here = key;
    here.rect.at = here.rect.size * -0.5f;
    KeyBrush{drawing, look, language, text}.key(here, KeyState::down);
    return pressed_.emplace(which, std::move(drawing)).first->second;
}

Shared<Drawing> KeypadPictures::variants(const Keying& keying, ThemeName look, TextEngine& text) {
    const std::string which = "variants " + keying.key.words + ' ' + std::to_string(*keying.variant) + ' ' +
                              std::to_string(static_cast<int>(look)) + ' ' +
                              std::to_string(static_cast<int>(keying.key.rect.at.x)) + ' ' +
                              std::to_string(static_cast<int>(keying.key.rect.at.y));
    if (const auto found = pressed_.find(which); found != pressed_.end()) return found->second;
    if (pressed_.size() >= pressed_limit) pressed_.clear();
    Drawing drawing;
    KeyBrush brush{drawing, look, KeyLanguage::english, text};
    brush.key(keying.key, KeyState::down);
    std::vector<KeyCap> keys = variants_of(keying.key);
    const Rect around = united(keys.front().rect, keys.back().rect).grown(6);
    drawing.parts.emplace_back(Box{.rect = around,
                                   .radius = key_radius + 6,
                                   .fill = brush.colours().panel,
                                   .border = brush.colours().panel_border,
                                   .border_width = 1,
                                   .shadow = {4, 16, {0, 0, 0, 80}}});
    for (std::size_t i = 0; i < keys.size(); ++i)
        brush.key(keys[i], i == *keying.variant ? KeyState::down : KeyState::up);
    return pressed_.emplace(which, std::move(drawing)).first->second;
}

void KeypadPictures::forget_but(const std::vector<Keypad>& open) {
    std::erase_if(heads_, [&](const auto& shown) {
        return std::ranges::find(open, shown.first, &Keypad::number) == open.end();
    });
}

void add_keypads(App& app, Scene& scene) {
    const std::vector<Keypad>& open = app.hands.keypads.open;
    app.keypad_pictures.forget_but(open);
    for (const Keypad& keypad : open)
        if (keypad.thing != panel_field) add_keypad(app, keypad, scene.overlay);
}

void add_panel_keypad(App& app, Frame& made) {
    const Keypad* const keypad = keypad_on(std::as_const(app.hands.keypads), panel_field);
    if (!keypad) return;
    Patch& patch = made.patches.emplace_back();
    patch.clip_px = {{}, app.size_px};
    add_keypad(app, *keypad, patch.placed);
}

} // namespace waymark
