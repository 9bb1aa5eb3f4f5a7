#include "render/layout.hpp"

#include "tests/render/boards.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

/// At 100 %, the world's origin 300 px from the left and 200 px from the top; pinned things rest at 16, 64.
View view_of_origin() {
    View view;
    view.size_px = {1920, 1080};
    view.pin_px = {16, 64};
    view.at = Vec2{1920 / 2 - 300, 1080 / 2 - 200};
    return view;
}

Hit hit_world(const Board& board, Vec2 world, float reach = 0) {
    const View view = view_of_origin();
    return hit(board.layout, view, view.to_screen(world), reach);
}

TEST(hit, each_note_is_found_in_its_middle) {
    const Board board;
    View view = view_of_origin();
    for (const NoteBox& box : board.layout.notes) {
        view.at = box.rect.center();
        const Hit found = hit(board.layout, view, view.size_px * 0.5f, 0);
        ASSERT_TRUE(std::holds_alternative<HitNote>(found)) << box.note->text;
        EXPECT_EQ(std::get<HitNote>(found).note, box.note->id);
    }
}

TEST(hit, of_two_notes_the_one_in_front_is_found) {
    Board board;
    const Id behind = board.add(Free{{-1000, 0}}, "behind"), front = board.add(Free{{-940, 60}}, "front");
    View view = view_of_origin();
    view.at = {-900, 100};
    EXPECT_EQ(std::get<HitNote>(hit(board.layout, view, view.size_px * 0.5f, 0)).note, front);
    view.at = {-990, 10};
    EXPECT_EQ(std::get<HitNote>(hit(board.layout, view, view.size_px * 0.5f, 0)).note, behind);
}

TEST(hit, a_turned_note_is_found_by_its_own_outline) {
    Board board;
    Note note;
    note.id = board.next();
    note.place = Free{{-1000, 0}};
    note.angle = 0.7853982f; // a corner points upwards
    board.edit(AddNotes{{note}, Id::none});
    const Vec2 middle = find_box(board.layout, note.id)->rect.center();
    EXPECT_TRUE(std::holds_alternative<HitNote>(hit_world(board, middle - Vec2{0, 105})));
    EXPECT_FALSE(std::holds_alternative<HitNote>(hit_world(board, middle - Vec2{75, 75})));
}

TEST(hit, cells_emotion_parking_and_nothing_are_told_apart) {
    const Board board{"blank"};
    const CellBox& cell = board.layout.cells.front();
    const Hit in_cell = hit_world(board, cell.rect.center());
    ASSERT_TRUE(std::holds_alternative<HitCell>(in_cell));
    EXPECT_EQ(std::get<HitCell>(in_cell).stage, cell.stage);
    EXPECT_TRUE(std::holds_alternative<HitEmotion>(hit_world(board, board.layout.emotion->rect.center())));
    EXPECT_TRUE(std::holds_alternative<HitParking>(hit_world(board, board.layout.parking.center())));
    EXPECT_TRUE(
        std::holds_alternative<HitNothing>(hit_world(board, board.layout.bounds.end() + Vec2{500, 500})));
}

TEST(hit, small_things_are_reached_from_nearby_but_not_through_what_lies_exactly_there) {
    Board board;
    const CurveBox& curve = board.layout.curves.front();
    const Vec2 point = curve.points[1];
    EXPECT_TRUE(std::holds_alternative<HitCurvePoint>(hit_world(board, point)));
    const Vec2 beside = point + Vec2{0, -20};
    EXPECT_TRUE(std::holds_alternative<HitEmotion>(hit_world(board, beside, 0)));
    const Hit reached = hit_world(board, beside, 24);
    ASSERT_TRUE(std::holds_alternative<HitCurvePoint>(reached));
    EXPECT_EQ(std::get<HitCurvePoint>(reached).index, 1u);
    board.add(Free{beside - Vec2{80, 155}}, "a note over it");
    EXPECT_TRUE(std::holds_alternative<HitNote>(hit_world(board, beside, 24)));
}

TEST(hit, reach_is_in_screen_pixels) {
    const Board board;
    const Vec2 beside = board.layout.curves.front().points[1] + Vec2{0, -40};
    View view = view_of_origin();
    view.at = beside;
    view.zoom = 0.5f; // 40 units are 20 px here
    EXPECT_TRUE(std::holds_alternative<HitCurvePoint>(hit(board.layout, view, view.size_px * 0.5f, 20)));
    view.zoom = 2;
    EXPECT_TRUE(std::holds_alternative<HitEmotion>(hit(board.layout, view, view.size_px * 0.5f, 20)));
}

TEST(hit, the_curve_itself_and_its_stars_are_found) {
    const Board board;
    const CurveBox& curve = board.layout.curves.front();
    const Vec2 between = curve.line[curve.line.size() / 5];
    EXPECT_TRUE(std::holds_alternative<HitCurve>(hit_world(board, between)));
    const MomentBox& moment = board.layout.moments.front();
    EXPECT_TRUE(std::holds_alternative<HitMoment>(hit_world(board, moment.at)));
    EXPECT_TRUE(std::holds_alternative<HitMoment>(hit_world(board, moment.flag.center())));
}

TEST(hit, headers_and_tabs_are_found_where_they_are) {
    const Board board;
    const Hit header = hit_world(board, board.layout.stages[1].header.center());
    ASSERT_TRUE(std::holds_alternative<HitStageHeader>(header));
    EXPECT_EQ(std::get<HitStageHeader>(header).stage, board.layout.stages[1].stage);
    const Hit tab = hit_world(board, board.layout.lanes[2].tab.center());
    ASSERT_TRUE(std::holds_alternative<HitLaneTab>(tab));
    EXPECT_EQ(std::get<HitLaneTab>(tab).lane, board.layout.lanes[2].lane);
}

TEST(hit, the_gap_beside_a_header_resizes_its_stage_and_a_tabs_lower_edge_its_lane) {
    const Board board;
    const Rect header = board.layout.stages[0].header;
    const Hit border = hit_world(board, {header.right() + stage_gap / 2, header.center().y}, 8);
    ASSERT_TRUE(std::holds_alternative<HitStageBorder>(border));
    EXPECT_EQ(std::get<HitStageBorder>(border).stage, board.layout.stages[0].stage);
    const Rect tab = board.layout.lanes[0].tab;
    const Hit edge = hit_world(board, {tab.center().x, tab.bottom() - 2}, 8);
    ASSERT_TRUE(std::holds_alternative<HitLaneBorder>(edge));
    EXPECT_EQ(std::get<HitLaneBorder>(edge).lane, board.layout.lanes[0].lane);
}

TEST(hit, headers_and_tabs_are_found_where_they_are_pinned) {
    const Board board;
    View view = view_of_origin();
    view.at = {1500, 1400}; // far right and far down: both would be out of sight
    const Rect header = board.layout.stages[3].header;
    const Vec2 header_px{view.to_screen(header.center()).x, view.pin_px.y + 30};
    const Hit found = hit(board.layout, view, header_px, 0);
    ASSERT_TRUE(std::holds_alternative<HitStageHeader>(found));
    EXPECT_EQ(std::get<HitStageHeader>(found).stage, board.layout.stages[3].stage);
    const LaneBox& lane = board.layout.lanes[6];
    const Vec2 tab_px{view.pin_px.x + 60, view.to_screen(lane.tab.center()).y};
    const Hit tab = hit(board.layout, view, tab_px, 0);
    ASSERT_TRUE(std::holds_alternative<HitLaneTab>(tab));
    EXPECT_EQ(std::get<HitLaneTab>(tab).lane, lane.lane);
    // Where both meet the corner lies over them, and takes what is under it out of reach.
    EXPECT_TRUE(std::holds_alternative<HitNothing>(hit(board.layout, view, view.pin_px + Vec2{60, 30}, 0)));
}

TEST(hit, ink_pictures_and_connectors_are_found) {
    Board board;
    Ink ink;
    ink.id = board.next();
    ink.points = {{{-900, 0}, 1}, {{-800, 0}, 1}};
    board.edit(AddInk{ink});
    EXPECT_EQ(std::get<HitInk>(hit_world(board, {-850, 1})).ink, ink.id);
    Connector connector;
    connector.id = board.next();
    connector.from = board.add(Free{{-1200, 400}}, "from");
    connector.to = board.add(Free{{-700, 400}}, "to");
    connector.id = board.next();
    board.edit(PutConnector{connector});
    EXPECT_EQ(std::get<HitConnector>(hit_world(board, {-870, 480}, 4)).connector, connector.id);
}

TEST(drop_place, a_note_over_a_cell_goes_into_it_and_the_cell_glows) {
    const Board board;
    const CellBox& cell = board.cell_box(
        3, board.lane_of(LaneKind::needs) < board.journey.lanes.size() ? board.lane_of(LaneKind::needs) : 0);
    const DropPlace place = drop_place(board.layout, cell.rect.end() - Vec2{10, 10}, {});
    EXPECT_EQ(place.place, Place(InCell{cell.stage, cell.lane}));
    EXPECT_EQ(place.before, Id::none);
    EXPECT_EQ(place.glow, cell.rect);
}

TEST(drop_place, before_the_note_whose_middle_it_has_not_passed) {
    Board board{"five-stages"};
    const std::size_t lane = board.lane_of(LaneKind::actions);
    const Id a = board.add(board.cell(0, lane), "a"), b = board.add(board.cell(0, lane), "b"),
             c = board.add(board.cell(0, lane), "c");
    const Rect first = find_box(board.layout, a)->rect, second = find_box(board.layout, b)->rect,
               third = find_box(board.layout, c)->rect;
    EXPECT_EQ(drop_place(board.layout, first.center() - Vec2{10, 0}, {}).before, a);
    EXPECT_EQ(drop_place(board.layout, first.center() + Vec2{10, 0}, {}).before, b);
    EXPECT_EQ(drop_place(board.layout, second.center() + Vec2{10, 0}, {}).before, c);
    EXPECT_EQ(drop_place(board.layout, third.center() + Vec2{10, 0}, {}).before, Id::none);
    EXPECT_EQ(drop_place(board.layout, first.center() - Vec2{10, 0}, {a}).before, b)
        << "held notes do not count";
}

TEST(drop_place, the_gap_between_sheets_belongs_to_the_nearer_stage) {
    const Board board;
    const CellBox &left = board.cell_box(0, 0), &right = board.cell_box(1, 0);
    EXPECT_EQ(drop_place(board.layout, {left.rect.right() + 3, left.rect.center().y}, {}).place,
              Place(InCell{left.stage, left.lane}));
    EXPECT_EQ(drop_place(board.layout, {right.rect.left() - 3, left.rect.center().y}, {}).place,
              Place(InCell{right.stage, right.lane}));
}

TEST(drop_place, outside_the_map_a_note_is_free_and_over_the_parking_lot_it_waits) {
    const Board board;
    const DropPlace free = drop_place(board.layout, {-1000, 40}, {});
    EXPECT_EQ(free.place, Place(Free{{-1080, -40}}));
    EXPECT_FALSE(free.glow);
    const DropPlace parked = drop_place(board.layout, board.layout.parking.center(), {});
    EXPECT_EQ(parked.place, Place(Parked{}));
    EXPECT_EQ(parked.glow, board.layout.parking);
}

TEST(things_within, a_marquee_takes_what_it_touches) {
    Board board;
    const Id note = board.add(Free{{-1000, 0}}, "in");
    Ink ink;
    ink.id = board.next();
    ink.points = {{{-1000, 300}, 1}, {{-900, 320}, 1}};
    board.edit(AddInk{ink});
    const std::vector<Id> both = things_within(board.layout, rect_between({-1100, -50}, {-850, 400}));
    EXPECT_EQ(both, (std::vector<Id>{note, ink.id}));
    EXPECT_TRUE(things_within(board.layout, rect_between({-1500, -50}, {-1200, 400})).empty());
}

TEST(things_within, everything_is_taken_by_a_marquee_around_everything) {
    const Board board;
    const std::vector<Id> all = things_within(board.layout, board.layout.bounds.grown(10));
    EXPECT_EQ(all.size(), board.layout.notes.size() + board.layout.moments.size());
}

} // namespace
} // namespace waymark
