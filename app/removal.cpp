#include "app/removal.hpp"

namespace waymark {

std::optional<Edit> removal(const Journey& journey, const std::vector<Id>& things) {
    std::vector<Edit> edits;
    Remove rest;
    for (const Id id : things) {
        if (find_stage(journey, id))
            edits.emplace_back(RemoveStage{id});
        else if (find_lane(journey, id))
            edits.emplace_back(RemoveLane{id});
        else
            rest.things.push_back(id);
    }
    if (!rest.things.empty()) edits.emplace_back(std::move(rest));
    if (edits.empty()) return std::nullopt;
    if (edits.size() == 1) return std::move(edits.front());
    return Several{std::move(edits), "Delete"};
}

} // namespace waymark
