#include "app/keeping.hpp"
#include "sessions/clean_text.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/app/waiting.hpp"

#include <algorithm>
#include <tuple>

/// Several texts written at once with keyboards on the screen, through the whole program.
namespace waymark::testing {

TEST(keypads, one_opens_for_a_finger_and_a_pen_but_not_for_mouse_and_keyboard) {
    KeypadHand hand;
    const Id note = hand.note("Search engine");
    hand.double_tap(hand.on_note(note));
    ASSERT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.app.hands.keypads.open.empty());
    perform(hand.app, StopWriting{});
    hand.wait(1);
    hand.double_tap(hand.on_note(note), KeypadHand::finger());
    EXPECT_TRUE(hand.has_keypad(note));
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.writing);
    EXPECT_TRUE(hand.app.hands.keypads.open.empty()) << "it goes with its text";
    hand.wait(1);
    hand.double_tap(hand.on_note(note), KeypadHand::pen());
    EXPECT_TRUE(hand.has_keypad(note));
}

TEST(keypads, the_setting_opens_one_always_or_never) {
    KeypadHand hand;
    const Id note = hand.note("Search engine");
    perform(hand.app, SetKeypads{KeypadUse::always});
    hand.double_tap(hand.on_note(note));
    EXPECT_TRUE(hand.has_keypad(note));
    perform(hand.app, StopWriting{});
    perform(hand.app, SetKeypads{KeypadUse::never});
    hand.wait(1);
    hand.double_tap(hand.on_note(note), KeypadHand::finger());
    EXPECT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.app.hands.keypads.open.empty());
}

TEST(keypads, a_new_note_of_a_finger_has_one_however_it_was_made) {
    KeypadHand hand;
    hand.look_at(hand.layout().bounds.at - Vec2{1200, 1000}); // nothing but paper
    hand.double_tap({1500, 1500}, KeypadHand::finger());
    ASSERT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.has_keypad(hand.app.writing->thing));
    perform(hand.app, StopWriting{.all = true});
    perform(hand.app, ChooseTool{Tool::note});
    hand.tap({900, 1500}, KeypadHand::finger());
    ASSERT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.has_keypad(hand.app.writing->thing));
    perform(hand.app, StopWriting{.all = true});
    hand.wait(1);
    hand.press({2200, 1500}, KeypadHand::finger());
    hand.wait(0.6); // a ring
    ASSERT_EQ(hand.app.hands.rings.size(), 1u);
    const Vec2 third = hand.px(hand.app.hands.rings.front().at) + Vec2{0, -100};
    hand.move(third + Vec2{4, 5}, KeypadHand::finger());
    hand.release(third + Vec2{4, 5}, KeypadHand::finger());
    ASSERT_TRUE(hand.app.writing) << "Note here";
    EXPECT_TRUE(hand.has_keypad(hand.app.writing->thing));
}

TEST(keypads, two_type_russian_and_pinyin_at_once_and_the_saved_session_has_both) {
    const ScratchFolder folder;
    folder.write("pinyin_simp.dict.yaml",
                 "我\two\t1000\n们\tmen\t800\n我们\two men\t900\n需要\txu yao\t500\n"
                 "帮助\tbang zhu\t400\n你\tni\t500\n好\thao\t500\n你好\tni hao\t300\n");
    KeypadHand hand;
    hand.app.dictionaries.look_in({folder.path()});
    const auto [russian, chinese] = two_empty_notes(hand);
    hand.open(russian, KeyLanguage::russian);
    hand.open(chinese, KeyLanguage::simplified_chinese);
    ASSERT_TRUE(hand.has_keypad(russian)) << "who begins to write disturbs nobody";
    hand.read_dictionaries();
    const auto ru = KeypadHand::characters("тёплая, но не тяжёлая"),
               zh = KeypadHand::characters("womenxuyaobangzhu nihao ");
    std::size_t i = 0, k = 0;
    while (i < ru.size() || k < zh.size()) { // both fingers are down at the same time
        const auto at = [&](Id note, const std::string& c) {
            return c == " " ? hand.key_px(note, {}, KeyAct::space) : hand.key_px(note, c);
        };
        const bool one = i < ru.size(), other = k < zh.size();
        const Vec2 a = one ? at(russian, ru[i]) : Vec2{}, b = other ? at(chinese, zh[k]) : Vec2{};
        if (one) hand.press(a, KeypadHand::finger(51));
        if (other) hand.press(b, KeypadHand::finger(52));
        if (one) hand.release(a, KeypadHand::finger(51));
        if (other) hand.release(b, KeypadHand::finger(52));
        ++i, ++k;
    }
    EXPECT_EQ(hand.text_of(russian), "тёплая, но не тяжёлая");
    EXPECT_EQ(hand.text_of(chinese), "我们需要帮助你好");
    perform(hand.app, SaveAs{folder / "both.waymark"});
    wait_for_workers(hand);
    EXPECT_EQ(hand.app.writing.count(), 2u) << "saving stops nobody";
    const Result<OpenedSession> saved = open_session(system_files(), folder / "both.waymark");
    ASSERT_TRUE(saved);
    const Journey& journey = *saved->session.journeys.front();
    EXPECT_EQ(find_note(journey, russian)->text, "тёплая, но не тяжёлая");
    EXPECT_EQ(find_note(journey, chinese)->text, "我们需要帮助你好");
    EXPECT_FALSE(hand.app.dirty());
}

TEST(keypads, a_second_key_that_comes_down_before_the_first_is_up_writes_both_in_order) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 a = hand.key_px(note, "a"), b = hand.key_px(note, "b"), c = hand.key_px(note, "c");
    hand.press(a, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "") << "it may still slide off";
    hand.press(b, KeypadHand::finger(52));
    EXPECT_EQ(hand.text_of(note), "a");
    hand.press(c, KeypadHand::finger(53));
    hand.release(b, KeypadHand::finger(52));
    hand.release(a, KeypadHand::finger(51));
    hand.release(c, KeypadHand::finger(53));
    EXPECT_EQ(hand.text_of(note), "abc");
}

TEST(keypads, keys_of_one_frame_are_written_in_their_order) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    std::vector<Event> events;
    std::uint32_t contact = 60;
    for (const char* letter : {"w", "a", "r", "m"}) {
        events.emplace_back(Contact{contact, Source::touch, ContactPhase::begin, hand.key_px(note, letter)});
        events.emplace_back(Contact{contact, Source::touch, ContactPhase::end, hand.key_px(note, letter)});
        ++contact;
    }
    hand.send(std::move(events));
    EXPECT_EQ(hand.text_of(note), "warm");
}

TEST(keypads, sliding_off_a_key_takes_it_back) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 q = hand.key_px(note, "q");
    hand.press(q, KeypadHand::finger(51));
    hand.move(q + Vec2{0, 140}, KeypadHand::finger(51));
    hand.release(q + Vec2{0, 140}, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "");
    hand.press(q, KeypadHand::finger(51));
    hand.move(q + Vec2{0, 140}, KeypadHand::finger(51));
    hand.move(q, KeypadHand::finger(51));
    hand.release(q, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "q") << "back on it";
    hand.press(q, KeypadHand::finger(51));
    hand.cancel(q, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "q");
}

TEST(keypads, shift_is_for_one_letter_twice_for_all_and_held_for_as_long) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand), KeyLanguage::german);
    hand.tap_key(note, {}, KeyAct::shift);
    hand.type_keys(note, "Ü");
    hand.type_keys(note, "ber ");
    hand.wait(1);
    hand.tap_key(note, {}, KeyAct::shift);
    hand.tap_key(note, {}, KeyAct::shift);
    EXPECT_EQ(hand.keypad(note).face.shift, KeyShift::locked);
    hand.type_keys(note, "GRO");
    hand.type_keys(note, "ẞ");
    hand.wait(1);
    hand.tap_key(note, {}, KeyAct::shift);
    EXPECT_EQ(hand.keypad(note).face.shift, KeyShift::none);
    hand.wait(1);
    const Vec2 shift = hand.key_px(note, {}, KeyAct::shift);
    hand.press(shift, KeypadHand::finger(55));
    hand.type_keys(note, "AB");
    hand.release(shift, KeypadHand::finger(55));
    hand.type_keys(note, "c");
    EXPECT_EQ(hand.text_of(note), "Über GROẞABc");
}

TEST(keypads, backspace_and_the_arrows_repeat_while_they_are_held) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    hand.type_keys(note, "abcdefgh");
    const Vec2 back = hand.key_px(note, {}, KeyAct::backspace);
    hand.press(back, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "abcdefg") << "at once";
    hand.wait(0.3);
    EXPECT_EQ(hand.text_of(note), "abcdefg");
    for (int i = 0; i < 8; ++i) hand.wait(0.02);
    const std::size_t left = hand.text_of(note).size();
    EXPECT_LT(left, 6u);
    EXPECT_GT(left, 1u);
    EXPECT_EQ(hand.last.effects.next_frame_s, 0) << "frames are needed for it";
    hand.release(back, KeypadHand::finger(51));
    hand.wait(1);
    const std::string rest = hand.text_of(note);
    hand.wait(1);
    EXPECT_EQ(hand.text_of(note), rest);
    hand.tap_key(note, {}, KeyAct::left);
    hand.type_keys(note, "x");
    EXPECT_EQ(hand.text_of(note), rest.substr(0, rest.size() - 1) + "x" + rest.substr(rest.size() - 1));
}

TEST(keypads, a_held_key_offers_accents_and_the_finger_chooses_one) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 e = hand.key_px(note, "e");
    hand.press(e, KeypadHand::finger(51));
    hand.wait(0.6);
    hand.release(e, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "é") << "lifted where it was: the first";
    hand.press(e, KeypadHand::finger(51));
    hand.wait(0.6);
    const std::vector<KeyCap> variants = variants_of(*hand.find_key(note, "e"));
    const Vec2 third = on_screen(hand.keypad(note), variants.at(2).rect.center(), hand.app.ui_scale);
    hand.glide(e, third, KeypadHand::finger(51));
    hand.release(third, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "éê");
    hand.press(e, KeypadHand::finger(51));
    hand.wait(0.6);
    hand.move(e + Vec2{0, 300}, KeypadHand::finger(51));
    hand.release(e + Vec2{0, 300}, KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "éê") << "slid away: none";
    perform(hand.app, ChooseKeyLanguage{note, KeyLanguage::russian});
    hand.send({});
    hand.press(hand.key_px(note, "е"), KeypadHand::finger(51));
    hand.wait(0.6);
    hand.release(hand.key_px(note, "е"), KeypadHand::finger(51));
    EXPECT_EQ(hand.text_of(note), "éêё");
}

TEST(keypads, symbols_and_emoji_are_written_and_turned_like_pages) {
    KeypadHand hand;
    const Id note = hand.open(empty_note(hand));
    hand.tap_page(note, KeyPage::symbols);
    hand.type_keys(note, "100€");
    hand.tap_page(note, KeyPage::more_symbols);
    hand.type_keys(note, "№");
    hand.tap_page(note, KeyPage::emoji);
    hand.tap_key(note, "😀");
    const Vec2 on = hand.key_px(note, "😎");
    hand.press(on, KeypadHand::finger(51));
    hand.glide(on, on - Vec2{150, 0}, KeypadHand::finger(51));
    hand.release(on - Vec2{150, 0}, KeypadHand::finger(51));
    EXPECT_EQ(hand.keypad(note).face.emoji_sheet, 1) << "flicked to the next";
    hand.tap_key(note, "👍", KeyAct::emoji_group);
    EXPECT_EQ(hand.keypad(note).face.emoji_group, 1);
    EXPECT_EQ(hand.keypad(note).face.emoji_sheet, 0);
    hand.tap_key(note, "👍");
    hand.tap_page(note, KeyPage::letters);
    hand.type_keys(note, "a");
    EXPECT_EQ(hand.text_of(note), "100€№😀👍a");
}

TEST(keypads, the_language_is_chosen_by_its_own_name_and_remembered_for_the_place) {
    KeypadHand hand;
    const auto [here, there] = two_empty_notes(hand);
    hand.open(here);
    hand.tap_page(here, KeyPage::languages);
    for (const KeyLanguage language : all_languages)
        EXPECT_TRUE(hand.find_key(here, name(language), KeyAct::language)) << name(language);
    hand.tap_key(here, "Русский", KeyAct::language);
    EXPECT_EQ(hand.keypad(here).face.page, KeyPage::letters);
    EXPECT_EQ(hand.app.settings.key_languages.front(), KeyLanguage::russian);
    hand.type_keys(here, "ёж");
    hand.tap_key(here, {}, KeyAct::done);
    EXPECT_FALSE(hand.app.writing);
    EXPECT_EQ(hand.note(here).text, "ёж");

    hand.open(there, KeyLanguage::german);
    ASSERT_GT(distance(hand.on_note(here), hand.on_note(there)), 1000.0f) << "another person's side";
    hand.tap_key(there, {}, KeyAct::done);
    hand.wait(1);
    hand.double_tap(hand.on_note(here), KeypadHand::finger());
    EXPECT_EQ(hand.keypad(here).face.language, KeyLanguage::russian) << "as it was here";
}

TEST(keypads, the_hardware_keyboard_goes_to_the_text_touched_last) {
    KeypadHand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one);
    hand.open(other);
    hand.type("b");
    hand.tap_key(one, "x"); // touched on its keyboard
    hand.type("a");
    hand.tap(hand.on_note(other), KeypadHand::finger());
    hand.type("d");
    EXPECT_EQ(hand.text_of(one), "xa");
    EXPECT_EQ(hand.text_of(other), "bd");
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.writing.find(other));
    EXPECT_TRUE(hand.app.writing.find(one)) << "Esc ends one";
    hand.type("c");
    EXPECT_EQ(hand.text_of(one), "xac");
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.writing);
    EXPECT_EQ(hand.note(one).text, "xac");
    EXPECT_EQ(hand.note(other).text, "bd");
    hand.undo_and_redo_all();
}

TEST(keypads, what_others_do_ends_nobodys_writing) {
    KeypadHand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one);
    hand.type_keys(one, "ab");
    const Id moved = hand.note("Sets a budget");
    hand.drag(hand.on_note(moved), hand.on_note(moved) + Vec2{420, 0}, KeypadHand::finger(12));
    hand.tap(hand.px({-300, -300}), KeypadHand::finger(13));
    EXPECT_TRUE(hand.app.writing.find(one));
    hand.double_tap(hand.on_note(other)); // a mouse elsewhere: the only text that is written ends, as ever
    EXPECT_FALSE(hand.app.writing.find(one));
    EXPECT_EQ(hand.note(one).text, "ab");
    hand.type("mouse");
    hand.open(one);
    EXPECT_TRUE(hand.app.writing.find(other)) << "a finger that begins to write stops nobody";
    hand.type_keys(one, "c");
    hand.tap(hand.px({-300, -300})); // the mouse ends what it began, not what fingers write
    EXPECT_FALSE(hand.app.writing.find(other));
    EXPECT_EQ(hand.note(other).text, "mouse");
    EXPECT_TRUE(hand.app.writing.find(one));
    EXPECT_EQ(hand.text_of(one), "abc");
}

TEST(keypads, a_note_that_somebody_takes_away_takes_its_keyboard_along) {
    KeypadHand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one);
    hand.open(other);
    perform(hand.app, Commit{Remove{{one}}, std::nullopt});
    hand.send({});
    EXPECT_FALSE(hand.has_keypad(one));
    EXPECT_FALSE(hand.app.writing.find(one));
    EXPECT_TRUE(hand.has_keypad(other));
}

TEST(keypads, enter_ends_a_title_and_breaks_the_line_of_a_note) {
    KeypadHand hand;
    const Id stage = hand.stage("Need");
    perform(hand.app, Write{stage, true, Source::touch, {600, 600}});
    hand.send({});
    hand.tap_key(stage, {}, KeyAct::shift);
    hand.type_keys(stage, "W");
    hand.type_keys(stage, "ish");
    hand.tap_key(stage, {}, KeyAct::enter);
    EXPECT_FALSE(hand.app.writing);
    EXPECT_EQ(hand.journey().stages.front()->title, "Wish");
    const Id note = hand.open(empty_note(hand));
    hand.type_keys(note, "a");
    hand.tap_key(note, {}, KeyAct::enter);
    hand.type_keys(note, "b");
    EXPECT_EQ(hand.text_of(note), "a\nb");
}

TEST(keypads, words_on_all_of_them_come_back_after_the_program_was_killed) {
    const ScratchFolder folder;
    Id one{}, other{};
    {
        KeypadHand hand{"winter-jacket", kept_in(folder)};
        std::tie(one, other) = two_empty_notes(hand);
        hand.open(one, KeyLanguage::russian);
        hand.open(other);
        hand.type_keys(one, "ёлка");
        hand.type_keys(other, "fir");
    }
    KeypadHand again{"", kept_in(folder)};
    bring_back_newest(again.app);
    again.send({});
    EXPECT_EQ(again.note(one).text, "ёлка");
    EXPECT_EQ(again.note(other).text, "fir");
}

} // namespace waymark::testing
