#include "render/text.hpp"

#include "tests/render/made_notes.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace waymark;

std::vector<std::string> made_notes(Mixture mixture, std::size_t count) {
    MadeNotes notes{mixture};
    std::vector<std::string> texts;
    while (texts.size() < count) texts.push_back(notes.next());
    return texts;
}

// A note nobody has seen yet, laid out as on the board: shaping, wrapping, the search for the size.
void fit_a_new_note(benchmark::State& state) {
    const auto texts = made_notes(static_cast<Mixture>(state.range(0)), 20'000);
    TextEngine engine;
    for (std::size_t i = 0; i < 200; ++i) engine.fitted(texts[texts.size() - 1 - i], {}, {132, 132});
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(engine.fitted(texts[next++ % texts.size()], {}, {132, 132}));
}
BENCHMARK(fit_a_new_note)->Arg(0)->Arg(1)->Arg(2)->Unit(benchmark::kMicrosecond);

// The same note at another width: nothing is shaped again.
void fit_a_known_note(benchmark::State& state) {
    const auto texts = made_notes(static_cast<Mixture>(state.range(0)), 100);
    TextEngine engine;
    std::size_t next = 0;
    for (auto _ : state) {
        const auto width = static_cast<float>(100 + next % 64);
        benchmark::DoNotOptimize(engine.fitted(texts[next++ % texts.size()], {}, {width, 132}));
    }
}
BENCHMARK(fit_a_known_note)->Arg(0)->Arg(1)->Arg(2)->Unit(benchmark::kMicrosecond);

// A letter typed into a note of ten paragraphs.
void type_a_letter(benchmark::State& state) {
    const auto texts = made_notes(Mixture::latin, 10);
    TextEngine engine;
    std::string whole;
    for (const std::string& text : texts) whole += text + '\n';
    std::size_t typed = 0;
    for (auto _ : state) {
        if (++typed % 40 == 0) whole.resize(whole.size() - 39);
        whole += static_cast<char>('a' + typed % 26);
        benchmark::DoNotOptimize(engine.fitted(whole, {}, {132, 132}));
    }
}
BENCHMARK(type_a_letter)->Unit(benchmark::kMicrosecond);

void find_a_caret(benchmark::State& state) {
    TextEngine engine;
    const TextLayout layout = engine.fitted(made_notes(Mixture::latin, 1).front(), {}, {132, 132});
    std::size_t at = 0;
    for (auto _ : state) benchmark::DoNotOptimize(caret_at(layout, at++ % layout.text.size()));
}
BENCHMARK(find_a_caret)->Unit(benchmark::kMicrosecond);

void begin_with_fonts(benchmark::State& state) {
    for (auto _ : state) {
        TextEngine engine;
        benchmark::DoNotOptimize(engine.fitted("Customer 中文", {}, {132, 132}));
    }
}
BENCHMARK(begin_with_fonts)->Unit(benchmark::kMillisecond);

} // namespace
