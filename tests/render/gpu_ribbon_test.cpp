#include "tests/render/gpu_checks.hpp"

#include <cmath>
#include <numbers>

namespace waymark {
namespace {

using gpu_ribbon = Drawn;

/// How many different shades of red a picture has: a translucent stroke that doubles shows a third.
std::vector<int> shades(const Bitmap& bitmap, int at_least) {
    std::vector<int> found(256);
    for (std::size_t i = 0; i < bitmap.pixels.size(); i += 4) ++found[bitmap.pixels[i]];
    std::vector<int> result;
    for (int value = 0; value < 256; ++value)
        if (found[static_cast<std::size_t>(value)] >= at_least) result.push_back(value);
    return result;
}

TEST_F(gpu_ribbon, a_stroke_has_its_width_and_round_ends) {
    Scene scene = this->scene(100, 40);
    scene.board.push_back(PlacedChunk{placed(Ribbon{{{20, 20}, {80, 20}}, {10}, rgb(0x000000), 0, 0})});
    const Bitmap shown = picture(scene);
    for (const int x : {22, 50, 78}) {
        EXPECT_EQ(pixel(shown, x, 14), 0xFFFFFFu);
        EXPECT_EQ(pixel(shown, x, 15), 0x000000u);
        EXPECT_EQ(pixel(shown, x, 24), 0x000000u);
        EXPECT_EQ(pixel(shown, x, 25), 0xFFFFFFu);
    }
    EXPECT_EQ(pixel(shown, 16, 19), 0x000000u);
    EXPECT_EQ(pixel(shown, 14, 20), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 15, 15), 0xFFFFFFu);
}

TEST_F(gpu_ribbon, a_translucent_curve_does_not_double_at_its_joints) {
    Ribbon curve{{}, {9}, {0, 0, 0, 128}, 0, 0};
    for (int i = 0; i <= 40; ++i)
        curve.points.push_back(
            {20.0f + static_cast<float>(i) * 4, 60 + 30 * std::sin(static_cast<float>(i) * 0.2f)});
    Scene scene = this->scene(200, 120);
    scene.board.push_back(PlacedChunk{placed(curve)});
    const Bitmap shown = picture(scene);
    int darkest = 255;
    for (std::size_t i = 0; i < shown.pixels.size(); i += 4)
        darkest = std::min<int>(darkest, shown.pixels[i]);
    EXPECT_GE(darkest, 126);
}

TEST_F(gpu_ribbon, a_translucent_stroke_that_crosses_itself_has_one_shade) {
    Ribbon scribble{{}, {14}, {0, 0, 0, 100}, 0, 0};
    for (int i = 0; i <= 80; ++i) {
        const float turn = static_cast<float>(i) * 0.3f;
        scribble.points.push_back(
            {60 + 30 * std::cos(turn) + static_cast<float>(i), 60 + 35 * std::sin(turn)});
    }
    Scene scene = this->scene(220, 120);
    scene.board.push_back(PlacedChunk{placed(scribble)});
    EXPECT_EQ(shades(picture(scene), 200), (std::vector{155, 255}));
    // The same, opaque, of a thing that is faded as a whole.
    scribble.colour.a = 255;
    Placed faded = placed(scribble);
    faded.opacity = 100 / 255.0f;
    scene.board = {PlacedChunk{faded}};
    EXPECT_EQ(shades(picture(scene), 200), (std::vector{155, 255}));
}

TEST_F(gpu_ribbon, two_strokes_that_cross_do_double) {
    const Ribbon across{{{10, 30}, {90, 30}}, {10}, {0, 0, 0, 128}, 0, 0},
        down{{{50, 5}, {50, 55}}, {10}, {0, 0, 0, 128}, 0, 0};
    Scene scene = this->scene(100, 60);
    scene.board.push_back(PlacedChunk{placed(across), placed(down)});
    const Bitmap shown = picture(scene);
    EXPECT_NEAR(channel(shown, 20, 30, 0), 127, 1);
    EXPECT_NEAR(channel(shown, 50, 30, 0), 63, 2);
}

TEST_F(gpu_ribbon, an_opaque_stroke_has_no_holes_at_sharp_and_tight_bends) {
    // Every point of the line is covered, whatever its turns.
    const std::vector<std::vector<Vec2>> lines{
        {{20, 20}, {100, 20}, {20, 30}},
        {{20, 60}, {60, 60}, {60, 62}, {58, 62}, {58, 60}, {90, 60}},
        {{20, 90}, {30, 90}, {30, 100}, {20, 100}, {20, 90}, {80, 110}},
        {{110, 20}, {110, 20}, {110, 110}, {110, 20}},
    };
    Scene scene = this->scene(140, 130);
    PlacedChunk chunk;
    for (const auto& points : lines) chunk.push_back(placed(Ribbon{points, {12}, rgb(0x000000), 0, 0}));
    scene.board.push_back(chunk);
    const Bitmap shown = picture(scene);
    for (const auto& points : lines)
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            for (float t = 0; t <= 1; t += 0.02f)
                for (const Vec2 off :
                     {Vec2{0, 0}, Vec2{3.5f, 0}, Vec2{-3.5f, 0}, Vec2{0, 3.5f}, Vec2{0, -3.5f}}) {
                    const Vec2 at = points[i] + (points[i + 1] - points[i]) * t + off;
                    ASSERT_EQ(pixel(shown, static_cast<int>(at.x), static_cast<int>(at.y)), 0x000000u)
                        << at.x << ", " << at.y;
                }
}

TEST_F(gpu_ribbon, dashes_and_gaps_have_their_lengths_across_joints) {
    Ribbon dashed{{{10, 10}, {57, 10}, {110, 10}}, {4}, rgb(0x000000), 12, 10};
    Scene scene = this->scene(120, 20);
    scene.board.push_back(PlacedChunk{placed(dashed)});
    const Bitmap shown = picture(scene);
    for (float dash = 0; dash < 95; dash += 22) {
        EXPECT_EQ(pixel(shown, static_cast<int>(10 + dash + 6), 10), 0x000000u) << dash;
        EXPECT_EQ(pixel(shown, static_cast<int>(10 + dash + 17), 10), 0xFFFFFFu)
            << dash << " (round ends take 2 of the gap)";
    }
}

TEST_F(gpu_ribbon, widths_follow_the_pressure) {
    Scene scene = this->scene(120, 40);
    scene.board.push_back(PlacedChunk{placed(Ribbon{{{10, 20}, {110, 20}}, {4, 24}, rgb(0x000000), 0, 0})});
    const Bitmap shown = picture(scene);
    const auto thickness = [&](int x) {
        int sum = 0;
        for (int y = 0; y < 40; ++y) sum += 255 - channel(shown, x, y, 0);
        return sum / 255.0;
    };
    EXPECT_NEAR(thickness(20), 6, 0.5);
    EXPECT_NEAR(thickness(60), 14, 0.5);
    EXPECT_NEAR(thickness(100), 22, 0.5);
}

TEST_F(gpu_ribbon, a_sampled_curve_is_round_at_the_greatest_zoom) {
    // A circle of radius 40 by 36 points; its chords lie 0.15 units (5 pixels at this zoom) inside of it.
    Ribbon ring{{}, {1}, rgb(0x000000), 0, 0};
    for (int i = 0; i <= 36; ++i) {
        const float turn = static_cast<float>(i) * std::numbers::pi_v<float> / 18;
        ring.points.push_back({40 * std::cos(turn), 40 * std::sin(turn)});
    }
    Scene scene = this->scene(200, 200);
    scene.view.zoom = greatest_zoom;
    const float middle =
        std::numbers::pi_v<float> * 0.25f + std::numbers::pi_v<float> / 36; // between two points
    scene.view.at = Vec2{std::cos(middle), std::sin(middle)} * 40;
    scene.board.push_back(PlacedChunk{placed(ring)});
    const Bitmap shown = picture(scene);
    const auto dark = [&](float radius) {
        const Vec2 at = scene.view.to_screen(Vec2{std::cos(middle), std::sin(middle)} * radius);
        return channel(shown, static_cast<int>(at.x), static_cast<int>(at.y), 0) < 128;
    };
    EXPECT_TRUE(dark(40.44f));
    EXPECT_FALSE(dark(40.56f));
    EXPECT_TRUE(dark(39.56f));
    EXPECT_FALSE(dark(39.44f));
}

TEST_F(gpu_ribbon, a_tap_is_a_dot) {
    Scene scene = this->scene(40, 40);
    scene.board.push_back(
        PlacedChunk{placed(Ribbon{{{20, 20}}, {10}, rgb(0x000000), 0, 0}), placed(Ribbon{})});
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 20, 20), 0x000000u);
    EXPECT_EQ(pixel(shown, 23, 20), 0x000000u);
    EXPECT_EQ(pixel(shown, 26, 20), 0xFFFFFFu);
}

} // namespace
} // namespace waymark
