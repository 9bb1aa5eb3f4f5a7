#pragma once
#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Reads what cereal's PortableBinaryOutputArchive wrote, without trusting a single byte of it. cereal's own
/// input archives believe every size they read: forty bytes can take four gigabytes. Here a size may never
/// exceed the bytes that are left, all memory comes out of one budget, and nothing is read past the end.
/// Everything that cannot be read throws cereal::Exception; callers also catch std::exception (bad_alloc).
namespace waymark {

/// Memory that all records of one file may take together.
class MemoryBudget {
public:
    explicit MemoryBudget(std::size_t bytes) : left_{bytes} {}
    std::size_t left() const { return left_; }
    void take(std::size_t bytes) {
        if (bytes > left_) throw cereal::Exception{"more memory than a session may take"};
        left_ -= bytes;
    }

private:
    std::size_t left_;
};

class ArchiveIn : public cereal::InputArchive<ArchiveIn, cereal::AllowEmptyClassElision> {
public:
    static constexpr int depth_limit = 64; ///< lists within lists

    /// `bytes` must outlive the archive. No string may be longer than `string_limit` bytes.
    ArchiveIn(std::string_view bytes, MemoryBudget& budget, std::size_t string_limit)
        : InputArchive{this}, rest_{bytes}, budget_{budget}, string_limit_{string_limit} {
        std::uint8_t little_endian = 0;
        copy(&little_endian, 1);
        if (little_endian != 1) throw cereal::Exception{"not little-endian"}; // the only order we ever write
    }

    /// What has not been read yet: the fields of a newer version, when the record is one.
    std::string_view rest() const { return rest_; }
    /// Values so far that no writer of this version writes (NaN, an enumerator we do not know) and that were
    /// replaced.
    std::size_t replaced() const { return replaced_; }
    void count_replaced() { ++replaced_; }

    void copy(void* to, std::size_t size) {
        const std::string_view bytes = taken(size);
        if (size > 0) std::memcpy(to, bytes.data(), size);
    }

    /// The number of elements that follow. Each takes at least one byte, so there cannot be more than bytes
    /// left.
    std::size_t size_tag() {
        std::uint64_t size = 0;
        (*this)(size);
        if (size > rest_.size()) throw cereal::Exception{"a list is longer than its record"};
        return static_cast<std::size_t>(size);
    }

    void load_text(std::string& text) {
        const std::size_t size = size_tag();
        if (size > string_limit_) throw cereal::Exception{"a text is too long"};
        budget_.take(size);
        text.assign(taken(size));
    }

    template <class T> void load_list(std::vector<T>& list) {
        static_assert(!std::is_empty_v<T>, "an element that takes no bytes would make every size believable");
        const std::size_t size = size_tag();
        if (++depth_ > depth_limit) throw cereal::Exception{"lists lie too deep within lists"};
        list.clear();
        // Grows with what is really there instead of reserving what the file claims; twice the size because a
        // growing vector holds its old and new storage at once.
        for (std::size_t i = 0; i < size; ++i) {
            budget_.take(2 * sizeof(T));
            (*this)(list.emplace_back());
        }
        --depth_;
    }

private:
    std::string_view taken(std::size_t size) {
        if (size > rest_.size()) throw cereal::Exception{"the record ends too early"};
        const std::string_view bytes = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return bytes;
    }

    std::string_view rest_;
    MemoryBudget& budget_;
    std::size_t string_limit_;
    std::size_t replaced_ = 0;
    int depth_ = 0;
};

} // namespace waymark

namespace cereal::traits::detail {
/// cereal reads an enumeration as the number that this archive wrote for it.
template <> struct get_output_from_input<waymark::ArchiveIn> { using type = PortableBinaryOutputArchive; };
} // namespace cereal::traits::detail

// How ArchiveIn reads each kind of value; cereal finds these by the archive's type, before its own general
// ones.
namespace cereal {

inline void load(waymark::ArchiveIn& archive, bool& value) {
    std::uint8_t byte = 0; // any other byte in a bool would be undefined behaviour
    archive.copy(&byte, 1);
    if (byte > 1) throw Exception{"neither true nor false"};
    value = byte == 1;
}

template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
void load(waymark::ArchiveIn& archive, T& value) {
    std::uint8_t bytes[sizeof(T)];
    archive.copy(bytes, sizeof(T));
    std::make_unsigned_t<T> number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        number = static_cast<std::make_unsigned_t<T>>(number | std::make_unsigned_t<T>{bytes[i]} << 8 * i);
    value = static_cast<T>(number);
}

template <class T>
    requires(std::is_same_v<T, float> || std::is_same_v<T, double>)
void load(waymark::ArchiveIn& archive, T& value) {
    static_assert(std::numeric_limits<T>::is_iec559);
    std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t> bits = 0;
    archive(bits);
    value = std::bit_cast<T>(bits);
    if (std::isfinite(value)) return;
    value = 0;
    archive.count_replaced();
}

template <class T> void serialize(waymark::ArchiveIn& archive, NameValuePair<T>& pair) {
    archive(pair.value);
}

template <class T> void load(waymark::ArchiveIn& archive, BinaryData<T>& data) {
    static_assert(sizeof(std::remove_pointer_t<std::remove_reference_t<T>>) == 1,
                  "plain bytes only: numbers are read one by one");
    archive.copy(data.data, static_cast<std::size_t>(data.size));
}

inline void load(waymark::ArchiveIn& archive, std::string& text) { archive.load_text(text); }

template <class T> void load(waymark::ArchiveIn& archive, std::vector<T>& list) { archive.load_list(list); }

} // namespace cereal

CEREAL_REGISTER_ARCHIVE(waymark::ArchiveIn)
