#pragma once
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace waymark {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// For each element of `now`: where the very same one (by `address(element)`) was in `before`, or `nowhere`.
/// The places rise: of elements that have changed their order some count as new. It costs a comparison for
/// each element where little has changed.
template <class Before, class Now, class AddressBefore, class AddressNow>
std::vector<std::size_t> same_places(const std::vector<Before>& before, const std::vector<Now>& now,
                                     AddressBefore address_before, AddressNow address_now) {
    std::vector<std::size_t> places(now.size(), nowhere);
    const auto is_same = [&](std::size_t then, std::size_t at) {
        return static_cast<const void*>(address_before(before[then])) ==
               static_cast<const void*>(address_now(now[at]));
    };
    std::size_t first = 0, last_before = before.size(), last_now = now.size();
    for (; first < last_before && first < last_now && is_same(first, first); ++first) places[first] = first;
    while (last_before > first && last_now > first && is_same(last_before - 1, last_now - 1))
        places[--last_now] = --last_before;
    if (first == last_before || first == last_now) return places;
    std::unordered_map<const void*, std::size_t> between;
    for (std::size_t i = first; i < last_before; ++i) between.emplace(address_before(before[i]), i);
    std::size_t next = first;
    for (std::size_t i = first; i < last_now; ++i) {
        const auto found = between.find(address_now(now[i]));
        if (found == between.end() || found->second < next) continue;
        places[i] = found->second;
        next = found->second + 1;
    }
    return places;
}

} // namespace waymark
