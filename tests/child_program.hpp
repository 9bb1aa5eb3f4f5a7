#pragma once
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

extern char** environ;

/// For tests that ask other programs: what does xmllint say, what does our own binary answer.
namespace waymark::test {

/// A folder of its own that goes when the test ends.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "waymark-test-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

inline std::string contents(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

inline void put_contents(const std::string& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

/// A variable of the programs that are started, for as long as it lives.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_{name} {
        if (const char* const before = ::getenv(name)) before_ = before;
        ::setenv(name, value.c_str(), 1);
    }
    ~Variable() {
        if (before_)
            ::setenv(name_, before_->c_str(), 1);
        else
            ::unsetenv(name_);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

struct Answer {
    int status = -1; ///< exit status; 127 when there is no such program; 128 + signal when it was killed
    std::string out, err;
};

/// Runs a program with arguments (no shell between) and waits for it.
inline Answer answer_of(std::vector<std::string> words) {
    const TemporaryFolder folder;
    const std::string out = folder / "out", err = folder / "err";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int spawned = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    Answer answer;
    if (spawned != 0) {
        answer.status = 127;
        return answer;
    }
    int status = 0;
    waitpid(child, &status, 0);
    answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    answer.out = contents(out);
    answer.err = contents(err);
    return answer;
}

/// Our own program; it lies beside the test program.
inline std::string binary() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "waymark";
}

/// What our own program answers to these arguments.
inline Answer waymark(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), binary());
    return answer_of(std::move(arguments));
}

/// True when a program of this name is installed.
inline bool is_installed(const std::string& program) {
    return answer_of({"sh", "-c", "command -v " + program}).status == 0;
}

} // namespace waymark::test
