#include "app/drives.hpp"

#include "app/drives_mounts.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>

namespace waymark {
namespace {

constexpr double late_after_s = 1, soon_s = 0.02, seldom_s = 0.5;
constexpr std::size_t answers_at_most = 512;
constexpr auto patience_at_end = std::chrono::seconds{1};

class FileLooker : public Looker {
public:
    explicit FileLooker(Files& files) : files_{files} {}
    Result<FileStamp> stamp(const std::string& path) override { return files_.stamp(path); }
    bool is_folder(const std::string& path) override { return waymark::is_folder(path); }
    std::vector<FolderEntry> entries(const std::string& folder,
                                     const std::vector<std::string>& endings) override {
        return folder_entries(folder, endings);
    }
    std::int64_t newest_ns(const std::string& folder) override {
        std::int64_t newest = 0;
        const Result<std::vector<std::string>> names = files_.names(folder);
        if (!names) return newest;
        for (const std::string& name : *names)
            if (const Result<FileStamp> stamp = files_.stamp(folder + "/" + name))
                newest = std::max(newest, stamp->modified_ns);
        return newest;
    }

private:
    Files& files_;
};

enum class Question : std::uint8_t { stamp, is_folder, entries, newest };

struct Asked {
    Question question{};
    std::string path;
    std::vector<std::string> endings;
    auto operator<=>(const Asked&) const = default;
};

using Answer =
    std::variant<std::shared_ptr<const std::optional<FileStamp>>, std::shared_ptr<const bool>,
                 std::shared_ptr<const std::vector<FolderEntry>>, std::shared_ptr<const std::int64_t>>;

template <class T> Answer answer_of(T value) { return std::make_shared<const T>(std::move(value)); }

Answer looked_at(Looker& looker, const Asked& asked) {
    switch (asked.question) {
    case Question::is_folder: return answer_of(looker.is_folder(asked.path));
    case Question::entries: return answer_of(looker.entries(asked.path, asked.endings));
    case Question::newest: return answer_of(looker.newest_ns(asked.path));
    case Question::stamp: break;
    }
    const Result<FileStamp> stamp = looker.stamp(asked.path);
    return answer_of(stamp ? std::optional{*stamp} : std::optional<FileStamp>{});
}

} // namespace

std::shared_ptr<Looker> looker(Files& files) { return std::make_shared<FileLooker>(files); }

/// Shared with the threads, one for each drive that is asked just now; one that hangs keeps it alive.
struct Drives::Inside {
    struct Slot {
        std::optional<Answer> answer;
        bool under_way = false;
        double began_s = 0, answered_s = 0, asked_s = 0;
    };
    struct Job {
        std::function<void()> work;
        double began_s = 0;
    };
    struct Drive {
        std::deque<Job> jobs; ///< the first one is being done
        bool runs = false;
    };

    std::mutex mutex;
    std::condition_variable idle;
    std::shared_ptr<Looker> looker;
    std::map<Asked, Slot> slots;
    std::map<std::string, Drive> drives;
    double now_s = 0;
    bool has_news = false; ///< since the frame began: the next one shows them

    bool is_idle() const {
        return std::ranges::none_of(drives, [](const auto& drive) { return drive.second.runs; });
    }

    /// The life of a drive's thread: until nothing is left to be done there.
    static void work(const std::shared_ptr<Inside>& in, const std::string& name) {
        std::unique_lock lock{in->mutex};
        Drive& drive = in->drives[name];
        while (!drive.jobs.empty()) {
            const std::function<void()> job = drive.jobs.front().work;
            lock.unlock();
            try {
                job();
            } catch (const std::exception&) { // no memory for the answer: then there is none yet
            }
            lock.lock();
            in->has_news = true;
            drive.jobs.pop_front(); // nobody else takes the first one away
            if (!drive.jobs.empty()) drive.jobs.front().began_s = in->now_s;
        }
        drive.runs = false;
        in->idle.notify_all();
    }

    /// With the lock. False: the system has no thread for it just now.
    static bool queue(const std::shared_ptr<Inside>& in, const std::string& path, std::function<void()> job,
                      bool before_others = false) {
        const std::string name = drive_of(path);
        Drive& drive = in->drives[name];
        const bool jumps = before_others && !drive.jobs.empty(); // the first one is being done
        drive.jobs.insert(jumps ? drive.jobs.begin() + 1 : drive.jobs.end(), {std::move(job), in->now_s});
        if (std::exchange(drive.runs, true)) return true;
        try {
            std::thread{[in, name] { work(in, name); }}.detach();
            return true;
        } catch (const std::system_error&) {
            drive.jobs.clear();
            drive.runs = false;
            return false;
        }
    }

    void forget_the_oldest() {
        while (slots.size() > answers_at_most) {
            auto oldest = slots.end();
            for (auto slot = slots.begin(); slot != slots.end(); ++slot)
                if (!slot->second.under_way &&
                    (oldest == slots.end() || slot->second.asked_s < oldest->second.asked_s))
                    oldest = slot;
            if (oldest == slots.end()) return;
            slots.erase(oldest);
        }
    }

    static void look(const std::shared_ptr<Inside>& in, const Asked& asked) {
        std::unique_lock lock{in->mutex};
        const std::shared_ptr<Looker> looker = in->looker;
        lock.unlock();
        std::optional<Answer> answer;
        try {
            answer = looked_at(*looker, asked);
        } catch (const std::exception&) { // as if it had not been asked
        }
        lock.lock();
        Slot& slot = in->slots[asked];
        slot.under_way = false;
        slot.answered_s = in->now_s;
        if (answer) slot.answer = std::move(answer);
    }

    template <class T> static Known<T> ask(const std::shared_ptr<Inside>& in, Asked asked) {
        const std::lock_guard lock{in->mutex};
        Slot& slot = in->slots[asked];
        const bool is_old = !slot.answer || in->now_s - slot.answered_s >= folders_again_s;
        slot.asked_s = in->now_s;
        if (is_old && !slot.under_way) {
            slot.began_s = in->now_s;
            slot.under_way = queue(in, asked.path, [in, asked] { look(in, asked); });
        }
        Known<T> known;
        if (slot.answer) known.answer = std::get<std::shared_ptr<const T>>(*slot.answer);
        known.late = slot.under_way && in->now_s - slot.began_s > late_after_s;
        in->forget_the_oldest();
        return known;
    }
};

Drives::Drives(std::shared_ptr<Looker> looker) : inside_{std::make_shared<Inside>()} {
    inside_->looker = std::move(looker);
}

Drives::~Drives() {
    std::unique_lock lock{inside_->mutex};
    for (auto& [name, drive] : inside_->drives)
        if (drive.jobs.size() > 1) drive.jobs.erase(drive.jobs.begin() + 1, drive.jobs.end());
    inside_->idle.wait_for(lock, patience_at_end, [this] { return inside_->is_idle(); });
}

void Drives::begin(double now_s) {
    const std::lock_guard lock{inside_->mutex};
    inside_->now_s = std::max(inside_->now_s, now_s);
    inside_->has_news = false;
}

void Drives::look_with(std::shared_ptr<Looker> looker) {
    const std::lock_guard lock{inside_->mutex};
    inside_->looker = std::move(looker);
}

Known<std::optional<FileStamp>> Drives::stamp(const std::string& path) {
    return Inside::ask<std::optional<FileStamp>>(inside_, {Question::stamp, path, {}});
}

Known<bool> Drives::is_folder(const std::string& path) {
    return Inside::ask<bool>(inside_, {Question::is_folder, path, {}});
}

Known<std::vector<FolderEntry>> Drives::entries(const std::string& folder,
                                                const std::vector<std::string>& endings) {
    return Inside::ask<std::vector<FolderEntry>>(inside_, {Question::entries, folder, endings});
}

Known<std::int64_t> Drives::newest_ns(const std::string& folder) {
    return Inside::ask<std::int64_t>(inside_, {Question::newest, folder, {}});
}

void Drives::beside(const std::string& path, std::function<void()> work, bool before_others) {
    const std::lock_guard lock{inside_->mutex};
    static_cast<void>(Inside::queue(inside_, path, std::move(work), before_others));
}

double Drives::again_s() const {
    const std::lock_guard lock{inside_->mutex};
    double again = inside_->has_news ? 0 : -1;
    for (const auto& [name, drive] : inside_->drives) {
        if (!drive.runs || drive.jobs.empty()) continue;
        const bool hangs = inside_->now_s - drive.jobs.front().began_s > late_after_s;
        const double wanted = hangs ? seldom_s : soon_s;
        again = again < 0 ? wanted : std::min(again, wanted);
    }
    return again;
}

void Drives::finish() {
    std::unique_lock lock{inside_->mutex};
    inside_->idle.wait(lock, [this] { return inside_->is_idle(); });
}

} // namespace waymark
