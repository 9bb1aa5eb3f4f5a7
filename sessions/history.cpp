#include "sessions/history.hpp"

#include <algorithm>
#include <utility>

namespace waymark {

History::History(Session start, std::string label) {
    steps_.push_back({std::move(start), {}, std::move(label)});
}

bool History::commit(Id journey, const Edit& edit, Selection before, Selection after) {
    Session result = edited(session(), journey, edit);
    if (result == session()) return false;
    steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(now_) + 1, steps_.end());
    steps_[now_].selection = std::move(before);
    steps_.push_back({std::move(result), std::move(after), label(edit)});
    // The state that the oldest of a thousand edits started from is kept as well.
    if (steps_.size() > step_limit + 1) steps_.erase(steps_.begin());
    now_ = steps_.size() - 1;
    return true;
}

void History::undo() {
    if (can_undo()) --now_;
}

void History::redo() {
    if (can_redo()) ++now_;
}

void History::go_to(std::size_t position) { now_ = std::min(position, steps_.size() - 1); }

} // namespace waymark
