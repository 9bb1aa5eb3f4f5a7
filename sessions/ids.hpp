#pragma once
#include "sessions/journey.hpp"

namespace waymark {

/// An id as the number it is, to be looked up, counted and printed.
constexpr std::uint64_t number(Id id) { return static_cast<std::uint64_t>(id); }

/// Calls `visit(id, what)` for every thing of the journey and the journey itself; `what` is its kind in
/// words.
template <class Visit> void each_id(const Journey& journey, Visit visit) {
    visit(journey.id, "journey");
    const auto each = [&visit](const auto& things, const char* what) {
        for (const auto& thing : things) visit(thing->id, what);
    };
    each(journey.stages, "stage");
    each(journey.lanes, "lane");
    each(journey.notes, "note");
    each(journey.touchpoints, "touchpoint");
    each(journey.curves, "curve");
    each(journey.moments, "magic moment");
    each(journey.pictures, "picture");
    each(journey.connectors, "connector");
    each(journey.ink, "ink");
    each(journey.actions, "action");
    each(journey.metrics, "metric");
}

/// The same for a session with all its journeys.
template <class Visit> void each_id(const Session& session, Visit visit) {
    for (const Shared<Journey>& journey : session.journeys) each_id(*journey, visit);
    const auto each = [&visit](const auto& things, const char* what) {
        for (const auto& thing : things) visit(thing->id, what);
    };
    each(session.personas, "persona");
    each(session.participants, "participant");
    each(session.glossary, "glossary term");
    each(session.evidence, "evidence");
}

} // namespace waymark
