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

std::vector<Shared<int>> shared(const std::vector<int>& values) { return {values.begin(), values.end()}; }

/// Every element's place with a chance of one in `one_in`, rising.
std::vector<std::size_t> some_places(std::size_t size, std::size_t one_in, std::mt19937& random) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < size; ++i)
        if (random() % one_in == 0) places.push_back(i);
    return places;
}

TEST(list, changes_many_at_once_like_a_vector) {
    std::mt19937 random{2};
    List<int> list = numbers(300);
    std::vector<int> model = values(list);
    for (int round = 0; round < 400; ++round) {
        const std::vector<std::size_t> places = some_places(model.size(), 1 + random() % 40, random);
        std::vector<int> lifted;
        for (const std::size_t place : places) lifted.push_back(model[place]);
        for (auto place = places.rbegin(); place != places.rend(); ++place)
            model.erase(model.begin() + static_cast<std::ptrdiff_t>(*place));
        EXPECT_EQ(list.lift(places), shared(lifted));
        ASSERT_EQ(values(list), model);

        const std::size_t target = random() % (model.size() + 1);
        list.insert(target, shared(lifted));
        model.insert(model.begin() + static_cast<std::ptrdiff_t>(target), lifted.begin(), lifted.end());
        ASSERT_EQ(values(list), model);
        ASSERT_EQ(list.size(), model.size());

        const int divisor = 2 + static_cast<int>(random() % 50);
        list.change_each([&](std::size_t index, const Shared<int>& value) -> std::optional<Shared<int>> {
            EXPECT_EQ(*value, model[index]);
            if (*value % divisor) return std::nullopt;
            return *value + 1;
        });
        for (int& value : model)
            if (value % divisor == 0) ++value;
        ASSERT_EQ(values(list), model);
        for (const auto& chunk : list.chunks()) {
            ASSERT_FALSE(chunk->empty());
            ASSERT_LE(chunk->size(), List<int>::chunk_limit);
        }
    }
}

TEST(list, changing_many_leaves_other_chunks_the_same) {
    List<int> list = numbers(640);
    const List<int> before = list;
    list.change_each([](std::size_t index, const Shared<int>&) -> std::optional<Shared<int>> {
        if (index < 70 || index > 80) return std::nullopt;
        return -1;
    });
    for (std::size_t i = 0; i < list.chunks().size(); ++i)
        EXPECT_EQ(list.chunks()[i].same(before.chunks()[i]), i != 1) << i;
    EXPECT_FALSE(list == before);
    List<int> again = before;
    (void)again.lift({70, 75});
    for (std::size_t i = 0; i < again.chunks().size(); ++i)
        EXPECT_EQ(again.chunks()[i].same(before.chunks()[i]), i != 1) << i;
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
