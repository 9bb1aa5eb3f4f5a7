#include "app/allocations.hpp"
#include "app/bench.hpp"
#include "app/bench_board.hpp"
#include "app/bench_memory.hpp"
#include "app/perform.hpp"
#include "tests/app/scripted_hand.hpp"

#include <algorithm>

/// What whole frames of a large board cost, counted: from the event to what has been handed to OpenGL.
namespace waymark::testing {
namespace {

class frame_counts : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        auto made = HeadlessContext::create();
        ASSERT_TRUE(made) << made.error().sentence;
        context_ = std::move(made).value();
        ASSERT_TRUE(context_->bind_target(1280, 800));
    }
    static void TearDownTestSuite() { context_.reset(); }

    static std::unique_ptr<BenchBoard> board_of(int notes) {
        auto made = BenchBoard::create(*context_, {1280, 800});
        EXPECT_TRUE(made) << made.error().sentence;
        std::unique_ptr<BenchBoard> board = std::move(made).value();
        show_session(board->app(), made_board(notes), {}, 0);
        board->settle();
        return board;
    }
    /// The scenario's second run: what grows has grown, and every letter is there.
    static std::vector<FrameCost> steady(BenchBoard& board, std::string_view scenario) {
        measured_scenario(board, scenario);
        return measured_scenario(board, scenario).frames;
    }
    static std::uint64_t most(const std::vector<FrameCost>& frames, std::uint64_t FrameCost::*what) {
        std::uint64_t greatest = 0;
        for (const FrameCost& frame : frames) greatest = std::max(greatest, frame.*what);
        return greatest;
    }

    static inline std::unique_ptr<HeadlessContext> context_;
    DrawingLeftOut left_out;
};

TEST_F(frame_counts, panning_uploads_nothing_and_takes_nothing_from_the_heap) {
    std::uint64_t taken[2] = {};
    for (int i = 0; i < 2; ++i) {
        const std::unique_ptr<BenchBoard> board = board_of(i == 0 ? 300 : 3000);
        const std::vector<FrameCost> frames = steady(*board, "pan100");
        ASSERT_FALSE(frames.empty());
        EXPECT_EQ(most(frames, &FrameCost::bytes_uploaded), 0u);
        for (const FrameCost& frame : frames) EXPECT_LE(frame.draws, 30u);
        taken[i] = frames[frames.size() / 2].allocations;
    }
    EXPECT_EQ(taken[0], taken[1]);
    EXPECT_EQ(taken[1], 0u);
}

TEST_F(frame_counts, the_first_frame_of_a_large_board_sets_no_text_of_a_note) {
    auto made = BenchBoard::create(*context_, {1280, 800});
    ASSERT_TRUE(made) << made.error().sentence;
    BenchBoard& board = **made;
    show_session(board.app(), made_board(3000), {}, 0);
    board.step({});
    const LaterTexts::Counts first = board.app().later_texts.counts();
    EXPECT_EQ(first.stand_ins, 3000u);
    EXPECT_EQ(first.set_now + first.set_beside, 0u);
    board.settle();
    const LaterTexts::Counts later = board.app().later_texts.counts();
    EXPECT_EQ(later.set_now + later.set_beside, 0u) << "and the whole board in sight needs none";
    perform(board.app(), ZoomTo{1});
    board.settle();
    const LaterTexts::Counts near = board.app().later_texts.counts();
    EXPECT_GT(near.set_now + near.set_beside, 10u);
    EXPECT_LT(near.set_now + near.set_beside, 1500u) << "those that came into sight on the way";
}

TEST_F(frame_counts, zooming_uploads_nothing_but_where_headers_leave_their_place) {
    const std::unique_ptr<BenchBoard> board = board_of(3000);
    const std::vector<FrameCost> frames = steady(*board, "zoom");
    const auto silent = std::ranges::count(frames, 0u, &FrameCost::bytes_uploaded);
    EXPECT_GE(silent + 6, static_cast<std::ptrdiff_t>(frames.size()));
    EXPECT_LE(most(frames, &FrameCost::bytes_uploaded), 16'000u);
}

TEST_F(frame_counts, dragging_a_note_uploads_its_place_and_takes_nothing_from_the_heap) {
    for (const int notes : {300, 3000}) {
        const std::unique_ptr<BenchBoard> board = board_of(notes);
        const std::vector<FrameCost> frames = steady(*board, "drag1");
        ASSERT_FALSE(frames.empty());
        const auto steady_ones = std::ranges::count_if(frames, [](const FrameCost& frame) {
            return frame.bytes_uploaded <= 128 && frame.allocations == 0;
        });
        EXPECT_GE(steady_ones + 3, static_cast<std::ptrdiff_t>(frames.size()))
            << "all but where it is picked up";
    }
}

TEST_F(frame_counts, ten_fingers_whose_notes_go_nowhere_else_take_nothing_from_the_heap) {
    const std::unique_ptr<BenchBoard> board = board_of(300);
    constexpr float reach_px = 14; // farther than a tap, and seldom past another note
    measured_hands(*board, 10, 4, reach_px);
    const std::vector<FrameCost> frames = measured_hands(*board, 10, 4, reach_px).frames;
    std::size_t steady_ones = 0;
    std::string taken; // by each frame
    for (const FrameCost& frame : frames) {
        if (frame.allocations == 0 && frame.bytes_uploaded <= 10 * 128) ++steady_ones;
        taken += std::to_string(frame.allocations) + " ";
    }
    EXPECT_GE(steady_ones, 40u) << "of " << frames.size() << ": " << taken;
}

TEST_F(frame_counts, a_letter_typed_on_a_large_board_costs_its_note) {
    const std::unique_ptr<BenchBoard> board = board_of(3000);
    const std::vector<FrameCost> frames = steady(*board, "edit_text");
    std::vector<double> bytes;
    for (const FrameCost& frame : frames) bytes.push_back(static_cast<double>(frame.bytes_uploaded));
    EXPECT_LT(percentile(bytes, 0.5), 6000)
        << "a text with its letters, the caret, and nothing of other notes";
    const std::uint64_t layout = board->app().shown.layout.number;
    board->step({});
    EXPECT_EQ(board->app().shown.layout.number, layout);
}

TEST(memory_use, tells_own_memory_from_pages_of_files) {
    const MemoryUse before = memory_use();
    EXPECT_GT(before.own, 1);
    EXPECT_GT(before.code, 1);
    EXPECT_LE(before.fonts + before.driver + before.code, before.files + 2);
    constexpr std::size_t megabytes = 64;
    const std::vector<char> written(megabytes << 20, 'w');
    const MemoryUse after = memory_use();
    EXPECT_EQ(written[written.size() / 2], 'w');
    EXPECT_NEAR(after.own - before.own, static_cast<double>(megabytes), 8);
    EXPECT_NEAR(after.files, before.files, 4);
}

} // namespace
} // namespace waymark::testing
