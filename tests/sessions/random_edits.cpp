#include "tests/sessions/random_edits.hpp"

#include "sessions/ids.hpp"
#include "sessions/limits.hpp"

namespace waymark::test {

float RandomEdits::number() {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const float odd[] = {0,
                         -0.0f,
                         1,
                         -1,
                         0.5f,
                         1e-4f,
                         1e-30f,
                         5,
                         -5,
                         5.1f,
                         -3,
                         1e7f,
                         -1e7f,
                         1e20f,
                         -1e38f,
                         infinity,
                         -infinity,
                         std::numeric_limits<float>::quiet_NaN(),
                         std::numeric_limits<float>::denorm_min()};
    if (chance(25)) return odd[below(std::size(odd))];
    if (chance(50)) return static_cast<float>(below(10001)) / 10000;
    return std::uniform_real_distribution<float>{-2000, 2000}(random_);
}

double RandomEdits::wide_number() {
    return chance(10) ? std::numeric_limits<double>::quiet_NaN()
                      : static_cast<double>(number()) * (chance(10) ? 1e300 : 1);
}

std::string RandomEdits::text() {
    static const std::string odd[] = {"",
                                      "a",
                                      "Customer waits",
                                      "新しいジャケット",
                                      "куртка",
                                      "שלום",
                                      "line\nline",
                                      "tab\tend ",
                                      std::string{"nul\0l", 5},
                                      "\xff\xfe",
                                      "\xed\xa0\x80",
                                      "\u202Eevil",
                                      "\u2066open",
                                      "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
                                      "👩‍👩‍👧",
                                      "\x1b[31m",
                                      "\r\n\r",
                                      "\uFEFFbom",
                                      "   "};
    if (chance(1)) return std::string(below(200000), 'x');
    std::string result = odd[below(std::size(odd))];
    while (chance(30)) result += odd[below(std::size(odd))];
    return result;
}

std::vector<std::string> RandomEdits::texts() {
    std::vector<std::string> result;
    while (chance(40)) result.push_back(text());
    return result;
}

/// The id of anything in the session, sometimes of nothing.
Id RandomEdits::any() {
    if (chance(4)) return Id{random_()};
    if (chance(4)) return Id::none;
    std::vector<Id> all;
    if (journey_ && chance(90))
        each_id(*journey_, [&all](Id id, const char*) { all.push_back(id); });
    else
        each_id(*session_, [&all](Id id, const char*) { all.push_back(id); });
    return all.empty() ? Id::none : all[below(all.size())];
}

Id RandomEdits::fresh() {
    const Id odd[] = {Id::none, Id{~0ull}, Id{greatest_id}, Id{greatest_id + 1}, Id{5}};
    if (chance(1))
        return odd[below(2) == 0 ? 0 : below(2) == 0 ? 1 : 3 + below(2)]; // the greatest one would end it all
    if (chance(5)) return any();
    return Id{session_->next_id + below(3)};
}

std::vector<Id> RandomEdits::ids() {
    std::vector<Id> result{any()};
    while (chance(50)) result.push_back(any());
    if (chance(5)) result.clear();
    return result;
}

Place RandomEdits::place() {
    if (chance(20)) return Parked{};
    if (chance(30)) return Free{{number(), number()}};
    if (!journey_ || journey_->stages.empty() || journey_->lanes.empty() || chance(10))
        return InCell{any(), any()};
    return InCell{journey_->stages[below(journey_->stages.size())]->id,
                  journey_->lanes[below(journey_->lanes.size())]->id};
}

Note RandomEdits::note(Id id) {
    Note note;
    note.id = id;
    note.place = place();
    note.text = text();
    note.colour = choice(NoteColour::white);
    note.kind = choice(NoteKind::quote);
    note.evidence = choice(EvidenceState::confirmed);
    note.author = any(), note.touchpoint = any(), note.personas_view = any(), note.evidence_records = ids();
    note.tags = texts();
    note.scale = number(), note.angle = number(), note.facing = choice(Facing::right);
    return note;
}

CurvePoint RandomEdits::point() {
    const Id stage = journey_ && !journey_->stages.empty() && chance(90)
                         ? journey_->stages[below(journey_->stages.size())]->id
                         : any();
    return {stage, number(), chance(80) ? std::uniform_real_distribution<float>{-6, 6}(random_) : number(),
            choice(EvidenceState::confirmed)};
}

Curve RandomEdits::curve(Id id) {
    Curve curve{id, choice(CurveKind::expectation), any(), {}};
    while (chance(85)) curve.points.push_back(point());
    curve.author = any();
    return curve;
}

std::vector<Branch> RandomEdits::branches() {
    std::vector<Branch> result;
    while (chance(40)) result.push_back({choice(StageExit::leave), any(), text()});
    return result;
}

Stage RandomEdits::stage(Id id) {
    Stage stage{id, text(), choice(Phase::after), number(), {}, text(), text(), branches()};
    if (chance(50)) stage.tolerance = number();
    return stage;
}

Picture RandomEdits::picture(Id id) {
    return {id,
            chance(90) ? rich_image().hash : ImageHash{},
            {{number(), number()}, {number(), number()}},
            number(),
            text()};
}

Touchpoint RandomEdits::touchpoint(Id id) {
    Touchpoint touchpoint;
    touchpoint.id = id, touchpoint.stage = any(), touchpoint.name = text(), touchpoint.channel = text();
    touchpoint.life_cycle = choice(LifeCycle::ignored), touchpoint.information_given = text();
    touchpoint.front_departments = texts(), touchpoint.content = texts();
    touchpoint.duration_minutes = number(), touchpoint.service_cost = number(), touchpoint.effort = number();
    touchpoint.evidence = choice(EvidenceState::confirmed);
    return touchpoint;
}

Persona RandomEdits::persona(Id id) {
    Persona persona;
    persona.id = id, persona.name = text(), persona.description = text(), persona.likes = texts();
    persona.tier = choice(ValueTier::low), persona.role = choice(BuyingRole::initiator),
    persona.picture = any();
    return persona;
}

/// A copy of a journey with new ids and much that does not fit, or only a few odd things.
Journey RandomEdits::whole_journey() {
    Journey journey;
    journey.id = fresh(), journey.title = text(), journey.pair = any(), journey.personas = ids(),
    journey.tags = texts();
    journey.state = choice(JourneyState::future);
    const auto first = static_cast<std::uint64_t>(journey.id);
    journey.stages = {stage(Id{first + 1}), stage(Id{first + 2}), stage(Id{first + 2}), stage(any())};
    journey.lanes = {Lane{Id{first + 3}, choice(LaneKind::custom), text(), number(), false}};
    Note placed = note(Id{first + 4});
    placed.place = InCell{Id{first + 1}, Id{first + 3}};
    journey.notes = {placed, note(Id{first + 5}), note(any())};
    Curve drawn = curve(Id{first + 6});
    drawn.points = {
        {Id{first + 2}, 0.5f, 3}, {Id{first + 1}, number(), number()}, {Id{first + 2}, 0.5f, 1}, point()};
    journey.curves = {drawn};
    journey.moments = {
        MagicMoment{Id{first + 7}, Id{first + 1}, number(), Id{first + 6}, Id::none, text(), "", "", ""},
        MagicMoment{Id{first + 8}, any(), number(), any(), Id{first + 4}, text(), "", "", ""}};
    journey.pictures = {picture(Id{first + 9})};
    journey.connectors = {Connector{Id{first + 10}, Id{first + 4}, Id{first + 7}, text()},
                          Connector{Id{first + 11}, any(), any(), ""}};
    journey.touchpoints = {touchpoint(Id{first + 12})};
    return journey;
}

void RandomEdits::make(AddNotes& e) {
    const auto first = static_cast<std::uint64_t>(fresh());
    for (std::uint64_t i = 0; i <= below(4); ++i) e.notes.push_back(note(Id{first + (chance(90) ? i : 0)}));
    if (chance(40)) e.before = any();
}
void RandomEdits::make(MoveNotes& e) {
    for (const Id id : ids()) {
        e.moves.push_back({id, place(), number(), number()});
        if (chance(50)) e.moves.back().facing = choice(Facing::right);
    }
    if (chance(40)) e.before = any();
}
void RandomEdits::make(SetText& e) { e.note = any(), e.text = text(); }
void RandomEdits::make(SetColour& e) { e.notes = ids(), e.colour = choice(NoteColour::white); }
void RandomEdits::make(SetKind& e) { e.notes = ids(), e.kind = choice(NoteKind::quote); }
void RandomEdits::make(SetEvidence& e) { e.notes = ids(), e.state = choice(EvidenceState::confirmed); }
void RandomEdits::make(TurnNotes& e) {
    for (const Id id : ids()) e.turns.push_back({id, choice(Facing::right), number()});
}
void RandomEdits::make(PutNote& e) { e.note = note(any()); }
void RandomEdits::make(MoveBy& e) { e.things = ids(), e.by = {number(), number()}; }
void RandomEdits::make(Remove& e) { e.things = ids(); }
void RandomEdits::make(AddPicture& e) {
    e.picture = picture(fresh());
    if (chance(80)) e.image = rich_image();
    if (chance(10)) e.image.width = 0;
}
void RandomEdits::make(PutPicture& e) { e.picture = picture(any()); }
void RandomEdits::make(PutConnector& e) {
    e.connector = {chance(50) ? fresh() : any(), any(), any(), text()};
}
void RandomEdits::make(AddInk& e) {
    e.ink.id = fresh(), e.ink.width = number(), e.ink.author = any();
    while (chance(80)) e.ink.points.push_back({{number(), number()}, number()});
}
void RandomEdits::make(AddStage& e) {
    e.stage = stage(fresh()), e.index = chance(5) ? ~std::size_t{0} : below(8);
}
void RandomEdits::make(RenameStage& e) { e.stage = any(), e.title = text(); }
void RandomEdits::make(MoveStage& e) {
    e.stage = point().stage, e.index = chance(5) ? ~std::size_t{0} : below(8);
}
void RandomEdits::make(ResizeStage& e) { e.stage = point().stage, e.width = number(); }
void RandomEdits::make(SetPhase& e) { e.stage = point().stage, e.phase = choice(Phase::after); }
void RandomEdits::make(SetTolerance& e) {
    e.stage = point().stage, e.reason = text();
    if (chance(80)) e.score = number();
}
void RandomEdits::make(SetLeap& e) { e.stage = point().stage, e.leap = text(), e.branches = branches(); }
void RandomEdits::make(RemoveStage& e) { e.stage = chance(40) ? point().stage : any(); }
void RandomEdits::make(AddLane& e) {
    e.lane = {fresh(), choice(LaneKind::custom), text(), number(), chance(30)}, e.index = below(8);
}
void RandomEdits::make(RenameLane& e) { e.lane = any(), e.title = text(); }
void RandomEdits::make(MoveLane& e) { e.lane = any(), e.index = below(8); }
void RandomEdits::make(ResizeLane& e) { e.lane = any(), e.height = number(); }
void RandomEdits::make(RemoveLane& e) { e.lane = any(); }
void RandomEdits::make(PutCurve& e) { e.curve = curve(chance(30) ? fresh() : any()); }
void RandomEdits::make(AddPoint& e) { e.curve = any(), e.point = point(); }
void RandomEdits::make(MovePoint& e) { e.curve = any(), e.index = below(6), e.point = point(); }
void RandomEdits::make(RemovePoint& e) { e.curve = any(), e.index = below(6); }
void RandomEdits::make(PutMoment& e) {
    e.moment = {chance(60) ? fresh() : any(),
                point().stage,
                number(),
                chance(60) ? any() : Id::none,
                chance(40) ? any() : Id::none,
                text(),
                text(),
                text(),
                text()};
}
void RandomEdits::make(SetJourneyFacts& e) {
    e = {text(), text(), text(), text(), choice(JourneyState::future), any(), ids(), texts()};
}
void RandomEdits::make(PutTouchpoint& e) { e.touchpoint = touchpoint(chance(60) ? fresh() : any()); }
void RandomEdits::make(PutAction& e) {
    e.action = {chance(60) ? fresh() : any(),
                text(),
                text(),
                text(),
                choice(Horizon::long_term),
                static_cast<std::uint8_t>(below(256)),
                static_cast<std::uint8_t>(below(7)),
                choice(ActionStatus::dropped),
                any()};
}
void RandomEdits::make(PutMetric& e) {
    e.metric = {chance(60) ? fresh() : any(), text(), text(), text(), {}, wide_number(), text()};
}
void RandomEdits::make(SetSessionFacts& e) { e = {text(), text(), text(), text()}; }
void RandomEdits::make(PutPersona& e) { e.persona = persona(chance(60) ? fresh() : any()); }
void RandomEdits::make(PutParticipant& e) {
    e.participant = {chance(60) ? fresh() : any(), text(), text(), text(), text(),
                     choice(PersonColour::violet)};
}
void RandomEdits::make(PutGlossaryTerm& e) {
    e.term = {chance(60) ? fresh() : any(), text(), text(), text()};
}
void RandomEdits::make(PutEvidence& e) {
    e.evidence = {
        chance(60) ? fresh() : any(),         choice(EvidenceSource::observation), text(), text(), text(),
        static_cast<std::uint32_t>(random_())};
}
void RandomEdits::make(RemoveRecord& e) { e.record = any(); }
void RandomEdits::make(AddJourney& e) { e.journey = whole_journey(); }
void RandomEdits::make(RemoveJourney& e) { e.journey = journey(*session_); }
void RandomEdits::make(RestoreSession& e) { e = {Shared<Session>{rich_session()}, text()}; }
void RandomEdits::make(Several& e) {
    e.label = text();
    if (++depth_ < 4)
        while (chance(60))
            e.edits.push_back(of_kind(below(std::variant_size_v<Edit::Choice>), *session_,
                                      journey_ ? journey_->id : Id::none));
    --depth_;
}

template <std::size_t kind> Edit RandomEdits::made() {
    std::variant_alternative_t<kind, Edit::Choice> what;
    make(what);
    return Edit{std::move(what)};
}

template <std::size_t... kinds> Edit RandomEdits::pick(std::size_t kind, std::index_sequence<kinds...>) {
    using Make = Edit (RandomEdits::*)();
    static constexpr Make makers[] = {&RandomEdits::made<kinds>...};
    const Make wanted = makers[kind];
    return (this->*wanted)();
}

Edit RandomEdits::of_kind(std::size_t kind, const Session& session, Id journey) {
    session_ = &session;
    journey_ = find_journey(session, journey);
    return pick(kind, std::make_index_sequence<std::variant_size_v<Edit::Choice>>{});
}

Edit RandomEdits::next(const Session& session, Id journey) {
    return of_kind(below(std::variant_size_v<Edit::Choice>), session, journey);
}

Id RandomEdits::journey(const Session& session) {
    if (session.journeys.empty() || chance(2)) return Id{123456789};
    return session.journeys[below(session.journeys.size())]->id;
}

} // namespace waymark::test
