#include "app/bench_board.hpp"
#include "app/keeper.hpp"
#include "sessions/edit.hpp"
#include "sessions/journal_changes.hpp"
#include "sessions/storage.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

/// What keeping and saving a session costs: the board's thread, and the others.
namespace waymark {
namespace {

double at_part(std::vector<double>& values, double part) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

/// A note goes to another cell in each round, while the keeper's thread syncs and makes checkpoints.
void journal_write_of_a_moved_note(benchmark::State& state) {
    const ScratchFolder folder;
    Keeper keeper{system_files(), folder / "state"};
    Session session = made_board(static_cast<int>(state.range(0)));
    session.id = SessionId{1};
    JournalStart start;
    start.session = session;
    keeper.begin(start, {});
    const Id journey = session.journeys.front()->id;
    std::vector<Id> ids;
    std::vector<Place> cells;
    for (const Shared<Note>& note : session.journeys.front()->notes) {
        ids.push_back(note->id);
        cells.push_back(note->place);
    }
    std::size_t largest = 0;
    std::vector<double> took_us;
    std::uint64_t round = 0;
    for (auto _ : state) {
        state.PauseTiming();
        ++round;
        const Session before = session;
        MoveNotes move;
        move.moves.push_back({ids[round * 7 % ids.size()], cells[round % cells.size()]});
        session = edited(std::move(session), journey, move);
        if (round < 100) largest = std::max(largest, changes(before, session).size());
        state.ResumeTiming();
        const auto began = std::chrono::steady_clock::now();
        keeper.write(session, round);
        took_us.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count());
    }
    state.counters["p50_us"] = at_part(took_us, 0.5);
    state.counters["p99_us"] = at_part(took_us, 0.99);
    state.counters["p99.9_us"] = at_part(took_us, 0.999);
    state.counters["most_us"] = took_us.back();
    state.counters["bytes_a_move"] = static_cast<double>(largest);
    keeper.end(false);
}
BENCHMARK(journal_write_of_a_moved_note)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMicrosecond);

/// The copy that a snapshot or a saving thread is given.
void copy_of_a_session(benchmark::State& state) {
    const Session session = made_board(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        Session copy = session;
        benchmark::DoNotOptimize(copy);
    }
}
BENCHMARK(copy_of_a_session)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void encode_a_session(benchmark::State& state) {
    const Session session = made_board(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(encoded(session, 1));
}
BENCHMARK(encode_a_session)->Arg(10'000)->Unit(benchmark::kMillisecond);

void decode_a_session(benchmark::State& state) {
    const std::string bytes = encoded(made_board(static_cast<int>(state.range(0))), 1);
    for (auto _ : state) benchmark::DoNotOptimize(decoded(bytes, "a board"));
}
BENCHMARK(decode_a_session)->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace waymark
