#include "render/glyph_faces.hpp"

#include "render/fonts.hpp"

#include <ft2build.h>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>
#include FT_BBOX_H
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_OUTLINE_H

namespace waymark {
namespace {

/// Sets the design axes of a variable font from "wght=600,opsz=14".
void set_variations(FT_Library library, FT_Face face, const std::string& variations) {
    FT_MM_Var* axes = nullptr;
    if (variations.empty() || FT_Get_MM_Var(face, &axes) != 0) return;
    std::vector<FT_Fixed> values;
    for (FT_UInt i = 0; i < axes->num_axis; ++i) {
        const FT_Var_Axis& axis = axes->axis[i];
        const std::string name{
            static_cast<char>(axis.tag >> 24 & 255), static_cast<char>(axis.tag >> 16 & 255),
            static_cast<char>(axis.tag >> 8 & 255), static_cast<char>(axis.tag & 255), '='};
        const std::size_t at = variations.find(name);
        values.push_back(
            at == std::string::npos
                ? axis.def
                : static_cast<FT_Fixed>(std::strtod(variations.c_str() + at + 5, nullptr) * 65536));
    }
    FT_Set_Var_Design_Coordinates(face, axes->num_axis, values.data());
    FT_Done_MM_Var(library, axes);
}

/// What FreeType's outline walk hands from call to call.
struct Walk {
    Outline outline{0.0005f * 4096};
    float scale = 1; ///< font units to 4096ths of an em
    Vec2 point(const FT_Vector* v) const {
        return Vec2{static_cast<float>(v->x), static_cast<float>(v->y)} * scale;
    }
};
Walk& walk_of(void* user) { return *static_cast<Walk*>(user); }

int walk_move(const FT_Vector* to, void* user) {
    return walk_of(user).outline.move(walk_of(user).point(to)), 0;
}
int walk_line(const FT_Vector* to, void* user) {
    return walk_of(user).outline.line(walk_of(user).point(to)), 0;
}
int walk_conic(const FT_Vector* control, const FT_Vector* to, void* user) {
    return walk_of(user).outline.quadratic(walk_of(user).point(control), walk_of(user).point(to)), 0;
}
int walk_cubic(const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* user) {
    return walk_of(user).outline.cubic(walk_of(user).point(a), walk_of(user).point(b),
                                       walk_of(user).point(to)),
           0;
}

Vec2 rounded(Vec2 v) { return {std::round(v.x), std::round(v.y)}; }

} // namespace

struct GlyphFaces::Inside {
    FT_Library library = nullptr;
    struct Face {
        FT_Face face = nullptr;
        bool opened = false, pictures = false;
        FT_UInt size = 0; ///< that is set; setting it again costs as much as a letter
    };
    std::vector<Face> faces; ///< by FontId

    ~Inside() {
        for (const Face& face : faces)
            if (face.face) FT_Done_Face(face.face);
        FT_Done_FreeType(library);
    }

    Face& opened(FontId font) {
        const auto number = static_cast<std::size_t>(font);
        if (faces.size() <= number) faces.resize(number + 1);
        Face& face = faces[number];
        if (face.opened) return face;
        face.opened = true;
        const FontFile& file = font_file(font);
        if (FT_New_Face(library, file.path.c_str(), file.index, &face.face) != 0) face.face = nullptr;
        if (!face.face) return face;
        set_variations(library, face.face, file.variations);
        face.pictures = FT_HAS_COLOR(face.face) && FT_HAS_FIXED_SIZES(face.face);
        return face;
    }

    /// The face with the glyph's outline at so many pixels an em; null where there is none.
    FT_Face loaded(FontId font, std::uint32_t glyph, FT_UInt size) {
        Face& face = opened(font);
        if (!face.face) return nullptr;
        if (face.size != size) {
            face.size = 0;
            if (FT_Set_Pixel_Sizes(face.face, 0, size) != 0) return nullptr;
            face.size = size;
        }
        if (FT_Load_Glyph(face.face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return nullptr;
        return face.face->glyph->format == FT_GLYPH_FORMAT_OUTLINE ? face.face : nullptr;
    }
};

GlyphFaces::GlyphFaces() : inside_{std::make_unique<Inside>()} {
    if (FT_Init_FreeType(&inside_->library) != 0) inside_->library = nullptr;
}
GlyphFaces::~GlyphFaces() = default;

bool GlyphFaces::has_pictures(FontId font) { return inside_->opened(font).pictures; }

float GlyphFaces::height_em(const std::string& path, int index) {
    FT_Face face = nullptr;
    if (FT_New_Face(inside_->library, path.c_str(), index, &face) != 0) return 1;
    const float height = face->units_per_EM == 0 ? 1
                                                 : static_cast<float>(face->ascender - face->descender) /
                                                       static_cast<float>(face->units_per_EM);
    FT_Done_Face(face);
    return height > 0 ? height : 1;
}

GlyphCoverage GlyphFaces::coverage(FontId font, std::uint32_t glyph) {
    GlyphCoverage result;
    const FT_Face face = inside_->loaded(font, glyph, field_size);
    if (!face) return result;
    FT_BBox box;
    if (FT_Outline_Get_BBox(&face->glyph->outline, &box) != 0 ||
        FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0)
        return result;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    if (bitmap.width == 0 || bitmap.rows == 0) return result;
    const auto em = [](FT_Pos fixed) { return static_cast<float>(fixed) / (64.0f * field_size); };
    result.box = rect_between({em(box.xMin), em(box.yMin)}, {em(box.xMax), em(box.yMax)});
    result.width = static_cast<int>(bitmap.width) + 2 * field_spread;
    result.height = static_cast<int>(bitmap.rows) + 2 * field_spread;
    result.ink_px = {
        static_cast<float>(field_spread - face->glyph->bitmap_left) + result.box.left() * field_size,
        static_cast<float>(field_spread + face->glyph->bitmap_top) - result.box.bottom() * field_size};
    result.pixels.assign(static_cast<std::size_t>(result.width) * static_cast<std::size_t>(result.height), 0);
    for (std::size_t y = 0; y < bitmap.rows; ++y)
        std::memcpy(result.pixels.data() + (y + field_spread) * static_cast<std::size_t>(result.width) +
                        field_spread,
                    bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch, bitmap.width);
    return result;
}

void GlyphFaces::small(FontId font, std::uint32_t number, SmallGlyph& glyph) {
    glyph.pixels.clear();
    const FT_Face face = inside_->loaded(font, number, small_size);
    if (!face || FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    if (bitmap.width == 0 || bitmap.rows == 0) return;
    const std::size_t width = bitmap.width + 2, height = bitmap.rows + 2;
    glyph.width = static_cast<int>(width), glyph.height = static_cast<int>(height);
    glyph.left = face->glyph->bitmap_left - 1, glyph.top = face->glyph->bitmap_top + 1;
    glyph.pixels.assign(width * height, 0);
    for (std::size_t y = 0; y < bitmap.rows; ++y)
        std::memcpy(glyph.pixels.data() + (y + 1) * width + 1,
                    bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch, bitmap.width);
}

GlyphPicture GlyphFaces::picture(FontId font, std::uint32_t glyph) {
    GlyphPicture result;
    inside_->opened(font).size = 0;
    const FT_Face face = inside_->opened(font).face;
    if (!face || FT_Select_Size(face, 0) != 0 || FT_Load_Glyph(face, glyph, FT_LOAD_COLOR) != 0)
        return result;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    if (bitmap.pixel_mode != FT_PIXEL_MODE_BGRA || bitmap.width == 0 || bitmap.rows == 0) return result;
    const float em = 1.0f / static_cast<float>(face->size->metrics.y_ppem);
    result.width = static_cast<int>(bitmap.width), result.height = static_cast<int>(bitmap.rows);
    const auto left = static_cast<float>(face->glyph->bitmap_left),
               top = static_cast<float>(face->glyph->bitmap_top);
    result.box = {Vec2{left, top - static_cast<float>(result.height)} * em,
                  Vec2{static_cast<float>(result.width), static_cast<float>(result.height)} * em};
    result.pixels.reserve(std::size_t{bitmap.width} * bitmap.rows * 4);
    for (std::size_t y = 0; y < bitmap.rows; ++y) {
        const unsigned char* row = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
        for (std::size_t x = 0; x < bitmap.width; ++x)
            result.pixels.insert(result.pixels.end(),
                                 {row[x * 4 + 2], row[x * 4 + 1], row[x * 4], row[x * 4 + 3]});
    }
    return result;
}

std::vector<Quadratic> GlyphFaces::curves(FontId font, std::uint32_t glyph) {
    const FT_Face face = inside_->opened(font).face;
    if (!face || FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0) return {};
    if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE || face->units_per_EM == 0) return {};
    Walk walk;
    walk.scale = 4096.0f / static_cast<float>(face->units_per_EM);
    const FT_Outline_Funcs functions{walk_move, walk_line, walk_conic, walk_cubic, 0, 0};
    if (FT_Outline_Decompose(&face->glyph->outline, &functions, &walk) != 0) return {};
    walk.outline.close();
    std::vector<Quadratic> curves;
    curves.reserve(walk.outline.curves().size());
    for (const Quadratic& curve : walk.outline.curves()) {
        const Quadratic whole{rounded(curve.from), rounded(curve.control), rounded(curve.to)};
        if (!(whole.from == whole.to && whole.control == whole.from)) curves.push_back(whole);
    }
    return curves;
}

} // namespace waymark
