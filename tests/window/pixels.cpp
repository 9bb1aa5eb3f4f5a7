#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What a window shows, for tests: `pixels WINDOW` prints a number that changes with the picture; `pixels
/// WINDOW RRGGBB` how many pixels have that colour, give or take two of each channel.
namespace {

int run(Window window, const char* colour) {
    Display* const display = XOpenDisplay(nullptr);
    if (!display) return std::fputs("pixels: there is no display\n", stderr), 1;
    XWindowAttributes about{};
    if (!XGetWindowAttributes(display, window, &about))
        return std::fputs("pixels: no such window\n", stderr), 1;
    XImage* const image = XGetImage(display, window, 0, 0, static_cast<unsigned>(about.width),
                                    static_cast<unsigned>(about.height), AllPlanes, ZPixmap);
    if (!image) return std::fputs("pixels: the window cannot be read\n", stderr), 1;
    const auto wanted = static_cast<std::uint32_t>(colour ? std::strtoul(colour, nullptr, 16) : 0);
    std::uint64_t sum = 14695981039346656037u, count = 0;
    for (int y = 0; y < about.height; ++y)
        for (int x = 0; x < about.width; ++x) {
            const auto pixel = static_cast<std::uint32_t>(XGetPixel(image, x, y)) & 0xFFFFFF;
            sum = (sum ^ pixel) * 1099511628211u;
            bool near = true;
            for (int shift = 0; shift < 24; shift += 8)
                near &= std::abs(static_cast<int>(pixel >> shift & 255) -
                                 static_cast<int>(wanted >> shift & 255)) <= 2;
            count += near;
        }
    XDestroyImage(image);
    XCloseDisplay(display);
    std::printf("%llu\n", static_cast<unsigned long long>(colour ? count : sum));
    return 0;
}

} // namespace

int main(int count, char** words) {
    if (count < 2 || count > 3) return std::fputs("pixels WINDOW [RRGGBB]\n", stderr), 2;
    return run(std::strtoul(words[1], nullptr, 0), count == 3 ? words[2] : nullptr);
}
