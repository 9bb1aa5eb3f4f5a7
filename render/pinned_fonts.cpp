#include "render/pinned_fonts.hpp"

#include <glib.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace waymark {
namespace {

std::string escaped(const FcChar8* text) {
    std::string out;
    for (const FcChar8* at = text; *at != 0; ++at) {
        if (*at == '&')
            out += "&amp;";
        else if (*at == '<')
            out += "&lt;";
        else
            out += static_cast<char>(*at);
    }
    return out;
}

std::string string_element(const std::string& text) {
    return "<string>" + escaped(reinterpret_cast<const FcChar8*>(text.c_str())) + "</string>";
}

std::string elements(const char* name, FcStrList* values) {
    std::string out;
    while (const FcChar8* const value = FcStrListNext(values))
        out += "<" + std::string{name} + ">" + escaped(value) + "</" + name + ">";
    FcStrListDone(values);
    return out;
}

std::string family_of(const FcPattern* font) {
    FcChar8* family = nullptr;
    if (FcPatternGetString(font, FC_FAMILY, 0, &family) != FcResultMatch) return {};
    return reinterpret_cast<const char*>(family);
}

bool is_variable(const FcPattern* font) {
    FcBool variable = FcFalse;
    return FcPatternGetBool(font, FC_VARIABLE, 0, &variable) == FcResultMatch && variable == FcTrue;
}

// A variable font is left out where its family also comes as static files or named instances: those are said
// fully by path and index, which every renderer understands.
std::string without_variable_fonts(const FcFontSet* fonts) {
    std::set<std::string> fixed, variable;
    for (int i = 0; fonts && i < fonts->nfont; ++i)
        (is_variable(fonts->fonts[i]) ? variable : fixed).insert(family_of(fonts->fonts[i]));
    std::string out;
    for (const std::string& family : variable)
        if (fixed.contains(family))
            out += "<rejectfont><pattern><patelt name=\"family\">" + string_element(family) +
                   "</patelt><patelt "
                   "name=\"variable\"><bool>true</bool></patelt></pattern></rejectfont>";
    return out.empty() ? out : "<selectfont>" + out + "</selectfont>";
}

// The only two rules needed: Pango asks for "emoji" by that name, and colour bitmaps come in one size that
// has to be scaled.
constexpr const char* rules = R"(
<match target="pattern"><test name="family"><string>emoji</string></test>
<edit name="family" mode="assign_replace" binding="strong"><string>Noto Color Emoji</string></edit></match>
<match target="font"><test name="outline"><bool>false</bool></test>
<edit name="pixelsizefixupfactor" mode="assign"><divide><name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide></edit></match>
<match target="font"><test name="outline"><bool>false</bool></test>
<edit name="matrix" mode="assign"><times><name>matrix</name><matrix><name>pixelsizefixupfactor</name><double>0</double>
<double>0</double><name>pixelsizefixupfactor</name></matrix></times></edit>
<edit name="size" mode="assign"><divide><name>size</name><name>pixelsizefixupfactor</name></divide></edit></match>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="autohint" mode="assign"><bool>false</bool></edit></match>)";

std::vector<std::string> families_in(const FcFontSet* fonts) {
    std::set<std::string> families;
    for (int i = 0; fonts && i < fonts->nfont; ++i) families.insert(family_of(fonts->fonts[i]));
    return {families.begin(), families.end()};
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}

std::vector<std::string> ordered_families(const std::vector<std::string>& installed, std::string_view cjk) {
    std::vector<std::string> order{"Inter", "Noto Sans", std::string{cjk}};
    const auto append = [&](auto&& wanted) {
        for (const std::string& family : installed)
            if (wanted(family) && std::find(order.begin(), order.end(), family) == order.end())
                order.push_back(family);
    };
    // Display cuts and regional variants of one script must not win by their place in the alphabet.
    const auto special = [](std::string_view family) {
        return holds_any(family,
                         {"Display", "Mono", "Unjoined", "Tifinagh ", "CJK", "Looped", "Slanted", " UI"});
    };
    append([&](std::string_view family) { return family.starts_with("Noto Sans ") && !special(family); });
    append([&](std::string_view family) { return family.starts_with("Noto Sans CJK"); });
    append([&](std::string_view family) { return family.starts_with("Noto Naskh Arabic"); });
    append([&](std::string_view family) {
        return family.starts_with("Noto ") && !special(family) && family != "Noto Color Emoji";
    });
    order.push_back("Noto Color Emoji");
    return order;
}

constexpr std::size_t han_count = 5;
constexpr std::array<const char*, han_count> aliases{"Waymark SC", "Waymark TC", "Waymark HK", "Waymark JP",
                                                     "Waymark KR"};
constexpr std::array<const char*, han_count> cjk_families{
    "Noto Sans CJK SC", "Noto Sans CJK TC", "Noto Sans CJK HK", "Noto Sans CJK JP", "Noto Sans CJK KR"};

std::string alias_rule(const char* alias, const std::vector<std::string>& families) {
    std::string rule = "<match target=\"pattern\"><test name=\"family\">" + string_element(alias) +
                       "</test><edit name=\"family\" mode=\"assign_replace\" binding=\"strong\">";
    for (const std::string& family : families) rule += string_element(family);
    return rule + "</edit></match>";
}

struct PinnedFonts {
    FcConfig* config = nullptr;
    std::array<std::vector<std::string>, han_count> lists; ///< by Han
};

PinnedFonts found_fonts() {
    FcInit(); // before Pango: newer versions call it from a thread of their own, which races with us
    FcConfig* const system = FcConfigGetCurrent();
    const FcFontSet* const fonts = FcConfigGetFonts(system, FcSetSystem);
    const std::vector<std::string> families = families_in(fonts);
    PinnedFonts found;
    std::string set_up = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>" +
                         elements("dir", FcConfigGetFontDirs(system)) +
                         elements("cachedir", FcConfigGetCacheDirs(system)) + without_variable_fonts(fonts) +
                         rules;
    for (std::size_t i = 0; i < han_count; ++i) {
        found.lists[i] = ordered_families(families, cjk_families[i]);
        set_up += alias_rule(aliases[i], found.lists[i]);
    }
    set_up += "</fontconfig>";
    found.config = FcConfigCreate();
    if (!FcConfigParseAndLoadFromMemory(found.config, reinterpret_cast<const FcChar8*>(set_up.c_str()),
                                        FcFalse) ||
        !FcConfigBuildFonts(found.config)) {
        FcConfigDestroy(found.config);
        found.config = FcConfigReference(system); // a layout that depends on the machine is better than none
    }
    if (std::find(families.begin(), families.end(), "Inter") == families.end())
        note_missing_font(
            "The font Inter was not found, so texts look different here; install the package fonts-inter.");
    return found;
}

const PinnedFonts& pinned_fonts() {
    static const PinnedFonts found = found_fonts();
    return found;
}

struct ScriptName {
    GUnicodeScript script;
    const char* name;
};
constexpr ScriptName script_names[] = {
    {G_UNICODE_SCRIPT_LATIN, "Latin"},
    {G_UNICODE_SCRIPT_GREEK, "Greek"},
    {G_UNICODE_SCRIPT_CYRILLIC, "Cyrillic"},
    {G_UNICODE_SCRIPT_ARMENIAN, "Armenian"},
    {G_UNICODE_SCRIPT_HEBREW, "Hebrew"},
    {G_UNICODE_SCRIPT_ARABIC, "Arabic"},
    {G_UNICODE_SCRIPT_SYRIAC, "Syriac"},
    {G_UNICODE_SCRIPT_THAANA, "Thaana"},
    {G_UNICODE_SCRIPT_DEVANAGARI, "Devanagari"},
    {G_UNICODE_SCRIPT_BENGALI, "Bengali"},
    {G_UNICODE_SCRIPT_GURMUKHI, "Gurmukhi"},
    {G_UNICODE_SCRIPT_GUJARATI, "Gujarati"},
    {G_UNICODE_SCRIPT_ORIYA, "Odia"},
    {G_UNICODE_SCRIPT_TAMIL, "Tamil"},
    {G_UNICODE_SCRIPT_TELUGU, "Telugu"},
    {G_UNICODE_SCRIPT_KANNADA, "Kannada"},
    {G_UNICODE_SCRIPT_MALAYALAM, "Malayalam"},
    {G_UNICODE_SCRIPT_SINHALA, "Sinhala"},
    {G_UNICODE_SCRIPT_THAI, "Thai"},
    {G_UNICODE_SCRIPT_LAO, "Lao"},
    {G_UNICODE_SCRIPT_TIBETAN, "Tibetan"},
    {G_UNICODE_SCRIPT_MYANMAR, "Burmese"},
    {G_UNICODE_SCRIPT_GEORGIAN, "Georgian"},
    {G_UNICODE_SCRIPT_ETHIOPIC, "Ethiopic"},
    {G_UNICODE_SCRIPT_KHMER, "Khmer"},
    {G_UNICODE_SCRIPT_MONGOLIAN, "Mongolian"},
    {G_UNICODE_SCRIPT_CHEROKEE, "Cherokee"},
    {G_UNICODE_SCRIPT_CANADIAN_ABORIGINAL, "Canadian syllabics"},
};

bool is_emoji(char32_t character) {
    return (character >= 0x1F1E6 && character <= 0x1F1FF) || (character >= 0x1F300 && character <= 0x1FAFF);
}

} // namespace

FcConfig* pinned_config() { return pinned_fonts().config; }

const std::vector<std::string>& family_list(Han han) {
    return pinned_fonts().lists[static_cast<std::size_t>(han)];
}

const char* family_alias(Han han) { return aliases[static_cast<std::size_t>(han)]; }

bool is_pinned_family(std::string_view family) {
    return family == "Inter" || family == "Noto Sans" || family.starts_with("Noto ");
}

std::string missing_font_sentence(char32_t character) {
    const auto sentence = [](const std::string& what, const char* package) {
        return "No font of ours has " + what + "; install the package " + package + ".";
    };
    if (is_emoji(character)) return sentence("emoji", "fonts-noto-color-emoji");
    const GUnicodeScript script = g_unichar_get_script(character);
    switch (script) {
    case G_UNICODE_SCRIPT_HAN: return sentence("Chinese characters", "fonts-noto-cjk");
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA: return sentence("Japanese kana", "fonts-noto-cjk");
    case G_UNICODE_SCRIPT_HANGUL: return sentence("Korean", "fonts-noto-cjk");
    case G_UNICODE_SCRIPT_BOPOMOFO: return sentence("Bopomofo", "fonts-noto-cjk");
    case G_UNICODE_SCRIPT_UNKNOWN:
    case G_UNICODE_SCRIPT_INVALID_CODE: return {}; // private or not assigned: no package has it
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
        if (!g_unichar_isgraph(character)) return {};
        return sentence("some symbols", "fonts-noto-core");
    default: break;
    }
    for (const ScriptName& known : script_names)
        if (known.script == script) return sentence(known.name, "fonts-noto-core");
    const guint32 code = g_unicode_script_to_iso15924(script);
    std::string tag;
    for (int shift = 24; shift >= 0; shift -= 8) tag += static_cast<char>(code >> shift & 0xFF);
    return sentence("the script " + tag, "fonts-noto-extra");
}

} // namespace waymark
