#include "tests/app/scripted_hand.hpp"

#include <algorithm>
#include <numbers>

/// The ring of actions that opens under a finger which rests.
namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

Vec2 px_of(Hand& hand, Id note) { return hand.on_note(note); }

/// Where the items of the newest ring lie.
std::vector<Vec2> items(Hand& hand) {
    const HandsPicture picture = pictured(hand.app.hands, board_of(hand.app), theme(ThemeName::paper));
    std::vector<Vec2> found;
    for (const Placed& placed : picture.over) {
        const auto* box = std::get_if<Box>(&placed.drawing->parts.front());
        if (box && box->radius >= 26) found.push_back(placed.at);
    }
    return found;
}

void open_ring_at(Hand& hand, Vec2 at_px, std::uint32_t contact = 10) {
    hand.press(at_px, Hand::finger(contact));
    hand.wait(0.55);
    hand.release(at_px, Hand::finger(contact));
}

TEST(ring, a_finger_that_rests_on_a_note_opens_it_and_a_tap_does_what_it_is_on) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    open_ring_at(hand, px_of(hand, note));
    ASSERT_EQ(hand.app.hands.rings.size(), 1u);
    ASSERT_EQ(items(hand).size(), 6u);
    EXPECT_TRUE(hand.app.session() == hand.start) << "a ring is no act";
    hand.tap(items(hand)[1], Hand::finger()); // the colours
    ASSERT_EQ(items(hand).size(), 7u);
    hand.tap(items(hand)[1], Hand::finger());
    EXPECT_EQ(hand.note(note).colour, NoteColour::pink);
    EXPECT_TRUE(hand.app.hands.rings.empty());
    open_ring_at(hand, px_of(hand, note));
    hand.tap(items(hand)[2], Hand::finger()); // the kinds
    ASSERT_EQ(items(hand).size(), 9u);
    hand.tap(items(hand)[4], Hand::finger());
    EXPECT_EQ(hand.note(note).kind, NoteKind::question);
    open_ring_at(hand, px_of(hand, note));
    hand.tap(items(hand)[5], Hand::finger());
    EXPECT_EQ(find_note(hand.journey(), note), nullptr);
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.undo_and_redo_all();
}

TEST(ring, sliding_to_an_item_and_lifting_is_one_motion) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    const Vec2 at = px_of(hand, note);
    hand.press(at, Hand::finger());
    hand.wait(0.55);
    EXPECT_EQ(hand.state(), "choosing");
    const Vec2 write = items(hand)[0];
    hand.glide(at, write, Hand::finger());
    hand.release(write, Hand::finger());
    ASSERT_TRUE(hand.app.writing);
    EXPECT_EQ(hand.app.writing->thing, note);
    EXPECT_TRUE(hand.app.hands.rings.empty());
}

TEST(ring, a_finger_that_goes_beyond_it_drags) {
    Hand hand;
    const Id note = hand.note("Sets a budget"), need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 from = px_of(hand, note), to = hand.px(hand.cell(need, gains).center());
    hand.press(from, Hand::finger());
    hand.wait(0.55);
    hand.glide(from, to, Hand::finger());
    EXPECT_EQ(hand.state(), "moving notes");
    EXPECT_TRUE(hand.app.hands.rings.empty());
    hand.release(to, Hand::finger());
    EXPECT_EQ(hand.note(note).place, (Place{InCell{need, gains}}));

    // On the empty board it draws the frame that a mouse draws.
    hand.look_at({1200, -1500});
    perform(hand.app, Commit{MoveNotes{{{note, Free{{1200, -1500}}}}, Id::none}, Selection{}});
    const Vec2 corner = hand.px({1100, -1600}), end = hand.px({1500, -1200});
    hand.press(corner, Hand::finger());
    hand.wait(0.55);
    hand.glide(corner, end, Hand::finger());
    EXPECT_EQ(hand.state(), "marquee");
    hand.release(end, Hand::finger());
    EXPECT_TRUE(hand.is_chosen(note));
}

TEST(ring, each_person_has_one_and_puts_away_only_ones_own) {
    Hand hand;
    const Vec2 left{300, 1900}, right{2600, 1900};
    hand.press(left, Hand::finger(10));
    hand.press(px_of(hand, hand.note("Sets a budget")), Hand::finger(11));
    hand.wait(0.55);
    hand.release(left, Hand::finger(10));
    hand.release(px_of(hand, hand.note("Sets a budget")), Hand::finger(11));
    open_ring_at(hand, right, 12);
    EXPECT_EQ(hand.app.hands.rings.size(), 3u);
    hand.tap(left + Vec2{150, 100}, Hand::finger(10)); // beside it
    EXPECT_EQ(hand.app.hands.rings.size(), 2u);
    hand.tap(right, Hand::finger(12)); // its middle
    EXPECT_EQ(hand.app.hands.rings.size(), 1u);
    hand.key(Key::escape);
    EXPECT_TRUE(hand.app.hands.rings.empty());
    EXPECT_TRUE(hand.app.session() == hand.start);
}

TEST(ring, it_goes_with_its_thing) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    open_ring_at(hand, px_of(hand, note));
    perform(hand.app, Commit{Remove{{note}}, std::nullopt});
    hand.wait(0.1);
    EXPECT_TRUE(hand.app.hands.rings.empty());
}

TEST(ring, on_a_table_it_turns_to_the_side_it_was_opened_from) {
    constexpr float quarter = std::numbers::pi_v<float> / 2;
    Settings table;
    table.lies_flat = true;
    const std::pair<Vec2, float> sides[] = {
        {{1500, 1950}, 0}, {{150, 1100}, quarter}, {{1500, 200}, 2 * quarter}, {{2850, 1100}, -quarter}};
    for (const auto& [at, angle] : sides) {
        Hand hand{"", table};
        perform(hand.app, NewSession{"blank"});
        hand.send({});
        hand.look_at({-9000, -9000}); // nothing but ground
        open_ring_at(hand, at);
        ASSERT_EQ(hand.app.hands.rings.size(), 1u);
        EXPECT_FLOAT_EQ(hand.app.hands.rings.front().angle, angle);
        for (const Vec2 item : items(hand)) // all of it in the window
            EXPECT_TRUE((Rect{{}, {Hand::width_px, Hand::height_px}}.contains(item)));
    }
    Hand wall;
    wall.look_at({-9000, -9000});
    open_ring_at(wall, {1500, 200});
    ASSERT_EQ(wall.app.hands.rings.size(), 1u);
    EXPECT_EQ(wall.app.hands.rings.front().angle, 0);
}

TEST(ring, the_empty_board_offers_a_note_here) {
    Hand hand;
    const Rect cell = hand.cell(hand.stage("Need"), hand.lane(LaneKind::gains));
    open_ring_at(hand, hand.px(cell.center()));
    ASSERT_EQ(items(hand).size(), 5u);
    hand.tap(items(hand)[2], Hand::finger());
    ASSERT_TRUE(hand.app.writing);
    hand.type("by ring");
    hand.key(Key::escape);
    EXPECT_EQ(hand.note(hand.note("by ring")).place,
              (Place{InCell{hand.stage("Need"), hand.lane(LaneKind::gains)}}));
    hand.undo_and_redo_all();
}

} // namespace
} // namespace waymark::testing
