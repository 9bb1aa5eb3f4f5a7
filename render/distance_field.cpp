#include "render/distance_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace waymark {
namespace {

constexpr float far_away = 1e20f;
constexpr std::size_t at_once =
    16; ///< pixels; rows are whole multiples, which the compiler makes the most of

/// What a pixel of some coverage knows of the edge: square distances to ink and to paper.
struct Seed {
    float outside, inside;
};

constexpr std::array<Seed, 256> all_seeds() {
    std::array<Seed, 256> made{};
    for (std::size_t i = 0; i < made.size(); ++i) {
        const float from_edge = 0.5f - static_cast<float>(i) / 255.0f; // of the pixel's centre, > 0 outside
        const float square = from_edge * from_edge;
        made[i].outside = i == 0 ? far_away : from_edge > 0 ? square : 0;
        made[i].inside = i == 255 ? far_away : i > 0 && from_edge < 0 ? square : 0;
    }
    return made;
}
constexpr std::array<Seed, 256> seeds = all_seeds();

std::size_t whole_multiple(std::size_t count) { return (count + at_once - 1) / at_once * at_once; }

/// Each of `count` pixels keeps the lesser of its own and the other's square distance, that `away` squared
/// farther.
void keep_nearer(float* __restrict own, const float* __restrict other, float away, std::size_t count) {
    for (std::size_t first = 0; first < count; first += at_once)
        for (std::size_t i = 0; i < at_once; ++i) {
            const float farther = other[first + i] + away * away;
            own[first + i] = farther < own[first + i] ? farther : own[first + i];
        }
}

} // namespace

const std::vector<std::uint8_t>& DistanceField::made(const std::vector<std::uint8_t>& coverage, int width,
                                                     int height, float spread) {
    const auto wide = static_cast<std::size_t>(width);
    height_ = static_cast<std::size_t>(height);
    reach_ = static_cast<std::size_t>(spread) + 1;
    inner_ = whole_multiple(wide);
    stride_ = inner_ + whole_multiple(2 * reach_);
    outside_.assign(stride_ * height_, far_away);
    inside_.assign(stride_ * height_, far_away);
    for (std::size_t y = 0; y < height_; ++y)
        for (std::size_t x = 0; x < wide; ++x) {
            const Seed seed = seeds[coverage[y * wide + x]];
            outside_[y * stride_ + reach_ + x] = seed.outside;
            inside_[y * stride_ + reach_ + x] = seed.inside;
        }
    transform(outside_);
    transform(inside_);
    field_.resize(coverage.size());
    const float beyond = spread * spread;
    for (std::size_t y = 0; y < height_; ++y)
        for (std::size_t x = 0; x < wide; ++x) {
            const std::size_t at = y * stride_ + reach_ + x;
            std::uint8_t& pixel = field_[y * wide + x];
            if (outside_[at] >= beyond) {
                pixel = 0; // as are most
                continue;
            }
            const float distance = std::sqrt(inside_[at]) - std::sqrt(outside_[at]);
            pixel = static_cast<std::uint8_t>(std::clamp(128.0f + distance / spread * 127.5f, 0.0f, 255.0f));
        }
    return field_;
}

void DistanceField::transform(std::vector<float>& grid) {
    between_ = grid;
    for (std::size_t y = 0; y < height_; ++y)
        for (std::size_t away = 1; away <= reach_; ++away) {
            float* const row = &between_[y * stride_];
            if (y >= away) keep_nearer(row, &grid[(y - away) * stride_], static_cast<float>(away), stride_);
            if (y + away < height_)
                keep_nearer(row, &grid[(y + away) * stride_], static_cast<float>(away), stride_);
        }
    // The ends of the rows stay far away: only what lies between them is looked at and written.
    for (std::size_t y = 0; y < height_; ++y) {
        const float* const from = &between_[y * stride_];
        float* const row = &grid[y * stride_];
        std::copy_n(from, stride_, row);
        for (std::size_t away = 1; away <= reach_; ++away) {
            keep_nearer(row + reach_, from + reach_ - away, static_cast<float>(away), inner_);
            keep_nearer(row + reach_, from + reach_ + away, static_cast<float>(away), inner_);
        }
    }
}

} // namespace waymark
