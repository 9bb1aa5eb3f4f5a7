#include "app/tools.hpp"

#include <algorithm>
#include <cmath>

/// Stages: dragged by the header to another place, made wider or narrower at the header's right border.
namespace waymark {
namespace {

const StageBox* stage_box(const Layout& layout, Id stage) {
    for (const StageBox& box : layout.stages)
        if (box.stage == stage) return &box;
    return nullptr;
}

/// How many of the other stages have their middle left of the held one's leading border; so the neighbours
/// make room as soon as they are half covered, whichever is the wider.
std::size_t stage_index_at(const Layout& layout, Id stage, const Rect& held, float by) {
    std::size_t index = 0;
    for (const StageBox& other : layout.stages) {
        if (other.stage == stage) continue;
        const float leading = by > 0 ? held.right() : held.left();
        if (other.header.center().x < leading) ++index;
    }
    return index;
}

} // namespace

std::optional<Edit> edit_of(const MovingStage& moving, const Grip& grip) {
    const StageBox* box = stage_box(grip.board.layout, moving.stage);
    if (!box) return std::nullopt;
    const float by = grip.world().x - moving.from_x;
    Rect held = box->header;
    held.at.x += by;
    return MoveStage{moving.stage, stage_index_at(grip.board.layout, moving.stage, held, by)};
}

void show(const MovingStage& moving, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    const StageBox* box = stage_box(grip.board.layout, moving.stage);
    if (!box) return;
    const float by = grip.world().x - moving.from_x;
    picture.held.push_back(moving.stage);
    picture.held_at.set(moving.stage, box->sheet.at + Vec2{by, 0});
    // A frame the size of the column goes with the finger, while the columns show where it would lie.
    const Rect frame = grip.board.view.to_screen(Rect{box->sheet.at + Vec2{by, 0}, box->sheet.size});
    Placed column;
    column.drawing = Drawing{{Box{.rect = {{}, frame.size},
                                  .radius = 20 * grip.board.view.zoom,
                                  .fill = theme.accent.with_alpha(0.08f),
                                  .border = theme.accent,
                                  .border_width = grip.px(2)}}};
    column.at = frame.at;
    picture.over.push_back(std::move(column));
    picture.cursor = Effects::Cursor::grab;
    picture.hint = "Drop the stage between two others";
}

HandState sizing_stage(Id stage, const Pressing& pressing, const Grip& grip) {
    const StageBox* box = stage_box(grip.board.layout, stage);
    if (!box) return pressing;
    return SizingStage{stage, pressing.from.x, box->sheet.size.x};
}

std::optional<Edit> edit_of(const SizingStage& sizing, const Grip& grip) {
    const float width =
        std::clamp(sizing.width + grip.world().x - sizing.from_x, least_stage_width, greatest_stage_width);
    return ResizeStage{sizing.stage, width};
}

} // namespace waymark
