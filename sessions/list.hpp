#pragma once
#include "sessions/shared.hpp"

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <vector>

namespace waymark {

/// An ordered list of shared values in shared chunks: a copy costs a vector of chunk pointers, a change
/// rewrites one chunk of at most 64 pointers, so a thousand undo steps of ten thousand notes stay a few
/// megabytes. Elements are `Shared<T>`; an element that is not touched stays the very same value.
template <class T> class List {
public:
    static constexpr std::size_t chunk_limit = 64;
    using value_type = Shared<T>;
    using Chunk = std::vector<Shared<T>>;

    List() = default;
    List(std::initializer_list<T> values) {
        for (const T& value : values) push_back(value);
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    const Shared<T>& operator[](std::size_t index) const {
        const Place place = find(index);
        return (*chunks_[place.chunk])[place.offset];
    }
    const Shared<T>& back() const { return chunks_.back()->back(); }

    void push_back(Shared<T> value) { insert(size_, std::move(value)); }

    /// Puts `value` in place of the element at `index`.
    void replace(std::size_t index, Shared<T> value) {
        const Place place = find(index);
        Chunk chunk = *chunks_[place.chunk];
        chunk[place.offset] = std::move(value);
        chunks_[place.chunk] = std::move(chunk);
    }

    /// Puts `value` before the element at `index`; `index == size()` appends.
    void insert(std::size_t index, Shared<T> value) {
        ++size_;
        if (chunks_.empty()) {
            chunks_.push_back(Chunk{std::move(value)});
            return;
        }
        Place place = index + 1 == size_ ? Place{chunks_.size() - 1, chunks_.back()->size()} : find(index);
        Chunk chunk = *chunks_[place.chunk];
        if (chunk.size() < chunk_limit) {
            chunk.insert(chunk.begin() + difference(place.offset), std::move(value));
            chunks_[place.chunk] = std::move(chunk);
            return;
        }
        // Appending leaves full chunks behind; inserting into the middle halves one.
        const std::size_t cut = place.offset == chunk.size() ? chunk.size() : chunk.size() / 2;
        Chunk tail(chunk.begin() + difference(cut), chunk.end());
        chunk.resize(cut);
        if (place.offset >= cut)
            tail.insert(tail.begin() + difference(place.offset - cut), std::move(value));
        else
            chunk.insert(chunk.begin() + difference(place.offset), std::move(value));
        chunks_[place.chunk] = std::move(chunk);
        chunks_.insert(chunks_.begin() + difference(place.chunk + 1), Shared<Chunk>{std::move(tail)});
    }

    void erase(std::size_t index) {
        const Place place = find(index);
        Chunk chunk = *chunks_[place.chunk];
        chunk.erase(chunk.begin() + difference(place.offset));
        if (chunk.empty())
            chunks_.erase(chunks_.begin() + difference(place.chunk));
        else
            chunks_[place.chunk] = std::move(chunk);
        --size_;
    }

    /// Puts what `change(index, value)` gives, an `std::optional<Shared<T>>`, in place of the element, where
    /// it gives something. Each chunk is rewritten once at most, however many of its elements change.
    template <class Change> void change_each(Change change) {
        std::size_t index = 0;
        for (Shared<Chunk>& chunk : chunks_) {
            std::optional<Chunk> rewritten;
            for (std::size_t i = 0; i < chunk->size(); ++i, ++index) {
                std::optional<Shared<T>> value = change(index, (*chunk)[i]);
                if (!value) continue;
                if (!rewritten) rewritten = *chunk;
                (*rewritten)[i] = std::move(*value);
            }
            if (rewritten) chunk = std::move(*rewritten);
        }
    }

    /// Takes out the elements at `places` (rising) and returns them in their order.
    std::vector<Shared<T>> lift(const std::vector<std::size_t>& places) {
        std::vector<Shared<T>> lifted;
        lifted.reserve(places.size());
        auto place = places.begin();
        std::size_t first = 0; // of the chunk
        for (Shared<Chunk>& chunk : chunks_) {
            const std::size_t count = chunk->size();
            if (place != places.end() && *place < first + count) {
                Chunk rest;
                for (std::size_t i = 0; i < count; ++i) {
                    const bool wanted = place != places.end() && *place == first + i;
                    (wanted ? lifted : rest).push_back((*chunk)[i]);
                    if (wanted) ++place;
                }
                chunk = std::move(rest);
            }
            first += count;
        }
        std::erase_if(chunks_, [](const Shared<Chunk>& chunk) { return chunk->empty(); });
        size_ -= lifted.size();
        return lifted;
    }

    /// Puts `values` before the element at `index`, in their order; `index == size()` appends.
    void insert(std::size_t index, std::vector<Shared<T>> values) {
        if (values.size() == 1 || chunks_.empty()) {
            for (Shared<T>& value : values) insert(index++, std::move(value));
            return;
        }
        const Place place = index == size_ ? Place{chunks_.size() - 1, chunks_.back()->size()} : find(index);
        size_ += values.size();
        const Chunk& split = *chunks_[place.chunk];
        values.insert(values.begin(), split.begin(), split.begin() + difference(place.offset));
        values.insert(values.end(), split.begin() + difference(place.offset), split.end());
        const std::size_t pieces = (values.size() + chunk_limit - 1) / chunk_limit;
        std::vector<Shared<Chunk>> made;
        for (std::size_t i = 0; i < pieces; ++i)
            made.push_back(Chunk(values.begin() + difference(values.size() * i / pieces),
                                 values.begin() + difference(values.size() * (i + 1) / pieces)));
        const auto there = chunks_.erase(chunks_.begin() + difference(place.chunk));
        chunks_.insert(there, made.begin(), made.end());
    }

    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Shared<T>;
        using difference_type = std::ptrdiff_t;
        using pointer = const Shared<T>*;
        using reference = const Shared<T>&;
        Iterator() = default;
        Iterator(const std::vector<Shared<Chunk>>* chunks, std::size_t chunk)
            : chunks_{chunks}, chunk_{chunk} {}
        reference operator*() const { return (*(*chunks_)[chunk_])[offset_]; }
        pointer operator->() const { return &**this; }
        Iterator& operator++() {
            if (++offset_ == (*chunks_)[chunk_]->size()) ++chunk_, offset_ = 0;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const std::vector<Shared<Chunk>>* chunks_ = nullptr;
        std::size_t chunk_ = 0, offset_ = 0;
    };
    Iterator begin() const { return {&chunks_, 0}; }
    Iterator end() const { return {&chunks_, chunks_.size()}; }

    /// The chunks themselves, for those who keep something for each (a layout, a search index).
    const std::vector<Shared<Chunk>>& chunks() const { return chunks_; }

    friend bool operator==(const List& a, const List& b) {
        if (a.size_ != b.size_) return false;
        // As long as the chunks are the same ones, nothing in them need be looked at.
        std::size_t chunk = 0;
        while (chunk < a.chunks_.size() && chunk < b.chunks_.size() &&
               a.chunks_[chunk].same(b.chunks_[chunk]))
            ++chunk;
        Iterator left{&a.chunks_, chunk}, right{&b.chunks_, chunk};
        for (; left != a.end(); ++left, ++right)
            if (!(*left == *right)) return false;
        return true;
    }

    /// True when both consist of the very same chunks in memory.
    bool same(const List& other) const {
        if (chunks_.size() != other.chunks_.size()) return false;
        for (std::size_t i = 0; i < chunks_.size(); ++i)
            if (!chunks_[i].same(other.chunks_[i])) return false;
        return true;
    }

private:
    struct Place {
        std::size_t chunk, offset;
    };
    static std::ptrdiff_t difference(std::size_t n) { return static_cast<std::ptrdiff_t>(n); }
    Place find(std::size_t index) const {
        std::size_t chunk = 0;
        while (index >= chunks_[chunk]->size()) index -= chunks_[chunk++]->size();
        return {chunk, index};
    }

    std::vector<Shared<Chunk>> chunks_;
    std::size_t size_ = 0;
};

} // namespace waymark
