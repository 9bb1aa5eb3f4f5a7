#include "render/bitmap.hpp"
#include "render/image_helper.hpp"
#include "sessions/image_hash.hpp"

#include <utility>

namespace waymark {
namespace {

std::string text_of(ImageSize size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height) + " pixels";
}

/// Everything that can be known before a pixel is decoded.
Result<ImageSize> checked_size(std::string_view bytes, const std::string& name) {
    if (bytes.empty())
        return Error{ErrorKind::foreign, name, name + " is empty; choose a PNG or JPEG picture."};
    if (!is_png(bytes) && !is_jpeg(bytes))
        return Error{ErrorKind::foreign, name,
                     name + " is not a PNG or JPEG picture; save it as one of these and try again."};
    if (bytes.size() > image_encoded_limit)
        return Error{ErrorKind::too_large, name,
                     name + " is larger than 32 MB; make it smaller and try again."};
    const ImageSize size = stated_size(bytes);
    if (size.width == 0 || size.height == 0)
        return Error{ErrorKind::damaged, name,
                     name + " is damaged: it does not say how large its picture is."};
    if (size.width > image_side_limit || size.height > image_side_limit)
        return Error{ErrorKind::too_large, name,
                     name + " is " + text_of(size) +
                         "; a picture may have at most 16384 a side, make it smaller and try again."};
    if (size.pixels() > image_pixel_limit)
        return Error{ErrorKind::too_large, name,
                     name + " is " + text_of(size) +
                         "; a picture may have at most 40 megapixels, make it smaller and try again."};
    return size;
}

Error damaged(const std::string& name) {
    return {ErrorKind::damaged, name,
            name + " is damaged or cut short: its picture cannot be read to the end."};
}

} // namespace

Result<Bitmap> decoded_image(std::string_view bytes, const std::string& name, std::uint64_t at_most_pixels) {
    const Result<ImageSize> size = checked_size(bytes, name);
    if (!size) return size.error();
    Result<HelperAnswer> answer = unpacked_by_helper(bytes, *size, halvings(*size, at_most_pixels), name);
    if (!answer) return answer.error();
    switch (answer->how) {
    case HelperAnswer::How::damaged: return damaged(name);
    case HelperAnswer::How::too_much_memory:
        return Error{ErrorKind::too_large, name,
                     name + " needs far more memory than its picture; it is not taken."};
    case HelperAnswer::How::too_long:
        return Error{ErrorKind::too_large, name,
                     name + " takes longer than five seconds to read; it is not taken."};
    case HelperAnswer::How::done: break;
    }
    return Bitmap{answer->size.width, answer->size.height, std::move(answer->pixels)};
}

Result<Image> image_from_bytes(std::string bytes, const std::string& name) {
    // One pixel of it is enough to know that all of them can be had.
    if (const Result<Bitmap> bitmap = decoded_image(bytes, name, 1); !bitmap) return bitmap.error();
    const ImageSize size = stated_size(bytes); // the helper has found it true
    Image image;
    image.hash = hash_of(bytes);
    image.width = size.width, image.height = size.height;
    image.bytes = Shared<std::string>{std::move(bytes)};
    return image;
}

} // namespace waymark
