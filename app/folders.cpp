#include "app/folders.hpp"

#include "app/drives.hpp"
#include "app/drives_mounts.hpp"

#include <algorithm>
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

/// Of all entries only the sort is asked for that the folder itself tells; drives mounted in it stay
/// untouched.
FolderEntry entry_of(const fs::directory_entry& entry, const std::string& drive,
                     const std::vector<std::string>& endings) {
    FolderEntry result{entry.path().filename().string(), entry.path().string(), false, 0};
    std::error_code error;
    if (entry.is_symlink(error) && drive_of(result.path) != drive) {
        result.is_folder = !has_ending(result.name, endings);
        return result;
    }
    result.is_folder = entry.is_directory(error);
    if (result.is_folder) return result;
    const std::uintmax_t size = entry.file_size(error);
    result.size = error ? 0 : size;
    return result;
}

void add_mounted(std::vector<FolderPlace>& places, Drives& drives) {
    const char* user = std::getenv("USER");
    std::vector<std::string> roots{"/media", "/mnt", "/run/media"};
    if (user) roots.insert(roots.begin(), {std::string{"/media/"} + user, std::string{"/run/media/"} + user});
    for (const std::string& root : roots) {
        const Known<std::vector<FolderEntry>> mounted = drives.entries(root, {});
        if (!mounted) continue;
        for (const FolderEntry& entry : *mounted.answer)
            if (std::ranges::none_of(places, [&](const FolderPlace& p) { return p.path == entry.path; }) &&
                (!user || entry.name != user))
                places.push_back({entry.name, entry.path});
    }
}

} // namespace

std::vector<FolderEntry> folder_entries(const std::string& folder, const std::vector<std::string>& endings) {
    std::vector<FolderEntry> entries;
    std::error_code error;
    const std::string drive = drive_of(folder);
    for (fs::directory_iterator at{folder, fs::directory_options::skip_permission_denied, error};
         !error && at != fs::directory_iterator{}; at.increment(error)) {
        FolderEntry entry = entry_of(*at, drive, endings);
        if (entry.name.starts_with('.') || (!entry.is_folder && !has_ending(entry.name, endings))) continue;
        entries.push_back(std::move(entry));
        if (entries.size() == entry_limit) break;
    }
    std::ranges::sort(entries, [](const FolderEntry& a, const FolderEntry& b) {
        return a.is_folder != b.is_folder ? a.is_folder : before(a.name, b.name);
    });
    return entries;
}

std::vector<FolderPlace> folder_places(Drives& drives) {
    std::vector<FolderPlace> places;
    const char* home = std::getenv("HOME");
    if (home && *home) {
        places.push_back({"Home", home});
        for (const char* name : {"Documents", "Desktop", "Pictures", "Downloads"}) {
            const std::string path = std::string{home} + "/" + name;
            const Known<bool> is_there = drives.is_folder(path);
            if (is_there && *is_there.answer) places.push_back({name, path});
        }
    }
    add_mounted(places, drives);
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
