#include "render/layout.hpp"

#include "tests/render/boards.hpp"

#include <gtest/gtest.h>
#include <cmath>

namespace waymark {
namespace {

bool inside(const Rect& inner, const Rect& outer) {
    return inner.left() >= outer.left() - 0.01f && inner.top() >= outer.top() - 0.01f &&
           inner.right() <= outer.right() + 0.01f && inner.bottom() <= outer.bottom() + 0.01f;
}

TEST(layout, stages_lie_where_the_curve_is_computed) {
    for (const TemplateName& name : template_names()) {
        const Board board{name.name};
        ASSERT_EQ(board.layout.stages.size(), board.layout.spans.size());
        for (std::size_t i = 0; i < board.layout.stages.size(); ++i) {
            EXPECT_EQ(board.layout.stages[i].header.left(), board.layout.spans[i].left);
            EXPECT_EQ(board.layout.stages[i].sheet.right(), board.layout.spans[i].right);
        }
    }
}

TEST(layout, a_fresh_stage_holds_two_notes_abreast) {
    Board board{"five-stages"};
    const std::size_t lane = board.lane_of(LaneKind::actions);
    const Id first = board.add(board.cell(0, lane), "one"), second = board.add(board.cell(0, lane), "two"),
             third = board.add(board.cell(0, lane), "three");
    const Rect a = find_box(board.layout, first)->rect, b = find_box(board.layout, second)->rect,
               c = find_box(board.layout, third)->rect;
    EXPECT_EQ(a.top(), b.top());
    EXPECT_EQ(b.left(), a.right() + note_gap);
    EXPECT_EQ(c.left(), a.left());
    EXPECT_EQ(c.top(), a.bottom() + note_gap);
}

TEST(layout, no_two_notes_in_cells_overlap_and_each_lies_inside_its_cell) {
    for (const TemplateName& name : template_names()) {
        const Board board{name.name};
        for (const CellBox& cell : board.layout.cells)
            for (const Id id : *cell.notes)
                EXPECT_TRUE(inside(find_box(board.layout, id)->rect, cell.rect)) << name.name;
        for (std::size_t i = 0; i < board.layout.notes.size(); ++i)
            for (std::size_t k = i + 1; k < board.layout.notes.size(); ++k)
                EXPECT_FALSE(board.layout.notes[i].rect.touches(board.layout.notes[k].rect)) << name.name;
    }
}

TEST(layout, cells_lanes_headers_and_parking_never_overlap) {
    for (const TemplateName& name : template_names()) {
        const Layout layout = Board{name.name}.layout;
        std::vector<Rect> boxes;
        for (const CellBox& cell : layout.cells) boxes.push_back(cell.rect);
        for (const LaneBox& lane : layout.lanes) boxes.push_back(lane.tab);
        for (const StageBox& stage : layout.stages) boxes.push_back(stage.header);
        boxes.push_back(layout.parking);
        if (!layout.peak_end.empty()) boxes.push_back(layout.peak_end);
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t k = i + 1; k < boxes.size(); ++k)
                EXPECT_FALSE(boxes[i].touches(boxes[k])) << name.name << i << " " << k;
    }
}

TEST(layout, every_row_is_as_high_as_its_fullest_cell) {
    Board board{"five-stages"};
    const std::size_t lane = board.lane_of(LaneKind::actions);
    const float fresh = board.layout.lanes[lane].row.size.y;
    EXPECT_EQ(fresh, note_size + 2 * note_gap);
    for (int i = 0; i < 5; ++i) board.add(board.cell(2, lane), "note");
    EXPECT_EQ(board.layout.lanes[lane].row.size.y, 3 * note_size + 4 * note_gap);
    for (std::size_t stage = 0; stage < board.journey.stages.size(); ++stage)
        EXPECT_EQ(board.cell_box(stage, lane).rect.size.y, board.layout.lanes[lane].row.size.y);
    EXPECT_EQ(board.layout.lanes[lane + 1].row.top(), board.layout.lanes[lane].row.bottom());
}

TEST(layout, the_emotion_lane_is_the_tallest_and_its_scale_goes_both_ways) {
    const Board board{"blank"};
    ASSERT_TRUE(board.layout.emotion);
    EXPECT_EQ(board.layout.emotion->rect.size.y, emotion_lane_height);
    for (const float score : {-5.0f, -2.5f, 0.0f, 3.0f, 5.0f})
        EXPECT_NEAR(board.layout.emotion->score_at(board.layout.emotion->y_of(score)), score, 1e-3f);
    EXPECT_LT(board.layout.emotion->y_of(5), board.layout.emotion->y_of(-5));
    EXPECT_EQ(board.layout.emotion->score_at(-1e6f), highest_score);
    EXPECT_EQ(board.layout.emotion->score_at(1e6f), lowest_score);
}

TEST(layout, a_text_that_does_not_fit_makes_its_note_and_its_row_grow) {
    Board board{"five-stages"};
    const std::size_t lane = board.lane_of(LaneKind::actions);
    std::string words;
    for (int i = 0; i < 60; ++i) words += "many words ";
    const Id id = board.add(board.cell(1, lane), words);
    const NoteBox& box = *find_box(board.layout, id);
    EXPECT_GT(box.rect.size.y, note_size);
    EXPECT_EQ(box.text->size, 10);
    EXPECT_EQ(board.layout.lanes[lane].row.size.y, box.rect.size.y + 2 * note_gap);
}

TEST(layout, every_text_lies_inside_its_note) {
    for (const TemplateName& name : template_names())
        for (const NoteBox& box : Board{name.name}.layout.notes) {
            const Vec2 size = box.rect.size / box.scale;
            EXPECT_LE(note_text_inset + box.text->box.y + note_foot, size.y + 0.01f) << box.note->text;
            for (const TextLine& line : box.text->lines)
                EXPECT_LE(line.left + line.width, size.x - 2 * note_text_inset + 0.5f) << box.note->text;
        }
}

TEST(layout, parked_notes_wait_on_their_own_sheet_under_the_map) {
    Board board;
    const Id id = board.add(Parked{}, "later");
    EXPECT_TRUE(inside(find_box(board.layout, id)->rect, board.layout.parking));
    EXPECT_EQ(board.layout.parking.top(), board.layout.map.bottom() + parking_gap);
}

TEST(layout, notes_of_a_deleted_stage_are_seen_in_the_parking_lot) {
    Board board;
    const Id id = board.cell_box(0, 0).notes->ids.front();
    board.edit(RemoveStage{board.journey.stages[0]->id});
    ASSERT_NE(find_box(board.layout, id), nullptr);
    EXPECT_TRUE(inside(find_box(board.layout, id)->rect, board.layout.parking));
}

TEST(layout, free_notes_lie_where_they_were_put_scaled) {
    Board board;
    Note note;
    note.id = board.next();
    note.place = Free{{-900, 50}};
    note.text = "free";
    note.scale = 2;
    note.angle = 0.5f;
    board.edit(AddNotes{{note}, Id::none});
    const NoteBox& box = *find_box(board.layout, note.id);
    EXPECT_EQ(box.rect.at, (Vec2{-900, 50}));
    EXPECT_EQ(box.rect.size, (Vec2{2 * note_size, 2 * note_size}));
    EXPECT_EQ(box.angle, 0.5f);
    EXPECT_TRUE(inside(*box_of(board.layout, note.id), board.layout.bounds));
}

TEST(layout, the_line_of_visibility_lies_between_front_and_backstage) {
    const Board board;
    ASSERT_TRUE(board.layout.visibility_y);
    for (std::size_t i = 0; i < board.journey.lanes.size(); ++i) {
        if (board.journey.lanes[i]->backstage)
            EXPECT_GT(board.layout.lanes[i].row.top(), *board.layout.visibility_y);
        else
            EXPECT_LT(board.layout.lanes[i].row.bottom(), *board.layout.visibility_y);
    }
    EXPECT_FALSE(Board{"blank"}.layout.visibility_y);
}

TEST(layout, a_curve_is_drawn_through_its_points_and_never_beyond_them) {
    const Board board{"machine-repair"};
    ASSERT_FALSE(board.layout.curves.empty());
    for (const CurveBox& curve : board.layout.curves) {
        ASSERT_GE(curve.points.size(), 2u);
        EXPECT_EQ(curve.line.front(), curve.points.front());
        std::size_t next = 0;
        for (const Vec2 at : curve.line) {
            if (next + 1 < curve.points.size() && at.x >= curve.points[next + 1].x) ++next;
            const float low =
                std::min(curve.points[next].y, curve.points[std::min(next + 1, curve.points.size() - 1)].y);
            const float high =
                std::max(curve.points[next].y, curve.points[std::min(next + 1, curve.points.size() - 1)].y);
            EXPECT_GE(at.y, low - 0.05f);
            EXPECT_LE(at.y, high + 0.05f);
        }
        EXPECT_NEAR(curve.line.back().y, curve.points.back().y, 0.01f);
    }
}

TEST(layout, personas_have_different_line_styles_and_share_them_with_their_expectation) {
    const Board board{"machine-repair"};
    std::vector<std::size_t> styles;
    for (const CurveBox& curve : board.layout.curves) {
        if (curve.kind == CurveKind::emotion) styles.push_back(curve.style);
        for (const CurveBox& other : board.layout.curves)
            if (other.persona == curve.persona) {
                EXPECT_EQ(other.style, curve.style);
            }
    }
    EXPECT_EQ(styles, (std::vector<std::size_t>{0, 1}));
}

TEST(layout, stars_ride_on_their_curve_and_flags_do_not_cover_each_other) {
    for (const TemplateName& name : template_names()) {
        const Board board{name.name};
        for (std::size_t i = 0; i < board.layout.moments.size(); ++i) {
            const MomentBox& box = board.layout.moments[i];
            const MagicMoment& moment = *find_moment(board.journey, box.moment);
            const Curve* curve = find_curve(board.journey, moment.curve);
            if (curve) {
                const float score = function(*curve, board.layout.spans).at(box.at.x);
                EXPECT_NEAR(box.at.y, board.layout.emotion->y_of(score), 0.01f);
            }
            for (std::size_t k = i + 1; k < board.layout.moments.size(); ++k)
                EXPECT_FALSE(box.flag.touches(board.layout.moments[k].flag)) << name.name;
        }
    }
}

TEST(layout, texts_of_unchanged_notes_are_the_same_value_again) {
    Board board;
    const Layout before = board.layout;
    const Id moved = board.cell_box(0, 0).notes->ids.front();
    board.edit(MoveNotes{{{moved, board.cell(3, 2), 1, 0}}, Id::none});
    board.edit(SetColour{{moved}, NoteColour::violet});
    for (const NoteBox& box : board.layout.notes)
        EXPECT_TRUE(box.text.same(find_box(before, box.note->id)->text)) << box.note->text;
    const Id changed = board.cell_box(1, 0).notes->ids.front();
    board.edit(SetText{changed, "something else"});
    EXPECT_FALSE(find_box(board.layout, changed)->text.same(find_box(before, changed)->text));
}

TEST(layout, another_language_sets_the_texts_anew) {
    Board board;
    const Layout other = laid_out(board.journey, "zh-Hans", Board::text(), &board.layout);
    EXPECT_FALSE(other.notes.front().text.same(board.layout.notes.front().text));
}

TEST(layout, reusing_the_layout_before_gives_the_same_as_starting_anew) {
    Board board;
    for (int i = 0; i < 30; ++i)
        board.add(board.cell(static_cast<std::size_t>(i) % 7, static_cast<std::size_t>(i) % 3),
                  "note " + std::to_string(i));
    const Layout anew = laid_out(board.journey, board.session.language, Board::text());
    ASSERT_EQ(anew.notes.size(), board.layout.notes.size());
    for (std::size_t i = 0; i < anew.notes.size(); ++i) {
        EXPECT_EQ(anew.notes[i].rect, board.layout.notes[i].rect);
        EXPECT_EQ(anew.notes[i].text->size, board.layout.notes[i].text->size);
    }
    EXPECT_EQ(anew.bounds, board.layout.bounds);
    EXPECT_NE(anew.number, board.layout.number);
}

TEST(layout, a_journey_without_stages_or_lanes_still_has_a_layout) {
    const Layout layout = laid_out(Journey{}, "en", Board::text());
    EXPECT_FALSE(layout.bounds.empty());
    EXPECT_FALSE(layout.parking.empty());
    EXPECT_FALSE(layout.emotion);
}

TEST(layout, connectors_run_from_edge_to_edge_and_go_with_their_ends) {
    Board board;
    const Id from = board.cell_box(0, 0).notes->ids.front(), to = board.cell_box(4, 1).notes->ids.front();
    Connector connector;
    connector.id = board.next();
    connector.from = from;
    connector.to = to;
    board.edit(PutConnector{connector});
    ASSERT_EQ(board.layout.connectors.size(), 1u);
    const std::vector<Vec2>& line = board.layout.connectors.front().line;
    const auto on_edge = [](Vec2 at, const Rect& rect) {
        return rect.grown(0.1f).contains(at) && !rect.grown(-0.1f).contains(at);
    };
    EXPECT_TRUE(on_edge(line.front(), find_box(board.layout, from)->rect));
    EXPECT_TRUE(on_edge(line.back(), find_box(board.layout, to)->rect));
}

TEST(layout, the_box_of_anything_on_the_board_is_found) {
    const Board board;
    for (const StageBox& stage : board.layout.stages) EXPECT_TRUE(box_of(board.layout, stage.stage));
    for (const LaneBox& lane : board.layout.lanes) EXPECT_TRUE(box_of(board.layout, lane.lane));
    for (const CurveBox& curve : board.layout.curves) EXPECT_TRUE(box_of(board.layout, curve.curve));
    for (const MomentBox& moment : board.layout.moments) EXPECT_TRUE(box_of(board.layout, moment.moment));
    EXPECT_FALSE(box_of(board.layout, Id{999999}));
}

} // namespace
} // namespace waymark
