#pragma once
#include "render/text.hpp"
#include "sessions/journey.hpp"
#include "sessions/stages.hpp"

#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace waymark {

/// A note as it lies on the board.
struct NoteBox {
    Shared<Note> note;
    Rect rect; ///< before turning about its middle; unscaled size × scale
    float scale = 1, angle = 0;
    Shared<TextLayout> text; ///< fitted; in the unscaled note's coordinates, box at `note_text_inset`
};
/// Its rectangle before turning if it lay free, with its middle where it is: a long note that was made to fit
/// across a cell has its own size there.
inline Rect free_rect(const NoteBox& box) {
    if (box.scale == box.note->scale) return box.rect;
    const Vec2 size = box.rect.size * (box.note->scale / box.scale);
    return {box.rect.center() - size * 0.5f, size};
}
inline constexpr float note_text_inset = 14;
inline constexpr float note_foot =
    32; ///< kept free of text at a note's lower edge, for its kind and evidence

/// The room a note that has not grown has for its text, and the smallest size the text takes before the note
/// grows.
inline constexpr Vec2 note_text_room{note_size - 2 * note_text_inset,
                                     note_size - note_text_inset - note_foot};
inline constexpr float smallest_note_text = 10;
/// The note's text, fitted into it.
TextLayout note_text(TextEngine& engine, const Note& note, const std::string& language);

/// Which notes of a chunk lie in which cell.
struct ChunkCells {
    struct Part {
        std::uint32_t cell = 0; ///< the cell's place in `Layout::cells`; one past them: the parking lot
        std::uint32_t begin = 0, end = 0; ///< in `order`
    };
    std::vector<Part> parts;          ///< by rising cell
    std::vector<std::uint32_t> order; ///< places of notes in the chunk; free notes have none

    std::span<const std::uint32_t> of(const Part& part) const {
        return std::span{order}.subspan(part.begin, part.end - part.begin);
    }
};

/// The notes of one chunk of `Journey::notes`. The very same value as in the layout before while all of them
/// lie as they did.
struct NoteBoxChunk {
    Shared<List<Note>::Chunk> of;
    std::vector<NoteBox> boxes; ///< in the chunk's order
    Shared<ChunkCells> cells;
    std::size_t free = 0;                     ///< how many lie free
    Rect bounds;                              ///< of all of them, turned as they are
    Id lowest = Id::none, highest = Id::none; ///< between these are their ids
};

/// All notes in the journey's order, in its chunks.
class NoteBoxes {
public:
    using Chunks = std::vector<Shared<NoteBoxChunk>>;

    NoteBoxes() = default;
    explicit NoteBoxes(Chunks chunks) : chunks_{std::move(chunks)} {
        for (const Shared<NoteBoxChunk>& chunk : chunks_) size_ += chunk->boxes.size();
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const Chunks& chunks() const { return chunks_; }
    const NoteBox& operator[](std::size_t index) const {
        std::size_t chunk = 0;
        while (index >= chunks_[chunk]->boxes.size()) index -= chunks_[chunk++]->boxes.size();
        return chunks_[chunk]->boxes[index];
    }
    const NoteBox& front() const { return chunks_.front()->boxes.front(); }

    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = NoteBox;
        using difference_type = std::ptrdiff_t;
        using pointer = const NoteBox*;
        using reference = const NoteBox&;
        Iterator() = default;
        Iterator(const Chunks* chunks, std::size_t chunk) : chunks_{chunks}, chunk_{chunk} {}
        reference operator*() const { return (*chunks_)[chunk_]->boxes[offset_]; }
        pointer operator->() const { return &**this; }
        Iterator& operator++() {
            if (++offset_ == (*chunks_)[chunk_]->boxes.size()) ++chunk_, offset_ = 0;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const Chunks* chunks_ = nullptr;
        std::size_t chunk_ = 0, offset_ = 0;
    };
    Iterator begin() const { return {&chunks_, 0}; }
    Iterator end() const { return {&chunks_, chunks_.size()}; }

private:
    Chunks chunks_; ///< none of them empty
    std::size_t size_ = 0;
};

/// Where a note is among `NoteBoxes`.
struct NotePlace {
    std::size_t chunk = 0, offset = 0;
    auto operator<=>(const NotePlace&) const = default;
};

/// The notes of a cell, or of the parking lot, in their order and as they lie: rows from the left.
struct CellNotes {
    Vec2 at;          ///< the cell's top left
    float width = 0;  ///< the cell's
    float height = 0; ///< what the notes take, gaps included; 0 without notes
    std::vector<Id> ids;
    std::vector<Rect> rects; ///< of each, as it is turned

    bool empty() const { return ids.empty(); }
    std::size_t size() const { return ids.size(); }
    auto begin() const { return ids.begin(); }
    auto end() const { return ids.end(); }
};

} // namespace waymark
