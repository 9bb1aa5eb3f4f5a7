#include "render/layout_parts.hpp"
#include "sessions/facing.hpp"
#include "sessions/same_places.hpp"

#include <algorithm>
#include <unordered_map>

/// Notes chunk by chunk: what a chunk needs to know besides the places, which `place_rows` gives.
namespace waymark::layout_parts {

namespace {

float note_height(const TextLayout& text) {
    return std::max(note_size, note_text_inset + text.box.y + note_foot);
}

/// What is known of the notes of chunks that have changed.
struct Earlier {
    std::unordered_map<Id, const NoteBox*> boxes;         ///< as they were
    std::unordered_map<Id, Shared<TextLayout>> new_texts; ///< of those that say something else now

    const NoteBox* box(Id note) const {
        const auto found = boxes.find(note);
        return found == boxes.end() ? nullptr : found->second;
    }
};

bool has_its_text(const NoteBox* before, const Shared<Note>& note) {
    return before && (before->note.same(note) || before->note->text == note->text);
}

/// A note keeps its text while it says the same, and its place until it gets another one.
NoteBox note_box(const Shared<Note>& note, const Earlier& earlier, bool on_table) {
    const NoteBox* const before = earlier.box(note->id);
    const auto fresh = earlier.new_texts.find(note->id);
    NoteBox box{note, {}, 1, 0, fresh == earlier.new_texts.end() ? before->text : fresh->second};
    if (before) box.rect.at = before->rect.at;
    if (on_table) box.angle = angle_of(note->facing);
    if (const Free* free = std::get_if<Free>(&note->place)) {
        box.rect.at = free->at;
        box.scale = note->scale;
        box.angle += note->angle;
    } else if (before && !std::holds_alternative<Free>(before->note->place)) {
        box.scale = before->scale; // right while its cell is filled as before; else it gets another one
    }
    box.rect.size = Vec2{note_size, note_height(*box.text)} * box.scale;
    return box;
}

void lay_out_new_texts(const std::vector<std::size_t>& places, Making& making, Earlier& earlier) {
    const auto& chunks = making.journey.notes.chunks();
    std::vector<const Note*> notes;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        if (places[i] != nowhere) continue;
        for (const Shared<Note>& note : *chunks[i]) {
            if (has_its_text(earlier.box(note->id), note)) continue;
            std::optional<Shared<TextLayout>> stand_in;
            if (making.later) stand_in = making.later->stand_in(note, making.made.language);
            if (stand_in)
                earlier.new_texts.emplace(note->id, std::move(*stand_in));
            else
                notes.push_back(note.get());
        }
    }
    const std::vector<Shared<TextLayout>> texts = note_texts(notes, making.made.language, making.engine);
    for (std::size_t i = 0; i < notes.size(); ++i) earlier.new_texts.emplace(notes[i]->id, texts[i]);
}

ChunkCells cells_of(const std::vector<NoteBox>& boxes, const Making& making) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places; // cell, place in the chunk
    places.reserve(boxes.size());
    for (std::uint32_t i = 0; i < boxes.size(); ++i)
        if (const std::optional<std::uint32_t> cell = making.cell_of(*boxes[i].note))
            places.emplace_back(*cell, i);
    std::sort(places.begin(), places.end());
    ChunkCells cells;
    cells.order.reserve(places.size());
    for (const auto& [cell, place] : places) {
        if (cells.parts.empty() || cells.parts.back().cell != cell) {
            const auto begin = static_cast<std::uint32_t>(cells.order.size());
            cells.parts.push_back({cell, begin, begin});
        }
        cells.order.push_back(place);
        ++cells.parts.back().end;
    }
    return cells;
}

NoteBoxChunk chunk_of(const Shared<List<Note>::Chunk>& notes, const Earlier& earlier, const Making& making) {
    NoteBoxChunk chunk{notes, {}, {}, 0, {}, notes->front()->id, notes->front()->id};
    chunk.boxes.reserve(notes->size());
    for (const Shared<Note>& note : *notes) {
        chunk.boxes.push_back(note_box(note, earlier, making.made.on_table));
        chunk.free += std::holds_alternative<Free>(note->place) ? 1 : 0;
        chunk.lowest = std::min(chunk.lowest, note->id);
        chunk.highest = std::max(chunk.highest, note->id);
    }
    chunk.cells = cells_of(chunk.boxes, making);
    return chunk;
}

/// The stretches in which the chunks are not those of the layout before.
std::vector<ChunkGap> gaps_between(const std::vector<std::size_t>& places, std::size_t count_before) {
    std::vector<ChunkGap> gaps;
    std::size_t begin = 0, begin_before = 0;
    for (std::size_t i = 0; i <= places.size(); ++i) {
        if (i < places.size() && places[i] == nowhere) continue;
        const std::size_t before = i < places.size() ? places[i] : count_before;
        if (begin < i || begin_before < before) gaps.push_back({begin, i, begin_before, before});
        begin = i + 1;
        begin_before = before + 1;
    }
    return gaps;
}

} // namespace

NoteBoxChunk& ChunkDraft::change() {
    if (!own_) own_ = **kept_;
    kept_.reset();
    return *own_;
}

void ChunkDraft::put(std::size_t offset, const Rect& rect, float scale) {
    const NoteBox& box = (**this).boxes[offset];
    if (box.rect == rect && box.scale == scale) return;
    NoteBox& changed = change().boxes[offset];
    changed.rect = rect;
    changed.scale = scale;
}

Vec2 natural_size(const NoteBox& box) { return {note_size, note_height(*box.text)}; }

bool lies_across(const Note& note, bool on_table) {
    return on_table && (note.facing == Facing::left || note.facing == Facing::right);
}

Vec2 room_wanted(const NoteBox& box, bool on_table) {
    const Vec2 size = natural_size(box);
    return lies_across(*box.note, on_table) ? Vec2{size.y, size.x} : size;
}

Shared<NoteBoxChunk> ChunkDraft::finished() {
    if (kept_) return *kept_;
    own_->bounds = {};
    for (const NoteBox& box : own_->boxes)
        own_->bounds = united(own_->bounds, turned_bounds(box.rect, box.angle));
    return std::move(*own_);
}

std::optional<std::uint32_t> Making::cell_of(const Note& note) const {
    if (std::holds_alternative<Free>(note.place)) return std::nullopt;
    const InCell* cell = std::get_if<InCell>(&note.place);
    const std::size_t* stage = cell ? stage_places.find(cell->stage) : nullptr;
    const std::size_t* lane = cell ? lane_places.find(cell->lane) : nullptr;
    return static_cast<std::uint32_t>(stage && lane ? *lane * journey.stages.size() + *stage : cell_count());
}

void measure_notes(Making& making) {
    static const NoteBoxes none;
    const auto& before = (making.previous ? making.previous->notes : none).chunks();
    const auto& now = making.journey.notes.chunks();
    const std::vector<std::size_t> places = same_places(
        before, now, [](const Shared<NoteBoxChunk>& chunk) { return chunk->of.get(); },
        [](const auto& chunk) { return chunk.get(); });
    making.gaps = gaps_between(places, before.size());
    Earlier earlier;
    for (const ChunkGap& gap : making.gaps)
        for (std::size_t i = gap.begin_before; i < gap.end_before; ++i)
            for (const NoteBox& box : before[i]->boxes) earlier.boxes.emplace(box.note->id, &box);
    lay_out_new_texts(places, making, earlier);
    making.chunks.reserve(now.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (places[i] == nowhere) {
            making.chunks.emplace_back(chunk_of(now[i], earlier, making));
            continue;
        }
        making.chunks.emplace_back(before[places[i]]);
        if (!making.same_cells) {
            NoteBoxChunk& chunk = making.chunks.back().change();
            chunk.cells = cells_of(chunk.boxes, making);
        }
    }
}

} // namespace waymark::layout_parts
