#include "sessions/files.hpp"

#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <csignal>

namespace waymark {
namespace {

template <class T> ErrorKind kind_of(const Result<T>& result) {
    EXPECT_FALSE(result) << "it should have failed";
    return result ? ErrorKind::invalid : result.error().kind;
}

void write_or_fail(const std::string& path, const std::string& bytes) {
    Result<std::unique_ptr<WritableFile>> file = system_files().create(path, 0644);
    ASSERT_TRUE(file) << file.error().sentence;
    EXPECT_TRUE(file.value()->append(bytes));
    EXPECT_TRUE(file.value()->sync());
    EXPECT_TRUE(file.value()->close());
}

TEST(files, what_is_written_can_be_read) {
    const ScratchFolder folder;
    const std::string bytes = std::string{"a\0b\n", 4} + std::string(300'000, 'x');
    write_or_fail(folder / "file", bytes);
    EXPECT_EQ(*system_files().read(folder / "file", 1u << 20), bytes);
}

TEST(files, creating_never_takes_an_existing_file_or_follows_a_link) {
    const ScratchFolder folder;
    folder.write("there", "mine");
    std::filesystem::create_symlink("elsewhere", folder / "link");
    EXPECT_EQ(kind_of(system_files().create(folder / "there", 0644)), ErrorKind::invalid);
    EXPECT_EQ(kind_of(system_files().create(folder / "link", 0644)), ErrorKind::invalid);
    EXPECT_EQ(folder.read("there"), "mine");
    EXPECT_FALSE(std::filesystem::exists(folder / "elsewhere"));
}

TEST(files, reading_more_than_the_limit_is_refused) {
    const ScratchFolder folder;
    folder.write("file", "12345");
    EXPECT_TRUE(system_files().read(folder / "file", 5));
    EXPECT_EQ(kind_of(system_files().read(folder / "file", 4)), ErrorKind::too_large);
}

TEST(files, only_files_are_read) {
    const ScratchFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(kind_of(system_files().read(folder / "pipe", 10)), ErrorKind::foreign)
        << "and does not wait for a writer";
    EXPECT_EQ(kind_of(system_files().read(folder.path(), 10)), ErrorKind::invalid);
    EXPECT_EQ(kind_of(system_files().read("/dev/zero", 10)), ErrorKind::foreign);
    EXPECT_TRUE(system_files().read("/proc/self/status", 1u << 20))
        << "a file of the kernel, which says it is empty";
}

TEST(files, errors_name_the_path_and_say_what_to_do) {
    const ScratchFolder folder;
    const Result<std::string> missing = system_files().read(folder / "missing", 10);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
    EXPECT_EQ(missing.error().path, folder / "missing");
    EXPECT_EQ(missing.error().sentence,
              "“" + (folder / "missing") +
                  "” is not there; check its name, or whether its drive is connected.");
    folder.write("file", "");
    EXPECT_EQ(kind_of(system_files().read(folder / "file/below", 10)), ErrorKind::not_found);
    EXPECT_EQ(kind_of(system_files().read(folder / std::string(300, 'n'), 10)), ErrorKind::invalid);
    std::filesystem::create_symlink("circle", folder / "circle");
    EXPECT_EQ(kind_of(system_files().read(folder / "circle", 10)), ErrorKind::invalid);
    EXPECT_EQ(kind_of(system_files().create("/proc/file", 0644)), ErrorKind::not_found);
    EXPECT_EQ(kind_of(system_files().names(folder / "missing")), ErrorKind::not_found);
    EXPECT_EQ(kind_of(system_files().remove(folder / "missing")), ErrorKind::not_found);
}

TEST(files, a_short_write_is_gone_on_with_until_the_reason_is_known) {
    // The system's limit on the size of files lets a first part through, as a drive does that becomes full.
    const ScratchFolder folder;
    struct rlimit before {};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = before;
    small.rlim_cur = 1000;
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    Result<std::unique_ptr<WritableFile>> file = system_files().create(folder / "file", 0644);
    const Result<Done> written = file.value()->append(std::string(5000, 'x'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, ignored);
    EXPECT_EQ(kind_of(written), ErrorKind::too_large) << "after a short write of 1000 bytes";
    EXPECT_EQ(folder.read("file").size(), 1000u);
}

TEST(files, a_stamp_changes_when_the_file_does) {
    const ScratchFolder folder;
    folder.write("file", "one");
    const FileStamp one = *system_files().stamp(folder / "file");
    EXPECT_EQ(one.size, 3u);
    EXPECT_EQ(*system_files().stamp(folder / "file"), one);
    folder.write("file", "three");
    EXPECT_NE(*system_files().stamp(folder / "file"), one);
}

TEST(files, permissions_are_taken_over) {
    const ScratchFolder folder;
    write_or_fail(folder / "old", "");
    write_or_fail(folder / "new", "");
    ASSERT_EQ(::chmod((folder / "old").c_str(), 0604), 0);
    const FileStamp old = *system_files().stamp(folder / "old");
    EXPECT_TRUE(system_files().set_owner_and_mode_like(folder / "new", old));
    EXPECT_EQ(system_files().stamp(folder / "new")->mode, 0604u);
}

TEST(files, a_second_name_replaces_what_had_it) {
    const ScratchFolder folder;
    folder.write("one", "1");
    folder.write("two", "2");
    ASSERT_TRUE(system_files().link(folder / "one", folder / "two"));
    EXPECT_EQ(folder.read("two"), "1");
    ASSERT_TRUE(system_files().link(folder / "one", folder / "two"))
        << "also when both are the same file already";
    EXPECT_EQ(*system_files().names(folder.path()), (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(kind_of(system_files().link(folder / "missing", folder / "two")), ErrorKind::not_found);
    EXPECT_EQ(folder.read("two"), "1");
}

TEST(files, folders_are_made_listed_and_synced) {
    const ScratchFolder folder;
    EXPECT_TRUE(system_files().make_folder(folder / "below", 0700));
    EXPECT_TRUE(system_files().make_folder(folder / "below", 0700))
        << "one that is there already is no error";
    folder.write("file", "");
    EXPECT_EQ(kind_of(system_files().make_folder(folder / "file", 0700)), ErrorKind::invalid);
    EXPECT_TRUE(system_files().sync_folder(folder / "below"));
    EXPECT_EQ(*system_files().names(folder.path()), (std::vector<std::string>{"below", "file"}));
    EXPECT_TRUE(system_files().rename(folder / "file", folder / "below/file"));
    EXPECT_TRUE(system_files().remove(folder / "below/file"));
    EXPECT_EQ(system_files().names(folder / "below")->size(), 0u);
}

TEST(files, links_are_resolved_also_where_nothing_is_yet) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "real");
    std::filesystem::create_directory_symlink("real", folder / "way");
    std::filesystem::create_symlink("way/board", folder / "link");
    std::filesystem::create_symlink("circle", folder / "circle");
    EXPECT_EQ(*system_files().resolved(folder / "way/board"), folder / "real/board");
    EXPECT_EQ(*system_files().resolved(folder / "link"), folder / "real/board");
    folder.write("real/board", "");
    EXPECT_EQ(*system_files().resolved(folder / "link"), folder / "real/board");
    EXPECT_EQ(kind_of(system_files().resolved(folder / "missing/board")), ErrorKind::not_found);
    EXPECT_EQ(kind_of(system_files().resolved(folder / "circle")), ErrorKind::invalid);
    const std::string here = std::filesystem::canonical(".").string();
    EXPECT_EQ(*system_files().resolved("not-there-yet"), here + "/not-there-yet");
}

} // namespace
} // namespace waymark
