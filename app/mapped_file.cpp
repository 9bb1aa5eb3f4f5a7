#include "app/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <mutex>

namespace waymark {
namespace {

std::span<std::byte> mapped(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return {};
    struct stat facts {};
    void* bytes = MAP_FAILED;
    if (::fstat(file, &facts) == 0 && facts.st_size > 0)
        bytes = ::mmap(nullptr, static_cast<std::size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (bytes == MAP_FAILED) return {};
    return {static_cast<std::byte*>(bytes), static_cast<std::size_t>(facts.st_size)};
}

} // namespace

std::span<std::byte> mapped_file(const std::string& path) {
    static std::mutex mutex;
    static std::map<std::string, std::span<std::byte>> files;
    const std::lock_guard lock{mutex};
    const auto [entry, fresh] = files.try_emplace(path);
    if (fresh) entry->second = mapped(path);
    return entry->second;
}

} // namespace waymark
