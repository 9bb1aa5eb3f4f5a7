#include "app/settings.hpp"
#include "sessions/clean_text.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <cstdio>
#include <cstdlib>

/// Any bytes as the file of somebody's settings: whatever is odd in it leaves what is usual, and what was
/// read is read again when it was written.

namespace {

using namespace waymark;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void require_in_range(const Settings& settings) {
    require(settings.ui_scale == 0 || (settings.ui_scale >= 0.75f && settings.ui_scale <= 4), "the scale");
    const float away = settings.viewing_distance_m;
    require(away == 0 || (away >= 1 && away <= 20), "the distance of viewing");
    require(settings.theme <= ThemeName::high_contrast, "the theme");
    require(settings.toolbar_edge <= ToolbarEdge::automatic, "the toolbar's edge");
    require(settings.touch <= TouchSource::off, "the source of touches");
    require(settings.ink_from <= InkFrom::pens && settings.keypads <= KeypadUse::never, "ink or keyboards");
    require(settings.stamps.size() <= stamp_limit, "too many stamps");
    require(!settings.key_languages.empty() && settings.key_languages.size() <= key_language_count,
            "the languages of keyboards");
    require(settings.recent.size() <= 20, "too many recent files");
    for (const RecentFile& file : settings.recent) {
        require(!file.path.empty(), "a recent file without a path");
        require(clean_line(file.title).text == file.title, "a title that did not come through the one door");
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    ::setenv("XDG_CONFIG_HOME", "/c", 1);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    MemoryFiles files;
    {
        Result<std::unique_ptr<WritableFile>> file = files.create("/c/waymark/settings.json", 0600);
        require(file && (*file)->append({reinterpret_cast<const char*>(data), size}), "the memory is full");
    }
    const Settings found = settings_of_this_person(files);
    require_in_range(found);
    remember(files, found);
    require(settings_of_this_person(files) == found, "other settings after they were remembered");
    return 0;
}
