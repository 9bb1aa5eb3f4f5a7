#include "sessions/clean_text.hpp"
#include "sessions/edit.hpp"
#include "sessions/flaws.hpp"
#include "sessions/limits.hpp"
#include "sessions/stages.hpp"
#include "tests/sessions/rich_session.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace waymark {

namespace {

constexpr Id search{11}, buy{12}, wear{13}, actions_lane{21}, custom_lane{24};
constexpr Id parked_note{33}, last_note{34}, emotion_curve{51};
constexpr float nan = std::numeric_limits<float>::quiet_NaN(),
                infinity = std::numeric_limits<float>::infinity();

/// The rich session after an edit on its first journey; sound, always.
Session after(const Edit& edit, const Session& start = rich_session()) {
    Session session = edited(start, journey_id, edit);
    EXPECT_EQ(flaws(session), std::vector<std::string>{}) << label(edit);
    return session;
}
Journey journey_after(const Edit& edit, const Session& start = rich_session()) {
    return *find_journey(after(edit, start), journey_id);
}
void expect_nothing(const Edit& edit) { EXPECT_TRUE(after(edit) == rich_session()) << label(edit); }

std::vector<Id> order(const Journey& journey) {
    std::vector<Id> ids;
    for (const Shared<Note>& note : journey.notes) ids.push_back(note->id);
    return ids;
}

Persona persona_named(Id id, std::string name) {
    Persona persona;
    persona.id = id, persona.name = std::move(name);
    return persona;
}

Note fresh_note(Id id, Place place = Parked{}) { return note_of(id, place, "fresh"); }

// --- notes

TEST(add_notes, puts_them_on_top_or_under_a_note_and_raises_the_next_id) {
    EXPECT_EQ(order(journey_after(AddNotes{{fresh_note(Id{300}), fresh_note(Id{301})}})),
              (std::vector<Id>{cell_note, free_note, parked_note, last_note, Id{300}, Id{301}}));
    EXPECT_EQ(order(journey_after(AddNotes{{fresh_note(Id{300}), fresh_note(Id{301})}, free_note})),
              (std::vector<Id>{cell_note, Id{300}, Id{301}, free_note, parked_note, last_note}));
    EXPECT_EQ(after(AddNotes{{fresh_note(Id{777})}}).next_id, 778u);
}

TEST(add_notes, ignores_a_note_whose_id_is_taken_or_none) {
    expect_nothing(AddNotes{{fresh_note(cell_note)}});
    expect_nothing(AddNotes{{fresh_note(Id{1})}});   // a persona's
    expect_nothing(AddNotes{{fresh_note(Id{200})}}); // the other journey's
    expect_nothing(AddNotes{{fresh_note(Id::none)}});
    expect_nothing(AddNotes{{fresh_note(Id{~0ull})}});
    EXPECT_EQ(journey_after(AddNotes{{fresh_note(Id{300}), fresh_note(Id{300})}}).notes.size(), 5u);
    EXPECT_EQ(journey_after(AddNotes{{fresh_note(Id{299})}}).notes.size(), 5u); // free, though below next_id
}

TEST(add_notes, parks_a_note_for_a_cell_that_is_not_there) {
    const Journey journey = journey_after(AddNotes{{fresh_note(Id{300}, InCell{Id{999}, actions_lane})}});
    EXPECT_TRUE(std::holds_alternative<Parked>(find_note(journey, Id{300})->place));
}

TEST(move_notes, puts_a_note_into_a_cell_and_straightens_it) {
    const Journey journey = journey_after(MoveNotes{{{free_note, InCell{buy, custom_lane}, 3, 1}}});
    const Note& note = *find_note(journey, free_note);
    EXPECT_EQ(std::get<InCell>(note.place), (InCell{buy, custom_lane}));
    EXPECT_EQ(note.scale, 1);
    EXPECT_EQ(note.angle, 0);
}

TEST(move_notes, keeps_the_order_among_the_moved_and_puts_them_before_a_note) {
    const auto moves = [](std::vector<Id> ids) {
        std::vector<NoteMove> result;
        for (const Id id : ids) result.push_back({id, Parked{}, 1, 0});
        return result;
    };
    EXPECT_EQ(order(journey_after(MoveNotes{moves({parked_note, cell_note})})),
              (std::vector<Id>{free_note, last_note, cell_note, parked_note}));
    EXPECT_EQ(order(journey_after(MoveNotes{moves({last_note, parked_note}), cell_note})),
              (std::vector<Id>{parked_note, last_note, cell_note, free_note}));
    EXPECT_EQ(order(journey_after(MoveNotes{moves({cell_note}), free_note})),
              order(*find_journey(rich_session(), journey_id)));
    // Before one that moves as well: before its next neighbour that stays.
    EXPECT_EQ(order(journey_after(MoveNotes{moves({cell_note, free_note}), free_note})),
              (std::vector<Id>{cell_note, free_note, parked_note, last_note}));
    EXPECT_EQ(order(journey_after(MoveNotes{moves({cell_note}), Id{999}})),
              (std::vector<Id>{free_note, parked_note, last_note, cell_note}));
}

TEST(move_notes, takes_the_moments_on_a_note_along) {
    const Journey journey = journey_after(MoveNotes{{{cell_note, InCell{wear, actions_lane}, 1, 0}}});
    EXPECT_EQ(find_moment(journey, Id{62})->stage, wear);
}

TEST(move_notes, brings_numbers_into_range_or_leaves_the_note) {
    const auto moved = [](Vec2 at, float scale, float angle) {
        const Journey journey = journey_after(MoveNotes{{{free_note, Free{at}, scale, angle}}, parked_note});
        return *find_note(journey, free_note);
    };
    EXPECT_EQ(std::get<Free>(moved({1e20f, -infinity}, 100, 0).place).at, (Vec2{1e7f, -1e7f}));
    EXPECT_EQ(moved({0, 0}, 100, 0).scale, 8);
    EXPECT_EQ(moved({0, 0}, 0, 0).scale, 0.25f);
    EXPECT_NEAR(moved({0, 0}, 1, 7).angle, 7 - 2 * half_turn, 1e-5);
    EXPECT_EQ(moved({0, 0}, nan, infinity).scale, 2.5f);
    EXPECT_EQ(moved({0, 0}, nan, infinity).angle, -0.25f);
    EXPECT_EQ(std::get<Free>(moved({nan, 0}, 1, 0).place).at, (Vec2{-120.5f, 96.25f}));
    expect_nothing(MoveNotes{{{cell_note, InCell{Id{999}, actions_lane}, 1, 0}}});
}

TEST(set_text, cleans_what_it_is_given) {
    EXPECT_EQ(find_note(journey_after(SetText{cell_note, "a\r\nb\x01\xFF\u202E"}), cell_note)->text,
              "a\nb\uFFFD");
    EXPECT_EQ(find_note(journey_after(SetText{cell_note, std::string(1 << 20, 'x')}), cell_note)->text.size(),
              note_text_limit);
}

TEST(set_text, of_one_note_among_ten_thousand_leaves_the_others_the_same_values) {
    Session session = rich_session();
    AddNotes many;
    for (std::uint64_t i = 0; i < 10000; ++i)
        many.notes.push_back(fresh_note(Id{1000 + i}, InCell{search, actions_lane}));
    session = after(many, session);
    const Journey before = *find_journey(session, journey_id);
    const Journey journey =
        *find_journey(edited(session, journey_id, SetText{Id{6000}, "changed"}), journey_id);
    std::size_t different = 0, rewritten = 0;
    for (std::size_t i = 0; i < journey.notes.size(); ++i)
        different += journey.notes[i].same(before.notes[i]) ? 0 : 1;
    for (std::size_t i = 0; i < journey.notes.chunks().size(); ++i)
        rewritten += journey.notes.chunks()[i].same(before.notes.chunks()[i]) ? 0 : 1;
    EXPECT_EQ(different, 1u);
    EXPECT_EQ(rewritten, 1u);
}

TEST(set_colour_kind_and_evidence, change_all_named_notes_and_refuse_unknown_numbers) {
    const Journey coloured = journey_after(SetColour{{cell_note, free_note, Id{999}}, NoteColour::orange});
    EXPECT_EQ(find_note(coloured, cell_note)->colour, NoteColour::orange);
    EXPECT_EQ(find_note(coloured, free_note)->colour, NoteColour::orange);
    EXPECT_EQ(find_note(coloured, last_note)->colour, NoteColour::yellow);
    EXPECT_EQ(find_note(journey_after(SetKind{{cell_note}, NoteKind::pain}), cell_note)->kind,
              NoteKind::pain);
    EXPECT_EQ(
        find_note(journey_after(SetEvidence{{cell_note}, EvidenceState::confirmed}), cell_note)->evidence,
        EvidenceState::confirmed);
    expect_nothing(SetColour{{cell_note}, static_cast<NoteColour>(99)});
    expect_nothing(SetKind{{cell_note}, static_cast<NoteKind>(99)});
    expect_nothing(SetEvidence{{cell_note}, static_cast<EvidenceState>(99)});
}

TEST(put_note, replaces_every_field_but_never_points_at_nothing) {
    Note note = fresh_note(cell_note, Free{{1, 2}});
    note.author = Id{999}, note.touchpoint = Id{31}, note.personas_view = Id{1},
    note.evidence_records = {Id{4}, Id{4}, Id{5}};
    const Journey journey = journey_after(PutNote{note});
    const Note& put = *find_note(journey, cell_note);
    EXPECT_EQ(put.text, "fresh");
    EXPECT_EQ(put.author, Id::none);
    EXPECT_EQ(put.touchpoint, Id::none);
    EXPECT_EQ(put.personas_view, Id{1});
    EXPECT_EQ(put.evidence_records, std::vector<Id>{Id{4}});
    expect_nothing(PutNote{fresh_note(Id{300})});
}

// --- what lies on the board

TEST(move_by, moves_free_notes_pictures_and_ink_only) {
    const Journey journey = journey_after(MoveBy{{free_note, Id{71}, Id{91}, cell_note}, {10, -5}});
    EXPECT_EQ(std::get<Free>(find_note(journey, free_note)->place).at, (Vec2{-110.5f, 91.25f}));
    EXPECT_EQ(journey.pictures[0]->frame.at, (Vec2{20, 15}));
    EXPECT_EQ(journey.ink[0]->points[1].at, (Vec2{13, -0.25f}));
    EXPECT_EQ(*find_note(journey, cell_note),
              *find_note(*find_journey(rich_session(), journey_id), cell_note));
    expect_nothing(MoveBy{{free_note}, {nan, 0}});
}

TEST(remove, takes_connectors_and_moments_along_and_clears_what_pointed_there) {
    const Journey journey = journey_after(Remove{{cell_note}});
    EXPECT_FALSE(find_note(journey, cell_note));
    EXPECT_FALSE(find_moment(journey, Id{62})); // it sat on the note
    EXPECT_EQ(journey.connectors.size(), 1u);   // the one from the note has gone
    const Journey without_curve = journey_after(Remove{{emotion_curve}});
    EXPECT_FALSE(find_moment(without_curve, Id{61}));
    EXPECT_EQ(without_curve.connectors.size(), 1u); // it led to the moment
    EXPECT_EQ(without_curve.actions[0]->about, Id::none);
    const Journey without_touchpoint = journey_after(Remove{{Id{41}}});
    EXPECT_EQ(find_note(without_touchpoint, cell_note)->touchpoint, Id::none);
    EXPECT_TRUE(journey_after(Remove{{Id{101}, Id{111}, Id{112}}}).metrics.empty());
    expect_nothing(
        Remove{{search, actions_lane, Id{1}, Id{999}}}); // stages, lanes and records have their own edits
}

TEST(remove, of_the_last_picture_drops_its_bytes_and_the_portrait_it_was) {
    const Session session = after(Remove{{Id{71}}});
    EXPECT_TRUE(session.images.empty());
    EXPECT_EQ(session.personas[0]->picture, Id::none);
}

TEST(add_picture, keeps_the_bytes_once) {
    const Picture picture{Id{300}, rich_image().hash, {{0, 0}, {nan, -3}}, 0, "again"};
    const Session session = after(AddPicture{picture, rich_image()});
    EXPECT_EQ(session.images.size(), 1u);
    const Picture& added = *find_journey(session, journey_id)->pictures.back();
    EXPECT_EQ(added.frame.size, (Vec2{1, 1}));
    expect_nothing(AddPicture{{Id{300}, ImageHash{9}, {}, 0, ""}, rich_image()}); // other bytes than it says
    expect_nothing(PutPicture{{Id{300}, rich_image().hash, {}, 0, ""}});
    Session bare = rich_session();
    bare = edited(bare, journey_id, Remove{{Id{71}}});
    EXPECT_EQ(after(AddPicture{picture, rich_image()}, bare).images.size(), 1u);
    EXPECT_TRUE(after(AddPicture{picture, Image{rich_image().hash, 1, 1, {}}}, bare).images.empty());
}

TEST(put_connector, joins_two_things_that_are_there) {
    EXPECT_EQ(journey_after(PutConnector{{Id{300}, cell_note, buy, "then"}}).connectors.size(), 3u);
    EXPECT_EQ(journey_after(PutConnector{{Id{81}, free_note, buy, "then"}}).connectors[0]->from, free_note);
    expect_nothing(PutConnector{{Id{300}, cell_note, cell_note, ""}});
    expect_nothing(PutConnector{{Id{300}, cell_note, Id{999}, ""}});
    expect_nothing(PutConnector{{Id{300}, cell_note, emotion_curve, ""}});
}

TEST(add_ink, needs_points_that_are_numbers) {
    const Journey journey = journey_after(AddInk{{Id{300}, {{{1, 1}, 9}, {{nan, 0}, 1}}, 0xFF, -4, Id{999}}});
    const Ink& ink = *journey.ink.back();
    EXPECT_EQ(ink.points, (std::vector<InkPoint>{{{1, 1}, 1}}));
    EXPECT_EQ(ink.width, least_ink_width);
    EXPECT_EQ(ink.author, Id::none);
    expect_nothing(AddInk{{Id{300}, {{{nan, 0}, 1}}, 0xFF, 4, Id::none}});
}

// --- stages and lanes

std::vector<Id> stages_of(const Journey& journey) {
    std::vector<Id> ids;
    for (const Shared<Stage>& stage : journey.stages) ids.push_back(stage->id);
    return ids;
}

TEST(add_stage, goes_in_at_its_index) {
    Stage stage;
    stage.id = Id{300}, stage.title = " New\nstage ", stage.width = 3, stage.tolerance = -99.0f;
    const Journey journey = journey_after(AddStage{stage, 1});
    EXPECT_EQ(stages_of(journey), (std::vector<Id>{search, Id{300}, buy, wear}));
    EXPECT_EQ(journey.stages[1]->title, "New stage");
    EXPECT_EQ(journey.stages[1]->width, least_stage_width);
    EXPECT_EQ(journey.stages[1]->tolerance, -5.0f);
    EXPECT_EQ(stages_of(journey_after(AddStage{stage, 999})).back(), Id{300});
    stage.id = search;
    expect_nothing(AddStage{stage, 0});
}

TEST(move_stage, takes_its_curve_points_along) {
    const Journey journey = journey_after(MoveStage{wear, 0});
    EXPECT_EQ(stages_of(journey), (std::vector<Id>{wear, search, buy}));
    const Curve& curve = *find_curve(journey, emotion_curve);
    EXPECT_EQ(curve.points[0].stage, wear);
    EXPECT_EQ(curve.points[0].score, 4.5f);
    EXPECT_EQ(curve.points[1].stage, search);
    expect_nothing(MoveStage{buy, 1});
    expect_nothing(MoveStage{Id{999}, 0});
}

TEST(resize_stage, stays_between_the_least_and_the_greatest_width) {
    const auto width = [](float wanted) {
        return find_stage(journey_after(ResizeStage{buy, wanted}), buy)->width;
    };
    EXPECT_EQ(width(500), 500);
    EXPECT_EQ(width(1), least_stage_width);
    EXPECT_EQ(width(-infinity), least_stage_width);
    EXPECT_EQ(width(infinity), greatest_stage_width);
    EXPECT_EQ(width(0), 0); // as wide as a fresh one
    expect_nothing(ResizeStage{buy, nan});
}

TEST(set_tolerance, sets_and_clears_the_score) {
    EXPECT_EQ(find_stage(journey_after(SetTolerance{buy, -2.0f, "soon"}), buy)->tolerance, -2.0f);
    EXPECT_EQ(find_stage(journey_after(SetTolerance{buy, -20.0f, ""}), buy)->tolerance, -5.0f);
    EXPECT_FALSE(find_stage(journey_after(SetTolerance{search, {}, ""}), search)->tolerance);
    expect_nothing(SetTolerance{buy, nan, "never"});
}

TEST(set_leap, keeps_only_ways_that_lead_somewhere) {
    const Journey journey = journey_after(SetLeap{buy,
                                                  "courier",
                                                  {{StageExit::loop, buy, "again"},
                                                   {StageExit::loop, Id{999}, "nowhere"},
                                                   {StageExit::leave, search, "out"}}});
    const Stage& stage = *find_stage(journey, buy);
    EXPECT_EQ(stage.leap, "courier");
    EXPECT_EQ(stage.branches,
              (std::vector<Branch>{{StageExit::loop, buy, "again"}, {StageExit::leave, Id::none, "out"}}));
}

TEST(remove_stage, parks_its_notes_and_forgets_what_pointed_there) {
    const Journey journey = journey_after(RemoveStage{search});
    EXPECT_EQ(stages_of(journey), (std::vector<Id>{buy, wear}));
    EXPECT_EQ(journey.notes.size(), 4u); // none is lost
    EXPECT_TRUE(std::holds_alternative<Parked>(find_note(journey, cell_note)->place));
    EXPECT_EQ(find_curve(journey, emotion_curve)->points.size(), 1u);
    EXPECT_FALSE(find_moment(journey, Id{62}));
    EXPECT_TRUE(find_stage(journey, wear)->branches.empty()); // its loop led there
    const Journey without_buy = journey_after(RemoveStage{buy});
    EXPECT_EQ(without_buy.touchpoints[0]->stage, Id::none);       // kept, without a place
    EXPECT_TRUE(find_curve(without_buy, Id{52})->points.empty()); // an empty curve stays to be drawn again
    const Journey without_wear = journey_after(RemoveStage{wear});
    EXPECT_TRUE(without_wear.connectors.empty()); // one led to the stage, one to a moment on it
}

TEST(remove_stage, of_all_stages_leaves_every_note) {
    const Session session = after(Several{{RemoveStage{search}, RemoveStage{buy}, RemoveStage{wear}}, ""});
    const Journey& journey = *find_journey(session, journey_id);
    EXPECT_TRUE(journey.stages.empty());
    EXPECT_EQ(journey.notes.size(), 4u);
}

TEST(lanes, are_added_renamed_moved_resized_and_removed) {
    EXPECT_EQ(journey_after(AddLane{{Id{300}, LaneKind::needs, "", 0, false}, 0}).lanes[0]->id, Id{300});
    EXPECT_EQ(find_lane(journey_after(RenameLane{actions_lane, "Doing "}), actions_lane)->title, "Doing");
    EXPECT_EQ(journey_after(MoveLane{actions_lane, 99}).lanes.back()->id, actions_lane);
    EXPECT_EQ(find_lane(journey_after(ResizeLane{actions_lane, 1e9f}), actions_lane)->height,
              greatest_lane_height);
    expect_nothing(ResizeLane{actions_lane, nan});
    const Journey journey = journey_after(RemoveLane{actions_lane});
    EXPECT_EQ(journey.lanes.size(), 3u);
    EXPECT_TRUE(std::holds_alternative<Parked>(find_note(journey, cell_note)->place));
    EXPECT_EQ(journey_after(RemoveLane{Id{22}}).curves.size(), 2u); // curves outlive their lane
}

// --- curves and moments

std::vector<CurvePoint> points_after(const Edit& edit) {
    return find_curve(journey_after(edit), emotion_curve)->points;
}

TEST(put_curve, sorts_and_cleans_its_points) {
    const Curve curve{emotion_curve,
                      CurveKind::emotion,
                      Id{999},
                      {{wear, 0.5f, 9},
                       {search, 2, -9},
                       {Id{999}, 0.5f, 1},
                       {wear, 0.5f, 3},
                       {buy, nan, 1},
                       {buy, 0.1f, nan},
                       {buy, 0.3f, 1}}};
    const Journey journey = journey_after(PutCurve{curve});
    EXPECT_EQ(find_curve(journey, emotion_curve)->persona, Id::none);
    EXPECT_EQ(find_curve(journey, emotion_curve)->points,
              (std::vector<CurvePoint>{{search, 1, -5}, {buy, 0.3f, 1}, {wear, 0.5f, 3}}));
    Curve added = curve;
    added.id = Id{300};
    EXPECT_EQ(journey_after(PutCurve{added}).curves.size(), 3u);
}

TEST(add_point, goes_between_its_neighbours_or_changes_the_one_that_is_there) {
    EXPECT_EQ(points_after(AddPoint{emotion_curve, {buy, 0.5f, 2}})[1].stage, buy);
    const std::vector<CurvePoint> same = points_after(AddPoint{emotion_curve, {search, 0.25f, 2}});
    ASSERT_EQ(same.size(), 2u);
    EXPECT_EQ(same[0].score, 2);
    expect_nothing(AddPoint{emotion_curve, {Id{999}, 0.5f, 2}});
    expect_nothing(AddPoint{emotion_curve, {buy, nan, 2}});
}

TEST(move_point, may_cross_stage_borders_but_not_its_neighbours) {
    const std::vector<CurvePoint> across = points_after(MovePoint{emotion_curve, 0, {buy, 0.75f, 1}});
    EXPECT_EQ(across[0].stage, buy);
    EXPECT_EQ(across[0].along, 0.75f);
    const std::vector<CurvePoint> stopped = points_after(MovePoint{emotion_curve, 0, {wear, 0.9f, 1}});
    EXPECT_EQ(stopped[0].stage, wear);
    EXPECT_NEAR(stopped[0].along, 0.5 - 1e-4, 1e-6);
    EXPECT_EQ(stopped[0].score, 1);
    EXPECT_EQ(stopped[1].along, 0.5f);
    const std::vector<CurvePoint> back = points_after(MovePoint{emotion_curve, 1, {search, 0, -9}});
    EXPECT_EQ(back[1].stage, search);
    EXPECT_NEAR(back[1].along, 0.25 + 1e-4, 1e-6);
    EXPECT_EQ(back[1].score, -5);
    expect_nothing(MovePoint{emotion_curve, 2, {buy, 0.5f, 0}});
    expect_nothing(MovePoint{emotion_curve, 0, {buy, nan, 0}});
}

TEST(move_point, keeps_its_place_where_there_is_no_room) {
    const Curve tight{emotion_curve,
                      CurveKind::emotion,
                      Id::none,
                      {{search, 0.5f, 1}, {search, 0.50005f, 2}, {search, 0.5001f, 3}}};
    const Session session = edited(rich_session(), journey_id, PutCurve{tight});
    const Journey journey = journey_after(MovePoint{emotion_curve, 1, {wear, 0.5f, -1}}, session);
    EXPECT_EQ(find_curve(journey, emotion_curve)->points[1], (CurvePoint{search, 0.50005f, -1}));
}

TEST(remove_point, leaves_an_empty_curve_in_the_end) {
    EXPECT_EQ(points_after(RemovePoint{emotion_curve, 0}).size(), 1u);
    EXPECT_TRUE(
        points_after(Several{{RemovePoint{emotion_curve, 0}, RemovePoint{emotion_curve, 0}}, ""}).empty());
    expect_nothing(RemovePoint{emotion_curve, 2});
}

TEST(put_moment, sits_on_a_curve_or_on_a_note_and_never_on_nothing) {
    EXPECT_EQ(
        find_moment(journey_after(PutMoment{{Id{300}, buy, 7, emotion_curve, Id::none, "", "", "", ""}}),
                    Id{300})
            ->along,
        1);
    const MagicMoment on_note{Id{300}, wear, 0.5f, emotion_curve, cell_note, "", "", "", ""};
    const Journey journey = journey_after(PutMoment{on_note});
    EXPECT_EQ(find_moment(journey, Id{300})->stage, search); // where the note is
    EXPECT_EQ(find_moment(journey, Id{300})->curve, Id::none);
    expect_nothing(PutMoment{{Id{300}, Id{999}, 0.5f, emotion_curve, Id::none, "", "", "", ""}});
    expect_nothing(PutMoment{{Id{300}, buy, 0.5f, Id{999}, Id::none, "", "", "", ""}});
}

// --- what has no place on the board

TEST(set_journey_facts, refers_only_to_what_is_there) {
    const Journey journey = journey_after(SetJourneyFacts{
        "Title\n", "", "", "", JourneyState::future, journey_id, {Id{1}, Id{1}, Id{2}}, {"tag"}});
    EXPECT_EQ(journey.title, "Title");
    EXPECT_EQ(journey.pair, Id::none); // not its own pair
    EXPECT_EQ(journey.personas, std::vector<Id>{Id{1}});
    EXPECT_EQ(journey.notes.size(), 4u);
}

TEST(records, are_put_and_removed_with_every_reference) {
    EXPECT_EQ(after(PutPersona{persona_named(Id{300}, "Ann")}).personas.size(), 2u);
    EXPECT_EQ(after(PutPersona{persona_named(Id{1}, "Ann")}).personas[0]->name, "Ann");
    expect_nothing(PutPersona{persona_named(Id{2}, "a participant's id")});
    EXPECT_EQ(after(PutGlossaryTerm{{Id{300}, "word", "", ""}}).glossary.size(), 2u);
    const Session no_persona = after(RemoveRecord{Id{1}});
    const Journey& journey = *find_journey(no_persona, journey_id);
    EXPECT_TRUE(journey.personas.empty());
    EXPECT_EQ(find_curve(journey, emotion_curve)->persona, Id::none);
    EXPECT_EQ(find_note(journey, cell_note)->personas_view, Id::none);
    const Session no_author = after(RemoveRecord{Id{2}});
    EXPECT_EQ(find_journey(no_author, journey_id)->ink[0]->author, Id::none);
    const Session no_evidence = after(RemoveRecord{Id{4}});
    EXPECT_TRUE(find_note(*find_journey(no_evidence, journey_id), cell_note)->evidence_records.empty());
    expect_nothing(RemoveRecord{cell_note});
}

TEST(journeys, are_added_and_removed_but_for_the_last) {
    Journey added;
    added.id = Id{300}, added.title = "More", added.pair = journey_id;
    EXPECT_EQ(after(AddJourney{added}).journeys.size(), 3u);
    added.id = Id{200};
    expect_nothing(AddJourney{added});
    const Session one = after(RemoveJourney{journey_id});
    ASSERT_EQ(one.journeys.size(), 1u);
    EXPECT_EQ(one.journeys[0]->pair, Id::none);
    EXPECT_TRUE(one.images.empty());
    EXPECT_EQ(edited(one, Id{200}, RemoveJourney{Id{200}}).journeys.size(), 1u);
}

TEST(several, is_all_its_edits_in_turn) {
    const Session session = after(Several{
        {AddNotes{{fresh_note(Id{300})}}, SetText{Id{300}, "then"}, SetSessionFacts{"Title", "de", "", ""}},
        "Do it"});
    EXPECT_EQ(find_note(*find_journey(session, journey_id), Id{300})->text, "then");
    EXPECT_EQ(session.language, "de");
    Edit deep = SetText{cell_note, "deep"};
    for (int i = 0; i < 1000; ++i) deep = Several{{deep}, ""};
    expect_nothing(deep); // steps within steps end somewhere
}

TEST(edit, on_a_journey_that_is_not_there_changes_nothing) {
    EXPECT_TRUE(edited(rich_session(), Id{999}, RemoveStage{search}) == rich_session());
}

TEST(edit, every_kind_has_a_name) {
    const auto named = [](const Edit& edit) { return label(edit); };
    EXPECT_EQ(named(AddNotes{{fresh_note(Id{1})}}), "Add note");
    EXPECT_EQ(named(Remove{{Id{1}, Id{2}}}), "Delete 2 things");
    EXPECT_EQ(named(PutCurve{}), "Draw emotion curve");
    EXPECT_EQ(named(Several{}), "Nothing");
}

} // namespace

} // namespace waymark
