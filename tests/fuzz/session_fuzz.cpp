#include "sessions/flaws.hpp"
#include "sessions/storage.hpp"

#include <cstdio>
#include <cstdlib>

/// Any bytes whatsoever: refused, or a sound session that comes back the same when saved and opened again.
/// Hashes are not checked in this build, so that the fuzzer gets behind them. Good seeds are the files of
/// tests/fixtures.

namespace {

void require(bool holds, const std::string& what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace waymark;
    const Result<OpenedSession> opened = decoded({reinterpret_cast<const char*>(data), size}, "fuzzed");
    if (!opened) {
        require(!opened.error().sentence.empty(), "an error without a sentence");
        return 0;
    }
    const std::vector<std::string> found = flaws(opened->session);
    require(found.empty(), found.empty() ? "" : "unsound: " + found.front());
    const Result<OpenedSession> again = decoded(encoded(opened->session, opened->sequence), "saved again");
    require(static_cast<bool>(again), "what was opened cannot be saved");
    require(again->damage.empty(),
            again->damage.empty() ? "" : "saving damaged it: " + again->damage.front());
    require(again->session == opened->session, "another session after saving");
    require(again->sequence == opened->sequence, "another sequence number after saving");
    json_text(opened->session);
    return 0;
}
