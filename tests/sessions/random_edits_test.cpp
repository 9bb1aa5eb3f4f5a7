#include "sessions/flaws.hpp"
#include "sessions/history.hpp"
#include "sessions/templates.hpp"
#include "tests/sessions/random_edits.hpp"

#include <gtest/gtest.h>

namespace waymark {

namespace {

constexpr std::size_t kinds_of_edit = std::variant_size_v<Edit::Choice>;

std::string first_flaw(const Session& session) {
    const std::vector<std::string> found = flaws(session);
    return found.empty() ? std::string{} : found.front();
}

TEST(random_edits, ten_thousand_never_leave_a_flaw) {
    test::RandomEdits edits{20261122};
    Session session = rich_session();
    ASSERT_EQ(first_flaw(session), "");
    std::array<int, kinds_of_edit> changed{};
    for (int i = 0; i < 10000; ++i) {
        if (i % 250 == 0)
            session = i % 500 == 0 ? rich_session() : *session_from_template("machine-repair", SessionId{});
        const Id journey = edits.journey(session);
        const Edit edit = edits.next(session, journey);
        Session result = edited(session, journey, edit);
        if (!(result == session)) ++changed[edit.what.index()];
        session = std::move(result);
        ASSERT_EQ(first_flaw(session), "") << "after edit " << i << ", " << label(edit);
    }
    for (std::size_t kind = 0; kind < kinds_of_edit; ++kind)
        EXPECT_GT(changed[kind], 0) << "edit " << kind << " never did anything";
}

TEST(random_edits, undo_to_the_start_and_redo_to_the_end_give_equal_values) {
    test::RandomEdits edits{4711};
    History history{rich_session()};
    std::vector<Session> states{history.session()};
    for (int i = 0; i < 10000 && history.steps().size() <= 900; ++i) {
        const Id journey = edits.journey(history.session());
        if (history.commit(journey, edits.next(history.session(), journey), {}, {}))
            states.push_back(history.session());
    }
    ASSERT_GT(states.size(), 500u);
    for (std::size_t i = states.size() - 1; i > 0; --i) {
        ASSERT_TRUE(history.session() == states[i]);
        history.undo();
    }
    EXPECT_TRUE(history.session() == rich_session());
    EXPECT_FALSE(history.can_undo());
    for (std::size_t i = 1; i < states.size(); ++i) {
        history.redo();
        ASSERT_TRUE(history.session() == states[i]);
    }
    EXPECT_FALSE(history.can_redo());
}

TEST(random_edits, the_same_edit_gives_the_same_result) {
    test::RandomEdits edits{99};
    const Session session = rich_session();
    for (int i = 0; i < 2000; ++i) {
        const Edit edit = edits.next(session, Id{10});
        ASSERT_TRUE(edited(session, Id{10}, edit) == edited(session, Id{10}, edit)) << label(edit);
    }
}

TEST(random_edits, a_preview_of_the_journey_alone_shows_what_the_commit_gives) {
    test::RandomEdits edits{7};
    const Session session = rich_session();
    const Journey& journey = *find_journey(session, Id{10});
    int compared = 0;
    for (int i = 0; i < 3000; ++i) {
        const Edit edit = edits.next(session, journey.id);
        // Ids and records of the rest of the session are unknown to a journey alone: only edits without them
        // compare.
        const bool local = std::visit(
            []<class What>(const What&) {
                return std::same_as<What, MoveNotes> || std::same_as<What, SetText> ||
                       std::same_as<What, SetColour> || std::same_as<What, MoveBy> ||
                       std::same_as<What, MoveStage> || std::same_as<What, ResizeStage> ||
                       std::same_as<What, MovePoint> || std::same_as<What, RemoveStage> ||
                       std::same_as<What, Remove>;
            },
            edit.what);
        if (!local) continue;
        ++compared;
        ASSERT_TRUE(edited(journey, edit) == *find_journey(edited(session, journey.id, edit), journey.id))
            << label(edit);
    }
    EXPECT_GT(compared, 300);
}

} // namespace

} // namespace waymark
