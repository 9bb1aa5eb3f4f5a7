#pragma once
#include "sessions/journey.hpp"

#include <array>
#include <cstdint>

/// The one table of record types and the limits of a file (`storage.md` calls for both). Numbers once written
/// are never used for anything else.
namespace waymark {

enum class RecordType : std::uint32_t {
    end = 1,           ///< the last record: the number of records before it
    session_facts = 2, ///< the first record
    persona = 3,
    participant = 4,
    glossary_term = 5,
    evidence = 6,
    image = 7,
    journey = 8, ///< a journey's own facts; the records below begin with their journey's id
    stage = 9,
    lane = 10,
    note = 11,
    touchpoint = 12,
    curve = 13,
    moment = 14,
    picture = 15,
    connector = 16,
    ink = 17,
    action = 18,
    metric = 19,
};

inline constexpr std::uint64_t record_limit = 2'000'000; ///< records in a file
inline constexpr std::size_t object_limit = 200'000;     ///< objects, known or kept
inline constexpr std::size_t text_limit = 1u << 20;      ///< bytes of one string
inline constexpr std::size_t memory_limit = 512u << 20;  ///< bytes taken while opening, images not counted
inline constexpr std::size_t image_bytes_limit = 32u << 20;
inline constexpr std::uint32_t image_side_limit = 16'384;
inline constexpr std::uint64_t image_pixels_limit = 40'000'000;

/// What is written about a type of record: its version (raised with each appended field), the most bytes it
/// may have and what it is called in sentences.
struct RecordKind {
    RecordType type;
    std::uint32_t version;
    std::size_t size_limit;
    const char* one;
    const char* many;
};

inline constexpr std::size_t usual_size =
    4u << 20; ///< room for 64 KB of text in each of a touchpoint's many fields
inline constexpr std::array<RecordKind, 19> record_kinds{{
    {RecordType::end, 1, 64, "end mark", "end marks"},
    {RecordType::session_facts, 1, usual_size, "record of the session's facts",
     "records of the session's facts"},
    {RecordType::persona, 1, usual_size, "persona", "personas"},
    {RecordType::participant, 2, usual_size, "participant", "participants"},
    {RecordType::glossary_term, 1, usual_size, "glossary term", "glossary terms"},
    {RecordType::evidence, 1, usual_size, "piece of evidence", "pieces of evidence"},
    {RecordType::image, 1, image_bytes_limit + 64, "image", "images"},
    {RecordType::journey, 1, usual_size, "record of a journey's facts", "records of journeys' facts"},
    {RecordType::stage, 1, usual_size, "stage", "stages"},
    {RecordType::lane, 1, usual_size, "lane", "lanes"},
    {RecordType::note, 2, usual_size, "note", "notes"},
    {RecordType::touchpoint, 1, usual_size, "touchpoint", "touchpoints"},
    {RecordType::curve, 2, usual_size, "curve", "curves"},
    {RecordType::moment, 1, usual_size, "magic moment", "magic moments"},
    {RecordType::picture, 1, usual_size, "picture", "pictures"},
    {RecordType::connector, 1, usual_size, "connector", "connectors"},
    {RecordType::ink, 1, usual_size, "pen stroke", "pen strokes"},
    {RecordType::action, 1, usual_size, "action", "actions"},
    {RecordType::metric, 1, usual_size, "metric", "metrics"},
}};
/// Records of types that we do not know may be as large as the largest that we do.
inline constexpr std::size_t unknown_size_limit = image_bytes_limit + 64;

/// Null for a type of a newer version.
constexpr const RecordKind* find_kind(std::uint32_t type) {
    const bool known = type >= 1 && type <= record_kinds.size();
    return known ? &record_kinds[type - 1] : nullptr;
}
constexpr const RecordKind& kind_of(RecordType type) { return *find_kind(static_cast<std::uint32_t>(type)); }

/// The type of record an object of the model is written as.
template <class T> constexpr RecordType record_type = RecordType::end;
template <> inline constexpr RecordType record_type<Persona> = RecordType::persona;
template <> inline constexpr RecordType record_type<Participant> = RecordType::participant;
template <> inline constexpr RecordType record_type<GlossaryTerm> = RecordType::glossary_term;
template <> inline constexpr RecordType record_type<Evidence> = RecordType::evidence;
template <> inline constexpr RecordType record_type<Image> = RecordType::image;
template <> inline constexpr RecordType record_type<Journey> = RecordType::journey;
template <> inline constexpr RecordType record_type<Stage> = RecordType::stage;
template <> inline constexpr RecordType record_type<Lane> = RecordType::lane;
template <> inline constexpr RecordType record_type<Note> = RecordType::note;
template <> inline constexpr RecordType record_type<Touchpoint> = RecordType::touchpoint;
template <> inline constexpr RecordType record_type<Curve> = RecordType::curve;
template <> inline constexpr RecordType record_type<MagicMoment> = RecordType::moment;
template <> inline constexpr RecordType record_type<Picture> = RecordType::picture;
template <> inline constexpr RecordType record_type<Connector> = RecordType::connector;
template <> inline constexpr RecordType record_type<Ink> = RecordType::ink;
template <> inline constexpr RecordType record_type<Action> = RecordType::action;
template <> inline constexpr RecordType record_type<Metric> = RecordType::metric;

/// Records that only a journal has (see journal_changes.hpp); the objects in it are written as in a file.
enum class JournalRecord : std::uint32_t {
    head = 0x4A01,   ///< of a segment: what it belongs to
    commit = 0x4A02, ///< ends the records of one frame of the board: they count all together
    order = 0x4A03,  ///< things that lie after others
    removal = 0x4A04,
    file = 0x4A05,   ///< the session's own file, as it was last saved or opened
    moment = 0x4A06, ///< ends the records of a moment of the past (see timeline.hpp)
};
inline constexpr std::uint32_t journal_record_version = 1;
/// The numbers 0x4A00 … 0x4AFF are for journals only, those of later versions too.
constexpr bool is_journal_record(std::uint32_t type) { return type >> 8 == 0x4A; }

/// Under which number an object's unread tail is kept.
inline constexpr std::uint64_t session_facts_number = ~std::uint64_t{0};
template <class T> std::uint64_t number_of(const T& object) { return static_cast<std::uint64_t>(object.id); }
inline std::uint64_t number_of(const Image& image) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | image.hash[i];
    return number;
}

} // namespace waymark
