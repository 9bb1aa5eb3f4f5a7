#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct FontPlace {
    std::string path;
    int index = 0;
};

/// Where the family is installed in about this CSS weight; empty path when it is not.
FontPlace installed_font(std::string_view family, int weight);

/// The families the interface's own text is drawn with, first choice first.
const std::vector<std::string>& interface_families();

} // namespace waymark
