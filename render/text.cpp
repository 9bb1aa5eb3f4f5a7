#include "render/text.hpp"

#include "render/text_place.hpp"
#include "render/text_sizes.hpp"
#include "render/text_wrap.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

constexpr float smallest_possible = 0.01f, largest_possible = 1e7f;
constexpr std::string_view ellipsis = "…";

float in_range(float value, float otherwise) {
    return std::isfinite(value) && value > 0 ? std::clamp(value, smallest_possible, largest_possible)
                                             : otherwise;
}

/// A text with its paragraphs shaped.
struct ShapedText {
    std::string text;
    std::vector<ParagraphSpan> spans;
    std::vector<std::shared_ptr<const ShapedParagraph>> paragraphs;
};

ShapedText shaped_text(Shaper& shaper, std::string_view given, const TextStyle& style) {
    ShapedText shaped{guarded_utf8(given), {}, {}};
    const TextLanguage language = language_of(shaped.text, style.language);
    shaped.spans = paragraphs_of(shaped.text);
    bool right_to_left = false; // a paragraph without letters goes on in the direction of the one before
    for (const ParagraphSpan& span : shaped.spans) {
        const std::string_view text = std::string_view{shaped.text}.substr(span.begin, span.end - span.begin);
        const BaseDirection direction = base_direction(text);
        if (direction != BaseDirection::neutral) right_to_left = direction == BaseDirection::right_to_left;
        shaped.paragraphs.push_back(shaper.shaped(text, style.weight, language, right_to_left));
    }
    return shaped;
}

std::int64_t limit_of(float width, float size) {
    if (!(width > 0)) return no_limit;
    return static_cast<std::int64_t>(static_cast<double>(std::min(width, largest_possible)) *
                                     static_cast<double>(reference_size * units_per_px) /
                                     static_cast<double>(size));
}

TextLayout placed(Shaper& shaper, ShapedText shaped, const TextStyle& style, float size, float width) {
    TextLayout layout;
    layout.text = std::move(shaped.text);
    layout.size = size;
    layout.line_height = size * line_height_em;
    std::vector<WrappedLine> lines;
    for (std::size_t i = 0; i < shaped.paragraphs.size(); ++i) {
        lines.clear();
        wrap(shaper, *shaped.paragraphs[i], limit_of(width, size), LongWords::cut, lines);
        place(shaper, *shaped.paragraphs[i], lines, shaped.spans[i].begin, shaped.spans[i].next, layout);
    }
    float widest = 0;
    for (const TextLine& line : layout.lines) widest = std::max(widest, line.width);
    layout.wrapped = width > 0;
    layout.box = {width > 0 ? width : widest, static_cast<float>(layout.lines.size()) * layout.line_height};
    align_lines(layout, style.align);
    return layout;
}

bool fits(Shaper& shaper, const ShapedText& shaped, Vec2 box, float size, LongWords long_words) {
    constexpr float rounding = 0.01f;
    std::vector<WrappedLine> lines;
    for (const auto& paragraph : shaped.paragraphs) {
        if (!wrap(shaper, *paragraph, limit_of(box.x, size), long_words, lines)) return false;
        if (static_cast<float>(lines.size()) * size * line_height_em > box.y + rounding) return false;
    }
    return true;
}

std::vector<float> sizes_between(float largest, float smallest) {
    std::vector<float> sizes{largest};
    for (const float size : size_ladder)
        if (size < largest && size > smallest) sizes.push_back(size);
    if (smallest < largest) sizes.push_back(smallest);
    return sizes;
}

std::string without_line_ends(std::string_view text) {
    std::string line;
    for (const ParagraphSpan& span : paragraphs_of(text)) {
        line += text.substr(span.begin, span.end - span.begin);
        if (span.next > span.end) line += ' ';
    }
    return line;
}

} // namespace

struct TextEngine::Inside {
    explicit Inside(std::size_t remembered_bytes) : shaper{remembered_bytes} {}
    Shaper shaper;
};

TextEngine::TextEngine(std::size_t remembered_bytes) : inside_{std::make_unique<Inside>(remembered_bytes)} {}
TextEngine::~TextEngine() = default;
TextEngine::TextEngine(TextEngine&&) noexcept = default;
TextEngine& TextEngine::operator=(TextEngine&&) noexcept = default;

TextLayout TextEngine::laid_out(std::string_view text, const TextStyle& style, float size, float width) {
    Shaper& shaper = inside_->shaper;
    return placed(shaper, shaped_text(shaper, text, style), style, in_range(size, reference_size),
                  in_range(width, 0));
}

TextLayout TextEngine::fitted(std::string_view text, const TextStyle& style, Vec2 box, float largest,
                              float smallest) {
    Shaper& shaper = inside_->shaper;
    ShapedText shaped = shaped_text(shaper, text, style);
    box.x = in_range(box.x, smallest_possible);
    largest = in_range(largest, size_ladder.front());
    const std::vector<float> sizes =
        sizes_between(largest, std::min(in_range(smallest, size_ladder.back()), largest));
    // First without cutting a word; where a word is too long for that, with cut words at a modest size.
    auto size = std::find_if(sizes.begin(), sizes.end(),
                             [&](float each) { return fits(shaper, shaped, box, each, LongWords::refuse); });
    if (size == sizes.end())
        size = std::find_if(sizes.begin(), sizes.end() - 1, [&](float each) {
            return each <= largest_with_cut_words && fits(shaper, shaped, box, each, LongWords::cut);
        });
    return placed(shaper, std::move(shaped), style, *size, box.x);
}

TextLayout TextEngine::on_one_line(std::string_view text, const TextStyle& style, float size, float width) {
    width = in_range(width, 0);
    const std::string line = without_line_ends(guarded_utf8(text));
    TextLayout whole = laid_out(line, style, size);
    const auto with_box = [&](TextLayout layout) {
        if (width > 0) layout.box.x = width;
        align_lines(layout, style.align);
        return layout;
    };
    if (!(width > 0) || whole.box.x <= width) return width > 0 ? with_box(std::move(whole)) : whole;

    // As many graphemes as leave room for the dots; shaping the shorter text anew may change its width by a
    // little.
    const auto paragraph = shaped_text(inside_->shaper, line, style).paragraphs.front();
    const float scale = whole.size / (reference_size * units_per_px);
    const float room = width - laid_out(ellipsis, style, size).box.x;
    std::uint32_t end = 0;
    std::int64_t x = 0;
    std::vector<std::uint32_t> borders{0};
    for (std::uint32_t at = 0; at < line.size() && static_cast<float>(x) * scale <= room; ++at) {
        if (at > end && paragraph->flags[at] & caret_flag) borders.push_back(end = at);
        x += paragraph->widths[at];
    }
    while (true) {
        std::size_t kept = borders.back();
        while (kept > 0 && paragraph->flags[kept - 1] & white_flag) --kept;
        TextLayout cut = laid_out(line.substr(0, kept) + std::string{ellipsis}, style, size);
        if (cut.box.x <= width || borders.size() == 1) return with_box(std::move(cut));
        borders.pop_back();
    }
}

TextStops TextEngine::stops(std::string_view text, const TextStyle& style) {
    constexpr std::uint8_t told = TextStops::caret | TextStops::word_start | TextStops::word_end;
    const ShapedText shaped = shaped_text(inside_->shaper, text, style);
    TextStops stops;
    stops.flags.assign(shaped.text.size() + 1, 0);
    for (std::size_t i = 0; i < shaped.spans.size(); ++i)
        for (std::size_t at = shaped.spans[i].begin; at <= shaped.spans[i].end; ++at)
            stops.flags[at] = shaped.paragraphs[i]->flags[at - shaped.spans[i].begin] & told;
    return stops;
}

} // namespace waymark
