#pragma once
#include "render/text.hpp"

#include <string>
#include <vector>

namespace waymark {

/// One face of one font file.
struct FontFile {
    std::string path;
    int index = 0;
    std::string variations;              ///< as fontconfig gives them ("wght=600"), empty for static fonts
    std::string family;                  ///< as named in SVG
    int weight = 400;                    ///< CSS
    bool colour = false;                 ///< colour bitmaps (emoji)
    float ascent = 0.8f, descent = 0.2f; ///< em
    bool operator==(const FontFile&) const = default;
};

/// The font with this number; numbers are given out by the first use in this process, from any thread.
const FontFile& font_file(FontId id);
FontId font_id(const FontFile& file);

/// Scripts for which no font was found so far: one sentence each that names the package to install.
std::vector<std::string> missing_fonts();
/// How many sentences that are; only ever grows.
std::size_t missing_font_count();

} // namespace waymark
