#pragma once
#include "app/input.hpp"

#include <imgui.h>

namespace waymark {

/// Gives an event to Dear ImGui.
void tell_imgui(const KeyPress& key);
void tell_imgui(const Typed& typed);
void tell_imgui(const Scroll& scroll);
/// A place that is none moves nothing.
void point_imgui_at(Vec2 at_px);

} // namespace waymark
