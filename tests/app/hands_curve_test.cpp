#include "tests/app/scripted_hand.hpp"

#include "sessions/curve.hpp"

namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

// --- the curve

TEST(hands, the_emotion_curve_is_drawn_with_one_stroke) {
    Hand hand{"five-stages"};
    perform(hand.app, ChooseTool{Tool::curve});
    const Rect lane = hand.layout().emotion->rect;
    const auto at = [&](float part, float score) {
        return hand.px({lane.left() + part * lane.size.x, hand.layout().emotion->y_of(score)});
    };
    hand.press(at(0.1f, 0));
    for (int i = 1; i <= 40; ++i) {
        const float part = static_cast<float>(i) / 40;
        hand.move(at(0.1f + 0.8f * part, 4 * std::sin(part * 6)));
    }
    EXPECT_EQ(hand.state(), "stroking");
    EXPECT_TRUE(hand.emotion().points.empty()) << "not written while it is drawn";
    ASSERT_FALSE(hand.app.shown.layout.curves.empty()) << "but seen as it will be";
    hand.release(at(0.9f, 4 * std::sin(6.0f)));
    ASSERT_GE(hand.emotion().points.size(), 4u);
    EXPECT_EQ(hand.app.history.position(), 1u);
    const MonotoneCubic drawn = function(hand.emotion(), hand.layout().spans);
    EXPECT_NEAR(drawn.at(lane.left() + (0.1f + 0.8f * 0.25f) * lane.size.x), 4 * std::sin(1.5f), 0.4f);
    hand.undo_and_redo_all();
}

TEST(hands, a_stroke_over_a_part_changes_only_that_part) {
    Hand hand;
    perform(hand.app, ChooseTool{Tool::curve});
    const std::vector<CurvePoint> before = hand.emotion().points;
    ASSERT_EQ(before.size(), 7u);
    const Vec2 from = hand.on_point(1), to = hand.on_point(3);
    hand.drag(from, {to.x, from.y});
    const std::vector<CurvePoint>& after = hand.emotion().points;
    EXPECT_EQ(after.front(), before.front());
    EXPECT_EQ(after.back(), before.back());
    EXPECT_EQ(hand.journey().curves.size(), find_journey(hand.start, hand.app.journey)->curves.size());
    hand.undo_and_redo_all();
}

TEST(hands, a_curve_point_is_dragged_and_its_crossing_neighbours_hold_it) {
    Hand hand;
    const float before = hand.emotion().points[2].score;
    const Vec2 from = hand.on_point(2), to{from.x, hand.px({0, hand.layout().emotion->y_of(3.5f)}).y};
    hand.drag(from, to);
    EXPECT_NEAR(hand.emotion().points[2].score, 3.5f, 0.15f);
    EXPECT_NE(hand.emotion().points[2].score, before);
    hand.drag(hand.on_point(2), hand.on_point(5) + Vec2{200, 0});
    EXPECT_EQ(hand.emotion().points.size(), 7u);
    EXPECT_LT(x_of(hand.layout().spans, {hand.emotion().points[2].stage, hand.emotion().points[2].along}),
              x_of(hand.layout().spans, {hand.emotion().points[3].stage, hand.emotion().points[3].along}));
    hand.undo_and_redo_all();
}

TEST(hands, a_point_dragged_off_the_lane_is_removed_and_a_double_click_on_the_curve_adds_one) {
    Hand hand;
    const Rect lane = hand.app.view.to_screen(hand.layout().emotion->rect);
    hand.drag(hand.on_point(2), {hand.on_point(2).x, lane.bottom() + 80});
    ASSERT_EQ(hand.emotion().points.size(), 6u);
    const float x =
        (hand.app.view.to_world(hand.on_point(2)).x + hand.app.view.to_world(hand.on_point(3)).x) / 2;
    const float score = function(hand.emotion(), hand.layout().spans).at(x);
    hand.double_tap(hand.px({x, hand.layout().emotion->y_of(score)}));
    ASSERT_EQ(hand.emotion().points.size(), 7u);
    EXPECT_NEAR(hand.emotion().points[3].score, score, 0.2f);
    hand.undo_and_redo_all();
}

TEST(hands, a_tapped_point_is_removed_by_the_delete_key) {
    Hand hand;
    const CurvePoint point = hand.emotion().points[4];
    hand.tap(hand.on_point(4));
    hand.key(Key::del);
    ASSERT_EQ(hand.emotion().points.size(), 6u);
    EXPECT_EQ(std::ranges::count(hand.emotion().points, point), 0);
    hand.undo_and_redo_all();
}

// --- magic moments

/// A place on the emotion curve where no point and no star is.
Vec2 on_curve(Hand& hand, float stages) {
    const StageSpan span = hand.layout().spans[static_cast<std::size_t>(stages)];
    const float x = span.left + (stages - std::floor(stages)) * span.width();
    return hand.px({x, hand.layout().emotion->y_of(function(hand.emotion(), hand.layout().spans).at(x))});
}

TEST(hands, a_magic_moment_is_dropped_on_the_curve_and_opened) {
    Hand hand;
    const std::size_t count = hand.journey().moments.size();
    perform(hand.app, ChooseTool{Tool::moment});
    hand.tap(on_curve(hand, 1.2f));
    ASSERT_EQ(hand.journey().moments.size(), count + 1);
    const MagicMoment& moment = *hand.journey().moments.back();
    EXPECT_EQ(moment.curve, hand.emotion().id);
    EXPECT_EQ(moment.stage, hand.stage("Search"));
    EXPECT_NEAR(moment.along, 0.2f, 0.02f);
    EXPECT_EQ(hand.app.open_moment, moment.id);
    hand.undo_and_redo_all();
}

TEST(hands, a_magic_moment_is_dropped_on_a_note) {
    Hand hand;
    const Id note = hand.note("Order confirmation");
    perform(hand.app, ChooseTool{Tool::moment});
    hand.drag(on_curve(hand, 2.3f), hand.on_note(note));
    const MagicMoment& moment = *hand.journey().moments.back();
    EXPECT_EQ(moment.note, note);
    EXPECT_EQ(moment.curve, Id::none);
    EXPECT_EQ(moment.stage, hand.stage("Buy"));
    hand.undo_and_redo_all();
}

TEST(hands, a_star_slides_along_its_curve_and_a_tap_opens_it) {
    Hand hand;
    const Id id = hand.journey().moments.front()->id;
    const auto star = [&] {
        return hand.px(std::ranges::find(hand.layout().moments, id, &MomentBox::moment)->at);
    };
    hand.drag(star(), on_curve(hand, 4.75f));
    EXPECT_EQ(find_moment(hand.journey(), id)->stage, hand.stage("Receive"));
    EXPECT_NEAR(find_moment(hand.journey(), id)->along, 0.75f, 0.03f);
    hand.tap(star());
    EXPECT_EQ(hand.app.open_moment, id);
    hand.undo_and_redo_all();
}

// --- connectors, ink, eraser

TEST(hands, a_connector_is_drawn_from_one_thing_to_another_and_only_once) {
    Hand hand;
    const Id from = hand.note("Search engine"), to = hand.note("Category page");
    const std::size_t count = hand.journey().connectors.size();
    perform(hand.app, ChooseTool{Tool::connector});
    hand.drag(hand.on_note(from), hand.on_note(to));
    ASSERT_EQ(hand.journey().connectors.size(), count + 1);
    EXPECT_EQ(hand.journey().connectors.back()->from, from);
    EXPECT_EQ(hand.journey().connectors.back()->to, to);
    hand.drag(hand.on_note(from), hand.on_note(to));
    hand.drag(hand.on_note(from), hand.on_note(from) + Vec2{20, 0});
    EXPECT_EQ(hand.journey().connectors.size(), count + 1);
    hand.undo_and_redo_all();
}

TEST(hands, the_pen_draws_with_its_pressure_and_keeps_few_points) {
    Hand hand;
    perform(hand.app, ChooseTool{Tool::pen});
    hand.look_at({500, -700});
    const Vec2 from = hand.px({200, -700});
    hand.press(from, Hand::pen(0.2f));
    for (int i = 1; i <= 200; ++i)
        hand.move(from + Vec2{static_cast<float>(i) * 2, 0},
                  Hand::pen(0.2f + 0.6f * static_cast<float>(i) / 200));
    hand.release(from + Vec2{400, 0}, Hand::pen());
    ASSERT_EQ(hand.journey().ink.size(), 1u);
    const Ink& ink = *hand.journey().ink[0];
    EXPECT_LT(ink.points.size(), 40u) << "a straight line needs few";
    EXPECT_NEAR(ink.points.front().pressure, 0.2f, 0.01f);
    EXPECT_NEAR(ink.points.back().pressure, 0.8f, 0.02f);
    EXPECT_NEAR(ink.points.back().at.x, 600, 1);
    hand.undo_and_redo_all();
}

TEST(hands, the_eraser_wipes_ink_connectors_points_and_moments_but_notes_only_when_tapped) {
    Hand hand;
    const Id note = hand.note("Weather forecast"), other = hand.note("Colleagues");
    perform(hand.app,
            Commit{PutConnector{Connector{Id{hand.app.session().next_id}, note, other, {}}}, std::nullopt});
    const Rect box = hand.note_box(note);
    perform(hand.app, Commit{AddInk{Ink{.id = Id{hand.app.session().next_id},
                                        .points = {{{box.left() - 10, box.center().y}},
                                                   {{box.right() + 10, box.center().y}}}}},
                             std::nullopt});
    hand.send({});
    perform(hand.app, ChooseTool{Tool::eraser});
    hand.press(hand.px({box.center().x, box.top() - 30}));
    hand.glide(hand.px({box.center().x, box.top() - 30}), hand.px({box.center().x, box.bottom() + 12}));
    EXPECT_EQ(hand.journey().ink.size(), 1u) << "not written while wiping";
    EXPECT_TRUE(hand.app.shown.layout.ink.empty()) << "but gone from sight";
    hand.release(hand.px({box.center().x, box.bottom() + 12}));
    EXPECT_TRUE(hand.journey().ink.empty());
    EXPECT_NE(find_note(hand.journey(), note), nullptr) << "a wipe takes no note";
    hand.tap(hand.on_point(1));
    EXPECT_EQ(hand.emotion().points.size(), 6u);
    const std::size_t moments = hand.journey().moments.size();
    hand.tap(hand.px(hand.layout().moments.front().at));
    EXPECT_EQ(hand.journey().moments.size(), moments - 1);
    hand.tap(hand.on_note(note));
    EXPECT_EQ(find_note(hand.journey(), note), nullptr) << "a tap does";
    EXPECT_TRUE(hand.journey().connectors.empty());
    hand.undo_and_redo_all();
}

TEST(hands, pictures_and_ink_are_dragged_freely) {
    Hand hand;
    const Id id{hand.app.session().next_id};
    perform(hand.app,
            Commit{AddInk{Ink{.id = id, .points = {{{0, -600}}, {{200, -600}}}, .width = 8}}, std::nullopt});
    hand.look_at({200, -500});
    hand.drag(hand.px({100, -600}), hand.px({150, -500}));
    ASSERT_EQ(hand.journey().ink.size(), 1u);
    EXPECT_NEAR(hand.journey().ink[0]->points.front().at.x, 50, 0.5f);
    EXPECT_NEAR(hand.journey().ink[0]->points.front().at.y, -500, 0.5f);
    EXPECT_TRUE(hand.is_chosen(id));
    hand.undo_and_redo_all();
}

} // namespace
} // namespace waymark::testing
