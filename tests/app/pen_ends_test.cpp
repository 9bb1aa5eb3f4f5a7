#include "app/pen_ends.hpp"

#include <gtest/gtest.h>

/// Which eraser is the other end of which pen.
namespace waymark::testing {
namespace {

using Numbers = std::map<int, int>;

TEST(pen_ends, of_a_tablet_are_one_pen_by_their_names) {
    EXPECT_EQ(pen_numbers({{12, "Wacom Cintiq Pro 24 Pen stylus", "", false},
                           {13, "Wacom Cintiq Pro 24 Pen eraser", "", true}}),
              (Numbers{{12, 12}, {13, 12}}));
}

TEST(pen_ends, go_by_the_lower_number_whichever_came_first) {
    EXPECT_EQ(pen_numbers({{9, "Wacom Intuos Eraser (0x5ac1e7b7)", "", true},
                           {14, "Wacom Intuos Pen (0x5ac1e7b7)", "", false}}),
              (Numbers{{9, 9}, {14, 9}}));
}

TEST(pen_ends, of_two_pens_on_one_tablet_are_told_apart_by_their_serial_numbers) {
    EXPECT_EQ(pen_numbers({{10, "Wacom Pen Pen (0x1)", "", false},
                           {11, "Wacom Pen Pen (0x2)", "", false},
                           {12, "Wacom Pen Eraser (0x2)", "", true},
                           {13, "Wacom Pen Eraser (0x1)", "", true}}),
              (Numbers{{10, 10}, {11, 11}, {12, 11}, {13, 10}}));
}

TEST(pen_ends, of_two_tablets_of_one_sort_are_told_apart_by_their_tablets) {
    EXPECT_EQ(pen_numbers({{10, "Tablet stylus", "/dev/input/event5", false},
                           {11, "Tablet stylus", "/dev/input/event6", false},
                           {12, "Tablet eraser", "/dev/input/event6", true},
                           {13, "Tablet eraser", "/dev/input/event5", true}}),
              (Numbers{{10, 10}, {11, 11}, {12, 11}, {13, 10}}));
}

TEST(pen_ends, of_two_tablets_are_two_pens_though_their_names_are_of_one_sort) {
    EXPECT_EQ(pen_numbers({{10, "Tablet stylus", "/dev/input/event5", false},
                           {12, "Tablet eraser", "/dev/input/event6", true}}),
              (Numbers{{10, 10}, {12, 12}}));
    EXPECT_EQ(
        pen_numbers({{10, "Tablet stylus", "/dev/input/event5", false}, {12, "Tablet eraser", "", true}}),
        (Numbers{{10, 10}, {12, 10}}))
        << "nothing is known against it";
}

TEST(pen_ends, that_cannot_be_told_apart_stay_on_their_own) {
    EXPECT_EQ(pen_numbers({{10, "Tablet stylus", "", false},
                           {11, "Tablet stylus", "", false},
                           {12, "Tablet eraser", "", true}}),
              (Numbers{{10, 10}, {11, 11}, {12, 12}}));
    EXPECT_EQ(pen_numbers({{10, "Tablet stylus", "", false}, {11, "Other eraser", "", true}}),
              (Numbers{{10, 10}, {11, 11}}));
    EXPECT_EQ(pen_numbers({{10, "Tablet stylus", "", false}, {11, "Tablet pen", "", false}}),
              (Numbers{{10, 10}, {11, 11}}))
        << "two pens";
    EXPECT_EQ(pen_numbers({{10, "eraser", "", true}}), (Numbers{{10, 10}}));
    EXPECT_TRUE(pen_numbers({}).empty());
}

} // namespace
} // namespace waymark::testing
