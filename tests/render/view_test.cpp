#include "render/view.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

View some_view() { return {{120, -40}, 1.5f, {1920, 1080}, {24, 80}}; }

void expect_near(Vec2 a, Vec2 b, float tolerance = 0.01f) {
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
}

TEST(view, a_point_comes_back_from_the_screen) {
    const View view = some_view();
    expect_near(view.to_world(view.to_screen(Vec2{33, 44})), {33, 44});
    expect_near(view.to_screen(view.at), {960, 540});
}

TEST(view, zooming_keeps_the_point_under_the_pointer) {
    const View view = some_view();
    const Vec2 pointer{300, 900};
    for (const float zoom : {0.1f, 1.0f, 7.0f, 32.0f}) {
        const View after = zoomed(view, zoom, pointer);
        EXPECT_FLOAT_EQ(after.zoom, zoom);
        expect_near(after.to_world(pointer), view.to_world(pointer));
    }
}

TEST(view, zoom_stays_within_its_bounds) {
    EXPECT_FLOAT_EQ(zoomed(some_view(), 1000, {}).zoom, greatest_zoom);
    EXPECT_FLOAT_EQ(zoomed(some_view(), 0.0001f, {}).zoom, least_zoom);
}

TEST(view, panning_moves_what_is_seen_with_the_hand) {
    const View view = some_view(), after = panned(view, {30, -12});
    expect_near(after.to_screen(Vec2{5, 6}), view.to_screen(Vec2{5, 6}) + Vec2{30, -12});
}

TEST(view, fitting_shows_all_of_it_in_the_uncovered_part) {
    const Rect world{{-500, 200}, {3000, 900}}, covered{{10, 60}, {300, 90}};
    const View view = fitted(some_view(), world, 20, covered);
    const Rect shown = view.to_screen(world);
    EXPECT_GE(shown.left(), 10 + 20 - 0.5f);
    EXPECT_GE(shown.top(), 60 + 20 - 0.5f);
    EXPECT_LE(shown.right(), 1920 - 300 - 20 + 0.5f);
    EXPECT_LE(shown.bottom(), 1080 - 90 - 20 + 0.5f);
    EXPECT_NEAR(shown.size.x, 1920 - 10 - 300 - 40, 0.5f) << "the width decides here and is used up";
    expect_near(shown.center(), {(10.0f + 1620.0f) / 2, (60.0f + 990.0f) / 2}, 0.5f);
}

TEST(view, fitting_something_tiny_stops_at_two_hundred_per_cent) {
    EXPECT_FLOAT_EQ(fitted(some_view(), {{0, 0}, {10, 10}}, 0).zoom, 2);
    EXPECT_FLOAT_EQ(fitted(some_view(), {{7, 8}, {0, 0}}, 0).zoom, 2) << "a point has no size to divide by";
}

TEST(view, a_pinned_thing_rests_at_its_line_and_goes_no_further_than_allowed) {
    View view{{0, 0}, 2, {800, 600}, {50, 40}};
    const Vec2 thing{0, 0};
    view.at = {100, 50}; // the thing's place is now at (200, 200) px
    expect_near(pin_shift(view, thing, {500, 500}), {0, 0});
    view.at = {400, 0}; // its place is at (-400, 300) px: 450 px left of its line
    expect_near(pin_shift(view, thing, {500, 0}), {225, 0});
    expect_near(pin_shift(view, thing, {100, 0}), {100, 0});
    expect_near(pin_shift(view, thing, {0, 500}), {0, 0});
    expect_near(view.to_screen(thing + pin_shift(view, thing, {500, 0})), {50, 300});
}

} // namespace
} // namespace waymark
