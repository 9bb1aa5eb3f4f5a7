#pragma once
#include "app/focus.hpp"
#include "app/hands.hpp"
#include "app/input.hpp"
#include "app/intent.hpp"

/// The whole board without a pointer. Acts are on the selection when the focused thing is part of it, else on
/// the focused thing.
///
/// anywhere
///   Tab, Shift+Tab            the next, previous stop in reading order: headers, then each lane's tab, its
///                             curves, stars, cells and notes, then the parking lot and loose things
///   arrows                    the nearest stop in that direction; with Shift both are chosen
///   Home, End                 the first, last stop of the row
///   Space                     chooses the focused thing, or no longer
///   Escape                    ends a connector begun, then the selection, then the focus
///   N                         a new note in the focused cell (else in the middle of the view)
///   Delete, Backspace         removes; notes of a stage or lane go to the parking lot
/// note
///   Enter, F2                 writes on it (in an empty cell Enter makes one)
///   Ctrl+arrows               to the neighbouring cell; below the last lane lies the parking lot
///   Ctrl+Shift+arrows         before, after its neighbour in the same cell
///   G                         out of the grid, to lie free; a free one back into the nearest cell
/// free note, picture, ink
///   arrows, with Shift        nudge by 8, by 1, when chosen
///   Alt+Left, Alt+Right       turn by 5° (notes and pictures)
///   Alt+Up, Alt+Down          larger, smaller (notes and pictures)
/// stage header, lane tab
///   Enter, F2                 renames
///   Alt+Left, Alt+Right       moves the stage (Alt+Up, Alt+Down: the lane); with Shift resizes it
///   Insert                    a new stage after it, a new lane under it
/// curve
///   Left, Right, Home, End    the point before, after; the first, the last
///   Up, Down                  the point's score by 0.5, with Shift by 0.1
///   Ctrl+Left, Ctrl+Right     the point along the journey by 5 % of a stage, with Shift by 1 %
///   Insert, Delete            a new point after it (the first one in an empty emotion lane); removes it
///   M                         a magic moment there (on a note: on the note)
/// magic moment
///   Enter                     opens it
///   Ctrl+Left, Ctrl+Right     along its curve
/// note, picture, stage, magic moment
///   C, then Enter on another  a connector between the two
namespace waymark {

/// A keyboard act on the board. Returns whether it was one.
bool press(const KeyPress& key, const Board& board, const Focus& focus, Ask& ask);

/// What shows where the keyboard is beyond the ring around a thing: the focused point of a curve, a connector
/// begun. Screen pixels.
PlacedChunk focus_marks(const Board& board, const Focus& focus, const Theme& theme);

/// The keyboard's stops in reading order: what Tab walks through. A stop is a thing, or an empty cell.
struct Stop {
    Id thing = Id::none;
    Id stage = Id::none, lane = Id::none;
    Rect rect; ///< world
};
std::vector<Stop> stops_in_reading_order(const Board& board);

} // namespace waymark
