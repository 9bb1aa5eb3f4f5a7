#include "app/screens.hpp"

#include <gtest/gtest.h>

namespace waymark::testing {
namespace {

Monitor monitor(const char* name, Rect place, Vec2 size_mm) { return {name, place, size_mm, 60}; }
Monitor full_hd_24() { return monitor("DP-1", {{}, {1920, 1080}}, {531, 299}); }

/// The scale on a monitor that a window fills.
float scale_on(const Monitor& its, Settings settings = {}) {
    ScreenFacts facts{its.place.size, 1, pixels_per_mm(its), {}};
    if (facts.pixels_per_mm > 0) facts.screen_mm = its.place.size / facts.pixels_per_mm;
    return fitting_scale(facts, settings);
}
float button_mm(const Monitor& its, float scale) { return 48 * scale / pixels_per_mm(its); }

} // namespace

TEST(monitors, a_size_that_cannot_be_true_is_not_believed) {
    EXPECT_NEAR(pixels_per_mm(full_hd_24()), 3.61f, 0.02f);
    EXPECT_EQ(pixels_per_mm(monitor("HDMI-1", {{}, {1920, 1080}}, {0, 0})), 0);
    EXPECT_EQ(pixels_per_mm(monitor("HDMI-1", {{}, {3840, 2160}}, {160, 90})), 0) << "a television's aspect";
    EXPECT_EQ(pixels_per_mm(monitor("HDMI-1", {{}, {1920, 1080}}, {1600, 900})), 0);
    EXPECT_EQ(pixels_per_mm(monitor("HDMI-1", {{}, {1920, 1080}}, {520, 100})), 0) << "sides contradict";
    EXPECT_EQ(pixels_per_mm(monitor("HDMI-1", {{}, {1920, 1080}}, {10, 6})), 0) << "4 900 dpi";
    EXPECT_EQ(pixels_per_mm(monitor("HDMI-1", {{}, {1920, 1080}}, {-5, 300})), 0);
    EXPECT_EQ(pixels_per_mm(monitor("HDMI-1", {}, {531, 299})), 0) << "switched off";
    EXPECT_NEAR(pixels_per_mm(monitor("DP-1", {{}, {1080, 1920}}, {531, 299})), 3.61f, 0.02f)
        << "stands upright, and tells its size lying";
}

TEST(monitors, a_size_that_x_made_up_is_none_for_whoever_asks) {
    const auto density = [](Vec2 px, Vec2 mm) { return pixels_per_mm(monitor("DP-1", {{}, px}, mm)); };
    EXPECT_EQ(density({1920, 1080}, {508, 285}), 0) << "GLFW cuts the millimetres off";
    EXPECT_EQ(density({1920, 1080}, {508, 286}), 0) << "X rounds them";
    EXPECT_EQ(density({3840, 2160}, {1016, 571}), 0);
    EXPECT_EQ(density({1080, 1920}, {285, 508}), 0);
    EXPECT_EQ(density({1080, 1920}, {508, 285}), 0) << "and turned";
    EXPECT_NEAR(density({1920, 1080}, {509, 286}) * 25.4f, 96, 0.5f) << "a real one of 23 inches";
    EXPECT_NEAR(density({3840, 2160}, {1018, 573}) * 25.4f, 96, 0.5f) << "and one of 46";
    // So the interface of a screen of four thousand pixels that may be anything is not one for a wall of a
    // metre, and arms are as long there as on a screen that says nothing.
    const ScreenFacts made_up{{3840, 2160}, 1, density({3840, 2160}, {1016, 571}), {}};
    EXPECT_EQ(fitting_scale(made_up, {}), fitting_scale({{3840, 2160}, 1, 0, {}}, {}));
}

TEST(ui_scale, a_target_is_large_enough_for_who_uses_it) {
    EXPECT_EQ(scale_on(full_hd_24()), 1) << "as it always was on a usual monitor";
    const Monitor uhd_27 = monitor("DP-1", {{}, {3840, 2160}}, {597, 336});
    EXPECT_GE(button_mm(uhd_27, scale_on(uhd_27)), 9);
    EXPECT_LE(scale_on(uhd_27), 1.6f);
    const Monitor laptop = monitor("eDP-1", {{}, {2880, 1800}}, {302, 189});
    EXPECT_GE(button_mm(laptop, scale_on(laptop)), 9);
    const Monitor table_55 = monitor("DP-1", {{}, {3840, 2160}}, {1210, 680});
    EXPECT_GE(button_mm(table_55, scale_on(table_55)), 15) << "a large screen is touched by fingers";
    Settings table;
    table.lies_flat = true;
    EXPECT_GE(button_mm(full_hd_24(), scale_on(full_hd_24(), table)), 15) << "a small table, too";
    const Monitor wall_8k = monitor("DP-1", {{}, {7680, 4320}}, {1872, 1053});
    EXPECT_GE(button_mm(wall_8k, scale_on(wall_8k)), 15);
    const Monitor unknown = monitor("HDMI-1", {{}, {1920, 1080}}, {160, 90});
    EXPECT_EQ(scale_on(unknown), 1);
    EXPECT_EQ(fitting_scale({{1920, 1080}, 2, 0, {}}, {}), 2) << "what the system asks for is the least";
    EXPECT_EQ(fitting_scale({{1920, 1080}, 9, 0, {}}, {}), 4);
}

TEST(ui_scale, text_can_be_read_from_where_people_stand) {
    const Monitor wall = monitor("DP-1", {{}, {3840, 2160}}, {2160, 1215});
    Settings from_afar;
    for (const float metres : {2.0f, 4.0f, 5.5f}) {
        from_afar.viewing_distance_m = metres;
        const float text_mm = 13 * scale_on(wall, from_afar) / pixels_per_mm(wall);
        EXPECT_GE(text_mm, metres * 1000 / 200) << metres;
    }
    from_afar.viewing_distance_m = 4;
    const float projected = fitting_scale({{1920, 1080}, 1, 0, {}}, from_afar);
    EXPECT_GT(projected, 1.3f) << "a projector's picture is taken for two metres wide";
    EXPECT_LT(projected, 2);
}

TEST(wide_wall, is_wider_than_people_reach) {
    EXPECT_TRUE(is_wide_wall({{10240, 2160}, 1, 2, {}})) << "5 m";
    EXPECT_FALSE(is_wide_wall({{3840, 2160}, 1, 2.06f, {}})) << "1.9 m";
    EXPECT_TRUE(is_wide_wall({{7680, 1080}, 1, 0, {}})) << "four projectors";
    EXPECT_FALSE(is_wide_wall({{5120, 1440}, 1, 4.27f, {}})) << "a desk's 49 inches";
    EXPECT_TRUE(
        is_wide_wall({{5760, 1080}, 1, pixels_per_mm(monitor("X", {{}, {5760, 1080}}, {1524, 285})), {}}))
        << "X made that size up";
    EXPECT_FALSE(is_wide_wall({{1920, 1080}, 1, 0, {}}));
}

TEST(monitors, a_window_on_one_that_has_gone_comes_within_reach) {
    const Monitor left = full_hd_24(), right = monitor("HDMI-1", {{1920, 0}, {1280, 1024}}, {376, 301});
    const Rect there{{2000, 100}, {1000, 800}};
    EXPECT_EQ(monitor_under({left, right}, there), 1u);
    EXPECT_EQ(within_reach(there, {left, right}), there) << "it stays while it can be used";
    const Rect back = within_reach(there, {left});
    EXPECT_EQ(back, (Rect{{920, 100}, {1000, 800}}));
    EXPECT_EQ(within_reach({{2000, 100}, {5000, 4000}}, {left}), left.place)
        << "no larger than what is there";
    EXPECT_EQ(within_reach(there, {}), there) << "without any monitor it waits";
    const Rect wide{{0, 0}, {3200, 1080}};
    EXPECT_EQ(within_reach(wide, {left, right}), wide) << "a window over both";
    const Rect over_the_top{{100, -900}, {800, 1000}};
    EXPECT_NE(within_reach(over_the_top, {left}), over_the_top) << "nobody could take hold of it";
    EXPECT_EQ(told_change({left, right}, {left}),
              "The monitor HDMI-1 has gone; what was shown there is within reach again. Nothing is lost.");
    EXPECT_EQ(told_change({left}, {left, right}), "The monitor HDMI-1 is there.");
    EXPECT_EQ(told_change({left}, {left}), "");
}

TEST(monitors, sentences_name_what_there_is_instead) {
    const std::vector<Monitor> two{{"DP-1", {{0, 0}, {1920, 1080}}, {}},
                                   {"HDMI-2", {{1920, 0}, {800, 600}}, {}}};
    EXPECT_EQ(told_no_monitor("beamer", two),
              "There is no monitor “beamer” for the audience; there is 1 (DP-1), 2 (HDMI-2).");
    EXPECT_EQ(told_no_monitor("3", {}), "There is no monitor “3” for the audience; there is none.");
    EXPECT_EQ(told_too_large(16384, 2160, 16384), "");
    EXPECT_EQ(told_too_large(30720, 2160, 16384),
              "This window has 30720 × 2160 pixels, and the graphics driver draws at most 16384 a side; make "
              "it smaller, or use a window on each screen.");
    EXPECT_NE(told_too_large(100, 16385, 16384), "");
}

TEST(audience, gets_the_monitor_that_was_asked_for_or_one_that_is_free) {
    const Monitor left = full_hd_24(), right = monitor("HDMI-1", {{1920, 0}, {1280, 1024}}, {376, 301});
    EXPECT_EQ(audience_monitor({left, right}, "", 0u), 1u);
    EXPECT_EQ(audience_monitor({left, right}, "", 1u), 0u);
    EXPECT_EQ(audience_monitor({left}, "", 0u), std::nullopt) << "an ordinary window then";
    EXPECT_EQ(audience_monitor({left, right}, "HDMI-1", 0u), 1u);
    EXPECT_EQ(audience_monitor({left, right}, "1", 0u), 0u);
    EXPECT_EQ(audience_monitor({left, right}, "3", 0u), std::nullopt);
    EXPECT_EQ(audience_monitor({left, right}, "VGA", 0u), std::nullopt);
    EXPECT_EQ(audience_monitor({left, right}, "0", 0u), std::nullopt);
}

} // namespace waymark::testing
