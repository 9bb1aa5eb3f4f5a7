#include "sessions/timeline.hpp"

#include "sessions/journal_changes.hpp"
#include "sessions/storage_writer.hpp"
#include "sessions/timeline_entries.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace waymark {
namespace {

using namespace timeline;

constexpr std::size_t whole_every = 64; ///< moments: no more changes than these are read to see one

} // namespace

std::string lost_pictures_in_words(std::size_t count) {
    return counted(count, "picture", "pictures") + " of that moment cannot be read any more; " +
           (count == 1 ? "it is" : "they are") + " left out.";
}

std::vector<Moment> moments_in(Files& files, const std::string& folder) {
    std::vector<Moment> moments;
    for (const std::string& name : file_names(files, folder)) {
        const Result<std::string> bytes = files.read(path_in(folder, name), timeline_size_limit);
        if (!bytes) continue;
        for (Entry& entry : entries_of(*bytes, name)) moments.push_back(std::move(entry.moment));
    }
    std::ranges::stable_sort(moments, {}, &Moment::time_ms);
    return moments;
}

Result<PastSession> session_at(Files& files, const std::string& folder, const Moment& moment,
                               const SessionId& id, const std::vector<Shared<Image>>& at_hand) {
    const Error gone{ErrorKind::damaged, folder,
                     "This moment of the past cannot be read any more; choose another."};
    const Result<std::string> bytes = files.read(path_in(folder, moment.file), timeline_size_limit);
    if (!bytes) return gone;
    const std::vector<Entry> entries = entries_of(*bytes, moment.file);
    // It may have moved within the file, when that was thinned out meanwhile.
    const auto found = std::ranges::find_if(entries, [&](const Entry& entry) {
        return entry.moment.time_ms == moment.time_ms && entry.moment.kind == moment.kind &&
               entry.moment.name == moment.name;
    });
    if (found == entries.end()) return gone;
    auto base = found;
    while (!base->whole) --base; // the first one is
    Replay replay{files, folder, id, at_hand};
    for (auto entry = base; entry <= found; ++entry)
        if (!replay.take(*entry)) return gone;
    return replay.session();
}

TimelineWriter::~TimelineWriter() { begin_anew(); }

void TimelineWriter::begin_anew() {
    if (file_) static_cast<void>(file_->close()); // every moment was synced
    file_.reset();
}

Result<Done> TimelineWriter::begin_file(std::int64_t time_ms) {
    // Names in the order of time; two runs of the program never begin in the same millisecond, and if they
    // did the second would not get its file and try again with its next moment.
    char name[40];
    std::snprintf(name, sizeof name, "%016lld", static_cast<long long>(time_ms));
    const std::string path = path_in(folder_, name + std::string{ending});
    Result<std::unique_ptr<WritableFile>> file = files_.create(path, 0600);
    if (!file) return file.error();
    file_ = std::move(file).value();
    path_ = path;
    written_ = new_pictures_ = 0;
    since_whole_ = whole_every;
    return files_.sync_folder(folder_);
}

/// A file that was begun and has nothing in it would be in the way when the same moment is tried again.
void TimelineWriter::give_up_file() {
    file_.reset();
    if (written_ == 0) static_cast<void>(files_.remove(path_));
}

/// Each once; on the disk before the moment that has it.
Result<Done> TimelineWriter::keep_images(const Session& session) {
    bool is_new = false;
    for (const Shared<Image>& image : session.images) {
        const std::string path = path_in(folder_, image_file(image->hash));
        if (files_.stamp(path)) continue; // asked each time: those that no moment has are thinned out
        std::string bytes;
        RecordWriter writer{bytes, session};
        writer.add(record_type<Image>, number_of(*image), *image);
        if (Result<Done> done = write_file(files_, path, bytes); !done) return done;
        is_new = true;
        new_pictures_ += bytes.size();
    }
    if (is_new) return files_.sync_folder(folder_);
    return Done{};
}

Result<Done> TimelineWriter::add(const Moment& moment, const Session& session) {
    if (has_last_ && moment.kind == MomentKind::minute && last_ == without_images(session)) return Done{};
    if (Result<Done> done = keep_images(session); !done) return done;
    if (!file_ || written_ + new_pictures_ > timeline_file_limit)
        if (Result<Done> begun = begin_file(moment.time_ms); !begun) {
            if (file_) give_up_file();
            return begun;
        }
    const bool whole = since_whole_ >= whole_every;
    const Session now = without_images(session);
    std::string bytes;
    append_moment(bytes, moment, session, whole ? whole_records(now) : changes(last_, now), whole);
    Result<Done> done = file_->append(bytes);
    if (done) done = file_->sync();
    if (!done) {
        static_cast<void>(
            file_->truncate(written_)); // half a moment harms nobody, but says damage where there is none
        give_up_file();
        return done;
    }
    written_ += bytes.size();
    since_whole_ = whole ? 1 : since_whole_ + 1;
    last_ = now;
    has_last_ = true;
    return Done{};
}

} // namespace waymark
