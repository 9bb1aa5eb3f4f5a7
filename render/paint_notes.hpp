#pragma once
#include "render/icons.hpp"
#include "render/paint_memory.hpp"

#include <optional>
#include <span>
#include <unordered_map>

/// Notes are painted in the journey's own chunks, so that an edit touches one of them.
namespace waymark::paint_parts {

/// Everything a note's drawing depends on besides the theme.
struct NoteLook {
    Shared<TextLayout> text;
    float height = 0;
    NoteColour colour{};
    NoteKind kind{};
    EvidenceState evidence{};
    std::size_t persona = 0; ///< style + 1; 0 = everybody's view
    bool writing = false;
    bool faded = false;                       ///< an assumption, while shading by evidence
    PersonColour author = PersonColour::none; ///< of who wrote it, where they have one
    std::string initial{};                    ///< of their name
    bool operator==(const NoteLook& other) const {
        return text.same(other.text) && height == other.height && colour == other.colour &&
               kind == other.kind && evidence == other.evidence && persona == other.persona &&
               writing == other.writing && faded == other.faded && author == other.author &&
               initial == other.initial;
    }
};

/// A note that is not drawn as it lies: on its way, in a hand or being written.
struct UnusualNote {
    NotePlace place;
    Vec2 shift; ///< none while it is held: it is not in its chunk then
    bool held = false, writing = false;
    float turn = 0; ///< on top of its own angle
    bool operator==(const UnusualNote&) const = default;
};

/// Paints notes and remembers them: one that looks as before keeps its drawing, a chunk in which nothing has
/// changed is not looked at.
class NotePainter {
public:
    /// Brings the chunks in line with the layout and with what hands do.
    void paint(const Painting& painting);
    const std::vector<Shared<PlacedChunk>>& chunks() const { return shown_; }
    /// Adds what hands hold, over everything, with the outlines of what is chosen.
    void add_held(Painting& painting, PlacedChunk& held);

    /// Something that all notes depend on has changed.
    void forget_chunks() { chunks_.clear(); }
    void forget_drawings() { known_.clear(); }

private:
    struct Known {
        NoteLook look;
        Shared<Drawing> drawing;
    };
    /// What a chunk was painted of.
    struct Painted {
        Shared<NoteBoxChunk> of;
        std::vector<UnusualNote> unusual;
        Shared<PlacedChunk> chunk;
    };
    Shared<Drawing> drawing(const Painting& painting, const NoteBox& box, bool writing);
    Drawing made_drawing(const Painting& painting, const NoteLook& look);
    void add_author(const Painting& painting, const NoteLook& look, Vec2 middle, Drawing& drawing);
    Shape icon_at(Icon which, Vec2 at, float size, Colour colour);
    Placed placed(const Painting& painting, const NoteBox& box, const UnusualNote& how);
    Painted painted(const Painting& painting, const Shared<NoteBoxChunk>& of,
                    std::span<const UnusualNote> unusual);
    std::optional<Painted> repainted(const Painting& painting, const Painted& before,
                                     std::span<const UnusualNote> unusual);
    void forget_gone(const Layout& layout);

    std::unordered_map<Id, Known> known_;
    std::map<std::tuple<Icon, float, float, float>, Shared<Path>> icons_; ///< by place and size
    std::map<std::string, Shared<TextLayout>> initials_;
    std::vector<Painted> chunks_;
    std::vector<UnusualNote> unusual_; ///< of the layout painted last, in its order
    std::vector<Shared<PlacedChunk>> shown_;
    std::vector<Id> chosen_; ///< sorted, while held notes are added
};

} // namespace waymark::paint_parts
