#include "app/keeper.hpp"

#include <algorithm>
#include <utility>

/// The keeper's two threads. The worker brings to the disk what the board has written, and nothing may hold
/// it up; the recorder writes snapshots and the past, of which each may take seconds on a slow drive.
namespace waymark {
namespace {

constexpr auto sync_every = std::chrono::milliseconds{100};
constexpr auto retry_every = std::chrono::seconds{1};
constexpr auto checkpoint_every = std::chrono::seconds{60};
constexpr auto checkpoint_again = std::chrono::seconds{10}; // where there was no room for it
constexpr auto moment_every = std::chrono::seconds{60};
constexpr auto thin_out_every = std::chrono::hours{4}; // a session may stay open for days

} // namespace

void Keeper::begin_work() {
    stopping_ = false;
    no_more_to_record_ = false;
    has_work_ = true;
    snapshot_.reset();
    timeline_.emplace(files_, history_of(journal_->session().id));
    recorder_ = std::thread{[this] { record(); }};
    worker_ = std::thread{[this] { work(); }};
}

void Keeper::work_once(Turn& turn) {
    journal_->retry();
    journal_->sync();
    remember_minute(turn, false);
    checkpoint_if_due(turn);
}

/// The snapshot itself is the recorder's: one at a time.
void Keeper::checkpoint_if_due(Turn& turn) {
    {
        const std::scoped_lock guard{mutex_};
        if (snapshot_ || stopping_) return;
    }
    const Clock::time_point now = Clock::now();
    const bool is_large =
        journal_->segment_bytes() > Journal::checkpoint_bytes &&
        (journal_->checkpoint_problem().empty() || now - turn.checkpointed >= checkpoint_again);
    const bool is_due =
        journal_->number() != turn.checkpoint_number && now - turn.checkpointed >= checkpoint_every;
    if (!is_large && !is_due) return;
    turn.checkpointed = now;
    turn.checkpoint_number = journal_->number();
    std::optional<Journal::Checkpoint> begun = journal_->begin_checkpoint();
    if (!begun) return;
    {
        const std::scoped_lock guard{mutex_};
        snapshot_ = std::move(begun);
    }
    wake_recorder_.notify_one();
}

/// A minute in which something was done, as it was at its end; `now`: the session is being closed.
void Keeper::remember_minute(Turn& turn, bool now) {
    const bool is_over = now || Clock::now() - turn.remembered >= moment_every;
    if (!is_over || journal_->number() == turn.remembered_number) return;
    turn.remembered = Clock::now();
    turn.remembered_number = journal_->number();
    remember(MomentKind::minute, {}, journal_->session());
}

/// The worker: syncs while there is something to sync, tries again while something could not be written.
void Keeper::work() {
    Turn turn{Clock::now(), Clock::now(), journal_->number(), journal_->number()};
    std::unique_lock guard{mutex_};
    while (!stopping_) {
        const bool changed =
            journal_->number() != turn.checkpoint_number || journal_->number() != turn.remembered_number;
        const Kept kept = journal_->kept();
        if (kept == Kept::failed && !(journal_->is_slow() && !journal_->has_problem()))
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
        } catch (const std::exception& problem) { // no memory for it
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
        remember_minute(turn, true);
    } catch (const std::exception&) { // the journal has it all the same
    }
}

/// However much is written: a disk is not to be asked for more syncs than this. But what a slow one is spared
/// by the board goes to it at once, for a program that is killed would take it along.
void Keeper::rest(std::unique_lock<std::mutex>& guard) {
    const Clock::time_point until = Clock::now() + sync_every;
    const auto wanted = [&] {
        return stopping_ || (has_work_ && journal_->is_slow() && !journal_->has_problem());
    };
    while (Clock::now() < until && wake_.wait_until(guard, until, wanted) && !stopping_) {
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

/// The recorder. At the end what is left of the past is still written; a snapshot is not begun any more.
void Keeper::record() {
    std::optional<Clock::time_point> thinned, tried;
    std::unique_lock guard{mutex_};
    for (bool at_end = false; !at_end;) {
        const Clock::time_point next = tried     ? *tried + retry_every
                                       : thinned ? *thinned + thin_out_every
                                                 : Clock::now();
        wake_recorder_.wait_until(guard, next, [&] {
            return no_more_to_record_ || (!stopping_ && snapshot_) || (!tried && !moments_.empty());
        });
        at_end = no_more_to_record_;
        const bool takes_snapshot = snapshot_ && !stopping_;
        guard.unlock();
        try {
            if (takes_snapshot) journal_->end_checkpoint(*snapshot_); // nobody changes it but this thread now
            if (!past_to_bring_.empty()) bring_past_home();
            write_moments();
            if (!at_end && (!thinned || Clock::now() - *thinned > thin_out_every)) {
                thinned = Clock::now();
                thin_out_past();
            }
        } catch (const std::exception& problem) { // no memory for a snapshot, say
            journal_->report(std::string{"The thread that keeps the past met a problem ("} + problem.what() +
                             ").");
        }
        guard.lock();
        if (takes_snapshot) snapshot_.reset();
        tried = moments_.empty() ? std::nullopt : std::optional{Clock::now()};
    }
    guard.unlock();
    timeline_.reset();
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
        if (done && next->moment.kind == MomentKind::named) named_.push_back(next->moment.name);
        if (done) moments_.pop_front();
        const auto minute = std::ranges::find_if(
            moments_, [](const Remembered& one) { return one.moment.kind == MomentKind::minute; });
        if (moments_.size() > at_most_waiting && minute != moments_.end()) moments_.erase(minute);
        if (!done) return;
    }
}

void Keeper::thin_out_past() {
    const SessionId id = journal_->session().id;
    timeline_->begin_anew(); // no file is replaced while it is being written
    thin_out(files_, history_of(id), id, unix_time_ms(), timeline_size_limit, &stopping_);
}

/// What became the past while the substitute was in use. What cannot be written is tried again when the
/// session goes home the next time, or stays there.
void Keeper::bring_past_home() {
    const std::string from = std::exchange(past_to_bring_, {}), to = history_of(journal_->session().id);
    const Result<std::vector<std::string>> names = files_.names(from);
    if (!names || !make_folders(state_folder_, "history") || !files_.make_folder(to, 0700)) return;
    for (const std::string& name : *names)
        if (files_.stamp(to + "/" + name) || copied(from + "/" + name, to + "/" + name))
            static_cast<void>(files_.remove(from + "/" + name));
    static_cast<void>(files_.remove_folder(from));
}

/// Whole and on the disk, or not there at all.
bool Keeper::copied(const std::string& from, const std::string& to) {
    const Result<std::string> bytes = files_.read(from, timeline_size_limit);
    if (!bytes) return false;
    const std::string fresh = to + ".new";
    static_cast<void>(files_.remove(fresh));
    Result<std::unique_ptr<WritableFile>> file = files_.create(fresh, 0600);
    Result<Done> done = file ? (*file)->append(*bytes) : Result<Done>{file.error()};
    if (done) done = (*file)->sync();
    if (done) done = files_.rename(fresh, to);
    if (done) done = files_.sync_folder(to.substr(0, to.rfind('/')));
    if (!done) static_cast<void>(files_.remove(fresh));
    return static_cast<bool>(done);
}

void Keeper::stop() {
    if (!recorder_.joinable()) return;
    {
        const std::scoped_lock guard{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    if (worker_.joinable()) worker_.join();
    {
        const std::scoped_lock guard{mutex_};
        no_more_to_record_ = true;
    }
    wake_recorder_.notify_one();
    recorder_.join();
}

} // namespace waymark
