#pragma once
#include <cstdint>

namespace waymark {

/// sRGB with straight alpha.
struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Colour&) const = default;
    Colour with_alpha(float alpha) const {
        return {r, g, b, static_cast<std::uint8_t>(static_cast<float>(a) * alpha + 0.5f)};
    }
};

/// `0xRRGGBB` as an opaque colour.
constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16 & 255), static_cast<std::uint8_t>(hex >> 8 & 255),
            static_cast<std::uint8_t>(hex & 255), 255};
}
/// `0xRRGGBBAA`, as ink is kept in the session.
constexpr Colour rgba(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 24), static_cast<std::uint8_t>(hex >> 16 & 255),
            static_cast<std::uint8_t>(hex >> 8 & 255), static_cast<std::uint8_t>(hex & 255)};
}

/// `from` at 0, `to` at 1.
constexpr Colour mixed(Colour from, Colour to, float part) {
    const auto channel = [part](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(static_cast<float>(a) +
                                         (static_cast<float>(b) - static_cast<float>(a)) * part + 0.5f);
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), channel(from.a, to.a)};
}

/// Contrast ratio of WCAG 2, 1 … 21; alpha is not looked at.
float contrast(Colour a, Colour b);

} // namespace waymark
