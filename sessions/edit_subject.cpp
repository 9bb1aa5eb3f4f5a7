#include "sessions/edit_subject.hpp"

#include "sessions/ids.hpp"
#include "sessions/limits.hpp"

namespace waymark {

namespace {

/// Every id in the session, with the journey as it is being changed and as it was.
template <class Visit> void each_id_around(const Subject& subject, Visit visit) {
    each_id(subject.journey, visit);
    if (subject.session) each_id(*subject.session, visit);
}

void look_up_next_id(Subject& subject) {
    if (subject.session) {
        subject.next_id = std::max<std::uint64_t>(subject.session->next_id, 1);
        return;
    }
    std::uint64_t greatest = 0;
    each_id_around(subject, [&greatest](Id id, const char*) { greatest = std::max(greatest, number(id)); });
    subject.next_id = greatest + 1;
}

template <class Things> bool holds(const Things& things, Id id) {
    return std::any_of(things.begin(), things.end(), [id](const auto& thing) { return thing->id == id; });
}

bool is_in_journey(const Journey& journey, Id id, Thing kind) {
    switch (kind) {
    case Thing::stage: return holds(journey.stages, id);
    case Thing::lane: return holds(journey.lanes, id);
    case Thing::note: return holds(journey.notes, id);
    case Thing::touchpoint: return holds(journey.touchpoints, id);
    case Thing::curve: return holds(journey.curves, id);
    case Thing::moment: return holds(journey.moments, id);
    case Thing::picture: return holds(journey.pictures, id);
    default: return false;
    }
}

bool is_in_session(const Session& session, Id id, Thing kind) {
    switch (kind) {
    case Thing::journey: return holds(session.journeys, id);
    case Thing::persona: return holds(session.personas, id);
    case Thing::participant: return holds(session.participants, id);
    case Thing::term: return holds(session.glossary, id);
    case Thing::evidence: return holds(session.evidence, id);
    default: return false;
    }
}

bool is_of_session(Thing kind) {
    return kind == Thing::journey || kind == Thing::persona || kind == Thing::participant ||
           kind == Thing::term || kind == Thing::evidence;
}

} // namespace

bool claim(Subject& subject, Id id) {
    if (id == Id::none || number(id) > greatest_id) return false;
    if (subject.next_id == 0) look_up_next_id(subject);
    if (number(id) < subject.next_id) {
        if (subject.used.empty())
            each_id_around(subject, [&subject](Id used, const char*) { subject.used.insert(number(used)); });
        if (subject.used.contains(number(id))) return false;
    }
    if (!subject.used.empty()) subject.used.insert(number(id));
    subject.next_id = std::max(subject.next_id, number(id) + 1);
    if (subject.session) subject.session->next_id = std::max(subject.session->next_id, subject.next_id);
    return true;
}

Known known_to(const Subject& subject) {
    const Journey& journey = subject.journey;
    const Session* session = subject.session;
    return {
        [&journey, session](Id id, Thing kind) {
            if (id == Id::none) return false;
            if (!is_of_session(kind)) return is_in_journey(journey, id, kind);
            return !session || is_in_session(*session, id, kind);
        },
        [session](const ImageHash& hash) {
            return !session ||
                   std::any_of(session->images.begin(), session->images.end(),
                               [&hash](const Shared<Image>& image) { return image->hash == hash; });
        },
    };
}

void forget(Journey& journey, std::unordered_set<std::uint64_t> gone) {
    const auto is_gone = [&gone](Id id) { return id != Id::none && gone.contains(number(id)); };
    std::erase_if(journey.moments, [&](const Shared<MagicMoment>& moment) {
        const bool goes = is_gone(moment->stage) || is_gone(moment->curve) || is_gone(moment->note);
        if (goes) gone.insert(number(moment->id));
        return goes;
    });
    std::erase_if(journey.connectors, [&](const Shared<Connector>& connector) {
        return is_gone(connector->from) || is_gone(connector->to);
    });
    for (Shared<Action>& action : journey.actions) {
        if (!is_gone(action->about)) continue;
        Action changed = *action;
        changed.about = Id::none;
        action = std::move(changed);
    }
    update_notes_where(
        journey.notes, [&](const Note& note) { return is_gone(note.touchpoint); },
        [](Note& note) { note.touchpoint = Id::none; });
}

} // namespace waymark
