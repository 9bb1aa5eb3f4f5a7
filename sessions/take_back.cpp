#include "sessions/take_back.hpp"

#include "sessions/edit_subject.hpp"
#include "sessions/flaws.hpp"
#include "sessions/storage_draft.hpp"
#include "sessions/storage_records.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace waymark {
namespace {

// Whatever a step was about, each list is gone through a few times, however many of its things come and go.

template <class T> using Things = std::vector<Shared<T>>;

/// Takes out what lies at `places` (rising); in their order.
template <class T> Things<T> lifted(Things<T>& list, const std::vector<std::size_t>& places) {
    Things<T> out, rest;
    auto place = places.begin();
    for (std::size_t i = 0; i < list.size(); ++i) {
        const bool wanted = place != places.end() && *place == i;
        (wanted ? out : rest).push_back(std::move(list[i]));
        if (wanted) ++place;
    }
    list = std::move(rest);
    return out;
}
template <class T> Things<T> lifted(List<T>& list, const std::vector<std::size_t>& places) {
    return list.lift(places);
}

/// Things that come back together, before the one at `index`.
template <class T> struct Comeback {
    std::size_t index = 0;
    Things<T> things;
};

/// Indices rise, and are those of the list as it is before.
template <class T> void put_back(Things<T>& list, std::vector<Comeback<T>> comebacks) {
    Things<T> whole;
    std::size_t next = 0;
    const auto take_until = [&](std::size_t end) {
        for (; next < end; ++next) whole.push_back(std::move(list[next]));
    };
    for (Comeback<T>& one : comebacks) {
        take_until(one.index);
        whole.insert(whole.end(), one.things.begin(), one.things.end());
    }
    take_until(list.size());
    list = std::move(whole);
}
template <class T> void put_back(List<T>& list, std::vector<Comeback<T>> comebacks) {
    for (auto one = comebacks.rbegin(); one != comebacks.rend(); ++one)
        list.insert(one->index, std::move(one->things));
}

/// Puts what `change(value)` gives in place of the value, where it gives something.
template <class T, class Change> void change_each(Things<T>& list, Change change) {
    for (Shared<T>& one : list)
        if (std::optional<Shared<T>> other = change(one)) one = std::move(*other);
}
template <class T, class Change> void change_each(List<T>& list, Change change) {
    list.change_each([&](std::size_t, const Shared<T>& one) { return change(one); });
}

bool facts_equal(const Journey& a, const Journey& b) {
    const auto facts = [](const Journey& j) {
        return std::tie(j.title, j.scenario, j.goal, j.purpose, j.state, j.pair, j.personas, j.tags);
    };
    return facts(a) == facts(b);
}

void take_facts(Journey& to, const Journey& from) {
    to.title = from.title, to.scenario = from.scenario, to.goal = from.goal, to.purpose = from.purpose;
    to.state = from.state, to.pair = from.pair, to.personas = from.personas, to.tags = from.tags;
}

/// Goes through three states of a session and puts back what can be put back.
class TakingBack {
public:
    bool has_done() const { return done_; }

    void facts(Session& now, const Session& before, const Session& after) {
        const auto of = [](const Session& s) {
            return std::tie(s.title, s.language, s.sponsor, s.facilitator);
        };
        if (of(before) == of(after) || of(now) != of(after)) return;
        now.title = before.title, now.language = before.language;
        now.sponsor = before.sponsor, now.facilitator = before.facilitator;
        done_ = true;
    }

    /// Journeys that are there all the time are looked into; one that came or went is a thing like others.
    void journeys(Session& now, const Session& before, const Session& after) {
        for (Shared<Journey>& journey : now.journeys) {
            const Journey* const was = find_journey(before, journey->id);
            const Journey* const became = find_journey(after, journey->id);
            if (!was || !became || was == became) continue;
            Journey changed = *journey;
            for_each_pair_of_lists_of_journey(*was, *became, [&](const auto& a, const auto& b) {
                for_each_list_of_journey(changed, [&](auto& list) {
                    if constexpr (std::same_as<std::decay_t<decltype(list)>, std::decay_t<decltype(a)>>)
                        things(list, a, b);
                });
            });
            if (!facts_equal(*was, *became) && facts_equal(changed, *became)) {
                take_facts(changed, *was);
                done_ = true;
            }
            if (!(changed == *journey)) journey = std::move(changed);
        }
        come_and_gone(now.journeys, before.journeys, after.journeys);
    }

    /// One list in its three states.
    template <class L> void things(L& now, const L& before, const L& after) {
        const auto same = [](const auto& a, const auto& b) { return a.same(b); };
        if (std::equal(before.begin(), before.end(), after.begin(), after.end(), same)) return;
        const auto was = by_number(before), became = by_number(after);
        change_each(now, [&](const Element<L>& one) -> std::optional<Element<L>> {
            const auto a = was.find(number_of(*one)), b = became.find(number_of(*one));
            if (a == was.end() || b == became.end() || a->second->same(*b->second)) return std::nullopt;
            if (**a->second == **b->second || !(*one == **b->second)) return std::nullopt;
            done_ = true;
            return *a->second;
        });
        come_and_gone(now, before, after);
        put_in_order(now, before, after);
    }

private:
    template <class L> using Element = std::decay_t<decltype(*std::declval<const L&>().begin())>;
    template <class L> using ByNumber = std::unordered_map<std::uint64_t, const Element<L>*>;

    template <class L> static ByNumber<L> by_number(const L& list) {
        ByNumber<L> all;
        for (const auto& one : list) all.emplace(number_of(*one), &one);
        return all;
    }
    template <class L> using ValueOf = std::remove_cvref_t<decltype(**std::declval<const L&>().begin())>;

    /// What the step has made goes, what it has removed comes back behind what it lay behind.
    template <class L> void come_and_gone(L& now, const L& before, const L& after) {
        const auto was = by_number(before), became = by_number(after);
        std::vector<std::size_t> made;
        std::size_t index = 0;
        for (const auto& one : now) {
            const auto there = became.find(number_of(*one));
            if (!was.contains(number_of(*one)) && there != became.end() && *one == **there->second)
                made.push_back(index);
            ++index;
        }
        if (!made.empty()) (void)lifted(now, made), done_ = true;
        const std::unordered_set<std::uint64_t> there = numbers_in(now);
        const auto comes_back = [&](std::uint64_t number) {
            return !became.contains(number) && !there.contains(number);
        };
        put_behind(now, before, comes_back, was);
    }

    /// Things for which `comes` says so lie again where they lay in `order`: behind the nearest of those
    /// before them that are there. They have the values of `values`.
    template <class L, class Order, class Comes>
    void put_behind(L& now, const Order& order, Comes comes, const ByNumber<L>& values) {
        using T = ValueOf<L>;
        std::unordered_map<std::uint64_t, std::size_t> places;
        for (const auto& one : now) places.emplace(number_of(*one), places.size());
        std::map<std::size_t, Things<T>> groups; // by the place behind which they come
        std::size_t behind = 0;
        for (const auto& one : order) {
            const std::uint64_t number = number_in(one);
            if (const auto place = places.find(number); place != places.end())
                behind = place->second + 1;
            else if (comes(number))
                groups[behind].push_back(*values.at(number));
        }
        std::vector<Comeback<T>> comebacks;
        for (auto& [index, things] : groups) comebacks.push_back({index, std::move(things)});
        if (comebacks.empty()) return;
        put_back(now, std::move(comebacks));
        done_ = true;
    }

    /// Things that the step has brought to another place among the others, and that still lie behind the same
    /// one, go back behind the one they lay behind.
    template <class L> void put_in_order(L& now, const L& before, const L& after) {
        const std::vector<std::uint64_t> old = common(before, after), became = common(after, before);
        if (old == became) return;
        const auto was = by_number(before);
        const auto fronts_then = fronts(became), fronts_now = fronts(common(now, after));
        const std::vector<std::uint64_t> moved = moved_between(old, became);
        const std::unordered_set<std::uint64_t> wanted{moved.begin(), moved.end()};
        std::vector<std::size_t> places;
        std::unordered_set<std::uint64_t> going;
        std::size_t index = 0;
        for (const auto& one : now) {
            const std::uint64_t number = number_of(*one);
            // Not what somebody has changed since, or brought elsewhere.
            if (wanted.contains(number) && fronts_now.at(number) == fronts_then.at(number) &&
                *one == **was.at(number))
                places.push_back(index), going.insert(number);
            ++index;
        }
        if (places.empty()) return;
        const auto held = lifted(now, places);
        ByNumber<L> values;
        for (const auto& one : held) values.emplace(number_of(*one), &one);
        put_behind(
            now, old, [&](std::uint64_t number) { return going.contains(number); }, values);
    }
    /// Which one each lies behind; 0 = it is the first.
    static std::unordered_map<std::uint64_t, std::uint64_t> fronts(const std::vector<std::uint64_t>& order) {
        std::unordered_map<std::uint64_t, std::uint64_t> all;
        std::uint64_t before = 0;
        for (const std::uint64_t number : order) all.emplace(number, std::exchange(before, number));
        return all;
    }
    template <class L> static std::unordered_set<std::uint64_t> numbers_in(const L& list) {
        std::unordered_set<std::uint64_t> all;
        for (const auto& one : list) all.insert(number_of(*one));
        return all;
    }
    static std::uint64_t number_in(std::uint64_t number) { return number; }
    template <class T> static std::uint64_t number_in(const Shared<T>& one) { return number_of(*one); }
    template <class L> static std::vector<std::uint64_t> common(const L& list, const L& other) {
        const auto there = by_number(other);
        std::vector<std::uint64_t> numbers;
        for (const auto& one : list)
            if (there.contains(number_of(*one))) numbers.push_back(number_of(*one));
        return numbers;
    }
    /// The fewest that must have moved to come from one order to the other, in the order before.
    static std::vector<std::uint64_t> moved_between(const std::vector<std::uint64_t>& old,
                                                    const std::vector<std::uint64_t>& became) {
        std::unordered_map<std::uint64_t, std::size_t> places;
        for (std::size_t i = 0; i < became.size(); ++i) places.emplace(became[i], i);
        std::vector<std::size_t> ends, before(old.size(), old.size()); // of longest rising sequences
        for (std::size_t i = 0; i < old.size(); ++i) {
            const auto longer = std::ranges::lower_bound(ends, places.at(old[i]), {},
                                                         [&](std::size_t at) { return places.at(old[at]); });
            before[i] = longer == ends.begin() ? old.size() : *(longer - 1);
            if (longer == ends.end())
                ends.push_back(i);
            else
                *longer = i;
        }
        std::vector<bool> stays(old.size(), false);
        for (std::size_t at = ends.empty() ? old.size() : ends.back(); at != old.size(); at = before[at])
            stays[at] = true;
        std::vector<std::uint64_t> moved;
        for (std::size_t i = 0; i < old.size(); ++i)
            if (!stays[i]) moved.push_back(old[i]);
        return moved;
    }

    bool done_ = false;
};

} // namespace

std::optional<Session> taken_back(const Session& now, const Session& before, const Session& after) {
    Session result = now;
    TakingBack taking;
    taking.facts(result, before, after);
    for_each_pair_of_lists_of_session(before, after, [&](const auto& a, const auto& b) {
        for_each_list_of_session(result, [&](auto& list) {
            if constexpr (std::same_as<std::decay_t<decltype(list)>, std::decay_t<decltype(a)>>)
                taking.things(list, a, b);
        });
    });
    taking.journeys(result, before, after);
    if (!taking.has_done() || result.journeys.empty()) return std::nullopt;
    drop_unused_pictures(result);
    if (result == now || !flaws(result).empty()) return std::nullopt;
    return result;
}

} // namespace waymark
