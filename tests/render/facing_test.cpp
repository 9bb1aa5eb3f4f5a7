#include "render/export.hpp"
#include "render/paint.hpp"
#include "sessions/facing.hpp"
#include "tests/render/boards.hpp"

#include <gtest/gtest.h>

#include <algorithm>

/// Notes that face a side of the table: where they lie, how they are met, what is drawn of them.
namespace waymark {
namespace {

std::string long_text() {
    std::string text;
    for (int i = 0; i < 110; ++i) text += "and another word ";
    return text;
}

struct Table : Board {
    Table() : Board{"five-stages"} { on_table = true, lay(); }
    void turn(Id note, Facing facing, float angle = 0) { edit(TurnNotes{{{note, facing, angle}}}); }
    const NoteBox& box(Id note) const { return *find_box(layout, note); }
    Rect seen(Id note) const { return *box_of(layout, note); }
    Id hit_at(Vec2 world) const {
        View view;
        view.size_px = {4000, 3000};
        view.at = world;
        const Hit what = hit(layout, view, view.to_screen(world), 0);
        const auto* note = std::get_if<HitNote>(&what);
        return note ? note->note : Id::none;
    }
};

void expect_near(const Rect& a, const Rect& b) {
    for (const auto& [x, y] : {std::pair{a.at, b.at}, std::pair{a.end(), b.end()}}) {
        EXPECT_NEAR(x.x, y.x, 0.01f);
        EXPECT_NEAR(x.y, y.y, 0.01f);
    }
}

TEST(facing_layout, a_note_of_usual_size_turns_in_its_place) {
    Table table;
    const Id note = table.add(table.cell(1, 0), "Asks a friend");
    const Rect before = table.seen(note);
    for (const Facing side : {Facing::left, Facing::top, Facing::right, Facing::bottom}) {
        table.turn(note, side);
        EXPECT_EQ(table.box(note).angle, angle_of(side));
        EXPECT_EQ(table.box(note).scale, 1);
        expect_near(table.seen(note), before);
    }
}

TEST(facing_layout, on_a_wall_every_note_is_upright) {
    Table table;
    const Id note = table.add(table.cell(1, 0), long_text());
    const Id free = table.add(Free{{-900, -400}}, "Free");
    const Rect upright = table.seen(note);
    table.turn(note, Facing::left);
    table.turn(free, Facing::top, 0.2f);
    EXPECT_NE(table.seen(note), upright);
    table.on_table = false;
    table.lay();
    EXPECT_EQ(table.box(note).angle, 0);
    EXPECT_EQ(table.seen(note), upright);
    EXPECT_EQ(table.box(free).angle, 0.2f) << "that is how somebody has laid it";
}

TEST(facing_layout, a_long_note_that_lies_across_fits_between_its_stages_borders) {
    Table table;
    const Id first = table.add(table.cell(1, 0), "First");
    const Id tall = table.add(table.cell(1, 0), long_text());
    const Id last = table.add(table.cell(1, 0), "Last");
    const float height = table.box(tall).rect.size.y;
    ASSERT_GT(height, 400);
    for (const Facing side : {Facing::left, Facing::right}) {
        table.turn(tall, side);
        const CellBox& cell = table.cell_box(1, 0);
        const Rect seen = table.seen(tall);
        EXPECT_NEAR(seen.size.x, cell.rect.size.x - 2 * note_gap, 0.01f);
        EXPECT_LT(seen.size.y, note_size);
        EXPECT_GE(seen.left(), cell.rect.left() + note_gap - 0.01f);
        EXPECT_LE(seen.right(), cell.rect.right() - note_gap + 0.01f);
        EXPECT_LE(seen.bottom(), cell.rect.bottom());
        EXPECT_FALSE(seen.grown(-1).touches(table.seen(first)));
        EXPECT_FALSE(seen.grown(-1).touches(table.seen(last)));
        EXPECT_NEAR(table.box(tall).scale, seen.size.x / height, 0.001f);
    }
    table.turn(tall, Facing::top);
    EXPECT_EQ(table.box(tall).scale, 1);
    EXPECT_EQ(table.box(tall).rect.size.y, height);
}

TEST(facing_layout, a_note_that_lies_across_is_met_where_it_is_seen) {
    Table table;
    const Id note = table.add(table.cell(1, 0), long_text());
    table.turn(note, Facing::right);
    const Rect seen = table.seen(note);
    EXPECT_EQ(table.hit_at(seen.at + Vec2{4, 4}), note);
    EXPECT_EQ(table.hit_at(seen.end() - Vec2{4, 4}), note);
    EXPECT_EQ(table.hit_at({seen.center().x, seen.bottom() + 8}), Id::none);
    const Id free = table.add(Free{{-900, -900}}, long_text());
    table.turn(free, Facing::left, 0.3f);
    const NoteBox& box = table.box(free);
    const float angle = angle_of(Facing::left) + 0.3f;
    EXPECT_FLOAT_EQ(box.angle, angle);
    const float along = box.rect.size.y / 2 - 6; // to the middle of its upper edge, as it is turned
    const Vec2 top = box.rect.center() + Vec2{std::sin(angle), -std::cos(angle)} * along;
    EXPECT_EQ(table.hit_at(top), free);
    EXPECT_EQ(table.hit_at(box.rect.center() - Vec2{0, along}), Id::none);
}

TEST(facing_layout, stages_that_get_narrower_make_the_note_smaller) {
    Table table;
    const Id note = table.add(table.cell(1, 0), long_text());
    table.turn(note, Facing::left);
    const float wide = table.box(note).scale;
    table.edit(ResizeStage{table.journey.stages[1]->id, least_stage_width});
    EXPECT_LT(table.box(note).scale, wide);
    EXPECT_NEAR(table.seen(note).size.x, note_size, 0.01f);
}

// --- what is drawn

std::vector<Placed> all_placed(const Scene& scene) {
    std::vector<Placed> all;
    for (const Shared<PlacedChunk>& chunk : scene.board) all.insert(all.end(), chunk->begin(), chunk->end());
    return all;
}
const Words* words_of(const Placed& placed, std::string_view text) {
    for (const Drawable& part : placed.drawing->parts)
        if (const Words* words = std::get_if<Words>(&part); words && words->text->text == text) return words;
    return nullptr;
}
std::optional<Placed> placed_with(const Scene& scene, std::string_view text) {
    for (const Placed& placed : all_placed(scene))
        if (words_of(placed, text)) return placed;
    return std::nullopt;
}

TEST(facing_paint, the_picture_and_the_export_show_what_the_table_shows) {
    Table table;
    const Id note = table.add(table.cell(1, 0), "Asks a friend");
    table.turn(note, Facing::left);
    Painter painter{Board::text()};
    const Scene scene = painter.painted(table.session, table.journey, table.layout, {}, {});
    ASSERT_TRUE(placed_with(scene, "Asks a friend"));
    EXPECT_EQ(placed_with(scene, "Asks a friend")->angle, angle_of(Facing::left));
    const ExportScene turned =
        export_scene(table.session, table.journey, ThemeName::paper, Board::text(), false, true);
    EXPECT_EQ(placed_with(turned.scene, "Asks a friend")->angle, angle_of(Facing::left));
    const ExportScene upright = export_scene(table.session, table.journey, ThemeName::paper, Board::text());
    EXPECT_EQ(placed_with(upright.scene, "Asks a friend")->angle, 0);
}

TEST(facing_paint, a_note_on_its_way_is_shown_turned_between) {
    Table table;
    const Id note = table.add(table.cell(1, 0), "Asks a friend");
    table.turn(note, Facing::left);
    Painter painter{Board::text()};
    Look look;
    const Scene at_rest = painter.painted(table.session, table.journey, table.layout, look, {});
    look.turn.set(note, -0.4f);
    const Scene between = painter.painted(table.session, table.journey, table.layout, look, {});
    EXPECT_FLOAT_EQ(placed_with(between, "Asks a friend")->angle, angle_of(Facing::left) - 0.4f);
    EXPECT_TRUE(
        placed_with(between, "Asks a friend")->drawing.same(placed_with(at_rest, "Asks a friend")->drawing));
    look.turn.clear();
    EXPECT_EQ(
        placed_with(painter.painted(table.session, table.journey, table.layout, look, {}), "Asks a friend")
            ->angle,
        angle_of(Facing::left));
}

TEST(author_mark, stands_on_notes_of_people_with_a_colour_and_leaves_exports_without_names) {
    Table table;
    Participant mara, guest;
    mara.id = table.next(), mara.name = "mara", mara.colour = PersonColour::green;
    table.edit(PutParticipant{mara});
    guest.id = table.next(), guest.name = "Guest";
    table.edit(PutParticipant{guest});
    Note note;
    note.id = table.next(), note.place = table.cell(1, 0), note.text = "Hers", note.author = mara.id;
    table.edit(AddNotes{{note}, Id::none});
    note.id = table.next(), note.text = "Theirs", note.author = guest.id;
    table.edit(AddNotes{{note}, Id::none});
    Painter painter{Board::text()};
    Look look;
    const auto painted = [&] {
        return painter.painted(table.session, table.journey, table.layout, look, {});
    };
    EXPECT_TRUE(words_of(*placed_with(painted(), "Hers"), "M"));
    EXPECT_FALSE(words_of(*placed_with(painted(), "Theirs"), "G")) << "has no toolbox";
    mara.name = "Олена";
    table.edit(PutParticipant{mara});
    EXPECT_TRUE(words_of(*placed_with(painted(), "Hers"), "О")) << "the mark follows the name";
    const auto exported = [&](bool names) {
        return export_scene(table.session, table.journey, ThemeName::paper, Board::text(), names).scene;
    };
    EXPECT_FALSE(words_of(*placed_with(exported(false), "Hers"), "О"));
    EXPECT_EQ(placed_with(exported(false), "Hers")->drawing->parts.size(),
              placed_with(exported(false), "Theirs")->drawing->parts.size());
    EXPECT_TRUE(words_of(*placed_with(exported(true), "Hers"), "О"));
}

} // namespace
} // namespace waymark
