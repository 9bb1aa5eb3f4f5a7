#include "sessions/edit.hpp"

#include "sessions/edit_subject.hpp"

namespace waymark {

namespace {

template <class What>
concept ChangesJourney = requires(Subject& subject, const What& what) {
    change(subject, what);
};

/// Steps within steps go no deeper than this.
constexpr int greatest_depth = 16;

void change_journey(Journey& journey, const Edit& edit, int depth = 0) {
    const auto carry_out = [&]<class What>(const What& what) {
        if constexpr (std::same_as<What, Several>) {
            if (depth < greatest_depth)
                for (const Edit& one : what.edits) change_journey(journey, one, depth + 1);
        } else if constexpr (ChangesJourney<What>) {
            Subject subject{journey, nullptr, 0, {}};
            change(subject, what);
        }
    };
    std::visit(carry_out, edit.what);
}

template <class What> void change_in(Session& session, Id journey_id, const What& what) {
    const auto index = index_of(session.journeys, journey_id);
    if (!index) return;
    Journey journey = *session.journeys[*index];
    Subject subject{journey, &session, 0, {}};
    change(subject, what);
    session.journeys[*index] = Shared<Journey>{std::move(journey)};
    if constexpr (std::same_as<What, Remove>) drop_unused_pictures(session);
}

void change_session(Session& session, Id journey, const Edit& edit, int depth = 0) {
    const auto carry_out = [&]<class What>(const What& what) {
        if constexpr (std::same_as<What, Several>) {
            if (depth < greatest_depth)
                for (const Edit& one : what.edits) change_session(session, journey, one, depth + 1);
        } else if constexpr (ChangesJourney<What>) {
            change_in(session, journey, what);
        } else {
            change(session, what);
        }
    };
    std::visit(carry_out, edit.what);
}

} // namespace

Session edited(Session session, Id journey, const Edit& edit) {
    change_session(session, journey, edit);
    return session;
}

Journey edited(Journey journey, const Edit& edit) {
    change_journey(journey, edit);
    return journey;
}

} // namespace waymark
