#include "app/replay.hpp"

#include <cstddef>
#include <cstdint>

/// Recorded input comes with bug reports, from anybody: any bytes give frames or one sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    waymark::RecordedInput inputs{{reinterpret_cast<const char*>(data), size}, "fuzz"};
    for (double before_s = 0;;) {
        const waymark::Result<std::optional<waymark::Input>> next = inputs.next();
        if (!next && next.error().sentence.empty()) __builtin_trap();
        if (!next || !*next) return 0;
        if ((**next).time_s < before_s) __builtin_trap();
        before_s = (**next).time_s;
    }
}
