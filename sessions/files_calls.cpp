#include "sessions/files_calls.hpp"

#include <system_error>

namespace waymark {

Error error_of(int code, const char* deed, const std::string& path) {
    const std::string name = quoted(path);
    switch (code) {
    case ENOENT:
        return {ErrorKind::not_found, path,
                name + " is not there; check its name, or whether its drive is connected."};
    case ENOTDIR:
        return {ErrorKind::not_found, path,
                "A part of the path " + name + " is not a folder; check the path."};
    case EACCES:
    case EPERM:
        return {ErrorKind::not_allowed, path,
                "Waymark may not " + std::string{deed} + " " + name +
                    "; change its permissions or choose another place."};
    case EROFS:
        return {ErrorKind::not_allowed, path,
                name + " lies on a medium that can only be read; choose another place."};
    case ENOSPC:
    case EDQUOT:
        return {ErrorKind::disk_full, path,
                "There is no room left for " + name + "; free some space or choose another place."};
    case EFBIG:
        return {ErrorKind::too_large, path,
                name + " becomes larger than its drive allows; choose another place."};
    case EEXIST: return {ErrorKind::invalid, path, name + " is there already; choose another name."};
    case EISDIR: return {ErrorKind::invalid, path, name + " is a folder; choose a file."};
    case ENAMETOOLONG:
        return {ErrorKind::invalid, path, "The name " + name + " is too long; choose a shorter one."};
    case ELOOP:
        return {ErrorKind::invalid, path,
                name + " is a symbolic link that leads in a circle; choose another file."};
    default:
        return {ErrorKind::input_output, path,
                "Waymark could not " + std::string{deed} + " " + name + " (" +
                    std::generic_category().message(code) + "); check the drive or choose another place."};
    }
}

} // namespace waymark
