#pragma once
#include "sessions/files.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A program that crashes saves nothing, for the journal has it already; it leaves one line in `crashes.txt`
/// in the person's state folder, so that its developers can find the place, and ends as it would have
/// without.
///
///     2026-11-26T07:43:44Z Waymark 0.1.0 (board) SIGSEGV, address 0x18, at +0x1a2b3c, stack +0x99 +0x1f,
///     build 3f2a
///
/// `at` and `stack` are places in the program, as `addr2line -e waymark` takes them: where it was, and what
/// looks like the calls that led there. Nobody's words are in it, no names, no paths.
namespace waymark {

inline constexpr std::size_t crash_notes_kept = 100; ///< lines; older ones go at the next start

/// From here on a crash (SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT) of this process is noted; once, before
/// there are other threads. `work`: what the program does, "board" or a command's name. A stack that is used
/// up is noted of the calling thread only. False where nothing will be: without a state folder, and under
/// sanitizers, whose own reports say more.
bool note_crashes(Files& files, const std::string& state_folder, std::string_view work);

std::string crash_notes_path(const std::string& state_folder);

struct CrashNote {
    std::int64_t time_ms = 0; ///< since 1970, to the second
    std::string work, signal; ///< "board", "SIGSEGV"
};
/// The last one; nothing where there is none, or it cannot be read.
std::optional<CrashNote> last_crash(Files& files, const std::string& state_folder);

} // namespace waymark
