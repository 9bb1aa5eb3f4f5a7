#include "app/chrome_panels.hpp"

#include "app/command.hpp"

#include <algorithm>
#include <array>
#include <cmath>

/// The slim bar at the top.
namespace waymark {
namespace {

constexpr float bar_height = 56, button_side = 48;

Rect last_button() {
    return rect_between(ChromeKit::vec(ImGui::GetItemRectMin()), ChromeKit::vec(ImGui::GetItemRectMax()));
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
        bool is_there = true;
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
        {"audience", Icon::eye, "What the audience sees", app.panel == Panel::audience, true,
         ShowPanel{app.panel == Panel::audience ? Panel::none : Panel::audience}, app.audience.has_value()},
        {"present", Icon::present, "Full screen (F11)", false, true, ToggleFullscreen{}},
        {"settings", Icon::settings, "Settings (Ctrl+,)", false, true, ShowPanel{Panel::settings}},
    };
    const auto count = std::ranges::count_if(buttons, [](const auto& button) { return button.is_there; });
    const float right = width - kit.px(8) - side * static_cast<float>(count);
    const float clock = show_clock(frame, right);
    show_titles(frame, right - clock);
    ImGui::SetCursorScreenPos({right, (height - side) / 2});
    for (const auto& button : buttons) {
        if (!button.is_there) continue;
        if (kit.icon_button(button.id, button.icon, button.words, button.active, button.enabled))
            frame.ask.intents.push_back(button.wanted);
        if (button.icon == Icon::timer) frame.states.toolbar.timer_button = last_button();
        if (button.icon == Icon::eye) frame.states.toolbar.audience_button = last_button();
        ImGui::SameLine(0, 0);
    }
    kit.end_panel();
    ImGui::PopStyleVar();
    frame.covered.at.y = height;
}

} // namespace waymark
