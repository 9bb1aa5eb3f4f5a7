#pragma once
#include "render/paint.hpp"
#include "render/picture_shelf.hpp"

#include <compare>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

/// What painting remembers, so that a thing which looks as before stays the very same value.
namespace waymark::paint_parts {

/// The things a board is painted of, besides its notes.
enum class Part : std::uint8_t {
    ground,
    glow,
    loose,
    curves,
    marks,
    outlines,
    pinned, // chunks
    parking,
    sheet,
    rows,
    hint,
    ghost,
    header,
    tab,
    corner,
    visibility,
    scale_lines,
    tolerance,
    gap,
    curve,
    points,
    moment,
    moment_card,
    strip,
    picture,
    connector,
    ink,
    outline,
    focus_ring,
    glow_box,
    pinned_ground
};

struct Slot {
    Part part{};
    std::uint64_t id = 0;
    std::uint64_t more = 0;
    auto operator<=>(const Slot&) const = default;
};
inline Slot slot(Part part, Id id, std::uint64_t more = 0) {
    return {part, static_cast<std::uint64_t>(id), more};
}

enum class Setting : std::uint8_t { wrapped, one_line, fitted };

inline constexpr float endless_line = 100000;

/// How a text of the board (not a note's) is set.
struct TextWish {
    std::string_view text;
    float size = 15;
    FontWeight weight = FontWeight::regular;
    float width = 0; ///< for one line: 0 = as wide as it is
    Setting setting = Setting::one_line;
    TextAlign align = TextAlign::start;
    float height = 0;    ///< for `fitted`
    float smallest = 13; ///< for `fitted`
};

class PaintMemory {
public:
    PaintMemory(TextEngine& engine, PictureShelf::Unpacks how) : engine_{&engine}, pictures_{how} {}

    /// A round of painting begins; what is not asked for until it ends is forgotten.
    void begin(const std::string& language);
    void end();

    Shared<TextLayout> text(const TextWish& wish);
    /// The drawing kept for `slot` when it looks like `drawing`, else `drawing`, kept from now on.
    Shared<Drawing> drawing(Slot slot, Drawing drawing);
    /// The same of a drawing that is nothing but a box.
    Shared<Drawing> drawing(Slot slot, const Box& box);
    Shared<PlacedChunk> chunk(Slot slot, PlacedChunk chunk);
    PictureShelf& pictures() { return pictures_; }

private:
    template <class T> struct Kept {
        T value;
        std::uint64_t round = 0;
    };
    using TextKey = std::tuple<std::string, float, FontWeight, float, Setting, TextAlign, float>;

    TextLayout set(const TextWish& wish);

    TextEngine* engine_;
    std::string language_;
    std::uint64_t round_ = 0;
    std::map<TextKey, Kept<Shared<TextLayout>>> texts_;
    std::map<Slot, Kept<Shared<Drawing>>> drawings_;
    std::map<Slot, Kept<Shared<PlacedChunk>>> chunks_;
    PictureShelf pictures_;
};

inline constexpr Colour no_colour{0, 0, 0, 0};

/// One round of painting: what is painted, how, and the memory.
struct Painting {
    const Session& session;
    const Journey& journey;
    const Layout& layout;
    const Look& look;
    const Theme& theme;
    PaintMemory& memory;
    bool moved_right = false, moved_down = false; ///< tabs, headers are away from their place
    float unit = 1; ///< world units that look about one screen pixel wide, in coarse steps

    Vec2 shift(Id thing) const;
    float turn(Id thing) const;
    bool is_held(Id thing) const;
    Vec2 pinned(Vec2 amount) const { return look.interactive ? amount : Vec2{}; }
};

/// On one line of at most `room`: smaller, down to `smallest`, before it is cut.
Shared<TextLayout> shrunk_line(Painting& painting, const std::string& text, float size, float smallest,
                               FontWeight weight, float room);
/// The persona's name without what explains it: "Karl" of "Karl, site owner".
std::string short_name(const Persona& persona);
/// Width of the first line, for texts set on one line.
float line_width(const TextLayout& text);
Words words(Shared<TextLayout> text, Vec2 at, Colour colour);
Colour shadow_colour(const Theme& theme, float alpha);
Shape icon_shape(const Path& icon, Vec2 at, float size, Colour colour);
/// A closed outline with rounded corners.
Path rounded(const std::vector<Vec2>& corners, float radius);

/// Dash and gap that tell personas apart beside their colour.
struct LineStyle {
    Colour colour;
    float dash = 0, gap = 0;
};
LineStyle line_style(std::size_t style, const Theme& theme);

// --- the parts, back to front
Shared<PlacedChunk> painted_ground(Painting& painting);
Shared<PlacedChunk> painted_glow(Painting& painting);
Shared<PlacedChunk> painted_loose_things(Painting& painting);
Shared<PlacedChunk> painted_curves(Painting& painting);
std::vector<Shared<PlacedChunk>> painted_ink(Painting& painting);
Shared<PlacedChunk> painted_marks(Painting& painting);
/// What is chosen and where the keyboard is: nothing for an audience.
Shared<PlacedChunk> painted_choice(Painting& painting);
Shared<PlacedChunk> painted_pinned(Painting& painting);

/// Things in a hand, drawn over everything: pictures, ink, headers and tabs (notes are the caller's).
void add_held_things(Painting& painting, PlacedChunk& held);

Shared<Drawing> picture_drawing(Painting& painting, const Picture& picture);
Placed placed_ink(Painting& painting, const Shared<Ink>& ink);
Placed placed_header(Painting& painting, std::size_t stage);
Placed placed_tab(Painting& painting, std::size_t lane);
void add_peak_end_strip(Painting& painting, PlacedChunk& chunk);
void add_open_moment(Painting& painting, PlacedChunk& chunk);

/// An outline around `box` (the middle of a thing at the origin), `grow` outside it.
Shared<Drawing> outline_drawing(Painting& painting, Part part, Vec2 size, float grow, float width,
                                float radius);

} // namespace waymark::paint_parts
