#pragma once
#include "render/path.hpp"

#include <cstdint>
#include <vector>

namespace waymark {

/// How much of each pixel a path covers (0 … 255), rows from the top: `path` times `scale`, from the origin.
std::vector<std::uint8_t> coverage(const Path& path, float scale, int width_px, int height_px);

} // namespace waymark
