#include "render/colour.hpp"
#include "render/path.hpp"
#include "render/scene.hpp"

#include <gtest/gtest.h>
#include <cmath>
#include <numbers>

namespace waymark {
namespace {

void expect_rect(const Rect& rect, float left, float top, float right, float bottom,
                 float tolerance = 0.01f) {
    EXPECT_NEAR(rect.left(), left, tolerance);
    EXPECT_NEAR(rect.top(), top, tolerance);
    EXPECT_NEAR(rect.right(), right, tolerance);
    EXPECT_NEAR(rect.bottom(), bottom, tolerance);
}

TEST(path, bounds_follow_the_curve_and_not_its_handles) {
    Path arch;
    arch.move({0, 0}).cubic({0, 100}, {100, 100}, {100, 0}).line({0, 0});
    expect_rect(bounds(arch), 0, 0, 100, 75);
}

TEST(path, bounds_of_a_cubic_that_is_a_parabola_in_disguise) {
    Path arch; // raised from a quadratic: its third derivative is zero
    arch.move({0, 0}).cubic({20, 40}, {40, 40}, {60, 0});
    expect_rect(bounds(arch), 0, 0, 60, 30);
}

TEST(path, bounds_of_a_circle_are_its_square) { expect_rect(bounds(circle({10, -5}, 7)), 3, -12, 17, 2); }

TEST(path, a_circle_is_round) {
    const Path path = circle({0, 0}, 100);
    Vec2 pen = path.steps.front().to;
    for (std::size_t i = 1; i < path.steps.size(); ++i) {
        const Path::Step& s = path.steps[i];
        for (float t = 0; t <= 1; t += 0.125f) {
            const float u = 1 - t;
            const Vec2 at =
                pen * (u * u * u) + s.a * (3 * u * u * t) + s.b * (3 * u * t * t) + s.to * (t * t * t);
            EXPECT_NEAR(length(at), 100, 0.03f);
        }
        pen = s.to;
    }
}

TEST(path, a_star_points_upwards_and_stays_in_its_circle) {
    const Path path = star({50, 60}, 20);
    for (const Path::Step& step : path.steps) EXPECT_LE(distance(step.to, {50, 60}), 20.01f);
    const Rect box = bounds(path);
    EXPECT_NEAR(box.center().x, 50, 0.01f);
    EXPECT_LT(box.top(), 60 - 17.5f) << "the tip is rounded only slightly";
    EXPECT_GT(box.top(), 60 - 20.01f);
    EXPECT_EQ(path.steps.front().to, path.steps.back().to);
}

TEST(path, moving_scales_about_the_origin_first) {
    const Path path = moved(polygon({{0, 0}, {10, 0}, {10, 10}}), {100, 200}, 3);
    expect_rect(bounds(path), 100, 200, 130, 230);
    EXPECT_EQ(path.steps.size(), 4u) << "a polygon comes back to where it began";
}

TEST(drawing, bounds_take_in_the_shadow) {
    Box box;
    box.rect = {{10, 20}, {100, 50}};
    box.shadow = {3, 8, {0, 0, 0, 40}};
    expect_rect(bounds(Drawing{{box}}), 2, 15, 118, 81);
    box.shadow.colour.a = 0;
    expect_rect(bounds(Drawing{{box}}), 10, 20, 110, 70);
}

TEST(drawing, bounds_take_in_half_a_strokes_width) {
    Ribbon ribbon{{{0, 0}, {50, 0}}, {6}, {}, 0, 0};
    expect_rect(bounds(Drawing{{ribbon, Shape{circle({100, 0}, 5), {}}}}), -3, -5, 105, 5);
    ribbon.widths = {2, 10};
    expect_rect(bounds(Drawing{{ribbon}}), -1, -5, 55, 5);
}

TEST(colour, contrast_is_that_of_the_guidelines) {
    EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21, 0.01f);
    EXPECT_NEAR(contrast(rgb(0xFFFFFF), rgb(0xFFFFFF)), 1, 0.001f);
    EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xFFFFFF)), 4.478f, 0.01f) << "the grey that just fails 4.5";
    EXPECT_FLOAT_EQ(contrast(rgb(0x1F2328), rgb(0xFFE27A)), contrast(rgb(0xFFE27A), rgb(0x1F2328)));
}

} // namespace
} // namespace waymark
