#include "app/tools.hpp"

#include <algorithm>

/// What hands show: previews, things held, glows, strokes over the board, cursor and hint.
namespace waymark {
namespace {

using Cursor = Effects::Cursor;

Cursor cursor_over(const Hit& hit) {
    return match(
        hit, [](const HitStageBorder&) { return Cursor::resize_x; },
        [](const HitLaneBorder&) { return Cursor::resize_y; },
        [](const HitCurvePoint&) { return Cursor::move; }, [](const HitMoment&) { return Cursor::hand; },
        [](const HitStageHeader&) { return Cursor::hand; }, [](const HitLaneTab&) { return Cursor::hand; },
        [](const HitNote&) { return Cursor::hand; }, [](const HitPicture&) { return Cursor::hand; },
        [](const HitInk&) { return Cursor::hand; }, [](const auto&) { return Cursor::arrow; });
}

const char* hint_of(Tool tool) {
    switch (tool) {
    case Tool::note: return "Press where the note belongs";
    case Tool::curve: return "Draw over the emotion lane in one stroke";
    case Tool::moment: return "Press on the curve or on a note";
    case Tool::pen: return "Draw anywhere";
    case Tool::connector: return "Drag from one thing to another";
    case Tool::eraser: return "Wipe ink, connectors, curve points and moments";
    case Tool::hand:
    case Tool::select:
    case Tool::picture: break;
    }
    return "";
}

/// Nobody holds anything: what the pointer is over.
void show_hover(const Hands& hands, const Board& board, HandsPicture& picture) {
    picture.hint = hint_of(board.tool);
    if (hands.hover_px.x < 0 || hands.hover_px.y < 0) return;
    if (is_on_toolbox(hands, hands.hover_px, board)) {
        picture.hint = "";
        picture.cursor = Cursor::hand;
        return;
    }
    if (board.tool == Tool::hand || hands.space_held) {
        picture.cursor = Cursor::grab;
        return;
    }
    const Hit under = hit(board.layout, board.view, hands.hover_px, reach_px(Source::mouse, board.ui_scale));
    if (const auto* curve = std::get_if<HitCurve>(&under)) picture.near_curve = curve->curve;
    if (const auto* point = std::get_if<HitCurvePoint>(&under)) picture.near_curve = point->curve;
    picture.cursor = takes(board.tool, under) ? Cursor::cross : cursor_over(under);
    if (board.tool == Tool::note && takes(board.tool, under))
        if (const DropPlace to = drop_place(board.layout, board.view.to_world(hands.hover_px), {}); to.glow)
            picture.glows.push_back(*to.glow);
}

Cursor cursor_of(const HandState& state, Cursor shown) {
    return match(
        state, [](const Panning&) { return Cursor::grab; }, [](const Pinching&) { return Cursor::grab; },
        [](const SizingStage&) { return Cursor::resize_x; },
        [](const SizingLane&) { return Cursor::resize_y; }, [](const Turning&) { return Cursor::move; },
        [shown](const Pressing& it) { return is_ground(it.what) ? shown : cursor_over(it.what); },
        [shown](const auto&) { return shown; });
}

/// Previews stay: each hand writes over its own.
void forget_all_but_room(HandsPicture& picture) {
    picture.held.clear();
    picture.held_at.clear();
    picture.glows.clear();
    picture.over.clear();
    picture.labels.clear();
    picture.cursor = Cursor::arrow;
    picture.hint = "";
    picture.near_curve = Id::none;
    picture.moving = false;
}

} // namespace

HandsPicture pictured(const Hands& hands, const Board& board, const Theme& theme) {
    HandsPicture picture;
    picture_hands(hands, board, theme, picture);
    return picture;
}

void picture_hands(const Hands& hands, const Board& board, const Theme& theme, HandsPicture& picture) {
    forget_all_but_room(picture);
    std::size_t previews = 0;
    if (hands.hands.empty()) show_hover(hands, board, picture);
    auto next = static_cast<std::uint64_t>(board.next_id);
    for (const Hand& hand : hands.hands) {
        const Grip grip{hands, hand, board, Id{next}};
        next += ids_wanted(grip);
        if (previews == picture.previews.size()) picture.previews.emplace_back();
        std::visit(
            [&](const auto& state) {
                if (put_edit(state, grip, picture.previews[previews])) ++previews;
                show(state, grip, theme, picture);
            },
            hand.state);
        picture.cursor = cursor_of(hand.state, picture.cursor);
    }
    picture.previews.resize(previews);
    show_toolboxes(hands, board, theme, picture);
    show_rings(hands, board, theme, picture);
}

Placed ribbon_px(const View& view, const std::vector<Vec2>& world, float width_px, Colour colour,
                 float dash_px) {
    Ribbon ribbon;
    const Vec2 origin = world.empty() ? Vec2{} : view.to_screen(world.front());
    ribbon.points.reserve(world.size());
    for (const Vec2 at : world) ribbon.points.push_back(view.to_screen(at) - origin);
    ribbon.widths = {width_px};
    ribbon.colour = colour;
    ribbon.dash = ribbon.gap = dash_px;
    Placed placed;
    placed.drawing = Drawing{{std::move(ribbon)}};
    placed.at = origin;
    return placed;
}

} // namespace waymark
