#include "sessions/storage.hpp"

#include "sessions/storage_draft.hpp"
#include "sessions/storage_fields.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <streambuf>
#include <utility>

namespace waymark {

namespace {

/// cereal writes to a stream; this one is a string, which can neither be full nor fail silently.
class StringBuffer : public std::streambuf {
public:
    explicit StringBuffer(std::string& out) : out_{out} {}

private:
    std::streamsize xsputn(const char* bytes, std::streamsize size) override {
        out_.append(bytes, static_cast<std::size_t>(size));
        return size;
    }
    int_type overflow(int_type byte) override {
        out_.push_back(traits_type::to_char_type(byte));
        return byte;
    }
    std::string& out_;
};

class RecordWriter {
public:
    RecordWriter(std::string& out, const Session& session) : out_{out}, buffer_{out}, stream_{&buffer_} {
        for (const KeptBytes& kept : session.kept)
            if (find_kind(kept.type)) tails_.emplace(std::pair{kept.type, kept.id}, &kept);
    }

    /// `number` is the object's own, for its tail; `fields` are what the record holds.
    template <class... Fields> void add(RecordType type, std::uint64_t number, const Fields&... fields) {
        const std::size_t frame = open_frame(out_);
        {
            using Archive = cereal::PortableBinaryOutputArchive;
            Archive archive{stream_, Archive::Options::LittleEndian()};
            archive(fields...);
        }
        std::uint32_t version = kind_of(type).version;
        if (const auto tail = tails_.find({static_cast<std::uint32_t>(type), number}); tail != tails_.end()) {
            out_ += tail->second->bytes;
            version = std::max(version, tail->second->version);
        }
        close_frame(out_, frame, static_cast<std::uint32_t>(type), version);
        ++count_;
    }

    /// Each object of a list of shared ones; `journey` is the one they belong to, or nothing.
    template <class... Journey> void add_list(const auto& list, const Journey&... journey) {
        for (const auto& object : list)
            add(record_type<std::decay_t<decltype(*object)>>, number_of(*object), journey..., *object);
    }

    void add_unknown(const KeptBytes& kept) {
        const std::size_t frame = open_frame(out_);
        out_ += kept.bytes;
        close_frame(out_, frame, kept.type, kept.version);
        ++count_;
    }

    std::uint64_t count() const { return count_; }

private:
    std::string& out_;
    StringBuffer buffer_;
    std::ostream stream_;
    std::map<std::pair<std::uint32_t, std::uint64_t>, const KeptBytes*> tails_;
    std::uint64_t count_ = 0;
};

} // namespace

std::string encoded(const Session& session, std::uint64_t sequence) {
    std::string payload;
    RecordWriter writer{payload, session};
    writer.add(RecordType::session_facts, session_facts_number, session);
    writer.add_list(session.personas);
    writer.add_list(session.participants);
    writer.add_list(session.glossary);
    writer.add_list(session.evidence);
    for (const Shared<Journey>& journey : session.journeys) {
        writer.add(RecordType::journey, number_of(*journey), *journey);
        for_each_list_of_journey(*journey, [&](const auto& list) { writer.add_list(list, journey->id); });
    }
    writer.add_list(
        session.images); // last, so that a file that is cut short loses them before anything written
    for (const KeptBytes& kept : session.kept)
        if (!find_kind(kept.type)) writer.add_unknown(kept);
    writer.add(RecordType::end, 0, writer.count());

    Envelope envelope;
    envelope.major = format_major;
    envelope.minor = format_minor;
    envelope.id = session.id;
    envelope.sequence = sequence;
    envelope.stored_size = envelope.raw_size = payload.size();
    envelope.payload_hash = payload_hash(payload);
    return written(envelope) + payload;
}

} // namespace waymark
