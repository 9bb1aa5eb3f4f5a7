#include "app/chrome_keys.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

ImGuiKey shifted(ImGuiKey first, Key key, Key from) {
    return static_cast<ImGuiKey>(static_cast<int>(first) + static_cast<int>(key) - static_cast<int>(from));
}

ImGuiKey imgui_key(Key key) {
    if (key >= Key::a && key <= Key::z) return shifted(ImGuiKey_A, key, Key::a);
    if (key >= Key::digit_0 && key <= Key::digit_9) return shifted(ImGuiKey_0, key, Key::digit_0);
    if (key >= Key::f1 && key <= Key::f12) return shifted(ImGuiKey_F1, key, Key::f1);
    switch (key) {
    case Key::escape: return ImGuiKey_Escape;
    case Key::enter: return ImGuiKey_Enter;
    case Key::tab: return ImGuiKey_Tab;
    case Key::space: return ImGuiKey_Space;
    case Key::backspace: return ImGuiKey_Backspace;
    case Key::del: return ImGuiKey_Delete;
    case Key::insert: return ImGuiKey_Insert;
    case Key::home: return ImGuiKey_Home;
    case Key::end: return ImGuiKey_End;
    case Key::page_up: return ImGuiKey_PageUp;
    case Key::page_down: return ImGuiKey_PageDown;
    case Key::left: return ImGuiKey_LeftArrow;
    case Key::right: return ImGuiKey_RightArrow;
    case Key::up: return ImGuiKey_UpArrow;
    case Key::down: return ImGuiKey_DownArrow;
    default: return ImGuiKey_None;
    }
}

} // namespace

void tell_imgui(const KeyPress& key) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, key.with.control);
    io.AddKeyEvent(ImGuiMod_Shift, key.with.shift);
    io.AddKeyEvent(ImGuiMod_Alt, key.with.alt);
    io.AddKeyEvent(ImGuiMod_Super, key.with.super);
    if (const ImGuiKey known = imgui_key(key.key); known != ImGuiKey_None) io.AddKeyEvent(known, key.down);
}

void tell_imgui(const Typed& typed) { ImGui::GetIO().AddInputCharactersUTF8(typed.text.c_str()); }

void tell_imgui(const Scroll& scroll) {
    static constexpr float most = 1000;
    const auto steps = [](float by) { return std::isfinite(by) ? std::clamp(by, -most, most) : 0; };
    ImGui::GetIO().AddMouseWheelEvent(steps(scroll.by.x), steps(scroll.by.y));
}

void point_imgui_at(Vec2 at_px) {
    constexpr float farthest = 1e6f; // it reckons in whole numbers, which have an end
    if (!std::isfinite(at_px.x) || !std::isfinite(at_px.y)) return;
    ImGui::GetIO().AddMousePosEvent(std::clamp(at_px.x, -farthest, farthest),
                                    std::clamp(at_px.y, -farthest, farthest));
}

} // namespace waymark
