#pragma once
#include "render/scene.hpp"
#include "render/theme.hpp"
#include "sessions/files.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace waymark {

class Drives;

/// What a thumbnail shows: a template by name, a session's file, or the folder of its journal.
struct ThumbnailOf {
    std::string template_name, path, journal{};
    auto operator<=>(const ThumbnailOf&) const = default;
};

/// A board in small: the real scene, painted once by a worker and drawn at any size.
struct Thumbnail {
    std::vector<Shared<PlacedChunk>> chunks;
    Rect area; ///< world
    std::string title;
    std::uint32_t notes = 0, journeys = 0;
    bool broken = false; ///< the file could not be opened
};

/// Makes thumbnails in a thread of its own, a few at a time, and keeps the last ones. Sessions' files are
/// read beside the board, so that a drive which hangs holds up no other's.
class Thumbnails {
public:
    Thumbnails(Files& files, Drives& drives);
    ~Thumbnails();
    Thumbnails(const Thumbnails&) = delete;
    Thumbnails& operator=(const Thumbnails&) = delete;

    /// The thumbnail, or null while it is being made (asking starts that). A file that has changed since is
    /// made anew.
    std::shared_ptr<const Thumbnail> get(const ThumbnailOf& of, ThemeName theme);
    /// Some are still being made: ask again soon.
    bool busy() const;
    /// Waits until nothing is being made (pictures of screens, tests).
    void finish();

private:
    struct Inside;
    std::shared_ptr<Inside> inside_; ///< shared with what reads a file just now
};

/// The thumbnail's things moved and scaled into `rect_px`, whole, centred.
PlacedChunk placed_in(const Thumbnail& thumbnail, Rect rect_px);

} // namespace waymark
