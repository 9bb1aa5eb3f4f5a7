#include "sessions/edit_subject.hpp"

/// Edits of what belongs to the session as a whole.
namespace waymark {

namespace {

/// What can be referred to from a session's own records: its records, and the pictures on its boards.
Known known_in(const Session& session) {
    return {
        [&session](Id id, Thing kind) {
            if (id == Id::none) return false;
            if (kind == Thing::journey) return find_journey(session, id) != nullptr;
            if (kind == Thing::persona) return find_persona(session, id) != nullptr;
            return kind == Thing::picture &&
                   std::any_of(session.journeys.begin(), session.journeys.end(),
                               [id](const Shared<Journey>& journey) {
                                   return index_of(journey->pictures, id).has_value();
                               });
        },
        [](const ImageHash&) { return true; },
    };
}

/// Adds a record to the session, or replaces the one with its id.
template <class T> void put_record(Session& session, std::vector<Shared<T>>& records, T record) {
    clean_texts(record);
    bring_into_range(record);
    keep_known(record, known_in(session));
    if (const auto index = index_of(records, record.id)) {
        replace_at(records, *index, std::move(record));
        return;
    }
    Journey nowhere;
    Subject subject{nowhere, &session, 0, {}};
    if (claim(subject, record.id)) records.push_back(Shared<T>{std::move(record)});
}

template <class T> bool remove_record(std::vector<Shared<T>>& records, Id id) {
    return std::erase_if(records, [id](const Shared<T>& record) { return record->id == id; }) > 0;
}

void clear(Id& reference, Id gone) {
    if (reference == gone) reference = Id::none;
}

/// The journey without any reference to a record that is gone.
Journey without(Journey journey, Id record) {
    std::erase(journey.personas, record);
    update_notes_where(
        journey.notes,
        [record](const Note& note) {
            return note.author == record || note.personas_view == record ||
                   std::find(note.evidence_records.begin(), note.evidence_records.end(), record) !=
                       note.evidence_records.end();
        },
        [record](Note& note) {
            clear(note.author, record);
            clear(note.personas_view, record);
            std::erase(note.evidence_records, record);
        });
    for (std::size_t i = 0; i < journey.curves.size(); ++i) {
        if (journey.curves[i]->persona != record && journey.curves[i]->author != record) continue;
        Curve curve = *journey.curves[i];
        clear(curve.persona, record);
        clear(curve.author, record);
        journey.curves[i] = std::move(curve);
    }
    for (std::size_t i = 0; i < journey.ink.size(); ++i) {
        if (journey.ink[i]->author != record) continue;
        Ink ink = *journey.ink[i];
        ink.author = Id::none;
        journey.ink.replace(i, std::move(ink));
    }
    return journey;
}

/// Puts everything the given journey holds into the subject's, through the same door as single edits.
void fill(Subject& subject, const Journey& given) {
    for (const Shared<Stage>& stage : given.stages) {
        Stage alone = *stage;
        alone.branches.clear(); // they may lead to stages that are not there yet
        change(subject, AddStage{alone, subject.journey.stages.size()});
    }
    for (const Shared<Stage>& stage : given.stages)
        change(subject, SetLeap{stage->id, stage->leap, stage->branches});
    for (const Shared<Lane>& lane : given.lanes)
        change(subject, AddLane{*lane, subject.journey.lanes.size()});
    for (const Shared<Touchpoint>& touchpoint : given.touchpoints)
        change(subject, PutTouchpoint{*touchpoint});
    AddNotes notes;
    for (const Shared<Note>& note : given.notes) notes.notes.push_back(*note);
    change(subject, notes);
    for (const Shared<Curve>& curve : given.curves) change(subject, PutCurve{*curve});
    for (const Shared<MagicMoment>& moment : given.moments) change(subject, PutMoment{*moment});
    for (const Shared<Picture>& picture : given.pictures)
        if (!index_of(subject.journey.pictures, picture->id))
            put(subject, subject.journey.pictures, *picture);
    for (const Shared<Connector>& connector : given.connectors) change(subject, PutConnector{*connector});
    for (const Shared<Ink>& ink : given.ink) change(subject, AddInk{*ink});
    for (const Shared<Action>& action : given.actions) change(subject, PutAction{*action});
    for (const Shared<Metric>& metric : given.metrics) change(subject, PutMetric{*metric});
}

} // namespace

void change(Session& session, const SetSessionFacts& edit) {
    session.title = edit.title, session.language = edit.language;
    session.sponsor = edit.sponsor, session.facilitator = edit.facilitator;
    clean_texts(session);
}

void change(Session& session, const PutPersona& edit) { put_record(session, session.personas, edit.persona); }
void change(Session& session, const PutParticipant& edit) {
    put_record(session, session.participants, edit.participant);
}
void change(Session& session, const PutGlossaryTerm& edit) {
    put_record(session, session.glossary, edit.term);
}
void change(Session& session, const PutEvidence& edit) {
    put_record(session, session.evidence, edit.evidence);
}

void change(Session& session, const RemoveRecord& edit) {
    const bool was_there =
        remove_record(session.personas, edit.record) || remove_record(session.participants, edit.record) ||
        remove_record(session.glossary, edit.record) || remove_record(session.evidence, edit.record);
    if (!was_there) return;
    for (std::size_t i = 0; i < session.journeys.size(); ++i)
        replace_at(session.journeys, i, without(*session.journeys[i], edit.record));
}

void change(Session& session, const AddJourney& edit) {
    Journey journey;
    Subject subject{journey, &session, 0, {}};
    if (!claim(subject, edit.journey.id)) return;
    journey.id = edit.journey.id;
    change(subject,
           SetJourneyFacts{edit.journey.title, edit.journey.scenario, edit.journey.goal, edit.journey.purpose,
                           edit.journey.state, edit.journey.pair, edit.journey.personas, edit.journey.tags});
    fill(subject, edit.journey);
    session.journeys.push_back(Shared<Journey>{std::move(journey)});
}

void change(Session& session, const RemoveJourney& edit) {
    const auto index = index_of(session.journeys, edit.journey);
    if (!index || session.journeys.size() == 1) return; // the last one stays: there would be nothing to show
    session.journeys.erase(session.journeys.begin() + static_cast<std::ptrdiff_t>(*index));
    for (std::size_t i = 0; i < session.journeys.size(); ++i) {
        if (session.journeys[i]->pair != edit.journey) continue;
        Journey journey = *session.journeys[i];
        journey.pair = Id::none;
        session.journeys[i] = std::move(journey);
    }
    drop_unused_pictures(session);
}

void change(Session& session, const RestoreSession& edit) {
    if (edit.session->journeys.empty()) return; // there would be nothing to show
    const SessionId id = session.id;
    const std::uint64_t next_id = std::max(session.next_id, edit.session->next_id);
    session = *edit.session;
    session.id = id, session.next_id = next_id;
}

void drop_unused_pictures(Session& session) {
    const auto is_shown = [&session](const ImageHash& hash) {
        for (const Shared<Journey>& journey : session.journeys)
            for (const Shared<Picture>& picture : journey->pictures)
                if (picture->image == hash) return true;
        return false;
    };
    std::erase_if(session.images, [&](const Shared<Image>& image) { return !is_shown(image->hash); });
    const Known known = known_in(session);
    for (std::size_t i = 0; i < session.personas.size(); ++i) {
        Persona persona = *session.personas[i];
        keep_known(persona, known);
        replace_at(session.personas, i, std::move(persona));
    }
}

} // namespace waymark
