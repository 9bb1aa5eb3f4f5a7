#include "app/chrome_panels.hpp"

#include <array>

/// What is decided about screens: where the toolbar lies, who reads from afar, what an audience sees.
namespace waymark {
namespace {

struct AudienceChoice {
    AudienceShows shows;
    Icon icon;
    const char* words;
    const char* short_words;
};
constexpr std::array audience_choices{
    AudienceChoice{AudienceShows::follows, Icon::eye, "Sees what I see", "What I see"},
    AudienceChoice{AudienceShows::whole, Icon::fit, "Sees the whole board", "Whole board"},
    AudienceChoice{AudienceShows::own, Icon::hand, "Has a view of its own", "Its own view"}};

void show_toolbar_choice(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    constexpr std::array edges{ToolbarEdge::automatic, ToolbarEdge::bottom, ToolbarEdge::left,
                               ToolbarEdge::top,       ToolbarEdge::right,  ToolbarEdge::both};
    kit.quiet_text("Toolbar", type_size::small);
    int at = 0;
    for (std::size_t i = 0; i < edges.size(); ++i)
        if (edges[i] == frame.app.settings.toolbar_edge) at = static_cast<int>(i);
    if (kit.segmented("toolbar edge", {"Auto", "Bottom", "Left", "Top", "Right", "Both sides"}, at))
        frame.ask.intend(SetToolbarEdge{edges[static_cast<std::size_t>(at)]});
    kit.gap(8);
}

void show_distance_choice(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    constexpr std::array<float, 5> metres{0, 2, 4, 6, 8};
    kit.quiet_text("Read from", type_size::small);
    int at = -1;
    for (std::size_t i = 0; i < metres.size(); ++i)
        if (metres[i] == frame.app.settings.viewing_distance_m) at = static_cast<int>(i);
    if (kit.segmented("distance", {"Close by", "2 m", "4 m", "6 m", "8 m"}, at))
        frame.ask.intend(SetViewingDistance{metres[static_cast<std::size_t>(at)]});
    kit.gap(8);
}

void show_audience_choice(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const std::optional<Audience>& audience = frame.app.audience;
    kit.quiet_text("Window for an audience (Shift+F11)", type_size::small);
    int at = audience ? 1 + static_cast<int>(audience->shows) : 0;
    if (kit.segmented("audience",
                      {"None", audience_choices[0].short_words, audience_choices[1].short_words,
                       audience_choices[2].short_words},
                      at)) {
        frame.ask.intend(ShowAudience{at > 0});
        if (at > 0)
            frame.ask.intend(
                SetAudience{audience_choices[static_cast<std::size_t>(at - 1)].shows, std::nullopt});
    }
    kit.gap(8);
}

} // namespace

void show_screen_settings(PanelFrame& frame) {
    show_distance_choice(frame);
    show_toolbar_choice(frame);
    show_audience_choice(frame);
}

void show_audience(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const std::optional<Audience>& audience = frame.app.audience;
    if (!audience) return;
    const Rect under = frame.states.toolbar.audience_button;
    const float width = kit.px(264), row = kit.px(50), margin = kit.px(8);
    const float left = std::clamp(under.center().x - width / 2, margin,
                                  std::max(margin, kit.window_px().x - margin - width));
    const Rect place{{left, under.bottom() + margin},
                     {width, kit.px(30) + row * static_cast<float>(audience_choices.size() + 2)}};
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{kit.px(8), kit.px(2)});
    kit.begin_panel("audience", place, 16);
    for (const AudienceChoice& choice : audience_choices)
        if (kit.row(choice.words, choice.icon, choice.words, "", audience->shows == choice.shows)) {
            frame.ask.intend(SetAudience{choice.shows, std::nullopt});
            frame.ask.intend(ShowPanel{Panel::none});
        }
    if (kit.row("fill", Icon::present, "Fill its screen", "")) {
        frame.ask.intend(ToggleAudienceFullscreen{});
        frame.ask.intend(ShowPanel{Panel::none});
    }
    if (kit.row("close", Icon::close, "Close the window", "Shift+F11")) {
        frame.ask.intend(ShowAudience{false});
        frame.ask.intend(ShowPanel{Panel::none});
    }
    kit.end_panel();
    ImGui::PopStyleVar();
}

} // namespace waymark
