#pragma once
#include "render/gpu_records.hpp"
#include "render/scene.hpp"

#include <vector>

namespace waymark {

/// A stroke cut into segments for the GPU.
struct RibbonSegments {
    std::vector<SegmentRecord> segments; ///< `place` not filled in
    bool doubles =
        false; ///< segments may cover the same pixel twice, which a translucent stroke must not show
};

/// Smooth bends between the points are refined until they are round at the greatest zoom; corners of more
/// than 30° stay.
RibbonSegments ribbon_segments(const Ribbon& ribbon);

} // namespace waymark
