#include "app/writing_steps.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace waymark {

std::size_t whole_character(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0 && at < text.size() && is_continuation(text[at])) --at;
    return at;
}

Steps::Steps(std::string_view text, const TextLayout& layout, const TextStops& stops)
    : text_{text},
      layout_{layout},
      stops_{stops},
      fits_{layout.text == text && stops.flags.size() == text.size() + 1 && !layout.lines.empty()} {}

bool Steps::is_stop(std::size_t at) const {
    if (at == 0 || at >= text_.size()) return at == 0 || at == text_.size();
    return fits_ ? has(at, TextStops::caret) : !is_continuation(text_[at]);
}

std::size_t Steps::before(std::size_t at) const {
    at = std::min(at, text_.size());
    if (at == 0) return 0;
    do --at;
    while (!is_stop(at));
    return at;
}

std::size_t Steps::after(std::size_t at) const {
    if (at >= text_.size()) return text_.size();
    do ++at;
    while (!is_stop(at));
    return at;
}

std::size_t Steps::nearest(std::size_t at) const {
    at = std::min(at, text_.size());
    while (!is_stop(at)) --at;
    return at;
}

std::size_t Steps::word_start_before(std::size_t at) const {
    do at = before(at);
    while (at > 0 && fits_ && !has(at, TextStops::word_start));
    return at;
}

std::size_t Steps::word_end_after(std::size_t at) const {
    do at = after(at);
    while (at < text_.size() && fits_ && !has(at, TextStops::word_end));
    return at;
}

std::pair<std::size_t, std::size_t> Steps::word_at(std::size_t at) const {
    at = nearest(at);
    if (!fits_) return {0, text_.size()};
    // Behind a word's last character the press still means the word, unless another one begins there.
    if (at > 0 && has(at, TextStops::word_end) && !has(at, TextStops::word_start)) at = before(at);
    std::size_t from = at, to = after(at);
    while (from > 0 && !has(from, TextStops::word_start) && !has(from, TextStops::word_end))
        from = before(from);
    while (to < text_.size() && !has(to, TextStops::word_start) && !has(to, TextStops::word_end))
        to = after(to);
    return {from, to};
}

std::size_t Steps::line_of(std::size_t at) const {
    if (!fits_) return 0;
    std::size_t line = 0;
    while (line + 1 < layout_.lines.size() && at >= layout_.lines[line].next) ++line;
    return line;
}

std::size_t Steps::line_start(std::size_t line) const {
    return fits_ ? nearest(layout_.lines[std::min(line, lines() - 1)].begin) : 0;
}

std::size_t Steps::line_end(std::size_t line) const {
    if (!fits_ || line + 1 >= lines()) return text_.size();
    const TextLine& it = layout_.lines[line];
    // Broken inside a word (or between Han characters) the byte `end` already is the next line's first.
    return it.end < it.next ? nearest(it.end) : std::max<std::size_t>(before(it.next), it.begin);
}

std::size_t Steps::beside(std::size_t at, bool to_the_right) const {
    if (!fits_) return to_the_right ? after(at) : before(at);
    const std::size_t line = line_of(at);
    const float x = caret_at(layout_, at).at.x;
    constexpr float same = 0.01f;
    std::optional<std::size_t> best;
    float best_x = 0;
    const auto distance_to = [&](std::size_t stop) { return stop > at ? stop - at : at - stop; };
    const std::size_t end = line_end(line);
    for (std::size_t stop = line_start(line);; stop = after(stop)) {
        const float stop_x = caret_at(layout_, stop).at.x;
        const float gap = to_the_right ? stop_x - x : x - stop_x;
        const float best_gap = best ? std::abs(best_x - x) : 0;
        // Where two directions meet, two stops share a place: the one nearer in the text.
        if (gap > same && (!best || gap < best_gap - same ||
                           (gap < best_gap + same && distance_to(stop) < distance_to(*best)))) {
            best = stop;
            best_x = stop_x;
        }
        if (stop >= end) break;
    }
    if (best) return *best;
    const bool onwards = to_the_right != layout_.lines[line].right_to_left;
    if (onwards) return line + 1 < lines() ? line_start(line + 1) : text_.size();
    return line > 0 ? line_end(line - 1) : 0;
}

std::size_t Steps::visually_outer(std::size_t a, std::size_t b, bool to_the_right) const {
    const bool later = to_the_right != (fits_ && layout_.lines[line_of(a)].right_to_left);
    if (!fits_ || line_of(a) != line_of(b)) return later ? std::max(a, b) : std::min(a, b);
    const float a_x = caret_at(layout_, a).at.x, b_x = caret_at(layout_, b).at.x;
    return (a_x > b_x) == to_the_right ? a : b;
}

bool Steps::is_right_to_left(std::size_t at) const {
    if (!fits_) return false;
    for (const TextRun& run : layout_.runs)
        if (at >= run.begin && (at < run.end || (at == run.end && at == text_.size())))
            return run.right_to_left;
    return layout_.lines[line_of(at)].right_to_left;
}

} // namespace waymark
