#include "render/gpu_arena.hpp"

#include <algorithm>
#include <iterator>

namespace waymark {

Arena::Arena(TextureUnit unit, GLenum texel, std::size_t record_bytes)
    : unit_{unit}, texel_{texel}, record_bytes_{record_bytes} {
    GLint most_texels = 0;
    glGetIntegerv(GL_MAX_TEXTURE_BUFFER_SIZE, &most_texels);
    const std::size_t texel_bytes = texel == GL_RGBA16I ? 8 : 16;
    // Four vertices a record must stay within a GLint.
    limit_ = std::min(static_cast<std::size_t>(std::max(most_texels, 0)) * texel_bytes / record_bytes,
                      std::size_t{1} << 28);
    glGenTextures(1, &texture_);
}

Arena::~Arena() {
    glDeleteTextures(1, &texture_);
    glDeleteBuffers(1, &buffer_);
}

std::optional<std::uint32_t> Arena::allocate(std::uint32_t count) {
    for (auto range = free_.begin(); range != free_.end(); ++range) {
        if (range->second < count) continue;
        const auto [first, size] = *range;
        free_.erase(range);
        if (size > count) free_.emplace(first + count, size - count);
        return first;
    }
    if (end_ + count > limit_) return std::nullopt;
    end_ += count;
    return static_cast<std::uint32_t>(end_ - count);
}

void Arena::release(std::uint32_t first, std::uint32_t count) {
    if (count == 0) return;
    auto [range, added] = free_.emplace(first, count);
    if (const auto next = std::next(range);
        next != free_.end() && range->first + range->second == next->first) {
        range->second += next->second;
        free_.erase(next);
    }
    if (range != free_.begin()) {
        const auto before = std::prev(range);
        if (before->first + before->second == range->first) {
            before->second += range->second;
            free_.erase(range);
            range = before;
        }
    }
    if (range->first + range->second == end_) {
        end_ = range->first;
        free_.erase(range);
    }
}

void Arena::clear() {
    free_.clear();
    end_ = 0;
}

void Arena::write(std::uint32_t first, const void* records, std::uint32_t count) {
    if (count == 0) return;
    const std::size_t at = first * record_bytes_, size = count * record_bytes_;
    if (!writes_.empty() && writes_.back().at + writes_.back().size == at)
        writes_.back().size += size;
    else
        writes_.push_back({at, size});
    const auto* bytes = static_cast<const std::uint8_t*>(records);
    written_.insert(written_.end(), bytes, bytes + size);
}

void Arena::grow() {
    std::size_t larger = std::max(capacity_ * 2, (std::size_t{64} << 10) / record_bytes_);
    larger = std::min(std::max(larger, end_ + end_ / 4), limit_);
    GLuint buffer = 0;
    glGenBuffers(1, &buffer);
    glBindBuffer(GL_TEXTURE_BUFFER, buffer);
    glBufferData(GL_TEXTURE_BUFFER, static_cast<GLsizeiptr>(larger * record_bytes_), nullptr,
                 GL_DYNAMIC_DRAW);
    if (buffer_ != 0) {
        glBindBuffer(GL_COPY_READ_BUFFER, buffer_);
        glCopyBufferSubData(GL_COPY_READ_BUFFER, GL_TEXTURE_BUFFER, 0, 0,
                            static_cast<GLsizeiptr>(capacity_ * record_bytes_));
        glDeleteBuffers(1, &buffer_);
    }
    buffer_ = buffer;
    capacity_ = larger;
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit_));
    glBindTexture(GL_TEXTURE_BUFFER, texture_);
    glTexBuffer(GL_TEXTURE_BUFFER, texel_, buffer_);
}

std::uint64_t Arena::flush() {
    if (end_ > capacity_ || capacity_ == 0) grow();
    if (writes_.empty()) return 0;
    glBindBuffer(GL_TEXTURE_BUFFER, buffer_);
    std::size_t from = 0;
    for (const Write& write : writes_) {
        // A range written and given back in the same frame may lie beyond the end.
        if (write.at + write.size <= capacity_ * record_bytes_)
            glBufferSubData(GL_TEXTURE_BUFFER, static_cast<GLintptr>(write.at),
                            static_cast<GLsizeiptr>(write.size), written_.data() + from);
        from += write.size;
    }
    const std::uint64_t bytes = written_.size();
    writes_.clear();
    written_.clear();
    constexpr std::size_t usual_bytes = 64u << 10, usual_writes = 1024;
    if (written_.capacity() > usual_bytes) written_ = {}; // a whole board's, as a rule written once
    if (writes_.capacity() > usual_writes) writes_ = {};
    return bytes;
}

void Arena::bind() const {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit_));
    glBindTexture(GL_TEXTURE_BUFFER, texture_);
}

} // namespace waymark
