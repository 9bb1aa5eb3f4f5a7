#include "tests/app/scripted_hand.hpp"

#include <algorithm>

/// Palms, the other end of a pen, objects that lie on the table.
namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

Contact touch_of(ContactPhase phase, Vec2 at_px, float width_px, std::uint32_t id = 10) {
    Contact contact{id, Source::touch, phase, at_px, 1, Button::left};
    contact.width_px = width_px;
    return contact;
}

Contact stamp(ContactPhase phase, Vec2 at_px, Tip tip, std::uint32_t id = 50) {
    Contact contact{id, Source::touch, phase, at_px, 1, Button::left};
    contact.tip = tip;
    return contact;
}

TEST(palm, a_wide_contact_does_nothing_from_the_start_or_as_it_grows) {
    Hand hand;
    const Vec2 at = hand.on_note(hand.note("Sets a budget"));
    hand.send({touch_of(ContactPhase::begin, at, 140)});
    hand.send({touch_of(ContactPhase::move, at + Vec2{200, 0}, 140)});
    hand.send({touch_of(ContactPhase::end, at + Vec2{200, 0}, 140)});
    hand.send({touch_of(ContactPhase::begin, at, 20)}); // a palm comes down as a small spot
    hand.send({touch_of(ContactPhase::move, at, 120)});
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.send({touch_of(ContactPhase::end, at, 120)});
    EXPECT_TRUE(hand.app.session() == hand.start);
    EXPECT_TRUE(hand.app.selection.empty());
}

TEST(palm, touches_beside_a_pen_that_hovers_do_nothing_others_far_away_work) {
    Hand hand;
    hand.look_at({500, -900});
    perform(hand.app, ChooseTool{Tool::pen});
    hand.send({Hover{{1500, 1100}, Source::pen}});
    hand.press({1600, 1200}, Hand::finger(10));
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.press({2500, 1200}, Hand::finger(11));
    EXPECT_EQ(hand.app.hands.hands.size(), 1u);
    hand.release({2500, 1200}, Hand::finger(11));
    hand.release({1600, 1200}, Hand::finger(10));
    EXPECT_TRUE(hand.app.session() == hand.start) << "fingers do not draw where there is a pen";
    hand.wait(1.2); // the pen has gone
    hand.press({1600, 1200}, Hand::finger(10));
    EXPECT_EQ(hand.app.hands.hands.size(), 1u);
    hand.release({1600, 1200}, Hand::finger(10));
}

void draw(Hand& hand, Vec2 from_px, Vec2 to_px) {
    perform(hand.app, ChooseTool{Tool::pen});
    hand.drag(from_px, to_px);
    perform(hand.app, ChooseTool{Tool::select});
}

TEST(palm, the_flat_hand_wipes_ink_where_that_is_wanted) {
    for (const bool wanted : {true, false}) {
        Settings settings;
        settings.wipe_with_hand = wanted;
        Hand hand{"winter-jacket", settings};
        const Vec2 on_note = hand.on_note(hand.note("Sets a budget"));
        draw(hand, on_note - Vec2{60, 0}, on_note + Vec2{60, 0});
        draw(hand, on_note + Vec2{0, 900}, on_note + Vec2{60, 900});
        ASSERT_EQ(hand.journey().ink.size(), 2u);
        const std::size_t notes = hand.journey().notes.size();
        hand.send({touch_of(ContactPhase::begin, on_note - Vec2{0, 200}, 140)});
        for (float down = -200; down <= 0; down += 20)
            hand.send({touch_of(ContactPhase::move, on_note + Vec2{0, down}, 140)});
        hand.send({touch_of(ContactPhase::end, on_note, 140)});
        EXPECT_EQ(hand.journey().ink.size(), wanted ? 1u : 2u);
        EXPECT_EQ(hand.journey().notes.size(), notes);
        EXPECT_EQ(hand.journey().moments.size(), hand.start.journeys.front()->moments.size());
    }
}

TEST(stamps, the_pens_other_end_erases_whatever_the_tool) {
    Hand hand;
    hand.look_at({500, -900});
    draw(hand, {1000, 1000}, {1400, 1000});
    ASSERT_EQ(hand.journey().ink.size(), 1u);
    perform(hand.app, ChooseTool{Tool::pen});
    Contact end{30, Source::pen, ContactPhase::begin, {1200, 950}, 1, Button::left};
    end.tip = Tip::eraser;
    hand.send({end});
    end.phase = ContactPhase::move;
    for (float y = 960; y <= 1050; y += 10) {
        end.at_px.y = y;
        hand.send({end});
    }
    end.phase = ContactPhase::end;
    hand.send({end});
    EXPECT_TRUE(hand.journey().ink.empty());
    EXPECT_EQ(hand.app.tool, Tool::pen);
    hand.undo_and_redo_all();
}

TEST(stamps, objects_lay_a_note_or_a_star_and_leave_tool_and_keyboard_alone) {
    Hand hand;
    perform(hand.app, ChooseTool{Tool::pen});
    const std::size_t notes = hand.journey().notes.size(), stars = hand.journey().moments.size();
    const Id need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 cell = hand.px(hand.cell(need, gains).center());
    hand.send({stamp(ContactPhase::begin, cell, Tip::note)});
    hand.wait(0.3);
    EXPECT_EQ(hand.state(), "placing");
    hand.send({stamp(ContactPhase::end, cell, Tip::note)});
    EXPECT_EQ(hand.journey().notes.size(), notes + 1);
    EXPECT_EQ(hand.notes_in(need, gains).size(), 1u);
    EXPECT_FALSE(hand.app.writing);
    EXPECT_EQ(hand.app.tool, Tool::pen);
    const Vec2 on_curve = hand.on_point(2);
    hand.send({stamp(ContactPhase::begin, on_curve, Tip::star)});
    hand.send({stamp(ContactPhase::end, on_curve, Tip::star)});
    EXPECT_EQ(hand.journey().moments.size(), stars + 1);
    EXPECT_EQ(hand.app.open_moment, Id::none);
    hand.send({stamp(ContactPhase::begin, cell + Vec2{900, 900}, Tip::star)}); // nowhere
    hand.send({stamp(ContactPhase::end, cell + Vec2{900, 900}, Tip::star)});
    EXPECT_EQ(hand.app.history.position(), 2u);
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.undo_and_redo_all();
}

} // namespace
} // namespace waymark::testing
