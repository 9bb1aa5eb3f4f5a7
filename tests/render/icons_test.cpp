#include "render/icons.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(icons, every_icon_is_drawn_within_its_grid) {
    for (std::size_t i = 0; i < icon_count; ++i) {
        const Path& path = icon(static_cast<Icon>(i));
        ASSERT_FALSE(path.steps.empty()) << i;
        const Rect box = bounds(path);
        EXPECT_GE(box.left(), 0) << i;
        EXPECT_GE(box.top(), 0) << i;
        EXPECT_LE(box.right(), icon_grid) << i;
        EXPECT_LE(box.bottom(), icon_grid) << i;
    }
}

TEST(icons, no_two_icons_are_the_same_but_the_star_of_the_moment_tool) {
    for (std::size_t i = 0; i < icon_count; ++i)
        for (std::size_t k = i + 1; k < icon_count; ++k) {
            const bool meant =
                static_cast<Icon>(i) == Icon::star_outline && static_cast<Icon>(k) == Icon::magic_moment;
            EXPECT_EQ(icon(static_cast<Icon>(i)) == icon(static_cast<Icon>(k)), meant) << i << " " << k;
        }
}

TEST(icons, an_icon_is_the_same_object_for_every_call) { EXPECT_EQ(&icon(Icon::hand), &icon(Icon::hand)); }

TEST(icons, outlines_are_closed) {
    for (std::size_t i = 0; i < icon_count; ++i) {
        Vec2 start{}, pen{};
        for (const Path::Step& step : icon(static_cast<Icon>(i)).steps) {
            if (step.kind == Path::Step::Kind::move) {
                EXPECT_LT(distance(start, pen), 0.01f) << i;
                start = step.to;
            }
            pen = step.to;
        }
        EXPECT_LT(distance(start, pen), 0.01f) << i;
    }
}

} // namespace
} // namespace waymark
