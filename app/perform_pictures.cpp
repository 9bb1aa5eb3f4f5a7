#include "app/perform.hpp"

#include "app/folders.hpp"
#include "render/bitmap.hpp"
#include "sessions/limits.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>

namespace waymark {
namespace {

constexpr std::uint64_t picture_file_limit = 32ull << 20;
constexpr float largest_picture = 640;
constexpr double said_after_s = 0.4;

/// In a thread of its own: a drive may take its time, and so may a large picture. Ends with the first for
/// which no session has room.
std::vector<Result<Image>> read_pictures(Files& files, const std::vector<std::string>& paths) {
    std::vector<Result<Image>> read;
    std::size_t count = 0;
    std::uint64_t size = 0;
    for (const std::string& path : paths) {
        if (count > image_count_limit || size > images_bytes_limit) break;
        try {
            Result<std::string> bytes = files.read(path, picture_file_limit);
            read.push_back(bytes ? image_from_bytes(std::move(bytes).value(), path)
                                 : Result<Image>{bytes.error()});
        } catch (const std::exception&) {
            read.push_back(Error{ErrorKind::too_large, path,
                                 path + " was not read: there is not enough memory for it."});
        }
        if (read.back()) ++count, size += read.back()->bytes->size();
    }
    return read;
}

void start_reading(App& app, const InsertPictures& insert) {
    ReadingPictures reading;
    reading.paths = insert.paths;
    reading.at = insert.at.value_or(app.view.at);
    reading.session = app.present().id;
    reading.journey = app.journey;
    reading.since_s = app.time_s;
    reading.result = std::async(std::launch::async, [files = app.files, paths = insert.paths] {
        return read_pictures(*files, paths);
    });
    app.reading.push_back(std::move(reading));
}

/// One step for all of them, chosen.
void lay_pictures(App& app, const ReadingPictures& reading, std::vector<Result<Image>> images) {
    Several edit{{}, reading.paths.size() == 1 ? "Insert picture" : "Insert pictures"};
    Selection after;
    Vec2 at = reading.at;
    Session with_added = app.present();
    for (std::size_t i = 0; i < images.size(); ++i) {
        Result<Image>& image = images[i];
        if (!image) {
            say_of_kind(app, "pictures could not be read",
                        std::filesystem::path{reading.paths[i]}.filename().string(), image.error().sentence);
            continue;
        }
        if (!has_room(app, *image, with_added)) break;
        const Vec2 pixels{static_cast<float>(image->width), static_cast<float>(image->height)};
        const Vec2 size = pixels * std::min(1.0f, largest_picture / std::max(pixels.x, pixels.y));
        Picture picture;
        picture.id = Id{app.present().next_id + after.size()};
        picture.image = image->hash;
        picture.frame = {at - size * 0.5f, size};
        picture.description = std::filesystem::path{reading.paths[i]}.stem().string();
        after.push_back(picture.id);
        edit.edits.push_back(AddPicture{std::move(picture), std::move(image).value()});
        at = at + Vec2{paste_step, paste_step};
    }
    if (edit.edits.empty()) return;
    if (reading.journey == app.journey) return perform(app, Commit{std::move(edit), std::move(after)});
    // On another journey than the one that is shown by now: theirs has them.
    if (!app.history.commit(reading.journey, std::move(edit), app.selection, app.selection)) return;
    ++app.sequence;
    say(app, "The new pictures lie on the journey that was shown before.");
}

/// Why what has been read cannot be laid anywhere; empty when it can.
std::string no_place_for(const App& app, const ReadingPictures& reading) {
    if (app.screen != Screen::board || reading.session != app.present().id)
        return "The session was closed before its new pictures were read; they are not in it.";
    if (!find_journey(app.present(), reading.journey))
        return "The journey was removed before its new pictures were read; they are nowhere.";
    return {};
}

} // namespace

bool has_room(App& app, const Image& image, Session& with_added) {
    if (!has_room_for(with_added, image)) {
        say(app,
            "This session has no room for more pictures (200 of them, 192 MB in all); remove some, or make "
            "them smaller.",
            true);
        return false;
    }
    const auto is_it = [&](const Shared<Image>& one) { return one->hash == image.hash; };
    if (std::ranges::none_of(with_added.images, is_it)) with_added.images.push_back(Shared<Image>{image});
    return true;
}

void insert_pictures(App& app, const InsertPictures& insert) {
    if (app.screen != Screen::board || insert.paths.empty()) return;
    if (app.past || app.file.look_only) return perform(app, Commit{}); // says why nothing can be done
    InsertPictures placed = insert;
    // Before the first look at a board its view says nothing yet: beside the map is a place where nothing is
    // covered.
    const Rect all = committed_layout(app).bounds;
    if (!placed.at && app.fit_wanted) placed.at = Vec2{all.right() + largest_picture, all.center().y};
    start_reading(app, placed);
}

bool waits_for_pictures(const App& app) {
    return app.screen == Screen::board &&
           std::ranges::any_of(app.reading, [&](const ReadingPictures& reading) {
               return reading.session == app.present().id && !reading.without;
           });
}

void take_pictures(App& app) {
    if (app.reading.empty()) return;
    const bool waited = waits_for_pictures(app);
    for (auto reading = app.reading.begin(); reading != app.reading.end();) {
        const bool ready = reading->result.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
        if (!ready && !reading->said && app.time_s - reading->since_s > said_after_s) {
            reading->said = true;
            say(app,
                reading->paths.size() == 1
                    ? "Reading " + std::filesystem::path{reading->paths.front()}.filename().string() + " …"
                    : "Reading " + std::to_string(reading->paths.size()) + " pictures …");
        }
        if (!ready || app.past) { // nothing is laid on the past
            ++reading;
            continue;
        }
        ReadingPictures done = std::move(*reading);
        reading = app.reading.erase(reading);
        if (const std::string why = no_place_for(app, done); !why.empty())
            say(app, why, true);
        else
            lay_pictures(app, done, done.result.get());
    }
    if (!waited || waits_for_pictures(app)) return;
    if (app.guard && app.guard->about == Guard::About::pictures)
        app.guard.reset(); // it needs no answer any more
    app.told_of_pictures = false;
    go_on(app);
}

} // namespace waymark
