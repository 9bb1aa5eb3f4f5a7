#pragma once
#include "render/gpu.hpp"
#include "render/text.hpp"

#include <gtest/gtest.h>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

/// What the tests of the GPU share: one context for all of them, scenes in short.
namespace waymark {

/// A pixel as 0xRRGGBB.
inline std::uint32_t pixel(const Bitmap& bitmap, int x, int y) {
    const std::uint8_t* p =
        bitmap.pixels.data() + (static_cast<std::size_t>(y) * bitmap.width + static_cast<std::size_t>(x)) * 4;
    return static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2]);
}
inline int channel(const Bitmap& bitmap, int x, int y, int c) {
    return static_cast<int>(pixel(bitmap, x, y) >> (16 - 8 * c) & 255);
}

/// The greatest difference of any channel of any pixel.
inline int difference(const Bitmap& a, const Bitmap& b) {
    int greatest = a.pixels.size() == b.pixels.size() ? 0 : 999;
    for (std::size_t i = 0; i < std::min(a.pixels.size(), b.pixels.size()); ++i)
        greatest = std::max(greatest, std::abs(a.pixels[i] - b.pixels[i]));
    return greatest;
}

/// Tests that draw. They need EGL without a display, which Mesa's software driver gives everywhere.
class Drawn : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto made = HeadlessContext::create();
        ASSERT_TRUE(made) << made.error().sentence;
        context_ = std::move(made).value();
    }
    static void TearDownTestSuite() { context_.reset(); }
    void SetUp() override {
        auto made = Gpu::create();
        ASSERT_TRUE(made) << made.error().sentence;
        gpu = std::move(made).value();
    }
    void TearDown() override { gpu.reset(); }

    /// A scene of `width` × `height` pixels whose world begins at the top left, at 100 %.
    static Scene scene(float width, float height, Colour background = rgb(0xFFFFFF)) {
        Scene scene;
        scene.background = background;
        scene.view.size_px = {width, height};
        scene.view.at = scene.view.size_px * 0.5f;
        return scene;
    }
    static Placed placed(Drawable part, Vec2 at = {}) {
        Placed result;
        result.drawing = Shared<Drawing>{Drawing{{std::move(part)}}};
        result.at = at;
        return result;
    }
    static Box box(Rect rect, std::uint32_t fill) {
        Box result;
        result.rect = rect;
        result.fill = rgb(fill);
        return result;
    }
    static Words words(const std::string& text, float size, Vec2 at = {}, Colour colour = rgb(0x000000),
                       float width = 0) {
        static TextEngine engine;
        return {Shared<TextLayout>{engine.laid_out(text, {}, size, width)}, at, colour};
    }
    /// Another chunk in the place of one.
    static void put(Scene& scene, std::size_t at, Shared<PlacedChunk> chunk) {
        BoardChunks::Chunks all = scene.board;
        all[at] = std::move(chunk);
        scene.board = std::move(all);
    }
    Bitmap picture(const Scene& scene) {
        const auto width = static_cast<int>(scene.view.size_px.x),
                   height = static_cast<int>(scene.view.size_px.y);
        EXPECT_TRUE(context_->bind_target(width, height));
        counts = gpu->draw(scene, width, height, true);
        EXPECT_TRUE(counts.complete);
        return context_->pixels();
    }

    static inline std::unique_ptr<HeadlessContext> context_;
    std::unique_ptr<Gpu> gpu;
    GpuCounts counts;
};

} // namespace waymark
