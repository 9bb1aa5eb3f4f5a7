#include "app/osc.hpp"

#include <algorithm>
#include <bit>

namespace waymark {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t word = 4;           // everything is padded to so many bytes
constexpr std::size_t bundle_header = 16; // "#bundle", and a time that trackers do not use
constexpr std::string_view bundle_name{"#bundle\0", 8};

std::uint32_t big_endian(Bytes bytes) {
    return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
           static_cast<std::uint32_t>(bytes[2]) << 8 | static_cast<std::uint32_t>(bytes[3]);
}

std::string_view as_text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// Takes a text that ends with a zero byte and is padded.
std::optional<std::string_view> taken_text(Bytes& bytes) {
    const std::size_t length = as_text(bytes).find('\0');
    if (length == std::string_view::npos) return std::nullopt;
    const std::size_t padded = (length / word + 1) * word;
    if (padded > bytes.size()) return std::nullopt;
    const std::string_view text = as_text(bytes.first(length));
    bytes = bytes.subspan(padded);
    return text;
}

/// How many bytes an argument that we have no use for takes; nothing for types we do not know.
std::optional<std::size_t> skipped_size(char type, Bytes bytes) {
    switch (type) {
    case 'T':
    case 'F':
    case 'N':
    case 'I': return 0;
    case 'c':
    case 'r':
    case 'm': return word;
    case 'h':
    case 't':
    case 'd': return 2 * word;
    case 'b': {
        if (bytes.size() < word) return std::nullopt;
        const std::size_t size = big_endian(bytes);
        return word + (size + word - 1) / word * word;
    }
    default: return std::nullopt;
    }
}

bool add_messages(Bytes packet, int depth, std::vector<OscMessage>& messages) {
    if (packet.size() < 2 * word || packet.size() % word != 0 || depth > osc_depth_limit) return false;
    if (as_text(packet).starts_with(bundle_name)) {
        if (packet.size() < bundle_header) return false;
        for (Bytes rest = packet.subspan(bundle_header); !rest.empty();) {
            if (rest.size() < word) return false;
            const std::size_t size = big_endian(rest);
            if (size > rest.size() - word || !add_messages(rest.subspan(word, size), depth + 1, messages))
                return false;
            rest = rest.subspan(word + size);
        }
        return true;
    }
    const std::optional<std::string_view> address = taken_text(packet);
    if (!address || !address->starts_with('/')) return false;
    const std::optional<std::string_view> types = taken_text(packet);
    if (!types || !types->starts_with(',') || messages.size() >= osc_message_limit) return false;
    messages.push_back({*address, OscArguments{types->substr(1), packet}});
    return true;
}

} // namespace

std::optional<OscValue> OscArguments::next() {
    if (types_.empty()) return std::nullopt;
    OscValue value;
    value.type = types_.front();
    types_.remove_prefix(1);
    if (value.type == 'i' || value.type == 'f') {
        if (bytes_.size() < word) return types_ = {}, std::nullopt;
        const std::uint32_t bits = big_endian(bytes_);
        bytes_ = bytes_.subspan(word);
        if (value.type == 'i')
            value.whole = static_cast<std::int32_t>(bits), value.number = static_cast<float>(value.whole);
        else
            value.number = std::bit_cast<float>(bits);
        return value;
    }
    if (value.type == 's' || value.type == 'S') {
        const std::optional<std::string_view> text = taken_text(bytes_);
        if (!text) return types_ = {}, std::nullopt;
        value.type = 's';
        value.text = *text;
        return value;
    }
    const std::optional<std::size_t> size = skipped_size(value.type, bytes_);
    if (!size || *size > bytes_.size()) return types_ = {}, std::nullopt;
    bytes_ = bytes_.subspan(*size);
    return value;
}

std::optional<std::int32_t> OscArguments::whole() {
    const std::optional<OscValue> value = next();
    return value && value->type == 'i' ? std::optional{value->whole} : std::nullopt;
}

std::optional<float> OscArguments::number() {
    const std::optional<OscValue> value = next();
    return value && (value->type == 'i' || value->type == 'f') ? std::optional{value->number} : std::nullopt;
}

std::optional<std::string_view> OscArguments::text() {
    const std::optional<OscValue> value = next();
    return value && value->type == 's' ? std::optional{value->text} : std::nullopt;
}

std::optional<std::vector<OscMessage>> osc_messages(Bytes packet) {
    std::vector<OscMessage> messages;
    if (!add_messages(packet, 0, messages)) return std::nullopt;
    return messages;
}

} // namespace waymark
