#include "app/tools.hpp"

#include <algorithm>

/// An arrow from one thing to another.
namespace waymark {
namespace {

constexpr float arrow_px = 2, head_px = 12;

/// The thing under the contact, if the connector may end there.
Id target(const Connecting& connecting, const Grip& grip) {
    const Id to = connectable(hit(grip.board.layout, grip.board.view, grip.hand.at_px,
                                  reach_px(grip.hand.source, grip.board.ui_scale)));
    return to == connecting.from ? Id::none : to;
}

/// Where the way from the box's middle to `to` leaves the box.
Vec2 leaving(const Rect& box, Vec2 to) {
    const Vec2 way = to - box.center();
    const float x = way.x == 0 ? 1e9f : box.size.x / 2 / std::abs(way.x),
                y = way.y == 0 ? 1e9f : box.size.y / 2 / std::abs(way.y);
    return box.center() + way * std::min({x, y, 1.0f});
}

} // namespace

Id connectable(const Hit& hit) {
    return match(
        hit, [](const HitNote& it) { return it.note; }, [](const HitPicture& it) { return it.picture; },
        [](const HitMoment& it) { return it.moment; }, [](const HitStageHeader& it) { return it.stage; },
        [](const auto&) { return Id::none; });
}

std::optional<Edit> edit_of(const Connecting& connecting, const Grip& grip) {
    const Id to = target(connecting, grip);
    if (to == Id::none) return std::nullopt;
    for (const auto& old : grip.board.journey.connectors) // there already
        if (old->from == connecting.from && old->to == to) return std::nullopt;
    return PutConnector{Connector{grip.fresh, connecting.from, to, {}}};
}

void show(const Connecting& connecting, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    picture.cursor = Effects::Cursor::cross;
    picture.hint = "Let go on another note, picture, stage or magic moment";
    const Id to = target(connecting, grip);
    if (to != Id::none) { // the preview draws it as it will be
        if (const std::optional<Rect> box = box_of(grip.board.layout, to)) picture.glows.push_back(*box);
        return;
    }
    const std::optional<Rect> box = box_of(grip.board.layout, connecting.from);
    if (!box) return;
    const Vec2 from = leaving(*box, grip.world()), end = grip.world();
    if (distance(from, end) <= 0) return;
    const float zoom = grip.board.view.zoom;
    picture.over.push_back(ribbon_px(grip.board.view, {from, end}, grip.px(arrow_px), theme.ink));
    const Vec2 along = (end - from) / distance(from, end) * (grip.px(head_px) / zoom);
    const Vec2 across{-along.y, along.x};
    picture.over.push_back(ribbon_px(grip.board.view,
                                     {end - along + across * 0.5f, end, end - along - across * 0.5f},
                                     grip.px(arrow_px), theme.ink));
}

} // namespace waymark
