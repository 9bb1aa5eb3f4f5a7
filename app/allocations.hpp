#pragma once
#include <cstdint>

namespace waymark {

/// How often this thread has asked the heap for memory through `operator new` since it began. Counting costs
/// one increment; it is here so that `waymark bench` can hold frames to a number.
std::uint64_t allocations();

} // namespace waymark
