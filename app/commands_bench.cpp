#include "app/bench.hpp"
#include "app/bench_board.hpp"
#include "app/bench_memory.hpp"
#include "app/command_line_json.hpp"
#include "app/commands.hpp"
#include "app/perform.hpp"

#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace waymark {
namespace {

constexpr double p50 = 0.5, p95 = 0.95;

/// Wall time since the kernel started this process.
double since_start_ms() {
    std::ifstream stat{"/proc/self/stat"}, uptime{"/proc/uptime"};
    std::string fields;
    double up_s = 0;
    if (!std::getline(stat, fields) || !(uptime >> up_s)) return 0;
    // The 22nd field; the second one, the name in brackets, may hold spaces.
    std::size_t at = fields.rfind(')');
    for (int field = 2; field < 22 && at != std::string::npos; ++field) at = fields.find(' ', at + 1);
    if (at == std::string::npos) return 0;
    const double ticks = std::strtod(fields.c_str() + at, nullptr);
    return (up_s - ticks / static_cast<double>(sysconf(_SC_CLK_TCK))) * 1e3;
}

/// What it takes besides frames, CPU milliseconds unless the name says otherwise.
struct Costs {
    double start_wall_ms = 0, start_cpu_ms = 0;
    double load_ms = 0, save_ms = 0, layout_us_per_note = 0;
    double open_ms = 0, open_wall_ms = 0; ///< from the file to the first complete frame, drawing left out
    MemoryUse memory;    ///< with the board open; nothing has been drawn yet, so that what a driver compiles
                         ///< does not count
    double texts_mb = 0; ///< texts of notes that are set, see LaterTexts
    double png_ms = 0, svg_ms = 0, pdf_ms = 0;
    std::uint64_t file_bytes = 0;
};

template <class Work> double cpu_ms_of(Work work) {
    const double before = process_cpu_ms();
    work();
    return process_cpu_ms() - before;
}

/// From the process's start to the first frame of a board that a person would open.
void measure_start(BenchBoard& board, Costs& costs) {
    perform(board.app(), NewSession{"winter-jacket"});
    board.step({});
    costs.start_wall_ms = since_start_ms();
    costs.start_cpu_ms = process_cpu_ms();
}

/// A folder of our own under the temporary one, gone at the end.
struct Scratch {
    std::filesystem::path path;
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "waymark-bench-XXXXXX").string();
        if (mkdtemp(name.data())) path = name;
    }
    ~Scratch() {
        std::error_code ignored;
        if (!path.empty()) std::filesystem::remove_all(path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

Result<Session> measure_file(const Session& made, const std::string& path, Costs& costs) {
    std::optional<Result<SavedSession>> saved;
    costs.save_ms = cpu_ms_of([&] { saved = save_session(system_files(), path, made, 0, nullptr); });
    if (!*saved) return saved->error();
    costs.file_bytes = (*saved)->stamp.size;
    std::optional<Result<OpenedSession>> opened;
    costs.load_ms = cpu_ms_of([&] { opened = open_session(system_files(), path); });
    if (!*opened) return opened->error();
    return std::move(*opened).value().session;
}

Result<Done> measure_layout_and_exports(const Session& session, Costs& costs) {
    const Journey& journey = *session.journeys.front();
    TextEngine text;
    static_cast<void>(text.laid_out("Fonts are found once.", {}, 16));
    const double layout_ms = cpu_ms_of([&] { static_cast<void>(laid_out(journey, session.language, text)); });
    costs.layout_us_per_note =
        layout_ms * 1e3 / static_cast<double>(std::max<std::size_t>(1, journey.notes.size()));
    const ExportScene scene = export_scene(session, journey, ThemeName::paper, text);
    ExportOptions options;
    options.size_px = Vec2{3840, 2160};
    std::optional<Error> error;
    const auto note = [&error](const Result<std::string>& result) {
        if (!result && !error) error = result.error();
    };
    costs.png_ms = cpu_ms_of([&] { note(png_bytes(scene, options)); });
    costs.svg_ms = cpu_ms_of([&] { note(svg_text(scene, options)); });
    costs.pdf_ms = cpu_ms_of([&] { note(pdf_bytes(scene, options, session.title)); });
    if (error) return *error;
    return Done{};
}

/// From the file's bytes to a frame in which no letter is missing.
Result<Done> measure_opening(BenchBoard& board, const std::string& path, Costs& costs) {
    constexpr int at_most = 10'000;
    const DrawingLeftOut left_out;
    const double wall = since_start_ms();
    std::optional<Error> error;
    costs.open_ms = cpu_ms_of([&] {
        Result<OpenedSession> opened = open_session(system_files(), path);
        if (!opened) {
            error = opened.error();
            return;
        }
        show_session(board.app(), std::move(opened).value().session, {}, 0);
        for (int i = 0; i < at_most; ++i) {
            board.step({});
            if (board.is_complete()) break;
        }
    });
    costs.open_wall_ms = since_start_ms() - wall;
    if (error) return *error;
    return Done{};
}

double peak_memory_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

template <class Number>
double figure(const std::vector<FrameCost>& frames, Number FrameCost::*what, double part) {
    std::vector<double> values;
    for (const FrameCost& cost : frames) values.push_back(static_cast<double>(cost.*what));
    return percentile(std::move(values), part);
}

Json scenario_json(const Measured& scenario) {
    const auto number = [](const std::vector<FrameCost>& frames, auto what, double part) {
        return json_number(figure(frames, what, part));
    };
    return {{"visible", scenario.visible},
            {"frames", scenario.frames.size()},
            {"frame_call_ms_p50", number(scenario.frames, &FrameCost::call_ms, p50)},
            {"frame_call_ms_p95", number(scenario.frames, &FrameCost::call_ms, p95)},
            {"cpu_ms_p50", number(scenario.frames, &FrameCost::cpu_ms, p50)},
            {"cpu_ms_p95", number(scenario.frames, &FrameCost::cpu_ms, p95)},
            {"driver_cpu_ms_p50", number(scenario.drawn, &FrameCost::cpu_ms, p50)},
            {"driver_cpu_ms_p95", number(scenario.drawn, &FrameCost::cpu_ms, p95)},
            {"frame_ms_p50", number(scenario.drawn, &FrameCost::wall_ms, p50)},
            {"frame_ms_p95", number(scenario.drawn, &FrameCost::wall_ms, p95)},
            {"draws", number(scenario.drawn, &FrameCost::draws, p50)},
            {"bytes_uploaded", number(scenario.frames, &FrameCost::bytes_uploaded, p50)},
            {"allocations", number(scenario.frames, &FrameCost::allocations, p50)}};
}

std::string size_text(const BenchCommand& command) {
    return std::to_string(command.width_px) + "x" + std::to_string(command.height_px);
}

Json bench_json(const BenchCommand& command, const std::vector<Measured>& scenarios, const Costs& costs) {
    Json json{{"notes", command.notes}, {"visible", scenarios.front().visible}, {"size", size_text(command)}};
    for (const Measured& scenario : scenarios) json[scenario.name] = scenario_json(scenario);
    json["load_ms"] = json_number(costs.load_ms);
    json["save_ms"] = json_number(costs.save_ms);
    json["open_ms"] = json_number(costs.open_ms);
    json["open_wall_ms"] = json_number(costs.open_wall_ms);
    json["file_bytes"] = costs.file_bytes;
    json["layout_us_per_note"] = json_number(costs.layout_us_per_note);
    json["export_png_ms"] = json_number(costs.png_ms);
    json["export_svg_ms"] = json_number(costs.svg_ms);
    json["export_pdf_ms"] = json_number(costs.pdf_ms);
    json["rss_mb"] = json_number(costs.memory.own + costs.memory.files);
    json["rss_own_mb"] = json_number(costs.memory.own);
    json["rss_files_mb"] = json_number(costs.memory.files);
    json["rss_fonts_mb"] = json_number(costs.memory.fonts);
    json["rss_driver_mb"] = json_number(costs.memory.driver);
    json["rss_code_mb"] = json_number(costs.memory.code);
    json["rss_driver_own_mb"] = json_number(costs.memory.driver_own);
    json["texts_mb"] = json_number(costs.texts_mb);
    json["peak_rss_mb"] = json_number(peak_memory_mb());
    json["start_ms"] = json_number(costs.start_wall_ms);
    json["start_cpu_ms"] = json_number(costs.start_cpu_ms);
    return json;
}

std::string cell(const std::string& text, std::size_t width) {
    return std::string(width > text.size() ? width - text.size() : 1, ' ') + text;
}

std::string fixed(double value, int places) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

std::string bench_text(const BenchCommand& command, const std::vector<Measured>& scenarios,
                       const Costs& costs) {
    std::string text = std::to_string(command.notes) + " notes at " + size_text(command) +
                       "; milliseconds, median and 95th of 100\n\n" + std::string(10, ' ') +
                       cell("frame()", 17) + cell("and submission", 17) + cell("to last pixel", 17) +
                       cell("draws", 7) + cell("uploaded", 11) + cell("allocations", 12) + "\n";
    for (const Measured& scenario : scenarios) {
        const auto both = [&text](const std::vector<FrameCost>& frames, auto what) {
            text +=
                cell(fixed(figure(frames, what, p50), 3), 9) + cell(fixed(figure(frames, what, p95), 2), 8);
        };
        text += scenario.name + std::string(10 - scenario.name.size(), ' ');
        both(scenario.frames, &FrameCost::call_ms);
        both(scenario.frames, &FrameCost::cpu_ms);
        both(scenario.drawn, &FrameCost::wall_ms);
        text += cell(fixed(figure(scenario.drawn, &FrameCost::draws, p50), 0), 7) +
                cell(fixed(figure(scenario.frames, &FrameCost::bytes_uploaded, p50), 0), 11) +
                cell(fixed(figure(scenario.frames, &FrameCost::allocations, p50), 0), 12) + "\n";
    }
    return text + "\nstart to first frame " + fixed(costs.start_wall_ms, 0) + " ms (CPU " +
           fixed(costs.start_cpu_ms, 0) + "), open " + fixed(costs.open_ms, 0) + " (wall " +
           fixed(costs.open_wall_ms, 0) + "), of which load " + fixed(costs.load_ms, 1) + "; save " +
           fixed(costs.save_ms, 1) + " (" + std::to_string(costs.file_bytes) + " bytes), layout " +
           fixed(costs.layout_us_per_note, 1) + " µs a note\nexport PNG " + fixed(costs.png_ms, 0) +
           ", SVG " + fixed(costs.svg_ms, 0) + ", PDF " + fixed(costs.pdf_ms, 0) +
           "\nmemory with the board: own " + fixed(costs.memory.own, 0) + " MB (of which texts " +
           fixed(costs.texts_mb, 0) + ", the driver's libraries " + fixed(costs.memory.driver_own, 0) +
           "), files' pages " + fixed(costs.memory.files, 0) + " (fonts " + fixed(costs.memory.fonts, 0) +
           ", driver " + fixed(costs.memory.driver, 0) + ", program and libraries " +
           fixed(costs.memory.code, 0) + "); at most " + fixed(peak_memory_mb(), 0) + " MB in all\n";
}

Result<Done> bench(const BenchCommand& command) {
    const Result<std::unique_ptr<HeadlessContext>> context = HeadlessContext::create();
    if (!context) return context.error();
    if (const Result<Done> bound = (*context)->bind_target(command.width_px, command.height_px); !bound)
        return bound.error();
    const Vec2 size_px{static_cast<float>(command.width_px), static_cast<float>(command.height_px)};
    Costs costs;
    Result<std::unique_ptr<BenchBoard>> board = BenchBoard::create(**context, size_px);
    if (!board) return board.error();
    measure_start(**board, costs);

    const Scratch scratch;
    const std::string path = (scratch.path / "bench.waymark").string();
    const Result<Session> session = measure_file(made_board(command.notes), path, costs);
    if (!session) return session.error();
    if (const Result<Done> opened = measure_opening(**board, path, costs); !opened) return opened.error();
    costs.memory = memory_use();
    costs.texts_mb = static_cast<double>((*board)->app().later_texts.counts().bytes) / 1024 / 1024;
    (*board)->settle();
    const std::vector<Measured> scenarios = measured_scenarios(**board);
    if (const Result<Done> exported = measure_layout_and_exports(*session, costs); !exported)
        return exported.error();
    print(command.json ? json_lines(bench_json(command, scenarios, costs))
                       : bench_text(command, scenarios, costs));
    return Done{};
}

} // namespace

int run(const BenchCommand& command) {
    const Result<Done> done = bench(command);
    if (done) return exit_done;
    say(done.error().sentence);
    return exit_could_not;
}

} // namespace waymark
