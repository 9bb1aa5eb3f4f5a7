#include "app/replay.hpp"

#include <cstddef>
#include <cstdint>

/// Recorded input comes with bug reports, from anybody: any bytes give frames or one sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view lines{reinterpret_cast<const char*>(data), size};
    const waymark::Result<std::vector<waymark::Input>> inputs = waymark::inputs_from(lines, "fuzz");
    if (!inputs && inputs.error().sentence.empty()) __builtin_trap();
    return 0;
}
