#include "app/bench.hpp"
#include "app/bench_board.hpp"
#include "app/perform.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION
#define CALLGRIND_DUMP_STATS_AT(name) static_cast<void>(name)
#endif

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
