#include "app/crash_note.hpp"

#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WAYMARK_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define WAYMARK_SANITIZED 1
#endif
#endif

namespace waymark {
namespace {

struct Crash {
    int signal;
    const char* name;
};
constexpr std::array crashes{Crash{SIGSEGV, "SIGSEGV"}, Crash{SIGBUS, "SIGBUS"}, Crash{SIGILL, "SIGILL"},
                             Crash{SIGFPE, "SIGFPE"}, Crash{SIGABRT, "SIGABRT"}};

/// A text of bounded length that takes no memory; what does not fit is left out.
template <std::size_t most> class ShortText {
public:
    void add(std::string_view text) {
        const std::size_t count = std::min(text.size(), most - size_);
        for (std::size_t i = 0; i < count; ++i) bytes_[size_ + i] = text[i];
        size_ += count;
    }
    void add_hex(std::uintptr_t number) {
        add("0x");
        bool begun = false;
        for (int shift = static_cast<int>(sizeof number) * 8 - 4; shift >= 0; shift -= 4) {
            const auto digit = static_cast<std::size_t>(number >> shift & 15);
            begun = begun || digit != 0 || shift == 0;
            if (begun) add(std::string_view{"0123456789abcdef"}.substr(digit, 1));
        }
    }
    void add_decimal(unsigned number, int digits) {
        std::array<char, 10> text{};
        for (int i = digits - 1; i >= 0; --i, number /= 10)
            text[static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
        add({text.data(), static_cast<std::size_t>(digits)});
    }
    char* data() { return bytes_.data(); }
    std::size_t size() const { return size_; }
    std::string_view view() const { return {bytes_.data(), size_}; }

private:
    std::array<char, most> bytes_{};
    std::size_t size_ = 0;
};

/// All that a handler needs, made ready beforehand: it may take no memory and no lock.
struct Ready {
    std::array<char, 4096> path{}; ///< ends with a zero
    ShortText<128> who;            ///< " Waymark 0.1.0 (board) "
    ShortText<64> build;           ///< of the program, hexadecimal
    std::uintptr_t base = 0;       ///< where it was loaded
    std::uintptr_t code = 0, code_end = 0;
};
constinit Ready ready;
constinit std::atomic<bool> has_crashed = false;
alignas(16) constinit std::array<char, 64 * 1024> handler_stack{}; // the usual one may be what was used up

using Line = ShortText<700>;

/// 2026-11-26T07:43:44Z; what <chrono> does here is plain arithmetic.
void add_time(Line& line) {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const std::chrono::sys_seconds time{std::chrono::seconds{now.tv_sec}};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    line.add_decimal(static_cast<unsigned>(static_cast<int>(date.year())), 4);
    line.add("-");
    line.add_decimal(static_cast<unsigned>(date.month()), 2);
    line.add("-");
    line.add_decimal(static_cast<unsigned>(date.day()), 2);
    line.add("T");
    line.add_decimal(static_cast<unsigned>(clock.hours().count()), 2);
    line.add(":");
    line.add_decimal(static_cast<unsigned>(clock.minutes().count()), 2);
    line.add(":");
    line.add_decimal(static_cast<unsigned>(clock.seconds().count()), 2);
    line.add("Z");
}

/// Where the thread was: its instruction and its stack.
struct Registers {
    std::uintptr_t instruction = 0, stack = 0;
};

Registers registers_of(const void* context) {
#if defined(__x86_64__)
    const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
    return {static_cast<std::uintptr_t>(machine.gregs[REG_RIP]),
            static_cast<std::uintptr_t>(machine.gregs[REG_RSP])};
#elif defined(__aarch64__)
    const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
    return {machine.pc, machine.sp};
#else
    static_cast<void>(context);
    return {};
#endif
}

bool is_code(std::uintptr_t address) { return address >= ready.code && address < ready.code_end; }

/// What lies on the stack and points into the program's code: mostly where calls return to. The kernel copies
/// it, for a stack that has been written over may end anywhere.
void add_calls(Line& line, std::uintptr_t stack) {
    constexpr int most = 12;
    constexpr std::size_t part = 256, looked_at = 32 * 1024; // bytes; a part lies within one page
    std::array<std::uintptr_t, part / sizeof(std::uintptr_t)> words{};
    int found = 0;
    for (std::uintptr_t at = stack & ~(part - 1); at < stack + looked_at; at += part) {
        iovec here{words.data(), part}, there{reinterpret_cast<void*>(at), part};
        if (::process_vm_readv(::getpid(), &here, 1, &there, 1, 0) != static_cast<ssize_t>(part)) return;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (at + i * sizeof(std::uintptr_t) < stack || !is_code(words[i])) continue;
            line.add(found == 0 ? ", stack +" : " +");
            line.add_hex(words[i] - ready.base);
            if (++found == most) return;
        }
    }
}

/// Its folder is made when it is not there yet.
int opened_notes() {
    constexpr int flags =
        O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK; // a pipe holds nobody up
    int file = ::open(ready.path.data(), flags, 0600);
    if (file < 0 && errno == ENOENT) {
        for (char* slash = ready.path.data() + 1; *slash; ++slash) {
            if (*slash != '/') continue;
            *slash = '\0';
            static_cast<void>(::mkdir(ready.path.data(), 0700));
            *slash = '/';
        }
        file = ::open(ready.path.data(), flags, 0600);
    }
    if (file < 0 && errno == EMFILE) { // which may be why it crashes
        ::close(STDIN_FILENO);
        file = ::open(ready.path.data(), flags, 0600);
    }
    return file;
}

void write_note(int signal, const siginfo_t& info, const void* context) {
    Line line;
    add_time(line);
    line.add(ready.who.view());
    for (const Crash& crash : crashes)
        if (crash.signal == signal) line.add(crash.name);
    if (info.si_code > 0 && signal != SIGABRT) {
        line.add(", address ");
        line.add_hex(reinterpret_cast<std::uintptr_t>(info.si_addr));
    }
    const Registers at = registers_of(context);
    if (is_code(at.instruction)) {
        line.add(", at +");
        line.add_hex(at.instruction - ready.base);
    } else {
        line.add(", in a library");
    }
    add_calls(line, at.stack);
    line.add(", build ");
    line.add(ready.build.view());
    line.add("\n");
    const int file = opened_notes();
    if (file < 0) return;
    [[maybe_unused]] const ssize_t written = ::write(file, line.data(), line.size());
    ::close(file);
}

/// Only what may be called in a handler (signal-safety(7)). A second crash in here ends the process at once.
void crashed(int signal, siginfo_t* info, void* context) {
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    for (const Crash& crash : crashes) ::sigaction(crash.signal, &usual, nullptr);
    if (!has_crashed.exchange(true)) write_note(signal, *info, context);
    // What the processor has refused it refuses again, and the core shows that very place; what was sent is
    // sent again, and comes when this ends.
    const bool comes_again =
        info->si_code > 0 && signal != SIGABRT && !(signal == SIGBUS && info->si_code == BUS_MCEERR_AO);
    if (!comes_again) ::raise(signal);
}

/// Of the program itself, which is the first that is told: where it lies, and the number of its build.
int take_program(dl_phdr_info* program, std::size_t, void*) {
    ready.base = program->dlpi_addr;
    for (int i = 0; i < program->dlpi_phnum; ++i) {
        const ElfW(Phdr)& part = program->dlpi_phdr[i];
        const std::uintptr_t at = program->dlpi_addr + part.p_vaddr;
        if (part.p_type == PT_LOAD && (part.p_flags & PF_X))
            ready.code = at, ready.code_end = at + part.p_memsz;
        if (part.p_type != PT_NOTE) continue;
        const auto* const bytes = reinterpret_cast<const unsigned char*>(at);
        for (std::size_t from = 0; from + sizeof(ElfW(Nhdr)) <= part.p_filesz;) {
            ElfW(Nhdr) note;
            std::memcpy(&note, bytes + from, sizeof note);
            const std::size_t text = from + sizeof note + (note.n_namesz + 3) / 4 * 4;
            const std::size_t end = text + (note.n_descsz + 3) / 4 * 4;
            if (end > part.p_filesz) break;
            for (std::size_t j = text; note.n_type == NT_GNU_BUILD_ID && j < text + note.n_descsz; ++j) {
                const char* const digits = "0123456789abcdef";
                const std::array both{digits[bytes[j] >> 4], digits[bytes[j] & 15]};
                ready.build.add({both.data(), both.size()});
            }
            from = end;
        }
    }
    return 1;
}

constexpr std::uint64_t notes_limit = 1u << 20; // a longer file is none of ours

std::string notes_in(Files& files, const std::string& state_folder) {
    Result<std::string> text = files.read(crash_notes_path(state_folder), notes_limit);
    return text ? std::move(text).value() : std::string{};
}

/// Leaves the last of them. Where that fails they stay as they are.
void forget_old_notes(Files& files, const std::string& state_folder) {
    const std::string text = notes_in(files, state_folder);
    std::size_t from = text.size();
    for (std::size_t kept = 0; kept < crash_notes_kept && from != 0; ++kept) {
        const std::size_t end = from < 2 ? std::string::npos : text.rfind('\n', from - 2);
        from = end == std::string::npos ? 0 : end + 1;
    }
    if (from == 0) return;
    const std::string path = crash_notes_path(state_folder), fresh = path + ".new";
    static_cast<void>(files.remove(fresh));
    Result<std::unique_ptr<WritableFile>> file = files.create(fresh, 0600);
    if (file && (*file)->append(std::string_view{text}.substr(from)) && (*file)->close())
        static_cast<void>(files.rename(fresh, path));
}

} // namespace

std::string crash_notes_path(const std::string& state_folder) { return state_folder + "/crashes.txt"; }

bool note_crashes(Files& files, const std::string& state_folder, std::string_view work) {
#ifdef WAYMARK_SANITIZED
    static_cast<void>(files), static_cast<void>(state_folder), static_cast<void>(work);
    static_cast<void>(&crashed), static_cast<void>(&take_program), static_cast<void>(&forget_old_notes);
    return false;
#else
    const std::string path = crash_notes_path(state_folder);
    if (state_folder.empty() || path.size() >= ready.path.size()) return false;
    forget_old_notes(files, state_folder);
    std::ranges::copy(path, ready.path.begin());
    ready.who.add(" Waymark " WAYMARK_VERSION " (");
    ready.who.add(work);
    ready.who.add(") ");
    ::dl_iterate_phdr(take_program, nullptr);
    stack_t stack{};
    stack.ss_sp = handler_stack.data();
    stack.ss_size = handler_stack.size();
    if (::sigaltstack(&stack, nullptr) != 0) return false;
    struct sigaction noting {};
    noting.sa_sigaction = crashed;
    noting.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (const Crash& crash : crashes) ::sigaction(crash.signal, &noting, nullptr);
    return true;
#endif
}

std::optional<CrashNote> last_crash(Files& files, const std::string& state_folder) {
    const std::string text = state_folder.empty() ? std::string{} : notes_in(files, state_folder);
    if (text.empty()) return std::nullopt;
    const std::size_t end = text.size() < 2 ? std::string::npos : text.rfind('\n', text.size() - 2);
    const std::string line = text.substr(end == std::string::npos ? 0 : end + 1);
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
    std::array<char, 32> work{}, signal{};
    if (std::sscanf(line.c_str(), "%4d-%2u-%2uT%2u:%2u:%2uZ Waymark %*s (%31[^)]) %31[A-Z]", &year, &month,
                    &day, &hour, &minute, &second, work.data(), signal.data()) != 8)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    const std::chrono::sys_seconds time = std::chrono::sys_days{date} + std::chrono::hours{hour} +
                                          std::chrono::minutes{minute} + std::chrono::seconds{second};
    return CrashNote{std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count(),
                     work.data(), signal.data()};
}

} // namespace waymark
