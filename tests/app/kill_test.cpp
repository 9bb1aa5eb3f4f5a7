#include "sessions/storage.hpp"
#include "tests/child_program.hpp"
#include "tests/sanitized.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string_view>
#include <thread>
#include <vector>

/// The whole program is killed, at any moment, while somebody writes on the board: everything that a frame
/// has acknowledged must come back, as it was.
namespace waymark {
namespace {

using test::Answer;
using test::binary;
using test::put_contents;
using test::TemporaryFolder;
using test::waymark;

/// `waymark replay … --keep`, whose answers are read until it is killed.
class Writer {
public:
    Writer(const std::string& file, const std::string& inputs) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        std::vector<std::string> words{binary(), "replay", file, inputs, "--keep", "-o", file + ".never"};
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        if (::posix_spawn(&child_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0)
            child_ = 0;
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        answers_ = ::fdopen(ends[0], "r");
    }
    ~Writer() {
        if (answers_) std::fclose(answers_);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Lets it go on until so many frames are played, and a moment longer; returns how many of them were
    /// acknowledged in the end. On a slow drive a frame's commit is kept some frames after it was made.
    std::size_t killed_after(std::size_t frames, std::chrono::microseconds longer) {
        while (made_.size() < frames && hears()) {}
        std::this_thread::sleep_for(longer);
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        while (hears()) {}
        return static_cast<std::size_t>(
            std::ranges::count_if(made_, [this](std::uint64_t commit) { return commit <= kept_; }));
    }

private:
    /// One frame's answer; false where there is no whole one any more.
    bool hears() {
        char line[96];
        if (!std::fgets(line, sizeof line, answers_) || !std::string_view{line}.ends_with('\n')) return false;
        unsigned long long made = 0, kept = 0;
        if (std::sscanf(line, "made %llu, kept %llu,", &made, &kept) != 2) return false;
        made_.push_back(made);
        kept_ = std::max<std::uint64_t>(kept_, kept);
        return true;
    }

    std::vector<std::uint64_t> made_; ///< the last commit, by frame
    std::uint64_t kept_ = 0;
    pid_t child_ = 0;
    std::FILE* answers_ = nullptr;
};

/// Tab and Enter lead into the first stage's title, all of it chosen: what is written replaces it.
std::string text_written(const Session& session) { return session.journeys.front()->stages.front()->title; }

/// What is written: digits that never repeat in the same way, so that a text which lacks one in the middle is
/// noticed.
std::string letters(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('a' + i * i % 23);
    return text;
}

TEST(kill, everything_acknowledged_comes_back) {
    const char* asked = std::getenv("WAYMARK_KILLS");
    const std::size_t kills = asked ? std::strtoul(asked, nullptr, 10) : test::sanitized ? 4 : 8;
    const TemporaryFolder folder;
    const std::string file = folder / "board.waymark", inputs = folder / "inputs.jsonl";
    ASSERT_EQ(waymark({"new", file, "--template", "five-stages"}).status, 0);
    constexpr std::size_t frames_before = 1, most = 20'000;
    const std::string written = letters(most);
    std::string lines = "{\"keys\":[\"tab\",\"enter\"]}\n";
    for (const char letter : written) lines += std::string{"{\"text\":\""} + letter + "\"}\n";
    put_contents(inputs, lines);
    ::setenv("XDG_STATE_HOME", (folder / "state").c_str(), 1);

    std::mt19937 random{7};
    std::size_t in_all = 0;
    for (std::size_t i = 0; i < kills; ++i) {
        SCOPED_TRACE(i);
        std::filesystem::remove_all(folder / "state");
        const std::size_t acknowledged =
            Writer{file, inputs}.killed_after(2 + random() % 400, std::chrono::microseconds{random() % 3000});
        in_all += acknowledged;
        const std::string output = folder / ("out" + std::to_string(i) + ".waymark");
        const Answer answer = waymark({"recover", file, "-o", output});
        ASSERT_EQ(answer.status, 0) << answer.err;
        const Result<OpenedSession> back = open_session(system_files(), output);
        ASSERT_TRUE(back);
        EXPECT_TRUE(back->damage.empty());
        const std::string text = text_written(back->session);
        EXPECT_EQ(text, written.substr(0, text.size())) << "in the order in which it was written";
        EXPECT_GE(text.size() + frames_before, acknowledged);
    }
    EXPECT_GT(in_all, kills * (frames_before + 1)) << "acknowledged";
    ::unsetenv("XDG_STATE_HOME");
}

} // namespace
} // namespace waymark
