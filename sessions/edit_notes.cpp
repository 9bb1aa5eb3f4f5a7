#include "sessions/edit_subject.hpp"
#include "sessions/id_map.hpp"
#include "sessions/limits.hpp"
#include "sessions/text_fields.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

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

/// Where a note lies. In which chunk is remembered: hands ask for the same notes in every frame, and to look
/// for one means to look at every note before it.
std::optional<std::size_t> place_of(const List<Note>& notes, Id id) {
    thread_local std::array<std::uint32_t, 64> chunk_of{}; // by the id's last bits; a guess
    const auto& chunks = notes.chunks();
    std::uint32_t& guess = chunk_of[static_cast<std::uint64_t>(id) % chunk_of.size()];
    const auto is_wanted = [id](const Shared<Note>& note) { return note->id == id; };
    for (std::size_t step = 0; step < chunks.size(); ++step) {
        const std::size_t at = (guess + step) % chunks.size();
        const auto found = std::ranges::find_if(*chunks[at], is_wanted);
        if (found == chunks[at]->end()) continue;
        guess = static_cast<std::uint32_t>(at);
        std::size_t place = static_cast<std::size_t>(found - chunks[at]->begin());
        for (std::size_t i = 0; i < at; ++i) place += chunks[i]->size();
        return place;
    }
    return std::nullopt;
}

/// Brings the notes at `places` (rising) before the note `before`, or on top, and keeps their order.
void reorder(List<Note>& notes, const std::vector<std::size_t>& places, Id before) {
    std::size_t target = notes.size();
    if (before != Id::none) target = place_of(notes, before).value_or(target);
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
    const auto moved_one = [&](std::size_t index, const Shared<Note>& note,
                               const NoteMove& move) -> std::optional<Shared<Note>> {
        places.push_back(index);
        Note changed = moved(*note, move);
        const bool stays = changed == *note;
        carriers.push_back(stays ? note : Shared<Note>{std::move(changed)});
        if (stays) return std::nullopt;
        return carriers.back();
    };
    constexpr std::size_t few = 8; // that are looked for one by one
    if (moves.size() <= few) {
        std::map<std::size_t, const NoteMove*> found; // in the list's order
        for (const auto& [id, move] : moves)
            if (const std::optional<std::size_t> place = place_of(journey.notes, id))
                found.emplace(*place, move);
        for (const auto& [place, move] : found)
            if (std::optional<Shared<Note>> changed = moved_one(place, journey.notes[place], *move))
                journey.notes.replace(place, std::move(*changed));
    } else {
        journey.notes.change_each(
            [&](std::size_t index, const Shared<Note>& note) -> std::optional<Shared<Note>> {
                const NoteMove* const* move = moves.find(note->id);
                return move ? moved_one(index, note, **move) : std::nullopt;
            });
    }
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
