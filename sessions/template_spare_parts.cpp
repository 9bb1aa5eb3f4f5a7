#include "sessions/template_list.hpp"
#include "sessions/template_sketch.hpp"

/// Sample workshop 2: a fleet owner buys a spare part, today and as it should be.
namespace waymark {

namespace {

using enum LaneKind;
using enum EvidenceState;

const std::vector<LaneKind> rows{actions,     touchpoints, channels,      thoughts, emotion,
                                 pain_points, gains,       opportunities, processes};

Stage at(const char* title, Phase phase, const char* leap) {
    Stage stage;
    stage.title = title;
    stage.phase = phase;
    stage.leap = leap;
    stage.tolerance = -3.0f;
    stage.tolerance_reason = "The machine must work again tomorrow";
    return stage;
}

Id fleet_owner(SessionSketch& sketch) {
    Persona owner;
    owner.name = "Viktor, owns twelve machines";
    owner.description =
        "Runs a small earthworks firm. Every day a machine stands still costs him more than the part.";
    owner.traits = {"always on the phone", "knows his machines by sound", "thinks in days lost"};
    owner.likes = {"a person who knows his fleet", "a clear yes or no"};
    owner.dislikes = {"repeating the serial number", "“we will call you back”"};
    owner.indifferent_to = {"brochures", "bonus points"};
    owner.tier = ValueTier::high;
    owner.role = BuyingRole::decider;
    owner.segment = "Fleets of 5–30 machines";
    owner.entry = "On site, in the morning, with a machine that sounds wrong";
    return sketch.add(owner);
}

void people(SessionSketch& sketch) {
    sketch.session.sponsor = "Head of parts business";
    sketch.session.facilitator = "Service designer";
    sketch.add(Participant{{}, "Olga", "Parts counter", "Counter clerk", "Fewer calls about the same part"});
    sketch.add(Participant{{}, "Dmitri", "Warehouse", "Planner", "Right stock at the right branch"});
    sketch.add(Participant{{}, "Hanna", "Web shop", "Product owner", "Stock and price visible online"});
    sketch.add(Participant{{}, "Paul", "Field service", "Technician", "First fit right"});
}

// --- today

void finding(JourneySketch& journey) {
    journey.stage(at("Need found", Phase::before, "The driver reports a leak"),
                  {
                      {actions, "Sees that a hydraulic pump is about to fail", observed},
                      {actions, "Reckons what a day without the machine costs", observed},
                      {touchpoints, "Driver on site", observed, "phone"},
                      {channels, "Phone", observed},
                      {thoughts, "If it stops, I lose the contract.", confirmed},
                      {pain_points, "The machine is at risk, and the season is on", observed},
                      {opportunities, "Warn from the machine's own data before it fails"},
                      {processes, "Maintenance plan, on paper"},
                  });
    journey.stage(at("Find part number", Phase::before, "A clerk who knows the model"),
                  {
                      {actions, "Sends a photo of the type plate", observed},
                      {actions, "Repeats model and serial number three times", measured},
                      {touchpoints, "Chat with the branch", measured, "chat"},
                      {touchpoints, "Parts catalogue", hearsay, "web"},
                      {channels, "Chat", measured},
                      {thoughts, "They sold me this machine. Why do they ask?", confirmed},
                      {pain_points, "Model and serial have to be told again and again", measured},
                      {opportunities, "Read the plate from the photo; keep the fleet on file"},
                      {processes, "Search in two catalogues"},
                  });
    Stage ask = at("Ask stock and price", Phase::during, "A branch that has the part");
    ask.branches = {{StageExit::leave, Id::none, "Buys elsewhere"}};
    journey.stage(std::move(ask),
                  {
                      {actions, "Asks three branches, one after the other", measured},
                      {actions, "Hears: none in stock, ten days", confirmed},
                      {touchpoints, "Call to the branch", measured, "phone"},
                      {touchpoints, "Visit at the counter", observed, "counter"},
                      {channels, "Phone, counter", measured},
                      {thoughts, "Ten days? Then I buy elsewhere.", confirmed},
                      {pain_points, "None in stock, and nobody looks in other branches", confirmed},
                      {pain_points, "The price comes a day later", measured},
                      {opportunities, "Show stock of all branches and the nearest one"},
                      {processes, "Stock list of each branch, printed in the morning"},
                  });
}

void getting(JourneySketch& journey) {
    journey.stage(at("Order and pay", Phase::during, "Order confirmed with a date"),
                  {
                      {actions, "Orders from the branch two hours away", observed},
                      {actions, "Pays by bank transfer, sends the receipt", observed},
                      {touchpoints, "Order at the counter", observed, "counter"},
                      {touchpoints, "Invoice", measured, "e-mail"},
                      {channels, "Counter, e-mail", observed},
                      {thoughts, "At least it is on its way.", hearsay},
                      {pain_points, "Nothing leaves before the money has arrived", observed},
                      {opportunities, "Pay on account for known fleets"},
                      {processes, "Credit check by hand"},
                  });
    journey.stage(at("Delivery", Phase::during, "The courier calls from the gate"),
                  {
                      {actions, "Follows the van on the map", measured},
                      {actions, "Sends a driver to the gate", observed},
                      {touchpoints, "Tracked delivery", measured, "courier"},
                      {channels, "Courier", measured},
                      {thoughts, "I can tell the crew when to be there.", confirmed},
                      {gains, "Tracked to the hour", measured},
                      {opportunities, "Deliver to the machine, not to the office"},
                      {processes, "Night courier between branches"},
                  });
    journey.stage(at("Fitted", Phase::after, "The machine runs"),
                  {
                      {actions, "Has it fitted on site the same evening", observed},
                      {touchpoints, "Technician on site", confirmed, "in person"},
                      {touchpoints, "Fitting guide", assumption, "web"},
                      {channels, "In person", confirmed},
                      {thoughts, "Works first time. Good people.", confirmed},
                      {gains, "Right part, works first time", confirmed},
                      {opportunities, "Take the old pump back for overhaul"},
                      {processes, "Field service roster"},
                  });
    journey.stage(at("Follow-up call", Phase::after, "The next service is due"),
                  {
                      {actions, "Tells how the machine runs", observed},
                      {actions, "Asks for filters for the next service", hearsay},
                      {touchpoints, "Follow-up call", observed, "phone"},
                      {channels, "Phone", observed},
                      {thoughts, "Somebody remembers me.", confirmed},
                      {gains, "Asked how it went, without a sale", confirmed},
                      {opportunities, "Offer the whole fleet's wear parts before the season"},
                      {processes, "Call list of the parts counter"},
                  });
}

Id today(SessionSketch& sketch, Id owner) {
    JourneySketch journey{sketch, "Buying a spare part today"};
    journey.journey.scenario = "A pump is about to fail in the middle of the season.";
    journey.journey.goal = "The right part on the machine tomorrow";
    journey.journey.purpose = "A third of the enquiries do not become orders. Where do they go, and why?";
    journey.journey.personas = {owner};
    journey.journey.tags = {"spare parts", "fleet", "phone", "chat", "counter", "web", "courier"};
    journey.lanes(rows);
    finding(journey);
    getting(journey);
    const Id curve = journey.curve(CurveKind::emotion, owner, {-2, -2, -5, 0, 1, 3, 2},
                                   {observed, measured, confirmed, observed, measured, confirmed, observed});
    const Id ask = journey.journey.stages[2]->id, fitted = journey.journey.stages[5]->id;
    const Id lost = journey.moment(ask, curve, "Stock: yes or no",
                                   "Stock list of each branch, printed once a day", "Warehouse planner",
                                   "Here the customer leaves; a live stock list keeps one enquiry in three");
    journey.moment(fitted, curve, "Works first time",
                   "Part checked against the machine's record before it is sent", "Field service manager",
                   "The reason to call again; tell it in the follow-up call");
    journey.add(Action{{},
                       "Stock of all branches online",
                       "Product owner, web shop",
                       "Knows at once whether and where",
                       Horizon::long_term,
                       4,
                       5,
                       ActionStatus::agreed,
                       lost});
    journey.add(Action{{},
                       "Fleet file: models and serial numbers on the clerk's screen",
                       "Parts counter",
                       "Never has to repeat the serial number",
                       Horizon::short_term,
                       2,
                       4,
                       ActionStatus::under_way,
                       journey.journey.stages[1]->id});
    journey.add(
        Metric{{}, "Enquiries that become orders", "%", "Head of parts business", 66.0, 85.0, "2027-06-30"});
    journey.add(Metric{{}, "Time to a price", "h", "Parts counter", 22.0, 0.5, "2027-03-31"});
    const Id calls = sketch.add(
        Evidence{{}, EvidenceSource::crm, "Calls to the parts counter, one month", "", "2026-09-30", 640});
    journey.cite("Asks three branches, one after the other", calls);
    journey.cite("Repeats model and serial number three times", calls);
    journey.parked("Who tells the customer when the delivery slips?");
    return journey.finish();
}

// --- as it should be

void better(JourneySketch& journey) {
    journey.stage(at("Need found", Phase::before, "The machine reports it"),
                  {
                      {actions, "Gets a warning: pressure in the pump is falling"},
                      {touchpoints, "Warning from the machine", assumption, "app"},
                      {channels, "App", assumption},
                      {thoughts, "Good that I know before it stops."},
                      {opportunities, "The warning already names the part"},
                      {processes, "Machine data watched by service"},
                  });
    journey.stage(at("Find part number", Phase::before, "The part is on the screen"),
                  {
                      {actions, "Takes a photo; model and serial are read from it"},
                      {touchpoints, "Chat with the branch", assumption, "chat"},
                      {channels, "Chat", assumption},
                      {thoughts, "They know my machine."},
                      {gains, "Nothing to repeat"},
                      {processes, "One catalogue, one fleet file"},
                  });
    journey.stage(at("See stock and price", Phase::during, "Nearest stock found"),
                  {
                      {actions, "Sees stock and price online"},
                      {actions, "Is shown the nearest branch that has it"},
                      {touchpoints, "Stock finder", assumption, "web"},
                      {channels, "Web", assumption},
                      {thoughts, "One in stock, forty minutes away."},
                      {gains, "A clear yes, with place and price"},
                      {opportunities, "Put it aside with one tap"},
                      {processes, "Live stock of all branches"},
                  });
    journey.stage(at("Order and pay", Phase::during, "Order confirmed with a date"),
                  {
                      {actions, "Orders and pays on account"},
                      {touchpoints, "Order in the stock finder", assumption, "web"},
                      {channels, "Web", assumption},
                      {thoughts, "Done in two minutes."},
                      {processes, "Credit limit of each fleet"},
                  });
    journey.stage(at("Delivery", Phase::during, "The courier calls from the gate"),
                  {
                      {actions, "Follows the van on the map"},
                      {touchpoints, "Tracked delivery", measured, "courier"},
                      {channels, "Courier", measured},
                      {gains, "Tracked to the hour", measured},
                      {processes, "Night courier between branches"},
                  });
    journey.stage(at("Fitted", Phase::after, "The machine runs"),
                  {
                      {actions, "Has it fitted on site the same evening"},
                      {touchpoints, "Technician on site", confirmed, "in person"},
                      {channels, "In person", confirmed},
                      {gains, "Right part, works first time", confirmed},
                      {processes, "Field service roster"},
                  });
    journey.stage(at("Follow-up call", Phase::after, "The next service is due"),
                  {
                      {actions, "Tells how the machine runs"},
                      {touchpoints, "Follow-up call", observed, "phone"},
                      {channels, "Phone", observed},
                      {gains, "Asked how it went, without a sale", confirmed},
                      {processes, "Call list from the fleet file"},
                  });
}

void tomorrow(SessionSketch& sketch, Id owner, Id current) {
    JourneySketch journey{sketch, "Buying a spare part tomorrow"};
    journey.journey.scenario = "The same failing pump, with stock visible online.";
    journey.journey.goal = "The right part on the machine tomorrow";
    journey.journey.purpose = "Nobody leaves because of a “no” that is not true.";
    journey.journey.state = JourneyState::future;
    journey.journey.pair = current;
    journey.journey.personas = {owner};
    journey.journey.tags = {"spare parts", "fleet", "future"};
    journey.lanes(rows);
    better(journey);
    const Id curve = journey.curve(CurveKind::emotion, owner, {-2, -2, 2, 0, 1, 3, 2});
    journey.moment(journey.journey.stages[2]->id, curve, "Nearest stock found", "Live stock of all branches",
                   "Product owner, web shop",
                   "Stage three rises from −5 to +2; nobody falls below the tolerance line");
    journey.finish();
}

} // namespace

Session spare_parts(const SessionId& id) {
    SessionSketch sketch{id, "Buying spare parts"};
    const Id owner = fleet_owner(sketch);
    people(sketch);
    tomorrow(sketch, owner, today(sketch, owner));
    return sketch.session;
}

} // namespace waymark
