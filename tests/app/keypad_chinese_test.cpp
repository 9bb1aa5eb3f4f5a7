#include "app/keeping.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/app/waiting.hpp"

#include <algorithm>

/// Chinese by pinyin on the keyboards on the screen.
namespace waymark::testing {

namespace {

/// Somebody who spells Chinese with a small dictionary.
struct Spelling : KeypadHand {
    Spelling() {
        folder.write(
            "pinyin_simp.dict.yaml",
            "我\two\t1000\n们\tmen\t800\n我们\two men\t900\n需要\txu yao\t500\n帮助\tbang zhu\t400\n"
            "先\txian\t300\n西\txi\t200\n安\tan\t200\n西安\txi an\t150\n喔\two\t10\n窝\two\t9\n握\two\t8\n"
            "卧\two\t7\n沃\two\t6\n硪\two\t5\n涡\two\t4\n蜗\two\t3\n莴\two\t2\n倭\two\t2\n斡\two\t2\n挝\two\t"
            "2\n");
        app.dictionaries.look_in({folder.path()});
        note = open(empty_note(*this), KeyLanguage::simplified_chinese);
        read_dictionaries();
    }
    const waymark::Spelling& spelling() const { return keypad(note).spelling; }
    ScratchFolder folder;
    Id note{};
};

} // namespace

TEST(keypads_chinese, a_tapped_word_leaves_the_letters_that_it_does_not_stand_for) {
    Spelling hand;
    hand.type_keys(hand.note, "womenxuyao");
    EXPECT_EQ(hand.text_of(hand.note), "") << "still being spelt";
    hand.tap_key(hand.note, "我们", KeyAct::candidate);
    EXPECT_EQ(hand.spelling().letters, "xuyao");
    EXPECT_EQ(raw(hand.spelling()), "我们xuyao");
    hand.tap_key(hand.note, "需要", KeyAct::candidate);
    EXPECT_TRUE(hand.spelling().empty());
    EXPECT_EQ(hand.text_of(hand.note), "我们需要");
}

TEST(keypads_chinese, backspace_gives_back_a_word_and_then_letters) {
    Spelling hand;
    hand.type_keys(hand.note, "womenxuyao");
    hand.tap_key(hand.note, "我", KeyAct::candidate);
    hand.tap_key(hand.note, {}, KeyAct::backspace);
    EXPECT_EQ(raw(hand.spelling()), "womenxuyao");
    hand.tap_key(hand.note, {}, KeyAct::backspace);
    EXPECT_EQ(raw(hand.spelling()), "womenxuya");
    for (int i = 0; i < 9; ++i) hand.tap_key(hand.note, {}, KeyAct::backspace);
    EXPECT_TRUE(hand.spelling().empty());
    hand.type_keys(hand.note, "wo ");
    hand.tap_key(hand.note, {}, KeyAct::backspace);
    EXPECT_EQ(hand.text_of(hand.note), "") << "nothing is spelt: it erases in the text";
}

TEST(keypads_chinese, enter_writes_the_letters_and_a_stop_the_likeliest_word) {
    Spelling hand;
    hand.type_keys(hand.note, "wo");
    hand.tap_key(hand.note, {}, KeyAct::enter);
    hand.type_keys(hand.note, "xian");
    hand.tap_key(hand.note, "。");
    hand.type_keys(hand.note, "xi'an ");
    hand.type_keys(hand.note, "wovvv ");
    EXPECT_EQ(hand.text_of(hand.note), "wo先。西安我vvv");
}

TEST(keypads_chinese, further_words_are_turned_to_by_key_and_by_flick) {
    Spelling hand;
    hand.type_keys(hand.note, "wo");
    ASSERT_GT(hand.spelling().sheets.size(), 1u);
    hand.tap_key(hand.note, {}, KeyAct::next_candidates);
    EXPECT_EQ(hand.spelling().sheet, 1u);
    const std::string second = hand.spelling().choices[hand.spelling().sheets[1]].text;
    const Vec2 on = hand.key_px(hand.note, second, KeyAct::candidate);
    hand.press(on, KeypadHand::finger(51));
    hand.glide(on, on + Vec2{120, 0}, KeypadHand::finger(51));
    hand.release(on + Vec2{120, 0}, KeypadHand::finger(51));
    EXPECT_EQ(hand.spelling().sheet, 0u);
    EXPECT_EQ(hand.text_of(hand.note), "");
    hand.tap_key(hand.note, {}, KeyAct::next_candidates);
    hand.tap_key(hand.note, second, KeyAct::candidate);
    EXPECT_EQ(hand.text_of(hand.note), second);
}

TEST(keypads_chinese, what_was_spelt_is_kept_when_the_writing_ends) {
    Spelling hand;
    hand.type_keys(hand.note, "wo");
    hand.tap_key(hand.note, {}, KeyAct::done);
    EXPECT_EQ(static_cast<ScriptedHand&>(hand).note(hand.note).text, "我");
    hand.open(hand.note, KeyLanguage::simplified_chinese);
    hand.type_keys(hand.note, "men");
    perform(hand.app, StopWriting{.all = true});
    EXPECT_EQ(static_cast<ScriptedHand&>(hand).note(hand.note).text, "我men")
        << "ended by somebody else: as it stood";
}

TEST(keypads_chinese, letters_that_are_still_being_spelt_come_back_after_the_program_was_killed) {
    const ScratchFolder folder;
    folder.write("pinyin_simp.dict.yaml", "我\two\t10\n");
    Id note{};
    {
        KeypadHand hand{"winter-jacket", kept_in(folder)};
        hand.app.dictionaries.look_in({folder.path()});
        note = hand.open(empty_note(hand), KeyLanguage::simplified_chinese);
        hand.read_dictionaries();
        hand.type_keys(note, "wo men");
        EXPECT_EQ(hand.text_of(note), "我");
    }
    KeypadHand again{"", kept_in(folder)};
    bring_back_newest(again.app);
    again.send({});
    EXPECT_EQ(again.note(note).text, "我men");
}

TEST(keypads_chinese, a_hardware_keyboard_spells_too) {
    Spelling hand;
    for (const char* letter : {"w", "o", "m", "e", "n", "x", "u", "y", "a", "o"}) hand.type(letter);
    EXPECT_EQ(raw(hand.spelling()), "womenxuyao");
    hand.key(Key::backspace);
    hand.type("o");
    hand.type("2"); // the second word
    EXPECT_EQ(raw(hand.spelling()), "我们xuyao");
    hand.type(" ");
    EXPECT_EQ(hand.text_of(hand.note), "我们需要");
    hand.type("w");
    hand.key(Key::escape);
    EXPECT_TRUE(hand.app.writing) << "it only ends the spelling";
    EXPECT_TRUE(hand.spelling().empty());
    hand.type("1 ");
    EXPECT_EQ(hand.text_of(hand.note), "我们需要1 ");
}

TEST(keypads_chinese, letters_typed_while_the_dictionary_is_read_become_words_when_it_is_there) {
    const ScratchFolder folder;
    folder.write("pinyin_simp.dict.yaml", "我\two\t10\n");
    KeypadHand hand;
    hand.app.dictionaries.look_in({folder.path()});
    const Id note = empty_note(hand);
    hand.open(note, KeyLanguage::simplified_chinese);
    // In the very frame in which it is asked for; whether it has come by the next one is the machine's
    // business.
    hand.tap_key(note, "w");
    hand.tap_key(note, "o");
    hand.read_dictionaries();
    ASSERT_EQ(hand.keypad(note).spelling.choices.size(), 1u);
    hand.tap_key(note, {}, KeyAct::space);
    EXPECT_EQ(hand.text_of(note), "我");
}

TEST(keypads_chinese, without_a_dictionary_the_keys_write_latin_and_say_what_is_missing) {
    KeypadHand hand;
    hand.app.dictionaries.look_in({"/nowhere"});
    const Id note = hand.open(empty_note(hand), KeyLanguage::traditional_chinese);
    hand.read_dictionaries();
    EXPECT_NE(hand.app.dictionaries.problem(KeyLanguage::traditional_chinese).find("rime-data-luna-pinyin"),
              std::string::npos);
    hand.type_keys(note, "wo ");
    EXPECT_EQ(hand.text_of(note), "wo ");
}

} // namespace waymark::testing
