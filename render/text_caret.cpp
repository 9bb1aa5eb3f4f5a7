#include "render/text.hpp"

#include <glib.h>
#include <pango/pango.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace waymark {
namespace {

/// What a caret steps over, and where its edges are.
struct Grapheme {
    std::uint32_t begin = 0, end = 0; ///< bytes
    float leading = 0, trailing = 0;  ///< x of the edges where reading enters and leaves it
    bool right_to_left = false;
    bool in_run = false;
};

std::vector<Grapheme> graphemes_of(const TextLayout& layout, const TextLine& line) {
    std::vector<Grapheme> graphemes;
    if (line.end <= line.begin) return graphemes;
    const char* const text = layout.text.data() + line.begin;
    const auto bytes = static_cast<int>(line.end - line.begin);
    std::vector<PangoLogAttr> attrs(static_cast<std::size_t>(g_utf8_strlen(text, bytes)) + 1);
    pango_get_log_attrs(text, bytes, -1, nullptr, attrs.data(), static_cast<int>(attrs.size()));
    const char* at = text;
    for (std::size_t i = 0; i + 1 < attrs.size(); ++i, at = g_utf8_next_char(at)) {
        const auto byte = line.begin + static_cast<std::uint32_t>(at - text);
        if (i == 0 || attrs[i].is_cursor_position) {
            if (!graphemes.empty()) graphemes.back().end = byte;
            graphemes.push_back({byte, line.end, line.left, line.left, line.right_to_left, false});
        }
    }
    return graphemes;
}

float width_of(const TextLayout& layout, const TextRun& run) {
    float width = 0;
    for (std::uint32_t i = 0; i < run.glyph_count; ++i) width += layout.glyphs[run.first_glyph + i].advance;
    return width;
}

// Sets the edges of the graphemes in one run that reaches from `left` to the right. A cluster's width is
// divided among its graphemes (ligatures); clusters inside a grapheme (marks) add to it.
void find_edges(const TextLayout& layout, const TextRun& run, float left, float width,
                std::vector<Grapheme>& graphemes) {
    const auto first = std::partition_point(graphemes.begin(), graphemes.end(),
                                            [&](const Grapheme& g) { return g.begin < run.begin; });
    const auto last =
        std::partition_point(first, graphemes.end(), [&](const Grapheme& g) { return g.begin < run.end; });
    float reached = 0; // from the run's beginning in reading order
    auto grapheme = first;
    const auto set = [&](Grapheme& each, float from, float to) {
        each.in_run = true;
        each.right_to_left = run.right_to_left;
        each.leading = run.right_to_left ? left + width - from : left + from;
        each.trailing = run.right_to_left ? left + width - to : left + to;
    };
    // Glyphs in reading order, cluster by cluster.
    const auto glyph_at = [&](std::uint32_t i) -> const Glyph& {
        return layout.glyphs[run.first_glyph + (run.right_to_left ? run.glyph_count - 1 - i : i)];
    };
    for (std::uint32_t i = 0; i < run.glyph_count;) {
        const std::uint32_t cluster = glyph_at(i).cluster;
        float advance = 0;
        for (; i < run.glyph_count && glyph_at(i).cluster == cluster; ++i) advance += glyph_at(i).advance;
        const std::uint32_t cluster_end = i < run.glyph_count ? glyph_at(i).cluster : run.end;
        const auto past =
            std::find_if(grapheme, last, [&](const Grapheme& g) { return g.begin >= cluster_end; });
        const auto count = past - grapheme;
        if (count == 0) { // a mark of the grapheme before
            reached += advance;
            if (grapheme != first) {
                Grapheme& before = *(grapheme - 1);
                before.trailing = run.right_to_left ? left + width - reached : left + reached;
            }
            continue;
        }
        for (std::ptrdiff_t n = 0; n < count; ++n)
            set(*(grapheme + n), reached + advance * static_cast<float>(n) / static_cast<float>(count),
                reached + advance * static_cast<float>(n + 1) / static_cast<float>(count));
        reached += advance;
        grapheme = past;
    }
    for (; grapheme != last; ++grapheme) set(*grapheme, reached, reached);
}

/// A line taken apart for carets.
struct MeasuredLine {
    std::vector<Grapheme> graphemes;
    float start = 0, end = 0; ///< x where reading begins and ends, in the paragraph's direction
};

MeasuredLine measured(const TextLayout& layout, std::size_t number) {
    const TextLine& line = layout.lines[number];
    MeasuredLine result{graphemes_of(layout, line), 0, 0};
    const auto first = std::partition_point(layout.runs.begin(), layout.runs.end(),
                                            [&](const TextRun& run) { return run.line < number; });
    const auto last = std::partition_point(first, layout.runs.end(),
                                           [&](const TextRun& run) { return run.line == number; });
    float total = 0;
    for (auto run = first; run != last; ++run) total += width_of(layout, *run);
    float x = line.right_to_left ? line.left + line.width - total : line.left;
    result.start = line.right_to_left ? x + total : x;
    result.end = line.right_to_left ? x : x + total;
    for (auto run = first; run != last; ++run) {
        const float width = width_of(layout, *run);
        find_edges(layout, *run, x, width, result.graphemes);
        x += width;
    }
    // What has no glyph at all stands where the character before it ends.
    float before = result.start;
    for (Grapheme& grapheme : result.graphemes) {
        if (!grapheme.in_run) grapheme.leading = grapheme.trailing = before;
        before = grapheme.trailing;
    }
    return result;
}

// Space that hangs over the end of a wrapped line does not take the caret out of the box.
float kept_in_box(const TextLayout& layout, float x) {
    return layout.wrapped ? std::clamp(x, 0.0f, std::max(layout.box.x, 0.0f)) : x;
}

// The caret before grapheme `n` (or at the end): where a letter of the paragraph's direction would appear.
float caret_x(const TextLayout& layout, const TextLine& line, const MeasuredLine& measure, std::size_t n) {
    const auto& graphemes = measure.graphemes;
    const bool before_is_base = n == 0 || graphemes[n - 1].right_to_left == line.right_to_left;
    const float before = n == 0 ? measure.start : graphemes[n - 1].trailing;
    const float after = n == graphemes.size() ? measure.end : graphemes[n].leading;
    return kept_in_box(layout, before_is_base ? before : after);
}

std::size_t line_of(const TextLayout& layout, std::size_t at) {
    const auto after = std::partition_point(layout.lines.begin(), layout.lines.end(),
                                            [&](const TextLine& line) { return line.begin <= at; });
    return after == layout.lines.begin() ? 0 : static_cast<std::size_t>(after - layout.lines.begin()) - 1;
}

float top_of(const TextLayout& layout, std::size_t line) {
    return static_cast<float>(line) * layout.line_height;
}

std::size_t nearest_byte(const TextLayout& layout, std::size_t number, float x) {
    const TextLine& line = layout.lines[number];
    const MeasuredLine measure = measured(layout, number);
    // A line broken without a space ends where the next one begins: the caret there stands on the next line.
    const bool end_is_here = line.end < line.next || number + 1 == layout.lines.size();
    const std::size_t stops = measure.graphemes.size() + (end_is_here || measure.graphemes.empty() ? 1 : 0);
    std::size_t best = line.begin;
    float best_distance = std::numeric_limits<float>::infinity();
    for (std::size_t n = 0; n < stops; ++n) {
        const float distance = std::abs(caret_x(layout, line, measure, n) - x);
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = n < measure.graphemes.size() ? measure.graphemes[n].begin : line.end;
    }
    return best;
}

// Rectangles of one line's selected graphemes; those that touch are one.
void add_boxes(const TextLayout& layout, std::size_t number, std::size_t from, std::size_t to,
               std::vector<Rect>& boxes) {
    const TextLine& line = layout.lines[number];
    const MeasuredLine measure = measured(layout, number);
    std::vector<std::pair<float, float>> spans;
    const auto add = [&](float a, float b) {
        const float left = kept_in_box(layout, std::min(a, b)), right = kept_in_box(layout, std::max(a, b));
        if (right > left) spans.emplace_back(left, right);
    };
    for (const Grapheme& grapheme : measure.graphemes)
        if (grapheme.begin < to && grapheme.end > from) add(grapheme.leading, grapheme.trailing);
    // A selected line end shows as a little room.
    const bool ends_paragraph =
        line.next > line.end &&
        (line.end == layout.text.size() || layout.text.find_first_of("\n\r\xE2", line.end) == line.end);
    if (ends_paragraph && from <= line.end && to > line.end) {
        const float room = layout.size * 0.3f * (line.right_to_left ? -1.0f : 1.0f);
        spans.emplace_back(std::min(measure.end, measure.end + room),
                           std::max(measure.end, measure.end + room));
    }
    std::sort(spans.begin(), spans.end());
    constexpr float touching = 0.01f;
    const std::size_t first = boxes.size();
    for (const auto& [left, right] : spans) {
        if (boxes.size() > first && left <= boxes.back().right() + touching)
            boxes.back().size.x = std::max(boxes.back().right(), right) - boxes.back().left();
        else
            boxes.push_back({{left, top_of(layout, number)}, {right - left, layout.line_height}});
    }
}

} // namespace

Rect caret_at(const TextLayout& layout, std::size_t at) {
    if (layout.lines.empty()) return {{0, 0}, {0, layout.line_height}};
    const std::size_t number = line_of(layout, at);
    const MeasuredLine measure = measured(layout, number);
    const auto grapheme = std::partition_point(measure.graphemes.begin(), measure.graphemes.end(),
                                               [&](const Grapheme& g) { return g.end <= at; });
    const auto n = static_cast<std::size_t>(grapheme - measure.graphemes.begin());
    return {{caret_x(layout, layout.lines[number], measure, n), top_of(layout, number)},
            {0, layout.line_height}};
}

std::size_t byte_at(const TextLayout& layout, Vec2 point) {
    if (layout.lines.empty()) return 0;
    const float row = std::floor(point.y / layout.line_height);
    const auto last = static_cast<float>(layout.lines.size() - 1);
    return nearest_byte(layout, row > 0 ? static_cast<std::size_t>(std::min(row, last)) : 0, point.x);
}

std::vector<Rect> selection_boxes(const TextLayout& layout, std::size_t from, std::size_t to) {
    std::vector<Rect> boxes;
    if (from > to) std::swap(from, to);
    to = std::min(to, layout.text.size());
    if (layout.lines.empty() || from >= to) return boxes;
    for (std::size_t line = line_of(layout, from);
         line < layout.lines.size() && layout.lines[line].begin < to; ++line)
        add_boxes(layout, line, from, to, boxes);
    return boxes;
}

std::size_t byte_on_other_line(const TextLayout& layout, std::size_t at, int lines, float goal_x) {
    if (layout.lines.empty()) return 0;
    const auto target = static_cast<std::ptrdiff_t>(line_of(layout, at)) + lines;
    if (target < 0) return 0;
    if (target >= static_cast<std::ptrdiff_t>(layout.lines.size())) return layout.text.size();
    return nearest_byte(layout, static_cast<std::size_t>(target),
                        goal_x >= 0 ? goal_x : caret_at(layout, at).at.x);
}

} // namespace waymark
