#include "sessions/flaws.hpp"
#include "sessions/history.hpp"
#include "sessions/templates.hpp"
#include "tests/sessions/random_edits.hpp"

#include <gtest/gtest.h>

#include <map>

/// "Undo my last": one person's step goes, what the others have done stays.
namespace waymark {
namespace {

constexpr Id anna{301}, boris{302}, chen{303};

Session three_people() {
    Session session = rich_session();
    for (const Id who : {anna, boris, chen}) {
        Participant person;
        person.id = who, person.name = "Person";
        session = edited(session, journey_id, PutParticipant{person});
    }
    return session;
}

class TakeBack : public ::testing::Test {
protected:
    History history{three_people()};

    bool does(Id who, const Edit& edit) { return history.commit(journey_id, edit, {}, {}, who); }
    TakenBack takes_back(Id who) {
        const TakenBack result = history.take_back(who, {});
        EXPECT_EQ(flaws(history.session()), std::vector<std::string>{});
        return result;
    }
    const Journey& journey() const { return *find_journey(history.session(), journey_id); }
    const Note* note(Id id) const { return find_note(journey(), id); }
    std::vector<Id> order() const {
        std::vector<Id> ids;
        for (const Shared<Note>& one : journey().notes) ids.push_back(one->id);
        return ids;
    }
    Id makes_note(Id who, const std::string& text) {
        const Id id{history.session().next_id};
        EXPECT_TRUE(does(who, AddNotes{{note_of(id, Parked{}, text)}, Id::none}));
        return id;
    }
};

TEST_F(TakeBack, takes_that_persons_last_step_and_leaves_what_others_did_since) {
    const Id hers = makes_note(anna, "hers"), his = makes_note(boris, "his");
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(note(hers), nullptr);
    ASSERT_NE(note(his), nullptr);
    EXPECT_EQ(history.now().by, anna);
    EXPECT_EQ(history.now().label, "Take back: Add note");
}

TEST_F(TakeBack, goes_on_to_the_step_before) {
    const Id first = makes_note(anna, "first");
    makes_note(boris, "his");
    const Id second = makes_note(anna, "second");
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(note(second), nullptr);
    EXPECT_NE(note(first), nullptr);
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(note(first), nullptr);
    EXPECT_EQ(takes_back(anna), TakenBack::nothing_there);
}

TEST_F(TakeBack, the_undo_of_the_board_takes_the_taking_back_back) {
    const Id hers = makes_note(anna, "hers");
    const Session with_it = history.session();
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    history.undo();
    EXPECT_TRUE(history.session() == with_it);
    EXPECT_EQ(takes_back(anna), TakenBack::done) << "it has not been taken back any more";
    EXPECT_EQ(note(hers), nullptr);
}

TEST_F(TakeBack, does_nothing_where_somebody_has_changed_the_same_thing_since) {
    does(anna, SetText{cell_note, "hers"});
    does(boris, SetText{cell_note, "his"});
    const Session before = history.session();
    EXPECT_EQ(takes_back(anna), TakenBack::changed_since);
    EXPECT_TRUE(history.session() == before);
    EXPECT_EQ(takes_back(boris), TakenBack::done);
    EXPECT_EQ(note(cell_note)->text, "hers");
    EXPECT_EQ(takes_back(anna), TakenBack::done) << "now nobody has";
    EXPECT_TRUE(history.session() == three_people());
}

TEST_F(TakeBack, does_nothing_where_something_of_somebody_else_stands_on_it) {
    const Id hers = makes_note(anna, "hers");
    does(boris, PutConnector{{Id{history.session().next_id}, cell_note, hers, ""}});
    EXPECT_EQ(takes_back(anna), TakenBack::changed_since);
    EXPECT_EQ(takes_back(boris), TakenBack::done);
    EXPECT_EQ(takes_back(anna), TakenBack::done);
}

TEST_F(TakeBack, of_several_things_those_come_back_that_nobody_has_changed) {
    does(anna, SetColour{{cell_note, free_note}, NoteColour::orange});
    does(boris, SetText{free_note, "his"});
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(note(cell_note)->colour, NoteColour::green);
    EXPECT_EQ(note(free_note)->colour, NoteColour::orange);
    EXPECT_EQ(note(free_note)->text, "his");
}

TEST_F(TakeBack, what_was_deleted_comes_back_in_its_place_with_what_was_on_it) {
    const Journey before = journey();
    does(anna, Remove{{cell_note}});
    const Id his = makes_note(boris, "his");
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(order(), (std::vector<Id>{Id{31}, Id{32}, Id{33}, Id{34}, his}));
    EXPECT_EQ(journey().moments, before.moments);
    EXPECT_EQ(journey().connectors, before.connectors);
}

TEST_F(TakeBack, a_moved_note_goes_back_among_the_others) {
    does(anna, MoveNotes{{{cell_note, Parked{}}}, Id::none});
    EXPECT_EQ(order().back(), cell_note);
    const Id his = makes_note(boris, "his");
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(order(), (std::vector<Id>{Id{31}, Id{32}, Id{33}, Id{34}, his}));
}

TEST_F(TakeBack, a_moved_stage_goes_back_though_its_own_value_never_changed) {
    const auto stages = journey().stages;
    does(anna, MoveStage{Id{13}, 0});
    makes_note(boris, "his");
    EXPECT_NE(journey().stages, stages);
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(journey().stages, stages);
}

TEST_F(TakeBack, a_name_given_to_the_journey_goes_where_it_is_still_that_name) {
    SetJourneyFacts facts{"Hers", "", "", "", JourneyState::current, Id::none, {}, {}};
    does(anna, facts);
    makes_note(boris, "his");
    EXPECT_EQ(takes_back(anna), TakenBack::done);
    EXPECT_EQ(journey().title, "Winter jacket");
}

TEST_F(TakeBack, who_has_done_nothing_has_nothing_to_take_back) {
    makes_note(anna, "hers");
    EXPECT_EQ(takes_back(chen), TakenBack::nothing_there);
}

/// The notes of all journeys by the ids of journey and note.
using Notes = std::map<std::pair<Id, Id>, Note>;
Notes notes_of(const Session& session) {
    Notes notes;
    for (const Shared<Journey>& journey : session.journeys)
        for (const Shared<Note>& note : journey->notes)
            notes.emplace(std::pair{journey->id, note->id}, *note);
    return notes;
}

bool same_in(const Notes::key_type& id, const Notes& a, const Notes& b) {
    const auto one = a.find(id), other = b.find(id);
    if (one == a.end() || other == b.end()) return one == a.end() && other == b.end();
    return one->second == other->second;
}

/// Steps about many things; what they cost is counted by cost.take_back.
class TakeBackMany : public ::testing::Test {
protected:
    static constexpr std::size_t count = 6'000;
    History history{crowded()};
    const Session start = history.session();

    static Session crowded() {
        Session session = rich_session();
        Participant person;
        person.id = anna;
        session = edited(session, journey_id, PutParticipant{person});
        AddNotes notes;
        for (std::size_t i = 0; i < count; ++i)
            notes.notes.push_back(note_of(Id{1000 + i}, Parked{}, "note"));
        return edited(session, journey_id, notes);
    }
    void does_and_takes_back(const Edit& edit) {
        ASSERT_TRUE(history.commit(journey_id, edit, {}, {}, anna));
        ASSERT_EQ(history.take_back(anna, {}), TakenBack::done);
        EXPECT_TRUE(history.session() == start);
    }
    /// Every so-many-th of them.
    static std::vector<Id> each(std::size_t step) {
        std::vector<Id> ids;
        for (std::size_t i = 0; i < count; i += step) ids.push_back(Id{1000 + i});
        return ids;
    }
};

TEST_F(TakeBackMany, all_that_were_removed_come_back_in_their_order) { does_and_takes_back(Remove{each(1)}); }

TEST_F(TakeBackMany, every_second_comes_back_between_the_others) { does_and_takes_back(Remove{each(2)}); }

TEST_F(TakeBackMany, those_that_were_moved_lie_among_the_others_again) {
    MoveNotes moves;
    for (const Id id : each(2)) moves.moves.push_back({id, InCell{Id{12}, Id{21}}});
    does_and_takes_back(moves);
}

TEST_F(TakeBackMany, those_that_were_made_go_and_those_that_were_coloured_are_as_before) {
    AddNotes more;
    for (std::size_t i = 0; i < count; ++i)
        more.notes.push_back(note_of(Id{1000 + count + i}, Parked{}, "more"));
    const std::uint64_t next_id = history.session().next_id;
    ASSERT_TRUE(history.commit(journey_id, more, {}, {}, anna));
    ASSERT_EQ(history.take_back(anna, {}), TakenBack::done);
    EXPECT_EQ(notes_of(history.session()), notes_of(start));
    EXPECT_GT(history.session().next_id, next_id) << "numbers are not given twice";
    ASSERT_TRUE(history.commit(journey_id, SetColour{each(1), NoteColour::violet}, {}, {}, anna));
    ASSERT_EQ(history.take_back(anna, {}), TakenBack::done);
    EXPECT_EQ(notes_of(history.session()), notes_of(start));
}

/// Of a taking back that has just been done: each note that is another now lay as that very step had left it,
/// and lies as it did before that step.
void expect_only_that_step_has_gone(const History& history, const Notes& before) {
    const Step& back = history.now();
    const auto taken = std::ranges::find(history.steps(), back.takes_back, &Step::number);
    ASSERT_NE(taken, history.steps().end());
    ASSERT_EQ(taken->by, back.by);
    const Notes now = notes_of(back.session), then = notes_of(taken->session),
                earlier = notes_of((taken - 1)->session);
    Notes all = before;
    all.insert(now.begin(), now.end());
    for (const auto& [id, any] : all) {
        if (same_in(id, before, now)) continue;
        EXPECT_TRUE(same_in(id, before, then)) << "somebody had changed it: " << back.label;
        EXPECT_TRUE(same_in(id, now, earlier)) << back.label;
    }
}

TEST(take_back, of_random_steps_by_three_people_never_leaves_a_flaw_and_never_touches_others_work) {
    test::RandomEdits edits{20261126};
    constexpr Id people[] = {anna, boris, chen};
    int done = 0, refused = 0;
    for (int round = 0; round < 80 && !::testing::Test::HasFailure(); ++round) {
        const Session start =
            round % 2 ? three_people() : *session_from_template("machine-repair", SessionId{});
        History history{start};
        for (int i = 0; i < 60; ++i) {
            const Id who = people[static_cast<std::size_t>(i * 7 + round) % 3];
            const Notes before = notes_of(history.session());
            if (i % 4 != 3) {
                const Id journey = edits.journey(history.session());
                history.commit(journey, edits.next(history.session(), journey), {}, {}, who);
            } else if (history.take_back(who, {}) == TakenBack::done) {
                ++done;
                expect_only_that_step_has_gone(history, before);
            } else {
                ++refused;
            }
            const std::vector<std::string> found = flaws(history.session());
            ASSERT_TRUE(found.empty()) << found.front() << " after " << history.now().label;
        }
        while (history.can_undo()) history.undo();
        ASSERT_TRUE(history.session() == start);
    }
    EXPECT_GT(done, 200);
    EXPECT_GT(refused, 10);
}

} // namespace
} // namespace waymark
