#include "render/icons.hpp"
#include "render/paint_memory.hpp"

#include <algorithm>
#include <cmath>

/// What frames the board and stays in sight: stage headers, lane tabs and the corner where they meet.
namespace waymark::paint_parts {

namespace {

constexpr float chevron_tip = 16, header_title_size = 28, smallest_header_title = 20;
constexpr float sheet_lip = header_gap / 2, tab_inset = 4, tab_radius = 12, tab_padding = 16;
constexpr float tab_width = lane_tab_width - lane_tab_gap;
constexpr float face_size = 24,
                face_column = 58; ///< room for a face and its number at the emotion tab's right

Path chevron(float width, bool first) {
    const float middle = header_height / 2;
    std::vector<Vec2> corners{
        {0, 0}, {width, 0}, {width + chevron_tip, middle}, {width, header_height}, {0, header_height}};
    if (!first) corners.push_back({chevron_tip, middle});
    return rounded(corners, 6);
}

/// Paper under pinned things that are away from their place, so that what scrolls beneath them does not show
/// between and beside them.
constexpr float ground_reach = 24;
Box ground(const Rect& rect, const Theme& theme) { return Box{rect, 0, theme.paper}; }

void add_count(Painting& painting, std::uint32_t count, float right, Drawing& drawing) {
    const Shared<TextLayout> text =
        painting.memory.text({std::to_string(count), 15, FontWeight::semibold, 100});
    const float width = std::max(28.0f, line_width(*text) + 18), height = 26;
    const Rect pill{{right - width, (header_height - height) / 2}, {width, height}};
    drawing.parts.push_back(Box{pill, height / 2, rgb(0x000000).with_alpha(0.22f)});
    const Vec2 at{pill.left() + (width - line_width(*text)) / 2, pill.center().y - text->box.y / 2};
    drawing.parts.push_back(words(text, at, painting.theme.header_ink));
}

/// A short piece of a persona's line with their name, below each other in the emotion lane's tab.
void add_legend(Painting& painting, float top, Drawing& drawing) {
    constexpr float sample = 24, row = 26;
    const Theme& theme = painting.theme;
    std::vector<std::pair<std::size_t, CurveKind>> shown;
    float middle = top + row / 2;
    for (const CurveBox& curve : painting.layout.curves) {
        const std::pair<std::size_t, CurveKind> entry{curve.style, curve.kind};
        if (curve.points.empty() || std::find(shown.begin(), shown.end(), entry) != shown.end()) continue;
        shown.push_back(entry);
        const LineStyle style = line_style(curve.style, theme);
        const bool expected = curve.kind == CurveKind::expectation;
        const Persona* persona = find_persona(painting.session, curve.persona);
        const std::string name = expected ? "Expected" : persona ? short_name(*persona) : "Felt";
        const float left = tab_padding + sample + 6;
        const Shared<TextLayout> text =
            shrunk_line(painting, name, 15, 12, FontWeight::medium, tab_width - face_column - left);
        drawing.parts.push_back(Ribbon{{{tab_padding, middle}, {tab_padding + sample, middle}},
                                       {expected ? 2.5f : 5.0f},
                                       expected ? style.colour.with_alpha(0.6f) : style.colour,
                                       std::min(style.dash, 8.0f),
                                       std::min(style.gap, 10.0f)});
        drawing.parts.push_back(words(text, {left, middle - text->box.y / 2}, theme.lane_tab_ink));
        middle += row;
    }
}

/// The two ends and the middle of the scale, as faces with their numbers.
void add_faces(Painting& painting, const Rect& tab, Drawing& drawing) {
    const Theme& theme = painting.theme;
    const struct {
        float score;
        Icon face;
    } marks[] = {{highest_score, Icon::face_best}, {0, Icon::face_neutral}, {lowest_score, Icon::face_worst}};
    for (const auto& mark : marks) {
        const Vec2 middle{tab.size.x - 12 - face_size / 2,
                          painting.layout.emotion->y_of(mark.score) - tab.top()};
        drawing.parts.push_back(icon_shape(icon(mark.face), middle - Vec2{face_size, face_size} * 0.5f,
                                           face_size, theme.lane_tab_ink));
        const Shared<TextLayout> text =
            painting.memory.text({score_text(mark.score), 15, FontWeight::semibold, 60});
        // Under the face, at the lower end over it: always inside the tab.
        const float y = mark.score == lowest_score ? middle.y - face_size / 2 - 2 - text->box.y
                                                   : middle.y + face_size / 2 + 2;
        drawing.parts.push_back(words(text, {middle.x - line_width(*text) / 2, y}, theme.lane_tab_ink));
    }
}

Drawing tab_drawing(Painting& painting, std::size_t index) {
    const LaneBox& box = painting.layout.lanes[index];
    const Theme& theme = painting.theme;
    Drawing drawing;
    // The first and the last reach as far as the sheets beside them do.
    const bool first = index == 0, last = index + 1 == painting.layout.lanes.size();
    const Rect card = rect_between({0, first ? -sheet_lip : tab_inset},
                                   {box.tab.size.x, box.tab.size.y + (last ? sheet_lip : -tab_inset)});
    const bool contrast = theme.name == ThemeName::high_contrast;
    drawing.parts.push_back(Box{card,
                                tab_radius,
                                theme.lane_tab,
                                theme.hairline,
                                contrast ? 2.0f : 1.0f,
                                {1, 6, shadow_colour(theme, 0.05f)}});
    const Lane& lane = *painting.journey.lanes[index];
    const bool emotion = painting.layout.emotion && painting.layout.emotion->lane == box.lane;
    const bool hidden = painting.look.interactive && is_written(painting.look, lane.id);
    const Shared<TextLayout> title =
        painting.memory.text({waymark::title(lane), 20, FontWeight::semibold,
                              tab_width - 2 * tab_padding + 8 - (emotion ? face_column - 12 : 0),
                              Setting::fitted, TextAlign::start, emotion ? 32 : card.size.y - 24, 13});
    const float top = emotion ? tab_inset + 14 : (box.tab.size.y - title->box.y) / 2;
    if (!hidden) drawing.parts.push_back(words(title, {tab_padding, top}, theme.lane_tab_ink));
    if (emotion) {
        add_faces(painting, box.tab, drawing);
        add_legend(painting, top + title->box.y + 14, drawing);
    }
    return drawing;
}

/// Covers what scrolls under headers and tabs where both meet, and says whose journey this is.
void add_corner(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    if (layout.stages.empty() || layout.lanes.empty()) return;
    const Theme& theme = painting.theme;
    std::string names;
    for (const Id id : painting.journey.personas)
        if (const Persona* persona = find_persona(painting.session, id))
            names += (names.empty() ? "" : ", ") + short_name(*persona);
    const Rect corner_ground =
        rect_between({-ground_reach, -ground_reach}, {tab_width + 4, header_height + header_gap / 2});
    const bool named = !names.empty();
    if (!named) names = painting.journey.state == JourneyState::current ? "Today" : "To be";
    Drawing drawing;
    if (painting.moved_right || painting.moved_down) drawing.parts.push_back(ground(corner_ground, theme));
    const Rect card{{}, {tab_width, header_height}};
    drawing.parts.push_back(Box{card,
                                tab_radius,
                                theme.lane_tab,
                                theme.hairline,
                                theme.name == ThemeName::high_contrast ? 2.0f : 1.0f,
                                {1, 6, shadow_colour(theme, 0.05f)}});
    const float left = tab_padding + 28;
    drawing.parts.push_back(icon_shape(icon(named ? Icon::person : Icon::journey),
                                       {tab_padding - 5, card.center().y - 13}, 26, theme.lane_tab_ink));
    const Shared<TextLayout> name = painting.memory.text(
        {names, 18, FontWeight::semibold, tab_width - left - 10, Setting::fitted, TextAlign::start, 46, 11});
    drawing.parts.push_back(words(name, {left, (header_height - name->box.y) / 2}, theme.lane_tab_ink));
    Placed placed{painting.memory.drawing({Part::corner}, std::move(drawing)), layout.map.at};
    placed.pinned = painting.pinned({layout.map.size.x - lane_tab_width, layout.map.size.y - header_height});
    chunk.push_back(std::move(placed));
}

/// Stays in sight like the tabs between which it stands.
void add_visibility_label(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    if (!layout.visibility_y) return;
    const Shared<TextLayout> text =
        painting.memory.text({"Line of visibility", 15, FontWeight::semibold, tab_width});
    Drawing drawing;
    drawing.parts.push_back(icon_shape(icon(Icon::eye), {4, -10}, 20, painting.theme.quiet_ink));
    drawing.parts.push_back(words(text, {32, -text->box.y / 2}, painting.theme.quiet_ink));
    Placed placed{painting.memory.drawing({Part::visibility, 1}, std::move(drawing)),
                  {layout.map.left(), *layout.visibility_y}};
    placed.pinned = painting.pinned({layout.map.size.x - lane_tab_width, 0});
    chunk.push_back(std::move(placed));
}

void add_ground(Painting& painting, const Rect& rect, Vec2 at, Vec2 pinned, std::uint64_t which,
                PlacedChunk& chunk) {
    Drawing drawing;
    drawing.parts.push_back(ground(rect, painting.theme));
    Placed placed{painting.memory.drawing({Part::pinned_ground, which}, std::move(drawing)), at};
    placed.pinned = pinned;
    chunk.push_back(std::move(placed));
}

} // namespace

Placed placed_header(Painting& painting, std::size_t index) {
    const StageBox& box = painting.layout.stages[index];
    const Stage& stage = *painting.journey.stages[index];
    Drawing drawing;
    const float width = box.header.size.x;
    drawing.parts.push_back(
        Shape{chevron(width, index == 0), painting.theme.phases[static_cast<std::size_t>(stage.phase)]});
    const float left = index == 0 ? 24 : 36, right = width - 8;
    if (box.notes > 0) add_count(painting, box.notes, right, drawing);
    if (!(painting.look.interactive && is_written(painting.look, stage.id))) {
        const Shared<TextLayout> title =
            shrunk_line(painting, stage.title, header_title_size, smallest_header_title, FontWeight::semibold,
                        right - 52 - left);
        drawing.parts.push_back(
            words(title, {left, (header_height - title->box.y) / 2}, painting.theme.header_ink));
    }
    Placed placed{painting.memory.drawing(slot(Part::header, stage.id), std::move(drawing)),
                  box.header.at + painting.shift(stage.id)};
    placed.pinned = painting.pinned({0, box.sheet.size.y - header_height});
    return placed;
}

Placed placed_tab(Painting& painting, std::size_t index) {
    const LaneBox& box = painting.layout.lanes[index];
    Placed placed{painting.memory.drawing(slot(Part::tab, box.lane), tab_drawing(painting, index)),
                  box.tab.at + painting.shift(box.lane)};
    placed.pinned = painting.pinned({painting.layout.map.size.x - lane_tab_width, 0});
    return placed;
}

namespace {

/// A ring from the thing's own top left, so that it rests where the thing it surrounds does.
void add_pinned_focus(Painting& painting, const Rect& rect, Vec2 pinned, float radius, PlacedChunk& chunk) {
    Drawing drawing;
    const float width = 3 * std::min(painting.unit, 2.0f);
    drawing.parts.push_back(
        Box{Rect{{}, rect.size}.grown(width + 1), radius + width, no_colour, painting.theme.accent, width});
    Placed ring{painting.memory.drawing({Part::focus_ring, 1}, std::move(drawing)), rect.at};
    ring.pinned = pinned;
    chunk.push_back(std::move(ring));
}

void add_headers(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    if (painting.moved_down && !layout.stages.empty()) {
        const Vec2 size{layout.map.right() + 2 * ground_reach, header_height + header_gap / 2 + ground_reach};
        add_ground(painting, {{-ground_reach, -ground_reach}, size}, layout.stages.front().header.at,
                   {0, layout.stages.front().sheet.size.y - header_height}, 0, chunk);
    }
    for (std::size_t i = 0; i < layout.stages.size(); ++i) {
        const StageBox& stage = layout.stages[i];
        if (painting.is_held(stage.stage)) continue;
        chunk.push_back(placed_header(painting, i));
        if (painting.look.focus == stage.stage && painting.look.interactive)
            add_pinned_focus(painting, {stage.header.at, stage.header.size + Vec2{chevron_tip, 0}},
                             chunk.back().pinned, 6, chunk);
    }
}

void add_tabs(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    if (painting.moved_right && !layout.lanes.empty()) {
        const Vec2 size{ground_reach + tab_width + 4, layout.map.bottom() - header_height - header_gap};
        add_ground(painting, {{-ground_reach, 0}, size}, layout.lanes.front().tab.at,
                   {layout.map.size.x - lane_tab_width, 0}, 1, chunk);
    }
    for (std::size_t i = 0; i < layout.lanes.size(); ++i) {
        const LaneBox& lane = layout.lanes[i];
        if (painting.is_held(lane.lane)) continue;
        chunk.push_back(placed_tab(painting, i));
        if (painting.look.focus == lane.lane && painting.look.interactive)
            add_pinned_focus(painting, lane.tab.grown(-4), chunk.back().pinned, tab_radius, chunk);
    }
}

} // namespace

Shared<PlacedChunk> painted_pinned(Painting& painting) {
    PlacedChunk chunk;
    add_headers(painting, chunk);
    add_tabs(painting, chunk);
    add_visibility_label(painting, chunk);
    add_corner(painting, chunk);
    return painting.memory.chunk({Part::pinned}, std::move(chunk));
}

} // namespace waymark::paint_parts
