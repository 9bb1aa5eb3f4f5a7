#include "app/chrome.hpp"
#include "app/keeping.hpp"
#include "app/last_wait.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sanitized.hpp"
#include "tests/sessions/faulty_files.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <condition_variable>
#include <functional>
#include <mutex>

/// Whoever leaves is not held up by a drive that does not answer, and loses nothing that was kept.
namespace waymark::testing {
namespace {

/// Files of which those below one folder do not answer, until they are let go. A test that would wait for
/// ever is let go of after a while, and has failed.
class HangingFiles : public FaultyFiles {
public:
    HangingFiles() : FaultyFiles{system_files()} {}
    enum class Call { append, sync };

    void hang(const std::string& below, Call call) {
        const std::scoped_lock guard{mutex_};
        below_ = below, call_ = call;
    }
    void answer() {
        const std::scoped_lock guard{mutex_};
        below_.clear();
        wake_.notify_all();
    }
    /// Until somebody waits for an answer.
    void wait_until_one_hangs() {
        std::unique_lock guard{mutex_};
        EXPECT_TRUE(wake_.wait_for(guard, patience, [this] { return hanging_ > 0; }))
            << "nothing was written";
    }
    bool somebody_hangs() {
        const std::scoped_lock guard{mutex_};
        return hanging_ > 0;
    }
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        Result<std::unique_ptr<WritableFile>> file = FaultyFiles::create(path, mode);
        if (!file) return file;
        return std::unique_ptr<WritableFile>{std::make_unique<Hanging>(*this, std::move(file).value(), path)};
    }

private:
    static constexpr std::chrono::seconds patience{60};
    struct Hanging : PassingFile {
        Hanging(HangingFiles& o, std::unique_ptr<WritableFile> f, std::string p)
            : PassingFile{std::move(f)}, owner{o}, path{std::move(p)} {}
        HangingFiles& owner;
        std::string path;
        Result<Done> append(std::string_view bytes) override {
            owner.call(path, Call::append);
            return file->append(bytes);
        }
        Result<Done> sync() override {
            owner.call(path, Call::sync);
            return file->sync();
        }
    };
    void call(const std::string& path, Call call) {
        std::unique_lock guard{mutex_};
        const auto answers = [&] { return below_.empty() || call != call_ || !path.starts_with(below_); };
        if (answers()) return;
        ++hanging_;
        wake_.notify_all();
        EXPECT_TRUE(wake_.wait_for(guard, patience, answers)) << "somebody waited for what never came";
        --hanging_;
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::string below_;
    Call call_ = Call::sync;
    int hanging_ = 0;
};

/// A board that is kept, beside a drive for its file.
struct Leaving {
    const ScratchFolder folder;
    HangingFiles files;
    const std::string drive = folder / "drive", path = drive + "/board.waymark";
    std::unique_ptr<App> app;
    double time_s = 0;

    Leaving() {
        EXPECT_TRUE(system_files().make_folder(drive, 0700));
        app = std::make_unique<App>(files, kept_in(folder));
        send({});
        perform(*app, NewSession{"winter-jacket"});
        send({});
    }
    ~Leaving() { files.answer(); }
    void send(std::vector<Event> events) {
        time_s += 0.016;
        Input input;
        input.size_px = {1280, 800};
        input.time_s = time_s;
        input.events = std::move(events);
        last = frame(*app, input).effects;
    }
    void write(const std::string& words) {
        perform(*app,
                Commit{SetText{(*app->present().journeys.front()->notes.begin())->id, words}, std::nullopt});
        send({});
    }
    void save() {
        perform(*app, SaveAs{path, false});
        wait_for_file();
    }
    void wait_for_file() {
        for (int i = 0; i < 6000 && (app->saving || app->exporting); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
            send({});
        }
    }
    void answer(AnswerGuard::Choice choice) {
        perform(*app, AnswerGuard{choice});
        quits = quits || app->effects.quit;
    }
    bool asks(Guard::About about) const { return app->guard && app->guard->about == about; }
    /// What a program that starts afterwards brings back, if anything.
    std::optional<Session> brought_back() const {
        App again{system_files(), kept_in(folder)};
        bring_back_newest(again);
        return again.screen == Screen::board ? std::optional{again.present()} : std::nullopt;
    }
    Effects last;
    bool quits = false;
};

using Choice = AnswerGuard::Choice;

TEST(leaving, the_board_closes_while_its_own_drive_does_not_answer) {
    Leaving board;
    board.files.hang(board.folder / "state", HangingFiles::Call::sync);
    board.write("before it hung");
    board.files.wait_until_one_hangs();
    board.send({CloseAsked{}});
    ASSERT_TRUE(board.asks(Guard::About::changes));
    board.answer(Choice::discard);
    EXPECT_TRUE(board.quits);
    EXPECT_TRUE(board.files.somebody_hangs()) << "nobody has waited for it";
    board.files.answer();
    board.app.reset();
    EXPECT_FALSE(board.brought_back())
        << "once the drive answers the session is closed as it would have been";
    const Result<std::vector<std::string>> trash = system_files().names(board.folder / "state/trash");
    ASSERT_TRUE(trash);
    EXPECT_EQ(trash->size(), 1u);
}

TEST(leaving, whoever_does_not_wait_for_the_file_finds_everything_on_the_board_again) {
    for (const HangingFiles::Call call : {HangingFiles::Call::append, HangingFiles::Call::sync}) {
        Leaving board;
        board.save();
        board.write("not in the file");
        board.files.hang(board.drive, call);
        perform(*board.app, Save{});
        board.files.wait_until_one_hangs();
        board.send({CloseAsked{}});
        EXPECT_TRUE(is_said(*board.app, "Waiting for the file to be written")) << "first it is only said";
        EXPECT_FALSE(board.app->guard);
        board.write("done since"); // the board goes on
        board.send({CloseAsked{}});
        ASSERT_TRUE(board.asks(Guard::About::file));
        EXPECT_FALSE(board.last.quit);
        board.answer(Choice::discard);
        EXPECT_TRUE(board.quits);
        EXPECT_TRUE(board.files.somebody_hangs());
        const Session end = board.app->present();
        board.files.answer();
        board.app.reset();
        EXPECT_EQ(board.brought_back(), end);
    }
}

TEST(leaving, happens_by_itself_when_the_file_is_written_and_somebody_waits) {
    Leaving board;
    board.save();
    board.write("goes into the file");
    board.files.hang(board.drive, HangingFiles::Call::sync);
    perform(*board.app, Save{});
    board.files.wait_until_one_hangs();
    for (int i = 0; i < 2; ++i) board.send({CloseAsked{}});
    board.answer(Choice::save);
    for (int i = 0; i < 10; ++i) board.send({});
    EXPECT_FALSE(board.last.quit);
    board.files.answer();
    for (int i = 0; i < 6000 && !board.last.quit; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        board.send({});
    }
    EXPECT_TRUE(board.last.quit);
    board.app.reset();
    EXPECT_FALSE(board.brought_back());
}

TEST(leaving, the_question_goes_when_the_file_is_written_and_nobody_has_answered) {
    Leaving board;
    board.save();
    board.write("goes into the file");
    board.files.hang(board.drive, HangingFiles::Call::sync);
    perform(*board.app, Save{});
    board.files.wait_until_one_hangs();
    for (int i = 0; i < 2; ++i) board.send({CloseAsked{}});
    ASSERT_TRUE(board.asks(Guard::About::file));
    board.write("later"); // so that closing has something to ask
    board.files.answer();
    board.wait_for_file();
    EXPECT_TRUE(board.asks(Guard::About::changes)) << "what was wanted goes on";
    EXPECT_FALSE(is_said(*board.app, "Waiting for the file"));
}

TEST(leaving, who_keeps_working_is_asked_again_and_nothing_else_goes_without_a_file) {
    Leaving board;
    board.save();
    board.write("goes into the file");
    board.files.hang(board.drive, HangingFiles::Call::sync);
    perform(*board.app, Save{});
    board.files.wait_until_one_hangs();
    for (int round = 0; round < 2; ++round) {
        board.send({CloseAsked{}});
        EXPECT_FALSE(board.app->guard);
        board.send({CloseAsked{}});
        ASSERT_TRUE(board.asks(Guard::About::file));
        board.answer(Choice::stay);
        EXPECT_FALSE(board.quits);
        EXPECT_FALSE(board.app->after_saving);
    }
    for (int i = 0; i < 3; ++i) perform(*board.app, CloseSession{});
    EXPECT_FALSE(board.app->guard) << "another session would leave nobody to tell how it ended";
    EXPECT_EQ(board.app->screen, Screen::board);
    board.files.answer();
    board.wait_for_file();
    EXPECT_EQ(board.app->screen, Screen::start);
}

TEST(leaving, that_was_put_off_keeps_what_somebody_writes_about_the_journey_meanwhile) {
    Leaving board;
    board.save();
    board.write("goes into the file");
    board.files.hang(board.drive, HangingFiles::Call::sync);
    perform(*board.app, Save{});
    board.files.wait_until_one_hangs();
    board.send({CloseAsked{}});
    EXPECT_TRUE(is_said(*board.app, "Waiting for the file to be written"));
    perform(*board.app, ShowPanel{Panel::journey_facts});
    for (int i = 0; i < 4; ++i) board.send({});
    ASSERT_TRUE(board.app->chrome->field()) << "the session's title, all of it chosen";
    board.send({Typed{"Written while waiting"}});
    for (int i = 0; i < 4; ++i) board.send({});
    ASSERT_NE(board.app->present().title, "Written while waiting");
    board.files.answer();
    board.wait_for_file();
    EXPECT_EQ(board.app->present().title, "Written while waiting");
    EXPECT_TRUE(board.asks(Guard::About::changes)) << "they are not in the file";
    EXPECT_FALSE(board.last.quit);
}

TEST(leaving, says_again_that_the_file_is_waited_for_whenever_somebody_wants_another_session) {
    Leaving board;
    board.save();
    board.write("goes into the file");
    board.files.hang(board.drive, HangingFiles::Call::sync);
    perform(*board.app, Save{});
    board.files.wait_until_one_hangs();
    const std::vector<Intent> all{CloseSession{}, NewSession{"five-stages"}, OpenFile{board.path},
                                  CloseSession{}};
    for (const Intent& wanted : all) {
        perform(*board.app, wanted);
        EXPECT_TRUE(is_said(*board.app, "Waiting for the file to be written"));
        EXPECT_FALSE(board.app->guard);
        board.time_s += 60;
        board.send({});
        ASSERT_FALSE(is_said(*board.app, "Waiting for the file to be written")) << "it has been read";
    }
    board.files.answer();
    board.wait_for_file();
    EXPECT_EQ(board.app->screen, Screen::start);
}

TEST(leaving, a_picture_that_is_still_being_written_keeps_nobody_either) {
    Leaving board;
    board.save();
    board.files.hang(board.drive, HangingFiles::Call::sync);
    perform(*board.app, ExportTo{board.drive + "/board.svg", false});
    board.files.wait_until_one_hangs();
    for (int i = 0; i < 2; ++i) board.send({CloseAsked{}});
    ASSERT_TRUE(board.asks(Guard::About::file));
    board.answer(Choice::discard);
    EXPECT_TRUE(board.quits);
    board.files.answer();
    board.app.reset();
    EXPECT_FALSE(board.brought_back()) << "the session is in its file";
}

TEST(leaving, goes_on_waiting_for_the_file_when_only_the_picture_is_written) {
    Leaving board;
    board.save();
    board.write("goes into the file");
    board.files.hang(board.drive, HangingFiles::Call::sync);
    perform(*board.app, Save{});
    board.files.wait_until_one_hangs();
    perform(*board.app, ExportTo{board.folder / "board.svg", false}); // on a drive that answers
    for (int i = 0; i < 2; ++i) board.send({CloseAsked{}});
    ASSERT_TRUE(board.asks(Guard::About::file));
    for (int i = 0; i < 6000 && board.app->exporting; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        board.send({});
    }
    ASSERT_FALSE(board.app->exporting);
    EXPECT_TRUE(board.asks(Guard::About::file)) << "the file is still being written";
    EXPECT_TRUE(is_said(*board.app, "Waiting for the file"));
    board.files.answer();
    for (int i = 0; i < 6000 && !board.last.quit; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        board.send({});
    }
    EXPECT_TRUE(board.last.quit);
    EXPECT_FALSE(board.app->guard);
}

/// How a child ends that does this; 128 + the signal where it was killed.
int status_of_child(const std::function<void()>& act) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(120); // a test that hangs has failed
        act();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

class LastWaits : public ::testing::Test {
protected:
    void SetUp() override {
        if (test::sanitized) GTEST_SKIP() << "Sanitizers bear no threads after a fork.";
    }
};
using last_wait = LastWaits;

TEST_F(last_wait, ends_the_process_only_when_the_rest_takes_too_long) {
    EXPECT_EQ(status_of_child([] {
                  const LastWait wait{3, true, std::chrono::milliseconds{10}};
                  for (;;) ::pause();
              }),
              3);
    EXPECT_EQ(status_of_child([] {
                  { const LastWait wait{3, true, std::chrono::minutes{10}}; }
                  ::_exit(4);
              }),
              4);
}

TEST_F(last_wait, what_was_let_go_lies_in_the_trash_of_a_drive_that_never_answered) {
    Leaving board; // its folder; the board itself is the child's
    board.write("the parent's");
    perform(*board.app, CloseSession{});
    board.answer(Choice::discard);
    board.app.reset();
    const std::string marker = "written before it hung";
    EXPECT_EQ(status_of_child([&] {
                  board.app = std::make_unique<App>(board.files, kept_in(board.folder));
                  perform(*board.app, NewSession{"winter-jacket"});
                  board.send({});
                  board.files.hang(board.folder / "state", HangingFiles::Call::sync);
                  board.write(marker);
                  board.files.wait_until_one_hangs();
                  perform(*board.app, Quit{});
                  board.answer(Choice::discard);
                  if (!board.quits) ::_exit(1);
                  const LastWait wait{5, false, std::chrono::milliseconds{200}};
                  board.app.reset();
              }),
              5);
    EXPECT_FALSE(board.brought_back()) << "it was let go of, whatever the drive does";
    const std::vector<LeftSession> trash = Keeper{system_files(), board.folder / "state"}.trashed_sessions();
    ASSERT_FALSE(trash.empty());
    const Result<RecoveredSession> back = recover_session(system_files(), trash.front().folder);
    ASSERT_TRUE(back);
    EXPECT_EQ((*back->session.journeys.front()->notes.begin())->text, marker);
}

} // namespace
} // namespace waymark::testing
