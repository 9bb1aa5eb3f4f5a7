#include "render/export_shapes.hpp"
#include "render/export_text.hpp"
#include "render/fonts.hpp"
#include "render/glyph_faces.hpp"

#include <cairo/cairo-ft.h>
#include <cairo/cairo-pdf.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numbers>

namespace waymark {
namespace {

constexpr double points_per_pixel = 0.75;  // 72 and 96 to the inch
constexpr double longest_side_pt = 14'400; // the format's own limit on a page
constexpr std::uint32_t greatest_glyph =
    0xffff; // what TrueType and CFF can hold; above lie Pango's marks for "no glyph"

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
    void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
template <class T> using Held = std::unique_ptr<T, Release>;

/// The page as it is drawn.
struct Pdf {
    cairo_t* context = nullptr;
    float opacity = 1; ///< of the drawing under way
    std::map<FontId, Held<cairo_font_face_t>> faces;
    std::map<const Bitmap*, Held<cairo_surface_t>> photos;
    GlyphFaces glyph_faces;
    struct GlyphImage {
        Held<cairo_surface_t> pixels; ///< null when there is nothing to see
        Rect box;                     ///< em from the pen, y upwards
    };
    std::map<std::pair<FontId, std::uint32_t>, GlyphImage> glyph_images;
};

double wide(float value) { return static_cast<double>(value); }

void set_colour(const Pdf& pdf, Colour colour) {
    cairo_set_source_rgba(pdf.context, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0,
                          colour.a / 255.0 * wide(pdf.opacity));
}

// --- outlines

void add_rectangle(cairo_t* context, const Rect& rect, float wanted_radius) {
    const double left = wide(rect.left()), top = wide(rect.top()), right = wide(rect.right()),
                 bottom = wide(rect.bottom());
    const double radius = std::min({wide(wanted_radius), (right - left) / 2, (bottom - top) / 2});
    cairo_new_path(context);
    if (radius <= 0) return cairo_rectangle(context, left, top, right - left, bottom - top);
    constexpr double quarter = std::numbers::pi / 2;
    cairo_arc(context, right - radius, top + radius, radius, -quarter, 0);
    cairo_arc(context, right - radius, bottom - radius, radius, 0, quarter);
    cairo_arc(context, left + radius, bottom - radius, radius, quarter, 2 * quarter);
    cairo_arc(context, left + radius, top + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(context);
}

/// `closed`: every contour ends where it began.
void add_path(cairo_t* context, const Path& path, bool closed) {
    cairo_new_path(context);
    bool open = false;
    for (const Path::Step& step : path.steps) {
        const double x = wide(step.to.x), y = wide(step.to.y);
        switch (step.kind) {
        case Path::Step::Kind::move:
            if (open && closed) cairo_close_path(context);
            open = true;
            cairo_move_to(context, x, y);
            break;
        case Path::Step::Kind::line: cairo_line_to(context, x, y); break;
        case Path::Step::Kind::cubic:
            cairo_curve_to(context, wide(step.a.x), wide(step.a.y), wide(step.b.x), wide(step.b.y), x, y);
            break;
        }
    }
    if (closed || path.steps.size() == 1) cairo_close_path(context); // a dot: round ends on nothing
}

void draw(Pdf& pdf, const Box& box, float lift) {
    for (const SoftBox& soft : soft_shadow(box, lift)) {
        add_rectangle(pdf.context, soft.rect, soft.radius);
        set_colour(pdf, soft.fill);
        cairo_fill(pdf.context);
    }
    const bool has_border = box.border_width > 0 && box.border.a > 0;
    const SoftBox line = has_border ? border_line(box) : SoftBox{box.rect, box.radius, box.fill};
    add_rectangle(pdf.context, line.rect, line.radius);
    if (box.fill.a > 0) {
        set_colour(pdf, box.fill);
        cairo_fill_preserve(pdf.context);
    }
    if (has_border) {
        set_colour(pdf, box.border);
        cairo_set_line_width(pdf.context, wide(box.border_width));
        cairo_stroke_preserve(pdf.context);
    }
    cairo_new_path(pdf.context);
}

void draw(Pdf& pdf, const Shape& shape) {
    if (shape.path->steps.empty() || shape.fill.a == 0) return;
    add_path(pdf.context, *shape.path, true);
    set_colour(pdf, shape.fill);
    cairo_fill(pdf.context);
}

void draw(Pdf& pdf, const Ribbon& ribbon) {
    if (ribbon.points.empty() || ribbon.colour.a == 0) return;
    if (!is_even(ribbon)) return draw(pdf, Shape{outline(ribbon), ribbon.colour});
    add_path(pdf.context, middle_line(ribbon), false);
    set_colour(pdf, ribbon.colour);
    cairo_set_line_width(pdf.context, wide(width_of(ribbon)));
    cairo_set_line_cap(pdf.context, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(pdf.context, CAIRO_LINE_JOIN_ROUND);
    const double dashes[]{wide(ribbon.dash), wide(ribbon.gap)};
    cairo_set_dash(pdf.context, dashes, ribbon.dash > 0 && ribbon.gap > 0 ? 2 : 0, 0);
    cairo_stroke(pdf.context);
}

// --- pixels

/// Straight or already multiplied RGBA as Cairo wants it: multiplied by alpha, one native word for each
/// pixel.
cairo_surface_t* pixels_of(const std::vector<std::uint8_t>& rgba, int width, int height, bool is_multiplied) {
    cairo_surface_t* const surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_flush(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    unsigned char* const rows = cairo_image_surface_get_data(surface);
    const std::uint8_t* pixel = rgba.data();
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        auto* const row = reinterpret_cast<std::uint32_t*>(rows + y * stride);
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x, pixel += 4) {
            const std::uint32_t alpha = pixel[3];
            const auto multiplied = [=](std::uint32_t channel) {
                return is_multiplied ? channel : (channel * alpha + 127) / 255;
            };
            row[x] =
                alpha << 24 | multiplied(pixel[0]) << 16 | multiplied(pixel[1]) << 8 | multiplied(pixel[2]);
        }
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

/// Fills `rect` with all of the pixels.
void paint_pixels(Pdf& pdf, cairo_surface_t* pixels, const Rect& rect) {
    cairo_save(pdf.context);
    cairo_translate(pdf.context, wide(rect.left()), wide(rect.top()));
    cairo_scale(pdf.context, wide(rect.size.x) / cairo_image_surface_get_width(pixels),
                wide(rect.size.y) / cairo_image_surface_get_height(pixels));
    cairo_set_source_surface(pdf.context, pixels, 0, 0);
    cairo_rectangle(pdf.context, 0, 0, cairo_image_surface_get_width(pixels),
                    cairo_image_surface_get_height(pixels));
    cairo_clip(pdf.context);
    if (pdf.opacity < 0.9995f)
        cairo_paint_with_alpha(pdf.context, wide(pdf.opacity));
    else
        cairo_paint(pdf.context);
    cairo_restore(pdf.context);
}

// --- text

/// The face straight from its file, without asking fontconfig to choose once more. Cairo keeps FreeType's
/// part itself.
cairo_font_face_t* face(Pdf& pdf, FontId id) {
    Held<cairo_font_face_t>& known = pdf.faces[id];
    if (known) return known.get();
    const FontFile& font = font_file(id);
    const Held<FcPattern> pattern{FcPatternCreate()};
    FcPatternAddString(pattern.get(), FC_FILE, reinterpret_cast<const FcChar8*>(font.path.c_str()));
    FcPatternAddInteger(pattern.get(), FC_INDEX, font.index);
    if (!font.variations.empty())
        FcPatternAddString(pattern.get(), FC_FONT_VARIATIONS,
                           reinterpret_cast<const FcChar8*>(font.variations.c_str()));
    known.reset(cairo_ft_font_face_create_for_pattern(pattern.get()));
    return known.get();
}

/// Which bytes belong to which glyphs, in the order of the bytes. That is what makes the text of a PDF be
/// found and copied. One cluster for all of it when the glyphs do not tell.
std::vector<cairo_text_cluster_t> clusters(const TextLayout& layout, const TextRun& run,
                                           const std::vector<std::uint32_t>& starts) {
    std::vector<cairo_text_cluster_t> result;
    const std::size_t count = starts.size();
    const auto start = [&](std::size_t i) { return starts[run.right_to_left ? count - 1 - i : i]; };
    std::uint32_t from = run.begin;
    for (std::size_t i = 0; i < count;) {
        std::size_t next = i;
        while (next < count && start(next) == start(i)) ++next;
        const std::uint32_t to = next < count ? start(next) : run.end;
        const bool at_character =
            to == layout.text.size() || (static_cast<unsigned char>(layout.text[to]) & 0xc0) != 0x80;
        if (to <= from || to > run.end || !at_character)
            return {{static_cast<int>(run.end - run.begin), static_cast<int>(count)}};
        result.push_back({static_cast<int>(to - from), static_cast<int>(next - i)});
        from = to;
        i = next;
    }
    return result;
}

/// Emoji are pictures: Cairo 1.16 writes their text but not their colours, so those are painted under it by
/// hand.
void draw_glyph_images(Pdf& pdf, FontId font, const std::vector<cairo_glyph_t>& glyphs, float size) {
    for (const cairo_glyph_t& glyph : glyphs) {
        const auto id = static_cast<std::uint32_t>(glyph.index);
        const auto [found, is_new] = pdf.glyph_images.try_emplace({font, id});
        Pdf::GlyphImage& image = found->second;
        if (is_new) {
            const GlyphPicture picture = pdf.glyph_faces.picture(font, id);
            image.box = picture.box;
            if (picture.width > 0)
                image.pixels.reset(pixels_of(picture.pixels, picture.width, picture.height, true));
        }
        if (!image.pixels) continue;
        const Vec2 pen{static_cast<float>(glyph.x), static_cast<float>(glyph.y)};
        const Vec2 top_left = pen + Vec2{image.box.left(), -image.box.bottom()} * size;
        paint_pixels(pdf, image.pixels.get(), {top_left, image.box.size * size});
    }
}

void draw_run(Pdf& pdf, const TextLayout& layout, const TextRun& run, Vec2 at) {
    std::vector<cairo_glyph_t> glyphs;
    std::vector<std::uint32_t> starts;
    for (std::uint32_t i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
        const Glyph& glyph = layout.glyphs[i];
        if (glyph.id > greatest_glyph) continue;
        glyphs.push_back({glyph.id, wide(at.x + glyph.at.x), wide(at.y + glyph.at.y)});
        starts.push_back(glyph.cluster);
    }
    const std::string_view text = std::string_view{layout.text}.substr(run.begin, run.end - run.begin);
    if (glyphs.empty() || text.empty()) return;
    if (pdf.glyph_faces.has_pictures(run.font)) draw_glyph_images(pdf, run.font, glyphs, layout.size);
    cairo_set_font_face(pdf.context, face(pdf, run.font));
    cairo_set_font_size(pdf.context, wide(layout.size));
    const auto count = static_cast<int>(glyphs.size());
    // Cairo stops drawing for good at the first text it refuses, so it never sees one.
    if (!is_plain(text)) return cairo_show_glyphs(pdf.context, glyphs.data(), count);
    const std::vector<cairo_text_cluster_t> groups = clusters(layout, run, starts);
    cairo_show_text_glyphs(pdf.context, text.data(), static_cast<int>(text.size()), glyphs.data(), count,
                           groups.data(), static_cast<int>(groups.size()),
                           run.right_to_left ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD
                                             : static_cast<cairo_text_cluster_flags_t>(0));
}

void draw(Pdf& pdf, const Words& words) {
    set_colour(pdf, words.colour);
    for (const TextRun& run : words.text->runs) draw_run(pdf, *words.text, run, words.at);
}

// --- photos

/// The photo's pixels; a JPEG goes into the file as it is. (Four-component ones do not: readers disagree
/// about their inks.)
cairo_surface_t* surface(Pdf& pdf, const Photo& photo) {
    Held<cairo_surface_t>& known = pdf.photos[photo.bitmap.get()];
    if (known) return known.get();
    const Bitmap& bitmap = *photo.bitmap;
    known.reset(
        pixels_of(bitmap.pixels, static_cast<int>(bitmap.width), static_cast<int>(bitmap.height), false));
    const int components = jpeg_components(*photo.source->bytes);
    if (components == 1 || components == 3) {
        auto* const kept = new Shared<std::string>{photo.source->bytes};
        const cairo_status_t status = cairo_surface_set_mime_data(
            known.get(), CAIRO_MIME_TYPE_JPEG, reinterpret_cast<const unsigned char*>((*kept)->data()),
            (*kept)->size(), [](void* data) { delete static_cast<Shared<std::string>*>(data); }, kept);
        if (status != CAIRO_STATUS_SUCCESS) delete kept;
    }
    return known.get();
}

void draw(Pdf& pdf, const Photo& photo) {
    if (photo.bitmap->width == 0 || photo.bitmap->height == 0 || photo.rect.empty()) return;
    cairo_save(pdf.context);
    add_rectangle(pdf.context, photo.rect, photo.radius);
    cairo_clip(pdf.context);
    paint_pixels(pdf, surface(pdf, photo), photo.rect);
    cairo_restore(pdf.context);
}

void draw(Pdf& pdf, const Placed& placed) {
    cairo_save(pdf.context);
    cairo_translate(pdf.context, wide(placed.at.x), wide(placed.at.y));
    if (placed.angle != 0) cairo_rotate(pdf.context, wide(placed.angle));
    if (placed.scale != 1 && placed.scale > 0)
        cairo_scale(pdf.context, wide(placed.scale), wide(placed.scale));
    pdf.opacity = placed.opacity;
    for (const Drawable& part : placed.drawing->parts)
        match(
            part, [&](const Box& box) { draw(pdf, box, placed.lift); },
            [&](const Words& words) { draw(pdf, words); }, [&](const Ribbon& ribbon) { draw(pdf, ribbon); },
            [&](const Shape& shape) { draw(pdf, shape); }, [&](const Photo& photo) { draw(pdf, photo); });
    cairo_restore(pdf.context);
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void describe(cairo_surface_t* page, const std::string& title) {
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_TITLE, plain_line(title).c_str());
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_CREATOR, "Waymark");
    // No time of making: the same board gives the same bytes.
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

/// Text without hinting, at the places our layout gave it.
void want_unhinted_text(cairo_t* context) {
    const Held<cairo_font_options_t> options{cairo_font_options_create()};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(context, options.get());
}

} // namespace

Result<std::string> pdf_bytes(const ExportScene& scene, const ExportOptions& options,
                              const std::string& title) {
    const ExportFrame frame = export_frame(scene.area, options);
    const double longest_px = std::max(frame.width_px, frame.height_px);
    const double points = std::min(points_per_pixel, longest_side_pt / longest_px);

    std::string bytes;
    const Held<cairo_surface_t> page{cairo_pdf_surface_create_for_stream(
        append, &bytes, frame.width_px * points, frame.height_px * points)};
    describe(page.get(), title);
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    {
        const Held<cairo_t> context{cairo_create(page.get())};
        want_unhinted_text(context.get());
        Pdf pdf;
        pdf.context = context.get();
        set_colour(pdf, scene.scene.background);
        cairo_paint(context.get());
        cairo_scale(context.get(), points, points);
        cairo_translate(context.get(), frame.shift_x, frame.shift_y);
        cairo_scale(context.get(), frame.zoom, frame.zoom);
        for_each_placed(scene.scene, [&pdf](const Placed& placed) { draw(pdf, placed); });
        status = cairo_status(context.get());
    }
    cairo_surface_finish(page.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(page.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return Error{ErrorKind::input_output, "",
                     std::string("The PDF could not be made: ") + cairo_status_to_string(status) + "."};
    return bytes;
}

} // namespace waymark
