#pragma once
#include "render/text.hpp"
#include "render/view.hpp"
#include "sessions/analysis.hpp"
#include "sessions/journey.hpp"
#include "sessions/stages.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// Where everything lies: journey → boxes in world coordinates. Used by painting, hit-testing, keyboard focus
/// and exports alike.
namespace waymark {

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
    std::vector<Id> notes; ///< in order
};

struct NoteBox {
    Shared<Note> note;
    Rect rect; ///< before turning; free notes: unscaled size × scale
    float scale = 1, angle = 0;
    Shared<TextLayout> text; ///< fitted; in the unscaled note's coordinates, box at `note_text_inset`
};
inline constexpr float note_text_inset = 14;
inline constexpr float note_foot =
    32; ///< kept free of text at a note's lower edge, for its kind and evidence

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
    std::vector<NoteBox> notes; ///< in the journey's order (back to front)
    std::optional<EmotionBox> emotion;
    std::vector<StageSpan> spans;
    std::vector<CurveBox> curves;
    std::vector<MomentBox> moments;
    std::vector<PictureBox> pictures;
    std::vector<ConnectorBox> connectors;
    std::vector<InkBox> ink;
    Rect parking;                       ///< the parking lot's sheet
    mutable std::size_t last_found = 0; ///< where `find_box` ended last; one thread at a time uses a layout
    Rect peak_end; ///< the strip at the emotion lane's right; empty where no emotion curve has a point
    std::optional<float> visibility_y; ///< the line of visibility, where there are front and backstage lanes
    std::string language;              ///< the texts' own
    std::uint64_t number =
        0; ///< given anew by every `laid_out`: two layouts with the same number are the same
};

/// `previous` is the layout of an earlier value: notes that are the same value keep their laid-out text.
Layout laid_out(const Journey& journey, const std::string& language, TextEngine& text,
                const Layout* previous = nullptr);

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

/// Finds notes of a layout that are asked for in nearly its own order, as those of a journey after an edit
/// are: a step or two for each then, and never a walk over all notes for more than a few of them.
class NoteSeeker {
public:
    explicit NoteSeeker(const Layout& layout) : layout_{&layout} {}
    const NoteBox* find(Id note); ///< null when it is not there

private:
    const Layout* layout_;
    std::size_t next_ = 0, walks_ = 0;
    std::unordered_map<Id, std::size_t> places_; ///< made when walks have become too many
};
std::vector<Id> things_within(const Layout& layout,
                              const Rect& area); ///< marquee: notes, pictures, ink, moments touched
std::optional<Rect> box_of(const Layout& layout, Id thing); ///< of anything with an id on the board

} // namespace waymark
