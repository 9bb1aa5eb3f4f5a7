#include "sessions/flaws.hpp"
#include "sessions/timeline.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <cstdio>
#include <cstdlib>

/// Any bytes as a file of a session's past: what is listed can be looked at and is sound, or is refused in
/// one sentence; thinning it out leaves what stays as it was. Hashes are not checked in this build.

namespace {

void require(bool holds, const std::string& what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace waymark;
    MemoryFiles files;
    {
        Result<std::unique_ptr<WritableFile>> file = files.create("past/1.moments", 0600);
        require(file && (*file)->append({reinterpret_cast<const char*>(data), size}), "the memory is full");
    }
    const SessionId id{1};
    const std::vector<Moment> moments = moments_in(files, "past");
    for (const Moment& moment : moments) {
        const Result<PastSession> then = session_at(files, "past", moment, id);
        if (!then) {
            require(!then.error().sentence.empty(), "an error without a sentence");
            continue;
        }
        const std::vector<std::string> unsound = flaws(then->session);
        require(unsound.empty(), unsound.empty() ? "" : "unsound: " + unsound.front());
    }
    if (moments.empty()) return 0;
    const Result<PastSession> last = session_at(files, "past", moments.back(), id);
    thin_out(files, "past", id, moments.back().time_ms);
    if (!last) return 0;
    const std::vector<Moment> left = moments_in(files, "past");
    require(!left.empty(), "the last moment has gone");
    const Result<PastSession> again = session_at(files, "past", left.back(), id);
    require(again && *again == *last, "the last moment is another one now");
    return 0;
}
