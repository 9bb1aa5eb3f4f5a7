#include "sessions/edit_subject.hpp"
#include "sessions/limits.hpp"
#include "sessions/text_fields.hpp"

#include <unordered_map>

namespace waymark {

namespace {

/// A moment on a note goes where the note goes.
void carry_moments(Journey& journey, const Note& note) {
    const auto* cell = std::get_if<InCell>(&note.place);
    if (!cell) return;
    for (Shared<MagicMoment>& moment : journey.moments) {
        if (moment->note != note.id || moment->stage == cell->stage) continue;
        MagicMoment moved = *moment;
        moved.stage = cell->stage;
        moment = std::move(moved);
    }
}

void replace_note(Journey& journey, std::size_t index, Note note) {
    carry_moments(journey, note);
    replace_at(journey.notes, index, std::move(note));
}

bool is_there(const Place& place, const Journey& journey) {
    const auto* cell = std::get_if<InCell>(&place);
    return !cell || (find_stage(journey, cell->stage) && find_lane(journey, cell->lane));
}

/// The note with the move's place, size and angle; as it was where a number is none.
Note moved(Note note, const NoteMove& move) {
    const auto* free = std::get_if<Free>(&move.place);
    if (free && (std::isnan(free->at.x) || std::isnan(free->at.y))) return note;
    note.place = move.place;
    if (!std::isnan(move.scale)) note.scale = move.scale;
    if (std::isfinite(move.angle)) note.angle = move.angle;
    bring_into_range(note);
    return note;
}

/// Brings the notes at `places` (rising) before the note `before`, or on top, and keeps their order.
void reorder(List<Note>& notes, const std::vector<std::size_t>& places, Id before) {
    std::size_t target = notes.size();
    if (before != Id::none) {
        std::size_t index = 0;
        for (const Shared<Note>& note : notes) {
            if (note->id == before) target = index;
            ++index;
        }
    }
    // When `before` moves as well, its next neighbour that stays takes its part.
    while (std::binary_search(places.begin(), places.end(), target)) ++target;
    const bool in_place = places.back() + 1 == target && places.back() - places.front() + 1 == places.size();
    if (in_place) return;
    std::vector<Shared<Note>> lifted;
    for (const std::size_t place : places) lifted.push_back(notes[place]);
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        notes.erase(*place);
        if (*place < target) --target;
    }
    for (Shared<Note>& note : lifted) notes.insert(target++, std::move(note));
}

} // namespace

void change(Subject& subject, const AddNotes& edit) {
    std::size_t index = subject.journey.notes.size();
    if (edit.before != Id::none) index = note_index(subject.journey, edit.before).value_or(index);
    for (const Note& given : edit.notes)
        if (claim(subject, given.id)) subject.journey.notes.insert(index++, *sound(given, subject));
}

void change(Subject& subject, const MoveNotes& edit) {
    Journey& journey = subject.journey;
    std::unordered_map<std::uint64_t, const NoteMove*> moves; // of two moves of one note the last counts
    for (const NoteMove& move : edit.moves)
        if (is_there(move.place, journey)) moves[static_cast<std::uint64_t>(move.note)] = &move;
    std::vector<std::pair<std::size_t, const NoteMove*>> found;
    std::size_t index = 0;
    for (const Shared<Note>& note : journey.notes) {
        if (const auto move = moves.find(static_cast<std::uint64_t>(note->id)); move != moves.end())
            found.emplace_back(index, move->second);
        ++index;
    }
    if (found.empty()) return;
    std::vector<std::size_t> places;
    for (const auto& [place, move] : found) {
        replace_note(journey, place, moved(*journey.notes[place], *move));
        places.push_back(place);
    }
    reorder(journey.notes, places, edit.before);
}

void change(Subject& subject, const SetText& edit) {
    const auto index = note_index(subject.journey, edit.note);
    if (!index) return;
    Note note = *subject.journey.notes[*index];
    note.text = clean_text(edit.text).text;
    replace_at(subject.journey.notes, *index, std::move(note));
}

void change(Subject& subject, const SetColour& edit) {
    if (is_known(edit.colour))
        update_notes(subject.journey.notes, edit.notes, [&edit](Note& note) { note.colour = edit.colour; });
}

void change(Subject& subject, const SetKind& edit) {
    if (is_known(edit.kind))
        update_notes(subject.journey.notes, edit.notes, [&edit](Note& note) { note.kind = edit.kind; });
}

void change(Subject& subject, const SetEvidence& edit) {
    if (is_known(edit.state))
        update_notes(subject.journey.notes, edit.notes, [&edit](Note& note) { note.evidence = edit.state; });
}

void change(Subject& subject, const PutNote& edit) {
    const auto index = note_index(subject.journey, edit.note.id);
    if (!index) return;
    if (auto note = sound(edit.note, subject)) replace_note(subject.journey, *index, std::move(*note));
}

} // namespace waymark
