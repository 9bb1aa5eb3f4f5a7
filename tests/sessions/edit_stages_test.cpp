#include "tests/sessions/edit_after.hpp"

#include "sessions/limits.hpp"
#include "sessions/stages.hpp"

#include <cmath>

namespace waymark {
namespace {

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

} // namespace
} // namespace waymark
