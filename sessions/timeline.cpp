#include "sessions/timeline.hpp"

#include "sessions/image_hash.hpp"
#include "sessions/journal_changes.hpp"
#include "sessions/storage_fields.hpp"
#include "sessions/storage_words.hpp"
#include "sessions/storage_writer.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace waymark {
namespace {

constexpr const char* ending = ".moments";
constexpr const char* image_ending =
    ".image";                           ///< the bytes of a picture, which never change, once for all moments
constexpr std::size_t whole_every = 64; ///< moments: no more changes than these are read to see one
constexpr std::int64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms;
constexpr std::int64_t each_minute_for_ms = 8 * hour_ms, hourly_for_ms = 7 * day_ms,
                       daily_for_ms = 365 * day_ms;

std::string path_in(const std::string& folder, const std::string& name) { return folder + "/" + name; }

/// A moment as it stands in a file: the records point into the file's bytes.
struct Entry {
    Moment moment;
    bool whole = false;
    std::vector<Frame> records;
    std::string images; ///< hashes, one after the other
};

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

/// The moments that can be relied upon: where one is damaged, those after it up to the next whole one are
/// not.
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

std::string image_file(const ImageHash& hash) { return hex_of(hash) + image_ending; }

std::vector<ImageHash> hashes_in(std::string_view bytes) {
    std::vector<ImageHash> hashes(bytes.size() / std::tuple_size_v<ImageHash>);
    for (std::size_t i = 0; i < hashes.size(); ++i)
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * hashes[i].size()), hashes[i].size(),
                    reinterpret_cast<char*>(hashes[i].data()));
    return hashes;
}

/// Takes the changes one moment after the other.
class Replay {
public:
    Replay(Files& files, const std::string& folder, const SessionId& id)
        : files_{files}, folder_{folder}, id_{id} {}

    bool take(const Entry& entry) {
        if (entry.whole) draft_ = {};
        draft_.facts.id = id_;
        images_ = entry.images;
        return taken(entry.records, draft_);
    }
    /// As of the last moment taken. `images_are_there`: whether all its images could be read; a picture
    /// without one is left out.
    Session session(bool& images_are_there) {
        SessionDraft draft = draft_;
        images_are_there = true;
        for (const ImageHash& hash : hashes_in(images_)) {
            const std::optional<Image>& image = image_of(hash);
            if (image)
                draft.images.push_back(*image);
            else
                images_are_there = false;
        }
        Mendings mendings;
        mend(draft, mendings);
        Session session = built(std::move(draft));
        session.id = id_;
        return session;
    }

private:
    /// Read once, however many moments have it.
    const std::optional<Image>& image_of(const ImageHash& hash) {
        const auto [entry, is_new] = cache_.try_emplace(hash);
        if (!is_new) return entry->second;
        const Result<std::string> bytes =
            files_.read(path_in(folder_, image_file(hash)), timeline_size_limit);
        SessionDraft draft;
        if (bytes && taken(entry_of(*bytes), draft) && !draft.images.empty())
            entry->second = draft.images.front();
        return entry->second;
    }
    static bool taken(const std::vector<Frame>& records, SessionDraft& draft) {
        ChangeReader changes{draft};
        return std::ranges::all_of(records, [&](const Frame& record) { return changes.apply(record); });
    }
    static std::vector<Frame> entry_of(std::string_view bytes) {
        const std::optional<Frame> frame = FrameReader{bytes}.next();
        return frame && frame->sound ? std::vector{*frame} : std::vector<Frame>{};
    }

    Files& files_;
    const std::string& folder_;
    SessionId id_;
    SessionDraft draft_;
    std::string images_;
    std::map<ImageHash, std::optional<Image>> cache_;
};

/// Appends one moment to `out`; the session's images are kept elsewhere.
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

Session without_images(Session session) {
    session.images.clear();
    return session;
}

/// What makes the whole session out of nothing.
std::string whole_records(const Session& session) {
    Session nothing;
    nothing.id = session.id;
    return changes(nothing, without_images(session));
}

std::vector<std::string> file_names(Files& files, const std::string& folder) {
    const Result<std::vector<std::string>> names = files.names(folder);
    std::vector<std::string> found;
    if (names)
        for (const std::string& name : *names)
            if (name.ends_with(ending)) found.push_back(name);
    return found;
}

/// A new file, in the place of an old one where there is one.
Result<Done> write_file(Files& files, const std::string& path, const std::string& bytes) {
    const std::string fresh = path + ".new";
    static_cast<void>(files.remove(fresh)); // of a program that was stopped meanwhile
    Result<std::unique_ptr<WritableFile>> file = files.create(fresh, 0600);
    if (!file) return file.error();
    Result<Done> done = (*file)->append(bytes);
    if (done) done = (*file)->sync();
    if (done) done = (*file)->close();
    if (done) done = files.rename(fresh, path);
    if (!done) static_cast<void>(files.remove(fresh));
    return done;
}

/// The file with these moments only, each whole: they are far apart, and none needs another any more. Nothing
/// where not all of them can be read just now: then the file is better left as it is.
std::optional<std::string> thinned(std::string_view bytes, const std::string& name, Replay& replay,
                                   const std::set<std::size_t>& kept, const std::atomic<bool>* stop) {
    std::string out;
    for (const Entry& entry : entries_of(bytes, name)) {
        if (stop && *stop) return std::nullopt;
        if (!replay.take(entry)) return std::nullopt;
        if (!kept.contains(entry.moment.place)) continue;
        bool images_are_there = false;
        const Session session = replay.session(images_are_there);
        if (!images_are_there) return std::nullopt;
        append_moment(out, entry.moment, session, whole_records(session), true);
        if (out.size() > timeline_size_limit) return std::nullopt; // it could not be read again
    }
    return out;
}

/// Images that no moment has any more, and what a program that was stopped has left half done.
void remove_unused(Files& files, const std::string& folder) {
    std::set<std::string> used;
    for (const std::string& name : file_names(files, folder)) {
        const Result<std::string> bytes = files.read(path_in(folder, name), timeline_size_limit);
        if (!bytes) return; // nobody knows what it needs
        for (const Entry& entry : entries_of(*bytes, name))
            for (const ImageHash& hash : hashes_in(entry.images)) used.insert(image_file(hash));
    }
    const Result<std::vector<std::string>> names = files.names(folder);
    if (!names) return;
    for (const std::string& name : *names)
        if (name.ends_with(".new") || (name.ends_with(image_ending) && !used.contains(name)))
            static_cast<void>(files.remove(path_in(folder, name)));
}

} // namespace

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

Result<Session> session_at(Files& files, const std::string& folder, const Moment& moment,
                           const SessionId& id) {
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
    Replay replay{files, folder, id};
    for (auto entry = base; entry <= found; ++entry)
        if (!replay.take(*entry)) return gone;
    bool images_are_there = false;
    return replay.session(images_are_there);
}

std::vector<std::size_t> worth_keeping(const std::vector<Moment>& moments, std::int64_t now_ms) {
    std::vector<std::size_t> kept;
    std::size_t saved = 0, named = 0;
    std::int64_t last_slot = -1;
    for (std::size_t i = moments.size(); i > 0; --i) { // of an hour or a day the last one stays
        const Moment& moment = moments[i - 1];
        const std::int64_t age = now_ms - moment.time_ms;
        bool keep = i == moments.size() || age < each_minute_for_ms;
        if (moment.kind == MomentKind::saved && saved < 3) keep = true, ++saved;
        if (moment.kind == MomentKind::named && named < named_moments_limit) keep = true, ++named;
        const std::int64_t length = age < hourly_for_ms ? hour_ms : day_ms;
        const std::int64_t slot = moment.time_ms / length * 2 + (length == day_ms);
        if (age < daily_for_ms && slot != last_slot) keep = true;
        if (!keep) continue;
        last_slot = slot;
        kept.push_back(i - 1);
    }
    std::ranges::reverse(kept);
    return kept;
}

void thin_out(Files& files, const std::string& folder, const SessionId& id, std::int64_t now_ms,
              std::uint64_t size_limit, const std::atomic<bool>* stop) {
    const std::vector<Moment> moments = moments_in(files, folder);
    const std::vector<std::size_t> kept = worth_keeping(moments, now_ms);
    Replay replay{files, folder, id};
    std::uint64_t total = 0;
    // The newest first: it is the oldest that must give way when there is too much.
    std::vector<std::string> names = file_names(files, folder);
    std::ranges::reverse(names);
    for (const std::string& name : names) {
        if (stop && *stop) return;
        const std::string path = path_in(folder, name);
        const Result<std::string> bytes = files.read(path, timeline_size_limit);
        if (!bytes) continue; // as it is
        std::set<std::size_t> places, named;
        std::size_t count = 0;
        std::int64_t newest_ms = 0;
        for (const Moment& moment : moments)
            if (moment.file == name) ++count, newest_ms = std::max(newest_ms, moment.time_ms);
        for (const std::size_t i : kept) {
            if (moments[i].file != name) continue;
            places.insert(moments[i].place);
            if (moments[i].kind == MomentKind::named) named.insert(moments[i].place);
        }
        std::optional<std::string> fresh = *bytes;
        if (newest_ms < now_ms - each_minute_for_ms && places.size() < count)
            fresh = thinned(*bytes, name, replay, places, stop);
        if (total + fresh.value_or(*bytes).size() > size_limit && total > 0 && named.size() < count)
            fresh = thinned(*bytes, name, replay, named, stop);
        if (fresh && fresh->empty() && count > 0)
            static_cast<void>(files.remove(path));
        else if (fresh && *fresh != *bytes)
            static_cast<void>(write_file(files, path, *fresh)); // where that fails, the old one stays
        total += fresh.value_or(*bytes).size();
    }
    remove_unused(files, folder);
}

TimelineWriter::~TimelineWriter() {
    if (file_) static_cast<void>(file_->close()); // every moment was synced
}

Result<Done> TimelineWriter::begin_file(std::int64_t time_ms) {
    // Names in the order of time; two runs of the program never begin in the same millisecond, and if they
    // did the second would not get its file and try again with its next moment.
    char name[40];
    std::snprintf(name, sizeof name, "%016lld", static_cast<long long>(time_ms));
    Result<std::unique_ptr<WritableFile>> file =
        files_.create(path_in(folder_, name + std::string{ending}), 0600);
    if (!file) return file.error();
    file_ = std::move(file).value();
    written_ = 0;
    since_whole_ = whole_every;
    return files_.sync_folder(folder_);
}

/// Each once; on the disk before the moment that has it.
Result<Done> TimelineWriter::keep_images(const Session& session) {
    bool is_new = false;
    for (const Shared<Image>& image : session.images) {
        const std::string path = path_in(folder_, image_file(image->hash));
        if (images_.contains(path)) continue;
        if (!files_.stamp(path)) {
            std::string bytes;
            RecordWriter writer{bytes, session};
            writer.add(record_type<Image>, number_of(*image), *image);
            if (Result<Done> done = write_file(files_, path, bytes); !done) return done;
            is_new = true;
        }
        images_.insert(path);
    }
    if (is_new) return files_.sync_folder(folder_);
    return Done{};
}

Result<Done> TimelineWriter::add(const Moment& moment, const Session& session) {
    if (has_last_ && moment.kind == MomentKind::minute && last_ == without_images(session)) return Done{};
    if (Result<Done> done = keep_images(session); !done) return done;
    if (!file_ || written_ > timeline_file_limit)
        if (Result<Done> begun = begin_file(moment.time_ms); !begun) {
            file_.reset();
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
        file_.reset();
        return done;
    }
    written_ += bytes.size();
    since_whole_ = whole ? 1 : since_whole_ + 1;
    last_ = now;
    has_last_ = true;
    return Done{};
}

} // namespace waymark
