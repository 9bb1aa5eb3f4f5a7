#pragma once
#include "app/input.hpp"

namespace waymark {

/// Our key for a GLFW key code; letters follow the keyboard's layout (`name` is glfwGetKeyName's answer, or
/// null).
Key key_from_glfw(int code, const char* name);

} // namespace waymark
