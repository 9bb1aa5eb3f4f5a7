#pragma once
#include "app/app.hpp"

/// The parts of `perform`, one for each subject. Nobody else calls these.
namespace waymark {

/// What a writing becomes when it is kept.
Edit edit_of(const Writing& writing, const Journey& journey);

/// Selection, focus and the like let go of what an edit or an undo has taken away.
void keep_what_exists(App& app);
/// Fits the board into the window when that was put off until its size was known.
void fit_if_wanted(App& app);

// perform_pieces.cpp
void copy(App& app);
void cut(App& app);
void paste(App& app, const std::string& text);
void duplicate(App& app);

// perform_pictures.cpp
/// How far things that come together lie from each other; world.
inline constexpr float paste_step = 32;
void insert_pictures(App& app, const InsertPictures& insert);
/// Pictures that have been read are laid on the board.
void take_pictures(App& app);
/// Says it where there is none. `with_added`: the session with what is on its way into it; grows.
bool has_room(App& app, const Image& image, Session& with_added);

// perform_files.cpp
/// What was put off until a file was written, or pictures were read.
void go_on(App& app);
void new_session(App& app, const NewSession& wanted);
void open_file(App& app, const OpenFile& wanted);
void save(App& app);
void save_as(App& app, const SaveAs& wanted);
void export_to(App& app, const ExportTo& wanted);
void close_session(App& app);
void quit(App& app);
void answer_guard(App& app, AnswerGuard::Choice choice);
/// Takes a session on the board (`file`: where it came from).
void show_session(App& app, Session session, OpenFileState file, std::uint64_t sequence);

} // namespace waymark
