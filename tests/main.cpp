#include "render/image_helper.hpp"

#include <gtest/gtest.h>

/// A test program is its own helper for pictures, as Waymark is.
int main(int argc, char** argv) {
    if (const auto status = waymark::image_helper(argc, argv)) return *status;
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
