#include "app/bench.hpp"
#include "app/bench_board.hpp"
#include "app/perform.hpp"
#include "render/gpu.hpp"
#include "sessions/storage.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <mutex>
#include <thread>

/// `hitches MINUTES [NOTES]`: somebody works on a large board, sixty frames a second, while everything is
/// kept as always: a write each frame, syncs, a checkpoint a minute, the past. Says what that holds up. A
/// report, no test: on a machine that does other things, too, a frame is late for their sake.
namespace waymark {
namespace {

using Clock = std::chrono::steady_clock;

double ms(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

/// The system's files, with the time that each sync of one takes.
class WatchedFiles : public Files {
public:
    std::vector<double> syncs_ms() const {
        const std::scoped_lock guard{mutex_};
        return syncs_ms_;
    }
    int snapshots() const { return snapshots_; }

    Result<std::string> read(const std::string& path, std::uint64_t limit) override {
        return real_.read(path, limit);
    }
    Result<FileStamp> stamp(const std::string& path) override { return real_.stamp(path); }
    Result<std::unique_ptr<WritableFile>> create(const std::string& path, std::uint32_t mode) override {
        Result<std::unique_ptr<WritableFile>> file = real_.create(path, mode);
        if (!file) return file;
        snapshots_ += path.ends_with("snapshot.new") ? 1 : 0;
        return std::unique_ptr<WritableFile>{std::make_unique<Watched>(*this, std::move(file).value())};
    }
    Result<Done> set_owner_and_mode_like(const std::string& path, const FileStamp& like) override {
        return real_.set_owner_and_mode_like(path, like);
    }
    Result<Done> rename(const std::string& from, const std::string& to) override {
        return real_.rename(from, to);
    }
    Result<Done> link(const std::string& from, const std::string& to) override {
        return real_.link(from, to);
    }
    Result<Done> remove(const std::string& path) override { return real_.remove(path); }
    Result<Done> sync_folder(const std::string& path) override { return real_.sync_folder(path); }
    Result<Done> sync_file(const std::string& path) override { return real_.sync_file(path); }
    Result<std::unique_ptr<FileLock>> lock(const std::string& path) override { return real_.lock(path); }
    Result<Done> make_folder(const std::string& path, std::uint32_t mode) override {
        return real_.make_folder(path, mode);
    }
    Result<Done> remove_folder(const std::string& path) override { return real_.remove_folder(path); }
    Result<std::vector<std::string>> names(const std::string& folder) override { return real_.names(folder); }
    Result<std::string> resolved(const std::string& path) override { return real_.resolved(path); }

private:
    struct Watched : WritableFile {
        Watched(WatchedFiles& o, std::unique_ptr<WritableFile> f) : owner{o}, file{std::move(f)} {}
        WatchedFiles& owner;
        std::unique_ptr<WritableFile> file;
        Result<Done> append(std::string_view bytes) override { return file->append(bytes); }
        Result<Done> sync() override {
            const Clock::time_point began = Clock::now();
            Result<Done> done = file->sync();
            const std::scoped_lock guard{owner.mutex_};
            owner.syncs_ms_.push_back(ms(Clock::now() - began));
            return done;
        }
        Result<Done> truncate(std::uint64_t size) override { return file->truncate(size); }
        Result<Done> reserve(std::uint64_t bytes) override { return file->reserve(bytes); }
        Result<Done> close() override { return file->close(); }
    };

    Files& real_ = system_files();
    std::atomic<int> snapshots_ = 0;
    mutable std::mutex mutex_;
    std::vector<double> syncs_ms_;
};

/// What one hand does, two seconds long, again and again: carries a note elsewhere, draws, writes.
class Worker {
public:
    Worker(std::uint32_t contact, std::size_t seed) : contact_{contact}, seed_{seed} {}

    void act(App& app, std::vector<Event>& events) {
        const std::size_t step = frame_++ % 120;
        if (step == 0) begin(app, events);
        if (step > 0 && step < 60) send(ContactPhase::move, static_cast<float>(step) / 60, events);
        if (step == 70) send(ContactPhase::end, 1, events); // who aims stops before lifting the finger
    }

private:
    void begin(const App& app, std::vector<Event>& events) {
        const auto& notes = app.committed.layout.notes;
        if (notes.empty()) return;
        // Whichever of the notes in sight comes next; another person's hand may have it: then it is a pan.
        for (std::size_t i = 0; i < notes.size(); ++i) {
            seed_ = seed_ * 6364136223846793005u + 1442695040888963407u;
            const Vec2 at = notes[(seed_ >> 33) % notes.size()].rect.center();
            if (!app.view.seen().contains(at)) continue;
            from_px_ = app.view.to_screen(at);
            break;
        }
        const auto angle = static_cast<float>((seed_ >> 20) % 628) / 100;
        to_px_ = from_px_ + Vec2{std::cos(angle), std::sin(angle)} * 260;
        send(ContactPhase::begin, 0, events);
    }
    void send(ContactPhase phase, float part, std::vector<Event>& events) {
        events.emplace_back(Contact{contact_, Source::touch, phase, from_px_ + (to_px_ - from_px_) * part});
    }

    std::uint32_t contact_;
    std::size_t seed_, frame_ = 0;
    Vec2 from_px_, to_px_;
};

/// Somebody who types on a note, and takes another after twenty letters.
void type_on(App& app, std::size_t frame, std::vector<Event>& events) {
    if (frame % 240 == 0) {
        const auto& notes = app.board_journey().notes;
        perform(app, StopWriting{.all = true});
        perform(app, Write{notes[frame / 240 * 37 % notes.size()]->id});
    }
    if (frame % 12 == 6 && app.writing)
        events.emplace_back(Typed{std::string{static_cast<char>('a' + frame / 12 % 26)}});
}

struct Report {
    std::vector<double> writes_ms, copies_ms, frames_ms, cpu_ms, until_durable_ms;
};

/// Until when the disk has what was done, as far as a look after each frame can tell: never too early.
class Durable {
public:
    /// `began`: the frame in which something may have been done.
    void look(const Keeper& keeper, Clock::time_point began, Report& report) {
        const Clock::time_point now = Clock::now();
        if (keeper.number() > last_) waiting_.push_back({last_ = keeper.number(), began});
        const std::uint64_t durable = keeper.durable_number();
        for (; !waiting_.empty() && waiting_.front().number <= durable; waiting_.pop_front())
            report.until_durable_ms.push_back(ms(now - waiting_.front().since));
    }

private:
    struct Waiting {
        std::uint64_t number;
        Clock::time_point since;
    };
    std::deque<Waiting> waiting_;
    std::uint64_t last_ = 0;
};

void work(BenchBoard& board, std::chrono::minutes time, Report& report) {
    App& app = board.app();
    std::vector<Worker> people{{201, 1}, {202, 2}, {203, 3}, {204, 4}};
    Durable durable;
    constexpr auto a_frame = std::chrono::microseconds{16'667};
    const Clock::time_point began = Clock::now();
    Clock::time_point next = began;
    for (std::size_t frame = 0; Clock::now() - began < time; ++frame) {
        std::vector<Event> events;
        for (Worker& one : people) one.act(app, events);
        type_on(app, frame, events);
        const std::uint64_t before = app.keeper.number();
        const Clock::time_point frame_began = Clock::now();
        const FrameCost cost = board.measured_step(std::move(events));
        report.frames_ms.push_back(cost.wall_ms);
        report.cpu_ms.push_back(cost.cpu_ms);
        if (app.keeper.number() != before) report.writes_ms.push_back(ms(app.keeper.last_write()));
        durable.look(app.keeper, frame_began, report);
        if (frame % 60 == 0) {
            const Clock::time_point copying = Clock::now();
            const Session copy = app.present();
            report.copies_ms.push_back(ms(Clock::now() - copying));
        }
        next = std::max(next + a_frame, Clock::now()); // a late frame makes none of the others hurry
        std::this_thread::sleep_until(next);
    }
}

void print(const char* what, std::vector<double> values, const char* unit = "ms") {
    const auto at = [&](double part) { return percentile(values, part); };
    std::printf("%-38s p50 %8.3f  p99 %8.3f  p99.9 %8.3f  most %8.3f %s, of %zu\n", what, at(0.5), at(0.99),
                at(0.999), at(1), unit, values.size());
}

std::string load() {
    std::string words;
    std::getline(std::ifstream{"/proc/loadavg"}, words);
    return words;
}

/// What took much longer by the clock than by the processor was held up by others: a lock, a drive, the
/// system.
void print_late(const Report& report) {
    std::printf("frames over 33 ms:");
    std::size_t late = 0;
    for (std::size_t i = 0; i < report.frames_ms.size(); ++i) {
        if (report.frames_ms[i] <= 33) continue;
        ++late;
        std::printf(" %.0f (%.0f of processor time, frame %zu)", report.frames_ms[i], report.cpu_ms[i], i);
    }
    std::printf("%s\n", late == 0 ? " none" : "");
}

int measured(int minutes, int notes) {
    const ScratchFolder folder;
    WatchedFiles files;
    Result<std::unique_ptr<HeadlessContext>> context = HeadlessContext::create();
    if (!context || !(*context)->bind_target(1920, 1080)) return 77;
    Settings settings;
    settings.state_folder = folder / "state";
    settings.motion = false;
    Result<std::unique_ptr<BenchBoard>> board =
        BenchBoard::create(**context, {1920, 1080}, files, std::move(settings));
    if (!board) return 1;
    const std::string path = folder / "board.waymark";
    if (!save_session(system_files(), path, made_board(notes), 0, nullptr)) return 1;
    (*board)->app().patience_s = 60;
    perform((*board)->app(), OpenFile{path});
    (*board)->settle();
    perform((*board)->app(), ZoomTo{0.5f});
    (*board)->settle();
    const std::string before = load();
    Report report;
    const DrawingLeftOut left_out;
    work(**board, std::chrono::minutes{minutes}, report);
    const App& app = (*board)->app();
    std::printf("%d minutes on %d notes, %zu frames, %llu commits, %d snapshots; load %s, then %s\n", minutes,
                notes, report.frames_ms.size(), static_cast<unsigned long long>(app.keeper.number()),
                files.snapshots(), before.c_str(), load().c_str());
    print("journal write (under 2 at p99.9)", report.writes_ms);
    print("copy for a snapshot (under 1)", report.copies_ms);
    print("frame, wall (never over 33)", report.frames_ms);
    print("frame, processor time", report.cpu_ms);
    print("until the disk has it (under 250 at p99)", report.until_durable_ms);
    print("sync, beside the board", files.syncs_ms());
    print_late(report);
    std::printf("problems: %s\n", app.keeper.problem().empty() ? "none" : app.keeper.problem().c_str());
    return 0;
}

} // namespace
} // namespace waymark

int main(int count, char** arguments) {
    const int minutes = count > 1 ? std::atoi(arguments[1]) : 10;
    const int notes = count > 2 ? std::atoi(arguments[2]) : 10'000;
    if (minutes < 1 || notes < 1) return 2;
    return waymark::measured(minutes, notes);
}
