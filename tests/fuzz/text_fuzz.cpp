// Any bytes as a note's text: the layout holds together and carets are where they can be.
#include "tests/render/text_checks.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

void require(const std::string& flaw) {
    if (flaw.empty()) return;
    std::fprintf(stderr, "%s\n", flaw.c_str());
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace waymark;
    if (size < 2) return 0;
    static TextEngine engine;
    const TextStyle style{static_cast<FontWeight>(data[0] & 3), static_cast<TextAlign>(data[0] >> 2 & 1),
                          data[0] & 8 ? "ja" : ""};
    const auto width = static_cast<float>(data[1]);
    const std::string_view text{reinterpret_cast<const char*>(data) + 2, size - 2};
    const TextLayout layout = engine.laid_out(text, style, 16, width);
    require(flaw_of(layout));
    require(flaw_of_carets(layout, engine.stops(text, style)));
    require(flaw_of(engine.fitted(text, style, {width, 132})));
    require(flaw_of(engine.on_one_line(text, style, 16, width)));
    return 0;
}
