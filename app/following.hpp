#pragma once
#include "sessions/storage.hpp"

#include <future>
#include <optional>
#include <string>

/// A session that another program has open is looked at only; whenever that program saves it, the board here
/// shows what was saved.
namespace waymark {

struct App;

/// How the file is watched.
struct Following {
    double looked_s = 0; ///< when it was last looked at, in `App::time_s`
    std::string path;    ///< of what is being read
    /// Nothing: the file is the one that is shown, or cannot be read just now.
    std::future<std::optional<OpenedSession>> reading;
};

inline constexpr double follow_every_s = 1;

/// Once a frame: looks whether the file is another one now, beside the board, and shows it when it has been
/// read. Where somebody stands on the board and what is chosen stay.
void follow_file(App& app);

} // namespace waymark
