#include "app/last_wait.hpp"

#include <unistd.h>

#include <string_view>

namespace waymark {

LastWait::LastWait(int status, bool is_kept, std::chrono::milliseconds patience)
    : watch_{[this, status, is_kept, until = std::chrono::steady_clock::now() + patience] {
          std::unique_lock guard{mutex_};
          if (wake_.wait_until(guard, until, [this] { return is_over_; })) return;
          constexpr std::string_view closed =
              "Waymark is closed; it did not wait any longer for a drive that does not answer.\n";
          constexpr std::string_view kept = "Waymark is closed; it did not wait any longer for a drive that "
                                            "does not answer. What was on the board "
                                            "is kept.\n";
          const std::string_view sentence = is_kept ? kept : closed;
          [[maybe_unused]] const ssize_t said = ::write(STDERR_FILENO, sentence.data(), sentence.size());
          ::_exit(status);
      }} {}

LastWait::~LastWait() {
    {
        const std::scoped_lock guard{mutex_};
        is_over_ = true;
    }
    wake_.notify_one();
    watch_.join();
}

} // namespace waymark
