#include "render/theme.hpp"

#include <algorithm>
#include <cstddef>

namespace waymark {

namespace {

// The look's own colours. Three of its values are moved, because its rules weigh more than its numbers:
// "before" is darker (a white title on it needs 4.5:1), violet and plum are moved in lightness so that seven
// notes and three curves stay apart in all three kinds of colour blindness (theme_test simulates them).
Theme paper_theme() {
    Theme t;
    t.name = ThemeName::paper;
    t.paper = rgb(0xF6F3EC);
    t.sheet = rgb(0xFFFFFF);
    t.hairline = rgb(0xE7E1D6);
    t.ink = rgb(0x1F2328);
    t.quiet_ink = rgb(0x4A4F55);
    t.faint_ink = rgb(0xA9A498);
    t.lane_tab = rgb(0xECE7DC);
    t.lane_tab_ink = rgb(0x2B2F33);
    t.phases = {rgb(0x5B7A77), rgb(0x0F766E), rgb(0x786DA7)};
    t.header_ink = rgb(0xFFFFFF);
    t.notes = {rgb(0xFFE27A), rgb(0xFFB8C6), rgb(0xAEDBFF), rgb(0xC5EBB5),
               rgb(0xFFCB94), rgb(0xCDB6E6), rgb(0xFFFFFF)};
    t.note_ink = rgb(0x1F2328);
    t.curves = {rgb(0x0F766E), rgb(0x8F3A82), rgb(0x334155)};
    t.exceeded = rgb(0x0F766E).with_alpha(0.14f);
    t.disappointed = rgb(0xC2410C).with_alpha(0.14f);
    t.tolerance = rgb(0xC2240C);
    t.moment = rgb(0xF2A900);
    t.moment_rim = rgb(0xFFFFFF);
    t.accent = rgb(0x0B63CE);
    t.accent_ink = rgb(0xFFFFFF);
    t.glow = rgb(0x0F766E);
    t.chrome = rgb(0xFFFDF9);
    t.chrome_ink = rgb(0x1F2328);
    t.chrome_quiet_ink = rgb(0x50555B);
    t.chrome_hairline = rgb(0xE3DCCF);
    t.chrome_hover = rgb(0xF1ECE2);
    t.chrome_pressed = rgb(0xE4DDCF);
    t.warning = rgb(0x92500A);
    t.danger = rgb(0xB42318);
    t.good = rgb(0x0F6B4F);
    return t;
}

/// For projectors in the dark: the same notes, dimmed by 12 %.
Theme dark_theme() {
    Theme t = paper_theme();
    t.name = ThemeName::dark_room;
    t.paper = rgb(0x14181D);
    t.sheet = rgb(0x1C2229);
    t.hairline = rgb(0x323B45);
    t.ink = rgb(0xE9ECEF);
    t.quiet_ink = rgb(0xBFC7CF);
    t.faint_ink = rgb(0x5A6570);
    t.lane_tab = rgb(0x252D36);
    t.lane_tab_ink = rgb(0xE4E8EC);
    t.phases = {rgb(0x4B6663), rgb(0x0E6A63), rgb(0x655B93)};
    for (Colour& note : t.notes) note = mixed(note, rgb(0x000000), 0.12f);
    t.note_ink = rgb(0x15191E);
    t.curves = {rgb(0x4CBDA1), rgb(0xE88DC8), rgb(0xCED7E3)};
    t.exceeded = rgb(0x35C2B2).with_alpha(0.20f);
    t.disappointed = rgb(0xFF7A4D).with_alpha(0.20f);
    t.tolerance = rgb(0xFF7566);
    t.moment_rim = rgb(0xFFF6DF);
    t.accent = rgb(0x5AA9FF);
    t.accent_ink = rgb(0x0C1116);
    t.glow = rgb(0x35C2B2);
    t.chrome = rgb(0x20272F);
    t.chrome_ink = rgb(0xEEF1F4);
    t.chrome_quiet_ink = rgb(0xBAC2CB);
    t.chrome_hairline = rgb(0x36404B);
    t.chrome_hover = rgb(0x2B343E);
    t.chrome_pressed = rgb(0x38434F);
    t.warning = rgb(0xF5B85A);
    t.danger = rgb(0xFF8A7D);
    t.good = rgb(0x6FD6AE);
    t.shadow_strength = 2.2f; // black on nearly black: a shadow needs more to be seen
    return t;
}

Theme contrast_theme() {
    Theme t = paper_theme();
    t.name = ThemeName::high_contrast;
    t.paper = rgb(0xFFFFFF);
    t.hairline = rgb(0x767676);
    t.ink = t.quiet_ink = t.lane_tab_ink = t.note_ink = rgb(0x000000);
    t.faint_ink = rgb(0x767676);
    t.lane_tab = rgb(0xFFFFFF);
    t.phases = {rgb(0x33504D), rgb(0x004D47), rgb(0x43366F)};
    t.curves = {rgb(0x00574F), rgb(0xB0006B), rgb(0x000000)};
    t.exceeded = rgb(0x00574F).with_alpha(0.22f);
    t.disappointed = rgb(0xA32A00).with_alpha(0.22f);
    t.tolerance = rgb(0xA80000);
    t.moment_rim = rgb(0x000000);
    t.accent = rgb(0x0039B3);
    t.glow = rgb(0x0039B3);
    t.chrome = rgb(0xFFFFFF);
    t.chrome_ink = t.chrome_quiet_ink = t.chrome_hairline = rgb(0x000000);
    t.chrome_hover = rgb(0xE6E6E6);
    t.chrome_pressed = rgb(0xCCCCCC);
    t.warning = rgb(0x6B3A00);
    t.danger = rgb(0x8F0000);
    t.good = rgb(0x004D33);
    t.shadow_strength = 0;
    return t;
}

} // namespace

const Theme& theme(ThemeName name) {
    static const Theme themes[] = {paper_theme(), dark_theme(), contrast_theme()};
    return themes[static_cast<std::size_t>(name)];
}

Colour person_colour(PersonColour colour) {
    switch (colour) {
    case PersonColour::none: return rgb(0x5B6470);
    case PersonColour::yellow: return rgb(0x8A6100);
    case PersonColour::pink: return rgb(0xB3246B);
    case PersonColour::blue: return rgb(0x1E5FAF);
    case PersonColour::green: return rgb(0x2C7A3F);
    case PersonColour::orange: return rgb(0xB0490A);
    case PersonColour::violet: return rgb(0x6A3FA8);
    }
    return rgb(0x5B6470);
}

std::string initial_of(const std::string& name) {
    const std::string trimmed = name.substr(std::min(name.size(), name.find_first_not_of(' ')));
    std::size_t end = trimmed.empty() ? 0 : 1;
    while (end < trimmed.size() && (static_cast<unsigned char>(trimmed[end]) & 0xC0) == 0x80) ++end;
    std::string letter = trimmed.substr(0, end);
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z')
        letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
    return letter;
}

} // namespace waymark
