#include "tests/render/gpu_checks.hpp"

#include "render/gpu_plan.hpp"

#include <random>

namespace waymark {
namespace {

/// Painter's order, proved by drawing each placed thing in a pass of its own.
class gpu_order : public Drawn {
protected:
    Bitmap one_by_one(Scene scene) {
        std::vector<Placed> all;
        for (const Shared<PlacedChunk>& chunk : scene.board)
            all.insert(all.end(), chunk->begin(), chunk->end());
        scene.board = BoardChunks{};
        Bitmap shown = picture(scene);
        scene.background = {0, 0, 0, 0};
        for (const Placed& thing : all) {
            scene.board = {PlacedChunk{thing}};
            shown = picture(scene);
        }
        return shown;
    }

    Placed note(std::mt19937& random, float width, float height) {
        const auto below = [&](float limit) {
            return std::uniform_real_distribution<float>{0, limit}(random);
        };
        static constexpr std::uint32_t colours[] = {0xFFE27A, 0xFFB8C6, 0xAEDBFF, 0xC5EBB5, 0xFFCB94};
        Box paper = box({{0, 0}, {160, 160}}, colours[random() % 5]);
        paper.radius = 4;
        paper.shadow = {3, 8, {0, 0, 0, 46}};
        Drawing drawing{{paper, words("Waits at the counter, 等候 " + std::to_string(random() % 100),
                                      random() % 4 == 0 ? 44.0f : 22.0f, {14, 14}, rgb(0x1F2328), 132)}};
        Placed result;
        result.drawing = Shared<Drawing>{std::move(drawing)};
        result.at = {below(width - 100) - 30, below(height - 100) - 30};
        return result;
    }
};

TEST_F(gpu_order, piled_notes_come_out_as_in_strict_order) {
    std::mt19937 random{4};
    Scene scene = this->scene(900, 600, rgb(0xF6F3EC));
    for (int chunk = 0; chunk < 16; ++chunk) {
        PlacedChunk things;
        for (int i = 0; i < 10; ++i) things.push_back(note(random, 900, 600));
        scene.board.push_back(std::move(things));
    }
    const Bitmap together = picture(scene);
    EXPECT_LT(counts.draws, 240u) << "160 notes in fewer draw calls than two for each";
    EXPECT_EQ(difference(together, one_by_one(scene)), 0);
}

TEST_F(gpu_order, every_kind_of_part_over_every_other_comes_out_as_in_strict_order) {
    std::mt19937 random{11};
    const auto below = [&](float limit) { return std::uniform_real_distribution<float>{0, limit}(random); };
    Bitmap bitmap{2, 2, {255, 0, 0, 255, 0, 255, 0, 200, 0, 0, 255, 255, 255, 255, 0, 128}};
    const Shared<Bitmap> pixels{bitmap};
    const auto some_part = [&](int kind) -> Drawable {
        const Colour colour{static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random()),
                            static_cast<std::uint8_t>(random()),
                            static_cast<std::uint8_t>(random() % 2 == 0 ? 255 : 120)};
        if (kind == 0) return words("Note 便条 😀", 14 + below(40), {0, 0}, colour);
        if (kind == 1) return Shape{star({40, 40}, 40), colour};
        if (kind == 2) return Photo{pixels, {}, {{0, 0}, {90, 60}}, 8};
        if (kind == 3) return Ribbon{{{0, 0}, {90, 20}, {10, 60}, {90, 90}}, {12}, colour, 0, 0};
        Box result = box({{0, 0}, {100, 70}}, 0);
        result.fill = colour;
        result.shadow = {4, 10, {0, 0, 0, 90}};
        result.lifts = true;
        return result;
    };
    Scene scene = this->scene(500, 400);
    scene.view.pin_px = {250, 200};
    PlacedChunk things;
    for (int i = 0; i < 60; ++i) {
        Drawing drawing;
        for (std::uint64_t parts = 1 + random() % 3; parts > 0; --parts)
            drawing.parts.push_back(some_part(static_cast<int>(random() % 5)));
        Placed thing;
        thing.drawing = Shared<Drawing>{std::move(drawing)};
        thing.at = {below(400), below(300)};
        thing.scale = 0.5f + below(1);
        thing.angle = random() % 3 == 0 ? below(6) : 0;
        thing.lift = random() % 4 == 0 ? 1.0f : 0.0f;
        thing.opacity = random() % 4 == 0 ? 0.5f : 1.0f;
        if (random() % 6 == 0) thing.pinned = {below(300), below(300)};
        things.push_back(std::move(thing));
    }
    scene.board.push_back(std::move(things));
    const Bitmap together = picture(scene);
    EXPECT_EQ(difference(together, one_by_one(scene)), 0);
}

TEST_F(gpu_order, chunks_that_come_and_go_are_ordered_as_if_all_were_new) {
    std::mt19937 random{7};
    Scene scene = this->scene(400, 300, rgb(0xF6F3EC));
    const auto some_chunk = [&] {
        PlacedChunk things;
        for (auto i = random() % 9; i > 0; --i) {
            things.push_back(note(random, 400, 300));
            if (random() % 9 == 0) things.back().pinned = {0, 30'000}; // reaches over very many cells
            if (random() % 9 == 0) things.back().at.y -= 250;
        }
        if (random() % 4 == 0) // as large as sheets of a full board, and more than a box
            things.push_back(
                placed(random() % 2 == 0
                           ? box({{-9000, -9000}, {18'000, 18'000}}, 0xE9E4D8)
                           : Drawable{Ribbon{{{-9000, -8000}, {9000, 8100}}, {9}, rgb(0x0F766E), 0, 0}}));
        return things;
    };
    struct Shown {
        Scene scene;
        Bitmap picture;
        std::uint32_t draws;
    };
    std::vector<Shown> drawings;
    for (int change = 0; change < 210; ++change) {
        if (change % 70 == 0) scene.board = {some_chunk(), some_chunk(), some_chunk(), some_chunk()};
        BoardChunks::Chunks board = scene.board;
        const std::size_t at = random() % board.size();
        const auto place = board.begin() + static_cast<std::ptrdiff_t>(at);
        const auto below = [&](float most) { return static_cast<float>(random() % 1000) / 1000 * most; };
        switch (random() % 7) {
        case 0: board.insert(place, some_chunk()); break;
        case 1:
            if (board.size() > 3) board.erase(place);
            break;
        case 2: std::swap(board[at], board[random() % board.size()]); break;
        case 3: board[at] = some_chunk(); break;
        case 4: // many things of many chunks move, grow and turn, while a chunk comes
            board.insert(place, some_chunk());
            [[fallthrough]];
        case 5: // or while none does
            for (Shared<PlacedChunk>& chunk : board) {
                PlacedChunk moved = *chunk;
                for (Placed& thing : moved) {
                    if (random() % 2 == 0) continue;
                    thing.at = thing.at + Vec2{below(200) - 100, below(200) - 100};
                    if (random() % 4 == 0) thing.scale = 0.5f + below(1);
                    if (random() % 4 == 0) thing.angle = below(6);
                    if (random() % 8 == 0) thing.lift = 1 - thing.lift;
                    if (random() % 8 == 0) thing.pinned = {0, below(600)};
                }
                chunk = std::move(moved);
            }
            break;
        default: { // one thing moves
            PlacedChunk moved = *board[at];
            if (!moved.empty()) moved[random() % moved.size()].at.x += 35;
            board[at] = std::move(moved);
        }
        }
        scene.board = std::move(board);
        Bitmap shown = picture(scene);
        drawings.push_back({scene, std::move(shown), counts.draws});
    }
    for (const Shown& drawing : drawings) {
        picture(this->scene(400, 300)); // nothing is left of the one before
        ASSERT_EQ(difference(drawing.picture, picture(drawing.scene)), 0) << &drawing - drawings.data();
        EXPECT_EQ(drawing.draws, counts.draws) << &drawing - drawings.data();
    }
}

TEST_F(gpu_order, notes_side_by_side_need_two_draw_calls) {
    Scene scene = this->scene(800, 500);
    PlacedChunk things;
    for (int i = 0; i < 8; ++i) {
        Box paper = box({{0, 0}, {160, 160}}, 0xFFE27A);
        paper.shadow = {3, 8, {0, 0, 0, 46}};
        Drawing drawing{{paper, words("Side by side", 20, {14, 14})}};
        Placed thing;
        thing.drawing = Shared<Drawing>{std::move(drawing)};
        thing.at = {20 + static_cast<float>(i % 4) * 180, 20 + static_cast<float>(i / 4) * 180};
        things.push_back(std::move(thing));
    }
    scene.board.push_back(std::move(things));
    picture(scene);
    EXPECT_EQ(counts.draws, 2u);
    EXPECT_EQ(counts.quads, 8u + 8u * 10u) << "a box each, and every letter of \"Side by side\"";
}

} // namespace
} // namespace waymark
