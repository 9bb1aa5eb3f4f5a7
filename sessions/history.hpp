#pragma once
#include "sessions/edit.hpp"

#include <string>
#include <vector>

namespace waymark {

/// Things chosen on the board, in the order they were chosen.
using Selection = std::vector<Id>;

/// One state of the session: what it was, what was chosen then, and the name of the edit that led to it.
struct Step {
    Session session;
    Selection selection;
    std::string label;
    Id by = Id::none;             ///< the Participant whose step it was; none = nobody in particular
    std::uint64_t number = 0;     ///< its own, as long as the history lives
    std::uint64_t takes_back = 0; ///< the number of the step it takes back; 0 = it is none of these
};

/// What has become of somebody's wish to take their own last step back.
enum class TakenBack : std::uint8_t { done, nothing_there, changed_since };

/// A timeline of values and a cursor; no inverse operation exists. Keeps the last thousand edits, and the
/// state that the oldest of them started from.
class History {
public:
    static constexpr std::size_t step_limit = 1000;

    explicit History(Session start, std::string label = "Open");

    const Session& session() const { return steps_[now_].session; }
    const Step& now() const { return steps_[now_]; }
    const std::vector<Step>& steps() const { return steps_; }
    std::size_t position() const { return now_; }
    bool can_undo() const { return now_ > 0; }
    bool can_redo() const { return now_ + 1 < steps_.size(); }

    /// Adds a step after the current one and drops what could have been redone. `before` is the selection
    /// that an undo of this step brings back, `after` the one that belongs to its result. An edit that
    /// changes nothing adds no step; returns whether one was added.
    /// `by`: whose step it is.
    bool commit(Id journey, const Edit& edit, Selection before, Selection after, Id by = Id::none);

    /// Takes back the last step of one person that they have not taken back yet, as a new step: others' work
    /// stays (see `taken_back`). Nothing changes where somebody has changed the same things since.
    TakenBack take_back(Id by, Selection selection);

    void undo();
    void redo();
    /// Moves the cursor to the step at `position` (history panel).
    void go_to(std::size_t position);

private:
    void add(Step step, Selection before);

    std::vector<Step> steps_;
    std::size_t now_ = 0;
    std::uint64_t numbers_ = 0;
};

} // namespace waymark
