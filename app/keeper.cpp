#include "app/keeper.hpp"

#include "sessions/templates.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace waymark {
namespace {

constexpr auto sync_every = std::chrono::milliseconds{100};
constexpr auto retry_every = std::chrono::seconds{1};
constexpr auto checkpoint_every = std::chrono::seconds{60};
constexpr auto moment_every = std::chrono::seconds{60};
constexpr auto thin_out_every = std::chrono::hours{4}; // a session may stay open for days

} // namespace

std::int64_t unix_time_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Keeper::~Keeper() { stop(); }

std::string Keeper::folder_of(const SessionId& id) const {
    return state_folder_ + "/sessions/" + text_of(id);
}

std::string Keeper::history_of(const SessionId& id) const {
    return (is_in_fallback_ ? fallback_folder_ : state_folder_) + "/history/" + text_of(id);
}

/// Of those on a drive: what lies in memory already needs none.
std::string Keeper::spare_of(const std::string& folder) const {
    if (fallback_folder_.empty() || !folder.starts_with(state_folder_ + "/sessions/")) return {};
    return fallback_folder_ + "/waiting/" + folder.substr(folder.rfind('/') + 1) + ".wal";
}

Result<Done> Keeper::make_folders(const std::string& base, const std::string& below) {
    for (std::size_t slash = base.find('/', 1); slash != std::string::npos; slash = base.find('/', slash + 1))
        static_cast<void>(files_.make_folder(base.substr(0, slash), 0700)); // the last one tells
    if (Result<Done> made = files_.make_folder(base, 0700); !made) return made;
    return files_.make_folder(base + "/" + below, 0700);
}

Result<Keeper::Found> Keeper::find(const std::string& folder) {
    const std::string base = folder.substr(0, folder.rfind("/sessions/"));
    if (Result<Done> made = make_folders(base, "sessions"); !made) return made.error();
    Result<std::unique_ptr<FileLock>> lock = lock_journal(files_, folder);
    if (!lock) return lock.error();
    Found found{folder, std::move(lock).value(), {}};
    const Result<std::vector<std::string>> names = files_.names(folder);
    if (!names) return names.error();
    if (names->size() < 2) return found; // nothing but the lock
    Result<RecoveredSession> session = recovered(folder);
    if (!session) return session.error();
    found.session = std::move(session).value();
    return found;
}

Result<std::unique_ptr<Journal>> Keeper::begun_in(const std::string& base, JournalStart start, Found place) {
    const std::string folder = place.lock ? place.folder : base + "/sessions/" + text_of(start.session.id);
    if (Result<Done> made = make_folders(base, "sessions"); !made) return made.error();
    if (!place.lock) {
        Result<std::unique_ptr<FileLock>> locked = lock_journal(files_, folder);
        if (!locked) return locked.error();
        place.lock = std::move(locked).value();
    }
    start.spare = spare_of(folder);
    if (!start.spare.empty()) static_cast<void>(make_folders(fallback_folder_, "waiting"));
    return Journal::begin(files_, folder, std::move(place.lock), std::move(start));
}

void Keeper::begin(JournalStart start, Found place) {
    stop();
    journal_.reset();
    could_not_begin_.clear();
    is_in_fallback_ = false;
    if (!is_on()) return;
    for (const std::string& base : {state_folder_, fallback_folder_})
        if (!base.empty()) empty_trash(base);
    forget_old_histories(start.session.id);
    start.time_ms = unix_time_ms();
    const bool has_past = start.sequence > 0;
    const Session as_opened = start.session;
    const std::int64_t opened_ms = start.time_ms;
    // What was left in the substitute goes on there: its journal is there.
    const bool goes_on_in_fallback =
        place.lock && !fallback_folder_.empty() && place.folder.starts_with(fallback_folder_);
    Result<std::unique_ptr<Journal>> begun =
        begun_in(goes_on_in_fallback ? fallback_folder_ : state_folder_, start, std::move(place));
    is_in_fallback_ = goes_on_in_fallback && begun;
    if (is_in_fallback_) could_not_begin_ = "It lies where it was left, in “" + fallback_folder_ + "”.";
    if (!begun && !goes_on_in_fallback && begun.error().kind != ErrorKind::in_use &&
        !fallback_folder_.empty()) {
        const Error error = begun.error();
        start.number = 0, start.damaged_files.clear(); // of the other folder
        begun = begun_in(fallback_folder_, std::move(start), {});
        is_in_fallback_ = static_cast<bool>(begun);
        if (begun) could_not_begin_ = error.sentence;
    }
    if (!begun) {
        could_not_begin_ = begun.error().sentence;
        return;
    }
    journal_ = std::move(begun).value();
    stopping_ = false;
    has_work_ = true;
    past_problem_.clear();
    moments_.clear();
    timeline_.emplace(files_, history_of(as_opened.id));
    if (has_past) moments_.push_back({{opened_ms, MomentKind::opened, {}, {}, 0}, as_opened});
    worker_ = std::thread{[this] { work(); }};
}

void Keeper::write(const Session& now, std::uint64_t sequence) {
    if (!journal_) return;
    const std::uint64_t before = journal_->number();
    const Clock::time_point began = Clock::now();
    journal_->write(now, sequence, unix_time_ms());
    if (journal_->number() == before) return;
    last_write_ = Clock::now() - began;
    {
        const std::scoped_lock guard{mutex_};
        has_work_ = true;
    }
    wake_.notify_one();
}

bool Keeper::remember(MomentKind kind, const std::string& name, const Session& session) {
    if (!journal_) return false;
    {
        const std::scoped_lock guard{mutex_};
        moments_.push_back({{unix_time_ms(), kind, name, {}, 0}, session});
        has_work_ = true;
    }
    wake_.notify_one();
    return true;
}

void Keeper::set_file(const SessionFile& file) {
    if (journal_) journal_->set_file(file);
}

std::string Keeper::problem() const {
    const std::string wrong = journal_ ? journal_->problem() : could_not_begin_;
    if (!wrong.empty() && journal_ && journal_->is_spared())
        return "What is done now is in this machine's memory only: it is lost when that is switched off. " +
               wrong;
    if (is_in_fallback_ && wrong.empty())
        return "What is done now is lost when this machine is switched off, unless you save it. " +
               could_not_begin_;
    if (!wrong.empty()) return "What is done now is not kept safe. " + wrong;
    if (std::string slow = journal_ ? journal_->slowness() : std::string{}; !slow.empty()) return slow;
    const std::scoped_lock guard{mutex_};
    return past_problem_.empty() ? "" : "How the session was at this minute cannot be kept. " + past_problem_;
}

void Keeper::work_once(Turn& turn) {
    journal_->retry();
    journal_->sync();
    write_moments();
    remember_minute(turn, false);
    if (!turn.thinned || Clock::now() - *turn.thinned > thin_out_every) {
        turn.thinned = Clock::now();
        const SessionId id = journal_->session().id;
        if (timeline_) timeline_->begin_anew(); // no file is replaced while it is being written
        thin_out(files_, history_of(id), id, unix_time_ms(), timeline_size_limit, &stopping_);
    }
    const bool is_large = journal_->segment_bytes() > Journal::checkpoint_bytes;
    const bool is_due =
        journal_->number() != turn.checkpoint_number && Clock::now() - turn.checkpointed >= checkpoint_every;
    if (!is_large && !is_due) return;
    turn.checkpointed = Clock::now();
    turn.checkpoint_number = journal_->number();
    journal_->checkpoint();
}

/// A minute in which something was done, as it was at its end; `now`: the session is being closed.
void Keeper::remember_minute(Turn& turn, bool now) {
    const bool is_over = now || Clock::now() - turn.remembered >= moment_every;
    if (!is_over || journal_->number() == turn.remembered_number) return;
    turn.remembered = Clock::now();
    turn.remembered_number = journal_->number();
    remember(MomentKind::minute, {}, journal_->session());
    write_moments();
}

/// What cannot be written now waits for the next turn; of minutes only the last ones.
void Keeper::write_moments() {
    constexpr std::size_t at_most_waiting = 64;
    for (;;) {
        std::optional<Remembered> next;
        {
            const std::scoped_lock guard{mutex_};
            if (moments_.empty()) return;
            next = moments_.front();
        }
        const std::string folder = history_of(next->session.id);
        Result<Done> done = make_folders(folder.substr(0, folder.rfind("/history/")), "history");
        if (done) done = files_.make_folder(folder, 0700);
        if (done) done = timeline_->add(next->moment, next->session);
        const std::scoped_lock guard{mutex_};
        past_problem_ = done ? "" : done.error().sentence;
        if (done || moments_.size() > at_most_waiting) moments_.pop_front();
        if (!done) return;
    }
}

/// The worker: syncs while there is something to sync, tries again while something could not be written.
void Keeper::work() {
    Turn turn{Clock::now(), Clock::now(), journal_->number(), journal_->number(), {}};
    std::unique_lock guard{mutex_};
    while (!stopping_) {
        const bool changed =
            journal_->number() != turn.checkpoint_number || journal_->number() != turn.remembered_number;
        const Kept kept = journal_->kept();
        if (kept == Kept::failed && !(journal_->is_slow() && journal_->problem().empty()))
            wake_.wait_for(guard, journal_->is_slow() ? std::chrono::milliseconds{sync_every} : retry_every,
                           [&] { return stopping_.load(); });
        else if (kept != Kept::durable)
            has_work_ = true; // there is something to sync, or to write
        else if (changed)
            wake_.wait_until(guard,
                             std::min(turn.checkpointed + checkpoint_every, turn.remembered + moment_every),
                             [&] { return stopping_ || has_work_; });
        else
            wake_.wait(guard, [&] { return stopping_ || has_work_; });
        has_work_ = false;
        guard.unlock();
        try {
            work_once(turn);
        } catch (const std::exception& problem) { // no memory for a snapshot, say
            journal_->report(std::string{"The thread that does this met a problem ("} + problem.what() +
                             ").");
        }
        guard.lock();
        rest(guard);
    }
    guard.unlock();
    try {
        journal_->retry();
        journal_->sync();
        write_moments();
        remember_minute(turn, true);
    } catch (const std::exception&) { // the journal has it all the same
    }
    timeline_.reset();
}

/// However much is written: a disk is not to be asked for more syncs than this. But what a slow one is spared
/// by the board goes to it at once, for a program that is killed would take it along.
void Keeper::rest(std::unique_lock<std::mutex>& guard) {
    const Clock::time_point until = Clock::now() + sync_every;
    const auto wanted = [&] {
        return stopping_ || (has_work_ && journal_->is_slow() && journal_->problem().empty());
    };
    while (wake_.wait_until(guard, until, wanted) && !stopping_) {
        has_work_ = false;
        guard.unlock();
        try {
            journal_->retry();
        } catch (const std::exception& problem) { // no memory for it; it waits on
            journal_->report(std::string{"What is done could not be written ("} + problem.what() + ").");
        }
        guard.lock();
    }
}

void Keeper::stop() {
    if (!worker_.joinable()) return;
    {
        const std::scoped_lock guard{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    worker_.join();
}

void Keeper::end(bool unsaved) {
    stop();
    could_not_begin_.clear();
    is_in_fallback_ = false;
    if (!journal_) return;
    const std::string folder = journal_->folder();
    if (unsaved) {
        throw_away(folder); // still locked: nobody else may begin there meanwhile
        journal_->discard_spare();
        journal_.reset();
        return;
    }
    journal_->discard();
    journal_.reset();
}

} // namespace waymark
