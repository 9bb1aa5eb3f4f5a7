#pragma once
#include "sessions/journey.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The outer layers of a `.waymark` file, all numbers little-endian:
///
///     0   8    magic 89 57 4D 4B 0D 0A 1A 0A (the line ends show a transfer as text)
///     8   2+2  format major, minor
///     12  4    flags (bit 0 is reserved for compression)
///     16  16   session id
///     32  8    number of the last edit contained
///     40  8+8  payload bytes as stored, and raw (the same as long as nothing is compressed)
///     56  8    XXH3-64 of the payload
///     64  8    XXH3-64 of bytes 0 … 63
///     72  …    records: u32 type, u32 version, u32 length, u64 XXH3-64 of the content (seed: version << 32 |
///     type),
///              content
///
/// The hashes find accidents, not attackers: nothing is believed because its hash fits.
namespace waymark {

inline constexpr std::string_view magic{"\x89WMK\r\n\x1a\n", 8};
inline constexpr std::size_t envelope_size = 72, frame_head_size = 20;

struct Envelope {
    std::uint16_t major = 0, minor = 0;
    std::uint32_t flags = 0;
    SessionId id{};
    std::uint64_t sequence = 0;
    std::uint64_t stored_size = 0, raw_size = 0;
    std::uint64_t payload_hash = 0;
    bool sound = true; ///< as read: its own hash fits
};

std::uint64_t payload_hash(std::string_view payload);

/// True when the payload is the one that the envelope was written for.
bool payload_fits(const Envelope& envelope, std::string_view payload);

std::string written(const Envelope& envelope);

/// `bytes` has at least `envelope_size` bytes.
Envelope read_envelope(std::string_view bytes);

/// Room for a frame's head at the end of `out`; the content is appended behind it, then `close_frame` fills
/// the head.
std::size_t open_frame(std::string& out);
void close_frame(std::string& out, std::size_t frame, std::uint32_t type, std::uint32_t version);

struct Frame {
    std::uint32_t type = 0, version = 0; ///< of a damaged frame: as far as its head is believable, else 0
    std::string_view content;
    bool sound = true;
};

/// Walks the frames of a payload. After a damaged one it goes on with the next that is sound, by the damaged
/// one's length where that leads to it, else by looking at every byte.
class FrameReader {
public:
    explicit FrameReader(std::string_view payload) : rest_{payload} {}
    /// The next frame, sound or damaged; nothing at the end.
    std::optional<Frame> next();

private:
    bool is_sound_frame(std::string_view bytes, bool of_known_type);
    std::size_t next_sound_frame();

    std::string_view rest_;
    /// Bytes that may still be hashed while looking for a sound frame, so that a hostile file cannot make it
    /// last; a look at a head costs some, too.
    std::uint64_t search_left_ = 1ull << 30;
};

} // namespace waymark
