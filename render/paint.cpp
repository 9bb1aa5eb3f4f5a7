#include "render/paint.hpp"

#include "render/layout_parts.hpp"
#include "render/paint_memory.hpp"
#include "render/paint_notes.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {

using namespace paint_parts;

namespace {

constexpr float export_margin = 48;

/// Apart from what is on its way or under a hand.
bool same_look(const Look& a, const Look& b) {
    const auto same_cell = [](const std::optional<CellBox>& one, const std::optional<CellBox>& other) {
        return one.has_value() == other.has_value() &&
               (!one || (one->stage == other->stage && one->lane == other->lane && one->rect == other->rect));
    };
    return a.theme == b.theme && a.shade_by_evidence == b.shade_by_evidence && a.selection == b.selection &&
           a.held == b.held && a.glow == b.glow && a.focus == b.focus &&
           same_cell(a.focus_cell, b.focus_cell) && a.near_curve == b.near_curve &&
           a.open_moment == b.open_moment && a.writing == b.writing && a.elsewhere == b.elsewhere &&
           a.interactive == b.interactive && a.authors == b.authors;
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
    std::vector<Shared<Participant>> participants;
    std::vector<Shared<Image>> images;
    std::vector<Id> persona_order;
    std::uint64_t pictures_arrived = 0;

    PaintMemory parts;
    NotePainter notes;
    std::vector<Shared<PlacedChunk>> board;
    BoardChunks shown;                      ///< the same, as scenes share it
    std::size_t notes_at = 0, marks_at = 0; ///< in `board`; what is chosen is marked in the chunk after marks
    std::shared_ptr<PlacedChunk> held;      ///< as scenes share it
    std::shared_ptr<PlacedChunk>
        held_room; ///< of the frame before: the next one, once no scene has it any more

    bool up_to_date(const Session& session, const Painting& now) {
        return pictures_arrived == parts.pictures().arrived() && layout == now.layout.number && layout != 0 &&
               unit == now.unit && moved_right == now.moved_right && moved_down == now.moved_down &&
               same_look(look, now.look) && same_all(personas, session.personas) &&
               same_all(participants, session.participants) && same_all(images, session.images);
    }
    void remember(const Painting& now);
    void paint(Painting& painting);
    void paint_moving(Painting& painting);
    void paint_held(Painting& painting);
};

void Painter::Memory::paint_held(Painting& painting) {
    std::swap(held, held_room);
    if (!held || held.use_count() > 1) held = std::make_shared<PlacedChunk>(); // scenes stay in one thread
    held->clear();
    add_held_things(painting, *held);
    notes.add_held(painting, *held);
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
    if (other_theme) notes.forget_drawings();
    if (other_theme || look.shade_by_evidence != now.look.shade_by_evidence ||
        persona_order != now.journey.personas || look.authors != now.look.authors ||
        !same_all(participants, now.session.participants))
        notes.forget_chunks();
    layout = now.layout.number;
    look = now.look;
    unit = now.unit;
    moved_right = now.moved_right;
    moved_down = now.moved_down;
    personas = now.session.personas;
    participants = now.session.participants;
    images = now.session.images;
    persona_order = now.journey.personas;
    pictures_arrived = parts.pictures().arrived();
}

/// Notes have moved on their way or under a hand, and nothing else: they, what marks them and what is held.
/// What marks a held note is held as well.
void Painter::Memory::paint_moving(Painting& painting) {
    if (!(look.shift == painting.look.shift && look.turn == painting.look.turn)) {
        notes.paint(painting);
        std::ranges::copy(notes.chunks(), board.begin() + static_cast<std::ptrdiff_t>(notes_at));
        board[marks_at] = painted_marks(painting);
        board[marks_at + 1] = painted_choice(painting);
        shown = board;
    }
    paint_held(painting);
    look.shift = painting.look.shift;
    look.turn = painting.look.turn;
    look.held_shift = painting.look.held_shift;
}

void Painter::Memory::paint(Painting& painting) {
    parts.begin(painting.layout.language);
    board = {painted_ground(painting), painted_glow(painting), painted_loose_things(painting),
             painted_curves(painting)};
    notes_at = board.size();
    notes.paint(painting);
    board.insert(board.end(), notes.chunks().begin(), notes.chunks().end());
    for (Shared<PlacedChunk>& chunk : painted_ink(painting)) board.push_back(std::move(chunk));
    marks_at = board.size();
    board.push_back(painted_marks(painting));
    board.push_back(painted_choice(painting));
    board.push_back(painted_pinned(painting));
    paint_held(painting);
    PlacedChunk over;
    add_open_moment(painting, over);
    if (!over.empty()) board.push_back(parts.chunk({Part::moment_card}, std::move(over)));
    shown = board;
    parts.end();
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
                      look.interactive && (moved.x > 0 || look.elsewhere),
                      look.interactive && (moved.y > 0 || look.elsewhere),
                      outlines ? outline_unit(view.zoom) : memory.unit};
    if (!memory.up_to_date(session, painting)) {
        memory.remember(painting);
        memory.paint(painting);
    } else if (!(memory.look.held_shift == look.held_shift && memory.look.shift == look.shift &&
                 memory.look.turn == look.turn)) {
        memory.paint_moving(painting);
    }
    return {painting.theme.paper, view, memory.shown, HeldThings{memory.held}, {}, memory.marks_at + 1};
}

Rect export_area(const Layout& layout) {
    Rect shown = layout.bounds;
    const bool parked = !layout.parked->empty();
    if (!parked && shown.bottom() <= layout.parking.bottom()) {
        // An empty parking lot is a hint for hands, not part of a picture.
        const float bottom = std::max(layout.map.bottom(), layout.peak_end.bottom());
        float lowest = bottom;
        for (const NoteBox& box : layout.notes)
            lowest = std::max(lowest, layout_parts::turned_bounds(box.rect, box.angle).bottom());
        for (const PictureBox& box : layout.pictures) lowest = std::max(lowest, box.rect.bottom());
        for (const InkBox& box : layout.ink) lowest = std::max(lowest, box.rect.bottom());
        for (const MomentBox& box : layout.moments) lowest = std::max(lowest, box.flag.bottom());
        shown.size.y = lowest - shown.top();
    }
    return shown.grown(export_margin);
}

} // namespace waymark
