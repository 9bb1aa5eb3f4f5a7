#pragma once
#include "sessions/journey.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace waymark {

/// Values by Id in one sorted block: for what is made anew in every frame. Filled in rising order it never
/// moves anything, cleared it keeps its room; each id once.
template <class T> class IdMap {
public:
    using Entry = std::pair<Id, T>;

    bool empty() const { return entries_.empty(); }
    std::size_t size() const { return entries_.size(); }
    auto begin() const { return entries_.begin(); }
    auto end() const { return entries_.end(); }

    /// Null when there is none.
    const T* find(Id id) const {
        const auto at = std::lower_bound(entries_.begin(), entries_.end(), id, comes_before);
        return at == entries_.end() || at->first != id ? nullptr : &at->second;
    }
    bool contains(Id id) const { return find(id) != nullptr; }

    /// Puts `value` in the place of what there was.
    void set(Id id, T value) {
        if (entries_.empty() || entries_.back().first < id) {
            entries_.emplace_back(id, std::move(value));
            return;
        }
        const auto at = std::lower_bound(entries_.begin(), entries_.end(), id, comes_before);
        if (at->first == id)
            at->second = std::move(value);
        else
            entries_.emplace(at, id, std::move(value));
    }

    void clear() { entries_.clear(); }
    /// Forgets every entry for which `is_old(id, value)`.
    template <class IsOld> void forget_if(IsOld is_old) {
        std::erase_if(entries_, [&](const Entry& entry) { return is_old(entry.first, entry.second); });
    }

    bool operator==(const IdMap&) const = default;

private:
    static bool comes_before(const Entry& entry, Id id) { return entry.first < id; }

    std::vector<Entry> entries_;
};

/// The ids in rising order, each once: to be asked with `std::binary_search`.
inline std::vector<Id> sorted(std::vector<Id> ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

} // namespace waymark
