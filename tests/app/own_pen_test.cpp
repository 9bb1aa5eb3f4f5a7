#include "app/tool_toolbox.hpp"
#include "tests/app/people.hpp"

/// Whose pen it is, and how far an arm reaches on screens of other sizes.
namespace waymark::testing {
namespace {

class OwnPens : public People {
protected:
    std::uint32_t mara = 0, boris = 0;
    void SetUp() override {
        People::SetUp();
        mara = open({400, 1900});
        boris = open({2600, 300});
    }
    static Hand::With pen(std::uint32_t device) { return Hand::pen_numbered(device); }
    void draw_with(std::uint32_t device, Vec2 from) {
        hand.wait(2);
        hand.drag(from, from + Vec2{120, 10}, pen(device));
    }
    void tap_with(std::uint32_t device, std::uint32_t number, Vec2 at) {
        hand.wait(2);
        hand.tap(on(number, at), pen(device));
    }
    static constexpr Vec2 near_boris{2200, 700}, near_nobody{1500, 1150};
};

TEST_F(OwnPens, a_pen_that_has_tapped_a_toolbox_is_its_persons_wherever_it_writes) {
    tap_with(5, mara, pen_at);
    draw_with(5, near_boris);
    ASSERT_EQ(hand.journey().ink.size(), 1u) << "with her tool, though his is another";
    EXPECT_EQ(last_ink().author, box(mara).person);
    EXPECT_EQ(hand.app.history.now().by, box(mara).person);
    const Colour own = person_colour(person(mara).colour);
    EXPECT_EQ(last_ink().colour >> 8, std::uint32_t{own.r} << 16 | std::uint32_t{own.g} << 8 | own.b);
    draw_with(5, near_nobody);
    ASSERT_EQ(hand.journey().ink.size(), 2u);
    EXPECT_EQ(last_ink().author, box(mara).person);
    tap(mara, undo_at);
    tap(mara, undo_at);
    EXPECT_TRUE(hand.journey().ink.empty()) << "both are hers to take back";
}

TEST_F(OwnPens, its_mark_in_the_toolbox_is_seen_in_every_theme_and_colour) {
    tap_with(5, mara, pen_at);
    const Vec2 mark = toolbox_parts::on_screen(box(mara), {toolbox_parts::pen_mark_x, toolbox_parts::name_y},
                                               board_of(hand.app));
    for (const PersonColour colour : toolbox_parts::colours) {
        Participant owner = person(mara);
        owner.colour = colour;
        perform(hand.app, Commit{PutParticipant{owner}, std::nullopt});
        for (const ThemeName name : {ThemeName::paper, ThemeName::dark_room, ThemeName::high_contrast}) {
            const HandsPicture picture = pictured(hand.app.hands, board_of(hand.app), theme(name));
            std::vector<Colour> seen; // what lies there, from below
            for (const Placed& placed : picture.over) {
                if (placed.at != mark) continue;
                const Drawable& part = placed.drawing->parts.front();
                if (const auto* disc = std::get_if<Box>(&part)) seen.push_back(disc->fill);
                if (const auto* sign = std::get_if<Shape>(&part)) seen.push_back(sign->fill);
            }
            ASSERT_GE(seen.size(), 1u);
            if (seen.size() == 1) seen.insert(seen.begin(), theme(name).chrome); // on the box itself
            EXPECT_GE(contrast(seen.back(), seen[seen.size() - 2]), 3)
                << static_cast<int>(name) << " " << static_cast<int>(colour);
        }
    }
}

TEST_F(OwnPens, another_pen_is_of_who_is_near) {
    tap_with(5, mara, pen_at);
    tap(boris, pen_at);
    draw_with(6, near_boris);
    ASSERT_EQ(hand.journey().ink.size(), 1u);
    EXPECT_EQ(last_ink().author, box(boris).person);
    draw_with(0, near_boris); // a device that does not tell
    EXPECT_EQ(last_ink().author, box(boris).person);
    tap_with(0, mara, pen_at);
    draw_with(0, near_boris);
    EXPECT_EQ(last_ink().author, box(boris).person);
}

TEST_F(OwnPens, it_is_given_away_by_a_tap_on_another_toolbox_and_given_back_when_one_closes) {
    tap_with(5, mara, pen_at);
    tap_with(5, boris, pen_at);
    draw_with(5, near_nobody);
    EXPECT_EQ(last_ink().author, box(boris).person);
    const std::size_t strokes = hand.journey().ink.size();
    tap(boris, close_at);
    ASSERT_EQ(hand.app.hands.toolboxes.size(), 1u);
    EXPECT_TRUE(hand.app.hands.pens.empty());
    draw_with(5, near_nobody);
    EXPECT_EQ(hand.journey().ink.size(), strokes) << "nobody's pen works with the board's tool";
    perform(hand.app, ChooseTool{Tool::pen});
    draw_with(5, near_nobody);
    EXPECT_EQ(last_ink().author, Id::none);
}

/// People of another session have the same numbers.
TEST_F(OwnPens, it_is_nobodys_in_the_next_session) {
    tap_with(5, mara, pen_at);
    ASSERT_EQ(hand.app.hands.pens.size(), 1u);
    perform(hand.app, NewSession{"five-stages"});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    hand.send({});
    hand.look_at({-9000, -9000});
    hand.wait(2); // no palm beside the pen
    const Id her = box(open({400, 1900})).person;
    ASSERT_TRUE(hand.app.hands.toolboxes.size() == 1 && her != Id::none);
    tap(hand.app.hands.toolboxes.front().number, pen_at); // who has this toolbox draws, but not with that pen
    draw_with(5, near_boris);
    EXPECT_TRUE(hand.journey().ink.empty());
}

TEST_F(OwnPens, two_pens_of_two_people_write_at_once_beside_each_other) {
    tap_with(5, mara, pen_at);
    tap_with(6, boris, pen_at);
    hand.wait(2);
    const auto both = [&](ContactPhase phase, float along) {
        std::vector<Event> events;
        for (const std::uint32_t device : {5u, 6u}) {
            Contact contact{80 + device, Source::pen,
                            phase,       near_nobody + Vec2{along, static_cast<float>(device) * 30},
                            1,           Button::left};
            contact.device = device;
            events.emplace_back(contact);
        }
        hand.send(std::move(events));
    };
    both(ContactPhase::begin, 0);
    for (const float along : {40.0f, 80.0f, 120.0f}) both(ContactPhase::move, along);
    both(ContactPhase::end, 120);
    ASSERT_EQ(hand.journey().ink.size(), 2u);
    std::vector<Id> authors;
    for (const Shared<Ink>& ink : hand.journey().ink) authors.push_back(ink->author);
    EXPECT_EQ(authors, (std::vector<Id>{box(mara).person, box(boris).person}));
}

TEST_F(OwnPens, notes_that_it_takes_turn_to_its_person) {
    Note note;
    note.id = Id{hand.app.session().next_id};
    note.place = Free{{-9000, -9000}};
    perform(hand.app, Commit{AddNotes{{note}, Id::none}, std::nullopt});
    tap_with(5, boris, select_at); // who sits at the far side
    View view = hand.app.view;
    view.at = view.at + hand.note_box(note.id).center() - view.to_world(on(mara, {400, -400}));
    perform(hand.app, SetView{view, false});
    hand.wait(2);
    const Vec2 at = hand.on_note(note.id);
    ASSERT_EQ(person_at(hand.app.hands, at, board_of(hand.app)), box(mara).person);
    hand.drag(at, at + Vec2{90, 0}, pen(5));
    EXPECT_EQ(hand.note(note.id).facing, Facing::top);
}

// --- screens of other sizes

TEST_F(People, an_arm_reaches_as_far_on_the_glass_whatever_its_pixels_are) {
    const std::uint32_t mara = open({1500, 1900});
    perform(hand.app, SetUiScale{1});
    const Id her = box(mara).person;
    const auto whose = [&](float away) {
        hand.send({});
        return person_at(hand.app.hands, box(mara).at_px - Vec2{0, away}, board_of(hand.app));
    };
    EXPECT_EQ(whose(1000), her) << "not known: as on a screen of 96 dpi";
    EXPECT_EQ(whose(1200), Id::none);
    hand.pixels_per_mm = 6; // a table of 50 cm
    EXPECT_EQ(whose(1600), her);
    EXPECT_EQ(whose(1800), Id::none);
    hand.pixels_per_mm = 2; // one of 1.5 m
    EXPECT_EQ(whose(550), her);
    EXPECT_EQ(whose(650), Id::none);
    hand.pixels_per_mm = 0.4f; // a wall of lamps: beside the box itself it is still theirs
    EXPECT_EQ(whose(400), her);
    EXPECT_EQ(whose(450), Id::none);
}

TEST_F(People, late_fingers_are_one_hand_as_far_as_a_hand_spans_on_the_glass) {
    perform(hand.app, SetUiScale{1});
    for (const auto& [density, is_one] : {std::pair{0.0f, true}, {2.0f, false}, {6.0f, true}}) {
        hand.pixels_per_mm = density;
        hand.wait(1);
        hand.press({1000, 1000}, Hand::finger(10));
        hand.glide({1000, 1000}, {1060, 1000}, Hand::finger(10));
        hand.wait(0.45);
        hand.press({1760, 1000}, Hand::finger(11)); // 700 pixels away
        EXPECT_EQ(hand.app.hands.hands.size(), is_one ? 1u : 2u) << density;
        hand.release({1760, 1000}, Hand::finger(11));
        hand.release({1060, 1000}, Hand::finger(10));
    }
}

} // namespace
} // namespace waymark::testing
