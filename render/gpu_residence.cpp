#include "render/gpu_residence.hpp"

#include "render/gpu_ribbon.hpp"
#include "render/note_boxes.hpp"
#include "render/slug.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace waymark {
namespace {

PlaceRecord record_of(const Placed& placed) {
    const float cosine = placed.angle == 0 ? 1 : std::cos(placed.angle),
                sine = placed.angle == 0 ? 0 : std::sin(placed.angle);
    return {placed.at.x, placed.at.y,    placed.scale * cosine, placed.scale * sine,
            placed.lift, placed.opacity, placed.pinned.x,       placed.pinned.y};
}

Rect covered(const Drawable& drawable) { return bounds(Drawing{{drawable}}); }

/// Where the ink of a text can be: its lines, and what letters reach over them.
Rect covered(const Words& words) {
    Rect all;
    for (const TextLine& line : words.text->lines) {
        const float size = words.text->size;
        if (line.width > 0)
            all = united(
                all, Rect{words.at + Vec2{line.left, line.baseline - size}, {line.width, size * 1.3f}}.grown(
                         size * 0.25f));
    }
    return all;
}

/// Has no ink and needs no quad.
bool is_space(const TextLayout& text, const Glyph& glyph) {
    return glyph.cluster < text.text.size() &&
           (text.text[glyph.cluster] == ' ' || text.text[glyph.cluster] == '\n');
}

/// The path's contours with coordinates from 0 to 1 over its box.
std::vector<Quadratic> normalised(const Path& path, const Rect& box) {
    Outline outline{0.004f};
    for (const Path::Step& step : path.steps) {
        if (step.kind == Path::Step::Kind::move)
            outline.move(step.to);
        else if (step.kind == Path::Step::Kind::line)
            outline.line(step.to);
        else
            outline.cubic(step.a, step.b, step.to);
    }
    outline.close();
    const auto part = [&](Vec2 at) {
        return Vec2{(at.x - box.left()) / box.size.x, (at.y - box.top()) / box.size.y};
    };
    std::vector<Quadratic> curves;
    curves.reserve(outline.curves().size());
    for (const Quadratic& curve : outline.curves())
        curves.push_back({part(curve.from), part(curve.control), part(curve.to)});
    return curves;
}

template <class Record> RecordRange kept(Arena& arena, const std::vector<Record>& records) {
    if (records.empty()) return {};
    const auto count = static_cast<std::uint32_t>(records.size());
    const auto first = arena.allocate(count);
    if (!first) return {}; // the driver's limit: this part stays out of the picture
    arena.write(*first, records.data(), count);
    return {*first, count};
}

void forget(Arena& arena, RecordRange range) { arena.release(range.first, range.count); }

} // namespace

Residence::~Residence() = default;

Resident* Residence::claim(const Placed& placed) {
    const auto before = [](const std::unique_ptr<Resident>& a, const Drawing* b) {
        return a->placed.drawing.get() < b;
    };
    auto found = std::lower_bound(given_up_.begin(), given_up_.end(), placed.drawing.get(), before);
    while (found != given_up_.end() && (*found)->placed.drawing.same(placed.drawing) && (*found)->claimed)
        ++found;
    const bool again = found != given_up_.end() && (*found)->placed.drawing.same(placed.drawing);
    Resident* resident = again ? found->get() : new Resident{placed, 0, true, {}};
    const PlaceRecord record = record_of(placed);
    if (!again) {
        resident->place = places_.allocate(1).value_or(0);
        encode(*resident);
    }
    if (!again || !(record_of(resident->placed) == record)) {
        places_.write(resident->place, &record, 1);
        ++places_written_;
    }
    resident->placed = placed;
    resident->claimed = true;
    return resident;
}

void Residence::move(Resident& resident, const Placed& placed) {
    const PlaceRecord record = record_of(placed);
    if (!(record_of(resident.placed) == record)) {
        places_.write(resident.place, &record, 1);
        ++places_written_;
    }
    resident.placed = placed;
}

void Residence::give_up(Resident* resident) {
    resident->claimed = false;
    given_up_.emplace_back(resident);
}

void Residence::sort_given_up() {
    std::stable_sort(given_up_.begin(), given_up_.end(), [](const auto& a, const auto& b) {
        return a->placed.drawing.get() < b->placed.drawing.get();
    });
}

void Residence::sweep() {
    for (std::unique_ptr<Resident>& resident : given_up_) {
        if (resident->claimed)
            static_cast<void>(resident.release()); // its claimer holds it
        else
            discard(*resident);
    }
    given_up_.clear();
}

void Residence::encode(Resident& resident) {
    resident.parts.reserve(resident.placed.drawing->parts.size());
    for (const Drawable& part : resident.placed.drawing->parts)
        std::visit([&](const auto& drawable) { encode_part(resident, drawable); }, part);
}

void Residence::encode_part(Resident& resident, const Box& box) {
    ResidentPart part;
    part.kind = PartKind::box, part.lifts = box.lifts, part.box = covered(box);
    part.records = kept(boxes_, std::vector{BoxRecord{box.rect.at.x,
                                                      box.rect.at.y,
                                                      box.rect.size.x,
                                                      box.rect.size.y,
                                                      packed(box.fill),
                                                      packed(box.border),
                                                      box.radius,
                                                      box.border_width,
                                                      box.shadow.down,
                                                      box.shadow.blur,
                                                      packed(box.shadow.colour),
                                                      0,
                                                      resident.place,
                                                      box.lifts,
                                                      {}}});
    resident.parts.push_back(std::move(part));
}

void Residence::encode_part(Resident& resident, const Words& words) {
    if (words.text->later) return encode_later(resident, words);
    if (words.text->glyphs.empty()) return;
    ResidentPart part;
    part.kind = PartKind::words, part.box = covered(words), part.text = words.text.get();
    encode_letters(resident, part, words.at, words.colour);
    resident.parts.push_back(std::move(part));
}

void Residence::encode_later(Resident& resident, const Words& words) {
    // Wherever its lines come to lie once it is set, they lie in here: the order of drawing stays.
    constexpr float overhang = 8;
    ResidentPart part;
    part.kind = PartKind::words, part.box = Rect{words.at, note_text_room}.grown(overhang);
    part.text = words.text.get(), part.text_at = words.at, part.colour = words.colour;
    part.later = std::make_unique<ResidentLater>();
    part.later->of = words.text->later;
    const float size = words.text->size;
    part.later->words = kept(
        words_,
        std::vector{WordsRecord{words.at.x, words.at.y, size, packed(words.colour), resident.place, 1, {}}});
    std::vector<BarRecord> bars;
    for (const GuessedLine& line : words.text->later->guessed_lines(size))
        bars.push_back({part.later->words.first, line.left, line.baseline, line.width});
    part.later->bars = kept(bars_, bars);
    resident.parts.push_back(std::move(part));
}

void Residence::encode_letters(const Resident& resident, ResidentPart& part, Vec2 at, Colour colour) {
    const TextLayout& text = part.letters();
    part.words =
        kept(words_, std::vector{WordsRecord{at.x, at.y, text.size, packed(colour), resident.place, 0, {}}});
    std::vector<GlyphRecord> glyphs, pictures;
    for (const TextRun& run : text.runs) {
        auto& list = glyphs_.has_pictures(run.font) ? pictures : glyphs;
        for (std::uint32_t i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
            const Glyph& glyph = text.glyphs[i];
            if (is_space(text, glyph)) continue;
            list.push_back({part.words.first, glyphs_.slot(run.font, glyph.id), glyph.at.x, glyph.at.y});
        }
    }
    std::vector<BarRecord> bars;
    for (const TextLine& line : text.lines)
        if (line.width > 0) bars.push_back({part.words.first, line.left, line.baseline, line.width});
    part.records = kept(glyph_records_, glyphs);
    part.pictures = kept(glyph_records_, pictures);
    part.bars = kept(bars_, bars);
}

void Residence::put_letters(const Resident& resident, ResidentPart& part, const Shared<TextLayout>& text) {
    part.later->text = text;
    part.ready = {};
    encode_letters(resident, part, part.text_at, part.colour);
}

void Residence::drop_letters(ResidentPart& part) {
    if (!part.later || !part.later->text) return;
    part.later->text.reset();
    forget(words_, std::exchange(part.words, {}));
    forget(bars_, std::exchange(part.bars, {}));
    forget(glyph_records_, std::exchange(part.records, {}));
    forget(glyph_records_, std::exchange(part.pictures, {}));
}

void Residence::encode_part(Resident& resident, const Ribbon& ribbon) {
    RibbonSegments stroke = ribbon_segments(ribbon);
    if (stroke.segments.empty() || ribbon.colour.a == 0) return;
    for (SegmentRecord& segment : stroke.segments) segment.place = resident.place;
    ResidentPart part;
    part.kind = PartKind::ribbon, part.box = covered(ribbon), part.doubles = stroke.doubles,
    part.colour = ribbon.colour;
    part.records = kept(segments_, stroke.segments);
    resident.parts.push_back(std::move(part));
}

const Residence::KeptOutline& Residence::use_outline(const Shared<Path>& path) {
    const auto [found, is_new] = kept_outlines_.try_emplace(path.get(), KeptOutline{path, {}, {}, 0});
    KeptOutline& outline = found->second;
    ++outline.uses;
    if (!is_new) return outline;
    outline.box = bounds(*path);
    if (!outline.box.empty())
        outline.texels = kept(outlines_, slug_texels(normalised(*path, outline.box), 64, 1e-5f).texels);
    return outline;
}

void Residence::leave_outline(const Shared<Path>& path) {
    const auto found = kept_outlines_.find(path.get());
    if (found == kept_outlines_.end() || --found->second.uses > 0) return;
    forget(outlines_, found->second.texels);
    kept_outlines_.erase(found);
}

void Residence::encode_part(Resident& resident, const Shape& shape) {
    const KeptOutline& outline = use_outline(shape.path);
    if (outline.texels.count == 0 || shape.fill.a == 0) return;
    ResidentPart part;
    part.kind = PartKind::shape, part.box = outline.box;
    part.records =
        kept(shapes_, std::vector{ShapeRecord{resident.place, packed(shape.fill), outline.texels.first, 0,
                                              outline.box.at.x, outline.box.at.y, outline.box.size.x,
                                              outline.box.size.y}});
    resident.parts.push_back(std::move(part));
}

void Residence::encode_part(Resident& resident, const Photo& photo) {
    ResidentPart part;
    part.kind = PartKind::photo, part.box = photo.rect;
    part.texture = textures_.use(photo.bitmap);
    part.records = kept(photos_, std::vector{PhotoRecord{photo.rect.at.x,
                                                         photo.rect.at.y,
                                                         photo.rect.size.x,
                                                         photo.rect.size.y,
                                                         resident.place,
                                                         photo.radius,
                                                         {}}});
    resident.parts.push_back(std::move(part));
}

void Residence::discard(Resident& resident) {
    places_.release(resident.place, 1);
    for (const ResidentPart& part : resident.parts) {
        const std::array<Arena*, part_kinds> arenas{&boxes_, &photos_, &segments_, &shapes_, &glyph_records_};
        forget(*arenas[static_cast<std::size_t>(part.kind)], part.records);
        forget(words_, part.words);
        forget(bars_, part.bars);
        forget(glyph_records_, part.pictures);
        if (!part.later) continue;
        forget(words_, part.later->words);
        forget(bars_, part.later->bars);
    }
    for (const Drawable& part : resident.placed.drawing->parts) {
        if (const auto* photo = std::get_if<Photo>(&part)) textures_.leave(photo->bitmap);
        if (const auto* shape = std::get_if<Shape>(&part)) leave_outline(shape->path);
    }
}

std::uint64_t Residence::flush() {
    places_written_ = 0;
    return places_.flush() + boxes_.flush() + words_.flush() + glyph_records_.flush() + bars_.flush() +
           segments_.flush() + shapes_.flush() + outlines_.flush() + photos_.flush() + glyphs_.flush() +
           textures_.uploaded();
}

void Residence::bind() const {
    for (const Arena* arena :
         {&places_, &boxes_, &words_, &glyph_records_, &bars_, &segments_, &shapes_, &outlines_, &photos_})
        arena->bind();
    glyphs_.bind();
}

} // namespace waymark
