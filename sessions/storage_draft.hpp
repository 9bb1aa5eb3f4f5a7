#pragma once
#include "sessions/journey.hpp"

#include <string>
#include <vector>

/// A session while it is being read: plain values that can still be mended, before they become shared and
/// immutable.
namespace waymark {

struct JourneyDraft {
    Journey facts; ///< with empty lists
    std::vector<Stage> stages;
    std::vector<Lane> lanes;
    std::vector<Note> notes;
    std::vector<Touchpoint> touchpoints;
    std::vector<Curve> curves;
    std::vector<MagicMoment> moments;
    std::vector<Picture> pictures;
    std::vector<Connector> connectors;
    std::vector<Ink> ink;
    std::vector<Action> actions;
    std::vector<Metric> metrics;
};

struct SessionDraft {
    Session facts; ///< with empty lists
    std::vector<JourneyDraft> journeys;
    std::vector<Persona> personas;
    std::vector<Participant> participants;
    std::vector<GlossaryTerm> glossary;
    std::vector<Evidence> evidence;
    std::vector<Image> images;
    std::vector<KeptBytes> tails;   ///< unread ends of known records
    std::vector<KeptBytes> unknown; ///< whole records of unknown types
};

/// Calls `visit` with each list of a Session or SessionDraft, but not with the journeys.
template <class AnySession, class Visit> void for_each_list_of_session(AnySession& session, Visit visit) {
    visit(session.personas), visit(session.participants), visit(session.glossary), visit(session.evidence);
    visit(session.images);
}

/// Calls `visit` with each list of a Journey or JourneyDraft, in the order of the file.
template <class AnyJourney, class Visit> void for_each_list_of_journey(AnyJourney& journey, Visit visit) {
    visit(journey.stages), visit(journey.lanes), visit(journey.notes), visit(journey.touchpoints);
    visit(journey.curves), visit(journey.moments), visit(journey.pictures), visit(journey.connectors);
    visit(journey.ink), visit(journey.actions), visit(journey.metrics);
}

/// The same for two at a time: `visit(list of a, list of b)`.
template <class A, class B, class Visit> void for_each_pair_of_lists_of_session(A& a, B& b, Visit visit) {
    visit(a.personas, b.personas), visit(a.participants, b.participants), visit(a.glossary, b.glossary);
    visit(a.evidence, b.evidence), visit(a.images, b.images);
}
template <class A, class B, class Visit> void for_each_pair_of_lists_of_journey(A& a, B& b, Visit visit) {
    visit(a.stages, b.stages), visit(a.lanes, b.lanes), visit(a.notes, b.notes);
    visit(a.touchpoints, b.touchpoints), visit(a.curves, b.curves), visit(a.moments, b.moments);
    visit(a.pictures, b.pictures), visit(a.connectors, b.connectors), visit(a.ink, b.ink);
    visit(a.actions, b.actions), visit(a.metrics, b.metrics);
}

/// What had to be changed to make a draft sound: how often each kind of thing happened.
struct Mendings {
    std::size_t values = 0; ///< things with a value that this version does not know or that was out of range
    std::size_t texts = 0;  ///< things with a text that was not clean, or too long
    std::size_t ids = 0;    ///< things that got a new id
    std::size_t references =
        0;                  ///< things with a reference that led nowhere and was cleared (notes are parked)
    std::size_t things = 0; ///< left out, because what they belong to is missing, or empty
    bool next_id_was_wrong = false;
};

/// Makes the draft sound, so that `flaws()` of what is built from it is empty.
void mend(SessionDraft& draft, Mendings& mendings);

/// One sentence for each kind of mending that happened.
std::vector<std::string> sentences(const Mendings& mendings);

/// "1 note", "3 notes".
std::string counted(std::size_t count, const char* one, const char* many);

Session built(SessionDraft&& draft);

/// The other way round: the session's values, to be changed.
SessionDraft draft_of(const Session& session);

} // namespace waymark
