#pragma once
#include "render/note_boxes.hpp"
#include "render/text.hpp"
#include "render/view.hpp"
#include "sessions/analysis.hpp"
#include "sessions/journey.hpp"
#include "sessions/stages.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Where everything lies: journey → boxes in world coordinates. Used by painting, hit-testing, keyboard focus
/// and exports alike.
namespace waymark {

class LaterTexts; // render/later_texts.hpp

inline constexpr float header_height = 64, header_gap = 16; ///< stage header band, and space under it
inline constexpr float lane_tab_width = 184;                ///< left of the first stage
inline constexpr float emotion_lane_height = 320;
inline constexpr float lane_tab_gap = 16; ///< between a lane's tab and the first stage
inline constexpr float parking_gap = 48;  ///< between the map and the parking lot
inline constexpr float peak_end_width = 400, peak_end_row_height = 236, peak_end_padding = 12;
inline constexpr float visibility_gap = 48; ///< room for the line of visibility between two lanes
inline constexpr float curve_point_radius = 7;

struct StageBox {
    Id stage{};
    Rect header, sheet; ///< the sheet reaches from the header's top to the last lane's bottom
    std::uint32_t notes = 0;
};

struct LaneBox {
    Id lane{};
    LaneKind kind{};
    Rect row, tab; ///< row: over all stages
};

struct CellBox {
    Id stage{}, lane{};
    Rect rect;
    Shared<CellNotes> notes;
};

/// The emotion lane's scale.
struct EmotionBox {
    Id lane{};
    Rect rect;                     ///< over all stages
    float y_of(float score) const; ///< world
    float score_at(float y) const; ///< brought into −5 … +5
};

struct CurveBox {
    Id curve{}, persona = Id::none;
    CurveKind kind{};
    std::size_t style = 0;    ///< 0 solid, 1 dashed, 2 dotted: the persona's place
    std::vector<Vec2> points; ///< the curve's own points, world
    std::vector<Vec2> line;   ///< sampled for drawing, world
};

struct MomentBox {
    Id moment{};
    Vec2 at; ///< the star's centre
    Rect flag;
    bool hanging = false;     ///< the flag hangs under the star (it had no room above)
    std::string words;        ///< the title as it was given
    Shared<TextLayout> title; ///< the same on one line, at the flag's `flag_text_inset`
};
inline constexpr float star_radius = 16;
inline constexpr Vec2 flag_text_inset{12, 5};

struct PictureBox {
    Id picture{};
    Rect rect;
    float angle = 0;
};
struct ConnectorBox {
    Id connector{};
    std::vector<Vec2> line;
};
struct InkBox {
    Shared<Ink> ink;
    Rect rect;
};

struct Layout {
    Rect bounds; ///< of everything, free things included
    Rect map;    ///< headers, lanes and lane tabs
    std::vector<StageBox> stages;
    std::vector<LaneBox> lanes;
    std::vector<CellBox> cells; ///< lane by lane, stages from the left
    NoteBoxes notes;            ///< in the journey's order (back to front)
    Shared<CellNotes> parked;   ///< those in the parking lot
    std::optional<EmotionBox> emotion;
    std::vector<StageSpan> spans;
    std::vector<CurveBox> curves;
    std::vector<MomentBox> moments;
    std::vector<PictureBox> pictures;
    std::vector<ConnectorBox> connectors;
    std::vector<InkBox> ink;
    Rect parking;                       ///< the parking lot's sheet
    mutable std::size_t last_found = 0; ///< chunk where `find_note` ended; one thread at a time uses a layout
    Rect peak_end; ///< the strip at the emotion lane's right; empty where no emotion curve has a point
    std::optional<float> visibility_y; ///< the line of visibility, where there are front and backstage lanes
    std::string language;              ///< the texts' own
    bool on_table = false;             ///< notes face the sides that they were turned to
    std::uint64_t number =
        0; ///< given anew by every `laid_out`: two layouts with the same number are the same
};

/// `previous` is the layout of an earlier value: what has not changed since is taken from it, chunk by chunk
/// and cell by cell, so that an edit costs what it changes. The result is the same as without it.
/// `on_table`: people stand on all sides; else every note is upright, whichever side it faces on a table.
/// With `later`, notes whose texts surely fit have stand-ins for them; everything lies where it would lie
/// without.
Layout laid_out(const Journey& journey, const std::string& language, TextEngine& text,
                const Layout* previous = nullptr, bool on_table = false, LaterTexts* later = nullptr);

// --- what is where (world coordinates)
struct HitNote {
    Id note{};
};
struct HitPicture {
    Id picture{};
};
struct HitInk {
    Id ink{};
};
struct HitConnector {
    Id connector{};
};
struct HitCurvePoint {
    Id curve{};
    std::size_t index = 0;
};
struct HitCurve {
    Id curve{};
};
struct HitMoment {
    Id moment{};
};
struct HitStageHeader {
    Id stage{};
};
/// Its right border: resizing.
struct HitStageBorder {
    Id stage{};
};
struct HitLaneTab {
    Id lane{};
};
/// Its lower border: resizing.
struct HitLaneBorder {
    Id lane{};
};
struct HitCell {
    Id stage{}, lane{};
};
struct HitEmotion {}; ///< the emotion lane, away from curves
struct HitParking {};
struct HitNothing {};
using Hit =
    std::variant<HitNothing, HitNote, HitPicture, HitInk, HitConnector, HitCurvePoint, HitCurve, HitMoment,
                 HitStageHeader, HitStageBorder, HitLaneTab, HitLaneBorder, HitCell, HitEmotion, HitParking>;

/// The topmost thing under a screen point; small targets (points, borders, strokes) reach `reach_px` around
/// themselves. The view matters because headers and tabs are pinned.
Hit hit(const Layout& layout, const View& view, Vec2 at_px, float reach_px);

/// Where a note held over `at` would lie: the cell under it and the note it would be put before (none =
/// last); or the parking lot; or free. `at` is the held note's middle. `held` are left out of the count.
struct DropPlace {
    Place place;
    Id before = Id::none;
    std::optional<Rect> glow; ///< the cell (or parking lot) that takes it
};
DropPlace drop_place(const Layout& layout, Vec2 at, const std::vector<Id>& held);

const NoteBox* find_box(const Layout& layout, Id note);
std::optional<NotePlace> find_note(const Layout& layout, Id note);

/// A note that lies elsewhere than before, or is turned to another side.
struct MovedNote {
    const NoteBox *from, *to;
};
/// Those of `after` which lie otherwise than in `before`; chunks that both share are not looked at.
std::vector<MovedNote> moved_notes(const Layout& before, const Layout& after);

std::vector<Id> things_within(const Layout& layout,
                              const Rect& area); ///< marquee: notes, pictures, ink, moments touched
std::optional<Rect> box_of(const Layout& layout, Id thing); ///< of anything with an id on the board

} // namespace waymark
