#include "sessions/analysis.hpp"
#include "sessions/edit.hpp"
#include "sessions/flaws.hpp"
#include "sessions/templates.hpp"

#include <gtest/gtest.h>

#include <set>

namespace waymark {

namespace {

Session made(std::string_view name) { return *session_from_template(name, SessionId{1, 2, 3}); }

std::string stage_title(const Journey& journey, const std::optional<Mark>& mark) {
    return mark ? find_stage(journey, mark->place.stage)->title : "";
}

TEST(templates, all_seven_are_sound_and_the_same_for_every_call) {
    std::vector<std::string_view> names;
    for (const TemplateName& name : template_names()) names.push_back(name.name);
    EXPECT_EQ(names, (std::vector<std::string_view>{"blank", "five-stages", "winter-jacket", "spare-parts",
                                                    "machine-repair", "bank-portfolio", "buying-centre"}));
    for (const std::string_view name : names) {
        const Session session = made(name);
        EXPECT_EQ(flaws(session), std::vector<std::string>{}) << name;
        EXPECT_TRUE(session == made(name)) << name;
        EXPECT_EQ(session.id, (SessionId{1, 2, 3}));
        EXPECT_FALSE(session.title.empty());
        EXPECT_FALSE(session.journeys.empty());
    }
    EXPECT_FALSE(session_from_template("no-such", SessionId{}));
    EXPECT_FALSE(session_from_template("", SessionId{}));
}

TEST(templates, the_five_workshops_are_full_of_notes) {
    for (const char* name :
         {"winter-jacket", "spare-parts", "machine-repair", "bank-portfolio", "buying-centre"}) {
        const Session session = made(name);
        EXPECT_FALSE(session.personas.empty());
        EXPECT_GE(session.participants.size(), 3u);
        for (const Shared<Journey>& journey : session.journeys) {
            EXPECT_FALSE(journey->goal.empty() || journey->scenario.empty() || journey->purpose.empty());
            EXPECT_FALSE(journey->moments.empty()) << journey->title;
            for (const Shared<MagicMoment>& moment : journey->moments)
                EXPECT_FALSE(moment->process.empty() || moment->owner.empty() || moment->potential.empty());
            const Analysis analysis = analysed(*journey);
            for (const std::uint32_t notes : analysis.notes_per_stage) EXPECT_GE(notes, 4u) << journey->title;
            std::set<Phase> phases;
            for (const Shared<Stage>& stage : journey->stages) phases.insert(stage->phase);
            EXPECT_EQ(phases.size(), 3u) << journey->title;
            for (const Shared<Note>& note : journey->notes) // the curve has the emotion lane for itself
                if (const auto* cell = std::get_if<InCell>(&note->place)) {
                    EXPECT_NE(find_lane(*journey, cell->lane)->kind, LaneKind::emotion);
                }
        }
    }
}

TEST(templates, winter_jacket_gives_the_results_of_the_method) {
    const Session session = made("winter-jacket");
    const Journey& journey = *session.journeys[0];
    ASSERT_EQ(journey.stages.size(), 7u);
    const Analysis analysis = analysed(journey);
    ASSERT_EQ(analysis.curves.size(), 1u);
    const CurveAnalysis& curve = analysis.curves[0];
    EXPECT_EQ(curve.positive_peak->score, 5);
    EXPECT_EQ(stage_title(journey, curve.positive_peak), "Wear");
    EXPECT_EQ(curve.negative_peak->score, -1);
    EXPECT_EQ(curve.end->score, 4);
    EXPECT_EQ(stage_title(journey, curve.end), "Return");
    EXPECT_EQ(curve.remembered, 4.5f);
    EXPECT_TRUE(curve.crossings.empty());
    for (const Shared<Stage>& stage : journey.stages) EXPECT_EQ(stage->tolerance, -3.0f);
    const std::vector<Branch>& loop = journey.stages.back()->branches;
    ASSERT_EQ(loop.size(), 1u);
    EXPECT_EQ(find_stage(journey, loop[0].to)->title, "Search");
}

TEST(templates, spare_parts_gives_the_results_of_the_method) {
    const Session session = made("spare-parts");
    ASSERT_EQ(session.journeys.size(), 2u);
    const Journey& today = *session.journeys[0];
    const CurveAnalysis now = analysed(today).curves.at(0);
    EXPECT_EQ(now.negative_peak->score, -5);
    EXPECT_EQ(now.end->score, 2);
    EXPECT_EQ(now.remembered, -1.5f);
    ASSERT_EQ(now.crossings.size(), 1u);
    EXPECT_EQ(now.crossings[0].lowest.score, -5);
    EXPECT_EQ(now.crossings[0].lowest.place.stage, today.stages[2]->id);
    EXPECT_EQ(today.stages[2]->branches.at(0).exit, StageExit::leave);

    const Journey& tomorrow = *session.journeys[1];
    EXPECT_EQ(tomorrow.state, JourneyState::future);
    EXPECT_EQ(tomorrow.pair, today.id);
    const CurveAnalysis then = analysed(tomorrow).curves.at(0);
    EXPECT_EQ(tomorrow.curves[0]->points[2].score, 2);
    EXPECT_TRUE(then.crossings.empty());
    EXPECT_GT(*then.remembered, *now.remembered);
}

TEST(templates, machine_repair_gives_the_results_of_the_method) {
    const Session session = made("machine-repair");
    const Analysis analysis = analysed(*session.journeys[0]);
    ASSERT_EQ(analysis.curves.size(), 2u);
    const CurveAnalysis &owner = analysis.curves[0], &young = analysis.curves[1];
    EXPECT_EQ(owner.negative_peak->score, -4);
    EXPECT_EQ(owner.positive_peak->score, 4);
    EXPECT_EQ(owner.end->score, 4);
    EXPECT_EQ(owner.remembered, 0.0f); // a tie: the negative peak counts
    EXPECT_EQ(young.negative_peak->score, -5);
    EXPECT_EQ(young.positive_peak->score, 4);
    EXPECT_EQ(young.end->score, 3);
    EXPECT_EQ(young.remembered, -1.0f);
    EXPECT_FALSE(owner.gaps.empty());
    EXPECT_TRUE(young.gaps.empty()); // nobody said what the operator expected
    EXPECT_EQ(session.journeys[0]->metrics.size(), 3u);
    EXPECT_GE(session.journeys[0]->actions.size(), 3u);
}

TEST(templates, the_bank_has_three_journeys_with_shared_contacts_and_a_dashboard_each) {
    const Session session = made("bank-portfolio");
    ASSERT_EQ(session.journeys.size(), 3u);
    std::set<std::string> roles;
    for (const Shared<Participant>& participant : session.participants) roles.insert(participant->role);
    EXPECT_EQ(roles, (std::set<std::string>{"Journey manager", "Analyst", "Optimiser", "Designer"}));
    for (const Shared<Journey>& journey : session.journeys) {
        EXPECT_GE(journey->metrics.size(), 2u);
        EXPECT_EQ(journey->tags.size(), 3u); // segment, channel, moment
        std::set<std::string> channels;
        for (const Shared<Touchpoint>& touchpoint : journey->touchpoints)
            channels.insert(touchpoint->channel);
        for (const char* shared : {"app", "text message", "branch"})
            EXPECT_TRUE(channels.contains(shared)) << journey->title;
    }
}

TEST(templates, the_buying_centre_has_four_views_and_three_meanings_of_customer) {
    const Session session = made("buying-centre");
    const Journey& journey = *session.journeys[0];
    std::set<BuyingRole> roles;
    for (const Shared<Persona>& persona : session.personas) roles.insert(persona->role);
    EXPECT_EQ(roles, (std::set<BuyingRole>{BuyingRole::user, BuyingRole::buyer, BuyingRole::decider,
                                           BuyingRole::payer}));
    EXPECT_EQ(analysed(journey).curves.size(), 4u);
    for (const Shared<Stage>& stage : journey.stages) {
        std::set<Id> views;
        for (const Shared<Note>& note : journey.notes)
            if (const auto* cell = std::get_if<InCell>(&note->place);
                cell && cell->stage == stage->id && note->personas_view != Id::none)
                views.insert(note->personas_view);
        EXPECT_EQ(views.size(), 4u) << stage->title; // user, buyer, manager and finance on each step
    }
    std::set<std::string> departments;
    for (const Shared<GlossaryTerm>& term : session.glossary)
        if (term->word == "Customer") departments.insert(term->department);
    EXPECT_EQ(departments, (std::set<std::string>{"Marketing", "Sales", "Support"}));
}

TEST(templates, a_journey_of_a_template_can_be_added_to_another_session_unchanged) {
    for (const char* name : {"winter-jacket", "buying-centre"}) {
        const Session from = made(name);
        Session to = from; // the same records, no journey
        to.journeys.clear();
        EXPECT_TRUE(edited(to, Id::none, AddJourney{*from.journeys[0]}) == from) << name;
    }
}

TEST(templates, session_ids_are_random_uuids_of_version_four) {
    const SessionId one = new_session_id(), other = new_session_id();
    EXPECT_NE(one, other);
    EXPECT_EQ(one[6] >> 4, 4);
    EXPECT_EQ(one[8] >> 6, 2);
    EXPECT_EQ(text_of(SessionId{0x12, 0x34}), "12340000-0000-0000-0000-000000000000");
}

} // namespace

} // namespace waymark
