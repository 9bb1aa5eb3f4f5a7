#include "sessions/history.hpp"

#include "sessions/take_back.hpp"

#include <algorithm>
#include <utility>

namespace waymark {

History::History(Session start, std::string label) {
    steps_.push_back({std::move(start), {}, std::move(label)});
}

void History::add(Step step, Selection before) {
    steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(now_) + 1, steps_.end());
    steps_[now_].selection = std::move(before);
    step.number = ++numbers_;
    steps_.push_back(std::move(step));
    // The state that the oldest of a thousand edits started from is kept as well.
    if (steps_.size() > step_limit + 1) steps_.erase(steps_.begin());
    now_ = steps_.size() - 1;
}

bool History::commit(Id journey, const Edit& edit, Selection before, Selection after, Id by) {
    Session result = edited(session(), journey, edit);
    if (result == session()) return false;
    add({std::move(result), std::move(after), label(edit), by}, std::move(before));
    return true;
}

TakenBack History::take_back(Id by, Selection selection) {
    std::vector<std::uint64_t> gone; // steps of theirs that are taken back already
    for (std::size_t at = now_; at > 0; --at) {
        const Step& step = steps_[at];
        if (step.by != by) continue;
        if (step.takes_back != 0) {
            gone.push_back(step.takes_back);
            continue;
        }
        if (std::ranges::find(gone, step.number) != gone.end()) continue;
        std::optional<Session> result = taken_back(session(), steps_[at - 1].session, step.session);
        if (!result) return TakenBack::changed_since;
        Step back{std::move(*result), selection, "Take back: " + step.label, by};
        back.takes_back = step.number;
        add(std::move(back), std::move(selection));
        return TakenBack::done;
    }
    return TakenBack::nothing_there;
}

void History::undo() {
    if (can_undo()) --now_;
}

void History::redo() {
    if (can_redo()) ++now_;
}

void History::go_to(std::size_t position) { now_ = std::min(position, steps_.size() - 1); }

} // namespace waymark
