#include "render/gpu_plan.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace waymark {
namespace {

constexpr float cell_size = 256;
constexpr float most_cells = 256;

std::int32_t cell_of(float at) {
    return static_cast<std::int32_t>(std::floor(std::clamp(at / cell_size, -1e6f, 1e6f)));
}

bool is_wide(const Rect& box) {
    return (box.size.x / cell_size + 1) * (box.size.y / cell_size + 1) > most_cells;
}

std::size_t bucket_of(std::int32_t x, std::int32_t y, std::size_t count) {
    const std::uint32_t hash =
        static_cast<std::uint32_t>(x) * 0x9E3779B1u ^ static_cast<std::uint32_t>(y) * 0x85EBCA77u;
    return (hash ^ hash >> 15) & (count - 1);
}

/// Whether `upper` must wait for the next level when `lower`, of the same level, is under it. Text over text
/// always waits: one program draws its small letters, another its large ones.
bool waits(PartKind upper, PartKind lower) {
    return lower > upper || (lower == PartKind::words && upper == PartKind::words);
}

} // namespace

Rect reach(const Placed& placed, const ResidentPart& part) {
    Rect box = part.box;
    if (part.lifts && placed.lift > 0) box = united(box, {box.at - Vec2{28, 16}, box.size + Vec2{56, 56}});
    if (placed.angle != 0) {
        const Vec2 middle = box.center(), half = box.size * 0.5f;
        const float c = std::cos(placed.angle), s = std::sin(placed.angle);
        const Vec2 turned{middle.x * c - middle.y * s, middle.x * s + middle.y * c};
        const Vec2 wide{std::abs(half.x * c) + std::abs(half.y * s),
                        std::abs(half.x * s) + std::abs(half.y * c)};
        box = {turned - wide, wide * 2};
    }
    box = {box.at * placed.scale + placed.at, box.size * placed.scale};
    box.size = box.size + Vec2{std::max(placed.pinned.x, 0.0f), std::max(placed.pinned.y, 0.0f)};
    return box.grown(1); // soft edges
}

void Plan::add(Resident& resident) {
    for (ResidentPart& part : resident.parts)
        items_.push_back({reach(resident.placed, part), &resident, &part});
}

template <class Visit> void Plan::cells_of(const Rect& box, Visit visit) const {
    for (std::int32_t y = cell_of(box.top()); y <= cell_of(box.bottom()); ++y)
        for (std::int32_t x = cell_of(box.left()); x <= cell_of(box.right()); ++x)
            visit(bucket_of(x, y, buckets_.size()));
}

std::uint32_t Plan::level_over(const Item& item, std::uint32_t index) const {
    std::uint32_t level = 0;
    const auto look_at = [&](std::uint32_t lower) {
        const Item& other = items_[lower];
        if (levels_[lower] + 1 > level && other.box.touches(item.box))
            level = std::max(level, levels_[lower] + (waits(item.part->kind, other.part->kind) ? 1u : 0u));
    };
    if (is_wide(item.box)) {
        for (std::uint32_t lower = 0; lower < index; ++lower) look_at(lower);
        return level;
    }
    for (const std::uint32_t lower : wide_) look_at(lower);
    cells_of(item.box, [&](std::size_t bucket) {
        for (std::uint32_t node = buckets_[bucket]; node != 0; node = nodes_[node - 1].next)
            look_at(nodes_[node - 1].item);
    });
    return level;
}

void Plan::enter(const Item& item, std::uint32_t index) {
    if (is_wide(item.box)) return wide_.push_back(index);
    cells_of(item.box, [&](std::size_t bucket) {
        nodes_.push_back({index, buckets_[bucket]});
        buckets_[bucket] = static_cast<std::uint32_t>(nodes_.size());
    });
}

void Plan::arrange() {
    const std::size_t count = items_.size();
    buckets_.assign(std::bit_ceil(std::max<std::size_t>(count, 64)), 0);
    nodes_.clear();
    wide_.clear();
    levels_.resize(count);
    groups_.resize(count);
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        levels_[i] = level_over(items_[i], i);
        enter(items_[i], i);
        groups_[i] = levels_[i] * static_cast<std::uint32_t>(part_kinds) +
                     static_cast<std::uint32_t>(items_[i].part->kind);
        last = std::max(last, groups_[i]);
    }
    // A counting sort keeps the paint order within each group.
    starts_.assign(count == 0 ? 1 : last + 2, 0);
    for (const std::uint32_t group : groups_) ++starts_[group + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    runs_.clear();
    for (std::size_t group = 0; group + 1 < starts_.size(); ++group)
        if (starts_[group] < starts_[group + 1])
            runs_.push_back({static_cast<PartKind>(group % part_kinds), starts_[group], starts_[group + 1]});
    sorted_.resize(count);
    for (std::size_t i = 0; i < count; ++i) sorted_[starts_[groups_[i]]++] = items_[i];
}

} // namespace waymark
