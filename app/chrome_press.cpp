#include "app/chrome_kit.hpp"

#include "render/text_picture.hpp"

#include <imgui_internal.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>

/// The things of the kit that can be pressed or written in.
namespace waymark {
namespace {

constexpr float icon_side = 22, row_height = 48, button_height = 44;

Rect last_item() {
    return rect_between(ChromeKit::vec(ImGui::GetItemRectMin()), ChromeKit::vec(ImGui::GetItemRectMax()));
}

void fill(ImDrawList& list, Rect rect, Colour colour, float radius_px) {
    list.AddRectFilled(ChromeKit::vec(rect.at), ChromeKit::vec(rect.end()), ChromeKit::colour(colour),
                       radius_px);
}

} // namespace

void ChromeKit::take_keys() {
    if (!std::exchange(keys_to_next_, false)) return;
    ImGui::SetKeyboardFocusHere();
    ImGui::SetNavCursorVisible(true);
}

bool ChromeKit::pressable(const char* id, Vec2 size, bool enabled, bool& hovered, bool& held) {
    ImGui::BeginDisabled(!enabled);
    if (enabled && walk_buttons_) take_keys();
    const bool pressed = ImGui::InvisibleButton(
        id, vec(size), walk_buttons_ ? ImGuiButtonFlags_EnableNav : ImGuiButtonFlags_None);
    hovered = enabled && ImGui::IsItemHovered();
    held = enabled && ImGui::IsItemActive();
    ImGui::EndDisabled();
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
        const Rect ring = last_item().grown(-px(1));
        ImGui::GetWindowDrawList()->AddRect(vec(ring.at), vec(ring.end()), colour(theme_->accent), px(10), 0,
                                            px(2));
    }
    return pressed && enabled;
}

bool ChromeKit::icon_button(const char* id, Icon which, std::string_view words, bool active, bool enabled,
                            float side) {
    bool hovered = false, held = false;
    const bool pressed = pressable(id, {px(side), px(side)}, enabled, hovered, held);
    hint(words);
    const Rect rect = last_item();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& t = *theme_;
    const Rect face = rect.grown(-px(2));
    if (active)
        fill(list, face, t.accent, px(10));
    else if (held)
        fill(list, face, t.chrome_pressed, px(10));
    else if (hovered)
        fill(list, face, t.chrome_hover, px(10));
    const Colour ink = active ? t.accent_ink : enabled ? t.chrome_ink : t.chrome_quiet_ink.with_alpha(0.45f);
    const float icon_px = px(icon_side);
    draw_icon(list, which, rect.center() - Vec2{icon_px, icon_px} * 0.5f, icon_px, ink);
    return pressed;
}

bool ChromeKit::button(const std::string& named, Emphasis emphasis, bool enabled, float width) {
    const std::size_t mark = named.find("##"); // what follows only tells equal labels apart
    std::string before_mark;
    if (mark != std::string::npos) before_mark = named.substr(0, mark);
    const std::string& label = mark == std::string::npos ? named : before_mark;
    const Vec2 words = measure(label, type_size::body, Weight::semibold);
    const Vec2 size{width > 0 ? width : words.x + px(36), px(button_height)};
    bool hovered = false, held = false;
    const bool pressed = pressable(named.c_str(), size, enabled, hovered, held);
    const Rect rect = last_item();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& t = *theme_;
    Colour back = t.chrome_hover, ink = t.chrome_ink;
    if (emphasis == Emphasis::primary) back = t.accent, ink = t.accent_ink;
    if (emphasis == Emphasis::danger) back = t.danger, ink = t.accent_ink;
    if (emphasis == Emphasis::quiet) back = t.chrome_hover.with_alpha(hovered || held ? 1.0f : 0.0f);
    if (held)
        back = mixed(back, t.chrome_ink, 0.16f);
    else if (hovered && emphasis != Emphasis::quiet)
        back = mixed(back, t.chrome_ink, 0.07f);
    if (!enabled) back = back.with_alpha(0.4f), ink = ink.with_alpha(0.5f);
    fill(list, rect, back, px(10));
    draw_text(list, rect.center() - words * 0.5f, label, ink, type_size::body, Weight::semibold);
    return pressed;
}

bool ChromeKit::row(const char* id, Icon which, std::string_view label, std::string_view at_end, bool active,
                    bool enabled) {
    const float width = ImGui::GetContentRegionAvail().x;
    bool hovered = false, held = false;
    const bool pressed = pressable(id, {width, px(row_height)}, enabled, hovered, held);
    const Rect rect = last_item();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Theme& t = *theme_;
    if (active)
        fill(list, rect, t.accent.with_alpha(0.14f), px(10));
    else if (held || hovered)
        fill(list, rect, held ? t.chrome_pressed : t.chrome_hover, px(10));
    const Colour ink = enabled ? t.chrome_ink : t.chrome_quiet_ink.with_alpha(0.6f);
    const float icon_px = px(20), middle = rect.center().y;
    draw_icon(list, which, {rect.left() + px(12), middle - icon_px / 2}, icon_px,
              enabled ? t.chrome_quiet_ink : ink);
    const Vec2 end = measure(at_end, type_size::small);
    const float room = width - px(44) - end.x - px(28);
    const Weight weight = active ? Weight::semibold : Weight::regular;
    std::string cut; // most labels have room as they are
    if (measure(label, type_size::body, weight).x > room)
        label = cut = shortened(label, room, type_size::body, weight);
    const Vec2 size = measure(label, type_size::body);
    draw_text(list, {rect.left() + px(44), middle - size.y / 2}, label, ink, type_size::body, weight);
    if (!at_end.empty())
        draw_text(list, {rect.right() - px(12) - end.x, middle - end.y / 2}, at_end, t.chrome_quiet_ink,
                  type_size::small);
    return pressed;
}

bool ChromeKit::swatch(const char* id, Colour paint, std::string_view words, bool chosen, float side) {
    bool hovered = false, held = false;
    const bool pressed = pressable(id, {px(side), px(side)}, true, hovered, held);
    hint(words);
    const Rect rect = last_item();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Rect face = rect.grown(-px(hovered ? 4 : 5));
    fill(list, face, paint, px(6));
    list.AddRect(vec(face.at), vec(face.end()), colour(theme_->chrome_ink.with_alpha(0.16f)), px(6), 0,
                 px(1));
    if (chosen) {
        const Rect ring = rect.grown(-px(1.5f));
        list.AddRect(vec(ring.at), vec(ring.end()), colour(theme_->accent), px(9), 0, px(2.5f));
    }
    return pressed;
}

bool ChromeKit::segmented(const char* id, const std::vector<std::string>& labels, int& chosen) {
    ImGui::PushID(id);
    const Theme& t = *theme_;
    const float width = ImGui::GetContentRegionAvail().x,
                each = width / static_cast<float>(std::max<std::size_t>(1, labels.size()));
    const Vec2 at = vec(ImGui::GetCursorScreenPos());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    fill(list, {at, {width, px(button_height)}}, t.chrome_hover, px(10));
    bool changed = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, 0);
        bool hovered = false, held = false;
        ImGui::PushID(static_cast<int>(i));
        const bool pressed = pressable("choice", {each, px(button_height)}, true, hovered, held);
        ImGui::PopID();
        const Rect rect = last_item();
        const bool is_chosen = chosen == static_cast<int>(i);
        if (is_chosen) {
            fill(list, rect.grown(-px(3)), t.chrome, px(8));
            const Rect edge = rect.grown(-px(3));
            list.AddRect(vec(edge.at), vec(edge.end()), colour(t.chrome_hairline), px(8), 0, px(1));
        } else if (hovered) {
            fill(list, rect.grown(-px(3)), t.chrome_pressed, px(8));
        }
        const Weight weight = is_chosen ? Weight::semibold : Weight::regular;
        const std::string words = shortened(labels[i], each - px(12), type_size::body, weight);
        draw_text(list, rect.center() - measure(words, type_size::body, weight) * 0.5f, words,
                  is_chosen ? t.chrome_ink : t.chrome_quiet_ink, type_size::body, weight);
        if (pressed && !is_chosen) chosen = static_cast<int>(i), changed = true;
    }
    ImGui::PopID();
    return changed;
}

void ChromeKit::tell_field(bool many_lines) {
    if (!ImGui::IsItemActive()) return;
    const ImGuiWindow& panel = *ImGui::GetCurrentWindow()->RootWindow;
    written_field_ = {last_item(), {vec(panel.Pos), vec(panel.Size)}, many_lines};
}

/// Its panel fills its fields anew when somebody changes the session; what is written then stands in Dear
/// ImGui alone until the next letter.
void ChromeKit::take_what_is_written(std::string& value) {
    if (!ImGui::IsItemActive() || !ImGui::GetCurrentContext()->ActiveIdHasBeenEditedBefore) return;
    const ImGuiInputTextState* const written = ImGui::GetInputTextState(ImGui::GetActiveID());
    if (!written) return;
    value.assign(written->TextA.Data, static_cast<std::size_t>(written->TextLen));
    draft_ = true;
}

bool ChromeKit::field(const char* id, std::string_view label, std::string& value, float height_lines) {
    if (!label.empty()) quiet_text(label, type_size::small);
    ImGui::PushID(id);
    ImGui::SetNextItemWidth(-FLT_MIN);
    take_keys();
    // While somebody writes, the caret has to stand between Dear ImGui's own letters.
    const bool shaped = needs_shaping(value) && ImGui::GetActiveID() != ImGui::GetID("##field");
    if (shaped) ImGui::PushStyleColor(ImGuiCol_Text, IM_COL32_BLACK_TRANS);
    if (height_lines <= 1)
        ImGui::InputText("##field", &value);
    else
        ImGui::InputTextMultiline("##field", &value, {-FLT_MIN, px(24) * height_lines + px(20)});
    if (shaped) ImGui::PopStyleColor();
    tell_field(height_lines > 1);
    take_what_is_written(value);
    const bool finished = ImGui::IsItemDeactivatedAfterEdit();
    // A field of several lines is a window of its own, which covers what is drawn in this one.
    ImGuiWindow* const window = ImGui::GetCurrentWindow();
    if (shaped)
        draw_in_field(height_lines <= 1 ? *window->DrawList : *window->DC.ChildWindows.back()->DrawList,
                      last_item(), value);
    ImGui::PopID();
    return finished;
}

} // namespace waymark
