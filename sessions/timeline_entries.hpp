#pragma once
#include "sessions/image_hash.hpp"
#include "sessions/storage_draft.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/timeline.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the files of a session's past hold, for those who list, read, thin out and write it.
namespace waymark::timeline {

inline constexpr const char* ending = ".moments";
/// The bytes of a picture, which never change, once for all moments.
inline constexpr const char* image_ending = ".image";

/// A moment as it stands in a file: the records point into the file's bytes.
struct Entry {
    Moment moment;
    bool whole = false;
    std::vector<Frame> records;
    std::string images; ///< hashes, one after the other
};

/// The moments that can be relied upon: where one is damaged, those after it up to the next whole one are
/// not.
std::vector<Entry> entries_of(std::string_view bytes, const std::string& file);

/// Of the pictures an entry names.
std::vector<ImageHash> hashes_in(std::string_view bytes);
/// Its name in the folder.
std::string image_file(const ImageHash& hash);
std::string path_in(const std::string& folder, const std::string& name);

/// Names of the files with moments, in the order of time.
std::vector<std::string> file_names(Files& files, const std::string& folder);

/// A new file, in the place of an old one where there is one.
Result<Done> write_file(Files& files, const std::string& path, const std::string& bytes);

Session without_images(Session session);
/// What makes the whole session out of nothing, but for its pictures.
std::string whole_records(const Session& session);

/// Appends one moment to `out`; the session's pictures are kept elsewhere.
void append_moment(std::string& out, const Moment& moment, const Session& session, std::string_view records,
                   bool whole);

/// Takes the changes one moment after the other.
class Replay {
public:
    /// `at_hand`: pictures that need not be read; it must outlive this.
    Replay(Files& files, const std::string& folder, const SessionId& id,
           const std::vector<Shared<Image>>& at_hand)
        : files_{files}, folder_{folder}, id_{id}, at_hand_{at_hand} {}

    /// False where a change cannot be read.
    bool take(const Entry& entry);
    /// As of the last moment taken.
    PastSession session();

private:
    const std::optional<Image>& image_of(const ImageHash& hash);

    Files& files_;
    const std::string& folder_;
    SessionId id_;
    const std::vector<Shared<Image>>& at_hand_;
    SessionDraft draft_;
    std::string images_;
    std::map<ImageHash, std::optional<Image>> cache_; ///< read once, however many moments have it
};

} // namespace waymark::timeline
