#include "sessions/storage.hpp"

#include "sessions/flaws.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"
#include "tests/sessions/rich_session.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace waymark {
namespace {

/// What a test wants changed in a file, record by record.
struct TestRecord {
    std::uint32_t type = 0, version = 0;
    std::string content;
};

std::vector<TestRecord> records_of(const std::string& bytes) {
    std::vector<TestRecord> records;
    FrameReader reader{std::string_view{bytes}.substr(envelope_size)};
    while (const std::optional<Frame> frame = reader.next())
        records.push_back({frame->type, frame->version, std::string{frame->content}});
    return records;
}

std::string file_of(const std::vector<TestRecord>& records, Envelope envelope) {
    std::string payload;
    for (const TestRecord& record : records) {
        const std::size_t frame = open_frame(payload);
        payload += record.content;
        close_frame(payload, frame, record.type, record.version);
    }
    envelope.stored_size = envelope.raw_size = payload.size();
    envelope.payload_hash = payload_hash(payload);
    return written(envelope) + payload;
}

Envelope envelope_now() {
    Envelope envelope;
    envelope.major = format_major;
    envelope.minor = format_minor;
    return envelope;
}

std::string end_count(std::uint64_t count) {
    std::string content{"\1", 1};
    for (int i = 0; i < 8; ++i) content.push_back(static_cast<char>(count >> 8 * i & 0xFF));
    return content;
}

/// The records of the rich session, changed by `change`, with the end's count put right.
template <class Change> std::string changed_file(Change change, Envelope envelope = envelope_now()) {
    std::vector<TestRecord> records = records_of(encoded(rich_session(), 1));
    change(records);
    if (records.back().type == static_cast<std::uint32_t>(RecordType::end))
        records.back().content = end_count(records.size() - 1);
    return file_of(records, envelope);
}

OpenedSession opened_or_fail(const std::string& bytes) {
    Result<OpenedSession> opened = decoded(bytes, "board.waymark");
    if (!opened) {
        ADD_FAILURE() << opened.error().sentence;
        return {};
    }
    EXPECT_EQ(flaws(opened->session), std::vector<std::string>{});
    return std::move(opened).value();
}

TestRecord& first_of(std::vector<TestRecord>& records, RecordType type) {
    return *std::ranges::find(records, static_cast<std::uint32_t>(type), &TestRecord::type);
}

TEST(storage, the_rich_session_is_sound_and_uses_every_type_of_record) {
    EXPECT_EQ(flaws(rich_session()), std::vector<std::string>{});
    std::vector<TestRecord> records = records_of(encoded(rich_session(), 1));
    for (const RecordKind& kind : record_kinds)
        EXPECT_NE(std::ranges::find(records, static_cast<std::uint32_t>(kind.type), &TestRecord::type),
                  records.end())
            << kind.one;
}

TEST(storage, a_session_comes_back_as_it_was) {
    const OpenedSession opened = opened_or_fail(encoded(rich_session(), 4711));
    EXPECT_EQ(opened.session, rich_session());
    EXPECT_EQ(opened.sequence, 4711u);
    EXPECT_EQ(opened.major, format_major);
    EXPECT_EQ(opened.minor, format_minor);
    EXPECT_EQ(opened.damage, std::vector<std::string>{});
    EXPECT_FALSE(opened.read_only);
}

TEST(storage, an_empty_session_comes_back_as_it_was) {
    EXPECT_EQ(opened_or_fail(encoded(Session{}, 0)).session, Session{});
}

TEST(storage, the_same_session_gives_the_same_bytes) {
    EXPECT_EQ(encoded(rich_session(), 7), encoded(opened_or_fail(encoded(rich_session(), 7)).session, 7));
}

TEST(storage, record_types_keep_their_numbers_for_ever) {
    for (std::size_t i = 0; i < record_kinds.size(); ++i)
        EXPECT_EQ(static_cast<std::size_t>(record_kinds[i].type), i + 1);
    EXPECT_EQ(static_cast<int>(RecordType::note), 11);
    EXPECT_EQ(static_cast<int>(RecordType::metric), 19);
}

TEST(storage, what_a_newer_version_added_is_kept_and_written_back_unchanged) {
    const std::string future = changed_file([](std::vector<TestRecord>& records) {
        TestRecord& note = first_of(records, RecordType::note);
        note.version = 3;
        note.content += "a field of 2031";
        TestRecord& facts = first_of(records, RecordType::session_facts);
        facts.version = 2;
        facts.content += "!";
        TestRecord& image = first_of(records, RecordType::image);
        image.content += "alpha";
        records.insert(records.begin() + 4, {1000, 5, "unknown to us"});
        records.insert(records.end() - 1, {999, 1, ""});
    });
    const OpenedSession opened = opened_or_fail(future);
    EXPECT_EQ(opened.damage, std::vector<std::string>{});
    EXPECT_FALSE(opened.read_only);

    const auto has = [](const std::vector<TestRecord>& records, const TestRecord& wanted) {
        return std::ranges::any_of(records, [&](const TestRecord& record) {
            return record.type == wanted.type && record.version == wanted.version &&
                   record.content == wanted.content;
        });
    };
    const std::vector<TestRecord> again = records_of(encoded(opened.session, 2));
    for (const TestRecord& record : records_of(future)) EXPECT_TRUE(has(again, record)) << record.type;
    EXPECT_EQ(opened_or_fail(encoded(opened.session, 2)).session, opened.session);
}

TEST(storage, a_record_that_lies_about_its_version_comes_back_the_same_from_then_on) {
    const std::string bytes = changed_file([](std::vector<TestRecord>& records) {
        TestRecord& facts = first_of(records, RecordType::session_facts);
        facts.version = 0;
        facts.content += "and more";
    });
    const Session session = opened_or_fail(bytes).session;
    EXPECT_EQ(opened_or_fail(encoded(session, 1)).session, session);
}

TEST(storage, the_unread_end_of_a_record_goes_when_its_object_goes) {
    const std::string future = changed_file([](std::vector<TestRecord>& records) {
        first_of(records, RecordType::note).content += "a field of 2031";
    });
    Session session = opened_or_fail(future).session;
    ASSERT_EQ(session.kept.size(), 1u);
    Journey journey = *session.journeys[0];
    journey.notes.erase(0);
    journey.moments.pop_back(), journey.connectors.erase(journey.connectors.begin());
    session.journeys[0] = journey;
    EXPECT_TRUE(opened_or_fail(encoded(session, 3)).session.kept.empty());
}

TEST(storage, a_newer_major_format_is_shown_but_never_overwritten) {
    Envelope envelope = envelope_now();
    envelope.major = format_major + 1;
    const OpenedSession opened = opened_or_fail(changed_file([](auto&) {}, envelope));
    EXPECT_TRUE(opened.read_only);
    EXPECT_EQ(opened.session.title, "Workshop");
}

TEST(storage, unknown_flags_make_a_file_read_only) {
    Envelope envelope = envelope_now();
    envelope.flags = 2;
    EXPECT_TRUE(opened_or_fail(changed_file([](auto&) {}, envelope)).read_only);
}

TEST(storage, a_newer_file_that_cannot_be_read_at_all_is_refused_kindly) {
    Envelope envelope = envelope_now();
    envelope.major = 2, envelope.minor = 0;
    const std::string bytes = file_of({{1000, 1, "nothing that we know"}}, envelope);
    const Result<OpenedSession> opened = decoded(bytes, "board.waymark");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::newer);
    EXPECT_EQ(opened.error().sentence,
              "“board.waymark” was made by a newer Waymark (format 2.0); open it with that one, or "
              "update this one.");
}

// --- a hostile or mistaken file never gives an unsound session

/// Encodes a session as it is, sound or not, and opens it: what comes must be sound, and the change must be
/// said.
OpenedSession opened_unsound(const Session& session) {
    EXPECT_NE(flaws(session), std::vector<std::string>{});
    OpenedSession opened = opened_or_fail(encoded(session, 1));
    EXPECT_FALSE(opened.damage.empty());
    return opened;
}

template <class Change> Session changed_session(Change change) {
    Session session = rich_session();
    Journey journey = *session.journeys[0];
    change(session, journey);
    session.journeys[0] = journey;
    return session;
}

TEST(storage, things_with_the_same_id_get_ids_of_their_own) {
    const OpenedSession opened = opened_unsound(changed_session([](Session& session, Journey& journey) {
        journey.notes.push_back(note_of(Id{31}, Parked{}, "a double"));
        journey.notes.push_back(note_of(Id{11}, Parked{}, "as a stage"));
        journey.notes.push_back(note_of(Id::none, Parked{}, "nobody"));
        journey.notes.push_back(note_of(Id{~0ull}, Parked{}, "the last of all"));
        Persona persona;
        persona.id = Id{10};
        session.personas.push_back(persona);
    }));
    EXPECT_EQ(opened.session.journeys[0]->notes.size(), 8u);
    EXPECT_EQ(opened.session.personas.size(), 2u);
}

TEST(storage, a_note_whose_cell_is_missing_waits_in_the_parking_lot) {
    const OpenedSession opened = opened_unsound(changed_session([](Session&, Journey& journey) {
        journey.notes.push_back(note_of(Id{250}, InCell{Id{999}, Id{21}}, "homeless"));
    }));
    EXPECT_EQ(opened.session.journeys[0]->notes.back()->place, Place{Parked{}});
    EXPECT_EQ(opened.session.journeys[0]->notes.back()->text, "homeless");
}

TEST(storage, references_that_lead_nowhere_are_cleared) {
    const OpenedSession opened = opened_unsound(changed_session([](Session& session, Journey& journey) {
        session.personas[0] = [&] {
            Persona p = *session.personas[0];
            p.picture = Id{31};
            return p;
        }();
        journey.pair = Id{11};
        journey.personas = {Id{1}, Id{2}, Id{1}};
        Note note = *journey.notes[0];
        note.author = Id{1}, note.touchpoint = Id{31}, note.personas_view = Id{2},
        note.evidence_records = {Id{4}, Id{5}};
        journey.notes.replace(0, note);
        journey.connectors.push_back(Connector{Id{260}, Id{31}, Id{262}, "to nothing"});
        journey.pictures.push_back(Picture{Id{261}, ImageHash{1}, {{0, 0}, {10, 10}}, 0, ""});
    }));
    const Note& note = *opened.session.journeys[0]->notes[0];
    EXPECT_EQ(note.author, Id::none);
    EXPECT_EQ(note.touchpoint, Id::none);
    EXPECT_EQ(note.evidence_records, std::vector<Id>{Id{4}});
    EXPECT_EQ(opened.session.journeys[0]->connectors.size(), 2u);
    EXPECT_EQ(opened.session.journeys[0]->pictures.size(), 1u);
}

TEST(storage, numbers_out_of_range_are_brought_back) {
    const OpenedSession opened = opened_unsound(changed_session([](Session&, Journey& journey) {
        const float nan = std::numeric_limits<float>::quiet_NaN(),
                    infinity = std::numeric_limits<float>::infinity();
        journey.notes.replace(1, note_of(Id{32}, Free{{nan, infinity}}, "far"));
        Curve curve = *journey.curves[0];
        curve.points.push_back({Id{11}, 7, 99, EvidenceState::measured});
        curve.points.push_back({Id{11}, 0.25f, nan, EvidenceState::measured});
        journey.curves[0] = curve;
        Metric metric = *journey.metrics[0];
        metric.target = std::numeric_limits<double>::infinity();
        journey.metrics[0] = metric;
    }));
    EXPECT_EQ(opened.session.journeys[0]->notes.size(), 4u);
}

TEST(storage, texts_come_through_the_one_door) {
    const OpenedSession opened = opened_unsound(changed_session([](Session& session, Journey& journey) {
        session.title = "a\xffz";
        journey.title = std::string{"n\0l", 3};
        journey.notes.replace(0, note_of(Id{31}, Parked{}, std::string(200'000, 'x')));
    }));
    EXPECT_EQ(opened.session.title, "a\xEF\xBF\xBDz");
    EXPECT_LE(opened.session.journeys[0]->notes[0]->text.size(), std::size_t{64 * 1024});
}

TEST(storage, an_enumerator_of_a_newer_version_becomes_the_usual_one_and_is_said) {
    const std::string bytes = changed_file([](std::vector<TestRecord>& records) {
        TestRecord& lane = first_of(records, RecordType::lane);
        lane.content[1 + 8 + 8] = '\x7f'; // behind the byte order, the journey's id and the lane's id
    });
    const OpenedSession opened = opened_or_fail(bytes);
    EXPECT_EQ(opened.session.journeys[0]->lanes[0]->kind, LaneKind::custom);
    ASSERT_EQ(opened.damage.size(), 1u);
}

TEST(storage, a_journey_whose_own_facts_are_lost_keeps_its_board) {
    const std::string bytes = changed_file([](std::vector<TestRecord>& records) {
        std::erase_if(records, [](const TestRecord& r) {
            return r.type == static_cast<std::uint32_t>(RecordType::journey);
        });
    });
    const OpenedSession opened = opened_or_fail(bytes);
    ASSERT_EQ(opened.session.journeys.size(), 1u);
    EXPECT_EQ(opened.session.journeys[0]->title, "");
    EXPECT_EQ(opened.session.journeys[0]->notes, rich_session().journeys[0]->notes);
    EXPECT_EQ(opened.damage,
              std::vector<std::string>{"1 journey has lost title and goal; what was on the board is there."});
}

TEST(storage, an_image_that_claims_to_be_enormous_is_left_out_with_its_pictures) {
    const OpenedSession opened = opened_or_fail(encoded(changed_session([](Session& session, Journey&) {
                                                            Image image = *session.images[0];
                                                            image.width = 30'000;
                                                            session.images[0] = image;
                                                        }),
                                                        1));
    EXPECT_TRUE(opened.session.images.empty());
    EXPECT_TRUE(opened.session.journeys[0]->pictures.empty());
    EXPECT_FALSE(opened.damage.empty());
}

// --- sentences

Error error_of(const std::string& bytes) {
    const Result<OpenedSession> opened = decoded(bytes, "/home/ana/board.waymark");
    EXPECT_FALSE(opened);
    return opened ? Error{} : opened.error();
}

TEST(storage, an_empty_file_is_told_apart) {
    const Error error = error_of("");
    EXPECT_EQ(error.kind, ErrorKind::foreign);
    EXPECT_EQ(error.path, "/home/ana/board.waymark");
    EXPECT_NE(error.sentence.find("“/home/ana/board.waymark” is empty"), std::string::npos) << error.sentence;
}

TEST(storage, a_foreign_file_is_told_apart) {
    for (const std::string bytes : {"%PDF-1.7 something", "x", "\x89PNG\r\n\x1a\n and so on"}) {
        const Error error = error_of(bytes);
        EXPECT_EQ(error.kind, ErrorKind::foreign);
        EXPECT_EQ(error.sentence, "“/home/ana/board.waymark” is not a Waymark session; choose another file.");
    }
}

TEST(storage, a_file_sent_as_text_is_told_apart) {
    std::string bytes = encoded(rich_session(), 1);
    bytes.erase(4, 1); // CR LF became LF
    const Error error = error_of(bytes);
    EXPECT_EQ(error.kind, ErrorKind::damaged);
    EXPECT_NE(error.sentence.find("as if it were text"), std::string::npos) << error.sentence;
}

TEST(storage, a_file_of_which_only_the_head_is_left_is_refused) {
    EXPECT_EQ(error_of(encoded(rich_session(), 1).substr(0, envelope_size)).kind, ErrorKind::damaged);
    EXPECT_EQ(error_of(encoded(rich_session(), 1).substr(0, 30)).kind, ErrorKind::damaged);
    EXPECT_EQ(error_of(encoded(rich_session(), 1).substr(0, 3)).kind, ErrorKind::damaged);
}

// --- JSON

TEST(storage, json_shows_the_whole_session) {
    const auto json = nlohmann::json::parse(json_text(rich_session()));
    EXPECT_EQ(json["id"], "12345678-9abc-4def-8123-456789abcdef");
    EXPECT_EQ(json["title"], "Workshop");
    const auto& journey = json["journeys"][0];
    EXPECT_EQ(journey["stages"][0]["phase"], "before");
    EXPECT_EQ(journey["stages"][0]["tolerance"], -2.5);
    EXPECT_EQ(journey["stages"][1]["tolerance"], nullptr);
    EXPECT_EQ(journey["notes"][0]["place"], (nlohmann::json{{"in", "cell"}, {"stage", 11}, {"lane", 21}}));
    EXPECT_EQ(journey["notes"][1]["place"], (nlohmann::json{{"in", "board"}, {"x", -120.5}, {"y", 96.25}}));
    EXPECT_EQ(journey["notes"][2]["place"], (nlohmann::json{{"in", "parking_lot"}}));
    EXPECT_EQ(journey["notes"][0]["evidence_records"], nlohmann::json::array({4}));
    EXPECT_EQ(journey["touchpoints"][0]["life_cycle"], "fading");
    EXPECT_EQ(journey["touchpoints"][0]["service_cost"].dump(), "3.2"); // not 3.200000047…
    EXPECT_EQ(json["images"][0]["byte_count"], tiny_png().size());
    EXPECT_EQ(json["images"][0]["hash"], hex_of(hash_of(tiny_png())));
    EXPECT_EQ(journey["pictures"][0]["image"], json["images"][0]["hash"]);
    EXPECT_EQ(json["personas"][0]["role"], "decider");
    for (const char* list : {"lanes", "curves", "moments", "connectors", "ink", "actions", "metrics"})
        EXPECT_FALSE(journey[list].empty()) << list;
}

} // namespace
} // namespace waymark
