#include "sessions/edit.hpp"
#include "sessions/flaws.hpp"
#include "sessions/journal.hpp"
#include "sessions/journal_names.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <cstdio>
#include <cstdlib>

/// Any bytes as the files of a journal's folder: refused, or a sound session with which work goes on, and
/// which comes back the same. The first two bytes say how the rest is cut into two segments and a snapshot.
/// Hashes are not checked in this build.

namespace {

using namespace waymark;

void require(bool holds, const std::string& what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

void put(Files& files, const std::string& name, std::string_view bytes) {
    if (bytes.empty()) return;
    Result<std::unique_ptr<WritableFile>> file = files.create("folder/" + name, 0600);
    require(file && (*file)->append(bytes), "the file system in memory is full");
}

RecoveredSession recovered(Files& files) {
    Result<RecoveredSession> found = recover_session(files, "folder");
    require(static_cast<bool>(found), "what was recovered once cannot be recovered again");
    return std::move(found).value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 2, size - 2};
    const std::size_t first = bytes.size() * data[0] / 255, second = (bytes.size() - first) * data[1] / 255;
    MemoryFiles files;
    put(files, segment_name(1), bytes.substr(0, first));
    put(files, segment_name(2), bytes.substr(first, second));
    put(files, snapshot_name, bytes.substr(first + second));
    Result<RecoveredSession> found = recover_session(files, "folder");
    if (!found) {
        require(!found.error().sentence.empty(), "an error without a sentence");
        return 0;
    }
    const std::vector<std::string> unsound = flaws(found->session);
    require(unsound.empty(), unsound.empty() ? "" : "unsound: " + unsound.front());
    Result<std::unique_ptr<FileLock>> lock = lock_journal(files, "folder");
    require(static_cast<bool>(lock), "the folder cannot be locked");
    Result<std::unique_ptr<Journal>> journal =
        Journal::begin(files, "folder", std::move(lock).value(), found->start());
    if (!journal) return 0; // numbers at their end, for one; it is said
    Session session = found->session;
    session.title = "after";
    (*journal)->write(session, found->sequence + 1, 1);
    (*journal)->checkpoint();
    require(recovered(files).session == session, "another session came back");
    return 0;
}
