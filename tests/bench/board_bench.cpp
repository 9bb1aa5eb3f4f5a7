#include "app/bench_board.hpp"
#include "render/distance_field.hpp"
#include "render/fonts.hpp"
#include "render/glyph_faces.hpp"
#include "render/paint.hpp"
#include "render/slug.hpp"
#include "sessions/edit.hpp"
#include "sessions/storage.hpp"

#include <benchmark/benchmark.h>

#include <unistd.h>
#include <filesystem>

/// What an edit of a large board costs on its way to the picture, and what a file and a glyph cost.
namespace {

using namespace waymark;

/// A board laid out, and the same with one note changed.
struct EditedBoard {
    Session session;
    TextEngine text;
    Layout layout;
    Journey other;

    explicit EditedBoard(int notes) : session{made_board(notes)} {
        const Journey& journey = *session.journeys.front();
        layout = laid_out(journey, session.language, text);
        other =
            edited(journey, SetText{journey.notes[static_cast<std::size_t>(notes) / 2]->id, "Other words"});
    }
    const Journey& journey() const { return *session.journeys.front(); }
};

void lay_out_anew(benchmark::State& state) {
    const Session session = made_board(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        state.PauseTiming();
        TextEngine text;
        text.fitted("Fonts are found once", {}, {132, 132});
        state.ResumeTiming();
        benchmark::DoNotOptimize(laid_out(*session.journeys.front(), session.language, text));
    }
    state.counters["notes"] = benchmark::Counter(static_cast<double>(state.range(0)),
                                                 benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(lay_out_anew)->Arg(1000)->Unit(benchmark::kMillisecond);

void lay_out_one_changed_note(benchmark::State& state) {
    EditedBoard board{static_cast<int>(state.range(0))};
    bool odd = false;
    for (auto _ : state) {
        odd = !odd;
        board.layout =
            laid_out(odd ? board.other : board.journey(), board.session.language, board.text, &board.layout);
    }
}
BENCHMARK(lay_out_one_changed_note)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void paint_one_changed_note(benchmark::State& state) {
    EditedBoard board{static_cast<int>(state.range(0))};
    const Layout after = laid_out(board.other, board.session.language, board.text, &board.layout);
    Painter painter{board.text};
    bool odd = false;
    for (auto _ : state) {
        odd = !odd;
        benchmark::DoNotOptimize(painter.painted(board.session, odd ? board.other : board.journey(),
                                                 odd ? after : board.layout, {}, {}));
    }
}
BENCHMARK(paint_one_changed_note)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void edit_one_note(benchmark::State& state) {
    const Session session = made_board(static_cast<int>(state.range(0)));
    const Journey& journey = *session.journeys.front();
    const Id id = journey.notes[static_cast<std::size_t>(state.range(0)) / 2]->id;
    int count = 0;
    for (auto _ : state) benchmark::DoNotOptimize(edited(journey, SetText{id, std::to_string(++count)}));
}
BENCHMARK(edit_one_note)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void save_a_board(benchmark::State& state) {
    const Session session = made_board(static_cast<int>(state.range(0)));
    const std::string path =
        (std::filesystem::temp_directory_path() / ("bench-" + std::to_string(getpid()) + ".waymark"))
            .string();
    for (auto _ : state) {
        const auto saved = save_session(system_files(), path, session, 0, nullptr);
        if (!saved) state.SkipWithError(saved.error().sentence.c_str());
    }
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    std::filesystem::remove(path + ".bak", ignored);
}
BENCHMARK(save_a_board)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// The glyphs of some Chinese text, one after another.
std::vector<std::pair<FontId, std::uint32_t>> some_glyphs() {
    TextEngine engine;
    TextStyle style;
    style.language = "zh-Hans";
    const TextLayout layout =
        engine.laid_out("客户旅程地图阶段触点情绪曲线峰值终点痛苦收益机会证据魔法时刻", style, 16);
    std::vector<std::pair<FontId, std::uint32_t>> glyphs;
    for (const TextRun& run : layout.runs)
        for (std::uint32_t i = 0; i < run.glyph_count; ++i)
            glyphs.emplace_back(run.font, layout.glyphs[run.first_glyph + i].id);
    return glyphs;
}

void make_a_field(benchmark::State& state) {
    const auto glyphs = some_glyphs();
    GlyphFaces faces;
    DistanceField fields;
    std::size_t next = 0;
    for (auto _ : state) {
        const auto [font, glyph] = glyphs[next++ % glyphs.size()];
        const GlyphCoverage coverage = faces.coverage(font, glyph);
        benchmark::DoNotOptimize(
            fields.made(coverage.pixels, coverage.width, coverage.height, GlyphFaces::field_spread));
    }
}
BENCHMARK(make_a_field)->Unit(benchmark::kMicrosecond);

void make_an_outline(benchmark::State& state) {
    const auto glyphs = some_glyphs();
    GlyphFaces faces;
    std::size_t next = 0;
    for (auto _ : state) {
        const auto [font, glyph] = glyphs[next++ % glyphs.size()];
        benchmark::DoNotOptimize(slug_texels(faces.curves(font, glyph), 16, 2));
    }
}
BENCHMARK(make_an_outline)->Unit(benchmark::kMicrosecond);

} // namespace
