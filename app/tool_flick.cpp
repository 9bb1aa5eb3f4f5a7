#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// A note or picture that is let go in full swing flies on and lands: in the next cell at least, and never
/// off the board.
namespace waymark {
namespace {

constexpr double looked_back_s = 0.1; ///< how much of the way counts
constexpr double rested_s = 0.06;     ///< a finger that has stood still does not flick
constexpr float flick_px_s = 900, flight_s = 0.12f, farthest_px = 1600;

/// The contact's speed where it was let go, pixels in a second.
Vec2 speed_px_s(const Track& track) {
    const double now_s = track.now_s;
    if (track.count < 2) return {};
    const Track::Sample& last = track.samples[track.count - 1];
    const Track::Sample* first = &last;
    for (std::size_t i = track.count - 1; i > 0 && now_s - track.samples[i - 1].time_s <= looked_back_s; --i)
        first = &track.samples[i - 1];
    const double seconds = last.time_s - first->time_s;
    if (seconds <= 0 || now_s - last.time_s > rested_s) return {};
    return (last.at_px - first->at_px) / static_cast<float>(seconds);
}

const CellBox* cell_under(const Layout& layout, Vec2 at) {
    const auto found =
        std::ranges::find_if(layout.cells, [&](const CellBox& cell) { return cell.rect.contains(at); });
    return found == layout.cells.end() ? nullptr : &*found;
}

Vec2 brought_into(Vec2 at, const Rect& rect) {
    return {std::clamp(at.x, rect.left(), std::max(rect.left(), rect.right())),
            std::clamp(at.y, rect.top(), std::max(rect.top(), rect.bottom()))};
}

/// The cell beside `from` in the direction of the flight, along the row or the column that it follows most.
const CellBox* next_cell(const Layout& layout, const CellBox& from, Vec2 flight) {
    const bool sideways = std::abs(flight.x) >= std::abs(flight.y);
    const auto ahead = [&](const CellBox& cell) {
        const Vec2 way = cell.rect.center() - from.rect.center();
        return sideways ? way.x * std::copysign(1.0f, flight.x) : way.y * std::copysign(1.0f, flight.y);
    };
    const CellBox* next = nullptr;
    for (const CellBox& cell : layout.cells) {
        const bool in_line = sideways ? cell.lane == from.lane : cell.stage == from.stage;
        if (in_line && ahead(cell) > 0 && (!next || ahead(cell) < ahead(*next))) next = &cell;
    }
    return next;
}

/// The cell, or the parking lot, that a note would land in.
Rect nearest_ground(const Layout& layout, Vec2 at) {
    Rect nearest = layout.parking;
    const auto away = [at](const Rect& rect) { return distance(at, brought_into(at, rect)); };
    for (const CellBox& cell : layout.cells)
        if (nearest.empty() || away(cell.rect) < away(nearest)) nearest = cell.rect;
    return nearest;
}

/// What is in sight of the board: beyond it nobody would find the thing again.
Rect landing_ground(const Board& board, Vec2 from) {
    const Rect seen = board.view.seen(), all = united(board.layout.bounds, Rect{from, {1, 1}});
    const Rect both{{std::max(seen.left(), all.left()), std::max(seen.top(), all.top())}, {}};
    const Vec2 end{std::min(seen.right(), all.right()), std::min(seen.bottom(), all.bottom())};
    return end.x > both.at.x && end.y > both.at.y ? Rect{both.at, end - both.at} : Rect{from, {}};
}

} // namespace

void follow(Track& track, Vec2 at_px, double time_s) {
    constexpr double apart_s = 0.004;
    track.now_s = time_s;
    if (track.count > 0 && time_s - track.samples[track.count - 1].time_s < apart_s) {
        track.samples[track.count - 1].at_px = at_px;
        return;
    }
    if (track.count == track.samples.size()) {
        std::ranges::move(track.samples.begin() + 1, track.samples.end(), track.samples.begin());
        --track.count;
    }
    track.samples[track.count++] = {at_px, time_s};
}

Vec2 flight(const Grip& grip, Vec2 middle, bool to_a_cell) {
    if (grip.hand.source != Source::touch || grip.hand.second || grip.board.with.alt) return {};
    const Board& board = grip.board;
    const Vec2 speed = speed_px_s(grip.hand.track);
    if (length(speed) < grip.px(flick_px_s)) return {};
    const Vec2 way_px = speed * flight_s;
    const Vec2 way = way_px * std::min(1.0f, grip.px(farthest_px) / length(way_px)) / board.view.zoom;
    const Vec2 goal = middle + way;
    if (!to_a_cell) return brought_into(goal, landing_ground(board, middle)) - middle;
    Rect ground = nearest_ground(board.layout, goal);
    if (const CellBox* from = cell_under(board.layout, middle); from && from->rect == ground) {
        const CellBox* const next = next_cell(board.layout, *from, way);
        if (!next) return {};
        ground = next->rect;
    }
    if (ground.empty()) return {};
    return brought_into(goal, ground.grown(-std::min({1.0f, ground.size.x / 2, ground.size.y / 2}))) - middle;
}

} // namespace waymark
