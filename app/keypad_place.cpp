#include "app/keypad.hpp"

#include <algorithm>
#include <array>
#include <cmath>

/// Where on-screen keyboards lie.
namespace waymark {
namespace {

constexpr float beside_text = 14, beside_edge = 8;
constexpr float same_place_px = 320, near_place_px = 700;
constexpr std::size_t places_limit = 16;

Vec2 turned_by(Vec2 v, float angle) {
    const float c = std::cos(angle), s = std::sin(angle);
    return {v.x * c - v.y * s, v.x * s + v.y * c};
}

float common_area(const Rect& a, const Rect& b) {
    const Vec2 size = Vec2{std::min(a.right(), b.right()), std::min(a.bottom(), b.bottom())} -
                      Vec2{std::max(a.left(), b.left()), std::max(a.top(), b.top())};
    return size.x > 0 && size.y > 0 ? size.x * size.y : 0;
}

Vec2 brought_within(Vec2 middle, Vec2 size, const Rect& free) {
    const auto within = [](float at, float half, float low, float high) {
        return high - low < 2 * half ? (low + high) / 2 : std::clamp(at, low + half, high - half);
    };
    return {within(middle.x, size.x / 2, free.left(), free.right()),
            within(middle.y, size.y / 2, free.top(), free.bottom())};
}

/// Beside the text on all its sides, its person's first, and all over the window.
std::vector<Vec2> possible_places(const Rect& text, Vec2 size, float angle, const Rect& free, float scale) {
    std::vector<Vec2> places;
    constexpr std::array<Vec2, 4> sides{Vec2{0, 1}, Vec2{0, -1}, Vec2{1, 0}, Vec2{-1, 0}};
    for (const Vec2 side : sides) {
        const Vec2 way = turned_by(side, angle), across{-way.y, way.x};
        const auto along = [&](Vec2 v) { return std::abs(way.x * v.x) + std::abs(way.y * v.y); };
        const float away = (along(text.size) + along(size)) / 2 + beside_text * scale;
        const float step =
            (std::abs(across.x * size.x) + std::abs(across.y * size.y) + beside_edge * scale) / 2;
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

} // namespace

Rect covered_by(const Keypad& keypad, float ui_scale) {
    const Vec2 size = size_of(keypad.face) * ui_scale;
    const float c = std::abs(std::cos(keypad.angle)), s = std::abs(std::sin(keypad.angle));
    const Vec2 around{size.x * c + size.y * s, size.x * s + size.y * c};
    return {keypad.at_px - around * 0.5f, around};
}

Vec2 on_keypad(const Keypad& keypad, Vec2 at_px, float ui_scale) {
    return turned_by(at_px - keypad.at_px, -keypad.angle) / ui_scale;
}

Vec2 on_screen(const Keypad& keypad, Vec2 at, float ui_scale) {
    return keypad.at_px + turned_by(at * ui_scale, keypad.angle);
}

const Keypad* keypad_under(const Keypads& keypads, Vec2 at_px, float ui_scale) {
    for (auto keypad = keypads.open.rbegin(); keypad != keypads.open.rend(); ++keypad) {
        const Vec2 size = size_of(keypad->face);
        if (Rect{size * -0.5f, size}.contains(on_keypad(*keypad, at_px, ui_scale))) return &*keypad;
    }
    return nullptr;
}

const Keypad* keypad_on(const Keypads& keypads, Id thing) {
    const auto found = std::ranges::find(keypads.open, thing, &Keypad::thing);
    return found == keypads.open.end() ? nullptr : &*found;
}
Keypad* keypad_on(Keypads& keypads, Id thing) {
    const auto found = std::ranges::find(keypads.open, thing, &Keypad::thing);
    return found == keypads.open.end() ? nullptr : &*found;
}

Keypad* keypad_numbered(Keypads& keypads, std::uint32_t number) {
    const auto found = std::ranges::find(keypads.open, number, &Keypad::number);
    return found == keypads.open.end() ? nullptr : &*found;
}

Vec2 place_for(const Keypad& keypad, const Rect& text_px, const Rect& free_px,
               const std::vector<Rect>& kept_px, float ui_scale) {
    const Vec2 size = covered_by(keypad, ui_scale).size;
    const Rect free = free_px.grown(-beside_edge * ui_scale);
    const float area = size.x * size.y;
    Vec2 best = free.center();
    float least = -1;
    for (const Vec2 wanted : possible_places(text_px, size, keypad.angle, free, ui_scale)) {
        const Vec2 middle = brought_within(wanted, size, free);
        const Rect there{middle - size * 0.5f, size};
        // Whatever else: what is written stays in sight. Then others' keys; then how far the hand must go.
        float cost = 1000 * common_area(there, text_px) / std::max(1.0f, text_px.size.x * text_px.size.y);
        for (const Rect& kept : kept_px)
            cost +=
                100 * common_area(there, kept) / std::min(area, std::max(1.0f, kept.size.x * kept.size.y));
        const Vec2 from_text = turned_by(middle - text_px.center(), -keypad.angle);
        cost += length(from_text) / (1000 * ui_scale);
        if (from_text.y < 0) cost += 0.5f; // beyond the text the hand would hide it
        if (least < 0 || cost < least) least = cost, best = middle;
    }
    return {std::round(best.x), std::round(best.y)};
}

void change_face(Keypad& keypad, const KeyFace& face, float ui_scale) {
    const float taller = size_of(face).y - size_of(keypad.face).y;
    keypad.face = face;
    keypad.at_px = keypad.at_px + turned_by({0, taller / 2 * ui_scale}, keypad.angle);
}

void keep_within(Keypad& keypad, const Rect& free_px, float ui_scale) {
    keypad.at_px = brought_within(keypad.at_px, covered_by(keypad, ui_scale).size, free_px);
}

KeyLanguage language_near(const Keypads& keypads, Vec2 at_px, KeyLanguage usual, float ui_scale) {
    float nearest = near_place_px * ui_scale;
    for (const KeyPlace& place : keypads.places)
        if (const float away = distance(place.at_px, at_px); away < nearest)
            nearest = away, usual = place.language;
    return usual;
}

void remember_place(Keypads& keypads, const Keypad& keypad, float ui_scale) {
    std::erase_if(keypads.places, [&](const KeyPlace& place) {
        return distance(place.at_px, keypad.at_px) < same_place_px * ui_scale;
    });
    keypads.places.push_back({keypad.at_px, keypad.face.language});
    if (keypads.places.size() > places_limit) keypads.places.erase(keypads.places.begin());
}

} // namespace waymark
