#include "app/commands.hpp"

#include "app/chrome.hpp"
#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "app/shots_sitter.hpp"
#include "sessions/templates.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <iterator>
#include <thread>

/// `waymark shots DIR`: pictures of every screen, drawn as a window would draw them, without one. For the
/// README, and for whoever has to judge how it looks.
namespace waymark {
using namespace shots;

namespace {

void while_dragging(Sitter& sitter) {
    open(sitter, "winter-jacket");
    const Layout& layout = committed_layout(sitter.app());
    const Vec2 from = first_note_middle(sitter, sitter.app());
    const Vec2 to =
        layout.cells.size() > 9 ? sitter.on_screen(layout.cells[9].rect.center()) : from + Vec2{400, 200};
    sitter.mouse(ContactPhase::begin, from);
    for (int i = 1; i <= 12; ++i)
        sitter.mouse(ContactPhase::move, from + (to - from) * (static_cast<float>(i) / 12));
    for (int i = 0; i < 20; ++i) sitter.mouse(ContactPhase::move, to);
}

void while_writing(Sitter& sitter) {
    open(sitter, "five-stages");
    View view = sitter.app().view;
    view.zoom = 1;
    view.at = committed_layout(sitter.app()).cells.front().rect.center() + Vec2{300, 200};
    perform(sitter.app(), SetView{view, false});
    sitter.settle();
    const Layout& layout = committed_layout(sitter.app());
    const Vec2 at = sitter.on_screen(layout.cells.front().rect.center());
    for (int i = 0; i < 2; ++i) sitter.mouse(ContactPhase::begin, at), sitter.mouse(ContactPhase::end, at);
    sitter.type("Слышит о марке от друга 听朋友说起这个品牌");
    sitter.settle();
    sitter.key(Key::left, {.shift = true, .control = true});
}

void with_moment_open(Sitter& sitter) {
    open(sitter, "winter-jacket");
    const Journey& journey = sitter.app().board_journey();
    if (!journey.moments.empty()) perform(sitter.app(), OpenMoment{journey.moments.front()->id});
    sitter.settle();
}

void with_500_notes(Sitter& sitter) {
    open(sitter, "five-stages");
    App& app = sitter.app();
    const Journey& journey = app.board_journey();
    AddNotes added;
    for (std::uint64_t i = 0; i < 500; ++i) {
        Note note;
        note.id = Id{app.session().next_id + i};
        const auto& stage = journey.stages[i % journey.stages.size()];
        const auto& lane = journey.lanes[i / 7 % journey.lanes.size()];
        note.place = lane->kind == LaneKind::emotion ? Place{Parked{}} : Place{InCell{stage->id, lane->id}};
        note.colour = static_cast<NoteColour>(i % 7);
        note.kind = static_cast<NoteKind>(i % 9);
        note.evidence = static_cast<EvidenceState>(i % 5);
        note.text = "Touchpoint " + std::to_string(i + 1) + ": the customer asks, waits and compares";
        added.notes.push_back(std::move(note));
    }
    perform(app, Commit{std::move(added), std::nullopt});
    perform(app, FitBoard{});
    sitter.settle();
}

Scenario with_tool(Tool tool) {
    return [tool](Sitter& sitter) {
        open(sitter, "spare-parts");
        perform(sitter.app(), ChooseTool{tool});
        sitter.settle();
    };
}

void with_message(Sitter& sitter) {
    open(sitter, "winter-jacket");
    perform(sitter.app(), Say{"Saved winter-jacket.waymark.", false});
    perform(sitter.app(), OpenFile{"/nowhere/lost.waymark"});
    say_not_safe(
        sitter.app(),
        "There is no room left for “winter-jacket.waymark”; free some space or save in another place.");
    sitter.settle();
}

/// A bad day: a damaged file, a stick that was pulled, pictures that are none.
void with_many_messages(Sitter& sitter) {
    open(sitter, "winter-jacket");
    App& app = sitter.app();
    say_not_safe(app,
                 "The folder of “/media/stick/winter-jacket.waymark” is not there; connect its drive or save "
                 "in another place.");
    say_together(app, {"3 of 41 notes could not be read.", "1 of 4 pictures could not be read.",
                       "The head of the file is damaged."});
    for (const char* name : {"IMG_0412.jpg", "IMG_0413.jpg", "IMG_0414.jpg", "IMG_0415.jpg", "scan.png"})
        say_of_kind(app, "pictures could not be read", name, name);
    perform(app, OpenFile{"/nowhere/lost.waymark"});
    for (const char* script : {"Khmer", "Tibetan"})
        perform(app, Say{std::string{"No font here has "} + script + " letters.", true});
    perform(app, Say{"“Winter jacket” is back as it was at 14:07; Waymark ended without closing it.", false});
    sitter.settle();
}

void with_guard(Sitter& sitter) {
    open(sitter, "winter-jacket");
    perform(
        sitter.app(),
        Commit{RenameStage{sitter.app().board_journey().stages.front()->id, "It turns cold"}, std::nullopt});
    perform(sitter.app(), Quit{});
    sitter.settle();
}

/// Leaving a second time while a picture comes from a slow drive.
void with_pictures_question(Sitter& sitter) {
    open(sitter, "winter-jacket");
    App& app = sitter.app();
    ReadingPictures reading;
    reading.paths = {"/media/camera/IMG_0412.jpg"};
    reading.session = app.present().id;
    reading.journey = app.journey;
    reading.since_s = app.time_s;
    reading.result = std::async(std::launch::deferred, [] { return std::vector<Result<Image>>{}; });
    app.reading.push_back(std::move(reading)); // nobody ever reads it
    for (int i = 0; i < 2; ++i) perform(app, Quit{});
    sitter.frames(40);
}

/// Leaving a second time while the session's file is being written to a drive that does not answer.
void with_file_question(Sitter& sitter) {
    open(sitter, "winter-jacket");
    App& app = sitter.app();
    const std::string path = "/media/stick/Winter workshop.waymark";
    app.saving =
        Saving{app.present(), path, std::async(std::launch::deferred, [path] {
                   return Result<SavedSession>{Error{ErrorKind::input_output, path, "It never answered."}};
               })};
    for (int i = 0; i < 2; ++i) perform(app, Quit{});
    sitter.frames(40);
}

void do_something(Sitter& sitter) {
    const Id stage = sitter.app().board_journey().stages.front()->id;
    perform(sitter.app(), Commit{RenameStage{stage, "It turns cold"}, std::nullopt});
    sitter.frames(1);
}

/// Somebody's session, left open; another one let go.
void with_work_left(Sitter& sitter) {
    App& app = sitter.app();
    open(sitter, "spare-parts");
    do_something(sitter);
    perform(app, CloseSession{});
    perform(app, AnswerGuard{AnswerGuard::Choice::discard});
    {
        Settings settings;
        settings.state_folder = app.settings.state_folder;
        App other{system_files(), settings}; // ends as a program that is killed
        Input input;
        frame(other, input);
        perform(other, NewSession{"machine-repair"});
        frame(other, input);
        perform(other,
                Commit{RenameStage{other.board_journey().stages.front()->id, "It stops"}, std::nullopt});
        frame(other, input);
    }
    list_left_again(app);
    sitter.settle();
}

void back_as_it_was(Sitter& sitter) {
    with_work_left(sitter);
    if (sitter.app().left && !sitter.app().left->empty())
        perform(sitter.app(), BringBack{sitter.app().left->front().folder});
    sitter.settle();
}

void looking_back(Sitter& sitter) {
    open(sitter, "winter-jacket");
    App& app = sitter.app();
    std::size_t named = 0;
    for (const char* name : {"", "After the first round", "", "", "Before lunch", "", ""}) {
        const Journey& journey = app.board_journey();
        const Shared<Note>& note = *journey.notes.begin();
        perform(app, Commit{SetText{note->id, note->text + "!"}, std::nullopt});
        sitter.frames(1);
        app.keeper.remember(*name ? MomentKind::named : MomentKind::saved, name, app.present());
        ++named;
    }
    perform(app, Commit{Remove{{(*app.board_journey().notes.begin())->id}}, std::nullopt});
    while (moments_in(system_files(), app.keeper.history_of(app.present().id)).size() < named)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    perform(app, LookIntoThePast{});
    sitter.settle();
    perform(app, LookAt{4});
    sitter.settle();
}

void open_elsewhere(Sitter& sitter) {
    sitter.frames(1);
    sitter.app().in_use_path = "/home/mara/Winter jacket.waymark";
    sitter.app().panel = Panel::in_use;
    sitter.settle();
}

/// Titles that Dear ImGui could not set by itself.
void journeys_in_every_script(Sitter& sitter) {
    open(sitter, "blank");
    for (const char* title : {"شراء سترة شتوية", "קניית מעיל חורף", "सर्दियों की जैकेट", "ซื้อเสื้อกันหนาว",
                              "冬のジャケットを買う", "Зимняя куртка", "Winter jacket 🧥 ❄️"}) {
        Journey journey = sitter.app().board_journey();
        journey.id = Id{sitter.app().present().next_id};
        journey.title = title;
        journey.stages.clear(), journey.lanes.clear(), journey.notes = {};
        perform(sitter.app(), Commit{AddJourney{std::move(journey)}, std::nullopt});
    }
    say(sitter.app(), "Saved “شراء سترة شتوية” beside “सर्दियों की जैकेट”.");
    sitter.app().panel = Panel::journeys;
    sitter.settle();
}

void walked_by_keyboard(Sitter& sitter) {
    open(sitter, "machine-repair");
    for (int i = 0; i < 14; ++i) sitter.key(Key::tab);
    sitter.settle();
}

std::vector<Shot> all_shots() {
    std::vector<Shot> shots{{"start", [](Sitter& sitter) { sitter.settle(); }},
                            {"blank", [](Sitter& sitter) { open(sitter, "blank"); }},
                            {"winter-jacket", [](Sitter& sitter) { open(sitter, "winter-jacket"); }},
                            {"machine-repair", [](Sitter& sitter) { open(sitter, "machine-repair"); }},
                            {"notes-500", with_500_notes},
                            {"note-chosen", with_note_chosen},
                            {"dragging", while_dragging},
                            {"rings", with_rings},
                            {"writing", while_writing},
                            {"moment", with_moment_open},
                            {"keyboard", walked_by_keyboard},
                            {"note-tool", with_tool(Tool::note)},
                            {"curve-tool", with_tool(Tool::curve)},
                            {"palette", with_panel(Panel::palette)},
                            {"history", with_panel(Panel::history)},
                            {"save", with_panel(Panel::save_file)},
                            {"open", with_panel(Panel::open_file)},
                            {"export", with_panel(Panel::export_file)},
                            {"settings", with_panel(Panel::settings)},
                            {"journeys", with_panel(Panel::journeys)},
                            {"journeys-scripts", journeys_in_every_script},
                            {"journey-facts", with_panel(Panel::journey_facts)},
                            {"shortcuts", with_panel(Panel::shortcuts)},
                            {"messages", with_message},
                            {"messages-many", with_many_messages},
                            {"unsaved", with_guard},
                            {"pictures-question", with_pictures_question},
                            {"file-question", with_file_question},
                            {"start-left", with_work_left},
                            {"back", back_as_it_was},
                            {"time-travel", looking_back},
                            {"name-version", with_panel(Panel::name_version)},
                            {"in-use", open_elsewhere}};
    std::ranges::move(table_shots(), std::back_inserter(shots));
    std::ranges::move(keypad_shots(), std::back_inserter(shots));
    return shots;
}

constexpr ScreenKind screens[] = {{"1080p", {1920, 1080}, 1, ThemeName::paper, true},
                                  {"1080p-dark", {1920, 1080}, 1, ThemeName::dark_room, true},
                                  {"1080p-contrast", {1920, 1080}, 1, ThemeName::high_contrast, false},
                                  {"small", {1280, 800}, 1, ThemeName::paper, true},
                                  {"small-150", {1280, 800}, 1.5f, ThemeName::paper, false},
                                  {"4k-200", {3840, 2160}, 2, ThemeName::paper, false},
                                  {"4k-dark-100", {3840, 2160}, 1, ThemeName::dark_room, false}};

bool is_board(std::string_view name) {
    return name == "start" || name == "winter-jacket" || name == "notes-500" || name == "dragging" ||
           name == "note-chosen" || name == "blank" || name == "time-travel" || name == "start-left" ||
           name == "keypads-two";
}

/// A folder of this run's own, gone with it.
class OwnFolder {
public:
    OwnFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "waymark-shots-XXXXXX").string();
        if (mkdtemp(pattern.data())) path_ = pattern; // else nothing is kept, and some pictures say less
    }
    ~OwnFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;
    /// A new one in it for each picture.
    std::string next() { return path_.empty() ? "" : path_ + "/" + std::to_string(++count_); }

private:
    std::string path_;
    int count_ = 0;
};

} // namespace

int run(const ShotsCommand& command) {
    (void)system_files().make_folder(command.folder, 0755);
    Result<std::unique_ptr<HeadlessContext>> context = HeadlessContext::create();
    if (!context) {
        say(context.error().sentence);
        return exit_could_not;
    }
    OwnFolder state;
    std::vector<PlannedShot> wanted;
    for (const ScreenKind& screen : screens)
        for (const Shot& shot : all_shots())
            if (screen.all || is_board(shot.name)) wanted.push_back({screen, shot});
    std::ranges::move(screen_shots(), std::back_inserter(wanted));
    for (const auto& [screen, shot] : wanted) {
        const std::string path = command.folder + "/" + shot.name + "-" + screen.name + ".png";
        if (!command.only.empty() && path.find(command.only) == std::string::npos) continue;
        Sitter sitter{**context,    screen.size_px, screen.ui_scale,
                      screen.theme, state.next(),   screen.pixels_a_mm};
        shot.scenario(sitter);
        if (const Result<Done> shot_taken = sitter.shoot(path); !shot_taken) {
            say(shot_taken.error().sentence);
            return exit_could_not;
        }
        print(path + "\n");
    }
    return exit_done;
}

} // namespace waymark
