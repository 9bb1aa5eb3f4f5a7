#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace waymark {

/// Makes signed distance fields from coverage pictures, seeded with the edge pixels' coverage so that the
/// edge keeps its place below a pixel. Beyond the spread a field says nothing, so each pixel looks only so
/// far: columns first, then rows, many pixels at a time. Keeps its work memory between calls.
class DistanceField {
public:
    /// `coverage`: width × height, already surrounded by `spread` empty pixels. Result: 128 at the edge, 255
    /// at `spread` pixels inside, 0 at `spread` outside. Valid until the next call.
    const std::vector<std::uint8_t>& made(const std::vector<std::uint8_t>& coverage, int width, int height,
                                          float spread);

private:
    std::size_t height_ = 0, inner_ = 0, stride_ = 0; ///< of the grids; rows have room at both ends
    std::size_t reach_ = 0;                           ///< how far a pixel looks
    std::vector<float> outside_, inside_, between_;
    std::vector<std::uint8_t> field_;
};

} // namespace waymark
