#pragma once
#include <string>
#include <string_view>

namespace waymark {

/// A file's name without its ending, proposed for something with this title: letters and digits of every
/// script, spaces, dots and hyphens stay, everything else becomes "_". Neither hidden nor ending in a dot, at
/// most 120 bytes, whole letters with their marks. "journey" where nothing of the title can be read.
std::string file_name_from(std::string_view title);

} // namespace waymark
