#include "render/export_shapes.hpp"
#include "render/gpu.hpp"
#include "render/png.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <thread>
#include <vector>

namespace waymark {
namespace {

constexpr int longest_side_px = 100'000;
constexpr std::int64_t most_pixels = 1'000'000'000;
constexpr int tile_width_px = 4096; ///< what every OpenGL 3.3 driver can draw into at once
constexpr int strip_height_px = 512;
constexpr int strip_pixels = 8 * 1024 * 1024; ///< a very wide picture has lower strips

std::optional<Error> too_large(const ExportFrame& frame) {
    const std::int64_t pixels = static_cast<std::int64_t>(frame.width_px) * frame.height_px;
    if (frame.width_px <= longest_side_px && frame.height_px <= longest_side_px && pixels <= most_pixels)
        return std::nullopt;
    return Error{ErrorKind::too_large, "",
                 "The PNG would be " + std::to_string(frame.width_px) + " × " +
                     std::to_string(frame.height_px) +
                     " pixels, more than Waymark draws; choose a smaller scale or size."};
}

/// The part of the board that fills the tile whose top left pixel is `left`, `top`.
View tile_view(const ExportFrame& frame, int left, int top, int width, int height) {
    View view;
    view.zoom = static_cast<float>(frame.zoom);
    view.size_px = {static_cast<float>(width), static_cast<float>(height)};
    view.at = {static_cast<float>((left + width / 2.0 - frame.shift_x) / frame.zoom),
               static_cast<float>((top + height / 2.0 - frame.shift_y) / frame.zoom)};
    return view;
}

/// Draws tile by tile into strips, and gives each strip to the file before the next one is drawn.
Result<std::string> drawn(const ExportScene& exported, const ExportFrame& frame) {
    Result<PngStream> png = PngStream::create(static_cast<std::uint32_t>(frame.width_px),
                                              static_cast<std::uint32_t>(frame.height_px), true);
    if (!png) return png.error();
    const Result<std::unique_ptr<HeadlessContext>> context = HeadlessContext::create();
    if (!context) return context.error();
    const Result<std::unique_ptr<Gpu>> gpu = Gpu::create();
    if (!gpu) return gpu.error();

    const int tile_width = std::min(frame.width_px, tile_width_px);
    const int tile_height =
        std::min({frame.height_px, strip_height_px, std::max(16, strip_pixels / frame.width_px)});
    if (const Result<Done> bound = (*context)->bind_target(tile_width, tile_height); !bound)
        return bound.error();

    Scene scene = exported.scene;
    const auto pixel_bytes = [](int pixels) { return static_cast<std::size_t>(pixels) * 4; };
    std::vector<std::uint8_t> strip(pixel_bytes(frame.width_px) * static_cast<std::size_t>(tile_height));
    for (int top = 0; top < frame.height_px; top += tile_height) {
        for (int left = 0; left < frame.width_px; left += tile_width) {
            scene.view = tile_view(frame, left, top, tile_width, tile_height);
            (*gpu)->draw(scene, tile_width, tile_height, true);
            const Bitmap tile = (*context)->pixels();
            const int width = std::min(tile_width, frame.width_px - left);
            for (int y = 0; y < tile_height; ++y)
                std::memcpy(strip.data() + pixel_bytes(frame.width_px) * static_cast<std::size_t>(y) +
                                pixel_bytes(left),
                            tile.pixels.data() + pixel_bytes(tile_width) * static_cast<std::size_t>(y),
                            pixel_bytes(width));
        }
        const int rows = std::min(tile_height, frame.height_px - top);
        if (const Result<Done> added = png.value().add_rows(strip.data(), static_cast<std::uint32_t>(rows));
            !added)
            return added.error();
    }
    return png.value().finished();
}

} // namespace

Result<std::string> png_bytes(const ExportScene& scene, const ExportOptions& options) {
    const ExportFrame frame = export_frame(scene.area, options);
    if (std::optional<Error> error = too_large(frame)) return *error;
    // In a thread of its own: the headless context must not take the place of a window's.
    std::optional<Result<std::string>> result;
    std::thread worker{[&] { result = drawn(scene, frame); }};
    worker.join();
    return std::move(*result);
}

} // namespace waymark
