#include "sessions/flaws.hpp"
#include "sessions/storage.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"
#include "tests/sessions/rich_session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

/// Files that were written once and never change: every later Waymark opens them. They come from
/// tests/fixtures/write_fixtures.cpp.
namespace waymark {
namespace {

std::string fixture(const char* name) { return std::string{WAYMARK_TESTS_FOLDER} + "/fixtures/" + name; }

OpenedSession opened_fixture(const char* name) {
    Result<OpenedSession> opened = open_session(system_files(), fixture(name));
    if (!opened) {
        ADD_FAILURE() << opened.error().sentence;
        return {};
    }
    EXPECT_EQ(opened->damage, std::vector<std::string>{});
    EXPECT_EQ(flaws(opened->session), std::vector<std::string>{});
    return std::move(opened).value();
}

using Record = std::tuple<std::uint32_t, std::uint32_t, std::string>;

std::vector<Record> sorted_records(std::string_view bytes) {
    std::vector<Record> records;
    FrameReader reader{bytes.substr(envelope_size)};
    while (const std::optional<Frame> frame = reader.next())
        records.emplace_back(frame->type, frame->version, std::string{frame->content});
    std::ranges::sort(records);
    return records;
}

TEST(fixture, format_1_0_opens_as_it_was_saved) {
    const OpenedSession opened = opened_fixture("format-1.0.waymark");
    EXPECT_EQ(opened.session, rich_session());
    EXPECT_EQ(opened.sequence, 4711u);
    EXPECT_EQ(opened.major, 1);
    EXPECT_EQ(opened.minor, 0);
    EXPECT_FALSE(opened.read_only);
}

TEST(fixture, format_1_1_opens_as_it_was_saved) {
    const OpenedSession opened = opened_fixture("format-1.1.waymark");
    EXPECT_EQ(opened.session, rich_session_1_1());
    EXPECT_EQ(opened.minor, 1);
    EXPECT_FALSE(opened.read_only);
}

TEST(fixture, this_version_still_writes_format_1_1_byte_for_byte) {
    ASSERT_EQ(format_minor, 1) << "a new format gets a fixture of its own; then this test goes";
    EXPECT_EQ(encoded(rich_session_1_1(), 4711),
              *system_files().read(fixture("format-1.1.waymark"), 1u << 20));
}

TEST(fixture, what_format_1_1_has_added_lies_behind_what_was_there) {
    const std::string old = *system_files().read(fixture("format-1.0.waymark"), 1u << 20),
                      now = encoded(rich_session(), 4711);
    FrameReader before{std::string_view{old}.substr(envelope_size)};
    FrameReader after{std::string_view{now}.substr(envelope_size)};
    while (const std::optional<Frame> frame = before.next()) {
        const std::optional<Frame> same = after.next();
        ASSERT_TRUE(same);
        EXPECT_EQ(same->type, frame->type);
        EXPECT_TRUE(same->content.starts_with(frame->content)) << "record of type " << frame->type;
    }
    EXPECT_FALSE(after.next());
}

TEST(fixture, a_file_from_a_later_minor_version_opens_and_loses_nothing_when_saved) {
    const OpenedSession opened = opened_fixture("future-1.99.waymark");
    EXPECT_FALSE(opened.read_only);
    EXPECT_EQ(opened.minor, 99);
    EXPECT_EQ(opened.session.kept.size(), 4u + 1u + 3u + 4u)
        << "unknown records, and the ends of facts, stages and notes";
    Session known = opened.session;
    known.kept.clear();
    EXPECT_EQ(known, rich_session_1_1());

    const std::string before = *system_files().read(fixture("future-1.99.waymark"), 1u << 20);
    EXPECT_TRUE(sorted_records(encoded(opened.session, 100)) == sorted_records(before));
}

TEST(fixture, a_file_from_a_later_major_version_is_shown_read_only) {
    const OpenedSession opened = opened_fixture("future-2.0.waymark");
    EXPECT_TRUE(opened.read_only);
    EXPECT_EQ(opened.major, 2);
    EXPECT_EQ(opened.session.journeys[0]->title, "Winter jacket");
}

} // namespace
} // namespace waymark
