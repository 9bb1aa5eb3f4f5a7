#include "app/chrome_shaped.hpp"

#include "render/text_picture.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace waymark {
namespace {

constexpr std::size_t kept_limit = 256;
constexpr std::uint64_t kept_frames = 120; // pictures that nobody has drawn for so long make room

/// Into Dear ImGui's atlas; invalid when there is no room for it.
ImFontAtlasRectId put_into_atlas(const Bitmap& picture) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const int width = static_cast<int>(picture.width), height = static_cast<int>(picture.height);
    ImFontAtlasRect place;
    const ImFontAtlasRectId id = atlas.AddCustomRect(width, height, &place);
    if (id == ImFontAtlasRectId_Invalid) return id;
    ImTextureData& texture = *atlas.TexData;
    for (int y = 0; y < height; ++y) {
        auto* const to = static_cast<unsigned char*>(texture.GetPixelsAt(place.x, place.y + y));
        const std::uint8_t* const from =
            picture.pixels.data() + static_cast<std::size_t>(y) * picture.width * 4;
        if (texture.BytesPerPixel == 4)
            std::memcpy(to, from, std::size_t{picture.width} * 4);
        else
            for (std::size_t x = 0; x < picture.width; ++x) to[x] = from[x * 4 + 3];
    }
    ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, place.x, place.y, width, height);
    return id;
}

} // namespace

ShapedTexts::ShapedTexts() = default;
ShapedTexts::~ShapedTexts() = default;

void ShapedTexts::begin(const std::string& language) {
    ++frame_;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const bool anew = language != language_;
    language_ = language;
    if (anew || sizes_.size() > 4 * kept_limit) sizes_.clear();
    if (!anew && kept_.size() <= kept_limit) return;
    std::erase_if(kept_, [&](const auto& entry) {
        const bool stale = anew || frame_ - entry.second.used > kept_frames;
        if (stale && entry.second.place != ImFontAtlasRectId_Invalid)
            atlas.RemoveCustomRect(entry.second.place);
        return stale;
    });
}

TextLayout ShapedTexts::laid_out(const Wish& wish) {
    if (!engine_) engine_ = std::make_unique<TextEngine>(), faces_ = std::make_unique<GlyphFaces>();
    return engine_->laid_out(wish.words, {wish.weight, TextAlign::start, language_}, wish.size, wish.width);
}

Vec2 ShapedTexts::size(const Wish& wish) {
    const auto [entry, is_new] = sizes_.try_emplace(wish);
    if (!is_new) return entry->second;
    const TextLayout text = laid_out(wish);
    float right = 0;
    for (const TextLine& line : text.lines) right = std::max(right, line.left + line.width);
    entry->second = {right, wish.line + text.line_height * static_cast<float>(text.lines.size() - 1)};
    return entry->second;
}

const ShapedTexts::Kept& ShapedTexts::kept(const Wish& wish, Colour ink) {
    const auto [entry, is_new] = kept_.try_emplace(Key{wish, IM_COL32(ink.r, ink.g, ink.b, ink.a)});
    Kept& kept = entry->second;
    kept.used = frame_;
    if (!is_new) return kept;
    const TextLayout text = laid_out(wish);
    const TextPicture picture = text_picture(text, ink, *faces_);
    kept.origin = picture.origin;
    kept.baseline = text.lines.front().baseline;
    if (!picture.pixels.pixels.empty()) kept.place = put_into_atlas(picture.pixels);
    return kept;
}

void ShapedTexts::draw(ImDrawList& list, Vec2 at, const Wish& wish, Colour ink, float ascent) {
    const Kept& text = kept(wish, ink);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontAtlasRect place;
    if (text.place == ImFontAtlasRectId_Invalid || !atlas.GetCustomRect(text.place, &place)) return;
    // The pixels of the picture are those of the screen: nothing is made larger or smaller, nor blurred.
    const ImVec2 low{std::floor(at.x - text.origin.x + 0.5f),
                     std::floor(at.y + ascent - text.baseline - text.origin.y + 0.5f)};
    const ImU32 tint = ImGui::GetColorU32(IM_COL32_WHITE); // with what fades a disabled panel
    list.AddImage(atlas.TexRef, low,
                  {low.x + static_cast<float>(place.w), low.y + static_cast<float>(place.h)}, place.uv0,
                  place.uv1, tint);
}

std::string ShapedTexts::shortened(const Wish& wish, float width) {
    if (!engine_) size(wish);
    const TextStops stops = engine_->stops(wish.words, {wish.weight, TextAlign::start, language_});
    std::vector<std::size_t> cuts;
    for (std::size_t i = 0; i < wish.words.size() && i < stops.flags.size(); ++i)
        if (stops.flags[i] & TextStops::caret) cuts.push_back(i);
    const auto fits = [&](std::size_t cut) {
        Wish shorter = wish;
        shorter.words = wish.words.substr(0, cut) + "…";
        return size(shorter).x <= width;
    };
    // The longest that fits: a longer beginning is never narrower.
    const auto first_too_long = std::ranges::partition_point(cuts, fits);
    return first_too_long == cuts.begin() ? "…" : wish.words.substr(0, *(first_too_long - 1)) + "…";
}

} // namespace waymark
