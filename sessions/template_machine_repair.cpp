#include "sessions/template_list.hpp"
#include "sessions/template_sketch.hpp"

/// Sample workshop 3: a machine breaks down; the site owner and the young operator live it differently.
namespace waymark {

namespace {

using enum LaneKind;
using enum EvidenceState;

Id site_owner(SessionSketch& sketch) {
    Persona owner;
    owner.name = "Karl, site owner";
    owner.description = "58, responsible for the whole site. Calls people he knows.";
    owner.traits = {"calm until it costs money", "trusts voices, not menus"};
    owner.likes = {"one person who takes care of it", "a time he can rely on"};
    owner.dislikes = {"telling the fault twice", "waiting music"};
    owner.indifferent_to = {"apps"};
    owner.tier = ValueTier::high;
    owner.role = BuyingRole::decider;
    owner.segment = "Construction sites with own machines";
    owner.entry = "On site, by phone, when work stands still";
    return sketch.add(owner);
}

Id operator_on_site(SessionSketch& sketch) {
    Persona young;
    young.name = "Lukas, young operator";
    young.description = "24, drives the excavator. Looks everything up online first.";
    young.traits = {"tries it himself", "films the fault", "impatient with phones"};
    young.likes = {"a video that shows it", "fault codes in plain words"};
    young.dislikes = {"PDF manuals", "call centres"};
    young.indifferent_to = {"who pays for it"};
    young.tier = ValueTier::middle;
    young.role = BuyingRole::user;
    young.segment = "Operators under 30";
    young.entry = "In the cab, on the phone's browser, seconds after the stop";
    return sketch.add(young);
}

void people(SessionSketch& sketch) {
    sketch.session.sponsor = "Director of service";
    sketch.session.facilitator = "Quality manager";
    sketch.add(Participant{{}, "Ines", "Call centre", "Team lead", "Fewer calls passed on"});
    sketch.add(Participant{{}, "Robert", "Dispatch", "Dispatcher", "Technician on site in four hours"});
    sketch.add(Participant{{}, "Yusuf", "Field service", "Technician", "Right parts in the van"});
    sketch.add(Participant{{}, "Clara", "Online services", "Editor", "Fault codes people understand"});
}

Stage at(const char* title, Phase phase, const char* leap, const char* reason = "") {
    Stage stage;
    stage.title = title;
    stage.phase = phase;
    stage.leap = leap;
    stage.tolerance = -4.0f;
    stage.tolerance_reason = reason;
    return stage;
}

void trouble(JourneySketch& journey, Id owner, Id young) {
    journey.stage(at("Machine stops", Phase::before, "A fault code on the display",
                     "Technician on site within half a day"),
                  {
                      {actions, "The excavator stops; the crew stands still", observed, "", owner},
                      {actions, "Reads the fault code and takes a photo", observed, "", young},
                      {touchpoints, "Display in the cab", observed, "machine"},
                      {thoughts, "Every hour costs me eleven people.", confirmed, "", owner},
                      {thoughts, "What does E-417 mean?", confirmed, "", young},
                      {pain_points, "A code, but no word of what to do", confirmed, "", young},
                      {opportunities, "Plain words on the display, and whether it may run on"},
                      {processes, "Machine data are stored, nobody looks at them"},
                  });
    journey.stage(at("Looks for a fix online", Phase::before, "Gives up and calls"),
                  {
                      {actions, "Searches site, forum and videos for the code", measured, "", young},
                      {actions, "Asks the crew whether anybody knows it", observed, "", owner},
                      {touchpoints, "Maker's web site", measured, "web"},
                      {touchpoints, "Forum of operators", hearsay, "web"},
                      {thoughts, "Nothing. Not even the manual.", confirmed, "", young},
                      {pain_points, "The site lacks the information", measured, "", young},
                      {pain_points, "Twenty minutes lost", observed, "", owner},
                      {opportunities, "Fault codes with steps and a video, found by search"},
                      {opportunities, "Self-service: try this first, then call with one tap"},
                      {processes, "Manuals are released once a year"},
                  });
    journey.stage(
        at("Call centre", Phase::during, "Somebody takes it on"),
        {
            {actions, "Calls; is passed on and on", measured, "", owner},
            {actions, "Tells the fault four times", confirmed, "", owner},
            {touchpoints, "Service hotline", measured, "phone"},
            {touchpoints, "Waiting line", measured, "phone"},
            {thoughts, "Does anybody here write anything down?", confirmed, "", owner},
            {thoughts, "I said we should not call.", hearsay, "", young},
            {pain_points, "Passed on and on, tells the fault again and again", confirmed, "", owner},
            {opportunities, "One ticket that travels with the caller"},
            {processes, "Three teams, three systems"},
        });
}

void repair(JourneySketch& journey, Id owner, Id young) {
    journey.stage(at("Dispatch and wait", Phase::during, "A van with a name and a time"),
                  {
                      {actions, "Gets the technician's name and arrival time", measured, "", owner},
                      {actions, "Prepares the place for the repair", observed, "", young},
                      {touchpoints, "Message with arrival time", measured, "text message"},
                      {thoughts, "Three hours: better than I thought.", confirmed, "", owner},
                      {gains, "Fast: on site in three hours", measured, "", owner},
                      {opportunities, "Show the van on a map"},
                      {processes, "Dispatch by district"},
                  });
    journey.stage(at("Repair on site", Phase::during, "The engine runs"),
                  {
                      {actions, "Watches and asks; the technician explains", observed, "", young},
                      {actions, "Goes back to the office, trusting him", observed, "", owner},
                      {touchpoints, "Technician", confirmed, "in person"},
                      {touchpoints, "Van with parts", observed, "in person"},
                      {thoughts, "He even looked at the second machine.", confirmed, "", owner},
                      {thoughts, "Now I know what to listen for.", confirmed, "", young},
                      {gains, "Capable, and beyond expectation", confirmed, "", owner},
                      {gains, "Right part in the van", measured, "", young},
                      {opportunities, "Ten minutes more for a second look, every time"},
                      {processes, "Parts in the van by machine age"},
                  });
    journey.stage(at("Hand-over", Phase::after, "The next service date"),
                  {
                      {actions, "Signs on the tablet, gets the report", measured, "", owner},
                      {actions, "Tests the machine together with the technician", observed, "", young},
                      {touchpoints, "Hand-over on site", confirmed, "in person"},
                      {touchpoints, "Repair report", measured, "e-mail"},
                      {thoughts, "Clean, done, and I know what it costs.", confirmed, "", owner},
                      {gains, "Report with pictures the same day", measured, "", owner},
                      {opportunities, "A call after a week: does it still run?"},
                      {processes, "Report from the tablet, invoice next day"},
                  });
}

void what_follows(JourneySketch& journey, Id owners_curve, Id youngs_curve) {
    const auto stage = [&journey](std::size_t index) { return journey.journey.stages[index]->id; };
    const Id online =
        journey.moment(stage(1), youngs_curve, "Nothing to be found online", "Yearly release of manuals",
                       "Head of online services", "One stop in five could be solved without a visit");
    const Id call = journey.moment(stage(2), owners_curve, "Told the fault four times",
                                   "Three teams, three ticket systems", "Head of call centre",
                                   "One ticket saves eleven minutes a call and most of the anger");
    const Id fixed = journey.moment(stage(4), owners_curve, "Better than promised",
                                    "Parts in the van, time for a second look", "Head of field service",
                                    "What people tell each other: make it the rule, not luck");
    journey.add(Action{{},
                       "Remove the negative peak: fault codes and self-service online",
                       "Head of online services",
                       "Finds the fix before calling",
                       Horizon::short_term,
                       3,
                       5,
                       ActionStatus::agreed,
                       online});
    journey.add(Action{{},
                       "One ticket from call to hand-over",
                       "Head of call centre",
                       "Tells the fault once",
                       Horizon::long_term,
                       4,
                       4,
                       ActionStatus::proposed,
                       call});
    journey.add(Action{{},
                       "Put means into the positive peak: on time, and ten minutes beyond it",
                       "Head of field service",
                       "Feels in good hands",
                       Horizon::short_term,
                       2,
                       5,
                       ActionStatus::under_way,
                       fixed});
    journey.add(Action{{},
                       "Perfect the end: a call after a week",
                       "Dispatcher",
                       "Is not forgotten after the invoice",
                       Horizon::short_term,
                       1,
                       3,
                       ActionStatus::agreed,
                       stage(5)});
    journey.add(Metric{{}, "Time to site", "h", "Dispatcher", 5.5, 4.0, "2027-06-30"});
    journey.add(Metric{{}, "Transfers per call", "", "Head of call centre", 2.7, 1.0, "2027-06-30"});
    journey.add(Metric{{}, "Self-service rate", "%", "Head of online services", 4.0, 20.0, "2027-12-31"});
    journey.parked("Would a remote look into the machine's data be allowed?");
    journey.parked("Rent a machine for the waiting time", NoteKind::idea);
}

} // namespace

Session machine_repair(const SessionId& id) {
    SessionSketch sketch{id, "Machine breakdown and repair"};
    const Id owner = site_owner(sketch), young = operator_on_site(sketch);
    people(sketch);
    const Id tickets = sketch.add(Evidence{{},
                                           EvidenceSource::ticket_system,
                                           "Service tickets, third quarter",
                                           "Customer calls a third time, same fault.",
                                           "2026-09-30",
                                           1240});
    const Id talks = sketch.add(Evidence{{},
                                         EvidenceSource::staff_interview,
                                         "Talks with six technicians",
                                         "They are angry before I arrive and friendly when I leave.",
                                         "2026-10-08",
                                         6});

    JourneySketch journey{sketch, "A machine breaks down and is repaired"};
    journey.journey.scenario = "An excavator stops in the middle of a working day.";
    journey.journey.goal = "The machine runs again today";
    journey.journey.purpose = "Repairs are good, yet customers leave. What do they remember?";
    journey.journey.personas = {owner, young};
    journey.journey.tags = {"service", "repair", "field service", "call centre"};
    journey.lanes({actions, touchpoints, thoughts, emotion, pain_points, gains, opportunities, processes});
    trouble(journey, owner, young);
    repair(journey, owner, young);
    const Id owners_curve = journey.curve(CurveKind::emotion, owner, {-3, -1, -4, 2, 4, 4},
                                          {observed, observed, confirmed, measured, confirmed, confirmed});
    const Id youngs_curve = journey.curve(CurveKind::emotion, young, {-3, -5, -3, 1, 4, 3},
                                          {observed, measured, hearsay, observed, confirmed, observed});
    journey.curve(CurveKind::expectation, owner, {-2, -1, 0, 0, 2, 2});
    what_follows(journey, owners_curve, youngs_curve);
    journey.cite("Calls; is passed on and on", tickets);
    journey.cite("Tells the fault four times", tickets);
    journey.cite("Capable, and beyond expectation", talks);
    journey.finish();
    return sketch.session;
}

} // namespace waymark
