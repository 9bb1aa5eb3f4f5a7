#pragma once
#include <string>
#include <string_view>
#include <vector>

/// Which drive a path lies on, found out without touching drives that may not answer.
namespace waymark {

struct Mount {
    std::string point, type; ///< "/mnt/share", "nfs4"
    bool operator==(const Mount&) const = default;
};

/// The lines of /proc/self/mountinfo.
std::vector<Mount> mounts_in(std::string_view lines);

/// Where the drive of the path is mounted, symbolic links followed as long as they lie on the drive of "/" or
/// of `home`; "/" when nothing else is known. What other drives hold is not looked at.
std::string drive_of(const std::string& path, const std::vector<Mount>& mounts, const std::string& home);

/// By what is mounted now.
std::string drive_of(const std::string& path);

} // namespace waymark
