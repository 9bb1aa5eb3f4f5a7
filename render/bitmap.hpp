#pragma once
#include "sessions/journey.hpp"
#include "sessions/result.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

/// Decoded pixels: RGBA, 8 bit, straight alpha, rows from the top.
struct Bitmap {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> pixels;
    bool operator==(const Bitmap& other) const { return this == &other; }
};

/// Decodes PNG or JPEG within the limits of the format (32 MB encoded, 40 megapixels, 16 384 a side, an
/// allocation budget, five seconds), in a process of its own (`image_helper.hpp`). Both sides are halved
/// until there are at most `at_most_pixels`. `name` is for the sentence when it cannot.
Result<Bitmap> decoded_image(std::string_view bytes, const std::string& name,
                             std::uint64_t at_most_pixels = std::numeric_limits<std::uint64_t>::max());

/// What the session keeps of an image. Its pixels are decoded once, to be sure that they can be.
Result<Image> image_from_bytes(std::string bytes, const std::string& name);

} // namespace waymark
