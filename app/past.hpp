#pragma once
#include "sessions/files.hpp"
#include "sessions/timeline.hpp"

#include <future>
#include <optional>
#include <string>
#include <vector>

/// Time travel: the board shows the session as it was at a moment of its past, to be looked at, exported and
/// taken back. What is done meanwhile is done to nothing: the past does not change.
namespace waymark {

struct App;

/// While somebody looks at the past.
struct Past {
    std::vector<Moment> moments;    ///< the oldest first; empty while they are being read
    std::size_t at = 0;             ///< the one wanted; `moments.size()` = the present
    std::optional<Session> session; ///< shown; nothing = the present
    std::size_t shown = 0;          ///< the moment it is of
    std::size_t lost_pictures = 0;  ///< of it, which cannot be read any more
    Id journey{};                   ///< the one on the board before
    std::future<std::vector<Moment>> listing;
    std::future<Result<PastSession>> loading;
    std::size_t loading_at = 0;

    bool is_busy() const { return listing.valid() || loading.valid(); }
};

void look_into_the_past(App& app);
/// `at`: an index of `Past::moments`, or their number for the present.
void look_at(App& app, std::size_t at);
/// What is shown becomes the present, as a step that can be undone.
void restore_past(App& app);
void return_to_the_present(App& app);
/// Takes what the threads have read.
void take_past(App& app);
/// The session as it is now gets a name, by which it is found again.
void name_version(App& app, const std::string& name);

/// "14:07", or with the day where that is not today.
std::string time_in_words(std::int64_t time_ms);
/// "14:07 · saved", "2 Dec 16:20 · “After lunch”".
std::string in_words(const Moment& moment);

} // namespace waymark
