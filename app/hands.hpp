#pragma once
#include "app/input.hpp"
#include "app/intent.hpp"
#include "render/layout.hpp"
#include "render/scene.hpp"
#include "render/theme.hpp"

#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

/// Hands: one gesture in progress each, any number at once. A hand owns its contacts (one or two), a state that carries its own data, and a
/// preview. The document never changes during a gesture; preview and commit are the same Edit.
namespace waymark {

/// Everything a gesture may look at.
struct Board {
    const Session& session;
    const Journey& journey;   ///< as committed, without previews
    const Layout& layout;     ///< of `journey`
    View view;
    const Selection& selection;
    Tool tool = Tool::select;
    NoteColour next_colour = NoteColour::yellow;
    CurveKind curve_kind = CurveKind::emotion;
    Id curve_persona = Id::none;
    float ui_scale = 1;       ///< multiplies every `_px` threshold
    double time_s = 0;
    Modifiers with;
    Id next_id{};             ///< the first id that is free
};

// --- the states (participles); each tool's step function lives in its own file
struct Pressing { Vec2 from_px; Vec2 from; double since_s = 0; Hit what; bool was_selected = false; bool long_pressed = false; };
struct MovingNotes { Vec2 from; std::vector<Id> notes; Id grabbed{}; Vec2 grip; }; ///< grip: finger from the grabbed note's top left
struct MovingThings { Vec2 from; std::vector<Id> things; };                          ///< pictures, ink, free mixes
struct Marquee { Vec2 from; Selection before; };
struct Panning { Vec2 from_px; View from; };
struct Pinching { Vec2 first_px, second_px; View from; };                           ///< two contacts on the empty board
struct Placing { NoteColour colour{}; Id id{}; };                                    ///< a new note under the finger (from the toolbar or by the note tool)
struct Stroking { std::vector<Vec2> world; };                                        ///< drawing the curve
struct Inking { std::vector<InkPoint> points; };
struct MovingPoint { Id curve{}; std::size_t index = 0; Vec2 from; };
struct MovingMoment { Id moment{}; bool is_new = false; };
struct Connecting { Id from{}; };
struct Erasing { std::vector<Id> things; };
struct MovingStage { Id stage{}; float from_x = 0; };
struct SizingStage { Id stage{}; float from_x = 0, width = 0; };
struct MovingLane { Id lane{}; float from_y = 0; };
struct SizingLane { Id lane{}; float from_y = 0, height = 0; };
struct TakenByText {};                                                               ///< selecting text in the note being written
using HandState = std::variant<Pressing, MovingNotes, MovingThings, Marquee, Panning, Pinching, Placing, Stroking, Inking, MovingPoint,
                               MovingMoment, Connecting, Erasing, MovingStage, SizingStage, MovingLane, SizingLane, TakenByText>;

struct Hand {
    std::uint32_t contact = 0;
    std::optional<std::uint32_t> second; ///< of a pinch
    Source source = Source::mouse;
    Button button = Button::left;
    Vec2 at_px;                          ///< where its contact is now
    float pressure = 1;
    HandState state;
};

/// What hands show while they work; recomputed each frame from where each gesture began.
struct HandsPicture {
    std::vector<Edit> previews;          ///< all at once give the shown journey
    std::vector<Id> held;                ///< lifted
    std::unordered_map<std::uint64_t, Vec2> held_at; ///< by Id: the world top left at which a held thing is drawn
    std::vector<Rect> glows;             ///< target cells, world
    PlacedChunk over;                    ///< strokes under way, marquee, connectors: screen pixels
    Effects::Cursor cursor = Effects::Cursor::arrow;
    bool moving = false;                 ///< some gesture animates by itself (long press timer): frames are needed
};

/// All hands on the board, and what outlives a gesture (double-click, inertia).
struct Hands {
    std::vector<Hand> hands;
    Vec2 hover_px{-1, -1};
    struct Tap { Vec2 at_px; double time_s = -1; int count = 0; } last_tap;
    bool space_held = false;             ///< space: pan with the left button
};

/// Takes one event of the board (chrome has had its pick before) and returns what it asks for. Contacts that go to nobody are ignored.
void take(Hands& hands, const Event& event, const Board& board, Ask& ask);

/// What the hands show at this moment.
HandsPicture pictured(const Hands& hands, const Board& board, const Theme& theme);

/// Forgets every gesture without a trace (Esc).
void let_go(Hands& hands);

/// A note begins under a contact that came from the toolbar.
void start_placing(Hands& hands, const Contact& contact, NoteColour colour, Id id);

/// A keyboard act on the board: focus between cells and notes, create, move, nudge, delete, write … Returns whether it was one.
bool press(const KeyPress& key, const Board& board, const struct Focus& focus, Ask& ask);

/// Where the keyboard is on the board.
struct Focus {
    Id thing = Id::none;              ///< note, stage, lane, curve point's curve …
    Id stage = Id::none, lane = Id::none; ///< the cell, when no thing has it
    std::size_t point = 0;            ///< of a curve that has the focus
    bool shown = false;               ///< the ring shows once the keyboard has been used
    bool operator==(const Focus&) const = default;
};

} // namespace waymark
