#include "render/image_helper.hpp"

#include "render/export.hpp"
#include "tests/sanitized.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <csignal>
#include <functional>

namespace waymark {
namespace {

constexpr int nothing_stopped_it = 3, had_no_sandbox = 77;

/// How a process ends that does this in the sandbox.
int end_of(const std::function<void()>& deed) {
    const pid_t child = fork();
    if (child == 0) {
        if (!close_sandbox(32u << 20, 4096)) _exit(had_no_sandbox);
        deed();
        _exit(nothing_stopped_it);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

class image_sandbox : public testing::Test {
protected:
    void SetUp() override {
        const int status = end_of([] {});
        if (WIFEXITED(status) && WEXITSTATUS(status) == had_no_sandbox)
            GTEST_SKIP() << "This system knows no seccomp, so its sandbox cannot be tried.";
        ASSERT_TRUE(WIFEXITED(status));
        ASSERT_EQ(WEXITSTATUS(status), nothing_stopped_it) << "what is allowed must go on";
    }
    static void expect_killed(const std::function<void()>& deed) {
        const int status = end_of(deed);
        ASSERT_TRUE(WIFSIGNALED(status)) << "ended with " << WEXITSTATUS(status);
        EXPECT_EQ(WTERMSIG(status), SIGSYS);
    }
};

TEST_F(image_sandbox, no_file_is_opened) {
    expect_killed([] { static_cast<void>(open("/etc/passwd", O_RDONLY | O_CLOEXEC)); });
}

TEST_F(image_sandbox, no_connection_is_made) {
    expect_killed([] { static_cast<void>(socket(AF_INET, SOCK_STREAM, 0)); });
}

TEST_F(image_sandbox, no_program_is_started) {
    expect_killed([] { execl("/bin/true", "true", static_cast<char*>(nullptr)); });
}

TEST_F(image_sandbox, no_other_process_is_made_or_hurt) {
    expect_killed([] { static_cast<void>(fork()); });
    expect_killed([] { kill(getppid(), 0); });
}

TEST_F(image_sandbox, nothing_that_was_written_can_be_run) {
    expect_killed([] {
        static_cast<void>(
            mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    });
    expect_killed([] {
        void* const page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        mprotect(page, 4096, PROT_READ | PROT_EXEC);
    });
}

TEST_F(image_sandbox, memory_has_an_end) {
    if (test::sanitized) GTEST_SKIP() << "A sanitizer reserves terabytes of address space: it has no limit.";
    const int status = end_of([] {
        void* const much =
            mmap(nullptr, 64u << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        _exit(much == MAP_FAILED ? 0 : nothing_stopped_it);
    });
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(image_sandbox, what_may_be_written_has_an_end) {
    const int memory = memfd_create("lent", MFD_CLOEXEC);
    const int status = end_of([&] {
        const std::string some(1024, 'x');
        for (int i = 0; i < 100; ++i)
            if (write(memory, some.data(), some.size()) < 0) _exit(0);
    });
    struct stat written {};
    ASSERT_EQ(fstat(memory, &written), 0);
    EXPECT_LE(written.st_size, 4096);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "it was told, or ended";
    close(memory);
}

TEST(image_helper, only_the_word_makes_a_process_one) {
    const std::array none{"waymark"};
    const std::array board{"waymark", "a.waymark"};
    const std::array wrong{"waymark", "--unpack-picture", "many"};
    EXPECT_FALSE(image_helper(1, none.data()));
    EXPECT_FALSE(image_helper(2, board.data()));
    EXPECT_NE(image_helper(3, wrong.data()), 0);
    EXPECT_NE(image_helper(2, wrong.data()), 0);
}

TEST(image_helper, gives_the_very_pixels) {
    Bitmap bitmap{37, 21, std::vector<std::uint8_t>(std::size_t{37} * 21 * 4)};
    for (std::size_t i = 0; i < bitmap.pixels.size(); ++i)
        bitmap.pixels[i] = static_cast<std::uint8_t>(i % 4 == 3 ? 255 : i * 7);
    const std::string png = png_of(bitmap);
    const Result<HelperAnswer> answer = unpacked_by_helper(png, stated_size(png), 0, "a picture");
    ASSERT_TRUE(answer) << answer.error().sentence;
    ASSERT_EQ(answer->how, HelperAnswer::How::done);
    EXPECT_EQ(answer->size, (ImageSize{37, 21}));
    EXPECT_EQ(answer->pixels, bitmap.pixels);
}

TEST(image_helper, what_is_no_picture_is_damaged_and_nothing_else) {
    const Result<HelperAnswer> answer = unpacked_by_helper("no picture", ImageSize{4, 4}, 0, "a picture");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->how, HelperAnswer::How::damaged);
    EXPECT_TRUE(answer->pixels.empty());
}

TEST(image_helper, no_process_is_left_behind) {
    const std::string png = png_of(Bitmap{1, 1, {1, 2, 3, 255}});
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(unpacked_by_helper(png, {1, 1}, 0, "a picture"));
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

} // namespace
} // namespace waymark
