#include "sessions/journal.hpp"

#include "sessions/journal_changes.hpp"
#include "sessions/journal_names.hpp"
#include "sessions/storage.hpp"
#include "sessions/storage_fields.hpp"
#include "sessions/storage_records.hpp"

#include <algorithm>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waymark {
namespace {

constexpr std::uint64_t segment_size_limit = file_size_limit + (64u << 20);

/// What the head of a segment says.
struct SegmentHead {
    SessionId session{};
    std::uint64_t life = 0; ///< the same in all segments of one run of the program
    std::uint64_t number = 0, sequence = 0, durable = 0;
    bool whole = false; ///< its first commit is the whole session
    SessionFile file;
};

struct CommitMark {
    std::uint64_t number = 0, sequence = 0;
    std::int64_t time_ms = 0;
    std::uint64_t durable = 0; ///< the commit that the disk had for sure by then
};

template <class... Fields> bool read_fields(const Frame& frame, Fields&... fields) {
    try {
        MemoryBudget budget{memory_limit};
        ArchiveIn archive{frame.content, budget, text_limit};
        archive(fields...);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

/// The same, where an older program has not yet written the last one, which says nothing then.
template <class Appended, class... Fields>
bool read_fields_and(const Frame& frame, Appended& appended, Fields&... fields) {
    if (read_fields(frame, fields..., appended)) return true;
    appended = {};
    return read_fields(frame, fields...);
}

bool is(const Frame& frame, JournalRecord type) {
    return frame.sound && frame.type == static_cast<std::uint32_t>(type);
}

std::optional<SegmentHead> head_of(const Frame& frame) {
    SegmentHead head;
    FileStamp& stamp = head.file.stamp;
    if (!read_fields_and(frame, stamp.content, head.session, head.life, head.number, head.sequence,
                         head.durable, head.whole, head.file.path, stamp.device, stamp.inode, stamp.size,
                         stamp.modified_ns, head.file.salvaged, head.file.read_only))
        return std::nullopt;
    return head;
}

/// What stands between two commits, the later one included.
struct Step {
    CommitMark mark;
    std::vector<Frame> records; ///< point into the segment's bytes
    std::size_t lost = 0;       ///< records that are damaged, or more than there can be
};

/// Walks a segment's bytes from commit to commit; what stands behind the last one was being written when the
/// program ended.
class StepReader {
public:
    explicit StepReader(std::string_view bytes) : frames_{bytes} {}
    /// Null at the end. The step is there until the next call.
    const Step* next();
    const std::optional<SegmentHead>& head() const { return head_; } ///< as far as it was read

private:
    FrameReader frames_;
    std::optional<SegmentHead> head_;
    Step step_;
};

const Step* StepReader::next() {
    step_.records.clear();
    step_.lost = 0;
    while (const std::optional<Frame> frame = frames_.next()) {
        if (!frame->sound) {
            ++step_.lost;
        } else if (is(*frame, JournalRecord::head)) {
            if (!head_) head_ = head_of(*frame);
        } else if (!is(*frame, JournalRecord::commit)) {
            if (step_.records.size() < record_limit)
                step_.records.push_back(*frame);
            else
                ++step_.lost;
        } else if (CommitMark& mark = step_.mark;
                   read_fields(*frame, mark.number, mark.sequence, mark.time_ms, mark.durable)) {
            return &step_;
        }
    }
    return nullptr;
}

/// What is known of a segment without its records. Those are read again when they are wanted: together the
/// segments may be larger than the memory.
struct Segment {
    struct Commit {
        CommitMark mark;
        std::size_t lost = 0;
    };
    std::string name, path;
    std::optional<SegmentHead> head;
    std::vector<Commit> commits;
    std::uint64_t hash = 0; ///< of all its bytes

    bool is_complete_whole() const {
        return head && head->whole && !commits.empty() && commits.front().lost == 0 &&
               commits.front().mark.number == head->number + 1;
    }
    /// Up to where the disk had it for sure, as far as this segment knows.
    std::uint64_t durable() const {
        return std::max(head ? head->durable : 0, commits.empty() ? 0 : commits.back().mark.durable);
    }
};

Segment segment_in(std::string name, std::string path, std::string_view bytes) {
    Segment segment{std::move(name), std::move(path), std::nullopt, {}, payload_hash(bytes)};
    StepReader steps{bytes};
    while (const Step* step = steps.next()) segment.commits.push_back({step->mark, step->lost});
    segment.head = steps.head();
    return segment;
}

class Recovery {
public:
    Recovery(Files& files, const std::string& folder, const std::string& spare)
        : files_{files}, folder_{folder}, spare_{spare} {}

    Result<RecoveredSession> run() {
        if (Result<Done> looked = look_at_segments(); !looked) return looked.error();
        while (!put_together()) {} // without a segment that could be read once and then no more
        if (!has_base_) return nothing_there();
        // A new journal writes all of it once more; whether the disk has it until then is not known.
        const bool is_synced = static_cast<bool>(sync_all());
        RecoveredSession found = finished();
        if (!is_synced) found.durable = 0;
        return found;
    }

private:
    std::string path_of(const std::string& name) const { return folder_ + "/" + name; }
    Error nothing_there() const {
        return {ErrorKind::damaged, folder_, "Nothing of a session can be read in " + quoted(folder_) + "."};
    }

    void damaged(const std::string& name, std::string sentence) {
        if (name != spare_) found_.damaged_files.push_back(name); // that lies elsewhere, and does not last
        found_.damage.push_back(std::move(sentence));
    }

    /// One after the other, none of them kept.
    Result<Done> look_at_segments() {
        const Result<std::vector<std::string>> names = files_.names(folder_);
        if (!names) return names.error();
        for (const std::string& name : *names) {
            if (!segment_of(name)) continue;
            const Result<std::string> bytes = files_.read(path_of(name), segment_size_limit);
            if (bytes)
                segments_.push_back(segment_in(name, path_of(name), *bytes));
            else // one that cannot be read must not take the others along
                unreadable_.emplace_back(name, bytes.error().sentence);
        }
        look_at_spare();
        return Done{};
    }

    /// Its commits come after those that the drive took in the same run of the program. Without any of these
    /// it is older than what lies in the folder, whose numbers it may share.
    void look_at_spare() {
        if (spare_.empty()) return;
        const Result<std::string> bytes = files_.read(spare_, segment_size_limit);
        if (!bytes) return; // nearly always: nothing had to wait
        Segment spare = segment_in(spare_, spare_, *bytes);
        const auto before = std::find_if(segments_.rbegin(), segments_.rend(), [&](const Segment& one) {
            return one.head && spare.head && one.head->life == spare.head->life &&
                   one.head->session == spare.head->session;
        });
        if (before != segments_.rend()) segments_.insert(before.base(), std::move(spare));
    }

    /// False when a segment could not be read any more: it is put aside.
    bool put_together() {
        found_ = {};
        draft_ = {};
        number_ = 0;
        has_base_ = false;
        only_in_memory_from_.reset();
        gaps_ = refused_ = 0;
        for (const auto& [name, sentence] : unreadable_) damaged(name, sentence);
        last_with_.clear();
        for (std::size_t i = 0; i < segments_.size(); ++i)
            for (const Segment::Commit& commit : segments_[i].commits)
                if (commit.lost == 0) last_with_[commit.mark.number] = i;
        take_snapshot();
        for (std::size_t i = first_segment(); i < segments_.size(); ++i)
            if (Result<Done> taken = take(segments_[i]); !taken) {
                unreadable_.emplace_back(segments_[i].name, taken.error().sentence);
                segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(i));
                return false;
            }
        return true;
    }

    /// The newest snapshot that is sound, else the better of two bad ones.
    void take_snapshot() {
        std::optional<OpenedSession> best;
        for (const char* name : {snapshot_name, older_snapshot_name}) {
            if (!files_.stamp(path_of(name))) continue;
            Result<OpenedSession> opened = open_session(files_, path_of(name));
            if (!opened) {
                if (name == snapshot_name) damaged(name, opened.error().sentence);
                continue;
            }
            if (opened->damage.empty()) {
                best = std::move(opened).value();
                break;
            }
            if (name == snapshot_name) damaged(name, opened->damage.front());
            if (!best) best = std::move(opened).value();
        }
        if (!best) return;
        draft_ = draft_of(best->session);
        number_ = best->sequence; // of a snapshot this is the number of the commit it holds
        found_.sequence = best->sequence;
        has_base_ = true;
    }

    /// Whatever lies before the last whole session is history, and may have an end that did not count.
    std::size_t first_segment() const {
        for (std::size_t i = segments_.size(); i > 0; --i)
            if (segments_[i - 1].is_complete_whole()) return i - 1;
        if (has_base_) return 0;
        for (std::size_t i = 0; i < segments_.size(); ++i) // better half a session than none
            if (!segments_[i].commits.empty()) return i;
        return segments_.size();
    }

    /// Up to where the disk had the work for sure, as the segments of the same run of the program know.
    std::uint64_t durable_in_life_of(const Segment& segment) const {
        std::uint64_t durable = segment.durable();
        for (const Segment& other : segments_)
            if (segment.head && other.head && other.head->life == segment.head->life)
                durable = std::max(durable, other.durable());
        return durable;
    }

    /// A later segment begins with what the one before may not have brought to the disk.
    bool is_behind(const Segment& segment, std::uint64_t number) const {
        const auto found = last_with_.find(number);
        return found != last_with_.end() && &segments_[found->second] > &segment;
    }

    /// An error when it cannot be read any more.
    Result<Done> take(const Segment& segment) {
        const std::uint64_t durable = durable_in_life_of(segment);
        if (segment.head && segment.head->whole && !segment.is_complete_whole() &&
            durable <= segment.head->number)
            return Done{};                                         // the program ended while it was written
        if (!segment.head && durable < number_ + 1) return Done{}; // the power went while it was made
        const Result<std::string> bytes = records_of(segment);
        if (!bytes) return bytes.error();
        if (segment.path == spare_)
            only_in_memory_from_ = number_;
        else if (!bytes->empty())
            only_in_memory_from_.reset(); // it has the session as it came to be from there
        if (segment.head && segment.head->number >= number_)
            take_head(*segment.head, segment.is_complete_whole() || !has_base_);
        ChangeReader changes{draft_};
        StepReader steps{*bytes};
        std::size_t lost = segment.head ? 0 : 1;
        while (const Step* step = steps.next()) {
            if (step->mark.number <= number_) continue; // written twice, into the next segment also
            const bool missing = step->lost > 0 || (number_ != 0 && step->mark.number != number_ + 1);
            // What was not on the disk yet when the power went may have reached it in pieces: the work then
            // ends in front of the first hole. A hole in what was on the disk is damage, and what lies behind
            // it is the person's.
            if (missing && (durable < number_ + 1 || is_behind(segment, number_ + 1))) break;
            lost += step->lost;
            if (step->lost == 0 && missing) gaps_ += step->mark.number - number_ - 1;
            take(*step, changes);
        }
        has_base_ = true;
        if (lost > 0)
            damaged(segment.name,
                    counted(lost, "change", "changes") + " in “" + segment.name + "” could not be read.");
        return Done{};
    }

    /// Nothing where all of it is in what was taken before.
    Result<std::string> records_of(const Segment& segment) {
        const auto is_new = [&](const Segment::Commit& commit) { return commit.mark.number > number_; };
        if (std::ranges::none_of(segment.commits, is_new)) return std::string{};
        Result<std::string> bytes = files_.read(segment.path, segment_size_limit);
        // What was decided by the first reading holds for the same bytes only.
        if (bytes && payload_hash(*bytes) != segment.hash)
            return Error{ErrorKind::damaged, segment.path,
                         quoted(segment.name) + " is read differently each time; its drive is failing."};
        return bytes;
    }

    /// `anew`: what a whole session's first commit gives replaces what was there; a damaged one is laid over
    /// it.
    void take_head(const SegmentHead& head, bool anew) {
        if (head.whole && anew) { // whatever came before is in it
            draft_ = {};
            number_ = head.number;
        }
        draft_.facts.id = head.session;
        found_.sequence = head.sequence;
        found_.file = head.file;
    }

    void take(const Step& step, ChangeReader& changes) {
        for (const Frame& record : step.records) {
            if (is(record, JournalRecord::file)) {
                SessionFile file;
                FileStamp& stamp = file.stamp;
                if (read_fields_and(record, stamp.content, file.path, stamp.device, stamp.inode, stamp.size,
                                    stamp.modified_ns, file.salvaged, file.read_only))
                    found_.file = std::move(file);
            } else if (!changes.apply(record)) {
                ++refused_;
            }
        }
        number_ = step.mark.number;
        found_.sequence = step.mark.sequence;
        found_.time_ms = step.mark.time_ms;
    }

    /// What is about to be shown as done must be on the disk: the program that wrote it may have been killed
    /// before it was, and a power cut would take it still.
    Result<Done> sync_all() {
        for (const Segment& segment : segments_) {
            if (segment.path == spare_) continue; // in memory
            if (Result<Done> done = files_.sync_file(segment.path); !done) return done;
        }
        return files_.sync_folder(folder_);
    }

    RecoveredSession finished() {
        if (gaps_ > 0)
            found_.damage.push_back(counted(gaps_, "step", "steps") + " of the work could not be found.");
        if (refused_ > 0)
            found_.damage.push_back(counted(refused_, "change", "changes") + " could not be read.");
        Mendings mendings;
        mend(draft_, mendings);
        for (std::string& sentence : sentences(mendings)) found_.damage.push_back(std::move(sentence));
        const SessionId id = draft_.facts.id;
        found_.session = built(std::move(draft_));
        found_.session.id = id;
        found_.number = number_;
        found_.durable = only_in_memory_from_.value_or(number_);
        return std::move(found_);
    }

    Files& files_;
    const std::string &folder_, &spare_;
    std::vector<Segment> segments_;
    std::vector<std::pair<std::string, std::string>> unreadable_; ///< names and why
    std::unordered_map<std::uint64_t, std::size_t> last_with_; ///< the last segment that has a commit whole
    SessionDraft draft_;
    RecoveredSession found_;
    std::uint64_t number_ = 0; ///< of the last commit taken
    bool has_base_ = false;
    std::optional<std::uint64_t> only_in_memory_from_; ///< the commit after which the spare was taken
    std::size_t gaps_ = 0, refused_ = 0;
};

} // namespace

Result<RecoveredSession> recover_session(Files& files, const std::string& folder, const std::string& spare) {
    try {
        return Recovery{files, folder, spare}.run();
    } catch (const std::bad_alloc&) {
        return Error{ErrorKind::too_large, folder,
                     "What lies in " + quoted(folder) + " needs more memory than this machine has left."};
    }
}

} // namespace waymark
