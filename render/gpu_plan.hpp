#pragma once
#include "render/gpu_residence.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace waymark {

class PlanChunk;

/// Cells of the plan's grid.
struct PlanCells {
    std::int32_t left = 0, top = 0, right = 0, bottom = 0; ///< all of them within
    bool wide = false;                                     ///< too many: kept apart
};

/// A part of a placed thing with its place in the order of drawing.
struct PlanItem {
    Rect box; ///< world, wherever pinning may move it
    PlanCells cells;
    Resident* resident;
    ResidentPart* part;
    PlanChunk* chunk;
    std::uint32_t index; ///< in paint order within its chunk
    std::uint32_t thing; ///< which of the chunk's things it is of
    std::uint32_t level;
    bool open;           ///< its level is not known (any more)
    bool lifted = false; ///< out of the plan's grid, because it is on its way to another place
};

/// The items of one level and one program in a chunk, in paint order.
struct PlanRun {
    std::uint32_t group = 0; ///< level and program in one number, in the order of drawing
    std::uint32_t begin = 0, end = 0;
    std::vector<std::uint32_t> firsts;                ///< for each thing and one past them: its first item
    std::vector<RecordRange> records, bars, pictures; ///< of all of them, neighbours joined
    // Words only. Sizes: world units an em; `far`: of what stands in for texts that are set later, whether
    // they are set or not.
    std::vector<RecordRange> far_bars;
    float smallest_letters = 0, largest_letters = 0, smallest_far = 0, largest_far = 0;
    bool all_set = true;      ///< no text among them is still to be set
    mutable ReadyForms ready; ///< all of them are
};

/// Things that come and go together.
class PlanChunk {
public:
    /// Other things than before.
    void renew(const std::vector<Resident*>& residents);

    const Rect& box() const { return box_; }
    const std::vector<PlanRun>& runs() const { return runs_; }
    const PlanItem& item(std::uint32_t place) const { return items_[sorted_[place]]; } ///< as in runs
    std::span<const PlanItem> items() const { return items_; }                         ///< in paint order
    /// Texts among its items have been set or dropped.
    void texts_changed();

    std::uint32_t looked_at_again = 0; ///< the same, where the scene was drawn once more
    std::uint32_t looked_at = 0;  ///< the frame in which letters of it were in sight last; 0 = none are set
    bool has_other_texts = false; ///< `texts_changed` is to be called

private:
    friend class Plan;
    struct Edges {
        float left, top, right, bottom;
    };
    static constexpr std::uint32_t nothing = ~std::uint32_t{};
    static std::uint32_t group_of(const PlanItem& item) {
        return item.level * static_cast<std::uint32_t>(part_kinds) +
               static_cast<std::uint32_t>(item.part->kind);
    }
    void sort_into_runs();
    void sum_up_run(PlanRun& run);
    std::span<PlanItem> items_of(std::uint32_t thing);
    void cover(std::uint32_t thing); ///< sums up what the thing's items cover
    void sum_up_box();
    /// Adds a bit for each thing; how many are in sight.
    std::size_t find_in_sight(const Rect& seen, std::vector<std::uint64_t>& masks) const;

    std::vector<PlanItem> items_;       ///< in paint order
    std::vector<std::uint32_t> sorted_; ///< by group
    std::vector<std::uint32_t> starts_; ///< of each group, while sorting
    std::vector<PlanRun> runs_;
    std::vector<Edges> things_;                    ///< of what each thing covers
    std::vector<std::uint32_t> firsts_;            ///< the first item of each thing, and one past them
    Rect box_;                                     ///< of all of them
    Rect settled_box_;                             ///< likewise, when it was settled last
    std::array<std::uint32_t, part_kinds> tops_{}; ///< for each program the highest level, or `nothing`
    std::array<std::uint32_t, part_kinds> over_{}; ///< for each program the least level over all of these
    std::uint32_t order_ = 0;                      ///< among the plan's chunks
    std::uint32_t first_wide_ = nothing;           ///< index of the first wide item
    std::uint32_t open_ = 0;                       ///< how many items are open
    bool is_in_ = false;                           ///< its items are in the plan's grid
    bool has_moved_ = false;                       ///< some of its things have, since it was settled
    bool has_other_sizes_ = false;                 ///< likewise: some are larger or smaller
};

/// The order in which parts are drawn: as few runs of one program as painter's order allows. Made when the
/// picture changes, not for each frame; a chunk that changes costs itself, what touches it and a look at each
/// chunk.
///
/// Every part gets a level: at least that of every part under it that it touches, and one more where that
/// part's program comes later in a level. Then level by level, program by program is exactly the painter's
/// order wherever parts touch. A very large part is measured by what the chunks under it reach, not by each
/// of their parts.
class Plan {
public:
    /// Before its things go.
    void remove(PlanChunk& chunk);
    /// Things of a chunk lie elsewhere, as their residents say; before `arrange`. False when the chunk has to
    /// be removed and renewed instead, because one of them is too large to be moved alone. `other_sizes`: of
    /// some.
    bool move(PlanChunk& chunk, std::span<const std::uint32_t> things, bool other_sizes);
    /// Where so much has moved that looking at all costs less than finding out what it touched; before
    /// `arrange`, and before the chunks are moved or renewed.
    void start_anew();
    /// All chunks in paint order, those that are new or renewed among them.
    void arrange(std::span<PlanChunk* const> chunks);

    /// Items of one level and program in all chunks.
    struct Group {
        PartKind kind;
        std::uint32_t begin, end; ///< in `members`
    };
    const std::vector<Group>& groups() const { return groups_; }
    bool empty() const { return groups_.empty(); }

    /// Finds out what is in sight; before the functions below. `unseen` is left out wherever it lies.
    void look(const Rect& seen, const PlanChunk* unseen = nullptr);
    /// Calls `whole(chunk, run)` for runs of the group of which at least half of the things are in sight (to
    /// draw the others as well costs less than to tell them apart), `each(item)` for the items in sight of
    /// the others; all in paint order.
    template <class Whole, class Each> void in_sight(const Group& group, Whole whole, Each each) const;

private:
    struct Member {
        std::uint32_t chunk, run;
    };
    /// How much of a chunk is in sight; `mask`: where its bits begin.
    struct Sight {
        enum class Part : std::uint8_t { none, some, all } part = Part::none;
        std::uint32_t mask = 0;
    };
    struct Node {
        PlanItem* item;
        std::uint32_t next;
    };
    template <class Visit> void each_bucket(const PlanCells& cells, Visit visit) const;
    template <class Visit> void neighbours(const PlanItem& item, Visit visit);
    void enter(PlanItem& item);
    void leave(PlanItem& item);
    void make_room(std::size_t items);
    void open(PlanItem& item);
    void open_over(const PlanItem& lower, std::uint32_t level_before, bool was_there, bool is_there);
    std::uint32_t level_over(PlanItem& item);
    std::uint32_t level_over_chunks(const PlanItem& item) const;
    static void sum_up_reach(PlanChunk& chunk);
    void lift(PlanItem& item);
    void put_down(PlanChunk& chunk);
    bool settle(PlanChunk& chunk);
    void gather_groups();

    std::vector<PlanChunk*> chunks_;
    std::vector<std::uint32_t> buckets_; ///< first node + 1
    std::vector<Node> nodes_;
    std::uint32_t free_ = 0; ///< first free node + 1
    std::size_t used_ = 0;
    std::vector<const PlanChunk*> wide_below_; ///< chunks with wide items, as far as they are settled
    /// What chunks reached that have gone: new ones at their places often reach the same.
    struct Reach {
        std::uint32_t order;
        Rect box;
        std::array<std::uint32_t, part_kinds> tops;
        bool operator==(const Reach&) const = default;
    };
    std::vector<Reach> gone_;
    bool all_new_ = false;       ///< nothing in the plan has a level yet but what comes before
    bool reach_changed_ = false; ///< some chunk reaches other levels than when the plan was arranged last
    bool runs_changed_ = false;  ///< some chunk has other runs than when groups were gathered
    std::vector<std::uint32_t> counts_;
    std::vector<Group> groups_;
    std::vector<Member> members_;
    std::vector<Sight> sights_;
    std::vector<std::uint64_t> masks_;
};

PlanCells cells_of(const Rect& box, bool pinned);
/// What a placed part can cover in the world.
Rect reach(const Placed& placed, const ResidentPart& part);

template <class Whole, class Each> void Plan::in_sight(const Group& group, Whole whole, Each each) const {
    for (std::uint32_t i = group.begin; i < group.end; ++i) {
        const Sight sight = sights_[members_[i].chunk];
        if (sight.part == Sight::Part::none) continue;
        const PlanChunk& chunk = *chunks_[members_[i].chunk];
        const PlanRun& run = chunk.runs()[members_[i].run];
        if (sight.part == Sight::Part::all) {
            whole(chunk, run);
            continue;
        }
        const std::size_t things = run.firsts.size() - 1;
        for (std::size_t word = 0; word * 64 < things; ++word)
            for (std::uint64_t bits = masks_[sight.mask + word]; bits != 0; bits &= bits - 1) {
                const std::size_t thing = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
                for (std::uint32_t at = run.firsts[thing]; at < run.firsts[thing + 1]; ++at)
                    each(chunk.item(at));
            }
    }
}

} // namespace waymark
