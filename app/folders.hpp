#pragma once
#include <cstdint>
#include <string>
#include <vector>

/// What the file browser shows of the file system. Reading only; nothing is opened.
namespace waymark {

class Drives;

struct FolderEntry {
    std::string name, path;
    bool is_folder = false;
    std::uint64_t size = 0;
};

/// Folders first, then files with one of `endings` (".waymark"; empty list = none), each by name; hidden ones
/// are left out. An unreadable folder gives nothing. What other drives hold is not looked at: a link to one
/// is a file where its name ends so, else a folder.
std::vector<FolderEntry> folder_entries(const std::string& folder, const std::vector<std::string>& endings);

struct FolderPlace {
    std::string name, path;
};

/// Home, Documents, Desktop, Pictures, Downloads and what is mounted: those that are known to exist.
std::vector<FolderPlace> folder_places(Drives& drives);

inline constexpr double folders_again_s = 2; ///< how old a listing on the screen may become

std::string parent_folder(const std::string& path);
/// The last part of a path, with its ending.
std::string file_name(const std::string& path);
/// From the root on, without "." and "..".
std::string full_path(const std::string& path);
bool is_folder(const std::string& path);

} // namespace waymark
