#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// A second contact on the thing one hand holds turns and scales it: free notes and pictures.
namespace waymark {
namespace {

constexpr float least_note_scale = 0.25f, greatest_note_scale = 8, least_picture_side = 24;

/// The one thing the hand holds, if two contacts can turn it.
Id single_thing(const Hand& hand) {
    if (const auto* pressing = std::get_if<Pressing>(&hand.state)) return thing_of(pressing->what);
    if (const auto* choosing = std::get_if<Choosing>(&hand.state))
        return choosing->pressing ? thing_of(choosing->pressing->what) : Id::none;
    if (const auto* notes = std::get_if<MovingNotes>(&hand.state))
        return notes->notes.size() == 1 && notes->others.empty() ? notes->grabbed : Id::none;
    if (const auto* things = std::get_if<MovingThings>(&hand.state))
        return things->things.size() == 1 ? things->things.front() : Id::none;
    return Id::none;
}

/// How far the hand has carried it already.
Vec2 carried(const Grip& grip) {
    if (const auto* notes = std::get_if<MovingNotes>(&grip.hand.state)) {
        const NoteBox* const box = find_box(grip.board.layout, notes->grabbed);
        return grip.world() - notes->from + (box ? notes->grabbed_at - box->rect.at : Vec2{});
    }
    if (const auto* things = std::get_if<MovingThings>(&grip.hand.state)) return grip.world() - things->from;
    return {};
}

/// Whether the note would lie free if it were let go: in a cell notes lie straight and in one size.
bool lies_free(const NoteBox& box, const Grip& grip) {
    if (!std::holds_alternative<MovingNotes>(grip.hand.state))
        return std::holds_alternative<Free>(box.note->place);
    const Vec2 middle = box.rect.center() + carried(grip);
    return std::holds_alternative<Free>(drop_place(grip.board.layout, middle, {box.note->id}).place);
}

/// From where both contacts were to where they are.
struct Turn {
    float factor = 1, angle = 0;
    Rect rect;
};
Turn turn_of(const Turning& turning, const Grip& grip, float least, float greatest) {
    const Vec2 was = turning.second - turning.first, is = grip.second_world() - grip.world();
    Turn turn;
    if (length(was) > 0 && length(is) > 0) {
        turn.factor = std::clamp(length(is) / length(was), least, greatest);
        turn.angle = std::atan2(is.y, is.x) - std::atan2(was.y, was.x);
    }
    const Vec2 middle =
        grip.world() + turned(turning.rect.center() - turning.first, turn.angle) * turn.factor;
    const Vec2 size = turning.rect.size * turn.factor;
    turn.rect = {middle - size * 0.5f, size};
    return turn;
}

} // namespace

std::optional<Turning> turning(const Grip& grip, Vec2 at_px) {
    const Id thing = single_thing(grip.hand);
    const Vec2 second = grip.board.view.to_world(at_px);
    const auto started = [&](Rect rect, float scale, float angle, float seen) -> std::optional<Turning> {
        rect.at = rect.at + carried(grip);
        const Vec2 inside = rect.center() + turned(second - rect.center(), -seen);
        if (!rect.contains(inside)) return std::nullopt;
        return Turning{thing, grip.world(), second, rect, scale, angle};
    };
    if (const NoteBox* box = find_box(grip.board.layout, thing))
        return lies_free(*box, grip)
                   ? started(free_rect(*box), box->note->scale, box->note->angle, box->angle)
                   : std::nullopt;
    if (const Picture* picture = find_picture(grip.board.journey, thing))
        return started(picture->frame, 1, picture->angle, picture->angle);
    return std::nullopt;
}

std::optional<Edit> edit_of(const Turning& turning, const Grip& grip) {
    if (const NoteBox* box = find_box(grip.board.layout, turning.thing)) {
        const Turn turn =
            turn_of(turning, grip, least_note_scale / turning.scale, greatest_note_scale / turning.scale);
        return MoveNotes{
            {{box->note->id, Free{turn.rect.at}, turning.scale * turn.factor, turning.angle + turn.angle}},
            Id::none};
    }
    if (const Picture* picture = find_picture(grip.board.journey, turning.thing)) {
        const float least =
            least_picture_side / std::max(1.0f, std::min(turning.rect.size.x, turning.rect.size.y));
        const Turn turn = turn_of(turning, grip, std::min(1.0f, least), 100);
        Picture put = *picture;
        put.frame = turn.rect;
        put.angle = turning.angle + turn.angle;
        return PutPicture{std::move(put)};
    }
    return std::nullopt;
}

void show(const Turning& turning, const Grip&, const Theme&, HandsPicture& picture) {
    picture.held.push_back(turning.thing);
    picture.cursor = Effects::Cursor::move;
    picture.hint = "Two fingers turn and resize it";
}

} // namespace waymark
