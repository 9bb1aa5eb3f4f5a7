#pragma once
#include "render/glyph_faces.hpp"
#include "render/text.hpp"
#include "render/theme.hpp"

#include <imgui.h>

#include <compare>
#include <map>
#include <memory>
#include <string>

namespace waymark {

/// Texts that Dear ImGui cannot set, because it puts one glyph after the other (`needs_shaping`): our own
/// engine sets them, and they lie in Dear ImGui's atlas as pictures, in place among everything else that it
/// draws.
class ShapedTexts {
public:
    ShapedTexts();
    ~ShapedTexts();

    /// How a text is set. All measures are screen pixels.
    struct Wish {
        std::string words;
        float size = 15; ///< em
        float line = 18; ///< how high one line is
        FontWeight weight = FontWeight::regular;
        float width =
            0; ///< wrapped to it, lines that run from right to left at its end; 0 = one line a paragraph
        auto operator<=>(const Wish&) const = default;
    };

    /// Once a frame. `language`: of the session, decides Han variants.
    void begin(const std::string& language);
    /// One line is as high as one of Dear ImGui's, so that both stand beside each other.
    Vec2 size(const Wish& wish);
    /// `ascent`: of Dear ImGui's font at this size; the baselines are the same then.
    void draw(ImDrawList& list, Vec2 at, const Wish& wish, Colour ink, float ascent);
    /// The longest beginning of the words that fits `width` with "…" behind it.
    std::string shortened(const Wish& wish, float width);

private:
    struct Key {
        Wish wish;
        std::uint32_t ink = 0;
        auto operator<=>(const Key&) const = default;
    };
    struct Kept {
        ImFontAtlasRectId place = ImFontAtlasRectId_Invalid;
        Vec2 origin; ///< of the text's box, in the picture
        float baseline = 0;
        std::uint64_t used = 0; ///< frame
    };
    TextLayout laid_out(const Wish& wish);
    const Kept& kept(const Wish& wish, Colour ink);

    std::string language_;
    std::unique_ptr<TextEngine> engine_; ///< finding fonts takes a while: not before it is needed
    std::unique_ptr<GlyphFaces> faces_;
    std::map<Key, Kept> kept_;
    std::map<Wish, Vec2> sizes_;
    std::uint64_t frame_ = 0;
};

} // namespace waymark
