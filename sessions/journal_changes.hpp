#pragma once
#include "sessions/storage_draft.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"

#include <string>

/// What turns one session into another, as records: objects that are new or different ("put", written as in a
/// session's file), objects that are gone, and objects that lie elsewhere in their list. Undo, redo and what
/// is being written are changes like any other, so that a journal need not know what an edit is.
namespace waymark {

/// The records that turn `before` into `after`; empty where they are equal. Takes time for what differs, not
/// for what is shared.
std::string changes(const Session& before, const Session& after);

/// Applies the records of `changes` to a draft, one at a time. Applying them again changes nothing more.
class ChangeReader {
public:
    explicit ChangeReader(SessionDraft& draft) : draft_{draft} {}

    /// False when the record cannot be read, or would make the session larger than one may be; the draft is
    /// then as before.
    bool apply(const Frame& frame);

private:
    template <class Reader> friend void read_record(Reader&, SessionDraft&, const Frame&, RecordType);
    void read_end(const Frame& frame);
    template <class... Fields> std::string_view fields(const Frame& frame, Fields&... fields);
    void keep_tail(const Frame& frame, std::uint64_t number, std::string_view tail);
    void put_unknown(const Frame& frame);
    void read_session_facts(const Frame& frame);
    void read_journey_facts(const Frame& frame);
    template <class T> void read_object(const Frame& frame, std::vector<T>& list);
    template <class T> void read_child(const Frame& frame, std::vector<T> JourneyDraft::*list);
    JourneyDraft& journey(Id id);
    void remove(const Frame& frame);
    void reorder(const Frame& frame);
    template <class Act> void with_list(std::uint32_t type, Id journey, Act act);
    void count_new();

    SessionDraft& draft_;
    std::size_t objects_ = 0; ///< put and not there before
};

} // namespace waymark
