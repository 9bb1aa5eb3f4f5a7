#include "sessions/history.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

/// take_back_costs NOTES remove|move: somebody removes every second note, or moves it to another place among
/// the others, and takes that back. Run by callgrind counting within `History::take_back`.
int main(int count, char** arguments) {
    using namespace waymark;
    if (count != 3) return 2;
    const auto notes = static_cast<std::uint64_t>(std::atoll(arguments[1]));
    Session session;
    Journey journey;
    journey.id = Id{1};
    session.next_id = 2;
    session.journeys = {Shared<Journey>{journey}};
    AddNotes all;
    for (std::uint64_t i = 0; i < notes; ++i) {
        Note note;
        note.id = Id{10 + i};
        all.notes.push_back(note);
    }
    History history{edited(session, journey.id, all)};
    Remove removed;
    MoveNotes moved;
    for (std::uint64_t i = 0; i < notes; i += 2) {
        removed.things.push_back(Id{10 + i});
        moved.moves.push_back({Id{10 + i}, Free{{4, 4}}});
    }
    const bool removes = std::string{arguments[2]} == "remove";
    const Id who{7};
    const bool done = history.commit(journey.id, removes ? Edit{removed} : Edit{moved}, {}, {}, who);
    if (!done || history.take_back(who, {}) != TakenBack::done) {
        std::puts("It was not taken back.");
        return 1;
    }
    return 0;
}
