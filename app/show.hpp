#pragma once
#include "app/app.hpp"

/// From the App to the picture: previews, layout, painting, and what hands and the caret draw over it.
namespace waymark {

/// The text being written as it lies on the board.
struct WrittenText {
    Shared<TextLayout> text;
    TextStyle style;
    Vec2 at;     ///< the text box's top left, in the coordinates `to_text` gives
    Rect box;    ///< where a press belongs to the text, same coordinates
    Vec2 origin; ///< world
    Vec2 pin_from,
        pinned{}; ///< of a header or tab: see `pin_shift`; `origin` is the one under the app's view
    float scale = 1, angle = 0;
    Colour ink;
    /// From the world into the (unturned, unscaled) coordinates of the thing that is written on.
    Vec2 to_text(Vec2 world) const;
    Vec2 to_world(Vec2 text) const;
};
std::optional<WrittenText> written_text(App& app, const Writing& writing);
/// The same where `app.shown` is up to date; `written_text` sees to that first, which pictures all hands.
std::optional<WrittenText> shown_text(App& app, const Writing& writing);
/// One for each of `app.writing`, likewise.
using ShownTexts = std::vector<std::optional<WrittenText>>;
/// The note lies, as `app.shown` has it, under a header or tab that would hide it.
bool lies_under_pins(const App& app, Id note);
/// The text as it looks under a view, in its pixels.
Placed text_under(const View& view, const WrittenText& written);

/// The curve whose points show: the one under the mouse, or chosen by keyboard or tool.
Id near_curve(const App& app);

inline constexpr float near_px = 24; ///< how close to a curve the mouse must be for its points to show

/// Brings `app.shown` up to date with what hands and writing are doing now.
void bring_up_to_date(App& app);

/// Layout with all previews, scene, overlay. `effects.next_frame_s` is 0 when hands move by themselves.
Frame shown_frame(App& app);

} // namespace waymark
