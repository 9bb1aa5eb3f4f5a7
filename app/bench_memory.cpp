#include "app/bench_memory.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace waymark {
namespace {

enum class FileKind { none, font, driver, code };

FileKind kind_of(std::string_view path) {
    if (path.empty()) return FileKind::none;
    for (const std::string_view ending : {".ttf", ".otf", ".ttc"})
        if (path.ends_with(ending)) return FileKind::font;
    constexpr std::array<std::string_view, 10> drivers{"/dri/",      "/libLLVM", "/libgallium", "/libEGL_",
                                                       "/libGLX_",   "/libz3",   "/libglapi",   "/libnvidia",
                                                       "/libvulkan", "/libdrm"};
    const bool is_driver = std::ranges::any_of(
        drivers, [path](std::string_view part) { return path.find(part) != std::string_view::npos; });
    return is_driver ? FileKind::driver : FileKind::code;
}

/// The number behind "Name:" on a line of the kernel's, MB; it writes kB.
double megabytes(const std::string& line) {
    return std::strtod(line.c_str() + line.find(':') + 1, nullptr) / 1024;
}

} // namespace

MemoryUse memory_use() {
    MemoryUse use;
    std::string line;
    for (std::ifstream status{"/proc/self/status"}; std::getline(status, line);) {
        if (line.starts_with("RssAnon:")) use.own = megabytes(line);
        if (line.starts_with("RssFile:") || line.starts_with("RssShmem:")) use.files += megabytes(line);
    }
    FileKind kind = FileKind::none;
    for (std::ifstream maps{"/proc/self/smaps"}; std::getline(maps, line);) {
        const bool is_head = line.find_first_not_of("0123456789abcdef-") == line.find(' ');
        if (is_head) {
            const std::size_t slash = line.find('/');
            kind = kind_of(slash == std::string::npos ? std::string_view{}
                                                      : std::string_view{line}.substr(slash));
            continue;
        }
        if (line.starts_with("Anonymous:") && kind == FileKind::driver) use.driver_own += megabytes(line);
        // What has not been written to is the file's own.
        if (!line.starts_with("Shared_Clean:") && !line.starts_with("Private_Clean:")) continue;
        if (kind == FileKind::font) use.fonts += megabytes(line);
        if (kind == FileKind::driver) use.driver += megabytes(line);
        if (kind == FileKind::code) use.code += megabytes(line);
    }
    return use;
}

} // namespace waymark
