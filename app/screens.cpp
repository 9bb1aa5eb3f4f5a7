#include "app/screens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace waymark {
namespace {

constexpr float mm_per_inch = 25.4f, usual_dpi = 96;
constexpr float least_dpi = 8, greatest_dpi = 700; // from a wall of lamps to a telephone
constexpr float most_contradiction = 1.3f;         // between both sides' densities
constexpr float button_px = 48, text_px = 13;      // of the chrome, at scale 1
constexpr float desk_target_mm = 11, finger_target_mm = 15;
constexpr float wall_from_mm = 1000;      // of the diagonal
constexpr float distances_for_text = 200; // text is readable from 200 times its height
constexpr float projected_width_mm = 2000;
constexpr float least_auto = 1, greatest_scale = 4, scale_step = 0.05f;
constexpr float wide_wall_mm = 2400, surely_narrow_mm = 2000, wide_aspect = 3;

/// What televisions and projectors write there instead of a size: their aspect, times a round number.
bool is_an_aspect(Vec2 mm) {
    constexpr std::array<Vec2, 7> known{
        {{16, 9}, {16, 10}, {4, 3}, {160, 90}, {160, 100}, {1600, 900}, {1600, 1000}}};
    return std::ranges::find(known, mm) != known.end();
}

/// X, and GLFW on it, make up a size for 96 dpi where they know none: to the millimetre, as no real screen
/// is.
bool is_made_up(Vec2 mm, Vec2 px) {
    const auto is_exact = [](float claimed, float pixels) {
        return std::abs(claimed - pixels * mm_per_inch / usual_dpi) < 1;
    };
    return (is_exact(mm.x, px.x) && is_exact(mm.y, px.y)) || (is_exact(mm.x, px.y) && is_exact(mm.y, px.x));
}

float overlap(const Rect& a, const Rect& b) {
    const float across = std::min(a.right(), b.right()) - std::max(a.left(), b.left());
    const float down = std::min(a.bottom(), b.bottom()) - std::max(a.top(), b.top());
    return std::max(0.0f, across) * std::max(0.0f, down);
}

bool is_for_fingers(const ScreenFacts& screen, const Settings& settings) {
    const bool is_table =
        settings.lies_flat || settings.touch == TouchSource::tuio || settings.touch == TouchSource::both;
    return is_table || length(screen.screen_mm) >= wall_from_mm;
}

std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i)
        all += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return all;
}

std::vector<std::string> missing_in(const std::vector<Monitor>& some, const std::vector<Monitor>& others) {
    std::vector<std::string> names;
    for (const Monitor& one : some)
        if (std::ranges::find(others, one.name, &Monitor::name) == others.end()) names.push_back(one.name);
    return names;
}

} // namespace

float pixels_per_mm(const Monitor& monitor) {
    const Vec2 mm = monitor.size_mm;
    if (!(mm.x > 0 && mm.y > 0) || monitor.place.empty() || is_an_aspect(mm) ||
        is_made_up(mm, monitor.place.size))
        return 0;
    // A monitor that stands upright may tell its size as if it lay.
    const bool turned = (mm.x > mm.y) != (monitor.place.size.x > monitor.place.size.y) && mm.x != mm.y &&
                        monitor.place.size.x != monitor.place.size.y;
    const Vec2 size = turned ? Vec2{mm.y, mm.x} : mm;
    const float across = monitor.place.size.x / size.x, down = monitor.place.size.y / size.y;
    if (std::max(across, down) > most_contradiction * std::min(across, down)) return 0;
    const float mean = (across + down) / 2, dpi = mean * mm_per_inch;
    return dpi >= least_dpi && dpi <= greatest_dpi ? mean : 0;
}

float fitting_scale(const ScreenFacts& screen, const Settings& settings) {
    float scale = std::max(least_auto, screen.density);
    const float known = screen.pixels_per_mm;
    const float target_mm = is_for_fingers(screen, settings) ? finger_target_mm : desk_target_mm;
    scale = std::max(scale, target_mm * known / button_px);
    if (settings.viewing_distance_m > 0) {
        const float assumed = known > 0 ? known : screen.window_px.x / projected_width_mm;
        const float text_mm = settings.viewing_distance_m * 1000 / distances_for_text;
        scale = std::max(scale, text_mm * assumed / text_px);
    }
    const float stepped = std::ceil(scale / scale_step - 0.01f) * scale_step;
    return std::clamp(stepped, least_auto, greatest_scale);
}

bool is_wide_wall(const ScreenFacts& screen) {
    const float known = screen.pixels_per_mm, width_mm = known > 0 ? screen.window_px.x / known : 0;
    if (width_mm >= wide_wall_mm) return true;
    return screen.window_px.x >= wide_aspect * screen.window_px.y &&
           !(known > 0 && width_mm < surely_narrow_mm);
}

std::optional<std::size_t> monitor_under(const std::vector<Monitor>& monitors, const Rect& window) {
    std::optional<std::size_t> best;
    float most = 0;
    for (std::size_t i = 0; i < monitors.size(); ++i)
        if (const float shared = overlap(monitors[i].place, window); shared > most) best = i, most = shared;
    return best;
}

Rect within_reach(const Rect& window, const std::vector<Monitor>& monitors) {
    constexpr float enough = 0.25f; // of the window can be seen
    float seen = 0, nearest = INFINITY;
    const Monitor* goal = nullptr;
    for (const Monitor& monitor : monitors) {
        seen += overlap(monitor.place, window);
        const float away = distance(monitor.place.center(), window.center());
        if (away < nearest) nearest = away, goal = &monitor;
    }
    const bool top_is_seen = std::ranges::any_of(monitors, [&](const Monitor& monitor) {
        return monitor.place.contains({window.center().x, window.top() + 1});
    });
    const bool is_usable = seen >= enough * window.size.x * window.size.y && top_is_seen;
    if (!goal || is_usable) return window;
    const Rect& place = goal->place;
    const Vec2 size{std::min(window.size.x, place.size.x), std::min(window.size.y, place.size.y)};
    return {{std::clamp(window.left(), place.left(), place.right() - size.x),
             std::clamp(window.top(), place.top(), place.bottom() - size.y)},
            size};
}

std::optional<std::size_t> audience_monitor(const std::vector<Monitor>& monitors, std::string_view asked,
                                            std::optional<std::size_t> taken) {
    if (!asked.empty()) {
        for (std::size_t i = 0; i < monitors.size(); ++i)
            if (monitors[i].name == asked) return i;
        std::size_t number = 0;
        const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), number);
        const bool is_number = error == std::errc{} && end == asked.data() + asked.size();
        if (is_number && number >= 1 && number <= monitors.size()) return number - 1;
        return std::nullopt;
    }
    for (std::size_t i = 0; i < monitors.size(); ++i)
        if (i != taken) return i;
    return std::nullopt;
}

std::string told_no_monitor(std::string_view asked, const std::vector<Monitor>& monitors) {
    std::string all;
    for (std::size_t i = 0; i < monitors.size(); ++i)
        all += (i ? ", " : "") + std::to_string(i + 1) + " (" + monitors[i].name + ")";
    return "There is no monitor “" + std::string{asked} + "” for the audience; there is " +
           (all.empty() ? "none" : all) + ".";
}

std::string told_too_large(int width_px, int height_px, int most_px) {
    if (width_px <= most_px && height_px <= most_px) return {};
    return "This window has " + std::to_string(width_px) + " × " + std::to_string(height_px) +
           " pixels, and the graphics driver draws at most " + std::to_string(most_px) +
           " a side; make it smaller, or use a window on each screen.";
}

std::string told_change(const std::vector<Monitor>& before, const std::vector<Monitor>& now) {
    const std::vector<std::string> gone = missing_in(before, now), come = missing_in(now, before);
    std::string told;
    if (!gone.empty())
        told = (gone.size() == 1 ? "The monitor " : "The monitors ") + listed(gone) +
               (gone.size() == 1 ? " has gone" : " have gone") +
               "; what was shown there is within reach again. Nothing is lost.";
    if (!come.empty())
        told += (told.empty() ? "" : " ") +
                ((come.size() == 1 ? "The monitor " : "The monitors ") + listed(come)) +
                (come.size() == 1 ? " is there." : " are there.");
    return told;
}

} // namespace waymark
