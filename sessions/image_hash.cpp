#include "sessions/image_hash.hpp"

#include <xxhash.h>

namespace waymark {

ImageHash hash_of(std::string_view bytes) {
    XXH128_canonical_t canonical; // most significant byte first on every machine
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    ImageHash hash{};
    for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = canonical.digest[i];
    return hash;
}

std::string hex_of(const ImageHash& hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : hash) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

} // namespace waymark
