#include "sessions/facing.hpp"
#include "tests/sessions/edit_after.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(facing, is_so_many_quarter_turns_clockwise) {
    EXPECT_EQ(angle_of(Facing::bottom), 0);
    EXPECT_FLOAT_EQ(angle_of(Facing::left), 1.5707963f);
    EXPECT_FLOAT_EQ(angle_of(Facing::top), 3.1415927f);
    EXPECT_FLOAT_EQ(angle_of(Facing::right), -1.5707963f);
    for (const Facing side : {Facing::bottom, Facing::left, Facing::top, Facing::right}) {
        EXPECT_EQ(nearest_facing(angle_of(side)), side);
        EXPECT_EQ(nearest_facing(angle_of(side) + 0.7f), side);
        EXPECT_EQ(nearest_facing(angle_of(side) - 0.7f), side);
        EXPECT_EQ(nearest_facing(angle_of(side) + 4 * 3.1415927f), side);
        EXPECT_EQ(turned_on(turned_on(turned_on(turned_on(side)))), side);
    }
}

TEST(facing, a_note_that_can_be_read_nearly_straight_stays_as_it_is) {
    Note note = fresh_note(Id{40}, Free{{0, 0}});
    note.angle = 0.5f;
    EXPECT_EQ(turned_to(note, 0), (Turned{Facing::bottom, 0.5f}));
    EXPECT_EQ(turned_to(note, angle_of(Facing::left)), (Turned{Facing::left, 0}));
    note.angle = 1.4f; // turned by two fingers, for somebody at the left
    EXPECT_EQ(turned_to(note, angle_of(Facing::left)), (Turned{Facing::bottom, 1.4f}));
    EXPECT_EQ(turned_to(note, 0), (Turned{Facing::bottom, 0}));
}

TEST(facing, free_angles_are_a_side_and_the_rest) {
    const Turned turned = turned_to(fresh_note(Id{40}, Free{{0, 0}}), 2.5f);
    EXPECT_EQ(turned.facing, Facing::top);
    EXPECT_NEAR(angle_of(turned.facing) + turned.angle, 2.5f, 1e-5f);
}

TEST(facing, turning_keeps_place_and_order) {
    const Journey journey = journey_after(TurnNotes{
        {{cell_note, Facing::left, 0.3f}, {free_note, Facing::top, 0.3f}, {Id{999}, Facing::top, 0}}});
    EXPECT_EQ(find_note(journey, cell_note)->facing, Facing::left);
    EXPECT_EQ(find_note(journey, cell_note)->angle, 0) << "in a cell notes are turned by quarters only";
    EXPECT_EQ(find_note(journey, free_note)->facing, Facing::top);
    EXPECT_EQ(find_note(journey, free_note)->angle, 0.3f);
    EXPECT_EQ(order(journey), (std::vector<Id>{Id{31}, Id{32}, Id{33}, Id{34}}));
    EXPECT_EQ(find_note(journey, cell_note)->place, find_note(*rich_session().journeys[0], cell_note)->place);
}

TEST(facing, sides_and_angles_that_there_are_not_turn_nothing) {
    expect_nothing(TurnNotes{{{cell_note, static_cast<Facing>(9), 0}}});
    expect_nothing(TurnNotes{{{free_note, Facing::top, nan}}});
    expect_nothing(TurnNotes{});
}

TEST(facing, a_move_turns_only_where_it_says_so) {
    Session start = edited(rich_session(), journey_id, TurnNotes{{{cell_note, Facing::right, 0}}});
    const Journey kept = journey_after(MoveNotes{{{cell_note, Parked{}}}, Id::none}, start);
    EXPECT_EQ(find_note(kept, cell_note)->facing, Facing::right);
    const Journey turned =
        journey_after(MoveNotes{{{cell_note, Parked{}, 1, 0, Facing::top}}, Id::none}, start);
    EXPECT_EQ(find_note(turned, cell_note)->facing, Facing::top);
}

TEST(facing, who_is_removed_is_no_longer_the_author_of_a_curve) {
    const Journey journey = journey_after(RemoveRecord{Id{2}}, rich_session_1_1());
    for (const Shared<Curve>& curve : journey.curves) EXPECT_EQ(curve->author, Id::none);
}

} // namespace
} // namespace waymark
