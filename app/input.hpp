#pragma once
#include "sessions/geometry.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Everything since the last frame, as plain data: the same whoever filled it — window, touch table, recorded
/// file, test.
namespace waymark {

enum class Source : std::uint8_t { mouse, touch, pen };
enum class Button : std::uint8_t { left, middle, right };
enum class ContactPhase : std::uint8_t { begin, move, end, cancel };

/// What a contact touches the board with: the eraser end of a pen, or an object that stamps.
enum class Tip : std::uint8_t { plain, eraser, note, star };

/// A finger, pen tip, pressed mouse button or object on the table. Its id is unique among the contacts that
/// are down.
struct Contact {
    std::uint32_t id = 0;
    Source source = Source::mouse;
    ContactPhase phase = ContactPhase::begin;
    Vec2 at_px;
    float pressure = 1; ///< 0 … 1
    Button button = Button::left;
    Tip tip = Tip::plain;
    float width_px = 0;       ///< how wide it lies on the screen; 0 = the device does not say
    double time_s = 0;        ///< when it happened, as `Input::time_s`; 0 = with the frame
    std::uint32_t device = 0; ///< of a pen: which one it is among all, whichever end; 0 = not known
};

/// The mouse without a button, or a pen near the surface.
struct Hover {
    Vec2 at_px;
    Source source = Source::mouse;
};

struct Modifiers {
    bool shift = false, control = false, alt = false, super = false;
    bool operator==(const Modifiers&) const = default;
};

enum class Key : std::uint8_t {
    unknown,
    a,
    b,
    c,
    d,
    e,
    f,
    g,
    h,
    i,
    j,
    k,
    l,
    m,
    n,
    o,
    p,
    q,
    r,
    s,
    t,
    u,
    v,
    w,
    x,
    y,
    z,
    digit_0,
    digit_1,
    digit_2,
    digit_3,
    digit_4,
    digit_5,
    digit_6,
    digit_7,
    digit_8,
    digit_9,
    escape,
    enter,
    tab,
    space,
    backspace,
    del,
    insert,
    home,
    end,
    page_up,
    page_down,
    left,
    right,
    up,
    down,
    plus,
    minus,
    slash,
    period,
    comma,
    f1,
    f2,
    f3,
    f4,
    f5,
    f6,
    f7,
    f8,
    f9,
    f10,
    f11,
    f12,
    menu
};

struct KeyPress {
    Key key = Key::unknown;
    bool down = true, repeat = false;
    Modifiers with;
};

/// Characters typed, after keyboard layout and input method: UTF-8.
struct Typed {
    std::string text;
};

/// Wheel steps or touchpad travel (one wheel step = 1); y up is positive.
struct Scroll {
    Vec2 at_px, by;
    Modifiers with;
};

/// Files dropped on the window.
struct Dropped {
    Vec2 at_px;
    std::vector<std::string> paths;
};

/// The clipboard's text, after Ctrl+V or because the frame before asked for it.
struct Pasted {
    std::string text;
};

/// The person asked the window system to close the window.
struct CloseAsked {};

/// All contacts of a source ended without their own event (device gone, focus lost).
struct ContactsLost {
    Source source = Source::mouse;
};

using Event =
    std::variant<Contact, Hover, KeyPress, Typed, Scroll, Dropped, Pasted, CloseAsked, ContactsLost>;

/// What has come from the audience's window since the last frame (see audience.hpp).
struct AudienceInput {
    Vec2 size_px{1280, 720};
    std::vector<Event> events;
};

struct Input {
    double time_s = 0;                     ///< since the program started, never backwards
    Vec2 size_px{1280, 800};               ///< of the window's framebuffer
    float density = 1;                     ///< the screen's own scale (1 = 96 dpi)
    float pixels_per_mm = 0;               ///< of the screen the window lies on; 0 = not known
    Vec2 screen_mm;                        ///< how large that screen is; 0 = not known
    std::optional<AudienceInput> audience; ///< while there is such a window
    std::vector<Event> events;             ///< in the order they happened
};

/// What a frame asks of the world around it.
struct Effects {
    enum class Cursor : std::uint8_t { arrow, hand, grab, text, cross, move, resize_x, resize_y };
    Cursor cursor = Cursor::arrow;
    std::shared_ptr<const std::string> title; ///< of the window; the very same while it does not change
    std::vector<std::string> clipboard;       ///< the last of these goes to the clipboard
    bool wants_clipboard = false;             ///< answer with a `Pasted` in the next input
    bool quit = false;
    bool toggle_fullscreen = false;
    bool toggle_audience_fullscreen = false;
    /// When the next frame is needed though nothing happens: 0 = at once (animation), negative = not at all.
    double next_frame_s = -1;
    Rect text_caret_px; ///< where an input method may put its window; empty when nobody writes
};

} // namespace waymark
