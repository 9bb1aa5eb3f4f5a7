#pragma once
#include "app/input.hpp"

#include <imgui.h>

namespace waymark {

/// Gives an event to Dear ImGui.
void tell_imgui(const KeyPress& key);
void tell_imgui(const Typed& typed);
void tell_imgui(const Scroll& scroll);

} // namespace waymark
