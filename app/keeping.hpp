#pragma once
#include "app/app.hpp"

/// Between the App and its Keeper: what is kept each frame, and how a session that was left comes back.
namespace waymark {

/// Changes that are not in the session's file. A new session that nobody has touched has none.
bool has_unsaved_work(const App& app);

/// Whether all that is on the board outlives the program: in its journal, or in its file.
bool is_all_kept(const App& app);
/// The session on the board is kept from here on. `place`: its folder, if that is locked already.
void begin_keeping(App& app, Keeper::Found place);
/// The session leaves the board: what was not saved, and let go of, goes to the trash.
void end_keeping(App& app);
/// The session has another file now, or the file another state.
void keep_file(App& app);
/// Once a frame: what was done, the text being written and strokes under way (these every 100 ms).
void keep(App& app);

/// What is known of a session that is about to be opened from `path`.
enum class Left {
    nothing,    ///< it was closed properly, or is not known: `left` may hold its folder's lock
    same_file,  ///< a program has left it without closing it
    other_file, ///< the same, but with another file: one of the two is a copy
    in_use,     ///< open in another program
};
Left find_left(App& app, const SessionId& id, const std::string& path, Keeper::Found& left);

/// What can be brought back, read by a thread for the start screen.
std::vector<LeftBehind> what_is_left(Files& files, const std::vector<LeftSession>& left,
                                     const std::vector<LeftSession>& trashed);
/// Has that list read when it is wanted, and takes it when it is there.
void take_left(App& app);
/// The list is not true any more.
void list_left_again(App& app);
/// Brings back one of that list.
void bring_back(App& app, const BringBack& wanted);

/// Shows a session as it was left.
void bring_back(App& app, Keeper::Found left);
/// The one that was worked on last, of those that were left; nothing where there is none.
void bring_back_newest(App& app);

} // namespace waymark
