#include "render/paint.hpp"

#include "render/icons.hpp"
#include "render/paint_memory.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace waymark {

using namespace paint_parts;

namespace {

constexpr float held_scale = 1.03f, export_margin = 48;

/// Everything a note's drawing depends on besides the theme.
struct NoteLook {
    Shared<TextLayout> text;
    float height = 0;
    NoteColour colour{};
    NoteKind kind{};
    EvidenceState evidence{};
    std::size_t persona = 0; ///< style + 1; 0 = everybody's view
    bool writing = false;
    bool faded = false; ///< an assumption, while shading by evidence
    bool operator==(const NoteLook& other) const {
        return text.same(other.text) && height == other.height && colour == other.colour &&
               kind == other.kind && evidence == other.evidence && persona == other.persona &&
               writing == other.writing && faded == other.faded;
    }
};

Icon kind_icon(NoteKind kind) {
    return static_cast<Icon>(static_cast<int>(Icon::pain) + static_cast<int>(kind) -
                             static_cast<int>(NoteKind::pain));
}

Icon evidence_icon(EvidenceState state) {
    return static_cast<Icon>(static_cast<int>(Icon::evidence_assumption) + static_cast<int>(state));
}

struct NotePaint {
    Colour paper, ink;
};

/// A faded note keeps 45 % of its colour but all of its ink, so that it can still be read; in the dark room
/// less is left, because in between neither light nor dark ink would be legible.
NotePaint note_paint(const NoteLook& look, const Theme& theme) {
    const Colour full = theme.notes[static_cast<std::size_t>(look.colour)];
    if (!look.faded) return {full, theme.note_ink};
    const Colour paper = mixed(theme.sheet, full, theme.name == ThemeName::dark_room ? 0.22f : 0.45f);
    return {paper,
            contrast(paper, theme.note_ink) >= contrast(paper, theme.ink) ? theme.note_ink : theme.ink};
}

/// A note about its own middle.
Drawing note_drawing(const NoteLook& look, const Theme& theme) {
    const Vec2 size{note_size, look.height};
    const Rect paper{size * -0.5f, size};
    const NotePaint colours = note_paint(look, theme);
    Drawing drawing;
    Box box{paper, 4, colours.paper, no_colour, 0, {3, 8, shadow_colour(theme, 0.18f)}};
    if (theme.name == ThemeName::high_contrast) {
        box.border = theme.note_ink;
        box.border_width = 2;
    } else if (look.colour == NoteColour::white && theme.name == ThemeName::paper) {
        box.border = theme.hairline; // white on a white sheet
        box.border_width = 1;
    }
    box.lifts = true;
    drawing.parts.push_back(box);
    if (!look.writing && !look.text->text.empty())
        drawing.parts.push_back(
            words(look.text, paper.at + Vec2{note_text_inset, note_text_inset}, colours.ink));
    const Colour quiet = colours.ink.with_alpha(0.82f);
    const float foot = paper.bottom() - 10;
    float left = paper.left() + 11;
    if (look.kind != NoteKind::plain) {
        drawing.parts.push_back(icon_shape(icon(kind_icon(look.kind)), {left, foot - 18}, 18, quiet));
        left += 26;
    }
    if (look.persona > 0) {
        // On a note's light paper the lines of the light theme are the ones that can be seen.
        const LineStyle style = line_style(look.persona - 1, waymark::theme(ThemeName::paper));
        drawing.parts.push_back(Ribbon{{{left + 2, foot - 9}, {left + 30, foot - 9}},
                                       {4},
                                       style.colour,
                                       std::min(style.dash, 7.0f),
                                       std::min(style.gap, 8.0f)});
    }
    drawing.parts.push_back(
        icon_shape(icon(evidence_icon(look.evidence)), {paper.right() - 11 - 15, foot - 16.5f}, 15, quiet));
    return drawing;
}

/// What decides how a note is placed; compared to know whether a chunk is still right.
struct NoteKey {
    Shared<Note> note;
    Shared<TextLayout> text;
    Rect rect;
    float scale = 1, angle = 0;
    Vec2 shift; ///< none while it is held: it is not in its chunk then
    bool held = false, writing = false;
};

struct NoteChunk {
    std::vector<NoteKey> keys;
    Shared<PlacedChunk> chunk;
};

/// Apart from what is on its way or under a hand.
bool same_look(const Look& a, const Look& b) {
    const auto same_cell = [](const std::optional<CellBox>& one, const std::optional<CellBox>& other) {
        return one.has_value() == other.has_value() &&
               (!one || (one->stage == other->stage && one->lane == other->lane && one->rect == other->rect));
    };
    return a.theme == b.theme && a.shade_by_evidence == b.shade_by_evidence && a.selection == b.selection &&
           a.held == b.held && a.glow == b.glow && a.focus == b.focus &&
           same_cell(a.focus_cell, b.focus_cell) && a.near_curve == b.near_curve &&
           a.open_moment == b.open_moment && a.writing == b.writing && a.interactive == b.interactive;
}

template <class T> bool same_all(const std::vector<Shared<T>>& a, const std::vector<Shared<T>>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Shared<T>& x, const Shared<T>& y) { return x.same(y); });
}

/// World units that look about one pixel wide, in steps of √2, so that zooming seldom changes a drawing.
float outline_unit(float zoom) { return std::exp2(std::round(std::log2(1 / zoom) * 2) / 2); }

} // namespace

struct Painter::Memory {
    Memory(TextEngine& engine, PictureShelf::Unpacks how) : parts{engine, how} {}

    // What the last picture was painted from.
    std::uint64_t layout = 0;
    Look look;
    float unit = 1;
    bool moved_right = false, moved_down = false;
    std::vector<Shared<Persona>> personas;
    std::vector<Shared<Image>> images;
    std::vector<Id> persona_order;
    std::uint64_t pictures_arrived = 0;

    PaintMemory parts;
    struct KnownNote {
        NoteLook look;
        Shared<Drawing> drawing;
    };
    std::unordered_map<Id, KnownNote> notes;
    std::vector<NoteChunk> note_chunks;
    std::vector<Shared<PlacedChunk>> board;
    std::size_t notes_at = 0, marks_at = 0; ///< in `board`
    PlacedChunk held;

    bool up_to_date(const Session& session, const Painting& now) {
        return pictures_arrived == parts.pictures().arrived() && layout == now.layout.number && layout != 0 &&
               unit == now.unit && moved_right == now.moved_right && moved_down == now.moved_down &&
               same_look(look, now.look) && same_all(personas, session.personas) &&
               same_all(images, session.images);
    }
    void remember(const Painting& now);
    void paint(Painting& painting);
    void paint_moving(Painting& painting);
    Shared<Drawing> note(const Painting& painting, const NoteBox& box, bool writing);
    Placed placed_note(const Painting& painting, const NoteBox& box, const NoteKey& key);
    static NoteKey key_of(const Painting& painting, const NoteBox& box);
    static bool is_of(const NoteChunk& chunk, const Painting& painting, std::span<const NoteBox> boxes);
    NoteChunk note_chunk(const Painting& painting, std::span<const NoteBox> boxes);
    void paint_notes(const Painting& painting);
    void paint_held(Painting& painting);
    void forget_notes(const Layout& new_layout);
};

Shared<Drawing> Painter::Memory::note(const Painting& painting, const NoteBox& box, bool writing) {
    const Note& note = *box.note;
    NoteLook wanted{box.text, box.rect.size.y / box.scale, note.colour, note.kind, note.evidence, 0, writing};
    if (note.personas_view != Id::none) {
        const auto& all = painting.journey.personas;
        const auto found = std::find(all.begin(), all.end(), note.personas_view);
        if (found != all.end()) wanted.persona = static_cast<std::size_t>(found - all.begin()) + 1;
    }
    wanted.faded = painting.look.shade_by_evidence && note.evidence == EvidenceState::assumption;
    const auto known = notes.find(note.id);
    if (known != notes.end() && known->second.look == wanted) return known->second.drawing;
    Shared<Drawing> made = note_drawing(wanted, painting.theme);
    notes.insert_or_assign(note.id, KnownNote{std::move(wanted), made});
    return made;
}

Placed Painter::Memory::placed_note(const Painting& painting, const NoteBox& box, const NoteKey& key) {
    Placed placed{note(painting, box, key.writing), box.rect.center() + key.shift};
    placed.scale = box.scale;
    placed.angle = box.angle;
    return placed;
}

NoteKey Painter::Memory::key_of(const Painting& painting, const NoteBox& box) {
    const Look& now = painting.look;
    const Id id = box.note->id;
    const bool held = painting.is_held(id);
    return {box.note,  box.text,
            box.rect,  box.scale,
            box.angle, held ? Vec2{} : painting.shift(id),
            held,      now.interactive && now.writing == id};
}

/// True when the chunk was painted of just these boxes. Nothing is copied, because this is asked for every
/// note.
bool Painter::Memory::is_of(const NoteChunk& chunk, const Painting& painting,
                            std::span<const NoteBox> boxes) {
    const Look& now = painting.look;
    const auto is_same = [&](const NoteKey& key, const NoteBox& box) {
        if (!key.note.same(box.note) || !key.text.same(box.text) || !(key.rect == box.rect)) return false;
        const Id id = box.note->id;
        return key.scale == box.scale && key.angle == box.angle && key.held == painting.is_held(id) &&
               (key.held || key.shift == painting.shift(id)) &&
               key.writing == (now.interactive && now.writing == id);
    };
    return std::equal(chunk.keys.begin(), chunk.keys.end(), boxes.begin(), boxes.end(), is_same);
}

NoteChunk Painter::Memory::note_chunk(const Painting& painting, std::span<const NoteBox> boxes) {
    NoteChunk made;
    made.keys.reserve(boxes.size());
    PlacedChunk placed;
    placed.reserve(boxes.size());
    for (const NoteBox& box : boxes) {
        made.keys.push_back(key_of(painting, box));
        if (!made.keys.back().held) placed.push_back(placed_note(painting, box, made.keys.back()));
    }
    made.chunk = Shared<PlacedChunk>{std::move(placed)};
    return made;
}

/// The notes in the journey's own chunks, so that an edit touches one of them. A chunk painted of the same as
/// before is as before.
void Painter::Memory::paint_notes(const Painting& painting) {
    std::vector<NoteChunk> before = std::exchange(note_chunks, {});
    const auto& list_chunks = painting.journey.notes.chunks();
    const std::size_t chunks_before = before.size();
    note_chunks.reserve(list_chunks.size());
    std::span<const NoteBox> boxes = painting.layout.notes;
    for (std::size_t i = 0; i < list_chunks.size(); ++i) {
        const std::span<const NoteBox> own = boxes.first(std::min(list_chunks[i]->size(), boxes.size()));
        boxes = boxes.subspan(own.size());
        const auto known = [&](std::size_t place) { // a chunk that was taken over is empty
            return place < chunks_before && !before[place].keys.empty() &&
                   is_of(before[place], painting, own);
        };
        const std::size_t from_the_end =
            i + chunks_before - list_chunks.size(); // chunks came or went further up
        if (known(i))
            note_chunks.push_back(std::move(before[i]));
        else if (from_the_end != i && known(from_the_end))
            note_chunks.push_back(std::move(before[from_the_end]));
        else
            note_chunks.push_back(note_chunk(painting, own));
    }
}

void Painter::Memory::paint_held(Painting& painting) {
    held.clear();
    add_held_things(painting, held);
    if (painting.look.held.empty()) return;
    const std::vector<Id> chosen = sorted(painting.look.selection);
    const float width = 2.5f * painting.unit, gap = 2 * painting.unit + width;
    for (const NoteBox& box : painting.layout.notes) {
        if (!painting.is_held(box.note->id)) continue;
        Placed placed = placed_note(painting, box, key_of(painting, box));
        placed.at = placed.at + painting.shift(box.note->id);
        placed.scale *= held_scale;
        placed.lift = 1;
        held.push_back(placed);
        if (!std::binary_search(chosen.begin(), chosen.end(), box.note->id)) continue;
        Placed outline{
            outline_drawing(painting, Part::outline, box.rect.size * held_scale, gap, width, 4 + gap),
            placed.at};
        outline.angle = box.angle;
        held.push_back(std::move(outline));
    }
}

void Painter::Memory::forget_notes(const Layout& new_layout) {
    if (notes.size() <= new_layout.notes.size() * 2 + 64) return;
    std::unordered_set<Id> there;
    for (const NoteBox& box : new_layout.notes) there.insert(box.note->id);
    std::erase_if(notes, [&there](const auto& entry) { return !there.contains(entry.first); });
}

Painter::Painter(TextEngine& text, PictureShelf::Unpacks how)
    : memory_{std::make_unique<Memory>(text, how)} {}
Painter::~Painter() = default;
Painter::Painter(Painter&&) noexcept = default;
Painter& Painter::operator=(Painter&&) noexcept = default;

PictureShelf& Painter::pictures() { return memory_->parts.pictures(); }

/// Takes down what this picture is painted from and forgets what no longer fits.
void Painter::Memory::remember(const Painting& now) {
    const bool other_theme = look.theme != now.look.theme;
    if (other_theme) notes.clear();
    if (other_theme || look.shade_by_evidence != now.look.shade_by_evidence ||
        persona_order != now.journey.personas)
        note_chunks.clear();
    layout = now.layout.number;
    look = now.look;
    unit = now.unit;
    moved_right = now.moved_right;
    moved_down = now.moved_down;
    personas = now.session.personas;
    images = now.session.images;
    persona_order = now.journey.personas;
    pictures_arrived = parts.pictures().arrived();
}

/// Notes have moved on their way or under a hand, and nothing else: they, what marks them and what is held.
void Painter::Memory::paint_moving(Painting& painting) {
    if (!(look.shift == painting.look.shift)) {
        paint_notes(painting);
        std::ranges::transform(note_chunks, board.begin() + static_cast<std::ptrdiff_t>(notes_at),
                               &NoteChunk::chunk);
    }
    board[marks_at] = painted_marks(painting);
    paint_held(painting);
    look.shift = painting.look.shift;
    look.held_shift = painting.look.held_shift;
}

void Painter::Memory::paint(Painting& painting) {
    parts.begin(painting.layout.language);
    board = {painted_ground(painting), painted_glow(painting), painted_loose_things(painting),
             painted_curves(painting)};
    notes_at = board.size();
    paint_notes(painting);
    for (const NoteChunk& chunk : note_chunks) board.push_back(chunk.chunk);
    for (Shared<PlacedChunk>& chunk : painted_ink(painting)) board.push_back(std::move(chunk));
    marks_at = board.size();
    board.push_back(painted_marks(painting));
    board.push_back(painted_pinned(painting));
    paint_held(painting);
    PlacedChunk over;
    add_open_moment(painting, over);
    if (!over.empty()) board.push_back(parts.chunk({Part::moment_card}, std::move(over)));
    parts.end();
    forget_notes(painting.layout);
}

Scene Painter::painted(const Session& session, const Journey& journey, const Layout& layout, const Look& look,
                       const View& view) {
    Memory& memory = *memory_;
    const bool outlines = look.interactive && (!look.selection.empty() || look.focus != Id::none ||
                                               look.focus_cell || !look.held.empty());
    const Vec2 everywhere{1e9f, 1e9f}, moved = pin_shift(view, layout.map.at, everywhere);
    Painting painting{session,
                      journey,
                      layout,
                      look,
                      theme(look.theme),
                      memory.parts,
                      look.interactive && moved.x > 0,
                      look.interactive && moved.y > 0,
                      outlines ? outline_unit(view.zoom) : memory.unit};
    // A journey that says the same may still keep its notes in other chunks.
    const bool same_chunks = memory.note_chunks.size() == journey.notes.chunks().size();
    if (!memory.up_to_date(session, painting) || !same_chunks) {
        memory.remember(painting);
        memory.paint(painting);
    } else if (!(memory.look.held_shift == look.held_shift && memory.look.shift == look.shift)) {
        memory.paint_moving(painting);
    }
    return {painting.theme.paper, view, memory.board, memory.held, {}};
}

Rect export_area(const Layout& layout) {
    Rect shown = layout.bounds;
    const bool parked = std::any_of(layout.notes.begin(), layout.notes.end(), [&](const NoteBox& box) {
        return !std::holds_alternative<Free>(box.note->place) && layout.parking.contains(box.rect.center());
    });
    if (!parked && shown.bottom() <= layout.parking.bottom()) {
        // An empty parking lot is a hint for hands, not part of a picture.
        const float bottom = std::max(layout.map.bottom(), layout.peak_end.bottom());
        float lowest = bottom;
        for (const NoteBox& box : layout.notes) lowest = std::max(lowest, box.rect.bottom());
        for (const PictureBox& box : layout.pictures) lowest = std::max(lowest, box.rect.bottom());
        for (const InkBox& box : layout.ink) lowest = std::max(lowest, box.rect.bottom());
        for (const MomentBox& box : layout.moments) lowest = std::max(lowest, box.flag.bottom());
        shown.size.y = lowest - shown.top();
    }
    return shown.grown(export_margin);
}

} // namespace waymark
