#include "render/gpu_photos.hpp"

#include "render/gpu_arena.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace waymark {
namespace {

/// Colours multiplied by alpha, so that transparent pixels do not bleed into smaller copies; every `step`th
/// pixel both ways.
std::vector<std::uint8_t> premultiplied(const Bitmap& bitmap, std::size_t step, std::size_t width,
                                        std::size_t height) {
    std::vector<std::uint8_t> pixels(width * height * 4);
    std::uint8_t* to = pixels.data();
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x, to += 4) {
            const std::uint8_t* from = bitmap.pixels.data() + (y * step * bitmap.width + x * step) * 4;
            const unsigned alpha = from[3];
            for (std::size_t c = 0; c < 3; ++c)
                to[c] = static_cast<std::uint8_t>((from[c] * alpha + 127) / 255);
            to[3] = from[3];
        }
    return pixels;
}

} // namespace

GpuPhotos::~GpuPhotos() {
    for (const auto& [bitmap, kept] : kept_) glDeleteTextures(1, &kept.texture);
}

GLuint GpuPhotos::use(const Shared<Bitmap>& bitmap) {
    Kept& kept = kept_.try_emplace(bitmap.get(), Kept{bitmap, 0, 0}).first->second;
    if (kept.uses++ == 0) kept.texture = made(*bitmap);
    return kept.texture;
}

void GpuPhotos::leave(const Shared<Bitmap>& bitmap) {
    const auto found = kept_.find(bitmap.get());
    if (found == kept_.end() || --found->second.uses > 0) return;
    glDeleteTextures(1, &found->second.texture);
    kept_.erase(found);
}

GLuint GpuPhotos::made(const Bitmap& bitmap) {
    if (bitmap.width == 0 || bitmap.height == 0) return 0;
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    const auto longest = std::max(bitmap.width, bitmap.height);
    const std::size_t step =
        (longest + static_cast<std::uint32_t>(most) - 1) / static_cast<std::uint32_t>(most);
    const std::size_t width = std::max<std::size_t>(bitmap.width / step, 1),
                      height = std::max<std::size_t>(bitmap.height / step, 1);
    const std::vector<std::uint8_t> pixels = premultiplied(bitmap, step, width, height);
    while (glGetError() != GL_NO_ERROR) {} // only this upload's error counts
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(TextureUnit::photo));
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, static_cast<GLsizei>(width), static_cast<GLsizei>(height), 0,
                 GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    glGenerateMipmap(GL_TEXTURE_2D);
    if (glGetError() != GL_NO_ERROR) {
        glDeleteTextures(1, &texture);
        return 0;
    }
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    bytes_ += pixels.size();
    return texture;
}

std::uint64_t GpuPhotos::uploaded() { return std::exchange(bytes_, 0); }

} // namespace waymark
