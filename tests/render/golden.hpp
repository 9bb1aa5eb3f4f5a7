#pragma once
#include "render/export.hpp"

#include <gtest/gtest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

/// Pictures that were looked at and kept.
///
/// Tolerance: the mean difference of all channels is at most 1 of 255, and at most 0.5 % of the pixels differ
/// by more than 48 in a channel: enough for another version of the software rasteriser, too little for
/// anything a person would call a change. WAYMARK_GOLDEN=write makes the pictures anew (look at them before
/// committing).
namespace waymark {

inline constexpr float greatest_mean = 1.0f, greatest_share = 0.005f;
inline constexpr int clear_difference = 48;

inline std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

struct Difference {
    float mean = 0, share = 0;
};

inline Difference compared(const Bitmap& a, const Bitmap& b) {
    double sum = 0;
    std::size_t clear = 0;
    for (std::size_t i = 0; i < a.pixels.size(); i += 4) {
        int most = 0;
        for (std::size_t c = i; c < i + 3; ++c) {
            const int off = std::abs(static_cast<int>(a.pixels[c]) - static_cast<int>(b.pixels[c]));
            sum += off;
            most = std::max(most, off);
        }
        clear += most > clear_difference ? 1 : 0;
    }
    const double pixels = static_cast<double>(a.pixels.size()) / 4;
    return {static_cast<float>(sum / pixels / 3), static_cast<float>(static_cast<double>(clear) / pixels)};
}

/// Compares with the picture of this name, or writes it where that was asked for.
inline void expect_golden(const std::string& file, const Bitmap& now) {
    const std::filesystem::path path =
        std::filesystem::path{WAYMARK_TESTS_FOLDER} / "fixtures" / "golden" / file;
    if (environment("WAYMARK_GOLDEN") == "write") {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary} << png_of(now);
    }
    std::ifstream stream{path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    const Result<Bitmap> kept = decoded_image(bytes, file);
    ASSERT_TRUE(kept) << kept.error().sentence;
    ASSERT_EQ(kept->pixels.size(), now.pixels.size());
    const Difference found = compared(*kept, now);
    EXPECT_LE(found.mean, greatest_mean) << file;
    EXPECT_LE(found.share, greatest_share) << file;
    if (found.mean <= greatest_mean && found.share <= greatest_share) return;
    const std::string seen = testing::TempDir() + file;
    std::ofstream{seen, std::ios::binary} << png_of(now);
    ADD_FAILURE() << "What was drawn is in " << seen;
}

} // namespace waymark
