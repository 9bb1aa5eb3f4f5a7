#include "sessions/storage.hpp"

#include "sessions/templates.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/rich_session.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>

namespace waymark {
namespace {

const std::string board = "/work/board.waymark";

Session titled(const std::string& title) {
    Session session = rich_session();
    session.title = title;
    return session;
}

SavedSession save_or_fail(Files& files, const std::string& path, const Session& session,
                          const FileStamp* expected) {
    Result<SavedSession> saved = save_session(files, path, session, 1, expected);
    EXPECT_TRUE(saved) << saved.error().sentence;
    return saved ? *saved : SavedSession{};
}

std::string title_in(Files& files, const std::string& path) {
    const Result<OpenedSession> opened = open_session(files, path);
    if (!opened) return "(" + opened.error().sentence + ")";
    if (!opened->damage.empty()) return "(damaged)";
    return opened->session.title;
}

TEST(save, a_saved_session_opens_again_with_its_stamp) {
    MemoryFiles files;
    const SavedSession saved = save_or_fail(files, board, rich_session(), nullptr);
    EXPECT_EQ(saved.path, board);
    const Result<OpenedSession> opened = open_session(files, board);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->session, rich_session());
    EXPECT_EQ(opened->stamp, saved.stamp);
    EXPECT_EQ(files.files.size(), 1u) << "nothing else is left behind";
}

TEST(save, the_previous_version_is_kept) {
    MemoryFiles files;
    SavedSession saved = save_or_fail(files, board, titled("one"), nullptr);
    saved = save_or_fail(files, board, titled("two"), &saved.stamp);
    saved = save_or_fail(files, board, titled("three"), &saved.stamp);
    EXPECT_EQ(title_in(files, board), "three");
    EXPECT_EQ(title_in(files, board + ".bak"), "two");
    EXPECT_EQ(files.files.size(), 2u);
}

TEST(save, a_file_changed_by_another_program_is_not_touched) {
    MemoryFiles files;
    const SavedSession ours = save_or_fail(files, board, titled("ours"), nullptr);
    save_or_fail(files, board, titled("theirs"), nullptr);
    const SavedSession beside = save_or_fail(files, board, titled("ours, later"), &ours.stamp);
    EXPECT_EQ(title_in(files, board), "theirs");
    EXPECT_TRUE(beside.path.starts_with("/work/board (conflict 20")) << beside.path;
    EXPECT_TRUE(beside.path.ends_with(").waymark")) << beside.path;
    EXPECT_EQ(title_in(files, beside.path), "ours, later");

    const SavedSession again = save_or_fail(files, board, titled("later still"), &ours.stamp);
    EXPECT_NE(again.path, beside.path);
    EXPECT_EQ(title_in(files, beside.path), "ours, later");
}

TEST(save, a_file_that_its_drive_gives_another_number_is_no_conflict) {
    MemoryFiles files;
    SavedSession saved = save_or_fail(files, board, titled("one"), nullptr);
    FileStamp& there = files.files.at(board)->stamp;
    there.inode += 1000, there.device += 7, there.modified_ns += 2'000'000'000; // a stick put in again
    saved = save_or_fail(files, board, titled("two"), &saved.stamp);
    EXPECT_EQ(saved.path, board);
    const Result<OpenedSession> opened = open_session(files, board);
    ASSERT_TRUE(opened);
    files.files.at(board)->stamp.inode += 1000;
    EXPECT_EQ(save_or_fail(files, board, titled("three"), &opened->stamp).path, board);
    EXPECT_EQ(title_in(files, board), "three");
}

TEST(save, other_bytes_are_a_conflict_though_there_are_as_many_of_them) {
    MemoryFiles files;
    const SavedSession ours = save_or_fail(files, board, titled("ours"), nullptr);
    save_or_fail(files, board, titled("his!"), nullptr);
    ASSERT_EQ(files.files.at(board)->bytes.size(), ours.stamp.size);
    EXPECT_NE(save_or_fail(files, board, titled("mine"), &ours.stamp).path, board);
    EXPECT_EQ(title_in(files, board), "his!");
}

TEST(save, a_file_of_which_only_the_drives_word_is_known_is_a_conflict_when_that_changes) {
    MemoryFiles files;
    FileStamp known = save_or_fail(files, board, titled("one"), nullptr).stamp;
    known.content = 0; // from a journal of an older Waymark
    EXPECT_EQ(save_or_fail(files, board, titled("two"), &known).path, board);
    EXPECT_NE(save_or_fail(files, board, titled("three"), &known).path, board);
}

TEST(save, a_file_that_went_away_is_written_again) {
    MemoryFiles files;
    const SavedSession saved = save_or_fail(files, board, titled("one"), nullptr);
    files.files.clear();
    EXPECT_EQ(save_or_fail(files, board, titled("two"), &saved.stamp).path, board);
    EXPECT_EQ(title_in(files, board), "two");
}

TEST(save, a_write_protected_file_is_not_replaced) {
    MemoryFiles files;
    save_or_fail(files, board, titled("one"), nullptr);
    files.files.at(board)->stamp.mode = 0444;
    const Result<SavedSession> saved = save_session(files, board, titled("two"), 1, nullptr);
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, ErrorKind::not_allowed);
    EXPECT_EQ(title_in(files, board), "one");
}

TEST(save, a_drive_without_links_keeps_the_previous_version_too) {
    struct NoLinks : MemoryFiles {
        Result<Done> link(const std::string& from, const std::string&) override {
            return Error{ErrorKind::not_allowed, from, "no links here"};
        }
    } files;
    save_or_fail(files, board, titled("one"), nullptr);
    save_or_fail(files, board, titled("two"), nullptr);
    EXPECT_EQ(title_in(files, board), "two");
    EXPECT_EQ(title_in(files, board + ".bak"), "one");
    EXPECT_EQ(files.files.size(), 2u);
}

TEST(save, a_drive_that_gives_back_other_bytes_is_noticed) {
    struct Forgetful : MemoryFiles {
        Result<std::string> read(const std::string& path, std::uint64_t limit) override {
            Result<std::string> bytes = MemoryFiles::read(path, limit);
            if (bytes && path.ends_with(".tmp")) bytes.value()[100] ^= 1;
            return bytes;
        }
    } files;
    const Result<SavedSession> saved = save_session(files, board, titled("one"), 1, nullptr);
    ASSERT_FALSE(saved);
    EXPECT_TRUE(files.files.empty());
}

// --- every operation fails once, and for ever

std::size_t operations_of_a_save() {
    MemoryFiles files;
    save_or_fail(files, board, titled("old"), nullptr);
    FaultyFiles counting{files};
    save_or_fail(counting, board, titled("new"), nullptr);
    return counting.operations;
}

/// Saves over an old file while operation `k` fails; returns whether the save said so.
bool refuses_with_fault(std::size_t k, ErrorKind kind, bool for_ever) {
    MemoryFiles files;
    const SavedSession old = save_or_fail(files, board, titled("old"), nullptr);
    FaultyFiles faulty{files};
    faulty.fail_at = k, faulty.kind = kind, faulty.for_ever = for_ever;
    const Result<SavedSession> saved = save_session(faulty, board, titled("new"), 2, &old.stamp);

    const std::string title = title_in(files, board);
    if (saved) {
        EXPECT_EQ(title_in(files, saved->path), "new");
    } else {
        EXPECT_TRUE(title == "old" || title == "new") << title;
        EXPECT_EQ(saved.error().path, board);
        EXPECT_NE(saved.error().sentence.find("“" + board + "”"), std::string::npos)
            << saved.error().sentence;
    }
    for (const auto& [path, content] : files.files) EXPECT_FALSE(path.ends_with(".tmp")) << path;
    return !saved || !saved->doubt.empty() || !saved->locked_out.empty();
}

TEST(save, any_failing_operation_leaves_the_old_file_or_the_new_one_and_nothing_else) {
    const std::size_t operations = operations_of_a_save();
    EXPECT_GE(operations, 12u);
    for (const ErrorKind kind :
         {ErrorKind::input_output, ErrorKind::disk_full, ErrorKind::not_allowed, ErrorKind::not_found})
        for (const bool for_ever : {false, true})
            for (std::size_t k = 1; k <= operations + 1; ++k) {
                SCOPED_TRACE("operation " + std::to_string(k) + (for_ever ? " and all after it" : "") +
                             ", kind " + std::to_string(static_cast<int>(kind)));
                const bool refused = refuses_with_fault(k, kind, for_ever);
                const bool is_reached = k <= operations;
                EXPECT_TRUE(is_reached || !refused);
                EXPECT_TRUE(refused || !(for_ever && is_reached));
            }
}

TEST(save, a_drive_that_does_not_confirm_a_new_name_is_told_and_is_no_conflict_the_next_time) {
    struct Unsure : MemoryFiles {
        bool confirms = false;
        Result<Done> sync_folder(const std::string& path) override {
            if (confirms) return MemoryFiles::sync_folder(path);
            return Error{ErrorKind::input_output, path, "no answer"};
        }
    } files;
    const Result<SavedSession> first = save_session(files, board, titled("one"), 1, nullptr);
    ASSERT_TRUE(first) << first.error().sentence;
    EXPECT_NE(first->doubt.find("does not confirm"), std::string::npos) << first->doubt;
    EXPECT_EQ(title_in(files, board), "one");
    files.confirms = true;
    const Result<SavedSession> second = save_session(files, board, titled("two"), 2, &first->stamp);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->doubt, "");
    EXPECT_EQ(second->path, board);
    EXPECT_EQ(title_in(files, board), "two");
}

TEST(save, every_failure_says_one_sentence_that_tells_what_to_do) {
    MemoryFiles files;
    FaultyFiles faulty{files};
    faulty.fail_at = 1, faulty.for_ever = true;
    const auto sentence = [&](ErrorKind kind) {
        faulty.kind = kind;
        return save_session(faulty, board, titled("new"), 2, nullptr).error().sentence;
    };
    EXPECT_EQ(sentence(ErrorKind::disk_full),
              "There is no room left for “/work/board.waymark”; free some space or save in another place.");
    EXPECT_EQ(sentence(ErrorKind::not_allowed), "Waymark may not write “/work/board.waymark”; change the "
                                                "permissions there or save in another place.");
    EXPECT_EQ(
        sentence(ErrorKind::not_found),
        "The folder of “/work/board.waymark” is not there; connect its drive or save in another place.");
}

TEST(save, a_power_cut_at_any_moment_leaves_the_old_file_or_the_new_one) {
    for (std::size_t stop = 0; stop <= operations_of_a_save(); ++stop)
        for (std::size_t applied = 0; applied < 6; ++applied)
            for (const std::size_t torn : {0u, 72u, 500u}) {
                MemoryFiles files;
                const SavedSession old = save_or_fail(files, board, titled("old"), nullptr);
                FaultyFiles dying{files};
                dying.stop_at = stop;
                const Result<SavedSession> saved = save_session(dying, board, titled("new"), 2, &old.stamp);
                files.cut_power(applied, torn);
                const std::string title = title_in(files, board);
                if (saved && saved->doubt.empty())
                    EXPECT_EQ(title, "new") << "after it said so, at " << stop;
                else
                    EXPECT_TRUE(title == "old" || title == "new")
                        << title << " at " << stop << ", " << applied << ", " << torn;
            }
}

TEST(open, every_failing_operation_gives_one_sentence) {
    MemoryFiles files;
    save_or_fail(files, board, titled("old"), nullptr);
    for (std::size_t k = 1; k <= 3; ++k) {
        FaultyFiles faulty{files};
        faulty.fail_at = k;
        const Result<OpenedSession> opened = open_session(faulty, board);
        ASSERT_FALSE(opened) << k;
        EXPECT_EQ(opened.error().path, board);
    }
}

// --- on the real file system

TEST(save, works_on_the_real_file_system) {
    const ScratchFolder folder;
    const std::string path = folder / "мой board.waymark";
    SavedSession saved = save_or_fail(system_files(), path, titled("one"), nullptr);
    EXPECT_EQ(open_session(system_files(), path)->stamp, saved.stamp);
    saved = save_or_fail(system_files(), path, titled("two"), &saved.stamp);
    EXPECT_EQ(title_in(system_files(), path), "two");
    EXPECT_EQ(title_in(system_files(), path + ".bak"), "one");
    EXPECT_EQ(system_files().names(folder.path())->size(), 2u);
}

TEST(save, keeps_a_symbolic_link_and_the_permissions) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "real");
    const std::string real = folder / "real/board.waymark", link = folder / "link.waymark";
    std::filesystem::create_symlink("real/board.waymark", link); // it leads to nothing yet
    save_or_fail(system_files(), link, titled("one"), nullptr);
    EXPECT_EQ(title_in(system_files(), real), "one");
    ASSERT_EQ(::chmod(real.c_str(), 0640), 0);
    const SavedSession saved = save_or_fail(system_files(), link, titled("two"), nullptr);
    EXPECT_EQ(saved.path, link);
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_EQ(title_in(system_files(), real), "two");
    EXPECT_EQ(system_files().stamp(real)->mode, 0640u);
}

TEST(save, a_place_that_cannot_be_written_gives_a_sentence) {
    // Folders of the kernel, where even the superuser may not create files.
    const Result<SavedSession> saved =
        save_session(system_files(), "/proc/board.waymark", titled("one"), 1, nullptr);
    ASSERT_FALSE(saved);
    EXPECT_TRUE(saved.error().kind == ErrorKind::not_allowed || saved.error().kind == ErrorKind::not_found);
    EXPECT_EQ(saved.error().path, "/proc/board.waymark");
}

TEST(save, a_folder_without_permission_gives_a_sentence_and_stays_as_it_is) {
    const ScratchFolder folder;
    save_or_fail(system_files(), folder / "board.waymark", titled("old"), nullptr);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
    const bool is_superuser = ::geteuid() == 0; // whom permissions do not stop: become nobody for a moment
    ASSERT_EQ(is_superuser ? ::seteuid(65534) : 0, 0);
    const Result<SavedSession> saved =
        save_session(system_files(), folder / "board.waymark", titled("new"), 1, nullptr);
    ASSERT_EQ(is_superuser ? ::seteuid(0) : 0, 0);
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, ErrorKind::not_allowed);
    EXPECT_EQ(saved.error().sentence, "Waymark may not write “" + (folder / "board.waymark") +
                                          "”; change the permissions there or save in another place.");
    EXPECT_EQ(title_in(system_files(), folder / "board.waymark"), "old");
    ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
    EXPECT_EQ(system_files().names(folder.path())->size(), 1u);
}

TEST(save, a_folder_of_the_name_is_not_replaced) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "board.waymark");
    const Result<SavedSession> saved =
        save_session(system_files(), folder / "board.waymark", titled("one"), 1, nullptr);
    ASSERT_FALSE(saved);
    EXPECT_TRUE(std::filesystem::is_directory(folder / "board.waymark"));
    EXPECT_EQ(system_files().names(folder.path())->size(), 1u);
}

TEST(save, a_full_disk_leaves_the_old_file) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "disk");
    const std::string disk = folder / "disk", path = disk + "/board.waymark";
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0)
        GTEST_SKIP() << "A full disk was not tried: mounting a small one needs the superuser.";
    save_or_fail(system_files(), path, titled("old"), nullptr);
    Session large = titled("new");
    Image image;
    image.bytes = std::string(900'000, 'x');
    image.hash = hash_of(*image.bytes), image.width = image.height = 10;
    large.images.push_back(image);
    folder.write("disk/filler", std::string(500'000, 'f'));
    const Result<SavedSession> saved = save_session(system_files(), path, large, 2, nullptr);
    EXPECT_EQ(saved ? ErrorKind::invalid : saved.error().kind, ErrorKind::disk_full);
    EXPECT_EQ(title_in(system_files(), path), "old");
    EXPECT_EQ(system_files().names(disk)->size(), 2u) << "no temporary file stays";
    ::umount2(disk.c_str(), MNT_DETACH);
}

TEST(open, what_is_not_a_session_file_is_told_in_a_sentence) {
    const ScratchFolder folder;
    folder.write("empty.waymark", "");
    const auto kind = [&](const std::string& path) {
        const Result<OpenedSession> opened = open_session(system_files(), path);
        EXPECT_FALSE(opened) << path;
        EXPECT_EQ(opened.error().path, path);
        EXPECT_NE(opened.error().sentence.find(path), std::string::npos);
        return opened.error().kind;
    };
    EXPECT_EQ(kind(folder / "missing.waymark"), ErrorKind::not_found);
    EXPECT_EQ(kind(folder / "empty.waymark"), ErrorKind::foreign);
    EXPECT_EQ(kind(folder.path()), ErrorKind::invalid);
    EXPECT_EQ(kind("/dev/zero"), ErrorKind::foreign);
}

} // namespace
} // namespace waymark
