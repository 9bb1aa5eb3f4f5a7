#include "render/text_picture.hpp"

#include "tests/render/gpu_checks.hpp"

#include <cmath>

namespace waymark {
namespace {

TEST(needs_shaping, is_asked_by_scripts_whose_letters_look_at_each_other) {
    for (const char* plain : {"", "Winter jacket", "Überprüfung · 5 €", "Поиск, жук", "Ελληνικά", "天气很好",
                              "日本語のかな", "한국어", "“quoted” – …", "𠀀"})
        EXPECT_FALSE(needs_shaping(plain)) << plain;
    for (const char* shaped :
         {"مرحبا", "שלום", "नमस्ते", "สวัสดี", "e\u0301", "😀", "👩‍👧", "வணக்கம்", "1️⃣", "\xff"})
        EXPECT_TRUE(needs_shaping(shaped)) << shaped;
}

/// Against the board's own drawing of the same text.
class text_picture_test : public Drawn {
protected:
    void expect_as_on_the_board(const std::string& words) {
        TextEngine engine;
        GlyphFaces faces;
        const TextLayout layout = engine.laid_out(words, {}, 24);
        const Colour ink = rgb(0x203040);
        const TextPicture ours = text_picture(layout, ink, faces);
        const auto width = static_cast<int>(ours.pixels.width), height = static_cast<int>(ours.pixels.height);
        ASSERT_GT(width, 0) << words;
        Scene scene = this->scene(static_cast<float>(width), static_cast<float>(height));
        scene.board.push_back(PlacedChunk{placed(Words{Shared<TextLayout>{layout}, ours.origin, ink})});
        const Bitmap board = picture(scene);
        double off = 0, inked = 0;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                for (int c = 0; c < 3; ++c) {
                    const std::size_t at =
                        (static_cast<std::size_t>(y) * ours.pixels.width + static_cast<std::size_t>(x)) * 4;
                    const double alpha = ours.pixels.pixels[at + 3] / 255.0;
                    const double shown =
                        ours.pixels.pixels[at + static_cast<std::size_t>(c)] * alpha + 255 * (1 - alpha);
                    off += std::abs(shown - channel(board, x, y, c));
                    inked += 255 - channel(board, x, y, c);
                }
        EXPECT_GT(inked, 1000) << words;
        EXPECT_LT(off / inked, 0.15)
            << words; // edges differ a little: a field of distances there, an outline here
    }
};

TEST_F(text_picture_test, looks_as_on_the_board_in_every_script) {
    for (const char* words :
         {"Winter", "مرحبا بالعالم", "שלום עולם", "नमस्ते दुनिया", "สวัสดีชาวโลก", "天气很好", "e\u0301a\u0308"})
        expect_as_on_the_board(words);
}

TEST_F(text_picture_test, has_emoji_in_their_colours) {
    TextEngine engine;
    GlyphFaces faces;
    const TextPicture picture = text_picture(engine.laid_out("😀", {}, 40), rgb(0x000000), faces);
    std::size_t yellow = 0;
    for (std::size_t i = 0; i + 3 < picture.pixels.pixels.size(); i += 4) {
        const std::uint8_t* pixel = picture.pixels.pixels.data() + i;
        yellow += pixel[3] > 200 && pixel[0] > 200 && pixel[1] > 150 && pixel[2] < 120;
    }
    EXPECT_GT(yellow, 300u);
}

TEST(text_picture, of_nothing_is_empty_and_harmless) {
    TextEngine engine;
    GlyphFaces faces;
    const TextPicture picture = text_picture(engine.laid_out("", {}, 20), rgb(0x000000), faces);
    for (const std::uint8_t part : picture.pixels.pixels) ASSERT_EQ(part, 0);
}

} // namespace
} // namespace waymark
