#include "tests/render/gpu_checks.hpp"

#include <chrono>
#include <thread>

/// A scene drawn once more, for an audience, and very wide windows.
namespace waymark {
namespace {

class gpu_again : public Drawn {
protected:
    /// A translucent stroke that crosses itself is drawn by way of a mask, which each context has for itself.
    static Ribbon crossing(Vec2 at) {
        Ribbon ribbon;
        ribbon.points = {at, at + Vec2{80, 60}, at + Vec2{80, 0}, at + Vec2{0, 60}};
        ribbon.widths = {12};
        ribbon.colour = rgb(0x0F766E).with_alpha(0.5f);
        return ribbon;
    }
    static Scene board() {
        Scene scene = Drawn::scene(640, 480);
        PlacedChunk chunk;
        for (int i = 0; i < 12; ++i)
            chunk.push_back(placed(box({{}, {60, 60}}, 0xFFE27A),
                                   {static_cast<float>(i % 4) * 80, static_cast<float>(i / 4) * 80}));
        chunk.push_back(placed(words("Стоит как надо 站着", 24, {20, 300})));
        chunk.push_back(placed(crossing({400, 100})));
        scene.board = {Shared{chunk}, Shared{PlacedChunk{placed(box({{300, 20}, {90, 40}}, 0xC2410C))}}};
        scene.held = {placed(box({{500, 300}, {60, 60}}, 0xAEDBFF))};
        return scene;
    }
    static View closer(const Scene& scene) {
        View view = scene.view;
        view.size_px = {500, 300};
        view.at = {300, 180};
        view.zoom = 0.7f;
        return view;
    }
    static void put_first(Scene& scene, PlacedChunk chunk) {
        BoardChunks::Chunks chunks = scene.board;
        chunks.front() = std::move(chunk);
        scene.board = std::move(chunks);
    }
    /// What a scene of its own would show there.
    Bitmap expected(Scene scene, const View& view, const PlacedChunk& overlay) {
        scene.view = view;
        scene.overlay = overlay;
        if (scene.marks_at != Scene::no_marks) {
            BoardChunks::Chunks chunks = scene.board;
            chunks.erase(chunks.begin() + static_cast<std::ptrdiff_t>(scene.marks_at));
            scene.board = std::move(chunks);
        }
        auto other = Gpu::create();
        std::swap(other.value(), gpu);
        const Bitmap picture = this->picture(scene);
        std::swap(other.value(), gpu);
        return picture;
    }
};

TEST_F(gpu_again, another_context_shows_the_same_board_from_elsewhere_and_uploads_nothing_of_it) {
    Scene scene = board();
    scene.overlay = {placed(box({{0, 0}, {640, 30}}, 0x000000))}; // the facilitator's own
    const View view = closer(scene);
    const PlacedChunk overlay{placed(box({{5, 5}, {20, 20}}, 0x7A6FA8))};
    const Bitmap before = picture(scene);
    const Bitmap wanted = expected(scene, view, overlay);

    auto second = HeadlessContext::create(context_.get());
    ASSERT_TRUE(second) << second.error().sentence;
    for (int frame = 0; frame < 3; ++frame) { // and again, and after the first was drawn in between
        ASSERT_TRUE(second.value()->make_current());
        ASSERT_TRUE(second.value()->bind_target(500, 300));
        counts = gpu->draw_again(scene, view, overlay, 500, 300, true, true);
        EXPECT_TRUE(counts.complete);
        if (frame > 0) {
            EXPECT_EQ(counts.bytes_uploaded, 0u);
        }
        EXPECT_EQ(difference(second.value()->pixels(), wanted), 0) << "frame " << frame;
        ASSERT_TRUE(context_->make_current());
        EXPECT_EQ(difference(picture(scene), before), 0) << "frame " << frame;
        EXPECT_EQ(counts.bytes_uploaded, 0u);
    }
    second.value().reset();
    ASSERT_TRUE(context_->make_current());
    gpu->forget_other_context();
    auto third = HeadlessContext::create(context_.get()); // the window is opened once more
    ASSERT_TRUE(third);
    ASSERT_TRUE(third.value()->bind_target(500, 300));
    gpu->draw_again(scene, view, overlay, 500, 300, true, true);
    EXPECT_EQ(difference(third.value()->pixels(), wanted), 0);
    third.value().reset();
    ASSERT_TRUE(context_->make_current());
}

TEST_F(gpu_again, letters_that_are_first_needed_in_the_other_context_are_there_in_both) {
    Scene scene = board();
    PlacedChunk chunk = *scene.board.front();
    chunk.push_back(placed(words("Больше 更大 🧥", 24, {20, 360})));
    put_first(scene, std::move(chunk));
    const View near = scene.view;
    const Bitmap wanted = expected(scene, near, {});
    scene.view.zoom = 0.05f; // no letter is needed here
    picture(scene);
    auto second = HeadlessContext::create(context_.get());
    ASSERT_TRUE(second) << second.error().sentence;
    ASSERT_TRUE(second.value()->bind_target(640, 480));
    gpu->draw_again(scene, near, {}, 640, 480, true, true);
    EXPECT_EQ(difference(second.value()->pixels(), wanted), 0);
    ASSERT_TRUE(context_->make_current());
    scene.view = near;
    EXPECT_EQ(difference(picture(scene), wanted), 0);
    second.value().reset();
    ASSERT_TRUE(context_->make_current());
}

TEST_F(gpu_again, letters_have_time_of_their_own_though_the_first_window_waited_for_its_screen) {
    Scene scene = board();
    std::string letters; // each once
    for (int code = 0x4e00; code < 0x4e00 + 160; ++code) {
        letters += static_cast<char>(0xe0 | code >> 12);
        letters += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        letters += static_cast<char>(0x80 | (code & 0x3f));
    }
    put_first(scene, {placed(words(letters, 16, {20, 20}, rgb(0x000000), 600))});
    const View near = scene.view;
    scene.view.zoom = 0.02f; // of the first window nothing is to be read
    ASSERT_TRUE(context_->bind_target(640, 480));
    int draws = 0;
    do {
        ASSERT_TRUE(gpu->draw(scene, 640, 480).complete);
        std::this_thread::sleep_for(std::chrono::milliseconds{5}); // longer than a frame has for letters
        counts = gpu->draw_again(scene, near, {}, 640, 480, false);
    } while (!counts.complete && ++draws < 1000);
    EXPECT_TRUE(counts.complete);
    EXPECT_LT(draws, 120) << "more than the one letter that is made in any case";
}

TEST_F(gpu_again, marks_of_what_is_chosen_are_for_those_who_work) {
    Scene scene = board();
    scene.marks_at = 1;
    const View view = closer(scene);
    const Bitmap with_marks = picture(scene);
    const Bitmap wanted = expected(scene, view, {});
    ASSERT_TRUE(context_->bind_target(500, 300));
    gpu->draw_again(scene, view, {}, 500, 300, false, true);
    const Bitmap shown = context_->pixels();
    EXPECT_EQ(difference(shown, wanted), 0);
    EXPECT_EQ(pixel(with_marks, 340, 40), 0xC2410Cu) << "they show in the scene itself";
}

TEST_F(gpu_again, what_changes_on_the_board_changes_there_too) {
    Scene scene = board();
    picture(scene);
    PlacedChunk chunk = *scene.board.front();
    chunk[3].at = {200, 380};
    put_first(scene, std::move(chunk));
    const View view = closer(scene);
    const Bitmap wanted = expected(scene, view, {});
    picture(scene);
    ASSERT_TRUE(context_->bind_target(500, 300));
    gpu->draw_again(scene, view, {}, 500, 300, false, true);
    EXPECT_EQ(difference(context_->pixels(), wanted), 0);
}

class gpu_wide : public gpu_again {};

TEST_F(gpu_wide, a_window_of_more_than_ten_thousand_pixels_is_drawn_to_its_end) {
    Scene near = scene(320, 120), far = scene(10560, 120);
    for (Scene* const one : {&near, &far}) {
        const float left = one == &near ? 0 : 10240.0f;
        one->board = {Shared{PlacedChunk{placed(box({{left + 10, 10}, {60, 60}}, 0xFFE27A)),
                                         placed(words("Далеко 远", 24, {left + 90, 20})),
                                         placed(crossing({left + 220, 20}))}}};
    }
    const Bitmap wanted = picture(near), wide = picture(far);
    int greatest = 0;
    for (int y = 0; y < 120; ++y)
        for (int x = 0; x < 320; ++x)
            for (int c = 0; c < 3; ++c)
                greatest =
                    std::max(greatest, std::abs(channel(wanted, x, y, c) - channel(wide, x + 10240, y, c)));
    EXPECT_LE(greatest, 8) << "a thousandth of a pixel is what positions that far out are known to";
    EXPECT_EQ(pixel(wide, 10280, 40), 0xFFE27Au);
}

} // namespace
} // namespace waymark
