#include "app/chrome_panels.hpp"
#include "sessions/storage_draft.hpp"

#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cmath>

/// Time travel: the bar with the slider, in the toolbar's place; and the name of a version.
namespace waymark {
namespace {

constexpr float bar_width = 1240, time_bar_height = 64, bar_margin = 16, bar_padding = 16, step_side = 48;
constexpr float narrow = 880, words_width = 220, time_row_gap = 8; ///< a bar narrower than this has two rows
constexpr float track_height = 6, handle_radius = 13;

/// What the bar says of the moment wanted.
std::string moment_in_words(const Past& past) {
    if (past.listing.valid()) return "Reading the past …";
    if (past.moments.empty()) return "Nothing was kept of this session yet";
    return past.at < past.moments.size() ? in_words(past.moments[past.at]) : "Now";
}

std::string place_in_words(const Past& past) {
    if (past.lost_pictures > 0) return counted(past.lost_pictures, "picture", "pictures") + " cannot be read";
    if (past.moments.empty()) return "One moment is kept for each minute of work";
    return past.at < past.moments.size()
               ? std::to_string(past.at + 1) + " of " + std::to_string(past.moments.size())
               : std::to_string(past.moments.size()) + (past.moments.size() == 1 ? " moment" : " moments") +
                     " of the past";
}

/// Marks on the track: a bar for each moment as long as they can be told apart, a dot for what was saved, a
/// star for what has a name.
void draw_moments(ChromeKit& kit, const Past& past, Rect track) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& t = kit.colours();
    const float step = track.size.x / static_cast<float>(past.moments.size());
    for (std::size_t i = 0; i < past.moments.size(); ++i) {
        const Vec2 at{track.left() + step * static_cast<float>(i), track.center().y};
        if (past.moments[i].kind == MomentKind::named) {
            const float side = kit.px(16);
            kit.draw_icon(list, Icon::star, {at.x - side / 2, track.top() - side - kit.px(9)}, side,
                          t.moment);
        } else if (past.moments[i].kind == MomentKind::saved) {
            list.AddCircleFilled(ChromeKit::vec(at), kit.px(5), ChromeKit::colour(t.chrome_ink));
        } else if (step > kit.px(5)) {
            list.AddLine({at.x, track.top() - kit.px(3)}, {at.x, track.bottom() + kit.px(3)},
                         ChromeKit::colour(t.chrome_quiet_ink.with_alpha(0.6f)), kit.px(1.5f));
        }
    }
}

void show_slider(PanelFrame& frame, float width) {
    ChromeKit& kit = frame.kit;
    const Past& past = *frame.app.past;
    const std::size_t count = past.moments.size();
    const float height = kit.px(step_side), radius = kit.px(handle_radius);
    ImGui::InvisibleButton("slider", {width, height});
    const Vec2 at = ChromeKit::vec(ImGui::GetItemRectMin());
    const Rect track{{at.x + radius, at.y + (height - kit.px(track_height)) / 2},
                     {width - 2 * radius, kit.px(track_height)}};
    if (ImGui::IsItemActive() && count > 0) {
        const float part = (ImGui::GetIO().MousePos.x - track.left()) / track.size.x;
        const auto wanted =
            static_cast<std::size_t>(std::lround(std::clamp(part, 0.0f, 1.0f) * static_cast<float>(count)));
        if (wanted != past.at) frame.ask.intend(LookAt{wanted});
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& t = kit.colours();
    const float part = count > 0 ? static_cast<float>(past.at) / static_cast<float>(count) : 1;
    const Vec2 handle{track.left() + part * track.size.x, track.center().y};
    list.AddRectFilled(ChromeKit::vec(track.at), ChromeKit::vec(track.end()),
                       ChromeKit::colour(t.chrome_hairline), track.size.y / 2);
    list.AddRectFilled(ChromeKit::vec(track.at), {handle.x, track.bottom()}, ChromeKit::colour(t.accent),
                       track.size.y / 2);
    if (count > 0) draw_moments(kit, past, track);
    list.AddCircleFilled(ChromeKit::vec(handle), radius, ChromeKit::colour(t.chrome));
    list.AddCircle(ChromeKit::vec(handle), radius, ChromeKit::colour(t.accent), 0, kit.px(3));
    if (ImGui::IsItemHovered() || ImGui::IsItemActive())
        list.AddCircleFilled(ChromeKit::vec(handle), radius * 0.5f, ChromeKit::colour(t.accent));
}

struct Acts {
    float side, now, restore, gap;
    float width() const { return side + now + restore + 2 * gap; }
};

Acts acts_of(ChromeKit& kit) {
    return {kit.px(step_side), kit.measure("Back to now", type_size::body, Weight::semibold).x + kit.px(36),
            kit.measure("Restore", type_size::body, Weight::semibold).x + kit.px(36), kit.px(8)};
}

void show_acts(PanelFrame& frame, const Acts& acts, Vec2 at) {
    ChromeKit& kit = frame.kit;
    ImGui::SetCursorScreenPos(ChromeKit::vec(at));
    if (kit.icon_button("export", Icon::export_file, "Export what is shown (Ctrl+E)"))
        frame.ask.intend(ShowPanel{Panel::export_file});
    ImGui::SetCursorScreenPos({at.x + acts.side + acts.gap, at.y + kit.px(2)});
    if (kit.button("Back to now", Emphasis::usual, true, acts.now)) frame.ask.intend(ReturnToThePresent{});
    ImGui::SetCursorScreenPos({at.x + acts.side + acts.now + 2 * acts.gap, at.y + kit.px(2)});
    if (kit.button("Restore", Emphasis::primary, frame.app.past->session.has_value(), acts.restore))
        frame.ask.intend(RestorePast{});
}

void show_words(PanelFrame& frame, Vec2 at, float width) {
    ChromeKit& kit = frame.kit;
    const Past& past = *frame.app.past;
    const Theme& t = kit.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    kit.draw_text(list, at + Vec2{0, kit.px(2)},
                  kit.shortened(moment_in_words(past), width, type_size::large, Weight::semibold),
                  t.chrome_ink, type_size::large, Weight::semibold);
    kit.draw_text(list, at + Vec2{0, kit.px(27)},
                  kit.shortened(place_in_words(past), width, type_size::small),
                  past.lost_pictures > 0 ? t.danger : t.chrome_quiet_ink, type_size::small);
}

void show_steps(PanelFrame& frame, Vec2 at, float width) {
    ChromeKit& kit = frame.kit;
    const Past& past = *frame.app.past;
    const float side = kit.px(step_side);
    ImGui::SetCursorScreenPos(ChromeKit::vec(at));
    if (kit.icon_button("earlier", Icon::chevron_left, "Earlier (Left)", false, past.at > 0))
        frame.ask.intend(LookAt{past.at - 1});
    ImGui::SameLine(0, 0);
    show_slider(frame, width - 2 * side);
    ImGui::SameLine(0, 0);
    if (kit.icon_button("later", Icon::chevron_right, "Later (Right)", false, past.at < past.moments.size()))
        frame.ask.intend(LookAt{past.at + 1});
}

/// The board's edge says that this is not now.
void draw_frame(PanelFrame& frame) {
    const ChromeKit& kit = frame.kit;
    const float width = kit.px(4), top = frame.covered.at.y;
    ImGui::GetBackgroundDrawList()->AddRect({width / 2, top + width / 2},
                                            {kit.window_px().x - width / 2, kit.window_px().y - width / 2},
                                            ChromeKit::colour(kit.colours().accent), 0, 0, width);
}

} // namespace

void show_time_bar(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    draw_frame(frame);
    const float margin = kit.px(bar_margin), padding = kit.px(bar_padding), gap = kit.px(time_row_gap);
    const float width = std::min(kit.px(bar_width), kit.window_px().x - 2 * margin), side = kit.px(step_side);
    const bool two_rows = width < kit.px(narrow);
    const Vec2 size{width, kit.px(time_bar_height) + (two_rows ? side + gap : 0)};
    const Rect place{{(kit.window_px().x - size.x) / 2, kit.window_px().y - margin - size.y}, size};
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{padding, padding});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    kit.begin_panel("time travel", place, 18);
    const Acts acts = acts_of(kit);
    const Vec2 at = place.at + Vec2{padding, (kit.px(time_bar_height) - side) / 2};
    const Vec2 end{place.right() - padding, at.y};
    if (two_rows) {
        show_words(frame, at, size.x - 2 * padding - acts.width() - gap);
        show_steps(frame, {at.x, at.y + side + gap}, size.x - 2 * padding);
    } else {
        const float words = kit.px(words_width);
        show_words(frame, at, words);
        show_steps(frame, {at.x + words + gap, at.y}, size.x - 2 * padding - words - acts.width() - 2 * gap);
    }
    show_acts(frame, acts, {end.x - acts.width(), at.y});
    kit.end_panel();
    ImGui::PopStyleVar(2);
    frame.covered.size.y += size.y + margin;
}

void show_name_version(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    std::string& name = frame.states.version_name;
    kit.begin_modal("name version", kit.centred({480, 236}));
    kit.text("Name this version", type_size::heading, Weight::semibold);
    kit.gap(2);
    kit.paragraph("The board as it is now stays in the past under this name, however long ago it will be.");
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(-FLT_MIN);
    const bool entered = ImGui::InputTextWithHint("##name", "After the first round", &name,
                                                  ImGuiInputTextFlags_EnterReturnsTrue);
    kit.tell_field(false);
    const float gap = kit.px(8),
                bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - kit.px(16 + 44);
    const float width = (ImGui::GetContentRegionAvail().x - gap) / 2;
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, bottom});
    if (kit.button("Cancel", Emphasis::usual, true, width)) frame.ask.intend(ShowPanel{Panel::none});
    ImGui::SameLine(0, gap);
    if (kit.button("Keep", Emphasis::primary, !name.empty(), width) || (entered && !name.empty()))
        frame.ask.intend(NameVersion{name});
    kit.end_modal();
}

} // namespace waymark
