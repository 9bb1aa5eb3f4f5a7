#include "tests/app/scripted_hand.hpp"

#include "app/keyboard.hpp"

#include <random>

namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

void focus(Hand& hand, Id thing) {
    perform(hand.app, FocusOn{.thing = thing});
    hand.send({});
}
void focus_cell(Hand& hand, Id stage, Id lane) {
    perform(hand.app, FocusOn{.stage = stage, .lane = lane});
    hand.send({});
}

TEST(keyboard, tab_walks_through_headers_tabs_cells_and_things_in_reading_order_and_round) {
    Hand hand;
    const std::vector<Stop> stops = stops_in_reading_order(board_of(hand.app));
    hand.key(Key::tab);
    EXPECT_EQ(hand.app.focus.thing, hand.journey().stages.front()->id);
    EXPECT_TRUE(hand.app.focus.shown);
    std::vector<Id> seen{hand.app.focus.thing};
    for (std::size_t i = 1; i < stops.size(); ++i) {
        hand.key(Key::tab);
        seen.push_back(hand.app.focus.thing);
        EXPECT_EQ(hand.app.focus.thing, stops[i].thing);
    }
    hand.key(Key::tab);
    EXPECT_EQ(hand.app.focus.thing, stops.front().thing) << "and round";
    hand.key(Key::tab, {.shift = true});
    EXPECT_EQ(hand.app.focus.thing, stops.back().thing);
    const auto is_seen = [&](Id id) { return std::ranges::find(seen, id) != seen.end(); };
    for (const Shared<Note>& note : hand.journey().notes) EXPECT_TRUE(is_seen(note->id)) << note->text;
    for (const auto& lane : hand.journey().lanes) EXPECT_TRUE(is_seen(lane->id));
    for (const auto& moment : hand.journey().moments) EXPECT_TRUE(is_seen(moment->id));
    for (const auto& curve : hand.journey().curves) EXPECT_TRUE(is_seen(curve->id));
}

TEST(keyboard, arrows_go_to_the_nearest_stop_in_their_direction) {
    Hand hand;
    const Id need = hand.stage("Need"), search = hand.stage("Search"), actions = hand.lane(LaneKind::actions);
    focus(hand, need);
    hand.key(Key::right);
    EXPECT_EQ(hand.app.focus.thing, search);
    hand.key(Key::left);
    hand.key(Key::down);
    EXPECT_EQ(hand.app.focus.stage, need);
    EXPECT_EQ(hand.app.focus.lane, actions);
    const Id first = hand.app.focus.thing;
    EXPECT_EQ(first, hand.notes_in(need, actions).front());
    hand.key(Key::right);
    EXPECT_EQ(hand.app.focus.thing, hand.notes_in(need, actions)[1]);
    hand.key(Key::right);
    EXPECT_EQ(hand.app.focus.thing, hand.notes_in(search, actions).front());
    hand.key(Key::home);
    EXPECT_EQ(hand.app.focus.thing, actions);
    hand.key(Key::end);
    EXPECT_EQ(hand.app.focus.stage, hand.stage("Return"));
}

TEST(keyboard, a_note_is_created_in_the_focused_cell_and_written_on) {
    Hand hand;
    const Id need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    focus_cell(hand, need, gains);
    hand.key(Key::enter);
    ASSERT_TRUE(hand.app.writing);
    hand.type("A");
    hand.key(Key::escape);
    ASSERT_EQ(hand.notes_in(need, gains).size(), 1u);
    hand.key(Key::n);
    hand.type("B");
    hand.key(Key::escape);
    ASSERT_EQ(hand.notes_in(need, gains).size(), 2u);
    EXPECT_EQ(hand.app.focus.thing, hand.notes_in(need, gains)[1]);
    EXPECT_EQ(hand.note(hand.app.focus.thing).text, "B");
    hand.key(Key::enter);
    ASSERT_TRUE(hand.app.writing) << "Enter writes on the focused note";
    hand.type("C");
    hand.key(Key::escape);
    EXPECT_EQ(hand.note(hand.app.focus.thing).text, "BC");
    hand.undo_and_redo_all();
}

TEST(keyboard, headers_and_tabs_are_renamed_with_enter_or_f2) {
    Hand hand;
    const Id stage = hand.stage("Buy"), lane = hand.lane(LaneKind::gains);
    focus(hand, stage);
    hand.key(Key::f2);
    hand.type("Order");
    hand.key(Key::enter);
    EXPECT_EQ(find_stage(hand.journey(), stage)->title, "Order");
    focus(hand, lane);
    hand.key(Key::enter);
    hand.type("Joys");
    hand.key(Key::enter);
    EXPECT_EQ(find_lane(hand.journey(), lane)->title, "Joys");
    hand.undo_and_redo_all();
}

TEST(keyboard, space_chooses_delete_removes_and_the_focus_stays_near) {
    Hand hand;
    const Id need = hand.stage("Need"), actions = hand.lane(LaneKind::actions);
    const std::vector<Id> notes = hand.notes_in(need, actions);
    focus(hand, notes[0]);
    hand.key(Key::space);
    hand.key(Key::right);
    hand.key(Key::space);
    EXPECT_EQ(hand.app.selection, (Selection{notes[0], notes[1]}));
    hand.key(Key::space);
    EXPECT_EQ(hand.app.selection, (Selection{notes[0]}));
    hand.key(Key::del);
    EXPECT_EQ(find_note(hand.journey(), notes[1]), nullptr) << "the focused one, which is not chosen";
    EXPECT_NE(find_note(hand.journey(), notes[0]), nullptr);
    EXPECT_EQ(hand.app.focus.thing, notes[0]);
    hand.key(Key::del);
    EXPECT_EQ(find_note(hand.journey(), notes[0]), nullptr);
    EXPECT_EQ(hand.app.focus.stage, need);
    EXPECT_EQ(hand.app.focus.lane, actions) << "the cell that is left";
    hand.undo_and_redo_all();
}

TEST(keyboard, shift_arrows_choose_along_the_way_and_escape_lets_go) {
    Hand hand;
    const std::vector<Id> notes = hand.notes_in(hand.stage("Need"), hand.lane(LaneKind::actions));
    focus(hand, notes[0]);
    hand.key(Key::right, {.shift = true});
    EXPECT_EQ(hand.app.selection, (Selection{notes[0], notes[1]}));
    hand.key(Key::escape);
    EXPECT_TRUE(hand.app.selection.empty());
    EXPECT_TRUE(hand.app.focus.shown);
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.focus.shown);
}

TEST(keyboard, control_arrows_move_a_note_from_cell_to_cell_and_into_the_parking_lot) {
    Hand hand;
    const Id note = hand.note("Care guide");
    const Id wear = hand.stage("Wear"), receive = hand.stage("Receive");
    const auto cell = [&] { return std::get<InCell>(hand.note(note).place); };
    focus(hand, note);
    const Id lane = cell().lane;
    hand.key(Key::left, {.control = true});
    EXPECT_EQ(cell(), (InCell{receive, lane}));
    hand.key(Key::right, {.control = true});
    EXPECT_EQ(cell(), (InCell{wear, lane}));
    hand.key(Key::up, {.control = true});
    EXPECT_NE(cell().lane, lane);
    hand.key(Key::down, {.control = true});
    EXPECT_EQ(cell().lane, lane);
    for (std::size_t i = 0;
         i < hand.journey().lanes.size() && !std::holds_alternative<Parked>(hand.note(note).place); ++i) {
        hand.key(Key::down, {.control = true});
        const auto* in = std::get_if<InCell>(&hand.note(note).place);
        EXPECT_FALSE(in && in->lane == hand.layout().emotion->lane) << "never under the curve";
    }
    EXPECT_TRUE(std::holds_alternative<Parked>(hand.note(note).place));
    hand.key(Key::up, {.control = true});
    EXPECT_TRUE(std::holds_alternative<InCell>(hand.note(note).place));
    hand.undo_and_redo_all();
}

TEST(keyboard, control_shift_arrows_change_the_order_within_a_cell) {
    Hand hand;
    const Id compare = hand.stage("Compare"), touchpoints = hand.lane(LaneKind::touchpoints);
    const std::vector<Id> notes = hand.notes_in(compare, touchpoints);
    ASSERT_EQ(notes.size(), 3u);
    focus(hand, notes[0]);
    hand.key(Key::right, {.shift = true, .control = true});
    EXPECT_EQ(hand.notes_in(compare, touchpoints), (std::vector<Id>{notes[1], notes[0], notes[2]}));
    hand.key(Key::down, {.shift = true, .control = true});
    EXPECT_EQ(hand.notes_in(compare, touchpoints), (std::vector<Id>{notes[1], notes[2], notes[0]}));
    hand.key(Key::left, {.shift = true, .control = true});
    EXPECT_EQ(hand.notes_in(compare, touchpoints), (std::vector<Id>{notes[1], notes[0], notes[2]}));
    hand.undo_and_redo_all();
}

TEST(keyboard, g_takes_a_note_out_of_the_grid_where_it_is_nudged_turned_and_resized_and_back) {
    Hand hand;
    const Id note = hand.note("Care guide");
    const Place place = hand.note(note).place;
    focus(hand, note);
    hand.key(Key::g);
    ASSERT_TRUE(std::holds_alternative<Free>(hand.note(note).place));
    const Vec2 at = std::get<Free>(hand.note(note).place).at;
    hand.key(Key::space);
    hand.key(Key::right);
    hand.key(Key::down, {.shift = true});
    EXPECT_EQ(std::get<Free>(hand.note(note).place).at, (at + Vec2{8, 1}));
    hand.key(Key::right, {.alt = true});
    EXPECT_NEAR(hand.note(note).angle, 0.0873f, 0.001f);
    hand.key(Key::up, {.alt = true});
    EXPECT_NEAR(hand.note(note).scale, 1.1f, 0.001f);
    hand.key(Key::g);
    EXPECT_EQ(hand.note(note).place, place);
    hand.undo_and_redo_all();
}

TEST(keyboard, stages_are_moved_resized_added_and_deleted) {
    Hand hand;
    const Id stage = hand.stage("Search");
    focus(hand, stage);
    hand.key(Key::right, {.alt = true});
    EXPECT_EQ(stage_index(hand.journey(), stage), 2u);
    hand.key(Key::left, {.alt = true});
    hand.key(Key::left, {.alt = true});
    EXPECT_EQ(stage_index(hand.journey(), stage), 0u);
    const float width = hand.layout().spans[0].width();
    hand.key(Key::right, {.shift = true, .alt = true});
    EXPECT_NEAR(find_stage(hand.journey(), stage)->width, width + 40, 0.1f);
    hand.key(Key::insert);
    ASSERT_TRUE(hand.app.writing);
    hand.type("Wait");
    hand.key(Key::enter);
    EXPECT_EQ(hand.journey().stages[1]->title, "Wait");
    hand.key(Key::del);
    EXPECT_EQ(hand.journey().stages.size(), 7u);
    EXPECT_EQ(hand.app.focus.thing, hand.journey().stages[1]->id) << "the neighbour";
    hand.undo_and_redo_all();
}

TEST(keyboard, lanes_are_moved_resized_added_and_deleted) {
    Hand hand;
    const Id lane = hand.lane(LaneKind::touchpoints);
    const std::size_t count = hand.journey().lanes.size();
    const auto index = [&] {
        return std::ranges::find_if(hand.journey().lanes, [&](const auto& it) { return it->id == lane; }) -
               hand.journey().lanes.begin();
    };
    focus(hand, lane);
    const auto before = index();
    hand.key(Key::down, {.alt = true});
    EXPECT_EQ(index(), before + 1);
    hand.key(Key::up, {.alt = true});
    EXPECT_EQ(index(), before);
    const float height = std::ranges::find(hand.layout().lanes, lane, &LaneBox::lane)->row.size.y;
    hand.key(Key::down, {.shift = true, .alt = true});
    EXPECT_NEAR(find_lane(hand.journey(), lane)->height, height + 40, 0.1f);
    hand.key(Key::insert);
    hand.type("Feelings");
    hand.key(Key::enter);
    EXPECT_EQ(hand.journey().lanes.size(), count + 1);
    hand.key(Key::del);
    EXPECT_EQ(hand.journey().lanes.size(), count);
    hand.undo_and_redo_all();
}

TEST(keyboard, the_curves_points_are_chosen_moved_added_and_removed) {
    Hand hand;
    focus(hand, hand.emotion().id);
    EXPECT_EQ(hand.app.focus.point, 0u);
    hand.key(Key::right);
    hand.key(Key::right);
    EXPECT_EQ(hand.app.focus.point, 2u);
    const float score = hand.emotion().points[2].score;
    hand.key(Key::up);
    EXPECT_NEAR(hand.emotion().points[2].score, score + 0.5f, 0.001f);
    hand.key(Key::down, {.shift = true});
    EXPECT_NEAR(hand.emotion().points[2].score, score + 0.4f, 0.001f);
    const float along = hand.emotion().points[2].along;
    hand.key(Key::right, {.control = true});
    EXPECT_NEAR(hand.emotion().points[2].along, along + 0.05f, 0.001f);
    hand.key(Key::insert);
    EXPECT_EQ(hand.emotion().points.size(), 8u);
    EXPECT_EQ(hand.app.focus.point, 3u);
    hand.key(Key::del);
    EXPECT_EQ(hand.emotion().points.size(), 7u);
    EXPECT_EQ(hand.app.focus.point, 2u);
    hand.key(Key::end);
    EXPECT_EQ(hand.app.focus.point, 6u);
    for (int i = 0; i < 30; ++i) hand.key(Key::up);
    EXPECT_EQ(hand.emotion().points[6].score, 5);
    hand.undo_and_redo_all();
}

TEST(keyboard, an_empty_emotion_lane_gets_its_first_point) {
    Hand hand{"five-stages"};
    focus_cell(hand, hand.journey().stages[1]->id, hand.layout().emotion->lane);
    hand.key(Key::insert);
    ASSERT_EQ(hand.emotion().points.size(), 1u);
    EXPECT_EQ(hand.app.focus.thing, hand.emotion().id);
    hand.key(Key::insert);
    hand.key(Key::up);
    ASSERT_EQ(hand.emotion().points.size(), 2u);
    EXPECT_NEAR(hand.emotion().points[1].score, 0.5f, 0.001f);
    hand.undo_and_redo_all();
}

TEST(keyboard, a_magic_moment_is_put_on_a_point_or_a_note_moved_and_opened) {
    Hand hand;
    const std::size_t count = hand.journey().moments.size();
    focus(hand, hand.emotion().id);
    hand.key(Key::right);
    hand.key(Key::m);
    ASSERT_EQ(hand.journey().moments.size(), count + 1);
    const Id id = hand.journey().moments.back()->id;
    EXPECT_EQ(hand.app.focus.thing, id);
    EXPECT_EQ(hand.app.open_moment, id);
    const float along = find_moment(hand.journey(), id)->along;
    hand.key(Key::escape); // closes it
    hand.key(Key::right, {.control = true});
    EXPECT_NEAR(find_moment(hand.journey(), id)->along, along + 0.05f, 0.001f);
    hand.key(Key::enter);
    EXPECT_EQ(hand.app.open_moment, id);
    hand.key(Key::escape);
    focus(hand, hand.note("Care guide"));
    hand.key(Key::m);
    EXPECT_EQ(hand.journey().moments.back()->note, hand.note("Care guide"));
    hand.undo_and_redo_all();
}

TEST(keyboard, a_connector_leads_from_c_to_enter) {
    Hand hand;
    const Id from = hand.note("Search engine"), to = hand.note("Category page");
    focus(hand, from);
    hand.key(Key::c);
    EXPECT_EQ(hand.app.focus.connecting, from);
    hand.key(Key::right);
    EXPECT_EQ(hand.app.focus.thing, to);
    EXPECT_EQ(hand.app.focus.connecting, from) << "kept on the way";
    hand.key(Key::enter);
    ASSERT_FALSE(hand.journey().connectors.empty());
    EXPECT_EQ(hand.journey().connectors.back()->from, from);
    EXPECT_EQ(hand.journey().connectors.back()->to, to);
    EXPECT_EQ(hand.app.focus.connecting, Id::none);
    hand.key(Key::c);
    hand.key(Key::escape);
    EXPECT_EQ(hand.app.focus.connecting, Id::none);
    hand.undo_and_redo_all();
}

TEST(keyboard, the_focused_point_and_a_connector_begun_are_marked) {
    Hand hand;
    const auto marks = [&] {
        return focus_marks(board_of(hand.app), hand.app.focus, theme(ThemeName::paper));
    };
    focus(hand, hand.note("Search engine"));
    EXPECT_TRUE(marks().empty());
    hand.key(Key::c);
    hand.key(Key::right);
    EXPECT_EQ(marks().size(), 1u);
    hand.key(Key::escape);
    focus(hand, hand.emotion().id);
    hand.key(Key::right);
    ASSERT_EQ(marks().size(), 1u);
    EXPECT_EQ(marks().front().at, hand.on_point(1));
}

TEST(keyboard, the_view_follows_the_focus) {
    Hand hand;
    hand.look_at({200, 300}, 1.5f);
    focus(hand, hand.stage("Need"));
    for (int i = 0; i < 6; ++i) hand.key(Key::right);
    hand.key(Key::down);
    const Rect box = hand.app.view.to_screen(*box_of(hand.layout(), hand.app.focus.thing));
    EXPECT_GE(box.left(), 0);
    EXPECT_LE(box.right(), Hand::width_px);
    EXPECT_GE(box.top(), 0);
    EXPECT_LE(box.bottom(), Hand::height_px);
}

TEST(keyboard, any_keys_in_any_order_leave_a_sound_board) {
    Hand hand;
    std::mt19937 random{5};
    constexpr std::array keys{Key::tab,   Key::left, Key::right, Key::up,    Key::down,   Key::left,
                              Key::right, Key::up,   Key::down,  Key::enter, Key::escape, Key::space,
                              Key::n,     Key::g,    Key::m,     Key::c,     Key::insert, Key::del,
                              Key::home,  Key::end,  Key::f2,    Key::z,     Key::d};
    for (int i = 0; i < 2000 && !::testing::Test::HasFailure(); ++i) {
        const Key key = keys[random() % keys.size()];
        const Modifiers with{random() % 4 == 0, key == Key::z || key == Key::d || random() % 4 == 0,
                             random() % 6 == 0, false};
        hand.send({KeyPress{key, true, false, with}});
        if (hand.app.writing && random() % 2) hand.type("ж好");
        if (random() % 100 == 0) perform(hand.app, Undo{});
    }
}

} // namespace
} // namespace waymark::testing
