#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace waymark {

/// How long a program whose windows are gone may go on with what is left to write.
inline constexpr std::chrono::milliseconds usual_last_wait{2000};

/// Decides when the process ends, once its windows are gone. While it lives, the rest is done: sessions are closed,
/// workers waited for. When a drive keeps that from ending within `patience`, the process ends there and then with
/// `status`, without destructors. What `write(2)` has taken outlives that, so of the board's work nothing is lost; it
/// comes back at the next start. Whoever leaves something behind that is not written has been told before.
class LastWait {
public:
    explicit LastWait(int status, std::chrono::milliseconds patience = usual_last_wait);
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
