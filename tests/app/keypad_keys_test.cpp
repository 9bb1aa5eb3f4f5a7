#include "app/keeping.hpp"
#include "sessions/clean_text.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/app/waiting.hpp"

#include <algorithm>
#include <numbers>
#include <random>
#include <set>

/// Where keyboards on the screen lie, which keys they have, and what any fingers do to them.
namespace waymark::testing {
TEST(keypads, they_open_beside_their_text_and_over_nobodys) {
    KeypadHand hand;
    std::vector<Id> notes;
    for (const char* part : {"Search engine", "Care guide", "Sets a budget"})
        notes.push_back(hand.note(part));
    for (const Id note : notes) hand.open(note);
    const Rect window{{}, hand.app.size_px};
    for (const Id note : notes) {
        const Rect covered = covered_by(hand.keypad(note), hand.app.ui_scale);
        for (const Id written : notes) {
            const Rect text = hand.app.view.to_screen(hand.note_box(written));
            EXPECT_FALSE(covered.touches(text));
            EXPECT_TRUE(written == note ||
                        !covered.touches(covered_by(hand.keypad(written), hand.app.ui_scale)));
        }
        EXPECT_TRUE(window.contains(covered.at) && window.contains(covered.end() - Vec2{1, 1}));
    }
}

TEST(keypads, one_is_carried_by_its_head_and_stays_in_the_window) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    const auto head = [&] {
        return on_screen(hand.keypad(note), {0, -size_of(hand.keypad(note).face).y / 2 + 12},
                         hand.app.ui_scale);
    };
    const Vec2 before = hand.keypad(note).at_px;
    hand.drag(head(), head() + Vec2{300, 200}, KeypadHand::finger(51));
    EXPECT_LT(distance(hand.keypad(note).at_px, before + Vec2{300, 200}), 1.0f);
    hand.drag(head(), {2990, 2190}, KeypadHand::finger(51));
    const Rect covered = covered_by(hand.keypad(note), hand.app.ui_scale);
    EXPECT_LE(covered.right(), hand.app.size_px.x);
    EXPECT_LE(covered.bottom(), hand.app.size_px.y);
    hand.type_keys(note, "ok");
    EXPECT_EQ(hand.text_of(note), "ok");
    EXPECT_EQ(hand.app.history.position(), 2u) << "only the emptied notes are steps so far";
}

TEST(keypads, what_somebody_else_chooses_opens_no_sheet_over_the_keys) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 head =
        on_screen(hand.keypad(note), {0, -size_of(hand.keypad(note).face).y / 2 + 12}, hand.app.ui_scale);
    hand.drag(head, {2800, 150}, KeypadHand::finger(51)); // into the corner where the sheet opens
    const Id other = hand.note("Sets a budget");
    hand.tap(hand.on_note(other), KeypadHand::finger(12));
    hand.wait(1);
    ASSERT_TRUE(hand.is_chosen(other));
    hand.type_keys(note, "top");
    EXPECT_EQ(hand.text_of(note), "top");
}

TEST(keypads, on_a_table_they_turn_to_their_person_and_type_from_there) {
    KeypadHand hand{"blank"};
    perform(hand.app, SetLiesFlat{true});
    constexpr float half = std::numbers::pi_v<float>;
    struct Side {
        Vec2 at_px;
        float angle;
    };
    for (const Side& side : {Side{{1500, 2050}, 0}, Side{{1500, 120}, half}, Side{{40, 1100}, half / 2},
                             Side{{2960, 1100}, -half / 2}}) {
        hand.wait(1);
        hand.double_tap(side.at_px, KeypadHand::finger());
        ASSERT_TRUE(hand.app.writing);
        const Id note = hand.app.writing->thing;
        EXPECT_NEAR(hand.keypad(note).angle, side.angle, 1e-5f);
        hand.type_keys(note, "side");
        EXPECT_EQ(hand.text_of(note), "side");
    }
    EXPECT_EQ(hand.app.writing.count(), 4u);
}

TEST(keypads, every_key_is_large_enough_within_its_keyboard_and_over_no_other) {
    for (const KeyLanguage language : all_languages)
        for (const KeyPage page :
             {KeyPage::letters, KeyPage::symbols, KeyPage::more_symbols, KeyPage::emoji, KeyPage::languages})
            for (std::size_t group = 0; group < (page == KeyPage::emoji ? emoji_group_count : 1); ++group) {
                KeyFace face;
                face.language = language;
                face.page = page;
                face.offered = 31;
                face.emoji_group = static_cast<std::uint8_t>(group);
                const Vec2 size = size_of(face);
                const std::vector<KeyCap> keys = keys_of(face);
                for (const KeyCap& key : keys) {
                    EXPECT_GE(std::min(key.rect.size.x, key.rect.size.y), 48) << key.words;
                    EXPECT_GE(key.rect.left(), -size.x / 2 + 8) << key.words;
                    EXPECT_LE(key.rect.right(), size.x / 2 - 8) << key.words;
                    EXPECT_LE(key.rect.bottom(), size.y / 2 - 8) << key.words;
                    for (const KeyCap& other : keys)
                        EXPECT_TRUE(&other == &key || !other.rect.grown(-0.01f).touches(key.rect))
                            << key.words;
                }
            }
}

TEST(keypads, each_language_has_all_its_letters) {
    const auto letters = [](KeyLanguage language) {
        std::set<std::string> all;
        for (const KeyCap& key : keys_of(KeyFace{.language = language})) all.insert(key.words);
        return all;
    };
    for (const std::string& letter : KeypadHand::characters("abcdefghijklmnopqrstuvwxyzäöüß"))
        EXPECT_TRUE(letters(KeyLanguage::german).contains(letter)) << letter;
    for (const std::string& letter : KeypadHand::characters("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"))
        EXPECT_TRUE(letters(KeyLanguage::russian).contains(letter)) << letter;
    for (const std::string& letter : KeypadHand::characters("abcdefghijklmnopqrstuvwxyz"))
        for (const KeyLanguage language : {KeyLanguage::english, KeyLanguage::simplified_chinese})
            EXPECT_TRUE(letters(language).contains(letter)) << letter;
    std::set<std::string> capitals;
    for (const KeyCap& key : keys_of(KeyFace{.language = KeyLanguage::russian, .shift = KeyShift::once}))
        capitals.insert(key.words);
    for (const std::string& letter : KeypadHand::characters("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"))
        EXPECT_TRUE(capitals.contains(letter)) << letter;
}

TEST(keypads, every_emoji_is_one_character_to_step_over_and_there_only_once) {
    TextEngine text;
    std::set<std::string> known;
    for (std::size_t group = 0; group < emoji_group_count; ++group) {
        KeyFace face;
        face.page = KeyPage::emoji;
        face.emoji_group = static_cast<std::uint8_t>(group);
        for (std::size_t sheet = 0; sheet < emoji_sheets(group); ++sheet) {
            face.emoji_sheet = static_cast<std::uint8_t>(sheet);
            for (const KeyCap& key : keys_of(face)) {
                if (key.act != KeyAct::character) continue;
                EXPECT_TRUE(known.insert(key.words).second) << key.words;
                const TextStops stops = text.stops(key.words, {});
                for (std::size_t i = 1; i < key.words.size(); ++i)
                    EXPECT_FALSE(stops.flags.at(i) & TextStops::caret) << key.words;
            }
        }
    }
    EXPECT_GT(known.size(), 500u);
}

TEST(keypads, a_steady_frame_makes_no_new_pictures) {
    KeypadHand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one, KeyLanguage::russian);
    hand.open(other, KeyLanguage::simplified_chinese);
    hand.read_dictionaries();
    hand.tap_key(other, "w");
    hand.send({});
    const PlacedChunk before = hand.last.scene.overlay;
    const std::uint64_t layout = hand.app.shown.layout.number;
    hand.send({});
    EXPECT_EQ(hand.app.shown.layout.number, layout);
    std::size_t same = 0;
    for (const Placed& was : before)
        for (const Placed& is : hand.last.scene.overlay)
            if (was.drawing.same(is.drawing)) ++same;
    EXPECT_EQ(same, 4u) << "keys and head of both";
    EXPECT_GT(hand.last.effects.next_frame_s, 0) << "only the carets blink";
}

TEST(keypads, any_fingers_anywhere_on_them_leave_sound_texts) {
    const ScratchFolder folder;
    folder.write("pinyin_simp.dict.yaml",
                 "我\two\t9\n们\tmen\t8\n我们\two men\t9\n西安\txi an\t5\n先\txian\t3\n");
    KeypadHand hand;
    hand.app.dictionaries.look_in({folder.path()});
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one, KeyLanguage::simplified_chinese);
    hand.open(other, KeyLanguage::german);
    hand.read_dictionaries();
    std::mt19937 random{11};
    std::set<std::uint32_t> down;
    std::size_t typed = 0;
    for (int i = 0; i < 6000; ++i) {
        const std::uint32_t contact = 60 + static_cast<std::uint32_t>(random() % 6);
        const Id note = random() % 2 ? one : other;
        if (!hand.has_keypad(note)) {
            for (const std::uint32_t finger : down) hand.cancel({0, 0}, KeypadHand::finger(finger));
            down.clear();
            hand.open(note, static_cast<KeyLanguage>(random() % key_language_count));
            if (!hand.has_keypad(note)) break;
        }
        const Vec2 half = size_of(hand.keypad(note).face) * 0.5f;
        const auto within = [&](float reach) {
            return reach * (static_cast<float>(random() % 2001) / 1000 - 1);
        };
        const Vec2 at =
            on_screen(hand.keypad(note), {within(half.x), within(half.y - 20) + 20}, hand.app.ui_scale);
        const auto what = random() % 16;
        if (!down.contains(contact)) {
            hand.press(at, KeypadHand::finger(contact));
            down.insert(contact);
        } else if (what < 4)
            hand.move(at, KeypadHand::finger(contact));
        else {
            what == 4 ? hand.cancel(at, KeypadHand::finger(contact))
                      : hand.release_in_swing(at, KeypadHand::finger(contact));
            down.erase(contact);
        }
        if (what == 5) hand.wait(0.6);
        for (const Writing& writing : hand.app.writing) {
            ASSERT_EQ(clean_text(writing.text).text, writing.text);
            ASSERT_LE(writing.caret, writing.text.size());
            typed += writing.text.size();
        }
        for (const Keypad& keypad : hand.app.hands.keypads.open) {
            ASSERT_LE(keypad.spelling.letters.size(), pinyin_letter_limit);
            ASSERT_TRUE(keypad.spelling.sheets.empty() ||
                        keypad.spelling.sheet < keypad.spelling.sheets.size());
        }
    }
    EXPECT_GT(typed, 1000u) << "they did write";
}

TEST(keypads, the_line_that_is_written_shows_on_the_keys_while_its_note_is_too_small_to_read) {
    KeypadHand hand;
    const Id note = empty_note(hand);
    hand.look_at(hand.note_box(note).center(), 0.2f);
    hand.open(note);
    hand.type_keys(note, "warm");
    const auto shows = [&] {
        return std::ranges::any_of(hand.last.scene.overlay, [](const Placed& placed) {
            if (placed.drawing->parts.size() < 3) return false; // not the text itself
            return std::ranges::any_of(placed.drawing->parts, [](const Drawable& part) {
                const auto* words = std::get_if<Words>(&part);
                return words && words->text->text == "warm";
            });
        });
    };
    hand.send({});
    EXPECT_TRUE(shows());
    hand.look_at(hand.note_box(note).center(), 1);
    hand.send({});
    EXPECT_FALSE(shows());
}

} // namespace waymark::testing
