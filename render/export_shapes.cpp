#include "render/export_shapes.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {

ExportFrame export_frame(const Rect& area, const ExportOptions& options) {
    const double width = std::max(1e-3, static_cast<double>(area.size.x));
    const double height = std::max(1e-3, static_cast<double>(area.size.y));
    ExportFrame frame;
    if (options.size_px) {
        frame.width_px = static_cast<int>(std::lround(options.size_px->x));
        frame.height_px = static_cast<int>(std::lround(options.size_px->y));
        frame.zoom = std::min(frame.width_px / width, frame.height_px / height);
    } else {
        frame.zoom = static_cast<double>(options.scale);
        // A hair less than up: 1000.0001 pixels are meant to be 1000.
        frame.width_px = static_cast<int>(std::ceil(width * frame.zoom - 1e-3));
        frame.height_px = static_cast<int>(std::ceil(height * frame.zoom - 1e-3));
    }
    frame.width_px = std::max(1, frame.width_px);
    frame.height_px = std::max(1, frame.height_px);
    const Vec2 middle = area.center();
    frame.shift_x = frame.width_px / 2.0 - static_cast<double>(middle.x) * frame.zoom;
    frame.shift_y = frame.height_px / 2.0 - static_cast<double>(middle.y) * frame.zoom;
    return frame;
}

namespace {

/// `box.rect` moved and grown, with its corners growing along.
SoftBox grown(const Box& box, float down, float by, Colour fill) {
    const Rect rect = Rect{box.rect.at + Vec2{0, down}, box.rect.size}.grown(by);
    return {rect, std::max(0.f, box.radius + by), fill};
}

} // namespace

std::vector<SoftBox> soft_shadow(const Box& box, float lift) {
    Shadow shadow = box.shadow;
    if (box.lifts && lift > 0) { // towards a held note's: 0 12 28, 22 % black
        shadow.down += (12 - shadow.down) * lift;
        shadow.blur += (28 - shadow.blur) * lift;
        shadow.colour = mixed(shadow.colour, Colour{0, 0, 0, 56}, lift);
    }
    if (shadow.colour.a == 0) return {};
    // Two steps instead of the screen's smooth one (half as dark as its colour at the edge, gone at `blur`):
    // as much shade.
    return {grown(box, shadow.down, shadow.blur * 0.7f, shadow.colour.with_alpha(0.1f)),
            grown(box, shadow.down, shadow.blur * 0.34f, shadow.colour.with_alpha(0.28f))};
}

SoftBox border_line(const Box& box) {
    const float half = std::min({box.border_width, box.rect.size.x, box.rect.size.y}) / 2;
    return {box.rect.grown(-half), std::max(0.f, box.radius - half), box.fill};
}

bool is_even(const Ribbon& ribbon) {
    const auto [least, greatest] = std::minmax_element(ribbon.widths.begin(), ribbon.widths.end());
    return ribbon.widths.size() <= 1 || *greatest - *least <= *greatest * 0.01f;
}

float width_of(const Ribbon& ribbon) { return ribbon.widths.empty() ? 1 : ribbon.widths.front(); }

namespace {

/// The tangent at a point between two others, for a step of length 1: that of the parabola through all three.
Vec2 tangent(Vec2 before, Vec2 here, Vec2 after) {
    const Vec2 in = here - before, out = after - here;
    const float a = length(in), b = length(out);
    return (in * (b / a) + out * (a / b)) / (a + b);
}

bool is_corner(Vec2 before, Vec2 here, Vec2 after) {
    constexpr float cosine_of_30_degrees = 0.8660254f;
    const Vec2 in = here - before, out = after - here;
    return in.x * out.x + in.y * out.y < cosine_of_30_degrees * length(in) * length(out);
}

} // namespace

Path middle_line(const Ribbon& ribbon) {
    std::vector<Vec2> points;
    for (const Vec2 point : ribbon.points)
        if (points.empty() || !(points.back() == point)) points.push_back(point);
    Path path;
    if (points.empty()) return path;
    path.move(points.front());
    const auto bends = [&points](std::size_t i) {
        return i > 0 && i + 1 < points.size() && !is_corner(points[i - 1], points[i], points[i + 1]);
    };
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Vec2 here = points[i], there = points[i + 1], chord = there - here;
        const float step = length(chord);
        const Vec2 out = bends(i) ? tangent(points[i - 1], here, there) * step : chord;
        const Vec2 in = bends(i + 1) ? tangent(here, there, points[i + 2]) * step : chord;
        if (bends(i) || bends(i + 1))
            path.cubic(here + out / 3, there - in / 3, there);
        else
            path.line(there);
    }
    return path;
}

namespace {

/// A circle that runs the same way round as the quadrilaterals of `outline`, so that overlaps stay filled.
void add_circle(Path& path, Vec2 centre, float radius) {
    const float handle = radius * 0.5522848f;
    const auto point = [centre](float x, float y) { return centre + Vec2{x, y}; };
    path.move(point(radius, 0))
        .cubic(point(radius, handle), point(handle, radius), point(0, radius))
        .cubic(point(-handle, radius), point(-radius, handle), point(-radius, 0))
        .cubic(point(-radius, -handle), point(-handle, -radius), point(0, -radius))
        .cubic(point(handle, -radius), point(radius, -handle), point(radius, 0));
}

} // namespace

Path outline(const Ribbon& ribbon) {
    Path path;
    const auto radius = [&ribbon](std::size_t i) {
        return (i < ribbon.widths.size() ? ribbon.widths[i]
                : ribbon.widths.empty()  ? 1.f
                                         : ribbon.widths.back()) /
               2;
    };
    for (std::size_t i = 0; i < ribbon.points.size(); ++i) {
        const Vec2 here = ribbon.points[i];
        add_circle(path, here, radius(i));
        if (i + 1 == ribbon.points.size()) break;
        const Vec2 there = ribbon.points[i + 1];
        const float along = distance(here, there);
        if (along <= 0) continue;
        const Vec2 side = Vec2{here.y - there.y, there.x - here.x} / along;
        path.move(here - side * radius(i))
            .line(there - side * radius(i + 1))
            .line(there + side * radius(i + 1))
            .line(here + side * radius(i));
    }
    return path;
}

int jpeg_components(std::string_view bytes) {
    const auto byte = [bytes](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    if (!bytes.starts_with("\xff\xd8")) return 0;
    std::size_t at = 2;
    while (at + 9 < bytes.size() && byte(at) == 0xff) {
        const unsigned char marker = byte(at + 1);
        if (marker == 0xff) { // padding before a marker
            ++at;
            continue;
        }
        const bool starts_frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (starts_frame) return byte(at + 9);
        at += 2 + static_cast<std::size_t>(byte(at + 2) << 8 | byte(at + 3));
    }
    return 0;
}

} // namespace waymark
