#pragma once
#include <cstdint>
#include <vector>

namespace waymark {

/// Makes signed distance fields from coverage pictures: exact Euclidean distances (Felzenszwalb and
/// Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8, 2012), seeded with the
/// edge pixels' coverage so that the edge keeps its place below a pixel. Keeps its work memory between calls.
class DistanceField {
public:
    /// `coverage`: width × height, already surrounded by `spread` empty pixels. Result: 128 at the edge, 255
    /// at `spread` pixels inside, 0 at `spread` outside. Valid until the next call.
    const std::vector<std::uint8_t>& made(const std::vector<std::uint8_t>& coverage, int width, int height,
                                          float spread);

private:
    void transform(std::vector<float>& grid, int width, int height);
    void transform_line(float* grid, int stride, int count);
    std::vector<float> outside_, inside_, line_, borders_;
    std::vector<int> parabolas_;
    std::vector<std::uint8_t> field_;
};

} // namespace waymark
