#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

/// The inside of reading a picture: what runs over bytes that somebody else has made. In the program it only
/// runs in a process of its own (`image_helper.hpp`); the fuzzer calls it directly.
namespace waymark {

inline constexpr std::size_t image_encoded_limit = 32u << 20; ///< bytes
inline constexpr std::uint64_t image_pixel_limit = 40'000'000;
inline constexpr std::uint32_t image_side_limit = 16'384;

struct ImageSize {
    std::uint32_t width = 0, height = 0;
    constexpr std::uint64_t pixels() const { return std::uint64_t{width} * height; }
    bool operator==(const ImageSize&) const = default;
};

/// What the format is and the size it states, without decoding anything; zero when it states none.
bool is_png(std::string_view bytes);
bool is_jpeg(std::string_view bytes);
ImageSize stated_size(std::string_view bytes);

/// What unpacking may take from the heap for a picture of this size.
constexpr std::uint64_t unpacking_budget(ImageSize size) { return size.pixels() * 9 + (8u << 20); }

/// How often both sides are halved until there are at most so many pixels.
constexpr unsigned halvings(ImageSize size, std::uint64_t at_most_pixels) {
    unsigned count = 0;
    while (size.pixels() > at_most_pixels && (size.width > 1 || size.height > 1)) {
        size.width = size.width / 2 + size.width % 2, size.height = size.height / 2 + size.height % 2;
        ++count;
    }
    return count;
}
constexpr ImageSize halved(ImageSize size, unsigned count) {
    for (; count > 0; --count)
        size.width = size.width / 2 + size.width % 2, size.height = size.height / 2 + size.height % 2;
    return size;
}

struct UnpackedImage {
    enum class How : std::uint8_t { done, damaged, too_much_memory } how = How::damaged;
    ImageSize size; ///< after halving
    std::unique_ptr<std::uint8_t, void (*)(void*)> pixels{nullptr, +[](void*) {}};
};

/// PNG or JPEG to RGBA, 8 bit, straight alpha, rows from the top, both sides halved `halve` times; `stated`
/// is what `stated_size` has said.
UnpackedImage unpacked_image(std::string_view bytes, ImageSize stated, unsigned halve);

} // namespace waymark
