#pragma once
#include "render/fonts.hpp"
#include "render/text.hpp"

#include <cmath>
#include <string>
#include <vector>

/// What has to hold for every layout of every text; used by the ordinary tests and by the fuzzer.
namespace waymark {

/// The first thing wrong with a layout, or nothing.
inline std::string flaw_of(const TextLayout& layout) {
    const std::string at_line = "line ";
    if (layout.lines.empty()) return "no line";
    if (!std::isfinite(layout.box.x) || !std::isfinite(layout.box.y)) return "box is not finite";
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < layout.lines.size(); ++i) {
        const TextLine& line = layout.lines[i];
        if (line.begin != next)
            return at_line + std::to_string(i) + " does not begin where the last one went to";
        if (line.end < line.begin || line.next < line.end)
            return at_line + std::to_string(i) + " runs backwards";
        if (i + 1 < layout.lines.size() && line.next == line.begin)
            return at_line + std::to_string(i) + " holds nothing";
        if (!std::isfinite(line.left) || !std::isfinite(line.width) || line.width < 0)
            return "line is not finite";
        next = line.next;
    }
    if (next != layout.text.size()) return "lines do not reach the end of the text";
    std::uint32_t glyphs = 0, row = 0;
    for (const TextRun& run : layout.runs) {
        if (run.line >= layout.lines.size() || run.line < row) return "runs are not in the order of lines";
        row = run.line;
        const TextLine& line = layout.lines[run.line];
        if (run.begin < line.begin || run.end > line.end || run.begin >= run.end)
            return "run leaves its line";
        if (run.first_glyph != glyphs || run.glyph_count == 0)
            return "run's glyphs do not follow the last run's";
        glyphs += run.glyph_count;
        if (glyphs > layout.glyphs.size()) return "run's glyphs leave the layout";
        if (font_file(run.font).path.empty()) return "run has no font file";
        for (std::uint32_t i = 0; i < run.glyph_count; ++i) {
            const Glyph& glyph = layout.glyphs[run.first_glyph + i];
            if (glyph.cluster < run.begin || glyph.cluster >= run.end) return "cluster leaves its run";
            if (!std::isfinite(glyph.at.x) || !std::isfinite(glyph.at.y)) return "glyph is not finite";
            if (glyph.id > 0xFFFF) return "glyph is none of its font";
            const bool in_order =
                i == 0 ||
                (run.right_to_left ? glyph.cluster <= layout.glyphs[run.first_glyph + i - 1].cluster
                                   : glyph.cluster >= layout.glyphs[run.first_glyph + i - 1].cluster);
            if (!in_order) return "clusters are not in visual order";
        }
    }
    if (glyphs != layout.glyphs.size()) return "glyphs without a run";
    return {};
}

/// The same for carets, with the stops of the same text.
inline std::string flaw_of_carets(const TextLayout& layout, const TextStops& stops) {
    if (stops.flags.size() != layout.text.size() + 1) return "stops are not as long as the text";
    if (!(stops.flags.front() & TextStops::caret) || !(stops.flags.back() & TextStops::caret))
        return "an end has no caret";
    for (std::size_t at = 0; at < stops.flags.size(); ++at) {
        if (at < layout.text.size() && (layout.text[at] & 0xC0) == 0x80 && stops.flags[at])
            return "stop inside a character";
        if (!(stops.flags[at] & TextStops::caret)) continue;
        const Rect caret = caret_at(layout, at);
        if (!std::isfinite(caret.at.x) || caret.size.x != 0 || caret.size.y <= 0) return "caret is no caret";
        if (caret.at.y < 0 || caret.bottom() > layout.box.y + 0.01f) return "caret stands outside the lines";
        const std::size_t found = byte_at(layout, caret.at + Vec2{0, caret.size.y / 2});
        if (std::abs(caret_at(layout, found).at.x - caret.at.x) > 0.01f)
            return "the caret's point leads to another caret";
        for (const int way : {-1, 1})
            if (byte_on_other_line(layout, at, way) > layout.text.size())
                return "another line's byte is outside";
    }
    for (const Rect& box : selection_boxes(layout, 0, layout.text.size()))
        if (!std::isfinite(box.at.x) || !(box.size.x >= 0) || box.bottom() > layout.box.y + 0.01f)
            return "selection box is no box";
    return {};
}

} // namespace waymark
