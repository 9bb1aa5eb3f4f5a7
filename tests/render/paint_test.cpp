#include "render/paint.hpp"

#include "tests/render/boards.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <set>

namespace waymark {
namespace {

View some_view() {
    View view;
    view.size_px = {1920, 1080};
    view.pin_px = {16, 64};
    view.at = {1300, 900};
    view.zoom = 0.4f;
    return view;
}

struct Painted {
    Board board;
    Painter painter{Board::text()};
    Look look;
    View view = some_view();

    explicit Painted(std::string_view name = "winter-jacket") : board{name} {}
    explicit Painted(Session session) : board{std::move(session)} {}
    Scene scene() { return painter.painted(board.session, board.journey, board.layout, look, view); }
};

std::size_t chunks_in_common(const Scene& a, const Scene& b) {
    std::size_t count = 0;
    for (const Shared<PlacedChunk>& chunk : a.board)
        count += std::any_of(b.board.begin(), b.board.end(),
                             [&](const Shared<PlacedChunk>& other) { return chunk.same(other); })
                     ? 1
                     : 0;
    return count;
}

/// All the words of a scene, one after another.
std::string all_words(const Scene& scene) {
    std::string all;
    const auto add = [&all](const PlacedChunk& chunk) {
        for (const Placed& placed : chunk)
            for (const Drawable& part : placed.drawing->parts)
                if (const Words* words = std::get_if<Words>(&part)) all += words->text->text + "\n";
    };
    for (const Shared<PlacedChunk>& chunk : scene.board) add(*chunk);
    add(scene.held);
    return all;
}
bool says(const Scene& scene, std::string_view words) {
    return all_words(scene).find(words) != std::string::npos;
}

std::size_t count_placed(const Scene& scene) {
    std::size_t count = scene.held.size();
    for (const Shared<PlacedChunk>& chunk : scene.board) count += chunk->size();
    return count;
}

TEST(paint, an_unchanged_board_is_the_very_same_chunks_wherever_it_is_looked_at_from) {
    Painted painted;
    const Scene before = painted.scene();
    painted.view.at = painted.view.at + Vec2{50, -20};
    painted.view.zoom = 0.43f;
    const Scene after = painted.scene();
    ASSERT_EQ(before.board.size(), after.board.size());
    EXPECT_EQ(chunks_in_common(before, after), before.board.size());
    EXPECT_EQ(after.view, painted.view);
}

TEST(paint, a_board_laid_out_again_without_change_keeps_every_chunk) {
    Painted painted;
    const Scene before = painted.scene();
    painted.board.lay();
    const Scene after = painted.scene();
    EXPECT_EQ(chunks_in_common(before, after), before.board.size());
}

TEST(paint, one_changed_note_of_many_costs_one_chunk_and_one_drawing) {
    Painted painted{crowded_session(2000)};
    const Scene before = painted.scene();
    const Id changed = painted.board.layout.notes[1000].note->id;
    painted.board.edit(SetColour{{changed}, NoteColour::violet});
    const Scene after = painted.scene();
    EXPECT_EQ(before.board.size(), after.board.size());
    EXPECT_EQ(chunks_in_common(before, after), before.board.size() - 1);
    std::set<const Drawing*> known;
    for (const Shared<PlacedChunk>& chunk : before.board)
        for (const Placed& placed : *chunk) known.insert(placed.drawing.get());
    std::size_t fresh = 0;
    for (const Shared<PlacedChunk>& chunk : after.board)
        for (const Placed& placed : *chunk) fresh += known.contains(placed.drawing.get()) ? 0 : 1;
    EXPECT_EQ(fresh, 1u);
}

TEST(paint, a_moved_note_keeps_its_drawing) {
    Painted painted;
    const Id id = painted.board.cell_box(0, 0).notes->ids.front();
    const Scene before = painted.scene();
    const std::string words = find_note(painted.board.journey, id)->text;
    const auto drawing_of = [&words](const Scene& scene) -> const Drawing* {
        for (const Shared<PlacedChunk>& chunk : scene.board)
            for (const Placed& placed : *chunk)
                for (const Drawable& part : placed.drawing->parts)
                    if (const Words* found = std::get_if<Words>(&part); found && found->text->text == words)
                        return placed.drawing.get();
        return nullptr;
    };
    painted.board.edit(MoveNotes{{{id, painted.board.cell(4, 1), 1, 0}}, Id::none});
    const Scene after = painted.scene();
    ASSERT_NE(drawing_of(before), nullptr);
    EXPECT_EQ(drawing_of(before), drawing_of(after));
}

TEST(paint, choosing_a_note_leaves_the_notes_as_they_are) {
    Painted painted;
    painted.look.selection = {painted.board.layout.notes[2].note->id};
    const Scene before = painted.scene();
    painted.look.selection = {painted.board.layout.notes[3].note->id};
    const Scene after = painted.scene();
    EXPECT_EQ(chunks_in_common(before, after), before.board.size() - 1);
}

TEST(paint, a_held_note_is_lifted_over_everything_and_no_longer_in_its_place) {
    Painted painted;
    const NoteBox box = painted.board.layout.notes[4];
    const std::size_t before = count_placed(painted.scene());
    painted.look.held = {box.note->id};
    painted.look.held_shift.set(box.note->id, {100, 50});
    const Scene scene = painted.scene();
    ASSERT_EQ(scene.held.size(), 1u);
    EXPECT_EQ(scene.held.front().at, box.rect.center() + (Vec2{100, 50}));
    EXPECT_EQ(scene.held.front().lift, 1);
    EXPECT_FLOAT_EQ(scene.held.front().scale, 1.03f);
    EXPECT_EQ(count_placed(scene), before);
}

TEST(paint, a_drag_changes_only_what_moves) {
    Painted painted{crowded_session(2000)};
    const Id id = painted.board.layout.notes[700].note->id;
    painted.look.held = {id};
    painted.look.held_shift.set(id, {10, 0});
    const Scene before = painted.scene();
    painted.look.held_shift.set(id, {20, 0});
    const Scene after = painted.scene();
    EXPECT_EQ(chunks_in_common(before, after), before.board.size());
    EXPECT_NE(before.held.front().at, after.held.front().at);
    EXPECT_TRUE(before.held.front().drawing.same(after.held.front().drawing));
}

TEST(paint, headers_and_tabs_are_pinned_only_for_hands) {
    Painted painted;
    const auto pinned_count = [](const Scene& scene) {
        std::size_t count = 0;
        for (const Shared<PlacedChunk>& chunk : scene.board)
            for (const Placed& placed : *chunk) count += placed.pinned == Vec2{} ? 0 : 1;
        return count;
    };
    EXPECT_GE(pinned_count(painted.scene()),
              painted.board.layout.stages.size() + painted.board.layout.lanes.size());
    painted.look.interactive = false;
    EXPECT_EQ(pinned_count(painted.scene()), 0u);
}

TEST(paint, an_empty_board_says_what_belongs_where_but_never_in_an_export) {
    Painted painted{"blank"};
    const Scene scene = painted.scene();
    EXPECT_TRUE(says(scene, "Draw one stroke: how does the customer feel?"));
    EXPECT_TRUE(says(scene, "Double-click here to write the first note"));
    EXPECT_TRUE(says(scene, "What hurts, annoys or costs time?"));
    painted.look.interactive = false;
    const Scene exported = painted.scene();
    EXPECT_FALSE(says(exported, "Draw one stroke"));
    EXPECT_FALSE(says(exported, "Double-click"));
    EXPECT_FALSE(says(exported, "Parking lot"));
}

TEST(paint, a_lane_with_notes_has_no_hint) {
    Painted painted{"blank"};
    painted.board.add(painted.board.cell(1, painted.board.lane_of(LaneKind::pain_points)), "It hurts");
    const Scene scene = painted.scene();
    EXPECT_FALSE(says(scene, "What hurts, annoys or costs time?"));
    EXPECT_FALSE(says(scene, "Double-click"));
    EXPECT_TRUE(says(scene, "What delights, helps or saves effort?"));
}

TEST(paint, the_peak_end_strip_says_what_is_remembered) {
    Painted painted;
    const std::string words = all_words(painted.scene());
    for (const char* part : {"Peak", "+5", "Wear", "End", "+4", "Return", "Remembered", "+4.5"})
        EXPECT_NE(words.find(part), std::string::npos) << part;
}

TEST(paint, an_open_moment_shows_process_owner_and_potential) {
    Painted painted;
    const MagicMoment& moment = *painted.board.journey.moments.front();
    EXPECT_FALSE(says(painted.scene(), "Potential"));
    painted.look.open_moment = moment.id;
    const Scene scene = painted.scene();
    for (const char* label : {"Process", "Owner", "Potential"}) EXPECT_TRUE(says(scene, label));
}

TEST(paint, a_text_being_written_is_left_to_the_editor) {
    Painted painted;
    const NoteBox& box = painted.board.layout.notes.front();
    EXPECT_TRUE(says(painted.scene(), box.note->text));
    painted.look.writing = {box.note->id};
    EXPECT_FALSE(says(painted.scene(), box.note->text));
    painted.look.writing = {painted.board.journey.stages.front()->id};
    const std::string title = painted.board.journey.stages.front()->title;
    EXPECT_EQ(all_words(painted.scene()).find("\n" + title + "\n"), std::string::npos);
}

TEST(paint, shading_fades_assumptions_and_keeps_their_ink) {
    Painted painted;
    painted.look.shade_by_evidence = true;
    for (const ThemeName name : {ThemeName::paper, ThemeName::dark_room, ThemeName::high_contrast}) {
        painted.look.theme = name;
        for (const Shared<PlacedChunk>& chunk : painted.scene().board)
            for (const Placed& placed : *chunk) {
                const Box* paper = placed.drawing->parts.empty()
                                       ? nullptr
                                       : std::get_if<Box>(&placed.drawing->parts.front());
                if (!paper || !paper->lifts || placed.drawing->parts.size() < 2) continue;
                if (const Words* words = std::get_if<Words>(&placed.drawing->parts[1])) {
                    EXPECT_GE(contrast(words->colour, paper->fill), 7) << static_cast<int>(name);
                }
            }
    }
}

TEST(paint, a_picture_without_its_bytes_is_a_frame_with_a_sentence) {
    Painted painted;
    Image image;
    image.hash[0] = 7;
    image.width = image.height = 1;
    image.bytes = Shared<std::string>{std::string{"no picture"}};
    painted.board.session.images.push_back(image);
    Picture picture;
    picture.id = painted.board.next();
    picture.image = image.hash;
    picture.frame = {{-800, 0}, {300, 200}};
    painted.board.journey.pictures.push_back(picture);
    painted.board.lay();
    EXPECT_TRUE(says(painted.scene(), "This picture cannot be shown"));
}

TEST(paint, points_show_only_on_the_curve_at_hand) {
    Painted painted;
    const std::size_t before = count_placed(painted.scene());
    painted.look.near_curve = painted.board.layout.curves.front().curve;
    EXPECT_EQ(count_placed(painted.scene()), before + 1);
}

TEST(paint, several_personas_have_a_row_each_in_the_strip_and_the_legend) {
    Painted painted{"machine-repair"};
    const std::string words = all_words(painted.scene());
    const auto count = [&words](std::string_view part) {
        std::size_t found = 0;
        for (std::size_t at = words.find(part); at != std::string::npos; at = words.find(part, at + 1))
            ++found;
        return found;
    };
    EXPECT_EQ(count("Remembered"), 2u);
    EXPECT_EQ(count("Expected"), 1u);
}

TEST(paint, an_export_shows_all_that_is_painted) {
    for (const TemplateName& name : template_names()) {
        Painted painted{name.name};
        painted.look.interactive = false;
        const Scene scene = painted.scene();
        const Rect area = export_area(painted.board.layout);
        for (const Shared<PlacedChunk>& chunk : scene.board)
            for (const Placed& placed : *chunk) {
                const Rect box = bounds(*placed.drawing);
                const Rect world{placed.at + box.at * placed.scale, box.size * placed.scale};
                EXPECT_GE(world.left(), area.left()) << name.name;
                EXPECT_GE(world.top(), area.top()) << name.name;
                EXPECT_LE(world.right(), area.right()) << name.name;
                EXPECT_LE(world.bottom(), area.bottom()) << name.name;
            }
    }
}

TEST(paint, no_word_of_a_template_is_smaller_than_ten) {
    for (const TemplateName& name : template_names()) {
        Painted painted{name.name};
        for (const Shared<PlacedChunk>& chunk : painted.scene().board)
            for (const Placed& placed : *chunk)
                for (const Drawable& part : placed.drawing->parts)
                    if (const Words* words = std::get_if<Words>(&part)) {
                        EXPECT_GE(words->text->size, 10) << words->text->text;
                    }
    }
}

} // namespace
} // namespace waymark
