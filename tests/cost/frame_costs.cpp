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
#endif

/// frame_costs NOTES SCENARIO: runs one scenario of the bench with the drawing itself left out, and prints
/// how many frames were measured. Run by a profiler that counts within `BenchBoard::measured_step`.
int main(int count, char** arguments) {
    using namespace waymark;
    if (count != 3) return 2;
    const int notes = std::atoi(arguments[1]);
    const std::string name = arguments[2];
    const auto context = HeadlessContext::create();
    if (!context || !(*context)->bind_target(1920, 1080)) return 77;
    const auto board = BenchBoard::create(**context, {1920, 1080});
    if (!board) return 77;
    const DrawingLeftOut left_out;
    show_session((*board)->app(), made_board(notes), {}, 0);
    (*board)->settle();
    CALLGRIND_START_INSTRUMENTATION; // what came before need not be looked at, which takes its time
    std::printf("%zu\n", measured_scenario(**board, name).frames.size());
    return 0;
}
