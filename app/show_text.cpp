#include "app/show.hpp"

#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// Where the text that is being written lies. The painter leaves it out; it is drawn with its caret over the
/// board.
namespace waymark {
namespace {

// As the painter sets titles (render/paint_frame.cpp), so that nothing jumps when writing begins.
constexpr float header_size = 28, smallest_header_size = 20, first_header_left = 24, header_left = 36,
                header_right = 60;
constexpr float tab_size = 18, smallest_tab_size = 13, tab_padding = 16, tab_inset = 4, emotion_tab_top = 14,
                emotion_face_room = 34;

/// How far headers and tabs go with the window's edge.
Vec2 pinned(const StageBox& box) { return {0, box.sheet.size.y - header_height}; }
Vec2 pinned(const LaneBox&, const Layout& layout) { return {layout.map.size.x - lane_tab_width, 0}; }

WrittenText on_note(const App& app, const NoteBox& box) {
    WrittenText written;
    written.text = set_text(box.text);
    written.style.language = app.session().language;
    // Boxes turn about their middle; the origin is the unturned top left brought there.
    const Vec2 half = box.rect.size * 0.5f;
    const float c = std::cos(box.angle), s = std::sin(box.angle);
    written.origin = box.rect.center() - Vec2{half.x * c - half.y * s, half.x * s + half.y * c};
    written.scale = box.scale;
    written.angle = box.angle;
    written.at = {note_text_inset, note_text_inset};
    written.box = {{}, box.rect.size / box.scale};
    written.ink = theme(app.settings.theme).note_ink;
    return written;
}

WrittenText on_header(App& app, const Writing& writing, const StageBox& box, bool first) {
    WrittenText written;
    written.style.weight = FontWeight::semibold;
    written.style.language = app.session().language;
    const float left = first ? first_header_left : header_left,
                room = box.header.size.x - header_right - left;
    TextLayout natural = app.text.laid_out(writing.text, written.style, header_size);
    const float width = natural.lines.empty() ? 0 : natural.lines.front().width;
    if (width > room)
        natural = app.text.laid_out(writing.text, written.style,
                                    std::max(smallest_header_size, std::floor(header_size * room / width)));
    written.at = {left, (header_height - natural.box.y) / 2};
    written.text = std::move(natural);
    written.pin_from = box.header.at, written.pinned = pinned(box);
    written.origin = written.pin_from + pin_shift(app.view, written.pin_from, written.pinned);
    written.box = {{}, box.header.size};
    written.ink = theme(app.settings.theme).header_ink;
    return written;
}

WrittenText on_tab(App& app, const Writing& writing, const Layout& layout, const LaneBox& box) {
    WrittenText written;
    written.style.weight = FontWeight::semibold;
    written.style.language = app.session().language;
    const bool emotion = layout.emotion && layout.emotion->lane == box.lane;
    const Vec2 card = box.tab.size - Vec2{lane_tab_gap, 2 * tab_inset};
    const float room = card.x - 2 * tab_padding - (emotion ? emotion_face_room : 0);
    written.text =
        app.text.fitted(writing.text, written.style, {room, card.y - 24}, tab_size, smallest_tab_size);
    written.at = {tab_padding, tab_inset + (emotion ? emotion_tab_top : (card.y - written.text->box.y) / 2)};
    written.pin_from = box.tab.at, written.pinned = pinned(box, layout);
    written.origin = written.pin_from + pin_shift(app.view, written.pin_from, written.pinned);
    written.box = {{}, box.tab.size};
    written.ink = theme(app.settings.theme).lane_tab_ink;
    return written;
}

/// A person's name, on their toolbox: the screen's pixels, brought onto the board.
std::optional<WrittenText> on_toolbox(App& app, const Writing& writing) {
    const std::optional<NamePlace> place = name_place(app.hands, writing.thing, board_of(app));
    if (!place) return std::nullopt;
    WrittenText written;
    written.style.weight = FontWeight::semibold;
    written.style.language = app.session().language;
    written.text = app.text.laid_out(writing.text, written.style, place->size_px);
    written.origin = app.view.to_world(place->at_px);
    written.scale = 1 / app.view.zoom;
    written.angle = place->angle;
    written.at = {0, -written.text->box.y / 2};
    written.box = {{-8, -written.text->box.y}, {place->width_px + 16, written.text->box.y * 2}};
    written.ink = theme(app.settings.theme).chrome_ink;
    return written;
}

} // namespace

std::optional<WrittenText> written_text(App& app, const Writing& writing) {
    bring_up_to_date(app);
    return shown_text(app, writing);
}

std::optional<WrittenText> shown_text(App& app, const Writing& writing) {
    const Layout& layout = app.shown.layout;
    if (const NoteBox* box = find_box(layout, writing.thing)) return on_note(app, *box);
    for (const StageBox& box : layout.stages)
        if (box.stage == writing.thing) return on_header(app, writing, box, &box == &layout.stages.front());
    for (const LaneBox& box : layout.lanes)
        if (box.lane == writing.thing) return on_tab(app, writing, layout, box);
    return on_toolbox(app, writing);
}

bool lies_under_pins(const App& app, Id note) {
    const Layout& layout = app.shown.layout;
    if (!find_box(layout, note)) return false;
    const Rect place = box_of(layout, note).value_or(Rect{});
    const auto hides = [&](const Rect& pin, Vec2 most) {
        return Rect{pin.at + pin_shift(app.view, pin.at, most), pin.size}.touches(place);
    };
    return std::ranges::any_of(layout.stages,
                               [&](const StageBox& box) { return hides(box.header, pinned(box)); }) ||
           std::ranges::any_of(layout.lanes,
                               [&](const LaneBox& box) { return hides(box.tab, pinned(box, layout)); });
}

Id near_curve(const App& app) {
    const Journey& journey = app.board_journey();
    if (app.focus.shown && find_curve(journey, app.focus.thing)) return app.focus.thing;
    for (const Hand& hand : app.hands.hands)
        if (const auto* moving = std::get_if<MovingPoint>(&hand.state)) return moving->curve;
    const Hit under = hit(app.committed.layout, app.view, app.hands.hover_px, near_px * app.ui_scale);
    if (const auto* point = std::get_if<HitCurvePoint>(&under)) return point->curve;
    if (const auto* curve = std::get_if<HitCurve>(&under)) return curve->curve;
    // With the curve tool all points of the curve that would be drawn show.
    if (app.tool != Tool::curve) return Id::none;
    for (const auto& curve : journey.curves)
        if (curve->kind == app.curve_kind && curve->persona == app.curve_persona) return curve->id;
    return Id::none;
}

} // namespace waymark
