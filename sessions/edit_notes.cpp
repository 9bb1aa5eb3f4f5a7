#include "sessions/edit_subject.hpp"
#include "sessions/id_map.hpp"
#include "sessions/limits.hpp"
#include "sessions/text_fields.hpp"

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
    if (move.facing && is_known(*move.facing)) note.facing = *move.facing;
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
    const auto before_target = std::lower_bound(places.begin(), places.end(), target) - places.begin();
    std::vector<Shared<Note>> lifted = notes.lift(places);
    notes.insert(target - static_cast<std::size_t>(before_target), std::move(lifted));
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
    IdMap<const NoteMove*> moves; // of two moves of one note the last counts
    for (const NoteMove& move : edit.moves)
        if (is_there(move.place, journey)) moves.set(move.note, &move);
    std::vector<std::size_t> places;
    std::vector<Shared<Note>> carriers; // moments may be on them
    journey.notes.change_each(
        [&](std::size_t index, const Shared<Note>& note) -> std::optional<Shared<Note>> {
            const NoteMove* const* move = moves.find(note->id);
            if (!move) return std::nullopt;
            places.push_back(index);
            Note changed = moved(*note, **move);
            const bool stays = changed == *note;
            carriers.push_back(stays ? note : Shared<Note>{std::move(changed)});
            if (stays) return std::nullopt;
            return carriers.back();
        });
    if (places.empty()) return;
    if (!journey.moments.empty())
        for (const Shared<Note>& note : carriers) carry_moments(journey, *note);
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

void change(Subject& subject, const TurnNotes& edit) {
    IdMap<const NoteTurn*> turns;
    std::vector<Id> notes;
    for (const NoteTurn& turn : edit.turns) {
        if (!is_known(turn.facing) || !std::isfinite(turn.angle)) continue;
        turns.set(turn.note, &turn);
        notes.push_back(turn.note);
    }
    update_notes(subject.journey.notes, std::move(notes), [&turns](Note& note) {
        const NoteTurn& turn = **turns.find(note.id);
        note.facing = turn.facing;
        note.angle = turn.angle;
        bring_into_range(note);
    });
}

void change(Subject& subject, const PutNote& edit) {
    const auto index = note_index(subject.journey, edit.note.id);
    if (!index) return;
    if (auto note = sound(edit.note, subject)) replace_note(subject.journey, *index, std::move(*note));
}

} // namespace waymark
