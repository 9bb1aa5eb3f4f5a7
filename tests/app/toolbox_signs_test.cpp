#include "app/chrome.hpp"
#include "app/perform.hpp"
#include "app/route.hpp"
#include "tests/app/people.hpp"

/// What a toolbox signs, and what it keeps when people come, go and write beside it.
namespace waymark::testing {
namespace {

TEST_F(People, a_newcomer_signs_notes_and_is_nobodys_own_step) {
    const std::uint32_t mara = open({1300, 1900});
    tap(mara, note_at);
    draw({1100, 1500}, {1120, 1500});
    ASSERT_TRUE(hand.app.writing);
    const Id hers = hand.app.writing->thing;
    hand.key(Key::escape);
    const std::uint32_t boris = open({1800, 1900}); // within her reach
    EXPECT_EQ(hand.app.history.now().by, Id::none) << "that he has come is nobody's step, least of all hers";
    const Id him = box(boris).person;
    ASSERT_NE(him, box(mara).person);
    tap(boris, note_at);
    draw({2000, 1500}, {2020, 1500});
    ASSERT_TRUE(hand.app.writing);
    const Id his = hand.app.writing->thing;
    hand.key(Key::escape);
    EXPECT_EQ(hand.note(his).author, him);
    EXPECT_EQ(hand.app.history.now().by, him);
    EXPECT_EQ(hand.note(hers).author, box(mara).person);
    tap(mara, undo_at);
    EXPECT_EQ(find_note(hand.journey(), hers), nullptr) << "her last step is her note";
    EXPECT_NE(find_participant(hand.app.session(), him), nullptr);
    EXPECT_NE(find_note(hand.journey(), his), nullptr);
}

TEST_F(People, two_who_rest_at_once_get_a_toolbox_each_and_are_two_people) {
    const Vec2 places[] = {{700, 1900}, {2300, 1900}};
    const auto all = [&](ContactPhase phase) {
        std::vector<Event> events;
        for (std::uint32_t i = 0; i < 2; ++i)
            for (std::uint32_t k = 0; k < 2; ++k)
                events.emplace_back(Contact{20 + 2 * i + k, Source::touch, phase,
                                            places[i] + Vec2{k ? 50.0f : -50.0f, 0}, 1, Button::left});
        hand.send(std::move(events));
    };
    all(ContactPhase::begin);
    hand.wait(0.7); // all four fingers are due in one frame
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 1u) << "one a frame, or both would be the same new person";
    hand.wait(0.1);
    ASSERT_EQ(hand.app.hands.toolboxes.size(), 2u);
    hand.wait(0.7);
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 2u) << "two fingers open one";
    all(ContactPhase::end);
    EXPECT_NE(hand.app.hands.toolboxes[0].person, hand.app.hands.toolboxes[1].person);
    for (const Toolbox& one : hand.app.hands.toolboxes)
        EXPECT_NE(find_participant(hand.app.session(), one.person), nullptr);
    EXPECT_EQ(hand.app.session().participants.size(), hand.start.participants.size() + 2);
}

TEST_F(People, a_copy_is_the_step_of_who_makes_it_and_the_words_stay_their_authors) {
    const std::uint32_t mara = open({400, 1900}), boris = open({2600, 300});
    tap(mara, note_at);
    draw({800, 1500}, {820, 1500});
    const Id hers = hand.app.writing->thing;
    hand.type("Hers");
    hand.key(Key::escape);
    // The note comes to Boris, who rests a finger on it.
    View view = hand.app.view;
    view.at = view.at + hand.note_box(hers).center() - view.to_world({2300, 700});
    perform(hand.app, SetView{view, false});
    perform(hand.app, Select{});
    hand.wait(1);
    const Vec2 at = hand.on_note(hers);
    ASSERT_EQ(person_at(hand.app.hands, at, board_of(hand.app)), box(boris).person);
    hand.press(at, Hand::finger(41));
    hand.wait(0.6);
    hand.release(at, Hand::finger(41));
    ASSERT_EQ(hand.app.hands.rings.size(), 1u);
    const std::size_t notes = hand.journey().notes.size();
    const Ring& ring = hand.app.hands.rings.front();
    // Seven things can be done to a note on a table; the fifth copies it.
    const Vec2 copies_px = hand.px(ring.at) + turned({0, -100}, ring.angle + 4.6f / 6);
    hand.wait(0.6);
    hand.tap(copies_px, Hand::finger(42));
    ASSERT_EQ(hand.journey().notes.size(), notes + 1);
    EXPECT_EQ(hand.app.history.now().label, "Duplicate");
    EXPECT_EQ(hand.app.history.now().by, box(boris).person);
    const Note& copy = *hand.journey().notes.back();
    EXPECT_EQ(copy.text, "Hers");
    EXPECT_EQ(copy.author, box(mara).person);
    tap(mara, undo_at); // takes her words, not his copy
    EXPECT_EQ(hand.journey().notes.size(), notes + 1);
    tap(boris, undo_at);
    EXPECT_EQ(hand.journey().notes.size(), notes);
}

TEST_F(People, a_name_that_is_being_written_stays_when_its_box_is_closed) {
    const std::uint32_t mara = open({1500, 1900});
    const Id her = box(mara).person;
    tap(mara, name_at);
    ASSERT_TRUE(hand.app.writing);
    hand.type("Mara");
    tap(mara, close_at);
    EXPECT_TRUE(hand.app.hands.toolboxes.empty());
    EXPECT_FALSE(hand.app.writing) << "it has nowhere to be seen";
    EXPECT_TRUE(hand.app.hands.keypads.open.empty());
    ASSERT_NE(find_participant(hand.app.session(), her), nullptr);
    EXPECT_EQ(find_participant(hand.app.session(), her)->name, "Mara");
}

TEST_F(People, a_box_over_a_text_that_is_written_takes_its_touches) {
    const std::uint32_t mara = open({1500, 1900});
    tap(mara, note_at);
    draw({1500, 1500}, {1510, 1500});
    ASSERT_TRUE(hand.app.writing);
    const Id note = hand.app.writing->thing;
    hand.type("Under the box");
    View view = hand.app.view; // the note lies right under the button for the pen
    view.at = view.at + hand.note_box(note).center() - view.to_world(on(mara, pen_at));
    perform(hand.app, SetView{view, false});
    hand.send({});
    const std::size_t caret = hand.app.writing->caret;
    ASSERT_GT(caret, 0u);
    tap(mara, pen_at);
    EXPECT_EQ(box(mara).tool, Tool::pen);
    ASSERT_TRUE(hand.app.writing.find(note));
    EXPECT_EQ(hand.app.writing.find(note)->caret, caret);
    EXPECT_EQ(hand.app.writing.find(note)->clicks, 0);
}

TEST_F(People, palms_and_objects_move_no_caret) {
    hand.wait(1);
    hand.double_tap({1500, 1100}, Hand::finger(40));
    ASSERT_TRUE(hand.app.writing);
    const Id note = hand.app.writing->thing;
    hand.type("Where the caret stands");
    const std::size_t caret = hand.app.writing->caret;
    const Vec2 on_text = hand.on_note(note);
    hand.wait(1);
    Contact palm{70, Source::touch, ContactPhase::begin, on_text, 1, Button::left};
    palm.width_px = 140;
    hand.send({palm});
    palm.phase = ContactPhase::end;
    hand.send({palm});
    EXPECT_EQ(hand.app.writing->caret, caret) << "a palm";
    hand.send({Hover{on_text + Vec2{60, 0}, Source::pen}});
    hand.tap(on_text, Hand::finger(71));
    EXPECT_EQ(hand.app.writing->caret, caret) << "the hand that holds a pen";
    hand.wait(2);
    Contact object{72, Source::touch, ContactPhase::begin, on_text, 1, Button::left, Tip::star};
    hand.send({object});
    object.phase = ContactPhase::end;
    hand.send({object});
    ASSERT_TRUE(hand.app.writing.find(note));
    EXPECT_EQ(hand.app.writing.find(note)->caret, caret) << "an object on the table";
    hand.wait(2);
    hand.tap(on_text, Hand::finger(73));
    EXPECT_NE(hand.app.writing.find(note)->caret, caret) << "a finger does";
}

TEST_F(People, a_note_pulled_off_the_toolbar_is_of_whose_toolbox_is_near) {
    const std::uint32_t mara = open({1500, 1700});
    tap(mara, green_at);
    take_note_drag(hand.app, Contact{60, Source::touch, ContactPhase::begin, {1500, 2100}, 1, Button::left},
                   NoteColour::pink);
    hand.glide({1500, 2100}, {1200, 1300}, Hand::finger(60));
    hand.release({1200, 1300}, Hand::finger(60));
    ASSERT_TRUE(hand.app.writing);
    const Id note = hand.app.writing->thing;
    hand.type("Off the bar");
    hand.key(Key::escape);
    EXPECT_EQ(hand.note(note).author, box(mara).person);
    EXPECT_EQ(hand.app.history.now().by, box(mara).person) << "the words";
    tap(mara, undo_at);
    tap(mara, undo_at);
    EXPECT_EQ(find_note(hand.journey(), note), nullptr) << "and the note are hers to take back";
}

} // namespace
} // namespace waymark::testing
