#pragma once
#include <string_view>

namespace waymark {

/// The bytes of a file of `assets/`, carried inside the binary. `name` is its path below that folder, with
/// forward slashes ("shaders/box.frag"). A 0 byte follows the last one, so `data()` of a text is a C string.
/// Empty where no such file was there at build.
std::string_view asset(std::string_view name);

} // namespace waymark
