#pragma once
#include "app/show.hpp"
#include "app/tools.hpp"
#include "tests/app/scripted_hand.hpp"

#include <algorithm>

namespace waymark::testing {

// Where things lie on a toolbox, from its middle (app/tool_toolbox.cpp).
inline constexpr Vec2 name_at{0, -56}, close_at{176, -56}, undo_at{176, 56}, select_at{-176, 0},
    note_at{-117.4f, 0}, pen_at{-58.8f, 0}, green_at{-176 + 3 * 40, 56}, grip_at{0, 84};

/// People with toolboxes around a table on which nothing lies.
class People : public ::testing::Test {
protected:
    using Hand = ScriptedHand;
    Hand hand{"five-stages", table()}; // nobody has a name yet

    static Settings table() {
        Settings settings;
        settings.lies_flat = true;
        return settings;
    }
    void SetUp() override { hand.look_at({-9000, -9000}); } // nothing but ground
    /// Two fingers rest there; the new box.
    std::uint32_t open(Vec2 at_px) {
        hand.press(at_px - Vec2{50, 0}, Hand::finger(20));
        hand.press(at_px + Vec2{50, 0}, Hand::finger(21));
        hand.wait(0.7);
        hand.release(at_px - Vec2{50, 0}, Hand::finger(20));
        hand.release(at_px + Vec2{50, 0}, Hand::finger(21));
        hand.wait(0.6);
        EXPECT_FALSE(hand.app.hands.toolboxes.empty());
        return hand.app.hands.toolboxes.empty() ? 0 : hand.app.hands.toolboxes.back().number;
    }
    const Toolbox& box(std::uint32_t number) const {
        const auto found = std::ranges::find(hand.app.hands.toolboxes, number, &Toolbox::number);
        static const Toolbox none;
        EXPECT_NE(found, hand.app.hands.toolboxes.end());
        return found == hand.app.hands.toolboxes.end() ? none : *found;
    }
    Vec2 on(std::uint32_t number, Vec2 at) const { return box(number).at_px + turned(at, box(number).angle); }
    void tap(std::uint32_t number, Vec2 at, std::uint32_t contact = 30) {
        hand.wait(0.6);
        hand.tap(on(number, at), Hand::finger(contact));
    }
    const Participant& person(std::uint32_t number) const {
        const Participant* found = find_participant(hand.app.session(), box(number).person);
        static const Participant none;
        EXPECT_NE(found, nullptr);
        return found ? *found : none;
    }
    void draw(Vec2 from, Vec2 to, std::uint32_t contact = 40) {
        hand.wait(0.6);
        hand.drag(from, to, Hand::finger(contact));
    }
    const Ink& last_ink() const {
        static const Ink none;
        const Ink* last = &none;
        for (const Shared<Ink>& ink : hand.journey().ink) last = ink.get();
        return *last;
    }
};

} // namespace waymark::testing
