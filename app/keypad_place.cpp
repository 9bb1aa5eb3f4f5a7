#include "app/free_place.hpp"
#include "app/keypad.hpp"

#include <algorithm>
#include <cmath>

/// Where on-screen keyboards lie.
namespace waymark {
namespace {

constexpr float same_place_px = 320, near_place_px = 700;
constexpr std::size_t places_limit = 16;

Vec2 turned_by(Vec2 v, float angle) {
    const float c = std::cos(angle), s = std::sin(angle);
    return {v.x * c - v.y * s, v.x * s + v.y * c};
}

} // namespace

Rect covered_by(const Keypad& keypad, float ui_scale) {
    const Vec2 size = size_of(keypad.face) * (ui_scale * keypad.scale);
    const float c = std::abs(std::cos(keypad.angle)), s = std::abs(std::sin(keypad.angle));
    const Vec2 around{size.x * c + size.y * s, size.x * s + size.y * c};
    return {keypad.at_px - around * 0.5f, around};
}

Vec2 on_keypad(const Keypad& keypad, Vec2 at_px, float ui_scale) {
    return turned_by(at_px - keypad.at_px, -keypad.angle) / (ui_scale * keypad.scale);
}

Vec2 on_screen(const Keypad& keypad, Vec2 at, float ui_scale) {
    return keypad.at_px + turned_by(at * (ui_scale * keypad.scale), keypad.angle);
}

const Keypad* keypad_under(const Keypads& keypads, Vec2 at_px, float ui_scale) {
    const auto is_there = [&](const Keypad& keypad) {
        const Vec2 size = size_of(keypad.face);
        return Rect{size * -0.5f, size}.contains(on_keypad(keypad, at_px, ui_scale));
    };
    // The one for a panel lies over the panel, and so over all others.
    if (const Keypad* const over = keypad_on(keypads, panel_field); over && is_there(*over)) return over;
    const auto found = std::find_if(keypads.open.rbegin(), keypads.open.rend(), is_there);
    return found == keypads.open.rend() ? nullptr : &*found;
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

void change_face(Keypad& keypad, const KeyFace& face, float ui_scale) {
    const float taller = size_of(face).y - size_of(keypad.face).y;
    keypad.face = face;
    keypad.at_px = keypad.at_px + turned_by({0, taller / 2 * ui_scale * keypad.scale}, keypad.angle);
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
