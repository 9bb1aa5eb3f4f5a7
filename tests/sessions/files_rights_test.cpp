#include "sessions/files.hpp"
#include "sessions/storage.hpp"
#include "tests/sessions/rich_session.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <functional>

/// Whose a saved file is, and who may read it: by people who may not give files away.
namespace waymark {
namespace {

constexpr uid_t me = 12001, colleague = 12002;
constexpr gid_t my_group = 12001, team = 12100;

/// In a child of this program that is an ordinary person, of these groups beside their own; what it returns
/// is its exit status.
int as_me(const std::vector<gid_t>& groups, const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        const bool is_me =
            ::setgroups(groups.size(), groups.data()) == 0 && ::setgid(my_group) == 0 && ::setuid(me) == 0;
        ::_exit(is_me ? work() : 99);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct SharedFile {
    SharedFile() {
        ::chmod(folder.path().c_str(), 0777);
        EXPECT_TRUE(save_session(system_files(), path, rich_session(), 1, nullptr));
    }
    /// Saved by me; status 0: nothing was said, 1: that others are locked out, 2: it failed.
    int save_as_me(const std::vector<gid_t>& groups) const {
        return as_me(groups, [this] {
            const Result<SavedSession> saved = save_session(system_files(), path, rich_session(), 2, nullptr);
            return !saved ? 2 : saved->locked_out.empty() ? 0 : 1;
        });
    }
    FileStamp stamp() const { return *system_files().stamp(path); }
    void belongs_to(uid_t owner, gid_t group, mode_t mode) const {
        ASSERT_EQ(::chown(path.c_str(), owner, group), 0);
        ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    }

    ScratchFolder folder;
    std::string path = folder / "board.waymark";
};

/// One entry of a list as Linux keeps it: little-endian, behind a version.
std::string list_of(const std::vector<std::array<std::uint32_t, 3>>& entries) {
    std::string bytes{"\2\0\0\0", 4};
    const auto add = [&](std::uint32_t number, int size) {
        for (int i = 0; i < size; ++i) bytes += static_cast<char>(number >> 8 * i & 0xFF);
    };
    for (const auto& [tag, rights, id] : entries) add(tag, 2), add(rights, 2), add(id, 4);
    return bytes;
}

constexpr const char* list_name = "system.posix_acl_access";

std::string list_at(const std::string& path) {
    std::array<char, 256> bytes{};
    const ssize_t size = ::getxattr(path.c_str(), list_name, bytes.data(), bytes.size());
    return size < 0 ? "" : std::string{bytes.data(), static_cast<std::size_t>(size)};
}

} // namespace

TEST(rights, the_group_of_a_shared_file_is_kept_by_whoever_belongs_to_it) {
    if (::geteuid() != 0) GTEST_SKIP() << "Only the superuser can be somebody else.";
    const SharedFile file;
    file.belongs_to(colleague, team, 0660);
    EXPECT_EQ(file.save_as_me({team}), 0);
    EXPECT_EQ(file.stamp().owner, me);
    EXPECT_EQ(file.stamp().group, team) << "or the team would be locked out";
    EXPECT_EQ(file.stamp().mode, 0660u);
}

TEST(rights, what_a_group_could_do_is_not_given_to_another_one) {
    if (::geteuid() != 0) GTEST_SKIP() << "Only the superuser can be somebody else.";
    const SharedFile file;
    const struct {
        mode_t before, after;
        int said;
    } table[] = {{0666, 0666, 0}, {0664, 0644, 1}, {0644, 0644, 0}, {0606, 0600, 1}, {0646, 0644, 1}};
    for (const auto& [before, after, said] : table) {
        SCOPED_TRACE(before);
        file.belongs_to(colleague, team, before);
        EXPECT_EQ(file.save_as_me({}), said);
        EXPECT_EQ(file.stamp().group, my_group);
        EXPECT_EQ(file.stamp().mode, after);
    }
}

TEST(rights, a_list_of_people_is_taken_over) {
    if (::geteuid() != 0) GTEST_SKIP() << "Only the superuser can be somebody else.";
    const SharedFile file;
    file.belongs_to(me, my_group, 0600);
    // The owner; a colleague, who may write; nobody of the group, who could with the mask alone; the mask.
    const std::string list =
        list_of({{1, 6, ~0u}, {2, 6, colleague}, {4, 0, ~0u}, {16, 6, ~0u}, {32, 0, ~0u}});
    if (::setxattr(file.path.c_str(), list_name, list.data(), list.size(), 0) != 0)
        GTEST_SKIP() << "This file system knows no lists of people.";
    EXPECT_EQ(file.save_as_me({}), 0);
    EXPECT_EQ(list_at(file.path), list);
    EXPECT_EQ(file.stamp().mode, 0660u) << "the mask";
}

TEST(rights, a_list_that_the_folder_gives_is_not_added) {
    if (::geteuid() != 0) GTEST_SKIP() << "Only the superuser can be somebody else.";
    const SharedFile file;
    file.belongs_to(me, my_group, 0640);
    const std::string list =
        list_of({{1, 7, ~0u}, {2, 7, colleague}, {4, 5, ~0u}, {16, 7, ~0u}, {32, 0, ~0u}});
    if (::setxattr(file.folder.path().c_str(), "system.posix_acl_default", list.data(), list.size(), 0) != 0)
        GTEST_SKIP() << "This file system knows no lists of people.";
    EXPECT_EQ(file.save_as_me({}), 0);
    EXPECT_EQ(list_at(file.path), "") << "the colleague could not read it before";
    EXPECT_EQ(file.stamp().mode, 0640u);
}

} // namespace waymark
