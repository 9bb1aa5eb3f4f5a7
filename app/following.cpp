#include "app/following.hpp"

#include "app/perform.hpp"

#include <chrono>
#include <exception>
#include <utility>

namespace waymark {
namespace {

std::optional<OpenedSession> newer(Files& files, const std::string& path,
                                   const std::optional<FileStamp>& shown) {
    try {
        const Result<FileStamp> stamp = files.stamp(path);
        if (!stamp || (shown && is_same_file(*stamp, *shown))) return std::nullopt;
        Result<OpenedSession> opened = open_session(files, path);
        if (!opened || opened->session.journeys.empty()) return std::nullopt; // shown when it can be read
        return std::move(opened).value();
    } catch (const std::exception&) { // no memory for two of them
        return std::nullopt;
    }
}

void show_newer(App& app, OpenedSession opened) {
    const bool is_new = !(opened.session == app.present());
    app.file.stamp = opened.stamp;
    app.file.saved = opened.session;
    app.sequence = opened.sequence;
    if (!is_new) return;
    app.history = History{std::move(opened.session)};
    keep_what_exists(app);
    say_together(app, opened.damage);
    say(app, "The other Waymark has saved; this is the session as it is now.");
}

} // namespace

void follow_file(App& app) {
    Following& following = app.following;
    if (following.reading.valid()) {
        if (following.reading.wait_for(std::chrono::seconds{0}) != std::future_status::ready) return;
        std::optional<OpenedSession> opened = following.reading.get();
        const bool is_wanted = app.file.look_only && app.file.path == following.path && !app.past;
        if (opened && is_wanted) show_newer(app, std::move(*opened));
    }
    if (!app.file.look_only || app.screen != Screen::board || app.past) return;
    if (app.time_s - following.looked_s < follow_every_s) return;
    following.looked_s = app.time_s;
    following.path = app.file.path;
    following.reading =
        std::async(std::launch::async, [files = app.files, path = app.file.path, shown = app.file.stamp] {
            return newer(*files, path, shown);
        });
}

} // namespace waymark
