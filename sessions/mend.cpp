#include "sessions/edit.hpp"
#include "sessions/flaws.hpp"
#include "sessions/limits.hpp"
#include "sessions/soundness.hpp"

#include <set>

namespace waymark {

namespace {

std::vector<Shared<Image>> sound_images(const Session& session) {
    std::vector<Shared<Image>> kept;
    std::set<ImageHash> hashes;
    for (const Shared<Image>& image : session.images)
        if (is_sound(*image) && hashes.insert(image->hash).second) kept.push_back(image);
    return kept;
}

Edit facts_of(const Journey& journey) {
    return SetJourneyFacts{journey.title, journey.scenario, journey.goal, journey.purpose,
                           journey.state, journey.pair,     journey.personas, journey.tags};
}

} // namespace

// Everything goes once more through the door by which it would have come in, edit by edit.
Session mended(const Session& session) {
    Session result;
    result.id = session.id;
    result.kept = session.kept;
    result.images = sound_images(session);
    const auto carry_out = [&result](Id journey, const Edit& edit) { result = edited(std::move(result), journey, edit); };
    carry_out(Id::none, SetSessionFacts{session.title, session.language, session.sponsor, session.facilitator});
    for (const Shared<Persona>& persona : session.personas) carry_out(Id::none, PutPersona{*persona});
    for (const Shared<Participant>& participant : session.participants) carry_out(Id::none, PutParticipant{*participant});
    for (const Shared<GlossaryTerm>& term : session.glossary) carry_out(Id::none, PutGlossaryTerm{*term});
    for (const Shared<Evidence>& evidence : session.evidence) carry_out(Id::none, PutEvidence{*evidence});
    for (const Shared<Journey>& journey : session.journeys) carry_out(Id::none, AddJourney{*journey});
    // What refers to journeys and their pictures can only be put in now.
    for (const Shared<Journey>& journey : session.journeys) carry_out(journey->id, facts_of(*journey));
    for (const Shared<Persona>& persona : session.personas)
        if (find_persona(result, persona->id)) carry_out(Id::none, PutPersona{*persona});
    result.next_id = std::max(result.next_id, std::min(session.next_id, greatest_id + 1));
    return result;
}

} // namespace waymark
