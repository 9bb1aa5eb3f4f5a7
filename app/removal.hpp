#pragma once
#include "sessions/edit.hpp"

#include <optional>
#include <vector>

namespace waymark {

/// One edit that removes whatever these things are, stages and lanes included (their notes go to the parking
/// lot). Nothing when none of them is there.
std::optional<Edit> removal(const Journey& journey, const std::vector<Id>& things);

} // namespace waymark
