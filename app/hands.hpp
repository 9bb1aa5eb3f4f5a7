#pragma once
#include "app/focus.hpp"
#include "app/input.hpp"
#include "app/intent.hpp"
#include "app/keypad.hpp"
#include "app/writings.hpp"
#include "render/layout.hpp"
#include "render/scene.hpp"
#include "render/theme.hpp"
#include "sessions/id_map.hpp"

#include <array>
#include <optional>
#include <variant>
#include <vector>

/// Hands: one gesture in progress each, any number at once. A hand owns its contacts (one to three), a state
/// that carries its own data, and a preview. The document never changes during a gesture; preview and commit
/// are the same Edit.
namespace waymark {

/// Everything a gesture may look at.
struct Board {
    const Session& session;
    const Journey& journey; ///< as committed, without previews
    const Layout& layout;   ///< of `journey`
    View view;
    const Selection& selection;
    Tool tool = Tool::select;
    NoteColour next_colour = NoteColour::yellow;
    CurveKind curve_kind = CurveKind::emotion;
    Id curve_persona = Id::none;
    float ui_scale = 1; ///< multiplies every `_px` threshold
    double time_s = 0;
    Modifiers with;
    Id next_id{};                  ///< the first id that is free
    std::optional<View> view_goal; ///< where the view is on its way to, if it is
    bool lies_flat = false;        ///< a table: people stand on all sides
    bool wipe_with_hand = false;   ///< the flat hand wipes ink
    InkFrom ink_from = InkFrom::automatic;
    const Writings* writing = nullptr;                       ///< their words are drawn elsewhere
    const std::vector<KeyLanguage>* key_languages = nullptr; ///< that on-screen keyboards offer
    const Dictionaries* dictionaries = nullptr;
    Rect free_px{};       ///< the window without the bars; empty = all of it
    bool is_past = false; ///< somebody looks at how it was: nobody is gone for that
    float pixels_per_mm = 0; ///< of the screen; 0 = not known
};

// --- the states (participles); what each does is in its tool's file. Places are in the world unless they say
// `_px`.
/// A contact is down and may still become anything: a tap, a drag, a stroke, half of a pinch.
struct Pressing {
    Vec2 from_px;
    Vec2 from;
    double since_s = 0;
    Hit what;
    bool was_selected = false;
    bool long_pressed = false;
    Vec2 note_at; ///< of a note: its top left then
};
/// Others: pictures and ink that go along.
struct MovingNotes {
    Vec2 from;
    std::vector<Id> notes, others;
    Id grabbed{};
    Vec2 grabbed_at; ///< its top left when it was taken: its cell may be moved by what others do
};
/// Pictures and ink; chosen notes go along and lie free.
struct MovingThings {
    Vec2 from;
    std::vector<Id> things;
};
/// Two contacts on a free note or a picture.
struct Turning {
    Id thing{};
    Vec2 first, second;
    Rect rect;
    float scale = 1, angle = 0;
};
struct Marquee {
    Vec2 from;
    Selection before;
};
/// The world point that stays under the contact.
struct Panning {
    Vec2 grabbed;
};
/// The world points that stay under the two contacts.
struct Pinching {
    Vec2 first, second;
    Vec2 first_px{}, second_px{}; ///< where both came down: two fingers that rest there open a toolbox
    bool rests = false;
};
/// A new note under the finger.
struct Placing {
    NoteColour colour{};
};
/// Drawing the curve; none = a new one.
struct Stroking {
    std::vector<Vec2> world;
    Id curve = Id::none;
};
struct Inking {
    std::vector<InkPoint> points;
    float width = 4;
};
struct MovingPoint {
    Id curve{};
    std::size_t index = 0;
    CurvePoint was;
    Vec2 grip; ///< from the point to the contact
};
/// Grip: from the star's centre to the contact.
struct MovingMoment {
    Id moment{};
    bool is_new = false;
    Vec2 grip;
};
struct Connecting {
    Id from{};
};
struct ErasedPoint {
    Id curve{};
    CurvePoint point;
    bool operator==(const ErasedPoint&) const = default;
};
/// Tapped: a note, while the contact has not moved.
struct Erasing {
    std::vector<Id> things;
    std::vector<ErasedPoint> points;
    Vec2 last;
    Id tapped = Id::none;
    Vec2 from_px;
    float radius_px = 12;  ///< at interface scale 1
    bool ink_only = false; ///< the flat hand
};
/// Three contacts that go sideways together: undo and redo. Where their middle was when the third came.
struct Swiping {
    Vec2 from_px;
    bool done = false;
};
/// A contact on a ring of actions; pressing: the press that has opened it, for the drag it may still become.
struct Choosing {
    std::uint32_t ring = 0;
    std::optional<Pressing> pressing;
};
/// A contact on somebody's toolbox: a tap, or the whole box goes along; a second one turns it.
struct UsingToolbox {
    std::uint32_t toolbox = 0;
    Vec2 from_px, second_from_px; ///< where the contacts came down
    Vec2 at_px;                   ///< the box's middle then
    float angle = 0;              ///< likewise
    bool moves = false;
};
/// A contact on a key of an on-screen keyboard.
struct Keying {
    std::uint32_t keypad = 0;
    KeyCap key; ///< as it was when the contact came
    Vec2 from;  ///< on the keyboard, in its own coordinates
    double since_s = 0;
    bool is_on = true; ///< not slid off
    bool done = false; ///< has done what it does; lifting does no more
    int repeats = 0;
    std::optional<std::size_t> variant; ///< one of the key's, while these are offered
};
/// A contact that carries an on-screen keyboard about. Grip: from its middle to the contact.
struct Carrying {
    std::uint32_t keypad = 0;
    Vec2 grip_px;
};
struct MovingStage {
    Id stage{};
    float from_x = 0;
};
struct SizingStage {
    Id stage{};
    float from_x = 0, width = 0;
};
struct MovingLane {
    Id lane{};
    float from_y = 0;
};
struct SizingLane {
    Id lane{};
    float from_y = 0, height = 0;
};
using HandState = std::variant<Pressing, MovingNotes, MovingThings, Turning, Marquee, Panning, Pinching,
                               Placing, Stroking, Inking, MovingPoint, MovingMoment, Connecting, Erasing,
                               MovingStage, SizingStage, MovingLane, SizingLane, Swiping, Choosing,
                               UsingToolbox, Keying, Carrying>;

/// Where a contact was of late, for how fast it goes.
struct Track {
    struct Sample {
        Vec2 at_px;
        double time_s = 0;
    };
    std::array<Sample, 16> samples{}; ///< the newest last
    std::size_t count = 0;
    double now_s = 0; ///< of the last event, whether it went anywhere or not
};

struct Hand {
    std::uint32_t contact = 0;
    std::optional<std::uint32_t> second; ///< of a pinch, or turning what the first one holds
    Source source = Source::mouse;
    Button button = Button::left;
    Tool tool = Tool::select; ///< the one that was in use when the contact came down
    Vec2 at_px, second_px;    ///< where its contacts are now
    float pressure = 1;
    HandState state;
    Tip tip = Tip::plain;
    std::optional<std::uint32_t> third; ///< of a swipe
    Vec2 third_px;
    std::uint32_t device = 0; ///< of a pen, see `Contact`
    double since_s = 0;   ///< when its last contact came
    Track track;          ///< of the first contact
    Id person = Id::none; ///< whose hand it is: the one whose toolbox was near when it came down
    float upright = 0;    ///< what is upright for them, radians clockwise
};

/// A ring of actions around a thing or a place, for whoever rested a finger there; any number at once. It
/// stays until something is chosen or it is put away.
struct Ring {
    enum class Page : std::uint8_t { actions, colours, kinds };
    std::uint32_t number = 0;
    Hit on;
    Vec2 at;         ///< its middle, world
    float angle = 0; ///< 0 = upright; else turned to its person's side
    Page page = Page::actions;
};

/// A toolbox of somebody's own: name, colour, tool, and the way back from their last step. It lies on the
/// screen where they have put it, turned to them; any number at once. Contacts near it are theirs.
struct Toolbox {
    enum class Page : std::uint8_t { tools, people }; ///< people: whose it is, while nobody has said it
    std::uint32_t number = 0;
    Id person = Id::none;
    Vec2 at_px; ///< its middle
    float angle = 0;
    bool turned_freely = false; ///< by two fingers; else it turns to the side of the table it lies at
    Tool tool = Tool::select;
    Page page = Page::tools;
};

/// A pen that its person has tapped their toolbox with: what it does is theirs wherever it does it, until the
/// toolbox is closed or the pen taps another one.
struct OwnPen {
    std::uint32_t device = 0; ///< see `Contact`
    Id person{};
};

/// A text that hands show: in screen pixels, its left end and the middle of its height.
struct HandsLabel {
    std::string text;
    Vec2 at_px;
    float size_px = 16, angle = 0, width_px = 0; ///< cut to that width
    FontWeight weight = FontWeight::medium;
    Colour colour;
    bool centred = false; ///< `at_px` is its middle
};

/// What hands show while they work; recomputed each frame from where each gesture began.
struct HandsPicture {
    std::vector<Edit> previews;     ///< all at once give the shown journey
    std::vector<Id> held;           ///< lifted
    IdMap<Vec2> held_at;            ///< the world top left at which a held thing is drawn
    std::vector<Rect> glows;        ///< target cells, world
    PlacedChunk over;               ///< strokes under way, marquee, connectors: screen pixels
    std::vector<HandsLabel> labels; ///< over that
    Effects::Cursor cursor = Effects::Cursor::arrow;
    const char* hint = "";    ///< what can be done now, one line; empty when there is nothing to say
    Id near_curve = Id::none; ///< its points show
    bool moving = false;      ///< some gesture animates by itself (long press timer): frames are needed
};

/// All hands on the board, and what outlives a gesture (double-click).
struct Hands {
    std::vector<Hand> hands;
    Vec2 hover_px{-1, -1};
    struct Tap {
        Vec2 at_px;
        double time_s = -1;
        Source source = Source::mouse;
    };
    std::vector<Tap> taps;   ///< of the last moment; several people may tap at once
    bool space_held = false; ///< space: pan with the left button
    bool pen_known = false;  ///< a pen has been used: it writes, fingers move
    Vec2 pen_px;             ///< where a pen was near the surface last, and when
    double pen_seen_s = -1e9;
    std::vector<Ring> rings;
    std::uint32_t rings_made = 0;
    std::vector<Toolbox> toolboxes;
    std::uint32_t toolboxes_made = 0;
    std::vector<OwnPen> pens;
    Keypads keypads; ///< one for each text that is written with it
};

/// Takes one event of the board (chrome has had its pick before) and returns what it asks for. Contacts that
/// go to nobody are ignored.
void take(Hands& hands, const Event& event, const Board& board, Ask& ask);

/// Lets time pass: strokes that were held back begin, fingers that rest get their ring, two their toolbox.
/// Once a frame, also when there were no events, and after them: of two fingers that came down together the
/// second may be read a frame later, however long that took.
void advance(Hands& hands, const Board& board, Ask& ask);

/// What the hands show at this moment.
HandsPicture pictured(const Hands& hands, const Board& board, const Theme& theme);
/// The same in place of what `picture` was; what has grown there keeps its room, so that hands which go on as
/// in the frame before take nothing from the heap.
void picture_hands(const Hands& hands, const Board& board, const Theme& theme, HandsPicture& picture);

/// Forgets every gesture without a trace, and puts all rings away (Esc). Toolboxes stay.
void let_go(Hands& hands);

/// A note begins under a contact that came from the toolbar: it is of whoever that contact belongs to.
void start_placing(Hands& hands, const Contact& contact, NoteColour colour, const Board& board);

/// A palm, or a hand laid flat: it works with nothing, nor does it put a caret anywhere.
bool is_of_no_use(const Hands& hands, const Contact& contact, const Board& board);

/// The state's name, for tests and traces: "moving notes".
const char* name(const HandState& state);

} // namespace waymark
