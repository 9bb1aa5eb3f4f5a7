#include "render/bitmap.hpp"
#include "render/export.hpp"
#include "render/png.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

Bitmap pattern(std::uint32_t width, std::uint32_t height, bool opaque) {
    Bitmap bitmap{width, height, {}};
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x)
            for (const std::uint32_t value : {x * 7, y * 5, x ^ y, opaque ? 255u : x + y})
                bitmap.pixels.push_back(static_cast<std::uint8_t>(value));
    return bitmap;
}

TEST(png, pixels_come_back_as_they_were) {
    for (const bool opaque : {true, false}) {
        const Bitmap bitmap = pattern(61, 37, opaque);
        const std::string bytes = png_of(bitmap);
        const Result<Bitmap> read = decoded_image(bytes, "pattern");
        ASSERT_TRUE(read) << read.error().sentence;
        EXPECT_EQ(read->width, 61u);
        EXPECT_EQ(read->height, 37u);
        EXPECT_EQ(read->pixels, bitmap.pixels);
        EXPECT_EQ(bytes[25], opaque ? 2 : 6) << "colour type: RGB for opaque pictures, else RGBA";
    }
}

TEST(png, rows_written_in_strips_give_the_same_file) {
    const Bitmap bitmap = pattern(50, 40, true);
    Result<PngStream> stream = PngStream::create(50, 40, true);
    ASSERT_TRUE(stream);
    for (const std::uint32_t from : {0u, 7u, 32u}) {
        const std::uint32_t rows = (from == 0 ? 7u : from == 7 ? 32u : 40u) - from;
        ASSERT_TRUE(stream.value().add_rows(bitmap.pixels.data() + std::size_t{from} * 50 * 4, rows));
    }
    const Result<std::string> bytes = stream.value().finished();
    ASSERT_TRUE(bytes);
    EXPECT_EQ(*bytes, png_of(bitmap));
}

TEST(png, missing_and_surplus_rows_are_refused) {
    const Bitmap bitmap = pattern(4, 4, true);
    Result<PngStream> stream = PngStream::create(4, 4, true);
    ASSERT_TRUE(stream);
    ASSERT_TRUE(stream.value().add_rows(bitmap.pixels.data(), 3));
    EXPECT_FALSE(stream.value().finished());
    EXPECT_FALSE(stream.value().add_rows(bitmap.pixels.data(), 2));
}

TEST(png, sizes_that_no_png_has_are_refused_with_a_sentence) {
    for (const auto& [width, height] : {std::pair{0u, 5u}, {5u, 0u}, {100'001u, 5u}}) {
        const Result<PngStream> stream = PngStream::create(width, height, true);
        ASSERT_FALSE(stream);
        EXPECT_EQ(stream.error().kind, ErrorKind::invalid);
        EXPECT_NE(stream.error().sentence.find(std::to_string(width)), std::string::npos);
    }
    EXPECT_TRUE(png_of(Bitmap{}).empty());
}

} // namespace
} // namespace waymark
