#include "app/chrome_panels.hpp"

#include "app/command.hpp"

#include <imgui_internal.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>

/// Panels that are lists: the search palette, the history, the journeys, the shortcuts.
namespace waymark {
namespace {

constexpr float list_row = 50; // row and the space under it

void perform_command(PanelFrame& frame, const Command& command) {
    if (!command.possible(frame.app)) return;
    frame.ask.intend(ShowPanel{Panel::none});
    for (Intent& intent : command.intents(frame.app)) frame.ask.intents.push_back(std::move(intent));
}

/// Arrow keys in the list while the field above has the keyboard.
void move_choice(PaletteState& palette, int count) {
    const int step = ImGui::IsKeyPressed(ImGuiKey_DownArrow) - ImGui::IsKeyPressed(ImGuiKey_UpArrow) +
                     8 * (ImGui::IsKeyPressed(ImGuiKey_PageDown) - ImGui::IsKeyPressed(ImGuiKey_PageUp));
    palette.chosen = std::clamp(palette.chosen + step, 0, std::max(0, count - 1));
    if (step != 0) palette.follow = true;
}

Icon icon_of(const Command& command) {
    const std::string_view name = command.name;
    if (name.starts_with("Add ") || name.starts_with("New ")) return Icon::plus;
    if (name.starts_with("Colour")) return Icon::palette;
    if (name.starts_with("Kind")) return Icon::tag;
    if (name.starts_with("Evidence") || name.starts_with("Shade")) return Icon::eye;
    if (name.starts_with("Delete")) return Icon::trash;
    if (name.starts_with("Zoom") || name.starts_with("Fit")) return Icon::fit;
    if (name.starts_with("Theme")) return name.ends_with("paper") ? Icon::sun : Icon::moon;
    static constexpr std::pair<std::string_view, Icon> known[] = {
        {"Undo", Icon::undo},
        {"Redo", Icon::redo},
        {"History", Icon::history},
        {"Write", Icon::text},
        {"Duplicate", Icon::duplicate},
        {"Select", Icon::cursor},
        {"Hand", Icon::hand},
        {"Sticky note", Icon::note},
        {"Emotion curve", Icon::curve},
        {"Expectation curve", Icon::expectation},
        {"Magic moment", Icon::magic_moment},
        {"Pen", Icon::pen},
        {"Connector", Icon::connector},
        {"Picture", Icon::picture},
        {"Eraser", Icon::eraser},
        {"Save", Icon::save},
        {"Save as …", Icon::save},
        {"Open …", Icon::folder},
        {"Export …", Icon::export_file},
        {"Close session", Icon::home},
        {"Search commands", Icon::search},
        {"Settings", Icon::settings},
        {"Keyboard shortcuts", Icon::keyboard},
        {"Journeys", Icon::journey},
        {"Name the session and journey", Icon::journey},
        {"Persona, scenario and goal", Icon::journey},
        {"Next journey", Icon::journey},
        {"Full screen", Icon::present},
        {"Window for an audience", Icon::eye}};
    for (const auto& [word, icon] : known)
        if (word == name) return icon;
    return Icon::chevron_right;
}

} // namespace

void show_panel_title(PanelFrame& frame, const std::string& words) {
    ChromeKit& kit = frame.kit;
    const float side = kit.px(40), width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    kit.draw_text(*ImGui::GetWindowDrawList(),
                  {at.x, at.y + (side - kit.measure(words, type_size::heading, Weight::semibold).y) / 2},
                  words, kit.colours().chrome_ink, type_size::heading, Weight::semibold);
    ImGui::SetCursorScreenPos({at.x + width - side, at.y});
    if (kit.icon_button("close", Icon::close, "Close (Esc)", false, true, 40))
        frame.ask.intend(ShowPanel{Panel::none});
    kit.gap(4);
}

void begin_scroll(const char* id, Vec2 size_px) {
    ImGui::BeginChild(id, ChromeKit::vec(size_px), ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_NoBackground);
    // A finger (or the mouse) drags the list itself; what it pressed lets go once it has moved.
    ImGuiWindow* const window = ImGui::GetCurrentWindow();
    if (window->ScrollMax.y <= 0 || !ImGui::IsMouseDragging(ImGuiMouseButton_Left, 10)) return;
    const ImVec2 began = ImGui::GetIO().MouseClickedPos[0];
    if (!window->InnerRect.Contains(began)) return;
    if (window->ScrollbarY && began.x > window->InnerRect.Max.x - window->ScrollbarSizes.x) return;
    if (ImGui::GetActiveID() != 0 && ImGui::GetIO().WantTextInput) return;
    ImGui::ClearActiveID();
    ImGui::SetScrollY(window, window->Scroll.y - ImGui::GetIO().MouseDelta.y);
}

void show_palette(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    PaletteState& palette = frame.states.palette;
    Rect place = kit.centred({640, 560});
    place.at.y = std::min(place.at.y, kit.px(88));
    kit.begin_modal("palette", place);
    const bool fresh = std::exchange(palette.fresh, false);
    if (fresh) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(-FLT_MIN);
    kit.push_type(type_size::large);
    if (ImGui::InputTextWithHint("##search", "Search every command by name", &palette.typed))
        palette.chosen = 0, palette.follow = true;
    kit.tell_field(false);
    kit.pop_type();
    const bool entered = ImGui::IsKeyPressed(ImGuiKey_Enter);
    const std::vector<const Command*> list = found(palette.typed, frame.app);
    move_choice(palette, static_cast<int>(list.size()));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(2)});
    begin_scroll("commands", {0, 0});
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Command& command = *list[i];
        const bool chosen = static_cast<int>(i) == palette.chosen;
        const bool possible = command.possible(frame.app);
        std::string at_end = command.shortcut ? text_of(*command.shortcut) : "";
        if (!possible) at_end = std::string{when_possible(command)} + (at_end.empty() ? "" : "   ") + at_end;
        if (kit.row(command.name, icon_of(command), command.name, at_end, chosen, possible))
            perform_command(frame, command);
        if (chosen && palette.follow) ImGui::SetScrollHereY(0.5f);
    }
    palette.follow = false;
    if (list.empty()) {
        kit.gap(16);
        kit.quiet_text("No command has these letters. Try another word.");
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    kit.end_modal();
    if (entered && !fresh && !list.empty())
        perform_command(frame, *list[static_cast<std::size_t>(palette.chosen)]);
}

void show_history(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const float top = frame.covered.at.y + kit.px(12), width = kit.px(300);
    const Rect place{{kit.px(12), top}, {width, std::max(kit.px(200), kit.window_px().y - top - kit.px(96))}};
    kit.begin_panel("history", place, 16);
    show_panel_title(frame, "History");
    const auto& steps = frame.app.history.steps();
    const std::size_t now = frame.app.history.position();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(2)});
    begin_scroll("steps", {0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(steps.size()), kit.px(list_row));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            // Newest on top: what has just happened is what people look for.
            const std::size_t at = steps.size() - 1 - static_cast<std::size_t>(i);
            ImGui::PushID(i);
            const Icon icon = at == 0     ? Icon::file
                              : at > now  ? Icon::redo
                              : at == now ? Icon::check
                                          : Icon::clock;
            const Participant* const by = find_participant(frame.app.present(), steps[at].by);
            const std::string whose = by ? by->name : "";
            if (kit.row("step", icon, steps[at].label, at > now ? "undone" : whose, at == now))
                frame.ask.intend(GoToStep{at});
            ImGui::PopID();
        }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    kit.end_panel();
    frame.covered.at.x = std::max(frame.covered.at.x, place.right());
}

void show_journeys(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const auto& journeys = frame.app.session().journeys;
    kit.begin_modal(
        "journeys",
        kit.centred(
            {560, 140 + list_row * static_cast<float>(std::clamp<std::size_t>(journeys.size(), 1, 8) + 1)}));
    show_panel_title(frame, "Journeys");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(2)});
    begin_scroll("list", {0, 0});
    for (const auto& journey : journeys) {
        ImGui::PushID(static_cast<int>(journey->id));
        const std::string state = journey->state == JourneyState::future ? "to be" : "today";
        const std::string end = state + " · " + std::to_string(journey->notes.size()) +
                                (journey->notes.size() == 1 ? " note" : " notes");
        if (kit.row("journey", Icon::journey, journey->title.empty() ? "Untitled journey" : journey->title,
                    end, journey->id == frame.app.journey)) {
            frame.ask.intend(ShowJourney{journey->id});
            frame.ask.intend(ShowPanel{Panel::none});
        }
        ImGui::PopID();
    }
    if (kit.row("new", Icon::plus, "New journey", "same stages and lanes"))
        for (Intent& intent : intents_for_new_journey(frame.app))
            frame.ask.intents.push_back(std::move(intent));
    ImGui::EndChild();
    ImGui::PopStyleVar();
    kit.end_modal();
}

void show_shortcuts(PanelFrame& frame) {
    static constexpr struct {
        const char* keys;
        const char* words;
    } board_keys[] = {{"Tab", "Next thing on the board"},
                      {"Arrows", "Neighbouring cell or note; nudge free things"},
                      {"Enter", "Write on it, or a new note in the cell"},
                      {"N", "New note in the cell"},
                      {"Ctrl+Arrows", "Move the note to the next cell"},
                      {"Space", "Choose it"},
                      {"Up, Down on a curve", "The point's score"},
                      {"M on a curve or note", "Magic moment"},
                      {"C, then Enter", "Connect two things"},
                      {"Alt+Arrows", "Move the stage or lane; with Shift resize"},
                      {"Space + drag", "Move the board"},
                      {"Ctrl + wheel", "Zoom"}};
    ChromeKit& kit = frame.kit;
    kit.begin_modal("shortcuts", kit.centred({620, 720}));
    show_panel_title(frame, "Keyboard shortcuts");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(2)});
    begin_scroll("keys", {0, 0});
    kit.quiet_text("On the board", type_size::small);
    for (const auto& key : board_keys) (void)kit.row(key.keys, Icon::keyboard, key.words, key.keys);
    kit.gap(8);
    kit.quiet_text("Everywhere", type_size::small);
    for (const Command& command : commands())
        if (command.shortcut && kit.row(command.name, icon_of(command), command.name,
                                        text_of(*command.shortcut), false, command.possible(frame.app)))
            perform_command(frame, command);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    kit.end_modal();
}

} // namespace waymark
