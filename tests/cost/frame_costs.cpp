#include "app/bench.hpp"
#include "app/bench_board.hpp"
#include "app/bench_memory.hpp"
#include "app/perform.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION
#define CALLGRIND_DUMP_STATS_AT(name) static_cast<void>(name)
#endif

namespace {

/// From a session to the first frame that lacks no letter, after another board has been shown; workers
/// included. Says what it took, and what lies in memory then.
void open_board(waymark::BenchBoard& board, int notes) {
    using namespace waymark;
    perform(board.app(), NewSession{"winter-jacket"});
    board.step({});
    Session session = made_board(notes);
    CALLGRIND_START_INSTRUMENTATION;
    const double before = process_cpu_ms(), in_thread = thread_cpu_ms();
    show_session(board.app(), std::move(session), {}, 0);
    int frames = 0;
    double most_ms = 0;
    do {
        most_ms = std::max(most_ms, board.measured_step({}).cpu_ms);
        ++frames;
    } while (!board.is_complete() && frames < 10'000);
    std::printf(
        "open: %d frames, %.1f ms of all threads, %.1f of the frames' own, %.1f in one frame at most\n",
        frames, process_cpu_ms() - before, thread_cpu_ms() - in_thread, most_ms);
    const MemoryUse use = memory_use();
    std::printf("memory: own %.1f MB (the driver's libraries %.1f), files' pages %.1f (driver %.1f, fonts "
                "%.1f, others %.1f)\n",
                use.own, use.driver_own, use.files, use.driver, use.fonts, use.code);
}

} // namespace

/// frame_costs NOTES open: what opening a board takes.
/// frame_costs NOTES SCENARIO…: runs scenarios of the bench with the drawing itself left out, and prints the
/// name of each with how many frames were measured. Run by callgrind counting within
/// `BenchBoard::measured_step`: it writes one file for each scenario, the first of them for what came before.
int main(int count, char** arguments) {
    using namespace waymark;
    if (count < 3) return 2;
    const auto context = HeadlessContext::create();
    if (!context || !(*context)->bind_target(1920, 1080)) return 77;
    const auto board = BenchBoard::create(**context, {1920, 1080});
    if (!board) return 77;
    const DrawingLeftOut left_out;
    if (arguments[2] == std::string_view{"open"}) return open_board(**board, std::atoi(arguments[1])), 0;
    show_session((*board)->app(), made_board(std::atoi(arguments[1])), {}, 0);
    (*board)->settle();
    CALLGRIND_START_INSTRUMENTATION; // what came before need not be looked at, which takes its time
    for (int i = 2; i < count; ++i) {
        const std::string name = arguments[i];
        std::printf("%s %zu\n", name.c_str(), measured_scenario(**board, name).frames.size());
        CALLGRIND_DUMP_STATS_AT(name.c_str());
    }
    return 0;
}
