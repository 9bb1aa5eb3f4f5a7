#include "app/chrome_kit.hpp"

#include "app/mapped_file.hpp"
#include "render/coverage.hpp"
#include "render/font_search.hpp"
#include "render/text_picture.hpp"

#include <imgui_freetype.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

namespace waymark {
namespace {

constexpr int regular_weight = 400, semibold_weight = 600;
constexpr float panel_margin = 24;

ImVec4 floats(Colour c) { return ImGui::ColorConvertU32ToFloat4(ChromeKit::colour(c)); }

/// Dear ImGui's allocator, but for one address that it must not free: a mapped file that is only lent to it.
struct Lending {
    ImGuiMemAllocFunc allocate = nullptr;
    ImGuiMemFreeFunc release = nullptr;
    void* user_data = nullptr;
    void* lent = nullptr;
};

/// Adds a font whose bytes stay where they are. Dear ImGui 1.92 copies what it does not own, 100 MB of fonts
/// at each start; so it owns the bytes during the call (and would free those of a broken font, which
/// `Lending` prevents) and no longer afterwards. Null when it is no font.
ImFont* added_font(ImFontAtlas& atlas, std::span<std::byte> bytes, float size, ImFontConfig config) {
    Lending lending;
    lending.lent = bytes.data();
    ImGui::GetAllocatorFunctions(&lending.allocate, &lending.release, &lending.user_data);
    ImGui::SetAllocatorFunctions(
        [](std::size_t bytes_wanted, void* data) {
            const auto& kept = *static_cast<const Lending*>(data);
            return kept.allocate(bytes_wanted, kept.user_data);
        },
        [](void* memory, void* data) {
            const auto& kept = *static_cast<const Lending*>(data);
            if (memory != kept.lent) kept.release(memory, kept.user_data);
        },
        &lending);
    config.FontDataOwnedByAtlas = true;
    ImFont* const font =
        atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), size, &config);
    if (font) font->Sources.back()->FontDataOwnedByAtlas = false;
    ImGui::SetAllocatorFunctions(lending.allocate, lending.release, lending.user_data);
    return font;
}

struct MergedFont {
    ImFont* font;
    float height_em; ///< of its lines
};

/// One font that has every script's characters: Inter first, the Noto families behind it, glyphs made as they
/// are needed.
MergedFont merged_font(ImFontAtlas& atlas, int weight) {
    ImFont* font = nullptr;
    float first_height = 1;
    GlyphFaces faces;
    for (const std::string& family : interface_families()) {
        const FontPlace place = installed_font(family, weight);
        if (place.path.empty()) continue;
        ImFontConfig config;
        config.MergeMode = font != nullptr;
        config.FontNo = static_cast<ImU32>(place.index);
        // Unhinted, so that letters keep the distances their designer gave them, as on the board.
        config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_NoHinting;
        const std::span<std::byte> bytes = mapped_file(place.path);
        if (bytes.empty()) continue;
        // Dear ImGui makes lines equally high, and so the letters of a font with high lines small. On the
        // board, and here, an em is as large in every font.
        const float height = faces.height_em(place.path, place.index);
        ImFont* const added =
            added_font(atlas, bytes, type_size::body * (font ? height / first_height : 1), config);
        if (added && !font) font = added, first_height = height;
    }
    return {font ? font : atlas.AddFontDefault(), first_height};
}

} // namespace

ChromeKit::ChromeKit() : theme_{&theme(ThemeName::paper)} { load_fonts(); }

void ChromeKit::load_fonts() {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const MergedFont regular = merged_font(atlas, regular_weight);
    regular_ = regular.font, height_em_ = regular.height_em;
    semibold_ = merged_font(atlas, semibold_weight).font;
}

void ChromeKit::begin(const App& app) {
    theme_ = &theme(app.settings.theme);
    scale_ = app.ui_scale;
    size_px_ = app.size_px;
    places_.clear();
    modal_ = keys_to_next_ = walk_buttons_ = false;
    written_field_.reset();
    draft_ = false;
    set_style();
    shaped_.begin(app.session().language);
}

void ChromeKit::set_style() {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle{};
    const Theme& t = *theme_;
    style.WindowPadding = {px(16), px(16)};
    style.FramePadding = {px(12), px((44 - type_size::body) / 2)}; // fields as tall as buttons
    style.ItemSpacing = {px(8), px(8)};
    style.ItemInnerSpacing = {px(8), px(8)};
    style.FrameRounding = px(10);
    style.PopupRounding = px(12);
    style.GrabRounding = px(8);
    style.ScrollbarRounding = px(8);
    style.ScrollbarSize = px(12);
    style.GrabMinSize = px(20);
    style.WindowBorderSize = style.PopupBorderSize = style.FrameBorderSize = 0;
    style.FontSizeBase = px(type_size::body);
    style.DisabledAlpha = 0.4f;
    style.CircleTessellationMaxError = 0.1f;
    style.Colors[ImGuiCol_Text] = floats(t.chrome_ink);
    style.Colors[ImGuiCol_TextDisabled] = floats(t.chrome_quiet_ink);
    style.Colors[ImGuiCol_WindowBg] = floats(t.chrome);
    style.Colors[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_PopupBg] = floats(t.chrome);
    style.Colors[ImGuiCol_FrameBg] = floats(t.chrome_hover);
    style.Colors[ImGuiCol_FrameBgHovered] = style.Colors[ImGuiCol_FrameBgActive] = floats(t.chrome_pressed);
    style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    style.Colors[ImGuiCol_ScrollbarGrab] = floats(t.chrome_hairline);
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = style.Colors[ImGuiCol_ScrollbarGrabActive] =
        floats(t.chrome_quiet_ink);
    style.Colors[ImGuiCol_SliderGrab] = style.Colors[ImGuiCol_SliderGrabActive] = floats(t.accent);
    style.Colors[ImGuiCol_TextSelectedBg] = floats(t.accent.with_alpha(0.3f));
    style.Colors[ImGuiCol_NavCursor] = floats(t.accent);
    style.Colors[ImGuiCol_Separator] = floats(t.chrome_hairline);
    style.Colors[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0};
}

// --- windows

void ChromeKit::draw_shadow(ImDrawList& list, Rect rect, float radius_px) const {
    // A few translucent rings look like the board's own soft shadow.
    constexpr int rings = 8;
    const float reach = px(14), down = px(4);
    // So faint that nobody sees their steps: smooth edges would be most of what a frame's panels cost.
    const ImDrawListFlags flags = std::exchange(list.Flags, list.Flags & ~ImDrawListFlags_AntiAliasedFill);
    for (int ring = rings; ring > 0; --ring) {
        const float grow = reach * static_cast<float>(ring) / rings;
        const Rect r = rect.grown(grow);
        const auto alpha = static_cast<ImU32>(3.2f * theme_->shadow_strength);
        list.AddRectFilled({r.left(), r.top() + down}, {r.right(), r.bottom() + down},
                           IM_COL32(0, 0, 0, alpha), radius_px + grow);
    }
    list.Flags = flags;
}

void ChromeKit::begin_panel(const char* name, Rect rect, float radius, bool bare, ImGuiWindowFlags flags) {
    places_.push_back(rect);
    ImGui::SetNextWindowPos(vec(rect.at));
    ImGui::SetNextWindowSize(vec(rect.size));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2{1, 1});
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNavFocus |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | flags);
    ImGui::PopStyleVar();
    if (bare) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float radius_px = px(radius);
    list.PushClipRectFullScreen();
    draw_shadow(list, rect, radius_px);
    list.AddRectFilled(vec(rect.at), vec(rect.end()), colour(theme_->chrome), radius_px);
    list.AddRect(vec(rect.at), vec(rect.end()), colour(theme_->chrome_hairline), radius_px, 0,
                 std::max(1.0f, px(1)));
    list.PopClipRect();
}

void ChromeKit::end_panel() { ImGui::End(); }

void ChromeKit::begin_modal(const char* name, Rect rect) {
    modal_ = true;
    const std::string veil = std::string{name} + " veil";
    begin_panel(veil.c_str(), {{}, size_px_}, 0, true, ImGuiWindowFlags_NoInputs);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, vec(size_px_), IM_COL32(20, 24, 29, 96));
    end_panel();
    begin_panel(name, rect, 16);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

void ChromeKit::end_modal() { end_panel(); }

Rect ChromeKit::centred(Vec2 size_at_scale_1) const {
    const Vec2 size{std::min(px(size_at_scale_1.x), size_px_.x - 2 * px(panel_margin)),
                    std::min(px(size_at_scale_1.y), size_px_.y - 2 * px(panel_margin))};
    Vec2 at = (size_px_ - size) * 0.5f;
    if (lean_ != 0) {
        const float margin = 2 * px(panel_margin), there = size_px_.x * (lean_ < 0 ? 1 : 5) / 6 - size.x / 2;
        at.x = std::clamp(there, std::min(margin, at.x), std::max(size_px_.x - margin - size.x, at.x));
    }
    return {{std::floor(at.x), std::floor(at.y)}, size};
}

// --- type

void ChromeKit::push_type(float size, Weight weight) { ImGui::PushFont(font(weight), px(size)); }
void ChromeKit::pop_type() { ImGui::PopFont(); }

ShapedTexts::Wish ChromeKit::wish(std::string_view words, float size, Weight weight, float width_px) const {
    return {std::string{words}, px(size) / height_em_, px(size),
            weight == Weight::semibold ? FontWeight::semibold : FontWeight::regular, width_px};
}

float ChromeKit::ascent(float size, Weight weight) const {
    return font(weight)->GetFontBaked(px(size))->Ascent;
}

void ChromeKit::text(std::string_view words, float size, Weight weight) {
    if (needs_shaping(words)) {
        const float wrap = ImGui::GetCurrentWindow()->DC.TextWrapPos; // set by `paragraph`, or by hand
        const float width = wrap < 0 ? 0 : ImGui::CalcWrapWidthForPos(ImGui::GetCursorScreenPos(), wrap);
        const ShapedTexts::Wish wanted = wish(words, size, weight, width);
        const Vec2 at = vec(ImGui::GetCursorScreenPos());
        const ImVec4 ink = ImGui::GetStyle().Colors[ImGuiCol_Text];
        const auto byte = [](float part) { return static_cast<std::uint8_t>(std::lround(part * 255)); };
        shaped_.draw(*ImGui::GetWindowDrawList(), at, wanted,
                     {byte(ink.x), byte(ink.y), byte(ink.z), byte(ink.w)}, ascent(size, weight));
        ImGui::Dummy(vec(shaped_.size(wanted)));
        return;
    }
    push_type(size, weight);
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    pop_type();
}

void ChromeKit::quiet_text(std::string_view words, float size) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour(theme_->chrome_quiet_ink));
    text(words, size);
    ImGui::PopStyleColor();
}

void ChromeKit::paragraph(std::string_view words, float size) {
    ImGui::PushTextWrapPos(0);
    text(words, size);
    ImGui::PopTextWrapPos();
}

Vec2 ChromeKit::measure(std::string_view words, float size, Weight weight, float width_px) {
    if (needs_shaping(words)) return shaped_.size(wish(words, size, weight, width_px));
    return vec(
        font(weight)->CalcTextSizeA(px(size), FLT_MAX, width_px, words.data(), words.data() + words.size()));
}

std::string ChromeKit::shortened(std::string_view words, float width, float size, Weight weight) {
    if (measure(words, size, weight).x <= width) return std::string{words};
    if (needs_shaping(words)) return shaped_.shortened(wish(words, size, weight, 0), width);
    std::string cut{words};
    while (!cut.empty()) {
        do cut.pop_back();
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0) == 0x80);
        // The lead byte of a cut character goes with its rest.
        if (!cut.empty() && static_cast<unsigned char>(cut.back()) >= 0xC0) cut.pop_back();
        if (measure(cut + "…", size, weight).x <= width) return cut + "…";
    }
    return "…";
}

void ChromeKit::draw_text(ImDrawList& list, Vec2 at, std::string_view words, Colour ink, float size,
                          Weight weight) {
    if (needs_shaping(words))
        return shaped_.draw(list, at, wish(words, size, weight, 0), ink, ascent(size, weight));
    list.AddText(font(weight), px(size), {std::floor(at.x), std::floor(at.y)}, colour(ink), words.data(),
                 words.data() + words.size());
}

void ChromeKit::draw_in_field(ImDrawList& list, Rect field, std::string_view words) {
    const Vec2 padding = vec(ImGui::GetStyle().FramePadding);
    const Vec2 at = field.at + padding;
    list.PushClipRect(vec(at - Vec2{0, padding.y / 2}), vec(field.end() - padding + Vec2{0, padding.y / 2}),
                      false);
    shaped_.draw(list, at,
                 wish(words, type_size::body, Weight::regular, std::max(1.0f, field.size.x - 2 * padding.x)),
                 theme_->chrome_ink, ascent(type_size::body, Weight::regular));
    list.PopClipRect();
}

void ChromeKit::gap(float at_scale_1) { ImGui::Dummy({0, px(at_scale_1)}); }

void ChromeKit::hint(std::string_view words) {
    if (words.empty() ||
        !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoSharedDelay))
        return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{px(10), px(6)});
    if (ImGui::BeginTooltip()) {
        text(words, type_size::small);
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
}

// --- icons

void ChromeKit::draw_icon(ImDrawList& list, Icon which, Vec2 at, float side_px, Colour ink) {
    const int side = std::max(1, static_cast<int>(std::lround(side_px)));
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    auto [entry, fresh] = icons_.try_emplace({which, side}, ImFontAtlasRectId_Invalid);
    ImFontAtlasRect place;
    if (fresh) {
        entry->second = atlas.AddCustomRect(side, side, &place);
        const std::vector<std::uint8_t> covered =
            coverage(icon(which), static_cast<float>(side) / icon_grid, side, side);
        ImTextureData& texture = *atlas.TexData;
        for (int y = 0; y < side; ++y) {
            auto* row = static_cast<unsigned char*>(texture.GetPixelsAt(place.x, place.y + y));
            for (int x = 0; x < side; ++x) {
                const std::uint8_t alpha = covered[static_cast<std::size_t>(y * side + x)];
                if (texture.BytesPerPixel == 1)
                    row[x] = alpha;
                else
                    std::memset(row + 4 * x, 255, 3), row[4 * x + 3] = alpha;
            }
        }
        ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, place.x, place.y, side, side);
    }
    if (!atlas.GetCustomRect(entry->second, &place)) return;
    const ImVec2 low{std::floor(at.x), std::floor(at.y)};
    list.AddImage(atlas.TexRef, low, {low.x + static_cast<float>(side), low.y + static_cast<float>(side)},
                  place.uv0, place.uv1, colour(ink));
}

} // namespace waymark
