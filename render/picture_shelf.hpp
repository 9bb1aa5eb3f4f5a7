#pragma once
#include "render/bitmap.hpp"

#include <memory>
#include <optional>
#include <string>

/// The unpacked pictures of a board. Together they take at most so many pixels, however many and however
/// large they are: each has its share, and one that is larger is kept with its sides halved until it fits.
namespace waymark {

inline constexpr std::uint64_t shelf_pixels = 64'000'000; ///< 256 MB

/// A picture's share where `count` of them are on the session.
constexpr std::uint64_t picture_share(std::size_t count) { return shelf_pixels / (count > 0 ? count : 1); }

class PictureShelf {
public:
    enum class Unpacks : std::uint8_t {
        at_once, ///< whoever asks waits: exports
        beside,  ///< in a thread of its own: the board never waits for a picture
    };
    explicit PictureShelf(Unpacks how);
    ~PictureShelf();
    PictureShelf(const PictureShelf&) = delete;
    PictureShelf& operator=(const PictureShelf&) = delete;

    struct Found {
        std::optional<Shared<Bitmap>> bitmap; ///< none: it is awaited, or it is no picture
        bool awaited = false;
    };
    /// With at most so many pixels; meanwhile the one that is there. What is not asked for between two `tidy`
    /// is forgotten.
    Found find(const Image& image, std::uint64_t at_most_pixels);
    void tidy();
    /// Grows whenever a picture has arrived: what was painted before lacks it.
    std::uint64_t arrived();
    /// One sentence when a picture could not be unpacked though it may be a good one (no memory, say); else
    /// empty. Beside the board it is tried again.
    const std::string& problem() const;
    /// Some are still awaited: paint again soon.
    bool busy() const;
    /// Waits until none is.
    void finish();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace waymark
