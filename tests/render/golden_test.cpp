#include "tests/render/golden.hpp"

#include "render/gpu.hpp"
#include "render/paint.hpp"
#include "tests/render/boards.hpp"

/// Each template's board as it was approved. WAYMARK_PICTURES=FOLDER writes large ones of every template in
/// every theme, to be looked at.
namespace waymark {
namespace {

const char* theme_word(ThemeName name) {
    return name == ThemeName::paper ? "paper" : name == ThemeName::dark_room ? "dark" : "contrast";
}

class golden : public testing::Test {
protected:
    void SetUp() override {
        auto made = HeadlessContext::create();
        ASSERT_TRUE(made) << made.error().sentence;
        context = std::move(made).value();
        auto drawn = Gpu::create();
        ASSERT_TRUE(drawn) << drawn.error().sentence;
        gpu = std::move(drawn).value();
    }
    void TearDown() override {
        gpu.reset();
        context.reset();
    }

    Bitmap picture(std::string_view name, ThemeName theme_name, int width, int height) {
        const Board board{name};
        Painter painter{Board::text()};
        Look look;
        look.theme = theme_name;
        View view;
        view.size_px = {static_cast<float>(width), static_cast<float>(height)};
        view = fitted(view, board.layout.bounds, 20);
        const Scene scene = painter.painted(board.session, board.journey, board.layout, look, view);
        EXPECT_TRUE(context->bind_target(width, height));
        EXPECT_TRUE(gpu->draw(scene, width, height, true).complete);
        return context->pixels();
    }

    void compare(std::string_view name, ThemeName theme_name) {
        expect_golden(std::string{name} + "-" + theme_word(theme_name) + ".png",
                      picture(name, theme_name, 1280, 720));
    }

    std::unique_ptr<HeadlessContext> context;
    std::unique_ptr<Gpu> gpu;
};

TEST_F(golden, every_template_looks_as_it_was_approved) {
    for (const TemplateName& name : template_names()) compare(name.name, ThemeName::paper);
}

TEST_F(golden, every_template_looks_as_it_was_approved_in_the_dark_room) {
    for (const TemplateName& name : template_names()) compare(name.name, ThemeName::dark_room);
}

TEST_F(golden, high_contrast_looks_as_it_was_approved) { compare("spare-parts", ThemeName::high_contrast); }

TEST_F(golden, two_templates_are_told_apart_by_the_tolerance) {
    const Difference found = compared(picture("winter-jacket", ThemeName::paper, 1280, 720),
                                      picture("spare-parts", ThemeName::paper, 1280, 720));
    EXPECT_GT(found.mean, greatest_mean);
    EXPECT_GT(found.share, greatest_share);
}

TEST_F(golden, one_moved_note_is_told_apart_by_the_tolerance) {
    Board board;
    const Bitmap before = picture("winter-jacket", ThemeName::paper, 1280, 720);
    board.edit(MoveNotes{{{board.cell_box(0, 0).notes->ids.front(), board.cell(5, 0), 1, 0}}, Id::none});
    Painter painter{Board::text()};
    View view;
    view.size_px = {1280, 720};
    view = fitted(view, board.layout.bounds, 20);
    const Scene scene = painter.painted(board.session, board.journey, board.layout, Look{}, view);
    ASSERT_TRUE(context->bind_target(1280, 720));
    gpu->draw(scene, 1280, 720, true);
    EXPECT_GT(compared(before, context->pixels()).share, greatest_share);
}

TEST_F(golden, large_pictures_are_written_on_request) {
    const std::string folder = environment("WAYMARK_PICTURES");
    for (const TemplateName& name : template_names())
        for (const ThemeName theme_name : {ThemeName::paper, ThemeName::dark_room, ThemeName::high_contrast})
            for (const int height : {1080, 2160}) {
                if (folder.empty() && (name.name != "blank" || height > 1080))
                    continue; // one of them is always tried
                const Bitmap made = picture(name.name, theme_name, height * 16 / 9, height);
                ASSERT_EQ(made.height, static_cast<std::uint32_t>(height));
                if (folder.empty()) continue;
                std::filesystem::create_directories(folder);
                const std::string file = std::string{name.name} + "-" + theme_word(theme_name) + "-" +
                                         std::to_string(height) + ".png";
                std::ofstream{std::filesystem::path{folder} / file, std::ios::binary} << png_of(made);
            }
}

} // namespace
} // namespace waymark
