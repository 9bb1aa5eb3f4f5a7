#include "sessions/template_list.hpp"
#include "sessions/template_sketch.hpp"

/// Sample workshop 5: a firm buys a packing machine; four roles on each step, and personal contact decides.
namespace waymark {

namespace {

using enum LaneKind;
using enum EvidenceState;

/// The buying centre: who sees each step differently.
struct Roles {
    Id user, buyer, manager, finance;
};

Persona member(const char* name, const char* description, BuyingRole role, std::vector<std::string> likes,
               std::vector<std::string> dislikes) {
    Persona persona;
    persona.name = name;
    persona.description = description;
    persona.role = role;
    persona.likes = std::move(likes);
    persona.dislikes = std::move(dislikes);
    persona.tier = ValueTier::high;
    persona.segment = "Food makers with 100–500 people";
    return persona;
}

Roles buying_centre_of(SessionSketch& sketch) {
    return {
        sketch.add(member("Marek, line operator (user)", "Works with the machine eight hours a day.",
                          BuyingRole::user, {"quick change of format", "to be asked"},
                          {"cleaning by hand", "decisions from above"})),
        sketch.add(member("Ulla, purchasing (buyer)", "Compares offers and keeps the file.",
                          BuyingRole::buyer, {"comparable offers", "one contact"},
                          {"extras that appear later"})),
        sketch.add(member("Dr Brandt, plant manager", "Answers for output; decides.", BuyingRole::decider,
                          {"seeing it run elsewhere", "a word that is kept"}, {"slides"})),
        sketch.add(member("Ms Okafor, finance", "Releases the money.", BuyingRole::payer,
                          {"cost over ten years", "a fixed date"}, {"surprises in the contract"})),
    };
}

void people(SessionSketch& sketch) {
    sketch.session.sponsor = "Managing director";
    sketch.session.facilitator = "Head of sales excellence";
    sketch.add(Participant{{}, "Nadia", "Marketing", "Content manager", "Know which page helped"});
    sketch.add(Participant{{}, "Oskar", "Sales", "Key account manager", "Reach all four roles"});
    sketch.add(Participant{{}, "Ben", "Support", "Team lead", "No promise that service cannot keep"});
}

void words(SessionSketch& sketch) {
    sketch.add(GlossaryTerm{{}, "Customer", "Marketing", "A lead: somebody who left an address"});
    sketch.add(GlossaryTerm{{}, "Customer", "Sales", "An opportunity: a firm with a budget and a date"});
    sketch.add(GlossaryTerm{{}, "Customer", "Support", "A service level: a machine with a contract"});
    sketch.add(GlossaryTerm{{},
                            "Buying centre",
                            "Sales",
                            "Everybody who has a say in the purchase: user, buyer, manager, finance"});
}

Stage at(const char* title, Phase phase, const char* leap) {
    Stage stage;
    stage.title = title;
    stage.phase = phase;
    stage.leap = leap;
    stage.tolerance = -4.0f;
    return stage;
}

void choosing(JourneySketch& journey, const Roles& who) {
    journey.stage(at("Need", Phase::before, "The plant manager asks for a proposal"),
                  {
                      {actions, "Counts stops on the old line", measured, "", who.user},
                      {actions, "Asks for a new machine in next year's budget", observed, "", who.manager},
                      {touchpoints, "Trade fair", observed, "in person"},
                      {thoughts, "I tape the old one together every week.", confirmed, "", who.user},
                      {thoughts, "Nobody has told purchasing yet.", hearsay, "", who.buyer},
                      {needs, "Less cleaning, quick change of format", confirmed, "", who.user},
                      {needs, "A case that finance believes", hearsay, "", who.finance},
                      {pain_points, "Users are asked last", confirmed, "", who.user},
                      {opportunities, "A worksheet: what does an hour of standstill cost?"},
                  });
    journey.stage(at("Research", Phase::before, "A name recommended by a colleague"),
                  {
                      {actions, "Watches videos of machines at work", measured, "", who.user},
                      {actions, "Makes a list of six suppliers", observed, "", who.buyer},
                      {touchpoints, "Web site and videos", measured, "web"},
                      {touchpoints, "Colleague at another plant", hearsay, "word of mouth"},
                      {thoughts, "Who has this running near here?", confirmed, "", who.manager},
                      {thoughts, "Show me a figure, not a film.", assumption, "", who.finance},
                      {pain_points, "Data sheets cannot be compared", observed, "", who.buyer},
                      {opportunities, "One comparable sheet, and references by distance"},
                  });
    journey.stage(
        at("Visit and demo", Phase::during, "The operator has run it himself"),
        {
            {actions, "Runs the machine with his own product", observed, "", who.user},
            {actions, "Talks to the plant that has one", observed, "", who.manager},
            {touchpoints, "Visit to a reference plant", confirmed, "in person"},
            {touchpoints, "Sales engineer", confirmed, "in person"},
            {thoughts, "He listened, and he knows our product.", confirmed, "", who.manager},
            {thoughts, "Format changed in four minutes!", confirmed, "", who.user},
            {thoughts, "I hear of the visit afterwards.", hearsay, "", who.buyer},
            {thoughts, "Another trip?", hearsay, "", who.finance},
            {gains, "Personal contact decides: one engineer for all four", confirmed, "", who.manager},
            {opportunities, "Invite finance to the visit as well"},
        });
}

void deciding(JourneySketch& journey, const Roles& who) {
    journey.stage(
        at("Offer", Phase::during, "Offers side by side"),
        {
            {actions, "Compares three offers line by line", observed, "", who.buyer},
            {actions, "Reckons the cost over ten years", observed, "", who.finance},
            {touchpoints, "Offer", observed, "e-mail"},
            {touchpoints, "Call with the key account manager", hearsay, "phone"},
            {thoughts, "Which of these are extras?", confirmed, "", who.buyer},
            {thoughts, "Is the quick change still in it?", hearsay, "", who.user},
            {thoughts, "The cheapest is not the one we saw.", observed, "", who.manager},
            {pain_points, "Training and transport are missing in the price", observed, "", who.finance},
            {opportunities, "A page for each role at the front of the offer"},
        });
    Stage release = at("Negotiate and release", Phase::during, "Signature of finance");
    release.branches = {{StageExit::leave, Id::none, "Budget moved to next year"}};
    journey.stage(
        std::move(release),
        {
            {actions, "Negotiates terms for six weeks", measured, "", who.buyer},
            {actions, "Asks for a payment plan", observed, "", who.finance},
            {actions, "Calls the sales engineer to calm things down", hearsay, "", who.manager},
            {touchpoints, "Negotiation", observed, "in person"},
            {touchpoints, "Contract", observed, "e-mail"},
            {thoughts, "Nobody told me what is agreed.", hearsay, "", who.user},
            {pain_points, "Three contacts at the supplier, three answers", confirmed, "", who.buyer},
            {opportunities, "The sales engineer stays in until the start"},
        });
}

void living(JourneySketch& journey, const Roles& who) {
    journey.stage(at("Delivery and training", Phase::after, "The first good shift"),
                  {
                      {actions, "Learns on his own line for two days", observed, "", who.user},
                      {actions, "Accepts the machine", observed, "", who.manager},
                      {touchpoints, "Installation team", confirmed, "in person"},
                      {touchpoints, "Training at the line", confirmed, "in person"},
                      {thoughts, "I could stop taping.", confirmed, "", who.user},
                      {thoughts, "As ordered; the file can be closed.", assumption, "", who.buyer},
                      {gains, "Ran on the promised day", measured, "", who.manager},
                      {pain_points, "The invoice came before the acceptance", measured, "", who.finance},
                  });
    journey.stage(at("Run and buy again", Phase::after, "The next line is planned"),
                  {
                      {actions, "Calls the engineer he knows", observed, "", who.user},
                      {actions, "Plans the second line with the same supplier", hearsay, "", who.manager},
                      {touchpoints, "Service hotline", measured, "phone"},
                      {touchpoints, "Yearly review", observed, "in person"},
                      {thoughts, "Output is up by a fifth.", measured, "", who.manager},
                      {thoughts, "Next time I know whom to call.", hearsay, "", who.buyer},
                      {gains, "Cost as reckoned", measured, "", who.finance},
                      {opportunities, "A yearly review with all four roles"},
                  });
}

void what_follows(JourneySketch& journey, Id managers_curve, Id buyers_curve) {
    const auto stage = [&journey](std::size_t index) { return journey.journey.stages[index]->id; };
    const Id visit = journey.moment(
        stage(2), managers_curve, "“He knows our product”", "Visits to reference plants, planned by sales",
        "Head of sales engineering", "Personal contact decides: four of five visits end in an order");
    const Id answers = journey.moment(stage(4), buyers_curve, "Three contacts, three answers",
                                      "Hand-over from sales to order office", "Head of the order office",
                                      "One voice until the start shortens the release by three weeks");
    journey.add(Action{{},
                       "Invite all four roles to the visit",
                       "Key account manager",
                       "Each role sees its own answer",
                       Horizon::short_term,
                       1,
                       5,
                       ActionStatus::agreed,
                       visit});
    journey.add(Action{{},
                       "One voice from offer to start",
                       "Head of the order office",
                       "One answer, one date",
                       Horizon::long_term,
                       4,
                       4,
                       ActionStatus::proposed,
                       answers});
    journey.add(
        Metric{{}, "Visits with all four roles", "%", "Head of sales engineering", 15.0, 70.0, "2027-06-30"});
    journey.add(Metric{
        {}, "Weeks from offer to release", "weeks", "Head of the order office", 11.0, 7.0, "2027-12-31"});
    journey.parked("Who in the firm can say no, and have we ever met them?");
}

} // namespace

Session buying_centre(const SessionId& id) {
    SessionSketch sketch{id, "Purchase with a buying centre"};
    const Roles who = buying_centre_of(sketch);
    people(sketch);
    words(sketch);
    const Id losses = sketch.add(Evidence{{},
                                          EvidenceSource::case_analysis,
                                          "Eight orders won, seven lost, last year",
                                          "Where we had met the operator, we won.",
                                          "2026-07-01",
                                          15});

    JourneySketch journey{sketch, "A firm buys a packing machine"};
    journey.journey.scenario = "The old packing line stops more often every month.";
    journey.journey.goal = "A line that runs before the season, and that all four can stand behind";
    journey.journey.purpose = "We talk to purchasing; the decision is made elsewhere.";
    journey.journey.personas = {who.user, who.buyer, who.manager, who.finance};
    journey.journey.tags = {"business", "buying centre", "investment"};
    journey.lanes({actions, touchpoints, thoughts, emotion, needs, pain_points, gains, opportunities});
    choosing(journey, who);
    deciding(journey, who);
    living(journey, who);
    journey.curve(CurveKind::emotion, who.user, {-3, 0, 4, 1, -2, 4, 4},
                  {confirmed, observed, confirmed, assumption, hearsay, confirmed, observed});
    const Id buyers =
        journey.curve(CurveKind::emotion, who.buyer, {0, -2, 2, -1, -3, 1, 2},
                      {assumption, observed, observed, confirmed, confirmed, assumption, assumption});
    const Id managers =
        journey.curve(CurveKind::emotion, who.manager, {-2, -1, 5, 2, 0, 3, 4},
                      {observed, hearsay, confirmed, observed, assumption, measured, hearsay});
    journey.curve(CurveKind::emotion, who.finance, {-1, 0, 1, -2, 1, -1, 3},
                  {assumption, assumption, assumption, observed, observed, measured, measured});
    what_follows(journey, managers, buyers);
    journey.cite("Personal contact decides: one engineer for all four", losses);
    journey.finish();
    return sketch.session;
}

} // namespace waymark
