#include "render/icons.hpp"
#include "render/paint_memory.hpp"

#include <algorithm>

/// The sheet everything lies on: columns, rows, parking lot, and the words that say what belongs where.
namespace waymark::paint_parts {

namespace {

constexpr float sheet_radius = 20, sheet_top = header_height + header_gap / 2;

/// What belongs into an empty lane, in about six words.
std::string_view hint(LaneKind kind) {
    switch (kind) {
    case LaneKind::actions: return "What does the customer do here?";
    case LaneKind::touchpoints: return "Where does the customer meet you?";
    case LaneKind::channels: return "Shop, phone, web: over which channel?";
    case LaneKind::thoughts: return "What goes through the customer’s mind?";
    case LaneKind::emotion: return "Draw one stroke: how does the customer feel?";
    case LaneKind::needs: return "What does the customer need now?";
    case LaneKind::pain_points: return "What hurts, annoys or costs time?";
    case LaneKind::gains: return "What delights, helps or saves effort?";
    case LaneKind::opportunities: return "An idea that makes this step better";
    case LaneKind::processes: return "Which process runs behind this step?";
    case LaneKind::owners: return "Who is responsible for this step?";
    case LaneKind::evidence: return "How do we know that this is so?";
    case LaneKind::metrics: return "Which figure shows whether this works?";
    case LaneKind::parking_lot: return "Ideas that are worth keeping for later";
    case LaneKind::custom: break;
    }
    return "Notes that belong together go here";
}

void add_sheets(Painting& painting, PlacedChunk& chunk) {
    const Theme& theme = painting.theme;
    for (const StageBox& stage : painting.layout.stages) {
        const Vec2 size{stage.sheet.size.x, stage.sheet.bottom() - sheet_top};
        if (size.y <= 0) continue;
        Drawing drawing;
        drawing.parts.push_back(Box{
            {{}, size}, sheet_radius, theme.sheet, theme.hairline, 1, {2, 12, shadow_colour(theme, 0.06f)}});
        chunk.push_back({painting.memory.drawing(slot(Part::sheet, stage.stage), std::move(drawing)),
                         {stage.sheet.left(), sheet_top}});
    }
}

/// Quiet lines between lanes, across each sheet.
void add_rows(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    Drawing drawing;
    for (std::size_t i = 0; i + 1 < layout.lanes.size(); ++i) {
        const float y = layout.lanes[i].row.bottom();
        if (layout.visibility_y && *layout.visibility_y > y &&
            *layout.visibility_y < layout.lanes[i + 1].row.top())
            continue;
        for (const StageBox& stage : layout.stages)
            drawing.parts.push_back(Box{{{stage.sheet.left() + 1, y - 0.5f}, {stage.sheet.size.x - 2, 1}},
                                        0,
                                        painting.theme.hairline});
    }
    if (!drawing.parts.empty())
        chunk.push_back({painting.memory.drawing(slot(Part::rows, Id::none), std::move(drawing)), {}});
}

void add_visibility_line(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    if (!layout.visibility_y) return;
    Drawing drawing;
    drawing.parts.push_back(Ribbon{{{-lane_tab_gap / 2, 0}, {layout.map.right(), 0}},
                                   {1.5f},
                                   painting.theme.quiet_ink.with_alpha(0.7f),
                                   8,
                                   7});
    chunk.push_back({painting.memory.drawing(slot(Part::visibility, Id::none), std::move(drawing)),
                     {0, *layout.visibility_y}});
}

/// Faint lines at −5, 0 and +5 of the emotion lane.
void add_scale_lines(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    if (!layout.emotion) return;
    Drawing drawing;
    for (const float score : {lowest_score, 0.0f, highest_score}) {
        const float y = layout.emotion->y_of(score);
        for (const StageBox& stage : layout.stages)
            drawing.parts.push_back(
                Ribbon{{{stage.sheet.left() + 1, y}, {stage.sheet.right() - 1, y}},
                       {score == 0 ? 1.5f : 1.0f},
                       score == 0 ? painting.theme.faint_ink.with_alpha(0.7f) : painting.theme.hairline});
    }
    chunk.push_back({painting.memory.drawing(slot(Part::scale_lines, Id::none), std::move(drawing)), {}});
}

void add_parking(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    const bool empty = layout.parked->empty();
    if (empty && !painting.look.interactive) return;
    const Theme& theme = painting.theme;
    const Vec2 size = layout.parking.size;
    Drawing drawing;
    drawing.parts.push_back(
        Box{{{}, size}, sheet_radius, mixed(theme.paper, theme.sheet, 0.5f), theme.hairline, 1.5f});
    const Shared<TextLayout> title = painting.memory.text({"Parking lot", 24, FontWeight::semibold});
    drawing.parts.push_back(words(title, {20, 20}, theme.ink));
    const Shared<TextLayout> about = painting.memory.text({"Kept for later", 15});
    drawing.parts.push_back(words(about, {20, 52}, theme.quiet_ink));
    if (empty) {
        const Shared<TextLayout> text = painting.memory.text({"Drop notes here that should wait", 18});
        drawing.parts.push_back(
            words(text, {lane_tab_width + 20, (size.y - text->box.y) / 2}, theme.quiet_ink));
    }
    chunk.push_back(
        {painting.memory.drawing(slot(Part::parking, Id::none), std::move(drawing)), layout.parking.at});
}

/// The place where a new board's first note goes.
void add_ghost_note(Painting& painting, const Rect& cell, PlacedChunk& chunk) {
    const Theme& theme = painting.theme;
    const Colour line = theme.quiet_ink.with_alpha(0.75f);
    Drawing drawing;
    const float end = note_size, round = 6;
    drawing.parts.push_back(Ribbon{{{round, 0},
                                    {end - round, 0},
                                    {end, round},
                                    {end, end - round},
                                    {end - round, end},
                                    {round, end},
                                    {0, end - round},
                                    {0, round},
                                    {round, 0}},
                                   {2},
                                   line,
                                   9,
                                   8});
    drawing.parts.push_back(icon_shape(icon(Icon::plus), {end / 2 - 16, 26}, 32, theme.quiet_ink));
    const Shared<TextLayout> text =
        painting.memory.text({"Double-click here to write the first note", 15, FontWeight::medium,
                              note_size - 24, Setting::wrapped, TextAlign::centre});
    drawing.parts.push_back(words(text, {12, 72}, theme.quiet_ink));
    chunk.push_back({painting.memory.drawing(slot(Part::ghost, Id::none), std::move(drawing)),
                     cell.at + Vec2{note_gap, note_gap}});
}

void add_lane_hint(Painting& painting, const LaneBox& lane, const Rect& cell, bool beside_ghost,
                   PlacedChunk& chunk) {
    const Theme& theme = painting.theme;
    const float left = beside_ghost ? note_size + 2 * note_gap : 20;
    const float width = std::min(cell.size.x - left - 16, 260.0f); // short lines, without a lonely last word
    if (width < 100) return;
    Drawing drawing;
    const Shared<TextLayout> text =
        painting.memory.text({hint(lane.kind), 20, FontWeight::regular, width, Setting::wrapped});
    float y = (cell.size.y - text->box.y) / 2;
    if (lane.kind == LaneKind::emotion) y = cell.size.y / 2 - text->box.y - 10; // on its zero line
    drawing.parts.push_back(words(text, {left, y}, theme.quiet_ink));
    chunk.push_back({painting.memory.drawing(slot(Part::hint, lane.lane), std::move(drawing)), cell.at});
}

void add_hints(Painting& painting, PlacedChunk& chunk) {
    const Layout& layout = painting.layout;
    if (!painting.look.interactive || layout.stages.empty()) return;
    const bool new_board = layout.notes.empty();
    bool ghost = false;
    for (std::size_t i = 0; i < layout.lanes.size(); ++i) {
        const LaneBox& lane = layout.lanes[i];
        const auto first = layout.cells.begin() + static_cast<std::ptrdiff_t>(i * layout.stages.size());
        const auto last = first + static_cast<std::ptrdiff_t>(layout.stages.size());
        if (std::any_of(first, last, [](const CellBox& cell) { return !cell.notes->empty(); })) continue;
        const bool drawn = std::any_of(layout.curves.begin(), layout.curves.end(),
                                       [](const CurveBox& curve) { return !curve.points.empty(); });
        if (lane.kind == LaneKind::emotion && drawn) continue;
        const bool with_ghost = new_board && !ghost && lane.kind != LaneKind::emotion;
        if (with_ghost) add_ghost_note(painting, first->rect, chunk);
        ghost = ghost || with_ghost;
        add_lane_hint(painting, lane, first->rect, with_ghost, chunk);
    }
}

} // namespace

Shared<PlacedChunk> painted_ground(Painting& painting) {
    PlacedChunk chunk;
    add_parking(painting, chunk);
    add_sheets(painting, chunk);
    add_rows(painting, chunk);
    add_scale_lines(painting, chunk);
    add_visibility_line(painting, chunk);
    add_hints(painting, chunk);
    return painting.memory.chunk({Part::ground}, std::move(chunk));
}

Shared<PlacedChunk> painted_glow(Painting& painting) {
    PlacedChunk chunk;
    const Theme& theme = painting.theme;
    if (painting.look.glow) {
        const Rect inside = painting.look.glow->grown(-4);
        Drawing drawing;
        drawing.parts.push_back(Box{{{}, inside.size},
                                    14,
                                    theme.glow.with_alpha(0.12f),
                                    theme.glow.with_alpha(0.75f),
                                    2,
                                    {0, 22, theme.glow.with_alpha(0.30f)}});
        chunk.push_back({painting.memory.drawing({Part::glow_box}, std::move(drawing)), inside.at});
    }
    if (painting.look.focus_cell && painting.look.interactive) {
        const Rect inside = painting.look.focus_cell->rect.grown(-5);
        const Shared<Drawing> ring = outline_drawing(painting, Part::focus_ring, inside.size, 0,
                                                     3 * std::min(painting.unit, 2.0f), 14);
        chunk.push_back({ring, inside.center()});
    }
    return painting.memory.chunk({Part::glow}, std::move(chunk));
}

} // namespace waymark::paint_parts
