#include "render/image_pixels.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>

/// What stb_image may take from the heap for one picture, counted where it takes it: some tiny files unpack
/// to gigabytes.
namespace waymark::decode_memory {
namespace {

thread_local std::size_t left = 0;
thread_local bool refused = false;

/// The size lies in front of each block.
constexpr std::size_t head = alignof(std::max_align_t);

void* taken(std::size_t size) {
    if (size > left) return refused = true, nullptr;
    auto* block = static_cast<std::byte*>(std::malloc(size + head));
    if (!block) return nullptr;
    std::memcpy(block, &size, sizeof size);
    left -= size;
    return block + head;
}

void given_back(void* memory) {
    if (!memory) return;
    std::byte* block = static_cast<std::byte*>(memory) - head;
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    left += size;
    std::free(block);
}

void* grown(void* memory, std::size_t old_size, std::size_t new_size) {
    void* larger = taken(new_size);
    if (larger && memory) std::memcpy(larger, memory, std::min(old_size, new_size));
    if (larger) given_back(memory);
    return larger;
}

} // namespace
} // namespace waymark::decode_memory

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_FAILURE_STRINGS
#define STBI_MAX_DIMENSIONS 16384
#define STBI_MALLOC(size) waymark::decode_memory::taken(size)
#define STBI_REALLOC_SIZED(memory, old_size, new_size)                                                       \
    waymark::decode_memory::grown(memory, old_size, new_size)
#define STBI_FREE(memory) waymark::decode_memory::given_back(memory)
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#endif
#include <stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace waymark {
namespace {

/// The size a PNG's first chunk states.
ImageSize png_size(std::string_view bytes) {
    if (bytes.size() < 24) return {};
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
        return value;
    };
    return {number(16), number(20)};
}

/// The size a JPEG's frame header states.
ImageSize jpeg_size(std::string_view bytes) {
    const auto byte = [&](std::size_t at) {
        return static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[at]));
    };
    std::size_t at = 2;
    while (at + 9 < bytes.size()) {
        if (byte(at) != 0xff) return {};
        const std::uint32_t marker = byte(at + 1);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        const bool frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) return {byte(at + 7) << 8 | byte(at + 8), byte(at + 5) << 8 | byte(at + 6)};
        if (marker == 0xda || marker == 0xd9) return {};
        at += 2 + (byte(at + 2) << 8 | byte(at + 3));
    }
    return {};
}

/// stb_image fills what a cut JPEG lacks with grey; only one that ends as it should is taken.
bool ends_properly(std::string_view bytes) {
    return is_png(bytes) ||
           bytes.find("\xff\xd9", bytes.size() - std::min<std::size_t>(bytes.size(), 64 << 10)) != bytes.npos;
}

/// Half of both sides, in place: each new pixel is the mean of the four it stands for, weighted by how opaque
/// they are. At an odd edge the last one counts twice.
void halve_once(std::uint8_t* pixels, ImageSize& size) {
    const ImageSize to = halved(size, 1);
    std::uint8_t* out = pixels;
    for (std::size_t y = 0; y < to.height; ++y)
        for (std::size_t x = 0; x < to.width; ++x, out += 4) {
            unsigned sum[4] = {};
            for (std::size_t corner = 0; corner < 4; ++corner) {
                const std::size_t row = std::min<std::size_t>(2 * y + corner / 2, size.height - 1);
                const std::size_t column = std::min<std::size_t>(2 * x + corner % 2, size.width - 1);
                const std::uint8_t* from = pixels + (row * size.width + column) * 4;
                for (std::size_t c = 0; c < 3; ++c) sum[c] += unsigned{from[c]} * from[3];
                sum[3] += from[3];
            }
            for (std::size_t c = 0; c < 3; ++c)
                out[c] = static_cast<std::uint8_t>(sum[3] ? (sum[c] + sum[3] / 2) / sum[3] : 0);
            out[3] = static_cast<std::uint8_t>((sum[3] + 2) / 4);
        }
    size = to;
}

} // namespace

bool is_png(std::string_view bytes) { return bytes.starts_with("\x89PNG\r\n\x1a\n"); }
bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xff\xd8\xff"); }

ImageSize stated_size(std::string_view bytes) {
    if (is_png(bytes)) return png_size(bytes);
    return is_jpeg(bytes) ? jpeg_size(bytes) : ImageSize{};
}

UnpackedImage unpacked_image(std::string_view bytes, ImageSize stated, unsigned halve) {
    UnpackedImage image;
    const bool is_within = bytes.size() <= image_encoded_limit && stated.pixels() > 0 &&
                           stated.pixels() <= image_pixel_limit && stated.width <= image_side_limit &&
                           stated.height <= image_side_limit;
    if (!is_within || !ends_properly(bytes)) return image;
    decode_memory::left = unpacking_budget(stated);
    decode_memory::refused = false;
    int width = 0, height = 0, channels = 0;
    image.pixels = {stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes.data()),
                                          static_cast<int>(bytes.size()), &width, &height, &channels, 4),
                    stbi_image_free};
    if (!image.pixels) {
        if (decode_memory::refused) image.how = UnpackedImage::How::too_much_memory;
        return image;
    }
    image.size = {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
    if (image.size != stated) return image;
    for (; halve > 0; --halve) halve_once(image.pixels.get(), image.size);
    image.how = UnpackedImage::How::done;
    return image;
}

} // namespace waymark
