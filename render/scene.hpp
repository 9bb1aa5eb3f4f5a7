#pragma once
#include "render/bitmap.hpp"
#include "render/colour.hpp"
#include "render/path.hpp"
#include "render/text.hpp"
#include "render/view.hpp"
#include "sessions/journey.hpp"
#include "sessions/shared.hpp"

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

/// The picture as plain data, in paint order. Whoever draws (GPU, SVG, PDF) walks this and nothing else, so
/// the export is the screen.
namespace waymark {

struct Shadow {
    float down = 0, blur = 0; ///< offset and extent
    Colour colour{0, 0, 0, 0};
    bool operator==(const Shadow&) const = default;
};

/// A rectangle with round corners. A radius of half the side makes a circle or pill.
struct Box {
    Rect rect;
    float radius = 0;
    Colour fill{0, 0, 0, 0};
    Colour border{0, 0, 0, 0};
    float border_width = 0; ///< inside the rectangle
    Shadow shadow{};
    bool lifts = false; ///< its shadow grows with `Placed::lift` (0 12 28, 22 % black at 1)
    bool operator==(const Box&) const = default;
};

/// Text that stays text.
struct Words {
    Shared<TextLayout> text;
    Vec2 at; ///< the box's top left
    Colour colour;
    bool operator==(const Words&) const = default;
};

/// A stroke along points with round joins and ends.
struct Ribbon {
    std::vector<Vec2> points;
    std::vector<float> widths; ///< one for each point, or one for all
    Colour colour;
    float dash = 0, gap = 0; ///< lengths along the stroke; 0 = solid
    bool operator==(const Ribbon&) const = default;
};

/// A filled outline: stars, icons, chevrons, the gap between two curves. Ten thousand notes have the same
/// icons: these share the path.
struct Shape {
    Shared<Path> path;
    Colour fill;
    bool operator==(const Shape&) const = default;
};

/// Pixels in a rectangle.
struct Photo {
    Shared<Bitmap> bitmap;
    Shared<Image> source; ///< the encoded bytes, for SVG and PDF
    Rect rect;
    float radius = 0;
    bool operator==(const Photo&) const = default;
};

using Drawable = std::variant<Box, Words, Ribbon, Shape, Photo>;

/// What one thing looks like, in its own coordinates. Stays the same shared value while the thing does:
/// renderers keep it by identity.
struct Drawing {
    std::vector<Drawable> parts;
    bool operator==(const Drawing&) const = default;
};

/// Everything a drawing covers, shadows included.
Rect bounds(const Drawing& drawing);

/// A drawing put on the board or the screen. Turned about its own origin, then scaled, then moved to `at`.
struct Placed {
    Shared<Drawing> drawing;
    Vec2 at;
    float scale = 1, angle = 0;
    float lift = 0; ///< 0 lies, 1 is held: larger shadow
    float opacity = 1;
    /// Not zero on an axis: stays in sight while panning, moved at most this many world units (see
    /// `pin_shift`).
    Vec2 pinned{};
    bool operator==(const Placed&) const = default;
};

using PlacedChunk = std::vector<Placed>;

/// The chunks of a board in paint order. Copies share them until one is changed, so that a frame in which
/// nothing changes neither copies nor compares them.
class BoardChunks {
public:
    using Chunks = std::vector<Shared<PlacedChunk>>;
    BoardChunks() = default;
    BoardChunks(Chunks chunks) : chunks_{std::make_shared<const Chunks>(std::move(chunks))} {}
    BoardChunks(std::initializer_list<Shared<PlacedChunk>> chunks) : BoardChunks{Chunks{chunks}} {}

    const Chunks& all() const {
        static const Chunks none;
        return chunks_ ? *chunks_ : none;
    }
    operator const Chunks&() const { return all(); }
    auto begin() const { return all().begin(); }
    auto end() const { return all().end(); }
    std::size_t size() const { return all().size(); }
    bool empty() const { return all().empty(); }
    const Shared<PlacedChunk>& operator[](std::size_t index) const { return all()[index]; }
    const Shared<PlacedChunk>& front() const { return all().front(); }
    const Shared<PlacedChunk>& back() const { return all().back(); }
    void push_back(Shared<PlacedChunk> chunk) {
        Chunks longer = all();
        longer.push_back(std::move(chunk));
        *this = BoardChunks{std::move(longer)};
    }
    /// True when both are the very same list.
    bool same(const BoardChunks& other) const { return chunks_ == other.chunks_; }

private:
    std::shared_ptr<const Chunks> chunks_; ///< null: none
};

/// What hands hold, shared between a scene and whoever painted it: a hand that moves brings another one with
/// each frame, and nobody has to copy it. Changing it copies what others share.
class HeldThings {
public:
    HeldThings() = default;
    HeldThings(std::shared_ptr<const PlacedChunk> things) : things_{std::move(things)} {}
    HeldThings(std::initializer_list<Placed> things) : things_{std::make_shared<const PlacedChunk>(things)} {}

    const PlacedChunk& all() const {
        static const PlacedChunk none;
        return things_ ? *things_ : none;
    }
    operator const PlacedChunk&() const { return all(); }
    auto begin() const { return all().begin(); }
    auto end() const { return all().end(); }
    std::size_t size() const { return all().size(); }
    bool empty() const { return all().empty(); }
    const Placed& operator[](std::size_t index) const { return all()[index]; }
    const Placed& front() const { return all().front(); }
    void push_back(Placed thing) {
        PlacedChunk more = all();
        more.push_back(std::move(thing));
        *this = HeldThings{std::make_shared<const PlacedChunk>(std::move(more))};
    }
    bool operator==(const HeldThings& other) const { return all() == other.all(); }

private:
    std::shared_ptr<const PlacedChunk> things_; ///< null: none
};

/// One frame's picture. `board` in world coordinates under `view`; then `held` (world, over all of the
/// board); then `overlay` in screen pixels. A board chunk that did not change is the very same shared value
/// as in the frame before.
struct Scene {
    Colour background;
    View view;
    BoardChunks board;
    HeldThings held;
    PlacedChunk overlay;
    /// The chunk of `board` that marks what somebody has chosen: for those who work, not for who looks on.
    std::size_t marks_at = no_marks;
    static constexpr std::size_t no_marks = static_cast<std::size_t>(-1);
};

} // namespace waymark
