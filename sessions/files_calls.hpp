#pragma once
#include "sessions/files.hpp"

#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string>
#include <utility>

/// What the parts of the real file system have in common: calls to the system, and what to say when they
/// fail.
namespace waymark {

/// The sentence for `code` (errno). `deed` completes "Waymark may not … PATH" and "Waymark could not … PATH".
Error error_of(int code, const char* deed, const std::string& path);

/// Runs a system call again when a signal interrupted it.
template <class Call> auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

/// An open file of the system; closed with it. Negative: none.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    int released() { return std::exchange(number_, -1); }

private:
    int number_;
};

/// See `Files::lock`.
Result<std::unique_ptr<FileLock>> locked_file(const std::string& path);

} // namespace waymark
