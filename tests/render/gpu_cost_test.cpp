#include "tests/render/gpu_checks.hpp"
#include "tests/render/heap_count.hpp"

namespace waymark {
namespace {

class gpu_cost : public Drawn {
protected:
    Placed note(int number) {
        Box paper = box({{0, 0}, {160, 160}}, 0xFFE27A);
        paper.lifts = true;
        paper.shadow = {3, 8, {0, 0, 0, 46}};
        Drawing drawing{{paper, words("Note number " + std::to_string(number), 20, {14, 14}, rgb(0), 132)}};
        Placed result;
        result.drawing = Shared<Drawing>{std::move(drawing)};
        result.at = {static_cast<float>(number % 20) * 180, static_cast<float>(number / 20) * 180};
        return result;
    }
    Scene notes(int count) {
        Scene scene = this->scene(640, 480);
        PlacedChunk chunk;
        for (int i = 0; i < count; ++i) {
            chunk.push_back(note(i));
            if (chunk.size() == 64) scene.board.push_back(std::exchange(chunk, {}));
        }
        if (!chunk.empty()) scene.board.push_back(std::move(chunk));
        scene.overlay.push_back(placed(box({{10, 10}, {50, 20}}, 0x0F766E)));
        return scene;
    }
    GpuCounts frame(const Scene& scene) { return gpu->draw(scene, 640, 480, true); }
};

TEST_F(gpu_cost, panning_and_zooming_upload_nothing_and_take_nothing_from_the_heap) {
    Scene scene = notes(300);
    picture(scene);
    EXPECT_GT(counts.bytes_uploaded, 300u * 64);
    for (int i = 0; i < 40;
         ++i) { // every place and size that comes, once, so that lists have grown as far as they do
        scene.view = panned(scene.view, {-60, -20});
        scene.view.zoom = i % 2 == 0 ? 0.3f : 1.0f;
        frame(scene);
    }
    scene.view.at = {320, 240};
    const std::uint64_t before = heap_allocations();
    for (int i = 0; i < 40; ++i) {
        scene.view = panned(scene.view, {-60, -20});
        scene.view.zoom = i % 2 == 0 ? 0.3f : 1.0f;
        const GpuCounts cost = frame(scene);
        EXPECT_EQ(cost.bytes_uploaded, 0u);
        EXPECT_EQ(cost.glyphs_made, 0u);
        EXPECT_TRUE(cost.complete);
    }
    EXPECT_EQ(heap_allocations() - before, 0u);
}

TEST_F(gpu_cost, moving_one_note_uploads_its_place) {
    Scene scene = notes(300);
    picture(scene);
    PlacedChunk chunk = *scene.board[2];
    chunk[17].at = chunk[17].at + Vec2{5, 7};
    put(scene, 2, chunk);
    const GpuCounts cost = frame(scene);
    EXPECT_GT(cost.bytes_uploaded, 0u);
    EXPECT_LE(cost.bytes_uploaded, 128u);
}

TEST_F(gpu_cost, picking_a_note_up_and_dragging_it_uploads_its_place) {
    Scene scene = notes(300);
    picture(scene);
    PlacedChunk chunk = *scene.board[1];
    Placed held = chunk[5];
    chunk.erase(chunk.begin() + 5);
    put(scene, 1, chunk);
    held.lift = 1;
    scene.held = {held};
    EXPECT_LE(frame(scene).bytes_uploaded, 128u);
    for (int i = 0; i < 5; ++i) {
        held.at.x += 3;
        scene.held = {held};
        EXPECT_LE(frame(scene).bytes_uploaded, 128u);
    }
    EXPECT_EQ(frame(scene).bytes_uploaded, 0u);
}

TEST_F(gpu_cost, dragging_five_hundred_notes_uploads_their_places) {
    Scene scene = notes(0);
    PlacedChunk held;
    for (int i = 0; i < 500; ++i) held.push_back(note(i));
    scene.held = std::make_shared<const PlacedChunk>(held);
    picture(scene);
    for (Placed& thing : held) thing.at.x += 3;
    scene.held = std::make_shared<const PlacedChunk>(held);
    EXPECT_LE(frame(scene).bytes_uploaded, 500u * 64);
}

TEST_F(gpu_cost, rewriting_one_note_uploads_that_note) {
    Scene scene = notes(300);
    picture(scene);
    PlacedChunk chunk = *scene.board[0];
    chunk[3].drawing = note(4).drawing; // another drawing, the same letters
    put(scene, 0, chunk);
    const GpuCounts cost = frame(scene);
    EXPECT_GT(cost.bytes_uploaded, 128u);
    EXPECT_LT(cost.bytes_uploaded, 1500u);
}

TEST_F(gpu_cost, what_went_is_forgotten_and_its_room_used_again) {
    // A drawing made at the address of one that went must not be taken for it.
    Scene scene = this->scene(40, 40);
    for (std::uint32_t i = 0; i < 50; ++i) {
        const std::uint32_t colour = 0x010203u * (i + 1);
        scene.board = {PlacedChunk{placed(box({{0, 0}, {40, 40}}, colour))}};
        ASSERT_EQ(pixel(picture(scene), 20, 20), colour);
        EXPECT_LE(counts.bytes_uploaded, 112u);
    }
}

TEST_F(gpu_cost, the_same_drawing_may_lie_in_many_places) {
    Scene scene = this->scene(100, 20);
    const Shared<Drawing> dot{Drawing{{box({{0, 0}, {6, 6}}, 0xC2410C)}}};
    PlacedChunk chunk;
    for (int i = 0; i < 10; ++i) {
        Placed thing;
        thing.drawing = dot;
        thing.at = {static_cast<float>(i) * 10, 5};
        chunk.push_back(thing);
    }
    scene.board = {chunk, chunk};
    put(scene, 1, scene.board[0]); // and the very same chunk twice
    Bitmap shown = picture(scene);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(pixel(shown, i * 10 + 3, 8), 0xC2410Cu);
    chunk.erase(chunk.begin() + 4);
    scene.board = {chunk};
    shown = picture(scene);
    EXPECT_EQ(pixel(shown, 43, 8), 0xFFFFFFu);
    EXPECT_EQ(pixel(shown, 93, 8), 0xC2410Cu);
}

TEST_F(gpu_cost, only_what_is_in_sight_is_drawn) {
    Scene scene = notes(300);
    scene.overlay.clear();
    picture(scene);
    EXPECT_LT(counts.quads, 20u * 20u);
    scene.view.at = {100'000, 0};
    picture(scene);
    EXPECT_EQ(counts.quads, 0u);
    EXPECT_EQ(counts.draws, 0u);
}

TEST_F(gpu_cost, scenes_drawn_over_the_main_one_stay_too) {
    // As panels with the board's text in them are drawn: several scenes a frame, each unchanged since the
    // frame before.
    const Scene board = notes(100);
    Scene first = this->scene(640, 480, {0, 0, 0, 0}), second = first;
    first.overlay.push_back(note(1));
    second.overlay.push_back(note(2));
    for (int i = 0; i < 4; ++i)
        for (const Scene& scene : {board, first, second}) {
            const GpuCounts cost = frame(scene);
            if (i > 0) {
                EXPECT_EQ(cost.bytes_uploaded, 0u);
            }
        }
    frame(board);
    frame(second); // the first has gone: what comes first now is compared with it
    EXPECT_EQ(frame(board).bytes_uploaded, 0u);
    EXPECT_EQ(frame(second).bytes_uploaded, 0u);
}

TEST_F(gpu_cost, letters_that_are_not_there_yet_come_with_later_frames) {
    std::string many;
    for (char32_t c = 0x4E00; c < 0x4E00 + 600; ++c) {
        many += static_cast<char>(0xE0 | c >> 12);
        many += static_cast<char>(0x80 | (c >> 6 & 63));
        many += static_cast<char>(0x80 | (c & 63));
    }
    Scene scene = this->scene(640, 480);
    scene.board.push_back(PlacedChunk{placed(words(many, 20, {}, rgb(0), 640))});
    ASSERT_TRUE(context_->bind_target(640, 480));
    std::uint32_t made = 0;
    int frames = 0;
    GpuCounts cost;
    do {
        cost = gpu->draw(scene, 640, 480);
        EXPECT_GT(cost.glyphs_made, 0u) << "every frame brings some";
        made += cost.glyphs_made;
    } while (!cost.complete && ++frames < 600);
    EXPECT_TRUE(cost.complete);
    EXPECT_GT(frames, 1) << "600 characters are no two milliseconds' work";
    EXPECT_EQ(made, 600u);
    const Bitmap slowly = context_->pixels();
    EXPECT_EQ(difference(slowly, picture(scene)), 0);
}

} // namespace
} // namespace waymark
