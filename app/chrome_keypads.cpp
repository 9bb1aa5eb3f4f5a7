#include "app/chrome_panels.hpp"
#include "app/keypad.hpp"

#include <algorithm>

namespace waymark {

void show_keypad_settings(PanelFrame& frame) {
    ChromeKit& kit = frame.kit;
    const Settings& settings = frame.app.settings;
    kit.quiet_text("Keyboards on the screen", type_size::small);
    int use = static_cast<int>(settings.keypads);
    if (kit.segmented("keypads", {"For fingers and pens", "Always", "Never"}, use))
        frame.ask.intend(SetKeypads{static_cast<KeypadUse>(use)});
    kit.gap(8);
    kit.quiet_text("Their languages", type_size::small);
    const float gap = kit.px(8);
    const float width =
        (ImGui::GetContentRegionAvail().x - gap * (key_language_count - 1)) / key_language_count;
    for (std::size_t i = 0; i < key_language_count; ++i) {
        const auto language = static_cast<KeyLanguage>(i);
        const bool is_offered =
            std::ranges::find(settings.key_languages, language) != settings.key_languages.end();
        if (i > 0) ImGui::SameLine(0, gap);
        if (kit.button(name(language), is_offered ? Emphasis::primary : Emphasis::usual, true, width))
            frame.ask.intend(OfferKeyLanguage{language, !is_offered});
        kit.hint(is_offered ? "Offered; press to leave it out" : "Not offered; press to offer it");
    }
    kit.gap(8);
}

} // namespace waymark
