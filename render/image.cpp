#include "render/bitmap.hpp"
#include "sessions/image_hash.hpp"

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

constexpr std::size_t encoded_limit = 32u << 20;
constexpr std::uint64_t pixel_limit = 40'000'000;
constexpr std::uint32_t side_limit = 16'384;

struct Size {
    std::uint32_t width = 0, height = 0;
};

bool is_png(std::string_view bytes) { return bytes.starts_with("\x89PNG\r\n\x1a\n"); }
bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xff\xd8\xff"); }

/// The size a PNG's first chunk states, read here so that a picture over the limits can be told how large it
/// is.
Size png_size(std::string_view bytes) {
    if (bytes.size() < 24) return {};
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
        return value;
    };
    return {number(16), number(20)};
}

/// The size a JPEG's frame header states; zero when there is none.
Size jpeg_size(std::string_view bytes) {
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

std::string text_of(Size size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height) + " pixels";
}

/// Everything that can be known before a pixel is decoded.
Result<Size> checked_size(std::string_view bytes, const std::string& name) {
    if (bytes.empty())
        return Error{ErrorKind::foreign, name, name + " is empty; choose a PNG or JPEG picture."};
    if (!is_png(bytes) && !is_jpeg(bytes))
        return Error{ErrorKind::foreign, name,
                     name + " is not a PNG or JPEG picture; save it as one of these and try again."};
    if (bytes.size() > encoded_limit)
        return Error{ErrorKind::too_large, name,
                     name + " is larger than 32 MB; make it smaller and try again."};
    const Size size = is_png(bytes) ? png_size(bytes) : jpeg_size(bytes);
    if (size.width == 0 || size.height == 0)
        return Error{ErrorKind::damaged, name,
                     name + " is damaged: it does not say how large its picture is."};
    if (size.width > side_limit || size.height > side_limit)
        return Error{ErrorKind::too_large, name,
                     name + " is " + text_of(size) +
                         "; a picture may have at most 16384 a side, make it smaller and try again."};
    if (std::uint64_t{size.width} * size.height > pixel_limit)
        return Error{ErrorKind::too_large, name,
                     name + " is " + text_of(size) +
                         "; a picture may have at most 40 megapixels, make it smaller and try again."};
    return size;
}

Error damaged(const std::string& name) {
    return {ErrorKind::damaged, name,
            name + " is damaged or cut short: its picture cannot be read to the end."};
}

/// stb_image fills what a cut JPEG lacks with grey; only one that ends as it should is taken.
bool ends_properly(std::string_view bytes) {
    return is_png(bytes) ||
           bytes.find("\xff\xd9", bytes.size() - std::min<std::size_t>(bytes.size(), 64 << 10)) != bytes.npos;
}

} // namespace

Result<Bitmap> decoded_image(std::string_view bytes, const std::string& name) {
    const Result<Size> size = checked_size(bytes, name);
    if (!size) return size.error();
    if (!ends_properly(bytes)) return damaged(name);
    decode_memory::left = std::size_t{size->width} * size->height * 9 + (std::size_t{8} << 20);
    decode_memory::refused = false;
    int width = 0, height = 0, channels = 0;
    stbi_uc* pixels = stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes.data()),
                                            static_cast<int>(bytes.size()), &width, &height, &channels, 4);
    if (!pixels && decode_memory::refused)
        return Error{ErrorKind::too_large, name,
                     name + " needs far more memory than its picture; it is not taken."};
    if (!pixels) return damaged(name);
    Bitmap bitmap{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), {}};
    bitmap.pixels.assign(pixels, pixels + bitmap.width * std::size_t{bitmap.height} * 4);
    stbi_image_free(pixels);
    if (bitmap.width != size->width || bitmap.height != size->height) return damaged(name);
    return bitmap;
}

Result<Image> image_from_bytes(std::string bytes, const std::string& name) {
    const Result<Bitmap> bitmap = decoded_image(bytes, name);
    if (!bitmap) return bitmap.error();
    Image image;
    image.hash = hash_of(bytes);
    image.width = bitmap->width, image.height = bitmap->height;
    image.bytes = Shared<std::string>{std::move(bytes)};
    return image;
}

} // namespace waymark
