#include "app/folders.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t entry_limit = 5000; // a folder of photographs must not hold the board up

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool before(const std::string& a, const std::string& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](char x, char y) { return lower(x) < lower(y); });
}

bool has_ending(const std::string& name, const std::vector<std::string>& endings) {
    return std::ranges::any_of(endings, [&](const std::string& ending) {
        return name.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), name.rbegin(),
                                                         [](char a, char b) { return a == lower(b); });
    });
}

FolderEntry entry_of(const fs::directory_entry& entry) {
    std::error_code error;
    FolderEntry result{entry.path().filename().string(), entry.path().string(), entry.is_directory(error), 0,
                       0};
    if (!result.is_folder) {
        const std::uintmax_t size = entry.file_size(error);
        result.size = error ? 0 : size;
    }
    const fs::file_time_type changed = entry.last_write_time(error);
    if (!error)
        result.modified_s = std::chrono::duration_cast<std::chrono::seconds>(
                                std::chrono::file_clock::to_sys(changed).time_since_epoch())
                                .count();
    return result;
}

void add_mounted(std::vector<FolderPlace>& places) {
    const char* user = std::getenv("USER");
    std::vector<std::string> roots{"/media", "/mnt", "/run/media"};
    if (user) roots.insert(roots.begin(), {std::string{"/media/"} + user, std::string{"/run/media/"} + user});
    for (const std::string& root : roots)
        for (const FolderEntry& entry : folder_entries(root, {}))
            if (std::ranges::none_of(places, [&](const FolderPlace& p) { return p.path == entry.path; }) &&
                (!user || entry.name != user))
                places.push_back({entry.name, entry.path});
}

} // namespace

std::vector<FolderEntry> folder_entries(const std::string& folder, const std::vector<std::string>& endings) {
    std::vector<FolderEntry> entries;
    std::error_code error;
    for (fs::directory_iterator at{folder, fs::directory_options::skip_permission_denied, error};
         !error && at != fs::directory_iterator{}; at.increment(error)) {
        FolderEntry entry = entry_of(*at);
        if (entry.name.starts_with('.') || (!entry.is_folder && !has_ending(entry.name, endings))) continue;
        entries.push_back(std::move(entry));
        if (entries.size() == entry_limit) break;
    }
    std::ranges::sort(entries, [](const FolderEntry& a, const FolderEntry& b) {
        return a.is_folder != b.is_folder ? a.is_folder : before(a.name, b.name);
    });
    return entries;
}

std::vector<FolderPlace> folder_places() {
    std::vector<FolderPlace> places;
    const char* home = std::getenv("HOME");
    if (home && *home) {
        places.push_back({"Home", home});
        for (const char* name : {"Documents", "Desktop", "Pictures", "Downloads"})
            if (const std::string path = std::string{home} + "/" + name; is_folder(path))
                places.push_back({name, path});
    }
    add_mounted(places);
    places.push_back({"Computer", "/"});
    return places;
}

std::string parent_folder(const std::string& path) { return fs::path{path}.parent_path().string(); }

std::string file_name(const std::string& path) { return fs::path{path}.filename().string(); }

std::string full_path(const std::string& path) {
    std::error_code error;
    const fs::path full = fs::absolute(path, error);
    return error ? path : full.lexically_normal().string();
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

} // namespace waymark
