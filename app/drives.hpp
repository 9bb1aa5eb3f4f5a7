#pragma once
#include "app/folders.hpp"
#include "sessions/files.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Drives may not answer: a share whose server has gone, a stick that was pulled. No frame waits for one;
/// what is known of a path is the last answer, and a new one is fetched beside the board.
namespace waymark {

/// How files are looked at; it may take for ever.
class Looker {
public:
    virtual ~Looker() = default;
    virtual Result<FileStamp> stamp(const std::string& path) = 0;
    virtual bool is_folder(const std::string& path) = 0;
    virtual std::vector<FolderEntry> entries(const std::string& folder,
                                             const std::vector<std::string>& endings) = 0;
    /// When any file in the folder was last written; 0 when there is none.
    virtual std::int64_t newest_ns(const std::string& folder) = 0;
};

std::shared_ptr<Looker> looker(Files& files);

/// What is known of a path.
template <class T> struct Known {
    std::shared_ptr<const T> answer; ///< the last one; null before the first
    bool late = false;               ///< the next one has been awaited for longer than drives take
    explicit operator bool() const { return answer != nullptr; }
};

class Drives {
public:
    explicit Drives(std::shared_ptr<Looker> looker);
    /// Waits a moment for what is under way; what hangs in a drive is left to itself.
    ~Drives();
    Drives(const Drives&) = delete;
    Drives& operator=(const Drives&) = delete;

    /// Once a frame: the time by which answers grow old (seconds, only ever later).
    void begin(double now_s);
    /// Another way of looking, from the next look on.
    void look_with(std::shared_ptr<Looker> looker);

    // --- asking starts a look where the last one is older than `folders_again_s`. One look at a drive at a
    // time.
    /// Nothing in it: there is no such file.
    Known<std::optional<FileStamp>> stamp(const std::string& path);
    Known<bool> is_folder(const std::string& path);
    Known<std::vector<FolderEntry>> entries(const std::string& folder,
                                            const std::vector<std::string>& endings);
    Known<std::int64_t> newest_ns(const std::string& folder);

    /// Other work with a file, after what is under way on its drive. It may outlive this object and whoever
    /// asks, so it holds what it needs. Dropped without being done when the program ends first, or the system
    /// has no thread for it. `before_others`: before what waits there already.
    void beside(const std::string& path, std::function<void()> work, bool before_others = false);

    /// When to ask again, in seconds from now: at once where an answer has come since `begin`, soon after
    /// something was begun, seldom while a drive hangs; −1 when nothing is awaited.
    double again_s() const;
    /// Waits for all that is under way (tests, pictures of screens, replays).
    void finish();

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

} // namespace waymark
