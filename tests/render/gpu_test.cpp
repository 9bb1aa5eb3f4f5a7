#include "tests/render/gpu_checks.hpp"

#include <cmath>
#include <numbers>

namespace waymark {
namespace {

using gpu_pixels = Drawn;

TEST_F(gpu_pixels, a_box_covers_exactly_its_pixels) {
    Scene scene = this->scene(40, 30);
    scene.board.push_back(PlacedChunk{placed(box({{2, 3}, {20, 10}}, 0x336699), {5, 4})});
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 7, 7), 0x336699u);
    EXPECT_EQ(pixel(shown, 26, 16), 0x336699u);
    EXPECT_EQ(pixel(shown, 6, 7), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 7, 6), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 27, 16), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 26, 17), 0xFFFFFFu);
}

TEST_F(gpu_pixels, an_edge_between_pixels_is_half_covered_and_a_hairline_keeps_its_weight) {
    Scene scene = this->scene(40, 30);
    scene.board.push_back(PlacedChunk{placed(box({{10.5f, 5}, {10, 10}}, 0x000000)),
                                      placed(box({{30.25f, 5}, {0.25f, 10}}, 0x000000))});
    const Bitmap shown = picture(scene);
    EXPECT_NEAR(channel(shown, 10, 8, 0), 128, 1);
    EXPECT_NEAR(channel(shown, 20, 8, 0), 128, 1);
    EXPECT_EQ(pixel(shown, 11, 8), 0x000000u);
    EXPECT_NEAR(channel(shown, 30, 8, 0), 191, 1);
}

TEST_F(gpu_pixels, a_border_lies_inside_and_corners_are_round) {
    Box framed = box({{10, 10}, {60, 40}}, 0xFFE27A);
    framed.border = rgb(0x0F766E);
    framed.border_width = 3;
    framed.radius = 12;
    Scene scene = this->scene(80, 60);
    scene.board.push_back(PlacedChunk{placed(framed)});
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 9, 30), 0xFFFFFFu);
    for (const int x : {10, 11, 12, 67, 68, 69}) EXPECT_EQ(pixel(shown, x, 30), 0x0F766Eu) << x;
    EXPECT_EQ(pixel(shown, 13, 30), 0xFFE27Au);
    EXPECT_EQ(pixel(shown, 40, 30), 0xFFE27Au);
    EXPECT_EQ(pixel(shown, 10, 10), 0xFFFFFFu) << "outside the round corner";
    EXPECT_EQ(pixel(shown, 12, 12), 0xFFFFFFu);
    // On the diagonal the outer edge is at 10 + 12 (1 - 1/√2) = 13.5, the inner at 15.6.
    EXPECT_EQ(pixel(shown, 14, 14), 0x0F766Eu);
    EXPECT_EQ(pixel(shown, 17, 17), 0xFFE27Au);
}

TEST_F(gpu_pixels, a_translucent_fill_blends_like_a_browser) {
    Scene scene = this->scene(20, 20, rgb(0xC0A080));
    Box glass = box({{0, 0}, {20, 20}}, 0x2060E0);
    glass.fill.a = 102; // 40 %
    scene.board.push_back(PlacedChunk{placed(glass)});
    const Bitmap shown = picture(scene);
    EXPECT_NEAR(channel(shown, 10, 10, 0), 0xC0 * 0.6 + 0x20 * 0.4, 1);
    EXPECT_NEAR(channel(shown, 10, 10, 1), 0xA0 * 0.6 + 0x60 * 0.4, 1);
    EXPECT_NEAR(channel(shown, 10, 10, 2), 0x80 * 0.6 + 0xE0 * 0.4, 1);
}

TEST_F(gpu_pixels, a_shadow_lies_around_and_below_and_grows_when_lifted) {
    Box note = box({{60, 60}, {80, 80}}, 0xFFE27A);
    note.shadow = {3, 8, {0, 0, 0, 46}};
    note.lifts = true;
    Scene scene = this->scene(200, 220);
    Placed thing = placed(note);
    scene.board.push_back(PlacedChunk{thing});
    const Bitmap lying = picture(scene);
    EXPECT_EQ(pixel(lying, 100, 100), 0xFFE27Au);
    const int below = channel(lying, 100, 141, 0), above = channel(lying, 100, 58, 0);
    EXPECT_LT(below, 235) << "close under it";
    EXPECT_GT(below, 255 - 46);
    EXPECT_GT(above, below) << "the light comes from above";
    EXPECT_EQ(pixel(lying, 100, 152), 0xFFFFFFu) << "nothing beyond offset and blur";
    EXPECT_EQ(pixel(lying, 50, 100), 0xFFFFFFu);

    thing.lift = 1;
    scene.board = {PlacedChunk{thing}};
    const Bitmap held = picture(scene);
    EXPECT_LT(channel(held, 100, 160, 0), 250) << "offset 12 and blur 28 reach to 180";
    EXPECT_EQ(pixel(held, 100, 181), 0xFFFFFFu);
    EXPECT_GE(channel(held, 100, 142, 0), 255 - 57) << "22 % black at most";
    EXPECT_EQ(pixel(held, 100, 100), 0xFFE27Au);
}

TEST_F(gpu_pixels, opacity_fades_the_whole_thing) {
    Placed thing = placed(box({{0, 0}, {20, 20}}, 0x000000));
    thing.opacity = 0.45f;
    Scene scene = this->scene(20, 20);
    scene.board.push_back(PlacedChunk{thing});
    EXPECT_NEAR(channel(picture(scene), 10, 10, 1), 255 * 0.55, 1);
}

TEST_F(gpu_pixels, turning_is_clockwise_about_the_drawings_origin_before_scaling_and_moving) {
    Placed thing = placed(box({{10, -2}, {20, 4}}, 0xFF0000), {50, 50});
    thing.angle = std::numbers::pi_v<float> / 2;
    thing.scale = 1.5f;
    Scene scene = this->scene(100, 100);
    scene.board.push_back(PlacedChunk{thing});
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 50, 80), 0xFF0000u) << "what pointed right points down";
    EXPECT_EQ(pixel(shown, 50, 66), 0xFF0000u);
    EXPECT_EQ(pixel(shown, 50, 63), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 50, 94), 0xFF0000u);
    EXPECT_EQ(pixel(shown, 50, 96), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 80, 50), 0xFFFFFFu);
}

TEST_F(gpu_pixels, what_is_pinned_lies_where_pin_shift_says) {
    for (const Vec2 pinned : {Vec2{300, 0}, Vec2{0, 60}, Vec2{40, 25}, Vec2{}})
        for (const Vec2 at : {Vec2{100, 100}, Vec2{160, 90}, Vec2{400, 130}, Vec2{-40, -300}})
            for (const float zoom : {0.5f, 1.0f, 3.0f}) {
                Scene scene = this->scene(200, 150);
                scene.view.at = at;
                scene.view.zoom = zoom;
                scene.view.pin_px = {30, 20};
                Placed thing = placed(box({{0, 0}, {16, 8}}, 0x9D3C72), {90, 80});
                thing.pinned = pinned;
                scene.board = {PlacedChunk{thing}};
                const Bitmap pinned_picture = picture(scene);
                thing.at = thing.at + pin_shift(scene.view, thing.at, pinned);
                thing.pinned = {};
                scene.board = {PlacedChunk{thing}};
                EXPECT_LE(difference(pinned_picture, picture(scene)), 1)
                    << at.x << " " << at.y << " zoom " << zoom;
            }
}

TEST_F(gpu_pixels, far_from_the_origin_and_at_the_greatest_zoom_nothing_trembles) {
    // The same drawing near the origin and 100 000 units away, where a float's step is 1/128 unit; with whole
    // numbers everything must be the same to the pixel.
    const auto shown_at = [&](Vec2 origin) {
        Scene scene = this->scene(200, 150);
        scene.view.zoom = greatest_zoom;
        scene.view.at = origin + Vec2{2.5f, 2};
        Ribbon line{{{0, 0}, {5, 4}, {6, 4}}, {0.5f}, rgb(0x0F766E), 0, 0};
        PlacedChunk chunk{placed(box({{0, 0}, {4, 3}}, 0xFFE27A), origin + Vec2{0.5f, 0.5f}),
                          placed(line, origin), placed(words("ab", 2), origin + Vec2{1, 1}),
                          placed(Shape{star({3, 2}, 1), rgb(0xF2A900)}, origin)};
        scene.board = {chunk};
        return picture(scene);
    };
    EXPECT_LE(difference(shown_at({}), shown_at({100'000, -100'000})), 2);
}

TEST_F(gpu_pixels, the_frame_may_have_more_pixels_than_the_view) {
    Scene scene = this->scene(40, 30);
    scene.board.push_back(PlacedChunk{placed(box({{10, 10}, {10, 5}}, 0x336699))});
    scene.overlay.push_back(placed(box({{30, 20}, {10, 10}}, 0xC2410C)));
    ASSERT_TRUE(context_->bind_target(80, 60));
    gpu->draw(scene, 80, 60, true);
    const Bitmap shown = context_->pixels();
    EXPECT_EQ(pixel(shown, 20, 20), 0x336699u);
    EXPECT_EQ(pixel(shown, 39, 29), 0x336699u);
    EXPECT_EQ(pixel(shown, 40, 30), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 60, 40), 0xC2410Cu);
    EXPECT_EQ(pixel(shown, 79, 59), 0xC2410Cu);
}

TEST_F(gpu_pixels, held_lies_over_the_board_and_the_overlay_over_both_in_screen_pixels) {
    Scene scene = this->scene(60, 60);
    scene.view.at = {1000, 1000};
    scene.view.zoom = 2;
    scene.board.push_back(PlacedChunk{placed(box({{985, 985}, {30, 30}}, 0x111111))});
    scene.held.push_back(placed(box({{990, 990}, {20, 20}}, 0x222222)));
    scene.overlay.push_back(placed(box({{25, 25}, {10, 10}}, 0x333333)));
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 2, 2), 0x111111u);
    EXPECT_EQ(pixel(shown, 12, 12), 0x222222u);
    EXPECT_EQ(pixel(shown, 30, 30), 0x333333u);
    EXPECT_EQ(pixel(shown, 36, 36), 0x222222u);
}

TEST_F(gpu_pixels, without_a_background_what_was_there_stays) {
    Scene scene = this->scene(20, 20, rgb(0x123456));
    picture(scene);
    scene.background = {0, 0, 0, 0};
    scene.board.push_back(PlacedChunk{placed(box({{0, 0}, {5, 5}}, 0xFFFFFF))});
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 2, 2), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 10, 10), 0x123456u);
}

TEST_F(gpu_pixels, a_photo_is_scaled_rounded_and_keeps_its_colours) {
    Bitmap bitmap{2, 2, {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 0, 255}};
    Photo photo{Shared<Bitmap>{bitmap}, {}, {{10, 10}, {40, 40}}, 10};
    Scene scene = this->scene(60, 60);
    scene.board.push_back(PlacedChunk{placed(photo)});
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 16, 16), 0xFF0000u);
    EXPECT_EQ(pixel(shown, 43, 16), 0x00FF00u);
    EXPECT_EQ(pixel(shown, 16, 43), 0x0000FFu);
    EXPECT_EQ(pixel(shown, 43, 43), 0xFFFF00u);
    EXPECT_EQ(pixel(shown, 10, 10), 0xFFFFFFu);
}

TEST_F(gpu_pixels, a_photo_made_small_is_the_mean_of_its_pixels) {
    Bitmap bitmap{256, 256, {}};
    for (int i = 0; i < 256 * 256; ++i) {
        const std::uint8_t value = (i + i / 256) % 2 == 0 ? 255 : 0;
        bitmap.pixels.insert(bitmap.pixels.end(), {value, value, value, 255});
    }
    Scene scene = this->scene(20, 20);
    scene.board.push_back(PlacedChunk{placed(Photo{Shared<Bitmap>{bitmap}, {}, {{2, 2}, {16, 16}}, 0})});
    EXPECT_NEAR(channel(picture(scene), 9, 9, 0), 128, 3);
}

TEST_F(gpu_pixels, a_shape_is_filled_inside_and_only_there) {
    Scene scene = this->scene(100, 60);
    scene.board.push_back(
        PlacedChunk{placed(Shape{polygon({{10, 10}, {50, 10}, {50, 50}, {10, 50}}), rgb(0x7A6FA8)}),
                    placed(Shape{circle({75, 30}, 16), rgb(0xC2410C)})});
    const Bitmap shown = picture(scene);
    EXPECT_EQ(pixel(shown, 10, 10), 0x7A6FA8u);
    EXPECT_EQ(pixel(shown, 49, 49), 0x7A6FA8u);
    EXPECT_EQ(pixel(shown, 9, 30), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 50, 30), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 75, 30), 0xC2410Cu);
    EXPECT_EQ(pixel(shown, 62, 17), 0xFFFFFFu);
    // The disc's weight: π · 16² pixels.
    double weight = 0;
    for (int y = 0; y < 60; ++y)
        for (int x = 55; x < 100; ++x) weight += (255 - channel(shown, x, y, 2)) / (255.0 - 0x0C);
    EXPECT_NEAR(weight, std::numbers::pi * 256, 4);
}

TEST_F(gpu_pixels, a_gap_as_wide_as_the_board_keeps_its_edge) {
    // 20 000 wide and 100 high with a slope: at 3200 % the edge must be where the line is, to the pixel.
    Path gap;
    gap.move({0, 0}).line({20'000, 100}).line({20'000, 200}).line({0, 100}).line({0, 0});
    Scene scene = this->scene(64, 64);
    scene.view.zoom = greatest_zoom;
    scene.view.at = {16'384, 81.92f}; // on the line
    scene.board.push_back(PlacedChunk{placed(Shape{gap, rgb(0x000000)})});
    const Bitmap shown = picture(scene);
    for (const int x : {1, 31, 62}) {
        int edge = 0;
        while (edge < 64 && channel(shown, x, edge, 0) > 127) ++edge;
        EXPECT_NEAR(edge, 32 + (x - 31.5) * 0.005, 1.01) << x;
    }
}

} // namespace
} // namespace waymark
