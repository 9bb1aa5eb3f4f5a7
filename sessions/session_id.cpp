#include "sessions/templates.hpp"

#include <random>

namespace waymark {

SessionId new_session_id() {
    std::random_device source; // the system's own, not a seeded generator: two machines must never agree
    SessionId id{};
    for (std::uint8_t& byte : id) byte = static_cast<std::uint8_t>(source() & 0xFF);
    // RFC 4122, section 4.4: version 4, variant 1.
    id[6] = static_cast<std::uint8_t>((id[6] & 0x0F) | 0x40);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3F) | 0x80);
    return id;
}

std::string text_of(const SessionId& id) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        text.push_back(digits[id[i] >> 4]);
        text.push_back(digits[id[i] & 15]);
    }
    return text;
}

} // namespace waymark
