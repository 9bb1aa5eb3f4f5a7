#include "app/thumbnails.hpp"

#include "app/drives.hpp"
#include "render/export.hpp"
#include "render/text.hpp"
#include "sessions/journal.hpp"
#include "sessions/storage.hpp"
#include "sessions/templates.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace waymark {
namespace {

constexpr std::size_t kept_limit = 48;

/// Of a file or a journal, by whoever may wait for its drive.
std::optional<Session> session_in(const ThumbnailOf& of, Files& files) {
    if (!of.journal.empty()) {
        Result<RecoveredSession> left = recover_session(files, of.journal);
        if (!left) return std::nullopt;
        return std::move(left).value().session;
    }
    Result<OpenedSession> opened = open_session(files, of.path);
    if (!opened) return std::nullopt;
    return std::move(opened).value().session;
}

Thumbnail made(const std::optional<Session>& session, ThemeName theme, TextEngine& text) {
    Thumbnail thumbnail;
    if (!session || session->journeys.empty()) {
        thumbnail.broken = true;
        return thumbnail;
    }
    ExportScene painted = export_scene(*session, *session->journeys.front(), theme, text);
    thumbnail.chunks = std::move(painted.scene.board);
    thumbnail.area = painted.area;
    thumbnail.title = session->title;
    thumbnail.journeys = static_cast<std::uint32_t>(session->journeys.size());
    for (const Shared<Journey>& journey : session->journeys)
        thumbnail.notes += static_cast<std::uint32_t>(journey->notes.size());
    return thumbnail;
}

} // namespace

struct Thumbnails::Inside {
    struct Key {
        ThumbnailOf of;
        ThemeName theme;
        std::int64_t modified_ns; // a file saved again is another picture
        auto operator<=>(const Key&) const = default;
    };
    struct Kept {
        std::shared_ptr<const Thumbnail> thumbnail; // null while it is being made
        std::uint64_t asked = 0;
    };

    /// To be made: of a template, or of what has been read.
    struct Wanted {
        Key key;
        std::optional<Session> session;
    };

    Files& files;
    Drives& drives;
    mutable std::mutex mutex;
    std::condition_variable wake, done;
    std::map<Key, Kept> kept;
    std::deque<Wanted> wanted;
    std::size_t reading = 0; ///< beside
    std::uint64_t clock = 0;
    bool working = false, stopping = false;
    std::thread thread;

    Inside(Files& all, Drives& where) : files{all}, drives{where} {}

    /// The thread's life: it is handed keys and answers with finished values.
    void work() {
        std::unique_ptr<TextEngine> text; // finding fonts takes a while: not before it is needed
        std::unique_lock lock{mutex};
        for (;;) {
            wake.wait(lock, [this] { return stopping || !wanted.empty(); });
            if (stopping) return;
            Wanted next = std::move(wanted.front());
            wanted.pop_front();
            working = true;
            lock.unlock();
            const Key& key = next.key;
            if (!key.of.template_name.empty())
                next.session = session_from_template(key.of.template_name, SessionId{});
            if (!text) text = std::make_unique<TextEngine>();
            auto thumbnail = std::make_shared<const Thumbnail>(made(next.session, key.theme, *text));
            lock.lock();
            kept[key].thumbnail = std::move(thumbnail);
            working = false;
            done.notify_all();
        }
    }

    /// With the lock.
    void want(Wanted one) {
        wanted.push_back(std::move(one));
        wake.notify_all();
    }

    void forget_the_oldest() {
        while (kept.size() > kept_limit) {
            auto oldest = kept.end();
            for (auto entry = kept.begin(); entry != kept.end(); ++entry)
                if (entry->second.thumbnail &&
                    (oldest == kept.end() || entry->second.asked < oldest->second.asked))
                    oldest = entry;
            if (oldest == kept.end()) return;
            kept.erase(oldest);
        }
    }
};

Thumbnails::Thumbnails(Files& files, Drives& drives) : inside_{std::make_shared<Inside>(files, drives)} {}

Thumbnails::~Thumbnails() {
    {
        const std::lock_guard lock{inside_->mutex};
        inside_->stopping = true;
    }
    inside_->wake.notify_all();
    if (inside_->thread.joinable()) inside_->thread.join();
}

namespace {

/// When the file, or any in the journal's folder, was last written, by the last look at it; nothing where
/// there was none yet.
std::optional<std::int64_t> modified_ns(const ThumbnailOf& of, Drives& drives) {
    if (!of.journal.empty()) {
        const Known<std::int64_t> newest = drives.newest_ns(of.journal);
        return newest ? std::optional{*newest.answer} : std::nullopt;
    }
    if (of.path.empty()) return 0;
    const Known<std::optional<FileStamp>> stamp = drives.stamp(of.path);
    if (!stamp) return std::nullopt;
    return *stamp.answer ? (*stamp.answer)->modified_ns : 0;
}

} // namespace

std::shared_ptr<const Thumbnail> Thumbnails::get(const ThumbnailOf& of, ThemeName theme) {
    const std::optional<std::int64_t> modified = modified_ns(of, inside_->drives);
    if (!modified) return nullptr;
    std::unique_lock lock{inside_->mutex};
    const Inside::Key key{of, theme, *modified};
    auto [entry, is_new] = inside_->kept.try_emplace(key);
    entry->second.asked = ++inside_->clock;
    if (!is_new) return entry->second.thumbnail;
    inside_->forget_the_oldest();
    if (!inside_->thread.joinable())
        inside_->thread = std::thread{[inside = inside_.get()] { inside->work(); }};
    if (!of.template_name.empty()) {
        inside_->want({key, std::nullopt});
        return nullptr;
    }
    ++inside_->reading;
    lock.unlock();
    inside_->drives.beside(of.path.empty() ? of.journal : of.path, [inside = inside_, key] {
        std::optional<Session> session;
        try {
            session = session_in(key.of, inside->files);
        } catch (const std::exception&) { // no memory for it: as if it could not be opened
        }
        const std::lock_guard reading_lock{inside->mutex};
        --inside->reading;
        inside->want({key, std::move(session)});
    });
    return nullptr;
}

bool Thumbnails::busy() const {
    const std::lock_guard lock{inside_->mutex};
    return inside_->working || !inside_->wanted.empty(); // what is being read, `Drives` asks for
}

void Thumbnails::finish() {
    std::unique_lock lock{inside_->mutex};
    inside_->done.wait(
        lock, [this] { return !inside_->working && inside_->wanted.empty() && inside_->reading == 0; });
}

PlacedChunk placed_in(const Thumbnail& thumbnail, Rect rect_px) {
    PlacedChunk placed;
    if (thumbnail.area.empty() || rect_px.empty()) return placed;
    const float scale =
        std::min(rect_px.size.x / thumbnail.area.size.x, rect_px.size.y / thumbnail.area.size.y);
    const Vec2 origin = rect_px.center() - thumbnail.area.center() * scale;
    for (const Shared<PlacedChunk>& chunk : thumbnail.chunks)
        for (Placed one : *chunk) {
            one.at = origin + one.at * scale;
            one.scale *= scale;
            one.pinned = {};
            placed.push_back(std::move(one));
        }
    return placed;
}

} // namespace waymark
