#include "render/coverage.hpp"

#include <cairo.h>

namespace waymark {
namespace {

void trace(cairo_t* context, const Path& path) {
    for (const Path::Step& step : path.steps) {
        switch (step.kind) {
        case Path::Step::Kind::move: cairo_move_to(context, step.to.x, step.to.y); break;
        case Path::Step::Kind::line: cairo_line_to(context, step.to.x, step.to.y); break;
        case Path::Step::Kind::cubic:
            cairo_curve_to(context, step.a.x, step.a.y, step.b.x, step.b.y, step.to.x, step.to.y);
            break;
        }
    }
}

} // namespace

std::vector<std::uint8_t> coverage(const Path& path, float scale, int width_px, int height_px) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width_px) *
                                     static_cast<std::size_t>(height_px));
    cairo_surface_t* const surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width_px, height_px);
    cairo_t* const context = cairo_create(surface);
    cairo_scale(context, scale, scale);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_BEST);
    trace(context, path);
    cairo_fill(context);
    cairo_surface_flush(surface);
    const unsigned char* const rows = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    for (std::size_t y = 0; rows && y < static_cast<std::size_t>(height_px); ++y)
        for (std::size_t x = 0; x < static_cast<std::size_t>(width_px); ++x)
            pixels[y * static_cast<std::size_t>(width_px) + x] = rows[y * stride + x];
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return pixels;
}

} // namespace waymark
