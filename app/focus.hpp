#pragma once
#include "sessions/journey.hpp"

#include <cstddef>

namespace waymark {

/// Where the keyboard is on the board. What it names may have gone meanwhile; `press` then falls back to the
/// cell.
struct Focus {
    Id thing = Id::none; ///< note, stage, lane, curve, moment, picture, ink, connector
    Id stage = Id::none,
       lane = Id::none;       ///< the cell: alone when no thing has the focus, else the one it came from
    std::size_t point = 0;    ///< of a curve that has the focus
    Id connecting = Id::none; ///< a connector has been begun at this thing
    bool shown = false;       ///< the ring shows once the keyboard has been used
    bool operator==(const Focus&) const = default;
};

} // namespace waymark
