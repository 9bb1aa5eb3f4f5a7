#pragma once
#include "app/hands.hpp"
#include "sessions/facing.hpp"

#include <optional>
#include <vector>

/// What the states of hands can do, one file for each tool. For every state:
///   step     what it becomes when its contact has moved (or time has passed)
///   edit_of  what it would do to the journey if it let go now: preview and commit alike; nothing = nothing
///   finish   asks for that when its contact has ended
///   show     what else can be seen of it
/// A state that has nothing to say to one of them leaves it to the templates below.
namespace waymark {

/// A hand at work: everything a state may look at.
struct Grip {
    const Hands& hands;
    const Hand& hand;
    const Board& board;
    Id fresh{}; ///< the first id this hand may give to something new

    Vec2 world() const { return board.view.to_world(hand.at_px); }
    Vec2 second_world() const { return board.view.to_world(hand.second_px); }
    float px(float pixels) const { return pixels * board.ui_scale; }
};

/// Whether the hint may speak of Shift and Alt: who works with a finger or a pen has no key under the other
/// hand.
inline bool has_keys(const Grip& grip) { return grip.hand.source == Source::mouse; }

// --- tool_select.cpp
bool has_begun(const Pressing& pressing,
               const Grip& grip); ///< it has moved or lasted long enough to be a drag or stroke
HandState begun(const Pressing& pressing, const Grip& grip, Ask& ask);
void tap(const Pressing& pressing, const Grip& grip, int count, Ask& ask);
HandState step(Marquee marquee, const Grip& grip, Ask& ask);
void show(const Marquee& marquee, const Grip& grip, const Theme& theme, HandsPicture& picture);
void show(const Pressing& pressing, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_move.cpp: notes, pictures and ink
HandState moving(const Pressing& pressing, Id grabbed, const Grip& grip);
std::optional<Edit> edit_of(const MovingNotes& moving, const Grip& grip);
bool put_edit(const MovingNotes& moving, const Grip& grip, Edit& edit);
void finish(const MovingNotes& moving, const Grip& grip, Ask& ask);
void show(const MovingNotes& moving, const Grip& grip, const Theme& theme, HandsPicture& picture);
std::optional<Edit> edit_of(const MovingThings& moving, const Grip& grip);
void finish(const MovingThings& moving, const Grip& grip, Ask& ask);
void show(const MovingThings& moving, const Grip& grip, const Theme& theme, HandsPicture& picture);
std::uint64_t copies_wanted(const MovingNotes& moving, const Grip& grip);
std::uint64_t copies_wanted(const MovingThings& moving, const Grip& grip);

// --- tool_turn.cpp: two contacts on one thing
/// When the hand holds one free note or picture and `at_px` lies on it as it is seen.
std::optional<Turning> turning(const Grip& grip, Vec2 at_px);
std::optional<Edit> edit_of(const Turning& turning, const Grip& grip);
void show(const Turning& turning, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_pan.cpp
HandState step(Panning panning, const Grip& grip, Ask& ask);
HandState step(Pinching pinching, const Grip& grip, Ask& ask);
void show(const Pinching& pinching, const Grip& grip, const Theme& theme, HandsPicture& picture);
void scroll(const Scroll& scroll, const Board& board, Ask& ask);

// --- tool_flick.cpp
/// The contact has come to a place.
void follow(Track& track, Vec2 at_px, double time_s);
/// How far what is let go now, with its middle there, flies on; nothing unless it was in full swing. What
/// comes out of a cell goes to a cell.
Vec2 flight(const Grip& grip, Vec2 middle, bool to_a_cell);

// --- tool_swipe.cpp
Swiping swiping(const Hand& hand);
HandState step(Swiping swiping, const Grip& grip, Ask& ask);
void show(const Swiping& swiping, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_ring.cpp
/// Opens a ring under a contact; its number.
std::uint32_t open_ring(Hands& hands, const Hit& on, Vec2 at_px, const Board& board);
/// The ring that has something to press there.
std::optional<std::uint32_t> ring_under(const Hands& hands, Vec2 at_px, const Board& board);
/// Those near the place, unless somebody is choosing.
void put_rings_away(Hands& hands, Vec2 at_px, const Board& board);
/// Those whose thing has gone.
void forget_lost_rings(Hands& hands, const Board& board);
/// The press that the contact goes on with when it has left the ring it opened.
std::optional<Pressing> dragged_off(const Choosing& choosing, const Grip& grip);
/// The contact has ended: does what it is on.
void choose(Hands& hands, const Choosing& choosing, const Grip& grip, Ask& ask);
void show(const Choosing& choosing, const Grip& grip, const Theme& theme, HandsPicture& picture);
void show_rings(const Hands& hands, const Board& board, const Theme& theme, HandsPicture& picture);

// --- tool_toolbox.cpp
/// Opens a toolbox for whoever is at that place, and asks for a new participant where nobody else could be
/// meant; `fresh` is the first id it may give.
void open_toolbox(Hands& hands, Vec2 at_px, const Board& board, Id fresh, Ask& ask);
/// The contact comes down on a toolbox: it is that box's, or turns it.
bool joins_toolbox(Hands& hands, const Contact& contact, const Board& board);
/// The hand's contacts have moved: the box goes along.
void use_toolbox(Hands& hands, Hand& hand, const Board& board);
/// A contact has ended; a tap does what it is on.
void press_toolbox(Hands& hands, const UsingToolbox& used, const Grip& grip, Ask& ask);
/// Two fingers that have rested where they came down, on whatever it is, open one and mean nothing else.
void open_toolbox_if_rested(Hands& hands, Hand& hand, const Board& board, Ask& ask);
/// The other finger where two came down together, each as a hand of its own, and both rest; else null.
Hand* resting_beside(Hands& hands, const Hand& hand, const Board& board);
bool is_on_toolbox(const Hands& hands, Vec2 at_px, const Board& board);
/// What an upright rectangle around the box covers, pixels.
Rect covered_by(const Toolbox& box, const Hands& hands, const Board& board);
/// Those whose person has gone ask anew whose they are; all stay in the window.
void keep_toolboxes(Hands& hands, const Board& board);
/// Where the name stands on the person's toolbox: left end and middle of its height, screen pixels, its size
/// and how much room it has. Nothing when they have no toolbox.
struct NamePlace {
    Vec2 at_px;
    float angle = 0, size_px = 0, width_px = 0;
};
std::optional<NamePlace> name_place(const Hands& hands, Id person, const Board& board);
void show_toolboxes(const Hands& hands, const Board& board, const Theme& theme, HandsPicture& picture);

// --- hands_people.cpp: whose hand it is
const Toolbox* toolbox_of(const Hands& hands, Id person);
/// A length on the screen itself, in pixels; where the screen's size is not known, on one of 96 dpi at the
/// interface's scale.
float px_of_mm(float mm, const Board& board);
/// How far from their toolbox, or from what they write, a person works.
float arm_px(const Board& board);
/// The person whose toolbox is nearest, within an arm's reach; none where there is none.
Id person_at(const Hands& hands, Vec2 at_px, const Board& board);
/// What is upright for whoever touches there: on a table that toolbox's angle, or the nearest side's.
float upright_at(const Hands& hands, Vec2 at_px, const Board& board);
/// Whose contact it is: a pen may belong to somebody, else it is of who is near.
Id person_of(const Hands& hands, const Contact& contact, const Board& board);
/// What is upright for them.
float upright_of(const Hands& hands, const Contact& contact, const Board& board);
/// How the note lies when this hand takes it: on a table turned to whom the hand belongs to.
Turned taken(const Note& note, const Grip& grip);
/// Turns notes that this hand takes without moving them; nothing where all lie as they should.
std::optional<Edit> turning_to_hand(const std::vector<Id>& notes, const Grip& grip);
/// What the hand's person colours their things with.
NoteColour note_colour_of(const Grip& grip);
std::uint32_t ink_colour_of(const Grip& grip, std::uint32_t otherwise);
/// Signs what has been asked for since `first` with the person, and keeps choices of a tool to their toolbox.
void sign(Hands& hands, Id person, Ask& ask, std::size_t first);

// --- tool_keys.cpp: on-screen keyboards (see keypad.hpp)
/// The contact comes down on one: it becomes `hand`, on a key or carrying the whole keyboard.
bool joins_keypad(Hands& hands, const Contact& contact, Hand hand, const Board& board, Ask& ask);
/// The hand has moved; false when it is not on a keyboard.
bool lead_keypad(Hands& hands, Hand& hand, const Board& board);
/// The contact on a key has ended.
void lift_key(Hands& hands, Hand& hand, const Board& board, Ask& ask);
/// Held keys repeat, others offer their variants.
void advance_keypads(Hands& hands, const Board& board, Ask& ask);
/// What a hardware keyboard types where the on-screen one spells Chinese goes into the spelling; false: it
/// is for the text.
bool spells_typed(Hands& hands, Id thing, std::string_view text, const Board& board, Ask& ask);
bool spells_key(Hands& hands, Id thing, const KeyPress& key, const Board& board, Ask& ask);
void show(const Keying& keying, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_note.cpp
Note fresh_note(Id id, const Board& board, Place place, NoteColour colour);
/// The same by a hand: signed, and turned to whom it belongs to.
Note fresh_note(const Grip& grip, Place place, NoteColour colour);
Edit new_note(const Note& note, Id before);
std::optional<Edit> edit_of(const Placing& placing, const Grip& grip);
void finish(const Placing& placing, const Grip& grip, Ask& ask);
void show(const Placing& placing, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_curve.cpp
/// The curve the curve tool draws, or null when there is none yet.
const Curve* chosen_curve(const Board& board);
Curve fresh_curve(Id id, const Board& board); ///< without points
Stroking stroking(const Pressing& pressing, const Grip& grip);
HandState step(Stroking stroking, const Grip& grip, Ask& ask);
std::optional<Edit> edit_of(const Stroking& stroking, const Grip& grip);
void show(const Stroking& stroking, const Grip& grip, const Theme& theme, HandsPicture& picture);
HandState moving_point(const HitCurvePoint& hit, const Pressing& pressing, const Grip& grip);
HandState step(MovingPoint moving, const Grip& grip, Ask& ask);
std::optional<Edit> edit_of(const MovingPoint& moving, const Grip& grip);
void finish(const MovingPoint& moving, const Grip& grip, Ask& ask);
void show(const MovingPoint& moving, const Grip& grip, const Theme& theme, HandsPicture& picture);
/// A point of the curve at a place of the world, nothing without stages or emotion lane.
std::optional<CurvePoint> point_at(const Board& board, Vec2 world);

// --- tool_moment.cpp
std::optional<Edit> edit_of(const MovingMoment& moving, const Grip& grip);
void finish(const MovingMoment& moving, const Grip& grip, Ask& ask);
void show(const MovingMoment& moving, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_pen.cpp
Inking inking(const Pressing& pressing, const Grip& grip);
HandState step(Inking inking, const Grip& grip, Ask& ask);
std::optional<Edit> edit_of(const Inking& inking, const Grip& grip);
void show(const Inking& inking, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_connector.cpp
/// What a connector may begin or end at: note, picture, stage or moment.
Id connectable(const Hit& hit);
std::optional<Edit> edit_of(const Connecting& connecting, const Grip& grip);
void show(const Connecting& connecting, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_eraser.cpp
Erasing erasing(const Pressing& pressing, const Grip& grip);
/// The flat hand, so wide on the screen.
Erasing wiping(const Contact& contact, const Board& board);
HandState step(Erasing erasing, const Grip& grip, Ask& ask);
std::optional<Edit> edit_of(const Erasing& erasing, const Grip& grip);
void show(const Erasing& erasing, const Grip& grip, const Theme& theme, HandsPicture& picture);

// --- tool_stage.cpp, tool_lane.cpp
std::optional<Edit> edit_of(const MovingStage& moving, const Grip& grip);
void show(const MovingStage& moving, const Grip& grip, const Theme& theme, HandsPicture& picture);
std::optional<Edit> edit_of(const SizingStage& sizing, const Grip& grip);
HandState sizing_stage(Id stage, const Pressing& pressing, const Grip& grip);
std::optional<Edit> edit_of(const MovingLane& moving, const Grip& grip);
void show(const MovingLane& moving, const Grip& grip, const Theme& theme, HandsPicture& picture);
std::optional<Edit> edit_of(const SizingLane& sizing, const Grip& grip);
HandState sizing_lane(Id lane, const Pressing& pressing, const Grip& grip);

// --- the rest of the states
struct StaysAsItIs {};
template <class State> StaysAsItIs step(const State&, const Grip&, Ask&) { return {}; }
template <class State> std::optional<Edit> edit_of(const State&, const Grip&) { return std::nullopt; }
/// The same in place of what `edit` was in the frame before, whose room it may keep; false = nothing.
template <class State> bool put_edit(const State& state, const Grip& grip, Edit& edit) {
    std::optional<Edit> wanted = edit_of(state, grip);
    if (wanted) edit = std::move(*wanted);
    return wanted.has_value();
}
template <class State> void show(const State&, const Grip&, const Theme&, HandsPicture&) {}
template <class State> void finish(const State& state, const Grip& grip, Ask& ask) {
    if (std::optional<Edit> edit = edit_of(state, grip)) ask.intend(Commit{std::move(*edit), std::nullopt});
}

// --- hands_hold.cpp: who holds what
/// Things that this hand holds: no other hand may take them.
std::vector<Id> held_by(const Hand& hand);
bool is_held(const Hands& hands, Id thing, const Hand* besides = nullptr);
/// Whether another hand is in the middle of something that moving the view would disturb.
bool others_are_busy(const Grip& grip);
/// The thing a hit is on; none for cells and empty places.
Id thing_of(const Hit& hit);
/// Whether there is nothing here that can be dragged: no header, tab or border, no thing but lines, which
/// stay where their ends are.
bool is_ground(const Hit& hit);
/// Whether the tool makes something of a press here itself; otherwise it is a press of the select tool.
bool takes(Tool tool, const Hit& hit);
/// New ids this hand would use.
std::uint64_t ids_wanted(const Grip& grip);
/// How near a contact must come to a small thing.
float reach_px(Source source, float ui_scale);
const Picture* find_picture(const Journey& journey, Id id);
const Ink* find_ink(const Journey& journey, Id id);
Vec2 turned(Vec2 v, float angle);
/// From a point to the straight way between two others.
float distance_to_way(Vec2 point, Vec2 from, Vec2 to);
/// One edit, or several as one step.
Edit several(std::vector<Edit> edits, const char* label);

// --- hands_join.cpp
/// New things of several hands get different ids.
Grip grip_of(const Hands& hands, const Hand& hand, const Board& board);
Tool tool_of(const Hands& hands, const Contact& contact, const Board& board);
/// The contact that comes down becomes a hand's second or third; false when it does not.
bool joins_pinch(Hands& hands, const Contact& contact, const Hit& what, const Board& board);
bool joins_swipe(Hands& hands, const Contact& contact, const Hit& what, const Board& board);
bool joins_turning(Hands& hands, const Contact& contact, const Board& board);

// --- hands_picture.cpp
/// A stroke over the board, in screen pixels.
Placed ribbon_px(const View& view, const std::vector<Vec2>& world, float width_px, Colour colour,
                 float dash_px = 0);

} // namespace waymark
