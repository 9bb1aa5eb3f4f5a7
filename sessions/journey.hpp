#pragma once
#include "sessions/geometry.hpp"
#include "sessions/list.hpp"
#include "sessions/shared.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The whole model on one screen: what a session and its journeys are. Words and codes (J1 …) are those of
/// the journey method; scores run from −5 (worst) to +5 (best).
namespace waymark {

/// Names one thing within a session, unique over all kinds of things. Zero is "none".
enum class Id : std::uint64_t { none = 0 };

inline constexpr float lowest_score = -5, highest_score = 5;

// The numbers behind these enumerators are written to files: append only, never renumber.
enum class JourneyState : std::uint8_t { current, future };
enum class Phase : std::uint8_t { before, during, after };
enum class LaneKind : std::uint8_t {
    actions,
    touchpoints,
    channels,
    thoughts,
    emotion,
    needs,
    pain_points,
    gains,
    opportunities,
    processes,
    owners,
    evidence,
    metrics,
    parking_lot,
    custom
};
enum class NoteKind : std::uint8_t { plain, pain, gain, idea, question, need, action, decision, quote };
enum class NoteColour : std::uint8_t { yellow, pink, blue, green, orange, violet, white };
enum class EvidenceState : std::uint8_t { assumption, hearsay, observed, measured, confirmed };
enum class LifeCycle : std::uint8_t { fresh, active, fading, ignored }; ///< "new" in the interface
enum class ValueTier : std::uint8_t { unknown, high, middle, low };
enum class BuyingRole : std::uint8_t { none, user, buyer, decider, payer, influencer, gatekeeper, initiator };
enum class CurveKind : std::uint8_t { emotion, expectation };
enum class Horizon : std::uint8_t { short_term, long_term };
enum class ActionStatus : std::uint8_t { proposed, agreed, under_way, done, dropped };
enum class EvidenceSource : std::uint8_t {
    other,
    crm,
    ticket_system,
    report,
    interview,
    staff_interview,
    case_analysis,
    survey,
    observation
};
enum class StageExit : std::uint8_t { next, loop, leave }; ///< where the customer goes from a stage (J5)
/// The side of a table that a note can be read from: so many quarter turns clockwise. Upright is `bottom`.
enum class Facing : std::uint8_t { bottom, left, top, right };
/// What a person's notes and strokes are coloured with; the first six are those of `NoteColour`.
enum class PersonColour : std::uint8_t { none, yellow, pink, blue, green, orange, violet };

/// A way from a stage other than simply onwards: a loop back (buys again) or a branch out (leaves).
struct Branch {
    StageExit exit = StageExit::loop;
    Id to = Id::none; ///< the stage a loop leads to; none when the customer leaves
    std::string reason;
    bool operator==(const Branch&) const = default;
};

/// A column of the map (J2).
struct Stage {
    Id id{};
    std::string title;
    Phase phase = Phase::during;
    float width = 0;                ///< world units; 0 = as wide as a fresh one (two notes abreast)
    std::optional<float> tolerance; ///< the score under which the customer leaves here (J10)
    std::string tolerance_reason;   ///< the same in words: "technician on site within half a day"
    std::string leap;               ///< the role or event that leads over the border to the next stage (J5)
    std::vector<Branch> branches;
    bool operator==(const Stage&) const = default;
};

/// A row of the map.
struct Lane {
    Id id{};
    LaneKind kind = LaneKind::custom;
    std::string title;      ///< empty = the kind's own name
    float height = 0;       ///< least height in world units; 0 = the kind's own. Lanes grow with their notes.
    bool backstage = false; ///< below the line of visibility
    bool operator==(const Lane&) const = default;
};

/// Where a note lies: in the cell of a stage and a lane, at a free place of the board, or waiting in the
/// parking lot.
struct InCell {
    Id stage{}, lane{};
    bool operator==(const InCell&) const = default;
};
struct Free {
    Vec2 at; ///< the note's top left
    bool operator==(const Free&) const = default;
};
struct Parked {
    bool operator==(const Parked&) const = default;
};
using Place = std::variant<InCell, Free, Parked>;

/// A sticky note. Within one cell (and in the parking lot) notes lie in the order of `Journey::notes`.
struct Note {
    Id id{};
    Place place = Parked{};
    std::string text; ///< UTF-8, cleaned by `clean_text`, at most 64 KB
    NoteColour colour = NoteColour::yellow;
    NoteKind kind = NoteKind::plain;
    EvidenceState evidence = EvidenceState::assumption;
    Id author = Id::none;        ///< a Participant
    Id touchpoint = Id::none;    ///< the Touchpoint this note stands for
    Id personas_view = Id::none; ///< the Persona whose view it is; none = everybody's
    std::vector<Id> evidence_records;
    std::vector<std::string> tags;
    float scale = 1; ///< 0.25 … 8, only for free notes
    float angle = 0; ///< radians, clockwise, only for free notes; on a table on top of `facing`
    Facing facing = Facing::bottom; ///< where people stand on all sides; on a wall every note is upright
    bool operator==(const Note&) const = default;
};

/// One contact between customer and company (J4).
struct Touchpoint {
    Id id{};
    Id stage{};
    std::string name, channel;
    LifeCycle life_cycle = LifeCycle::active;
    std::string information_needed, information_given;
    std::vector<std::string> front_departments, back_departments;
    float duration_minutes = 0, service_cost = 0;
    float effort = 0; ///< the customer's, 0 (none) … 5
    std::string standard, trigger, next_action;
    std::vector<std::string> content, tags;
    EvidenceState evidence = EvidenceState::assumption;
    bool operator==(const Touchpoint&) const = default;
};

/// A point of a curve in stage coordinates, so that it survives stages being moved or resized (J8).
struct CurvePoint {
    Id stage{};
    float along = 0.5f; ///< 0 (stage's left border) … 1 (right border)
    float score = 0;    ///< −5 … +5
    EvidenceState evidence = EvidenceState::assumption;
    bool operator==(const CurvePoint&) const = default;
};

/// How a persona feels (emotion) or what they expected (expectation) along the journey. Points are sorted by
/// the order of stages, then by `along`, strictly rising.
struct Curve {
    Id id{};
    CurveKind kind = CurveKind::emotion;
    Id persona = Id::none;
    std::vector<CurvePoint> points;
    Id author = Id::none; ///< a Participant: who drew it last
    bool operator==(const Curve&) const = default;
};

/// A marked moment that decides how the journey is remembered (J12). It sits on a curve at a place of a
/// stage, or on a note.
struct MagicMoment {
    Id id{};
    Id stage{};
    float along = 0.5f;
    Id curve = Id::none; ///< the curve it rides on; none when it sits on a note
    Id note = Id::none;
    std::string title, process, owner, potential;
    bool operator==(const MagicMoment&) const = default;
};

/// What a claim rests on (J14).
struct Evidence {
    Id id{};
    EvidenceSource source = EvidenceSource::other;
    std::string title, quote;
    std::string date; ///< ISO 8601, or empty
    std::uint32_t sample_size = 0;
    bool operator==(const Evidence&) const = default;
};

/// Content hash (XXH3, 128 bit) of an image's encoded bytes.
using ImageHash = std::array<std::uint8_t, 16>;

/// The bytes a person gave, PNG or JPEG, once each in a session.
struct Image {
    ImageHash hash{};
    std::uint32_t width = 0, height = 0; ///< pixels
    Shared<std::string> bytes;
    bool operator==(const Image&) const = default;
};

/// An image laid on the board.
struct Picture {
    Id id{};
    ImageHash image{};
    Rect frame; ///< world, before turning
    float angle = 0;
    std::string description;
    bool operator==(const Picture&) const = default;
};

/// An arrow from one thing on the board to another.
struct Connector {
    Id id{};
    Id from{}, to{}; ///< notes, pictures, stages or magic moments
    std::string text;
    bool operator==(const Connector&) const = default;
};

struct InkPoint {
    Vec2 at;
    float pressure = 1; ///< 0 … 1
    bool operator==(const InkPoint&) const = default;
};

/// A pen stroke on the board.
struct Ink {
    Id id{};
    std::vector<InkPoint> points;
    std::uint32_t colour = 0x1F2328FF; ///< RGBA
    float width = 4;
    Id author = Id::none;
    bool operator==(const Ink&) const = default;
};

/// Who takes the journey (J6).
struct Persona {
    Id id{};
    std::string name, description;
    std::vector<std::string> traits, likes, dislikes, indifferent_to;
    ValueTier tier = ValueTier::unknown;
    BuyingRole role = BuyingRole::none;
    std::string segment;
    std::string entry; ///< time and place of entering the journey
    Id picture = Id::none;
    bool operator==(const Persona&) const = default;
};

struct Participant {
    Id id{};
    std::string name, department, role, goal;
    PersonColour colour = PersonColour::none; ///< none until they have had a toolbox of their own
    bool operator==(const Participant&) const = default;
};

struct GlossaryTerm {
    Id id{};
    std::string word, department, meaning;
    bool operator==(const GlossaryTerm&) const = default;
};

/// What will be done (J23).
struct Action {
    Id id{};
    std::string title, owner, effect; ///< effect: on which need of the customer
    Horizon horizon = Horizon::short_term;
    std::uint8_t effort = 0, effect_size = 0; ///< 0 (unknown), 1 (small) … 5 (large)
    ActionStatus status = ActionStatus::proposed;
    Id about = Id::none; ///< a magic moment, note or stage
    bool operator==(const Action&) const = default;
};

/// A figure that is reviewed (J24).
struct Metric {
    Id id{};
    std::string name, unit, responsible;
    std::optional<double> baseline, target;
    std::string review_date; ///< ISO 8601, or empty
    bool operator==(const Metric&) const = default;
};

/// The path one persona takes in one scenario to reach one goal (J1).
struct Journey {
    Id id{};
    std::string title, scenario, goal, purpose;
    JourneyState state = JourneyState::current;
    Id pair = Id::none; ///< the future journey's current one
    std::vector<Id> personas;
    std::vector<std::string> tags;
    std::vector<Shared<Stage>> stages; ///< left to right
    std::vector<Shared<Lane>> lanes;   ///< top to bottom
    List<Note> notes;                  ///< back to front
    std::vector<Shared<Touchpoint>> touchpoints;
    std::vector<Shared<Curve>> curves;
    std::vector<Shared<MagicMoment>> moments;
    std::vector<Shared<Picture>> pictures;
    std::vector<Shared<Connector>> connectors;
    List<Ink> ink;
    std::vector<Shared<Action>> actions;
    std::vector<Shared<Metric>> metrics;

    // All as the compiler would make them, but made once and not in every file that has a journey.
    Journey();
    Journey(const Journey&);
    Journey(Journey&&) noexcept;
    Journey& operator=(const Journey&);
    Journey& operator=(Journey&&) noexcept;
    ~Journey();
    bool operator==(const Journey&) const;
};

/// Bytes of a file that this version does not understand, kept to be written back unchanged.
struct KeptBytes {
    std::uint32_t type = 0, version = 0; ///< the record's own
    std::uint64_t id = 0; ///< object whose record had an unread tail; 0 = a whole unknown record
    std::string bytes;
    bool operator==(const KeptBytes&) const = default;
};

using SessionId = std::array<std::uint8_t, 16>;

/// One workshop's file.
struct Session {
    SessionId id{};
    std::string title, language; ///< language: BCP 47 ("zh-Hans", "ru"); decides the Han variants
    std::string sponsor, facilitator;
    std::uint64_t next_id = 1; ///< greater than every Id in use
    std::vector<Shared<Journey>> journeys;
    std::vector<Shared<Persona>> personas;
    std::vector<Shared<Participant>> participants;
    std::vector<Shared<GlossaryTerm>> glossary;
    std::vector<Shared<Evidence>> evidence;
    std::vector<Shared<Image>> images;
    std::vector<KeptBytes> kept;

    Session(); // these, too, are made once
    Session(const Session&);
    Session(Session&&) noexcept;
    Session& operator=(const Session&);
    Session& operator=(Session&&) noexcept;
    ~Session();
    bool operator==(const Session&) const;
};

/// The journey's element with this id, or null.
const Stage* find_stage(const Journey& journey, Id id);
const Lane* find_lane(const Journey& journey, Id id);
const Note* find_note(const Journey& journey, Id id);
const Curve* find_curve(const Journey& journey, Id id);
const MagicMoment* find_moment(const Journey& journey, Id id);
const Journey* find_journey(const Session& session, Id id);
const Persona* find_persona(const Session& session, Id id);
const Participant* find_participant(const Session& session, Id id);

/// Places from the left, 0 first; nothing when there is no such stage.
std::optional<std::size_t> stage_index(const Journey& journey, Id stage);
std::optional<std::size_t> note_index(const Journey& journey, Id note);

/// Field terms as shown to people (English; translated in render and app).
const char* name(LaneKind kind);
const char* name(NoteKind kind);
const char* name(NoteColour colour);
const char* name(EvidenceState state);
const char* name(Phase phase);
const char* name(JourneyState state);
const char* name(CurveKind kind);
const char* name(LifeCycle cycle);
const char* name(EvidenceSource source);
const char* name(PersonColour colour);

/// The paper of this person's notes; yellow for who has no colour.
NoteColour note_colour(PersonColour colour);

/// The lane's own title, or its kind's name.
std::string title(const Lane& lane);

} // namespace waymark
