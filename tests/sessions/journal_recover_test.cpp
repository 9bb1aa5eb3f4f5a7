#include "sessions/image_hash.hpp"
#include "sessions/journal.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"
#include "sessions/templates.hpp"
#include "tests/sanitized.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

/// What recovery takes while it reads: a session with large pictures that was left many times has a journal
/// larger than memory.
namespace waymark {
namespace {

constexpr std::size_t large_picture = 8u << 20, lives_left = 6, pictures_shown = 6;

/// A session with one picture of eight megabytes, each number another one.
Session with_picture(Session session, std::size_t number) {
    Image image;
    image.bytes = std::string(large_picture, static_cast<char>('a' + number));
    image.hash = hash_of(*image.bytes);
    image.width = image.height = 1;
    session.images.clear();
    session.images.push_back(Shared<Image>{std::move(image)});
    return session;
}

/// No snapshot can be written, so that nothing of the journal is forgotten. Counts how often each file is
/// read.
class NoSnapshots : public FaultyFiles {
public:
    using FaultyFiles::FaultyFiles;
    std::map<std::string, int> reads;
    std::string unreadable; ///< a file that cannot be read from its second reading on
    std::string unsteady;   ///< a file of which another bit is wrong from then on
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        if (path.ends_with(new_snapshot_name))
            return Error{ErrorKind::disk_full, path, "There is no room for a snapshot."};
        return FaultyFiles::create(path, mode);
    }
    Result<std::string> read(const std::string& path, std::uint64_t limit) override {
        const int times = ++reads[path];
        if (times > 1 && path == unreadable)
            return Error{ErrorKind::input_output, path, "It cannot be read any more."};
        Result<std::string> read = FaultyFiles::read(path, limit);
        if (!read || times == 1 || path != unsteady) return read;
        std::string bytes = std::move(read).value();
        bytes[bytes.size() / 2] ^= 1;
        return bytes;
    }
};

/// Left so many times without an end, each time whole; the last time a picture was changed for another again
/// and again, each in a segment of its own. Returns the session as it was in the end.
Session left_often(Files& files, const std::string& place) {
    JournalStart start;
    start.session = with_picture(*session_from_template("five-stages", SessionId{1}), 0);
    for (std::size_t life = 1; life <= lives_left; ++life) {
        Result<std::unique_ptr<FileLock>> lock = lock_journal(files, place);
        EXPECT_TRUE(lock);
        Result<std::unique_ptr<Journal>> journal =
            Journal::begin(files, place, std::move(lock).value(), start);
        EXPECT_TRUE(journal);
        start.number = (*journal)->number();
        if (life < lives_left) continue;
        for (std::size_t i = 1; i <= pictures_shown; ++i) {
            (*journal)->checkpoint();
            start.session = with_picture(std::move(start.session), i);
            (*journal)->write(start.session, i, 1);
            (*journal)->retry(); // where a write took so long that the board writes no more
            (*journal)->sync();
        }
    }
    return start.session;
}

std::size_t segments_in(Files& files, const std::string& place) {
    const std::vector<std::string> names = files.names(place).value();
    return static_cast<std::size_t>(
        std::ranges::count_if(names, [](const auto& name) { return segment_of(name).has_value(); }));
}

/// Megabytes, by the line of /proc/self/status that begins so.
std::size_t megabytes_of(const std::string& begin) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(begin)) return std::stoul(line.substr(begin.size())) >> 10;
    return 0;
}

/// The segment as it was written before its records said what is in the session's file: that field, the last
/// one, is missing.
std::string of_older_program(std::string_view segment) {
    std::string older;
    FrameReader frames{segment};
    while (const std::optional<Frame> frame = frames.next()) {
        const bool has_field = frame->type == static_cast<std::uint32_t>(JournalRecord::head) ||
                               frame->type == static_cast<std::uint32_t>(JournalRecord::file);
        const std::size_t at = open_frame(older);
        older += frame->content.substr(0, frame->content.size() - (has_field ? 8 : 0));
        close_frame(older, at, frame->type, frame->version);
    }
    return older;
}

TEST(journal_recover, knows_the_content_of_the_sessions_file_where_the_program_before_knew_it) {
    const std::string place = "/session", segment = place + "/" + segment_name(1);
    MemoryFiles files;
    JournalStart start;
    start.session = *session_from_template("five-stages", SessionId{1});
    start.file = {"/board.waymark", {1, 2, 3, 4, 0, 0, 0, 77}, false, false};
    {
        Result<std::unique_ptr<Journal>> journal =
            Journal::begin(files, place, std::move(lock_journal(files, place)).value(), start);
        ASSERT_TRUE(journal);
        ASSERT_EQ(recover_session(files, place)->file, start.file) << "in the head";
        start.file.stamp.content = 78;
        (*journal)->set_file(start.file);
        start.session.title = "Changed";
        (*journal)->write(start.session, 1, 1);
        ASSERT_EQ(recover_session(files, place)->file, start.file) << "in a record of its own";
    }
    std::string& bytes = files.files.at(segment)->bytes;
    bytes = of_older_program(bytes);
    start.file.stamp.content = 0;
    const Result<RecoveredSession> back = recover_session(files, place);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->file, start.file);
    EXPECT_EQ(back->session, start.session);
    EXPECT_EQ(back->damage, std::vector<std::string>{});
}

TEST(journal_recover, holds_one_segment_in_memory_however_many_there_are) {
    if (test::sanitized) GTEST_SKIP() << "A sanitizer holds on to memory that was given back.";
    const ScratchFolder folder;
    NoSnapshots files{system_files()};
    const Session end = left_often(files, folder / "session");
    const std::size_t all = segments_in(files, folder / "session") * large_picture >> 20;
    ASSERT_GE(all, 88u) << "megabytes to be read";
    if (!(std::ofstream{"/proc/self/clear_refs"} << "5" << std::flush))
        GTEST_SKIP() << "The system does not say how much memory was taken at most.";
    const std::size_t before = megabytes_of("VmRSS:");
    const Result<RecoveredSession> back = recover_session(files, folder / "session");
    const std::size_t most = megabytes_of("VmHWM:") - before;
    ASSERT_TRUE(back);
    EXPECT_EQ(back->session, end);
    EXPECT_EQ(back->damage, std::vector<std::string>{});
    // A segment's bytes, the picture before and the one read from them, and what grows meanwhile.
    EXPECT_LE(most, 48u) << "megabytes of " << all;
}

TEST(journal_recover, reads_again_only_what_comes_after_the_last_whole_session) {
    const ScratchFolder folder;
    NoSnapshots files{system_files()};
    left_often(files, folder / "session");
    files.reads.clear();
    ASSERT_TRUE(recover_session(files, folder / "session"));
    for (const auto& [path, times] : files.reads) {
        const std::uint64_t number = *segment_of(path.substr(path.rfind('/') + 1));
        EXPECT_EQ(times, number < lives_left ? 1 : 2) << path;
    }
    EXPECT_EQ(files.reads.size(), lives_left + pictures_shown);
}

/// Of what was left when this segment is lost: all but what was in it, which is said so.
std::optional<RecoveredSession> left_without(NoSnapshots& files, const ScratchFolder& folder,
                                             const Session& end, std::size_t lost, std::string_view said) {
    files.reads.clear();
    Result<RecoveredSession> back = recover_session(files, folder / "session");
    if (!back || back->damage.empty()) {
        ADD_FAILURE() << "nothing came back, or all of it";
        return std::nullopt;
    }
    EXPECT_NE(back->damage.front().find(said), std::string::npos) << back->damage.front();
    EXPECT_EQ(back->damaged_files, std::vector<std::string>{segment_name(lost)});
    EXPECT_EQ(back->session.title, end.title) << "of the whole session before";
    return std::move(back).value();
}

TEST(journal_recover, a_segment_that_cannot_be_read_again_is_said_and_the_others_come_back) {
    for (const std::size_t lost : {lives_left, lives_left + 2}) { // the last whole one; one of those behind
        SCOPED_TRACE(lost);
        const ScratchFolder folder;
        NoSnapshots files{system_files()};
        const Session end = left_often(files, folder / "session");
        files.unreadable = folder / ("session/" + segment_name(lost));
        const auto back = left_without(files, folder, end, lost, "It cannot be read any more.");
        ASSERT_TRUE(back);
        const ImageHash last = end.images.front()->hash;
        EXPECT_TRUE(std::ranges::any_of(back->session.images, [&](const Shared<Image>& image) {
            return image->hash == last;
        })) << "what came behind it";
    }
}

TEST(journal_recover, a_segment_that_is_read_differently_each_time_is_said_and_empties_nothing) {
    const ScratchFolder folder;
    NoSnapshots files{system_files()};
    const Session end = left_often(files, folder / "session");
    files.unsteady = folder / ("session/" + segment_name(lives_left));
    const auto back = left_without(files, folder, end, lives_left, "is read differently each time");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->session.journeys.size(), end.journeys.size());
}

} // namespace
} // namespace waymark
