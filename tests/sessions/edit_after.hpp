#pragma once
#include "sessions/edit.hpp"
#include "sessions/flaws.hpp"
#include "tests/sessions/rich_session.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

/// What the tests of edits share: the rich session, one edit later.
namespace waymark {

constexpr Id search{11}, buy{12}, wear{13}, actions_lane{21}, custom_lane{24};
constexpr Id parked_note{33}, last_note{34}, emotion_curve{51};
constexpr float nan = std::numeric_limits<float>::quiet_NaN(),
                infinity = std::numeric_limits<float>::infinity();

/// The rich session after an edit on its first journey; sound, always.
inline Session after(const Edit& edit, const Session& start = rich_session()) {
    Session session = edited(start, journey_id, edit);
    EXPECT_EQ(flaws(session), std::vector<std::string>{}) << label(edit);
    return session;
}
inline Journey journey_after(const Edit& edit, const Session& start = rich_session()) {
    return *find_journey(after(edit, start), journey_id);
}
inline void expect_nothing(const Edit& edit) { EXPECT_TRUE(after(edit) == rich_session()) << label(edit); }

inline std::vector<Id> order(const Journey& journey) {
    std::vector<Id> ids;
    for (const Shared<Note>& note : journey.notes) ids.push_back(note->id);
    return ids;
}

inline Persona persona_named(Id id, std::string name) {
    Persona persona;
    persona.id = id, persona.name = std::move(name);
    return persona;
}

inline Note fresh_note(Id id, Place place = Parked{}) { return note_of(id, place, "fresh"); }

} // namespace waymark
