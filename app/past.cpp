#include "app/past.hpp"

#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "sessions/clean_text.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

namespace waymark {
namespace {

template <class T> bool is_ready(const std::future<T>& future) {
    return future.valid() && future.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
}

/// What was chosen and what has the keyboard may not be there at another time.
void show_other(App& app) {
    Past& past = *app.past;
    const Id before = app.journey;
    app.journey = past.journey;
    if (!find_journey(app.session(), app.journey)) app.journey = app.session().journeys.front()->id;
    if (app.journey != before) app.committed = {}; // else what is the same keeps its texts
}

/// The moment wanted, unless it is shown or being read already.
void read_wanted(App& app) {
    Past& past = *app.past;
    if (past.loading.valid() || past.listing.valid()) return;
    if (past.at >= past.moments.size()) {
        past.lost_pictures = 0;
        if (past.session) past.session.reset(), show_other(app);
        return;
    }
    if (past.session && past.shown == past.at) return;
    past.loading_at = past.at;
    const SessionId id = app.present().id;
    past.loading =
        std::async(std::launch::async, [files = app.files, folder = app.keeper.history_of(id),
                                        moment = past.moments[past.at], id, at_hand = app.present().images] {
            try {
                return session_at(*files, folder, moment, id, at_hand);
            } catch (const std::exception& problem) {
                return Result<PastSession>{
                    Error{ErrorKind::too_large, folder,
                          std::string{"This moment cannot be shown ("} + problem.what() + ")."}};
            }
        });
}

} // namespace

void look_into_the_past(App& app) {
    if (app.screen != Screen::board || app.past || !app.keeper.is_on()) return;
    perform(app, StopWriting{.all = true});
    let_go(app.hands);
    app.selection.clear();
    app.focus = {};
    app.open_moment = Id::none;
    app.panel = Panel::none;
    app.tool = Tool::select;
    app.past.emplace();
    app.past->journey = app.journey;
    app.past->listing =
        std::async(std::launch::async, [files = app.files, folder = app.keeper.history_of(app.present().id)] {
            try {
                return moments_in(*files, folder);
            } catch (const std::exception&) { // no memory for it: nothing is listed
                return std::vector<Moment>{};
            }
        });
}

void look_at(App& app, std::size_t at) {
    if (!app.past || app.past->listing.valid()) return;
    app.past->at = std::min(at, app.past->moments.size());
    read_wanted(app);
}

void take_past(App& app) {
    std::erase_if(app.gone_pasts, [](const Past& gone) {
        return (!gone.listing.valid() || is_ready(gone.listing)) &&
               (!gone.loading.valid() || is_ready(gone.loading));
    });
    if (!app.past) return;
    Past& past = *app.past;
    if (is_ready(past.listing)) {
        past.moments = past.listing.get();
        past.at = past.moments.size();
    }
    if (!is_ready(past.loading)) return;
    Result<PastSession> read = past.loading.get();
    if (read && !read->session.journeys.empty()) {
        past.session = std::move(read->session);
        past.lost_pictures = read->lost_pictures;
        past.shown = past.loading_at;
        show_other(app);
    } else {
        if (past.at == past.loading_at) past.at = past.session ? past.shown : past.moments.size();
        say(app, read ? "There was nothing on the board then." : read.error().sentence, !read);
    }
    read_wanted(app);
}

void return_to_the_present(App& app) {
    if (!app.past) return;
    const Id journey = app.past->journey;
    app.gone_pasts.push_back(std::move(*app.past)); // what is being read goes on; nobody waits for it
    app.past.reset();
    if (app.journey != journey) app.committed = {};
    app.journey = journey;
    keep_what_exists(app);
}

void restore_past(App& app) {
    if (!app.past || !app.past->session) return;
    const std::string when = in_words(app.past->moments[app.past->shown]);
    Session then = std::move(*app.past->session);
    const std::size_t lost_pictures = app.past->lost_pictures;
    // The bytes of a picture that is there now, too, are not kept twice.
    for (Shared<Image>& image : then.images)
        for (const Shared<Image>& one : app.present().images)
            if (one->hash == image->hash) image = one;
    return_to_the_present(app);
    const std::size_t before = app.history.position();
    perform(app, Commit{RestoreSession{Shared<Session>{std::move(then)}, "Back to " + when}, Selection{}});
    if (app.history.position() == before) return;
    say(app, "The board is as it was at " + when + "; undo takes that back.");
    if (lost_pictures > 0) say(app, lost_pictures_in_words(lost_pictures), true);
}

void name_version(App& app, const std::string& name) {
    const std::string clean = clean_line(name).text;
    if (app.screen != Screen::board || clean.empty()) return;
    settle_writing(app);
    app.panel = Panel::none;
    if (!app.keeper.remember(MomentKind::named, clean, app.present())) // else said when the disk has it
        say(app,
            "This session's past is not kept just now, so the version has no name; save a copy under that "
            "name.",
            true);
}

std::string time_in_words(std::int64_t time_ms) {
    const std::time_t then = static_cast<std::time_t>(time_ms / 1000), now = std::time(nullptr);
    std::tm local{}, today{};
    localtime_r(&then, &local);
    localtime_r(&now, &today);
    const bool is_today = local.tm_year == today.tm_year && local.tm_yday == today.tm_yday;
    char words[40] = "";
    std::strftime(words, sizeof words, is_today ? "%H:%M" : "%Y-%m-%d %H:%M", &local);
    return words;
}

std::string in_words(const Moment& moment) {
    const std::string when = time_in_words(moment.time_ms);
    switch (moment.kind) {
    case MomentKind::minute: break;
    case MomentKind::opened: return when + " · opened";
    case MomentKind::saved: return when + " · saved";
    case MomentKind::named: return when + " · “" + moment.name + "”";
    }
    return when;
}

} // namespace waymark
