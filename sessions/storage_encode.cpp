#include "sessions/storage.hpp"

#include "sessions/storage_draft.hpp"
#include "sessions/storage_writer.hpp"

namespace waymark {

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
