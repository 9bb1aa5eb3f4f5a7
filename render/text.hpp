#pragma once
#include "sessions/geometry.hpp"
#include "sessions/shared.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Text: shaped once by Pango at a reference size, wrapped and fitted by our own greedy breaker. One result
/// serves every zoom, the screen and the exports.
namespace waymark {

/// A font file in use, by its number in the process-wide `Fonts`.
enum class FontId : std::uint16_t {};

enum class FontWeight : std::uint8_t { regular, medium, semibold, bold };
enum class TextAlign : std::uint8_t { start, centre };

/// How a text is set. Family is always our pinned list (Inter, then Noto for each script).
struct TextStyle {
    FontWeight weight = FontWeight::regular;
    TextAlign align = TextAlign::start;
    std::string
        language; ///< BCP 47; decides Han variants; empty = guessed from the text, else simplified Chinese
    bool operator==(const TextStyle&) const = default;
};

struct Glyph {
    std::uint32_t id = 0;      ///< in its font
    std::uint32_t cluster = 0; ///< byte of `TextLayout::text` where its cluster starts
    Vec2 at;                   ///< pen position from the box's top left, at `TextLayout::size`
    float advance = 0;
};

/// Glyphs of one font and direction on one line, in visual order.
struct TextRun {
    FontId font{};
    bool right_to_left = false;
    std::uint32_t begin = 0, end = 0; ///< bytes
    std::uint32_t first_glyph = 0, glyph_count = 0;
    std::uint32_t line = 0;
};

struct TextLine {
    std::uint32_t begin = 0, end = 0; ///< bytes, without the white space the line was broken at
    std::uint32_t next = 0;           ///< byte where the next line begins
    float baseline = 0, left = 0, width = 0;
    bool right_to_left = false; ///< the paragraph's base direction
};

class LaterText;

/// A laid-out text: flat arrays, nothing of Pango kept.
struct TextLayout {
    std::string text;
    float size = 16;        ///< em, world units
    float line_height = 20; ///< fixed by the style, not by the fonts that happen to be used
    Vec2 box;               ///< width asked for (or the widest line, when none was), height of all lines
    bool wrapped = false;   ///< a width was asked for
    std::vector<Glyph> glyphs;
    std::vector<TextRun> runs;
    std::vector<TextLine> lines; ///< at least one, also for an empty text
    /// Not null: this only stands in for a text that is set later (see later_texts.hpp); no lines, no glyphs.
    std::shared_ptr<LaterText> later;
    bool operator==(const TextLayout& other) const { return this == &other; }
};

/// What a person can step over in a text, for each byte (only characters' first bytes carry flags) and one
/// past the end.
struct TextStops {
    static constexpr std::uint8_t caret = 1, word_start = 2, word_end = 4;
    std::vector<std::uint8_t> flags;
};

/// Lays texts out. One for each thread; cheap calls, expensive to create (fonts are found once).
class TextEngine {
public:
    /// Bytes of shaped paragraphs to remember: those of some thousand notes, or of a few.
    static constexpr std::size_t remember_usual = 4u << 20, remember_little = 256u << 10;

    explicit TextEngine(std::size_t remembered_bytes = remember_usual);
    ~TextEngine();
    TextEngine(TextEngine&&) noexcept;
    TextEngine& operator=(TextEngine&&) noexcept;

    /// `text` at `size`, wrapped to `width` (0 = never wrapped but at \n).
    TextLayout laid_out(std::string_view text, const TextStyle& style, float size, float width = 0);

    /// The largest size of the ladder 28 … 10 at which the text fits into `box`; at the smallest it keeps the
    /// width and grows beyond the height.
    TextLayout fitted(std::string_view text, const TextStyle& style, Vec2 box, float largest = 28,
                      float smallest = 10);

    /// One line, cut with "…" where it does not fit `width`.
    TextLayout on_one_line(std::string_view text, const TextStyle& style, float size, float width);

    TextStops stops(std::string_view text, const TextStyle& style);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The caret before the byte `at`: a rectangle of no width, from the box's top left.
Rect caret_at(const TextLayout& layout, std::size_t at);
/// The byte whose caret is nearest to `point` (from the box's top left).
std::size_t byte_at(const TextLayout& layout, Vec2 point);
/// What to paint behind a selection; one rectangle or more for each line.
std::vector<Rect> selection_boxes(const TextLayout& layout, std::size_t from, std::size_t to);
/// The byte nearest above (`lines` < 0) or below the caret `at`, at the same x (or `goal_x` when ≥ 0).
std::size_t byte_on_other_line(const TextLayout& layout, std::size_t at, int lines, float goal_x = -1);

} // namespace waymark
