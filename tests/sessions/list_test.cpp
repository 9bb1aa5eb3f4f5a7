#include "sessions/list.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>

namespace waymark {

namespace {

List<int> numbers(int count) {
    List<int> list;
    for (int i = 0; i < count; ++i) list.push_back(i);
    return list;
}

std::vector<int> values(const List<int>& list) {
    std::vector<int> result;
    for (const Shared<int>& value : list) result.push_back(*value);
    return result;
}

TEST(list, behaves_like_a_vector_under_random_edits) {
    std::mt19937 random{1};
    List<int> list;
    std::vector<int> model;
    for (int i = 0; i < 20000; ++i) {
        const std::size_t place = model.empty() ? 0 : random() % model.size();
        const auto at = model.begin() + static_cast<std::ptrdiff_t>(place);
        switch (random() % 4) {
        case 0: list.push_back(i), model.push_back(i); break;
        case 1: list.insert(place, i), model.insert(at, i); break;
        case 2:
            if (!model.empty()) list.replace(place, i), *at = i;
            break;
        case 3:
            if (!model.empty()) list.erase(place), model.erase(at);
            break;
        }
        ASSERT_EQ(list.size(), model.size());
        if (!model.empty()) {
            ASSERT_EQ(*list[model.size() / 2], model[model.size() / 2]);
        }
        if (i % 500 == 0) {
            ASSERT_EQ(values(list), model);
        }
    }
    EXPECT_EQ(values(list), model);
}

TEST(list, a_copy_does_not_see_later_changes) {
    List<int> list = numbers(200);
    const List<int> before = list;
    list.replace(100, -1);
    list.erase(0);
    list.insert(50, 7);
    EXPECT_EQ(values(before), values(numbers(200)));
    EXPECT_FALSE(list == before);
}

TEST(list, an_untouched_element_stays_the_very_same_value) {
    const List<int> before = numbers(1000);
    List<int> list = before;
    list.replace(500, -1);
    for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list[i].same(before[i]), i != 500);
}

TEST(list, a_change_rewrites_one_chunk_only) {
    const List<int> before = numbers(1000);
    List<int> list = before;
    list.replace(500, -1);
    ASSERT_EQ(list.chunks().size(), before.chunks().size());
    int rewritten = 0;
    for (std::size_t i = 0; i < list.chunks().size(); ++i)
        rewritten += list.chunks()[i].same(before.chunks()[i]) ? 0 : 1;
    EXPECT_EQ(rewritten, 1);
}

TEST(list, no_chunk_grows_beyond_its_limit) {
    List<int> list;
    for (int i = 0; i < 1000; ++i) list.insert(list.size() / 3, i);
    for (const auto& chunk : list.chunks()) {
        EXPECT_LE(chunk->size(), List<int>::chunk_limit);
        EXPECT_GT(chunk->size(), 0u);
    }
    EXPECT_EQ(list.size(), 1000u);
}

TEST(list, equal_lists_are_equal_whatever_their_chunks) {
    List<int> front_first, back_first;
    for (int i = 0; i < 300; ++i) back_first.push_back(i);
    for (int i = 299; i >= 0; --i) front_first.insert(0, i);
    EXPECT_TRUE(front_first == back_first);
    EXPECT_FALSE(front_first.same(back_first));
    EXPECT_TRUE(List<int>{} == List<int>{});
}

TEST(list, erasing_everything_leaves_an_empty_list_that_can_be_filled_again) {
    List<int> list = numbers(130);
    while (!list.empty()) list.erase(list.size() - 1);
    EXPECT_EQ(list.begin(), list.end());
    list.push_back(5);
    EXPECT_EQ(*list.back(), 5);
}

} // namespace

} // namespace waymark
