#pragma once
#include "sessions/storage_draft.hpp"
#include "sessions/storage_frames.hpp"
#include "sessions/storage_records.hpp"

/// Which list of a session the records of each type belong to: one table for a session's file and for its
/// journal, so that a new type cannot be forgotten in one of them.
namespace waymark {

/// Calls the reader's function for this type of record: `read_end(frame)`, `read_session_facts(frame)`,
/// `read_journey_facts(frame)`, `read_object(frame, list)` or `read_child(frame, list of a journey)`.
template <class Reader>
void read_record(Reader& reader, SessionDraft& draft, const Frame& frame, RecordType type) {
    switch (type) {
    case RecordType::end: return reader.read_end(frame);
    case RecordType::session_facts: return reader.read_session_facts(frame);
    case RecordType::persona: return reader.read_object(frame, draft.personas);
    case RecordType::participant: return reader.read_object(frame, draft.participants);
    case RecordType::glossary_term: return reader.read_object(frame, draft.glossary);
    case RecordType::evidence: return reader.read_object(frame, draft.evidence);
    case RecordType::image: return reader.read_object(frame, draft.images);
    case RecordType::journey: return reader.read_journey_facts(frame);
    case RecordType::stage: return reader.read_child(frame, &JourneyDraft::stages);
    case RecordType::lane: return reader.read_child(frame, &JourneyDraft::lanes);
    case RecordType::note: return reader.read_child(frame, &JourneyDraft::notes);
    case RecordType::touchpoint: return reader.read_child(frame, &JourneyDraft::touchpoints);
    case RecordType::curve: return reader.read_child(frame, &JourneyDraft::curves);
    case RecordType::moment: return reader.read_child(frame, &JourneyDraft::moments);
    case RecordType::picture: return reader.read_child(frame, &JourneyDraft::pictures);
    case RecordType::connector: return reader.read_child(frame, &JourneyDraft::connectors);
    case RecordType::ink: return reader.read_child(frame, &JourneyDraft::ink);
    case RecordType::action: return reader.read_child(frame, &JourneyDraft::actions);
    case RecordType::metric: return reader.read_child(frame, &JourneyDraft::metrics);
    }
}

} // namespace waymark
