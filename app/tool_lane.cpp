#include "app/tools.hpp"

#include <algorithm>

/// Lanes: dragged by the tab to another place, made taller or lower at the tab's lower border.
namespace waymark {
namespace {

constexpr float least_lane_height = 64, greatest_lane_height = 8000;

const LaneBox* lane_box(const Layout& layout, Id lane) {
    for (const LaneBox& box : layout.lanes)
        if (box.lane == lane) return &box;
    return nullptr;
}

/// As for stages: the neighbours make room when their middle is passed.
std::size_t lane_index_at(const Layout& layout, Id lane, const Rect& held, float by) {
    std::size_t index = 0;
    for (const LaneBox& other : layout.lanes) {
        if (other.lane == lane) continue;
        const float leading = by > 0 ? held.bottom() : held.top();
        if (other.row.center().y < leading) ++index;
    }
    return index;
}

} // namespace

std::optional<Edit> edit_of(const MovingLane& moving, const Grip& grip) {
    const LaneBox* box = lane_box(grip.board.layout, moving.lane);
    if (!box) return std::nullopt;
    const float by = grip.world().y - moving.from_y;
    Rect held = box->row;
    held.at.y += by;
    return MoveLane{moving.lane, lane_index_at(grip.board.layout, moving.lane, held, by)};
}

void show(const MovingLane& moving, const Grip& grip, const Theme& theme, HandsPicture& picture) {
    const LaneBox* box = lane_box(grip.board.layout, moving.lane);
    if (!box) return;
    const float by = grip.world().y - moving.from_y;
    picture.held.push_back(moving.lane);
    picture.held_at.set(moving.lane, box->tab.at + Vec2{0, by});
    const Rect whole = united(box->tab, box->row);
    const Rect frame = grip.board.view.to_screen(Rect{whole.at + Vec2{0, by}, whole.size});
    Placed row;
    row.drawing = Drawing{{Box{.rect = {{}, frame.size},
                               .radius = 12 * grip.board.view.zoom,
                               .fill = theme.accent.with_alpha(0.08f),
                               .border = theme.accent,
                               .border_width = grip.px(2)}}};
    row.at = frame.at;
    picture.over.push_back(std::move(row));
    picture.cursor = Effects::Cursor::grab;
    picture.hint = "Drop the lane between two others";
}

HandState sizing_lane(Id lane, const Pressing& pressing, const Grip& grip) {
    const LaneBox* box = lane_box(grip.board.layout, lane);
    if (!box) return pressing;
    return SizingLane{lane, pressing.from.y, box->row.size.y};
}

std::optional<Edit> edit_of(const SizingLane& sizing, const Grip& grip) {
    const float height =
        std::clamp(sizing.height + grip.world().y - sizing.from_y, least_lane_height, greatest_lane_height);
    return ResizeLane{sizing.lane, height};
}

} // namespace waymark
