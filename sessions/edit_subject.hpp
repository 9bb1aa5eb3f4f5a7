#pragma once
#include "sessions/edit.hpp"
#include "sessions/soundness.hpp"

#include <unordered_set>

/// What the edits are made of: one `change` for each. Internal to sessions/edit*.cpp.
namespace waymark {

/// What an edit works on: a journey that is being changed, and the session it belongs to. The session still
/// holds the journey as it was; null when there is only the journey, as for the preview of a gesture.
struct Subject {
    Journey& journey;
    Session* session = nullptr;
    std::uint64_t next_id = 0;              ///< greater than every id in use; 0 = not looked up yet
    std::unordered_set<std::uint64_t> used; ///< filled only when an id below `next_id` is claimed
};

/// True when the id may name something new; then it is taken and `next_id` raised.
bool claim(Subject& subject, Id id);

/// What a thing of the journey can refer to. Without a session, what lies outside the journey counts as
/// there.
Known known_to(const Subject& subject);

/// The thing cleaned, brought into range and without dangling references; nothing when it cannot be without
/// one.
template <class T> std::optional<T> sound(T thing, const Subject& subject) {
    clean_texts(thing);
    bring_into_range(thing);
    if (!keep_known(thing, known_to(subject))) return std::nullopt;
    return thing;
}

template <class T> std::optional<std::size_t> index_of(const std::vector<Shared<T>>& things, Id id) {
    for (std::size_t i = 0; i < things.size(); ++i)
        if (things[i]->id == id) return i;
    return std::nullopt;
}

/// Puts `value` at `index` unless it says the same as what is there: an untouched thing stays the very same
/// value.
template <class Things, class T> void replace_at(Things& things, std::size_t index, T value) {
    if (*things[index] == value) return;
    if constexpr (requires { things.replace(index, Shared<T>{}); })
        things.replace(index, Shared<T>{std::move(value)});
    else
        things[index] = Shared<T>{std::move(value)};
}

/// Changes a copy of the thing with this id and puts it in its place.
template <class T, class Change> void update(std::vector<Shared<T>>& things, Id id, Change change) {
    const auto index = index_of(things, id);
    if (!index) return;
    T value = *things[*index];
    change(value);
    replace_at(things, *index, std::move(value));
}

/// Replaces the thing with this id, or adds it.
template <class T> void put(Subject& subject, std::vector<Shared<T>>& things, const T& given) {
    const auto index = index_of(things, given.id);
    std::optional<T> thing = sound(given, subject);
    if (!thing) return;
    if (index)
        replace_at(things, *index, std::move(*thing));
    else if (claim(subject, given.id))
        things.push_back(Shared<T>{std::move(*thing)});
}

/// Inserts at `index`, or at the end when that is beyond it.
template <class T> void insert_at(std::vector<Shared<T>>& things, std::size_t index, Shared<T> thing) {
    things.insert(things.begin() + static_cast<std::ptrdiff_t>(std::min(index, things.size())),
                  std::move(thing));
}

/// Moves the thing with this id to `index` among the others.
template <class T> void move_to(std::vector<Shared<T>>& things, Id id, std::size_t index) {
    const auto from = index_of(things, id);
    if (!from) return;
    const Shared<T> thing = things[*from];
    things.erase(things.begin() + static_cast<std::ptrdiff_t>(*from));
    insert_at(things, index, thing);
}

/// Changes copies of the notes with these ids; one pass over the notes whatever their number.
template <class Change> void update_notes(List<Note>& notes, std::vector<Id> ids, Change change) {
    std::sort(ids.begin(), ids.end());
    notes.change_each([&](std::size_t, const Shared<Note>& note) -> std::optional<Shared<Note>> {
        if (!std::binary_search(ids.begin(), ids.end(), note->id)) return std::nullopt;
        Note changed = *note;
        change(changed);
        if (changed == *note) return std::nullopt;
        return changed;
    });
}

/// Changes copies of all notes for which `concerns` is true.
template <class Concerns, class Change>
void update_notes_where(List<Note>& notes, Concerns concerns, Change change) {
    std::vector<Id> ids;
    for (const Shared<Note>& note : notes)
        if (concerns(*note)) ids.push_back(note->id);
    if (!ids.empty()) update_notes(notes, std::move(ids), change);
}

/// Clears every reference within the journey to things that are gone from it: moments and connectors on them
/// go too.
void forget(Journey& journey, std::unordered_set<std::uint64_t> gone);

void change(Subject&, const AddNotes&), change(Subject&, const MoveNotes&), change(Subject&, const SetText&),
    change(Subject&, const SetColour&), change(Subject&, const SetKind&),
    change(Subject&, const SetEvidence&), change(Subject&, const TurnNotes&),
    change(Subject&, const PutNote&);
void change(Subject&, const MoveBy&), change(Subject&, const Remove&), change(Subject&, const AddPicture&),
    change(Subject&, const PutPicture&), change(Subject&, const PutConnector&),
    change(Subject&, const AddInk&);
void change(Subject&, const AddStage&), change(Subject&, const RenameStage&),
    change(Subject&, const MoveStage&), change(Subject&, const ResizeStage&),
    change(Subject&, const SetPhase&), change(Subject&, const SetTolerance&),
    change(Subject&, const SetLeap&), change(Subject&, const RemoveStage&);
void change(Subject&, const AddLane&), change(Subject&, const RenameLane&), change(Subject&, const MoveLane&),
    change(Subject&, const ResizeLane&), change(Subject&, const RemoveLane&);
void change(Subject&, const PutCurve&), change(Subject&, const AddPoint&), change(Subject&, const MovePoint&),
    change(Subject&, const RemovePoint&), change(Subject&, const PutMoment&);
void change(Subject&, const SetJourneyFacts&), change(Subject&, const PutTouchpoint&),
    change(Subject&, const PutAction&), change(Subject&, const PutMetric&);

void change(Session&, const SetSessionFacts&), change(Session&, const PutPersona&),
    change(Session&, const PutParticipant&), change(Session&, const PutGlossaryTerm&),
    change(Session&, const PutEvidence&), change(Session&, const RemoveRecord&),
    change(Session&, const AddJourney&), change(Session&, const RemoveJourney&),
    change(Session&, const RestoreSession&);

/// Drops image bytes that no picture shows any more, and persona portraits whose picture has gone.
void drop_unused_pictures(Session& session);

} // namespace waymark
