#include "app/keeping.hpp"
#include "app/perform.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/faulty_files.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

/// Whatever operation on files fails, once or from then on: nobody loses anything without being told.
namespace waymark::testing {
namespace {

/// How many operations are tried one after the other; the long form tries every one.
std::size_t step_between() { return std::getenv("WAYMARK_FAILURES") ? 1 : 23; }
constexpr std::size_t last_operation = 600;

/// A workshop in short: a template, some work, saved, more work. `App` alone, for the files are not the real
/// ones.
struct Workshop {
    explicit Workshop(Files& files, const ScratchFolder& folder) : app{files, kept_in(folder)} {
        app.settings.motion = false;
        turn();
        perform(app, NewSession{"winter-jacket"});
        turn();
    }
    void turn() {
        time_s += 0.016;
        Input input;
        input.size_px = {1280, 800};
        input.time_s = time_s;
        frame(app, input);
    }
    void write(const std::string& words) {
        const Id note = (*app.present().journeys.front()->notes.begin())->id;
        perform(app, Commit{SetText{note, words}, std::nullopt});
        turn();
    }
    void save(const std::string& path) {
        perform(app, app.file.path.empty() ? Intent{SaveAs{path, false}} : Intent{Save{}});
        for (int i = 0; i < 1000 && app.saving; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
            turn();
        }
    }
    bool is_told() const {
        return std::ranges::any_of(app.messages, [](const Message& m) { return m.problem; });
    }
    App app;
    double time_s = 0;
};

/// What happened, when the operation of this number fails.
void fail_at(std::size_t number, bool for_ever) {
    const ScratchFolder folder;
    FaultyFiles files{system_files()};
    files.for_ever = for_ever;
    files.fail_at = number;
    const std::string path = folder / "board.waymark";
    Session end;
    bool told = false, durable = false;
    {
        Workshop workshop{files, folder};
        for (const char* words : {"one", "two", "three"}) workshop.write(words);
        workshop.save(path);
        for (const char* words : {"four", "five"}) workshop.write(words);
        workshop.save(path);
        workshop.write("six");
        // A second for whoever has something to say.
        for (int i = 0; i < 100 && workshop.app.keeper.kept() != Kept::durable && !workshop.is_told(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
            workshop.turn();
        }
        end = workshop.app.present();
        told = workshop.is_told(), durable = workshop.app.keeper.kept() == Kept::durable;
        const std::optional<Session>& saved = workshop.app.file.saved;
        if (saved) {
            const Result<OpenedSession> opened = open_session(system_files(), workshop.app.file.path);
            ASSERT_TRUE(opened) << "operation " << number << ": " << opened.error().sentence;
            EXPECT_EQ(opened->damage, std::vector<std::string>{});
            // A drive that does not confirm the new name may have it all the same: then that was told, and
            // the board still counts as unsaved.
            EXPECT_TRUE(opened->session == *saved || (told && workshop.app.dirty()))
                << "operation " << number << ": what was said to be saved is not";
        }
    } // ends as if it were killed
    EXPECT_TRUE(told || durable) << "operation " << number << ": neither safe nor told";
    if (!durable) return;
    App again{system_files(), kept_in(folder)};
    bring_back_newest(again);
    EXPECT_TRUE(again.screen == Screen::board && again.present() == end)
        << "operation " << number << ": what was durable did not come back";
}

} // namespace

TEST(failing, any_operation_once_loses_nothing_silently) {
    for (std::size_t number = 1; number <= last_operation; number += step_between()) {
        fail_at(number, false);
        if (HasFatalFailure()) return;
    }
}

TEST(failing, every_operation_from_one_on_loses_nothing_silently) {
    for (std::size_t number = 1; number <= last_operation; number += step_between()) {
        fail_at(number, true);
        if (HasFatalFailure()) return;
    }
}

} // namespace waymark::testing
