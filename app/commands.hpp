#pragma once
#include "render/export.hpp"
#include "sessions/storage.hpp"

#include <optional>
#include <string>
#include <vector>

/// The headless commands, one function each. All return the exit status (`done`, `could_not`, `wrong_usage`),
/// write their results to stdout and one sentence to stderr when something is wrong.
namespace waymark {

inline constexpr int exit_done = 0, exit_could_not = 1, exit_wrong_usage = 2;

struct NewCommand {
    std::string file;
    std::string template_name = "blank";
};
int run(const NewCommand& command);

struct TemplatesCommand {};
int run(const TemplatesCommand& command);

struct InfoCommand {
    std::string file;
    bool json = false;
};
int run(const InfoCommand& command);

struct AnalyseCommand {
    std::string file;
    std::optional<int> journey; ///< from 1; nothing = all of them
    bool json = false;
};
int run(const AnalyseCommand& command);

struct ExportCommand {
    std::string file;
    std::vector<std::string> outputs;
    int journey = 1; ///< from 1
    ExportOptions options;
};
int run(const ExportCommand& command);

struct JsonCommand {
    std::string file;
};
int run(const JsonCommand& command);

struct CheckCommand {
    std::string file;
};
int run(const CheckCommand& command);

struct RecoverCommand {
    std::string file;   ///< empty: list what was left open
    std::string output; ///< empty: beside `file`
};
int run(const RecoverCommand& command);

struct HistoryCommand {
    std::string file;
    int take = 0; ///< the moment to be written to `output`, from 1; 0 = list them
    std::string output;
};
int run(const HistoryCommand& command);

struct ReplayCommand {
    std::string file, inputs;
    std::string output; ///< empty = back into `file`
    bool keep = false;  ///< in the journal, too, as the board does; each commit's number is printed
};
int run(const ReplayCommand& command);

struct BenchCommand {
    int notes = 1000;
    int width_px = 1920, height_px = 1080;
    bool json = false;
};
int run(const BenchCommand& command);

struct ShotsCommand {
    std::string folder;
    std::string only; ///< part of the pictures' names; empty = all of them
};
int run(const ShotsCommand& command);

// --- what the commands share

/// Prints one sentence to stderr.
void say(const std::string& sentence);

/// Prints to stdout.
void print(const std::string& text);

/// Opens a session for a command that only reads; says why when it cannot.
std::optional<OpenedSession> opened_or_said(const std::string& file);

/// True when the session is safe in its file; else says what is wrong.
bool saved_or_said(const Result<SavedSession>& saved);

/// Milliseconds since 1970 as a date and a time here, by the format of strftime.
std::string local_time(std::int64_t time_ms, const char* format = "%Y-%m-%d %H:%M");

/// A stage's title, a persona's name; empty when there is none.
std::string stage_title(const Journey& journey, Id id);
std::string persona_name(const Session& session, Id id);

/// The session's journey with this number (from 1), or null after saying that there is none.
const Journey* journey_or_said(const Session& session, int number, const std::string& file);

} // namespace waymark
