#include "render/distance_field.hpp"
#include "sessions/geometry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace waymark {
namespace {

/// Looks at every pixel for each.
std::vector<std::uint8_t> plain_field(const std::vector<std::uint8_t>& coverage, int width, int height,
                                      float spread) {
    const auto at = [&](int x, int y) {
        return static_cast<float>(coverage[static_cast<std::size_t>(y * width + x)]) / 255;
    };
    std::vector<std::uint8_t> field;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            float to_ink = 1e20f, to_paper = 1e20f;
            for (int v = 0; v < height; ++v)
                for (int u = 0; u < width; ++u) {
                    const auto square = static_cast<float>((u - x) * (u - x) + (v - y) * (v - y));
                    const float edge = 0.5f - at(u, v);
                    if (at(u, v) > 0) to_ink = std::min(to_ink, square + (edge > 0 ? edge * edge : 0));
                    if (at(u, v) < 1)
                        to_paper = std::min(to_paper, square + (at(u, v) > 0 && edge < 0 ? edge * edge : 0));
                }
            const float distance = std::sqrt(to_paper) - std::sqrt(to_ink);
            field.push_back(
                static_cast<std::uint8_t>(std::clamp(128 + distance / spread * 127.5f, 0.0f, 255.0f)));
        }
    return field;
}

TEST(distance_field, is_what_looking_at_every_pixel_gives) {
    std::mt19937 random{8};
    DistanceField fields;
    constexpr int spread = 6;
    for (int i = 0; i < 60; ++i) {
        const int width = 13 + static_cast<int>(random() % 60), height = 13 + static_cast<int>(random() % 50);
        std::vector<std::uint8_t> coverage(static_cast<std::size_t>(width * height));
        for (int blob = 0; blob < 3; ++blob) { // with edges that cover pixels in part
            const auto reach = static_cast<float>(random() % 12);
            const Vec2 middle{static_cast<float>(random()) / 4294967295.0f * static_cast<float>(width),
                              static_cast<float>(random()) / 4294967295.0f * static_cast<float>(height)};
            for (int y = spread; y < height - spread; ++y)
                for (int x = spread; x < width - spread; ++x) {
                    const float away =
                        std::hypot(static_cast<float>(x) - middle.x, static_cast<float>(y) - middle.y);
                    const float covered = std::clamp(reach - away + 0.5f, 0.0f, 1.0f);
                    auto& pixel = coverage[static_cast<std::size_t>(y * width + x)];
                    pixel = std::max(pixel, static_cast<std::uint8_t>(covered * 255));
                }
        }
        const std::vector<std::uint8_t> made = fields.made(coverage, width, height, spread);
        ASSERT_EQ(made, plain_field(coverage, width, height, spread)) << width << " by " << height;
    }
}

} // namespace
} // namespace waymark
