#include "render/fonts.hpp"

#include "render/pinned_fonts.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <tuple>

namespace waymark {
namespace {

using FontKey = std::tuple<std::string, int, std::string>;

/// Every font used in this process. Grows only, so that a number and a reference stay good for ever.
struct Registry {
    std::shared_mutex guard;
    std::deque<FontFile> files; ///< a deque: growing leaves references alone
    std::map<FontKey, FontId> numbers;
    std::vector<std::string> missing;
    std::atomic<std::size_t> missing_count = 0; ///< asked for in every frame
};

Registry& registry() {
    static Registry shared;
    return shared;
}

constexpr std::size_t font_limit = 0xFFFF, missing_limit = 100;

} // namespace

const FontFile& font_file(FontId id) {
    static const FontFile nothing;
    Registry& fonts = registry();
    const std::shared_lock lock{fonts.guard};
    const auto number = static_cast<std::size_t>(id);
    return number < fonts.files.size() ? fonts.files[number] : nothing;
}

FontId font_id(const FontFile& file) {
    Registry& fonts = registry();
    const FontKey key{file.path, file.index, file.variations};
    const std::unique_lock lock{fonts.guard};
    const auto known = fonts.numbers.find(key);
    if (known != fonts.numbers.end()) return known->second;
    if (fonts.files.size() >= font_limit) return FontId{0};
    const auto id = static_cast<FontId>(fonts.files.size());
    fonts.files.push_back(file);
    fonts.numbers.emplace(key, id);
    return id;
}

std::vector<std::string> missing_fonts() {
    Registry& fonts = registry();
    const std::shared_lock lock{fonts.guard};
    return fonts.missing;
}

std::size_t missing_font_count() { return registry().missing_count; }

void note_missing_font(const std::string& sentence) {
    Registry& fonts = registry();
    const std::unique_lock lock{fonts.guard};
    if (sentence.empty() || fonts.missing.size() >= missing_limit) return;
    if (std::find(fonts.missing.begin(), fonts.missing.end(), sentence) == fonts.missing.end())
        fonts.missing.push_back(sentence), ++fonts.missing_count;
}

} // namespace waymark
