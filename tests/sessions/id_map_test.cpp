#include "sessions/id_map.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace waymark {

namespace {

TEST(id_map, behaves_like_a_map_in_any_order) {
    std::mt19937 random{1};
    IdMap<int> map;
    std::map<Id, int> model;
    for (int i = 0; i < 3000; ++i) {
        const Id id{random() % 500};
        map.set(id, i);
        model[id] = i;
        if (i % 300 == 0) {
            const auto is_old = [](Id, int value) { return value % 3 == 0; };
            map.forget_if(is_old);
            std::erase_if(model, [&](const auto& entry) { return is_old(entry.first, entry.second); });
        }
    }
    EXPECT_TRUE(
        std::equal(map.begin(), map.end(), model.begin(), model.end(),
                   [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; }));
    for (std::uint64_t number = 0; number < 510; ++number) {
        const int* found = map.find(Id{number});
        ASSERT_EQ(found != nullptr, model.contains(Id{number})) << number;
        if (found) {
            EXPECT_EQ(*found, model[Id{number}]);
        }
    }
    map.clear();
    EXPECT_TRUE(map.empty());
    EXPECT_EQ(map.find(Id{1}), nullptr);
}

TEST(id_map, sorted_ids_stand_once_each) {
    EXPECT_EQ(sorted({Id{5}, Id{2}, Id{5}, Id{9}, Id{2}}), (std::vector<Id>{Id{2}, Id{5}, Id{9}}));
}

} // namespace
} // namespace waymark
