#include "sessions/flaws.hpp"
#include "tests/sessions/rich_session.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

namespace waymark {

namespace {

using Break = std::function<void(Session&, Journey&)>;

/// What is said about the rich session after one thing in it was broken.
std::vector<std::string> said_after(const Break& broken) {
    Session session = rich_session();
    Journey journey = *session.journeys[0];
    broken(session, journey);
    session.journeys[0] = journey;
    return flaws(session);
}

template <class T> void alter(Shared<T>& shared, const std::function<void(T&)>& change) {
    T value = *shared;
    change(value);
    shared = std::move(value);
}

void alter_note(Journey& journey, std::size_t index, const std::function<void(Note&)>& change) {
    Note note = *journey.notes[index];
    change(note);
    journey.notes.replace(index, note);
}

/// Exactly one sentence, which has this in it.
void expect_one(const Break& broken, const std::string& part) {
    const std::vector<std::string> said = said_after(broken);
    ASSERT_EQ(said.size(), 1u) << part;
    EXPECT_NE(said[0].find(part), std::string::npos) << said[0];
    EXPECT_EQ(said[0].back(), '.');
}

TEST(flaws, a_sound_session_has_none) {
    EXPECT_TRUE(flaws(rich_session()).empty());
    EXPECT_TRUE(flaws(*rich_session().journeys[0], rich_session()).empty());
    EXPECT_TRUE(flaws(Session{}).empty());
}

TEST(flaws, finds_wrong_ids) {
    expect_one([](Session& session, Journey&) { session.next_id = 200; }, "not below the next free one");
    expect_one(
        [](Session&, Journey& journey) { alter_note(journey, 2, [](Note& note) { note.id = Id{91}; }); },
        "same id as");
    expect_one(
        [](Session&, Journey& journey) { alter_note(journey, 2, [](Note& note) { note.id = Id::none; }); },
        "A note has no id");
    expect_one(
        [](Session& session, Journey&) {
            alter<GlossaryTerm>(session.glossary[0], [](GlossaryTerm& t) { t.id = Id{4}; });
        },
        "The evidence 4 has the same id as the glossary term 4");
}

TEST(flaws, finds_references_to_nothing) {
    expect_one([](Session&,
                  Journey& journey) { alter_note(journey, 0, [](Note& note) { note.touchpoint = Id{31}; }); },
               "Note 31: refers");
    expect_one(
        [](Session&, Journey& journey) {
            alter_note(journey, 3, [](Note& note) { note.place = InCell{Id{21}, Id{11}}; });
        },
        "Note 34: refers");
    expect_one([](Session&,
                  Journey& journey) { alter<Curve>(journey.curves[0], [](Curve& c) { c.persona = Id{2}; }); },
               "Curve 51: refers");
    expect_one(
        [](Session&, Journey& journey) {
            alter<MagicMoment>(journey.moments[0], [](MagicMoment& m) { m.curve = Id{99}; });
        },
        "Magic moment 61: refers");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Connector>(journey.connectors[1], [](Connector& c) { c.to = c.from; });
        },
        "Connector 82: refers");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Stage>(journey.stages[2], [](Stage& s) { s.branches[0].to = Id{21}; });
        },
        "Stage 13: refers");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Action>(journey.actions[0], [](Action& a) { a.about = Id{71}; });
        },
        "Action 101: refers");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Picture>(journey.pictures[0], [](Picture& p) { p.image[0] ^= 1; });
        },
        "Picture 71: refers");
    expect_one([](Session&, Journey& journey) { journey.pair = journey.id; }, "Journey 10: refers");
    expect_one([](Session& session,
                  Journey&) { alter<Persona>(session.personas[0], [](Persona& p) { p.picture = Id{31}; }); },
               "Persona 1: refers");
    expect_one(
        [](Session& session, Journey&) {
            alter<Journey>(session.journeys[1], [](Journey& j) {
                j.connectors = {Connector{Id{250}, Id{71}, Id{13}, ""}};
            });
        },
        "Connector 250: refers"); // both ends are in the other journey
}

TEST(flaws, finds_numbers_out_of_range) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    expect_one(
        [](Session&, Journey& journey) { alter<Stage>(journey.stages[0], [](Stage& s) { s.width = 5; }); },
        "Stage 11: a number");
    expect_one(
        [&](Session&, Journey& journey) {
            alter<Stage>(journey.stages[0], [&](Stage& s) { s.tolerance = nan; });
        },
        "Stage 11: a number");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Lane>(journey.lanes[0], [](Lane& l) { l.kind = static_cast<LaneKind>(77); });
        },
        "Lane 21: a number");
    expect_one([](Session&, Journey& journey) { alter_note(journey, 1, [](Note& note) { note.scale = 9; }); },
               "Note 32: a number");
    expect_one(
        [](Session&, Journey& journey) {
            alter_note(journey, 1, [](Note& note) { note.place = Free{{2e7f, 0}}; });
        },
        "Note 32: a number");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Curve>(journey.curves[0], [](Curve& c) { c.points[0].score = 5.5f; });
        },
        "Curve 51: a number");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Picture>(journey.pictures[0], [](Picture& p) { p.frame.size.x = 0; });
        },
        "Picture 71: a number");
    expect_one([](Session&,
                  Journey& journey) { alter<Action>(journey.actions[0], [](Action& a) { a.effort = 6; }); },
               "Action 101: a number");
    expect_one(
        [](Session&, Journey& journey) {
            alter<Metric>(journey.metrics[0],
                          [](Metric& m) { m.target = std::numeric_limits<double>::infinity(); });
        },
        "Metric 111: a number");
}

TEST(flaws, finds_curve_points_out_of_order) {
    const std::string part = "points do not rise";
    expect_one(
        [](Session&, Journey& journey) {
            alter<Curve>(journey.curves[0], [](Curve& c) { std::swap(c.points[0], c.points[1]); });
        },
        part);
    expect_one(
        [](Session&, Journey& journey) {
            alter<Curve>(journey.curves[0], [](Curve& c) { c.points.push_back(c.points.back()); });
        },
        part);
    expect_one([](Session&, Journey& journey) { std::swap(journey.stages[0], journey.stages[2]); }, part);
}

TEST(flaws, finds_texts_that_are_not_clean_or_too_long) {
    const std::string part = "a text is not clean";
    expect_one(
        [](Session&, Journey& journey) { alter_note(journey, 0, [](Note& note) { note.text = "\xFF"; }); },
        "Note 31: " + part);
    expect_one([](Session&,
                  Journey& journey) { alter_note(journey, 0, [](Note& note) { note.tags[0] = "\u202E"; }); },
               "Note 31: " + part);
    expect_one(
        [](Session&, Journey& journey) {
            alter<Stage>(journey.stages[0], [](Stage& s) { s.title = std::string(5000, 'x'); });
        },
        "Stage 11: " + part);
    expect_one([](Session& session, Journey&) { session.sponsor = "a\rb"; }, "Session: " + part);
    expect_one([](Session&, Journey& journey) { journey.goal = std::string("nul\0", 4); },
               "Journey 10: " + part);
}

TEST(flaws, finds_wrong_images) {
    expect_one([](Session& session, Journey&) { session.images.push_back(session.images[0]); },
               "An image is there twice");
    expect_one(
        [](Session& session, Journey&) { alter<Image>(session.images[0], [](Image& i) { i.width = 0; }); },
        "no size");
}

TEST(flaws, of_ten_thousand_notes_are_looked_up_once_each) {
    Session session = rich_session();
    Journey journey = *session.journeys[0];
    for (std::uint64_t i = 0; i < 10000; ++i) {
        journey.notes.push_back(note_of(Id{1000 + i}, InCell{Id{11}, Id{21}}, "note"));
        if (i > 0)
            journey.connectors.push_back(
                Shared<Connector>{Connector{Id{20000 + i}, Id{1000 + i - 1}, Id{1000 + i}, ""}});
    }
    journey.connectors.push_back(Shared<Connector>{Connector{Id{40000}, Id{1000}, Id{50000}, ""}});
    session.next_id = 100000;
    session.journeys[0] = journey;
    EXPECT_EQ(flaws(session).size(), 1u);
}

} // namespace

} // namespace waymark
