#pragma once
#include "render/text.hpp"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

/// Where a caret may step to in a text, forwards and backwards as written, left and right as seen.
namespace waymark {

inline bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// `at` brought into the text, to the beginning of the character it lies in.
std::size_t whole_character(std::string_view text, std::size_t at);

class Steps {
public:
    /// `layout` and `stops` should belong to `text`; when they do not, characters are stepped over and all is
    /// one line.
    Steps(std::string_view text, const TextLayout& layout, const TextStops& stops);

    bool fits() const { return fits_; }
    const TextLayout& layout() const { return layout_; }
    std::size_t lines() const { return fits_ ? layout_.lines.size() : 1; }

    bool is_stop(std::size_t at) const;
    std::size_t before(std::size_t at) const;  ///< the stop before; 0 stays
    std::size_t after(std::size_t at) const;   ///< the stop after; the end stays
    std::size_t nearest(std::size_t at) const; ///< the stop at or before
    std::size_t word_start_before(std::size_t at) const;
    std::size_t word_end_after(std::size_t at) const;
    /// The word around a byte; between words, what lies between.
    std::pair<std::size_t, std::size_t> word_at(std::size_t at) const;

    std::size_t line_of(std::size_t at) const;
    std::size_t line_start(std::size_t line) const;
    std::size_t line_end(std::size_t line) const; ///< the last stop of the line that is seen on it

    /// The stop to the left or right of the caret as seen; at a line's end the neighbouring line's.
    std::size_t beside(std::size_t at, bool to_the_right) const;
    /// Of two carets the one further to the left (right), or on the earlier (later) line.
    std::size_t visually_outer(std::size_t a, std::size_t b, bool to_the_right) const;
    /// Whether the text around the caret runs to the left.
    bool is_right_to_left(std::size_t at) const;

private:
    bool has(std::size_t at, std::uint8_t flag) const { return fits_ && (stops_.flags[at] & flag) != 0; }

    std::string_view text_;
    const TextLayout& layout_;
    const TextStops& stops_;
    bool fits_ = false;
};

} // namespace waymark
