#pragma once
#include "app/keyboard.hpp"

#include <optional>
#include <vector>

/// The parts of the keyboard's `press`, one for each subject. Internal to app/keyboard*.cpp.
namespace waymark {

/// A key on its way through the acts.
struct Pressed {
    const KeyPress& key;
    const Board& board;
    Focus focus; ///< only what exists
    Ask& ask;

    bool plain() const { return !key.with.control && !key.with.alt && !key.with.shift; }
    bool shift_only() const { return !key.with.control && !key.with.alt; }
};

/// A step along the board for an arrow key; nothing for other keys.
std::optional<Vec2> direction(Key key);

/// The focus as `FocusOn`, shown from now on.
FocusOn shown(const Focus& focus);
FocusOn focus_of(const Stop& stop, const Focus& before, const Board& board);
/// The stop the focus is on.
std::optional<Stop> stop_of(const std::vector<Stop>& stops, const Focus& focus);
/// The nearest of them in a direction from a rectangle.
const Stop* nearest(const std::vector<Stop>& stops, const Rect& from, Vec2 direction);
/// The view moved so that a stop can be seen.
void look_at(const Stop& stop, const Board& board, Ask& ask);

/// What an act is on: the selection when the focused thing belongs to it or has not been shown, else the
/// focused thing.
std::vector<Id> acted_on(const Pressed& pressed);
std::vector<Id> acted_notes(const Pressed& pressed);

bool press_on_note(const Pressed& pressed);   ///< keyboard_notes.cpp: cells, order, grid
bool press_on_loose(const Pressed& pressed);  ///< keyboard_notes.cpp: nudge, turn, resize
bool press_on_curve(const Pressed& pressed);  ///< keyboard_curve.cpp
bool press_on_moment(const Pressed& pressed); ///< keyboard_curve.cpp
bool press_on_stage(const Pressed& pressed);  ///< keyboard_map.cpp
bool press_on_lane(const Pressed& pressed);   ///< keyboard_map.cpp

/// A place this part of a stage further along the journey (negative: back), over stage borders.
StagePlace further_along(const Journey& journey, StagePlace place, float by);

} // namespace waymark
