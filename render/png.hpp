#pragma once
#include "render/bitmap.hpp"
#include "sessions/result.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace waymark {

/// Writes a PNG from the top, some rows at a time, so that a picture never lies in memory whole. Opaque
/// pictures are kept as RGB, others as RGBA with straight alpha.
class PngStream {
public:
    /// `width` and `height` 1 … 100 000 pixels.
    static Result<PngStream> create(std::uint32_t width, std::uint32_t height, bool opaque);
    ~PngStream();
    PngStream(PngStream&&) noexcept;
    PngStream& operator=(PngStream&&) noexcept;

    /// The next `rows` rows of RGBA; more than are missing are refused.
    Result<Done> add_rows(const std::uint8_t* rgba, std::uint32_t rows);
    /// The finished file; refused while rows are missing.
    Result<std::string> finished();

private:
    PngStream();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace waymark
