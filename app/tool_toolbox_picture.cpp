#include "app/tool_toolbox.hpp"

#include <algorithm>

/// What is seen of toolboxes.
namespace waymark {

using namespace toolbox_parts;

namespace {

/// Draws on one toolbox, in its own coordinates.
class BoxPainter {
public:
    BoxPainter(const Toolbox& box, const Board& board, const Theme& theme, HandsPicture& picture)
        : box_{box}, board_{board}, theme_{theme}, picture_{picture} {}

    const Theme& theme() const { return theme_; }

    void part(Drawable drawable, Vec2 at, float scale = 1) {
        Placed placed;
        placed.drawing = Drawing{{std::move(drawable)}};
        placed.at = on_screen(box_, at, board_);
        placed.scale = scale * board_.ui_scale;
        placed.angle = box_.angle;
        picture_.over.push_back(std::move(placed));
    }
    void disc(Vec2 at, float radius, Colour fill, Colour border = {0, 0, 0, 0}, float width = 0) {
        part(Box{.rect = {{-radius, -radius}, {2 * radius, 2 * radius}},
                 .radius = radius,
                 .fill = fill,
                 .border = border,
                 .border_width = width},
             at);
    }
    void icon(Icon which, Vec2 at, float size, Colour ink) {
        part(Shape{moved(waymark::icon(which), Vec2{-icon_grid, -icon_grid} * 0.5f), ink}, at,
             size / icon_grid);
    }
    void words(std::string text, Vec2 at, float size, Colour colour, float width,
               FontWeight weight = FontWeight::medium, bool centred = false) {
        picture_.labels.push_back({std::move(text), on_screen(box_, at, board_), size * board_.ui_scale,
                                   box_.angle, width * board_.ui_scale, weight, colour, centred});
    }
    void panel(Vec2 half) {
        part(Box{.rect = {half * -1.0f, half * 2.0f},
                 .radius = corner,
                 .fill = theme_.chrome,
                 .border = theme_.chrome_hairline,
                 .border_width = 1.5f,
                 .shadow = {6, 22, {0, 0, 0, 70}}},
             {});
    }
    void person(const Participant& who, Vec2 at, float radius) {
        disc(at, radius, person_colour(who.colour));
        if (who.name.empty())
            icon(Icon::person, at, radius * 1.2f, rgb(0xFFFFFF));
        else
            words(initial_of(who.name), at, radius * 0.95f, rgb(0xFFFFFF), 0, FontWeight::semibold, true);
    }

private:
    const Toolbox& box_;
    const Board& board_;
    const Theme& theme_;
    HandsPicture& picture_;
};

void show_tools(BoxPainter& painter, const Toolbox& box, const Participant& person, bool is_writing,
                bool has_pen) {
    const Theme& theme = painter.theme();
    painter.person(person, {-edge_x, name_y}, disc_radius);
    if (!is_writing && person.name.empty())
        painter.words("Write your name", {name_x, name_y}, name_size, theme.chrome_quiet_ink, name_width);
    else if (!is_writing)
        painter.words(person.name, {name_x, name_y}, name_size, theme.chrome_ink, name_width,
                      FontWeight::semibold);
    if (has_pen) {
        const PenMark mark = pen_mark(person.colour);
        painter.disc({pen_mark_x, name_y}, pen_mark_radius, mark.ground);
        painter.icon(Icon::pen, {pen_mark_x, name_y}, pen_mark_icon, mark.ink);
    }
    painter.icon(Icon::close, {edge_x, name_y}, 20, theme.chrome_quiet_ink);
    for (std::size_t i = 0; i < tool_choices.size(); ++i) {
        const Vec2 at{-edge_x + static_cast<float>(i) * tool_pitch, tools_y};
        const bool chosen = tool_choices[i].tool == box.tool;
        if (chosen) painter.disc(at, button_radius, theme.accent);
        painter.icon(tool_choices[i].icon, at, button_icon, chosen ? theme.accent_ink : theme.chrome_ink);
    }
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const Vec2 at{-edge_x + static_cast<float>(i) * swatch_pitch, foot_y};
        const bool chosen = person.colour == colours[i];
        if (chosen) painter.disc(at, swatch_radius + 4.5f, {0, 0, 0, 0}, theme.accent, 2.5f);
        painter.disc(at, swatch_radius, theme.notes[static_cast<std::size_t>(note_colour(colours[i]))],
                     person_colour(colours[i]), 1.5f);
    }
    painter.icon(Icon::undo, {edge_x, foot_y}, button_icon, theme.chrome_ink);
    painter.words("Undo my last", {edge_x - 112, foot_y}, 13.5f, theme.chrome_quiet_ink, 88);
}

void show_people(BoxPainter& painter, const Toolbox& box, const Hands& hands, const Board& board) {
    const Theme& theme = painter.theme();
    const float top = -half_of(box, hands, board).y;
    painter.words("Who are you?", {-edge_x - 16, top + 30}, name_size, theme.chrome_ink, 260,
                  FontWeight::semibold);
    painter.icon(Icon::close, {edge_x, top + 30}, 20, theme.chrome_quiet_ink);
    float y = top + 52 + row_height / 2;
    for (const Participant* person : free_people(hands, board)) {
        painter.person(*person, {-edge_x, y}, 16);
        painter.words(person->name, {name_x, y}, row_text, theme.chrome_ink, name_width + 30);
        y += row_height;
    }
    painter.icon(Icon::plus, {-edge_x, y}, 22, theme.accent);
    painter.words("Somebody new", {name_x, y}, row_text, theme.accent, name_width + 30);
}

} // namespace

toolbox_parts::PenMark toolbox_parts::pen_mark(PersonColour colour) {
    return {person_colour(colour), rgb(0xFFFFFF)};
}

void show_toolboxes(const Hands& hands, const Board& board, const Theme& theme, HandsPicture& picture) {
    if (board.is_past) return; // who is at the table now was not there then
    for (const Toolbox& box : hands.toolboxes) {
        BoxPainter painter{box, board, theme, picture};
        painter.panel(half_of(box, hands, board));
        const Participant* person = find_participant(board.session, box.person);
        if (person && box.page == Toolbox::Page::tools)
            show_tools(painter, box, *person, board.writing && board.writing->find(person->id),
                       std::ranges::find(hands.pens, box.person, &OwnPen::person) != hands.pens.end());
        else
            show_people(painter, box, hands, board);
    }
}

} // namespace waymark
