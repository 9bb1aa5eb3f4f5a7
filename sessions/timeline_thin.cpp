#include "sessions/timeline.hpp"

#include "sessions/timeline_entries.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>
#include <utility>

/// What of the past is worth its room.
namespace waymark {
namespace {

using namespace timeline;

constexpr std::int64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms;
constexpr std::int64_t each_minute_for_ms = 8 * hour_ms, hourly_for_ms = 7 * day_ms,
                       daily_for_ms = 365 * day_ms;

/// The file with these moments only, each whole: they are far apart, and none needs another any more. Nothing
/// where not all of them can be read just now: then the file is better left as it is.
std::optional<std::string> thinned(std::string_view bytes, const std::string& name, Replay& replay,
                                   const std::set<std::size_t>& kept, const std::atomic<bool>* stop) {
    std::string out;
    for (const Entry& entry : entries_of(bytes, name)) {
        if (stop && *stop) return std::nullopt;
        if (!replay.take(entry)) return std::nullopt;
        if (!kept.contains(entry.moment.place)) continue;
        const PastSession then = replay.session();
        if (then.lost_pictures > 0) return std::nullopt;
        append_moment(out, entry.moment, then.session, whole_records(then.session), true);
        if (out.size() > timeline_size_limit) return std::nullopt; // it could not be read again
    }
    return out;
}

/// What the files take, the newest first: their own bytes, and those of the pictures that none before has.
class Room {
public:
    Room(Files& files, const std::string& folder) : files_{files}, folder_{folder} {}

    std::uint64_t taken() const { return taken_; }
    std::uint64_t with(std::string_view bytes, const std::string& name) const {
        std::uint64_t all = taken_ + bytes.size();
        for (const std::string& picture : new_pictures(bytes, name))
            if (const auto stamp = files_.stamp(path_in(folder_, picture))) all += stamp->size;
        return all;
    }
    /// The pictures of the newest file are those of the session itself: they take room whatever is given up.
    void take(std::string_view bytes, const std::string& name) {
        taken_ = taken_ == 0 ? bytes.size() : with(bytes, name);
        pictures_.merge(new_pictures(bytes, name));
    }

private:
    std::set<std::string> new_pictures(std::string_view bytes, const std::string& name) const {
        std::set<std::string> fresh;
        for (const Entry& entry : entries_of(bytes, name))
            for (const ImageHash& hash : hashes_in(entry.images))
                if (std::string picture = image_file(hash); !pictures_.contains(picture))
                    fresh.insert(std::move(picture));
        return fresh;
    }

    Files& files_;
    const std::string& folder_;
    std::set<std::string> pictures_;
    std::uint64_t taken_ = 0;
};

/// Of one file's moments.
struct Worth {
    std::set<std::size_t> places, named; ///< worth keeping; of them with a name
    std::size_t count = 0;
    std::int64_t newest_ms = 0;
};

Worth worth_in(const std::string& name, const std::vector<Moment>& moments,
               const std::vector<std::size_t>& kept) {
    Worth worth;
    for (const Moment& moment : moments)
        if (moment.file == name) ++worth.count, worth.newest_ms = std::max(worth.newest_ms, moment.time_ms);
    for (const std::size_t i : kept) {
        if (moments[i].file != name) continue;
        worth.places.insert(moments[i].place);
        if (moments[i].kind == MomentKind::named) worth.named.insert(moments[i].place);
    }
    return worth;
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
    const std::vector<Shared<Image>> at_hand;
    Replay replay{files, folder, id, at_hand};
    Room room{files, folder};
    // The newest first: it is the oldest that must give way when there is too much.
    std::vector<std::string> names = file_names(files, folder);
    std::ranges::reverse(names);
    for (const std::string& name : names) {
        if (stop && *stop) return;
        const std::string path = path_in(folder, name);
        const Result<std::string> bytes = files.read(path, timeline_size_limit);
        if (!bytes) continue; // as it is
        const Worth worth = worth_in(name, moments, kept);
        std::optional<std::string> fresh = *bytes;
        if (worth.newest_ms < now_ms - each_minute_for_ms && worth.places.size() < worth.count)
            fresh = thinned(*bytes, name, replay, worth.places, stop);
        if (room.with(fresh.value_or(*bytes), name) > size_limit && room.taken() > 0 &&
            worth.named.size() < worth.count)
            fresh = thinned(*bytes, name, replay, worth.named, stop);
        if (fresh && fresh->empty() && worth.count > 0)
            static_cast<void>(files.remove(path));
        else if (fresh && *fresh != *bytes)
            static_cast<void>(write_file(files, path, *fresh)); // where that fails, the old one stays
        room.take(fresh.value_or(*bytes), name);
    }
    remove_unused(files, folder);
}

} // namespace waymark
