#pragma once
#include "app/app.hpp"

/// Who gets an event that the chrome has left: the text being written, a command, the keyboard's board acts,
/// or a hand.
namespace waymark {

void route(App& app, const Event& event);

/// Strokes that were held back begin, fingers that rest choose: once a frame, after its events.
void let_time_pass(App& app);

/// A contact pulled a note off the toolbar: it goes on as a hand that places it.
void take_note_drag(App& app, const Contact& contact, NoteColour colour);

/// A worker has written the file (or could not).
void saved(App& app, const std::string& asked, Session written, Result<SavedSession> result);
/// A worker has written a picture (or could not).
void exported(App& app, const std::string& path, const Result<Done>& result);

} // namespace waymark
