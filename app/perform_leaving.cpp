#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "app/route.hpp"

#include <utility>

/// What stands in the way of whatever takes the session from the board, and what becomes of it.
namespace waymark {
namespace {

constexpr const char* waiting_for_pictures = "Waiting for the new pictures to be read …";
constexpr const char* waiting_for_file = "Waiting for the file to be written …";

void ask_first(App& app, Intent wanted, Guard::About about) {
    let_go(app.hands);
    app.panel = Panel::none;
    app.guard = Guard{std::move(wanted), about, app.time_s};
}

/// They are laid before anything closes. Whoever is in a hurry is asked: two presses of a key that were meant
/// as one must not lose them.
void wait_for_pictures(App& app, Intent wanted) {
    app.after_saving = wanted;
    return_to_the_present(app); // nothing is laid on the past
    if (!std::exchange(app.told_of_pictures, true)) return say(app, waiting_for_pictures);
    ask_first(app, std::move(wanted), Guard::About::pictures);
}

/// So is a file written. Only the end of the program can go without it: whatever else takes its place on the
/// board would leave nobody to say how it has ended.
void wait_for_file(App& app, Intent wanted) {
    app.after_saving = wanted;
    const bool was_told = std::exchange(app.told_of_file, true);
    if (was_told && std::holds_alternative<Quit>(wanted.what))
        return ask_first(app, std::move(wanted), Guard::About::file);
    say(app, waiting_for_file); // the sentence of the first time may have gone
}

/// Those that are being read now; whatever is laid on the board later is waited for again.
void go_without_pictures(App& app, bool without) {
    for (ReadingPictures& reading : app.reading) reading.without = without;
}

/// To wait needs nothing more: what was wanted happens when they are there.
void answer_about_pictures(App& app, AnswerGuard::Choice choice, const Intent& wanted) {
    if (choice == AnswerGuard::Choice::save) return;
    app.after_saving.reset();
    app.told_of_pictures = false;
    if (choice == AnswerGuard::Choice::stay) return;
    go_without_pictures(app, true);
    const SessionId session = app.present().id;
    perform(app, wanted);
    const bool goes_on = app.guard || app.after_saving || app.panel != Panel::none;
    // It has not come about: a file that cannot be opened, say.
    if (!goes_on && !app.effects.quit && app.screen == Screen::board && app.present().id == session)
        go_without_pictures(app, false);
}

/// Nobody knows whether the file will have what is on the board. So that stays where it is kept, as it does
/// when the power fails, and comes back at the next start.
void answer_about_file(App& app, AnswerGuard::Choice choice) {
    if (choice == AnswerGuard::Choice::save) return;
    app.after_saving.reset();
    end_waiting_for_file(app);
    if (choice == AnswerGuard::Choice::stay) return;
    if (app.saving)
        keep(app);
    else
        app.closes_session = true; // only a picture of it is being written
    app.effects.quit = true;
}

} // namespace

void end_waiting_for_file(App& app) {
    if (app.after_saving && (app.saving || app.exporting)) return;
    app.told_of_file = false;
    std::erase_if(app.messages, [](const Message& m) { return m.sentence == waiting_for_file; });
    if (app.guard && app.guard->about == Guard::About::file) app.guard.reset(); // it needs no answer any more
}

bool guarded(App& app, Intent wanted) {
    perform(app, StopWriting{.all = true});
    app.after_saving.reset();
    if (app.saving) {
        wait_for_file(app, std::move(wanted));
        return true;
    }
    if (waits_for_pictures(app)) {
        wait_for_pictures(app, std::move(wanted));
        return true;
    }
    if (!has_unsaved_work(app) || app.letting_go) return false;
    ask_first(app, std::move(wanted), Guard::About::changes);
    return true;
}

void go_on(App& app) {
    if (!app.after_saving || app.saving || app.exporting || waits_for_pictures(app) || app.keeper.is_naming())
        return;
    const Intent next = std::move(*app.after_saving);
    app.after_saving.reset();
    perform(app, next);
}

void close_session(App& app) {
    if (app.screen != Screen::board) return;
    if (guarded(app, CloseSession{})) return;
    show_session(app, Session{}, {}, 0);
    app.history = History{Session{}};
    app.screen = Screen::start;
    list_left_again(app); // what was just let go can be brought back
    app.fit_wanted = false;
}

void quit(App& app) {
    if (app.screen == Screen::board && guarded(app, Quit{})) return;
    if (app.exporting)
        return wait_for_file(app, Quit{}); // the picture is finished first, or its failure said
    // So is a version that has just been given its name. Who asks a second time goes without.
    if (app.keeper.is_naming() && !std::exchange(app.told_of_version, true)) {
        app.after_saving = Quit{};
        return say(app, "Waiting until the version has its name …");
    }
    app.closes_session = true; // when the window has gone: drives may be slow
    app.effects.quit = true;
}

void answer_guard(App& app, AnswerGuard::Choice choice) {
    if (!app.guard) return;
    Intent wanted = std::move(app.guard->wanted);
    const Guard::About about = app.guard->about;
    app.guard.reset();
    if (about == Guard::About::pictures) return answer_about_pictures(app, choice, wanted);
    if (about == Guard::About::file) return answer_about_file(app, choice);
    app.after_saving.reset();
    if (choice == AnswerGuard::Choice::stay) {
        go_without_pictures(app, false);
        return;
    }
    if (choice == AnswerGuard::Choice::save) {
        app.after_saving = std::move(wanted);
        perform(app, Save{});
        return;
    }
    // If what was wanted does not come about (a file that cannot be opened), the changes are still there and
    // still unsaved.
    app.letting_go = true;
    perform(app, wanted);
    app.letting_go = false;
}

} // namespace waymark
