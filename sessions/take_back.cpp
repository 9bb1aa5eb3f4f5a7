#include "sessions/take_back.hpp"

#include "sessions/edit_subject.hpp"
#include "sessions/flaws.hpp"
#include "sessions/storage_draft.hpp"
#include "sessions/storage_records.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waymark {
namespace {

template <class T> void remove_at(std::vector<Shared<T>>& list, std::size_t index) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
}
template <class T> void remove_at(List<T>& list, std::size_t index) { list.erase(index); }
template <class T> void put_at(std::vector<Shared<T>>& list, std::size_t index, Shared<T> one) {
    insert_at(list, index, std::move(one));
}
template <class T> void put_at(List<T>& list, std::size_t index, Shared<T> one) {
    list.insert(index, std::move(one));
}
template <class T> void replace_with(std::vector<Shared<T>>& list, std::size_t index, Shared<T> one) {
    list[index] = std::move(one);
}
template <class T> void replace_with(List<T>& list, std::size_t index, Shared<T> one) {
    list.replace(index, std::move(one));
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
        std::size_t index = 0;
        std::vector<std::pair<std::size_t, const Element<L>*>> changed;
        for (const auto& one : now) {
            const auto a = was.find(number_of(*one)), b = became.find(number_of(*one));
            const bool is_same = a != was.end() && b != became.end() && a->second->same(*b->second);
            if (a != was.end() && b != became.end() && !is_same && !(**a->second == **b->second) &&
                *one == **b->second)
                changed.emplace_back(index, a->second);
            ++index;
        }
        for (const auto& [at, one] : changed) replace_with(now, at, *one);
        done_ = done_ || !changed.empty();
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
    template <class L> static std::optional<std::size_t> place_of(const L& list, std::uint64_t number) {
        std::size_t index = 0;
        for (const auto& one : list) {
            if (number_of(*one) == number) return index;
            ++index;
        }
        return std::nullopt;
    }

    /// What the step has made goes, what it has removed comes back behind what it lay behind.
    template <class L> void come_and_gone(L& now, const L& before, const L& after) {
        const auto was = by_number(before), became = by_number(after);
        for (const auto& one : after) {
            if (was.contains(number_of(*one))) continue;
            const std::optional<std::size_t> place = place_of(now, number_of(*one));
            if (!place || !(*now[*place] == *one)) continue;
            remove_at(now, *place);
            done_ = true;
        }
        std::vector<std::uint64_t> in_front;
        for (const auto& one : before) {
            const std::uint64_t number = number_of(*one);
            if (!became.contains(number) && !place_of(now, number)) {
                put_at(now, place_behind(now, last_there(now, in_front)), one);
                done_ = true;
            }
            in_front.push_back(number);
        }
    }
    template <class L> static std::uint64_t last_there(const L& now, const std::vector<std::uint64_t>& all) {
        const auto last =
            std::find_if(all.rbegin(), all.rend(), [&](std::uint64_t one) { return place_of(now, one); });
        return last == all.rend() ? 0 : *last;
    }
    template <class L> static std::size_t place_behind(const L& now, std::uint64_t in_front) {
        const std::optional<std::size_t> place = in_front == 0 ? std::nullopt : place_of(now, in_front);
        return place ? *place + 1 : 0;
    }

    /// Things that the step has brought to another place among the others, and that still lie behind the same
    /// one, go back behind the one they lay behind.
    template <class L> void put_in_order(L& now, const L& before, const L& after) {
        const std::vector<std::uint64_t> old = common(before, after), became = common(after, before);
        if (old == became) return;
        const auto front_of = [](const std::vector<std::uint64_t>& order, std::uint64_t number) {
            const auto at = std::ranges::find(order, number);
            return at == order.begin() || at == order.end() ? 0 : *(at - 1);
        };
        const auto was = by_number(before);
        const std::vector<std::uint64_t> present = common(now, after);
        for (const std::uint64_t number : moved_between(old, became)) {
            const std::optional<std::size_t> place = place_of(now, number);
            if (!place || front_of(present, number) != front_of(became, number)) continue;
            const auto one = now[*place];
            if (!(*one == **was.at(number))) continue; // somebody has changed it since
            remove_at(now, *place);
            const auto end = std::ranges::find(old, number);
            put_at(now, place_behind(now, last_there(now, {old.begin(), end})), one);
            done_ = true;
        }
    }
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
