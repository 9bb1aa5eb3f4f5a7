#include "render/picture_shelf.hpp"

#include "render/export.hpp"
#include "render/image_pixels.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace waymark {
namespace {

/// A picture of one colour: large and yet of few bytes.
Image plain_image(std::uint32_t width, std::uint32_t height, std::uint8_t shade) {
    const Bitmap bitmap{width, height, std::vector<std::uint8_t>(std::size_t{width} * height * 4, shade)};
    Result<Image> image = image_from_bytes(png_of(bitmap), "plain");
    EXPECT_TRUE(image);
    return image ? std::move(image).value() : Image{};
}

TEST(picture_shelf, halves_until_a_picture_fits_its_share) {
    EXPECT_EQ(halvings({4000, 3000}, 12'000'000), 0u);
    EXPECT_EQ(halvings({4000, 3000}, 11'999'999), 1u);
    EXPECT_EQ(halved({4001, 1}, 1), (ImageSize{2001, 1}));
    EXPECT_EQ(halvings({16384, 2000}, 1), 14u);
    EXPECT_EQ(halved({16384, 2000}, 14), (ImageSize{1, 1}));
}

TEST(picture_shelf, two_hundred_pictures_take_no_more_than_their_room) {
    // As many and as large as a session may have: 32 gigabytes, were they all unpacked as they are.
    const ImageSize largest{8000, 5000};
    const std::uint64_t share = picture_share(200);
    EXPECT_LE(halved(largest, halvings(largest, share)).pixels() * 200, shelf_pixels);
}

TEST(picture_shelf, at_once_a_picture_is_there) {
    PictureShelf shelf{PictureShelf::Unpacks::at_once};
    const Image image = plain_image(64, 32, 200);
    const PictureShelf::Found whole = shelf.find(image, 64 * 32);
    ASSERT_TRUE(whole.bitmap);
    EXPECT_FALSE(whole.awaited);
    EXPECT_EQ((*whole.bitmap)->width, 64u);
    EXPECT_TRUE(shelf.find(image, 64 * 32).bitmap->same(*whole.bitmap)) << "unpacked once";
    EXPECT_EQ((*shelf.find(image, 1000).bitmap)->width, 32u)
        << "there are more pictures now: its share is smaller";
    EXPECT_EQ((*shelf.find(image, 64 * 32).bitmap)->width, 64u) << "and larger again";
}

TEST(picture_shelf, beside_the_board_a_picture_is_awaited_and_the_old_one_stays_meanwhile) {
    PictureShelf shelf{PictureShelf::Unpacks::beside};
    const Image image = plain_image(64, 32, 90);
    const PictureShelf::Found first = shelf.find(image, 64 * 32);
    EXPECT_FALSE(first.bitmap);
    EXPECT_TRUE(first.awaited);
    EXPECT_TRUE(shelf.busy());
    const std::uint64_t before = shelf.arrived();
    shelf.finish();
    EXPECT_GT(shelf.arrived(), before);
    EXPECT_FALSE(shelf.busy());
    const PictureShelf::Found second = shelf.find(image, 64 * 32);
    ASSERT_TRUE(second.bitmap);
    EXPECT_FALSE(second.awaited);
    const PictureShelf::Found smaller = shelf.find(image, 100);
    ASSERT_TRUE(smaller.bitmap);
    EXPECT_TRUE(smaller.bitmap->same(*second.bitmap));
    shelf.finish();
    static_cast<void>(shelf.arrived());
    EXPECT_EQ((*shelf.find(image, 100).bitmap)->width, 8u);
}

TEST(picture_shelf, what_is_no_picture_is_not_awaited_for_ever) {
    PictureShelf shelf{PictureShelf::Unpacks::beside};
    Image image = plain_image(8, 8, 90);
    image.bytes = Shared<std::string>{"no picture"};
    EXPECT_TRUE(shelf.find(image, 64).awaited);
    shelf.finish();
    static_cast<void>(shelf.arrived());
    EXPECT_FALSE(shelf.find(image, 64).awaited);
    EXPECT_FALSE(shelf.find(image, 64).bitmap);
}

TEST(picture_shelf, forgets_what_nobody_asks_for) {
    PictureShelf shelf{PictureShelf::Unpacks::at_once};
    const Image image = plain_image(8, 8, 90);
    const Shared<Bitmap> kept = *shelf.find(image, 64).bitmap;
    shelf.tidy();
    EXPECT_TRUE(shelf.find(image, 64).bitmap->same(kept)) << "asked for since the last time";
    shelf.tidy();
    shelf.tidy();
    EXPECT_FALSE(shelf.find(image, 64).bitmap->same(kept));
}

} // namespace
} // namespace waymark
