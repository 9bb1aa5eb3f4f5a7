#pragma once
#include "app/app.hpp"

/// Between the App and its Keeper: what is kept each frame, and how a session that was left comes back.
namespace waymark {

/// Changes that are not in the session's file. A new session that nobody has touched has none.
bool has_unsaved_work(const App& app);

/// The session on the board is kept from here on. `lock`: of its folder, or none yet.
void begin_keeping(App& app, std::unique_ptr<FileLock> lock);
/// The session leaves the board: what was not saved, and let go of, goes to the trash.
void end_keeping(App& app);
/// Once a frame: what was done, the text being written and strokes under way (these every 100 ms).
void keep(App& app);

/// What is known of a session that is about to be opened from `path`.
enum class Left {
    nothing,   ///< it was closed properly, or is not known: `left` may hold its folder's lock
    same_file, ///< a program has left it without closing it
    elsewhere, ///< open in another program, or left with another file
};
Left find_left(App& app, const SessionId& id, const std::string& path, Keeper::Found& left);

/// Shows a session as it was left.
void bring_back(App& app, Keeper::Found left);
/// The one that was worked on last, of those that were left; nothing where there is none.
void bring_back_newest(App& app);

} // namespace waymark
