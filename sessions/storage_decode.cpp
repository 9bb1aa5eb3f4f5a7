#include "sessions/storage.hpp"

#include "sessions/storage_dispatch.hpp"
#include "sessions/storage_fields.hpp"

#include <algorithm>
#include <new>
#include <optional>
#include <unordered_map>
#include <utility>

namespace waymark {

namespace {

constexpr std::size_t index_of(RecordType type) { return static_cast<std::size_t>(type) - 1; }

/// Collects what the records of a payload hold. A record that cannot be read is counted and left out.
class SessionReader {
public:
    enum class Outcome { read, too_many };

    Outcome read_all(std::string_view payload);
    /// True when anything of ours could be read at all.
    bool found_anything() const { return found_anything_; }
    /// One sentence each for what could not be read.
    std::vector<std::string> damage() const;

    SessionDraft draft;
    Mendings mendings;

private:
    void read(const Frame& frame);
    template <class Reader>
    friend void waymark::read_record(Reader&, SessionDraft&, const Frame&, RecordType);
    void read_end(const Frame& frame);
    /// Reads `fields` from the frame and returns what is left of it.
    template <class... Fields> std::string_view fields(const Frame& frame, Fields&... fields);
    void keep_tail(const Frame& frame, std::uint64_t number, std::string_view tail);
    void read_session_facts(const Frame& frame);
    void read_journey_facts(const Frame& frame);
    template <class T> void read_object(const Frame& frame, std::vector<T>& list);
    template <class T> void read_child(const Frame& frame, std::vector<T> JourneyDraft::*list);
    JourneyDraft& journey(Id id);

    struct Tally {
        std::size_t read = 0, lost = 0;
    };
    std::array<Tally, record_kinds.size()> tallies_{};
    std::size_t lost_unknown_ = 0, recovered_journeys_ = 0;
    std::uint64_t records_ = 0;
    std::optional<std::uint64_t> records_said_; ///< by the end mark
    bool found_anything_ = false, after_end_ = false, doubled_facts_ = false;
    std::size_t objects_ = 0, lost_ = 0; ///< lost: records; each costs time, too
    MemoryBudget budget_{memory_limit};
    std::unordered_map<std::uint64_t, std::size_t> journeys_; ///< index in the draft by id
    std::vector<bool> has_facts_;                             ///< of each journey in the draft
};

SessionReader::Outcome SessionReader::read_all(std::string_view payload) {
    FrameReader frames{payload};
    while (const std::optional<Frame> frame = frames.next()) {
        if (++records_ > record_limit || objects_ > object_limit || lost_ > object_limit)
            return Outcome::too_many;
        if (records_said_) after_end_ = true;
        read(*frame);
    }
    recovered_journeys_ = static_cast<std::size_t>(std::ranges::count(has_facts_, false));
    return Outcome::read;
}

void SessionReader::read(const Frame& frame) {
    const RecordKind* kind = find_kind(frame.type);
    if (!kind) {
        if (!frame.sound || is_journal_record(frame.type)) { // these mean something else where they belong
            ++lost_unknown_, ++lost_;
            return;
        }
        ++objects_;
        draft.unknown.push_back({frame.type, frame.version, 0, std::string{frame.content}});
        return;
    }
    Tally& tally = tallies_[index_of(kind->type)];
    if (!frame.sound) {
        ++tally.lost, ++lost_;
        return;
    }
    try {
        read_record(*this, draft, frame, kind->type);
        ++tally.read;
        ++objects_;
        if (kind->type != RecordType::end) found_anything_ = true;
    } catch (const std::exception&) { // cereal's, or no memory for what a record claims
        ++tally.lost, ++lost_;
    }
}

template <class... Fields> std::string_view SessionReader::fields(const Frame& frame, Fields&... fields) {
    const bool is_image = frame.type == static_cast<std::uint32_t>(RecordType::image);
    ArchiveIn archive{frame.content, budget_, is_image ? image_bytes_limit : text_limit};
    archive(fields...);
    mendings.values += archive.replaced();
    return archive.rest();
}

void SessionReader::keep_tail(const Frame& frame, std::uint64_t number, std::string_view tail) {
    if (tail.empty()) return;
    ++objects_;
    const std::uint32_t ours = find_kind(frame.type)->version; // what it will be written with, at least
    draft.tails.push_back({frame.type, std::max(frame.version, ours), number, std::string{tail}});
}

void SessionReader::read_end(const Frame& frame) {
    std::uint64_t count = 0;
    fields(frame, count);
    if (records_said_) throw cereal::Exception{"a second end"};
    records_said_ = count;
    if (count != records_ - 1) after_end_ = true;
}

void SessionReader::read_session_facts(const Frame& frame) {
    Session facts;
    const std::string_view tail = fields(frame, facts);
    if (tallies_[index_of(RecordType::session_facts)].read > 0) {
        doubled_facts_ = true;
        return;
    }
    draft.facts = std::move(facts);
    keep_tail(frame, session_facts_number, tail);
}

JourneyDraft& SessionReader::journey(Id id) {
    const auto [entry, is_new] = journeys_.try_emplace(static_cast<std::uint64_t>(id), draft.journeys.size());
    if (is_new) {
        ++objects_;
        draft.journeys.emplace_back().facts.id = id;
        has_facts_.push_back(false);
    }
    return draft.journeys[entry->second];
}

void SessionReader::read_journey_facts(const Frame& frame) {
    Journey facts;
    const std::string_view tail = fields(frame, facts);
    const Id id = facts.id;
    JourneyDraft& place = journey(id);
    if (const std::size_t index = journeys_.at(static_cast<std::uint64_t>(id)); has_facts_[index]) {
        draft.journeys.emplace_back().facts = std::move(facts); // a double: mended with a number of its own
        has_facts_.push_back(true);
        return;
    } else
        has_facts_[index] = true;
    place.facts = std::move(facts);
    keep_tail(frame, number_of(place.facts), tail);
}

template <class T> void SessionReader::read_object(const Frame& frame, std::vector<T>& list) {
    T object;
    const std::string_view tail = fields(frame, object);
    keep_tail(frame, number_of(object), tail);
    list.push_back(std::move(object));
}

template <class T> void SessionReader::read_child(const Frame& frame, std::vector<T> JourneyDraft::*list) {
    Id parent = Id::none;
    T object;
    const std::string_view tail = fields(frame, parent, object);
    keep_tail(frame, number_of(object), tail);
    (journey(parent).*list).push_back(std::move(object));
}

std::vector<std::string> SessionReader::damage() const {
    std::vector<std::string> list;
    for (std::size_t i = 0; i < tallies_.size(); ++i) {
        const auto [read, lost] = tallies_[i];
        const RecordKind& kind = record_kinds[i];
        if (lost == 0 || kind.type == RecordType::end) continue;
        list.push_back(std::to_string(lost) + " of " + counted(read + lost, kind.one, kind.many) +
                       " could not be read.");
    }
    if (lost_unknown_ > 0)
        list.push_back(counted(lost_unknown_, "part of the file", "parts of the file") +
                       " could not be read.");
    if (doubled_facts_) list.push_back("The session's facts are there more than once; the first ones count.");
    if (tallies_[index_of(RecordType::session_facts)].read == 0)
        list.push_back("The session's own facts (its title and the like) are not there.");
    if (recovered_journeys_ > 0)
        list.push_back(counted(recovered_journeys_, "journey has", "journeys have") +
                       " lost title and goal; what was on the board is there.");
    if (!records_said_)
        list.push_back("The end of the file is not there; what came last may be missing.");
    else if (after_end_)
        list.push_back("The file does not have the number of records that it says it has.");
    return list;
}

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

Error damaged_error(const std::string& path, const std::string& how) {
    return {ErrorKind::damaged, path,
            quoted(path) + " " + how +
                " An earlier version may lie beside it, under the same name with .bak at the end."};
}

Error newer_error(const std::string& path, const std::string& version) {
    return {ErrorKind::newer, path,
            quoted(path) + " was made by a newer Waymark (" + version +
                "); open it with that one, or update this one."};
}

/// What can be said without looking at the records.
std::optional<Error> outer_error(std::string_view bytes, const std::string& path) {
    if (bytes.empty())
        return Error{ErrorKind::foreign, path,
                     quoted(path) +
                         " is empty; there is no session in it. An earlier version may lie beside it, under "
                         "the same name with .bak at the end."};
    if (bytes.size() > file_size_limit)
        return Error{ErrorKind::too_large, path,
                     quoted(path) + " is larger than a session may be (" + megabytes(file_size_limit) + ")."};
    if (bytes.substr(0, magic.size()) != magic.substr(0, bytes.size())) {
        if (bytes.substr(0, 4) == magic.substr(0, 4))
            return damaged_error(
                path, "was changed on its way, as if it were text; send it again as it is, or packed.");
        return Error{ErrorKind::foreign, path,
                     quoted(path) + " is not a Waymark session; choose another file."};
    }
    if (bytes.size() < envelope_size)
        return damaged_error(path, "is cut short: nothing of the session is left in it.");
    return std::nullopt;
}

Result<OpenedSession> read_session(std::string_view bytes, const std::string& path) {
    if (std::optional<Error> error = outer_error(bytes, path)) return std::move(*error);
    const Envelope envelope = read_envelope(bytes);
    std::string_view payload = bytes.substr(envelope_size);

    OpenedSession opened;
    opened.sequence = envelope.sequence;
    opened.major = envelope.sound ? envelope.major : format_major;
    opened.minor = envelope.sound ? envelope.minor : format_minor;
    opened.read_only = opened.major > format_major || (envelope.sound && envelope.flags != 0);
    const std::string version = "format " + std::to_string(opened.major) + "." + std::to_string(opened.minor);

    if (!envelope.sound) {
        opened.damage.push_back("The head of the file is damaged.");
    } else if (opened.read_only && envelope.stored_size != envelope.raw_size) {
        return newer_error(path, version); // packed in a way that we cannot unpack
    } else if (payload.size() < envelope.stored_size) {
        opened.damage.push_back(
            "The file is cut short: " + std::to_string(envelope.stored_size - payload.size()) +
            " of its bytes are missing.");
    } else if (payload.size() > envelope.stored_size) {
        opened.damage.push_back("Something was added behind the end of the file; it was left out.");
        payload = payload.substr(0, static_cast<std::size_t>(envelope.stored_size));
    }

    SessionReader reader;
    if (reader.read_all(payload) == SessionReader::Outcome::too_many)
        return Error{ErrorKind::too_large, path,
                     quoted(path) + " holds more than " + std::to_string(object_limit) +
                         " things; it cannot be opened."};
    if (!reader.found_anything()) {
        if (opened.read_only) return newer_error(path, version);
        return damaged_error(path, "is damaged: nothing of the session could be read.");
    }
    for (std::string& sentence : reader.damage()) opened.damage.push_back(std::move(sentence));
    mend(reader.draft, reader.mendings);
    for (std::string& sentence : sentences(reader.mendings)) opened.damage.push_back(std::move(sentence));
    if (opened.damage.empty() && !payload_fits(envelope, payload))
        opened.damage.push_back(
            "The file was changed by something other than Waymark; everything in it could be read.");
    opened.session = built(std::move(reader.draft));
    opened.session.id = envelope.id;
    return opened;
}

} // namespace

Result<OpenedSession> decoded(std::string_view bytes, const std::string& path) {
    try {
        return read_session(bytes, path);
    } catch (const std::bad_alloc&) {
        return Error{ErrorKind::too_large, path,
                     quoted(path) + " needs more memory than this machine has left."};
    } catch (const std::exception&) {
        return damaged_error(path, "is damaged and could not be read.");
    }
}

} // namespace waymark
