#include "render/distance_field.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace waymark {
namespace {
constexpr float far_away = 1e20f;
}

const std::vector<std::uint8_t>& DistanceField::made(const std::vector<std::uint8_t>& coverage, int width,
                                                     int height, float spread) {
    const std::size_t count = coverage.size();
    outside_.assign(count, far_away);
    inside_.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        if (coverage[i] == 0) continue;
        const float from_edge =
            0.5f - static_cast<float>(coverage[i]) / 255.0f; // of the pixel's centre, > 0 outside
        outside_[i] = from_edge > 0 ? from_edge * from_edge : 0;
        inside_[i] = coverage[i] == 255 ? far_away : from_edge < 0 ? from_edge * from_edge : 0;
    }
    transform(outside_, width, height);
    transform(inside_, width, height);
    field_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const float distance = std::sqrt(inside_[i]) - std::sqrt(outside_[i]);
        field_[i] = static_cast<std::uint8_t>(std::clamp(128.0f + distance / spread * 127.5f, 0.0f, 255.0f));
    }
    return field_;
}

void DistanceField::transform(std::vector<float>& grid, int width, int height) {
    const auto longest = static_cast<std::size_t>(std::max(width, height));
    line_.resize(longest);
    parabolas_.resize(longest);
    borders_.resize(longest + 1);
    for (int x = 0; x < width; ++x) transform_line(grid.data() + x, width, height);
    for (int y = 0; y < height; ++y)
        transform_line(grid.data() + static_cast<std::ptrdiff_t>(y) * width, 1, width);
}

/// The lower envelope of a parabola over each sample: first which parabola rules where, then its values.
void DistanceField::transform_line(float* grid, int stride, int count) {
    const auto at = [](int i) { return static_cast<std::size_t>(i); };
    for (int i = 0; i < count; ++i) line_[at(i)] = grid[static_cast<std::ptrdiff_t>(i) * stride];
    int last = 0;
    parabolas_[0] = 0;
    borders_[0] = -far_away, borders_[1] = far_away;
    for (int i = 1; i < count; ++i) {
        float meeting = 0;
        for (;; --last) {
            const int other = parabolas_[at(last)];
            const auto fi = static_cast<float>(i), fo = static_cast<float>(other);
            meeting = (line_[at(i)] - line_[at(other)] + fi * fi - fo * fo) / (2 * (fi - fo));
            if (meeting > borders_[at(last)] || last == 0) break;
        }
        if (meeting > borders_[at(last)]) ++last;
        parabolas_[at(last)] = i;
        borders_[at(last)] = last == 0 ? -far_away : meeting;
        borders_[at(last + 1)] = far_away;
    }
    int ruling = 0;
    for (int i = 0; i < count; ++i) {
        while (borders_[at(ruling + 1)] < static_cast<float>(i)) ++ruling;
        const int other = parabolas_[at(ruling)];
        const auto away = static_cast<float>(i - other);
        grid[static_cast<std::ptrdiff_t>(i) * stride] = line_[at(other)] + away * away;
    }
}

} // namespace waymark
