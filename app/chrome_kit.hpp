#pragma once
#include "app/app.hpp"
#include "app/chrome_shaped.hpp"
#include "render/icons.hpp"

#include <imgui.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What all panels are made of: fonts, colours, icons, buttons. One look, in one place.
namespace waymark {

/// Sizes of type in the chrome, before the UI scale.
namespace type_size {
inline constexpr float small = 13, body = 15, large = 18, heading = 24, display = 32;
}

enum class Weight : std::uint8_t { regular, semibold };
enum class Emphasis : std::uint8_t { quiet, usual, primary, danger };

class ChromeKit {
public:
    ChromeKit();

    /// Once a frame, before any panel.
    void begin(const App& app);

    // --- measures and colours
    float px(float at_scale_1) const { return at_scale_1 * scale_; }
    float scale() const { return scale_; }
    Vec2 window_px() const { return size_px_; }
    const Theme& colours() const { return *theme_; }
    static ImU32 colour(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
    static ImVec2 vec(Vec2 v) { return {v.x, v.y}; }
    static Vec2 vec(ImVec2 v) { return {v.x, v.y}; }

    // --- windows. Every panel is begun here, so that its place is known to whoever gives events away.
    /// A plain window without decoration at `rect` (screen pixels) in the chrome's colour with soft shadow,
    /// radius (scale 1). Always followed by `end_panel`. `bare`: neither background nor shadow.
    void begin_panel(const char* name, Rect rect, float radius, bool bare = false,
                     ImGuiWindowFlags flags = 0);
    void end_panel();
    /// Dims everything behind and takes all events until `end_modal`; nothing behind answers.
    void begin_modal(const char* name, Rect rect);
    void end_modal();
    /// A rectangle in the window's middle, never larger than the window less a margin.
    Rect centred(Vec2 size_at_scale_1) const;
    /// On a wide wall `centred` means the middle of that third of the window: −1 left, 0 middle, 1 right.
    void lean(int side) { lean_ = side; }

    // --- type
    void text(std::string_view words, float size = type_size::body, Weight weight = Weight::regular);
    void quiet_text(std::string_view words, float size = type_size::body);
    /// Wrapped at the panel's right edge.
    void paragraph(std::string_view words, float size = type_size::body);
    void push_type(float size, Weight weight = Weight::regular);
    void pop_type();
    /// `width_px`: wrapped to it; 0 = not.
    Vec2 measure(std::string_view words, float size, Weight weight = Weight::regular, float width_px = 0);
    /// On one line within `width` px, cut with "…" where it is longer.
    std::string shortened(std::string_view words, float width, float size, Weight weight = Weight::regular);
    void draw_text(ImDrawList& list, Vec2 at, std::string_view words, Colour colour, float size,
                   Weight weight = Weight::regular);

    // --- things to press; all at least 48 px × UI scale unless a size says otherwise
    bool icon_button(const char* id, Icon which, std::string_view hint, bool active = false,
                     bool enabled = true, float side = 48);
    bool button(const std::string& label, Emphasis emphasis = Emphasis::usual, bool enabled = true,
                float width = 0);
    /// A row over the panel's whole width: icon, label, something quiet at the right end.
    bool row(const char* id, Icon which, std::string_view label, std::string_view at_end, bool active = false,
             bool enabled = true);
    bool swatch(const char* id, Colour fill, std::string_view hint, bool chosen, float side = 40);
    /// A choice among a few words, one beside the other. Returns whether `chosen` has changed.
    bool segmented(const char* id, const std::vector<std::string>& labels, int& chosen);
    /// A one-line (or taller) field with a label over it. True when the person has finished changing it.
    /// While they are, `value` is what stands in it, whatever others do to the session meanwhile.
    bool field(const char* id, std::string_view label, std::string& value, float height_lines = 1);
    /// Somebody has changed one of the fields shown since this was last asked, and is still in it.
    bool take_draft() { return std::exchange(draft_, false); }
    /// The next field or button gets the keyboard.
    void keys_to_next() { keys_to_next_ = true; }
    /// Whether Tab and the arrow keys walk over buttons too; off where the arrow keys choose in a list.
    void walk_buttons(bool on) { walk_buttons_ = on; }
    /// Somebody writes in the field that was just shown. `many_lines`: Enter begins a new one.
    struct WrittenField {
        Rect place_px, panel_px;
        bool many_lines = false;
    };
    /// After each field, so that it is known where on-screen keys write to.
    void tell_field(bool many_lines);
    /// Of this frame; nothing when nobody writes.
    const std::optional<WrittenField>& written_field() const { return written_field_; }
    /// Over a field that nobody writes in, which itself shows no letters: words that it could not set.
    void draw_in_field(ImDrawList& list, Rect field, std::string_view words);
    void gap(float at_scale_1);
    void hint(std::string_view words); ///< of the last item, when the mouse rests on it

    void draw_icon(ImDrawList& list, Icon which, Vec2 at, float side_px, Colour colour);
    void draw_shadow(ImDrawList& list, Rect rect, float radius_px) const;

    // --- what the panels cover (of this frame)
    const std::vector<Rect>& places() const { return places_; }
    bool modal() const { return modal_; }

private:
    struct IconKey {
        Icon which;
        int side_px;
        auto operator<=>(const IconKey&) const = default;
    };
    void load_fonts();
    void set_style();
    ImFont* font(Weight weight) const { return weight == Weight::semibold ? semibold_ : regular_; }
    ShapedTexts::Wish wish(std::string_view words, float size, Weight weight, float width_px) const;
    float ascent(float size, Weight weight) const;
    bool pressable(const char* id, Vec2 size, bool enabled, bool& hovered, bool& held);
    void take_keys();
    void take_what_is_written(std::string& value);

    ImFont* regular_ = nullptr;
    ImFont* semibold_ = nullptr;
    float height_em_ = 1; ///< of a line: Dear ImGui's sizes are of lines, our engine's of an em
    std::map<IconKey, ImFontAtlasRectId> icons_;
    ShapedTexts shaped_;
    std::vector<Rect> places_;
    const Theme* theme_;
    float scale_ = 1;
    Vec2 size_px_{1, 1};
    bool modal_ = false;
    int lean_ = 0;
    bool keys_to_next_ = false, walk_buttons_ = false, draft_ = false;
    std::optional<WrittenField> written_field_;
};

} // namespace waymark
