#include "sessions/facing.hpp"
#include "tests/app/people.hpp"

/// Toolboxes: whose hand it is, and what that person's things carry.
namespace waymark::testing {
namespace {

TEST_F(People, two_fingers_that_rest_open_a_toolbox_turned_to_their_side) {
    const std::pair<Vec2, Facing> places[] = {{{1500, 2000}, Facing::bottom},
                                              {{200, 1100}, Facing::left},
                                              {{1500, 200}, Facing::top},
                                              {{2800, 1100}, Facing::right}};
    std::vector<PersonColour> colours;
    for (const auto& [at, facing] : places) {
        const std::uint32_t number = open(at);
        EXPECT_FLOAT_EQ(box(number).angle, angle_of(facing));
        EXPECT_EQ(std::ranges::find(colours, person(number).colour), colours.end()) << "one of their own";
        colours.push_back(person(number).colour);
    }
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 4u);
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_EQ(hand.app.history.position(), 4u) << "four people, and nothing else";
    hand.key(Key::escape);
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 4u) << "one person's Escape puts away nobody's toolbox";
}

TEST_F(People, fingers_that_move_or_lift_in_time_open_none) {
    const Vec2 a{1400, 1000}, b{1500, 1000};
    hand.press(a, Hand::finger(20));
    hand.press(b, Hand::finger(21));
    hand.glide(b, b + Vec2{60, 0}, Hand::finger(21));
    hand.wait(1);
    EXPECT_TRUE(hand.app.hands.toolboxes.empty());
    hand.release(a, Hand::finger(20));
    hand.release(b + Vec2{60, 0}, Hand::finger(21));
    hand.press(a, Hand::finger(20));
    hand.press(b, Hand::finger(21));
    hand.wait(0.3);
    hand.release(a, Hand::finger(20));
    hand.release(b, Hand::finger(21));
    hand.wait(1);
    EXPECT_TRUE(hand.app.hands.toolboxes.empty());
    EXPECT_TRUE(hand.app.session() == hand.start);
}

TEST_F(People, they_open_it_on_notes_as_well_and_leave_these_as_they_are) {
    Session session = hand.app.session();
    AddNotes notes;
    for (std::uint64_t i = 0; i < 3; ++i) {
        Note note;
        note.id = Id{session.next_id + i};
        note.place = Free{{-9300 + static_cast<float>(i) * 300, -9000}};
        notes.notes.push_back(note);
    }
    perform(hand.app, Commit{notes, std::nullopt});
    session = hand.app.session();
    const Vec2 first = hand.on_note(notes.notes[0].id), second = hand.on_note(notes.notes[1].id),
               third = hand.on_note(notes.notes[2].id);
    const auto rest = [&](Vec2 a, Vec2 b) {
        hand.wait(1);
        hand.press(a, Hand::finger(20));
        hand.press(b, Hand::finger(21));
        for (int i = 0; i < 8; ++i) hand.wait(0.1);
        hand.release(a, Hand::finger(20));
        hand.release(b, Hand::finger(21));
    };
    rest(first, second); // one finger on each
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 1u);
    hand.app.hands.toolboxes.clear();
    rest(third - Vec2{40, 0}, third + Vec2{40, 0}); // both on one
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 1u);
    hand.app.hands.toolboxes.clear();
    rest(third, third + Vec2{200, 100}); // one on a note, one beside it
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 1u);
    EXPECT_TRUE(hand.app.hands.hands.empty());
    EXPECT_TRUE(hand.app.hands.rings.empty());
    EXPECT_EQ(hand.journey(), *find_journey(session, hand.app.journey));
}

TEST_F(People, resting_fingers_wake_the_board_by_themselves) {
    hand.press({1400, 1000}, Hand::finger(20));
    hand.press({1500, 1000}, Hand::finger(21));
    EXPECT_EQ(hand.last.effects.next_frame_s, 0);
}

TEST_F(People, the_name_is_written_on_the_box) {
    const std::uint32_t mara = open({1500, 2000});
    tap(mara, name_at);
    ASSERT_TRUE(hand.app.writing);
    hand.type("Mara");
    EXPECT_TRUE(written_text(hand.app, *hand.app.writing));
    hand.key(Key::escape);
    EXPECT_EQ(person(mara).name, "Mara");
    tap(mara, name_at);
    hand.type("Mara K.");
    hand.key(Key::enter);
    EXPECT_EQ(person(mara).name, "Mara K.");
    EXPECT_FALSE(hand.app.writing);
    hand.undo_and_redo_all();
}

TEST_F(People, a_tool_is_that_persons_alone_and_ink_carries_colour_and_author) {
    const std::uint32_t mara = open({400, 1900}), boris = open({2600, 300});
    tap(mara, pen_at);
    EXPECT_EQ(box(mara).tool, Tool::pen);
    EXPECT_EQ(box(boris).tool, Tool::select);
    EXPECT_EQ(hand.app.tool, Tool::select);
    draw({700, 1500}, {900, 1500});
    ASSERT_EQ(hand.journey().ink.size(), 1u);
    EXPECT_EQ(last_ink().author, box(mara).person);
    const Colour own = person_colour(person(mara).colour);
    EXPECT_EQ(last_ink().colour >> 8, std::uint32_t{own.r} << 16 | std::uint32_t{own.g} << 8 | own.b);
    EXPECT_EQ(hand.app.history.now().by, box(mara).person);
    draw({2300, 700}, {2100, 700});
    EXPECT_EQ(hand.journey().ink.size(), 1u) << "Boris moves the board";
    draw({1500, 1100}, {1400, 1100});
    EXPECT_EQ(hand.journey().ink.size(), 1u) << "and so does who stands beside neither of them";
}

TEST_F(People, a_note_is_of_its_persons_colour_and_the_tool_comes_to_rest_on_their_box) {
    const std::uint32_t mara = open({400, 1900});
    tap(mara, green_at);
    EXPECT_EQ(person(mara).colour, PersonColour::green);
    tap(mara, note_at);
    draw({800, 1500}, {820, 1500});
    ASSERT_TRUE(hand.app.writing);
    const Id id = hand.app.writing->thing;
    hand.type("Mine");
    hand.key(Key::escape);
    EXPECT_EQ(hand.note(id).author, box(mara).person);
    EXPECT_EQ(hand.note(id).colour, NoteColour::green);
    EXPECT_EQ(hand.note(id).text, "Mine");
    EXPECT_EQ(hand.app.history.now().by, box(mara).person) << "the words are theirs, too";
    EXPECT_EQ(box(mara).tool, Tool::select);
    perform(hand.app, ChooseTool{Tool::pen});
    hand.wait(0.6);
    hand.double_tap({900, 1300}, Hand::finger(41));
    ASSERT_TRUE(hand.app.writing) << "their own tool is select, whatever the board's is";
    hand.key(Key::escape);
}

TEST_F(People, undo_my_last_takes_ones_own_step_and_leaves_the_others) {
    const std::uint32_t mara = open({400, 1900}), boris = open({2600, 300});
    tap(mara, pen_at), tap(boris, pen_at);
    draw({700, 1500}, {900, 1500});
    const Id hers = last_ink().id;
    draw({2300, 700}, {2100, 700});
    const Id his = last_ink().id;
    ASSERT_NE(hers, his);
    tap(mara, undo_at);
    ASSERT_EQ(hand.journey().ink.size(), 1u);
    EXPECT_EQ(last_ink().id, his);
    hand.control(Key::z);
    EXPECT_EQ(hand.journey().ink.size(), 2u) << "the board's own undo takes the last step of all";
    tap(boris, undo_at);
    ASSERT_EQ(hand.journey().ink.size(), 1u);
    EXPECT_EQ(last_ink().id, hers);
    tap(boris, undo_at);
    EXPECT_EQ(hand.app.messages.back().sentence,
              "This person has done nothing here that could be taken back.");
    EXPECT_EQ(hand.app.hands.toolboxes.size(), 2u);
    hand.undo_and_redo_all();
}

TEST_F(People, what_somebody_else_has_changed_since_stays_and_one_sentence_says_so) {
    const std::uint32_t mara = open({400, 1900});
    tap(mara, note_at);
    draw({800, 1500}, {820, 1500});
    const Id id = hand.app.writing->thing;
    hand.key(Key::escape);
    perform(hand.app, Commit{SetColour{{id}, NoteColour::white}, std::nullopt});
    tap(mara, undo_at);
    EXPECT_EQ(hand.note(id).colour, NoteColour::white);
    EXPECT_EQ(hand.app.messages.back().sentence,
              "Others have gone on working on that, so it stays. Undo takes back the last step of all.");
}

TEST_F(People, a_box_goes_where_it_is_dragged_turns_to_that_side_and_stays_in_the_window) {
    const std::uint32_t mara = open({1500, 2000});
    hand.wait(0.6);
    hand.drag(on(mara, grip_at), {60, 1100}, Hand::finger(30));
    EXPECT_FLOAT_EQ(box(mara).angle, angle_of(Facing::left));
    for (const Vec2 corner : {Vec2{-212, -94}, Vec2{212, -94}, Vec2{212, 94}, Vec2{-212, 94}}) {
        const Vec2 at = on(mara, corner);
        EXPECT_TRUE((Rect{{}, {Hand::width_px, Hand::height_px}}.contains(at)));
    }
    EXPECT_EQ(box(mara).tool, Tool::select) << "a drag presses nothing";
    EXPECT_EQ(hand.app.history.position(), 1u);
    EXPECT_EQ(hand.app.view.at, (Vec2{-9000, -9000})) << "the board stays";
}

TEST_F(People, two_fingers_turn_a_box_freely_and_notes_follow_it) {
    Note note;
    note.id = Id{hand.app.session().next_id};
    note.place = Free{{-9000, -9000}};
    perform(hand.app, Commit{AddNotes{{note}, Id::none}, std::nullopt});
    const std::uint32_t mara = open({1500, 1900});
    hand.wait(0.6);
    const Vec2 a = on(mara, {-150, 80}), b = on(mara, {150, 80}), upper = a - Vec2{0, 519.6f};
    hand.press(a, Hand::finger(30));
    hand.press(b, Hand::finger(31));
    hand.glide(a, upper, Hand::finger(30));
    hand.release(upper, Hand::finger(30));
    hand.release(b, Hand::finger(31));
    const float angle = box(mara).angle;
    EXPECT_NEAR(angle, 1.047f, 0.01f) << "as the line between the fingers has turned";
    hand.wait(0.6);
    const Vec2 on_note = hand.on_note(note.id);
    ASSERT_EQ(person_at(hand.app.hands, on_note, board_of(hand.app)), box(mara).person);
    hand.drag(on_note, on_note + Vec2{80, 0}, Hand::finger(40));
    EXPECT_NEAR(angle, angle_of(hand.note(note.id).facing) + hand.note(note.id).angle, 0.002f)
        << "free notes turn to just that angle";
}

TEST_F(People, two_at_their_boxes_make_no_pinch_of_each_others_fingers) {
    open({900, 1900});
    open({2100, 1900});
    hand.press({1300, 1500}, Hand::finger(40));
    hand.press({1700, 1500}, Hand::finger(41));
    EXPECT_EQ(hand.app.hands.hands.size(), 2u);
    hand.release({1300, 1500}, Hand::finger(40));
    hand.release({1700, 1500}, Hand::finger(41));
}

TEST_F(People, who_is_known_is_asked_for_and_taken) {
    Participant lena;
    lena.id = Id{hand.app.session().next_id};
    lena.name = "Lena";
    perform(hand.app, Commit{PutParticipant{lena}, std::nullopt});
    const std::size_t people = hand.app.session().participants.size();
    const std::uint32_t number = open({1500, 1900});
    EXPECT_EQ(box(number).page, Toolbox::Page::people);
    EXPECT_EQ(box(number).person, Id::none);
    // Named participants one below the other under the question, then somebody new.
    std::size_t row = 0;
    for (const Shared<Participant>& one : hand.app.session().participants) {
        if (one->id == lena.id) break;
        if (!one->name.empty()) ++row;
    }
    std::size_t rows = 1;
    for (const Shared<Participant>& one : hand.app.session().participants) rows += one->name.empty() ? 0 : 1;
    rows = std::min<std::size_t>(rows, 7);
    const float half = (static_cast<float>(rows) * 46 + 60) / 2;
    tap(number, {0, -half + 52 + 46 * (static_cast<float>(row) + 0.5f)});
    EXPECT_EQ(box(number).person, lena.id);
    EXPECT_NE(person(number).colour, PersonColour::none);
    EXPECT_EQ(hand.app.session().participants.size(), people);
}

TEST_F(People, an_undone_person_is_asked_anew_and_another_session_has_none) {
    const std::uint32_t mara = open({1500, 1900});
    hand.control(Key::z);
    hand.wait(0.1);
    EXPECT_EQ(box(mara).page, Toolbox::Page::people);
    hand.control(Key::z, true);
    hand.wait(0.1);
    perform(hand.app, NewSession{"blank"});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    hand.send({});
    EXPECT_TRUE(hand.app.hands.toolboxes.empty());
}

TEST_F(People, closing_ones_box_makes_ones_hands_anybodys) {
    const std::uint32_t mara = open({400, 1900});
    tap(mara, pen_at);
    tap(mara, close_at);
    EXPECT_TRUE(hand.app.hands.toolboxes.empty());
    draw({700, 1500}, {900, 1500});
    EXPECT_TRUE(hand.journey().ink.empty());
}

TEST_F(People, a_mouse_and_a_pen_use_a_box_like_fingers) {
    const std::uint32_t mara = open({400, 1900});
    hand.tap(on(mara, pen_at));
    EXPECT_EQ(box(mara).tool, Tool::pen);
    hand.wait(1);
    hand.tap(on(mara, select_at), Hand::pen());
    EXPECT_EQ(box(mara).tool, Tool::select);
}

TEST_F(People, ten_toolboxes_work_at_once) {
    std::vector<std::uint32_t> boxes;
    for (int i = 0; i < 5; ++i) {
        boxes.push_back(open({300 + static_cast<float>(i) * 600, 2000}));
        boxes.push_back(open({300 + static_cast<float>(i) * 600, 200}));
    }
    for (const std::uint32_t number : boxes) tap(number, pen_at);
    const auto all = [&](ContactPhase phase, float along) {
        std::vector<Event> events;
        for (std::uint32_t i = 0; i < boxes.size(); ++i)
            events.emplace_back(Contact{50 + i, Source::touch, phase, on(boxes[i], Vec2{-100 + along, -260}),
                                        1, Button::left});
        hand.send(std::move(events));
    };
    all(ContactPhase::begin, 0);
    for (float along = 20; along <= 160; along += 20) all(ContactPhase::move, along);
    all(ContactPhase::end, 160);
    ASSERT_EQ(hand.journey().ink.size(), 10u);
    std::vector<Id> authors;
    for (const Shared<Ink>& ink : hand.journey().ink) authors.push_back(ink->author);
    std::ranges::sort(authors);
    EXPECT_EQ(std::unique(authors.begin(), authors.end()), authors.end()) << "each their own";
    for (const std::uint32_t number : boxes) tap(number, undo_at);
    EXPECT_TRUE(hand.journey().ink.empty());
    hand.undo_and_redo_all();
}

} // namespace
} // namespace waymark::testing
