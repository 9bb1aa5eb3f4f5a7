#pragma once
#include "app/show.hpp"

/// The parts of `perform`, one for each subject. Nobody else calls these.
namespace waymark {

/// What a writing becomes when it is kept.
Edit edit_of(const Writing& writing, const Session& session, const Journey& journey);

/// What is written becomes part of the session. Who writes with an on-screen keyboard goes on; a text that
/// is written without one ends.
void settle_writing(App& app);
/// The mouse comes down beside all that is being written: what mouse and keyboard began ends and is kept, and
/// so does a text that is the only one. What others write with on-screen keyboards goes on.
void end_writing_of_mouse(App& app);
/// The person has begun something else there, or tapped the empty board: what they began by touch and write
/// without on-screen keys ends and is kept. Whoever has no toolbox is known by being within an arm's reach.
void end_writing_by_hand(App& app, Id person, Vec2 at_px);

// perform_writing.cpp
void do_write(App& app, const Write& write);
void do_stop_writing(App& app, const StopWriting& stop);
void do_type_on(App& app, const TypeOn& typed);
void do_press_on(App& app, const PressOn& pressed);
/// The word for it in the text of `writing`: where the key goes, and what comes of it. False: it is no key of
/// texts, or the text is not on the board.
bool press_on(App& app, Id thing, const KeyPress& key);
/// Somebody writes in the sheet or about the journey, which is about to go: the field is committed.
void leave_sheet_field(App& app);
/// All that is being written becomes steps of the history, and nobody stops.
void keep_words(App& app);
/// Texts whose thing no longer says what it said when its writing began: somebody took it back.
void forget_overtaken_writing(App& app);

// perform_keypads.cpp
/// Whether a keyboard opens for who begins to write in this way.
bool wants_keypad(const App& app, Source source);
/// Beside the text, turned to whoever asked for it at `at_px` (negative: at the text).
void open_keypad(App& app, const Writing& writing, Vec2 at_px);
/// Where the text lies on the screen, or will when the view has come to rest.
Rect text_px(App& app, const Writing& writing);
/// What was spelt on it, letter by letter; nothing where none is open.
std::string close_keypad(App& app, Id thing);
void do_choose_key_language(App& app, const ChooseKeyLanguage& chosen);
void do_offer_key_language(App& app, const OfferKeyLanguage& offered);
/// Opens and closes the keyboard for the field of a panel, after the panels have been shown.
void mind_panel_keypad(App& app);
/// Letters that are still being spelt for a panel's field go into it as they are.
void write_spelling_into_panel(App& app);
/// A text that has grown or moved under its own keyboard makes that move aside.
/// `texts`: of all that is being written, as they lie now.
void keep_texts_in_sight(App& app, const ShownTexts& texts);
/// Begins to read what keyboards ask for, and takes what has come.
void take_dictionaries(App& app);
/// Keyboards whose text is no longer written.
void close_lost_keypads(App& app);

// perform.cpp
/// Moves the view as little as needed so that `world` is seen, clear of panels and of what is pinned.
void reveal(App& app, const Rect& world);

/// Selection, focus and the like let go of what an edit or an undo has taken away.
void keep_what_exists(App& app);
/// Fits the board into the window when that was put off until its size was known.
void fit_if_wanted(App& app);

// perform_pieces.cpp
void copy(App& app);
void cut(App& app);
void paste(App& app, const std::string& text);
void duplicate(App& app, Id by);

// perform_pictures.cpp
/// How far things that come together lie from each other; world.
inline constexpr float paste_step = 32;
void insert_pictures(App& app, const InsertPictures& insert);
/// Pictures that have been read are laid on the board.
void take_pictures(App& app);
/// Says it where there is none. `with_added`: the session with what is on its way into it; grows.
bool has_room(App& app, const Image& image, Session& with_added);

// perform_files.cpp
void new_session(App& app, const NewSession& wanted);
/// Among the files of late, and its folder the one that dialogs begin in.
void remember_recent(App& app, const std::string& path, const std::string& title);
void save(App& app);
void save_as(App& app, const SaveAs& wanted);

// perform_export.cpp
void export_to(App& app, const ExportTo& wanted);

// perform_leaving.cpp
/// Something stands in the way of `wanted`: pictures being read or a file still being written (then it
/// happens afterwards) or unsaved changes (then the person is asked). Says so by returning true. A new
/// session that nobody has touched is not worth a question.
bool guarded(App& app, Intent wanted);
/// What was put off until a file was written, or pictures were read.
void go_on(App& app);
/// It is written, or nobody waits any more; nothing happens while somebody waits for another one.
void end_waiting_for_file(App& app);
void close_session(App& app);
void quit(App& app);
void answer_guard(App& app, AnswerGuard::Choice choice);
/// Whether pictures for the session on the board are still being read, without which nobody wants to go.
bool waits_for_pictures(const App& app);

// perform_open.cpp
/// Waits for quick drives only; from others the session comes when it has been read.
void open_file(App& app, const OpenFile& wanted);
/// Takes on the board what has been read.
void take_opened(App& app);
/// Finds out, likewise, whether the session's file is as it was left.
void compare_with_file(App& app, const std::string& path, const FileStamp& left);
void take_compared(App& app);

// perform_files.cpp
/// Takes a session on the board (`file`: where it came from).
void show_session(App& app, Session session, OpenFileState file, std::uint64_t sequence);

} // namespace waymark
