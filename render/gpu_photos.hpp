#pragma once
#include "render/bitmap.hpp"
#include "sessions/shared.hpp"

#include <epoxy/gl.h>
#include <cstdint>
#include <unordered_map>

namespace waymark {

/// Textures of bitmaps, once each, with smaller copies for smaller views. Kept while somebody uses them.
class GpuPhotos {
public:
    GpuPhotos() = default;
    ~GpuPhotos();
    GpuPhotos(const GpuPhotos&) = delete;
    GpuPhotos& operator=(const GpuPhotos&) = delete;

    /// The bitmap's texture, counted as used once more; 0 when the driver has no memory for it.
    GLuint use(const Shared<Bitmap>& bitmap);
    void leave(const Shared<Bitmap>& bitmap);
    std::uint64_t uploaded(); ///< bytes since the last call

private:
    struct Kept {
        Shared<Bitmap> bitmap; ///< held, so that its address means this bitmap
        GLuint texture = 0;
        std::uint32_t uses = 0;
    };
    GLuint made(const Bitmap& bitmap);
    std::unordered_map<const Bitmap*, Kept> kept_;
    std::uint64_t bytes_ = 0;
};

} // namespace waymark
