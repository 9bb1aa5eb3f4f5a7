#pragma once
#include "render/layout.hpp"
#include "render/picture_shelf.hpp"
#include "render/scene.hpp"
#include "render/theme.hpp"
#include "sessions/id_map.hpp"

#include <algorithm>
#include <memory>

namespace waymark {

/// What is shown beyond the journey itself: the state of hands and the person's wishes.
struct Look {
    ThemeName theme = ThemeName::paper;
    bool shade_by_evidence = false; ///< assumptions fade to 45 %
    std::vector<Id> selection;
    std::vector<Id> held;   ///< lifted and drawn over everything; rising. Notes being written are only raised
    IdMap<Vec2> shift;      ///< shown this far from its place: notes on their way
    IdMap<Vec2> held_shift; ///< the same for held notes, under a finger
    IdMap<float> turn;      ///< shown turned so far from how it lies (radians): notes on their way
    std::optional<Rect> glow; ///< the target cell
    Id focus = Id::none;      ///< keyboard focus: note, stage, lane …
    std::optional<CellBox> focus_cell;
    Id near_curve = Id::none;  ///< its points show
    Id open_moment = Id::none; ///< shows process, owner, potential
    bool elsewhere = false;    ///< another window looks at the same picture, from wherever it likes
    std::vector<Id> writing;   ///< notes, stages, lanes being written: the editor draws their texts
    bool interactive = true;   ///< false for exports: no hints, no selection, no pinning
    bool authors = true;       ///< notes carry the mark of who wrote them
};

/// Whether somebody writes on the thing.
inline bool is_written(const Look& look, Id thing) {
    return std::ranges::find(look.writing, thing) != look.writing.end();
}

/// Paints and remembers: a thing that is the same value as last time keeps the same Drawing, a chunk of the
/// board in which nothing changed is the same chunk.
class Painter {
public:
    explicit Painter(TextEngine& text, PictureShelf::Unpacks how = PictureShelf::Unpacks::at_once);
    ~Painter();
    Painter(Painter&&) noexcept;
    Painter& operator=(Painter&&) noexcept;
    /// The board of one journey; `layout` was made from it. `view` goes into the scene and decides, in coarse
    /// steps, how thick outlines of chosen things are.
    Scene painted(const Session& session, const Journey& journey, const Layout& layout, const Look& look,
                  const View& view);
    /// The pictures on it; while the shelf is busy, some are still to be painted.
    PictureShelf& pictures();

private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

/// What an export shows: everything that is painted when not interactive, with a margin; world units.
Rect export_area(const Layout& layout);

} // namespace waymark
