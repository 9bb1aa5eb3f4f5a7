#include "render/font_search.hpp"

#include <fontconfig/fontconfig.h>

namespace waymark {
namespace {

/// fontconfig's own scale of weights.
int fontconfig_weight(int css) { return FcWeightFromOpenType(css); }

std::string text_of(FcPattern* pattern, const char* what) {
    FcChar8* text = nullptr;
    if (FcPatternGetString(pattern, what, 0, &text) != FcResultMatch || !text) return {};
    return reinterpret_cast<const char*>(text);
}

} // namespace

FontPlace installed_font(std::string_view family, int weight) {
    FcInit();
    FcPattern* const wanted = FcPatternCreate();
    const std::string name{family};
    FcPatternAddString(wanted, FC_FAMILY, reinterpret_cast<const FcChar8*>(name.c_str()));
    FcPatternAddInteger(wanted, FC_WEIGHT, fontconfig_weight(weight));
    FcPatternAddInteger(wanted, FC_SLANT, FC_SLANT_ROMAN);
    FcConfigSubstitute(nullptr, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result = FcResultNoMatch;
    FcPattern* const match = FcFontMatch(nullptr, wanted, &result);
    FontPlace place;
    // fontconfig always has an answer; only the family that was asked for is one.
    if (match && text_of(match, FC_FAMILY).starts_with(name)) {
        place.path = text_of(match, FC_FILE);
        FcPatternGetInteger(match, FC_INDEX, 0, &place.index);
    }
    if (match) FcPatternDestroy(match);
    FcPatternDestroy(wanted);
    return place;
}

const std::vector<std::string>& interface_families() {
    static const std::vector<std::string> families{"Inter",
                                                   "Noto Sans",
                                                   "Noto Sans CJK SC",
                                                   "Noto Sans Arabic",
                                                   "Noto Sans Hebrew",
                                                   "Noto Sans Devanagari",
                                                   "Noto Sans Thai",
                                                   "Noto Sans Symbols",
                                                   "Noto Sans Symbols 2"};
    return families;
}

} // namespace waymark
