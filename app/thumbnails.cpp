#include "app/thumbnails.hpp"

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

std::optional<Session> session_for(const ThumbnailOf& of, Files& files) {
    if (!of.template_name.empty()) return session_from_template(of.template_name, SessionId{});
    if (!of.journal.empty()) {
        Result<RecoveredSession> left = recover_session(files, of.journal);
        if (!left) return std::nullopt;
        return std::move(left).value().session;
    }
    Result<OpenedSession> opened = open_session(files, of.path);
    if (!opened) return std::nullopt;
    return std::move(opened).value().session;
}

Thumbnail made(const ThumbnailOf& of, ThemeName theme, Files& files, TextEngine& text) {
    Thumbnail thumbnail;
    const std::optional<Session> session = session_for(of, files);
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

    Files& files;
    mutable std::mutex mutex;
    std::condition_variable wake, done;
    std::map<Key, Kept> kept;
    std::deque<Key> wanted;
    std::uint64_t clock = 0;
    bool working = false, stopping = false;
    std::thread thread;

    explicit Inside(Files& all) : files{all} {}

    /// The thread's life: it is handed keys and answers with finished values.
    void work() {
        std::unique_ptr<TextEngine> text; // finding fonts takes a while: not before it is needed
        std::unique_lock lock{mutex};
        for (;;) {
            wake.wait(lock, [this] { return stopping || !wanted.empty(); });
            if (stopping) return;
            const Key key = wanted.front();
            wanted.pop_front();
            working = true;
            lock.unlock();
            if (!text) text = std::make_unique<TextEngine>();
            auto thumbnail = std::make_shared<const Thumbnail>(made(key.of, key.theme, files, *text));
            lock.lock();
            kept[key].thumbnail = std::move(thumbnail);
            working = false;
            done.notify_all();
        }
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

Thumbnails::Thumbnails(Files& files) : inside_{std::make_unique<Inside>(files)} {}

Thumbnails::~Thumbnails() {
    {
        const std::lock_guard lock{inside_->mutex};
        inside_->stopping = true;
    }
    inside_->wake.notify_all();
    if (inside_->thread.joinable()) inside_->thread.join();
}

namespace {

/// When the file, or any in the journal's folder, was last written.
std::int64_t modified_ns(const ThumbnailOf& of, Files& files) {
    std::int64_t newest = 0;
    const auto look_at = [&](const std::string& path) {
        if (const Result<FileStamp> stamp = files.stamp(path)) newest = std::max(newest, stamp->modified_ns);
    };
    if (!of.path.empty()) look_at(of.path);
    if (of.journal.empty()) return newest;
    if (const Result<std::vector<std::string>> names = files.names(of.journal))
        for (const std::string& name : *names) look_at(of.journal + "/" + name);
    return newest;
}

} // namespace

std::shared_ptr<const Thumbnail> Thumbnails::get(const ThumbnailOf& of, ThemeName theme) {
    const std::int64_t modified = modified_ns(of, inside_->files);
    const std::lock_guard lock{inside_->mutex};
    const Inside::Key key{of, theme, modified};
    auto [entry, is_new] = inside_->kept.try_emplace(key);
    entry->second.asked = ++inside_->clock;
    if (!is_new) return entry->second.thumbnail;
    inside_->wanted.push_back(key);
    inside_->forget_the_oldest();
    if (!inside_->thread.joinable())
        inside_->thread = std::thread{[inside = inside_.get()] { inside->work(); }};
    inside_->wake.notify_all();
    return nullptr;
}

bool Thumbnails::busy() const {
    const std::lock_guard lock{inside_->mutex};
    return inside_->working || !inside_->wanted.empty();
}

void Thumbnails::finish() {
    std::unique_lock lock{inside_->mutex};
    inside_->done.wait(lock, [this] { return !inside_->working && inside_->wanted.empty(); });
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
