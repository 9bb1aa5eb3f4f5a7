#include "tests/app/scripted_hand.hpp"

#include <random>

namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

// --- the view

void expect_near(Vec2 a, Vec2 b, float tolerance = 0.5f) {
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
}

TEST(hands_view, middle_button_space_and_hand_tool_pan) {
    Hand hand;
    const Vec2 from{1500, 1000}, to{1700, 900};
    Vec2 world = hand.app.view.to_world(from);
    hand.drag(from, to, {.contact = 2, .button = Button::middle});
    expect_near(hand.app.view.to_world(to), world);

    world = hand.app.view.to_world(from);
    hand.send({KeyPress{Key::space, true, false, {}}});
    hand.drag(from, to);
    hand.send({KeyPress{Key::space, false, false, {}}});
    expect_near(hand.app.view.to_world(to), world);

    world = hand.app.view.to_world(from);
    perform(hand.app, ChooseTool{Tool::hand});
    hand.drag(from, to);
    expect_near(hand.app.view.to_world(to), world);
    EXPECT_FALSE(hand.app.history.can_undo());
    EXPECT_TRUE(hand.app.selection.empty());
}

TEST(hands_view, scrolling_pans_and_shift_turns_it_sideways) {
    Hand hand;
    const View before = hand.app.view;
    hand.scroll({1500, 1000}, {0, -1});
    EXPECT_EQ(hand.app.view.at.x, before.at.x);
    EXPECT_GT(hand.app.view.at.y, before.at.y);
    const View down = hand.app.view;
    hand.scroll({1500, 1000}, {0, -1}, {.shift = true});
    EXPECT_GT(hand.app.view.at.x, down.at.x);
    EXPECT_EQ(hand.app.view.at.y, down.at.y);
    hand.scroll({1500, 1000}, {0.25f, 0.5f});
    EXPECT_LT(hand.app.view.at.y, down.at.y);
}

TEST(hands_view, control_and_wheel_zoom_about_the_pointer_within_bounds) {
    Hand hand;
    const Vec2 at{700, 1300};
    const Vec2 world = hand.app.view.to_world(at);
    const float zoom = hand.app.view.zoom;
    hand.scroll(at, {0, 1}, {.control = true});
    EXPECT_GT(hand.app.view.zoom, zoom);
    expect_near(hand.app.view.to_world(at), world);
    for (int i = 0; i < 100; ++i) hand.scroll(at, {0, 1}, {.control = true});
    EXPECT_LE(hand.app.view.zoom, greatest_zoom);
    for (int i = 0; i < 200; ++i) hand.scroll(at, {0, -1}, {.control = true});
    EXPECT_GE(hand.app.view.zoom, least_zoom);
}

TEST(hands_view, the_board_cannot_be_scrolled_out_of_sight) {
    Hand hand;
    for (int i = 0; i < 300; ++i) hand.scroll({1500, 1000}, {-40, -40});
    EXPECT_TRUE(hand.app.view.seen().touches(hand.layout().bounds));
}

TEST(hands_view, two_fingers_on_the_empty_board_pan_and_zoom) {
    Hand hand;
    const Rect free = hand.app.view.to_screen(hand.cell(hand.stage("Need"), hand.lane(LaneKind::gains)));
    const Vec2 a = free.center() - Vec2{40, 0}, b = free.center() + Vec2{40, 0};
    const Vec2 world_a = hand.app.view.to_world(a), world_b = hand.app.view.to_world(b);
    hand.press(a, Hand::finger(10));
    hand.press(b, Hand::finger(11));
    EXPECT_EQ(hand.state(), "pinching");
    hand.glide(a, a - Vec2{60, 20}, Hand::finger(10));
    hand.glide(b, b + Vec2{100, 20}, Hand::finger(11));
    expect_near(hand.app.view.to_world((a + b - Vec2{60, 20} + Vec2{100, 20}) * 0.5f),
                (world_a + world_b) * 0.5f);
    EXPECT_GT(distance(hand.px(world_a), hand.px(world_b)), 200);
    hand.release(b + Vec2{100, 20}, Hand::finger(11));
    EXPECT_EQ(hand.state(), "panning") << "the finger that stays goes on panning";
    hand.release(a - Vec2{60, 20}, Hand::finger(10));
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_FALSE(hand.app.history.can_undo());
}

TEST(hands_view, a_pinch_with_any_drawing_tool_leaves_no_dot) {
    for (const Tool tool : {Tool::pen, Tool::curve, Tool::note, Tool::moment, Tool::eraser}) {
        Hand hand;
        perform(hand.app, ChooseTool{tool});
        const Rect lane = hand.app.view.to_screen(hand.layout().emotion->rect);
        const Vec2 a = lane.center() - Vec2{100, 60}, b = lane.center() + Vec2{100, -60};
        hand.press(a, Hand::finger(10));
        hand.press(b, Hand::finger(11));
        hand.glide(a, a - Vec2{60, 0}, Hand::finger(10));
        hand.glide(b, b + Vec2{60, 0}, Hand::finger(11));
        hand.release(a - Vec2{60, 0}, Hand::finger(10));
        hand.release(b + Vec2{60, 0}, Hand::finger(11));
        EXPECT_TRUE(hand.app.session() == hand.start) << "tool " << static_cast<int>(tool);
        EXPECT_TRUE(hand.app.hands.hands.empty());
    }
}

TEST(hands_view, one_finger_on_the_empty_board_pans) {
    Hand hand;
    const Vec2 from = hand.px(hand.cell(hand.stage("Need"), hand.lane(LaneKind::gains)).center()),
               to = from + Vec2{150, 60};
    const Vec2 world = hand.app.view.to_world(from);
    hand.drag(from, to, Hand::finger());
    expect_near(hand.app.view.to_world(to), world, 1);
    EXPECT_TRUE(hand.app.selection.empty());
}

// --- several hands

TEST(hands_together, two_hands_move_two_notes_at_once_and_each_commits_its_own) {
    Hand hand;
    const Id one = hand.note("Sets a budget"), two = hand.note("Finds several");
    const Id need = hand.stage("Need"), wear = hand.stage("Wear"), gains = hand.lane(LaneKind::gains),
             pains = hand.lane(LaneKind::pain_points);
    const Vec2 from_one = hand.on_note(one), from_two = hand.on_note(two);
    const Vec2 to_one = hand.px(hand.cell(need, gains).center()),
               to_two = hand.px(hand.cell(wear, pains).center());
    hand.press(from_one, Hand::finger(10));
    hand.press(from_two, Hand::finger(11));
    for (int i = 1; i <= 8; ++i) {
        hand.move(from_one + (to_one - from_one) * (static_cast<float>(i) / 8), Hand::finger(10));
        hand.move(from_two + (to_two - from_two) * (static_cast<float>(i) / 8), Hand::finger(11));
    }
    EXPECT_EQ(hand.state(0), "moving notes");
    EXPECT_EQ(hand.state(1), "moving notes");
    EXPECT_TRUE(hand.app.session() == hand.start);
    const HandsPicture picture = pictured(hand.app.hands, board_of(hand.app), theme(ThemeName::paper));
    EXPECT_EQ(picture.previews.size(), 2u);
    EXPECT_EQ(picture.held.size(), 2u);
    hand.release(to_two, Hand::finger(11));
    EXPECT_EQ(hand.note(two).place, (Place{InCell{wear, pains}}));
    EXPECT_EQ(hand.state(0), "moving notes") << "the other hand goes on";
    hand.release(to_one, Hand::finger(10));
    EXPECT_EQ(hand.note(one).place, (Place{InCell{need, gains}}));
    EXPECT_EQ(hand.app.history.position(), 2u);
    hand.undo_and_redo_all();
}

TEST(hands_together, ten_hands_put_ten_notes_at_once) {
    Hand hand;
    perform(hand.app, ChooseTool{Tool::note});
    hand.look_at({1200, -1500});
    const auto at = [&](std::uint32_t i) { return hand.px({static_cast<float>(i) * 220, -1500}); };
    const std::size_t count = hand.journey().notes.size();
    for (std::uint32_t i = 0; i < 10; ++i) {
        hand.press(at(i), Hand::finger(10 + i));
        hand.move(at(i) + Vec2{0, 12}, Hand::finger(10 + i));
    }
    EXPECT_EQ(hand.app.hands.hands.size(), 10u);
    EXPECT_EQ(hand.app.shown.layout.notes.size(), count + 10) << "all ten are seen";
    for (std::uint32_t i = 0; i < 10; ++i) hand.release(at(i) + Vec2{0, 12}, Hand::finger(10 + i));
    EXPECT_EQ(hand.journey().notes.size(), count + 10);
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.undo_and_redo_all();
}

TEST(hands_together, a_note_held_by_one_hand_is_not_taken_by_another) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    const Vec2 from = hand.on_note(note),
               to = hand.px(hand.cell(hand.stage("Need"), hand.lane(LaneKind::gains)).center());
    hand.press(from);
    hand.glide(from, to);
    hand.press(from, Hand::finger(10)); // where the note lay
    hand.glide(from, from + Vec2{300, 0}, Hand::finger(10));
    hand.release(from + Vec2{300, 0}, Hand::finger(10));
    EXPECT_TRUE(hand.app.session() == hand.start);
    EXPECT_EQ(hand.state(), "moving notes");
    hand.release(to);
    EXPECT_EQ(hand.app.history.position(), 1u);
    hand.undo_and_redo_all();
}

TEST(hands_together, the_board_stays_put_under_a_held_note_until_it_is_let_go) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    const Vec2 from = hand.on_note(note);
    const View view = hand.app.view;
    hand.press(from);
    hand.glide(from, from + Vec2{40, 10});
    const Rect free = view.to_screen(hand.cell(hand.stage("Wear"), hand.lane(LaneKind::pain_points)));
    const Vec2 a = free.center() - Vec2{30, 0}, b = free.center() + Vec2{30, 0};
    hand.press(a, Hand::finger(10));
    hand.press(b, Hand::finger(11));
    hand.glide(b, b + Vec2{50, 0}, Hand::finger(11));
    EXPECT_EQ(hand.app.view, view) << "the pinch waits";
    hand.release(from + Vec2{40, 10});
    hand.glide(b + Vec2{50, 0}, b + Vec2{110, 0}, Hand::finger(11));
    EXPECT_GT(hand.app.view.zoom, view.zoom);
    hand.release(a, Hand::finger(10));
    hand.release(b + Vec2{110, 0}, Hand::finger(11));
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

TEST(hands_together, two_fingers_turn_and_resize_a_free_note) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    perform(hand.app, Commit{MoveNotes{{{note, Free{{200, -800}}}}, Id::none}, std::nullopt});
    hand.look_at({280, -720});
    const Rect box = hand.note_box(note);
    const Vec2 a = hand.px(box.center() - Vec2{40, 0}), b = hand.px(box.center() + Vec2{40, 0});
    hand.press(a, Hand::finger(10));
    hand.press(b, Hand::finger(11));
    EXPECT_EQ(hand.state(), "turning");
    // Both a quarter turn about the middle, and twice as far apart.
    const Vec2 middle = hand.px(box.center());
    hand.glide(a, middle - Vec2{0, 80}, Hand::finger(10));
    hand.glide(b, middle + Vec2{0, 80}, Hand::finger(11));
    hand.release(middle + Vec2{0, 80}, Hand::finger(11));
    hand.release(middle - Vec2{0, 80}, Hand::finger(10));
    EXPECT_NEAR(hand.note(note).scale, 2, 0.02f);
    EXPECT_NEAR(hand.note(note).angle, 3.14159f / 2, 0.02f);
    expect_near(hand.note_box(note).center(), box.center(), 1);
    hand.undo_and_redo_all();
}

// --- ends of gestures

TEST(hands, escape_forgets_the_drag) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    const Vec2 from = hand.on_note(note);
    hand.press(from);
    hand.glide(from, from + Vec2{400, 300});
    hand.key(Key::escape);
    hand.move(from + Vec2{420, 300});
    hand.release(from + Vec2{420, 300});
    EXPECT_TRUE(hand.app.session() == hand.start);
    EXPECT_FALSE(hand.app.history.can_undo());
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

TEST(hands, contacts_that_are_lost_or_cancelled_leave_nothing_behind) {
    Hand hand;
    const Vec2 from = hand.on_note(hand.note("Sets a budget"));
    hand.press(from, Hand::finger(10));
    hand.glide(from, from + Vec2{300, 0}, Hand::finger(10));
    hand.send({ContactsLost{Source::touch}});
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.press(from);
    hand.glide(from, from + Vec2{300, 0});
    hand.cancel(from + Vec2{300, 0});
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_TRUE(hand.app.session() == hand.start);
}

TEST(hands, a_finger_that_rests_on_a_note_chooses_it) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    hand.press(hand.on_note(note), Hand::finger());
    hand.wait(0.3);
    EXPECT_FALSE(hand.is_chosen(note));
    hand.wait(0.3);
    EXPECT_TRUE(hand.is_chosen(note));
    hand.release(hand.on_note(note), Hand::finger());
    EXPECT_TRUE(hand.is_chosen(note));
    EXPECT_FALSE(hand.app.writing);
}

TEST(hands, a_palm_beside_the_pen_does_nothing) {
    Hand hand;
    perform(hand.app, ChooseTool{Tool::pen});
    hand.look_at({500, -900});
    const Vec2 from = hand.px({300, -900});
    hand.press(from + Vec2{90, 90}, Hand::finger(10)); // the palm comes first
    hand.press(from, Hand::pen());
    hand.press(from + Vec2{120, 60}, Hand::finger(11));
    hand.glide(from, from + Vec2{200, 0}, Hand::pen());
    hand.move(from + Vec2{130, 95}, Hand::finger(10));
    hand.move(from + Vec2{160, 65}, Hand::finger(11));
    hand.release(from + Vec2{200, 0}, Hand::pen());
    hand.release(from + Vec2{130, 95}, Hand::finger(10));
    hand.release(from + Vec2{160, 65}, Hand::finger(11));
    EXPECT_EQ(hand.journey().ink.size(), 1u);
    EXPECT_EQ(hand.app.history.position(), 1u);
    hand.undo_and_redo_all();
}

// --- anything at all

/// Forty contacts, any event at any time: no flaw, no hand that outlives its contact.
TEST(hands, any_events_in_any_order_leave_no_hand_stuck) {
    Hand hand;
    std::mt19937 random{20261122};
    const auto up_to = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    const auto place = [&] { return Vec2{static_cast<float>(up_to(3000)), static_cast<float>(up_to(2200))}; };
    // Half of all presses are on something.
    const auto place_on_thing = [&] {
        const Layout& layout = hand.layout();
        switch (up_to(6)) {
        case 0:
            return layout.curves.empty() || layout.curves[0].points.empty()
                       ? place()
                       : hand.px(
                             layout.curves[0]
                                 .points[up_to(static_cast<std::uint32_t>(layout.curves[0].points.size()))]);
        case 1:
            return layout.stages.empty()
                       ? place()
                       : hand.px(layout.stages[up_to(static_cast<std::uint32_t>(layout.stages.size()))]
                                     .header.end() +
                                 Vec2{stage_gap / 2, -20});
        case 2: return layout.moments.empty() ? place() : hand.px(layout.moments[0].at);
        case 3:
            return layout.lanes.empty()
                       ? place()
                       : hand.px(
                             layout.lanes[up_to(static_cast<std::uint32_t>(layout.lanes.size()))].tab.end() -
                             Vec2{40, 1});
        default:
            return layout.notes.empty()
                       ? place()
                       : hand.px(layout.notes[up_to(static_cast<std::uint32_t>(layout.notes.size()))]
                                     .rect.center());
        }
    };
    constexpr std::array tools{Tool::hand, Tool::select,    Tool::note,    Tool::curve, Tool::moment,
                               Tool::pen,  Tool::connector, Tool::picture, Tool::eraser};
    // More mice and pens than anybody has: two fingers on the ground only make yet another pinch.
    const auto source_of = [](std::uint32_t contact) {
        return contact < 20 ? Source::mouse : contact < 24 ? Source::pen : Source::touch;
    };
    std::array<Vec2, 40> at{};
    std::uint64_t checked = 0;
    for (int i = 0; i < 50'000; ++i) {
        const Board board = board_of(hand.app);
        Ask ask;
        const std::uint32_t contact = up_to(40);
        const Source source = source_of(contact);
        const std::uint32_t what = up_to(100);
        if (what < 92) {
            const ContactPhase phase = what < 15   ? ContactPhase::begin
                                       : what < 70 ? ContactPhase::move
                                       : what < 90 ? ContactPhase::end
                                                   : ContactPhase::cancel;
            at[contact] = phase == ContactPhase::begin && up_to(2) ? place_on_thing()
                          : phase == ContactPhase::begin || up_to(8) == 0
                              ? place()
                              : at[contact] + Vec2{static_cast<float>(up_to(41)) - 20,
                                                   static_cast<float>(up_to(41)) - 20};
            const Button button = contact == 1 ? Button::middle : Button::left;
            take(hand.app.hands,
                 Contact{contact, source, phase, at[contact], static_cast<float>(up_to(100)) / 99, button},
                 board, ask);
        } else if (what < 94)
            take(hand.app.hands, Hover{place()}, board, ask);
        else if (what < 96)
            take(hand.app.hands,
                 Scroll{place(),
                        {static_cast<float>(up_to(5)) - 2, static_cast<float>(up_to(5)) - 2},
                        {.control = up_to(2) == 0}},
                 board, ask);
        else if (what < 97)
            take(hand.app.hands, KeyPress{Key::space, up_to(8) == 0, false, {}}, board, ask);
        else if (what < 98) {
            if (up_to(40) == 0) take(hand.app.hands, ContactsLost{static_cast<Source>(up_to(3))}, board, ask);
        } else if (what == 98)
            hand.app.modifiers = {up_to(4) == 0, up_to(4) == 0, up_to(4) == 0, false};
        else if (up_to(8) == 0)
            perform(hand.app, ChooseTool{tools[up_to(tools.size())]});
        hand.app.time_s += static_cast<double>(up_to(20)) / 1000;
        for (const Intent& intent : ask.intents) perform(hand.app, intent);
        if (up_to(1500) == 0) perform(hand.app, Undo{});
        (void)committed_layout(hand.app);
        (void)pictured(hand.app.hands, board_of(hand.app), theme(ThemeName::paper));
        if (hand.app.sequence != checked) {
            checked = hand.app.sequence;
            const std::vector<std::string> found = flaws(hand.app.session());
            ASSERT_TRUE(found.empty()) << found.front() << " after event " << i;
        }
        if (i % 50 == 0) hand.send({}); // whole frames cost the most
        if (i % 500 == 0) perform(hand.app, FitBoard{});
    }
    EXPECT_GT(hand.app.sequence, 500u) << "much has been done";
    for (std::uint32_t contact = 0; contact < 40; ++contact)
        hand.send({Contact{contact, source_of(contact), ContactPhase::end, at[contact], 1, Button::left}});
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_TRUE(flaws(hand.app.session()).empty());
}

} // namespace
} // namespace waymark::testing
