#include "render/export_shapes.hpp"
#include "render/export_text.hpp"
#include "render/fonts.hpp"
#include "render/image_pixels.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace waymark {
namespace {

/// A number with at most `places` decimals, without trailing zeros. Never in the machine's language: "1,5" is
/// no SVG.
std::string number(double value, int places = 2) {
    if (!std::isfinite(value)) return "0";
    char text[64];
    const auto [end, error] =
        std::to_chars(std::begin(text), std::end(text), value, std::chars_format::fixed, places);
    if (error != std::errc{}) return "0";
    std::string digits{std::begin(text), end};
    if (digits.find('.') != std::string::npos) {
        while (digits.back() == '0') digits.pop_back();
        if (digits.back() == '.') digits.pop_back();
    }
    return digits == "-0" ? "0" : digits;
}

std::string attribute(const char* name, double value, int places = 2) {
    return std::string(" ") + name + "=\"" + number(value, places) + "\"";
}

/// ` fill="#rrggbb" fill-opacity="0.5"`; `kind` is fill or stroke.
std::string paint(const char* kind, Colour colour, float opacity) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = std::string(" ") + kind + "=\"#";
    for (const std::uint8_t channel : {colour.r, colour.g, colour.b})
        text += {digits[channel >> 4], digits[channel & 15]};
    text += '"';
    const float alpha = static_cast<float>(colour.a) / 255 * opacity;
    if (alpha < 0.9995f)
        text += attribute((std::string(kind) + "-opacity").c_str(), static_cast<double>(alpha), 3);
    return text;
}

/// Text for XML 1.0: markup escaped, what XML cannot hold left out, line ends and tabs as spaces.
std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = character_at(text, at);
        if (code == replacement && size == 1)
            safe += "\xef\xbf\xbd";
        else if (code == '\n' || code == '\t' || code == '\r')
            safe += ' ';
        else if (code < 0x20 || (code >= 0x7f && code < 0xa0) || is_noncharacter(code)) {
            // no place in XML (or only as trouble); nothing to see either
        } else if (code == '&')
            safe += "&amp;";
        else if (code == '<')
            safe += "&lt;";
        else if (code == '>')
            safe += "&gt;";
        else if (code == '"')
            safe += "&quot;";
        else if (code == '\'')
            safe += "&#39;";
        else
            safe += text.substr(at, size);
        at += size;
    }
    return safe;
}

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t at) {
            return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u;
        };
        const unsigned group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        text += {digits[group >> 18], digits[group >> 12 & 63],
                 i + 1 < bytes.size() ? digits[group >> 6 & 63] : '=',
                 i + 2 < bytes.size() ? digits[group & 63] : '='};
    }
    return text;
}

/// `closed`: every contour ends where it began.
std::string path_data(const Path& path, bool closed) {
    std::string data;
    const auto point = [&data](Vec2 p) {
        if (data.back() >= '0' && data.back() <= '9') data += ' ';
        data += number(static_cast<double>(p.x)) + " " + number(static_cast<double>(p.y));
    };
    bool open = false;
    for (const Path::Step& step : path.steps) {
        switch (step.kind) {
        case Path::Step::Kind::move:
            data += open && closed ? "ZM" : "M";
            open = true;
            point(step.to);
            break;
        case Path::Step::Kind::line: data += "L", point(step.to); break;
        case Path::Step::Kind::cubic: data += "C", point(step.a), point(step.b), point(step.to); break;
        }
    }
    if (closed)
        data += "Z";
    else if (path.steps.size() == 1)
        data += "h0"; // a dot: round ends on nothing
    return data;
}

/// The document as it grows.
struct Svg {
    std::string out;
    float opacity = 1; ///< of the drawing being written
    std::unordered_map<const std::string*, std::string>
        images; ///< encoded bytes → their name in the document
    int clips = 0;
};

std::string rectangle(const Rect& rect, float radius) {
    std::string text = "<rect" + attribute("x", static_cast<double>(rect.left())) +
                       attribute("y", static_cast<double>(rect.top())) +
                       attribute("width", static_cast<double>(std::max(0.f, rect.size.x))) +
                       attribute("height", static_cast<double>(std::max(0.f, rect.size.y)));
    const float greatest = std::min(rect.size.x, rect.size.y) / 2;
    if (radius > 0 && greatest > 0) text += attribute("rx", static_cast<double>(std::min(radius, greatest)));
    return text;
}

void write(Svg& svg, const Box& box, float lift) {
    for (const SoftBox& soft : soft_shadow(box, lift))
        svg.out += rectangle(soft.rect, soft.radius) + paint("fill", soft.fill, svg.opacity) + "/>\n";
    const bool has_border = box.border_width > 0 && box.border.a > 0;
    if (!has_border && box.fill.a == 0) return;
    const SoftBox line = has_border ? border_line(box) : SoftBox{box.rect, box.radius, box.fill};
    svg.out += rectangle(line.rect, line.radius);
    svg.out += box.fill.a > 0 ? paint("fill", box.fill, svg.opacity) : std::string(" fill=\"none\"");
    if (has_border)
        svg.out += paint("stroke", box.border, svg.opacity) +
                   attribute("stroke-width", static_cast<double>(box.border_width));
    svg.out += "/>\n";
}

/// One run of one font and direction as a text element. `textLength` holds it to our layout where the
/// reader's font is another one; a right-to-left run is anchored at its left end so that both directions
/// start from the same x.
std::string run_element(const TextLayout& layout, const TextRun& run, Vec2 at) {
    const std::string_view text = std::string_view{layout.text}.substr(run.begin, run.end - run.begin);
    if (text.find_first_not_of(" \t\n") == std::string_view::npos || run.glyph_count == 0) return "";
    float left = std::numeric_limits<float>::max(), right = std::numeric_limits<float>::lowest();
    for (std::uint32_t i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
        left = std::min(left, layout.glyphs[i].at.x);
        right = std::max(right, layout.glyphs[i].at.x + layout.glyphs[i].advance);
    }
    const FontFile& font = font_file(run.font);
    std::string element = "<text" + attribute("x", static_cast<double>(at.x + left)) +
                          attribute("y", static_cast<double>(at.y + layout.lines[run.line].baseline)) +
                          " font-family=\"'" + escaped(font.family) + "',sans-serif\"";
    if (font.weight != 400) element += attribute("font-weight", font.weight);
    if (run.right_to_left) element += " direction=\"rtl\" text-anchor=\"end\"";
    if (right - left > 0.01f)
        element +=
            attribute("textLength", static_cast<double>(right - left)) + " lengthAdjust=\"spacingAndGlyphs\"";
    return element + ">" + escaped(text) + "</text>";
}

void write(Svg& svg, const Words& words) {
    const TextLayout& layout = *words.text;
    std::string runs;
    for (const TextRun& run : layout.runs) runs += run_element(layout, run, words.at);
    if (runs.empty()) return;
    svg.out += "<g" + attribute("font-size", static_cast<double>(layout.size)) +
               paint("fill", words.colour, svg.opacity) + ">" + runs + "</g>\n";
}

void write(Svg& svg, const Shape& shape) {
    if (shape.path->steps.empty() || shape.fill.a == 0) return;
    svg.out +=
        "<path d=\"" + path_data(*shape.path, true) + "\"" + paint("fill", shape.fill, svg.opacity) + "/>\n";
}

void write(Svg& svg, const Ribbon& ribbon) {
    if (ribbon.points.empty() || ribbon.colour.a == 0) return;
    if (!is_even(ribbon)) return write(svg, Shape{outline(ribbon), ribbon.colour});
    svg.out += "<path d=\"" + path_data(middle_line(ribbon), false) + "\" fill=\"none\"" +
               paint("stroke", ribbon.colour, svg.opacity) +
               attribute("stroke-width", static_cast<double>(width_of(ribbon))) +
               " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
    if (ribbon.dash > 0 && ribbon.gap > 0)
        svg.out += " stroke-dasharray=\"" + number(static_cast<double>(ribbon.dash)) + " " +
                   number(static_cast<double>(ribbon.gap)) + "\"";
    svg.out += "/>\n";
}

/// The name under which the picture's bytes are in the document; puts them there at their first use.
std::string image_name(Svg& svg, const Photo& photo) {
    const std::string* const key = photo.source->bytes.get();
    if (const auto known = svg.images.find(key); known != svg.images.end() && !key->empty())
        return known->second;
    const bool is_jpeg = jpeg_components(*key) > 0;
    const std::string encoded = is_jpeg || is_png(*key) ? *key : png_of(*photo.bitmap);
    std::string name = "image" + std::to_string(svg.images.size() + 1);
    // One unit wide and high; each use scales it to its own rectangle.
    svg.out += "<defs><image id=\"" + name +
               "\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" xlink:href=\"data:image/" +
               (is_jpeg ? "jpeg" : "png") + ";base64," + base64(encoded) + "\"/></defs>\n";
    svg.images[key] = name;
    return name;
}

void write(Svg& svg, const Photo& photo) {
    if (photo.bitmap->width == 0 || photo.bitmap->height == 0 || photo.rect.empty()) return;
    const std::string name = image_name(svg, photo);
    std::string clip;
    if (photo.radius > 0) {
        clip = "clip" + std::to_string(++svg.clips);
        svg.out += "<clipPath id=\"" + clip + "\">" + rectangle(photo.rect, photo.radius) + "/></clipPath>\n";
    }
    svg.out += "<g";
    if (!clip.empty()) svg.out += " clip-path=\"url(#" + clip + ")\"";
    if (svg.opacity < 0.9995f) svg.out += attribute("opacity", static_cast<double>(svg.opacity), 3);
    svg.out += "><use xlink:href=\"#" + name + "\" transform=\"translate(" +
               number(static_cast<double>(photo.rect.left())) + " " +
               number(static_cast<double>(photo.rect.top())) + ") scale(" +
               number(static_cast<double>(photo.rect.size.x)) + " " +
               number(static_cast<double>(photo.rect.size.y)) + ")\"/></g>\n";
}

void write(Svg& svg, const Placed& placed) {
    constexpr double degrees = 180 / 3.14159265358979323846;
    svg.opacity = placed.opacity;
    svg.out += "<g transform=\"translate(" + number(static_cast<double>(placed.at.x)) + " " +
               number(static_cast<double>(placed.at.y)) + ")";
    if (placed.angle != 0)
        svg.out += " rotate(" + number(static_cast<double>(placed.angle) * degrees, 4) + ")";
    if (placed.scale != 1) svg.out += " scale(" + number(static_cast<double>(placed.scale), 5) + ")";
    svg.out += "\">\n";
    for (const Drawable& part : placed.drawing->parts)
        match(
            part, [&](const Box& box) { write(svg, box, placed.lift); },
            [&](const Words& words) { write(svg, words); }, [&](const Ribbon& ribbon) { write(svg, ribbon); },
            [&](const Shape& shape) { write(svg, shape); }, [&](const Photo& photo) { write(svg, photo); });
    svg.out += "</g>\n";
}

} // namespace

Result<std::string> svg_text(const ExportScene& scene, const ExportOptions& options) {
    const ExportFrame frame = export_frame(scene.area, options);
    Svg svg;
    const std::string width = number(frame.width_px), height = number(frame.height_px);
    svg.out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
              "version=\"1.1\" width=\"" +
              width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height +
              "\" xml:space=\"preserve\">\n" + "<rect width=\"" + width + "\" height=\"" + height + "\"" +
              paint("fill", scene.scene.background, 1) + "/>\n" + "<g transform=\"translate(" +
              number(frame.shift_x, 4) + " " + number(frame.shift_y, 4) + ") scale(" + number(frame.zoom, 6) +
              ")\">\n";
    for_each_placed(scene.scene, [&svg](const Placed& placed) { write(svg, placed); });
    svg.out += "</g>\n</svg>\n";
    return std::move(svg.out);
}

} // namespace waymark
