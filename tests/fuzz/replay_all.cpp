#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// `fuzz_replay FOLDER [CHANGES]`: every fuzz target reads what `fuzz_seeds` has written there, as it is and
/// with so many made-up changes to each: bits, bytes, pieces that are cut out, doubled or taken from another.
/// What the fuzzers of `./dev torture` do for hours, in seconds, so that no change to a reader goes without;
/// the changes are always the same. A finding ends the program.

#define WAYMARK_FUZZ_TARGETS(visit)                                                                          \
    visit(clipboard) visit(image) visit(journal) visit(pinyin) visit(replay) visit(session) visit(settings)  \
        visit(text) visit(timeline) visit(tuio)

#define WAYMARK_DECLARE(name) extern "C" int fuzz_##name(const std::uint8_t* data, std::size_t size);
WAYMARK_FUZZ_TARGETS(WAYMARK_DECLARE)

namespace {

using Target = int (*)(const std::uint8_t*, std::size_t);

constexpr std::pair<const char*, Target> targets[] = {
#define WAYMARK_NAME(name) {#name, fuzz_##name},
    WAYMARK_FUZZ_TARGETS(WAYMARK_NAME)};

void give(Target target, const std::string& bytes) {
    target(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::vector<std::string> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end()); // the same order everywhere
    std::vector<std::string> all;
    for (const std::filesystem::path& path : paths) {
        std::ifstream file{path, std::ios::binary};
        all.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
    }
    return all;
}

std::string changed(std::string bytes, const std::string& other, std::mt19937& random) {
    const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : random() % bound; };
    for (auto times = 1 + below(4); times > 0; --times) {
        const std::size_t at = below(bytes.size()),
                          length = below(std::min<std::size_t>(64, bytes.size() - at) + 1);
        switch (random() % 6) {
        case 0:
            if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
            break;
        case 1:
            if (!bytes.empty()) bytes[at] = static_cast<char>(random() % 3 == 0 ? 0xff : random());
            break;
        case 2: bytes.erase(at, length); break;
        case 3: bytes.insert(at, bytes.substr(at, length)); break;
        case 4: bytes.resize(at); break;
        default: {
            const std::size_t from = below(other.size());
            bytes.insert(at, other.substr(from, below(200)));
        }
        }
    }
    return bytes;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2) return 2;
    const int changes = count > 2 ? std::atoi(arguments[2]) : 100;
    for (const auto& [name, target] : targets) {
        const std::vector<std::string> seeds = files_in(std::filesystem::path{arguments[1]} / name);
        if (seeds.empty()) return std::fprintf(stderr, "There is nothing to begin with for %s.\n", name), 1;
        std::mt19937 random{20'260'601};
        for (const std::string& seed : seeds) {
            give(target, seed);
            for (int i = 0; i < changes; ++i)
                give(target, changed(seed, seeds[random() % seeds.size()], random));
        }
        std::printf("%s: %zu inputs\n", name, seeds.size() * static_cast<std::size_t>(changes + 1));
    }
    return 0;
}
