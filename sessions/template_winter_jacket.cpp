#include "sessions/template_list.hpp"
#include "sessions/template_sketch.hpp"

/// Sample workshop 1: one shopper, one online shop.
namespace waymark {

namespace {

using enum LaneKind;
using enum EvidenceState;

Id shopper(SessionSketch& sketch) {
    Persona anna;
    anna.name = "Anna, commutes by bike";
    anna.description =
        "34, works in the city, cycles all year. Buys clothes online and keeps them for years.";
    anna.traits = {"plans her budget", "compares before she buys", "loyal once convinced"};
    anna.likes = {"honest photos", "free returns", "shops that remember her size"};
    anna.dislikes = {"paying more than elsewhere", "making an account", "vague delivery times"};
    anna.indifferent_to = {"brand names", "fashion of the season"};
    anna.tier = ValueTier::high;
    anna.segment = "City commuters, 25–45";
    anna.entry = "First cold week of October, on the phone, on the way home";
    return sketch.add(anna);
}

void people(SessionSketch& sketch) {
    sketch.session.sponsor = "Managing director";
    sketch.session.facilitator = "Customer experience lead";
    sketch.add(Participant{{}, "Mara", "Marketing", "Campaigns", "Reach shoppers when it turns cold"});
    sketch.add(
        Participant{{}, "Jonas", "Buying", "Head of buying", "Choose jackets that are worn for years"});
    sketch.add(Participant{{}, "Li", "Online shop", "Product owner", "Fewer baskets left at the checkout"});
    sketch.add(Participant{{}, "Petra", "Logistics", "Warehouse manager", "Parcels on time, fewer returns"});
    sketch.add(Participant{{}, "Sam", "Customer care", "Team lead", "Bring in what customers really say"});
}

Stage at(const char* title, Phase phase, const char* leap) {
    Stage stage;
    stage.title = title;
    stage.phase = phase;
    stage.leap = leap;
    stage.tolerance = -3.0f;
    return stage;
}

void before(JourneySketch& journey) {
    journey.stage(at("Need", Phase::before, "The first frost on the way to work"),
                  {
                      {actions, "It turns cold, and last winter's jacket is worn out", observed},
                      {actions, "Sets a budget: 400–500 $", confirmed},
                      {touchpoints, "Weather forecast", observed, "phone"},
                      {touchpoints, "Colleagues at work", hearsay, "word of mouth"},
                      {thoughts, "I want to be warm on my bike, all winter.", confirmed},
                      {pain_points, "Freezes every morning until she has a new one", observed},
                      {opportunities, "Write to past customers in the first cold week"},
                      {processes, "Season calendar and campaigns"},
                  });
    journey.stage(at("Search", Phase::before, "Finds a shop that has several"),
                  {
                      {actions, "Searches for a warm winter jacket", measured},
                      {actions, "Finds several suitable jackets in one shop", observed},
                      {touchpoints, "Search engine", measured, "web"},
                      {touchpoints, "Category page", measured, "online shop"},
                      {thoughts, "Three of these would do.", confirmed},
                      {pain_points, "Every brand has its own size table", hearsay},
                      {gains, "Filters by price and warmth work", observed},
                      {opportunities, "Give warmth in degrees, not in words"},
                      {processes, "Catalogue and photo studio"},
                  });
    journey.stage(at("Compare", Phase::before, "Sees that the price is fair"),
                  {
                      {actions, "Looks at other sites and shops", measured},
                      {actions, "Spends a whole evening comparing", confirmed},
                      {touchpoints, "Price comparison site", measured, "web"},
                      {touchpoints, "Shop in the city", hearsay, "store"},
                      {touchpoints, "Reviews by other buyers", observed, "web"},
                      {thoughts, "Is it cheaper elsewhere?", confirmed},
                      {pain_points, "Comparing is an effort: shipping is shown only at the end", observed},
                      {opportunities, "A price promise on the product page"},
                      {opportunities, "Keep her choice until she comes back"},
                      {processes, "Price watch"},
                  });
}

void during(JourneySketch& journey) {
    journey.stage(at("Buy", Phase::during, "Order confirmed"),
                  {
                      {actions, "Returns to the first shop", measured},
                      {actions, "Orders the jacket for 400 $", measured},
                      {touchpoints, "Basket and checkout", measured, "online shop"},
                      {touchpoints, "Order confirmation", observed, "e-mail"},
                      {thoughts, "Within my budget, and I can send it back.", confirmed},
                      {pain_points, "Has to make an account first", measured},
                      {gains, "Free returns take the risk away", confirmed},
                      {opportunities, "Order as a guest in three steps"},
                      {processes, "Payment and orders"},
                  });
    journey.stage(at("Receive", Phase::during, "Tries it on and keeps it"),
                  {
                      {actions, "Follows the parcel", measured},
                      {actions, "Unpacks it and tries it on at once", observed},
                      {touchpoints, "Parcel tracking", measured, "text message"},
                      {touchpoints, "Parcel and packing", observed, "courier"},
                      {thoughts, "It looks just like in the photos.", confirmed},
                      {pain_points, "Has to wait at home for half a day", hearsay},
                      {gains, "Colour and texture as in the photos", confirmed},
                      {opportunities, "Let her choose the hour of delivery"},
                      {processes, "Warehouse and parcel service"},
                  });
}

void after(JourneySketch& journey, Id search) {
    journey.stage(at("Wear", Phase::after, "Friends ask where it is from"),
                  {
                      {actions, "Wears it every day, at −15 °C too", observed},
                      {touchpoints, "The jacket itself", confirmed, "product"},
                      {touchpoints, "Care guide", assumption, "web"},
                      {thoughts, "I forget that it is cold.", confirmed},
                      {gains, "Comfortable and warm", confirmed},
                      {gains, "Two-way zip: made for the bike", observed},
                      {opportunities, "Ask for a review after the first cold week"},
                      {processes, "Choice of materials and field test"},
                  });
    Stage last = at("Return", Phase::after, "The next thing she needs");
    last.branches = {{StageExit::loop, search, "Needs the next piece of clothing"}};
    journey.stage(std::move(last), {
                                       {actions, "Buys the next clothes from the same shop", measured},
                                       {actions, "Recommends it to a friend", hearsay},
                                       {touchpoints, "Newsletter", measured, "e-mail"},
                                       {touchpoints, "Her account", observed, "online shop"},
                                       {thoughts, "They already know my size.", confirmed},
                                       {gains, "Sizes kept from the last order", observed},
                                       {opportunities, "A thank-you with the second order"},
                                       {processes, "Customer care and loyalty"},
                                   });
}

void what_follows(JourneySketch& journey, Id curve) {
    const Id wear = journey.journey.stages[5]->id, buy = journey.journey.stages[3]->id;
    const Id warm = journey.moment(
        wear, curve, "Warm on the coldest day",
        "Choice of materials and field test: five testers, two weeks, below −10 °C", "Head of buying",
        "This is what is remembered: show it in reviews and in the photos of next season");
    const Id back =
        journey.moment(buy, curve, "Comes back to the first shop", "Price watch and stored baskets",
                       "Product owner, online shop",
                       "Two of five visitors compare and do not return; a price promise keeps them");
    journey.add(Action{{},
                       "Show a price promise on every product page",
                       "Product owner, online shop",
                       "Spares the evening of comparing",
                       Horizon::short_term,
                       2,
                       4,
                       ActionStatus::agreed,
                       back});
    journey.add(Action{{},
                       "Order as a guest",
                       "Product owner, online shop",
                       "No account needed to buy",
                       Horizon::short_term,
                       3,
                       3,
                       ActionStatus::under_way,
                       buy});
    journey.add(Action{{},
                       "Field test every winter jacket and publish the result",
                       "Head of buying",
                       "Knows before buying that it will be warm",
                       Horizon::long_term,
                       4,
                       5,
                       ActionStatus::proposed,
                       warm});
    journey.add(Metric{{},
                       "Visitors who compare and come back",
                       "%",
                       "Product owner, online shop",
                       38.0,
                       50.0,
                       "2027-03-31"});
    journey.add(Metric{{}, "Second order within a year", "%", "Head of marketing", 24.0, 35.0, "2027-09-30"});
    journey.add(Metric{{}, "Jackets sent back", "%", "Warehouse manager", 17.0, 12.0, "2027-03-31"});
    journey.parked("What do those say who bought elsewhere?");
    journey.parked("Second-hand corner for old jackets", NoteKind::idea);
}

} // namespace

Session winter_jacket(const SessionId& id) {
    SessionSketch sketch{id, "Winter jacket"};
    const Id anna = shopper(sketch);
    people(sketch);
    const Id talks = sketch.add(
        Evidence{{},
                 EvidenceSource::interview,
                 "Interviews with buyers of winter jackets",
                 "I had it in the basket, then I spent the whole evening looking for it elsewhere.",
                 "2026-10-14",
                 12});
    const Id statistics = sketch.add(
        Evidence{{}, EvidenceSource::report, "Web statistics, October to December", "", "2026-12-31", 18400});

    JourneySketch journey{sketch, "A winter jacket from one online shop"};
    journey.journey.scenario = "It turns cold; she needs a jacket and buys online.";
    journey.journey.goal = "A warm jacket for 400–500 $";
    journey.journey.purpose =
        "Many visitors leave to compare prices. What brings them back, and what makes them stay?";
    journey.journey.personas = {anna};
    journey.journey.tags = {"consumer", "online shop", "clothing"};
    journey.lanes({actions, touchpoints, thoughts, emotion, pain_points, gains, opportunities, processes});
    before(journey);
    during(journey);
    after(journey, journey.journey.stages[1]->id);
    const Id curve = journey.curve(CurveKind::emotion, anna, {-1, 2, -1, 2, 3, 5, 4},
                                   {observed, observed, confirmed, measured, confirmed, confirmed, measured});
    what_follows(journey, curve);
    journey.cite("Is it cheaper elsewhere?", talks);
    journey.cite("Spends a whole evening comparing", talks);
    journey.cite("Looks at other sites and shops", statistics);
    journey.cite("Returns to the first shop", statistics);
    journey.describe("Basket and checkout", [] {
        Touchpoint facts;
        facts.information_needed = "Final price, delivery day, how to send it back";
        facts.information_given = "Price and delivery day; returns only in the small print";
        facts.front_departments = {"Online shop"};
        facts.back_departments = {"Payment", "Warehouse"};
        facts.duration_minutes = 9, facts.effort = 2;
        facts.standard = "Paid in three steps";
        facts.next_action = "Order confirmation within a minute";
        facts.tags = {"conversion"};
        return facts;
    }());
    journey.finish();
    return sketch.session;
}

} // namespace waymark
