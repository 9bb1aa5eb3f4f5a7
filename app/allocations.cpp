#include "app/allocations.hpp"

#include <cstdlib>
#include <new>

namespace {
thread_local std::uint64_t count = 0;
}

// ThreadSanitizer of clang brings its own forms and takes no others: nothing is counted there.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define WAYMARK_COUNTS_NOTHING
#endif
#endif

#ifndef WAYMARK_COUNTS_NOTHING
// The replaceable forms; the others of the standard library lead to these. The form that does not throw is
// replaced too, because a sanitizer brings its own of each form and takes a pair of different origins for a
// mistake.
void* operator new(std::size_t size) {
    ++count;
    if (void* const memory = std::malloc(size > 0 ? size : 1)) return memory;
    throw std::bad_alloc{};
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++count;
    return std::malloc(size > 0 ? size : 1);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
#endif

std::uint64_t waymark::allocations() { return count; }
