#pragma once
#include "sessions/journey.hpp"

#include <optional>

namespace waymark {

/// The session without one of the steps that led to it: things that the step has changed are as they were
/// `before` it, what it has made is gone, what it has removed is there again, in its place; but only those
/// that are still as they were `after` it. What others have done since stays. Nothing where somebody has
/// changed all of it since, or where what others have made stands on it.
std::optional<Session> taken_back(const Session& now, const Session& before, const Session& after);

} // namespace waymark
