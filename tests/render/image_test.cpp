#include "render/bitmap.hpp"
#include "render/export.hpp"
#include "render/image_pixels.hpp"
#include "sessions/image_hash.hpp"

#include <gtest/gtest.h>
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

namespace waymark {
namespace {

// clang-format off
/// 4 x 4 pixels of middle grey.
constexpr std::uint8_t grey_jpeg[] = {
    0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01,
    0x00, 0x01, 0x00, 0x00, 0xff, 0xdb, 0x00, 0x43, 0x00, 0x0d, 0x09, 0x0a, 0x0b, 0x0a, 0x08, 0x0d,
    0x0b, 0x0a, 0x0b, 0x0e, 0x0e, 0x0d, 0x0f, 0x13, 0x20, 0x15, 0x13, 0x12, 0x12, 0x13, 0x27, 0x1c,
    0x1e, 0x17, 0x20, 0x2e, 0x29, 0x31, 0x30, 0x2e, 0x29, 0x2d, 0x2c, 0x33, 0x3a, 0x4a, 0x3e, 0x33,
    0x36, 0x46, 0x37, 0x2c, 0x2d, 0x40, 0x57, 0x41, 0x46, 0x4c, 0x4e, 0x52, 0x53, 0x52, 0x32, 0x3e,
    0x5a, 0x61, 0x5a, 0x50, 0x60, 0x4a, 0x51, 0x52, 0x4f, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x04,
    0x00, 0x04, 0x01, 0x01, 0x11, 0x00, 0xff, 0xc4, 0x00, 0x14, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0xff, 0xc4, 0x00, 0x14,
    0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x1f, 0xff, 0xd9,
};
// clang-format on

std::string jpeg() { return {reinterpret_cast<const char*>(grey_jpeg), sizeof grey_jpeg}; }

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>(value >> shift & 255));
    return bytes;
}
/// The checksum is left 0: stb_image does not look at it.
std::string chunk(const std::string& type, const std::string& data) {
    return big_endian(static_cast<std::uint32_t>(data.size())) + type + data + std::string(4, '\0');
}
std::string png_head(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1a\n" +
           chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\x08\x06\0\0\0", 5));
}

/// A deflate stream of zeros, `size` bytes of it for every 13 bits: one fixed block of copies of length 258.
std::string deflate_bomb(std::size_t bytes) {
    std::string out{"\x78\x01", 2};
    unsigned held = 0, count = 0;
    const auto bit = [&](unsigned value) {
        held |= value << count;
        if (++count < 8) return;
        out.push_back(static_cast<char>(held));
        held = count = 0;
    };
    const auto code = [&](unsigned value, unsigned size) { // Huffman codes come with their highest bit first
        while (size-- > 0) bit(value >> size & 1);
    };
    bit(1), bit(1), bit(0); // last block, fixed codes
    code(0b00110000, 8);    // one zero byte
    for (std::size_t made = 1; made < bytes; made += 258)
        code(0b11000101, 8), code(0, 5); // length 258, distance 1
    code(0, 7);                          // end of the block
    while (count != 0) bit(0);
    return out + std::string(4, '\0');
}

void expect_refused(const std::string& bytes, ErrorKind kind, const std::string& word) {
    for (const Result<Done>& result : {[&]() -> Result<Done> {
                                           const auto decoded = decoded_image(bytes, "holiday.png");
                                           if (decoded) return Done{};
                                           return decoded.error();
                                       }(),
                                       [&]() -> Result<Done> {
                                           const auto image = image_from_bytes(bytes, "holiday.png");
                                           if (image) return Done{};
                                           return image.error();
                                       }()}) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().kind, kind) << result.error().sentence;
        EXPECT_NE(result.error().sentence.find("holiday.png"), std::string::npos) << result.error().sentence;
        EXPECT_NE(result.error().sentence.find(word), std::string::npos) << result.error().sentence;
        EXPECT_EQ(result.error().sentence.back(), '.');
    }
}

/// The greatest resident size of this process so far, in MB.
long peak_mb() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) / 1024;
    return 0;
}

std::string valid_png() {
    Bitmap bitmap{40, 30, std::vector<std::uint8_t>(40 * 30 * 4, 90)};
    for (std::size_t i = 0; i < bitmap.pixels.size(); i += 3)
        bitmap.pixels[i] = static_cast<std::uint8_t>(i * 31);
    return png_of(bitmap);
}

TEST(image, a_jpeg_is_decoded) {
    const Result<Bitmap> bitmap = decoded_image(jpeg(), "grey.jpg");
    ASSERT_TRUE(bitmap) << bitmap.error().sentence;
    EXPECT_EQ(bitmap->width, 4u);
    EXPECT_EQ(bitmap->height, 4u);
    ASSERT_EQ(bitmap->pixels.size(), 64u);
    EXPECT_NEAR(bitmap->pixels[0], 127, 6);
    EXPECT_EQ(bitmap->pixels[3], 255);
}

TEST(image, a_session_keeps_the_bytes_as_they_came_and_their_hash) {
    const std::string bytes = valid_png();
    const Result<Image> image = image_from_bytes(bytes, "a.png");
    ASSERT_TRUE(image) << image.error().sentence;
    EXPECT_EQ(image->width, 40u);
    EXPECT_EQ(image->height, 30u);
    EXPECT_EQ(*image->bytes, bytes);
    EXPECT_EQ(image->hash, hash_of(bytes));
}

TEST(image, what_is_not_an_image_is_refused) {
    expect_refused("", ErrorKind::foreign, "empty");
    expect_refused("Dear diary, this is no picture.", ErrorKind::foreign, "PNG or JPEG");
    expect_refused("GIF89a\x01\0\x01\0", ErrorKind::foreign, "PNG or JPEG");
    expect_refused("BM and something", ErrorKind::foreign, "PNG or JPEG");
}

TEST(image, thirty_thousand_pixels_wide_is_refused_before_decoding) {
    expect_refused(png_head(30'000, 10) + chunk("IDAT", "x"), ErrorKind::too_large, "30000 x 10");
    expect_refused(png_head(10, 30'000), ErrorKind::too_large, "16384");
}

TEST(image, more_than_forty_megapixels_is_refused_before_decoding) {
    expect_refused(png_head(16'000, 16'000) + chunk("IDAT", "x"), ErrorKind::too_large, "40 megapixels");
}

TEST(image, more_than_32_megabytes_encoded_is_refused) {
    std::string bytes = valid_png();
    bytes.resize((32u << 20) + 1);
    expect_refused(bytes, ErrorKind::too_large, "32 MB");
}

TEST(image, a_bomb_is_refused_before_it_takes_the_memory) {
    const std::string bomb =
        png_head(1, 1) + chunk("IDAT", deflate_bomb(std::size_t{400} << 20)) + chunk("IEND", "");
    EXPECT_LT(bomb.size(), 4u << 20);
    const long before = peak_mb();
    expect_refused(bomb, ErrorKind::too_large, "memory");
    EXPECT_LT(peak_mb() - before, 64);
}

TEST(image, every_truncation_is_refused) {
    for (const std::string& whole : {valid_png(), jpeg()})
        for (std::size_t size = 3; size + 1 < whole.size(); size += whole.size() / 60 + 1) {
            const std::string cut = whole.substr(0, size);
            const UnpackedImage image = unpacked_image(cut, stated_size(cut), 0);
            // The last chunk of a PNG carries no pixels: without it the picture is whole.
            if (image.how == UnpackedImage::How::done && size + 12 >= whole.size() && whole[1] == 'P')
                continue;
            ASSERT_NE(image.how, UnpackedImage::How::done)
                << "cut to " << size << " of " << whole.size() << " bytes";
        }
    expect_refused(valid_png().substr(0, valid_png().size() / 2), ErrorKind::damaged, "cut short");
}

TEST(image, flipped_bytes_never_crash) {
    for (const std::string& whole : {valid_png(), jpeg()})
        for (std::size_t at = 0; at < whole.size(); ++at)
            for (const int flip : {0x01, 0x80, 0xff}) {
                std::string bytes = whole;
                bytes[at] = static_cast<char>(bytes[at] ^ flip);
                const ImageSize stated = stated_size(bytes);
                const UnpackedImage image = unpacked_image(bytes, stated, 1);
                if (image.how == UnpackedImage::How::done) {
                    EXPECT_EQ(image.size, halved(stated, 1));
                }
            }
}

TEST(image, halving_gives_means_weighted_by_how_opaque_pixels_are) {
    // 3 x 2: red, clear, blue over the same; the odd column counts twice.
    const std::vector<std::uint8_t> pixels{200, 0, 0, 255, 9, 9, 9, 0, 0, 0, 100, 255,
                                           100, 0, 0, 255, 9, 9, 9, 0, 0, 0, 50,  255};
    const std::string png = png_of(Bitmap{3, 2, pixels});
    const Result<Bitmap> half = decoded_image(png, "three", 2);
    ASSERT_TRUE(half) << half.error().sentence;
    EXPECT_EQ(half->width, 2u);
    EXPECT_EQ(half->height, 1u);
    EXPECT_EQ(half->pixels, (std::vector<std::uint8_t>{150, 0, 0, 128, 0, 0, 75, 255}));
}

} // namespace
} // namespace waymark
