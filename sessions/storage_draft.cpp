#include "sessions/storage_draft.hpp"

#include "sessions/storage_records.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace waymark {

namespace {

template <class T> void move_into(std::vector<Shared<T>>& to, std::vector<T>& from) {
    to.reserve(from.size());
    for (T& value : from) to.emplace_back(std::move(value));
}

template <class T> void move_into(List<T>& to, std::vector<T>& from) {
    for (T& value : from) to.push_back(std::move(value));
}

Journey built(JourneyDraft& draft) {
    Journey journey = std::move(draft.facts);
    move_into(journey.stages, draft.stages);
    move_into(journey.lanes, draft.lanes);
    move_into(journey.notes, draft.notes);
    move_into(journey.touchpoints, draft.touchpoints);
    move_into(journey.curves, draft.curves);
    move_into(journey.moments, draft.moments);
    move_into(journey.pictures, draft.pictures);
    move_into(journey.connectors, draft.connectors);
    move_into(journey.ink, draft.ink);
    move_into(journey.actions, draft.actions);
    move_into(journey.metrics, draft.metrics);
    return journey;
}

using TailKey = std::pair<std::uint32_t, std::uint64_t>;

std::set<TailKey> keys_of(const SessionDraft& draft) {
    std::set<TailKey> keys{{static_cast<std::uint32_t>(RecordType::session_facts), session_facts_number}};
    const auto add_list = [&](const auto& list) {
        for (const auto& object : list)
            keys.emplace(static_cast<std::uint32_t>(record_type<std::decay_t<decltype(object)>>),
                         number_of(object));
    };
    for_each_list_of_session(draft, add_list);
    for (const JourneyDraft& journey : draft.journeys) {
        keys.emplace(static_cast<std::uint32_t>(RecordType::journey), number_of(journey.facts));
        for_each_list_of_journey(journey, add_list);
    }
    return keys;
}

/// The tails of objects that are really there, one for each, in an order that does not depend on the file's.
std::vector<KeptBytes> sorted_tails(const SessionDraft& draft, std::vector<KeptBytes> tails) {
    if (tails.empty()) return tails;
    const std::set<TailKey> keys = keys_of(draft);
    std::erase_if(tails, [&](const KeptBytes& tail) { return !keys.contains({tail.type, tail.id}); });
    const auto key = [](const KeptBytes& tail) { return TailKey{tail.type, tail.id}; };
    std::stable_sort(tails.begin(), tails.end(),
                     [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto are_doubles = [&](const auto& a, const auto& b) { return key(a) == key(b); };
    tails.erase(std::unique(tails.begin(), tails.end(), are_doubles), tails.end());
    return tails;
}

} // namespace

Session built(SessionDraft&& draft) {
    std::vector<KeptBytes> kept = sorted_tails(draft, std::move(draft.tails));
    kept.insert(kept.end(), std::make_move_iterator(draft.unknown.begin()),
                std::make_move_iterator(draft.unknown.end()));

    Session session = std::move(draft.facts);
    session.kept = std::move(kept);
    for (JourneyDraft& journey : draft.journeys) session.journeys.emplace_back(built(journey));
    move_into(session.personas, draft.personas);
    move_into(session.participants, draft.participants);
    move_into(session.glossary, draft.glossary);
    move_into(session.evidence, draft.evidence);
    move_into(session.images, draft.images);
    return session;
}

SessionDraft draft_of(const Session& session) {
    SessionDraft draft;
    const auto copy = [](const auto& from, auto& to) {
        for (const auto& value : from) to.push_back(*value);
    };
    draft.facts.id = session.id;
    draft.facts.title = session.title;
    draft.facts.language = session.language;
    draft.facts.sponsor = session.sponsor;
    draft.facts.facilitator = session.facilitator;
    draft.facts.next_id = session.next_id;
    for (const KeptBytes& kept : session.kept)
        (find_kind(kept.type) ? draft.tails : draft.unknown).push_back(kept);
    for_each_pair_of_lists_of_session(session, draft, copy);
    for (const Shared<Journey>& journey : session.journeys) {
        JourneyDraft& made = draft.journeys.emplace_back();
        made.facts = *journey;
        for_each_list_of_journey(made.facts, [](auto& list) { list = {}; });
        for_each_pair_of_lists_of_journey(*journey, made, copy);
    }
    return draft;
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::vector<std::string> sentences(const Mendings& mendings) {
    std::vector<std::string> list;
    const auto say = [&](std::size_t count, const char* one, const char* many) {
        if (count > 0) list.push_back(counted(count, one, many));
    };
    say(mendings.values,
        "thing had a value that this Waymark does not know or that was out of range; the usual one stands "
        "there now.",
        "things had values that this Waymark does not know or that were out of range; the usual ones stand "
        "there now.");
    say(mendings.texts,
        "thing had a text with bytes that are no clean text, or too long; they were taken out.",
        "things had texts with bytes that are no clean text, or too long; they were taken out.");
    say(mendings.ids, "thing had no number of its own and got a new one.",
        "things had no numbers of their own and got new ones.");
    say(mendings.references,
        "thing referred to something that is not there; a note without its cell waits in the parking lot.",
        "things referred to something that is not there; notes without their cell wait in the parking lot.");
    say(mendings.things, "thing was left out, because it was empty or what it belongs to is not there.",
        "things were left out, because they were empty or what they belong to is not there.");
    if (mendings.next_id_was_wrong && list.empty())
        list.push_back("The count of things was wrong and was put right.");
    return list;
}

} // namespace waymark
