#include "app/chrome.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/sessions/scratch_folder.hpp"

/// Toolbars at both sides of a wide wall.
namespace waymark::testing {
namespace {

/// Two people at a wall of 10 240 × 2 160 pixels.
struct AtAWall {
    static constexpr Vec2 size_px{10240, 2160};
    App app{system_files(), Settings{}};
    double time_s = 10;
    Session start;

    AtAWall() {
        app.settings.motion = false;
        send({});
        perform(app, NewSession{"winter-jacket"});
        for (int i = 0; i < 3; ++i) send({});
        start = app.session();
    }
    void send(std::vector<Event> events) {
        time_s += 0.016;
        Input input;
        input.time_s = time_s;
        input.size_px = size_px;
        input.events = std::move(events);
        (void)frame(app, input);
        app.drives->finish();
        EXPECT_TRUE(flaws(app.session()).empty());
    }
    void finger(std::uint32_t id, ContactPhase phase, Vec2 at_px) {
        send({Contact{id, Source::touch, phase, at_px}});
    }
    void settle() {
        for (int i = 0; i < 12; ++i) send({});
    }
    /// The middle of a button: pills of 48 px buttons, 16 px from the window's edges.
    static Vec2 button(bool at_left, int item) {
        const float top = size_px.y - 16 - (48 * 12.5f + 12 + 9);
        return {at_left ? 46 : size_px.x - 46,
                top + 6 + 48 * static_cast<float>(item) + 24 + (item >= 9 ? 9 : 0)};
    }
};

constexpr int select_item = 0, hand_item = 1, note_button_item = 2, pen_item = 5, undo_item = 9,
              search_item = 11;

} // namespace

TEST(toolbars, lie_at_both_sides_of_a_wide_wall_and_at_the_bottom_elsewhere) {
    AtAWall wall;
    const Rect covered = wall.app.chrome->covered_px();
    EXPECT_GT(covered.at.x, 60);
    EXPECT_GT(covered.size.x, 60);
    EXPECT_LT(covered.size.y, 10) << "the board has all of the height";
    ScriptedHand desk;
    EXPECT_LT(desk.app.chrome->covered_px().at.x, 10);
    EXPECT_GT(desk.app.chrome->covered_px().size.y, 60);
    perform(desk.app, SetToolbarEdge{ToolbarEdge::both});
    desk.send({});
    EXPECT_GT(desk.app.chrome->covered_px().size.x, 60) << "wherever somebody wants it";
}

TEST(toolbars, answer_the_fingers_of_two_people_at_once) {
    AtAWall wall;
    wall.finger(11, ContactPhase::begin, AtAWall::button(true, hand_item)); // rests there
    wall.finger(12, ContactPhase::begin, AtAWall::button(false, pen_item));
    wall.finger(12, ContactPhase::end, AtAWall::button(false, pen_item));
    EXPECT_EQ(wall.app.tool, Tool::pen);
    wall.finger(11, ContactPhase::end, AtAWall::button(true, hand_item));
    EXPECT_EQ(wall.app.tool, Tool::hand);
    wall.finger(13, ContactPhase::begin, AtAWall::button(true, select_item));
    wall.finger(13, ContactPhase::move, {900, 900});
    wall.finger(13, ContactPhase::end, {900, 900});
    EXPECT_EQ(wall.app.tool, Tool::hand) << "a finger that slid off has not pressed";
}

TEST(toolbars, give_a_note_to_each_of_two_people_at_once) {
    AtAWall wall;
    const std::size_t before = wall.app.board_journey().notes.size();
    const Vec2 left = AtAWall::button(true, note_button_item),
               right = AtAWall::button(false, note_button_item);
    wall.finger(11, ContactPhase::begin, left);
    wall.finger(12, ContactPhase::begin, right);
    for (int i = 1; i <= 8; ++i) {
        const auto part = static_cast<float>(i) / 8;
        wall.send({Contact{11, Source::touch, ContactPhase::move, left + Vec2{900, -300} * part},
                   Contact{12, Source::touch, ContactPhase::move, right + Vec2{-900, -300} * part}});
    }
    wall.time_s += 0.2;
    wall.finger(11, ContactPhase::end, left + Vec2{900, -300});
    wall.finger(12, ContactPhase::end, right + Vec2{-900, -300});
    EXPECT_EQ(wall.app.board_journey().notes.size(), before + 2);
}

TEST(toolbars, have_undo_and_the_search_within_reach) {
    AtAWall wall;
    perform(wall.app, Commit{RenameStage{wall.app.board_journey().stages.front()->id, "Кто"}, std::nullopt});
    wall.send({});
    wall.finger(11, ContactPhase::begin, AtAWall::button(false, undo_item));
    wall.finger(11, ContactPhase::end, AtAWall::button(false, undo_item));
    wall.settle();
    EXPECT_TRUE(wall.app.session() == wall.start);
    wall.finger(11, ContactPhase::begin, AtAWall::button(true, search_item));
    wall.finger(11, ContactPhase::end, AtAWall::button(true, search_item));
    wall.settle();
    EXPECT_EQ(wall.app.panel, Panel::palette);
}

TEST(toolbars, dialogs_open_at_the_side_that_was_touched) {
    const ScratchFolder folder;
    folder.write("a.waymark", "listed, whatever it holds");
    for (const bool at_left : {true, false}) {
        AtAWall wall;
        wall.app.settings.last_folder = folder.path();
        const Vec2 at = AtAWall::button(at_left, select_item);
        wall.finger(11, ContactPhase::begin, at);
        wall.finger(11, ContactPhase::end, at);
        perform(wall.app, ShowPanel{Panel::open_file});
        wall.settle();
        ASSERT_FALSE(wall.app.chrome->thumbnails().empty());
        const float x = wall.app.chrome->thumbnails().front().rect_px.center().x;
        EXPECT_EQ(x < AtAWall::size_px.x / 3, at_left);
        EXPECT_EQ(x > AtAWall::size_px.x * 2 / 3, !at_left);
    }
}

TEST(ui_scale, follows_the_window_from_screen_to_screen_until_somebody_sets_it) {
    App app{system_files(), Settings{}};
    const auto on = [&](float pixels_a_mm, Vec2 screen_mm) {
        Input input;
        input.time_s = app.time_s + 0.016;
        input.size_px = {1920, 1080};
        input.pixels_per_mm = pixels_a_mm;
        input.screen_mm = screen_mm;
        (void)frame(app, input);
        return app.ui_scale;
    };
    EXPECT_EQ(on(3.6f, {531, 299}), 1);
    EXPECT_GE(48 * on(9.5f, {404, 227}) / 9.5f, 9) << "a laptop's dense screen";
    EXPECT_EQ(on(3.6f, {531, 299}), 1) << "and back";
    perform(app, SetViewingDistance{4});
    EXPECT_GE(13 * on(3.6f, {531, 299}) / 3.6f, 13.9f) << "four times the largest the slider has";
    perform(app, SetUiScale{1.25f});
    EXPECT_EQ(on(9.5f, {404, 227}), 1.25f) << "the slider goes before";
    perform(app, SetUiScale{0});
    perform(app, SetViewingDistance{0});
    EXPECT_EQ(on(0, {}), 1);
}

TEST(panels, a_tap_while_another_finger_is_on_a_panel_comes_in_its_turn) {
    AtAWall wall;
    perform(wall.app, ChooseTool{Tool::note});
    wall.send({});
    // The strip of seven colours stands beside the left toolbar, its middle where that has its own.
    const float middle = AtAWall::size_px.y - 16 - (48 * 12.5f + 12 + 9) / 2;
    const auto colour = [&](int i) {
        return Vec2{16 + 60 + 8 + 28, middle + 44 * static_cast<float>(i - 3)};
    };
    wall.finger(11, ContactPhase::begin, colour(1));
    wall.settle();
    wall.finger(12, ContactPhase::begin, colour(4));
    wall.finger(12, ContactPhase::end, colour(4));
    wall.settle();
    EXPECT_EQ(wall.app.next_colour, NoteColour::yellow) << "the first finger is still down";
    wall.finger(11, ContactPhase::end, colour(1));
    wall.settle();
    EXPECT_EQ(wall.app.next_colour, static_cast<NoteColour>(4)) << "pink, and then the other's orange";
}

} // namespace waymark::testing
