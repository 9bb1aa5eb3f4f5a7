#include "tests/render/heap_count.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

// In a file of their own: seen while inlining, these look like mismatched pairs to the compiler.
namespace {
std::atomic<std::uint64_t> count{0};
}

void* operator new(std::size_t size) {
    ++count;
    if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
    throw std::bad_alloc{};
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++count;
    return std::malloc(size > 0 ? size : 1);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

std::uint64_t waymark::heap_allocations() { return count; }
