#include "render/layout_parts.hpp"

#include "sessions/cubic.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {

namespace {

constexpr float emotion_margin = 32; ///< above +5 and below −5, for faces and the curve's own thickness

} // namespace

float EmotionBox::y_of(float score) const {
    const float part = (highest_score - score) / (highest_score - lowest_score);
    return rect.top() + emotion_margin + part * (rect.size.y - 2 * emotion_margin);
}

float EmotionBox::score_at(float y) const {
    const float part = (y - rect.top() - emotion_margin) / (rect.size.y - 2 * emotion_margin);
    return std::clamp(highest_score - part * (highest_score - lowest_score), lowest_score, highest_score);
}

namespace layout_parts {

namespace {

/// The line through all segments, dense enough to look round at four times its size.
std::vector<Vec2> sampled(const MonotoneCubic& function, const EmotionBox& emotion) {
    const std::vector<Vec2>& points = function.points();
    std::vector<Vec2> line;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Cubic segment = function.segment(i);
        const float width = points[i + 1].x - points[i].x;
        const int pieces = std::clamp(static_cast<int>(width / 8), 2, 96);
        for (int piece = 0; piece < pieces; ++piece) {
            const float t = static_cast<float>(piece) / static_cast<float>(pieces);
            line.push_back({points[i].x + width * t,
                            emotion.y_of(static_cast<float>(segment.at(static_cast<double>(t))))});
        }
    }
    if (!points.empty()) line.push_back({points.back().x, emotion.y_of(points.back().y)});
    return line;
}

/// The persona's place in the journey; one that the journey does not name comes after those it does.
std::size_t style_of(Id persona, const Journey& journey, std::vector<Id>& others) {
    const auto named = std::find(journey.personas.begin(), journey.personas.end(), persona);
    if (named != journey.personas.end()) return static_cast<std::size_t>(named - journey.personas.begin());
    // A curve without a persona is the first one's as long as nobody else has drawn.
    if (persona == Id::none && journey.personas.size() <= 1) return 0;
    auto other = std::find(others.begin(), others.end(), persona);
    if (other == others.end()) other = others.insert(others.end(), persona);
    return journey.personas.size() + static_cast<std::size_t>(other - others.begin());
}

} // namespace

void place_curves(Making& making) {
    Layout& made = making.made;
    const auto lane = std::find_if(made.lanes.begin(), made.lanes.end(),
                                   [](const LaneBox& box) { return box.kind == LaneKind::emotion; });
    if (lane == made.lanes.end()) return;
    made.emotion = EmotionBox{lane->lane, lane->row};
    std::vector<Id> others;
    int rows = 0;
    for (const Shared<Curve>& curve : making.journey.curves) {
        CurveBox box{
            curve->id, curve->persona, curve->kind, style_of(curve->persona, making.journey, others), {}, {}};
        for (const Vec2 point : curve_points(*curve, made.spans))
            box.points.push_back({point.x, made.emotion->y_of(point.y)});
        box.line = sampled(function(*curve, made.spans), *made.emotion);
        rows += curve->kind == CurveKind::emotion && !box.points.empty() ? 1 : 0;
        made.curves.push_back(std::move(box));
    }
    if (rows == 0) return;
    const float height = peak_end_row_height * static_cast<float>(rows) + 2 * peak_end_padding;
    const float top = std::max(lane->row.top(), lane->row.center().y - height / 2);
    made.peak_end = {{making.right + stage_gap, top}, {peak_end_width, height}};
}

namespace {

constexpr float longest_flag = 300, flag_text_size = 18;

/// How badly a flag lies: over another flag or star, out of its lane, over a curve.
float fault(const Rect& flag, const Rect& allowed, const Layout& made) {
    float sum = 0;
    const auto outside = [](float part) { return std::max(0.0f, part); };
    sum += 40 * (outside(allowed.left() - flag.left()) + outside(flag.right() - allowed.right()) +
                 outside(allowed.top() - flag.top()) + outside(flag.bottom() - allowed.bottom()));
    const Rect near = flag.grown(4);
    for (const MomentBox& other : made.moments) {
        const Vec2 reach{star_radius, star_radius};
        if (near.touches(other.flag)) sum += 2000;
        if (near.touches({other.at - reach, reach * 2})) sum += 1000;
    }
    for (const CurveBox& curve : made.curves)
        for (const Vec2 point : curve.line)
            if (near.contains(point)) sum += 10;
    return sum;
}

/// Tries above and below the star, to its right and left, near and farther, and keeps the best.
void place_flag(MomentBox& box, const Rect& allowed, const Layout& made) {
    const Vec2 size = Vec2{box.title->box.x, box.title->box.y} + flag_text_inset * 2 + Vec2{6, 0};
    float best = -1;
    for (const float pole : {12.0f, 44.0f, 76.0f})
        for (const bool hanging : {false, true})
            for (const bool leftwards : {false, true}) {
                const float y =
                    hanging ? box.at.y + star_radius + pole : box.at.y - star_radius - pole - size.y;
                const Rect flag{{leftwards ? box.at.x + 1 - size.x : box.at.x - 1, y}, size};
                const float found = fault(flag, allowed, made) + (hanging ? 2.0f : 0.0f) +
                                    (leftwards ? 1.0f : 0.0f) + pole / 12;
                if (best >= 0 && found >= best) continue;
                best = found;
                box.flag = flag;
                box.hanging = hanging;
            }
}

Shared<TextLayout> flag_title(const MagicMoment& moment, Making& making) {
    if (making.previous)
        for (const MomentBox& before : making.previous->moments)
            if (before.moment == moment.id && before.words == moment.title) return before.title;
    const TextStyle style{FontWeight::semibold, TextAlign::start, making.made.language};
    TextLayout title = making.engine.on_one_line(moment.title, style, flag_text_size, longest_flag);
    if (!title.lines.empty()) title.box.x = std::min(title.box.x, title.lines.front().width);
    return title;
}

/// Where a moment's star is; nothing when what it sits on is not there.
std::optional<Vec2> star_place(const MagicMoment& moment, const Making& making) {
    const Layout& made = making.made;
    if (moment.note != Id::none) {
        const NoteBox* note = find_box(made, moment.note);
        if (!note) return std::nullopt;
        return Vec2{note->rect.right() - 6, note->rect.top() + 6};
    }
    const std::optional<float> x = x_of(made.spans, {moment.stage, moment.along});
    if (!x || !made.emotion) return std::nullopt;
    float score = 0;
    for (const Shared<Curve>& curve : making.journey.curves)
        if (curve->id == moment.curve) score = function(*curve, made.spans).at(*x);
    return Vec2{*x, made.emotion->y_of(score)};
}

} // namespace

void place_moments(Making& making) {
    Layout& made = making.made;
    for (const Shared<MagicMoment>& moment : making.journey.moments) {
        const std::optional<Vec2> at = star_place(*moment, making);
        if (!at) continue;
        MomentBox box{moment->id, *at, {}, false, moment->title, flag_title(*moment, making)};
        const bool on_curve = moment->note == Id::none && made.emotion;
        place_flag(box, on_curve ? made.emotion->rect.grown(note_gap - 2) : made.map.grown(4000), made);
        made.moments.push_back(std::move(box));
    }
}

} // namespace layout_parts

} // namespace waymark
