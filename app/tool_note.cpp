#include "app/tools.hpp"

/// A new note under the finger, from the toolbar or the note tool: placed and written on in one motion.
namespace waymark {

Note fresh_note(Id id, const Board&, Place place, NoteColour colour) {
    Note note;
    note.id = id;
    note.place = place;
    note.colour = colour;
    return note;
}

Note fresh_note(const Grip& grip, Place place, NoteColour colour) {
    Note note = fresh_note(grip.fresh, grip.board, place, colour);
    note.author = grip.hand.person;
    const Turned turned = taken(note, grip);
    note.facing = turned.facing;
    note.angle = std::holds_alternative<Free>(place) ? turned.angle : 0;
    return note;
}

Edit new_note(const Note& note, Id before) { return AddNotes{{note}, before}; }

std::optional<Edit> edit_of(const Placing& placing, const Grip& grip) {
    const DropPlace to = drop_place(grip.board.layout, grip.world(), {});
    return new_note(fresh_note(grip, to.place, placing.colour), to.before);
}

void finish(const Placing& placing, const Grip& grip, Ask& ask) {
    if (grip.hand.tip != Tip::plain) { // an object stamps: nobody is about to write
        ask.intend(Commit{*edit_of(placing, grip), std::nullopt});
        return;
    }
    ask.intend(Commit{*edit_of(placing, grip), Selection{grip.fresh}});
    ask.intend(FocusOn{.thing = grip.fresh, .shown = false});
    // One note for each choice of the tool, so that the press that ends the writing does not make another;
    // but who else is at it with the tool goes on.
    if (grip.hand.tool == Tool::note && grip.hands.hands.size() == 1 && !grip.board.with.shift)
        ask.intend(ChooseTool{Tool::select});
    ask.intend(Write{grip.fresh, false, grip.hand.source, grip.hand.at_px});
}

void show(const Placing&, const Grip& grip, const Theme&, HandsPicture& picture) {
    picture.held.push_back(grip.fresh);
    picture.held_at.set(grip.fresh, grip.world() - Vec2{note_size, note_size} * 0.5f);
    if (const DropPlace to = drop_place(grip.board.layout, grip.world(), {}); to.glow)
        picture.glows.push_back(*to.glow);
    picture.cursor = Effects::Cursor::grab;
    picture.hint = "Drop the note in a cell or beside the map";
}

} // namespace waymark
