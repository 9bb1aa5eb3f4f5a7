#include "tests/app/at_one_wall.hpp"

/// Somebody writes in the sheet of a thing, and others go through the history past the step that made it.
namespace waymark::testing {
namespace {

/// Boris has made a stage, Ada writes its title.
struct NewStage : AtOneWall {
    std::size_t before_it = 0; ///< in the history
    Id boris{};

    NewStage() {
        Participant person;
        person.id = boris = Id{app.session().next_id};
        person.name = "Boris";
        perform(app, Commit{PutParticipant{std::move(person)}, std::nullopt});
        before_it = app.history.position();
        Stage stage;
        stage.id = stage_id = Id{app.session().next_id};
        stage.title = "New";
        perform(app, Commit{AddStage{std::move(stage), 1}, std::nullopt, boris});
        send({});
        EXPECT_EQ(title(), "New");
    }
    void write(std::string_view text) {
        open_sheet(finger(12));
        tap_key(panel_field, {}, KeyAct::right);
        type_in_panel(text);
    }
    bool is_there() const { return find_stage(journey(), stage_id) != nullptr; }
};

TEST(panel_people, undo_takes_the_words_in_the_sheet_before_it_takes_what_they_are_on) {
    NewStage wall;
    wall.write("er");
    perform(wall.app, Undo{});
    wall.settle();
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(wall.title(), "New");
    perform(wall.app, Undo{});
    wall.settle();
    EXPECT_FALSE(wall.is_there());
    perform(wall.app, Redo{});
    perform(wall.app, Redo{});
    wall.settle();
    EXPECT_EQ(wall.title(), "Newer");
    wall.undo_and_redo_all();
}

TEST(panel_people, a_step_long_ago_is_gone_to_and_the_words_in_the_sheet_come_back_from_there) {
    NewStage wall;
    wall.write("er");
    perform(wall.app, GoToStep{wall.before_it});
    wall.settle();
    EXPECT_FALSE(wall.is_there());
    EXPECT_FALSE(wall.app.chrome->field());
    EXPECT_EQ(wall.app.history.position(), wall.before_it);
    perform(wall.app, GoToStep{wall.app.history.steps().size() - 1});
    wall.settle();
    EXPECT_EQ(wall.title(), "Newer");
}

TEST(panel_people, somebodys_own_step_stays_where_others_have_written_on_what_it_made) {
    NewStage wall;
    wall.write("er");
    perform(wall.app, UndoMine{wall.boris});
    wall.settle();
    EXPECT_EQ(wall.title(), "Newer");
    EXPECT_TRUE(std::ranges::any_of(wall.app.messages, [](const Message& message) {
        return message.sentence.starts_with("Others have gone on working on that");
    }));
    wall.undo_and_redo_all();
}

TEST(panel_people, somebodys_own_step_goes_where_nothing_was_written_in_the_sheet) {
    NewStage wall;
    wall.open_sheet(AtOneWall::finger(12));
    perform(wall.app, UndoMine{wall.boris});
    wall.settle();
    EXPECT_FALSE(wall.is_there());
    EXPECT_FALSE(wall.app.chrome->field());
    wall.undo_and_redo_all();
}

TEST(panel_people, redo_stops_where_it_would_remove_what_somebody_writes_on) {
    NewStage wall;
    perform(wall.app, Commit{RemoveStage{wall.stage_id}, std::nullopt});
    perform(wall.app, Undo{});
    wall.send({});
    ASSERT_TRUE(wall.app.history.can_redo());
    wall.write("er");
    perform(wall.app, Redo{});
    wall.settle();
    EXPECT_EQ(wall.title(), "Newer");
    EXPECT_FALSE(wall.app.history.can_redo()) << "the words are the last step";
    wall.undo_and_redo_all();
}

TEST(panel_people, redo_goes_on_where_nothing_was_written_in_the_sheet) {
    NewStage wall;
    perform(wall.app, Commit{RemoveStage{wall.stage_id}, std::nullopt});
    perform(wall.app, Undo{});
    wall.send({});
    wall.open_sheet(AtOneWall::finger(12));
    perform(wall.app, Redo{});
    wall.settle();
    EXPECT_FALSE(wall.is_there());
    EXPECT_FALSE(wall.app.chrome->field());
}

} // namespace
} // namespace waymark::testing
