#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// On-screen keyboards under fingers. Letters are written when the finger lifts, or when the next one comes
/// down before it has: whoever types fast gets both in order. Sliding off a key takes it back. What repeats
/// while it is held begins at once.
namespace waymark {
namespace {

constexpr double held_s = 0.45, repeat_every_s = 0.06, lock_s = 0.4;
constexpr int repeats_a_frame = 8;                      // when frames were late
constexpr float slack = 14, flick = 36, key_reach = 16; // keyboard units

bool repeats(KeyAct act) { return act == KeyAct::backspace || act == KeyAct::left || act == KeyAct::right; }
bool acts_at_once(KeyAct act) { return repeats(act) || act == KeyAct::shift; }

PinyinWords words_of(Hands& hands, const Keypad& keypad, const Board& board) {
    const KeyLanguage language = keypad.face.language;
    return {board.dictionaries ? board.dictionaries->find(language) : nullptr, &hands.keypads.memory,
            language};
}

/// The keyboard spells Chinese words; not while it is known that there is no dictionary.
bool spells(const Keypad& keypad, const Board& board) {
    return is_chinese(keypad.face.language) && board.dictionaries &&
           board.dictionaries->state(keypad.face.language) != Dictionaries::State::missing;
}

void write_letters_as_they_are(Keypad& keypad, Ask& ask) {
    if (keypad.spelling.empty()) return;
    ask.intend(TypeOn{keypad.thing, raw(keypad.spelling)});
    keypad.spelling = {};
}

/// The likeliest for all letters that are there; what means nothing is written as it is.
void write_likeliest(Hands& hands, Keypad& keypad, const Board& board, Ask& ask) {
    while (!keypad.spelling.empty()) {
        if (keypad.spelling.choices.empty()) return write_letters_as_they_are(keypad, ask);
        if (std::optional<std::string> text = pick(keypad.spelling, 0, words_of(hands, keypad, board)))
            ask.intend(TypeOn{keypad.thing, std::move(*text)});
    }
}

/// One capital has been written. While a finger holds Shift there may be more.
void use_shift(Hands& hands, Keypad& keypad) {
    if (keypad.face.shift != KeyShift::once) return;
    bool is_held = false;
    for (Hand& hand : hands.hands) {
        auto* keying = std::get_if<Keying>(&hand.state);
        if (!keying || keying->keypad != keypad.number || keying->key.act != KeyAct::shift) continue;
        keying->repeats = 1;
        is_held = true;
    }
    if (!is_held) keypad.face.shift = KeyShift::none;
}

void press_shift(Keypad& keypad, double time_s) {
    KeyShift& shift = keypad.face.shift;
    const bool twice = time_s - keypad.shifted_s < lock_s;
    shift = shift == KeyShift::none            ? KeyShift::once
            : shift == KeyShift::once && twice ? KeyShift::locked
                                               : KeyShift::none;
    keypad.shifted_s = time_s;
}

void write_character(Hands& hands, Keypad& keypad, const std::string& words, const Board& board, Ask& ask) {
    const bool is_letter = words.size() == 1 && words[0] >= 'a' && words[0] <= 'z';
    const bool divides = words == "'" && !keypad.spelling.letters.empty();
    if (spells(keypad, board) && keypad.face.page == KeyPage::letters && (is_letter || divides)) {
        if (keypad.spelling.letters.size() >= pinyin_letter_limit) return;
        keypad.spelling.letters += words;
        return spell(keypad.spelling, words_of(hands, keypad, board));
    }
    write_likeliest(hands, keypad, board, ask);
    ask.intend(TypeOn{keypad.thing, words});
    use_shift(hands, keypad);
}

void press_backspace(Hands& hands, Keypad& keypad, const Board& board, Ask& ask) {
    if (keypad.spelling.empty()) return ask.intend(PressOn{keypad.thing, Key::backspace});
    take_back(keypad.spelling, words_of(hands, keypad, board));
}

void turn_candidates(Spelling& spelling, int by) {
    const auto last = static_cast<int>(spelling.sheets.size()) - 1;
    spelling.sheet =
        static_cast<std::size_t>(std::clamp(static_cast<int>(spelling.sheet) + by, 0, std::max(0, last)));
}

void turn_emoji(KeyFace& face, int by) {
    const auto sheets = static_cast<int>(emoji_sheets(face.emoji_group));
    face.emoji_sheet = static_cast<std::uint8_t>((face.emoji_sheet + by + sheets) % sheets);
}

void choose_page(Hands& hands, Keypad& keypad, KeyPage page, const Board& board, Ask& ask) {
    write_likeliest(hands, keypad, board, ask);
    KeyFace face = keypad.face;
    face.page = page;
    face.shift = KeyShift::none;
    change_face(keypad, face, board.ui_scale);
}

void choose_emoji_group(KeyFace& face, std::uint8_t group) {
    if (face.emoji_group == group) return turn_emoji(face, 1);
    face.emoji_group = group;
    face.emoji_sheet = 0;
}

void act(Hands& hands, Keypad& keypad, const KeyCap& key, const Board& board, Ask& ask) {
    switch (key.act) {
    case KeyAct::character: return write_character(hands, keypad, key.words, board, ask);
    case KeyAct::space:
        if (!keypad.spelling.empty()) return write_likeliest(hands, keypad, board, ask);
        return ask.intend(TypeOn{keypad.thing, " "});
    case KeyAct::shift: return press_shift(keypad, board.time_s);
    case KeyAct::backspace: return press_backspace(hands, keypad, board, ask);
    case KeyAct::enter:
        if (!keypad.spelling.empty()) return write_letters_as_they_are(keypad, ask);
        return ask.intend(PressOn{keypad.thing, Key::enter});
    case KeyAct::left:
    case KeyAct::right:
        write_likeliest(hands, keypad, board, ask);
        return ask.intend(PressOn{keypad.thing, key.act == KeyAct::left ? Key::left : Key::right});
    case KeyAct::page: return choose_page(hands, keypad, static_cast<KeyPage>(key.value), board, ask);
    case KeyAct::emoji_group: return choose_emoji_group(keypad.face, key.value);
    case KeyAct::language:
        write_likeliest(hands, keypad, board, ask);
        return ask.intend(ChooseKeyLanguage{keypad.thing, static_cast<KeyLanguage>(key.value)});
    case KeyAct::candidate:
        if (std::optional<std::string> text =
                pick(keypad.spelling, key.value, words_of(hands, keypad, board)))
            ask.intend(TypeOn{keypad.thing, std::move(*text)});
        return;
    case KeyAct::next_candidates: return turn_candidates(keypad.spelling, 1);
    case KeyAct::previous_candidates: return turn_candidates(keypad.spelling, -1);
    case KeyAct::done:
        write_likeliest(hands, keypad, board, ask);
        return ask.intend(StopWriting{.keep = true, .thing = keypad.thing});
    }
}

/// The key under a finger, or the nearest where it came down between keys.
const KeyCap* key_at(const std::vector<KeyCap>& keys, Vec2 at) {
    const KeyCap* nearest = nullptr;
    float least = key_reach;
    for (const KeyCap& key : keys) {
        const Vec2 inside{std::clamp(at.x, key.rect.left(), key.rect.right()),
                          std::clamp(at.y, key.rect.top(), key.rect.bottom())};
        if (const float away = distance(inside, at); away < least) least = away, nearest = &key;
    }
    return nearest;
}

/// Keys that are still down have been meant before the one that comes now.
void finish_others(Hands& hands, Keypad& keypad, const Board& board, Ask& ask) {
    for (Hand& hand : hands.hands) {
        auto* keying = std::get_if<Keying>(&hand.state);
        if (!keying || keying->keypad != keypad.number || keying->done || !keying->is_on || keying->variant)
            continue;
        keying->done = true;
        const KeyCap key = keying->key;
        act(hands, keypad, key, board, ask);
    }
}

/// Candidates and emoji are turned like pages.
bool turns_sheet(Keypad& keypad, const Keying& keying, Vec2 at) {
    const float by = at.x - keying.from.x;
    if (std::abs(by) < flick || std::abs(by) < std::abs(at.y - keying.from.y)) return false;
    const KeyAct what = keying.key.act;
    if (what == KeyAct::candidate)
        turn_candidates(keypad.spelling, by < 0 ? 1 : -1);
    else if (what == KeyAct::character && keypad.face.page == KeyPage::emoji)
        turn_emoji(keypad.face, by < 0 ? 1 : -1);
    else
        return false;
    return true;
}

/// Where it must stay: one for a panel lies over everything.
Rect room_of(const Keypad& keypad, const Board& board) {
    return keypad.thing == panel_field ? Rect{{}, board.view.size_px} : board.free_px;
}

void carry(Keypad& keypad, const Carrying& carrying, const Hands& hands, const Hand& hand,
           const Board& board) {
    const Vec2 there = hand.at_px - carrying.grip_px;
    keypad.is_put = keypad.is_put || there != keypad.at_px;
    keypad.at_px = there;
    if (board.lies_flat) { // carried to another side of the table: to the person there
        const float height = size_of(keypad.face).y * board.ui_scale * keypad.scale;
        const Vec2 at = hand.at_px, size = board.view.size_px;
        const float to_edge = std::min({at.x, at.y, size.x - at.x, size.y - at.y});
        if (to_edge < height) keypad.angle = upright_at(hands, at, board);
    }
    keep_within(keypad, room_of(keypad, board), board.ui_scale);
}

void offer_variants(Keying& keying) {
    keying.variant = 0; // the first lies over the key: to lift the finger takes it
}

void repeat_key(Hands& hands, Keypad& keypad, Keying& keying, const Board& board, Ask& ask) {
    const double held = board.time_s - keying.since_s - held_s;
    if (held < 0) return;
    const int due = static_cast<int>(held / repeat_every_s) + 1;
    keying.repeats = std::max(keying.repeats, due - repeats_a_frame);
    const KeyCap key = keying.key;
    for (; keying.repeats < due; ++keying.repeats) act(hands, keypad, key, board, ask);
}

} // namespace

bool joins_keypad(Hands& hands, const Contact& contact, Hand hand, const Board& board, Ask& ask) {
    if (contact.tip != Tip::plain) return false;
    const Keypad* const under = keypad_under(hands.keypads, contact.at_px, board.ui_scale);
    if (!under) return false;
    auto& open = hands.keypads.open;
    const auto touched = open.begin() + (under - open.data());
    std::rotate(touched, touched + 1, open.end()); // over the others now
    Keypad& keypad = open.back();
    const Vec2 at = on_keypad(keypad, contact.at_px, board.ui_scale);
    if (at.y < -size_of(keypad.face).y / 2 + keypad_header) {
        hand.state = Carrying{keypad.number, contact.at_px - keypad.at_px};
        hands.hands.push_back(std::move(hand));
        return true;
    }
    finish_others(hands, keypad, board, ask); // may turn the page: what lies there is looked for afterwards
    const std::vector<KeyCap> keys = keys_of(keypad);
    const KeyCap* const key = key_at(keys, at);
    Keying keying{keypad.number,  key ? *key : KeyCap{}, at, board.time_s,
                  key != nullptr, key == nullptr,        0,  {}};
    if (key && acts_at_once(key->act)) {
        keying.done = true;
        act(hands, keypad, *key, board, ask);
    }
    hand.state = std::move(keying);
    hands.hands.push_back(std::move(hand));
    return true;
}

bool lead_keypad(Hands& hands, Hand& hand, const Board& board) {
    if (const auto* carrying = std::get_if<Carrying>(&hand.state)) {
        if (Keypad* keypad = keypad_numbered(hands.keypads, carrying->keypad))
            carry(*keypad, *carrying, hands, hand, board);
        return true;
    }
    auto* keying = std::get_if<Keying>(&hand.state);
    if (!keying) return false;
    Keypad* const keypad = keypad_numbered(hands.keypads, keying->keypad);
    if (!keypad) return true;
    const Vec2 at = on_keypad(*keypad, hand.at_px, board.ui_scale);
    if (keying->variant) {
        const std::vector<KeyCap> variants = variants_of(keying->key);
        const auto away = [&](const KeyCap& variant) { return std::abs(variant.rect.center().x - at.x); };
        const auto nearest = std::ranges::min_element(variants, {}, away);
        keying->variant = static_cast<std::size_t>(nearest - variants.begin());
        keying->is_on =
            at.y > nearest->rect.top() - 2 * key_height && at.y < keying->key.rect.bottom() + key_height;
    } else if (!keying->done && turns_sheet(*keypad, *keying, at)) {
        keying->done = true;
        keying->is_on = false;
        keying->key.rect = {}; // there is another key now
    } else
        keying->is_on = !keying->key.rect.empty() && keying->key.rect.grown(slack).contains(at);
    return true;
}

void lift_key(Hands& hands, Hand& hand, const Board& board, Ask& ask) {
    Keying& keying = std::get<Keying>(hand.state);
    Keypad* const keypad = keypad_numbered(hands.keypads, keying.keypad);
    if (!keypad) return;
    if (keying.key.act == KeyAct::shift && keying.repeats > 0) keypad->face.shift = KeyShift::none;
    if (keying.done || !keying.is_on) return;
    keying.done = true;
    KeyCap key = keying.key;
    if (keying.variant) key.words = variants_of(key).at(*keying.variant).words;
    act(hands, *keypad, key, board, ask);
}

void advance_keypads(Hands& hands, const Board& board, Ask& ask) {
    for (Keypad& keypad : hands.keypads.open) {
        const bool is_carried = std::ranges::any_of(hands.hands, [&](const Hand& hand) {
            const auto* carrying = std::get_if<Carrying>(&hand.state);
            return carrying && carrying->keypad == keypad.number;
        });
        if (!is_carried) keep_within(keypad, room_of(keypad, board), board.ui_scale);
    }
    for (std::size_t i = 0; i < hands.hands.size(); ++i) {
        auto* keying = std::get_if<Keying>(&hands.hands[i].state);
        if (!keying || !keying->is_on) continue;
        Keypad* const keypad = keypad_numbered(hands.keypads, keying->keypad);
        if (!keypad) continue;
        if (repeats(keying->key.act))
            repeat_key(hands, *keypad, *keying, board, ask);
        else if (!keying->done && !keying->variant && !keying->key.variants.empty() &&
                 board.time_s - keying->since_s >= held_s)
            offer_variants(*keying);
    }
}

bool spells_typed(Hands& hands, Id thing, std::string_view text, const Board& board, Ask& ask) {
    Keypad* const keypad = keypad_on(hands.keypads, thing);
    if (!keypad || !spells(*keypad, board) || keypad->face.page != KeyPage::letters) return false;
    Spelling& spelling = keypad->spelling;
    if (text.size() == 1 && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] == '\'' && !spelling.empty()))) {
        write_character(hands, *keypad, std::string{text}, board, ask);
        return true;
    }
    if (spelling.empty()) return false;
    if (text == " ") return write_likeliest(hands, *keypad, board, ask), true;
    if (text.size() == 1 && text[0] >= '1' && text[0] <= '9' && !spelling.sheets.empty()) {
        const std::size_t which = spelling.sheets[spelling.sheet] + static_cast<std::size_t>(text[0] - '1');
        if (std::optional<std::string> whole = pick(spelling, which, words_of(hands, *keypad, board)))
            ask.intend(TypeOn{thing, std::move(*whole)});
        return true;
    }
    write_likeliest(hands, *keypad, board, ask);
    ask.intend(TypeOn{thing, std::string{text}});
    return true;
}

bool spells_key(Hands& hands, Id thing, const KeyPress& key, const Board& board, Ask& ask) {
    Keypad* const keypad = keypad_on(hands.keypads, thing);
    if (!keypad || keypad->spelling.empty() || key.with.control || key.with.alt) return false;
    switch (key.key) {
    case Key::backspace: take_back(keypad->spelling, words_of(hands, *keypad, board)); return true;
    case Key::enter: write_letters_as_they_are(*keypad, ask); return true;
    case Key::escape: keypad->spelling = {}; return true;
    case Key::page_down: turn_candidates(keypad->spelling, 1); return true;
    case Key::page_up: turn_candidates(keypad->spelling, -1); return true;
    case Key::left:
    case Key::right:
    case Key::home:
    case Key::end: write_likeliest(hands, *keypad, board, ask); return false;
    default: return false;
    }
}

void show(const Keying& keying, const Grip&, const Theme&, HandsPicture& picture) {
    const bool waits = !keying.done && !keying.variant && !keying.key.variants.empty();
    if (keying.is_on && (waits || repeats(keying.key.act))) picture.moving = true;
}

} // namespace waymark
