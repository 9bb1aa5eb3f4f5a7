#include "app/writing.hpp"

#include "app/writing_steps.hpp"
#include "sessions/clean_text.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr double pause_s = 1.5; ///< typing after a longer rest is another undo step
constexpr std::size_t past_limit = 200;

std::size_t limit_of(const Writing& writing) { return writing.one_line ? title_text_limit : note_text_limit; }

/// Between `from` and `to`, not more than `limit` bytes, whole characters only.
std::string_view first_bytes(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && is_continuation(text[limit])) --limit;
    return text.substr(0, limit);
}

/// Remembers the text as it is, unless the change to come belongs to the step under way.
void remember_past(Writing& writing, Writing::Act act, double time_s) {
    const bool same_step =
        act != Writing::Act::none && act == writing.last_act && time_s - writing.changed_s < pause_s;
    writing.last_act = act;
    writing.undone.clear();
    if (same_step && !writing.past.empty()) return;
    writing.past.push_back({writing.text, writing.caret, writing.anchor});
    if (writing.past.size() > past_limit) writing.past.erase(writing.past.begin());
}

/// Puts `text` in place of the bytes between `from` and `to`; the caret goes behind it. The whole is cleaned
/// again: a mark typed behind others, or half of a pair removed, may spoil what was clean.
void replace(Writing& writing, std::size_t from, std::size_t to, std::string_view text, double time_s) {
    std::string whole = writing.text.substr(0, from);
    whole += text;
    whole += std::string_view{writing.text}.substr(to);
    writing.text = clean_text(whole, limit_of(writing)).text;
    writing.caret = writing.anchor = whole_character(writing.text, from + text.size());
    writing.goal_x = -1;
    writing.changed_s = time_s;
}

/// A new line ends a step of the undo, and so does the first character after white space.
bool ends_step(const Writing& writing, std::string_view text) {
    if (text.find('\n') != std::string_view::npos || text.size() > 8) return true;
    const std::size_t caret = std::min(writing.caret, writing.text.size());
    const bool after_space = caret > 0 && (writing.text[caret - 1] == ' ' || writing.text[caret - 1] == '\n');
    return after_space && text != " ";
}

void erase(Writing& writing, std::size_t from, std::size_t to, double time_s) {
    if (from >= to) return;
    const bool was_selected = writing.caret != writing.anchor;
    remember_past(writing, was_selected ? Writing::Act::none : Writing::Act::deleting, time_s);
    replace(writing, from, to, {}, time_s);
}

void time_travel(Writing& writing, std::vector<Writing::Past>& from, std::vector<Writing::Past>& to,
                 double time_s) {
    writing.last_act = Writing::Act::none;
    if (from.empty()) return;
    to.push_back({writing.text, writing.caret, writing.anchor});
    writing.text = std::move(from.back().text);
    writing.caret = from.back().caret;
    writing.anchor = from.back().anchor;
    from.pop_back();
    writing.goal_x = -1;
    writing.changed_s = time_s;
}

void go_to(Writing& writing, std::size_t at, bool extend, double time_s) {
    writing.caret = at;
    if (!extend) writing.anchor = at;
    writing.goal_x = -1;
    writing.changed_s = time_s;
    writing.last_act = Writing::Act::none;
}

/// One line up or down, at the x where the movement began.
void go_to_line(Writing& writing, const Steps& steps, int lines, bool extend, double time_s) {
    if (writing.goal_x < 0 && steps.fits()) writing.goal_x = caret_at(steps.layout(), writing.caret).at.x;
    const float goal_x = writing.goal_x;
    const std::size_t line = steps.line_of(writing.caret);
    std::size_t at = writing.caret;
    if (lines < 0)
        at = line == 0 ? 0 : byte_on_other_line(steps.layout(), writing.caret, lines, goal_x);
    else
        at = line + 1 >= steps.lines() ? writing.text.size()
                                       : byte_on_other_line(steps.layout(), writing.caret, lines, goal_x);
    go_to(writing, steps.nearest(at), extend, time_s);
    writing.goal_x = goal_x;
}

/// Left or right. With a selection and without Shift, to that end of it.
void go_sideways(Writing& writing, const Steps& steps, bool to_the_right, const Modifiers& with,
                 double time_s) {
    if (with.control) {
        const bool onwards = to_the_right != steps.is_right_to_left(writing.caret);
        go_to(writing, onwards ? steps.word_end_after(writing.caret) : steps.word_start_before(writing.caret),
              with.shift, time_s);
        return;
    }
    if (writing.caret != writing.anchor && !with.shift) {
        go_to(writing, steps.visually_outer(writing.caret, writing.anchor, to_the_right), false, time_s);
        return;
    }
    go_to(writing, steps.beside(writing.caret, to_the_right), with.shift, time_s);
}

/// The letters with Ctrl.
WritingResult press_command(Writing& writing, const KeyPress& key, double time_s) {
    const bool has_selection = writing.caret != writing.anchor;
    switch (key.key) {
    case Key::a:
        writing.anchor = 0;
        writing.caret = writing.text.size();
        writing.changed_s = time_s;
        return WritingResult::taken;
    case Key::c: return has_selection ? WritingResult::copy : WritingResult::taken;
    case Key::x: return has_selection ? WritingResult::cut : WritingResult::taken;
    case Key::v: return WritingResult::paste;
    case Key::z:
        if (key.with.shift)
            time_travel(writing, writing.undone, writing.past, time_s);
        else
            time_travel(writing, writing.past, writing.undone, time_s);
        return WritingResult::taken;
    case Key::y: time_travel(writing, writing.undone, writing.past, time_s); return WritingResult::taken;
    default: return WritingResult::not_taken;
    }
}

void press_erase(Writing& writing, const Steps& steps, bool backwards, bool words, double time_s) {
    std::size_t from = std::min(writing.caret, writing.anchor), to = std::max(writing.caret, writing.anchor);
    if (from == to) {
        if (backwards)
            from = words ? steps.word_start_before(from) : steps.before(from);
        else
            to = words ? steps.word_end_after(to) : steps.after(to);
    }
    erase(writing, from, to, time_s);
}

bool press_movement(Writing& writing, const KeyPress& key, const Steps& steps, double time_s) {
    const bool extend = key.with.shift;
    const std::size_t line = steps.line_of(writing.caret);
    switch (key.key) {
    case Key::left: go_sideways(writing, steps, false, key.with, time_s); return true;
    case Key::right: go_sideways(writing, steps, true, key.with, time_s); return true;
    case Key::up: go_to_line(writing, steps, -1, extend, time_s); return true;
    case Key::down: go_to_line(writing, steps, 1, extend, time_s); return true;
    case Key::home:
        go_to(writing, key.with.control ? 0 : steps.line_start(line), extend, time_s);
        return true;
    case Key::end:
        go_to(writing, key.with.control ? writing.text.size() : steps.line_end(line), extend, time_s);
        return true;
    case Key::page_up: go_to(writing, 0, extend, time_s); return true;
    case Key::page_down: go_to(writing, writing.text.size(), extend, time_s); return true;
    default: return false;
    }
}

/// Where caret and anchor may stand whatever was handed in.
void bring_in_range(Writing& writing) {
    writing.caret = whole_character(writing.text, writing.caret);
    writing.anchor = whole_character(writing.text, writing.anchor);
}

} // namespace

Writing started(Id thing, std::string text, bool one_line, bool select_all, double time_s) {
    Writing writing;
    writing.thing = thing;
    writing.one_line = one_line;
    writing.before = text;
    writing.text = std::move(text);
    writing.caret = writing.text.size();
    writing.anchor = select_all ? 0 : writing.caret;
    writing.changed_s = time_s;
    return writing;
}

PasteResult type(Writing& writing, std::string_view text, double time_s) {
    bring_in_range(writing);
    const std::size_t from = std::min(writing.caret, writing.anchor),
                      to = std::max(writing.caret, writing.anchor);
    if (text.empty()) {
        erase(writing, from, to, time_s);
        return {};
    }
    const std::size_t limit = limit_of(writing), kept = writing.text.size() - (to - from);
    const std::size_t room = limit > kept ? limit - kept : 0;
    CleanText clean = clean_text(text, limit);
    if (writing.one_line)
        std::ranges::replace_if(
            clean.text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    const std::string_view fitting = first_bytes(clean.text, room);
    const bool cut = clean.cut || fitting.size() < clean.text.size();
    if (fitting.empty()) return {cut};
    const bool own_step = from != to || ends_step(writing, fitting);
    if (own_step) writing.last_act = Writing::Act::none;
    remember_past(writing, Writing::Act::typing, time_s);
    replace(writing, from, to, fitting, time_s);
    return {cut};
}

WritingResult press(Writing& writing, const KeyPress& key, const TextLayout& layout, const TextStops& stops,
                    double time_s) {
    if (!key.down) return WritingResult::not_taken;
    bring_in_range(writing);
    const Steps steps{writing.text, layout, stops};
    if (key.key == Key::escape) return key.with.shift ? WritingResult::abandon : WritingResult::commit;
    if (key.key == Key::tab) return WritingResult::commit;
    if (key.key == Key::enter) {
        if (writing.one_line || key.with.control) return WritingResult::commit;
        type(writing, "\n", time_s);
        return WritingResult::taken;
    }
    if (key.key == Key::backspace || key.key == Key::del) {
        press_erase(writing, steps, key.key == Key::backspace, key.with.control, time_s);
        return WritingResult::taken;
    }
    if (key.with.alt) return WritingResult::not_taken;
    if (press_movement(writing, key, steps, time_s)) return WritingResult::taken;
    if (key.with.control) return press_command(writing, key, time_s);
    // Keys that bring characters: those come as `Typed`, and no command may take the key before.
    const bool brings_text = (key.key >= Key::a && key.key <= Key::digit_9) || key.key == Key::space ||
                             (key.key >= Key::plus && key.key <= Key::comma) || key.key == Key::unknown;
    return brings_text && !key.with.super ? WritingResult::taken : WritingResult::not_taken;
}

void point_at(Writing& writing, const TextLayout& layout, const TextStops& stops, Vec2 at, bool extend,
              int clicks, double time_s) {
    bring_in_range(writing);
    const Steps steps{writing.text, layout, stops};
    const std::size_t byte = steps.nearest(steps.fits() ? byte_at(layout, at) : writing.text.size());
    go_to(writing, byte, extend, time_s);
    if (extend || clicks <= 1) return;
    if (clicks == 2) {
        const auto [from, to] = steps.word_at(byte);
        writing.anchor = from;
        writing.caret = to;
    } else {
        writing.anchor = 0;
        writing.caret = writing.text.size();
    }
}

std::string selected(const Writing& writing) {
    const std::size_t size = writing.text.size();
    const std::size_t from = std::min({writing.caret, writing.anchor, size}),
                      to = std::min(std::max(writing.caret, writing.anchor), size);
    return writing.text.substr(from, to - from);
}

} // namespace waymark
