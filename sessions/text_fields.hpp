#pragma once
#include "sessions/clean_text.hpp"
#include "sessions/journey.hpp"

#include <concepts>
#include <type_traits>

/// Every text of every thing, once: edits clean them, `flaws` checks them. `visit(text, limit)` gets a
/// std::string& of a changeable thing and a const std::string& of a constant one; a limit of
/// `title_text_limit` means one line.
namespace waymark {

template <class Thing, class Model>
concept Like = std::same_as<std::remove_const_t<Thing>, Model>;

template <class Texts, class Visit> void each_line(Texts& texts, Visit& visit) {
    for (auto& text : texts) visit(text, title_text_limit);
}

template <Like<Stage> T, class Visit> void each_text(T& stage, Visit visit) {
    visit(stage.title, title_text_limit);
    visit(stage.tolerance_reason, title_text_limit);
    visit(stage.leap, title_text_limit);
    for (auto& branch : stage.branches) visit(branch.reason, title_text_limit);
}

template <Like<Lane> T, class Visit> void each_text(T& lane, Visit visit) {
    visit(lane.title, title_text_limit);
}

template <Like<Note> T, class Visit> void each_text(T& note, Visit visit) {
    visit(note.text, note_text_limit);
    each_line(note.tags, visit);
}

template <Like<Touchpoint> T, class Visit> void each_text(T& touchpoint, Visit visit) {
    for (auto* text : {&touchpoint.name, &touchpoint.channel, &touchpoint.standard, &touchpoint.trigger,
                       &touchpoint.next_action})
        visit(*text, title_text_limit);
    visit(touchpoint.information_needed, note_text_limit);
    visit(touchpoint.information_given, note_text_limit);
    for (auto* texts :
         {&touchpoint.front_departments, &touchpoint.back_departments, &touchpoint.content, &touchpoint.tags})
        each_line(*texts, visit);
}

template <Like<Curve> T, class Visit> void each_text(T&, Visit) {}

template <Like<MagicMoment> T, class Visit> void each_text(T& moment, Visit visit) {
    visit(moment.title, title_text_limit);
    visit(moment.owner, title_text_limit);
    visit(moment.process, note_text_limit);
    visit(moment.potential, note_text_limit);
}

template <Like<Picture> T, class Visit> void each_text(T& picture, Visit visit) {
    visit(picture.description, note_text_limit);
}
template <Like<Connector> T, class Visit> void each_text(T& connector, Visit visit) {
    visit(connector.text, note_text_limit);
}
template <Like<Ink> T, class Visit> void each_text(T&, Visit) {}

template <Like<Action> T, class Visit> void each_text(T& action, Visit visit) {
    visit(action.title, title_text_limit);
    visit(action.owner, title_text_limit);
    visit(action.effect, note_text_limit);
}

template <Like<Metric> T, class Visit> void each_text(T& metric, Visit visit) {
    for (auto* text : {&metric.name, &metric.unit, &metric.responsible, &metric.review_date})
        visit(*text, title_text_limit);
}

/// The journey's own texts, not those of what it holds.
template <Like<Journey> T, class Visit> void each_text(T& journey, Visit visit) {
    visit(journey.title, title_text_limit);
    for (auto* text : {&journey.scenario, &journey.goal, &journey.purpose}) visit(*text, note_text_limit);
    each_line(journey.tags, visit);
}

template <Like<Persona> T, class Visit> void each_text(T& persona, Visit visit) {
    for (auto* text : {&persona.name, &persona.segment, &persona.entry}) visit(*text, title_text_limit);
    visit(persona.description, note_text_limit);
    for (auto* texts : {&persona.traits, &persona.likes, &persona.dislikes, &persona.indifferent_to})
        each_line(*texts, visit);
}

template <Like<Participant> T, class Visit> void each_text(T& participant, Visit visit) {
    for (auto* text : {&participant.name, &participant.department, &participant.role})
        visit(*text, title_text_limit);
    visit(participant.goal, note_text_limit);
}

template <Like<GlossaryTerm> T, class Visit> void each_text(T& term, Visit visit) {
    visit(term.word, title_text_limit);
    visit(term.department, title_text_limit);
    visit(term.meaning, note_text_limit);
}

template <Like<Evidence> T, class Visit> void each_text(T& evidence, Visit visit) {
    visit(evidence.title, title_text_limit);
    visit(evidence.date, title_text_limit);
    visit(evidence.quote, note_text_limit);
}

/// The session's own texts, not those of what it holds.
template <Like<Session> T, class Visit> void each_text(T& session, Visit visit) {
    for (auto* text : {&session.title, &session.language, &session.sponsor, &session.facilitator})
        visit(*text, title_text_limit);
}

} // namespace waymark
