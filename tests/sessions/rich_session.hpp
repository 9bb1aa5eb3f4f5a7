#pragma once
#include "sessions/image_hash.hpp"
#include "sessions/journey.hpp"

#include <string>
#include <string_view>

namespace waymark {

/// Ids in the rich session: its first journey, a note in a cell and a free one.
constexpr Id journey_id{10}, cell_note{31}, free_note{32};

/// The smallest PNG there is: one grey pixel.
inline std::string tiny_png() {
    constexpr std::string_view bytes{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\x3a\x7e\x9b"
                                     "\x55\0\0\0\nIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81"
                                     "\x77\xcd\x72\xb6\0\0\0\0IEND\xae\x42\x60\x82",
                                     67};
    return std::string{bytes};
}

inline Image rich_image() {
    Image image;
    image.bytes = tiny_png();
    image.hash = hash_of(*image.bytes);
    image.width = image.height = 1;
    return image;
}

inline Note note_of(Id id, Place place, std::string text) {
    Note note;
    note.id = id, note.place = place, note.text = std::move(text);
    return note;
}

/// Stages 11 … 13, lanes 21 … 24.
inline void add_rich_sheet(Journey& journey) {
    Stage search{Id{11},      "Search", Phase::before, 500, -2.5f, "technician on site within half a day",
                 "sales rep", {}};
    search.branches = {{StageExit::leave, Id::none, "too expensive"}};
    Stage buy{Id{12}, "Buy · 购买", Phase::during, 0, {}, "", "", {{StageExit::next, Id{13}, ""}}};
    Stage wear{Id{13}, "Носить", Phase::after, 0, 0.f, "", "", {{StageExit::loop, Id{11}, "buys again"}}};
    journey.stages = {search, buy, wear};
    journey.lanes = {
        Lane{Id{21}, LaneKind::actions, "", 0, false}, Lane{Id{22}, LaneKind::emotion, "Mood", 400, false},
        Lane{Id{23}, LaneKind::processes, "", 0, true}, Lane{Id{24}, LaneKind::custom, "My lane", 128, true}};
}

/// Notes 31 … 34, touchpoint 41, curves 51 and 52, moments 61 and 62.
inline void add_rich_content(Journey& journey) {
    Note cell = note_of(Id{31}, InCell{Id{11}, Id{21}}, "Looks for a jacket 🧥\nin the evening");
    cell.colour = NoteColour::green, cell.kind = NoteKind::action, cell.evidence = EvidenceState::observed;
    cell.author = Id{2}, cell.touchpoint = Id{41}, cell.personas_view = Id{1},
    cell.evidence_records = {Id{4}};
    cell.tags = {"evening", "حقيبة"};
    Note free = note_of(Id{32}, Free{{-120.5f, 96.25f}}, "Free as a bird");
    free.scale = 2.5f, free.angle = -0.25f, free.kind = NoteKind::quote, free.colour = NoteColour::violet;
    Note parked = note_of(Id{33}, Parked{}, "");
    parked.colour = NoteColour::white, parked.kind = NoteKind::question;
    journey.notes = {cell, free, parked, note_of(Id{34}, InCell{Id{13}, Id{24}}, "第二")};

    Touchpoint shop;
    shop.id = Id{41}, shop.stage = Id{12}, shop.name = "Shop window", shop.channel = "high street";
    shop.life_cycle = LifeCycle::fading, shop.information_needed = "price",
    shop.information_given = "material";
    shop.front_departments = {"Sales"}, shop.back_departments = {"Logistics", "IT"};
    shop.duration_minutes = 12.5f, shop.service_cost = 3.2f, shop.effort = 4,
    shop.standard = "greet within a minute";
    shop.trigger = "cold morning", shop.next_action = "try on", shop.content = {"poster"},
    shop.tags = {"street"};
    shop.evidence = EvidenceState::measured;
    journey.touchpoints = {shop};

    journey.curves = {
        Curve{Id{51},
              CurveKind::emotion,
              Id{1},
              {{Id{11}, 0.25f, -3, EvidenceState::hearsay}, {Id{13}, 0.5f, 4.5f, EvidenceState::confirmed}}},
        Curve{Id{52}, CurveKind::expectation, Id{1}, {{Id{12}, 0, 1, EvidenceState::assumption}}}};
    journey.moments = {
        MagicMoment{Id{61}, Id{13}, 0.5f, Id{51}, Id::none, "Warm!", "lining", "Product", "keep"},
        MagicMoment{Id{62}, Id{11}, 0.75f, Id::none, Id{31}, "Found", "search ads", "Marketing", "simpler"}};
}

/// Pictures 71, connectors 81 and 82, ink 91, action 101, metric 111.
inline void add_rich_rest(Journey& journey) {
    journey.pictures = {Picture{Id{71}, rich_image().hash, {{10, 20}, {320, 200}}, 0.5f, "the jacket"}};
    journey.connectors = {Connector{Id{81}, Id{31}, Id{61}, "leads to"},
                          Connector{Id{82}, Id{71}, Id{13}, ""}};
    journey.ink = {Ink{Id{91}, {{{1, 2}, 0.5f}, {{3, 4.75f}, 1}}, 0xC0392BFF, 6, Id{2}}};
    journey.actions = {Action{Id{101}, "Warmer lining", "Product", "stays warm", Horizon::long_term, 4, 5,
                              ActionStatus::agreed, Id{61}}};
    journey.metrics = {Metric{Id{111}, "Returns", "%", "Service", 7.5, 3.0, "2026-12-01"},
                       Metric{Id{112}, "Calls", "", "", {}, {}, ""}};
}

/// A sound session that uses every type of record and every field, with values unlike the defaults.
/// The frozen file tests/fixtures/format-1.0.waymark holds exactly this: never change it, add another beside
/// it.
inline Session rich_session() {
    Journey today;
    today.id = Id{10}, today.title = "Winter jacket", today.scenario = "cold autumn",
    today.goal = "not to freeze";
    today.purpose = "fewer returns", today.personas = {Id{1}}, today.tags = {"retail"};
    add_rich_sheet(today);
    add_rich_content(today);
    add_rich_rest(today);
    Journey tomorrow;
    tomorrow.id = Id{200}, tomorrow.title = "Winter jacket, 2030", tomorrow.state = JourneyState::future;
    tomorrow.pair = Id{10};

    Session session;
    session.id = {0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0x4d, 0xef,
                  0x81, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};
    session.title = "Workshop", session.language = "zh-Hans", session.sponsor = "Ms Ø",
    session.facilitator = "Ana";
    session.next_id = 300;
    session.journeys = {today, tomorrow};
    session.personas = {Persona{Id{1},
                                "Kim",
                                "32, cycles",
                                {"thrifty"},
                                {"wool"},
                                {"plastic"},
                                {"brands"},
                                ValueTier::high,
                                BuyingRole::decider,
                                "urban",
                                "street, 8 am",
                                Id{71}}};
    session.participants = {Participant{Id{2}, "Bo", "Service", "agent", "fewer calls"}};
    session.glossary = {GlossaryTerm{Id{3}, "return", "Logistics", "a parcel that comes back"}};
    session.evidence = {
        Evidence{Id{4}, EvidenceSource::survey, "Spring survey", "“cold at the neck”", "2026-03-14", 412}};
    session.images = {rich_image()};
    return session;
}

/// The same with every field that format 1.1 has added; tests/fixtures/format-1.1.waymark holds exactly this.
inline Session rich_session_1_1() {
    Session session = rich_session();
    Participant bo = *session.participants[0];
    bo.colour = PersonColour::violet;
    session.participants[0] = std::move(bo);
    Journey today = *session.journeys[0];
    for (std::size_t i = 0; i < today.notes.size(); ++i) {
        Note note = *today.notes[i];
        note.facing = static_cast<Facing>((i + 1) % 4);
        today.notes.replace(i, std::move(note));
    }
    Curve felt = *today.curves[0];
    felt.author = Id{2};
    today.curves[0] = std::move(felt);
    session.journeys[0] = std::move(today);
    return session;
}

} // namespace waymark
