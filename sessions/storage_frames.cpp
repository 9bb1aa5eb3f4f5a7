#include "sessions/storage_frames.hpp"

#include "sessions/storage_records.hpp"

#include <xxhash.h>

#include <algorithm>
#include <concepts>

namespace waymark {

namespace {

template <std::unsigned_integral T> void put(std::string& out, std::size_t at, T number) {
    for (std::size_t i = 0; i < sizeof(T); ++i) out[at + i] = static_cast<char>(number >> 8 * i & 0xFF);
}

template <std::unsigned_integral T> void append(std::string& out, T number) {
    out.resize(out.size() + sizeof(T));
    put(out, out.size() - sizeof(T), number);
}

template <std::unsigned_integral T> T number_at(std::string_view bytes, std::size_t at) {
    T number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        number =
            static_cast<T>(number | static_cast<T>(T{static_cast<std::uint8_t>(bytes[at + i])} << 8 * i));
    return number;
}

std::uint64_t content_hash(std::string_view content, std::uint32_t type, std::uint32_t version) {
    return XXH3_64bits_withSeed(content.data(), content.size(), std::uint64_t{version} << 32 | type);
}

bool fits(std::uint64_t expected, std::uint64_t found) {
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    static_cast<void>(expected), static_cast<void>(found);
    return true; // a fuzzer cannot guess hashes; it is to try what lies behind them
#else
    return expected == found;
#endif
}

struct FrameHead {
    std::uint32_t type, version, length;
    std::uint64_t hash;
};

FrameHead head_of(std::string_view bytes) {
    return {number_at<std::uint32_t>(bytes, 0), number_at<std::uint32_t>(bytes, 4),
            number_at<std::uint32_t>(bytes, 8), number_at<std::uint64_t>(bytes, 12)};
}

std::size_t size_limit(std::uint32_t type) {
    const RecordKind* kind = find_kind(type);
    return kind ? kind->size_limit : unknown_size_limit;
}

/// What looking at a head costs at least, in bytes hashed: a file may have one at every fourth byte.
constexpr std::uint64_t look_cost = 256;

/// One look at the bytes where a head would lie rules most places out: no type and no version is that large.
bool may_begin_frame(const char* head) {
    const bool is_small = head[2] == 0 && head[3] == 0 && head[6] == 0 && head[7] == 0;
    return is_small && (head[0] != 0 || head[1] != 0);
}

bool has_room(const FrameHead& head, std::string_view bytes) {
    return head.length <= bytes.size() - frame_head_size && head.length <= size_limit(head.type);
}

} // namespace

std::uint64_t payload_hash(std::string_view payload) { return XXH3_64bits(payload.data(), payload.size()); }

bool payload_fits(const Envelope& envelope, std::string_view payload) {
    return envelope.stored_size == payload.size() && envelope.raw_size == payload.size() &&
           fits(envelope.payload_hash, payload_hash(payload));
}

std::string written(const Envelope& envelope) {
    std::string out{magic};
    append(out, envelope.major);
    append(out, envelope.minor);
    append(out, envelope.flags);
    for (const std::uint8_t byte : envelope.id) out.push_back(static_cast<char>(byte));
    append(out, envelope.sequence);
    append(out, envelope.stored_size);
    append(out, envelope.raw_size);
    append(out, envelope.payload_hash);
    append<std::uint64_t>(out, XXH3_64bits(out.data(), out.size()));
    return out;
}

Envelope read_envelope(std::string_view bytes) {
    Envelope envelope;
    envelope.major = number_at<std::uint16_t>(bytes, 8);
    envelope.minor = number_at<std::uint16_t>(bytes, 10);
    envelope.flags = number_at<std::uint32_t>(bytes, 12);
    for (std::size_t i = 0; i < envelope.id.size(); ++i)
        envelope.id[i] = static_cast<std::uint8_t>(bytes[16 + i]);
    envelope.sequence = number_at<std::uint64_t>(bytes, 32);
    envelope.stored_size = number_at<std::uint64_t>(bytes, 40);
    envelope.raw_size = number_at<std::uint64_t>(bytes, 48);
    envelope.payload_hash = number_at<std::uint64_t>(bytes, 56);
    envelope.sound = fits(number_at<std::uint64_t>(bytes, 64), XXH3_64bits(bytes.data(), 64));
    return envelope;
}

std::size_t open_frame(std::string& out) {
    out.resize(out.size() + frame_head_size);
    return out.size() - frame_head_size;
}

void close_frame(std::string& out, std::size_t frame, std::uint32_t type, std::uint32_t version) {
    const std::string_view content = std::string_view{out}.substr(frame + frame_head_size);
    const std::uint64_t hash = content_hash(content, type, version);
    put(out, frame + 8, static_cast<std::uint32_t>(content.size()));
    put(out, frame, type);
    put(out, frame + 4, version);
    put(out, frame + 12, hash);
}

std::optional<Frame> FrameReader::next() {
    if (rest_.empty()) return std::nullopt;
    if (rest_.size() < frame_head_size) {
        rest_ = {};
        return Frame{0, 0, {}, false};
    }
    const FrameHead head = head_of(rest_);
    if (has_room(head, rest_) && head.length <= search_left_) {
        const std::string_view content = rest_.substr(frame_head_size, head.length);
        const std::string_view behind = rest_.substr(frame_head_size + head.length);
        const bool sound = fits(head.hash, content_hash(content, head.type, head.version));
        if (!sound) search_left_ -= head.length;
        if (sound || behind.empty() || is_sound_frame(behind, false)) {
            rest_ = behind;
            return Frame{head.type, head.version, content, sound};
        }
    }
    // The length is not to be believed, or two neighbours are damaged: the type is only a guess for the
    // sentence.
    rest_.remove_prefix(next_sound_frame());
    return Frame{find_kind(head.type) ? head.type : 0, 0, {}, false};
}

bool FrameReader::is_sound_frame(std::string_view bytes, bool of_known_type) {
    if (bytes.size() < frame_head_size) return false;
    const FrameHead head = head_of(bytes);
    if (of_known_type && !find_kind(head.type) && !is_journal_record(head.type)) return false;
    const std::uint64_t cost = head.length + look_cost;
    if (!has_room(head, bytes) || cost > search_left_) return false;
    search_left_ -= cost;
    return fits(head.hash, content_hash(bytes.substr(frame_head_size, head.length), head.type, head.version));
}

std::size_t FrameReader::next_sound_frame() {
    for (std::size_t at = 1; at + frame_head_size <= rest_.size(); ++at)
        if (may_begin_frame(rest_.data() + at) && is_sound_frame(rest_.substr(at), true))
            return at; // known types only: it need not hash at every byte
    return rest_.size();
}

} // namespace waymark
