#include "render/colour.hpp"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

float linear(std::uint8_t channel) {
    const float part = static_cast<float>(channel) / 255.0f;
    return part <= 0.04045f ? part / 12.92f : std::pow((part + 0.055f) / 1.055f, 2.4f);
}

float luminance(Colour colour) {
    return 0.2126f * linear(colour.r) + 0.7152f * linear(colour.g) + 0.0722f * linear(colour.b);
}

} // namespace

float contrast(Colour a, Colour b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05f) / (dark + 0.05f);
}

} // namespace waymark
