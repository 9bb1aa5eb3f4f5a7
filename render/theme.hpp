#pragma once
#include "render/colour.hpp"
#include "sessions/journey.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace waymark {

enum class ThemeName : std::uint8_t { paper, dark_room, high_contrast };

/// Every colour of the board and the chrome. Values: the look's own, see `theme.cpp`.
struct Theme {
    ThemeName name = ThemeName::paper;
    Colour paper, sheet, hairline, ink, quiet_ink, faint_ink; ///< faint: only for decoration
    Colour lane_tab, lane_tab_ink;
    std::array<Colour, 3> phases; ///< header band by Phase
    Colour header_ink;
    std::array<Colour, 7> notes; ///< by NoteColour
    Colour note_ink;
    std::array<Colour, 3> curves;  ///< first, second, third persona
    Colour exceeded, disappointed; ///< gap fills, alpha included
    Colour tolerance;
    Colour moment, moment_rim;
    Colour accent, accent_ink; ///< selection, focus, primary buttons
    Colour glow;               ///< target cell
    Colour chrome, chrome_ink, chrome_quiet_ink, chrome_hairline, chrome_hover, chrome_pressed;
    Colour warning, danger, good;
    float shadow_strength = 1;
    bool operator==(const Theme&) const = default;
};

const Theme& theme(ThemeName name);

/// A person's own tone: dark enough for white letters on it, and for a stroke on paper.
Colour person_colour(PersonColour colour);
/// What stands in a person's disc: the first letter of the name; empty without one.
std::string initial_of(const std::string& name);

} // namespace waymark
