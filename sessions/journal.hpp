#pragma once
#include "sessions/files.hpp"
#include "sessions/journey.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

/// The journal: where a session is kept while people work on it, named or not. A folder of its own, always
/// local:
///
///     lock                    held as long as the session is open
///     journal-00000042.wal    segments: records as in a session's file, only ever appended to
///     snapshot.waymark        the session as it was at some commit, as any session's file; .bak the one
///     before
///
/// What one frame of the board has changed goes out in one write and outlives the program from there on; the
/// disk has it after the next `sync`. A commit record ends it: records without one do not count.
namespace waymark {

/// The session's own file, and the state of it that the session was read from or written to.
struct SessionFile {
    std::string path; ///< empty: never saved
    FileStamp stamp;
    bool salvaged = false;  ///< parts of it could not be read: never to be written over
    bool read_only = false; ///< made by a newer Waymark: neither
    bool operator==(const SessionFile&) const = default;
};

/// How safe the last thing done on the board is.
enum class Kept : std::uint8_t {
    written, ///< outlives the program, not yet a power cut
    durable, ///< on the disk
    failed,  ///< not on its drive, and that does not take it
};

/// Where a session stands when its journal begins.
struct JournalStart {
    Session session{};
    std::uint64_t sequence = 0; ///< of the session's last edit
    std::uint64_t number = 0;   ///< of the last commit that has been recovered
    SessionFile file{};
    std::int64_t time_ms = 0;                 ///< since 1970
    std::vector<std::string> damaged_files{}; ///< in the folder, to be left as they are
    /// Of what cannot be written so many bytes are held in memory; when there is more, the whole session is
    /// written as soon as it can be.
    std::size_t waiting_limit = 32u << 20;
    /// A file in memory, not on a drive, that outlives the program: holds what cannot be written. Empty =
    /// there is none. What recovery has found there is in `session`.
    std::string spare{};
    std::uint64_t durable = 0; ///< the last of those commits that was on the disk, and not in the spare
};

/// Makes the folder (its parent must be there) and locks it. `ErrorKind::in_use` when another program has the
/// session open.
Result<std::unique_ptr<FileLock>> lock_journal(Files& files, const std::string& folder);

/// Keeps one session. `write` belongs to the thread of the board; `sync`, `retry` and `checkpoint` to one
/// other thread, or to the same.
class Journal {
public:
    static constexpr std::uint64_t reserve_bytes =
        16u << 20; ///< there is room for so much on a disk that is full
    static constexpr std::uint64_t checkpoint_bytes = 4u << 20; ///< with both snapshots, ten megabytes in all

    /// Begins in the locked folder, or goes on there: writes the whole session into a new segment.
    static Result<std::unique_ptr<Journal>> begin(Files& files, std::string folder,
                                                  std::unique_ptr<FileLock> lock, JournalStart start);
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    ~Journal();

    /// Writes what has changed since the last call; nothing where nothing has. Takes no memory then. After a
    /// write that took longer than 50 ms the other thread writes (`retry`), until the drive is quick again.
    void write(const Session& now, std::uint64_t sequence, std::int64_t time_ms);
    /// Goes with the next `write`.
    void set_file(const SessionFile& file);

    /// Brings to the disk what was written. What a failed sync leaves unknown is written into a new segment.
    void sync();
    /// Writes what could not be written, or what a slow drive is spared.
    void retry();
    /// A snapshot and a new segment; what is older than both snapshots goes.
    void checkpoint();
    /// The same in two halves: the new segment, which tells what the snapshot is to hold (nothing where none
    /// is wanted, or it cannot be made); then the snapshot, which takes its time and may be yet another
    /// thread's.
    struct Checkpoint {
        Session session;
        std::uint64_t number = 0;
    };
    std::optional<Checkpoint> begin_checkpoint();
    void end_checkpoint(const Checkpoint& checkpoint);

    /// What goes wrong in the thread that calls the three above, to be said as a problem.
    void report(const std::string& sentence);

    Kept kept() const;
    bool is_slow() const;   ///< the other thread writes: call `retry` often
    bool is_spared() const; ///< what is not on the drive outlives the program all the same
    /// What went wrong; empty while nothing does.
    std::string problem() const;
    bool has_problem() const;
    /// One sentence about a drive that stays slow; else empty.
    std::string slowness() const;
    /// Why there is no checkpoint, though what is done is written: there may be no more room for long. Empty
    /// while all is well.
    std::string checkpoint_problem() const;
    /// Parts of it could not be read when it began, and have not been put aside yet.
    bool has_damaged() const;
    /// False where it cannot be told whether another program has the session open.
    bool is_locked() const { return lock_ == nullptr || lock_->is_sure(); }
    std::uint64_t number() const;         ///< of the last commit
    Session session() const;              ///< as of the last commit
    std::uint64_t segment_bytes() const;  ///< in the segment that is being written
    std::uint64_t written_number() const; ///< of the last commit that outlives the program
    std::uint64_t durable_number() const; ///< of the last commit that the disk has
    const std::string& folder() const { return folder_; }

    /// The session is in its own file, or the person wants none of it: it is not to come back, whatever
    /// becomes of the rest. Of the board's thread.
    void mark_closed();
    /// Removes the folder with everything in it. Nothing may be written afterwards.
    void discard();
    /// The folder lies in the trash: the spare goes, but where it alone has the last work. Then it belongs to
    /// what lies there.
    void leave_spare();

private:
    struct Segment {
        std::string path;
        std::uint64_t last = 0;               ///< number of its last commit
        std::shared_ptr<WritableFile> file{}; ///< while it is being written
        bool has_reserve = true;
    };
    /// What a segment begins with when something had to wait.
    struct Beginning {
        std::string head, bytes;
        bool is_whole = false;
    };
    /// The segment before, which still has its reserve.
    struct Left {
        std::shared_ptr<WritableFile> file;
        std::uint64_t bytes = 0;
    };
    struct Spare {
        std::shared_ptr<WritableFile> file; ///< null: there is none
        std::uint64_t bytes = 0;            ///< that are surely whole commits
        bool holds_all = false;             ///< each commit since it was begun
    };

    Journal(Files& files, std::string folder, std::unique_ptr<FileLock> lock)
        : files_{files}, folder_{std::move(folder)}, lock_{std::move(lock)} {}
    Result<Done> start(JournalStart start);
    std::string path_of(const std::string& name) const { return folder_ + "/" + name; }
    std::string head(bool whole) const;
    Result<Segment> made_segment(bool must_reserve);
    void put_away(const Segment& fresh);
    void take_up(Segment fresh, std::uint64_t bytes);
    void give_back_room();
    bool is_waiting() const;
    bool is_synced() const;
    void append(std::string_view bytes);
    void wait(std::string_view bytes);
    void want_whole();
    void spare(std::string_view bytes);
    void begin_spare();
    bool begun_spare(const std::string& fresh);
    void end_spare();
    void drop_spare();
    void take_back_half();
    bool sent_here();
    void send_elsewhere();
    Beginning beginning();
    void keep_waiting(const Error& error);
    void fail(const Error& error);
    Result<Segment> rescue_segment();
    void reserve_again();
    std::nullopt_t no_checkpoint(const Error& error);
    Result<Done> write_snapshot(const Session& session, std::uint64_t number);
    std::vector<std::string> forgotten_segments();
    bool snapshot_is_damaged() const;
    std::string damaged_snapshot() const;

    Files& files_;
    std::string folder_;
    std::unique_ptr<FileLock> lock_;
    bool is_closed_ = false;         ///< the folder has another name by now
    std::string changed_;            ///< kept between frames so that it need not grow again
    bool file_is_new_ = false;       ///< and goes with the next commit
    std::uint64_t next_segment_ = 1; ///< of the thread that makes them, as is this:
    Left left_;
    std::size_t waiting_limit_ = 0;
    std::string spare_path_; ///< empty: there is none

    mutable std::mutex mutex_; ///< over all that follows
    Session last_;             ///< as of the last commit
    SessionFile file_of_session_;
    std::uint64_t sequence_ = 0, number_ = 0, durable_ = 0;
    std::shared_ptr<WritableFile> file_;
    std::int64_t time_ms_ = 0;
    std::vector<Segment> segments_; ///< the last one is being written
    std::uint64_t life_ = 0;        ///< number of the first segment of this run of the program
    std::uint64_t written_ = 0;     ///< bytes of the segment that are surely whole commits
    std::uint64_t sent_ = 0;        ///< number of the last commit that is in the file
    bool whole_is_unsynced_ =
        false;             ///< the segment begins with the whole session, and the disk may not have that
    std::string unsynced_; ///< written since, but the disk may not have it
    std::string waiting_;  ///< could not be written
    std::string sending_;  ///< is being written by the other thread, which alone changes it
    std::uint64_t sending_number_ = 0; ///< of the last commit in it
    bool wants_whole_ = false;         ///< too much would wait: the whole session is to be written
    Spare spare_;
    bool spare_is_refused_ = false;          ///< there was no room for one; the board does not try again
    bool is_slow_ = false;                   ///< the other thread writes
    int quick_writes_ = 0, slow_writes_ = 0; ///< of it, quick ones in a row
    bool has_reserve_ = true;                ///< the segment's room has not been given back
    bool folder_is_new_ = true;              ///< the names in it are not on the disk yet
    std::uint64_t snapshot_ = 0,
                  older_snapshot_ = 0; ///< the commits they hold; 0 = there is none, or it is not known
    bool file_is_doubtful_ = false;    ///< a sync of it has failed, or half a commit stands at its end
    std::vector<std::string>
        damaged_files_;                ///< segments to be put aside when the session is safe without them
    bool snapshot_is_damaged_ = false; ///< and is kept under another name when there is a new one
    std::string problem_, checkpoint_problem_;
};

/// A session as it is found in a folder after a program has ended without letting go of it.
struct RecoveredSession {
    Session session{};
    std::uint64_t sequence = 0, number = 0;
    SessionFile file{};
    std::int64_t time_ms = 0; ///< of the last commit, since 1970; 0 = not known
    /// One sentence each for what could not be read. Not empty = salvaged: to be saved under another name
    /// only.
    std::vector<std::string> damage;
    std::vector<std::string> damaged_files; ///< names in the folder
    std::uint64_t durable = 0; ///< the last commit that was on the disk; what comes after was in memory
    JournalStart start() const;
};

/// Reads the folder, which the caller has locked, and brings it to the disk, so that what is shown now stays
/// (where the disk does not confirm it, `durable` is 0). Changes and removes nothing. `spare`: as
/// `JournalStart` had it; it need not be there.
Result<RecoveredSession> recover_session(Files& files, const std::string& folder,
                                         const std::string& spare = {});

} // namespace waymark
