#pragma once
#include "app/keypad.hpp"
#include "app/perform.hpp"
#include "tests/app/scripted_hand.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace waymark::testing {

/// People who write with keyboards on the screen; each has a finger of his own for each note.
class KeypadHand : public ScriptedHand {
public:
    using ScriptedHand::ScriptedHand;

    const Keypad& keypad(Id thing) const {
        const Keypad* const found = keypad_on(app.hands.keypads, thing);
        static const Keypad none;
        EXPECT_NE(found, nullptr) << "no keyboard is open";
        return found ? *found : none;
    }
    bool has_keypad(Id thing) const { return keypad_on(app.hands.keypads, thing) != nullptr; }

    /// Opens it as a finger does: by two taps on the note.
    Id open(Id note, KeyLanguage language = KeyLanguage::english) {
        double_tap(on_note(note), finger(40));
        wait(1); // the next two taps are others
        if (has_keypad(note) && keypad(note).face.language != language) {
            perform(app, ChooseKeyLanguage{note, language});
            send({});
        }
        return note;
    }

    std::optional<KeyCap> find_key(Id thing, std::string_view words, KeyAct act = KeyAct::character) const {
        for (const KeyCap& key : keys_of(keypad(thing)))
            if (key.act == act && (words.empty() || key.words == words)) return key;
        return std::nullopt;
    }
    Vec2 key_px(Id thing, std::string_view words, KeyAct act = KeyAct::character) const {
        const std::optional<KeyCap> key = find_key(thing, words, act);
        EXPECT_TRUE(key) << "no key " << words;
        return key ? on_screen(keypad(thing), key->rect.center(), app.ui_scale) : Vec2{};
    }
    void tap_key(Id thing, std::string_view words, KeyAct act = KeyAct::character,
                 std::uint32_t contact = 50) {
        const Vec2 at = key_px(thing, words, act);
        press(at, finger(contact));
        release(at, finger(contact));
    }
    void tap_page(Id thing, KeyPage page) {
        for (const KeyCap& key : keys_of(keypad(thing)))
            if (key.act == KeyAct::page && key.value == static_cast<std::uint8_t>(page)) {
                const Vec2 at = on_screen(keypad(thing), key.rect.center(), app.ui_scale);
                press(at, finger(50));
                return release(at, finger(50));
            }
        ADD_FAILURE() << "no key goes to that page";
    }
    static std::vector<std::string> characters(std::string_view text) {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < text.size();) {
            const auto first = static_cast<unsigned char>(text[i]);
            const std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            all.emplace_back(text.substr(i, size));
            i += size;
        }
        return all;
    }
    void tap_character(Id thing, const std::string& character, std::uint32_t contact = 50) {
        if (character == " ")
            tap_key(thing, {}, KeyAct::space, contact);
        else
            tap_key(thing, character, KeyAct::character, contact);
    }
    void type_keys(Id thing, std::string_view text) {
        for (const std::string& character : characters(text)) tap_character(thing, character);
    }
    /// As it stands, written or not yet kept.
    std::string text_of(Id thing) const {
        const Writing* const writing = app.writing.find(thing);
        return writing ? writing->text : note(thing).text;
    }
    void read_dictionaries() {
        send({});
        app.dictionaries.finish();
        send({});
    }
};

/// The notes these tests write on, emptied.
inline std::pair<Id, Id> two_empty_notes(KeypadHand& hand) {
    const Id one = hand.note("Search engine"), other = hand.note("Care guide");
    perform(hand.app, Commit{SetText{one, ""}, std::nullopt});
    perform(hand.app, Commit{SetText{other, ""}, std::nullopt});
    hand.send({});
    return {one, other};
}

inline Id empty_note(KeypadHand& hand) { return two_empty_notes(hand).first; }

inline const std::vector<KeyLanguage> all_languages{KeyLanguage::english, KeyLanguage::german,
                                                    KeyLanguage::russian, KeyLanguage::simplified_chinese,
                                                    KeyLanguage::traditional_chinese};

} // namespace waymark::testing
