#include "render/icons.hpp"
#include "render/paint_memory.hpp"

#include <algorithm>
#include <cmath>

/// The emotion lane: gap, tolerance, curves and what the curves say.
namespace waymark::paint_parts {

namespace {

constexpr float emotion_width = 5, expectation_width = 2.5f, expectation_part = 0.6f;

/// y of a sampled line at x, both world; nothing outside it.
std::optional<float> y_at(const std::vector<Vec2>& line, float x) {
    if (line.empty() || x < line.front().x || x > line.back().x) return std::nullopt;
    const auto next =
        std::lower_bound(line.begin(), line.end(), x, [](Vec2 point, float at) { return point.x < at; });
    if (next == line.begin()) return next->y;
    const Vec2 a = *(next - 1), b = *next;
    return b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : b.y;
}

const Stage* stage_of(const Journey& journey, const StageSpan& span) {
    return find_stage(journey, span.stage);
}

// --- the gap between what was expected and what was felt

struct GapSample {
    float x, felt, expected;
};

/// Adds one area between the curves that lies wholly above or below.
void add_area(const std::vector<GapSample>& run, Colour colour, Drawing& drawing) {
    if (run.size() < 2) return;
    std::vector<Vec2> outline;
    for (const GapSample& sample : run) outline.push_back({sample.x, sample.felt});
    for (auto sample = run.rbegin(); sample != run.rend(); ++sample)
        outline.push_back({sample->x, sample->expected});
    drawing.parts.push_back(Shape{polygon(outline), colour});
}

/// Samples of both curves over one stage; empty where one of them is missing.
std::vector<GapSample> gap_samples(const CurveBox& felt, const CurveBox& expected, const StageSpan& span) {
    std::vector<GapSample> samples;
    if (felt.line.empty() || expected.line.empty()) return samples;
    const float from = std::max({span.left, felt.line.front().x, expected.line.front().x});
    const float to = std::min({span.right, felt.line.back().x, expected.line.back().x});
    if (to <= from) return samples;
    const int pieces = std::max(2, static_cast<int>((to - from) / 8));
    for (int i = 0; i <= pieces; ++i) {
        const float x =
            i == pieces ? to : from + (to - from) * static_cast<float>(i) / static_cast<float>(pieces);
        const std::optional<float> a = y_at(felt.line, x), b = y_at(expected.line, x);
        if (a && b) samples.push_back({x, *a, *b});
    }
    return samples;
}

void add_gap(Painting& painting, const CurveBox& felt, const CurveBox& expected, PlacedChunk& chunk) {
    for (const StageSpan& span : painting.layout.spans) {
        Drawing drawing;
        std::vector<GapSample> run;
        const auto colour =
            [&](const GapSample& sample) { // y points down: felt above expected is a smaller y
                return sample.felt < sample.expected ? painting.theme.exceeded : painting.theme.disappointed;
            };
        Colour now{};
        for (const GapSample& sample : gap_samples(felt, expected, span)) {
            if (!run.empty()) {
                const float before = run.back().felt - run.back().expected,
                            after = sample.felt - sample.expected;
                if (before * after <
                    0) { // they cross between two samples: one area ends there, the next begins
                    const float t = before / (before - after);
                    const float y = run.back().felt + (sample.felt - run.back().felt) * t;
                    const GapSample cut{run.back().x + (sample.x - run.back().x) * t, y, y};
                    run.push_back(cut);
                    add_area(run, now, drawing);
                    run = {cut};
                }
            }
            if (sample.felt != sample.expected) now = colour(sample);
            run.push_back(sample);
        }
        add_area(run, now, drawing);
        if (drawing.parts.empty()) continue;
        Placed placed{
            painting.memory.drawing(slot(Part::gap, felt.curve, static_cast<std::uint64_t>(span.stage)),
                                    std::move(drawing)),
            {}};
        chunk.push_back(std::move(placed));
    }
}

void add_gaps(Painting& painting, PlacedChunk& chunk) {
    const std::vector<CurveBox>& curves = painting.layout.curves;
    for (const CurveBox& felt : curves) {
        if (felt.kind != CurveKind::emotion) continue;
        const auto expected = std::find_if(curves.begin(), curves.end(), [&](const CurveBox& other) {
            return other.kind == CurveKind::expectation && other.persona == felt.persona;
        });
        if (expected != curves.end()) add_gap(painting, felt, *expected, chunk);
    }
}

// --- the level under which the customer leaves

/// How much of what is drawn already a label would lie on.
int crowding(const Layout& layout, const Rect& label) {
    int sum = 0;
    for (const CurveBox& curve : layout.curves)
        for (const Vec2 point : curve.line) sum += label.grown(5).contains(point) ? 1 : 0;
    const Vec2 reach{star_radius, star_radius};
    for (const MomentBox& moment : layout.moments)
        if (label.touches(moment.flag) || label.touches({moment.at - reach, reach * 2})) sum += 100;
    return sum;
}

void add_tolerance_label(Painting& painting, const Stage& stage, const StageSpan& span, float y,
                         Drawing& drawing) {
    const std::string says = "Leaves below " + score_text(*stage.tolerance) +
                             (stage.tolerance_reason.empty() ? "" : ": " + stage.tolerance_reason);
    const Shared<TextLayout> text =
        shrunk_line(painting, says, 15, 12, FontWeight::medium, span.width() - 24);
    const float width = line_width(*text), height = text->box.y;
    Vec2 best{span.left + 12, y + 4};
    int least = -1;
    for (const float top : {y + 4, y - height - 4})
        for (const float left :
             {span.left + 12, span.right - 12 - width, span.left + (span.width() - width) / 2}) {
            const int found = crowding(painting.layout, {{left, top}, {width, height}});
            if (least >= 0 && found >= least) continue;
            least = found;
            best = {left, top};
        }
    drawing.parts.push_back(words(text, best, painting.theme.tolerance));
}

void add_tolerance(Painting& painting, PlacedChunk& chunk) {
    const Stage* before = nullptr;
    for (const StageSpan& span : painting.layout.spans) {
        const Stage* stage = stage_of(painting.journey, span);
        if (stage && stage->tolerance) {
            const float y = painting.layout.emotion->y_of(*stage->tolerance);
            Drawing drawing;
            drawing.parts.push_back(
                Ribbon{{{span.left + 1, y}, {span.right - 1, y}}, {2}, painting.theme.tolerance, 10, 8});
            // Said once for stages in a row that have it in common.
            const bool said = before && before->tolerance == stage->tolerance &&
                              before->tolerance_reason == stage->tolerance_reason;
            if (!said) add_tolerance_label(painting, *stage, span, y, drawing);
            Placed placed{painting.memory.drawing(slot(Part::tolerance, span.stage), std::move(drawing)), {}};
            chunk.push_back(std::move(placed));
        }
        before = stage;
    }
}

/// The parts of a sampled line that lie under `level` (a y) between two x.
std::vector<std::vector<Vec2>> parts_under(const std::vector<Vec2>& line, float level, float left,
                                           float right) {
    std::vector<std::vector<Vec2>> parts;
    std::vector<Vec2> run;
    const auto finish = [&] {
        if (run.size() > 1) parts.push_back(std::move(run));
        run.clear();
    };
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        Vec2 a = line[i], b = line[i + 1];
        if (b.x <= left || a.x >= right) continue;
        const auto on = [a, b](float t) { return a + (b - a) * t; };
        float from = a.x < left ? (left - a.x) / (b.x - a.x) : 0,
              to = b.x > right ? (right - a.x) / (b.x - a.x) : 1;
        const bool starts_under = on(from).y > level, ends_under = on(to).y > level;
        if (starts_under != ends_under) (starts_under ? to : from) = (level - a.y) / (b.y - a.y);
        if (!starts_under && !ends_under) continue;
        if (run.empty()) run.push_back(on(from));
        run.push_back(on(to));
        if (!ends_under) finish();
    }
    finish();
    return parts;
}

// --- the curves

void add_curve(Painting& painting, const CurveBox& curve, PlacedChunk& chunk) {
    const bool emotion = curve.kind == CurveKind::emotion;
    const LineStyle style = line_style(curve.style, painting.theme);
    const float width = emotion ? emotion_width : expectation_width;
    const Colour colour = emotion ? style.colour : style.colour.with_alpha(expectation_part);
    Drawing drawing;
    if (curve.line.size() == 1) { // a tap: one point, shown as a dot
        drawing.parts.push_back(Box{{curve.line.front() - Vec2{curve_point_radius, curve_point_radius},
                                     {2 * curve_point_radius, 2 * curve_point_radius}},
                                    curve_point_radius,
                                    colour});
    } else if (curve.line.size() > 1) {
        drawing.parts.push_back(Ribbon{curve.line, {width}, colour, style.dash, style.gap});
        for (const StageSpan& span : painting.layout.spans) {
            const Stage* stage = stage_of(painting.journey, span);
            if (!emotion || !stage || !stage->tolerance) continue;
            const float level = painting.layout.emotion->y_of(*stage->tolerance);
            for (std::vector<Vec2>& part : parts_under(curve.line, level, span.left, span.right))
                drawing.parts.push_back(
                    Ribbon{std::move(part), {width}, painting.theme.tolerance, style.dash, style.gap});
        }
    }
    if (drawing.parts.empty()) return;
    Placed placed{painting.memory.drawing(slot(Part::curve, curve.curve), std::move(drawing)),
                  painting.shift(curve.curve)};
    chunk.push_back(std::move(placed));
}

} // namespace

Shared<PlacedChunk> painted_curves(Painting& painting) {
    PlacedChunk chunk;
    if (painting.layout.emotion) {
        add_gaps(painting, chunk);
        add_tolerance(painting, chunk);
        for (const CurveBox& curve : painting.layout.curves)
            if (curve.kind == CurveKind::expectation) add_curve(painting, curve, chunk);
        for (const CurveBox& curve : painting.layout.curves)
            if (curve.kind == CurveKind::emotion) add_curve(painting, curve, chunk);
    }
    return painting.memory.chunk({Part::curves}, std::move(chunk));
}

// --- the peak-end strip

namespace {

struct Figure {
    std::string label, number, word;
};

std::string stage_title(const Journey& journey, const std::optional<Mark>& mark) {
    const Stage* stage = mark ? find_stage(journey, mark->place.stage) : nullptr;
    return stage ? stage->title : "";
}

/// The three numbers of Kahneman's rule with their words.
std::vector<Figure> figures(const CurveAnalysis& analysis, const Journey& journey) {
    const auto magnitude = [](const std::optional<Mark>& mark) { return mark ? std::abs(mark->score) : -1; };
    const bool negative = magnitude(analysis.negative_peak) >= magnitude(analysis.positive_peak);
    const std::optional<Mark>& peak = negative ? analysis.negative_peak : analysis.positive_peak;
    return {{"Peak", peak ? score_text(peak->score) : "–", stage_title(journey, peak)},
            {"End", analysis.end ? score_text(analysis.end->score) : "–", stage_title(journey, analysis.end)},
            {"Remembered", analysis.remembered ? score_text(*analysis.remembered) : "–", ""}};
}

void add_strip_row(Painting& painting, const CurveBox& curve, float top, float width, Drawing& drawing) {
    const Curve* value = find_curve(painting.journey, curve.curve);
    if (!value) return;
    const Theme& theme = painting.theme;
    const LineStyle style = line_style(curve.style, theme);
    const Persona* persona = find_persona(painting.session, curve.persona);
    constexpr float left = 24, sample = 44, name_height = 52, number_right = 136, word_left = 160,
                    line_height = 60;
    const float name_left = left + sample + 14;
    const Shared<TextLayout> name = painting.memory.text(
        {persona ? persona->name : "How it is remembered", 20, FontWeight::semibold, width - name_left - 16});
    const float name_middle = top + name_height / 2;
    drawing.parts.push_back(Ribbon{{{left, name_middle}, {left + sample, name_middle}},
                                   {5},
                                   style.colour,
                                   std::min(style.dash, 9.0f),
                                   std::min(style.gap, 10.0f)});
    drawing.parts.push_back(words(name, {name_left, name_middle - name->box.y / 2}, theme.ink));
    float middle = top + name_height + line_height / 2;
    for (const Figure& figure : figures(analysed(*value, painting.journey), painting.journey)) {
        const float room = width - word_left - 12;
        const Shared<TextLayout> number =
            painting.memory.text({figure.number, 44, FontWeight::semibold, 200});
        const Shared<TextLayout> label = painting.memory.text({figure.label, 18, FontWeight::medium, room});
        drawing.parts.push_back(
            words(number, {number_right - line_width(*number), middle - number->box.y / 2}, theme.ink));
        if (figure.word.empty()) {
            drawing.parts.push_back(words(label, {word_left, middle - label->box.y / 2}, theme.quiet_ink));
        } else {
            const Shared<TextLayout> word =
                painting.memory.text({figure.word, 22, FontWeight::semibold, room});
            const float both = label->box.y + word->box.y;
            drawing.parts.push_back(words(label, {word_left, middle - both / 2}, theme.quiet_ink));
            drawing.parts.push_back(words(word, {word_left, middle - both / 2 + label->box.y}, theme.ink));
        }
        middle += line_height;
    }
}

} // namespace

void add_peak_end_strip(Painting& painting, PlacedChunk& chunk) {
    const Rect box = painting.layout.peak_end;
    if (box.empty()) return;
    const Theme& theme = painting.theme;
    Drawing drawing;
    drawing.parts.push_back(
        Box{{{}, box.size}, 20, theme.sheet, theme.hairline, 1, {2, 12, shadow_colour(theme, 0.06f)}});
    float top = peak_end_padding;
    for (const CurveBox& curve : painting.layout.curves) {
        if (curve.kind != CurveKind::emotion || curve.points.empty()) continue;
        if (top > peak_end_padding)
            drawing.parts.push_back(Box{{{20, top}, {box.size.x - 40, 1}}, 0, theme.hairline});
        add_strip_row(painting, curve, top, box.size.x, drawing);
        top += peak_end_row_height;
    }
    Placed placed{painting.memory.drawing({Part::strip}, std::move(drawing)), box.at};
    chunk.push_back(std::move(placed));
}

} // namespace waymark::paint_parts
