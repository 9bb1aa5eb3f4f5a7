#include "render/icons.hpp"
#include "render/paint_memory.hpp"

#include <algorithm>
#include <cmath>

/// What lies on the board without a cell: pictures, connectors, ink.
namespace waymark::paint_parts {

namespace {

std::optional<Shared<Image>> find_image(const Session& session, const ImageHash& hash) {
    for (const Shared<Image>& image : session.images)
        if (image->hash == hash) return image;
    return std::nullopt;
}

Placed placed_picture(Painting& painting, const PictureBox& box, const Picture& picture) {
    Placed placed{picture_drawing(painting, picture), box.rect.center() + painting.shift(box.picture)};
    placed.angle = box.angle;
    return placed;
}

Drawing connector_drawing(Painting& painting, const std::vector<Vec2>& line, const std::string& label) {
    const Theme& theme = painting.theme;
    constexpr float width = 2.5f, head_length = 14, head_half_width = 7;
    const Vec2 tip = line.back();
    std::vector<Vec2> shaft = line;
    // The shaft ends inside the head, so that its round end does not stand out at the tip.
    while (shaft.size() > 2 && distance(shaft.back(), tip) < head_length * 0.8f) shaft.pop_back();
    const Vec2 way = tip - shaft.back();
    const Vec2 along = way / std::max(0.001f, length(way)), across{-along.y, along.x};
    shaft.push_back(tip - along * (head_length * 0.8f));
    Drawing drawing;
    drawing.parts.push_back(Ribbon{std::move(shaft), {width}, theme.quiet_ink});
    const Vec2 back = tip - along * head_length;
    drawing.parts.push_back(
        Shape{rounded({tip, back + across * head_half_width, back - across * head_half_width}, 2),
              theme.quiet_ink});
    if (label.empty()) return drawing;
    const Shared<TextLayout> text = painting.memory.text({label, 15, FontWeight::medium, 220});
    const Vec2 size{line_width(*text) + 20, text->box.y + 8}, middle = line[line.size() / 2];
    drawing.parts.push_back(Box{{middle - size * 0.5f, size}, size.y / 2, theme.sheet, theme.hairline, 1});
    drawing.parts.push_back(words(text, middle - size * 0.5f + Vec2{10, 4}, theme.ink));
    return drawing;
}

/// Ink keeps its colour, but on a dark board dark ink is shown light: a person's own in its light tone.
Colour ink_colour(const Ink& ink, const Theme& theme) {
    constexpr int coloured = 48; // between its strongest and its weakest channel
    const Colour own = rgba(ink.colour);
    const auto [weakest, strongest] = std::minmax({own.r, own.g, own.b});
    if (contrast(own, theme.sheet) < 3 && strongest - weakest >= coloured &&
        theme.name == ThemeName::dark_room)
        return mixed(own, rgb(0xFFFFFF), 0.5f).with_alpha(static_cast<float>(own.a) / 255);
    return contrast(own, theme.sheet) < 2 ? theme.ink.with_alpha(static_cast<float>(own.a) / 255) : own;
}

Drawing ink_drawing(const Ink& ink, const Theme& theme) {
    Ribbon ribbon;
    ribbon.colour = ink_colour(ink, theme);
    const Vec2 origin = ink.points.empty() ? Vec2{} : ink.points.front().at;
    for (const InkPoint& point : ink.points) {
        ribbon.points.push_back(point.at - origin);
        ribbon.widths.push_back(ink.width * (0.35f + 0.65f * std::clamp(point.pressure, 0.0f, 1.0f)));
    }
    if (ribbon.points.size() == 1) { // a dot
        ribbon.points.push_back(ribbon.points.front() + Vec2{0.01f, 0});
        ribbon.widths.push_back(ribbon.widths.front());
    }
    Drawing drawing;
    if (!ribbon.points.empty()) drawing.parts.push_back(std::move(ribbon));
    return drawing;
}

} // namespace

Shared<Drawing> picture_drawing(Painting& painting, const Picture& picture) {
    const Theme& theme = painting.theme;
    const Rect frame{picture.frame.size * -0.5f, picture.frame.size};
    Drawing drawing;
    const std::optional<Shared<Image>> image = find_image(painting.session, picture.image);
    PictureShelf::Found found;
    if (image)
        found = painting.memory.pictures().find(**image, picture_share(painting.session.images.size()));
    const std::optional<Shared<Bitmap>>& bitmap = found.bitmap;
    Box ground{frame,     6, bitmap ? theme.sheet : theme.lane_tab,
               no_colour, 0, {3, 8, shadow_colour(theme, 0.18f)}};
    ground.lifts = true;
    drawing.parts.push_back(ground);
    if (bitmap) {
        drawing.parts.push_back(Photo{*bitmap, *image, frame, 6});
    } else {
        const float size = std::min({48.0f, frame.size.x / 2, frame.size.y / 2});
        drawing.parts.push_back(
            icon_shape(icon(Icon::picture), Vec2{-size / 2, -size / 2 - 10}, size, theme.quiet_ink));
        if (frame.size.x > 160 && !found.awaited) {
            const Shared<TextLayout> text = painting.memory.text(
                {"This picture cannot be shown", 13, FontWeight::medium, frame.size.x - 16});
            drawing.parts.push_back(words(text, {-line_width(*text) / 2, size / 2}, theme.quiet_ink));
        }
    }
    return painting.memory.drawing(slot(Part::picture, picture.id), std::move(drawing));
}

Placed placed_ink(Painting& painting, const Shared<Ink>& ink) {
    const Vec2 origin = ink->points.empty() ? Vec2{} : ink->points.front().at;
    return {painting.memory.drawing(slot(Part::ink, ink->id), ink_drawing(*ink, painting.theme)),
            origin + painting.shift(ink->id)};
}

Shared<PlacedChunk> painted_loose_things(Painting& painting) {
    PlacedChunk chunk;
    const Layout& layout = painting.layout;
    for (std::size_t i = 0; i < layout.pictures.size(); ++i)
        if (!painting.is_held(layout.pictures[i].picture))
            chunk.push_back(placed_picture(painting, layout.pictures[i], *painting.journey.pictures[i]));
    for (const ConnectorBox& box : layout.connectors) {
        const auto found =
            std::find_if(painting.journey.connectors.begin(), painting.journey.connectors.end(),
                         [&](const Shared<Connector>& connector) { return connector->id == box.connector; });
        const std::string label = found == painting.journey.connectors.end() ? "" : (*found)->text;
        chunk.push_back({painting.memory.drawing(slot(Part::connector, box.connector),
                                                 connector_drawing(painting, box.line, label)),
                         {}});
    }
    return painting.memory.chunk({Part::loose}, std::move(chunk));
}

std::vector<Shared<PlacedChunk>> painted_ink(Painting& painting) {
    constexpr std::size_t strokes_in_chunk = 64;
    std::vector<Shared<PlacedChunk>> chunks;
    PlacedChunk chunk;
    const auto finish = [&] {
        if (!chunk.empty())
            chunks.push_back(painting.memory.chunk({Part::ink, chunks.size()}, std::move(chunk)));
        chunk.clear();
    };
    for (const InkBox& box : painting.layout.ink) {
        if (!painting.is_held(box.ink->id)) chunk.push_back(placed_ink(painting, box.ink));
        if (chunk.size() == strokes_in_chunk) finish();
    }
    finish();
    return chunks;
}

void add_held_things(Painting& painting, PlacedChunk& held) {
    const Layout& layout = painting.layout;
    const auto add = [&held](Placed placed, float opacity) {
        placed.lift = 1;
        placed.opacity = opacity;
        placed.pinned = {};
        held.push_back(std::move(placed));
    };
    for (std::size_t i = 0; i < layout.pictures.size(); ++i)
        if (painting.is_held(layout.pictures[i].picture))
            add(placed_picture(painting, layout.pictures[i], *painting.journey.pictures[i]), 1);
    for (const InkBox& box : layout.ink)
        if (painting.is_held(box.ink->id)) add(placed_ink(painting, box.ink), 1);
    for (std::size_t i = 0; i < layout.stages.size(); ++i)
        if (painting.is_held(layout.stages[i].stage)) add(placed_header(painting, i), 0.92f);
    for (std::size_t i = 0; i < layout.lanes.size(); ++i)
        if (painting.is_held(layout.lanes[i].lane)) add(placed_tab(painting, i), 0.92f);
}

} // namespace waymark::paint_parts
