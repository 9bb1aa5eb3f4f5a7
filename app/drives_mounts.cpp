#include "app/drives_mounts.hpp"

#include <array>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace waymark {
namespace {

namespace fs = std::filesystem;

/// "\040" stands for a space.
std::string unescaped(std::string_view word) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '7'; };
    std::string plain;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool is_code = word[i] == '\\' && i + 3 < word.size() && is_digit(word[i + 1]) &&
                             is_digit(word[i + 2]) && is_digit(word[i + 3]);
        if (!is_code) {
            plain += word[i];
            continue;
        }
        plain += static_cast<char>((word[i + 1] - '0') * 64 + (word[i + 2] - '0') * 8 + (word[i + 3] - '0'));
        i += 3;
    }
    return plain;
}

bool lies_in(std::string_view path, std::string_view folder) {
    if (folder == "/") return path.starts_with('/');
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// The innermost; of several mounted at one place the last one, which hides the others.
Mount mount_of(std::string_view path, const std::vector<Mount>& mounts) {
    Mount found{"/", ""};
    for (const Mount& mount : mounts)
        if (lies_in(path, mount.point) && mount.point.size() >= found.point.size()) found = mount;
    return found;
}

/// Whoever asks it waits for a server.
bool is_far(const Mount& mount) {
    constexpr std::array<std::string_view, 10> types{"nfs", "cifs", "smb",  "autofs",  "fuse",
                                                     "9p",  "afs",  "ceph", "gluster", "ncp"};
    for (const std::string_view type : types)
        if (mount.type.starts_with(type)) return true;
    return false;
}

} // namespace

std::vector<Mount> mounts_in(std::string_view lines) {
    std::vector<Mount> mounts;
    std::istringstream all{std::string{lines}};
    for (std::string line; std::getline(all, line);) {
        std::istringstream words{line};
        std::string word, point, type;
        for (int i = 0; i < 5 && words >> word; ++i) point = word; // the fifth word
        while (words >> word && word != "-") {}
        if (words >> type && point.starts_with('/')) mounts.push_back({unescaped(point), type});
    }
    return mounts;
}

std::string drive_of(const std::string& path, const std::vector<Mount>& mounts, const std::string& home) {
    constexpr int links_at_most = 40;
    const Mount home_mount = mount_of(home, mounts);
    std::string walked, rest = fs::path{path}.lexically_normal().string();
    for (int links = 0; !rest.empty();) {
        const std::size_t begin = rest.find_first_not_of('/');
        if (begin == std::string::npos) break;
        const std::size_t end = rest.find('/', begin);
        const std::string next = walked + "/" + rest.substr(begin, end - begin);
        rest = end == std::string::npos ? "" : rest.substr(end);
        const Mount mount = mount_of(next, mounts);
        if ((mount.point != "/" && mount != home_mount) || is_far(mount)) return mount.point;
        std::error_code error;
        const fs::path target = fs::read_symlink(next, error);
        if (error || ++links > links_at_most) {
            walked = next;
            continue;
        }
        const fs::path base = walked.empty() ? "/" : walked;
        rest = ((target.is_absolute() ? target : base / target).string() + rest);
        rest = fs::path{rest}.lexically_normal().string();
        walked.clear();
    }
    return mount_of(walked, mounts).point;
}

std::string drive_of(const std::string& path) {
    std::ostringstream lines;
    lines << std::ifstream{"/proc/self/mountinfo"}.rdbuf();
    const char* const home = std::getenv("HOME");
    return drive_of(path, mounts_in(lines.str()), home ? home : "/");
}

} // namespace waymark
