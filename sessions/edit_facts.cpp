#include "sessions/edit_subject.hpp"

/// Edits of what a journey says without a place on the board.
namespace waymark {

void change(Subject& subject, const SetJourneyFacts& edit) {
    Journey facts; // only what the edit names, so that nothing else of the journey is copied
    facts.id = subject.journey.id;
    facts.title = edit.title, facts.scenario = edit.scenario, facts.goal = edit.goal,
    facts.purpose = edit.purpose;
    facts.state = edit.state, facts.pair = edit.pair, facts.personas = edit.personas, facts.tags = edit.tags;
    clean_texts(facts);
    bring_into_range(facts);
    keep_known(facts, known_to(subject));
    Journey& journey = subject.journey;
    journey.title = std::move(facts.title), journey.scenario = std::move(facts.scenario);
    journey.goal = std::move(facts.goal), journey.purpose = std::move(facts.purpose);
    journey.state = facts.state, journey.pair = facts.pair;
    journey.personas = std::move(facts.personas), journey.tags = std::move(facts.tags);
}

void change(Subject& subject, const PutTouchpoint& edit) {
    put(subject, subject.journey.touchpoints, edit.touchpoint);
}
void change(Subject& subject, const PutAction& edit) { put(subject, subject.journey.actions, edit.action); }
void change(Subject& subject, const PutMetric& edit) { put(subject, subject.journey.metrics, edit.metric); }

} // namespace waymark
