#include "app/keyboard_acts.hpp"

#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// Where the keyboard can go on the board, and which stop is next in a direction.
namespace waymark {
namespace {

Rect star_rect(const MomentBox& box) {
    return {box.at - Vec2{star_radius, star_radius}, {2 * star_radius, 2 * star_radius}};
}

/// The note and the moments that sit on it.
void add_note(std::vector<Stop>& stops, Id note, const Rect& rect, Id stage, Id lane, const Board& board) {
    stops.push_back({note, stage, lane, rect});
    for (const MomentBox& star : board.layout.moments) {
        const MagicMoment* moment = find_moment(board.journey, star.moment);
        if (moment && moment->note == note) stops.push_back({star.moment, stage, lane, star_rect(star)});
    }
}

void add_cell(std::vector<Stop>& stops, const CellBox& cell, bool also_empty, const Board& board) {
    const CellNotes& notes = *cell.notes;
    if (notes.empty() && also_empty) stops.push_back({Id::none, cell.stage, cell.lane, cell.rect});
    for (std::size_t i = 0; i < notes.size(); ++i)
        add_note(stops, notes.ids[i], notes.rects[i], cell.stage, cell.lane, board);
}

/// Curves from the first persona's, then the stars on them from left to right.
void add_curves(std::vector<Stop>& stops, Id lane, const Board& board) {
    for (const CurveBox& curve : board.layout.curves)
        if (const std::optional<Rect> box = box_of(board.layout, curve.curve))
            stops.push_back({curve.curve, Id::none, lane, *box});
    std::vector<Stop> stars;
    for (const MomentBox& star : board.layout.moments) {
        const MagicMoment* moment = find_moment(board.journey, star.moment);
        if (moment && moment->note == Id::none)
            stars.push_back({star.moment, moment->stage, lane, star_rect(star)});
    }
    std::ranges::stable_sort(stars, {}, [](const Stop& stop) { return stop.rect.center().x; });
    stops.insert(stops.end(), stars.begin(), stars.end());
}

bool has_points(const Curve* curve) { return curve && !curve->points.empty(); }

void add_lanes(std::vector<Stop>& stops, const Board& board) {
    const Layout& layout = board.layout;
    for (const LaneBox& lane : layout.lanes) {
        stops.push_back({lane.lane, Id::none, lane.lane, lane.tab});
        const bool emotion = layout.emotion && layout.emotion->lane == lane.lane;
        if (emotion) add_curves(stops, lane.lane, board);
        // The emotion lane's cells are stops only while its curve has not been begun.
        for (const CellBox& cell : layout.cells)
            if (cell.lane == lane.lane)
                add_cell(stops, cell, !emotion || !has_points(chosen_curve(board)), board);
    }
}

void add_loose(std::vector<Stop>& stops, const Board& board) {
    std::vector<Stop> loose;
    for (const NoteBox& box : board.layout.notes)
        if (std::holds_alternative<Free>(box.note->place))
            add_note(loose, box.note->id, box.rect, Id::none, Id::none, board);
    for (const PictureBox& box : board.layout.pictures)
        loose.push_back({box.picture, Id::none, Id::none, box.rect});
    for (const InkBox& box : board.layout.ink) loose.push_back({box.ink->id, Id::none, Id::none, box.rect});
    std::ranges::stable_sort(loose, {}, [](const Stop& stop) {
        return std::pair{stop.rect.top(), stop.rect.left()};
    });
    stops.insert(stops.end(), loose.begin(), loose.end());
    for (const ConnectorBox& box : board.layout.connectors)
        if (const std::optional<Rect> around = box_of(board.layout, box.connector))
            stops.push_back({box.connector, Id::none, Id::none, *around});
}

/// How far apart two stretches are; 0 when they overlap.
float gap(float a_low, float a_high, float b_low, float b_high) {
    return std::max({0.0f, b_low - a_high, a_low - b_high});
}

/// How far a stop is in a direction: along it, and more dearly beside it. Negative: it is not in that
/// direction.
float cost(const Rect& from, const Rect& to, Vec2 direction) {
    const Vec2 way = to.center() - from.center();
    const bool sideways = direction.x != 0;
    const float along = sideways ? way.x * direction.x : way.y * direction.y;
    const float away = sideways ? gap(from.left(), from.right(), to.left(), to.right())
                                : gap(from.top(), from.bottom(), to.top(), to.bottom());
    const float beside = sideways ? gap(from.top(), from.bottom(), to.top(), to.bottom())
                                  : gap(from.left(), from.right(), to.left(), to.right());
    if (along <= 1) return -1;
    const float off = sideways ? std::abs(way.y) : std::abs(way.x);
    return away + 3 * beside + 0.1f * along + 0.05f * off;
}

} // namespace

std::vector<Stop> stops_in_reading_order(const Board& board) {
    std::vector<Stop> stops;
    for (const StageBox& stage : board.layout.stages)
        stops.push_back({stage.stage, stage.stage, Id::none, stage.header});
    add_lanes(stops, board);
    for (const NoteBox& box : board.layout.notes)
        if (std::holds_alternative<Parked>(box.note->place))
            add_note(stops, box.note->id, box.rect, Id::none, Id::none, board);
    add_loose(stops, board);
    return stops;
}

std::optional<Vec2> direction(Key key) {
    switch (key) {
    case Key::left: return Vec2{-1, 0};
    case Key::right: return Vec2{1, 0};
    case Key::up: return Vec2{0, -1};
    case Key::down: return Vec2{0, 1};
    default: return std::nullopt;
    }
}

std::optional<Stop> stop_of(const std::vector<Stop>& stops, const Focus& focus) {
    const auto is_it = [&](const Stop& stop) {
        if (focus.thing != Id::none) return stop.thing == focus.thing;
        return stop.stage == focus.stage && stop.lane == focus.lane && stop.lane != Id::none &&
               stop.stage != Id::none;
    };
    const auto found = std::ranges::find_if(stops, is_it);
    return found == stops.end() ? std::nullopt : std::optional{*found};
}

const Stop* nearest(const std::vector<Stop>& stops, const Rect& from, Vec2 direction) {
    const Stop* best = nullptr;
    float best_cost = 0;
    for (const Stop& stop : stops) {
        const float here = cost(from, stop.rect, direction);
        if (here < 0 || (best && here >= best_cost)) continue;
        best = &stop;
        best_cost = here;
    }
    return best;
}

FocusOn shown(const Focus& focus) {
    return {focus.thing, focus.stage, focus.lane, true, focus.point, focus.connecting};
}

FocusOn focus_of(const Stop& stop, const Focus& before, const Board& board) {
    Focus focus{stop.thing, stop.stage, stop.lane, 0, before.connecting, true};
    const std::optional<Rect> from = box_of(board.layout, before.thing);
    const auto curve = std::ranges::find(board.layout.curves, stop.thing, &CurveBox::curve);
    if (curve == board.layout.curves.end()) return shown(focus);
    // Coming from above or below, the curve's nearest point.
    if (from && before.thing != stop.thing)
        for (std::size_t i = 1; i < curve->points.size(); ++i)
            if (std::abs(curve->points[i].x - from->center().x) <
                std::abs(curve->points[focus.point].x - from->center().x))
                focus.point = i;
    return shown(focus);
}

PlacedChunk focus_marks(const Board& board, const Focus& focus, const Theme& theme) {
    constexpr float radius_px = 14, width_px = 3, dash_px = 8;
    PlacedChunk marks;
    if (!focus.shown) return marks;
    std::optional<Rect> here = box_of(board.layout, focus.thing);
    const auto curve = std::ranges::find(board.layout.curves, focus.thing, &CurveBox::curve);
    if (curve != board.layout.curves.end() && focus.point < curve->points.size()) {
        const float radius = radius_px * board.ui_scale;
        Placed ring;
        ring.drawing = Drawing{{Box{.rect = {{-radius, -radius}, {2 * radius, 2 * radius}},
                                    .radius = radius,
                                    .border = theme.accent,
                                    .border_width = width_px * board.ui_scale}}};
        ring.at = board.view.to_screen(curve->points[focus.point]);
        marks.push_back(std::move(ring));
        here = Rect{curve->points[focus.point], {}};
    }
    const std::optional<Rect> from = box_of(board.layout, focus.connecting);
    if (from && here && focus.connecting != focus.thing)
        marks.push_back(ribbon_px(board.view, {from->center(), here->center()}, width_px * board.ui_scale,
                                  theme.accent, dash_px * board.ui_scale));
    return marks;
}

void look_at(const Stop& stop, const Board& board, Ask& ask) {
    constexpr float margin_px = 24, toolbar_px = 96;
    View view = board.view_goal.value_or(board.view);
    const bool is_header = find_stage(board.journey, stop.thing),
               is_tab = find_lane(board.journey, stop.thing);
    const float margin = margin_px * board.ui_scale;
    // Pinned tabs and headers hide what lies under them; they themselves are always in sight on one axis.
    const Vec2 low{view.pin_px.x + (is_tab ? 0 : lane_tab_width * view.zoom) + margin,
                   view.pin_px.y + (is_header ? 0 : header_height * view.zoom) + margin};
    const Vec2 high{view.size_px.x - margin, view.size_px.y - toolbar_px * board.ui_scale};
    const Rect seen = view.to_screen(stop.rect);
    const auto shift = [](float from, float to, float least, float most) {
        if (from < least) return least - from;
        if (to > most) return std::max(most - to, least - from);
        return 0.0f;
    };
    Vec2 by{shift(seen.left(), seen.right(), low.x, high.x), shift(seen.top(), seen.bottom(), low.y, high.y)};
    if (is_header) by.y = 0;
    if (is_tab) by.x = 0;
    if (by.x != 0 || by.y != 0) ask.intend(SetView{panned(view, by), true});
}

} // namespace waymark
