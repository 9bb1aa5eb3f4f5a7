#pragma once
#include "sessions/journey.hpp"

#include <string_view>

namespace waymark {

/// The name of an image within a session: XXH3, 128 bit, of its encoded bytes, most significant byte first.
ImageHash hash_of(std::string_view bytes);

/// As 32 hexadecimal digits.
std::string hex_of(const ImageHash& hash);

} // namespace waymark
