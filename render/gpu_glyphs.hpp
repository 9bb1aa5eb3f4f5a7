#pragma once
#include "render/distance_field.hpp"
#include "render/glyph_faces.hpp"
#include "render/glyph_form.hpp"
#include "render/gpu_arena.hpp"
#include "render/gpu_records.hpp"

#include <epoxy/gl.h>
#include <array>
#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace waymark {

/// Every glyph in use, once each, valid at every zoom. Its slot exists from the first mention; its field,
/// curves or picture are made when they are needed for the first time.
class GpuGlyphs {
public:
    GpuGlyphs();
    ~GpuGlyphs();
    GpuGlyphs(const GpuGlyphs&) = delete;
    GpuGlyphs& operator=(const GpuGlyphs&) = delete;

    std::uint32_t slot(FontId font, std::uint32_t glyph);
    bool has_pictures(FontId font) { return faces_.has_pictures(font); }

    using Clock = std::chrono::steady_clock;
    /// Makes what `text` lacks in this form until `deadline`; true when nothing is lacking any more.
    bool prepared(const TextLayout& text, GlyphForm form, Clock::time_point deadline);
    /// Changes when fields had to be thrown away because their pages were full: what was prepared is no
    /// longer.
    std::uint32_t epoch() const { return epoch_; }

    /// Glyphs made since the last call.
    std::uint32_t made();
    /// Uploads; the bytes, those of pictures and fields included.
    std::uint64_t flush();
    void bind() const;

private:
    struct Known {
        FontId font;
        std::uint32_t glyph;
        bool picture;
        std::array<bool, glyph_forms> has_form;
    };
    /// Layers of one size which are filled from the first.
    struct Pages {
        GLuint texture = 0;
        TextureUnit unit;
        GLenum inner, outer;
        int side, levels, count = 0;
    };
    void make_small(std::uint32_t slot);
    void make_field(std::uint32_t slot);
    void make_outline(std::uint32_t slot);
    void make_picture(std::uint32_t slot);
    /// Where the next of a form goes: row by row, page by page.
    struct Pen {
        int page = 0, x = 0, y = 0, row_height = 0;
        int placed_x = 0, placed_y = 0; ///< the last one
    };
    bool place_in_page(Pages& pages, Pen& pen, int most_pages, int width, int height);
    void forget(GlyphForm form, Pen& pen);
    void send_small_row();
    static void add_pages(Pages& pages, int count);

    GlyphFaces faces_;
    DistanceField field_;
    Arena slots_{TextureUnit::slots, GL_RGBA32UI, sizeof(GlyphSlot)};
    Arena curves_{TextureUnit::curves, GL_RGBA16I, 8};
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
    std::vector<Known> known_;
    std::vector<GlyphSlot> records_;
    Pages fields_{0, TextureUnit::fields, GL_R8, GL_RED, 2048, 1, 0};
    Pages pictures_{0, TextureUnit::emoji, GL_RGBA8, GL_RGBA, 144, 5, 0};
    Pages small_{0, TextureUnit::small, GL_R8, GL_RED, 1024, 1, 0};
    Pen field_pen_, small_pen_;
    SmallGlyph small_glyph_;
    std::vector<std::uint8_t> small_row_; ///< of the page: what is being filled goes up together
    int small_sent_x_ = 0;                ///< up to there it has
    int picture_count_ = 0;
    std::uint32_t epoch_ = 0, made_ = 0;
    std::uint64_t bytes_ = 0;
};

} // namespace waymark
