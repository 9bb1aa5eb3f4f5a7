#pragma once
#include "app/tools.hpp"
#include "render/icons.hpp"

#include <array>

/// What using a toolbox and drawing it have in common.
namespace waymark::toolbox_parts {

// Measures at interface scale 1, from the box's middle, upright.
inline constexpr Vec2 half_size{212, 94};
inline constexpr float corner = 24, name_y = -56, tools_y = 0, foot_y = 56, edge_x = 176;
inline constexpr float button_radius = 22, button_icon = 24, tool_pitch = 58.6f;
inline constexpr float disc_radius = 19, swatch_radius = 15, swatch_pitch = 40;
inline constexpr float name_x = -142, name_size = 19, name_width = 264;
inline constexpr float row_height = 46, row_text = 17;
inline constexpr float pen_mark_radius = 13, pen_mark_icon = 16, pen_mark_x = edge_x - 40;

struct ToolChoice {
    Tool tool;
    Icon icon;
    const char* words;
};
inline constexpr std::array<ToolChoice, 7> tool_choices{{{Tool::select, Icon::cursor, "Select and move"},
                                                         {Tool::note, Icon::note, "Sticky note"},
                                                         {Tool::pen, Icon::pen, "Pen"},
                                                         {Tool::curve, Icon::curve, "Curve"},
                                                         {Tool::moment, Icon::magic_moment, "Magic moment"},
                                                         {Tool::connector, Icon::connector, "Connector"},
                                                         {Tool::eraser, Icon::eraser, "Eraser"}}};
inline constexpr std::array<PersonColour, 6> colours{PersonColour::yellow, PersonColour::pink,
                                                     PersonColour::blue,   PersonColour::green,
                                                     PersonColour::orange, PersonColour::violet};

/// The mark of a person's own pen: white on their tone, as the first letter of their name is, so that it is
/// seen in a dark room as well.
struct PenMark {
    Colour ground, ink;
};
PenMark pen_mark(PersonColour colour);

/// Named participants whose toolbox is not open, as many as it can list.
std::vector<const Participant*> free_people(const Hands& hands, const Board& board);
/// Half of the box's width and height at interface scale 1.
Vec2 half_of(const Toolbox& box, const Hands& hands, const Board& board);
/// Where a place of the box (from its middle, upright, at interface scale 1) is on the screen.
Vec2 on_screen(const Toolbox& box, Vec2 at, const Board& board);

} // namespace waymark::toolbox_parts
