#include "sessions/storage.hpp"

#include "sessions/flaws.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"
#include "tests/sessions/rich_session.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <cstdlib>
#include <random>

namespace waymark {
namespace {

/// Small, because some tests try each of its bits.
Session small_session() {
    Session session = rich_session();
    Journey journey;
    journey.id = Id{10}, journey.title = "Small";
    journey.stages = {Stage{Id{11}, "Search", Phase::before, 0, -2.f, "", "", {}}};
    journey.lanes = {Lane{Id{21}, LaneKind::emotion, "", 0, false}};
    journey.notes = {note_of(Id{31}, InCell{Id{11}, Id{21}}, "шаг"), note_of(Id{32}, Free{{1, 2}}, "")};
    journey.curves = {
        Curve{Id{51}, CurveKind::emotion, Id::none, {{Id{11}, 0.25f, -3, EvidenceState::hearsay}}}};
    session.journeys = {journey};
    session.personas.clear(), session.participants.clear(), session.glossary.clear(),
        session.evidence.clear();
    return session;
}

/// The rule for every damaged file: refused with a sentence, or sound and said not to be what was saved.
void expect_noticed(const std::string& bytes) {
    const Result<OpenedSession> opened = decoded(bytes, "board.waymark");
    if (!opened) {
        ASSERT_FALSE(opened.error().sentence.empty());
        return;
    }
    ASSERT_FALSE(opened->damage.empty());
    const std::vector<std::string> found = flaws(opened->session);
    ASSERT_TRUE(found.empty()) << found.front();
}

TEST(damage, a_file_cut_anywhere_is_never_taken_for_whole) {
    const std::string whole = encoded(small_session(), 1);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        SCOPED_TRACE(size);
        expect_noticed(whole.substr(0, size));
    }
}

TEST(damage, no_flipped_bit_goes_unnoticed) {
    const std::string whole = encoded(small_session(), 1);
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        SCOPED_TRACE("bit " + std::to_string(bit % 8) + " of byte " + std::to_string(bit / 8));
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        expect_noticed(flipped);
        // Only without the magic is there nothing to be saved.
        ASSERT_TRUE(bit / 8 < magic.size() || decoded(flipped, "board.waymark"));
    }
}

Session session_with_notes(std::size_t count) {
    Session session = rich_session();
    Journey journey = *session.journeys[0];
    for (std::size_t i = 0; i < count; ++i)
        journey.notes.push_back(note_of(Id{1000 + i}, InCell{Id{11}, Id{21}}, "Note " + std::to_string(i)));
    session.journeys[0] = journey;
    session.next_id = 1000 + count;
    return session;
}

TEST(damage, one_damaged_byte_costs_one_record) {
    const Session session = session_with_notes(100);
    const std::string whole = encoded(session, 1);
    const std::size_t notes = session.journeys[0]->notes.size();
    for (std::size_t at = envelope_size; at < whole.size(); at += 29) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        const Result<OpenedSession> opened = decoded(damaged, "board.waymark");
        ASSERT_TRUE(opened) << at;
        ASSERT_FALSE(opened->damage.empty()) << at;
        ASSERT_GE(opened->session.journeys[0]->notes.size(), notes - 1) << "byte " << at;
    }
}

enum class Hit { bit, sector, end };

/// One damage, of a kind that disks and transfers make.
std::string damaged(std::string bytes, Hit hit, std::mt19937_64& random) {
    const std::size_t at = random() % bytes.size();
    switch (hit) {
    case Hit::bit: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8)); break;
    case Hit::sector: {
        const std::size_t from = at / 4096 * 4096, size = std::min<std::size_t>(4096, bytes.size() - from);
        bytes.replace(from, size, size, '\0');
        break;
    }
    case Hit::end: bytes.resize(at); break;
    }
    return bytes;
}

/// `WAYMARK_DAMAGES` says how many of each kind.
TEST(damage, in_a_file_of_ten_megabytes_is_noticed_and_costs_little) {
    const char* asked = std::getenv("WAYMARK_DAMAGES");
    const int times = asked ? std::atoi(asked) : 1;
    constexpr std::size_t count = 85'000;
    const Session session = session_with_notes(count);
    const std::string whole = encoded(session, 1);
    ASSERT_GT(whole.size(), 10u << 20);
    std::mt19937_64 random{3};
    for (int i = 0; i < times; ++i)
        for (const Hit hit : {Hit::bit, Hit::sector, Hit::end}) {
            SCOPED_TRACE("damage " + std::to_string(i) + " of kind " + std::to_string(static_cast<int>(hit)));
            const std::string bytes = damaged(whole, hit, random);
            ASSERT_NE(bytes, whole) << "a sector is never all zeros";
            const Result<OpenedSession> opened = decoded(bytes, "board.waymark");
            if (!opened) { // nothing is left without the first bytes
                ASSERT_FALSE(opened.error().sentence.empty());
                ASSERT_TRUE(bytes.size() < envelope_size || bytes.substr(0, 8) != whole.substr(0, 8));
                continue;
            }
            ASSERT_FALSE(opened->damage.empty()) << "a silent change";
            const std::vector<std::string> unsound = flaws(opened->session);
            ASSERT_TRUE(unsound.empty()) << unsound.front();
            const std::size_t left =
                opened->session.journeys.empty() ? 0 : opened->session.journeys[0]->notes.size();
            const double part = static_cast<double>(bytes.size()) / static_cast<double>(whole.size());
            // Records lie in the file one after the other: of one that was cut, what lies before the cut.
            ASSERT_GE(static_cast<double>(left), (hit == Hit::end ? 0.9 * part - 0.01 : 0.9) * count);
        }
}

TEST(damage, what_could_not_be_read_is_counted) {
    const Session session = session_with_notes(408);
    std::string bytes = encoded(session, 1);
    bytes[bytes.find("Note 17") + 2] = '?';
    const Result<OpenedSession> opened = decoded(bytes, "board.waymark");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->damage, std::vector<std::string>{"1 of 412 notes could not be read."});
}

TEST(damage, a_gap_in_the_middle_loses_only_what_lay_there) {
    const Session session = session_with_notes(100);
    std::string bytes = encoded(session, 1);
    const std::size_t from = bytes.find("Note 40"), to = bytes.find("Note 50");
    bytes.erase(from, to - from);
    const Result<OpenedSession> opened = decoded(bytes, "board.waymark");
    ASSERT_TRUE(opened);
    EXPECT_GE(opened->session.journeys[0]->notes.size(), 104u - 11u);
    EXPECT_FALSE(opened->session.images.empty());
}

TEST(damage, bytes_behind_the_end_are_told) {
    const Result<OpenedSession> opened =
        decoded(encoded(rich_session(), 1) + "-- \nsent from my phone", "board.waymark");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->session, rich_session());
    EXPECT_EQ(opened->damage,
              std::vector<std::string>{"Something was added behind the end of the file; it was left out."});
}

// --- files made to do harm: right hashes, wrong sizes

std::string hostile_file(std::uint32_t type, const std::string& content, std::size_t copies = 1) {
    std::string payload;
    for (std::size_t i = 0; i < copies; ++i) {
        const std::size_t frame = open_frame(payload);
        payload += content;
        close_frame(payload, frame, type, 1);
    }
    Envelope envelope;
    envelope.major = 1;
    envelope.stored_size = envelope.raw_size = payload.size();
    envelope.payload_hash = payload_hash(payload);
    return written(envelope) + payload;
}

std::string number(std::uint64_t value) {
    std::string bytes;
    for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<char>(value >> 8 * i & 0xFF));
    return bytes;
}

long peak_kilobytes() {
    struct rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST(damage, sizes_that_lie_take_no_memory) {
    const long before = peak_kilobytes();
    for (const RecordKind& kind : record_kinds)
        for (const int bits : {16, 24, 30, 33, 40, 60, 63}) {
            const std::string size = number(std::uint64_t{1} << bits);
            for (std::size_t skipped = 0; skipped < 64; ++skipped) {
                const std::string content = "\1" + std::string(skipped, '\0') + size + std::string(64, '\0');
                const Result<OpenedSession> opened =
                    decoded(hostile_file(static_cast<std::uint32_t>(kind.type), content), "board.waymark");
                ASSERT_TRUE(!opened || flaws(opened->session).empty());
            }
        }
    EXPECT_LT(peak_kilobytes() - before, 64 * 1024);
}

TEST(damage, a_file_of_too_many_things_is_refused) {
    const std::string stage = "\1" + number(1) + std::string(200, '\0');
    const Result<OpenedSession> opened =
        decoded(hostile_file(static_cast<std::uint32_t>(RecordType::stage), stage, object_limit + 1),
                "board.waymark");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::too_large);
    EXPECT_EQ(opened.error().sentence, "“board.waymark” holds more than 200000 things; it cannot be opened.");
}

TEST(damage, a_file_of_too_many_broken_things_is_refused_before_all_are_tried) {
    const Result<OpenedSession> opened = decoded(
        hostile_file(static_cast<std::uint32_t>(RecordType::stage), "", object_limit + 2), "board.waymark");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::too_large);
}

TEST(damage, a_sound_record_is_found_behind_megabytes_that_look_like_others) {
    std::string heads; // of strokes, seventeen bytes long: every fourth byte begins one
    constexpr std::size_t head_size = 4;
    while (heads.size() < 8u << 20) heads += std::string{"\x11\0\0\0", head_size};
    const std::size_t frame = open_frame(heads);
    heads += "content";
    close_frame(heads, frame, static_cast<std::uint32_t>(RecordType::note), 1);
    std::size_t sound = 0;
    FrameReader frames{heads};
    while (const std::optional<Frame> one = frames.next()) sound += one->sound ? 1 : 0;
    EXPECT_EQ(sound, 1u);
}

TEST(damage, a_file_larger_than_the_limit_is_refused_unread) {
    std::string bytes{magic};
    bytes.resize(file_size_limit + 1);
    const Result<OpenedSession> opened = decoded(bytes, "board.waymark");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::too_large);
}

TEST(damage, random_bytes_behind_a_good_head_are_refused) {
    std::uint32_t state = 1;
    std::string content(100'000, '\0');
    for (char& byte : content) byte = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
    std::string bytes = encoded(rich_session(), 1).substr(0, envelope_size) + content;
    const Result<OpenedSession> opened = decoded(bytes, "board.waymark");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::damaged);
}

} // namespace
} // namespace waymark
