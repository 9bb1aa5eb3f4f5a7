#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::testing {

using OscBytes = std::vector<std::uint8_t>;

/// Writes OSC as a tracker does.
struct OscWriter {
    void whole(std::uint32_t number) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::uint8_t>(number >> shift));
    }
    void number(float number) { whole(std::bit_cast<std::uint32_t>(number)); }
    void text(std::string_view text) {
        bytes.insert(bytes.end(), text.begin(), text.end());
        do bytes.push_back(0);
        while (bytes.size() % 4);
    }
    void block(const OscBytes& block) {
        whole(static_cast<std::uint32_t>(block.size()));
        bytes.insert(bytes.end(), block.begin(), block.end());
    }
    OscBytes bytes;
};

inline OscBytes bundle(const std::vector<OscBytes>& messages) {
    OscWriter writer;
    writer.text("#bundle");
    writer.whole(0);
    writer.whole(1);
    for (const OscBytes& message : messages) writer.block(message);
    return writer.bytes;
}

struct SentCursor {
    std::int32_t session = 0;
    float x = 0, y = 0;
};
struct SentObject {
    std::int32_t session = 0, object = 0;
    float x = 0, y = 0;
};

inline OscBytes message(const char* profile, const char* types, const char* command) {
    OscWriter writer;
    writer.text(profile);
    writer.text(types);
    writer.text(command);
    return writer.bytes;
}

inline OscBytes with_numbers(OscBytes begun, const std::vector<std::int32_t>& whole,
                             const std::vector<float>& numbers = {}) {
    OscWriter writer{std::move(begun)};
    for (const std::int32_t one : whole) writer.whole(static_cast<std::uint32_t>(one));
    for (const float one : numbers) writer.number(one);
    return writer.bytes;
}

inline std::vector<OscBytes> frame_begun(const char* profile, const std::vector<std::int32_t>& alive,
                                         const std::string& source) {
    std::vector<OscBytes> messages;
    if (!source.empty()) {
        OscWriter writer{message(profile, ",ss", "source")};
        writer.text(source);
        messages.push_back(writer.bytes);
    }
    messages.push_back(
        with_numbers(message(profile, (",s" + std::string(alive.size(), 'i')).c_str(), "alive"), alive));
    return messages;
}

/// A frame of fingers.
inline OscBytes cursors(std::int32_t frame, const std::vector<std::int32_t>& alive,
                        const std::vector<SentCursor>& sets, const std::string& source = "") {
    std::vector<OscBytes> messages = frame_begun("/tuio/2Dcur", alive, source);
    for (const SentCursor& set : sets)
        messages.push_back(
            with_numbers(message("/tuio/2Dcur", ",sifffff", "set"), {set.session}, {set.x, set.y, 0, 0, 0}));
    messages.push_back(with_numbers(message("/tuio/2Dcur", ",si", "fseq"), {frame}));
    return bundle(messages);
}

/// A frame of objects.
inline OscBytes objects(std::int32_t frame, const std::vector<std::int32_t>& alive,
                        const std::vector<SentObject>& sets, const std::string& source = "") {
    std::vector<OscBytes> messages = frame_begun("/tuio/2Dobj", alive, source);
    for (const SentObject& set : sets)
        messages.push_back(with_numbers(message("/tuio/2Dobj", ",siiffffffff", "set"),
                                        {set.session, set.object}, {set.x, set.y, 0, 0, 0, 0, 0, 0}));
    messages.push_back(with_numbers(message("/tuio/2Dobj", ",si", "fseq"), {frame}));
    return bundle(messages);
}

} // namespace waymark::testing
