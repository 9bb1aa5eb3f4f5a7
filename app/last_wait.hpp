#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace waymark {

/// How long a program whose windows are gone may go on with what is left to write.
inline constexpr std::chrono::milliseconds usual_last_wait{2000};

/// Decides when the process ends, once its windows are gone. While it lives, the rest is done: sessions are
/// closed, workers waited for. When a drive keeps that from ending within `patience`, the process ends there
/// and then with `status`, without destructors (a thread that the system holds in a call of its own keeps it
/// a while longer). What `write(2)` has taken outlives that; it comes back at the next start. Whoever leaves
/// something behind that is not written has been told before.
class LastWait {
public:
    /// `is_kept`: of what was on the board all is in its journal, so that it can be said.
    LastWait(int status, bool is_kept, std::chrono::milliseconds patience = usual_last_wait);
    ~LastWait();
    LastWait(const LastWait&) = delete;
    LastWait& operator=(const LastWait&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_over_ = false;
    std::thread watch_;
};

} // namespace waymark
