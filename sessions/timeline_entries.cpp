#include "sessions/timeline_entries.hpp"

#include "sessions/journal_changes.hpp"
#include "sessions/storage_fields.hpp"
#include "sessions/storage_words.hpp"
#include "sessions/storage_writer.hpp"

#include <algorithm>
#include <utility>

namespace waymark::timeline {
namespace {

struct MomentMark {
    std::int64_t time_ms = 0;
    std::uint8_t kind = 0;
    bool whole = false;
    std::string name;
    std::uint64_t records = 0; ///< how many there must be
    std::string images;
};

bool read_mark(const Frame& frame, MomentMark& mark) {
    try {
        MemoryBudget budget{memory_limit};
        ArchiveIn archive{frame.content, budget, text_limit};
        archive(mark.time_ms, mark.kind, mark.whole, mark.name, mark.records, mark.images);
        return mark.kind <= static_cast<std::uint8_t>(MomentKind::named) &&
               mark.images.size() % std::tuple_size_v<ImageHash> == 0;
    } catch (const std::exception&) {
        return false;
    }
}

bool all_taken(const std::vector<Frame>& records, SessionDraft& draft) {
    ChangeReader changes{draft};
    return std::ranges::all_of(records, [&](const Frame& record) { return changes.apply(record); });
}

/// The one record of a picture's file; none where it is damaged.
std::vector<Frame> first_record(std::string_view bytes) {
    const std::optional<Frame> frame = FrameReader{bytes}.next();
    return frame && frame->sound ? std::vector{*frame} : std::vector<Frame>{};
}

} // namespace

std::vector<Entry> entries_of(std::string_view bytes, const std::string& file) {
    FrameReader frames{bytes};
    std::vector<Entry> entries;
    Entry entry;
    bool sound = true, has_base = false;
    while (const std::optional<Frame> frame = frames.next()) {
        if (!frame->sound) {
            sound = false;
            continue;
        }
        if (frame->type != static_cast<std::uint32_t>(JournalRecord::moment)) {
            entry.records.push_back(*frame);
            continue;
        }
        MomentMark mark;
        sound = read_mark(*frame, mark) && sound && mark.records == entry.records.size();
        has_base = sound && (has_base || mark.whole);
        if (has_base) {
            entry.whole = mark.whole;
            entry.images = std::move(mark.images);
            entry.moment = {mark.time_ms, static_cast<MomentKind>(mark.kind), mark.name, file,
                            entries.size()};
            entries.push_back(std::move(entry));
        }
        entry = {};
        sound = true;
    }
    return entries;
}

std::vector<ImageHash> hashes_in(std::string_view bytes) {
    std::vector<ImageHash> hashes(bytes.size() / std::tuple_size_v<ImageHash>);
    for (std::size_t i = 0; i < hashes.size(); ++i)
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * hashes[i].size()), hashes[i].size(),
                    reinterpret_cast<char*>(hashes[i].data()));
    return hashes;
}

std::string image_file(const ImageHash& hash) { return hex_of(hash) + image_ending; }

std::string path_in(const std::string& folder, const std::string& name) { return folder + "/" + name; }

std::vector<std::string> file_names(Files& files, const std::string& folder) {
    const Result<std::vector<std::string>> names = files.names(folder);
    std::vector<std::string> found;
    if (names)
        for (const std::string& name : *names)
            if (name.ends_with(ending)) found.push_back(name);
    return found;
}

Result<Done> write_file(Files& files, const std::string& path, const std::string& bytes) {
    const std::string fresh = path + ".new";
    // A program that was stopped meanwhile may have left it, and a power cut may keep the renaming below
    // without what comes before.
    static_cast<void>(files.remove(fresh));
    if (Result<Done> done = files.sync_folder(path.substr(0, path.rfind('/'))); !done) return done;
    Result<std::unique_ptr<WritableFile>> file = files.create(fresh, 0600);
    if (!file) return file.error();
    Result<Done> done = (*file)->append(bytes);
    if (done) done = (*file)->sync();
    if (done) done = (*file)->close();
    if (done) done = files.rename(fresh, path);
    if (!done) static_cast<void>(files.remove(fresh));
    return done;
}

Session without_images(Session session) {
    session.images.clear();
    return session;
}

std::string whole_records(const Session& session) {
    Session nothing;
    nothing.id = session.id;
    return changes(nothing, without_images(session));
}

void append_moment(std::string& out, const Moment& moment, const Session& session, std::string_view records,
                   bool whole) {
    std::uint64_t count = 0;
    for (FrameReader frames{records}; frames.next();) ++count;
    std::string images;
    for (const Shared<Image>& image : session.images)
        images.append(reinterpret_cast<const char*>(image->hash.data()), image->hash.size());
    out += records;
    RecordWriter writer{out, session};
    writer.add_journal(JournalRecord::moment, moment.time_ms, static_cast<std::uint8_t>(moment.kind), whole,
                       moment.name, count, images);
}

bool Replay::take(const Entry& entry) {
    if (entry.whole) draft_ = {};
    draft_.facts.id = id_;
    images_ = entry.images;
    return all_taken(entry.records, draft_);
}

PastSession Replay::session() {
    SessionDraft draft = draft_;
    PastSession past;
    for (const ImageHash& hash : hashes_in(images_))
        if (const std::optional<Image>& image = image_of(hash))
            draft.images.push_back(*image);
        else
            ++past.lost_pictures;
    Mendings mendings;
    mend(draft, mendings);
    past.session = built(std::move(draft));
    past.session.id = id_;
    return past;
}

const std::optional<Image>& Replay::image_of(const ImageHash& hash) {
    const auto [entry, is_new] = cache_.try_emplace(hash);
    if (!is_new) return entry->second;
    const auto found =
        std::ranges::find_if(at_hand_, [&](const Shared<Image>& image) { return image->hash == hash; });
    if (found != at_hand_.end()) {
        entry->second = **found;
        return entry->second;
    }
    const Result<std::string> bytes = files_.read(path_in(folder_, image_file(hash)), timeline_size_limit);
    SessionDraft draft;
    if (bytes && all_taken(first_record(*bytes), draft) && !draft.images.empty())
        entry->second = draft.images.front();
    return entry->second;
}

} // namespace waymark::timeline
