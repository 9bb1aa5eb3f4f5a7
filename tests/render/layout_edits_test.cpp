#include "tests/render/boards.hpp"
#include "tests/sessions/random_edits.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>

/// A layout made from the one before is the one made anew, whatever was edited in between; and it costs what
/// has changed.
namespace waymark {
namespace {

bool same_text(const TextLayout& a, const TextLayout& b) {
    const auto same_glyph = [](const Glyph& x, const Glyph& y) {
        return x.id == y.id && x.cluster == y.cluster && x.at == y.at && x.advance == y.advance;
    };
    return a.text == b.text && a.size == b.size && a.box == b.box && a.lines.size() == b.lines.size() &&
           std::ranges::equal(a.glyphs, b.glyphs, same_glyph);
}

bool same_notes(const NoteBoxes& a, const NoteBoxes& b) {
    return std::ranges::equal(a, b, [](const NoteBox& x, const NoteBox& y) {
        return x.note == y.note && x.rect == y.rect && x.scale == y.scale && x.angle == y.angle &&
               same_text(*x.text, *y.text);
    });
}

bool same_chunks(const NoteBoxes& a, const NoteBoxes& b) {
    const auto same_part = [](const ChunkCells::Part& x, const ChunkCells::Part& y) {
        return x.cell == y.cell && x.begin == y.begin && x.end == y.end;
    };
    return std::ranges::equal(a.chunks(), b.chunks(), [&](const auto& x, const auto& y) {
        return x->bounds == y->bounds && x->free == y->free && x->lowest == y->lowest &&
               x->highest == y->highest && x->cells->order == y->cells->order &&
               std::ranges::equal(x->cells->parts, y->cells->parts, same_part);
    });
}

bool same_cell_notes(const CellNotes& a, const CellNotes& b) {
    return a.at == b.at && a.width == b.width && a.height == b.height && a.ids == b.ids && a.rects == b.rects;
}

bool same_cells(const Layout& a, const Layout& b) {
    return same_cell_notes(*a.parked, *b.parked) &&
           std::ranges::equal(a.cells, b.cells, [](const CellBox& x, const CellBox& y) {
               return x.stage == y.stage && x.lane == y.lane && x.rect == y.rect &&
                      same_cell_notes(*x.notes, *y.notes);
           });
}

bool same_rows(const Layout& a, const Layout& b) {
    const auto same_stage = [](const StageBox& x, const StageBox& y) {
        return x.stage == y.stage && x.header == y.header && x.sheet == y.sheet && x.notes == y.notes;
    };
    const auto same_lane = [](const LaneBox& x, const LaneBox& y) {
        return x.lane == y.lane && x.kind == y.kind && x.row == y.row && x.tab == y.tab;
    };
    return a.bounds == b.bounds && a.map == b.map && a.parking == b.parking && a.peak_end == b.peak_end &&
           a.visibility_y == b.visibility_y && std::ranges::equal(a.stages, b.stages, same_stage) &&
           std::ranges::equal(a.lanes, b.lanes, same_lane);
}

bool same_loose_things(const Layout& a, const Layout& b) {
    const auto same_moment = [](const MomentBox& x, const MomentBox& y) {
        return x.moment == y.moment && x.at == y.at && x.flag == y.flag && x.hanging == y.hanging &&
               x.words == y.words && same_text(*x.title, *y.title);
    };
    const auto same_picture = [](const PictureBox& x, const PictureBox& y) {
        return x.picture == y.picture && x.rect == y.rect && x.angle == y.angle;
    };
    const auto same_connector = [](const ConnectorBox& x, const ConnectorBox& y) {
        return x.connector == y.connector && x.line == y.line;
    };
    const auto same_ink = [](const InkBox& x, const InkBox& y) { return x.ink == y.ink && x.rect == y.rect; };
    const auto same_curve = [](const CurveBox& x, const CurveBox& y) {
        return x.curve == y.curve && x.style == y.style && x.points == y.points && x.line == y.line;
    };
    return std::ranges::equal(a.moments, b.moments, same_moment) &&
           std::ranges::equal(a.pictures, b.pictures, same_picture) &&
           std::ranges::equal(a.connectors, b.connectors, same_connector) &&
           std::ranges::equal(a.ink, b.ink, same_ink) && std::ranges::equal(a.curves, b.curves, same_curve);
}

void expect_same(const Layout& made, const Layout& anew, const std::string& after) {
    EXPECT_TRUE(same_notes(made.notes, anew.notes)) << after;
    EXPECT_TRUE(same_chunks(made.notes, anew.notes)) << after;
    EXPECT_TRUE(same_cells(made, anew)) << after;
    EXPECT_TRUE(same_rows(made, anew)) << after;
    EXPECT_TRUE(same_loose_things(made, anew)) << after;
}

Layout laid_anew(const Session& session, const Journey& journey, bool on_table) {
    return laid_out(journey, session.language, Board::text(), nullptr, on_table);
}

/// The rich session with notes enough for several chunks, some in every cell, some free, some waiting.
Session busy_session(std::uint32_t seed) {
    Session session = rich_session();
    Journey journey = *session.journeys.front();
    std::mt19937 random{seed};
    for (int i = 0; i < 220; ++i) {
        Note note;
        note.id = Id{session.next_id++};
        const auto pick = random() % 10;
        if (pick == 0)
            note.place = Free{{static_cast<float>(random() % 3000), static_cast<float>(random() % 2000)}};
        else if (pick > 1)
            note.place = InCell{journey.stages[random() % journey.stages.size()]->id,
                                journey.lanes[random() % journey.lanes.size()]->id};
        note.text = "Note " + std::to_string(random() % 30);
        if (random() % 3 == 0) note.facing = static_cast<Facing>(random() % 4);
        if (random() % 20 == 0)
            for (int word = 0; word < 90; ++word) note.text += " grows";
        journey.notes.push_back(note);
    }
    session.journeys.front() = journey;
    return session;
}

int edits_to_try() {
    const char* const runs = std::getenv("WAYMARK_RUNS");
    return runs ? std::atoi(runs) : 3000;
}

TEST(layout_edits, thousands_of_random_edits_give_what_starting_anew_gives) {
    test::RandomEdits edits{3'141'592};
    std::mt19937 random{2718};
    Session session;
    Layout made;
    std::deque<Session> past;
    std::size_t kept = 0, chunks = 0;
    const int count = edits_to_try();
    for (int i = 0; i < count; ++i) {
        if (i % 120 == 0) session = busy_session(static_cast<std::uint32_t>(i)), past.clear();
        past.push_back(session);
        const Id journey = session.journeys.front()->id;
        const Edit edit = edits.next(session, journey);
        // Now and then back to an earlier state, as undo goes, however far.
        const bool undone = random() % 8 == 0;
        session = undone ? past[random() % past.size()] : edited(session, journey, edit);
        if (session.journeys.empty()) session = past.back();
        const Journey& now = *session.journeys.front();
        const bool on_table = i / 120 % 2 == 1;
        Layout next = laid_out(now, session.language, Board::text(), &made, on_table);
        expect_same(next, laid_anew(session, now, on_table),
                    "after edit " + std::to_string(i) + (undone ? ", undo" : ", " + label(edit)));
        if (::testing::Test::HasFailure()) return;
        for (const auto& chunk : next.notes.chunks()) {
            const auto& before = made.notes.chunks();
            ++chunks;
            kept += std::ranges::any_of(before, [&](const auto& each) { return each.same(chunk); }) ? 1 : 0;
        }
        made = std::move(next);
    }
    EXPECT_GT(kept * 2, chunks) << "most chunks are taken from the layout before";
}

std::size_t chunks_in_common(const Layout& a, const Layout& b) {
    return static_cast<std::size_t>(std::ranges::count_if(a.notes.chunks(), [&](const auto& chunk) {
        return std::ranges::any_of(b.notes.chunks(), [&](const auto& other) { return other.same(chunk); });
    }));
}

std::size_t cells_in_common(const Layout& a, const Layout& b) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(a.cells.size(), b.cells.size()); ++i)
        count += a.cells[i].notes.same(b.cells[i].notes) ? 1 : 0;
    return count;
}

TEST(layout_edits, a_text_that_needs_no_more_room_changes_its_chunk_and_no_cell) {
    Board board{crowded_session(5000)};
    const Layout before = board.layout;
    board.edit(SetText{before.notes[2500].note->id, "Other words"});
    EXPECT_EQ(chunks_in_common(board.layout, before), before.notes.chunks().size() - 1);
    EXPECT_EQ(cells_in_common(board.layout, before), before.cells.size());
}

TEST(layout_edits, a_new_last_note_changes_its_chunk_and_its_cell) {
    Board board{crowded_session(4999)};
    const Layout before = board.layout;
    board.add(board.cell(4, 0), "One more beside the last of its cell");
    EXPECT_GE(chunks_in_common(board.layout, before), before.notes.chunks().size() - 1);
    EXPECT_EQ(cells_in_common(board.layout, before), before.cells.size() - 1);
}

TEST(layout_edits, a_free_note_that_moves_changes_its_chunk) {
    Session session = crowded_session(5000);
    Board board{session};
    const Id id = board.add(Free{{-900, 400}}, "Free");
    const Layout before = board.layout;
    board.edit(MoveNotes{{{id, Free{{-1200, 300}}, 1, 0}}, Id::none});
    EXPECT_EQ(chunks_in_common(board.layout, before), before.notes.chunks().size() - 1);
    EXPECT_EQ(cells_in_common(board.layout, before), before.cells.size());
    const std::vector<MovedNote> moved = moved_notes(before, board.layout);
    ASSERT_EQ(moved.size(), 1u);
    EXPECT_EQ(moved.front().to->note->id, id);
    EXPECT_EQ(moved.front().from->rect.at, (Vec2{-900, 400}));
}

TEST(layout_edits, every_note_is_found_in_whatever_order_it_is_asked_for) {
    Board board{crowded_session(700)};
    std::vector<Id> ids;
    for (const NoteBox& box : board.layout.notes) ids.push_back(box.note->id);
    std::shuffle(ids.begin(), ids.end(), std::mt19937{5});
    for (const Id id : ids) {
        const NoteBox* box = find_box(board.layout, id);
        ASSERT_NE(box, nullptr);
        EXPECT_EQ(box->note->id, id);
    }
    EXPECT_EQ(find_box(board.layout, Id{123'456}), nullptr);
}

} // namespace
} // namespace waymark
