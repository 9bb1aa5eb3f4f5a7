// Any bytes as a picture: unpacked within the memory that its stated size is due, or refused. What runs here
// runs in the helper's sandbox elsewhere.
#include "render/image_pixels.hpp"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace waymark;
    if (size < 1) return 0;
    const unsigned halve = data[0] & 7;
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    const ImageSize stated = stated_size(bytes);
    if (stated.pixels() > 4'000'000) return 0; // larger ones only take longer
    const UnpackedImage image = unpacked_image(bytes, stated, halve);
    if (image.how != UnpackedImage::How::done) return 0;
    if (image.size != halved(stated, halve)) {
        std::fputs("The picture is not as large as it says.\n", stderr);
        std::abort();
    }
    unsigned sum = 0; // every pixel is there
    for (std::size_t i = 0; i < image.size.pixels() * 4; ++i) sum += image.pixels.get()[i];
    return sum == 1 ? 1 : 0;
}
