#pragma once
#include "app/writing.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

/// The texts that are being written just now, each on a thing of its own, by one person or by many.
namespace waymark {

/// As a whole it stands for the text that was touched last, like an optional: the hardware keyboard writes
/// there.
class Writings {
public:
    explicit operator bool() const { return !all_.empty(); }
    Writing& operator*() { return all_.back(); }
    const Writing& operator*() const { return all_.back(); }
    Writing* operator->() { return &all_.back(); }
    const Writing* operator->() const { return &all_.back(); }

    std::size_t count() const { return all_.size(); }
    /// In the order in which they were touched, the last one last.
    auto begin() { return all_.begin(); }
    auto end() { return all_.end(); }
    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

    Writing* find(Id thing) {
        const auto found = std::ranges::find(all_, thing, &Writing::thing);
        return found == all_.end() ? nullptr : &*found;
    }
    const Writing* find(Id thing) const {
        const auto found = std::ranges::find(all_, thing, &Writing::thing);
        return found == all_.end() ? nullptr : &*found;
    }
    /// The hardware keyboard goes to this one from now on; nothing happens where it is not written on.
    void touch(Id thing) {
        const auto found = std::ranges::find(all_, thing, &Writing::thing);
        if (found != all_.end()) std::rotate(found, found + 1, all_.end());
    }
    /// In place of what was written on the same thing.
    void add(Writing writing) {
        std::erase_if(all_, [&](const Writing& other) { return other.thing == writing.thing; });
        all_.push_back(std::move(writing));
    }
    std::optional<Writing> taken(Id thing) {
        Writing* const found = find(thing);
        if (!found) return std::nullopt;
        Writing writing = std::move(*found);
        all_.erase(all_.begin() + (found - all_.data()));
        return writing;
    }
    template <class Is> void forget_if(Is is) { std::erase_if(all_, is); }
    void clear() { all_.clear(); }

private:
    std::vector<Writing> all_;
};

} // namespace waymark
