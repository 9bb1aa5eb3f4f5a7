#include "tests/app/at_one_wall.hpp"

#include <functional>

/// Somebody writes in a panel's field while others work on the board.
namespace waymark::testing {
namespace {

/// What somebody else does, and that it has come to the board.
struct Act {
    const char* what;
    std::function<void()> act;
    std::function<bool()> has_come;
};

TEST(panel_people, twenty_acts_of_another_leave_a_field_its_text_its_caret_and_what_is_half_spelt) {
    AtOneWall wall;
    App& app = wall.app;
    wall.wait(1);
    wall.open_toolbox({1900, 1980}); // of somebody, so that a tap may be theirs
    ASSERT_EQ(app.hands.toolboxes.size(), 1u);
    wall.open_sheet(AtOneWall::finger(12));
    ASSERT_TRUE(wall.has_keypad(panel_field));
    perform(app, ChooseKeyLanguage{panel_field, KeyLanguage::simplified_chinese});
    wall.read_dictionaries();
    wall.tap_key(panel_field, {}, KeyAct::right); // behind what was there, all of which was chosen
    wall.type_in_panel("nihao ");
    wall.tap_key(panel_field, {}, KeyAct::left);
    wall.settle();
    wall.type_in_panel("ni");
    const InField before = wall.in_field();
    ASSERT_EQ(before, (InField{"Need你好", 7})) << "the caret stands between the two";
    ASSERT_EQ(raw(wall.keypad(panel_field).spelling), "ni");

    const Id note = wall.note("Search engine"), care = wall.note("Care guide");
    const Vec2 ground{60, 2050};
    const auto finger = &AtOneWall::other;
    Session kept = app.session();
    View view = app.view;
    std::size_t count = 0, step = 0;
    const auto changed = [&] { return !(app.session() == kept); };
    const auto view_changed = [&] { return app.view.at != view.at || app.view.zoom != view.zoom; };
    const std::vector<Act> acts{
        {"a tap chooses a note", [&] { wall.tap(wall.on_note(note), finger(60)); },
         [&] { return wall.is_chosen(note); }},
        {"a note is dragged",
         [&] {
             wall.drag(wall.on_note(note), wall.on_note(note) + Vec2{0, -260}, finger(60));
         },
         changed},
        {"a tap on the ground chooses nothing", [&] { wall.tap(ground, finger(60)); },
         [&] { return app.selection.empty(); }},
        {"two fingers zoom",
         [&] {
             wall.press({400, 1900}, finger(61));
             wall.press({600, 1900}, finger(62));
             wall.glide({400, 1900}, {300, 1900}, finger(61));
             wall.glide({600, 1900}, {640, 1900}, finger(62));
             wall.release({300, 1900}, finger(61));
             wall.release({640, 1900}, finger(62));
         },
         view_changed},
        {"the mouse chooses", [&] { wall.tap(wall.on_note(care)); }, [&] { return wall.is_chosen(care); }},
        {"the mouse drags",
         [&] {
             wall.drag(wall.on_note(care), wall.on_note(care) + Vec2{0, -200});
         },
         changed},
        {"the middle button moves the board",
         [&] {
             wall.drag({500, 1900}, {450, 1880}, {Source::mouse, 1, Button::middle});
         },
         view_changed},
        {"the wheel zooms",
         [&] {
             wall.scroll({500, 1800}, {0, 1}, {.control = true});
         },
         view_changed},
        {"a finger that rests opens a ring",
         [&] {
             wall.press({200, 2050}, finger(60));
             wall.wait(0.6);
             wall.release({200, 2050}, finger(60));
         },
         [&] { return app.hands.rings.size() == 1; }},
        {"a tap puts it away",
         [&] {
             wall.wait(1), wall.tap({200, 1870}, finger(60));
         },
         [&] { return app.hands.rings.empty(); }},
        {"a keyboard opens on a note", [&] { wall.wait(1), wall.double_tap(wall.on_note(note), finger(60)); },
         [&] { return wall.has_keypad(note); }},
        {"it writes", [&] { wall.tap_key(note, "a", KeyAct::character, 60); },
         [&] { return wall.text_of(note).find('a') != std::string::npos; }},
        {"it is done", [&] { wall.tap_key(note, {}, KeyAct::done, 60); },
         [&] { return !wall.has_keypad(note) && !app.writing; }},
        {"a tool is chosen", [&] { wall.tap(wall.tool(5), finger(60)); },
         [&] { return app.tool == Tool::pen; }},
        {"a pen writes",
         [&] {
             count = wall.ink_count();
             wall.drag({300, 1900}, {700, 1980}, ScriptedHand::pen());
         },
         [&] { return wall.ink_count() == count + 1; }},
        {"another tool is chosen", [&] { wall.tap(wall.tool(0), finger(60)); },
         [&] { return app.tool == Tool::select; }},
        {"three fingers undo",
         [&] {
             wall.wait(2);
             step = app.history.position();
             for (std::uint32_t i = 0; i < 3; ++i)
                 wall.press({400 + 90 * static_cast<float>(i), 2100}, finger(70 + i));
             for (int by = 1; by <= 8; ++by)
                 for (std::uint32_t i = 0; i < 3; ++i)
                     wall.move({400 + 90 * static_cast<float>(i) - 30 * static_cast<float>(by), 2100},
                               finger(70 + i));
             for (std::uint32_t i = 0; i < 3; ++i)
                 wall.release({160 + 90 * static_cast<float>(i), 2100}, finger(70 + i));
         },
         [&] { return app.history.position() < step; }},
        {"a note is pulled off the toolbar",
         [&] {
             wall.wait(1);
             wall.press(wall.tool(2), finger(60));
             wall.glide(wall.tool(2), {500, 1800}, finger(60));
             wall.release({500, 1800}, finger(60));
         },
         changed},
        {"what is written on it is done",
         [&] {
             perform(app, StopWriting{.keep = true, .thing = app.writing ? app.writing->thing : Id::none});
         },
         [&] { return !app.writing; }},
        {"two fingers open a toolbox",
         [&] {
             wall.wait(1), wall.open_toolbox({500, 1500});
         },
         [&] { return app.hands.toolboxes.size() == 2; }},
        {"the board is stamped",
         [&] {
             Contact object{90, Source::touch, ContactPhase::begin, {900, 2000}};
             object.tip = Tip::note;
             wall.send({object});
             object.phase = ContactPhase::end;
             wall.send({object});
         },
         changed},
    };
    EXPECT_GE(acts.size(), 20u);
    for (const Act& one : acts) {
        kept = app.session(), view = app.view;
        one.act();
        wall.settle();
        EXPECT_TRUE(one.has_come()) << one.what;
        ASSERT_EQ(wall.in_field(), before) << one.what;
        ASSERT_EQ(app.chrome->thing_written_on(), wall.stage_id) << one.what;
        ASSERT_EQ(raw(wall.keypad(panel_field).spelling), "ni") << one.what;
    }
    wall.wait(1);
    wall.tap_key(panel_field, {}, KeyAct::space);
    wall.settle();
    wall.tap_key(panel_field, {}, KeyAct::done);
    wall.settle();
    EXPECT_EQ(wall.title(), "Need你你好");
    EXPECT_FALSE(wall.has_keypad(panel_field));
    wall.undo_and_redo_all();
}

TEST(panel_people, whoever_is_known_to_write_ends_it_beside_the_panel) {
    AtOneWall wall{"five-stages"}; // nobody has a name yet: who opens a toolbox is somebody new
    const std::string before = wall.title();
    const Vec2 near_ada{500, 1500}, near_boris{1900, 1980}, ground{900, 2050};
    wall.open_toolbox(near_ada);
    wall.wait(1);
    wall.open_toolbox(near_boris);
    ASSERT_EQ(wall.app.hands.toolboxes.size(), 2u);
    const auto open_by_ada = [&] {
        wall.wait(1);
        wall.tap({330, 1800}, AtOneWall::finger(12)); // on the board, within her reach
        perform(wall.app, Select{{wall.stage_id}});
        perform(wall.app, WriteDetails{});
        wall.settle();
        EXPECT_TRUE(wall.app.chrome->field());
        EXPECT_TRUE(wall.has_keypad(panel_field));
        wall.key(Key::end); // of a real keyboard: the field stays hers
        wall.type_in_panel("s");
    };
    open_by_ada();
    wall.tap({2100, 2110}, AtOneWall::other()); // Boris
    wall.tap({1300, 2110}, AtOneWall::other()); // nobody that is known
    wall.tap(ground);                           // whoever has the mouse
    wall.settle();
    EXPECT_TRUE(wall.app.chrome->field());
    EXPECT_EQ(wall.title(), before);
    wall.wait(1);
    wall.tap({330, 1800}, AtOneWall::finger(13)); // another finger of hers
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(wall.title(), before + "s");
}

TEST(panel_people, a_field_of_the_mouse_ends_with_the_mouse_and_one_of_a_pen_with_that_pen) {
    AtOneWall wall;
    const Vec2 ground{60, 2050};
    wall.open_sheet({});
    wall.key(Key::end);
    wall.type("1");
    wall.settle();
    wall.tap(ground, AtOneWall::finger());
    wall.tap(ground, ScriptedHand::pen_numbered(3));
    wall.drag({500, 1900}, {450, 1880}, {Source::mouse, 1, Button::middle});
    wall.settle();
    EXPECT_TRUE(wall.app.chrome->field());
    wall.tap(ground);
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(wall.title(), "Need1");
    wall.open_sheet(ScriptedHand::pen_numbered(3));
    wall.key(Key::end); // a real key makes it nobody else's
    wall.type_in_panel("x");
    wall.tap(ground, ScriptedHand::pen_numbered(4));
    wall.tap(ground);
    wall.settle();
    EXPECT_TRUE(wall.app.chrome->field());
    wall.tap(ground, ScriptedHand::pen_numbered(3));
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(wall.title(), "Need1x");
}

TEST(panel_people, one_person_alone_ends_a_field_with_a_tap_beside_it) {
    AtOneWall wall;
    const Vec2 ground{60, 2050};
    const auto write = [&](std::string_view text) {
        wall.open_sheet(AtOneWall::finger(12));
        wall.tap_key(panel_field, {}, KeyAct::right);
        wall.type_in_panel(text);
        wall.wait(1);
    };
    write("a");
    wall.tap(ground, AtOneWall::other());
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(wall.title(), "Needa");
    write("b");
    wall.press({400, 1900}, AtOneWall::finger(61)); // the first finger of two, say
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    wall.release({400, 1900}, AtOneWall::finger(61));
    EXPECT_EQ(wall.title(), "Needab");
    write("c");
    wall.press({400, 1900}, ScriptedHand::pen());
    wall.tap(ground, AtOneWall::other());
    wall.release({400, 1900}, ScriptedHand::pen());
    wall.settle();
    EXPECT_TRUE(wall.app.chrome->field()) << "somebody is there with a pen";
}

TEST(panel_people, what_is_dimmed_does_not_answer_and_the_field_of_a_dialog_stays) {
    AtOneWall wall;
    wall.wait(1);
    wall.tap({30, 2000}, AtOneWall::finger(12));
    perform(wall.app, ShowPanel{Panel::palette});
    wall.settle();
    ASSERT_TRUE(wall.has_keypad(panel_field));
    perform(wall.app, ChooseKeyLanguage{panel_field, KeyLanguage::simplified_chinese});
    wall.read_dictionaries();
    wall.type_in_panel("nihao ");
    wall.type_in_panel("hao");
    const InField before = wall.in_field();
    EXPECT_EQ(before.text, "你好");
    const Session kept = wall.app.session();
    wall.drag({300, 500}, {600, 700}, AtOneWall::other());
    wall.tap(wall.tool(5), AtOneWall::other());
    wall.settle();
    EXPECT_EQ(wall.app.panel, Panel::palette);
    EXPECT_EQ(wall.in_field(), before);
    EXPECT_EQ(raw(wall.keypad(panel_field).spelling), "hao");
    EXPECT_EQ(wall.app.tool, Tool::select);
    EXPECT_TRUE(wall.app.session() == kept);
    EXPECT_TRUE(wall.app.hands.hands.empty());
}

TEST(panel_people, what_is_written_on_a_stage_that_another_removes_comes_back_with_it) {
    AtOneWall wall;
    wall.open_sheet(AtOneWall::finger(12));
    wall.tap_key(panel_field, {}, KeyAct::right);
    wall.type_in_panel("s");
    perform(wall.app, Commit{RemoveStage{wall.stage_id}, std::nullopt});
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(find_stage(wall.journey(), wall.stage_id), nullptr);
    perform(wall.app, Undo{});
    wall.settle();
    EXPECT_EQ(wall.title(), "Needs");
}

TEST(panel_people, the_sheet_stays_where_it_is_while_another_brings_a_toolbox_over_it) {
    AtOneWall wall;
    wall.wait(1);
    wall.open_toolbox({600, 1600});                  // of somebody, so that a finger may be theirs
    perform(wall.app, SetKeypads{KeypadUse::never}); // the sheet's whole edge is free
    wall.open_sheet(AtOneWall::finger(12));
    perform(wall.app, TypeOn{panel_field, "s"});
    wall.settle();
    const Rect sheet = wall.app.chrome->field()->panel_px;
    const InField before = wall.in_field();
    wall.wait(1);
    wall.open_toolbox({sheet.left() - 120, sheet.center().y});
    wall.settle();
    ASSERT_EQ(wall.app.hands.toolboxes.size(), 2u);
    const Rect box = covered_by(wall.app.hands.toolboxes.back(), wall.app.hands, board_of(wall.app));
    EXPECT_TRUE(box.touches(sheet)) << "it would make room";
    ASSERT_TRUE(wall.app.chrome->field());
    EXPECT_EQ(wall.app.chrome->field()->panel_px, sheet);
    EXPECT_EQ(wall.in_field(), before);
    perform(wall.app, StopWriting{.keep = true, .thing = panel_field});
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(wall.title(), "s");
}

TEST(panel_people, a_dialog_that_another_opens_gets_nothing_of_what_is_written_in_the_sheet) {
    AtOneWall wall;
    wall.open_sheet(AtOneWall::finger(12));
    perform(wall.app, ChooseKeyLanguage{panel_field, KeyLanguage::simplified_chinese});
    wall.read_dictionaries();
    wall.tap_key(panel_field, {}, KeyAct::right);
    wall.type_in_panel("hao");
    wall.tap(wall.tool(7), AtOneWall::other()); // a picture
    wall.settle();
    EXPECT_EQ(wall.app.panel, Panel::open_picture);
    EXPECT_EQ(wall.title(), "Needhao") << "letters that meant nothing yet are kept as they are";
}

TEST(panel_people, a_held_key_stops_when_it_is_let_go_however_slow_the_frames_are) {
    AtOneWall wall;
    const Id note = wall.open(empty_note(wall));
    const std::string long_text(60, 'x');
    perform(wall.app, TypeOn{note, long_text});
    const auto hold_backspace = [&](Id thing) {
        const Vec2 key = wall.key_px(thing, {}, KeyAct::backspace);
        wall.press(key, AtOneWall::finger(50));
        for (int i = 0; i < 20; ++i) wall.wait(0.084); // ten frames a second
        wall.release(key, AtOneWall::finger(50));
    };
    hold_backspace(note);
    const std::size_t left = wall.text_of(note).size();
    EXPECT_LT(left, 40u);
    wall.tap_key(note, {}, KeyAct::done);
    wall.open_sheet(AtOneWall::finger(12));
    perform(wall.app, TypeOn{panel_field, long_text});
    wall.settle();
    ASSERT_EQ(wall.in_field().text, long_text);
    hold_backspace(panel_field);
    const std::size_t when_let_go = wall.in_field().text.size();
    wall.settle();
    wall.wait(0.1);
    EXPECT_EQ(wall.in_field().text.size(), left) << "as many as on a note";
    EXPECT_LE(when_let_go, left + 1) << "the last one may lie in the frame after";
}

} // namespace
} // namespace waymark::testing
