#include "tests/app/scripted_hand.hpp"

#include "app/route.hpp"

namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

Vec2 cell_middle(Hand& hand, Id stage, Id lane) { return hand.px(hand.cell(stage, lane).center()); }

// --- notes

TEST(hands, double_click_on_an_empty_cell_creates_a_note_there_and_writes) {
    Hand hand;
    const Id need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    ASSERT_TRUE(hand.notes_in(need, gains).empty());
    hand.double_tap(cell_middle(hand, need, gains));
    ASSERT_TRUE(hand.app.writing);
    hand.type("Warm coffee");
    hand.key(Key::escape);
    ASSERT_EQ(hand.notes_in(need, gains).size(), 1u);
    EXPECT_EQ(hand.note(hand.notes_in(need, gains).front()).text, "Warm coffee");
    EXPECT_FALSE(hand.app.writing);
    hand.undo_and_redo_all();
}

TEST(hands, double_click_beside_the_map_creates_a_free_note_under_the_pointer) {
    Hand hand;
    const Vec2 world = hand.layout().bounds.at - Vec2{-300, 250};
    hand.look_at(world);
    hand.double_tap(hand.px(world));
    ASSERT_TRUE(hand.app.writing);
    const Note& note = hand.note(hand.app.writing->thing);
    ASSERT_TRUE(std::holds_alternative<Free>(note.place));
    const Vec2 middle = std::get<Free>(note.place).at + Vec2{80, 80};
    EXPECT_NEAR(middle.x, world.x, 0.1f);
    EXPECT_NEAR(middle.y, world.y, 0.1f);
    hand.undo_and_redo_all();
}

TEST(hands, a_note_pulled_off_the_toolbar_is_placed_in_a_cell_and_written_on) {
    Hand hand;
    const Id need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 to = cell_middle(hand, need, gains);
    take_note_drag(hand.app, Contact{1, Source::mouse, ContactPhase::move, {1500, 2100}, 1, Button::left},
                   NoteColour::pink);
    hand.glide({1500, 2100}, to);
    EXPECT_EQ(hand.state(), "placing");
    EXPECT_TRUE(hand.notes_in(need, gains).empty()) << "the document does not change while it is held";
    EXPECT_EQ(hand.app.shown.layout.notes.size(), hand.layout().notes.size() + 1) << "but it can be seen";
    hand.release(to);
    ASSERT_EQ(hand.notes_in(need, gains).size(), 1u);
    EXPECT_EQ(hand.note(hand.notes_in(need, gains).front()).colour, NoteColour::pink);
    EXPECT_TRUE(hand.app.writing);
    hand.undo_and_redo_all();
}

TEST(hands, the_note_tool_puts_one_note_of_the_next_colour_and_gives_the_select_tool_back) {
    Hand hand;
    perform(hand.app, ChooseColour{NoteColour::green});
    perform(hand.app, ChooseTool{Tool::note});
    const Id need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    hand.tap(cell_middle(hand, need, gains));
    ASSERT_EQ(hand.notes_in(need, gains).size(), 1u);
    EXPECT_EQ(hand.note(hand.notes_in(need, gains).front()).colour, NoteColour::green);
    EXPECT_TRUE(hand.app.writing);
    EXPECT_EQ(hand.app.tool, Tool::select);
    hand.undo_and_redo_all();
}

TEST(hands, a_drag_moves_a_note_to_another_cell_and_is_committed_once) {
    Hand hand;
    const Id note = hand.note("Sets a budget"), buy = hand.stage("Buy"), gains = hand.lane(LaneKind::gains);
    const Session before = hand.app.session();
    const Vec2 from = hand.on_note(note), to = cell_middle(hand, hand.stage("Need"), gains);
    hand.press(from);
    hand.move(from + Vec2{2, 0});
    EXPECT_EQ(hand.state(), "pressing");
    hand.glide(from, to);
    EXPECT_EQ(hand.state(), "moving notes");
    EXPECT_TRUE(hand.app.session() == before) << "nothing is written while it is dragged";
    const HandsPicture picture = pictured(hand.app.hands, board_of(hand.app), theme(ThemeName::paper));
    ASSERT_EQ(picture.glows.size(), 1u);
    EXPECT_EQ(picture.glows.front(), hand.cell(hand.stage("Need"), gains)) << "the target cell glows";
    hand.release(to);
    EXPECT_EQ(hand.note(note).place, (Place{InCell{hand.stage("Need"), gains}}));
    EXPECT_EQ(hand.app.history.position(), 1u);
    EXPECT_TRUE(hand.is_chosen(note));
    EXPECT_NE(buy, Id::none);
    hand.undo_and_redo_all();
}

TEST(hands, neighbours_make_room_for_a_note_held_over_their_cell) {
    Hand hand;
    const Id need = hand.stage("Need"), search = hand.stage("Search"), actions = hand.lane(LaneKind::actions);
    const Id moved = hand.note("It turns cold");
    const std::vector<Id> there = hand.notes_in(search, actions);
    ASSERT_EQ(there.size(), 2u);
    const Rect first = hand.note_box(there.front());
    const Vec2 to = hand.px(first.at + Vec2{20, 80});
    hand.press(hand.on_note(moved));
    hand.glide(hand.on_note(moved), to);
    const NoteBox* shown = find_box(hand.app.shown.layout, there.front());
    ASSERT_NE(shown, nullptr);
    EXPECT_NE(shown->rect.at, first.at) << "it steps aside before the note is dropped";
    hand.release(to);
    EXPECT_EQ(hand.notes_in(search, actions), (std::vector<Id>{moved, there[0], there[1]}));
    EXPECT_EQ(hand.notes_in(need, actions).size(), 1u);
    hand.undo_and_redo_all();
}

TEST(hands, a_note_dropped_outside_leaves_the_grid_and_lies_where_it_was_let_go) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    hand.look_at(hand.layout().map.at, 0.8f);
    const Vec2 from = hand.on_note(note), to = hand.px(hand.layout().map.at + Vec2{900, -400});
    const Vec2 grip = hand.app.view.to_world(from) - hand.note_box(note).at;
    hand.drag(from, to);
    ASSERT_TRUE(std::holds_alternative<Free>(hand.note(note).place));
    const Vec2 at = std::get<Free>(hand.note(note).place).at, expected = hand.app.view.to_world(to) - grip;
    EXPECT_NEAR(at.x, expected.x, 0.2f);
    EXPECT_NEAR(at.y, expected.y, 0.2f);
    hand.undo_and_redo_all();
}

TEST(hands, many_chosen_notes_move_together_and_keep_their_order) {
    Hand hand;
    const Id actions = hand.lane(LaneKind::actions), need = hand.stage("Need"), search = hand.stage("Search");
    const std::vector<Id> a = hand.notes_in(need, actions), b = hand.notes_in(search, actions);
    perform(hand.app, Select{{b[0], a[1], a[0]}});
    const Id gains = hand.lane(LaneKind::gains);
    hand.drag(hand.on_note(a[0]), cell_middle(hand, need, gains));
    EXPECT_EQ(hand.notes_in(need, gains), (std::vector<Id>{a[0], a[1], b[0]}));
    EXPECT_EQ(hand.app.history.position(), 1u);
    hand.undo_and_redo_all();
}

TEST(hands, many_free_notes_keep_their_places_relative_to_each_other) {
    Hand hand;
    const Id one = hand.note("Sets a budget"), two = hand.note("It turns cold");
    perform(hand.app, Commit{MoveNotes{{{one, Free{{100, -800}}}, {two, Free{{330, -640}}}}, Id::none},
                             Selection{one, two}});
    hand.look_at({300, -600});
    hand.drag(hand.on_note(one), hand.on_note(one) + Vec2{-120, 60});
    const Vec2 first = std::get<Free>(hand.note(one).place).at,
               second = std::get<Free>(hand.note(two).place).at;
    EXPECT_NEAR(first.x, -20, 0.2f);
    EXPECT_NEAR(first.y, -740, 0.2f);
    EXPECT_NEAR(second.x - first.x, 230, 0.2f);
    EXPECT_NEAR(second.y - first.y, 160, 0.2f);
    hand.undo_and_redo_all();
}

TEST(hands, alt_drag_leaves_the_note_and_puts_a_copy) {
    Hand hand;
    const Id note = hand.note("Sets a budget"), gains = hand.lane(LaneKind::gains), need = hand.stage("Need");
    const Place place = hand.note(note).place;
    hand.hold({.alt = true});
    hand.drag(hand.on_note(note), cell_middle(hand, need, gains));
    EXPECT_EQ(hand.note(note).place, place);
    ASSERT_EQ(hand.notes_in(need, gains).size(), 1u);
    const Id copy = hand.notes_in(need, gains).front();
    EXPECT_EQ(hand.note(copy).text, hand.note(note).text);
    EXPECT_TRUE(hand.is_chosen(copy));
    EXPECT_FALSE(hand.is_chosen(note));
    hand.undo_and_redo_all();
}

TEST(hands, a_click_chooses_and_shift_or_control_click_adds_and_takes_away) {
    Hand hand;
    const Id one = hand.note("Sets a budget"), two = hand.note("It turns cold");
    hand.tap(hand.on_note(one));
    EXPECT_EQ(hand.app.selection, Selection{one});
    hand.hold({.shift = true});
    hand.tap(hand.on_note(two));
    EXPECT_EQ(hand.app.selection, (Selection{one, two}));
    hand.hold({.control = true});
    hand.tap(hand.on_note(one));
    EXPECT_EQ(hand.app.selection, Selection{two});
    hand.hold({});
    hand.tap(hand.px(hand.cell(hand.stage("Need"), hand.lane(LaneKind::gains)).center()));
    EXPECT_TRUE(hand.app.selection.empty());
    EXPECT_FALSE(hand.app.history.can_undo()) << "choosing is no edit";
}

TEST(hands, a_frame_drawn_over_empty_ground_chooses_what_it_touches) {
    Hand hand;
    const Id one = hand.note("Sets a budget"), two = hand.note("It turns cold");
    const Rect around = united(hand.note_box(one), hand.note_box(two));
    const Vec2 from = hand.px(Vec2{around.left() + 4, around.bottom() + 8});
    hand.drag(from, hand.px(Vec2{around.right() - 4, around.top() + 20}));
    EXPECT_TRUE(hand.is_chosen(one));
    EXPECT_TRUE(hand.is_chosen(two));
    EXPECT_EQ(hand.app.selection.size(), 2u);
}

TEST(hands, double_click_on_a_note_writes_and_a_press_outside_keeps_the_text) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    hand.double_tap(hand.on_note(note));
    ASSERT_TRUE(hand.app.writing);
    hand.control(Key::a);
    hand.type("Бюджет 预算 ميزانية");
    hand.tap(cell_middle(hand, hand.stage("Need"), hand.lane(LaneKind::gains)));
    EXPECT_FALSE(hand.app.writing);
    EXPECT_EQ(hand.note(note).text, "Бюджет 预算 ميزانية");
    EXPECT_EQ(hand.app.history.position(), 1u);
    hand.undo_and_redo_all();
}

TEST(hands, notes_are_coloured_given_a_kind_duplicated_and_deleted) {
    Hand hand;
    const Id note = hand.note("Sets a budget");
    const std::size_t count = hand.journey().notes.size();
    hand.tap(hand.on_note(note));
    perform(hand.app, Commit{SetColour{{note}, NoteColour::violet}, std::nullopt});
    perform(hand.app, Commit{SetKind{{note}, NoteKind::question}, std::nullopt});
    EXPECT_EQ(hand.note(note).colour, NoteColour::violet);
    EXPECT_EQ(hand.note(note).kind, NoteKind::question);
    hand.control(Key::d);
    EXPECT_EQ(hand.journey().notes.size(), count + 1);
    hand.key(Key::del);
    EXPECT_EQ(hand.journey().notes.size(), count);
    hand.undo_and_redo_all();
}

TEST(hands, copied_notes_are_pasted_into_another_session_with_colour_and_kind) {
    Hand hand;
    const Id one = hand.note("Sets a budget");
    perform(hand.app, Commit{SetKind{{one}, NoteKind::idea}, Selection{one}});
    hand.control(Key::c);
    ASSERT_TRUE(hand.app.copied);
    const std::string text = hand.app.copied->text;
    EXPECT_EQ(text, "Sets a budget: 400–500 $");
    hand.app.file.saved = hand.app.session(); // nothing unsaved stands in the way
    perform(hand.app, NewSession{"five-stages"});
    hand.send({});
    hand.start = hand.app.session();
    const std::size_t count = hand.journey().notes.size();
    hand.send({Pasted{text}});
    ASSERT_EQ(hand.journey().notes.size(), count + 1);
    EXPECT_EQ(hand.note(hand.note("Sets a budget")).kind, NoteKind::idea);
    hand.undo_and_redo_all();
}

// --- stages and lanes

TEST(hands, a_stage_is_renamed_by_double_click_on_its_header) {
    Hand hand;
    const Id stage = hand.stage("Compare");
    const auto header = std::ranges::find(hand.layout().stages, stage, &StageBox::stage)->header;
    hand.double_tap(hand.px(header.center()));
    ASSERT_TRUE(hand.app.writing);
    hand.type("Weigh up");
    hand.key(Key::enter);
    EXPECT_EQ(find_stage(hand.journey(), stage)->title, "Weigh up");
    hand.undo_and_redo_all();
}

TEST(hands, a_stage_dragged_by_its_header_changes_its_place_and_others_make_room) {
    Hand hand;
    const Id stage = hand.stage("Need");
    const auto box = [&](const char* title) {
        return std::ranges::find(hand.layout().stages, hand.stage(title), &StageBox::stage)->header;
    };
    const Vec2 from = hand.px(box("Need").center()), to = hand.px(box("Compare").center());
    hand.press(from);
    hand.glide(from, to);
    EXPECT_EQ(hand.state(), "moving stage");
    EXPECT_EQ(hand.app.shown.layout.stages.front().stage, hand.stage("Search")) << "shown with room made";
    EXPECT_EQ(hand.journey().stages.front()->id, stage) << "not written yet";
    hand.release(to);
    EXPECT_EQ(stage_index(hand.journey(), stage), 2u);
    hand.undo_and_redo_all();
}

TEST(hands, a_stage_is_made_wider_at_its_headers_border) {
    Hand hand;
    const StageBox& box = hand.layout().stages[1];
    const Id stage = box.stage;
    const float width = box.sheet.size.x;
    const Vec2 border = hand.px({box.header.right() + stage_gap / 2, box.header.center().y});
    hand.drag(border, border + Vec2{100, 0});
    EXPECT_NEAR(find_stage(hand.journey(), stage)->width, width + 100 / hand.app.view.zoom, 1);
    hand.undo_and_redo_all();
}

TEST(hands, a_lane_is_renamed_moved_and_resized_by_its_tab) {
    Hand hand;
    const Id lane = hand.lane(LaneKind::thoughts);
    const auto box = [&](Id id) { return *std::ranges::find(hand.layout().lanes, id, &LaneBox::lane); };
    hand.double_tap(hand.px(box(lane).tab.center()));
    ASSERT_TRUE(hand.app.writing);
    hand.type("What she thinks");
    hand.key(Key::enter);
    EXPECT_EQ(find_lane(hand.journey(), lane)->title, "What she thinks");

    const Rect below = hand.layout().lanes.back().tab;
    hand.drag(hand.px(box(lane).tab.center()), hand.px(below.center() + Vec2{0, 20}));
    EXPECT_EQ(hand.journey().lanes.back()->id, lane);

    const float height = box(lane).row.size.y;
    const Vec2 border = hand.px({box(lane).tab.center().x, box(lane).tab.bottom() - 1});
    hand.drag(border, border + Vec2{0, 60});
    EXPECT_NEAR(find_lane(hand.journey(), lane)->height, height + 60 / hand.app.view.zoom, 1);
    hand.undo_and_redo_all();
}

TEST(hands, a_deleted_stage_leaves_its_notes_in_the_parking_lot) {
    Hand hand;
    const Id stage = hand.stage("Compare"), note = hand.note("Price watch");
    const auto header = std::ranges::find(hand.layout().stages, stage, &StageBox::stage)->header;
    hand.tap(hand.px(header.center()));
    hand.key(Key::del);
    EXPECT_EQ(find_stage(hand.journey(), stage), nullptr);
    EXPECT_TRUE(std::holds_alternative<Parked>(hand.note(note).place));
    hand.undo_and_redo_all();
}

} // namespace
} // namespace waymark::testing
