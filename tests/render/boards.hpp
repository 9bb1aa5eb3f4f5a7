#pragma once
#include "render/layout.hpp"
#include "sessions/edit.hpp"
#include "sessions/templates.hpp"

#include <string>
#include <string_view>

/// Boards for the tests of layout, hit-testing and painting.
namespace waymark {

/// A session with one journey laid out, and edits to it in short.
struct Board {
    Session session;
    Journey journey;
    Layout layout;
    bool on_table = false;

    explicit Board(std::string_view name = "winter-jacket")
        : Board(*session_from_template(name, SessionId{})) {}
    explicit Board(Session made) : session{std::move(made)}, journey{*session.journeys.front()} { lay(); }

    static TextEngine& text() {
        static TextEngine engine;
        return engine;
    }
    void lay() { layout = laid_out(journey, session.language, text(), &layout, on_table); }
    void edit(const Edit& what) {
        session = edited(session, journey.id, what);
        journey = *session.journeys.front();
        lay();
    }
    Id next() const { return Id{session.next_id}; }
    Id add(Place place, std::string words) {
        Note note;
        note.id = next();
        note.place = place;
        note.text = std::move(words);
        edit(AddNotes{{note}, Id::none});
        return note.id;
    }
    Place cell(std::size_t stage, std::size_t lane) const {
        return InCell{journey.stages[stage]->id, journey.lanes[lane]->id};
    }
    const CellBox& cell_box(std::size_t stage, std::size_t lane) const {
        return layout.cells[lane * journey.stages.size() + stage];
    }
    std::size_t lane_of(LaneKind kind) const {
        for (std::size_t i = 0; i < journey.lanes.size(); ++i)
            if (journey.lanes[i]->kind == kind) return i;
        return journey.lanes.size();
    }
};

/// Many notes in a grid of cells, `count` in all.
inline Session crowded_session(std::size_t count) {
    Session session = *session_from_template("five-stages", SessionId{});
    Journey journey = *session.journeys.front();
    for (std::size_t i = 0; i < count; ++i) {
        Note note;
        note.id = Id{session.next_id++};
        note.place = InCell{journey.stages[i % 5]->id, journey.lanes[0]->id};
        note.text = "Note " + std::to_string(i % 40) + " says what is done";
        note.colour = static_cast<NoteColour>(i % 7);
        journey.notes.push_back(note);
    }
    session.journeys.front() = journey;
    return session;
}

} // namespace waymark
