#include "app/keyboard_acts.hpp"

#include <algorithm>

/// Stages and lanes by keys: moved, resized, added.
namespace waymark {
namespace {

constexpr float size_step = 40;

bool is_focus(const Pressed& pressed) { return pressed.focus.shown && !pressed.key.with.control; }

void add_stage(const Pressed& pressed, std::size_t index) {
    Stage stage;
    stage.id = pressed.board.next_id;
    stage.title = "New stage";
    stage.phase = pressed.board.journey.stages[index]->phase;
    pressed.ask.intend(Commit{AddStage{stage, index + 1}, std::nullopt});
    pressed.ask.intend(FocusOn{.thing = stage.id, .stage = stage.id});
    pressed.ask.intend(Write{stage.id, true});
}

void add_lane(const Pressed& pressed, std::size_t index) {
    Lane lane;
    lane.id = pressed.board.next_id;
    lane.title = "New lane";
    lane.backstage = pressed.board.journey.lanes[index]->backstage;
    pressed.ask.intend(Commit{AddLane{lane, index + 1}, std::nullopt});
    pressed.ask.intend(FocusOn{.thing = lane.id, .lane = lane.id});
    pressed.ask.intend(Write{lane.id, true});
}

void commit(const Pressed& pressed, Edit edit) {
    pressed.ask.intend(Commit{std::move(edit), std::nullopt});
    pressed.ask.intend(shown(pressed.focus));
}

} // namespace

bool press_on_stage(const Pressed& pressed) {
    const std::optional<std::size_t> index = stage_index(pressed.board.journey, pressed.focus.thing);
    if (!index || !is_focus(pressed)) return false;
    if (pressed.key.key == Key::insert && pressed.plain()) {
        add_stage(pressed, *index);
        return true;
    }
    const std::optional<Vec2> towards = direction(pressed.key.key);
    if (!towards || towards->x == 0 || !pressed.key.with.alt) return false;
    if (pressed.key.with.shift) {
        const auto box =
            std::ranges::find(pressed.board.layout.stages, pressed.focus.thing, &StageBox::stage);
        if (box == pressed.board.layout.stages.end()) return false;
        const float width =
            std::clamp(box->sheet.size.x + towards->x * size_step, least_stage_width, greatest_stage_width);
        commit(pressed, ResizeStage{pressed.focus.thing, width});
        return true;
    }
    if (towards->x < 0 && *index == 0) return true;
    commit(pressed, MoveStage{pressed.focus.thing, towards->x > 0 ? *index + 1 : *index - 1});
    return true;
}

bool press_on_lane(const Pressed& pressed) {
    const auto& lanes = pressed.board.layout.lanes;
    const auto box = std::ranges::find(lanes, pressed.focus.thing, &LaneBox::lane);
    if (box == lanes.end() || !is_focus(pressed)) return false;
    const auto index = static_cast<std::size_t>(box - lanes.begin());
    if (pressed.key.key == Key::insert && pressed.plain()) {
        add_lane(pressed, index);
        return true;
    }
    const std::optional<Vec2> towards = direction(pressed.key.key);
    if (!towards || towards->y == 0 || !pressed.key.with.alt) return false;
    if (pressed.key.with.shift) {
        commit(pressed, ResizeLane{pressed.focus.thing, box->row.size.y + towards->y * size_step});
        return true;
    }
    if (towards->y < 0 && index == 0) return true;
    commit(pressed, MoveLane{pressed.focus.thing, towards->y > 0 ? index + 1 : index - 1});
    return true;
}

} // namespace waymark
