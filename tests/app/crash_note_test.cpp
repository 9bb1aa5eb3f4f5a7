#include "app/crash_note.hpp"
#include "app/keeping.hpp"
#include "tests/app/waiting.hpp"
#include "tests/child_program.hpp"
#include "tests/sanitized.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <sstream>
#include <thread>

extern "C" char __executable_start; // the linker's: where the program is loaded

/// A program that crashes ends as it would have anyway, and leaves one line.
namespace waymark::testing {
namespace {

std::vector<std::string> lines_of(const std::string& path) {
    std::istringstream text{test::contents(path)};
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

/// The signal that a child which notes its crashes there and then does this has died by; 0 = by none.
int died_by(const std::string& state_folder, const std::function<void()>& crash) {
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit no_core{0, 0};
        ::setrlimit(RLIMIT_CORE, &no_core);
        if (!note_crashes(system_files(), state_folder, "test")) ::_exit(1);
        crash();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

[[gnu::noinline]] void write_to_nowhere() { *reinterpret_cast<volatile int*>(0x18) = 1; }

[[gnu::noinline]] int use_up_the_stack(int depth) {
    volatile char frame[4096];
    frame[depth % 4096] = static_cast<char>(depth);
    return depth < 0 ? 0 : use_up_the_stack(depth + 1) + frame[depth % 4096];
}

/// A file that has become shorter than what is mapped of it.
void read_behind_the_end() {
    const int file = ::memfd_create("empty", MFD_CLOEXEC);
    const auto* const bytes =
        static_cast<const volatile char*>(::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE, file, 0));
    static_cast<void>(bytes[0]);
}

class CrashNotes : public ::testing::Test {
protected:
    void SetUp() override {
        if (test::sanitized) GTEST_SKIP() << "Sanitizers note crashes themselves.";
    }
    const ScratchFolder folder;
    const std::string state = folder / "home/state/waymark"; // none of which is there
    std::vector<std::string> notes() const { return lines_of(crash_notes_path(state)); }
};
using crash_note = CrashNotes;

TEST_F(crash_note, each_signal_that_is_sent_leaves_one_line_and_kills_as_it_would) {
    const std::array<std::pair<int, const char*>, 5> signals{{{SIGSEGV, "SIGSEGV"},
                                                              {SIGBUS, "SIGBUS"},
                                                              {SIGILL, "SIGILL"},
                                                              {SIGFPE, "SIGFPE"},
                                                              {SIGABRT, "SIGABRT"}}};
    std::size_t count = 0;
    for (const auto& [signal, name] : signals) {
        EXPECT_EQ(died_by(state, [number = signal] { ::raise(number); }), signal);
        ASSERT_EQ(notes().size(), ++count) << name;
        EXPECT_NE(notes().back().find(std::string{" (test) "} + name + ","), std::string::npos)
            << notes().back();
        const std::optional<CrashNote> last = last_crash(system_files(), state);
        ASSERT_TRUE(last);
        EXPECT_EQ(last->signal, name);
        EXPECT_EQ(last->work, "test");
        EXPECT_LE(std::abs(unix_time_ms() - last->time_ms), 600'000);
    }
    struct stat stamp {};
    ASSERT_EQ(::stat(crash_notes_path(state).c_str(), &stamp), 0);
    EXPECT_EQ(stamp.st_mode & 0777u, 0600u);
    ASSERT_EQ(::stat(state.c_str(), &stamp), 0);
    EXPECT_EQ(stamp.st_mode & 0777u, 0700u);
}

TEST_F(crash_note, each_mistake_of_the_program_does_so_too) {
    const std::array<std::pair<int, std::function<void()>>, 4> mistakes{
        {{SIGSEGV, write_to_nowhere},
         {SIGBUS, read_behind_the_end},
         {SIGABRT, [] { std::abort(); }},
         {SIGSEGV, [] { std::thread{write_to_nowhere}.join(); }}}};
    std::size_t count = 0;
    for (const auto& [signal, mistake] : mistakes) {
        EXPECT_EQ(died_by(state, mistake), signal);
        EXPECT_EQ(notes().size(), ++count);
    }
#if defined(__x86_64__)
    EXPECT_EQ(died_by(state, [] { __asm__ volatile("ud2"); }), SIGILL);
    EXPECT_EQ(
        died_by(state,
                [] {
                    __asm__ volatile("xor %%edx, %%edx\nmov %%edx, %%ecx\ndiv %%ecx" ::: "eax", "ecx", "edx");
                }),
        SIGFPE);
    EXPECT_EQ(notes().size(), count + 2);
#endif
}

TEST_F(crash_note, a_stack_that_is_used_up_is_noted) {
    EXPECT_EQ(died_by(state, [] { use_up_the_stack(0); }), SIGSEGV);
    ASSERT_EQ(notes().size(), 1u);
}

TEST_F(crash_note, a_developer_finds_the_place) {
#if !defined(__x86_64__) && !defined(__aarch64__)
    GTEST_SKIP() << "This processor's registers are not read.";
#endif
    ASSERT_EQ(died_by(state, write_to_nowhere), SIGSEGV);
    const std::string line = notes().at(0);
    EXPECT_NE(line.find(", address 0x18, at +0x"), std::string::npos) << line;
    const auto place_of = [](auto function) {
        return reinterpret_cast<std::uintptr_t>(function) -
               reinterpret_cast<std::uintptr_t>(&__executable_start);
    };
    const std::size_t at = line.find("at +0x");
    const std::uintptr_t place = std::strtoull(line.c_str() + at + 4, nullptr, 16);
    EXPECT_GE(place, place_of(&write_to_nowhere)) << line;
    EXPECT_LT(place, place_of(&write_to_nowhere) + 64) << line;
    bool has_caller = false; // `died_by` called it, by way of std::function
    std::istringstream words{line.substr(line.find("stack"))};
    for (std::string word; words >> word;) {
        if (!word.starts_with("+0x")) continue;
        const std::uintptr_t caller = std::strtoull(word.c_str() + 1, nullptr, 16);
        has_caller = has_caller || (caller > place_of(&died_by) && caller < place_of(&died_by) + 1024);
    }
    EXPECT_TRUE(has_caller) << line;
    const std::size_t build = line.find(", build ");
    ASSERT_NE(build, std::string::npos);
    EXPECT_EQ(line.substr(build + 8).find_first_not_of("0123456789abcdef"), std::string::npos) << line;
    EXPECT_GE(line.size() - build - 8, 16u) << line;
}

TEST_F(crash_note, several_threads_that_crash_at_once_leave_one_whole_line_at_most) {
    for (std::size_t round = 1; round <= 30; ++round) {
        const std::size_t before = notes().size();
        EXPECT_EQ(died_by(state,
                          [] {
                              std::vector<std::thread> threads;
                              for (int i = 0; i < 4; ++i) threads.emplace_back(write_to_nowhere);
                              for (std::thread& thread : threads) thread.join();
                          }),
                  SIGSEGV);
        EXPECT_LE(notes().size(), before + 1);
    }
    for (const std::string& line : notes()) EXPECT_NE(line.find(", build "), std::string::npos) << line;
}

TEST_F(crash_note, where_nothing_can_be_written_it_dies_all_the_same) {
    folder.write("file", "no folder");
    EXPECT_EQ(died_by(folder / "file", write_to_nowhere), SIGSEGV);
    ASSERT_EQ(::mkfifo((folder / "crashes.txt").c_str(), 0600), 0) << "which nobody reads";
    EXPECT_EQ(died_by(folder.path(), write_to_nowhere), SIGSEGV);
    EXPECT_EQ(test::contents(folder / "file"), "no folder");
}

TEST_F(crash_note, only_the_last_hundred_stay) {
    ASSERT_EQ(died_by(state, [] { ::raise(SIGILL); }), SIGILL);
    const std::string line = notes().at(0);
    for (const std::size_t count : {99u, 100u, 101u, 250u}) {
        std::string text;
        for (std::size_t i = 1; i < count; ++i) text += "line " + std::to_string(i) + "\n";
        test::put_contents(crash_notes_path(state), text + line + "\n");
        ASSERT_EQ(died_by(state, [] {}), 0);
        EXPECT_EQ(notes().size(), std::min<std::size_t>(count, crash_notes_kept));
        EXPECT_EQ(notes().back(), line);
    }
}

// --- the whole program

/// `waymark replay … --keep`, killed by this signal while it works; returns what it died by.
int replay_killed_by(int signal, const std::string& file, const std::string& inputs) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    std::vector<std::string> words{"sh", "-c",           "ulimit -c 0; exec \"$@\"",
                                   "sh", test::binary(), "replay",
                                   file, inputs,         "--keep",
                                   "-o", file + ".never"};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int spawned = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    char byte = 0;
    const bool has_begun = spawned == 0 && ::read(ends[0], &byte, 1) == 1;
    if (has_begun) ::kill(child, signal);
    int status = 0;
    if (spawned == 0) ::waitpid(child, &status, 0);
    ::close(ends[0]);
    return has_begun && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST_F(crash_note, the_program_notes_its_crashes_and_recover_tells_of_the_last) {
    const std::string file = folder / "board.waymark", inputs = folder / "inputs.jsonl";
    ASSERT_EQ(test::waymark({"new", file, "--template", "five-stages"}).status, 0);
    std::string lines = "{\"keys\":[\"tab\",\"enter\"]}\n";
    for (int i = 0; i < 20'000; ++i) lines += "{\"text\":\"Geheim\"}\n";
    test::put_contents(inputs, lines);
    const test::Variable home{"XDG_STATE_HOME", folder / "home"};
    const std::string path = folder / "home/waymark/crashes.txt";
    EXPECT_EQ(test::waymark({"recover"}).err, "") << "it has never crashed";
    std::size_t count = 0;
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) {
        EXPECT_EQ(replay_killed_by(signal, file, inputs), signal);
        ASSERT_EQ(lines_of(path).size(), ++count);
        EXPECT_NE(lines_of(path).back().find(" (replay) SIG"), std::string::npos) << lines_of(path).back();
    }
    EXPECT_EQ(test::contents(path).find("Geheim"), std::string::npos);
    EXPECT_EQ(test::contents(path).find(folder.path()), std::string::npos);
    const test::Answer now = test::waymark({"recover"});
    EXPECT_NE(now.err.find("Waymark last crashed on "), std::string::npos) << now.err;
    EXPECT_NE(now.err.find("(replay, SIGABRT)"), std::string::npos) << now.err;
    EXPECT_NE(now.out.find(file), std::string::npos) << "and lists what it left";
    test::put_contents(path, "2020-01-01T00:00:00Z Waymark 0.1.0 (board) SIGSEGV, in a library, build 1\n");
    EXPECT_EQ(test::waymark({"recover"}).err, "") << "long ago";
}

/// Unix time as a note tells it.
std::string note_at(std::int64_t time_ms, const std::string& work) {
    const std::time_t time = time_ms / 1000;
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&time));
    return std::string{text.data()} + " Waymark 0.1.0 (" + work + ") SIGSEGV, in a library, build 1\n";
}

TEST(crash, is_said_of_a_session_that_comes_back_when_there_was_one_since) {
    struct Case {
        std::int64_t after_ms;
        const char *work, *end;
    };
    for (const Case& one : {Case{5000, "board", "; Waymark had crashed."},
                            Case{-60'000, "board", "; Waymark ended without closing it."},
                            Case{5000, "export", "; Waymark ended without closing it."}}) {
        const ScratchFolder folder;
        {
            ScriptedHand hand{"winter-jacket", kept_in(folder)};
            change_something(hand);
        } // ends as if it were killed
        test::put_contents(crash_notes_path(folder / "state"),
                           note_at(unix_time_ms() + one.after_ms, one.work));
        ScriptedHand again{"", kept_in(folder)};
        bring_back_newest(again.app);
        EXPECT_TRUE(is_said(again.app, one.end)) << one.after_ms << " " << one.work << ": " << message(again);
        EXPECT_EQ(message(again).find('\n'), std::string::npos);
    }
}

TEST(crash, a_note_that_is_none_says_nothing) {
    const ScratchFolder folder;
    EXPECT_FALSE(last_crash(system_files(), folder.path()));
    EXPECT_FALSE(last_crash(system_files(), ""));
    for (const char* text : {"", "\n", "nothing\n", "2026-13-45T99:99:99Z Waymark 1 (board) SIGSEGV\n",
                             "2026-11-26T07:43:44Z Waymark 0.1.0 (board\n"}) {
        test::put_contents(folder / "crashes.txt", text);
        EXPECT_FALSE(last_crash(system_files(), folder.path())) << text;
    }
    test::put_contents(folder / "crashes.txt",
                       "1970-01-01T00:00:01Z Waymark 0.1.0 (board) SIGBUS, more"); // cut off
    EXPECT_EQ(last_crash(system_files(), folder.path())->time_ms, 1000);
}

} // namespace
} // namespace waymark::testing
