#include "render/gpu_plan.hpp"

#include <algorithm>

namespace waymark {
namespace {

void join(std::vector<RecordRange>& ranges, RecordRange next) {
    if (next.count == 0) return;
    if (!ranges.empty() && ranges.back().first + ranges.back().count == next.first)
        ranges.back().count += next.count;
    else
        ranges.push_back(next);
}

} // namespace

void PlanChunk::renew(const std::vector<Resident*>& residents) {
    items_.clear();
    firsts_.clear();
    things_.resize(residents.size());
    for (std::uint32_t thing = 0; thing < residents.size(); ++thing) {
        Resident& resident = *residents[thing];
        firsts_.push_back(static_cast<std::uint32_t>(items_.size()));
        for (ResidentPart& part : resident.parts) {
            const Rect box = reach(resident.placed, part);
            items_.push_back({box, cells_of(box, !(resident.placed.pinned == Vec2{})), &resident, &part, this,
                              static_cast<std::uint32_t>(items_.size()), thing, 0, true});
        }
    }
    firsts_.push_back(static_cast<std::uint32_t>(items_.size()));
    for (std::uint32_t thing = 0; thing < residents.size(); ++thing) cover(thing);
    sum_up_box();
    open_ = static_cast<std::uint32_t>(items_.size());
    is_in_ = has_moved_ = has_other_sizes_ = false;
}

std::span<PlanItem> PlanChunk::items_of(std::uint32_t thing) {
    return std::span{items_}.subspan(firsts_[thing], firsts_[thing + 1] - firsts_[thing]);
}

void PlanChunk::cover(std::uint32_t thing) {
    Rect all;
    for (const PlanItem& item : items_of(thing)) all = united(all, item.box);
    things_[thing] = {all.left(), all.top(), all.right(), all.bottom()};
}

void PlanChunk::sum_up_box() {
    box_ = {};
    for (const Edges& thing : things_)
        box_ = united(box_, rect_between({thing.left, thing.top}, {thing.right, thing.bottom}));
}

/// A counting sort keeps the paint order within each group.
void PlanChunk::sort_into_runs() {
    tops_.fill(nothing);
    std::uint32_t last = 0;
    for (const PlanItem& item : items_) {
        std::uint32_t& top = tops_[static_cast<std::size_t>(item.part->kind)];
        top = top == nothing ? item.level : std::max(top, item.level);
        last = std::max(last, group_of(item));
    }
    starts_.assign(last + 2, 0);
    for (const PlanItem& item : items_) ++starts_[group_of(item) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    sorted_.resize(items_.size());
    for (std::uint32_t i = 0; i < items_.size(); ++i) sorted_[starts_[group_of(items_[i])]++] = i;

    std::size_t count = 0;
    for (std::uint32_t at = 0; at < sorted_.size(); ++at) {
        const std::uint32_t group = group_of(items_[sorted_[at]]);
        if (count == 0 || runs_[count - 1].group != group) {
            if (count == runs_.size()) runs_.emplace_back();
            runs_[count].group = group;
            runs_[count].begin = at;
            ++count;
        }
        runs_[count - 1].end = at + 1;
    }
    runs_.resize(count);
    for (PlanRun& run : runs_) sum_up_run(run);
}

void PlanChunk::sum_up_run(PlanRun& run) {
    run.firsts.resize(things_.size() + 1);
    run.records.clear();
    run.bars.clear();
    run.pictures.clear();
    run.far_bars.clear();
    run.all_set = true;
    run.smallest_far = run.largest_far = 0;
    run.ready = {};
    run.smallest_letters = run.largest_letters = 0;
    std::uint32_t thing = 0;
    for (std::uint32_t at = run.begin; at < run.end; ++at) {
        const PlanItem& it = item(at);
        for (; thing <= it.thing; ++thing) run.firsts[thing] = at;
        join(run.records, it.part->records);
        if (it.part->kind != PartKind::words) continue;
        join(run.bars, it.part->bars);
        join(run.pictures, it.part->pictures);
        join(run.far_bars, it.part->far_bars());
        run.all_set &= it.part->is_set();
        const float far = it.part->text->size * it.resident->placed.scale;
        run.smallest_far = at == run.begin ? far : std::min(run.smallest_far, far);
        run.largest_far = std::max(run.largest_far, far);
        const float em = it.part->letters().size * it.resident->placed.scale;
        run.smallest_letters = at == run.begin ? em : std::min(run.smallest_letters, em);
        run.largest_letters = std::max(run.largest_letters, em);
    }
    for (; thing <= things_.size(); ++thing) run.firsts[thing] = run.end;
}

void PlanChunk::texts_changed() {
    has_other_texts = false;
    for (PlanRun& run : runs_)
        if (items_[sorted_[run.begin]].part->kind == PartKind::words) sum_up_run(run);
}

std::size_t PlanChunk::find_in_sight(const Rect& seen, std::vector<std::uint64_t>& masks) const {
    const Edges view{seen.left(), seen.top(), seen.right(), seen.bottom()};
    std::size_t found = 0;
    for (std::size_t first = 0; first < things_.size(); first += 64) {
        std::uint64_t bits = 0;
        const std::size_t count = std::min<std::size_t>(64, things_.size() - first);
        const Edges* const things = things_.data() + first;
        for (std::size_t i = 0; i < count; ++i) { // no branches: most boards are looked at in part
            const Edges& thing = things[i];
            const int in = (thing.left < view.right) & (thing.top < view.bottom) & (view.left < thing.right) &
                           (view.top < thing.bottom);
            bits |= static_cast<std::uint64_t>(in) << i;
        }
        masks.push_back(bits);
        found += static_cast<std::size_t>(std::popcount(bits));
    }
    return found;
}

} // namespace waymark
