#pragma once
#include "render/text.hpp"
#include "render/text_language.hpp"

#include <pango/pango.h>

#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Inside the text engine: a paragraph shaped once, at `reference_size` and without hinting, so that its
/// numbers scale to any size.
namespace waymark {

inline constexpr float reference_size = 16; ///< px
/// Lengths are whole numbers of 1/1024 px at the reference size, as Pango's, so that sums are exact.
inline constexpr float units_per_px = PANGO_SCALE;
/// A tab goes to the next multiple of two em.
inline constexpr std::int64_t tab_distance = 2 * 16 * PANGO_SCALE;
inline std::int64_t after_tab(std::int64_t x) { return (x / tab_distance + 1) * tab_distance; }

struct ShapedGlyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0; ///< byte of the paragraph
    std::int32_t advance = 0, right = 0, down = 0;
};

struct PangoItemFree {
    void operator()(PangoItem* item) const { pango_item_free(item); }
};
using OwnedItem = std::unique_ptr<PangoItem, PangoItemFree>;

/// A stretch of one font, script and direction.
struct ShapedItem {
    std::uint32_t begin = 0, end = 0; ///< bytes
    std::uint32_t first_glyph = 0, glyph_count = 0;
    FontId font{};
    std::uint8_t level = 0; ///< of the bidirectional algorithm; odd = right to left
    OwnedItem source;       ///< to shape a part of it again
};

/// What is known of a byte; only first bytes of characters carry flags, and one past the end.
enum ByteFlag : std::uint8_t {
    caret_flag = TextStops::caret,
    word_start_flag = TextStops::word_start,
    word_end_flag = TextStops::word_end,
    break_flag = 8,    ///< a line may begin here
    white_flag = 16,   ///< white space: hangs over the line's end
    cluster_flag = 32, ///< glyphs begin here
};

/// What cannot be broken, with the white space after it.
struct WrapSegment {
    std::uint32_t visible_end = 0, end = 0; ///< begins where the one before ended
    std::int64_t visible = 0, white = 0;    ///< widths; tabs not counted
    bool has_tab = false;
};

struct ShapedParagraph {
    std::string text; ///< without its line end
    bool right_to_left = false;
    bool has_tabs = false;
    std::vector<ShapedItem> items;    ///< in logical order
    std::vector<ShapedGlyph> glyphs;  ///< item by item, each in visual order
    std::vector<std::int32_t> widths; ///< by byte: a cluster's advance is divided among its graphemes
    std::vector<std::uint8_t> flags;  ///< by byte and one past the end
    std::vector<WrapSegment> segments;
};

enum class BaseDirection : std::uint8_t { neutral, left_to_right, right_to_left };
/// By the paragraph's first strong character.
BaseDirection base_direction(std::string_view paragraph);

/// Holds Pango's objects and remembers paragraphs it has shaped. For one thread.
class Shaper {
public:
    /// `remembered_bytes`: of paragraphs already shaped.
    explicit Shaper(std::size_t remembered_bytes = TextEngine::remember_usual);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    /// `text`: valid UTF-8 without line ends.
    std::shared_ptr<const ShapedParagraph> shaped(std::string_view text, FontWeight weight,
                                                  const TextLanguage& language, bool right_to_left);

    /// The glyphs of the bytes from `begin` to `end` of one item as they are when a line begins or ends
    /// there: letters keep the joined forms of the whole word (CSS Text 3, §5.6), ligatures over a cut come
    /// apart. Visual order. Needed only where a cut goes through a cluster: elsewhere the paragraph's own
    /// glyphs are the same.
    std::vector<ShapedGlyph> shaped_part(const ShapedParagraph& paragraph, const ShapedItem& item,
                                         std::uint32_t begin, std::uint32_t end);

    /// Pango's own object with the very settings used here; for tests that compare with Pango.
    PangoContext* context(FontWeight weight, const TextLanguage& language);

private:
    struct Unref {
        void operator()(void* object) const { g_object_unref(object); }
    };
    template <class T> using Owned = std::unique_ptr<T, Unref>;
    struct UsedFont {
        Owned<PangoFont> font; ///< held, so that its address stays its own
        FontId id{};
        bool pinned = true; ///< of our list
        std::uint32_t space = 0;
        std::int32_t blank_advance = 0; ///< of glyph 0, the box of a missing character
    };
    struct Kept {
        std::string key;
        std::shared_ptr<const ShapedParagraph> paragraph;
        std::size_t bytes = 0;
    };

    const UsedFont& used_font(PangoFont* font);
    void shape_item(ShapedParagraph& paragraph, OwnedItem item);
    void add_glyphs(const ShapedParagraph& paragraph, const UsedFont& font, std::uint32_t begin,
                    std::uint32_t end, const PangoAnalysis& analysis, std::vector<ShapedGlyph>& out);
    void find_stops(ShapedParagraph& paragraph);
    void remember(std::string key, const std::shared_ptr<const ShapedParagraph>& paragraph);

    Owned<PangoFontMap> map_;
    std::map<std::pair<FontWeight, std::string>, Owned<PangoContext>> contexts_;
    PangoAttrList* attributes_ = nullptr;
    PangoGlyphString* glyph_string_ = nullptr;
    std::unordered_map<PangoFont*, UsedFont> fonts_;
    std::vector<PangoLogAttr> attrs_;
    std::list<Kept> kept_; ///< last used first
    std::unordered_map<std::string_view, std::list<Kept>::iterator> kept_by_key_;
    std::size_t kept_limit_, kept_bytes_ = 0;
};

} // namespace waymark
