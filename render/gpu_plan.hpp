#pragma once
#include "render/gpu_residence.hpp"

#include <cstdint>
#include <vector>

namespace waymark {

/// The order in which parts are drawn: as few runs of one program as painter's order allows. Made when the
/// picture changes, not for each frame.
///
/// Every part gets a level: at least that of every part under it that it touches, and one more where that
/// part's program comes later in a level. Then level by level, program by program is exactly the painter's
/// order wherever parts touch.
class Plan {
public:
    struct Item {
        Rect box; ///< world, wherever pinning may move it
        Resident* resident;
        ResidentPart* part;
    };
    /// Items of one level and program, in paint order.
    struct Run {
        PartKind kind;
        std::uint32_t begin, end;
    };

    void clear() { items_.clear(); }
    void add(Resident& resident);
    /// After the last `add`.
    void arrange();

    const std::vector<Run>& runs() const { return runs_; }
    const std::vector<Item>& items() const { return sorted_; }

private:
    struct Grid;
    std::uint32_t level_over(const Item& item, std::uint32_t index) const;
    void enter(const Item& item, std::uint32_t index);
    template <class Visit> void cells_of(const Rect& box, Visit visit) const;

    std::vector<Item> items_, sorted_;
    std::vector<std::uint32_t> levels_, starts_;
    std::vector<Run> runs_;
    struct Node {
        std::uint32_t item, next;
    };
    std::vector<std::uint32_t> buckets_; ///< first node + 1
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> wide_; ///< items over very many cells
    std::vector<std::uint32_t> groups_;
};

/// What a placed part can cover in the world.
Rect reach(const Placed& placed, const ResidentPart& part);

} // namespace waymark
