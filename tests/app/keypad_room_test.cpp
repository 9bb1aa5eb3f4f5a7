#include "app/chrome.hpp"
#include "app/show.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/app/people.hpp"

/// Keyboards, toolboxes and the sheet leave each other, and what is written, in sight.
namespace waymark::testing {
namespace {

Rect keys_px(const KeypadHand& hand, Id note) { return covered_by(hand.keypad(note), hand.app.ui_scale); }

void expect_all_in_sight(KeypadHand& hand, const std::vector<Id>& notes) {
    hand.send({});
    const Rect window{{}, hand.app.size_px};
    for (const Id one : notes) {
        const Rect keys = keys_px(hand, one);
        EXPECT_TRUE(window.contains(keys.at) && window.contains(keys.end() - Vec2{1, 1}));
        for (const Id other : notes) {
            EXPECT_TRUE(one == other || !keys.touches(keys_px(hand, other))) << "two keyboards";
            EXPECT_FALSE(keys.touches(hand.app.view.to_screen(hand.note_box(other)))) << "a text";
        }
    }
}

/// Notes in the first cells of the first row, at so many pixels for a unit.
std::vector<Id> notes_on_a_small_screen(KeypadHand& hand, std::size_t count, float zoom) {
    std::vector<Id> notes;
    AddNotes added;
    for (std::size_t i = 0; i < count; ++i) {
        Note note;
        note.id = Id{hand.app.session().next_id + i};
        note.place = Free{{static_cast<float>(i) * 400, -4000}};
        notes.push_back(note.id);
        added.notes.push_back(std::move(note));
    }
    perform(hand.app, Commit{std::move(added), std::nullopt});
    hand.send({});
    hand.look_at(Vec2{static_cast<float>(count - 1) * 200 + 80, -3800}, zoom);
    return notes;
}

TEST(keypad_room, two_find_room_on_a_small_screen_and_stay_large_enough) {
    KeypadHand hand;
    hand.size_px = {1280, 800};
    hand.send({});
    const std::vector<Id> notes = notes_on_a_small_screen(hand, 2, 1);
    hand.open(notes[0]);
    EXPECT_EQ(hand.keypad(notes[0]).scale, 1) << "alone it has all the room";
    hand.open(notes[1]);
    expect_all_in_sight(hand, notes);
    for (const Id note : notes) EXPECT_GE(hand.keypad(note).scale, 0.8f) << "both alike";
    hand.type_keys(notes[0], "one");
    hand.type_keys(notes[1], "two");
    EXPECT_EQ(hand.text_of(notes[0]), "one");
    EXPECT_EQ(hand.text_of(notes[1]), "two");
}

TEST(keypad_room, four_lie_around_a_table_of_1080_lines) {
    Settings settings;
    settings.lies_flat = true;
    KeypadHand hand{"blank", settings};
    hand.size_px = {1920, 1080};
    hand.send({});
    hand.look_at({-9000, -9000});
    std::vector<Id> notes;
    for (const Vec2 at : {Vec2{960, 700}, Vec2{500, 540}, Vec2{960, 330}, Vec2{1420, 540}}) {
        hand.wait(1);
        hand.double_tap(at, KeypadHand::finger());
        ASSERT_TRUE(hand.app.writing);
        notes.push_back(hand.app.writing->thing);
    }
    expect_all_in_sight(hand, notes);
}

/// No keys over any text that is written, whosever.
void expect_texts_in_sight(KeypadHand& hand, const std::vector<Id>& notes) {
    hand.send({});
    for (const Id one : notes)
        for (const Id other : notes)
            EXPECT_FALSE(keys_px(hand, one).touches(hand.app.view.to_screen(hand.note_box(other))))
                << static_cast<std::uint64_t>(one) << " over " << static_cast<std::uint64_t>(other);
}

TEST(keypad_room, four_on_a_table_of_800_lines_leave_what_each_of_them_writes_in_sight) {
    Settings settings;
    settings.lies_flat = true;
    KeypadHand hand{"blank", settings};
    hand.size_px = {1280, 800};
    hand.send({});
    hand.look_at({-9000, -9000});
    std::vector<Id> notes;
    const std::pair<Vec2, Vec2> texts_and_people[] = {{{420, 140}, {500, 790}},
                                                      {{20, 140}, {10, 420}},
                                                      {{810, 140}, {760, 70}},
                                                      {{1100, 140}, {1270, 420}}};
    for (const auto& [text, person] : texts_and_people) {
        Note note;
        note.id = Id{hand.app.session().next_id};
        note.place = Free{hand.app.view.to_world(text)};
        perform(hand.app, Commit{AddNotes{{note}, Id::none}, std::nullopt});
        perform(hand.app, Write{.thing = note.id, .source = Source::touch, .at_px = person});
        hand.wait(1);
        notes.push_back(note.id);
        expect_texts_in_sight(hand, notes);
    }
    EXPECT_EQ(hand.app.hands.keypads.open.size(), 4u);
    for (const Id note : notes) EXPECT_GE(hand.keypad(note).scale, 0.6f);
}

TEST(keypad_room, one_that_somebody_has_carried_somewhere_is_not_moved_by_a_newcomer) {
    KeypadHand hand;
    hand.size_px = {1280, 800};
    hand.send({});
    const std::vector<Id> notes = notes_on_a_small_screen(hand, 2, 1);
    hand.open(notes[0]);
    const Vec2 head =
        on_screen(hand.keypad(notes[0]), {0, -size_of(hand.keypad(notes[0]).face).y / 2 + 12}, 1);
    hand.drag(head, head + Vec2{40, 30}, KeypadHand::finger(51));
    const Rect before = keys_px(hand, notes[0]);
    hand.open(notes[1]);
    EXPECT_EQ(keys_px(hand, notes[0]), before);
}

TEST(keypad_room, it_moves_aside_when_its_text_grows_under_it) {
    KeypadHand hand;
    hand.look_at({-9000, -9000}, 2);
    hand.double_tap({1500, 700}, KeypadHand::finger());
    ASSERT_TRUE(hand.app.writing);
    const Id note = hand.app.writing->thing;
    const Rect first = keys_px(hand, note);
    const auto text = [&] { return hand.app.view.to_screen(*box_of(hand.app.shown.layout, note)); };
    const float height = text().size.y;
    for (int i = 0; i < 60; ++i) hand.type("another line of what the customer says\n");
    hand.send({});
    ASSERT_GT(text().size.y, height + 200) << "the note has grown";
    EXPECT_TRUE(first.touches(text())) << "over where its keys lay";
    EXPECT_FALSE(keys_px(hand, note).touches(text()));
    EXPECT_TRUE((Rect{{}, hand.app.size_px}).contains(keys_px(hand, note).center()));
}

TEST(keypad_room, keys_under_a_finger_stay_until_it_is_lifted) {
    KeypadHand hand;
    hand.look_at({-9000, -9000}, 2);
    hand.double_tap({1500, 700}, KeypadHand::finger());
    const Id note = hand.app.writing->thing;
    const Rect first = keys_px(hand, note);
    const Vec2 key = hand.key_px(note, "a");
    hand.press(key, KeypadHand::finger(51));
    for (int i = 0; i < 60; ++i) hand.type("another line of what the customer says\n");
    hand.send({});
    EXPECT_EQ(keys_px(hand, note), first);
    hand.release(key, KeypadHand::finger(51));
    hand.send({});
    EXPECT_NE(keys_px(hand, note), first);
}

TEST(keypad_room, a_sheet_stays_while_somebody_writes_in_it_though_keys_are_carried_under_it) {
    KeypadHand hand;
    hand.size_px = {900, 800}; // no side of it is free of keys in the middle
    hand.send({});
    const Id note = hand.open(notes_on_a_small_screen(hand, 1, 1).front());
    const Id stage = hand.journey().stages.front()->id;
    perform(hand.app, Select{{stage}});
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.key(Key::f6); // by whoever has a real keyboard
    for (int i = 0; i < 6; ++i) hand.send({});
    ASSERT_TRUE(hand.app.chrome->wants_keyboard());
    ASSERT_FALSE(hand.has_keypad(panel_field));
    hand.key(Key::end);
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.type("Neu");
    for (int i = 0; i < 3; ++i) hand.send({});
    const Vec2 head =
        on_screen(hand.keypad(note), {0, -size_of(hand.keypad(note).face).y / 2 + 12}, hand.app.ui_scale);
    hand.drag(head, head + Vec2{450, 400} - hand.keypad(note).at_px, KeypadHand::finger(51));
    for (int i = 0; i < 6; ++i) hand.send({});
    ASSERT_TRUE(hand.app.chrome->field()) << "the sheet is there, and its field written in";
    EXPECT_TRUE(keys_px(hand, note).touches(hand.app.chrome->field()->panel_px));
    hand.press({30, 700});
    EXPECT_TRUE(find_stage(hand.journey(), stage)->title.ends_with("Neu"))
        << find_stage(hand.journey(), stage)->title;
}

class Room : public People {};

TEST_F(Room, a_toolbox_opens_beside_keys_and_other_toolboxes) {
    hand.wait(1);
    hand.double_tap({1500, 1300}, Hand::finger(40));
    ASSERT_EQ(hand.app.hands.keypads.open.size(), 1u);
    const Rect keys = covered_by(hand.app.hands.keypads.open.front(), hand.app.ui_scale);
    const auto place = [&](std::uint32_t number) {
        return covered_by(box(number), hand.app.hands, board_of(hand.app));
    };
    const std::uint32_t first = open({keys.left() - 120, keys.center().y}), second = open({2300, 1900});
    EXPECT_FALSE(place(first).touches(keys));
    const std::uint32_t third = open(box(second).at_px - Vec2{0, 150});
    ASSERT_NE(third, second) << "it opened";
    EXPECT_FALSE(place(third).touches(place(second)));
}

TEST_F(Room, the_sheet_of_what_is_chosen_comes_in_where_it_covers_no_toolbox) {
    perform(hand.app, SetLiesFlat{false});
    const std::uint32_t mara = open({2700, 250}); // where the sheet lies otherwise
    Note note;
    note.id = Id{hand.app.session().next_id};
    note.place = Free{{-9000, -9000}};
    perform(hand.app, Commit{AddNotes{{note}, Id::none}, std::nullopt});
    hand.send({});
    hand.wait(1);
    hand.tap(hand.on_note(note.id), Hand::finger(41));
    ASSERT_TRUE(hand.is_chosen(note.id));
    for (int i = 0; i < 6; ++i) hand.wait(0.1);
    tap(mara, pen_at);
    EXPECT_EQ(box(mara).tool, Tool::pen) << "it is under no panel";
    ASSERT_TRUE(hand.is_chosen(note.id));
    hand.hover({160, 300});
    EXPECT_LT(hand.app.hands.hover_px.x, 0) << "the sheet is at the left";
}

} // namespace
} // namespace waymark::testing
