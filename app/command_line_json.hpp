#pragma once
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

/// How the commands print JSON: fields in the order they were put in, numbers as people write them.
namespace waymark {

using Json = nlohmann::ordered_json;

/// A score, share or length to four decimals; whole numbers without a point (5, not 5.0 or 4.9999998).
inline Json json_number(double value) {
    const double rounded = std::round(value * 1e4) / 1e4;
    if (rounded == std::trunc(rounded) && std::abs(rounded) < 1e15) return static_cast<std::int64_t>(rounded);
    return rounded;
}

/// Two spaces a level, UTF-8 as it is, a line end at the end.
inline std::string json_lines(const Json& value) {
    return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace waymark
