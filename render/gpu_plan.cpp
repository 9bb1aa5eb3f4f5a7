#include "render/gpu_plan.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace waymark {
namespace {

constexpr float cell_size = 256;
constexpr float most_cells = 256, most_pinned_cells = 16; // a pinned title may come over very many

std::int32_t cell_of(float at) {
    return static_cast<std::int32_t>(std::floor(std::clamp(at / cell_size, -1e6f, 1e6f)));
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

/// The least level of what lies over a part of this level and program.
std::uint32_t level_above(PartKind upper, PartKind lower, std::uint32_t level) {
    return level + (waits(upper, lower) ? 1 : 0);
}

bool comes_before(const PlanItem& a, std::uint32_t a_order, const PlanItem& b, std::uint32_t b_order) {
    return a_order != b_order ? a_order < b_order : a.index < b.index;
}

/// Nothing ever waits for a box on the ground, however large.
bool raises_nothing(const PlanItem& item, std::uint32_t level) {
    return level == 0 && item.part->kind == PartKind::box;
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

PlanCells cells_of(const Rect& box, bool pinned) {
    const bool wide = (box.size.x / cell_size + 1) * (box.size.y / cell_size + 1) >
                      (pinned ? most_pinned_cells : most_cells);
    return {cell_of(box.left()), cell_of(box.top()), cell_of(box.right()), cell_of(box.bottom()), wide};
}

template <class Visit> void Plan::each_bucket(const PlanCells& cells, Visit visit) const {
    for (std::int32_t y = cells.top; y <= cells.bottom; ++y)
        for (std::int32_t x = cells.left; x <= cells.right; ++x) visit(bucket_of(x, y, buckets_.size()));
}

/// The items in the cells of one that is not wide; some of them several times.
template <class Visit> void Plan::neighbours(const PlanItem& item, Visit visit) {
    each_bucket(item.cells, [&](std::size_t bucket) {
        for (std::uint32_t node = buckets_[bucket]; node != 0; node = nodes_[node - 1].next)
            visit(*nodes_[node - 1].item);
    });
}

void Plan::enter(PlanItem& item) {
    if (item.cells.wide) return;
    each_bucket(item.cells, [&](std::size_t bucket) {
        std::uint32_t node = free_;
        if (node != 0) {
            free_ = nodes_[node - 1].next;
            nodes_[node - 1].item = &item;
        } else {
            nodes_.push_back({&item, 0});
            node = static_cast<std::uint32_t>(nodes_.size());
        }
        nodes_[node - 1].next = buckets_[bucket];
        buckets_[bucket] = node;
        ++used_;
    });
}

void Plan::leave(PlanItem& item) {
    if (item.cells.wide) return;
    each_bucket(item.cells, [&](std::size_t bucket) {
        std::uint32_t* link = &buckets_[bucket];
        while (nodes_[*link - 1].item != &item) link = &nodes_[*link - 1].next;
        const std::uint32_t node = *link;
        *link = nodes_[node - 1].next;
        nodes_[node - 1].next = free_;
        free_ = node;
        --used_;
    });
}

/// Buckets for so many more nodes, about one for each.
void Plan::make_room(std::size_t items) {
    const std::size_t wanted = std::bit_ceil(std::max<std::size_t>((used_ + items * 2), 64));
    if (wanted <= buckets_.size()) return;
    buckets_.assign(wanted, 0);
    nodes_.clear();
    free_ = 0;
    used_ = 0;
    for (PlanChunk* const chunk : chunks_)
        if (chunk->is_in_)
            for (PlanItem& item : chunk->items_)
                if (!item.lifted) enter(item);
}

void Plan::open(PlanItem& item) {
    if (item.open) return;
    item.open = true;
    ++item.chunk->open_;
}

/// Opens what lies over `lower` and stands on its level before, or does not reach over the one it has now.
void Plan::open_over(const PlanItem& lower, std::uint32_t level_before, bool was_there, bool is_there) {
    const bool raised_nothing = !was_there || raises_nothing(lower, level_before);
    const bool raises_none = !is_there || raises_nothing(lower, lower.level);
    if (raised_nothing && raises_none) return;
    const std::uint32_t order = lower.chunk->order_;
    const auto look_at = [&](PlanItem& upper) {
        if (upper.open || !comes_before(lower, order, upper, upper.chunk->order_) ||
            !upper.box.touches(lower.box))
            return;
        const PartKind kind = upper.part->kind;
        const bool stands_on_it =
            was_there && level_above(kind, lower.part->kind, level_before) == upper.level;
        const bool is_too_low = is_there && level_above(kind, lower.part->kind, lower.level) > upper.level;
        if (stands_on_it || is_too_low) open(upper);
    };
    if (!lower.cells.wide) {
        neighbours(lower, look_at);
        return;
    }
    for (PlanChunk* const chunk : chunks_)
        if (chunk->is_in_ && chunk->order_ >= order && chunk->box_.touches(lower.box))
            for (PlanItem& upper : chunk->items_) look_at(upper);
}

/// What chunks under a wide item reach where it touches them.
std::uint32_t Plan::level_over_chunks(const PlanItem& item) const {
    std::uint32_t level = 0;
    for (const PlanChunk* const chunk : chunks_) {
        if (chunk == item.chunk) break;
        if (!chunk->box_.touches(item.box)) continue;
        level = std::max(level, chunk->over_[static_cast<std::size_t>(item.part->kind)]);
    }
    for (const PlanItem& lower : item.chunk->items_) {
        if (lower.index >= item.index) break;
        if (lower.box.touches(item.box))
            level = std::max(level, level_above(item.part->kind, lower.part->kind, lower.level));
    }
    return level;
}

std::uint32_t Plan::level_over(PlanItem& item) {
    if (item.cells.wide) return level_over_chunks(item);
    std::uint32_t level = 0;
    const auto look_at = [&](const PlanItem& lower) {
        if (lower.level + 1 > level && comes_before(lower, lower.chunk->order_, item, item.chunk->order_) &&
            lower.box.touches(item.box))
            level = std::max(level, level_above(item.part->kind, lower.part->kind, lower.level));
    };
    const auto look_at_wide = [&](const PlanChunk& chunk) {
        for (std::size_t i = chunk.first_wide_; i < chunk.items_.size(); ++i)
            if (chunk.items_[i].cells.wide && !raises_nothing(chunk.items_[i], chunk.items_[i].level))
                look_at(chunk.items_[i]);
    };
    for (const PlanChunk* const chunk : wide_below_) look_at_wide(*chunk);
    look_at_wide(*item.chunk);
    neighbours(item, look_at);
    return level;
}

/// For each program the least level of what lies over all of the chunk.
void Plan::sum_up_reach(PlanChunk& chunk) {
    chunk.over_.fill(0);
    for (std::size_t upper = 0; upper < part_kinds; ++upper)
        for (std::size_t lower = 0; lower < part_kinds; ++lower)
            if (chunk.tops_[lower] != PlanChunk::nothing)
                chunk.over_[upper] = std::max(chunk.over_[upper],
                                              level_above(static_cast<PartKind>(upper),
                                                          static_cast<PartKind>(lower), chunk.tops_[lower]));
}

/// Out of the grid, because it goes elsewhere; what stood on it looks for its level anew.
void Plan::lift(PlanItem& item) {
    if (!item.lifted) {
        leave(item);
        item.lifted = true;
        open_over(item, item.level, true, false);
    }
    open(item);
}

bool Plan::move(PlanChunk& chunk, std::span<const std::uint32_t> things, bool other_sizes) {
    if (!chunk.is_in_) return false;
    const auto is_wide = [](const PlanItem& item) {
        return item.cells.wide ||
               cells_of(reach(item.resident->placed, *item.part), !(item.resident->placed.pinned == Vec2{}))
                   .wide;
    };
    for (const std::uint32_t thing : things)
        if (std::ranges::any_of(chunk.items_of(thing), is_wide)) return false;
    for (const std::uint32_t thing : things)
        for (PlanItem& item : chunk.items_of(thing)) lift(item);
    for (const std::uint32_t thing : things) {
        for (PlanItem& item : chunk.items_of(thing)) {
            item.box = reach(item.resident->placed, *item.part);
            item.cells = cells_of(item.box, !(item.resident->placed.pinned == Vec2{}));
        }
        chunk.cover(thing);
    }
    chunk.sum_up_box();
    chunk.has_moved_ |= !things.empty();
    chunk.has_other_sizes_ |= other_sizes;
    return true;
}

/// Puts the items of a new chunk into the grid.
void Plan::put_down(PlanChunk& chunk) {
    chunk.first_wide_ = PlanChunk::nothing;
    for (PlanItem& item : chunk.items_) {
        enter(item);
        if (item.cells.wide) chunk.first_wide_ = std::min(chunk.first_wide_, item.index);
    }
    chunk.is_in_ = true;
}

/// Gives the open items of a chunk their levels; what they push up or let down lies over them and so comes
/// later. True when what the chunk reaches is not what it was.
bool Plan::settle(PlanChunk& chunk) {
    const bool is_new = !chunk.is_in_, has_moved = std::exchange(chunk.has_moved_, false);
    const std::array<std::uint32_t, part_kinds> tops = chunk.tops_;
    bool changed = is_new || std::exchange(chunk.has_other_sizes_, false);
    if (is_new) put_down(chunk);
    for (PlanItem& item : chunk.items_) {
        // The grid does not know wide ones: what lies under them in their own chunk opens them here.
        if (!item.open && !((changed || has_moved) && item.cells.wide)) continue;
        const bool arrives = std::exchange(item.lifted, false);
        if (arrives) enter(item);
        const std::uint32_t level = level_over(item), before = item.level;
        if (std::exchange(item.open, false)) --chunk.open_;
        if (level == before && !is_new && !arrives) continue;
        changed |= level != before;
        item.level = level;
        if (!all_new_) open_over(item, before, !is_new && !arrives, true); // else all that comes is open
    }
    if (changed) {
        chunk.sort_into_runs();
        sum_up_reach(chunk);
        runs_changed_ = true;
    }
    const bool same_box = std::exchange(chunk.settled_box_, chunk.box_) == chunk.box_;
    if (!is_new) return tops != chunk.tops_ || !same_box;
    return std::erase(gone_, Reach{chunk.order_, chunk.box_, chunk.tops_}) == 0;
}

void Plan::remove(PlanChunk& chunk) {
    if (!chunk.is_in_) return;
    for (PlanItem& item : chunk.items_)
        if (!item.lifted) leave(item);
    chunk.is_in_ = false;
    for (PlanItem& item : chunk.items_)
        if (!item.lifted) open_over(item, item.level, true, false);
    gone_.push_back({chunk.order_, chunk.settled_box_, chunk.tops_});
}

void Plan::start_anew() {
    std::ranges::fill(buckets_, 0u);
    nodes_.clear();
    free_ = 0;
    used_ = 0;
    for (PlanChunk* const chunk : chunks_) {
        if (!std::exchange(chunk->is_in_, false)) continue;
        gone_.push_back({chunk->order_, chunk->settled_box_, chunk->tops_});
        for (PlanItem& item : chunk->items_) {
            item.open = true;
            item.lifted = false;
        }
        chunk->open_ = static_cast<std::uint32_t>(chunk->items_.size());
        chunk->has_moved_ = chunk->has_other_sizes_ = false; // as of any new one
    }
}

void Plan::arrange(std::span<PlanChunk* const> chunks) {
    std::size_t fresh = 0;
    reach_changed_ = false;
    all_new_ = std::ranges::none_of(chunks, [](const PlanChunk* chunk) { return chunk->is_in_; });
    wide_below_.clear();
    for (std::uint32_t i = 0; i < chunks.size(); ++i) {
        // Where others come to lie elsewhere, what has gone cannot be compared by its place.
        if (chunks[i]->is_in_ && chunks[i]->order_ != i) reach_changed_ = true;
        if (!chunks[i]->is_in_) fresh += chunks[i]->items_.size();
        chunks[i]->order_ = i;
    }
    runs_changed_ = !std::ranges::equal(chunks_, chunks);
    chunks_.assign(chunks.begin(), chunks.end());
    make_room(fresh);
    // Those that are new must not be taken for lying under others before they have levels: they are entered
    // in paint order.
    for (PlanChunk* const chunk : chunks_) {
        const auto is_under = [chunk](const Reach& reach) { return reach.order < chunk->order_; };
        reach_changed_ = reach_changed_ || std::ranges::any_of(gone_, is_under);
        if (reach_changed_ && chunk->is_in_ && chunk->first_wide_ != PlanChunk::nothing)
            for (std::uint32_t i = chunk->first_wide_; i < chunk->items_.size(); ++i)
                if (chunk->items_[i].cells.wide) open(chunk->items_[i]);
        if (!chunk->is_in_ || chunk->open_ > 0) reach_changed_ |= settle(*chunk);
        if (chunk->first_wide_ != PlanChunk::nothing) wide_below_.push_back(chunk);
    }
    gone_.clear();
    if (runs_changed_) gather_groups();
}

void Plan::gather_groups() {
    std::uint32_t last = 0;
    for (const PlanChunk* const chunk : chunks_)
        if (!chunk->runs_.empty()) last = std::max(last, chunk->runs_.back().group + 1);
    counts_.assign(last + 1, 0);
    for (const PlanChunk* const chunk : chunks_)
        for (const PlanRun& run : chunk->runs_) ++counts_[run.group + 1];
    groups_.clear();
    for (std::uint32_t group = 0; group < last; ++group) {
        if (counts_[group + 1] > 0)
            groups_.push_back({static_cast<PartKind>(group % part_kinds), counts_[group],
                               counts_[group] + counts_[group + 1]});
        counts_[group + 1] += counts_[group];
    }
    members_.resize(counts_.back());
    for (std::uint32_t i = 0; i < chunks_.size(); ++i)
        for (std::uint32_t run = 0; run < chunks_[i]->runs_.size(); ++run)
            members_[counts_[chunks_[i]->runs_[run].group]++] = {i, run};
}

void Plan::look(const Rect& seen, const PlanChunk* unseen) {
    masks_.clear();
    sights_.resize(chunks_.size());
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
        const Rect& box = chunks_[i]->box_;
        Sight& sight = sights_[i];
        sight.part = Sight::Part::none;
        if (chunks_[i] == unseen || !box.touches(seen)) continue;
        const bool all = seen.left() <= box.left() && seen.top() <= box.top() &&
                         box.right() <= seen.right() && box.bottom() <= seen.bottom();
        sight = {all ? Sight::Part::all : Sight::Part::some, static_cast<std::uint32_t>(masks_.size())};
        if (all) continue;
        const std::size_t found = chunks_[i]->find_in_sight(seen, masks_);
        if (found == 0) sight.part = Sight::Part::none;
        if (found * 2 > chunks_[i]->things_.size()) sight.part = Sight::Part::all;
    }
}

} // namespace waymark
