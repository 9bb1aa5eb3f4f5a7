#pragma once
#include "render/layout.hpp"
#include "sessions/id_map.hpp"

/// How a layout is made, step by step; each step fills its part of `made` and stands on those before it.
namespace waymark::layout_parts {

struct Making {
    const Journey& journey;
    TextEngine& engine;
    const Layout* previous; ///< only when its texts can be used again
    Layout made;
    IdMap<std::size_t> stage_places;
    float right = 0; ///< of the last stage
};

/// Notes with their texts and sizes, at no place yet.
void measure_notes(Making& making);
/// Stages, lanes, cells, the parking lot and the places of all notes.
void place_rows(Making& making);
/// Emotion lane, curves and the peak-end strip.
void place_curves(Making& making);
void place_moments(Making& making);
/// Pictures, connectors and ink.
void place_loose_things(Making& making);

/// The upright rectangle around `rect` turned about its middle.
Rect turned_bounds(const Rect& rect, float angle);

} // namespace waymark::layout_parts
