#pragma once
#include <cstdint>

namespace waymark {

/// How often this test program has asked `operator new` so far.
std::uint64_t heap_allocations();

} // namespace waymark
