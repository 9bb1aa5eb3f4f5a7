#include "app/app.hpp"

#include "app/chrome.hpp"
#include "app/drives.hpp"
#include "app/keeping.hpp"
#include "app/messages.hpp"
#include "app/perform.hpp"
#include "app/route.hpp"
#include "app/show.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>
#include <utility>

namespace waymark {
namespace {

constexpr double view_move_s = 0.18;
constexpr double begin_keeping_poll_s = 5;
constexpr double go_home_poll_s = 30;   // there may be room again
constexpr double keeping_poll_s = 0.15; // the dot says when the disk has it
constexpr double saving_poll_s = 0.02, thumbnail_poll_s = 0.03, caret_blink_s = 0.53;

/// Ease-out: fast first, so that nothing waits for the movement.
float eased(double part) {
    const double left = 1 - std::clamp(part, 0.0, 1.0);
    return static_cast<float>(1 - left * left * left);
}

void take_size(App& app, const Input& input) {
    app.screen_facts = {input.size_px, input.density, input.pixels_per_mm, input.screen_mm};
    const float usual =
        app.settings.ui_scale > 0 ? app.settings.ui_scale : fitting_scale(app.screen_facts, app.settings);
    const float wished = app.scale_for_now.value_or(usual);
    app.ui_scale = std::clamp(wished, 0.75f, 4.0f);
    app.size_px = {std::max(1.0f, input.size_px.x), std::max(1.0f, input.size_px.y)};
    app.view.size_px = app.size_px;
}

/// Workers have finished: their answers are taken on the frame's own thread.
void take_answers(App& app) {
    const auto is_ready = [](const auto& future) {
        return future.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
    };
    if (app.saving && is_ready(app.saving->result)) {
        Saving saving = std::move(*app.saving);
        app.saving.reset();
        saved(app, saving.path, std::move(saving.session), saving.result.get());
    }
    if (app.exporting && is_ready(app.exporting->result)) {
        Exporting exporting = std::move(*app.exporting);
        app.exporting.reset();
        exported(app, exporting.path, exporting.result.get());
    }
    app.later_texts.take_answers();
    take_pictures(app);
    take_past(app);
    take_left(app);
    take_opened(app);
    take_compared(app);
    follow_file(app);
}

void move_view(App& app) {
    if (!app.view_move) return;
    const ViewMove& move = *app.view_move;
    const float part = eased((app.time_s - move.since_s) / view_move_s);
    if (part >= 1 || !app.settings.motion) {
        const View goal = move.to;
        app.view_move.reset();
        app.view = goal;
    } else {
        // The zoom runs evenly to the eye when its logarithm does; the place follows the zoom so that nothing
        // swings.
        const float zoom = move.from.zoom * std::pow(move.to.zoom / move.from.zoom, part);
        const float zoom_part =
            std::abs(move.to.zoom - move.from.zoom) < 1e-4f * move.to.zoom
                ? part
                : (1 / move.from.zoom - 1 / zoom) / (1 / move.from.zoom - 1 / move.to.zoom);
        app.view.zoom = zoom;
        app.view.at = move.from.at + (move.to.at - move.from.at) * zoom_part;
    }
    app.view.size_px = app.size_px;
}

double sooner(double a, double b) {
    if (a < 0) return b;
    if (b < 0) return a;
    return std::min(a, b);
}

bool shows_folders(Panel panel) {
    return panel == Panel::open_file || panel == Panel::save_file || panel == Panel::export_file ||
           panel == Panel::open_picture;
}

/// When the next frame is wanted though nobody does anything; an idle board wants none.
double next_frame(App& app, bool hands_move) {
    double next = -1;
    if (app.view_move || !app.slides.empty() || hands_move || app.chrome->animating() || !app.put_off.empty())
        next = 0;
    if (app.saving || app.exporting || !app.reading.empty() || (app.past && app.past->is_busy()) ||
        (app.screen == Screen::start && app.listing_left.valid()))
        next = sooner(next, saving_poll_s);
    if (app.keeper.is_on() && app.screen == Screen::board && !app.file.look_only) {
        if (app.keeper.kept() != Kept::durable)
            next = sooner(next, app.keeper.is_keeping() ? keeping_poll_s : begin_keeping_poll_s);
        if (app.keeper.is_remembering()) next = sooner(next, keeping_poll_s);
        if (app.keeper.is_in_substitute())
            next = sooner(next, app.keeper.is_asking_home() ? keeping_poll_s : go_home_poll_s);
    }
    if (app.file.look_only && app.screen == Screen::board)
        next = sooner(next, app.following.reading.valid() ? saving_poll_s : follow_every_s);
    if (shows_folders(app.panel)) next = sooner(next, folders_again_s);
    if (shows_folders(app.panel) || app.screen == Screen::start || app.opening || app.comparing)
        next = sooner(next, app.drives->again_s());
    if (app.thumbnails.busy() || app.painter.pictures().busy() || app.dictionaries.busy())
        next = sooner(next, thumbnail_poll_s);
    for (const Writing& writing : app.writing) {
        const double since = app.time_s - writing.changed_s;
        next = sooner(next, caret_blink_s - std::fmod(std::max(0.0, since), caret_blink_s));
    }
    if (app.timer) { // the next full second, as the bar shows it
        const double left = app.timer->end_s - app.time_s;
        next = sooner(next, left - std::floor(left) + 0.001);
    }
    for (const Message& message : app.messages)
        if (!message.problem) next = sooner(next, std::max(0.0, message.until_s - app.time_s));
    return next;
}

/// What decides who gets the keyboard.
auto open_things(const App& app) { return std::tuple{app.screen, app.panel, app.guard.has_value()}; }

/// Whoever writes in a panel's field and presses or types beside the on-screen keys has done with what is
/// being spelt on them.
bool may_leave_field(const App& app, const Event& event) {
    if (const auto* contact = std::get_if<Contact>(&event))
        return contact->phase == ContactPhase::begin &&
               !app.chrome->is_on_keys(app, *contact) && // those that lie under a panel are none
               !app.chrome->leaves_field_alone(app, *contact);
    if (std::holds_alternative<CloseAsked>(event) || std::holds_alternative<Dropped>(event)) return true;
    if (app.chrome->keys_are_on_board()) return false;
    const auto* key = std::get_if<KeyPress>(&event);
    return (key && key->down) || std::holds_alternative<Typed>(event);
}

/// Every event in its turn. What was typed right after a panel was asked for is meant for the panel, and what
/// follows Ctrl+V comes after the clipboard's text: the rest waits for the next frame then, where the panel
/// has the keyboard and the text is there.
void take_events(App& app, const Input& input) {
    std::vector<Event> joined = std::exchange(app.put_off, {});
    if (!joined.empty()) {
        const auto answers = std::ranges::find_if_not(
            input.events, [](const Event& event) { return std::holds_alternative<Pasted>(event); });
        joined.insert(joined.begin(), input.events.begin(), answers);
        joined.insert(joined.end(), answers, input.events.end());
    }
    const std::vector<Event>& events = joined.empty() ? input.events : joined;
    for (auto event = events.begin(); event != events.end(); ++event) {
        const bool too_early = app.chrome->opening() && std::holds_alternative<Typed>(*event);
        if (too_early) {
            app.put_off.assign(event, events.end());
            return;
        }
        // Whoever takes the key: Ctrl let go over a panel is no longer held on the board.
        if (const auto* key = std::get_if<KeyPress>(&*event)) app.modifiers = key->with;
        const auto open_before = open_things(app);
        if (may_leave_field(app, *event)) write_spelling_into_panel(app);
        const std::vector<Event>& for_the_board = app.chrome->take(app, *event);
        for (const Intent& intent : app.chrome->taken_intents()) perform(app, intent);
        for (const Chrome::NoteDrag& drag : app.chrome->taken_note_drags())
            take_note_drag(app, drag.contact, app.next_colour);
        for (const Event& left : for_the_board) route(app, left);
        if (open_things(app) == open_before && !app.effects.wants_clipboard) continue;
        const auto rest = std::find_if_not(event + 1, events.end(), [&](const Event& next) {
            return std::holds_alternative<KeyPress>(*event) &&
                   std::holds_alternative<Typed>(next); // the character of this very key
        });
        app.put_off.assign(rest, events.end());
        return;
    }
}

void show_chrome(App& app) {
    Ask ask;
    app.chrome->show(app, ask);
    for (const Intent& intent : ask.intents) perform(app, intent);
}

/// Made anew only where it says something else.
const std::shared_ptr<const std::string>& window_title(App& app) {
    const bool on_board = app.screen == Screen::board;
    const std::string_view mark = on_board && app.dirty() ? "• " : "", end = on_board ? " – Waymark" : "";
    std::string_view title = "Waymark";
    if (on_board) title = app.session().title.empty() ? std::string_view{"Untitled"} : app.session().title;
    const auto says_so = [&](std::string_view words) {
        return words.size() == mark.size() + title.size() + end.size() && words.starts_with(mark) &&
               words.substr(mark.size()).starts_with(title) && words.ends_with(end);
    };
    if (!app.window_title || !says_so(*app.window_title))
        app.window_title =
            std::make_shared<const std::string>(std::string{mark} + std::string{title} + std::string{end});
    return app.window_title;
}

/// Time is up: said until somebody puts it away.
void end_timer(App& app) {
    if (!app.timer || app.timer->end_s > app.time_s) return;
    app.timer.reset();
    say(app, "Time is up.", true);
}

/// Boxes on a note say nothing: which package brings the letters, once for each script.
void tell_missing_fonts(App& app) {
    const std::size_t count = missing_font_count();
    if (count == app.fonts_missed) return;
    std::vector<std::string> sentences = missing_fonts();
    const std::size_t all = sentences.size();
    sentences.erase(sentences.begin(), sentences.begin() + static_cast<std::ptrdiff_t>(app.fonts_missed));
    say_together(app, sentences);
    app.fonts_missed = all;
}

} // namespace

App::App(Files& all_files, Settings remembered)
    : files{&all_files},
      drives{std::make_unique<Drives>(looker(all_files))},
      settings{std::move(remembered)},
      history{Session{}},
      keeper{all_files, settings.state_folder, settings.fallback_folder},
      later_texts{text},
      painter{text, PictureShelf::Unpacks::beside},
      thumbnails{all_files, *drives},
      dictionaries{all_files},
      chrome{std::make_unique<Chrome>()} {}

App::~App() {
    // First what a slow drive has still to be given of the board's own work.
    if (closes_session)
        end_keeping(*this);
    else
        keeper.leave();
    if (saving) saving->result.wait();
    if (exporting) exporting->result.wait();
    for (const ReadingPictures& pictures : reading) pictures.result.wait();
}

const Journey& App::board_journey() const {
    static const Journey none;
    const Journey* found = find_journey(session(), journey);
    if (found) return *found;
    return session().journeys.empty() ? none : *session().journeys.front();
}

bool App::dirty() const {
    if (screen == Screen::start) return false;
    return !file.saved || !(*file.saved == present());
}

Rect free_px(const App& app) {
    const Rect covered = app.chrome->covered_px();
    return rect_between(covered.at, app.size_px - covered.size);
}

Board board_of(const App& app) {
    return Board{app.session(),
                 app.board_journey(),
                 app.committed.layout,
                 app.view,
                 app.selection,
                 app.past ? Tool::hand : app.tool,
                 app.next_colour,
                 app.curve_kind,
                 app.curve_persona,
                 app.ui_scale,
                 app.time_s,
                 app.modifiers,
                 Id{app.session().next_id},
                 app.view_move ? std::optional{app.view_move->to} : std::nullopt,
                 app.settings.lies_flat,
                 app.settings.wipe_with_hand,
                 app.settings.ink_from,
                 &app.writing,
                 &app.settings.key_languages,
                 &app.dictionaries,
                 free_px(app),
                 app.past.has_value(),
                 app.screen_facts.pixels_per_mm};
}

const Layout& committed_layout(App& app) {
    const Session& session = app.session();
    const auto shown =
        std::ranges::find_if(session.journeys, [&](const auto& j) { return j->id == app.journey; });
    if (shown == session.journeys.end()) {
        app.committed = {};
        return app.committed.layout;
    }
    const bool same_words = app.committed.layout.language == session.language &&
                            app.committed.layout.on_table == app.settings.lies_flat;
    if (!app.committed.journey || !app.committed.journey->same(*shown) || !same_words) {
        app.committed.layout = laid_out(**shown, session.language, app.text, &app.committed.layout,
                                        app.settings.lies_flat, &app.later_texts);
        app.committed.journey = *shown;
    }
    return app.committed.layout;
}

Frame frame(App& app, const Input& input) {
    ++app.frames;
    const double before_s = app.time_s;
    app.time_s = std::max(app.time_s, input.time_s);
    app.drives->begin(app.time_s);
    app.effects = {};
    take_size(app, input);
    take_answers(app);
    forget_old_messages(app);
    end_timer(app);
    tell_missing_fonts(app);

    app.time_step_s = std::clamp(app.time_s - before_s, 0.001, 0.1);

    take_events(app, input);
    if (input.audience) take_audience(app, *input.audience);
    let_time_pass(app);
    take_dictionaries(app);

    const Screen shown_screen = app.screen;
    show_chrome(app);
    // From the start screen to a board or back: its own panels, and the board fitted beside these, in this
    // very frame.
    if (app.screen != shown_screen) show_chrome(app);
    if (std::string copied = app.chrome->taken_copy(); !copied.empty())
        app.effects.clipboard.push_back(std::move(copied));

    mind_panel_keypad(app);

    fit_if_wanted(app);
    move_view(app);
    const Rect covered = app.chrome->covered_px();
    app.view.pin_px = covered.at;
    Frame made = shown_frame(app);
    if (app.audience) made.audience = audience_frame(app);
    keep(app);
    app.effects.title = window_title(app);
    app.effects.next_frame_s =
        sooner(app.effects.next_frame_s, next_frame(app, made.effects.next_frame_s == 0));
    made.effects = app.effects;
    return made;
}

} // namespace waymark
