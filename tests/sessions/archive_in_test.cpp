#include "sessions/archive_in.hpp"

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <sstream>

namespace waymark {
namespace {

/// What cereal's own archive writes.
template <class... Values> std::string portable(const Values&... values) {
    std::ostringstream out;
    {
        cereal::PortableBinaryOutputArchive archive{
            out, cereal::PortableBinaryOutputArchive::Options::LittleEndian()};
        archive(values...);
    }
    return out.str();
}

/// Reads one value and returns what is left behind it.
template <class T> std::string read(const std::string& bytes, T& value, std::size_t memory = 1u << 20) {
    MemoryBudget budget{memory};
    ArchiveIn archive{bytes, budget, 1u << 16};
    archive(value);
    return std::string{archive.rest()};
}

template <class T> bool is_refused(const std::string& bytes, std::size_t memory = 1u << 20) {
    T value{};
    try {
        read(bytes, value, memory);
        return false;
    } catch (const cereal::Exception&) {
        return true;
    }
}

template <class T> void expect_same(const T& value) {
    T read_value{};
    EXPECT_EQ(read(portable(value), read_value), "");
    EXPECT_EQ(read_value, value);
}

struct Tree {
    std::vector<Tree> children;
    template <class Archive> void serialize(Archive& archive) { archive(children); }
};

TEST(archive_in, reads_what_cereal_writes) {
    expect_same(std::uint8_t{200});
    expect_same(std::int16_t{-12345});
    expect_same(std::uint32_t{0xDEADBEEF});
    expect_same(std::numeric_limits<std::uint64_t>::max());
    expect_same(std::numeric_limits<std::int64_t>::min());
    expect_same(true);
    expect_same(-0.125f);
    expect_same(1e300);
    expect_same(std::string{"нота\0🧥", 13});
    expect_same(std::vector<std::string>{"", "a", "bb"});
    expect_same(std::vector<std::vector<std::uint16_t>>{{1, 2}, {}, {3}});
    expect_same(std::optional<float>{2.5f});
    expect_same(std::optional<float>{});
    expect_same(std::array<std::uint8_t, 4>{1, 2, 3, 4});
}

TEST(archive_in, keeps_what_it_was_not_asked_for) {
    std::uint32_t value = 0;
    EXPECT_EQ(read(portable(std::uint32_t{7}) + "a later field", value), "a later field");
}

TEST(archive_in, refuses_to_read_past_the_end) {
    const std::string bytes = portable(std::vector<std::string>{"one", "two"}, 1.5);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        MemoryBudget budget{1u << 20};
        std::vector<std::string> texts;
        double number = 0;
        const auto read_both = [&] {
            ArchiveIn archive{std::string_view{bytes}.substr(0, size), budget, 100};
            archive(texts, number);
        };
        EXPECT_THROW(read_both(), cereal::Exception) << size;
    }
}

TEST(archive_in, never_believes_a_size) {
    for (const int bits : {20, 24, 30, 33, 40, 60, 63}) {
        const std::string size = portable(std::uint64_t{1} << bits);
        EXPECT_TRUE(is_refused<std::string>(size + "abc"));
        EXPECT_TRUE(is_refused<std::vector<float>>(size + "abcd"));
        EXPECT_TRUE(is_refused<std::vector<std::string>>(size + "abcd"));
        EXPECT_TRUE(is_refused<std::vector<std::uint8_t>>(size + "abcd"));
    }
}

TEST(archive_in, takes_no_more_memory_than_its_budget) {
    // Every element is one byte long in the file (an empty list's size would be eight), and much longer in
    // memory.
    const std::string many = portable(std::vector<std::string>(1000));
    EXPECT_FALSE(is_refused<std::vector<std::string>>(many, 2 * 1000 * sizeof(std::string)));
    EXPECT_TRUE(is_refused<std::vector<std::string>>(many, 2 * 1000 * sizeof(std::string) - 1));
    EXPECT_TRUE(is_refused<std::string>(portable(std::string(1000, 'x')), 999));
}

TEST(archive_in, refuses_a_text_longer_than_the_limit) {
    EXPECT_FALSE(is_refused<std::string>(portable(std::string(1u << 16, 'x'))));
    EXPECT_TRUE(is_refused<std::string>(portable(std::string((1u << 16) + 1, 'x'))));
}

TEST(archive_in, refuses_lists_that_lie_too_deep) {
    const auto tree = [](std::size_t depth) {
        std::string bytes{"\1"};
        for (std::size_t i = 0; i < depth; ++i) bytes += portable(std::uint64_t{1}).substr(1);
        return bytes + portable(std::uint64_t{0}).substr(1);
    };
    EXPECT_FALSE(is_refused<Tree>(tree(ArchiveIn::depth_limit - 1)));
    EXPECT_TRUE(is_refused<Tree>(tree(ArchiveIn::depth_limit)));
    EXPECT_TRUE(is_refused<Tree>(tree(100'000)));
}

TEST(archive_in, refuses_a_truth_value_that_is_neither) {
    EXPECT_TRUE(is_refused<bool>("\1\2"));
    EXPECT_TRUE(is_refused<std::optional<float>>("\1\xff"));
}

TEST(archive_in, refuses_another_byte_order) {
    EXPECT_TRUE(is_refused<std::uint8_t>(std::string{"\0\1", 2}));
    EXPECT_TRUE(is_refused<std::uint8_t>("\2\1"));
    EXPECT_TRUE(is_refused<std::uint8_t>(""));
}

TEST(archive_in, replaces_what_is_no_number_and_counts_it) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::string bytes = portable(nan, 2.f, -std::numeric_limits<double>::infinity());
    MemoryBudget budget{100};
    ArchiveIn archive{bytes, budget, 100};
    float a = 1, b = 1;
    double c = 1;
    archive(a, b, c);
    EXPECT_EQ(a, 0);
    EXPECT_EQ(b, 2);
    EXPECT_EQ(c, 0);
    EXPECT_EQ(archive.replaced(), 2u);
}

} // namespace
} // namespace waymark
