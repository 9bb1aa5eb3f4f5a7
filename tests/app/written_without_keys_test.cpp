#include "tests/app/people.hpp"

/// Texts begun by touch and written with a real keyboard: on-screen ones are never wanted.
namespace waymark::testing {
namespace {

class WithoutKeys : public People {
protected:
    void SetUp() override {
        People::SetUp();
        perform(hand.app, SetKeypads{KeypadUse::never});
    }
    Id begin_note(Vec2 at_px, std::uint32_t contact = 40) {
        hand.wait(1);
        hand.double_tap(at_px, Hand::finger(contact));
        EXPECT_TRUE(hand.app.writing);
        EXPECT_TRUE(hand.app.hands.keypads.open.empty());
        return hand.app.writing ? hand.app.writing->thing : Id::none;
    }
};

TEST_F(WithoutKeys, what_others_do_leaves_it_open_and_ones_own_tap_on_the_board_ends_it) {
    const std::uint32_t mara = open({400, 1900}), boris = open({2600, 300});
    const Id hers = begin_note({900, 1500});
    hand.type("one");
    hand.wait(1);
    hand.tap({2200, 700}, Hand::finger(41));               // Boris, on the empty board
    hand.drag({2300, 800}, {2100, 800}, Hand::finger(41)); // and he moves it
    tap(boris, pen_at);
    ASSERT_TRUE(hand.app.writing.find(hers)) << "he is somebody else";
    hand.type(" two");
    EXPECT_EQ(hand.app.writing.find(hers)->text, "one two");
    hand.drag({700, 1300}, {800, 1300}, Hand::finger(42));
    ASSERT_TRUE(hand.app.writing.find(hers)) << "she only moves the board";
    hand.wait(1);
    hand.tap({700, 1300}, Hand::finger(42));
    EXPECT_FALSE(hand.app.writing.find(hers)) << "she has finished";
    EXPECT_EQ(hand.note(hers).text, "one two");
    EXPECT_EQ(hand.app.history.now().by, box(mara).person);
}

TEST_F(WithoutKeys, whoever_begins_the_next_text_has_finished_the_one_before) {
    open({400, 1900}), open({2600, 300});
    const Id first = begin_note({700, 1500});
    hand.type("first");
    const Id his = begin_note({2200, 700}, 41);
    EXPECT_TRUE(hand.app.writing.find(first)) << "that is another's";
    hand.type("his");
    const Id second = begin_note({1000, 1300});
    EXPECT_FALSE(hand.app.writing.find(first));
    EXPECT_EQ(hand.note(first).text, "first");
    EXPECT_TRUE(hand.app.writing.find(his));
    EXPECT_TRUE(hand.app.writing.find(second));
}

TEST_F(WithoutKeys, without_toolboxes_who_is_near_is_the_same_person) {
    const Id note = begin_note({700, 1500});
    hand.type("near");
    hand.wait(1);
    hand.tap({2700, 300}, Hand::finger(41));
    EXPECT_TRUE(hand.app.writing.find(note)) << "out of reach";
    hand.wait(1);
    hand.tap({900, 1200}, Hand::finger(42));
    EXPECT_FALSE(hand.app.writing.find(note));
    EXPECT_EQ(hand.note(note).text, "near");
}

} // namespace
} // namespace waymark::testing
