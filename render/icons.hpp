#pragma once
#include "render/path.hpp"

#include <cstdint>
#include <string_view>

namespace waymark {

/// Our own icons: one family on a 24 × 24 grid, strokes of 2 with round ends, kept as filled outlines.
enum class Icon : std::uint8_t {
    // kinds of notes
    pain,
    gain,
    idea,
    question,
    need,
    action,
    decision,
    quote,
    // evidence: an assumption is an empty ring, what customers confirmed a full disc
    evidence_assumption,
    evidence_hearsay,
    evidence_observed,
    evidence_measured,
    evidence_confirmed,
    face_worst,
    face_neutral,
    face_best,
    star,
    star_outline,
    flag,
    // tools
    hand,
    note,
    curve,
    magic_moment,
    pen,
    connector,
    picture,
    eraser,
    // chrome
    undo,
    redo,
    search,
    menu,
    present,
    export_file,
    timer,
    history,
    plus,
    minus,
    fit,
    close,
    check,
    chevron_left,
    chevron_right,
    chevron_up,
    chevron_down,
    trash,
    duplicate,
    palette,
    folder,
    file,
    save,
    home,
    clock,
    keyboard,
    warning,
    settings,
    sun,
    moon,
    lock,
    arrow_up,
    arrow_down,
    arrow_left,
    arrow_right,
    tag,
    person,
    eye,
    stage,
    lane,
    journey,
    tolerance,
    expectation,
    loop,
    text,
    cursor,
    // on-screen keyboards
    key_backspace,
    key_enter,
    key_shift,
    key_shift_locked,
    key_done,
    globe,
    more,
    turn,
};
inline constexpr std::size_t icon_count = static_cast<std::size_t>(Icon::turn) + 1;
inline constexpr float icon_grid = 24;

/// The icon's outline on its grid; the same object for every call.
const Path& icon(Icon which);

} // namespace waymark
