#include "app/allocations.hpp"
#include "app/perform.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/sanitized.hpp"

/// What a frame does and what it leaves alone, counted.
namespace waymark::testing {
namespace {

std::size_t chunks_in_common(const Scene& a, const Scene& b) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(a.board.size(), b.board.size()); ++i)
        if (a.board[i].same(b.board[i])) ++count;
    return count;
}

} // namespace

TEST(frame_cost, a_hand_that_stays_within_a_cell_lays_nothing_out_again) {
    ScriptedHand hand;
    const Vec2 from = hand.on_note(hand.note("Search engine"));
    hand.press(from);
    hand.move(from + Vec2{30, 0});
    const std::uint64_t layout = hand.app.shown.layout.number;
    const Frame before = hand.last;
    hand.move(from + Vec2{31, 0});
    EXPECT_EQ(hand.app.shown.layout.number, layout);
    ASSERT_EQ(hand.last.scene.board.size(), before.scene.board.size());
    EXPECT_EQ(chunks_in_common(hand.last.scene, before.scene), before.scene.board.size());
    ASSERT_EQ(hand.last.scene.held.size(), before.scene.held.size());
    EXPECT_NE(hand.last.scene.held.front().at, before.scene.held.front().at);

    hand.move(from + Vec2{900, 0}); // in another stage
    EXPECT_NE(hand.app.shown.layout.number, layout);
}

TEST(frame_cost, a_typed_character_lays_out_once) {
    ScriptedHand hand;
    hand.app.thumbnails.finish(); // these are laid out, too
    perform(hand.app, Write{hand.note("Search engine"), false});
    hand.send({});
    hand.send({Typed{"a"}});
    const std::uint64_t layout = hand.app.shown.layout.number;
    hand.send({Typed{"b"}});
    EXPECT_EQ(hand.app.shown.layout.number, layout + 1);
    hand.send({});
    EXPECT_EQ(hand.app.shown.layout.number, layout + 1);
}

TEST(frame_cost, another_language_is_laid_out_at_once) {
    ScriptedHand hand;
    const std::uint64_t layout = hand.app.shown.layout.number;
    SetSessionFacts facts;
    facts.title = hand.app.session().title;
    facts.language = "zh-Hant";
    perform(hand.app, Commit{facts, std::nullopt});
    hand.send({});
    EXPECT_NE(hand.app.shown.layout.number, layout);
    EXPECT_EQ(hand.app.shown.layout.language, "zh-Hant");
    EXPECT_EQ(hand.app.committed.layout.language, "zh-Hant");
}

TEST(frame_cost, notes_on_their_way_leave_everything_else_alone) {
    ScriptedHand hand;
    hand.app.settings.motion = true;
    const Id pushed = hand.note("Search engine");
    Note added;
    added.id = Id{hand.app.session().next_id};
    added.place = hand.note(pushed).place;
    perform(hand.app, Commit{AddNotes{{added}, pushed}, std::nullopt});
    hand.send({}); // a new note in front: the others set out
    ASSERT_FALSE(hand.app.slides.empty());
    const Frame before = hand.last;
    hand.send({});
    ASSERT_EQ(hand.last.scene.board.size(), before.scene.board.size());
    EXPECT_EQ(chunks_in_common(hand.last.scene, before.scene), before.scene.board.size() - 1)
        << "all but the notes'";
    hand.wait(1);
    EXPECT_TRUE(hand.app.slides.empty());
    EXPECT_NE(chunks_in_common(hand.last.scene, before.scene), before.scene.board.size());
}

TEST(frame_cost, hands_are_pictured_once_a_frame_however_many_write) {
    if (test::sanitized) GTEST_SKIP() << "sanitizers have heaps of their own";
    // What ten toolboxes cost a frame while so many write: these are pictured with the hands.
    const auto taken = [](std::size_t toolboxes, std::size_t writers) {
        ScriptedHand hand;
        for (std::size_t i = 0; i < toolboxes; ++i) {
            Toolbox box;
            box.number = static_cast<std::uint32_t>(i + 1);
            box.at_px = {300 + 260 * static_cast<float>(i), 2000};
            hand.app.hands.toolboxes.push_back(box);
        }
        std::vector<Id> notes;
        for (const Shared<Note>& note : hand.journey().notes)
            if (notes.size() < writers) notes.push_back(note->id);
        for (const Id note : notes) perform(hand.app, Write{.thing = note, .source = Source::touch});
        for (int i = 0; i < 6; ++i) hand.send({});
        EXPECT_EQ(hand.app.hands.keypads.open.size(), writers);
        EXPECT_EQ(hand.app.hands.toolboxes.size(), toolboxes);
        Input input;
        input.time_s = hand.app.time_s + 0.001;
        input.size_px = hand.size_px;
        const std::uint64_t before = allocations();
        const Frame made = frame(hand.app, input);
        return allocations() - before;
    };
    const std::uint64_t of_boxes = taken(10, 0) - taken(0, 0);
    const std::uint64_t beside_writers = taken(10, 10) - taken(0, 10);
    EXPECT_GT(of_boxes, 10u);
    EXPECT_LE(beside_writers, of_boxes + of_boxes / 2) << "not anew for each text that is written";
}

} // namespace waymark::testing
