#include "render/theme.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <array>
#include <cmath>

namespace waymark {
namespace {

constexpr std::array all_themes{ThemeName::paper, ThemeName::dark_room, ThemeName::high_contrast};

using Light = std::array<double, 3>; // linear RGB, 0 … 1

Light linear(Colour colour) {
    const auto channel = [](std::uint8_t value) {
        const double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {channel(colour.r), channel(colour.g), channel(colour.b)};
}

/// CIE L*a*b* (D65).
std::array<double, 3> lab(const Light& light) {
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const auto [r, g, b] = light;
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// Full protanopia, deuteranopia and tritanopia: Machado, Oliveira and Fernandes, "A Physiologically-based
/// Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), severity 1. The first is ordinary
/// sight.
struct Sight {
    const char* name;
    std::array<Light, 3> rows;
};
constexpr Sight sights[] = {
    {"ordinary", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protan",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deutan",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritan",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
};

std::array<double, 3> seen(Colour colour, const Sight& sight) {
    const Light light = linear(colour);
    Light result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) result[i] += sight.rows[i][k] * light[k];
        result[i] = std::clamp(result[i], 0.0, 1.0);
    }
    return lab(result);
}

/// The smallest difference (CIE76) between any two of the colours, in the eyes of `sight`.
template <std::size_t Count>
double least_difference(const std::array<Colour, Count>& colours, const Sight& sight) {
    double least = 1000;
    for (std::size_t i = 0; i < Count; ++i)
        for (std::size_t k = i + 1; k < Count; ++k) {
            const auto a = seen(colours[i], sight), b = seen(colours[k], sight);
            least = std::min(least, std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
        }
    return least;
}

TEST(theme, ink_on_everything_light_or_dark_is_at_least_seven_to_one) {
    for (const ThemeName name : all_themes) {
        const Theme& t = theme(name);
        for (const Colour ground : {t.paper, t.sheet, t.chrome, t.chrome_hover}) {
            EXPECT_GE(contrast(t.ink, ground), 7) << static_cast<int>(name);
            EXPECT_GE(contrast(t.quiet_ink, ground), 7) << static_cast<int>(name);
        }
        EXPECT_GE(contrast(t.lane_tab_ink, t.lane_tab), 7);
        EXPECT_GE(contrast(t.chrome_ink, t.chrome), 7);
        EXPECT_GE(contrast(t.chrome_quiet_ink, t.chrome), 7);
        EXPECT_GE(contrast(t.chrome_ink, t.chrome_pressed), 7);
    }
}

TEST(theme, ink_on_every_note_is_at_least_seven_to_one) {
    for (const ThemeName name : all_themes)
        for (const Colour note : theme(name).notes)
            EXPECT_GE(contrast(theme(name).note_ink, note), 7) << static_cast<int>(name);
}

TEST(theme, titles_on_headers_and_flags_are_legible) {
    for (const ThemeName name : all_themes) {
        const Theme& t = theme(name);
        for (const Colour band : t.phases)
            EXPECT_GE(contrast(t.header_ink, band), 4.5) << static_cast<int>(name);
        EXPECT_GE(contrast(t.note_ink, t.moment), 7);
        EXPECT_GE(contrast(t.accent_ink, t.accent), 4.5);
        EXPECT_GE(contrast(t.tolerance, t.sheet), 4.5); // its label is small text
    }
}

TEST(theme, controls_and_curves_stand_out_three_to_one) {
    for (const ThemeName name : all_themes) {
        const Theme& t = theme(name);
        for (const Colour curve : t.curves) {
            EXPECT_GE(contrast(curve, t.sheet), 3);
            EXPECT_GE(contrast(curve, t.paper), 3);
            EXPECT_GE(contrast(curve, t.lane_tab), 3); // the legend
        }
        for (const Colour ground : {t.paper, t.sheet, t.chrome}) {
            EXPECT_GE(contrast(t.accent, ground), 3);
            EXPECT_GE(contrast(t.warning, ground), 3);
            EXPECT_GE(contrast(t.danger, ground), 3);
            EXPECT_GE(contrast(t.good, ground), 3);
        }
    }
}

TEST(theme, the_selection_stands_out_beside_every_note) {
    // The outline lies beside the note, on the sheet; in the light themes it is also told from the note
    // itself.
    for (const ThemeName name : {ThemeName::paper, ThemeName::high_contrast})
        for (const Colour note : theme(name).notes) EXPECT_GE(contrast(theme(name).accent, note), 3);
}

TEST(theme, seven_notes_are_told_apart_in_all_kinds_of_colour_blindness) {
    for (const ThemeName name : all_themes)
        for (const Sight& sight : sights)
            EXPECT_GE(least_difference(theme(name).notes, sight), 6)
                << sight.name << " " << static_cast<int>(name);
}

TEST(theme, three_curves_are_told_apart_in_all_kinds_of_colour_blindness) {
    for (const ThemeName name : all_themes)
        for (const Sight& sight : sights)
            EXPECT_GE(least_difference(theme(name).curves, sight), 9)
                << sight.name << " " << static_cast<int>(name);
}

TEST(theme, dark_room_dims_notes_by_twelve_percent) {
    const Theme &light = theme(ThemeName::paper), &dark = theme(ThemeName::dark_room);
    for (std::size_t i = 0; i < light.notes.size(); ++i) {
        EXPECT_NEAR(dark.notes[i].r, light.notes[i].r * 0.88, 1);
        EXPECT_NEAR(dark.notes[i].g, light.notes[i].g * 0.88, 1);
        EXPECT_NEAR(dark.notes[i].b, light.notes[i].b * 0.88, 1);
    }
}

} // namespace
} // namespace waymark
