#include "render/distance_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>

// Twice as many pixels at a time where the processor can; the numbers are the same. Left to gcc: in sanitized
// builds, which are clang's, such a choice would be made before the sanitizer is there.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define WAYMARK_WIDE [[gnu::target_clones("avx2", "default")]]
#else
#define WAYMARK_WIDE
#endif

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
[[gnu::always_inline]] inline void keep_nearer(float* __restrict own, const float* __restrict other,
                                               float away, std::size_t count) {
    for (std::size_t first = 0; first < count; first += at_once)
        for (std::size_t i = 0; i < at_once; ++i) {
            const float farther = other[first + i] + away * away;
            own[first + i] = farther < own[first + i] ? farther : own[first + i];
        }
}

/// `grid`: rows of `stride`, `reach` of it at both ends far away; `inner` between them.
struct Grid {
    std::size_t height, stride, inner, reach;
};

WAYMARK_WIDE void transform(const Grid& of, float* grid, float* between) {
    std::copy_n(grid, of.stride * of.height, between);
    for (std::size_t y = 0; y < of.height; ++y)
        for (std::size_t away = 1; away <= of.reach; ++away) {
            float* const row = between + y * of.stride;
            const auto by = static_cast<float>(away);
            if (y >= away) keep_nearer(row, grid + (y - away) * of.stride, by, of.stride);
            if (y + away < of.height) keep_nearer(row, grid + (y + away) * of.stride, by, of.stride);
        }
    // The ends of the rows stay far away: only what lies between them is looked at and written.
    for (std::size_t y = 0; y < of.height; ++y) {
        const float* const from = between + y * of.stride;
        float* const row = grid + y * of.stride;
        std::copy_n(from, of.stride, row);
        for (std::size_t away = 1; away <= of.reach; ++away) {
            const auto by = static_cast<float>(away);
            keep_nearer(row + of.reach, from + of.reach - away, by, of.inner);
            keep_nearer(row + of.reach, from + of.reach + away, by, of.inner);
        }
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
    between_.resize(outside_.size());
    const Grid grid{height_, stride_, inner_, reach_};
    transform(grid, outside_.data(), between_.data());
    transform(grid, inside_.data(), between_.data());
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

} // namespace waymark
