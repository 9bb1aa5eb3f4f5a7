#include "render/png.hpp"

#include "render/export.hpp"

#include <png.h>
#include <csetjmp>
#include <utility>
#include <vector>

namespace waymark {

struct PngStream::Inside {
    png_structp writer = nullptr;
    png_infop info = nullptr;
    std::uint32_t width = 0, height = 0, written = 0;
    bool opaque = false;
    std::string bytes, trouble;
    std::vector<std::uint8_t> row;

    ~Inside() { png_destroy_write_struct(&writer, &info); }
};

namespace {

Error could_not(const std::string& why) {
    return {ErrorKind::input_output, {}, "The PNG picture could not be written: " + why + "."};
}

void take_bytes(png_structp writer, png_bytep bytes, png_size_t size) {
    static_cast<std::string*>(png_get_io_ptr(writer))->append(reinterpret_cast<const char*>(bytes), size);
}
void flush_nothing(png_structp) {}
void take_error(png_structp writer, png_const_charp message) {
    *static_cast<std::string*>(png_get_error_ptr(writer)) = message;
    png_longjmp(writer, 1);
}
void ignore_warning(png_structp, png_const_charp) {}

} // namespace

PngStream::PngStream() : inside_{std::make_unique<Inside>()} {}
PngStream::~PngStream() = default;
PngStream::PngStream(PngStream&&) noexcept = default;
PngStream& PngStream::operator=(PngStream&&) noexcept = default;

Result<PngStream> PngStream::create(std::uint32_t width, std::uint32_t height, bool opaque) {
    if (width == 0 || height == 0 || width > 100'000 || height > 100'000)
        return Error{ErrorKind::invalid,
                     {},
                     "A PNG picture has 1 to 100000 pixels a side, not " + std::to_string(width) + " x " +
                         std::to_string(height) + "."};
    PngStream stream;
    Inside& in = *stream.inside_;
    in.width = width, in.height = height, in.opaque = opaque;
    if (opaque) in.row.resize(std::size_t{width} * 3);
    in.writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, &in.trouble, take_error, ignore_warning);
    if (!in.writer || !(in.info = png_create_info_struct(in.writer)))
        return could_not("libpng has no memory");
    if (setjmp(png_jmpbuf(in.writer))) return could_not(in.trouble);
    png_set_write_fn(in.writer, &in.bytes, take_bytes, flush_nothing);
    png_set_user_limits(in.writer, 100'000, 100'000);
    png_set_IHDR(in.writer, in.info, width, height, 8, opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // Level 3 without row filters is the fastest and the smallest for boards of flat colours.
    png_set_compression_level(in.writer, 3);
    png_set_filter(in.writer, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_sRGB(in.writer, in.info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_write_info(in.writer, in.info);
    return stream;
}

Result<Done> PngStream::add_rows(const std::uint8_t* rgba, std::uint32_t rows) {
    Inside& in = *inside_;
    if (rows > in.height - in.written) return could_not("it has more rows than were announced");
    if (setjmp(png_jmpbuf(in.writer))) return could_not(in.trouble);
    for (std::uint32_t y = 0; y < rows; ++y) {
        const std::uint8_t* from = rgba + std::size_t{y} * in.width * 4;
        if (in.opaque) {
            for (std::size_t x = 0; x < in.width; ++x)
                for (std::size_t c = 0; c < 3; ++c) in.row[x * 3 + c] = from[x * 4 + c];
            from = in.row.data();
        }
        png_write_row(in.writer, from);
    }
    in.written += rows;
    return Done{};
}

Result<std::string> PngStream::finished() {
    Inside& in = *inside_;
    if (in.written != in.height) return could_not("rows are missing");
    if (setjmp(png_jmpbuf(in.writer))) return could_not(in.trouble);
    png_write_end(in.writer, in.info);
    return std::move(in.bytes);
}

std::string png_of(const Bitmap& bitmap) {
    bool opaque = true;
    for (std::size_t i = 3; i < bitmap.pixels.size() && opaque; i += 4) opaque = bitmap.pixels[i] == 255;
    Result<PngStream> stream = PngStream::create(bitmap.width, bitmap.height, opaque);
    if (!stream || !stream.value().add_rows(bitmap.pixels.data(), bitmap.height)) return {};
    Result<std::string> bytes = stream.value().finished();
    return bytes ? std::move(bytes).value() : std::string{};
}

} // namespace waymark
