#pragma once
#include "app/focus.hpp"
#include "app/hands.hpp"
#include "app/input.hpp"
#include "app/intent.hpp"

/// The whole board without a pointer. Acts are on the selection when the focused thing is part of it, else on the focused thing.
///
/// | where            | keys                     | what happens                                                         |
/// |------------------|--------------------------|----------------------------------------------------------------------|
/// | anywhere         | Tab, Shift+Tab           | the next, previous stop in reading order: headers, then each lane's  |
/// |                  |                          | tab, cells with their notes (curves and moments in the emotion lane),|
/// |                  |                          | then the parking lot, free notes, pictures, connectors, ink          |
/// |                  | arrows                   | the nearest stop in that direction                                   |
/// |                  | Shift+arrows             | the same, and both are chosen                                        |
/// |                  | Home, End                | the first, last stop of the row                                      |
/// |                  | Space                    | chooses the focused thing, or no longer                              |
/// |                  | Escape                   | ends a connector begun, then the selection, then the focus           |
/// |                  | N                        | a new note in the focused cell (else in the middle of the view)      |
/// | note             | Enter, F2                | writes on it                                                         |
/// |                  | Ctrl+arrows              | to the neighbouring cell; below the last lane lies the parking lot   |
/// |                  | Ctrl+Shift+arrows        | before, after its neighbour in the same cell                         |
/// |                  | G                        | out of the grid, to lie free; a free one back into the cell under it |
/// | empty cell       | Enter                    | a new note there                                                     |
/// | chosen free      | arrows, with Shift       | nudge by 8, by 1                                                     |
/// |   note, picture, | Alt+Left, Alt+Right      | turn by 5° (notes and pictures)                                      |
/// |   ink            | Alt+Up, Alt+Down         | larger, smaller (notes and pictures)                                 |
/// | stage header     | Enter, F2                | renames                                                              |
/// |                  | Alt+Left, Alt+Right      | moves the stage; with Shift: narrower, wider                         |
/// |                  | Insert                   | a new stage after it                                                 |
/// | lane tab         | Enter, F2                | renames                                                              |
/// |                  | Alt+Up, Alt+Down         | moves the lane; with Shift: lower, taller                            |
/// |                  | Insert                   | a new lane under it                                                  |
/// | curve            | Left, Right              | the point before, after; Home, End: the first, last                  |
/// |                  | Up, Down                 | the point's score by 0.5, with Shift by 0.1                          |
/// |                  | Ctrl+Left, Ctrl+Right    | the point along the journey by a twentieth of a stage, Shift: a fifth of that |
/// |                  | Insert                   | a new point after it (in an empty emotion lane: the first one)       |
/// |                  | Delete                   | removes the point                                                    |
/// | curve, note      | M                        | a magic moment there                                                 |
/// | magic moment     | Enter                    | opens it                                                             |
/// |                  | Ctrl+Left, Ctrl+Right    | along its curve                                                      |
/// | note, picture,   | C, then Enter on another | a connector between the two                                          |
/// |  stage, moment   |                          |                                                                      |
/// | any of them      | Delete, Backspace        | removes it; notes of a stage or lane go to the parking lot           |
namespace waymark {

/// A keyboard act on the board. Returns whether it was one.
bool press(const KeyPress& key, const Board& board, const Focus& focus, Ask& ask);

/// The keyboard's stops in reading order: what Tab walks through. A stop is a thing, or an empty cell.
struct Stop {
    Id thing = Id::none;
    Id stage = Id::none, lane = Id::none;
    Rect rect; ///< world
};
std::vector<Stop> stops_in_reading_order(const Board& board);

} // namespace waymark
