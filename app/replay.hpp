#pragma once
#include "app/input.hpp"
#include "sessions/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Recorded input: what hands did, as a file that a test or a bug report can carry.
///
/// JSON Lines in UTF-8: every line is one frame, an object with any of these fields. Empty lines and lines
/// that begin with
/// `#` are skipped. A line is at most 1 MB, a file 64 MB; numbers are finite; unknown fields are refused.
///
///     "t"         seconds since the start, never less than on the line before (default: 1/60 s after it)
///     "size"      [width, height] of the window in pixels; holds until the next "size" (at first 1280 × 800)
///     "density"   the screen's own scale, 1 = 96 dpi; holds until the next one
///     "mods"      modifiers held during this line's keys and scroll: "shift", "control", "alt", "super"
///     "hover"     [x, y]: the mouse without a button, pixels from the window's top left
///     "pen_hover" [x, y]: a pen near the surface
///     "contacts"  fingers, pens, pressed buttons: [{"id": 1, "source": "mouse"|"touch"|"pen",
///                 "phase": "begin"|"move"|"end"|"cancel", "x": …, "y": …, "pressure": 0…1,
///                 "button": "left"|"middle"|"right", "tip": "plain"|"eraser"|"note"|"star", "width": …}];
///                 id (1), source (mouse), pressure (1), button (left), tip (plain) and width (0) may be left
///                 out
///     "scroll"    [dx, dy] in wheel steps, up is positive, where the mouse was last
///     "keys"      pressed and let go one after the other: "a" … "z", "0" … "9", "escape", "enter", "tab",
///     "space",
///                 "backspace", "delete", "insert", "home", "end", "page_up", "page_down", "left", "right",
///                 "up", "down", "plus", "minus", "slash", "period", "comma", "f1" … "f12", "menu"; or
///                 {"key": "space", "down": true, "repeat": false} for one half of it
///     "text"      characters typed, after keyboard layout and input method
///     "paste"     text that the clipboard gives
///     "drops"     files dropped: [{"x": …, "y": …, "paths": ["…"]}]
///     "lost"      "mouse"|"touch"|"pen": all its contacts ended without their own event
///     "close"     true: the person asked to close the window
///
/// Within a line things happen in the order of this list, from "hover" on; what needs another order takes two
/// lines.
namespace waymark {

inline constexpr std::size_t replay_line_limit = 1 << 20, replay_file_limit = 64 << 20;

/// The frames of a recorded file, one after the other: a file of short lines has so many of them that
/// together they need more memory than there is.
class RecordedInput {
public:
    /// `lines` must outlive it; `name` is for sentences.
    RecordedInput(std::string_view lines, std::string name);
    ~RecordedInput();
    RecordedInput(const RecordedInput&) = delete;
    RecordedInput& operator=(const RecordedInput&) = delete;

    /// Nothing at the end. An error names the line; nothing comes behind it.
    Result<std::optional<Input>> next();

private:
    struct Reader;
    std::string_view lines_;
    std::string name_;
    std::size_t number_ = 0; ///< of the line read last, from 1
    std::unique_ptr<Reader> reader_;
};

/// All of them at once: for files of one's own.
Result<std::vector<Input>> inputs_from(std::string_view lines, const std::string& name);

} // namespace waymark
