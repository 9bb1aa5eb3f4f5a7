#include "app/app.hpp"

#include <gtest/gtest.h>

#include <malloc.h>

namespace waymark {
namespace {

/// Bytes in use on the heap, large blocks included.
std::size_t heap_bytes() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// The fonts of every script are some 100 MB: they are mapped and lent to the chrome, never copied at each
// start.
TEST(start, copies_no_font_into_the_heap) {
    const std::size_t before = heap_bytes();
    if (before == 0) GTEST_SKIP() << "This allocator does not say what it holds (a sanitizer's).";
    const App app{system_files()};
    EXPECT_LT(heap_bytes() - before, 16u << 20);
}

} // namespace
} // namespace waymark
