#pragma once
#include <epoxy/gl.h>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace waymark {

/// Texture units: each buffer and texture has its own for good, so that binding one never unbinds another.
enum class TextureUnit : std::uint32_t {
    places,
    boxes,
    words,
    glyphs,
    bars,
    slots,
    curves,
    fields,
    emoji,
    segments,
    shapes,
    outlines,
    photos,
    photo,
    mask,
    small
};

/// Equal records in one growing GPU buffer which shaders read as a texture buffer. Writes are gathered and go
/// up once a frame.
class Arena {
public:
    /// `texel`: GL_RGBA32UI, GL_RGBA32F (16 bytes) or GL_RGBA16I (8 bytes).
    Arena(TextureUnit unit, GLenum texel, std::size_t record_bytes);
    ~Arena();
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    /// `count` records side by side, or nothing when the driver's limit is reached. Their content is
    /// undefined.
    std::optional<std::uint32_t> allocate(std::uint32_t count);
    void release(std::uint32_t first, std::uint32_t count);
    void write(std::uint32_t first, const void* records, std::uint32_t count);
    /// Forgets everything.
    void clear();

    /// Uploads what was written; the bytes.
    std::uint64_t flush();
    void bind() const;

private:
    void grow();
    struct Write {
        std::size_t at, size; ///< in the buffer
    };
    TextureUnit unit_;
    GLenum texel_;
    std::size_t record_bytes_, limit_ = 0, capacity_ = 0, end_ = 0; ///< records
    GLuint buffer_ = 0, texture_ = 0;
    std::map<std::uint32_t, std::uint32_t> free_;
    std::vector<Write> writes_;
    std::vector<std::uint8_t> written_;
};

} // namespace waymark
