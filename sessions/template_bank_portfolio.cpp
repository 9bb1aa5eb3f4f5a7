#include "sessions/template_list.hpp"
#include "sessions/template_sketch.hpp"

/// Sample workshop 4: a bank keeps three journeys with shared touchpoints.
namespace waymark {

namespace {

using enum LaneKind;
using enum EvidenceState;

struct People {
    Id student, traveller, family;
};

People customers(SessionSketch& sketch) {
    Persona student;
    student.name = "Mei, first job";
    student.description = "22, moves to a new city, opens her first account of her own.";
    student.traits = {"does everything on the phone", "reads the fine print when money is involved"};
    student.likes = {"done in one sitting", "a chat at ten in the evening"};
    student.dislikes = {"branch hours", "letters with codes"};
    student.tier = ValueTier::middle;
    student.segment = "Young adults";
    student.entry = "On the phone, the evening before the first salary";

    Persona traveller;
    traveller.name = "Jorge, often abroad";
    traveller.description = "41, sells machines in six countries. His card is his office.";
    traveller.traits = {"always between two flights", "wants it solved, not explained"};
    traveller.likes = {"one tap and it is blocked", "a person who answers at night"};
    traveller.dislikes = {"security questions he cannot answer", "two weeks for a new card"};
    traveller.tier = ValueTier::high;
    traveller.segment = "Business travellers";
    traveller.entry = "At the till, in a foreign country";

    Persona family;
    family.name = "Nina and Tom, first home";
    family.description = "33 and 35, one child. The largest purchase of their lives.";
    family.traits = {"careful", "ask parents and friends", "compare three banks"};
    family.likes = {"one adviser from start to end", "knowing what comes next"};
    family.dislikes = {"handing in the same paper twice", "silence"};
    family.tier = ValueTier::high;
    family.segment = "Families";
    family.entry = "After the first visit to a flat they like";
    return {sketch.add(student), sketch.add(traveller), sketch.add(family)};
}

void team(SessionSketch& sketch) {
    sketch.session.sponsor = "Head of retail banking";
    sketch.session.facilitator = "Head of customer journeys";
    sketch.add(
        Participant{{}, "Amira", "Customer journeys", "Journey manager", "One owner for each journey"});
    sketch.add(Participant{{}, "Felix", "Customer journeys", "Analyst", "Every score rests on data"});
    sketch.add(Participant{{}, "Wen", "Operations", "Optimiser", "Half the hand-overs"});
    sketch.add(Participant{{}, "Sofia", "Digital", "Designer", "Every screen answers the next question"});
}

Stage at(const char* title, Phase phase, const char* leap) {
    Stage stage;
    stage.title = title;
    stage.phase = phase;
    stage.leap = leap;
    stage.tolerance = -4.0f;
    return stage;
}

const std::vector<LaneKind> rows{actions,     touchpoints, thoughts,      emotion,
                                 pain_points, gains,       opportunities, processes};

/// The contacts that all three journeys share carry the same tags everywhere.
void tag_shared_contacts(JourneySketch& journey, const std::string& segment) {
    for (Shared<Touchpoint>& shared : journey.journey.touchpoints) {
        Touchpoint touchpoint = *shared;
        touchpoint.tags = {"segment: " + segment, "channel: " + touchpoint.channel};
        if (touchpoint.channel == "app") touchpoint.content = {"push message"};
        if (touchpoint.name == "Banner in online banking") touchpoint.content = {"banner"};
        shared = std::move(touchpoint);
    }
}

void open_account(SessionSketch& sketch, Id persona) {
    JourneySketch journey{sketch, "Open an account"};
    journey.journey.scenario = "A first job in a new city; the salary needs an account.";
    journey.journey.goal = "An account that works before the first salary";
    journey.journey.purpose = "Four of ten applications are not finished.";
    journey.journey.personas = {persona};
    journey.journey.tags = {"segment: young adults", "channel: app", "moment: new start"};
    journey.lanes(rows);
    journey.stage(at("Look around", Phase::before, "A friend's recommendation"),
                  {
                      {actions, "Asks friends, compares three banks", observed},
                      {touchpoints, "Banner in online banking", measured, "web"},
                      {touchpoints, "Friends", hearsay, "word of mouth"},
                      {thoughts, "Which one will not cost me anything?", confirmed},
                      {gains, "Fees on one page", observed},
                      {processes, "Campaign planning"},
                  });
    const Id identify =
        journey.stage(at("Apply and identify", Phase::during, "Identity confirmed"),
                      {
                          {actions, "Fills in the form on the phone", measured},
                          {actions, "Video identification fails twice", measured},
                          {touchpoints, "Application in the app", measured, "app"},
                          {touchpoints, "Video identification", measured, "video"},
                          {thoughts, "The light is too dark? It is nine in the evening.", confirmed},
                          {pain_points, "Starts again from zero after a failed video", measured},
                          {opportunities, "Keep what is filled in; offer the branch as another way"},
                          {processes, "Identification by a partner firm"},
                      });
    journey.stage(at("Account opened", Phase::during, "Card in the letter box"),
                  {
                      {actions, "Sees the new account number at once", measured},
                      {touchpoints, "App push message", measured, "app"},
                      {touchpoints, "Text message with code", measured, "text message"},
                      {thoughts, "That was quick in the end.", confirmed},
                      {gains, "Account number within minutes", measured},
                      {opportunities, "Send the number to the employer with one tap"},
                      {processes, "Account opening, automatic"},
                  });
    const Id salary = journey.stage(at("First salary", Phase::after, "The account becomes the main one"),
                                    {
                                        {actions, "Gets a message: your salary is here", measured},
                                        {actions, "Sets up rent and savings", observed},
                                        {touchpoints, "App push message", measured, "app"},
                                        {touchpoints, "Branch", hearsay, "branch"},
                                        {thoughts, "My first own money.", confirmed},
                                        {gains, "Told the minute it arrives", confirmed},
                                        {opportunities, "Offer a savings pot at this moment"},
                                        {processes, "Payments"},
                                    });
    const Id curve =
        journey.curve(CurveKind::emotion, persona, {1, -3, 3, 4}, {observed, measured, measured, confirmed});
    journey.moment(identify, curve, "Identified at the first try", "Video identification by a partner",
                   "Wen, optimiser", "Every second dropped application drops here");
    const Id first =
        journey.moment(salary, curve, "The first salary arrives", "Payments and push messages",
                       "Amira, journey manager", "The day on which an account becomes the main account");
    journey.add(Action{{},
                       "A savings pot with one tap on the first salary",
                       "Sofia, designer",
                       "Starts saving without effort",
                       Horizon::short_term,
                       2,
                       4,
                       ActionStatus::agreed,
                       first});
    journey.add(Metric{{}, "Applications finished", "%", "Amira, journey manager", 61.0, 80.0, "2027-06-30"});
    journey.add(Metric{
        {}, "Used as main account after three months", "%", "Felix, analyst", 44.0, 60.0, "2027-12-31"});
    tag_shared_contacts(journey, "young adults");
    journey.finish();
}

void lost_card(SessionSketch& sketch, Id persona) {
    JourneySketch journey{sketch, "Lost card"};
    journey.journey.scenario = "The card is gone, abroad, before dinner with a customer.";
    journey.journey.goal = "Money safe at once, able to pay tonight";
    journey.journey.purpose = "The moment in which a bank is tested.";
    journey.journey.personas = {persona};
    journey.journey.tags = {"segment: business travellers", "channel: phone", "moment: emergency"};
    journey.lanes(rows);
    journey.stage(at("Notices the loss", Phase::before, "Fear of misuse"),
                  {
                      {actions, "Searches bag and jacket; the card is gone", observed},
                      {touchpoints, "Till in a shop abroad", observed, "store"},
                      {thoughts, "Who is paying with it right now?", confirmed},
                      {pain_points, "Does not know the emergency number", measured},
                      {opportunities, "The number in the app, readable without a network"},
                      {processes, "Fraud watch"},
                  });
    const Id block =
        journey.stage(at("Blocks it", Phase::during, "“Your card is blocked.”"),
                      {
                          {actions, "Opens the app and blocks the card", measured},
                          {actions, "Calls as well, to be sure", observed},
                          {touchpoints, "Block in the app", measured, "app"},
                          {touchpoints, "Emergency line", measured, "phone"},
                          {touchpoints, "Text message with confirmation", measured, "text message"},
                          {thoughts, "Blocked. I can breathe.", confirmed},
                          {gains, "Blocked in ten seconds", measured},
                          {opportunities, "Pause the card while he is still looking"},
                          {processes, "Card operations, day and night"},
                      });
    journey.stage(at("Without a card", Phase::during, "A way to pay tonight"),
                  {
                      {actions, "Borrows money from a colleague", observed},
                      {touchpoints, "Branch", observed, "branch"},
                      {thoughts, "How do I pay for the hotel?", confirmed},
                      {pain_points, "Nine days until the new card comes", measured},
                      {opportunities, "A card in the phone at once, plastic later"},
                      {processes, "Card production, twice a week"},
                  });
    const Id fresh = journey.stage(at("New card", Phase::after, "Pays again"),
                                   {
                                       {actions, "The new card comes by courier", measured},
                                       {actions, "Subscriptions have moved to it by themselves", measured},
                                       {touchpoints, "App push message", measured, "app"},
                                       {touchpoints, "Parcel with the card", measured, "courier"},
                                       {thoughts, "They even thought of my subscriptions.", confirmed},
                                       {gains, "Nothing to set up again", confirmed},
                                       {processes, "Card token service"},
                                   });
    const Id curve = journey.curve(CurveKind::emotion, persona, {-4, 1, -2, 3},
                                   {confirmed, measured, observed, confirmed});
    journey.moment(block, curve, "“Your card is blocked”", "Card operations, day and night", "Wen, optimiser",
                   "Ten seconds decide whether he stays a customer");
    const Id same =
        journey.moment(fresh, curve, "Nothing to set up again", "Card token service",
                       "Amira, journey manager", "A surprise that is told to others; say it in the message");
    journey.add(Action{{},
                       "A card in the phone at once",
                       "Sofia, designer",
                       "Can pay the same evening",
                       Horizon::long_term,
                       4,
                       5,
                       ActionStatus::proposed,
                       same});
    journey.add(Metric{
        {}, "Seconds from opening the app to blocked", "s", "Wen, optimiser", 48.0, 10.0, "2027-03-31"});
    journey.add(Metric{{}, "Days without a card", "d", "Amira, journey manager", 9.0, 0.0, "2027-12-31"});
    tag_shared_contacts(journey, "business travellers");
    journey.finish();
}

void mortgage(SessionSketch& sketch, Id persona) {
    JourneySketch journey{sketch, "First mortgage"};
    journey.journey.scenario = "They have found a flat; another family is interested too.";
    journey.journey.goal = "A binding yes within a week, at a rate they can carry";
    journey.journey.purpose = "Customers who buy a home stay for twenty years.";
    journey.journey.personas = {persona};
    journey.journey.tags = {"segment: families", "channel: branch", "moment: first home"};
    journey.lanes(rows);
    journey.stage(at("Dream and reckon", Phase::before, "A figure they trust"),
                  {
                      {actions, "Reckon at the kitchen table what they can carry", observed},
                      {touchpoints, "Mortgage calculator", measured, "web"},
                      {touchpoints, "Banner in online banking", measured, "web"},
                      {thoughts, "Can we do this at all?", confirmed},
                      {gains, "A first figure in two minutes", measured},
                      {opportunities, "Save the figure and take it to the adviser"},
                      {processes, "Rates, set daily"},
                  });
    journey.stage(at("Talk to an adviser", Phase::during, "An adviser who takes care of it"),
                  {
                      {actions, "Meet the adviser for an hour", observed},
                      {touchpoints, "Branch", observed, "branch"},
                      {touchpoints, "Text message with the date", measured, "text message"},
                      {thoughts, "She explained it so that we both understood.", confirmed},
                      {gains, "One adviser from start to end", confirmed},
                      {processes, "Diary of the advisers"},
                  });
    const Id papers = journey.stage(at("Papers", Phase::during, "The last paper is in"),
                                    {
                                        {actions, "Collect nineteen papers", measured},
                                        {actions, "Hand in the salary slips a second time", confirmed},
                                        {touchpoints, "Upload in the app", measured, "app"},
                                        {touchpoints, "Letter asking for more", measured, "letter"},
                                        {thoughts, "They have our salary on their own screen!", confirmed},
                                        {pain_points, "The same paper twice", confirmed},
                                        {pain_points, "Three weeks of silence", measured},
                                        {opportunities, "Use what the bank knows; show what is missing"},
                                        {processes, "Credit file passes five desks"},
                                    });
    const Id yes = journey.stage(at("The yes", Phase::during, "Signature"),
                                 {
                                     {actions, "Hear it from the adviser herself, by phone", observed},
                                     {touchpoints, "Call from the adviser", observed, "phone"},
                                     {touchpoints, "App push message", measured, "app"},
                                     {thoughts, "We have a home!", confirmed},
                                     {gains, "Told in person, before the letter", confirmed},
                                     {processes, "Credit decision"},
                                 });
    journey.stage(at("Move in", Phase::after, "The first year"),
                  {
                      {actions, "Get the keys; the bank sends bread and salt", observed},
                      {touchpoints, "Parcel from the adviser", observed, "courier"},
                      {touchpoints, "Branch", hearsay, "branch"},
                      {thoughts, "She remembered the day.", confirmed},
                      {gains, "A small gift on the right day", confirmed},
                      {opportunities, "A talk after a year: does it still fit?"},
                      {processes, "Customer care"},
                  });
    const Id curve = journey.curve(CurveKind::emotion, persona, {1, 2, -4, 5, 4},
                                   {observed, observed, measured, confirmed, confirmed});
    journey.moment(yes, curve, "The adviser calls with the yes", "Credit decision, then the adviser's call",
                   "Amira, journey manager",
                   "The highest moment of twenty years: always by voice, never by letter");
    const Id twice = journey.moment(papers, curve, "The same paper twice", "Credit file passes five desks",
                                    "Wen, optimiser", "Eleven of nineteen papers are in the bank already");
    journey.add(Action{{},
                       "Ask only for papers the bank does not have",
                       "Wen, optimiser",
                       "Feels known",
                       Horizon::short_term,
                       3,
                       5,
                       ActionStatus::under_way,
                       twice});
    journey.add(
        Metric{{}, "Days from application to decision", "d", "Wen, optimiser", 24.0, 7.0, "2027-12-31"});
    journey.add(Metric{{}, "Papers asked for", "", "Felix, analyst", 19.0, 8.0, "2027-06-30"});
    tag_shared_contacts(journey, "families");
    journey.finish();
}

} // namespace

Session bank_portfolio(const SessionId& id) {
    SessionSketch sketch{id, "A bank's journey portfolio"};
    const People people = customers(sketch);
    team(sketch);
    sketch.add(GlossaryTerm{
        {}, "Moment", "Customer journeys", "An event in the customer's life, not in the bank's calendar"});
    sketch.add(GlossaryTerm{
        {}, "Banner", "Digital", "A message inside online banking; never more than one at a time"});
    sketch.add(
        Evidence{{}, EvidenceSource::crm, "Application funnel, first half-year", "", "2026-06-30", 21500});
    sketch.add(Evidence{{},
                        EvidenceSource::survey,
                        "Survey after the credit decision",
                        "We would have paid more for less silence.",
                        "2026-08-15",
                        310});
    open_account(sketch, people.student);
    lost_card(sketch, people.traveller);
    mortgage(sketch, people.family);
    return sketch.session;
}

} // namespace waymark
