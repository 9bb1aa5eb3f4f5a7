#include "render/text_place.hpp"

#include <algorithm>

namespace waymark {
namespace {

/// Lines of one paragraph on their way into a layout.
struct Placing {
    Shaper& shaper;
    const ShapedParagraph& paragraph;
    TextLayout& layout;
    std::uint32_t at_byte;
    float scale; ///< layout units for each of the paragraph's
    std::vector<ItemPart> parts;
    std::vector<ShapedGlyph> remade;
    std::vector<std::pair<std::uint32_t, std::int64_t>> tabs; ///< byte, width
};

// Rule L2 of the Unicode bidirectional algorithm (UAX 9): from the highest level down, turn around what is at
// that level or over.
void put_in_visual_order(std::vector<ItemPart>& parts) {
    int highest = 0, lowest_odd = 255;
    for (const ItemPart& part : parts) {
        highest = std::max<int>(highest, part.item->level);
        if (part.item->level % 2 == 1) lowest_odd = std::min<int>(lowest_odd, part.item->level);
    }
    for (int level = highest; level >= lowest_odd; --level)
        for (auto from = parts.begin(); from != parts.end();) {
            const auto below = [&](const ItemPart& part) { return part.item->level < level; };
            from = std::find_if_not(from, parts.end(), below);
            const auto to = std::find_if(from, parts.end(), below);
            std::reverse(from, to);
            from = to;
        }
}

std::int64_t tab_width(const Placing& placing, std::uint32_t byte) {
    const auto tab = std::partition_point(placing.tabs.begin(), placing.tabs.end(),
                                          [&](const auto& each) { return each.first < byte; });
    return tab != placing.tabs.end() && tab->first == byte ? tab->second : 0;
}

// A tab's width depends on what stands before it on the line, in reading order.
void find_tabs(Placing& placing, std::uint32_t begin, std::uint32_t end) {
    placing.tabs.clear();
    if (!placing.paragraph.has_tabs) return;
    std::int64_t x = 0;
    for (std::uint32_t at = begin; at < end; ++at) {
        const std::int64_t after =
            placing.paragraph.text[at] == '\t' ? after_tab(x) : x + placing.paragraph.widths[at];
        if (placing.paragraph.text[at] == '\t') placing.tabs.emplace_back(at, after - x);
        x = after;
    }
}

std::pair<const ShapedGlyph*, const ShapedGlyph*> glyphs_of(Placing& placing, const ItemPart& part) {
    const ShapedItem& item = *part.item;
    if (has_cut_cluster(placing.paragraph, part)) {
        placing.remade = placing.shaper.shaped_part(placing.paragraph, item, part.begin, part.end);
        return {placing.remade.data(), placing.remade.data() + placing.remade.size()};
    }
    const ShapedGlyph* const first = placing.paragraph.glyphs.data() + item.first_glyph;
    const ShapedGlyph* const last = first + item.glyph_count;
    // Clusters rise in left-to-right items and fall in the others.
    if (item.level % 2 == 0)
        return {
            std::partition_point(first, last, [&](const ShapedGlyph& g) { return g.cluster < part.begin; }),
            std::partition_point(first, last, [&](const ShapedGlyph& g) { return g.cluster < part.end; })};
    return {std::partition_point(first, last, [&](const ShapedGlyph& g) { return g.cluster >= part.end; }),
            std::partition_point(first, last, [&](const ShapedGlyph& g) { return g.cluster >= part.begin; })};
}

// Runs that follow each other in reading and on the line, in one font and direction, are one run.
bool continues(const TextRun& run, const TextRun& next) {
    return run.font == next.font && run.right_to_left == next.right_to_left && run.line == next.line &&
           (run.right_to_left ? next.end == run.begin : run.end == next.begin);
}

std::int64_t place_part(Placing& placing, const ItemPart& part, std::int64_t x, const TextLine& line) {
    TextLayout& layout = placing.layout;
    TextRun run;
    run.font = part.item->font;
    run.right_to_left = part.item->level % 2 == 1;
    run.begin = placing.at_byte + part.begin;
    run.end = placing.at_byte + part.end;
    run.first_glyph = static_cast<std::uint32_t>(layout.glyphs.size());
    run.line = static_cast<std::uint32_t>(layout.lines.size());
    const auto [first, last] = glyphs_of(placing, part);
    for (const ShapedGlyph* glyph = first; glyph != last; ++glyph) {
        const bool is_tab = placing.paragraph.text[glyph->cluster] == '\t';
        const std::int64_t advance = is_tab ? tab_width(placing, glyph->cluster) : glyph->advance;
        // Pango's empty glyph stands for characters nothing is drawn for; it is no glyph of the font.
        if (glyph->id != PANGO_GLYPH_EMPTY)
            layout.glyphs.push_back({glyph->id,
                                     placing.at_byte + glyph->cluster,
                                     {static_cast<float>(x + glyph->right) * placing.scale,
                                      line.baseline + static_cast<float>(glyph->down) * placing.scale},
                                     static_cast<float>(advance) * placing.scale});
        x += advance;
    }
    run.glyph_count = static_cast<std::uint32_t>(layout.glyphs.size()) - run.first_glyph;
    if (run.glyph_count == 0) return x;
    if (!layout.runs.empty() && continues(layout.runs.back(), run)) {
        TextRun& before = layout.runs.back();
        before.begin = std::min(before.begin, run.begin);
        before.end = std::max(before.end, run.end);
        before.glyph_count += run.glyph_count;
    } else {
        layout.runs.push_back(run);
    }
    return x;
}

} // namespace

void place(Shaper& shaper, const ShapedParagraph& paragraph, const std::vector<WrappedLine>& lines,
           std::size_t at_byte, std::size_t next_byte, TextLayout& layout) {
    Placing placing{shaper,
                    paragraph,
                    layout,
                    static_cast<std::uint32_t>(at_byte),
                    layout.size / (reference_size * units_per_px),
                    {},
                    {},
                    {}};
    auto item = paragraph.items.begin();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const WrappedLine& wrapped = lines[i];
        const bool last = i + 1 == lines.size();
        const std::uint32_t end = last ? wrapped.next : wrapped.visible_end;
        TextLine line;
        line.begin = placing.at_byte + wrapped.begin;
        line.end = placing.at_byte + end;
        line.next = last ? static_cast<std::uint32_t>(next_byte) : placing.at_byte + wrapped.next;
        line.width = static_cast<float>(wrapped.width) * placing.scale;
        line.right_to_left = paragraph.right_to_left;
        line.baseline = static_cast<float>(layout.lines.size()) * layout.line_height +
                        (layout.line_height + (ascent_em - descent_em) * layout.size) / 2;
        find_tabs(placing, wrapped.begin, end);
        placing.parts.clear();
        while (item != paragraph.items.end() && item->end <= wrapped.begin) ++item;
        for (auto each = item; each != paragraph.items.end() && each->begin < end; ++each)
            placing.parts.push_back({&*each, std::max(each->begin, wrapped.begin), std::min(each->end, end)});
        put_in_visual_order(placing.parts);
        // What hangs over a right-to-left line's end hangs over on the left.
        std::int64_t x = 0;
        if (paragraph.right_to_left && end > wrapped.visible_end)
            for (std::uint32_t at = wrapped.visible_end; at < end; ++at)
                x -= paragraph.text[at] == '\t' ? tab_width(placing, at) : paragraph.widths[at];
        for (const ItemPart& part : placing.parts) x = place_part(placing, part, x, line);
        layout.lines.push_back(line);
    }
}

void align_lines(TextLayout& layout, TextAlign align) {
    std::vector<float> shifts;
    for (TextLine& line : layout.lines) {
        const float room = layout.box.x - line.width;
        const float left = align == TextAlign::centre ? room / 2 : line.right_to_left ? room : 0;
        shifts.push_back(left - line.left);
        line.left = left;
    }
    for (const TextRun& run : layout.runs)
        for (std::uint32_t i = 0; i < run.glyph_count; ++i)
            layout.glyphs[run.first_glyph + i].at.x += shifts[run.line];
}

} // namespace waymark
