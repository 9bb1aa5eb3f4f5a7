#pragma once
#include "render/later_texts.hpp"
#include "render/layout.hpp"
#include "sessions/id_map.hpp"

#include <unordered_map>

/// How a layout is made, step by step; each step fills its part of `made` and stands on those before it.
namespace waymark::layout_parts {

/// A chunk of notes on its way into the layout: the one of the layout before while nothing of it has changed.
class ChunkDraft {
public:
    /// As it was in the layout before.
    explicit ChunkDraft(Shared<NoteBoxChunk> kept) : kept_{std::move(kept)} {}
    /// New.
    explicit ChunkDraft(NoteBoxChunk own) : own_{std::move(own)} {}

    const NoteBoxChunk& operator*() const { return own_ ? *own_ : **kept_; }
    const NoteBoxChunk* operator->() const { return &**this; }
    bool is_new() const { return !kept_; }
    NoteBoxChunk& change();
    /// The note's rectangle before turning, and how large it is drawn.
    void put(std::size_t offset, const Rect& rect, float scale);
    Shared<NoteBoxChunk> finished();

private:
    std::optional<Shared<NoteBoxChunk>> kept_;
    std::optional<NoteBoxChunk> own_;
};

/// Chunks that have no counterpart in the other layout, between two that have.
struct ChunkGap {
    std::size_t begin = 0, end = 0;               ///< of the new ones
    std::size_t begin_before = 0, end_before = 0; ///< of those before
};

struct Making {
    const Journey& journey;
    TextEngine& engine;
    LaterTexts* later;      ///< null: every text is set now
    const Layout* previous; ///< only when its texts can be used again
    Layout made;
    IdMap<std::size_t> stage_places, lane_places;
    bool same_cells = false; ///< the layout before has the same stages and lanes
    float right = 0;         ///< of the last stage
    std::vector<ChunkDraft> chunks;
    std::vector<ChunkGap> gaps; ///< where chunks differ from those before

    std::size_t cell_count() const { return journey.stages.size() * journey.lanes.size(); }
    /// The place of the note's cell in `Layout::cells`; one past them for those that wait and those whose
    /// cell is not there; nothing for free ones.
    std::optional<std::uint32_t> cell_of(const Note& note) const;
};

/// The note's own size, before it is scaled or turned.
Vec2 natural_size(const NoteBox& box);
/// Whether a note in a cell lies across: it faces the table's left or right side.
bool lies_across(const Note& note, bool on_table);
/// The room that a note needs in a cell, as it is turned; before it is made to fit.
Vec2 room_wanted(const NoteBox& box, bool on_table);

/// The text of each note, fitted into it.
std::vector<Shared<TextLayout>> note_texts(const std::vector<const Note*>& notes, const std::string& language,
                                           TextEngine& engine);
/// Notes with their texts and sizes; those that are new are at no place yet.
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
