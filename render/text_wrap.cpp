#include "render/text_wrap.hpp"

#include <algorithm>

namespace waymark {
namespace {

/// Lines being made of one paragraph.
struct Wrapping {
    Shaper& shaper;
    const ShapedParagraph& paragraph;
    std::int64_t limit;
    std::vector<WrappedLine>& lines;
    WrappedLine line; ///< the one being filled; `next` is as far as it goes
    std::int64_t x = 0;

    void end_line() {
        lines.push_back(line);
        line = {line.next, line.next, line.next, 0};
        x = 0;
    }
    void add(std::uint32_t visible_end, std::int64_t visible) {
        x += visible;
        if (visible_end > line.visible_end) {
            line.visible_end = visible_end;
            line.width = x;
        }
        line.next = std::max(line.next, visible_end);
    }
    void add_white(const WrapSegment& segment) {
        if (!segment.has_tab) {
            x += segment.white;
        } else {
            const auto from = std::max(line.next, segment.visible_end);
            for (std::uint32_t at = from; at < segment.end; ++at)
                x = paragraph.text[at] == '\t' ? after_tab(x) : x + paragraph.widths[at];
        }
        line.next = segment.end;
    }
};

std::uint32_t next_caret(const ShapedParagraph& paragraph, std::uint32_t at, std::uint32_t end) {
    do ++at;
    while (at < end && !(paragraph.flags[at] & caret_flag));
    return std::min(at, end);
}

std::uint32_t previous_caret(const ShapedParagraph& paragraph, std::uint32_t at, std::uint32_t begin) {
    do --at;
    while (at > begin && !(paragraph.flags[at] & caret_flag));
    return at;
}

std::int64_t sum_of_widths(const ShapedParagraph& paragraph, std::uint32_t begin, std::uint32_t end) {
    std::int64_t sum = 0;
    for (std::uint32_t at = begin; at < end; ++at) sum += paragraph.widths[at];
    return sum;
}

// The width of a piece of a word as it will be drawn.
std::int64_t piece_width(Wrapping& wrapping, std::uint32_t begin, std::uint32_t end) {
    const ShapedParagraph& paragraph = wrapping.paragraph;
    auto item = std::partition_point(paragraph.items.begin(), paragraph.items.end(),
                                     [&](const ShapedItem& each) { return each.end <= begin; });
    std::int64_t width = 0;
    for (; item != paragraph.items.end() && item->begin < end; ++item) {
        const ItemPart part{&*item, std::max(begin, item->begin), std::min(end, item->end)};
        if (!has_cut_cluster(paragraph, part)) {
            width += sum_of_widths(paragraph, part.begin, part.end);
            continue;
        }
        for (const ShapedGlyph& glyph : wrapping.shaper.shaped_part(paragraph, *item, part.begin, part.end))
            width += glyph.advance;
    }
    return width;
}

// How far a word that begins a line at `begin` goes: as many graphemes as fit, at least one.
std::uint32_t piece_end(Wrapping& wrapping, std::uint32_t begin, std::uint32_t end, std::int64_t& width) {
    const ShapedParagraph& paragraph = wrapping.paragraph;
    std::uint32_t at = begin;
    width = 0;
    while (at < end) {
        const std::uint32_t next = next_caret(paragraph, at, end);
        const std::int64_t grapheme = sum_of_widths(paragraph, at, next);
        if (width + grapheme > wrapping.limit && at > begin) break;
        width += grapheme;
        at = next;
    }
    // A ligature that comes apart may be wider than it was; a few steps back always suffice for one.
    constexpr int most_steps = 8;
    const auto cut_through = [&](std::uint32_t byte) { return !(paragraph.flags[byte] & cluster_flag); };
    for (int step = 0; step < most_steps && (cut_through(begin) || (at < end && cut_through(at))); ++step) {
        width = piece_width(wrapping, begin, at);
        if (width <= wrapping.limit) break;
        const std::uint32_t back = previous_caret(paragraph, at, begin);
        if (back <= begin) break;
        at = back;
        width = sum_of_widths(paragraph, begin, at);
    }
    return at;
}

// A space that bears marks is seen: it is no white space.
bool is_white(const ShapedParagraph& paragraph, std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t at = begin; at < end; ++at) {
        const bool begins_character = (paragraph.text[at] & 0xC0) != 0x80;
        if (begins_character && !(paragraph.flags[at] & white_flag)) return false;
    }
    return true;
}

// Spaces can stand inside of what must not be broken ("” ("): they hang too where it is cut behind them.
void add_inner_white(Wrapping& wrapping, std::uint32_t end) {
    const ShapedParagraph& paragraph = wrapping.paragraph;
    WrappedLine& line = wrapping.line;
    while (line.next < end) {
        const std::uint32_t next = next_caret(paragraph, line.next, end);
        if (!is_white(paragraph, line.next, next)) break;
        line.next = next;
    }
    const std::uint32_t seen = line.visible_end;
    while (line.visible_end > line.begin) {
        const std::uint32_t last = previous_caret(paragraph, line.visible_end, line.begin);
        if (!is_white(paragraph, last, line.visible_end)) break;
        line.visible_end = last;
    }
    // Measured anew: a cluster that is cut is not as wide as the sum of what its letters were given.
    if (line.visible_end == line.begin)
        line.width = 0;
    else if (line.visible_end < seen)
        line.width = piece_width(wrapping, line.begin, line.visible_end);
}

void add_long_word(Wrapping& wrapping, std::uint32_t begin, const WrapSegment& word) {
    while (begin < word.visible_end) {
        std::int64_t width = 0;
        begin = piece_end(wrapping, begin, word.visible_end, width);
        wrapping.add(begin, width);
        if (begin == word.visible_end) return;
        add_inner_white(wrapping, word.visible_end);
        begin = wrapping.line.next;
        wrapping.end_line();
    }
}

// True where the line would end inside of an item and only fits because its last letter is kerned towards one
// that goes to the next line ("ー" towards "パ").
bool fits_by_lost_kerning(Wrapping& wrapping, const WrapSegment& segment, const WrapSegment& following) {
    constexpr std::int64_t most_kerning = 2 * PANGO_SCALE, em = 16 * PANGO_SCALE;
    const ShapedParagraph& paragraph = wrapping.paragraph;
    const std::int64_t end = wrapping.x + segment.visible;
    if (segment.white > 0 || end + most_kerning <= wrapping.limit ||
        end + following.visible <= wrapping.limit)
        return false;
    const std::uint32_t last = previous_caret(paragraph, segment.end, wrapping.line.begin);
    const std::int64_t kerned = sum_of_widths(paragraph, last, segment.end);
    if (kerned == em) return false; // an ideograph, or a letter as wide
    const auto item = std::partition_point(paragraph.items.begin(), paragraph.items.end(),
                                           [&](const ShapedItem& each) { return each.end < segment.end; });
    if (item == paragraph.items.end() || item->end == segment.end) return false;
    std::int64_t alone = 0;
    for (const ShapedGlyph& glyph :
         wrapping.shaper.shaped_part(paragraph, *item, std::max(last, item->begin), segment.end))
        alone += glyph.advance;
    return end - kerned + alone > wrapping.limit;
}

} // namespace

bool has_cut_cluster(const ShapedParagraph& paragraph, const ItemPart& part) {
    const auto is_cut = [&](std::uint32_t at) { return !(paragraph.flags[at] & cluster_flag); };
    return (part.begin > part.item->begin && is_cut(part.begin)) ||
           (part.end < part.item->end && is_cut(part.end));
}

bool wrap(Shaper& shaper, const ShapedParagraph& paragraph, std::int64_t limit, LongWords long_words,
          std::vector<WrappedLine>& lines) {
    Wrapping wrapping{shaper, paragraph, limit, lines, {}, 0};
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < paragraph.segments.size(); ++i) {
        const WrapSegment& segment = paragraph.segments[i];
        bool fits = limit < 0 || segment.visible == 0 || wrapping.x + segment.visible <= limit;
        if (fits && limit >= 0 && wrapping.x > 0 && i + 1 < paragraph.segments.size())
            fits = !fits_by_lost_kerning(wrapping, segment, paragraph.segments[i + 1]);
        if (!fits && begin > wrapping.line.begin) wrapping.end_line();
        if (fits || segment.visible <= limit) {
            wrapping.add(segment.visible_end, segment.visible);
        } else {
            if (long_words == LongWords::refuse) return false;
            add_long_word(wrapping, begin, segment);
        }
        wrapping.add_white(segment);
        begin = segment.end;
    }
    wrapping.end_line();
    return true;
}

} // namespace waymark
