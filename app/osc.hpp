#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Open Sound Control 1.0, as far as trackers speak it: reading only, and nothing that a packet claims is
/// believed. Views are into the packet.
namespace waymark {

/// An argument: one of a whole number, a fraction or a text, by its type.
struct OscValue {
    char type = 0; ///< 'i', 'f' or 's'; what else there is arrives as its type alone
    std::int32_t whole = 0;
    float number = 0; ///< of whole numbers, too
    std::string_view text;
};

/// A message's arguments, one after the other.
class OscArguments {
public:
    OscArguments(std::string_view types, std::span<const std::uint8_t> bytes)
        : types_{types}, bytes_{bytes} {}
    /// Nothing at the end, and from the first damaged one on.
    std::optional<OscValue> next();
    /// The next one, when it is a whole number, any number, a text.
    std::optional<std::int32_t> whole();
    std::optional<float> number();
    std::optional<std::string_view> text();

private:
    std::string_view types_;
    std::span<const std::uint8_t> bytes_;
};

struct OscMessage {
    std::string_view address;
    OscArguments arguments;
};

inline constexpr std::size_t osc_message_limit = 2048; ///< in one packet
inline constexpr int osc_depth_limit = 4;              ///< of bundles in bundles

/// The messages of a packet in their order; nothing of a packet that is damaged anywhere or beyond a limit.
std::optional<std::vector<OscMessage>> osc_messages(std::span<const std::uint8_t> packet);

} // namespace waymark
