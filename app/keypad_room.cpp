#include "app/free_place.hpp"
#include "app/keypad.hpp"

#include <algorithm>
#include <array>
#include <cmath>

/// Where on-screen keyboards find room: beside what they write, clear of others, smaller where they must be.
namespace waymark {
namespace {

constexpr float text_gap = 14, edge_gap = 8;
constexpr std::array key_scales{1.0f, 0.9f, 0.8f, 0.7f,
                                0.6f};                  ///< the last still has keys of a finger's breadth
constexpr float text_cost = 1000, any_text_cost = 2000; ///< of all of a text, and of the least bit of it
constexpr float kept_cost = 100, panel_cost = 5, beyond_cost = 0.5f;

Vec2 turned_so(Vec2 v, float angle) {
    const float c = std::cos(angle), s = std::sin(angle);
    return {v.x * c - v.y * s, v.x * s + v.y * c};
}

/// Beside the text on all its sides, its person's first, and all over the window.
std::vector<Vec2> possible_places(const Rect& text, Vec2 size, float angle, const Rect& free, float scale) {
    std::vector<Vec2> places;
    constexpr std::array<Vec2, 4> sides{Vec2{0, 1}, Vec2{0, -1}, Vec2{1, 0}, Vec2{-1, 0}};
    for (const Vec2 side : sides) {
        const Vec2 way = turned_so(side, angle), across{-way.y, way.x};
        const auto along = [&](Vec2 v) { return std::abs(way.x * v.x) + std::abs(way.y * v.y); };
        const float away = (along(text.size) + along(size)) / 2 + text_gap * scale;
        const float step = (std::abs(across.x * size.x) + std::abs(across.y * size.y) + edge_gap * scale) / 2;
        for (const float sideways : {0.0f, 1.0f, -1.0f, 2.0f, -2.0f})
            places.push_back(text.center() + way * away + across * (step * sideways));
    }
    constexpr int steps = 12;
    for (int x = 0; x <= steps; ++x)
        for (int y = 0; y <= steps; ++y)
            places.push_back(free.at + Vec2{free.size.x * static_cast<float>(x) / steps,
                                            free.size.y * static_cast<float>(y) / steps});
    return places;
}

struct Candidate {
    Vec2 at_px;
    float cost = 0;
    bool is_clear = true;
};

/// How bad it is to lie there. Whatever else: what is written stays in sight. Then others' keys; then how far
/// the hand must go.
Candidate weighed(Vec2 middle, Vec2 size, const Keypad& keypad, const Rect& text, const KeypadRoom& room,
                  float ui_scale) {
    const Rect there{middle - size * 0.5f, size};
    const auto part_of = [&](const Rect& other) {
        const float whole = std::min(size.x * size.y, std::max(1.0f, other.size.x * other.size.y));
        return common_area(there, other) / whole;
    };
    const auto cost_of_text = [&](const Rect& one) {
        const float common = common_area(there, one);
        return common > 0 ? any_text_cost + text_cost * common / std::max(1.0f, one.size.x * one.size.y) : 0;
    };
    float covered = cost_of_text(text);
    for (const Rect& other : room.texts_px) covered += cost_of_text(other);
    for (const Rect& kept : room.kept_px) covered += kept_cost * part_of(kept);
    const Vec2 from_text = turned_so(middle - text.center(), -keypad.angle);
    float cost = covered + length(from_text) / (1000 * ui_scale) + panel_cost * part_of(room.rather_not);
    if (from_text.y < 0) cost += beyond_cost; // beyond the text the hand would hide it
    return {middle, cost, covered == 0};
}

/// All places for a keyboard of this size, the best first.
std::vector<Candidate> candidates(const Keypad& keypad, const Rect& text, const KeypadRoom& room,
                                  float ui_scale) {
    const Vec2 size = covered_by(keypad, ui_scale).size;
    const Rect free = room.free_px.grown(-edge_gap * ui_scale);
    std::vector<Candidate> all;
    for (const Vec2 wanted : possible_places(text, size, keypad.angle, free, ui_scale))
        all.push_back(weighed(brought_within(wanted, size, free), size, keypad, text, room, ui_scale));
    std::ranges::stable_sort(all, {}, &Candidate::cost);
    return all;
}

Vec2 whole_pixels(Vec2 at) { return {std::round(at.x), std::round(at.y)}; }

/// Puts one keyboard after the other where it is clear of those before; goes back where the next finds no
/// room.
class Arrangement {
public:
    /// Apart: how far from each other the places of each are that are tried.
    Arrangement(const std::vector<WrittenOn>& all, const KeypadRoom& room, float scale, float apart,
                float ui_scale)
        : all_{all}, room_{room}, scale_{scale}, apart_{apart}, ui_scale_{ui_scale} {}

    bool found() { return put(0); }
    const std::vector<KeypadPlace>& places() const { return places_; }

private:
    static constexpr int looks_limit = 160;        ///< at keyboards, with all their places
    static constexpr std::size_t tried_limit = 16; ///< places of each

    bool put(std::size_t index) {
        if (index == all_.size()) return true;
        if (--looks_ < 0) return false;
        Keypad keypad = all_[index].keypad;
        keypad.scale = scale_;
        KeypadRoom room = room_;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (i != index) room.texts_px.push_back(all_[i].text_px);
        for (std::size_t i = 0; i < index; ++i) {
            Keypad other = all_[i].keypad;
            other.scale = scale_;
            other.at_px = places_[i].at_px;
            room.kept_px.push_back(covered_by(other, ui_scale_));
        }
        std::vector<Vec2> tried;
        for (const Candidate& one : candidates(keypad, all_[index].text_px, room, ui_scale_)) {
            if (!one.is_clear) continue;
            const Vec2 at = whole_pixels(one.at_px);
            const bool is_new = std::ranges::none_of(
                tried, [&](Vec2 before) { return distance(before, at) < apart_ * ui_scale_; });
            if (!is_new) continue;
            if (tried.size() == tried_limit) break;
            tried.push_back(at);
            places_.push_back({at, scale_, true});
            if (put(index + 1)) return true;
            places_.pop_back();
        }
        return false;
    }

    const std::vector<WrittenOn>& all_;
    const KeypadRoom& room_;
    float scale_, apart_, ui_scale_;
    int looks_ = looks_limit;
    std::vector<KeypadPlace> places_;
};

} // namespace

KeypadPlace place_for(const Keypad& keypad, const Rect& text_px, const KeypadRoom& room, float ui_scale) {
    KeypadPlace least_bad;
    float least_cost = -1;
    for (const float scale : key_scales) {
        Keypad sized = keypad;
        sized.scale = scale;
        const Candidate best = candidates(sized, text_px, room, ui_scale).front();
        if (best.is_clear) return {whole_pixels(best.at_px), scale, true};
        if (least_cost < 0 || best.cost < least_cost)
            least_cost = best.cost, least_bad = {whole_pixels(best.at_px), scale, false};
    }
    return least_bad;
}

std::optional<std::vector<KeypadPlace>> places_for_all(const std::vector<WrittenOn>& all,
                                                       const KeypadRoom& room, float ui_scale) {
    for (const float scale : key_scales) {
        for (const float apart : {40.0f, 140.0f}) { // near their texts; then anywhere in the window
            Arrangement arrangement{all, room, scale, apart, ui_scale};
            if (arrangement.found()) return arrangement.places();
        }
    }
    return std::nullopt;
}

} // namespace waymark
