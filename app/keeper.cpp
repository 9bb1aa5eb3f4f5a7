#include "app/keeper.hpp"

#include "sessions/templates.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace waymark {
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

/// On a drive that knows no locks, another one in memory: of programs on this machine that one tells.
Result<std::unique_ptr<FileLock>> Keeper::locked(const std::string& folder) {
    struct Both : FileLock {
        std::unique_ptr<FileLock> here, in_memory;
        bool is_sure() const override { return false; } // of other machines
    };
    Result<std::unique_ptr<FileLock>> lock = lock_journal(files_, folder);
    const std::string spare = spare_of(folder);
    if (!lock || (*lock)->is_sure() || spare.empty() || !make_folders(fallback_folder_, "waiting"))
        return lock;
    Result<std::unique_ptr<FileLock>> second = files_.lock(spare + ".lock");
    if (!second)
        return second.error().kind == ErrorKind::in_use ? Result<std::unique_ptr<FileLock>>{second.error()}
                                                        : std::move(lock);
    auto both = std::make_unique<Both>();
    both->here = std::move(lock).value();
    both->in_memory = std::move(second).value();
    return std::unique_ptr<FileLock>{std::move(both)};
}

Result<Keeper::Found> Keeper::find(const std::string& folder) {
    const std::string base = folder.substr(0, folder.rfind("/sessions/"));
    static_cast<void>(make_folders(base, "sessions")); // what can only be read is there, or the lock tells
    Result<std::unique_ptr<FileLock>> lock = locked(folder);
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
    const std::string folder = base + "/sessions/" + text_of(start.session.id);
    if (Result<Done> made = make_folders(base, "sessions"); !made) return made.error();
    if (!place.lock || place.folder != folder) { // a copy has another id by now
        Result<std::unique_ptr<FileLock>> lock = locked(folder);
        if (!lock) return lock.error();
        place.lock = std::move(lock).value();
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
        if (!base.empty()) empty_trash(base), finish_closing(base);
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
        start.number = start.durable = 0, start.damaged_files.clear(); // of the other folder
        begun = begun_in(fallback_folder_, std::move(start), {});
        is_in_fallback_ = static_cast<bool>(begun);
        if (begun) could_not_begin_ = error.sentence;
    }
    if (!begun) {
        could_not_begin_ = begun.error().sentence;
        return;
    }
    journal_ = std::move(begun).value();
    past_problem_.clear();
    moments_.clear();
    named_.clear();
    if (has_past) moments_.push_back({{opened_ms, MomentKind::opened, {}, {}, 0}, as_opened});
    begin_work();
}

bool Keeper::can_be_written(const std::string& folder, std::uint64_t bytes) {
    const std::string path = folder + "/try";
    if (!make_folders(state_folder_, "sessions") || !files_.make_folder(folder, 0700)) return false;
    static_cast<void>(files_.remove(path));
    Result<std::unique_ptr<WritableFile>> file = files_.create(path, 0600);
    const bool can = file && (*file)->append(std::string(4096, ' ')) && (*file)->reserve(bytes);
    static_cast<void>(files_.remove(path));
    return can;
}

bool Keeper::can_go_home() {
    if (!is_in_substitute()) return false;
    if (!home_.valid())
        home_ = std::async(std::launch::async,
                           [this, folder = folder_of(journal_->session().id),
                            bytes = journal_->segment_bytes()] { return can_be_written(folder, bytes); });
    if (home_.wait_for(std::chrono::seconds{0}) != std::future_status::ready) return false;
    return home_.get();
}

bool Keeper::go_home(JournalStart start) {
    if (!is_in_substitute()) return false;
    const std::string past = history_of(start.session.id), folder = folder_of(start.session.id);
    Result<Found> there = find(folder);
    if (!there) return false;
    if (there->session) { // nobody has brought that back here: it may be other work
        if (!throw_away(folder)) return false;
        there = find(folder);
        if (!there || there->session) return false;
    }
    start.time_ms = unix_time_ms();
    Result<std::unique_ptr<Journal>> begun =
        begun_in(state_folder_, std::move(start), std::move(there).value());
    if (!begun) return false;
    stop();
    journal_->discard();
    journal_ = std::move(begun).value();
    is_in_fallback_ = false;
    could_not_begin_.clear();
    past_to_bring_ = past;
    begin_work();
    return true;
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
    }
    wake_recorder_.notify_one();
    return true;
}

bool Keeper::is_remembering() const {
    const std::scoped_lock guard{mutex_};
    return !moments_.empty();
}

bool Keeper::is_naming() const {
    const std::scoped_lock guard{mutex_};
    return std::ranges::any_of(moments_,
                               [](const Remembered& one) { return one.moment.kind == MomentKind::named; });
}

std::vector<std::string> Keeper::take_named() {
    const std::scoped_lock guard{mutex_};
    return std::exchange(named_, {});
}

void Keeper::set_file(const SessionFile& file) {
    if (journal_) journal_->set_file(file);
}

std::string Keeper::problem() const {
    const std::string wrong = journal_ ? journal_->problem() : could_not_begin_;
    if (!wrong.empty() && journal_ && journal_->is_spared())
        return "What is done now is in this machine's memory only: it is lost when that is switched off or "
               "you log out. " +
               wrong;
    if (is_in_fallback_ && wrong.empty())
        return "What is done now is lost when this machine is switched off or you log out, unless you save "
               "it. " +
               could_not_begin_;
    if (!wrong.empty()) return "What is done now is not kept safe. " + wrong;
    if (std::string slow = journal_ ? journal_->slowness() : std::string{}; !slow.empty()) return slow;
    if (std::string why = journal_ ? journal_->checkpoint_problem() : std::string{}; !why.empty())
        return "What is done is kept, but only as long as there is room: no snapshot of it can be made. " +
               why;
    const std::scoped_lock guard{mutex_};
    return past_problem_.empty() ? "" : "How the session was at this minute cannot be kept. " + past_problem_;
}

void Keeper::end(bool unsaved) {
    std::string own;
    SessionId id;
    bool to_trash = false;
    // The name first: when nobody waits any longer for a slow drive, what was closed must not come back.
    if (journal_) {
        const std::string folder = journal_->folder();
        to_trash = unsaved || journal_->has_damaged() || holds_damaged(folder);
        if (to_trash)
            throw_away(folder); // still locked: nobody else may begin there meanwhile
        else
            journal_->mark_closed();
        own = folder;
        id = journal_->session().id;
    }
    stop();
    could_not_begin_.clear();
    is_in_fallback_ = false;
    if (!journal_) return;
    if (to_trash)
        journal_->leave_spare();
    else
        journal_->discard();
    journal_.reset();
    for (const std::string& folder : folders_of(text_of(id)))
        if (folder != own) let_twin_go(folder);
}

} // namespace waymark
