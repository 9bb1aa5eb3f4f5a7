#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace waymark {

/// The file's bytes, mapped and read only where they are touched: a font of twenty megabytes costs nothing
/// until a character of it is drawn. Kept for the life of the process; empty when the file cannot be read.
std::span<std::byte> mapped_file(const std::string& path);

} // namespace waymark
