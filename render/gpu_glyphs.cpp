#include "render/gpu_glyphs.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace waymark {
namespace {

constexpr int most_field_pages = 16; // 64 MB, about 18 000 Chinese characters
constexpr int most_small_pages = 8;  // 8 MB, about 70 000
constexpr int highest_small = 64;    // what is higher at 8 pixels an em is left out
constexpr std::size_t most_outline_texels = 0xffff;

/// Half as large, each pixel the mean of four.
std::vector<std::uint8_t> halved(const std::vector<std::uint8_t>& pixels, int side) {
    const auto from = static_cast<std::size_t>(side), to = from / 2;
    std::vector<std::uint8_t> small(to * to * 4);
    for (std::size_t y = 0; y < to; ++y)
        for (std::size_t x = 0; x < to * 4; ++x) {
            const std::size_t at = y * 2 * from * 4 + (x / 4) * 8 + x % 4;
            const int sum = pixels[at] + pixels[at + 4] + pixels[at + from * 4] + pixels[at + from * 4 + 4];
            small[y * to * 4 + x] = static_cast<std::uint8_t>((sum + 2) / 4);
        }
    return small;
}

} // namespace

GpuGlyphs::GpuGlyphs() {
    add_pages(fields_, 1);
    add_pages(small_, 1);
    small_row_.resize(static_cast<std::size_t>(small_.side) * highest_small);
    add_pages(pictures_, 1);
}

GpuGlyphs::~GpuGlyphs() {
    glDeleteTextures(1, &fields_.texture);
    glDeleteTextures(1, &small_.texture);
    glDeleteTextures(1, &pictures_.texture);
}

std::uint32_t GpuGlyphs::slot(FontId font, std::uint32_t glyph) {
    const std::uint64_t key = std::uint64_t{static_cast<std::uint16_t>(font)} << 32 | glyph;
    const auto [found, added] = numbers_.try_emplace(key, static_cast<std::uint32_t>(known_.size()));
    if (!added) return found->second;
    const auto number = slots_.allocate(1);
    if (!number) { // the first slot stands in; the driver's limit is far beyond any font's glyphs
        found->second = 0;
        return 0;
    }
    known_.push_back({font, glyph, has_pictures(font), {}});
    records_.emplace_back();
    slots_.write(*number, &records_.back(), 1);
    return *number;
}

bool GpuGlyphs::prepared(const TextLayout& text, GlyphForm form, Clock::time_point deadline) {
    const auto index = static_cast<std::size_t>(form);
    for (const TextRun& run : text.runs)
        for (std::uint32_t i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
            const std::uint32_t number = slot(run.font, text.glyphs[i].id);
            if (known_[number].has_form[index]) continue;
            if (made_ > 0 && Clock::now() >= deadline) return false; // but one a frame at least
            if (known_[number].picture)
                make_picture(number);
            else if (form == GlyphForm::small)
                make_small(number);
            else if (form == GlyphForm::field)
                make_field(number);
            else
                make_outline(number);
            known_[number].has_form[index] = true;
            ++made_;
        }
    return true;
}

void GpuGlyphs::make_small(std::uint32_t number) {
    const Known& known = known_[number];
    SmallGlyph& glyph = small_glyph_;
    faces_.small(known.font, known.glyph, glyph);
    if (glyph.pixels.empty() || glyph.height > highest_small || glyph.width > 255 || glyph.left < -128 ||
        glyph.left > 127 || glyph.top < -128 || glyph.top > 127)
        return;
    const int row = small_pen_.y, page = small_pen_.page;
    if (small_pen_.x + glyph.width > small_.side || small_pen_.y + glyph.height > small_.side)
        send_small_row(); // the next one stands in another row, or on another page
    if (!place_in_page(small_, small_pen_, most_small_pages, glyph.width, glyph.height)) return;
    if (small_pen_.y != row || small_pen_.page != page) small_sent_x_ = 0;
    for (int y = 0; y < glyph.height; ++y)
        std::copy_n(glyph.pixels.begin() + static_cast<std::ptrdiff_t>(y) * glyph.width, glyph.width,
                    small_row_.begin() + static_cast<std::ptrdiff_t>(y) * small_.side + small_pen_.placed_x);
    const auto bits = [](int value, int shift) { return static_cast<std::uint32_t>(value) << shift; };
    GlyphSlot& record = records_[number];
    record.small_place =
        bits(small_pen_.placed_x, 0) | bits(small_pen_.placed_y, 12) | bits(small_pen_.page, 24);
    record.small_box =
        bits(glyph.width, 0) | bits(glyph.height, 8) | bits(glyph.left + 128, 16) | bits(glyph.top + 128, 24);
    slots_.write(number, &record, 1);
}

/// Sends what has been put into the row since it was sent last: one upload for many letters.
void GpuGlyphs::send_small_row() {
    const int width = small_pen_.x - small_sent_x_;
    if (width <= 0) return;
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(small_.unit));
    glBindTexture(GL_TEXTURE_2D_ARRAY, small_.texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, small_.side);
    glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, small_sent_x_, small_pen_.y, small_pen_.page, width,
                    small_pen_.row_height, 1, GL_RED, GL_UNSIGNED_BYTE, small_row_.data() + small_sent_x_);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    bytes_ += static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(small_pen_.row_height);
    small_sent_x_ = small_pen_.x;
}

void GpuGlyphs::make_field(std::uint32_t number) {
    const Known& known = known_[number];
    const GlyphCoverage coverage = faces_.coverage(known.font, known.glyph);
    if (coverage.pixels.empty()) return;
    Pen& pen = field_pen_;
    if (!place_in_page(fields_, pen, most_field_pages, coverage.width, coverage.height)) return;
    const auto& field =
        field_.made(coverage.pixels, coverage.width, coverage.height, GlyphFaces::field_spread);
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(fields_.unit));
    glBindTexture(GL_TEXTURE_2D_ARRAY,
                  fields_.texture); // another context, or another Gpu, may have been at work
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, pen.placed_x, pen.placed_y, pen.page, coverage.width,
                    coverage.height, 1, GL_RED, GL_UNSIGNED_BYTE, field.data());
    bytes_ += field.size();
    GlyphSlot& record = records_[number];
    record.box_x0 = coverage.box.left(), record.box_y0 = coverage.box.top();
    record.box_x1 = coverage.box.right(), record.box_y1 = coverage.box.bottom();
    record.field_x =
        (static_cast<float>(pen.placed_x) + coverage.ink_px.x) / static_cast<float>(fields_.side);
    record.field_y =
        (static_cast<float>(pen.placed_y) + coverage.ink_px.y) / static_cast<float>(fields_.side);
    record.page = static_cast<float>(pen.page), record.has_field = 1;
    slots_.write(number, &record, 1);
}

void GpuGlyphs::make_outline(std::uint32_t number) {
    const Known& known = known_[number];
    const std::vector<Quadratic> curves = faces_.curves(known.font, known.glyph);
    // Bands reach two units (1/2048 em) into each other: the shader may round the other way.
    SlugTexels slug = slug_texels(curves, 16, 2);
    if (slug.texels.size() > most_outline_texels) slug = slug_texels(curves, 1, 2);
    if (slug.texels.empty() || slug.texels.size() > most_outline_texels) return;
    const auto first = curves_.allocate(static_cast<std::uint32_t>(slug.texels.size()));
    if (!first) return;
    std::vector<std::array<std::int16_t, 4>> texels(slug.texels.size());
    for (std::size_t i = 0; i < texels.size(); ++i)
        for (std::size_t k = 0; k < 4; ++k) // offsets beyond 32 767 come back as unsigned in the shader
            texels[i][k] = static_cast<std::int16_t>(
                static_cast<std::uint16_t>(static_cast<std::int32_t>(slug.texels[i][k])));
    curves_.write(*first, texels.data(), static_cast<std::uint32_t>(texels.size()));
    GlyphSlot& record = records_[number];
    const Rect box{slug.box.at / 4096, slug.box.size / 4096};
    record.outline_x0 = box.left(), record.outline_y0 = box.top();
    record.outline_x1 = box.right(), record.outline_y1 = box.bottom();
    record.outline = *first, record.has_outline = 1;
    slots_.write(number, &record, 1);
}

void GpuGlyphs::make_picture(std::uint32_t number) {
    Known& known = known_[number];
    known.has_form.fill(true); // one picture serves every size
    const GlyphPicture picture = faces_.picture(known.font, known.glyph);
    if (picture.pixels.empty()) return;
    if (picture_count_ == pictures_.count) add_pages(pictures_, pictures_.count * 2);
    if (picture_count_ == pictures_.count) return;
    const auto side = static_cast<std::size_t>(pictures_.side);
    // Larger strikes are thinned to the page; Noto's are 136 x 128.
    const int step = (std::max(picture.width, picture.height) + pictures_.side - 1) / pictures_.side;
    const int width = picture.width / step, height = picture.height / step;
    std::vector<std::uint8_t> level(side * side * 4);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            std::copy_n(picture.pixels.begin() + (static_cast<std::ptrdiff_t>(y) * step * picture.width +
                                                  static_cast<std::ptrdiff_t>(x) * step) *
                                                     4,
                        4, level.begin() + (static_cast<std::ptrdiff_t>(y) * pictures_.side + x) * 4);
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(pictures_.unit));
    glBindTexture(GL_TEXTURE_2D_ARRAY, pictures_.texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    for (int i = 0, size = pictures_.side; i < pictures_.levels; ++i, size /= 2) {
        if (i > 0) level = halved(level, size * 2);
        glTexSubImage3D(GL_TEXTURE_2D_ARRAY, i, 0, 0, picture_count_, size, size, 1, GL_RGBA,
                        GL_UNSIGNED_BYTE, level.data());
        bytes_ += level.size();
    }
    GlyphSlot& record = records_[number];
    record.box_x0 = picture.box.left(), record.box_y0 = picture.box.top();
    record.box_x1 = picture.box.right(), record.box_y1 = picture.box.bottom();
    record.field_x = static_cast<float>(width) / static_cast<float>(side);
    record.field_y = static_cast<float>(height) / static_cast<float>(side);
    record.page = static_cast<float>(picture_count_++), record.has_field = 1;
    slots_.write(number, &record, 1);
}

/// Finds room row by row; when every page is full all glyphs of the form start again, which happens after
/// some 18 000 fields.
bool GpuGlyphs::place_in_page(Pages& pages, Pen& pen, int most_pages, int width, int height) {
    if (width > pages.side || height > pages.side) return false;
    if (pen.x + width > pages.side) pen.x = 0, pen.y += pen.row_height, pen.row_height = 0;
    if (pen.y + height > pages.side) {
        if (pen.page + 1 == pages.count) add_pages(pages, std::min(pages.count * 2, most_pages));
        if (pen.page + 1 < pages.count)
            ++pen.page;
        else
            forget(&pages == &fields_ ? GlyphForm::field : GlyphForm::small, pen);
        pen.x = pen.y = pen.row_height = 0;
    }
    pen.placed_x = pen.x, pen.placed_y = pen.y;
    pen.x += width;
    pen.row_height = std::max(pen.row_height, height);
    return true;
}

void GpuGlyphs::forget(GlyphForm form, Pen& pen) {
    ++epoch_;
    pen.page = 0;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        bool& has = known_[i].has_form[static_cast<std::size_t>(form)];
        if (known_[i].picture || !std::exchange(has, false)) continue;
        if (form == GlyphForm::field)
            records_[i].has_field = 0;
        else
            records_[i].small_box = 0;
        slots_.write(static_cast<std::uint32_t>(i), &records_[i], 1);
    }
}

/// Makes the array longer, keeping what it has.
void GpuGlyphs::add_pages(Pages& pages, int count) {
    GLint most = 0;
    glGetIntegerv(GL_MAX_ARRAY_TEXTURE_LAYERS, &most);
    count = std::min(count, most);
    if (count <= pages.count) return;
    const GLuint before = pages.texture;
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(pages.unit));
    glGenTextures(1, &pages.texture);
    glBindTexture(GL_TEXTURE_2D_ARRAY, pages.texture);
    for (int i = 0, side = pages.side; i < pages.levels; ++i, side /= 2)
        glTexImage3D(GL_TEXTURE_2D_ARRAY, i, static_cast<GLint>(pages.inner), side, side, count, 0,
                     pages.outer, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAX_LEVEL, pages.levels - 1);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MIN_FILTER,
                    pages.levels > 1 ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    if (before != 0) {
        GLint reading = 0;
        glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &reading);
        GLuint framebuffer = 0;
        glGenFramebuffers(1, &framebuffer);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
        for (int layer = 0; layer < pages.count; ++layer)
            for (int i = 0, side = pages.side; i < pages.levels; ++i, side /= 2) {
                glFramebufferTextureLayer(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, before, i, layer);
                glCopyTexSubImage3D(GL_TEXTURE_2D_ARRAY, i, 0, 0, layer, 0, 0, side, side);
            }
        glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(reading));
        glDeleteFramebuffers(1, &framebuffer);
        glDeleteTextures(1, &before);
    }
    pages.count = count;
}

std::uint32_t GpuGlyphs::made() { return std::exchange(made_, 0); }

std::uint64_t GpuGlyphs::flush() {
    send_small_row();
    return slots_.flush() + curves_.flush() + std::exchange(bytes_, 0);
}

void GpuGlyphs::bind() const {
    slots_.bind();
    curves_.bind();
    for (const Pages* pages : {&fields_, &pictures_, &small_}) {
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(pages->unit));
        glBindTexture(GL_TEXTURE_2D_ARRAY, pages->texture);
    }
}

} // namespace waymark
