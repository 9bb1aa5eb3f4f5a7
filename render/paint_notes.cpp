#include "render/paint_notes.hpp"

#include "render/icons.hpp"
#include "sessions/same_places.hpp"

#include <algorithm>
#include <span>
#include <unordered_set>

namespace waymark::paint_parts {

namespace {

constexpr float held_scale = 1.03f;

Icon kind_icon(NoteKind kind) {
    return static_cast<Icon>(static_cast<int>(Icon::pain) + static_cast<int>(kind) -
                             static_cast<int>(NoteKind::pain));
}

Icon evidence_icon(EvidenceState state) {
    return static_cast<Icon>(static_cast<int>(Icon::evidence_assumption) + static_cast<int>(state));
}

struct NotePaint {
    Colour paper, ink;
};

/// A faded note keeps 45 % of its colour but all of its ink, so that it can still be read; in the dark room
/// less is left, because in between neither light nor dark ink would be legible.
NotePaint note_paint(const NoteLook& look, const Theme& theme) {
    const Colour full = theme.notes[static_cast<std::size_t>(look.colour)];
    if (!look.faded) return {full, theme.note_ink};
    const Colour paper = mixed(theme.sheet, full, theme.name == ThemeName::dark_room ? 0.22f : 0.45f);
    return {paper,
            contrast(paper, theme.note_ink) >= contrast(paper, theme.ink) ? theme.note_ink : theme.ink};
}

} // namespace

/// Notes have their icons in the same places: these share the path, too.
Shape NotePainter::icon_at(Icon which, Vec2 at, float size, Colour colour) {
    constexpr std::size_t most = 512; // places differ on notes that have grown
    if (icons_.size() > most) icons_.clear();
    const auto [found, is_new] = icons_.try_emplace({which, at.x, at.y, size});
    if (is_new) found->second = icon_shape(icon(which), at, size, colour).path;
    return {found->second, colour};
}

/// Who wrote it: a small disc in the person's colour with the first letter of the name.
void NotePainter::add_author(const Painting& painting, const NoteLook& look, Vec2 middle, Drawing& drawing) {
    constexpr float radius = 9, letter = 11.5f;
    const Colour colour = person_colour(look.author);
    drawing.parts.push_back(Box{{middle - Vec2{radius, radius}, Vec2{radius, radius} * 2}, radius, colour});
    if (look.initial.empty()) return;
    if (initials_.size() > 256) initials_.clear();
    const auto [found, is_new] = initials_.try_emplace(look.initial);
    if (is_new) found->second = painting.memory.text({look.initial, letter, FontWeight::semibold});
    const TextLayout& text = *found->second;
    drawing.parts.push_back(
        words(found->second, middle - Vec2{line_width(text) / 2 + text.lines.front().left, text.box.y / 2},
              rgb(0xFFFFFF)));
}

/// A note about its own middle.
Drawing NotePainter::made_drawing(const Painting& painting, const NoteLook& look) {
    const Theme& theme = painting.theme;
    const Vec2 size{note_size, look.height};
    const Rect paper{size * -0.5f, size};
    const NotePaint colours = note_paint(look, theme);
    Drawing drawing;
    drawing.parts.reserve(3 + (look.kind != NoteKind::plain ? 1 : 0) + (look.persona > 0 ? 1 : 0) +
                          (look.author != PersonColour::none ? 2 : 0));
    Box box{paper, 4, colours.paper, no_colour, 0, {3, 8, shadow_colour(theme, 0.18f)}};
    if (theme.name == ThemeName::high_contrast) {
        box.border = theme.note_ink;
        box.border_width = 2;
    } else if (look.colour == NoteColour::white && theme.name == ThemeName::paper) {
        box.border = theme.hairline; // white on a white sheet
        box.border_width = 1;
    }
    box.lifts = true;
    drawing.parts.push_back(box);
    if (!look.writing && (look.text->later || !look.text->text.empty()))
        drawing.parts.push_back(
            words(look.text, paper.at + Vec2{note_text_inset, note_text_inset}, colours.ink));
    const Colour quiet = colours.ink.with_alpha(0.82f);
    const float foot = paper.bottom() - 10;
    float left = paper.left() + 11;
    if (look.kind != NoteKind::plain) {
        drawing.parts.push_back(icon_at(kind_icon(look.kind), {left, foot - 18}, 18, quiet));
        left += 26;
    }
    if (look.persona > 0) {
        // On a note's light paper the lines of the light theme are the ones that can be seen.
        const LineStyle style = line_style(look.persona - 1, waymark::theme(ThemeName::paper));
        drawing.parts.push_back(Ribbon{{{left + 2, foot - 9}, {left + 30, foot - 9}},
                                       {4},
                                       style.colour,
                                       std::min(style.dash, 7.0f),
                                       std::min(style.gap, 8.0f)});
    }
    drawing.parts.push_back(
        icon_at(evidence_icon(look.evidence), {paper.right() - 11 - 15, foot - 16.5f}, 15, quiet));
    if (look.author != PersonColour::none)
        add_author(painting, look, {paper.right() - 11 - 15 - 8 - 9, foot - 9}, drawing);
    return drawing;
}

namespace {

/// Notes that are not drawn as they lie, in the layout's order.
std::vector<UnusualNote> unusual_notes(const Painting& painting) {
    const Look& look = painting.look;
    std::vector<Id> ids = look.held;
    for (const auto* shifts : {&look.shift, &look.held_shift})
        for (const auto& [id, shift] : *shifts) ids.push_back(id);
    for (const auto& [id, turn] : look.turn) ids.push_back(id);
    if (look.interactive) ids.insert(ids.end(), look.writing.begin(), look.writing.end());
    std::vector<UnusualNote> unusual;
    for (const Id id : sorted(std::move(ids))) {
        const std::optional<NotePlace> place = find_note(painting.layout, id);
        if (!place) continue;
        const bool held = painting.is_held(id);
        unusual.push_back({*place, held ? Vec2{} : painting.shift(id), held,
                           look.interactive && is_written(look, id), painting.turn(id)});
    }
    std::ranges::sort(unusual, {}, &UnusualNote::place);
    return unusual;
}

/// The same notes of a chunk, whatever the chunk's own place.
bool same_unusual(std::span<const UnusualNote> a, std::span<const UnusualNote> b) {
    return std::ranges::equal(a, b, [](const UnusualNote& x, const UnusualNote& y) {
        return x.place.offset == y.place.offset && x.shift == y.shift && x.held == y.held &&
               x.writing == y.writing && x.turn == y.turn;
    });
}

} // namespace

Shared<Drawing> NotePainter::drawing(const Painting& painting, const NoteBox& box, bool writing) {
    const Note& note = *box.note;
    NoteLook wanted{box.text, box.rect.size.y / box.scale, note.colour, note.kind, note.evidence, 0, writing};
    if (note.personas_view != Id::none) {
        const auto& all = painting.journey.personas;
        const auto found = std::find(all.begin(), all.end(), note.personas_view);
        if (found != all.end()) wanted.persona = static_cast<std::size_t>(found - all.begin()) + 1;
    }
    wanted.faded = painting.look.shade_by_evidence && note.evidence == EvidenceState::assumption;
    const bool is_signed = painting.look.authors && note.author != Id::none;
    if (const Participant* author = is_signed ? find_participant(painting.session, note.author) : nullptr;
        author && author->colour != PersonColour::none) {
        wanted.author = author->colour;
        wanted.initial = initial_of(author->name);
    }
    const auto known = known_.find(note.id);
    if (known != known_.end() && known->second.look == wanted) return known->second.drawing;
    Shared<Drawing> made = made_drawing(painting, wanted);
    known_.insert_or_assign(note.id, Known{std::move(wanted), made});
    return made;
}

Placed NotePainter::placed(const Painting& painting, const NoteBox& box, const UnusualNote& how) {
    const Vec2 shift = how.held ? painting.shift(box.note->id) : how.shift;
    Placed placed{drawing(painting, box, how.writing), box.rect.center() + shift};
    placed.scale = box.scale;
    placed.angle = box.angle + how.turn;
    return placed;
}

NotePainter::Painted NotePainter::painted(const Painting& painting, const Shared<NoteBoxChunk>& of,
                                          std::span<const UnusualNote> unusual) {
    PlacedChunk chunk;
    chunk.reserve(of->boxes.size());
    auto next = unusual.begin();
    for (std::size_t i = 0; i < of->boxes.size(); ++i) {
        const bool is_unusual = next != unusual.end() && next->place.offset == i;
        const UnusualNote usual{}, &note = is_unusual ? *next++ : usual;
        if (!note.held) chunk.push_back(placed(painting, of->boxes[i], note));
    }
    return {of, {unusual.begin(), unusual.end()}, std::move(chunk)};
}

/// The same chunk where no other notes are held than before: only those that are or were unusual are looked
/// at.
std::optional<NotePainter::Painted> NotePainter::repainted(const Painting& painting, const Painted& before,
                                                           std::span<const UnusualNote> unusual) {
    const auto offset = [](const UnusualNote& note) { return note.place.offset; };
    std::optional<PlacedChunk> chunk;
    std::uint32_t held = 0; // so far: they are not among what is painted
    auto was = before.unusual.begin();
    auto is = unusual.begin();
    while (was != before.unusual.end() || is != unusual.end()) {
        const bool both = was != before.unusual.end() && is != unusual.end() && offset(*was) == offset(*is);
        const bool now =
            both || was == before.unusual.end() || (is != unusual.end() && offset(*is) < offset(*was));
        const bool then = both || !now;
        const UnusualNote usual{}, &how = now ? *is : usual;
        const std::size_t at = now ? offset(*is) : offset(*was);
        if ((then && was->held) != how.held) return std::nullopt;
        if (how.held) {
            ++held;
        } else {
            if (!chunk) chunk = *before.chunk;
            (*chunk)[at - held] = placed(painting, before.of->boxes[at], how);
        }
        if (then) ++was;
        if (now) ++is;
    }
    if (!chunk) return Painted{before.of, {unusual.begin(), unusual.end()}, before.chunk};
    return Painted{before.of, {unusual.begin(), unusual.end()}, std::move(*chunk)};
}

void NotePainter::paint(const Painting& painting) {
    const NoteBoxes::Chunks& now = painting.layout.notes.chunks();
    unusual_ = unusual_notes(painting);
    std::vector<Painted> before = std::exchange(chunks_, {});
    const std::vector<std::size_t> places = same_places(
        before, now, [](const Painted& chunk) { return chunk.of.get(); },
        [](const Shared<NoteBoxChunk>& chunk) { return chunk.get(); });
    chunks_.reserve(now.size());
    shown_.clear();
    auto next = unusual_.begin();
    for (std::size_t i = 0; i < now.size(); ++i) {
        const auto first = next;
        while (next != unusual_.end() && next->place.chunk == i) ++next;
        const std::span<const UnusualNote> unusual{first, next};
        Painted* const kept = places[i] == nowhere ? nullptr : &before[places[i]];
        if (kept && same_unusual(kept->unusual, unusual))
            chunks_.push_back(std::move(*kept));
        else if (std::optional<Painted> again = kept ? repainted(painting, *kept, unusual) : std::nullopt)
            chunks_.push_back(std::move(*again));
        else
            chunks_.push_back(painted(painting, now[i], unusual));
        shown_.push_back(chunks_.back().chunk);
    }
    forget_gone(painting.layout);
}

void NotePainter::add_held(Painting& painting, PlacedChunk& held) {
    if (painting.look.held.empty()) return;
    chosen_ = painting.look.selection;
    std::ranges::sort(chosen_);
    const float width = 2.5f * painting.unit, gap = 2 * painting.unit + width;
    for (const UnusualNote& note : unusual_) {
        if (!note.held) continue;
        const NoteBox& box = painting.layout.notes.chunks()[note.place.chunk]->boxes[note.place.offset];
        Placed thing = placed(painting, box, note);
        // One that somebody writes on is only raised over what would hide it: its words are drawn as it lies.
        const float scale = note.writing ? 1 : held_scale;
        thing.scale *= scale;
        thing.lift = note.writing ? 0.0f : 1.0f;
        held.push_back(thing);
        if (!std::ranges::binary_search(chosen_, box.note->id)) continue;
        Placed outline{outline_drawing(painting, Part::outline, box.rect.size * scale, gap, width, 4 + gap),
                       thing.at};
        outline.angle = box.angle + note.turn;
        held.push_back(std::move(outline));
    }
}

void NotePainter::forget_gone(const Layout& layout) {
    if (known_.size() <= layout.notes.size() * 2 + 64) return;
    std::unordered_set<Id> there;
    for (const NoteBox& box : layout.notes) there.insert(box.note->id);
    std::erase_if(known_, [&there](const auto& entry) { return !there.contains(entry.first); });
}

} // namespace waymark::paint_parts
