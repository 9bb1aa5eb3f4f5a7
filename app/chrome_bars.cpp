#include "app/chrome_panels.hpp"

#include "app/command.hpp"

#include <algorithm>
#include <array>
#include <cmath>

/// The slim bar at the top and the toolbar pill.
namespace waymark {
namespace {

constexpr float bar_height = 56, button_side = 48, pill_padding = 6, pill_margin = 16, strip_gap = 8;

struct ToolButton {
    Tool tool;
    Icon icon;
    const char* words;
};
constexpr std::array tools{
    ToolButton{Tool::select, Icon::cursor, "Select and move (V)"},
    ToolButton{Tool::hand, Icon::hand, "Move the board (H, or hold Space)"},
    ToolButton{Tool::note, Icon::note, "Sticky note (S): tap, or pull one onto the board"},
    ToolButton{Tool::curve, Icon::curve, "Emotion curve (E): one stroke over the lane"},
    ToolButton{Tool::moment, Icon::magic_moment, "Magic moment (M)"},
    ToolButton{Tool::pen, Icon::pen, "Pen (P)"},
    ToolButton{Tool::connector, Icon::connector, "Connector (L)"},
    ToolButton{Tool::picture, Icon::picture, "Picture (I)"},
    ToolButton{Tool::eraser, Icon::eraser, "Eraser (X)"},
};

bool is_upright(ToolbarEdge edge) { return edge == ToolbarEdge::left || edge == ToolbarEdge::right; }

void next_item(ToolbarEdge edge) {
    if (!is_upright(edge)) ImGui::SameLine(0, 0);
}

/// Where the pill lies at an edge of the free board.
Rect pill_at(const ChromeKit& kit, ToolbarEdge edge, float top) {
    const float along = kit.px(button_side * (static_cast<float>(tools.size()) + 0.5f) + 2 * pill_padding);
    const float across = kit.px(button_side + 2 * pill_padding), margin = kit.px(pill_margin);
    const Vec2 window = kit.window_px();
    const Vec2 size = is_upright(edge) ? Vec2{across, along} : Vec2{along, across};
    const Vec2 middle{(window.x - size.x) / 2, top + (window.y - top - size.y) / 2};
    switch (edge) {
    case ToolbarEdge::bottom: return {{middle.x, window.y - margin - size.y}, size};
    case ToolbarEdge::top: return {{middle.x, top + margin}, size};
    case ToolbarEdge::left: return {{margin, middle.y}, size};
    case ToolbarEdge::right: return {{window.x - margin - size.x, middle.y}, size};
    }
    return {};
}

ToolbarEdge nearest_edge(Vec2 at, Vec2 window) {
    const std::array<std::pair<float, ToolbarEdge>, 4> edges{{{window.y - at.y, ToolbarEdge::bottom},
                                                              {at.x, ToolbarEdge::left},
                                                              {at.y, ToolbarEdge::top},
                                                              {window.x - at.x, ToolbarEdge::right}}};
    return std::ranges::min_element(edges, {}, &std::pair<float, ToolbarEdge>::first)->second;
}

/// The grip at the pill's end: drags it to another edge of the window.
void show_grip(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    ToolbarState& bar = frame.states.toolbar;
    const bool upright = is_upright(bar.edge);
    const Vec2 size = upright ? Vec2{kit.px(button_side), kit.px(button_side / 2)}
                              : Vec2{kit.px(button_side / 2), kit.px(button_side)};
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
    bar.dragged = ImGui::IsItemActive();
    if (bar.dragged && at.x >= 0 && at.y >= 0) bar.edge = nearest_edge(at, kit.window_px());
    if (ImGui::IsItemDeactivated()) frame.ask.intend(SetToolbarEdge{bar.edge});
}

void choose_tool(PanelFrame& frame, Tool tool) {
    if (tool == Tool::picture)
        frame.ask.intend(ShowPanel{Panel::open_picture});
    else
        frame.ask.intend(ChooseTool{tool});
}

/// A strip beside the toolbar with what the chosen tool may be told.
Rect strip_beside(const ChromeKit& kit, const ToolbarState& bar, Vec2 size) {
    const float gap = kit.px(strip_gap);
    const Vec2 middle = bar.place.center() - size * 0.5f;
    switch (bar.edge) {
    case ToolbarEdge::bottom: return {{middle.x, bar.place.top() - gap - size.y}, size};
    case ToolbarEdge::top: return {{middle.x, bar.place.bottom() + gap}, size};
    case ToolbarEdge::left: return {{bar.place.right() + gap, middle.y}, size};
    case ToolbarEdge::right: return {{bar.place.left() - gap - size.x, middle.y}, size};
    }
    return {};
}

Rect show_note_colours(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    constexpr std::size_t count = 7;
    const bool upright = is_upright(frame.states.toolbar.edge);
    const float along = kit.px(44 * count + 2 * pill_padding), across = kit.px(44 + 2 * pill_padding);
    const Rect place =
        strip_beside(kit, frame.states.toolbar, upright ? Vec2{across, along} : Vec2{along, across});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{kit.px(pill_padding), kit.px(pill_padding)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    kit.begin_panel("note colours", place, 16);
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) next_item(frame.states.toolbar.edge);
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
    const bool upright = is_upright(frame.states.toolbar.edge);
    if (upright) width = kit.px(200);
    const float height =
        kit.px(2 * pill_padding + (upright ? 48 * static_cast<float>(choices.size()) - 4 : 44));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{kit.px(pill_padding), kit.px(pill_padding)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(4), kit.px(4)});
    const Rect place = strip_beside(kit, frame.states.toolbar, {width, height});
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

/// One line about what can be done now, over whatever is at the bottom. Fingers go through it.
void show_hint(PanelFrame& frame, float bottom) {
    if (frame.app.hint.empty() || frame.app.panel != Panel::none) return;
    ChromeKit& kit = frame.kit;
    const std::string words{frame.app.hint};
    const Vec2 text = kit.measure(words, type_size::small);
    const Vec2 size{text.x + kit.px(28), kit.px(30)};
    const Vec2 at{std::floor((kit.window_px().x - size.x) / 2), std::floor(bottom - kit.px(10) - size.y)};
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const Rect pill{at, size};
    list.AddRectFilled(ChromeKit::vec(pill.at), ChromeKit::vec(pill.end()),
                       ChromeKit::colour(kit.colours().chrome), size.y / 2);
    list.AddRect(ChromeKit::vec(pill.at), ChromeKit::vec(pill.end()),
                 ChromeKit::colour(kit.colours().chrome_hairline), size.y / 2, 0, std::max(1.0f, kit.px(1)));
    kit.draw_text(list, at + (size - text) * 0.5f, words, kit.colours().chrome_quiet_ink, type_size::small);
}

std::string session_title(const App& app) {
    return app.session().title.empty() ? "Untitled session" : app.session().title;
}

/// How safe the last thing done is: in the file or on the disk, on its way there, or nowhere but on the
/// board.
Colour dot_colour(const PanelFrame& frame, bool unsaved) {
    const Theme& colours = frame.kit.colours();
    if (!frame.app.keeper.is_on() || frame.app.file.look_only)
        return unsaved ? colours.warning : colours.good;
    switch (frame.app.keeper.kept()) {
    case Kept::durable: return colours.good;
    case Kept::written: return colours.chrome_quiet_ink;
    case Kept::failed: return colours.danger;
    }
    return colours.danger;
}

/// Session and journey, and whether all of it is in the file.
void show_titles(PanelFrame& frame, float right) {
    ChromeKit& kit = frame.kit;
    const App& app = frame.app;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float left = ImGui::GetCursorScreenPos().x + kit.px(8), middle = kit.px(bar_height) / 2;
    const std::string title =
        kit.shortened(session_title(app), (right - left) * 0.45f, type_size::large, Weight::semibold);
    const Vec2 title_size = kit.measure(title, type_size::large, Weight::semibold);
    kit.draw_text(list, {left, middle - title_size.y / 2}, title, kit.colours().chrome_ink, type_size::large,
                  Weight::semibold);
    float x = left + title_size.x + kit.px(10);
    const bool unsaved = app.dirty();
    const bool lost_on_exit = app.keeper.is_on() && !app.file.look_only && app.keeper.kept() == Kept::failed;
    const std::string state = lost_on_exit ? "not stored"
                              : app.saving ? "saving …"
                              : unsaved    ? (app.file.path.empty() ? "not saved yet" : "unsaved changes")
                                           : "saved";
    const Vec2 state_size = kit.measure(state, type_size::small);
    list.AddCircleFilled({x + kit.px(4), middle}, kit.px(4), ChromeKit::colour(dot_colour(frame, unsaved)));
    x += kit.px(14);
    kit.draw_text(list, {x, middle - state_size.y / 2}, state, kit.colours().chrome_quiet_ink,
                  type_size::small);
    x += state_size.x + kit.px(16);
    const Journey& journey = app.board_journey();
    static const std::string untitled = "Untitled journey";
    const std::string& name = journey.title.empty() ? untitled : journey.title;
    const std::size_t journeys = app.session().journeys.size();
    const std::string count = journeys > 1 ? std::to_string(journeys) + " journeys" : "";
    if (journeys > 1) right -= kit.measure(count, type_size::body, Weight::semibold).x + kit.px(36);
    const float room = right - x - kit.px(60);
    if (room < kit.px(80)) return;
    ImGui::SetCursorScreenPos({x, (kit.px(bar_height) - kit.px(44)) / 2});
    // Nothing is copied while it fits: this is done in every frame.
    std::string cut;
    const bool fits = kit.measure(name, type_size::body, Weight::semibold).x <= room - kit.px(36);
    if (!fits) cut = kit.shortened(name, room - kit.px(36), type_size::body, Weight::semibold);
    ImGui::PushID("journey");
    if (kit.button(fits ? name : cut, Emphasis::quiet)) frame.ask.intend(ShowPanel{Panel::journey_facts});
    ImGui::PopID();
    kit.hint("What this journey is about: title, persona, scenario, goal");
    if (journeys < 2) return;
    ImGui::SetCursorScreenPos({ImGui::GetItemRectMax().x, (kit.px(bar_height) - kit.px(44)) / 2});
    if (kit.button(count + "##journeys", Emphasis::quiet)) frame.ask.intend(ShowPanel{Panel::journeys});
    kit.hint("All journeys of this session");
}

/// "4:59" left of the buttons while a time box runs; red in its last minute. Returns the room it took.
float show_clock(PanelFrame& frame, float right) {
    if (!frame.app.timer) return 0;
    ChromeKit& kit = frame.kit;
    const auto left = static_cast<int>(std::ceil(std::max(0.0, frame.app.timer->end_s - frame.app.time_s)));
    const std::string seconds = std::to_string(left % 60);
    const std::string words = std::to_string(left / 60) + (seconds.size() < 2 ? ":0" : ":") + seconds;
    const Vec2 size = kit.measure(words, type_size::heading, Weight::semibold);
    constexpr int last_minute = 60;
    const Colour ink = left <= last_minute ? kit.colours().danger : kit.colours().chrome_ink;
    kit.draw_text(*ImGui::GetWindowDrawList(),
                  {right - size.x - kit.px(12), (kit.px(bar_height) - size.y) / 2}, words, ink,
                  type_size::heading, Weight::semibold);
    return size.x + kit.px(24);
}

} // namespace

void show_timer(PanelFrame& frame) {
    static constexpr std::array minutes{1, 3, 5, 10, 15, 30};
    ChromeKit& kit = frame.kit;
    const Rect under = frame.states.toolbar.timer_button;
    const float width = kit.px(200), row = kit.px(50);
    const Rect place{
        {under.center().x - width / 2, under.bottom() + kit.px(8)},
        {width, kit.px(32) + row * static_cast<float>(minutes.size() + (frame.app.timer ? 1 : 0))}};
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(2)});
    kit.begin_panel("timer", place, 16);
    for (const int count : minutes)
        if (kit.row(std::to_string(count).c_str(), Icon::timer,
                    std::to_string(count) + (count == 1 ? " minute" : " minutes"), "")) {
            frame.ask.intend(StartTimer{count * 60.0});
            frame.ask.intend(ShowPanel{Panel::none});
        }
    if (frame.app.timer && kit.row("stop", Icon::close, "Stop the timer", "")) {
        frame.ask.intend(StopTimer{});
        frame.ask.intend(ShowPanel{Panel::none});
    }
    kit.end_panel();
    ImGui::PopStyleVar();
}

void show_top_bar(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const App& app = frame.app;
    const float height = kit.px(bar_height), width = kit.window_px().x, side = kit.px(button_side);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{kit.px(8), (height - side) / 2});
    kit.begin_panel("top bar", {{}, {width, height}}, 0, true);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({0, 0}, {width, height}, ChromeKit::colour(kit.colours().chrome));
    list.AddLine({0, height - 0.5f}, {width, height - 0.5f}, ChromeKit::colour(kit.colours().chrome_hairline),
                 std::max(1.0f, kit.px(1)));
    if (kit.icon_button("home", Icon::home, "Close the session (Ctrl+W)")) frame.ask.intend(CloseSession{});
    ImGui::SameLine(0, 0);
    const struct {
        const char* id;
        Icon icon;
        const char* words;
        bool active, enabled;
        Intent wanted;
    } buttons[] = {
        {"undo", Icon::undo, "Undo (Ctrl+Z)", false, app.history.can_undo() || app.writing, Undo{}},
        {"redo", Icon::redo, "Redo (Ctrl+Shift+Z)", false, app.history.can_redo(), Redo{}},
        {"history", Icon::history, "History (Ctrl+H)", app.panel == Panel::history, true,
         ShowPanel{app.panel == Panel::history ? Panel::none : Panel::history}},
        {"fit", Icon::fit, "Fit the board (Shift+1)", false, true, FitBoard{}},
        {"timer", Icon::timer, "Timer", app.panel == Panel::timer, true,
         ShowPanel{app.panel == Panel::timer ? Panel::none : Panel::timer}},
        {"search", Icon::search, "Search all commands (Ctrl+K)", false, true, ShowPanel{Panel::palette}},
        {"save", Icon::save, "Save (Ctrl+S)", false, app.dirty() || app.file.path.empty(), Save{}},
        {"export", Icon::export_file, "Export as picture, SVG or PDF (Ctrl+E)", false, true,
         ShowPanel{Panel::export_file}},
        {"present", Icon::present, "Full screen (F11)", false, true, ToggleFullscreen{}},
        {"settings", Icon::settings, "Settings (Ctrl+,)", false, true, ShowPanel{Panel::settings}},
    };
    const float right = width - kit.px(8) - side * static_cast<float>(std::size(buttons));
    const float clock = show_clock(frame, right);
    show_titles(frame, right - clock);
    ImGui::SetCursorScreenPos({right, (height - side) / 2});
    for (const auto& button : buttons) {
        if (kit.icon_button(button.id, button.icon, button.words, button.active, button.enabled))
            frame.ask.intents.push_back(button.wanted);
        if (button.icon == Icon::timer)
            frame.states.toolbar.timer_button = rect_between(ChromeKit::vec(ImGui::GetItemRectMin()),
                                                             ChromeKit::vec(ImGui::GetItemRectMax()));
        ImGui::SameLine(0, 0);
    }
    kit.end_panel();
    ImGui::PopStyleVar();
    frame.covered.at.y = height;
}

void show_toolbar(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    ToolbarState& bar = frame.states.toolbar;
    if (!bar.dragged) bar.edge = frame.app.settings.toolbar_edge;
    bar.place = pill_at(kit, bar.edge, frame.covered.at.y);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{kit.px(pill_padding), kit.px(pill_padding)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    kit.begin_panel("toolbar", bar.place, 18);
    for (const ToolButton& button : tools) {
        if (kit.icon_button(button.words, button.icon, button.words, frame.app.tool == button.tool))
            choose_tool(frame, button.tool);
        if (button.tool == Tool::note)
            bar.note_button = rect_between(ChromeKit::vec(ImGui::GetItemRectMin()),
                                           ChromeKit::vec(ImGui::GetItemRectMax()));
        next_item(bar.edge);
    }
    show_grip(frame);
    kit.end_panel();
    ImGui::PopStyleVar(2);
    Rect lowest{bar.edge == ToolbarEdge::bottom ? bar.place : Rect{{0, kit.window_px().y}, {}}};
    if (frame.app.tool == Tool::note || frame.app.tool == Tool::curve) {
        const Rect strip =
            frame.app.tool == Tool::note ? show_note_colours(frame) : show_curve_choices(frame);
        if (bar.edge == ToolbarEdge::bottom) lowest = strip;
    }
    show_hint(frame, lowest.top());
    const float depth = kit.px(button_side + 2 * pill_padding + pill_margin);
    switch (bar.edge) {
    case ToolbarEdge::bottom: frame.covered.size.y += depth; break;
    case ToolbarEdge::top: frame.covered.at.y += depth; break;
    case ToolbarEdge::left: frame.covered.at.x += depth; break;
    case ToolbarEdge::right: frame.covered.size.x += depth; break;
    }
}

} // namespace waymark
