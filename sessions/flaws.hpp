#pragma once
#include "sessions/journey.hpp"

#include <string>
#include <vector>

namespace waymark {

/// Broken invariants of the model, one sentence each; empty for a sound value. Ids unique and below
/// `next_id`, every reference leads to something of the right kind, curve points sorted and in range, texts
/// clean UTF-8 within limits, numbers finite and in range.
std::vector<std::string> flaws(const Session& session);

/// The same for one journey of it.
std::vector<std::string> flaws(const Journey& journey, const Session& session);

} // namespace waymark
