#include "app/show.hpp"
#include "app/tools.hpp"
#include "sessions/facing.hpp"
#include "tests/app/scripted_hand.hpp"

#include <algorithm>

/// A table with people on all sides: what they take turns to them.
namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

Settings table_settings() {
    Settings settings;
    settings.lies_flat = true;
    return settings;
}

struct Side {
    Facing facing;
    Vec2 at_px; ///< near it, in the scripted hand's window
};
constexpr Side sides[] = {{Facing::bottom, {1500, 1900}},
                          {Facing::left, {420, 1100}},
                          {Facing::top, {1500, 420}},
                          {Facing::right, {2600, 1100}}};

/// Moves the board so that a place of it lies there.
void bring(Hand& hand, Vec2 world, Vec2 at_px, float zoom = 1) {
    hand.look_at(world + (Vec2{Hand::width_px, Hand::height_px} * 0.5f - at_px) / zoom, zoom);
}

Id free_note(Hand& hand, float angle = 0) {
    Note note;
    note.id = Id{hand.app.session().next_id};
    note.place = Free{{-3000, -3000}};
    note.text = "Free";
    note.angle = angle;
    perform(hand.app, Commit{AddNotes{{note}, Id::none}, std::nullopt});
    return note.id;
}

TEST(table, a_note_turns_to_the_side_it_is_taken_from_and_goes_back_in_the_same_step) {
    for (const Side& side : sides) {
        Hand hand{"winter-jacket", table_settings()};
        const Id note = hand.note("Sets a budget");
        bring(hand, hand.note_box(note).center(), side.at_px);
        hand.drag(hand.on_note(note), hand.on_note(note) + Vec2{0, 250}, Hand::finger());
        EXPECT_EQ(hand.note(note).facing, side.facing);
        EXPECT_EQ(find_box(hand.layout(), note)->angle, angle_of(side.facing));
        EXPECT_EQ(hand.app.history.position(), 1u);
        hand.undo_and_redo_all();
    }
}

TEST(table, what_is_held_is_shown_turned_before_it_is_let_go) {
    Hand hand{"winter-jacket", table_settings()};
    const Id note = hand.note("Sets a budget");
    bring(hand, hand.note_box(note).center(), sides[1].at_px);
    const Vec2 from = hand.on_note(note);
    hand.press(from, Hand::finger());
    hand.glide(from, from + Vec2{40, 0}, Hand::finger());
    ASSERT_EQ(hand.last.scene.held.empty(), false);
    EXPECT_FLOAT_EQ(hand.last.scene.held.front().angle, angle_of(Facing::left));
    EXPECT_EQ(hand.note(note).facing, Facing::bottom) << "the document waits";
    hand.cancel(from, Hand::finger());
    EXPECT_TRUE(hand.app.session() == hand.start);
}

TEST(table, it_turns_within_a_sixth_of_a_second_and_at_once_without_motion) {
    Hand hand{"winter-jacket", table_settings()};
    const Id note = hand.note("Sets a budget");
    bring(hand, hand.note_box(note).center(), sides[2].at_px);
    hand.app.settings.motion = true;
    const Vec2 from = hand.on_note(note);
    hand.press(from, Hand::finger());
    hand.move(from + Vec2{30, 0}, Hand::finger());
    hand.move(from + Vec2{31, 0}, Hand::finger());
    const float* turn = hand.app.drawn_turn.find(note);
    ASSERT_NE(turn, nullptr);
    EXPECT_GT(std::abs(*turn), 0.5f);
    EXPECT_LT(std::abs(*turn), 3.1f);
    hand.wait(0.2);
    EXPECT_EQ(hand.app.drawn_turn.find(note), nullptr);
    EXPECT_FLOAT_EQ(std::abs(hand.last.scene.held.front().angle), angle_of(Facing::top));
    hand.release(from + Vec2{31, 0}, Hand::finger());
    hand.wait(0.3);
    EXPECT_TRUE(hand.app.slides.empty());
    EXPECT_NE(hand.last.effects.next_frame_s, 0) << "nothing moves any more: no frame is wanted at once";
}

TEST(table, on_a_wall_and_under_a_mouse_nothing_turns) {
    for (const bool wall : {true, false}) {
        Hand hand{"winter-jacket", wall ? Settings{} : table_settings()};
        const Id note = hand.note("Sets a budget");
        bring(hand, hand.note_box(note).center(), sides[2].at_px);
        hand.drag(hand.on_note(note), hand.on_note(note) + Vec2{0, 250},
                  wall ? Hand::finger() : Hand::With{});
        EXPECT_EQ(hand.note(note).facing, Facing::bottom);
        EXPECT_EQ(find_box(hand.layout(), note)->angle, 0);
    }
}

TEST(table, a_free_note_that_somebody_can_read_keeps_its_tilt_and_turns_square_to_others) {
    Hand hand{"winter-jacket", table_settings()};
    const Id note = free_note(hand, 0.3f);
    bring(hand, hand.note_box(note).center(), sides[0].at_px);
    hand.drag(hand.on_note(note), hand.on_note(note) + Vec2{40, -40}, Hand::finger());
    EXPECT_EQ(hand.note(note).facing, Facing::bottom);
    EXPECT_EQ(hand.note(note).angle, 0.3f);
    bring(hand, hand.note_box(note).center(), sides[3].at_px);
    hand.drag(hand.on_note(note), hand.on_note(note) + Vec2{40, -40}, Hand::finger());
    EXPECT_EQ(hand.note(note).facing, Facing::right);
    EXPECT_EQ(hand.note(note).angle, 0);
}

TEST(table, a_long_note_that_was_made_to_fit_across_a_cell_keeps_its_middle_under_the_finger) {
    Hand hand{"winter-jacket", table_settings()};
    const Id note = hand.note("Sets a budget");
    std::string longer;
    for (int i = 0; i < 60; ++i) longer += "and yet another word ";
    perform(hand.app, Commit{SetText{note, longer}, std::nullopt});
    perform(hand.app, Commit{TurnNotes{{{note, Facing::left, 0}}}, std::nullopt});
    ASSERT_LT(find_box(hand.layout(), note)->scale, 0.9f);
    hand.look_at(hand.note_box(note).center(), 0.5f);
    perform(hand.app, SetView{panned(hand.app.view, {-1000, 0}), false}); // the left side is nearest
    const Vec2 from = hand.on_note(note), to{from.x, 2000};
    hand.press(from, Hand::finger());
    hand.glide(from, to, Hand::finger());
    ASSERT_FALSE(hand.last.scene.held.empty());
    EXPECT_LT(distance(hand.px(hand.last.scene.held.front().at), to), 1) << "while it is held";
    hand.release(to, Hand::finger());
    ASSERT_TRUE(std::holds_alternative<Free>(hand.note(note).place));
    EXPECT_EQ(hand.note(note).facing, Facing::left);
    EXPECT_EQ(find_box(hand.layout(), note)->scale, 1);
    EXPECT_LT(distance(hand.on_note(note), to), 1);
}

TEST(table, all_that_is_chosen_turns_together) {
    Hand hand{"winter-jacket", table_settings()};
    const Id one = hand.note("Sets a budget"), other = free_note(hand);
    bring(hand, hand.note_box(one).center(), sides[1].at_px);
    perform(hand.app, Select{{one, other}});
    hand.drag(hand.on_note(one), hand.on_note(one) + Vec2{0, 300}, Hand::finger());
    EXPECT_EQ(hand.note(one).facing, Facing::left);
    EXPECT_EQ(hand.note(other).facing, Facing::left);
}

TEST(table, who_writes_has_the_note_before_them_whether_it_was_there_or_is_new) {
    for (const Side& side : sides) {
        Hand hand{"winter-jacket", table_settings()};
        const Id note = hand.note("Sets a budget");
        bring(hand, hand.note_box(note).center(), side.at_px);
        hand.double_tap(hand.on_note(note), Hand::finger());
        ASSERT_TRUE(hand.app.writing);
        EXPECT_EQ(hand.app.writing->thing, note);
        EXPECT_EQ(hand.note(note).facing, side.facing);
        hand.key(Key::escape);
        const Rect gains = hand.cell(hand.stage("Need"), hand.lane(LaneKind::gains));
        bring(hand, gains.center(), side.at_px);
        hand.wait(1);
        hand.double_tap(hand.px(gains.center()), Hand::finger());
        ASSERT_TRUE(hand.app.writing);
        const Id fresh = hand.app.writing->thing;
        EXPECT_NE(fresh, note);
        EXPECT_EQ(hand.note(fresh).facing, side.facing);
        hand.type("New");
        hand.key(Key::escape);
        hand.undo_and_redo_all();
    }
}

TEST(table, a_finger_finds_its_place_in_a_text_that_lies_across) {
    for (const Facing facing : {Facing::left, Facing::top, Facing::right}) {
        Hand hand{"winter-jacket", table_settings()};
        const Id note = hand.note("Sets a budget");
        perform(hand.app, Commit{SetText{note, "Sets a budget and then looks"}, std::nullopt});
        perform(hand.app, Commit{TurnNotes{{{note, facing, 0}}}, std::nullopt});
        bring(hand, hand.note_box(note).center(), {1500, 1100}, 2);
        perform(hand.app, Write{note, false});
        hand.send({});
        for (const std::size_t byte : {std::size_t{2}, std::size_t{9}, std::size_t{20}}) {
            hand.wait(1);
            const std::optional<WrittenText> written = written_text(hand.app, *hand.app.writing);
            ASSERT_TRUE(written);
            const Rect caret = caret_at(*written->text, byte);
            hand.tap(hand.px(written->to_world(written->at + caret.center())), Hand::finger());
            ASSERT_TRUE(hand.app.writing) << "the tap was on the text";
            EXPECT_EQ(hand.app.writing->caret, byte);
        }
    }
}

TEST(table, the_ring_of_a_note_turns_it_side_by_side_and_stays) {
    Hand hand{"winter-jacket", table_settings()};
    const Id note = hand.note("Sets a budget");
    bring(hand, hand.note_box(note).center(), {1500, 1400});
    const Vec2 at = hand.on_note(note);
    hand.press(at, Hand::finger());
    hand.wait(0.6);
    hand.release(at, Hand::finger());
    ASSERT_EQ(hand.app.hands.rings.size(), 1u);
    const Ring& ring = hand.app.hands.rings.front();
    // Seven things can be done to a note on a table; the middle one, straight away from the hand, turns it.
    const Vec2 turn_px = hand.px(ring.at) + turned({0, -100}, ring.angle);
    for (const Facing facing : {Facing::left, Facing::top, Facing::right, Facing::bottom}) {
        hand.wait(1);
        hand.tap(turn_px, Hand::finger());
        EXPECT_EQ(hand.note(note).facing, facing);
        EXPECT_EQ(hand.app.hands.rings.size(), 1u);
    }
    hand.undo_and_redo_all();
}

TEST(table, one_command_sets_all_upright_in_one_step) {
    Hand hand{"winter-jacket", table_settings()};
    const Id note = hand.note("Sets a budget"), free = free_note(hand, 0.4f);
    perform(hand.app, Commit{TurnNotes{{{note, Facing::left, 0}, {free, Facing::top, 0.4f}}}, std::nullopt});
    const std::size_t steps = hand.app.history.position();
    const Session turned = hand.app.session();
    hand.control(Key::u, true);
    EXPECT_EQ(hand.app.history.position(), steps + 1);
    EXPECT_EQ(hand.app.history.now().label, "Set all upright");
    for (const Shared<Note>& one : hand.journey().notes) {
        EXPECT_EQ(one->facing, Facing::bottom);
        EXPECT_EQ(one->angle, 0);
    }
    hand.control(Key::u, true);
    EXPECT_EQ(hand.app.history.position(), steps + 1) << "there is nothing left to do";
    hand.control(Key::z);
    EXPECT_TRUE(hand.app.session() == turned);
}

TEST(table, a_wall_shows_upright_what_a_table_has_turned_and_keeps_it) {
    Hand hand{"winter-jacket", table_settings()};
    const Id note = hand.note("Sets a budget");
    perform(hand.app, Commit{TurnNotes{{{note, Facing::left, 0}}}, std::nullopt});
    hand.send({});
    EXPECT_EQ(find_box(hand.app.shown.layout, note)->angle, angle_of(Facing::left));
    perform(hand.app, SetLiesFlat{false});
    hand.send({});
    EXPECT_EQ(find_box(hand.app.shown.layout, note)->angle, 0);
    EXPECT_EQ(hand.note(note).facing, Facing::left);
    perform(hand.app, SetLiesFlat{true});
    hand.send({});
    EXPECT_EQ(find_box(hand.app.shown.layout, note)->angle, angle_of(Facing::left));
}

// --- tables without pens

TEST(ink_from, fingers_write_or_move_as_it_was_decided_whatever_has_been_seen) {
    for (const auto& [source, first, later] :
         {std::tuple{InkFrom::automatic, true, false}, std::tuple{InkFrom::fingers, true, true},
          std::tuple{InkFrom::pens, false, false}}) {
        Hand hand;
        perform(hand.app, SetInkFrom{source});
        perform(hand.app, ChooseTool{Tool::pen});
        hand.look_at({-4000, -4000});
        hand.drag({1500, 1000}, {1700, 1000}, Hand::finger());
        EXPECT_EQ(hand.journey().ink.size(), first ? 1u : 0u);
        hand.drag({500, 400}, {700, 400}, Hand::pen());
        const std::size_t by_then = hand.journey().ink.size();
        EXPECT_EQ(by_then, first ? 2u : 1u);
        hand.wait(2);
        hand.drag({1500, 1300}, {1700, 1300}, Hand::finger());
        EXPECT_EQ(hand.journey().ink.size() - by_then, later ? 1u : 0u);
        EXPECT_EQ(hand.app.settings.ink_from, source);
    }
}

// --- two people who move the board

TEST(two_people, who_come_late_and_from_far_away_make_no_pinch) {
    Hand hand;
    hand.look_at({1000, -600}); // over the board there is room on all sides
    const Vec2 left{300, 400}, right{2700, 400};
    hand.press(left, Hand::finger(10));
    hand.glide(left, left + Vec2{100, 0}, Hand::finger(10));
    hand.wait(0.5);
    const float zoom = hand.app.view.zoom;
    hand.press(right, Hand::finger(11));
    hand.glide(right, right + Vec2{0, 200}, Hand::finger(11));
    EXPECT_EQ(hand.app.hands.hands.size(), 2u);
    EXPECT_EQ(hand.app.view.zoom, zoom);
    const Vec2 under_first = hand.app.view.to_world(left + Vec2{100, 0});
    hand.move(left + Vec2{160, 0}, Hand::finger(10));
    EXPECT_LT(distance(hand.px(under_first), left + Vec2{160, 0}), 1) << "the first one has the board";
    hand.release(left + Vec2{160, 0}, Hand::finger(10));
    const Vec2 under_second = hand.app.view.to_world(right + Vec2{0, 200});
    hand.move(right + Vec2{0, 300}, Hand::finger(11));
    EXPECT_LT(distance(hand.px(under_second), right + Vec2{0, 300}), 1) << "then the other";
    hand.release(right + Vec2{0, 300}, Hand::finger(11));
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

TEST(two_people, both_hands_of_one_far_apart_but_together_still_pinch) {
    Hand hand;
    hand.look_at({-6000, -6000});
    hand.press({300, 1000}, Hand::finger(10));
    hand.press({2700, 1000}, Hand::finger(11));
    EXPECT_EQ(hand.state(), "pinching");
    EXPECT_EQ(hand.app.hands.hands.size(), 1u);
}

TEST(two_people, late_but_near_is_one_hand_that_pinches) {
    Hand hand;
    hand.look_at({-6000, -6000});
    hand.press({1300, 1000}, Hand::finger(10));
    hand.glide({1300, 1000}, {1400, 1000}, Hand::finger(10));
    hand.wait(0.6);
    hand.press({1700, 1000}, Hand::finger(11));
    EXPECT_EQ(hand.state(), "pinching");
}

} // namespace
} // namespace waymark::testing
