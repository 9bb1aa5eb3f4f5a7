#include "app/keeping.hpp"
#include "sessions/clean_text.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/app/waiting.hpp"

#include <algorithm>
#include <numbers>
#include <random>
#include <set>
#include <tuple>

/// Several texts written at once with keyboards on the screen, through the whole program.
namespace waymark::testing {
namespace {

using Hand = KeypadHand;

/// The notes these tests write on, emptied.
std::pair<Id, Id> two_empty_notes(Hand& hand) {
    const Id one = hand.note("Search engine"), other = hand.note("Care guide");
    perform(hand.app, Commit{SetText{one, ""}, std::nullopt});
    perform(hand.app, Commit{SetText{other, ""}, std::nullopt});
    hand.send({});
    return {one, other};
}

Id empty_note(Hand& hand) { return two_empty_notes(hand).first; }

const std::vector<KeyLanguage> all_languages{KeyLanguage::english, KeyLanguage::german, KeyLanguage::russian,
                                             KeyLanguage::simplified_chinese,
                                             KeyLanguage::traditional_chinese};

} // namespace

TEST(keypads, one_opens_for_a_finger_and_a_pen_but_not_for_mouse_and_keyboard) {
    Hand hand;
    const Id note = hand.note("Search engine");
    hand.double_tap(hand.on_note(note));
    ASSERT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.app.hands.keypads.open.empty());
    perform(hand.app, StopWriting{});
    hand.wait(1);
    hand.double_tap(hand.on_note(note), Hand::finger());
    EXPECT_TRUE(hand.has_keypad(note));
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.writing);
    EXPECT_TRUE(hand.app.hands.keypads.open.empty()) << "it goes with its text";
    hand.wait(1);
    hand.double_tap(hand.on_note(note), Hand::pen());
    EXPECT_TRUE(hand.has_keypad(note));
}

TEST(keypads, the_setting_opens_one_always_or_never) {
    Hand hand;
    const Id note = hand.note("Search engine");
    perform(hand.app, SetKeypads{KeypadUse::always});
    hand.double_tap(hand.on_note(note));
    EXPECT_TRUE(hand.has_keypad(note));
    perform(hand.app, StopWriting{});
    perform(hand.app, SetKeypads{KeypadUse::never});
    hand.wait(1);
    hand.double_tap(hand.on_note(note), Hand::finger());
    EXPECT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.app.hands.keypads.open.empty());
}

TEST(keypads, a_new_note_of_a_finger_has_one_however_it_was_made) {
    Hand hand;
    hand.look_at(hand.layout().bounds.at - Vec2{1200, 1000}); // nothing but paper
    hand.double_tap({1500, 1500}, Hand::finger());
    ASSERT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.has_keypad(hand.app.writing->thing));
    perform(hand.app, StopWriting{.all = true});
    perform(hand.app, ChooseTool{Tool::note});
    hand.tap({900, 1500}, Hand::finger());
    ASSERT_TRUE(hand.app.writing);
    EXPECT_TRUE(hand.has_keypad(hand.app.writing->thing));
    perform(hand.app, StopWriting{.all = true});
    hand.wait(1);
    hand.press({2200, 1500}, Hand::finger());
    hand.wait(0.6); // a ring
    ASSERT_EQ(hand.app.hands.rings.size(), 1u);
    const Vec2 third = hand.px(hand.app.hands.rings.front().at) + Vec2{0, -100};
    hand.move(third + Vec2{4, 5}, Hand::finger());
    hand.release(third + Vec2{4, 5}, Hand::finger());
    ASSERT_TRUE(hand.app.writing) << "Note here";
    EXPECT_TRUE(hand.has_keypad(hand.app.writing->thing));
}

TEST(keypads, two_type_russian_and_pinyin_at_once_and_the_saved_session_has_both) {
    const ScratchFolder folder;
    folder.write("pinyin_simp.dict.yaml",
                 "我\two\t1000\n们\tmen\t800\n我们\two men\t900\n需要\txu yao\t500\n"
                 "帮助\tbang zhu\t400\n你\tni\t500\n好\thao\t500\n你好\tni hao\t300\n");
    Hand hand;
    hand.app.dictionaries.look_in({folder.path()});
    const auto [russian, chinese] = two_empty_notes(hand);
    hand.open(russian, KeyLanguage::russian);
    hand.open(chinese, KeyLanguage::simplified_chinese);
    ASSERT_TRUE(hand.has_keypad(russian)) << "who begins to write disturbs nobody";
    hand.read_dictionaries();
    const auto ru = Hand::characters("тёплая, но не тяжёлая"),
               zh = Hand::characters("womenxuyaobangzhu nihao ");
    std::size_t i = 0, k = 0;
    while (i < ru.size() || k < zh.size()) { // both fingers are down at the same time
        const auto at = [&](Id note, const std::string& c) {
            return c == " " ? hand.key_px(note, {}, KeyAct::space) : hand.key_px(note, c);
        };
        const bool one = i < ru.size(), other = k < zh.size();
        const Vec2 a = one ? at(russian, ru[i]) : Vec2{}, b = other ? at(chinese, zh[k]) : Vec2{};
        if (one) hand.press(a, Hand::finger(51));
        if (other) hand.press(b, Hand::finger(52));
        if (one) hand.release(a, Hand::finger(51));
        if (other) hand.release(b, Hand::finger(52));
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
    Hand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 a = hand.key_px(note, "a"), b = hand.key_px(note, "b"), c = hand.key_px(note, "c");
    hand.press(a, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "") << "it may still slide off";
    hand.press(b, Hand::finger(52));
    EXPECT_EQ(hand.text_of(note), "a");
    hand.press(c, Hand::finger(53));
    hand.release(b, Hand::finger(52));
    hand.release(a, Hand::finger(51));
    hand.release(c, Hand::finger(53));
    EXPECT_EQ(hand.text_of(note), "abc");
}

TEST(keypads, keys_of_one_frame_are_written_in_their_order) {
    Hand hand;
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
    Hand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 q = hand.key_px(note, "q");
    hand.press(q, Hand::finger(51));
    hand.move(q + Vec2{0, 140}, Hand::finger(51));
    hand.release(q + Vec2{0, 140}, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "");
    hand.press(q, Hand::finger(51));
    hand.move(q + Vec2{0, 140}, Hand::finger(51));
    hand.move(q, Hand::finger(51));
    hand.release(q, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "q") << "back on it";
    hand.press(q, Hand::finger(51));
    hand.cancel(q, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "q");
}

TEST(keypads, shift_is_for_one_letter_twice_for_all_and_held_for_as_long) {
    Hand hand;
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
    hand.press(shift, Hand::finger(55));
    hand.type_keys(note, "AB");
    hand.release(shift, Hand::finger(55));
    hand.type_keys(note, "c");
    EXPECT_EQ(hand.text_of(note), "Über GROẞABc");
}

TEST(keypads, backspace_and_the_arrows_repeat_while_they_are_held) {
    Hand hand;
    const Id note = hand.open(empty_note(hand));
    hand.type_keys(note, "abcdefgh");
    const Vec2 back = hand.key_px(note, {}, KeyAct::backspace);
    hand.press(back, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "abcdefg") << "at once";
    hand.wait(0.3);
    EXPECT_EQ(hand.text_of(note), "abcdefg");
    for (int i = 0; i < 8; ++i) hand.wait(0.02);
    const std::size_t left = hand.text_of(note).size();
    EXPECT_LT(left, 6u);
    EXPECT_GT(left, 1u);
    EXPECT_EQ(hand.last.effects.next_frame_s, 0) << "frames are needed for it";
    hand.release(back, Hand::finger(51));
    hand.wait(1);
    const std::string rest = hand.text_of(note);
    hand.wait(1);
    EXPECT_EQ(hand.text_of(note), rest);
    hand.tap_key(note, {}, KeyAct::left);
    hand.type_keys(note, "x");
    EXPECT_EQ(hand.text_of(note), rest.substr(0, rest.size() - 1) + "x" + rest.substr(rest.size() - 1));
}

TEST(keypads, a_held_key_offers_accents_and_the_finger_chooses_one) {
    Hand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 e = hand.key_px(note, "e");
    hand.press(e, Hand::finger(51));
    hand.wait(0.6);
    hand.release(e, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "é") << "lifted where it was: the first";
    hand.press(e, Hand::finger(51));
    hand.wait(0.6);
    const std::vector<KeyCap> variants = variants_of(*hand.find_key(note, "e"));
    const Vec2 third = on_screen(hand.keypad(note), variants.at(2).rect.center(), hand.app.ui_scale);
    hand.glide(e, third, Hand::finger(51));
    hand.release(third, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "éê");
    hand.press(e, Hand::finger(51));
    hand.wait(0.6);
    hand.move(e + Vec2{0, 300}, Hand::finger(51));
    hand.release(e + Vec2{0, 300}, Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "éê") << "slid away: none";
    perform(hand.app, ChooseKeyLanguage{note, KeyLanguage::russian});
    hand.send({});
    hand.press(hand.key_px(note, "е"), Hand::finger(51));
    hand.wait(0.6);
    hand.release(hand.key_px(note, "е"), Hand::finger(51));
    EXPECT_EQ(hand.text_of(note), "éêё");
}

TEST(keypads, symbols_and_emoji_are_written_and_turned_like_pages) {
    Hand hand;
    const Id note = hand.open(empty_note(hand));
    hand.tap_page(note, KeyPage::symbols);
    hand.type_keys(note, "100€");
    hand.tap_page(note, KeyPage::more_symbols);
    hand.type_keys(note, "№");
    hand.tap_page(note, KeyPage::emoji);
    hand.tap_key(note, "😀");
    const Vec2 on = hand.key_px(note, "😎");
    hand.press(on, Hand::finger(51));
    hand.glide(on, on - Vec2{150, 0}, Hand::finger(51));
    hand.release(on - Vec2{150, 0}, Hand::finger(51));
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
    Hand hand;
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
    hand.double_tap(hand.on_note(here), Hand::finger());
    EXPECT_EQ(hand.keypad(here).face.language, KeyLanguage::russian) << "as it was here";
}

TEST(keypads, the_hardware_keyboard_goes_to_the_text_touched_last) {
    Hand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one);
    hand.open(other);
    hand.type("b");
    hand.tap_key(one, "x"); // touched on its keyboard
    hand.type("a");
    hand.tap(hand.on_note(other), Hand::finger());
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
    Hand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one);
    hand.type_keys(one, "ab");
    const Id moved = hand.note("Sets a budget");
    hand.drag(hand.on_note(moved), hand.on_note(moved) + Vec2{420, 0}, Hand::finger(12));
    hand.tap(hand.px({-300, -300}), Hand::finger(13));
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

TEST(keypads, undo_from_the_bar_takes_one_text_back_and_leaves_the_other_being_written) {
    Hand hand;
    const auto [one, other] = two_empty_notes(hand);
    hand.open(one);
    hand.open(other);
    hand.type_keys(one, "one");
    hand.type_keys(other, "two");
    perform(hand.app, Undo{});
    hand.send({});
    EXPECT_EQ(hand.note(other).text, "") << "the text touched last was the last step";
    EXPECT_FALSE(hand.app.writing.find(other));
    EXPECT_FALSE(hand.has_keypad(other));
    ASSERT_TRUE(hand.app.writing.find(one));
    hand.type_keys(one, "s");
    perform(hand.app, Redo{});
    hand.send({});
    perform(hand.app, StopWriting{.all = true});
    EXPECT_EQ(hand.note(one).text, "ones");
}

TEST(keypads, a_note_that_somebody_takes_away_takes_its_keyboard_along) {
    Hand hand;
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
    Hand hand;
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
        Hand hand{"winter-jacket", kept_in(folder)};
        std::tie(one, other) = two_empty_notes(hand);
        hand.open(one, KeyLanguage::russian);
        hand.open(other);
        hand.type_keys(one, "ёлка");
        hand.type_keys(other, "fir");
    }
    Hand again{"", kept_in(folder)};
    bring_back_newest(again.app);
    again.send({});
    EXPECT_EQ(again.note(one).text, "ёлка");
    EXPECT_EQ(again.note(other).text, "fir");
}

TEST(keypads, they_open_beside_their_text_and_over_nobodys) {
    Hand hand;
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
    Hand hand;
    const Id note = hand.open(empty_note(hand));
    const auto head = [&] {
        return on_screen(hand.keypad(note), {0, -size_of(hand.keypad(note).face).y / 2 + 12},
                         hand.app.ui_scale);
    };
    const Vec2 before = hand.keypad(note).at_px;
    hand.drag(head(), head() + Vec2{300, 200}, Hand::finger(51));
    EXPECT_LT(distance(hand.keypad(note).at_px, before + Vec2{300, 200}), 1.0f);
    hand.drag(head(), {2990, 2190}, Hand::finger(51));
    const Rect covered = covered_by(hand.keypad(note), hand.app.ui_scale);
    EXPECT_LE(covered.right(), hand.app.size_px.x);
    EXPECT_LE(covered.bottom(), hand.app.size_px.y);
    hand.type_keys(note, "ok");
    EXPECT_EQ(hand.text_of(note), "ok");
    EXPECT_EQ(hand.app.history.position(), 2u) << "only the emptied notes are steps so far";
}

TEST(keypads, what_somebody_else_chooses_opens_no_sheet_over_the_keys) {
    Hand hand;
    const Id note = hand.open(empty_note(hand));
    const Vec2 head =
        on_screen(hand.keypad(note), {0, -size_of(hand.keypad(note).face).y / 2 + 12}, hand.app.ui_scale);
    hand.drag(head, {2800, 150}, Hand::finger(51)); // into the corner where the sheet opens
    const Id other = hand.note("Sets a budget");
    hand.tap(hand.on_note(other), Hand::finger(12));
    hand.wait(1);
    ASSERT_TRUE(hand.is_chosen(other));
    hand.type_keys(note, "top");
    EXPECT_EQ(hand.text_of(note), "top");
}

TEST(keypads, on_a_table_they_turn_to_their_person_and_type_from_there) {
    Hand hand{"blank"};
    perform(hand.app, SetLiesFlat{true});
    constexpr float half = std::numbers::pi_v<float>;
    struct Side {
        Vec2 at_px;
        float angle;
    };
    for (const Side& side : {Side{{1500, 2050}, 0}, Side{{1500, 120}, half}, Side{{40, 1100}, half / 2},
                             Side{{2960, 1100}, -half / 2}}) {
        hand.wait(1);
        hand.double_tap(side.at_px, Hand::finger());
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
    for (const std::string& letter : Hand::characters("abcdefghijklmnopqrstuvwxyzäöüß"))
        EXPECT_TRUE(letters(KeyLanguage::german).contains(letter)) << letter;
    for (const std::string& letter : Hand::characters("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"))
        EXPECT_TRUE(letters(KeyLanguage::russian).contains(letter)) << letter;
    for (const std::string& letter : Hand::characters("abcdefghijklmnopqrstuvwxyz"))
        for (const KeyLanguage language : {KeyLanguage::english, KeyLanguage::simplified_chinese})
            EXPECT_TRUE(letters(language).contains(letter)) << letter;
    std::set<std::string> capitals;
    for (const KeyCap& key : keys_of(KeyFace{.language = KeyLanguage::russian, .shift = KeyShift::once}))
        capitals.insert(key.words);
    for (const std::string& letter : Hand::characters("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"))
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
    Hand hand;
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
    Hand hand;
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
            for (const std::uint32_t finger : down) hand.cancel({0, 0}, Hand::finger(finger));
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
            hand.press(at, Hand::finger(contact));
            down.insert(contact);
        } else if (what < 4)
            hand.move(at, Hand::finger(contact));
        else {
            what == 4 ? hand.cancel(at, Hand::finger(contact))
                      : hand.release_in_swing(at, Hand::finger(contact));
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
    Hand hand;
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

// --- Chinese

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
    hand.press(on, Hand::finger(51));
    hand.glide(on, on + Vec2{120, 0}, Hand::finger(51));
    hand.release(on + Vec2{120, 0}, Hand::finger(51));
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
        Hand hand{"winter-jacket", kept_in(folder)};
        hand.app.dictionaries.look_in({folder.path()});
        note = hand.open(empty_note(hand), KeyLanguage::simplified_chinese);
        hand.read_dictionaries();
        hand.type_keys(note, "wo men");
        EXPECT_EQ(hand.text_of(note), "我");
    }
    Hand again{"", kept_in(folder)};
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
    Hand hand;
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
    Hand hand;
    hand.app.dictionaries.look_in({"/nowhere"});
    const Id note = hand.open(empty_note(hand), KeyLanguage::traditional_chinese);
    hand.read_dictionaries();
    EXPECT_NE(hand.app.dictionaries.problem(KeyLanguage::traditional_chinese).find("rime-data-luna-pinyin"),
              std::string::npos);
    hand.type_keys(note, "wo ");
    EXPECT_EQ(hand.text_of(note), "wo ");
}

} // namespace waymark::testing
