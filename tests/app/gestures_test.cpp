#include "tests/app/scripted_hand.hpp"

#include <algorithm>
#include <numbers>

namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

/// Drags by a finger and lets go in full swing, so fast in pixels in a second.
void fling(Hand& hand, Vec2 from, Vec2 direction, float px_s, Hand::With with = Hand::finger()) {
    constexpr float frame_s = 0.016f;
    const Vec2 step = direction / length(direction) * (px_s * frame_s);
    hand.press(from, with);
    Vec2 at = from;
    for (int i = 0; i < 6; ++i) hand.move(at = at + step, with);
    hand.release_in_swing(at, with);
}

Vec2 px_of(Hand& hand, Id note) { return hand.on_note(note); }

// --- flick

TEST(flick, a_note_lands_in_the_next_cell) {
    Hand hand;
    const Id note = hand.note("Sets a budget"); // in Need, Actions
    fling(hand, px_of(hand, note), {1, 0}, 1100);
    EXPECT_EQ(hand.note(note).place, (Place{InCell{hand.stage("Search"), hand.lane(LaneKind::actions)}}));
    EXPECT_EQ(hand.app.history.position(), 1u);
    fling(hand, px_of(hand, note), {0, 1}, 1100);
    EXPECT_EQ(hand.note(note).place, (Place{InCell{hand.stage("Search"), hand.lane(LaneKind::touchpoints)}}));
    hand.undo_and_redo_all();
}

TEST(flick, a_flick_that_would_not_reach_the_next_cell_still_does) {
    Hand hand;
    hand.look_at(hand.note_box(hand.note("Sets a budget")).center(),
                 4); // a cell is as wide as half the screen
    const Id note = hand.note("Sets a budget");
    fling(hand, px_of(hand, note), {1, 0}, 1000);
    EXPECT_EQ(hand.note(note).place, (Place{InCell{hand.stage("Search"), hand.lane(LaneKind::actions)}}));
}

TEST(flick, nothing_flies_off_the_board) {
    for (const Vec2 direction :
         {Vec2{1, 0}, Vec2{-1, 0}, Vec2{0, 1}, Vec2{0, -1}, Vec2{1, 1}, Vec2{-1, -1}}) {
        Hand hand;
        const Id note = hand.note("Sets a budget");
        fling(hand, px_of(hand, note), direction, 9000);
        EXPECT_FALSE(std::holds_alternative<Free>(hand.note(note).place))
            << direction.x << ", " << direction.y << " from a cell";
        perform(hand.app, Commit{MoveNotes{{{note, Free{{-600, 300}}}}, Id::none}, std::nullopt});
        hand.look_at({400, 600}, 0.8f);
        fling(hand, px_of(hand, note), direction, 9000);
        const Rect box = hand.note_box(note);
        EXPECT_TRUE(!std::holds_alternative<Free>(hand.note(note).place) ||
                    hand.app.view.seen().grown(1).contains(box.center()))
            << direction.x << ", " << direction.y << " lying free";
    }
}

TEST(flick, a_finger_that_stops_or_a_mouse_puts_the_note_where_it_is) {
    Hand hand;
    const Id note = hand.note("Sets a budget"), need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 to = hand.px(hand.cell(need, gains).center());
    hand.drag(px_of(hand, note), to, Hand::finger()); // fast, but it stops before it lifts
    EXPECT_EQ(hand.note(note).place, (Place{InCell{need, gains}}));
    const Vec2 from = px_of(hand, note);
    hand.press(from);
    hand.glide(from, from + Vec2{60, 0}, {}, 2);
    hand.release_in_swing(from + Vec2{60, 0});
    EXPECT_EQ(hand.note(note).place, (Place{InCell{need, gains}}));
}

TEST(flick, a_late_frame_changes_nothing_where_the_device_tells_the_time) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    const Vec2 from = px_of(hand, note);
    const auto finger = [&](ContactPhase phase, float along_px, double time_s) {
        Contact contact{10, Source::touch, phase, from + Vec2{along_px, 0}, 1, Button::left};
        contact.time_s = time_s;
        return Event{contact};
    };
    std::vector<Event> all{finger(ContactPhase::begin, 0, 20)};
    for (int i = 1; i <= 6; ++i)
        all.push_back(finger(ContactPhase::move, static_cast<float>(i) * 16, 20 + i * 0.016));
    all.push_back(finger(ContactPhase::end, 96, 20.1));
    hand.wait(0.4);
    hand.send(all); // everything in one frame
    EXPECT_EQ(hand.note(note).place, (Place{InCell{hand.stage("Search"), hand.lane(LaneKind::actions)}}));
}

TEST(flick, a_picture_or_ink_flies_on_as_well) {
    Hand hand;
    Ink ink;
    ink.id = Id{hand.app.session().next_id};
    ink.points = {{{-700, 300}, 1}, {{-600, 300}, 1}};
    perform(hand.app, Commit{AddInk{ink}, std::nullopt});
    hand.look_at({-300, 300});
    fling(hand, hand.px({-650, 300}), {1, 0}, 1500);
    const float moved = (*hand.journey().ink.begin())->points.front().at.x + 700;
    EXPECT_GT(moved, 6 * 24 + 150) << "further than the finger went";
}

// --- three fingers

void swipe(Hand& hand, Vec2 from, Vec2 by) {
    const Vec2 apart{90, 10};
    for (std::uint32_t i = 0; i < 3; ++i)
        hand.press(from + apart * static_cast<float>(i), Hand::finger(10 + i));
    for (int step = 1; step <= 8; ++step)
        for (std::uint32_t i = 0; i < 3; ++i)
            hand.move(from + apart * static_cast<float>(i) + by * (static_cast<float>(step) / 8),
                      Hand::finger(10 + i));
    for (std::uint32_t i = 0; i < 3; ++i)
        hand.release(from + apart * static_cast<float>(i) + by, Hand::finger(10 + i));
}

TEST(swipe, three_fingers_take_back_and_do_again) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    perform(hand.app, Commit{SetColour{{note}, NoteColour::pink}, std::nullopt});
    perform(hand.app, Commit{SetColour{{note}, NoteColour::green}, std::nullopt});
    const Vec2 ground{1300, 2050};
    const View view = hand.app.view;
    swipe(hand, ground, {-200, 10});
    EXPECT_EQ(hand.note(note).colour, NoteColour::pink) << "one step, not more";
    swipe(hand, ground, {-200, 10});
    EXPECT_TRUE(hand.app.session() == hand.start);
    swipe(hand, ground, {200, -10});
    EXPECT_EQ(hand.note(note).colour, NoteColour::pink);
    swipe(hand, ground, {60, 0});    // too short
    swipe(hand, ground, {100, 200}); // not sideways
    EXPECT_EQ(hand.note(note).colour, NoteColour::pink);
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_EQ(hand.app.view.zoom, view.zoom);
}

TEST(swipe, a_third_finger_of_somebody_else_is_no_swipe) {
    Hand hand;
    perform(hand.app, Commit{SetColour{{hand.note("Sets a budget")}, NoteColour::pink}, std::nullopt});
    hand.look_at({-9000, -9000});
    hand.press({300, 1000}, Hand::finger(10));
    hand.press({400, 1000}, Hand::finger(11));
    hand.press({2600, 1000}, Hand::finger(12)); // across the table
    EXPECT_EQ(hand.state(), "pinching");
    hand.wait(0.5);
    hand.press({350, 1100}, Hand::finger(13)); // beside them, but late
    EXPECT_EQ(hand.state(), "pinching");
    for (std::uint32_t contact = 10; contact < 14; ++contact)
        hand.release({300, 1000}, Hand::finger(contact));
    EXPECT_EQ(hand.app.history.position(), 1u);
}

TEST(swipe, what_one_takes_back_does_not_take_the_note_out_of_anothers_hand) {
    Hand hand;
    const Id one = hand.note("Sets a budget"), other = hand.note("Finds several");
    perform(hand.app, Commit{SetColour{{one}, NoteColour::pink}, std::nullopt});
    const Id need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 from = px_of(hand, other), to = hand.px(hand.cell(need, gains).center());
    hand.press(from, Hand::finger(20));
    hand.glide(from, from + Vec2{100, 0}, Hand::finger(20));
    perform(hand.app, Undo{});
    EXPECT_EQ(hand.state(), "moving notes");
    hand.glide(from, to, Hand::finger(20));
    hand.release(to, Hand::finger(20));
    EXPECT_EQ(hand.note(other).place, (Place{InCell{need, gains}}));

    // The note itself goes back where it was: then the hand holds nothing any more.
    const Vec2 there = px_of(hand, other);
    hand.press(there, Hand::finger(20));
    hand.glide(there, there + Vec2{100, 0}, Hand::finger(20));
    EXPECT_EQ(hand.state(), "moving notes");
    perform(hand.app, Undo{});
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.release(to, Hand::finger(20));
    EXPECT_TRUE(hand.app.session() == hand.start);
}

TEST(swipe, a_tool_chosen_by_one_does_not_end_what_others_do) {
    Hand hand;
    const Id note = hand.note("Sets a budget"), need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 from = px_of(hand, note), to = hand.px(hand.cell(need, gains).center());
    hand.press(from, Hand::finger(20));
    hand.glide(from, from + Vec2{100, 0}, Hand::finger(20));
    perform(hand.app, ChooseTool{Tool::pen});
    hand.glide(from, to, Hand::finger(20));
    hand.release(to, Hand::finger(20));
    EXPECT_EQ(hand.note(note).place, (Place{InCell{need, gains}}));
}

// --- what others do moves places, not what is held

TEST(held, a_note_stays_under_its_finger_when_another_hand_makes_its_row_grow) {
    Hand hand;
    const Id need = hand.stage("Need"), gains = hand.lane(LaneKind::gains),
             pains = hand.lane(LaneKind::pain_points);
    const Id low = hand.notes_in(need, hand.lane(LaneKind::opportunities)).front();
    const Vec2 from = hand.on_note(low);
    const float was = hand.note_box(low).top();
    hand.press(from, Hand::finger(20));
    hand.glide(from, from + Vec2{0, -60}, Hand::finger(20));
    std::vector<NoteMove> moves; // six notes into a row above: it grows
    for (const Shared<Note>& note : hand.journey().notes)
        if (moves.size() < 6 && note->id != low) moves.push_back({note->id, InCell{need, pains}, 1, 0});
    perform(hand.app, Commit{MoveNotes{moves, Id::none}, std::nullopt});
    hand.send({});
    ASSERT_GT(hand.note_box(low).top(), was + 100) << "its place has moved";
    const HandsPicture picture = pictured(hand.app.hands, board_of(hand.app), theme(ThemeName::paper));
    ASSERT_NE(picture.held_at.find(low), nullptr);
    const Vec2 middle =
        hand.px(*picture.held_at.find(low)) + hand.note_box(low).size * (hand.app.view.zoom / 2);
    EXPECT_NEAR(middle.x, from.x, 1);
    EXPECT_NEAR(middle.y, from.y - 60, 1);
    const Vec2 to = hand.px(hand.cell(need, gains).center());
    hand.move(to, Hand::finger(20));
    hand.release(to, Hand::finger(20));
    EXPECT_EQ(hand.note(low).place, (Place{InCell{need, gains}}));
}

// --- fingers that do not come down quite together

TEST(pinch, a_second_finger_that_is_late_makes_no_dot_either) {
    for (const Tool tool : {Tool::pen, Tool::note, Tool::eraser}) {
        Hand hand;
        hand.look_at({-9000, -9000});
        perform(hand.app, ChooseTool{tool});
        hand.press({1000, 1000}, Hand::finger(10));
        hand.wait(0.1);
        hand.press({1200, 1100}, Hand::finger(11));
        EXPECT_EQ(hand.state(), "pinching");
        hand.release({1000, 1000}, Hand::finger(10));
        hand.release({1200, 1100}, Hand::finger(11));
        EXPECT_TRUE(hand.app.session() == hand.start);
    }
}

TEST(pinch, a_finger_that_rested_is_still_the_first_of_two) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    perform(hand.app, Commit{MoveNotes{{{note, Free{{-8900, -8900}}}}, Id::none}, Selection{}});
    hand.look_at({-9000, -9000});
    hand.press({1000, 1000}, Hand::finger(10));
    hand.wait(0.6);
    EXPECT_EQ(hand.app.hands.rings.size(), 1u);
    hand.press({1200, 1000}, Hand::finger(11));
    EXPECT_EQ(hand.state(), "pinching");
    EXPECT_TRUE(hand.app.hands.rings.empty());
    hand.release({1000, 1000}, Hand::finger(10));
    hand.release({1200, 1000}, Hand::finger(11));

    const Vec2 middle = hand.on_note(note);
    hand.press(middle - Vec2{40, 0}, Hand::finger(10));
    hand.wait(0.6);
    EXPECT_EQ(hand.app.hands.rings.size(), 1u);
    hand.press(middle + Vec2{40, 0}, Hand::finger(11));
    EXPECT_EQ(hand.state(), "turning");
    EXPECT_TRUE(hand.app.hands.rings.empty());
    hand.release(middle - Vec2{40, 0}, Hand::finger(10));
    hand.release(middle + Vec2{40, 0}, Hand::finger(11));
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

TEST(pinch, a_stroke_under_way_is_not_lost_to_somebody_elses_finger) {
    Hand hand;
    hand.look_at({-9000, -9000});
    perform(hand.app, ChooseTool{Tool::pen});
    hand.press({1000, 1000}, Hand::finger(10));
    hand.glide({1000, 1000}, {1100, 1000}, Hand::finger(10));
    hand.press({1200, 1100}, Hand::finger(11));
    hand.press({2500, 1100}, Hand::finger(12));
    hand.wait(0.1);
    EXPECT_EQ(hand.state(0), "inking");
    for (std::uint32_t contact = 10; contact < 13; ++contact)
        hand.release({1100, 1000}, Hand::finger(contact));
    EXPECT_GE(hand.journey().ink.size(), 1u);
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

} // namespace
} // namespace waymark::testing
