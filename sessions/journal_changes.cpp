#include "sessions/journal_changes.hpp"

#include "sessions/storage_dispatch.hpp"
#include "sessions/storage_writer.hpp"

#include <algorithm>
#include <iterator>
#include <new>
#include <unordered_map>
#include <utility>

namespace waymark {
namespace {

/// Which of the positions belong to a longest rising subsequence: those may stay, the others have to move.
std::vector<bool> longest_rising(const std::vector<std::size_t>& positions) {
    std::vector<std::size_t> ends, before(positions.size());
    constexpr std::size_t none = ~std::size_t{0};
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto place =
            std::ranges::lower_bound(ends, positions[i], {}, [&](std::size_t at) { return positions[at]; });
        before[i] = place == ends.begin() ? none : *(place - 1);
        if (place == ends.end())
            ends.push_back(i);
        else
            *place = i;
    }
    std::vector<bool> stays(positions.size(), false);
    for (std::size_t at = ends.empty() ? none : ends.back(); at != none; at = before[at]) stays[at] = true;
    return stays;
}

/// Two states of a list without the stretches that both share: those stay where they are, and what lies
/// between two of them lies in one gap.
template <class T> struct Differing {
    struct Element {
        const Shared<T>* one;
        std::size_t gap;
    };
    std::vector<Element> before, after;
    std::vector<std::uint64_t> previous; ///< for each after: the number of the element in front; 0 = none
    std::size_t last_gap = 0;            ///< after everything that is shared

    std::uint64_t in_front = 0; ///< while the list after is gone through

    void add_before(const Shared<T>& one) { before.push_back({&one, last_gap}); }
    void add_after(const Shared<T>& one) {
        after.push_back({&one, last_gap});
        previous.push_back(in_front);
        in_front = number_of(*one);
    }
    void add_shared(const Shared<T>& last) {
        in_front = number_of(*last);
        ++last_gap;
    }
};

template <class T>
Differing<T> differing(const std::vector<Shared<T>>& before, const std::vector<Shared<T>>& after) {
    const std::size_t least = std::min(before.size(), after.size());
    std::size_t front = 0, back = 0;
    while (front < least && before[front].same(after[front])) ++front;
    while (front + back < least && before[before.size() - 1 - back].same(after[after.size() - 1 - back]))
        ++back;
    Differing<T> made;
    if (front > 0) made.add_shared(before[front - 1]);
    for (std::size_t i = front; i + back < before.size(); ++i) made.add_before(before[i]);
    for (std::size_t i = front; i + back < after.size(); ++i) made.add_after(after[i]);
    if (back > 0) made.add_shared(before.back());
    return made;
}

/// Pairs of places of the chunks that both share, rising in both.
template <class Chunks>
std::vector<std::pair<std::size_t, std::size_t>> shared_chunks(const Chunks& a, const Chunks& b) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    const std::size_t least = std::min(a.size(), b.size());
    std::size_t front = 0, back = 0;
    for (; front < least && a[front].same(b[front]); ++front) pairs.emplace_back(front, front);
    while (front + back < least && a[a.size() - 1 - back].same(b[b.size() - 1 - back])) ++back;
    std::unordered_map<const void*, std::size_t> in_b;
    for (std::size_t j = front; j + back < b.size(); ++j) in_b.emplace(b[j].get(), j);
    std::vector<std::size_t> from, to;
    for (std::size_t i = front; i + back < a.size(); ++i)
        if (const auto found = in_b.find(a[i].get()); found != in_b.end())
            from.push_back(i), to.push_back(found->second);
    const std::vector<bool> stays = longest_rising(to);
    for (std::size_t k = 0; k < to.size(); ++k)
        if (stays[k]) pairs.emplace_back(from[k], to[k]);
    for (; back > 0; --back) pairs.emplace_back(a.size() - back, b.size() - back);
    return pairs;
}

/// Chunks that both share are not looked into, so that a moved note of ten thousand costs what one of a
/// hundred costs.
template <class T> Differing<T> differing(const List<T>& before, const List<T>& after) {
    const auto &a = before.chunks(), &b = after.chunks();
    Differing<T> made;
    std::size_t i = 0, j = 0;
    const auto up_to = [&](std::size_t end_a, std::size_t end_b) {
        for (; i < end_a; ++i)
            for (const Shared<T>& one : *a[i]) made.add_before(one);
        for (; j < end_b; ++j)
            for (const Shared<T>& one : *b[j]) made.add_after(one);
    };
    for (const auto& [in_a, in_b] : shared_chunks(a, b)) {
        up_to(in_a, in_b);
        made.add_shared(b[in_b]->back());
        ++i, ++j;
    }
    up_to(a.size(), b.size());
    return made;
}

class ChangeWriter {
public:
    ChangeWriter(const Session& before, const Session& after)
        : before_{before}, after_{after}, records_{bytes_, after} {}

    std::string written() {
        if (facts_differ(before_, after_))
            records_.add(RecordType::session_facts, session_facts_number, after_);
        for_each_pair_of_lists_of_session(before_, after_,
                                          [&](const auto& a, const auto& b) { add_list(a, b, Id::none); });
        add_list(before_.journeys, after_.journeys, Id::none);
        for (const KeptBytes& kept : after_.kept)
            if (!find_kind(kept.type) && std::ranges::find(before_.kept, kept) == before_.kept.end())
                records_.add_unknown(kept);
        return std::move(bytes_);
    }

private:
    /// Compares what would be written, so that no field can be forgotten here.
    template <class T> static bool facts_differ(const T& a, const T& b) {
        const Session none;
        std::string left, right;
        RecordWriter{left, none}.add(RecordType::journey, 0, a);
        RecordWriter{right, none}.add(RecordType::journey, 0, b);
        return left != right;
    }

    void put(const Journey& journey, const Journey* was, Id) {
        static const Journey nothing;
        if (!was || facts_differ(*was, journey))
            records_.add(RecordType::journey, number_of(journey), journey);
        for_each_pair_of_lists_of_journey(was ? *was : nothing, journey,
                                          [&](const auto& a, const auto& b) { add_list(a, b, journey.id); });
    }
    template <class T> void put(const T& object, const T* was, Id journey) {
        if (was && *was == object) return;
        if (journey == Id::none)
            records_.add(record_type<T>, number_of(object), object);
        else
            records_.add(record_type<T>, number_of(object), journey, object);
    }

    template <class L> void add_list(const L& before, const L& after, Id journey) {
        using T = std::decay_t<decltype(**before.begin())>;
        const Differing<T> lists = differing(before, after);
        if (lists.before.empty() && lists.after.empty()) return;
        std::unordered_map<std::uint64_t, std::size_t> places;
        for (std::size_t i = 0; i < lists.before.size(); ++i)
            places.emplace(number_of(**lists.before[i].one), i);
        std::vector<bool> remains(lists.before.size(), false);
        std::vector<std::size_t> was(lists.after.size(), is_new); // places before, in the order after
        for (std::size_t i = 0; i < lists.after.size(); ++i) {
            const Shared<T>& one = *lists.after[i].one;
            const auto found = places.find(number_of(*one));
            const Shared<T>* const old = found == places.end() ? nullptr : lists.before[found->second].one;
            if (!old || !old->same(one)) put(*one, old ? old->get() : nullptr, journey);
            if (!old) continue;
            remains[found->second] = true;
            was[i] = found->second;
        }
        const auto type = static_cast<std::uint32_t>(record_type<T>);
        std::vector<std::uint64_t> gone;
        for (std::size_t i = 0; i < remains.size(); ++i)
            if (!remains[i]) gone.push_back(number_of(**lists.before[i].one));
        if (!gone.empty()) records_.add_journal(JournalRecord::removal, type, journey, gone);
        const std::vector<std::uint64_t> order = moved(lists, was);
        if (!order.empty()) records_.add_journal(JournalRecord::order, type, journey, order);
    }

    static constexpr std::size_t is_new = ~std::size_t{0};

    /// What may stay in its place: in the gap where it was, and there in the order of before.
    template <class T>
    static std::vector<bool> staying(const Differing<T>& lists, const std::vector<std::size_t>& was) {
        std::vector<bool> stays(was.size(), false);
        for (std::size_t first = 0, last = 0; first < was.size(); first = last) {
            std::vector<std::size_t> positions, of;
            const std::size_t gap = lists.after[first].gap;
            for (last = first; last < was.size() && lists.after[last].gap == gap; ++last)
                if (was[last] != is_new && lists.before[was[last]].gap == gap)
                    positions.push_back(was[last]), of.push_back(last);
            const std::vector<bool> rising = longest_rising(positions);
            for (std::size_t i = 0; i < of.size(); ++i) stays[of[i]] = rising[i];
        }
        return stays;
    }

    /// Pairs: the number of what lies elsewhere or is new, and of what it lies behind (0 = at the front).
    template <class T>
    static std::vector<std::uint64_t> moved(const Differing<T>& lists, const std::vector<std::size_t>& was) {
        const std::vector<bool> stays = staying(lists, was);
        // What is new is put at the end: at its place already when only new things follow.
        std::size_t end = lists.after.size();
        while (end > 0 && was[end - 1] == is_new && lists.after[end - 1].gap == lists.last_gap) --end;
        std::vector<std::uint64_t> pairs;
        for (std::size_t i = 0; i < end; ++i) {
            if (stays[i]) continue;
            pairs.push_back(number_of(**lists.after[i].one));
            pairs.push_back(lists.previous[i]);
        }
        return pairs;
    }

    const Session& before_;
    const Session& after_;
    std::string bytes_;
    RecordWriter records_;
};

std::uint64_t number_in_draft(const JourneyDraft& journey) { return number_of(journey.facts); }
template <class T> std::uint64_t number_in_draft(const T& object) { return number_of(object); }

template <class T> auto place_of(std::vector<T>& list, std::uint64_t number) {
    return std::ranges::find_if(list, [&](const T& one) { return number_in_draft(one) == number; });
}

/// Puts the element numbered `number` behind the one numbered `previous`, 0: at the front.
template <class T> void put_behind(std::vector<T>& list, std::uint64_t number, std::uint64_t previous) {
    const auto from = place_of(list, number);
    if (from == list.end() || number == previous) return;
    auto to = list.begin();
    if (previous != 0) {
        to = place_of(list, previous);
        if (to == list.end()) return;
        ++to;
    }
    if (from < to)
        std::rotate(from, from + 1, to);
    else
        std::rotate(to, from, from + 1);
}

} // namespace

std::string changes(const Session& before, const Session& after) {
    return ChangeWriter{before, after}.written();
}

bool ChangeReader::apply(const Frame& frame) {
    if (!frame.sound) return false;
    try {
        const auto type = static_cast<JournalRecord>(frame.type);
        if (type == JournalRecord::removal)
            remove(frame);
        else if (type == JournalRecord::order)
            reorder(frame);
        else if (const RecordKind* kind = find_kind(frame.type))
            read_record(*this, draft_, frame, kind->type);
        else if (is_journal_record(frame.type))
            return false; // of a newer Waymark's journal: no object, and no session's file takes it for one
        else
            put_unknown(frame);
        return true;
    } catch (const std::exception&) { // cereal's, or no memory for what a record claims
        return false;
    }
}

void ChangeReader::read_end(const Frame&) { throw cereal::Exception{"no end in a journal"}; }

template <class... Fields> std::string_view ChangeReader::fields(const Frame& frame, Fields&... fields) {
    MemoryBudget budget{memory_limit};
    const bool is_image = frame.type == static_cast<std::uint32_t>(RecordType::image);
    ArchiveIn archive{frame.content, budget, is_image ? image_bytes_limit : text_limit};
    archive(fields...);
    return archive.rest();
}

void ChangeReader::count_new() {
    if (++objects_ > object_limit) throw cereal::Exception{"more things than a session may have"};
}

void ChangeReader::keep_tail(const Frame& frame, std::uint64_t number, std::string_view tail) {
    std::erase_if(draft_.tails,
                  [&](const KeptBytes& kept) { return kept.type == frame.type && kept.id == number; });
    if (!tail.empty()) draft_.tails.push_back({frame.type, frame.version, number, std::string{tail}});
}

void ChangeReader::put_unknown(const Frame& frame) {
    KeptBytes kept{frame.type, frame.version, 0, std::string{frame.content}};
    if (std::ranges::find(draft_.unknown, kept) != draft_.unknown.end()) return;
    count_new();
    draft_.unknown.push_back(std::move(kept));
}

void ChangeReader::read_session_facts(const Frame& frame) {
    Session facts;
    const std::string_view tail = fields(frame, facts);
    facts.id = draft_.facts.id;
    draft_.facts = std::move(facts);
    keep_tail(frame, session_facts_number, tail);
}

JourneyDraft& ChangeReader::journey(Id id) {
    const auto found = place_of(draft_.journeys, static_cast<std::uint64_t>(id));
    if (found != draft_.journeys.end()) return *found;
    count_new();
    JourneyDraft& made = draft_.journeys.emplace_back();
    made.facts.id = id;
    return made;
}

void ChangeReader::read_journey_facts(const Frame& frame) {
    Journey facts;
    const std::string_view tail = fields(frame, facts);
    keep_tail(frame, number_of(facts), tail);
    journey(facts.id).facts = std::move(facts);
}

template <class T> void ChangeReader::read_object(const Frame& frame, std::vector<T>& list) {
    T object;
    const std::string_view tail = fields(frame, object);
    const std::uint64_t number = number_of(object);
    if (const auto found = place_of(list, number); found != list.end()) {
        *found = std::move(object);
    } else {
        count_new();
        list.push_back(std::move(object));
    }
    keep_tail(frame, number, tail);
}

template <class T> void ChangeReader::read_child(const Frame& frame, std::vector<T> JourneyDraft::*list) {
    Id parent = Id::none;
    T object;
    const std::string_view tail = fields(frame, parent, object);
    const std::uint64_t number = number_of(object);
    std::vector<T>& siblings = journey(parent).*list;
    if (const auto found = place_of(siblings, number); found != siblings.end()) {
        *found = std::move(object);
    } else {
        count_new();
        siblings.push_back(std::move(object));
    }
    keep_tail(frame, number, tail);
}

/// Calls `act` with the one list of things of this type.
template <class Act> void ChangeReader::with_list(std::uint32_t type, Id parent, Act act) {
    if (type == static_cast<std::uint32_t>(RecordType::journey)) return act(draft_.journeys);
    const auto if_it = [&](auto& list) {
        using T = typename std::decay_t<decltype(list)>::value_type;
        if (static_cast<std::uint32_t>(record_type<T>) == type) act(list);
    };
    for_each_list_of_session(draft_, if_it);
    const auto found = place_of(draft_.journeys, static_cast<std::uint64_t>(parent));
    if (found != draft_.journeys.end()) for_each_list_of_journey(*found, if_it);
}

void ChangeReader::remove(const Frame& frame) {
    std::uint32_t type = 0;
    Id parent = Id::none;
    std::vector<std::uint64_t> numbers;
    fields(frame, type, parent, numbers);
    std::ranges::sort(numbers);
    with_list(type, parent, [&](auto& list) {
        std::erase_if(
            list, [&](const auto& one) { return std::ranges::binary_search(numbers, number_in_draft(one)); });
    });
}

void ChangeReader::reorder(const Frame& frame) {
    std::uint32_t type = 0;
    Id parent = Id::none;
    std::vector<std::uint64_t> pairs;
    fields(frame, type, parent, pairs);
    with_list(type, parent, [&](auto& list) {
        for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) put_behind(list, pairs[i], pairs[i + 1]);
    });
}

} // namespace waymark
