#include "tests/app/scripted_hand.hpp"

/// A text that is written where a stage's header or a lane's tab, which go with the window's edge, lies over
/// it.
namespace waymark::testing {
namespace {

TEST(writing_under_pins, is_raised_over_what_would_hide_it_and_lies_again_beside_that) {
    ScriptedHand hand;
    const Id note = hand.note("Search engine");
    perform(hand.app, Write{note, false});
    hand.send({});
    EXPECT_TRUE(hand.last.scene.held.empty());
    const View beside = hand.app.view;
    const NoteBox box = *find_box(hand.layout(), note);
    const Vec2 at = hand.px(box.rect.at);
    const auto move_to = [&](Vec2 px) {
        perform(hand.app, SetView{panned(beside, px - at), false});
        hand.send({});
    };
    for (const Vec2 under_pin :
         {Vec2{at.x, hand.app.view.pin_px.y + 6}, Vec2{hand.app.view.pin_px.x + 6, at.y}}) {
        move_to(under_pin);
        ASSERT_FALSE(hand.last.scene.held.empty());
        const Placed& raised = *hand.last.scene.held.begin();
        EXPECT_EQ(raised.scale, box.scale) << "its words are drawn as it lies";
        EXPECT_EQ(raised.lift, 0);
        EXPECT_EQ(raised.at, box.rect.center());
        move_to(at);
        EXPECT_TRUE(hand.last.scene.held.empty());
    }
    move_to({at.x, hand.app.view.pin_px.y + 6});
    perform(hand.app, StopWriting{});
    hand.send({});
    EXPECT_TRUE(hand.last.scene.held.empty()) << "nobody writes on it any more";
}

} // namespace
} // namespace waymark::testing
