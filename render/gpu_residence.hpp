#pragma once
#include "render/gpu_arena.hpp"
#include "render/gpu_glyphs.hpp"
#include "render/gpu_photos.hpp"
#include "render/gpu_records.hpp"
#include "render/later_texts.hpp"
#include "render/scene.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace waymark {

/// The programs, in the order in which one level of the picture runs them.
enum class PartKind : std::uint8_t { box, photo, ribbon, shape, words };
inline constexpr std::size_t part_kinds = 5;

/// Consecutive records of an arena.
struct RecordRange {
    std::uint32_t first = 0, count = 0;
};

/// What is resident of a text that is set later: bars where its lines are likely to be, and the text itself
/// once it is set.
struct ResidentLater {
    std::shared_ptr<LaterText> of;
    RecordRange words, bars;
    std::optional<Shared<TextLayout>> text; ///< its records are the part's own
};

/// One drawable of a resident drawing.
struct ResidentPart {
    PartKind kind{};
    bool lifts = false;
    bool doubles = false; ///< ribbon: see RibbonSegments
    Rect box;             ///< what it covers, in the drawing
    RecordRange records;  ///< words: the glyphs that have outlines
    // Words only
    RecordRange words, bars, pictures;
    const TextLayout* text = nullptr; ///< as the drawing has it: perhaps one that only stands in
    std::unique_ptr<ResidentLater> later;
    ReadyForms ready;
    Vec2 text_at; ///< in the drawing; of one that is set later
    // Ribbon, shape, photo and texts that are set later only
    Colour colour;
    GLuint texture = 0;

    bool is_set() const { return !later || later->text; }
    /// The text with its letters, as far as it is set.
    const TextLayout& letters() const { return later && later->text ? **later->text : *text; }
    /// What is drawn where letters are too small to tell apart: does not depend on whether it is set.
    RecordRange far_bars() const { return later ? later->bars : bars; }
};

/// A placed drawing on the GPU. It holds what it shows, so that addresses keep their meaning.
struct Resident {
    Placed placed;
    std::uint32_t place = 0; ///< record
    bool claimed = true;
    std::vector<ResidentPart> parts;
};

/// Keeps drawings on the GPU by identity: who places the same drawing again gets the same records back, and a
/// changed place costs one record.
class Residence {
public:
    ~Residence();
    /// The drawing's records; taken over from what was given up since the last `sweep`, or made anew.
    Resident* claim(const Placed& placed);
    /// The same drawing lies elsewhere.
    void move(Resident& resident, const Placed& placed);
    /// Makes the letters of a text resident that was set later.
    void put_letters(const Resident& resident, ResidentPart& part, const Shared<TextLayout>& text);
    /// Leaves only what stands in for it.
    void drop_letters(ResidentPart& part);
    /// Not shown any more, unless it is claimed again before the next `sweep`.
    void give_up(Resident* resident);
    /// Call between the last `give_up` and the first `claim` of a frame.
    void sort_given_up();
    void sweep();

    std::uint64_t flush();
    void bind() const;
    GpuGlyphs& glyphs() { return glyphs_; }
    std::uint32_t places_written() const { return places_written_; }

private:
    void encode(Resident& resident);
    void encode_part(Resident& resident, const Box& box);
    void encode_part(Resident& resident, const Words& words);
    void encode_part(Resident& resident, const Ribbon& ribbon);
    void encode_part(Resident& resident, const Shape& shape);
    void encode_part(Resident& resident, const Photo& photo);
    void encode_letters(const Resident& resident, ResidentPart& part, Vec2 at, Colour colour);
    void encode_later(Resident& resident, const Words& words);
    void discard(Resident& resident);
    /// The curves of a shape, kept while somebody uses them.
    struct KeptOutline {
        Shared<Path> path; ///< held, so that its address means this path
        Rect box;
        RecordRange texels;
        std::uint32_t uses = 0;
    };
    const KeptOutline& use_outline(const Shared<Path>& path);
    void leave_outline(const Shared<Path>& path);

    Arena places_{TextureUnit::places, GL_RGBA32UI, sizeof(PlaceRecord)};
    Arena boxes_{TextureUnit::boxes, GL_RGBA32UI, sizeof(BoxRecord)};
    Arena words_{TextureUnit::words, GL_RGBA32UI, sizeof(WordsRecord)};
    Arena glyph_records_{TextureUnit::glyphs, GL_RGBA32UI, sizeof(GlyphRecord)};
    Arena bars_{TextureUnit::bars, GL_RGBA32UI, sizeof(BarRecord)};
    Arena segments_{TextureUnit::segments, GL_RGBA32UI, sizeof(SegmentRecord)};
    Arena shapes_{TextureUnit::shapes, GL_RGBA32UI, sizeof(ShapeRecord)};
    Arena outlines_{TextureUnit::outlines, GL_RGBA32F, 16};
    Arena photos_{TextureUnit::photos, GL_RGBA32UI, sizeof(PhotoRecord)};
    GpuGlyphs glyphs_;
    GpuPhotos textures_;
    std::unordered_map<const Path*, KeptOutline> kept_outlines_;
    std::vector<std::unique_ptr<Resident>> given_up_;
    std::uint32_t places_written_ = 0;
};

} // namespace waymark
