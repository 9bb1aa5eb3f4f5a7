#include "render/paint_memory.hpp"

#include <algorithm>
#include <cmath>

namespace waymark::paint_parts {

void PaintMemory::begin(const std::string& language) {
    ++round_;
    if (language != language_) texts_.clear();
    language_ = language;
}

void PaintMemory::end() {
    const auto stale = [this](const auto& entry) { return entry.second.round != round_; };
    std::erase_if(texts_, stale);
    std::erase_if(drawings_, stale);
    std::erase_if(chunks_, stale);
    pictures_.tidy();
}

TextLayout PaintMemory::set(const TextWish& wish) {
    const TextStyle style{wish.weight, wish.align, language_};
    if (wish.setting == Setting::wrapped) return engine_->laid_out(wish.text, style, wish.size, wish.width);
    if (wish.setting == Setting::fitted)
        return engine_->fitted(wish.text, style, {wish.width, wish.height}, wish.size, wish.smallest);
    TextLayout line =
        engine_->on_one_line(wish.text, style, wish.size, wish.width > 0 ? wish.width : endless_line);
    // Its box is the room it was given; what is painted is as wide as the words.
    if (wish.align == TextAlign::start) line.box.x = std::min(line.box.x, line_width(line));
    return line;
}

Shared<TextLayout> PaintMemory::text(const TextWish& wish) {
    TextKey key{std::string{wish.text}, wish.size,  wish.weight, wish.width,
                wish.setting,           wish.align, wish.height};
    if (const auto found = texts_.find(key); found != texts_.end()) {
        found->second.round = round_;
        return found->second.value;
    }
    TextLayout made = set(wish);
    return texts_.emplace(std::move(key), Kept<Shared<TextLayout>>{std::move(made), round_})
        .first->second.value;
}

Shared<Drawing> PaintMemory::drawing(Slot at, Drawing made) {
    const auto found = drawings_.find(at);
    if (found == drawings_.end())
        return drawings_.emplace(at, Kept<Shared<Drawing>>{std::move(made), round_}).first->second.value;
    if (!(*found->second.value == made)) found->second.value = std::move(made);
    found->second.round = round_;
    return found->second.value;
}

Shared<Drawing> PaintMemory::drawing(Slot at, const Box& box) {
    const auto found = drawings_.find(at);
    if (found == drawings_.end()) return drawing(at, Drawing{{box}});
    const std::vector<Drawable>& parts = found->second.value->parts;
    const Box* const kept = parts.size() == 1 ? std::get_if<Box>(&parts.front()) : nullptr;
    if (!kept || !(*kept == box)) return drawing(at, Drawing{{box}});
    found->second.round = round_;
    return found->second.value;
}

Shared<PlacedChunk> PaintMemory::chunk(Slot at, PlacedChunk made) {
    const auto found = chunks_.find(at);
    if (found == chunks_.end())
        return chunks_.emplace(at, Kept<Shared<PlacedChunk>>{std::move(made), round_}).first->second.value;
    if (!(*found->second.value == made)) found->second.value = std::move(made);
    found->second.round = round_;
    return found->second.value;
}

Vec2 Painting::shift(Id thing) const {
    if (const Vec2* held = look.held_shift.find(thing)) return *held;
    const Vec2* on_its_way = look.shift.find(thing);
    return on_its_way ? *on_its_way : Vec2{};
}

float Painting::turn(Id thing) const {
    const float* on_its_way = look.turn.find(thing);
    return on_its_way ? *on_its_way : 0.0f;
}

bool Painting::is_held(Id thing) const {
    return std::binary_search(look.held.begin(), look.held.end(), thing);
}

Shared<TextLayout> shrunk_line(Painting& painting, const std::string& text, float size, float smallest,
                               FontWeight weight, float room) {
    const Shared<TextLayout> natural = painting.memory.text({text, size, weight, endless_line});
    const float width = line_width(*natural);
    if (width <= room) return natural;
    return painting.memory.text({text, std::max(smallest, std::floor(size * room / width)), weight, room});
}

std::string short_name(const Persona& persona) { return persona.name.substr(0, persona.name.find(',')); }

float line_width(const TextLayout& text) { return text.lines.empty() ? 0 : text.lines.front().width; }

Words words(Shared<TextLayout> text, Vec2 at, Colour colour) { return {std::move(text), at, colour}; }

Colour shadow_colour(const Theme& theme, float alpha) {
    return rgb(0x000000).with_alpha(std::min(1.0f, alpha * theme.shadow_strength));
}

Shape icon_shape(const Path& icon, Vec2 at, float size, Colour colour) {
    return {moved(icon, at, size / 24), colour};
}

Path rounded(const std::vector<Vec2>& corners, float radius) {
    Path path;
    const std::size_t count = corners.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Vec2 corner = corners[i], before = corners[(i + count - 1) % count],
                   after = corners[(i + 1) % count];
        const float reach = std::min({radius, distance(before, corner) / 2, distance(corner, after) / 2});
        const Vec2 from = corner + (before - corner) * (reach / std::max(0.001f, distance(before, corner)));
        const Vec2 to = corner + (after - corner) * (reach / std::max(0.001f, distance(corner, after)));
        if (i == 0)
            path.move(from);
        else
            path.line(from);
        path.cubic(from + (corner - from) * 0.55f, to + (corner - to) * 0.55f, to);
    }
    path.line(path.steps.front().to);
    return path;
}

LineStyle line_style(std::size_t style, const Theme& theme) {
    // The fourth persona starts over with the first colour but another dash.
    const std::size_t dash = (style + style / 3) % 3;
    return {theme.curves[style % 3],
            dash == 0   ? 0.0f
            : dash == 1 ? 16.0f
                        : 1.0f,
            dash == 0   ? 0.0f
            : dash == 1 ? 13.0f
                        : 10.0f};
}

} // namespace waymark::paint_parts
