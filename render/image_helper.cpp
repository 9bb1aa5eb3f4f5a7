#include "render/image_helper.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WAYMARK_IS_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WAYMARK_IS_SANITIZED
#endif

namespace waymark {
namespace {

/// A sanitizer does, of address space: there is no limit to it then.
#ifdef WAYMARK_IS_SANITIZED
constexpr bool reserves_terabytes = true;
constexpr int processor_s = 60; // and everything takes ten times as long
#else
constexpr bool reserves_terabytes = false;
constexpr int processor_s = 5;
#endif

constexpr const char* helper_word = "--unpack-picture";
constexpr int in_fd = 3, out_fd = 4;
constexpr int patience_ms = 2000 * processor_s;   // longer than its time on the processor
constexpr std::uint64_t room_besides = 16u << 20; // the heap's own, a stack

/// In front of the pixels.
struct Answer {
    std::uint32_t width = 0, height = 0;
    std::uint32_t is_in_sandbox = 0;
};

enum Status : int { status_done = 0, status_damaged = 10, status_memory = 11, status_misused = 12 };

// --- the helper's side

/// What the helper may still ask of the system: memory that cannot be run, writing, ending.
bool close_system_calls() {
#if defined(__x86_64__)
    constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
    constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#else
    constexpr unsigned architecture = 0;
#endif
    if constexpr (architecture == 0) return false;
    constexpr unsigned allow = SECCOMP_RET_ALLOW, kill = SECCOMP_RET_KILL_PROCESS;
    constexpr auto load = [](std::size_t at) {
        return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<unsigned>(at)};
    };
    constexpr auto end = [](unsigned verdict) { return sock_filter{BPF_RET | BPF_K, 0, 0, verdict}; };
    constexpr auto unless = [](unsigned value) { // skips one when it is not this
        return sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value};
    };
    constexpr auto number = [](long call) { return static_cast<unsigned>(call); };
    constexpr std::size_t third_argument = offsetof(seccomp_data, args) + 2 * sizeof(std::uint64_t);
    std::array filter{
        load(offsetof(seccomp_data, arch)),
        sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, architecture},
        end(kill),
        load(offsetof(seccomp_data, nr)),
        unless(number(SYS_write)),
        end(allow),
        unless(number(SYS_brk)),
        end(allow),
        unless(number(SYS_munmap)),
        end(allow),
        unless(number(SYS_mremap)),
        end(allow),
        unless(number(SYS_madvise)),
        end(allow),
        unless(number(SYS_futex)),
        end(allow),
        unless(number(SYS_rt_sigreturn)),
        end(allow),
        unless(number(SYS_exit)),
        end(allow),
        unless(number(SYS_exit_group)),
        end(allow),
#ifdef WAYMARK_IS_SANITIZED
        unless(number(SYS_sigaltstack)), // before whatever does not return
        end(allow),
#endif
        sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, number(SYS_mmap)},
        end(kill),
        load(third_argument), // how the memory may be used
        sock_filter{BPF_JMP | BPF_JSET | BPF_K, 0, 1, PROT_EXEC},
        end(kill),
        end(allow),
    };
    sock_fprog program{filter.size(), filter.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/// The address space in use now, in bytes.
std::uint64_t space_in_use() {
    const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    std::array<char, 64> text{};
    const ssize_t size = read(file, text.data(), text.size());
    close(file);
    std::uint64_t pages = 0;
    if (size > 0) std::from_chars(text.data(), text.data() + size, pages);
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

void limit(__rlimit_resource_t what, std::uint64_t soft, std::uint64_t hard) {
    const rlimit both{soft, hard};
    setrlimit(what, &both);
}

bool write_all(const void* from, std::size_t size) {
    const char* at = static_cast<const char*>(from);
    while (size > 0) {
        const ssize_t count = write(out_fd, at, size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count, size -= static_cast<std::size_t>(count);
    }
    return true;
}

int unpack_for_parent(unsigned halve) {
    syscall(SYS_close_range, out_fd + 1, ~0u,
            0); // what somebody has forgotten to close; old systems have no such call
    struct stat in {};
    if (fstat(in_fd, &in) != 0 || in.st_size <= 0) return status_misused;
    const auto size = static_cast<std::size_t>(in.st_size);
    void* const mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, in_fd, 0);
    if (mapped == MAP_FAILED) return status_misused;
    close(in_fd);
    const std::string_view bytes{static_cast<const char*>(mapped), size};
    const ImageSize stated = stated_size(bytes);
    if (stated.pixels() > image_pixel_limit) return status_misused; // the parent looks first
    Answer answer;
    const std::uint64_t pixels = halved(stated, halve).pixels() * 4;
    answer.is_in_sandbox =
        close_sandbox(unpacking_budget(stated) + room_besides, sizeof answer + pixels) ? 1 : 0;
    const UnpackedImage image = unpacked_image(bytes, stated, halve);
    if (image.how == UnpackedImage::How::too_much_memory) return status_memory;
    if (image.how != UnpackedImage::How::done) return status_damaged;
    answer.width = image.size.width, answer.height = image.size.height;
    const bool written =
        write_all(&answer, sizeof answer) && write_all(image.pixels.get(), image.size.pixels() * 4);
    return written ? status_done : status_memory;
}

// --- the program's side

/// An open file that is closed.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_{fd} {}
    ~Descriptor() {
        if (fd_ >= 0) close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

/// Another time it may go well.
Error could_not_read(const std::string& why, const std::string& name) {
    return {ErrorKind::input_output, name,
            name + " was not read: the helper that reads pictures did not do it (" + why +
                "); close some programs and try again."};
}
Error could_not_start(int code, const std::string& name) { return could_not_read(std::strerror(code), name); }

/// Memory that has a descriptor, out of the way of the numbers that the helper gets.
int lent_memory(std::string_view bytes) {
    const Descriptor low{memfd_create("picture", MFD_CLOEXEC)};
    if (low.get() < 0) return -1;
    while (!bytes.empty()) {
        const ssize_t count = write(low.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return -1;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return fcntl(low.get(), F_DUPFD_CLOEXEC, 10);
}

/// Starts the helper; its process number, or an error's, negative.
pid_t started(int in, int out, unsigned halve) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, in_fd);
    posix_spawn_file_actions_adddup2(&actions, out, out_fd);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string program = "waymark", word = helper_word, times = std::to_string(halve);
    const std::array arguments{program.data(), word.data(), times.data(), static_cast<char*>(nullptr)};
    // Nothing of our surroundings but where our libraries lie.
    const char* const libraries = std::getenv("LD_LIBRARY_PATH");
    std::string setting = std::string{"LD_LIBRARY_PATH="} + (libraries ? libraries : "");
    const std::array surroundings{libraries ? setting.data() : static_cast<char*>(nullptr),
                                  static_cast<char*>(nullptr)};
    pid_t helper = 0;
    const int code =
        posix_spawn(&helper, "/proc/self/exe", &actions, nullptr, arguments.data(), surroundings.data());
    posix_spawn_file_actions_destroy(&actions);
    return code == 0 ? helper : -code;
}

/// Waits for its end, but not for ever: one that sleeps is ended. The status that `waitpid` gives; `in_time`
/// false when it had to be ended.
int ended(pid_t helper, bool& in_time) {
    const Descriptor process{static_cast<int>(syscall(SYS_pidfd_open, helper, 0))};
    pollfd waiting{process.get(), POLLIN, 0};
    int ready = 0;
    while (process.get() >= 0 && (ready = poll(&waiting, 1, patience_ms)) < 0 && errno == EINTR) {}
    in_time = process.get() < 0 || ready != 0; // a system without this call: its limits must do
    if (!in_time) kill(helper, SIGKILL);
    int status = 0;
    while (waitpid(helper, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

bool read_all(int file, void* to, std::size_t size, std::size_t from) {
    char* at = static_cast<char*>(to);
    while (size > 0) {
        const ssize_t count = pread(file, at, size, static_cast<off_t>(from));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count, size -= static_cast<std::size_t>(count), from += static_cast<std::size_t>(count);
    }
    return true;
}

/// The pixels, if they are what was asked for: nothing that a helper writes is believed.
HelperAnswer answer_in(int out, ImageSize expected) {
    HelperAnswer result;
    Answer answer;
    struct stat written {};
    const std::size_t bytes = expected.pixels() * 4;
    if (fstat(out, &written) != 0 || static_cast<std::uint64_t>(written.st_size) != sizeof answer + bytes ||
        !read_all(out, &answer, sizeof answer, 0) || ImageSize{answer.width, answer.height} != expected)
        return result;
    result.pixels.resize(bytes);
    if (!read_all(out, result.pixels.data(), bytes, sizeof answer)) return result;
    result.size = expected;
    result.is_in_sandbox = answer.is_in_sandbox == 1;
    result.how = HelperAnswer::How::done;
    return result;
}

} // namespace

bool close_sandbox(std::uint64_t budget, std::uint64_t may_write) {
    if (!reserves_terabytes)
        if (const std::uint64_t now = space_in_use()) limit(RLIMIT_AS, now + budget, now + budget);
    limit(RLIMIT_CPU, processor_s, processor_s + 1);
    limit(RLIMIT_FSIZE, may_write, may_write); // of the memory that was lent, too
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NPROC, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return close_system_calls();
}

std::optional<int> image_helper(int argc, const char* const* argv) {
    if (argc < 2 || std::string_view{argv[1]} != helper_word) return std::nullopt;
    const std::string_view times = argc == 3 ? argv[2] : "";
    unsigned halve = 0;
    const bool understood =
        std::from_chars(times.data(), times.data() + times.size(), halve).ec == std::errc{} && halve < 32;
    if (!understood) return status_misused;
    _exit(unpack_for_parent(halve)); // no destructors, no leak check: they would ask for more than is allowed
}

Result<HelperAnswer> unpacked_by_helper(std::string_view bytes, ImageSize stated, unsigned halve,
                                        const std::string& name) {
    const Descriptor in{lent_memory(bytes)};
    const int no_in = errno;
    if (in.get() < 0) return could_not_start(no_in, name);
    const Descriptor out{lent_memory({})};
    const int no_out = errno;
    if (out.get() < 0) return could_not_start(no_out, name);
    const pid_t helper = started(in.get(), out.get(), halve);
    if (helper < 0) return could_not_start(-helper, name);
    bool in_time = true;
    const int status = ended(helper, in_time);
    HelperAnswer answer;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
              sign = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (code == status_done) return answer_in(out.get(), halved(stated, halve));
    if (code == status_memory)
        answer.how = HelperAnswer::How::too_much_memory;
    else if (!in_time || sign == SIGXCPU)
        answer.how = HelperAnswer::How::too_long;
    else if (code > 0 && code != status_damaged) // it did not even begin
        return could_not_read("it ended with status " + std::to_string(code), name);
    else if (sign == SIGKILL || sign == SIGTERM)
        return could_not_read("the system ended it", name);
    return answer;
}

} // namespace waymark
