#include "render/gpu_glyphs.hpp"
#include "tests/render/gpu_checks.hpp"

#include <algorithm>

/// Where letters lie on their pages, and that all of them get there.
namespace waymark {
namespace {

struct SizedGlyph {
    std::uint32_t id = 0;
    int width = 0, height = 0;
};

/// What one font has to fill a page of small letters with, the lowest first.
std::vector<SizedGlyph> small_letters(GlyphFaces& faces, FontId font) {
    constexpr std::uint32_t looked_at = 20'000;
    std::vector<SizedGlyph> letters;
    SmallGlyph glyph;
    for (std::uint32_t id = 1; id < looked_at; ++id) {
        faces.small(font, id, glyph);
        if (!glyph.pixels.empty() && glyph.height <= 16 && glyph.width <= 16)
            letters.push_back({id, glyph.width, glyph.height});
    }
    std::ranges::stable_sort(letters, {}, &SizedGlyph::height);
    return letters;
}

/// How a page fills up: row after row, each as high as its highest letter.
struct FillingPage {
    static constexpr int side = 1024;
    int x = 0, y = 0, row_height = 0;
    /// Where the letter would lie; nothing where it needs another page.
    bool takes(const SizedGlyph& letter) {
        if (x + letter.width > side) x = 0, y += row_height, row_height = 0;
        if (y + letter.height > side) return false;
        x += letter.width;
        row_height = std::max(row_height, letter.height);
        return true;
    }
};

TextLayout text_of(FontId font, const std::vector<SizedGlyph>& letters) {
    TextLayout text;
    for (const SizedGlyph& letter : letters) {
        Glyph glyph{};
        glyph.id = letter.id;
        text.glyphs.push_back(glyph);
    }
    text.runs.push_back({font, false, 0, 0, 0, static_cast<std::uint32_t>(letters.size()), 0});
    return text;
}

class gpu_glyphs : public Drawn {
protected:
    static std::vector<std::uint8_t> small_pages(const GpuGlyphs& glyphs) {
        glyphs.bind();
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(TextureUnit::small));
        GLint layers = 0;
        glGetTexLevelParameteriv(GL_TEXTURE_2D_ARRAY, 0, GL_TEXTURE_DEPTH, &layers);
        std::vector<std::uint8_t> pixels(static_cast<std::size_t>(layers) * FillingPage::side *
                                         FillingPage::side);
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glGetTexImage(GL_TEXTURE_2D_ARRAY, 0, GL_RED, GL_UNSIGNED_BYTE, pixels.data());
        return pixels;
    }
};

/// The last row of a page takes low letters until a higher one comes, which begins the next page: in one and
/// the same frame.
TEST_F(gpu_glyphs, small_letters_in_the_last_row_of_a_page_arrive_though_the_next_begins_another) {
    TextEngine engine;
    const FontId font = engine.laid_out("国", {}, 16).runs.front().font;
    GlyphFaces faces;
    const std::vector<SizedGlyph> all = small_letters(faces, font);
    ASSERT_GT(all.size(), 9000u) << "a page of them";
    const SizedGlyph highest = all.back(), low = all[20];
    std::vector<SizedGlyph> filling;
    FillingPage page;
    for (std::size_t left_out = 0; left_out < 400; left_out += 20) { // until the rows end as they must
        filling.assign(all.begin() + 40 + static_cast<std::ptrdiff_t>(left_out), all.end() - 1);
        page = {};
        std::size_t count = 0;
        while (count < filling.size() && page.takes(filling[count])) ++count;
        ASSERT_LT(count, filling.size()) << "the page is full";
        filling.resize(count);
        if (page.x == 0 && page.y + low.height <= FillingPage::side) break;
    }
    ASSERT_EQ(page.x, 0) << "the last row is still empty,";
    ASSERT_LE(page.y + low.height, FillingPage::side) << "takes the low one";
    ASSERT_GT(page.y + highest.height, FillingPage::side) << "and not the high one";

    GpuGlyphs glyphs;
    const auto never = GpuGlyphs::Clock::time_point::max();
    ASSERT_TRUE(glyphs.prepared(text_of(font, filling), GlyphForm::small, never));
    glyphs.flush();
    ASSERT_TRUE(glyphs.prepared(text_of(font, {low, highest}), GlyphForm::small, never));
    glyphs.flush();
    const std::vector<std::uint8_t> pixels = small_pages(glyphs);
    ASSERT_GE(pixels.size(), 2u * FillingPage::side * FillingPage::side);
    const auto is_at = [&](const SizedGlyph& letter, int y, int layer) {
        SmallGlyph glyph;
        faces.small(font, letter.id, glyph);
        for (int row = 0; row < glyph.height; ++row) {
            const auto from = glyph.pixels.begin() + static_cast<std::ptrdiff_t>(row) * glyph.width;
            const auto at =
                pixels.begin() +
                (static_cast<std::ptrdiff_t>(layer) * FillingPage::side + y + row) * FillingPage::side;
            if (!std::equal(from, from + glyph.width, at)) return false;
        }
        return true;
    };
    EXPECT_TRUE(is_at(low, page.y, 0)) << "at the end of the first page";
    EXPECT_TRUE(is_at(highest, 0, 1)) << "at the beginning of the next";
}

} // namespace
} // namespace waymark
