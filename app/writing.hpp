#pragma once
#include "app/input.hpp"
#include "render/text.hpp"
#include "sessions/journey.hpp"

#include <optional>
#include <string>
#include <vector>

/// Writing on a note, a stage header or a lane tab: a caret, a selection and an undo of its own until it is
/// committed as one edit.
namespace waymark {

struct Writing {
    Id thing{};
    Id person = Id::none;  ///< a Participant: who writes
    bool one_line = false; ///< titles; Enter commits
    std::string before;    ///< the text when writing began
    std::string text;
    std::size_t caret = 0, anchor = 0; ///< bytes; equal when nothing is selected
    float goal_x = -1;                 ///< kept while moving up and down
    double changed_s = 0;              ///< time of the last change: the caret blinks from there
    Source source = Source::mouse;     ///< how it was begun; the hardware keyboard counts as the mouse
    std::uint32_t contact = 0;         ///< the contact that is selecting by dragging, plus one; 0 = none
    int clicks = 0;                    ///< of the last press on the text: 1 caret, 2 word, 3 all
    double clicked_s = -1;
    struct Past {
        std::string text;
        std::size_t caret = 0, anchor = 0;
    };
    std::vector<Past> past, undone;
    enum class Act : std::uint8_t {
        none,
        typing,
        deleting
    } last_act = Act::none; ///< further ones like it are the same undo step
};

/// What a key did to the writing.
enum class WritingResult : std::uint8_t { taken, not_taken, commit, abandon, copy, cut, paste };

Writing started(Id thing, std::string text, bool one_line, bool select_all, double time_s);

/// Typed characters or a paste: cleaned, in place of the selection, within the limit of a note (of a title).
/// Nothing typed removes the selection.
/// Cut: the limit was reached, the rest is not in the text.
struct PasteResult {
    bool cut = false;
};
PasteResult type(Writing& writing, std::string_view text, double time_s);

/// One key: movement by graphemes, words, lines; selection with Shift; Backspace/Delete (with Ctrl: words),
/// Home/End, Ctrl+A/C/X/V/Z/Y; Esc, Tab, Ctrl+Enter and (one line) Enter commit, Shift+Esc abandons. Left and
/// right are as seen, whatever the script. `layout` is how the text lies at the moment; `stops` belongs to
/// its text (when it does not, characters are stepped over).
WritingResult press(Writing& writing, const KeyPress& key, const TextLayout& layout, const TextStops& stops,
                    double time_s);

/// A contact on the text: `at` from the text box's top left; `extend` keeps the anchor. `clicks`: 1 caret, 2
/// word, 3 all.
void point_at(Writing& writing, const TextLayout& layout, const TextStops& stops, Vec2 at, bool extend,
              int clicks, double time_s);

std::string selected(const Writing& writing);

} // namespace waymark
