#include "render/icons.hpp"
#include "render/paint_memory.hpp"

#include <algorithm>
#include <cmath>

/// What lies over the notes: stars with their flags, points of a curve at hand, outlines of what is chosen.
namespace waymark::paint_parts {

Shared<Drawing> outline_drawing(Painting& painting, Part part, Vec2 size, float grow, float width,
                                float radius) {
    const Rect around = Rect{size * -0.5f, size}.grown(grow);
    const auto key = [](float value) { return static_cast<std::uint64_t>(std::lround(value * 4)) & 0xFFFFu; };
    return painting.memory.drawing(
        {part, key(size.x) << 48 | key(size.y) << 32 | key(grow) << 16 | key(width), key(radius)},
        Box{around, radius, no_colour, painting.theme.accent, width});
}

namespace {

/// A pennant with a notch at its loose end.
Path pennant(const Rect& flag, bool leftwards) {
    const float near = leftwards ? flag.right() : flag.left(), far = leftwards ? flag.left() : flag.right();
    const float notch = leftwards ? 7.0f : -7.0f;
    return rounded({{near, flag.top()},
                    {far, flag.top()},
                    {far + notch, flag.center().y},
                    {far, flag.bottom()},
                    {near, flag.bottom()}},
                   3);
}

Drawing moment_drawing(Painting& painting, const MomentBox& box) {
    const Theme& theme = painting.theme;
    const Rect flag{box.flag.at - box.at, box.flag.size};
    const bool leftwards = flag.center().x < 0;
    Drawing drawing;
    if (!box.words.empty()) {
        const Colour cloth = theme.moment, ink = theme.note_ink;
        const float pole_end = box.hanging ? flag.bottom() : flag.top();
        drawing.parts.push_back(
            Ribbon{{{0, 0}, {0, pole_end}}, {2.5f}, mixed(theme.moment, rgb(0x000000), 0.25f)});
        drawing.parts.push_back(Shape{pennant(flag, leftwards), cloth});
        const float text_left = leftwards ? flag.right() - flag_text_inset.x - line_width(*box.title)
                                          : flag.left() + flag_text_inset.x;
        drawing.parts.push_back(words(box.title, {text_left, flag.top() + flag_text_inset.y}, ink));
    }
    drawing.parts.push_back(Shape{star({}, star_radius + 3), theme.moment_rim});
    drawing.parts.push_back(
        Shape{star({}, star_radius - (theme.name == ThemeName::high_contrast ? 1.0f : 0.0f)), theme.moment});
    return drawing;
}

void add_moments(Painting& painting, PlacedChunk& chunk) {
    for (const MomentBox& box : painting.layout.moments) {
        Placed placed{painting.memory.drawing(slot(Part::moment, box.moment), moment_drawing(painting, box)),
                      box.at + painting.shift(box.moment)};
        if (painting.is_held(box.moment)) placed.lift = 1;
        chunk.push_back(std::move(placed));
    }
}

/// The points of the curve at hand, as dots on it.
void add_points(Painting& painting, PlacedChunk& chunk) {
    for (const CurveBox& curve : painting.layout.curves) {
        if (curve.curve != painting.look.near_curve || !painting.look.interactive) continue;
        const LineStyle style = line_style(curve.style, painting.theme);
        Drawing drawing;
        const Vec2 reach{curve_point_radius, curve_point_radius};
        for (const Vec2 point : curve.points)
            drawing.parts.push_back(Box{{point - reach, reach * 2},
                                        curve_point_radius,
                                        painting.theme.sheet,
                                        style.colour,
                                        3,
                                        {1, 4, shadow_colour(painting.theme, 0.2f)}});
        Placed placed{painting.memory.drawing(slot(Part::points, curve.curve), std::move(drawing)), {}};
        chunk.push_back(std::move(placed));
    }
}

/// Outlines keep their look of 2.5 px at any zoom.
void add_outlines(Painting& painting, PlacedChunk& chunk) {
    const float width = 2.5f * painting.unit, gap = 2 * painting.unit + width;
    for (const Id id : painting.look.selection) {
        if (painting.is_held(id)) continue;
        if (const NoteBox* note = find_box(painting.layout, id)) {
            Placed outline{outline_drawing(painting, Part::outline, note->rect.size, gap, width, 4 + gap),
                           note->rect.center() + painting.shift(id)};
            outline.angle = note->angle + painting.turn(id);
            chunk.push_back(std::move(outline));
            continue;
        }
        const std::optional<Rect> box = box_of(painting.layout, id);
        if (!box) continue;
        Placed outline{outline_drawing(painting, Part::outline, box->size, gap, width, 6 + gap),
                       box->center() + painting.shift(id)};
        for (const PictureBox& picture : painting.layout.pictures)
            if (picture.picture == id) {
                outline =
                    Placed{outline_drawing(painting, Part::outline, picture.rect.size, gap, width, 6 + gap),
                           picture.rect.center() + painting.shift(id)};
                outline.angle = picture.angle;
            }
        chunk.push_back(std::move(outline));
    }
}

/// Keyboard focus: a second ring, farther out than the one of being chosen. Stages and lanes get theirs where
/// they are pinned.
void add_focus_ring(Painting& painting, PlacedChunk& chunk) {
    const Id id = painting.look.focus;
    if (id == Id::none) return;
    const Layout& layout = painting.layout;
    const auto is_focus = [id](const auto& box) { return box.stage == id; };
    const auto is_lane = [id](const auto& box) { return box.lane == id; };
    if (std::any_of(layout.stages.begin(), layout.stages.end(), is_focus) ||
        std::any_of(layout.lanes.begin(), layout.lanes.end(), is_lane))
        return;
    const std::optional<Rect> box = box_of(layout, id);
    if (!box) return;
    const float grow = 9 * painting.unit;
    chunk.push_back(
        {outline_drawing(painting, Part::focus_ring, box->size, grow, 3 * painting.unit, 8 + grow),
         box->center() + painting.shift(id)});
}

} // namespace

void add_open_moment(Painting& painting, PlacedChunk& chunk) {
    const MagicMoment* moment = find_moment(painting.journey, painting.look.open_moment);
    if (!moment) return;
    const auto box =
        std::find_if(painting.layout.moments.begin(), painting.layout.moments.end(),
                     [moment](const MomentBox& candidate) { return candidate.moment == moment->id; });
    if (box == painting.layout.moments.end()) return;
    const Theme& theme = painting.theme;
    constexpr float width = 320, padding = 20;
    Drawing drawing;
    drawing.parts.push_back(Box{}); // the card itself, as high as its texts turn out
    float y = padding;
    const Shared<TextLayout> title =
        painting.memory.text({moment->title.empty() ? "Magic moment" : moment->title, 18,
                              FontWeight::semibold, width - 2 * padding - 28, Setting::wrapped});
    drawing.parts.push_back(Shape{star({padding + 9, y + 11}, 11), theme.moment});
    drawing.parts.push_back(words(title, {padding + 28, y}, theme.ink));
    y += title->box.y + 12;
    const std::pair<const char*, const std::string*> facts[] = {
        {"Process", &moment->process}, {"Owner", &moment->owner}, {"Potential", &moment->potential}};
    for (const auto& [label, fact] : facts) {
        const Shared<TextLayout> name = painting.memory.text({label, 13, FontWeight::medium, width});
        const Shared<TextLayout> value =
            painting.memory.text({fact->empty() ? "Not named yet" : *fact, 15, FontWeight::regular,
                                  width - 2 * padding, Setting::wrapped});
        drawing.parts.push_back(words(name, {padding, y}, theme.quiet_ink));
        y += name->box.y + 1;
        drawing.parts.push_back(words(value, {padding, y}, fact->empty() ? theme.quiet_ink : theme.ink));
        y += value->box.y + 10;
    }
    drawing.parts.front() = Box{{{}, {width, y + padding - 10}},     16, theme.sheet, theme.hairline, 1,
                                {8, 28, shadow_colour(theme, 0.22f)}};
    // Away from the flag, and never over the star itself.
    const bool below = !box->hanging;
    const Vec2 at{box->at.x + star_radius + 12,
                  below ? box->at.y + star_radius : box->at.y - star_radius - (y + padding - 10)};
    Placed placed{painting.memory.drawing(slot(Part::moment_card, moment->id), std::move(drawing)), at};
    chunk.push_back(std::move(placed));
}

Shared<PlacedChunk> painted_marks(Painting& painting) {
    PlacedChunk chunk;
    add_peak_end_strip(painting, chunk);
    add_points(painting, chunk);
    add_moments(painting, chunk);
    return painting.memory.chunk({Part::marks}, std::move(chunk));
}

Shared<PlacedChunk> painted_choice(Painting& painting) {
    PlacedChunk chunk;
    if (painting.look.interactive) {
        add_outlines(painting, chunk);
        add_focus_ring(painting, chunk);
    }
    return painting.memory.chunk({Part::outlines}, std::move(chunk));
}

} // namespace waymark::paint_parts
