#include "app/chrome_panels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

/// The toolbar: a pill at an edge, or one at either side of a wide wall, and beside it what the chosen tool
/// may be told.
namespace waymark {
namespace {

constexpr float tool_side = 48, pill_padding = 6, pill_margin = 16, strip_gap = 8;
constexpr float parting = 9; // between the tools and what a wide wall's toolbars have besides

struct ToolbarItem {
    Icon icon;
    const char* words;
    std::optional<Tool> tool; ///< else it is one of those that the top bar has, out of reach on a wall
};
constexpr std::array<ToolbarItem, toolbar_item_count> items{{
    {Icon::cursor, "Select and move (V)", Tool::select},
    {Icon::hand, "Move the board (H, or hold Space)", Tool::hand},
    {Icon::note, "Sticky note (S): tap, or pull one onto the board", Tool::note},
    {Icon::curve, "Emotion curve (E): one stroke over the lane", Tool::curve},
    {Icon::magic_moment, "Magic moment (M)", Tool::moment},
    {Icon::pen, "Pen (P)", Tool::pen},
    {Icon::connector, "Connector (L)", Tool::connector},
    {Icon::picture, "Picture (I)", Tool::picture},
    {Icon::eraser, "Eraser (X)", Tool::eraser},
    {Icon::undo, "Undo (Ctrl+Z)", std::nullopt},
    {Icon::redo, "Redo (Ctrl+Shift+Z)", std::nullopt},
    {Icon::search, "Search all commands (Ctrl+K)", std::nullopt},
}};
constexpr std::size_t tool_count = 9;
static_assert(items[note_item].tool == Tool::note && !items[tool_count].tool);

bool is_upright(ToolbarEdge edge) { return edge == ToolbarEdge::left || edge == ToolbarEdge::right; }

void next_item(ToolbarEdge edge) {
    if (!is_upright(edge)) ImGui::SameLine(0, 0);
}

/// The edge that is meant on this screen.
ToolbarEdge edge_on(const App& app) {
    const ToolbarEdge wanted = app.settings.toolbar_edge;
    if (wanted != ToolbarEdge::automatic) return wanted;
    return is_wide_wall(app.screen_facts) ? ToolbarEdge::both : ToolbarEdge::bottom;
}

float length_of(const ChromeKit& kit, std::size_t count) {
    const float more = count > tool_count ? parting : 0;
    return kit.px(tool_side * (static_cast<float>(count) + 0.5f) + 2 * pill_padding + more);
}

/// Where the pill lies at an edge of the free board. `low`: at the side's lower end, where everybody reaches.
Rect pill_at(const ChromeKit& kit, ToolbarEdge edge, float top, std::size_t count, bool low) {
    const float along = length_of(kit, count);
    const float across = kit.px(tool_side + 2 * pill_padding), margin = kit.px(pill_margin);
    const Vec2 window = kit.window_px();
    const Vec2 size = is_upright(edge) ? Vec2{across, along} : Vec2{along, across};
    Vec2 middle{(window.x - size.x) / 2, top + (window.y - top - size.y) / 2};
    if (low) middle.y = std::max(top + margin, window.y - margin - size.y);
    switch (edge) {
    case ToolbarEdge::top: return {{middle.x, top + margin}, size};
    case ToolbarEdge::left: return {{margin, middle.y}, size};
    case ToolbarEdge::right: return {{window.x - margin - size.x, middle.y}, size};
    case ToolbarEdge::bottom:
    case ToolbarEdge::both:
    case ToolbarEdge::automatic: break;
    }
    return {{middle.x, window.y - margin - size.y}, size};
}

ToolbarEdge nearest_edge(Vec2 at, Vec2 window) {
    const std::array<std::pair<float, ToolbarEdge>, 4> edges{{{window.y - at.y, ToolbarEdge::bottom},
                                                              {at.x, ToolbarEdge::left},
                                                              {at.y, ToolbarEdge::top},
                                                              {window.x - at.x, ToolbarEdge::right}}};
    return std::ranges::min_element(edges, {}, &std::pair<float, ToolbarEdge>::first)->second;
}

/// The grip at the pill's end: drags it to another edge of the window.
void show_grip(PanelFrame& frame, std::size_t index) {
    ChromeKit& kit = frame.kit;
    ToolbarState& state = frame.states.toolbar;
    const bool upright = is_upright(state.bars[index].edge);
    const Vec2 size = upright ? Vec2{kit.px(tool_side), kit.px(tool_side / 2)}
                              : Vec2{kit.px(tool_side / 2), kit.px(tool_side)};
    ImGui::InvisibleButton("grip", ChromeKit::vec(size));
    kit.hint("Drag the toolbar to another edge");
    const Vec2 middle =
        rect_between(ChromeKit::vec(ImGui::GetItemRectMin()), ChromeKit::vec(ImGui::GetItemRectMax()))
            .center();
    const Colour ink = ImGui::IsItemHovered() || ImGui::IsItemActive() ? kit.colours().chrome_ink
                                                                       : kit.colours().chrome_quiet_ink;
    for (int row = -1; row <= 1; ++row)
        for (int column = 0; column < 2; ++column) {
            const Vec2 offset{kit.px(static_cast<float>(column) * 6 - 3),
                              kit.px(static_cast<float>(row) * 6)};
            const Vec2 dot = middle + (upright ? Vec2{offset.y, offset.x} : offset);
            ImGui::GetWindowDrawList()->AddCircleFilled(ChromeKit::vec(dot), kit.px(1.6f),
                                                        ChromeKit::colour(ink.with_alpha(0.7f)));
        }
    const Vec2 at = ChromeKit::vec(ImGui::GetIO().MousePos);
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left) && at.x >= 0 && at.y >= 0)
        state.dragged = index, state.edge = nearest_edge(at, kit.window_px());
    if (ImGui::IsItemDeactivated() && state.dragged == index) {
        frame.ask.intend(SetToolbarEdge{state.edge});
        state.dragged.reset();
    }
}

/// A strip beside the toolbar with what the chosen tool may be told; within the window.
Rect strip_beside(const ChromeKit& kit, const Toolbar& bar, Vec2 size) {
    const float gap = kit.px(strip_gap), margin = kit.px(pill_margin);
    Vec2 at = bar.place.center() - size * 0.5f;
    at.y = std::min(at.y, kit.window_px().y - margin - size.y);
    switch (bar.edge) {
    case ToolbarEdge::top: return {{at.x, bar.place.bottom() + gap}, size};
    case ToolbarEdge::left: return {{bar.place.right() + gap, at.y}, size};
    case ToolbarEdge::right: return {{bar.place.left() - gap - size.x, at.y}, size};
    case ToolbarEdge::bottom:
    case ToolbarEdge::both:
    case ToolbarEdge::automatic: break;
    }
    return {{at.x, bar.place.top() - gap - size.y}, size};
}

Rect show_note_colours(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    constexpr std::size_t count = 7;
    const bool upright = is_upright(frame.states.toolbar.touched_bar().edge);
    const float along = kit.px(44 * count + 2 * pill_padding), across = kit.px(44 + 2 * pill_padding);
    const Rect place = strip_beside(kit, frame.states.toolbar.touched_bar(),
                                    upright ? Vec2{across, along} : Vec2{along, across});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{kit.px(pill_padding), kit.px(pill_padding)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    kit.begin_panel("note colours", place, 16);
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) next_item(frame.states.toolbar.touched_bar().edge);
        const auto colour = static_cast<NoteColour>(i);
        if (kit.swatch(name(colour), kit.colours().notes[i], name(colour), frame.app.next_colour == colour,
                       44))
            frame.ask.intend(ChooseColour{colour});
    }
    kit.end_panel();
    ImGui::PopStyleVar(2);
    return place;
}

struct CurveChoice {
    CurveKind kind;
    Id persona;
    std::string label;
};

std::vector<CurveChoice> curve_choices(const App& app) {
    std::vector<CurveChoice> choices;
    const Journey& journey = app.board_journey();
    for (const CurveKind kind : {CurveKind::emotion, CurveKind::expectation}) {
        const std::string word = kind == CurveKind::emotion ? "Feels" : "Expects";
        for (const Id id : journey.personas)
            if (const Persona* persona = find_persona(app.session(), id))
                // "Viktor, owns twelve machines" is Viktor for short, as in the lane's legend.
                choices.push_back({kind, id,
                                   persona->name.substr(0, persona->name.find(',')) +
                                       (kind == CurveKind::emotion ? " feels" : " expects")});
        if (journey.personas.empty()) choices.push_back({kind, Id::none, word});
    }
    return choices;
}

Rect show_curve_choices(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const std::vector<CurveChoice> choices = curve_choices(frame.app);
    float width = kit.px(2 * pill_padding);
    for (const CurveChoice& choice : choices)
        width += kit.measure(choice.label, type_size::body, Weight::semibold).x + kit.px(36 + 4);
    width -= kit.px(4);
    const bool upright = is_upright(frame.states.toolbar.touched_bar().edge);
    if (upright) width = kit.px(200);
    const float height =
        kit.px(2 * pill_padding + (upright ? 48 * static_cast<float>(choices.size()) - 4 : 44));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{kit.px(pill_padding), kit.px(pill_padding)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(4), kit.px(4)});
    const Rect place = strip_beside(kit, frame.states.toolbar.touched_bar(), {width, height});
    kit.begin_panel("curves", place, 16);
    const bool none_fits = std::ranges::none_of(choices, [&](const CurveChoice& c) {
        return c.kind == frame.app.curve_kind && c.persona == frame.app.curve_persona;
    });
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const CurveChoice& choice = choices[i];
        if (i > 0 && !upright) ImGui::SameLine(0, kit.px(4));
        const bool chosen = choice.kind == frame.app.curve_kind && choice.persona == frame.app.curve_persona;
        if (none_fits && i == 0) frame.ask.intend(ChooseCurve{choice.kind, choice.persona});
        if (kit.button(choice.label, chosen ? Emphasis::primary : Emphasis::quiet, true,
                       upright ? kit.px(188) : 0))
            frame.ask.intend(ChooseCurve{choice.kind, choice.persona});
    }
    kit.end_panel();
    ImGui::PopStyleVar(2);
    return place;
}

/// One line about what can be done now, over whatever is at the bottom; on a wide wall beside the toolbar
/// that was touched. Fingers go through it.
void show_hint(PanelFrame& frame, float bottom) {
    if (frame.app.hint.empty() || frame.app.panel != Panel::none) return;
    ChromeKit& kit = frame.kit;
    const ToolbarState& state = frame.states.toolbar;
    const std::string_view words = frame.app.hint;
    const Vec2 text = kit.measure(words, type_size::small);
    const Vec2 size{text.x + kit.px(28), kit.px(30)};
    Vec2 at{std::floor((kit.window_px().x - size.x) / 2), std::floor(bottom - kit.px(10) - size.y)};
    if (state.count == 2) {
        const Toolbar& bar = state.touched_bar();
        at = {std::floor(bar.edge == ToolbarEdge::left ? bar.place.right() + kit.px(strip_gap)
                                                       : bar.place.left() - kit.px(strip_gap) - size.x),
              std::floor(bar.place.top() - kit.px(strip_gap) - size.y)};
        at.x = std::clamp(at.x, kit.px(pill_margin), kit.window_px().x - kit.px(pill_margin) - size.x);
    }
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const Rect pill{at, size};
    list.AddRectFilled(ChromeKit::vec(pill.at), ChromeKit::vec(pill.end()),
                       ChromeKit::colour(kit.colours().chrome), size.y / 2);
    list.AddRect(ChromeKit::vec(pill.at), ChromeKit::vec(pill.end()),
                 ChromeKit::colour(kit.colours().chrome_hairline), size.y / 2, 0, std::max(1.0f, kit.px(1)));
    kit.draw_text(list, at + (size - text) * 0.5f, words, kit.colours().chrome_quiet_ink, type_size::small);
}

/// The line between the tools and the rest.
void show_parting(const ChromeKit& kit, const Toolbar& bar) {
    const Vec2 at = ChromeKit::vec(ImGui::GetCursorScreenPos());
    const float middle = at.y + kit.px(parting) / 2, inset = kit.px(pill_padding + 10);
    ImGui::GetWindowDrawList()->AddLine({bar.place.left() + inset, middle},
                                        {bar.place.right() - inset, middle},
                                        ChromeKit::colour(kit.colours().chrome_hairline), kit.px(1));
    ImGui::Dummy({kit.px(tool_side), kit.px(parting)});
}

/// Under the button that comes next: a finger is on it.
void show_pressed(const ChromeKit& kit) {
    const Rect face =
        Rect{ChromeKit::vec(ImGui::GetCursorScreenPos()), {kit.px(tool_side), kit.px(tool_side)}}.grown(
            -kit.px(2));
    ImGui::GetWindowDrawList()->AddRectFilled(ChromeKit::vec(face.at), ChromeKit::vec(face.end()),
                                              ChromeKit::colour(kit.colours().chrome_pressed), kit.px(10));
}

void show_bar(PanelFrame& frame, std::size_t index) {
    static constexpr std::array names{"toolbar", "toolbar at the right"};
    ChromeKit& kit = frame.kit;
    ToolbarState& state = frame.states.toolbar;
    Toolbar& bar = state.bars[index];
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{kit.px(pill_padding), kit.px(pill_padding)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    kit.begin_panel(names[index], bar.place, 18);
    for (std::size_t i = 0; i < bar.items; ++i) {
        const ToolbarItem& item = items[i];
        if (i == tool_count) show_parting(kit, bar);
        const bool can = item.icon == Icon::undo   ? frame.app.history.can_undo() || frame.app.writing
                         : item.icon == Icon::redo ? frame.app.history.can_redo()
                                                   : true;
        if ((bar.pressed >> i & 1) != 0 && item.tool != frame.app.tool) show_pressed(kit);
        if (kit.icon_button(item.words, item.icon, item.words, item.tool == frame.app.tool, can)) {
            state.touched = index;
            use_toolbar_item(i, frame.ask);
        }
        bar.buttons[i] =
            rect_between(ChromeKit::vec(ImGui::GetItemRectMin()), ChromeKit::vec(ImGui::GetItemRectMax()));
        next_item(bar.edge);
    }
    show_grip(frame, index);
    kit.end_panel();
    ImGui::PopStyleVar(2);
}

/// Which pills there are in this frame, and where.
void place_bars(PanelFrame& frame) {
    const ChromeKit& kit = frame.kit;
    ToolbarState& state = frame.states.toolbar;
    const float top = frame.covered.at.y;
    if (!state.dragged) state.edge = edge_on(frame.app);
    const bool both = state.edge == ToolbarEdge::both;
    state.count = both ? 2 : 1;
    for (std::size_t i = 0; i < state.bars.size(); ++i) {
        Toolbar& bar = state.bars[i];
        const bool fits = length_of(kit, items.size()) + 2 * kit.px(pill_margin) <= kit.window_px().y - top;
        bar.items = both && fits ? items.size() : tool_count;
        bar.edge = !both ? state.edge : i == 0 ? ToolbarEdge::left : ToolbarEdge::right;
        bar.place = pill_at(kit, bar.edge, top, bar.items, both);
        bar.is_there = both || i == state.dragged.value_or(0);
    }
    if (!both) state.touched = state.dragged.value_or(0);
}

/// What the pills hide of the board.
void cover(PanelFrame& frame) {
    const float depth = frame.kit.px(tool_side + 2 * pill_padding + pill_margin);
    for (const Toolbar& bar : frame.states.toolbar.bars) {
        if (!bar.is_there) continue;
        switch (bar.edge) {
        case ToolbarEdge::top: frame.covered.at.y += depth; break;
        case ToolbarEdge::left: frame.covered.at.x += depth; break;
        case ToolbarEdge::right: frame.covered.size.x += depth; break;
        case ToolbarEdge::bottom:
        case ToolbarEdge::both:
        case ToolbarEdge::automatic: frame.covered.size.y += depth; break;
        }
    }
}

} // namespace

void use_toolbar_item(std::size_t item, Ask& ask) {
    const ToolbarItem& used = items.at(item);
    if (used.tool == Tool::picture)
        ask.intend(ShowPanel{Panel::open_picture});
    else if (used.tool)
        ask.intend(ChooseTool{*used.tool});
    else if (used.icon == Icon::search)
        ask.intend(ShowPanel{Panel::palette});
    else if (used.icon == Icon::undo)
        ask.intend(Undo{});
    else
        ask.intend(Redo{});
}

std::optional<ToolbarPlace> ToolbarState::under(Vec2 at_px) const {
    for (std::size_t i = 0; i < bars.size(); ++i)
        for (std::size_t item = 0; bars[i].is_there && item < bars[i].items; ++item)
            if (bars[i].buttons[item].contains(at_px)) return ToolbarPlace{i, item};
    return std::nullopt;
}

void show_toolbar(PanelFrame& frame) {
    ToolbarState& state = frame.states.toolbar;
    place_bars(frame);
    for (std::size_t i = 0; i < state.bars.size(); ++i)
        if (state.bars[i].is_there) show_bar(frame, i);
    const Toolbar& touched = state.touched_bar();
    float lowest = touched.edge == ToolbarEdge::bottom ? touched.place.top() : frame.kit.window_px().y;
    if (frame.app.tool == Tool::note || frame.app.tool == Tool::curve) {
        const Rect strip =
            frame.app.tool == Tool::note ? show_note_colours(frame) : show_curve_choices(frame);
        if (touched.edge == ToolbarEdge::bottom) lowest = strip.top();
    }
    show_hint(frame, lowest);
    cover(frame);
}

} // namespace waymark
