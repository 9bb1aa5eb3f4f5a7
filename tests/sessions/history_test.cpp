#include "sessions/history.hpp"
#include "tests/sessions/rich_session.hpp"

#include <gtest/gtest.h>

namespace waymark {

namespace {

bool write(History& history, const std::string& text) {
    return history.commit(journey_id, SetText{cell_note, text}, {cell_note}, {cell_note});
}

std::string text_now(const History& history) {
    return find_note(*find_journey(history.session(), journey_id), cell_note)->text;
}

TEST(history, undo_and_redo_walk_over_values) {
    History history{rich_session()};
    EXPECT_FALSE(history.can_undo());
    EXPECT_TRUE(write(history, "one"));
    EXPECT_TRUE(write(history, "two"));
    history.undo();
    EXPECT_EQ(text_now(history), "one");
    history.undo();
    EXPECT_TRUE(history.session() == rich_session());
    history.redo();
    history.redo();
    EXPECT_EQ(text_now(history), "two");
    EXPECT_FALSE(history.can_redo());
}

TEST(history, undo_restores_the_selection) {
    History history{rich_session()};
    history.commit(journey_id, SetText{cell_note, "one"}, {cell_note}, {cell_note, free_note});
    history.commit(journey_id, Remove{{cell_note, free_note}}, {free_note}, {});
    EXPECT_EQ(history.now().selection, Selection{});
    history.undo();
    EXPECT_EQ(history.now().selection, Selection{free_note});
    history.undo();
    EXPECT_EQ(history.now().selection, Selection{cell_note});
    history.go_to(2);
    EXPECT_EQ(history.now().selection, Selection{});
}

TEST(history, an_edit_that_changes_nothing_adds_no_step) {
    History history{rich_session()};
    EXPECT_FALSE(history.commit(journey_id, SetText{Id{9999}, "nobody"}, {}, {}));
    EXPECT_FALSE(history.commit(Id{9999}, SetText{cell_note, "no such journey"}, {}, {}));
    EXPECT_FALSE(history.commit(journey_id, MoveStage{Id{12}, 1}, {}, {}));
    EXPECT_FALSE(history.commit(journey_id, Several{}, {}, {}));
    EXPECT_EQ(history.steps().size(), 1u);
    EXPECT_FALSE(history.can_undo());
}

TEST(history, a_new_edit_after_undo_drops_what_could_be_redone) {
    History history{rich_session()};
    write(history, "one");
    write(history, "two");
    history.undo();
    write(history, "three");
    EXPECT_FALSE(history.can_redo());
    EXPECT_EQ(history.steps().size(), 3u);
    history.undo();
    EXPECT_EQ(text_now(history), "one");
}

TEST(history, a_vain_edit_after_undo_keeps_what_can_be_redone) {
    History history{rich_session()};
    write(history, "one");
    history.undo();
    history.commit(journey_id, SetText{Id{9999}, ""}, {}, {});
    EXPECT_TRUE(history.can_redo());
}

TEST(history, keeps_a_thousand_edits_and_drops_the_oldest) {
    History history{rich_session()};
    for (int i = 0; i < 1200; ++i) ASSERT_TRUE(write(history, "text " + std::to_string(i)));
    EXPECT_EQ(history.steps().size(), History::step_limit + 1);
    int undone = 0;
    while (history.can_undo()) history.undo(), ++undone;
    EXPECT_EQ(undone, 1000);
    EXPECT_EQ(text_now(history), "text 199");
    while (history.can_redo()) history.redo();
    EXPECT_EQ(text_now(history), "text 1199");
}

TEST(history, going_to_a_step_beyond_the_end_goes_to_the_end) {
    History history{rich_session()};
    write(history, "one");
    history.go_to(0);
    EXPECT_EQ(history.position(), 0u);
    history.go_to(99);
    EXPECT_EQ(history.position(), 1u);
    history.redo();
    EXPECT_EQ(history.position(), 1u);
}

TEST(history, every_step_has_the_name_of_its_edit) {
    History history{rich_session(), "New"};
    write(history, "one");
    history.commit(journey_id,
                   MoveNotes{{{cell_note, Parked{}, 1, 0}, {free_note, Parked{}, 1, 0}}, Id::none}, {}, {});
    history.commit(journey_id, RenameStage{Id{11}, "Look"}, {}, {});
    history.commit(journey_id, Several{{SetText{free_note, "x"}, RemoveLane{Id{21}}}, "Tidy up"}, {}, {});
    history.commit(journey_id, Several{{RemoveStage{Id{11}}}, ""}, {}, {});
    std::vector<std::string> labels;
    for (const Step& step : history.steps()) labels.push_back(step.label);
    EXPECT_EQ(labels, (std::vector<std::string>{"New", "Write note", "Move 2 notes", "Rename stage",
                                                "Tidy up", "Delete stage"}));
}

} // namespace

} // namespace waymark
