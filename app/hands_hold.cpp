#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// Who holds what, and what a press would be on.
namespace waymark {

Id thing_of(const Hit& hit) {
    return match(
        hit, [](const HitNote& it) { return it.note; }, [](const HitPicture& it) { return it.picture; },
        [](const HitInk& it) { return it.ink; }, [](const HitConnector& it) { return it.connector; },
        [](const HitCurvePoint& it) { return it.curve; }, [](const HitCurve& it) { return it.curve; },
        [](const HitMoment& it) { return it.moment; }, [](const HitStageHeader& it) { return it.stage; },
        [](const HitStageBorder& it) { return it.stage; }, [](const HitLaneTab& it) { return it.lane; },
        [](const HitLaneBorder& it) { return it.lane; }, [](const auto&) { return Id::none; });
}

bool is_ground(const Hit& hit) {
    return std::holds_alternative<HitNothing>(hit) || std::holds_alternative<HitCell>(hit) ||
           std::holds_alternative<HitEmotion>(hit) || std::holds_alternative<HitParking>(hit) ||
           std::holds_alternative<HitCurve>(hit) || std::holds_alternative<HitConnector>(hit);
}

bool takes(Tool tool, const Hit& hit) {
    const bool on_curve = std::holds_alternative<HitEmotion>(hit) || std::holds_alternative<HitCurve>(hit) ||
                          std::holds_alternative<HitCurvePoint>(hit);
    switch (tool) {
    case Tool::note:
        return is_ground(hit) || std::holds_alternative<HitPicture>(hit) ||
               std::holds_alternative<HitInk>(hit);
    case Tool::curve: return on_curve || std::holds_alternative<HitMoment>(hit);
    case Tool::moment: return on_curve || std::holds_alternative<HitNote>(hit);
    case Tool::pen:
    case Tool::eraser: return true;
    case Tool::connector: return connectable(hit) != Id::none;
    case Tool::hand:
    case Tool::select:
    case Tool::picture: return false;
    }
    return false;
}

std::vector<Id> held_by(const Hand& hand) {
    using Ids = std::vector<Id>;
    return match(
        hand.state,
        [&](const Pressing& it) -> Ids {
            // Strokes begin at a thing without holding it, and several hands may hold points of one curve.
            const bool on_curve = std::holds_alternative<HitCurvePoint>(it.what);
            if (is_ground(it.what) || on_curve || takes(hand.tool, it.what)) return {};
            return {thing_of(it.what)};
        },
        [&](const Choosing& it) -> Ids {
            if (!it.pressing || is_ground(it.pressing->what)) return {};
            return {thing_of(it.pressing->what)};
        },
        [](const MovingNotes& it) -> Ids {
            Ids held = it.notes;
            held.insert(held.end(), it.others.begin(), it.others.end());
            return held;
        },
        [](const MovingThings& it) -> Ids { return it.things; },
        [](const Turning& it) -> Ids { return {it.thing}; },
        [](const MovingMoment& it) -> Ids { return it.is_new ? Ids{} : Ids{it.moment}; },
        [](const MovingStage& it) -> Ids { return {it.stage}; },
        [](const SizingStage& it) -> Ids { return {it.stage}; },
        [](const MovingLane& it) -> Ids { return {it.lane}; },
        [](const SizingLane& it) -> Ids { return {it.lane}; }, [](const auto&) -> Ids { return {}; });
}

bool is_held(const Hands& hands, Id thing, const Hand* besides) {
    return std::ranges::any_of(hands.hands, [&](const Hand& hand) {
        if (&hand == besides) return false;
        const std::vector<Id> held = held_by(hand);
        return std::ranges::find(held, thing) != held.end();
    });
}

bool others_are_busy(const Grip& grip) {
    return std::ranges::any_of(grip.hands.hands, [&](const Hand& hand) {
        if (&hand == &grip.hand || std::holds_alternative<Panning>(hand.state) ||
            std::holds_alternative<Pinching>(hand.state) || std::holds_alternative<Marquee>(hand.state) ||
            std::holds_alternative<Swiping>(hand.state) || std::holds_alternative<UsingToolbox>(hand.state) ||
            std::holds_alternative<Keying>(hand.state) || std::holds_alternative<Carrying>(hand.state))
            return false;
        const bool undecided =
            std::holds_alternative<Pressing>(hand.state) || std::holds_alternative<Choosing>(hand.state);
        return !undecided || !held_by(hand).empty();
    });
}

std::uint64_t ids_wanted(const Grip& grip) {
    return match(
        grip.hand.state, [&](const MovingNotes& it) { return copies_wanted(it, grip); },
        [&](const MovingThings& it) { return copies_wanted(it, grip); },
        [](const Placing&) -> std::uint64_t { return 1; },
        [](const Stroking& it) -> std::uint64_t { return it.curve == Id::none ? 1 : 0; },
        [](const Inking&) -> std::uint64_t { return 1; },
        [](const MovingMoment& it) -> std::uint64_t { return it.is_new ? 1 : 0; },
        [](const Connecting&) -> std::uint64_t { return 1; },
        [](const Choosing&) -> std::uint64_t { return 1; },
        [](const Pinching&) -> std::uint64_t { return 1; },
        [](const UsingToolbox&) -> std::uint64_t { return 1; },
        [](const auto&) -> std::uint64_t { return 0; });
}

float reach_px(Source source, float ui_scale) {
    const float reach = source == Source::touch ? 18.0f : source == Source::pen ? 8.0f : 6.0f;
    return reach * ui_scale;
}

const Picture* find_picture(const Journey& journey, Id id) {
    for (const auto& picture : journey.pictures)
        if (picture->id == id) return picture.get();
    return nullptr;
}

const Ink* find_ink(const Journey& journey, Id id) {
    for (const Shared<Ink>& ink : journey.ink)
        if (ink->id == id) return ink.get();
    return nullptr;
}

Vec2 turned(Vec2 v, float angle) {
    const float c = std::cos(angle), s = std::sin(angle);
    return {v.x * c - v.y * s, v.x * s + v.y * c};
}

float distance_to_way(Vec2 point, Vec2 from, Vec2 to) {
    const Vec2 way = to - from;
    const float square = way.x * way.x + way.y * way.y;
    const float t =
        square > 0
            ? std::clamp(((point.x - from.x) * way.x + (point.y - from.y) * way.y) / square, 0.0f, 1.0f)
            : 0;
    return distance(point, from + way * t);
}

Edit several(std::vector<Edit> edits, const char* label) {
    if (edits.size() == 1) return std::move(edits.front());
    return Several{std::move(edits), label};
}

} // namespace waymark
