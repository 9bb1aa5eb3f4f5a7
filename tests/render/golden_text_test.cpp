#include "tests/render/golden.hpp"
#include "tests/render/gpu_checks.hpp"

#include "render/paint.hpp"
#include "tests/render/boards.hpp"

#include <random>

/// Text as it was approved, laid beside what pango-view makes of the same: every script at five zooms, the
/// sizes at which letters become bars, notes in a pile.
namespace waymark {
namespace {

constexpr const char* sampler = "The quick brown fox – “Áčšţ” 0123 €\n"
                                "Съешь ещё этих мягких французских булок\n"
                                "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία\n"
                                "顾客旅程图，在墙上一起画 (简体)\n"
                                "お客様の旅を、みんなで描く カタカナ\n"
                                "고객 여정을 함께 그립니다\n"
                                "رحلة العميل كما يراها بنفسه ١٢٣\n"
                                "מסע הלקוח כפי שהוא רואה אותו\n"
                                "ग्राहक की यात्रा, उसकी नज़र से\n"
                                "การเดินทางของลูกค้าที่ผนัง\n"
                                "😀 👩🏽‍🔬 👨‍👩‍👧 🇩🇪 1️⃣ ❤️ ✈️";

class golden_text : public Drawn {
protected:
    /// The sampler with this of its points (world units at 24 an em) in the middle.
    Bitmap sampled(float zoom, Vec2 middle) {
        Scene scene = this->scene(960, 540);
        scene.view.at = middle;
        scene.view.zoom = zoom;
        scene.board.push_back(PlacedChunk{placed(words(sampler, 24, {}, rgb(0x1D242B)))});
        return picture(scene);
    }
};

TEST_F(golden_text, every_script_looks_as_it_was_approved_at_five_zooms) {
    expect_golden("sampler-0.25.png", sampled(0.25f, {240, 160}));
    expect_golden("sampler-0.5.png", sampled(0.5f, {240, 160}));
    expect_golden("sampler-1.png", sampled(1, {240, 165}));
    expect_golden("sampler-3.png", sampled(3, {150, 255}));
    expect_golden("sampler-12.png", sampled(12, {55, 122}));
}

TEST_F(golden_text, letters_become_bars_without_a_jump) {
    Scene scene = this->scene(480, 240);
    PlacedChunk line;
    Vec2 at{10, 10};
    for (float size = 2.4f; size < 12; size *= 1.055f) { // from what nobody can read to what one can
        line.push_back(placed(words("Sets a budget: 400 €, 顾客旅程", 24, {}, rgb(0x1D242B)), at));
        line.back().scale = size / 24;
        at.y += size * 1.6f + 3;
        if (at.y > 222) at = {at.x + 240, 10};
    }
    scene.board.push_back(std::move(line));
    expect_golden("letters-to-bars.png", picture(scene));
}

TEST_F(golden_text, notes_in_a_pile_look_as_they_were_approved) {
    std::mt19937 random{3};
    Board board{"blank"};
    std::vector<Note> notes;
    for (int i = 0; i < 160; ++i) {
        Note note;
        note.id = Id{board.session.next_id + static_cast<std::uint64_t>(i)};
        note.text = "Note " + std::to_string(i);
        note.colour = static_cast<NoteColour>(i % 7);
        note.place = Free{{static_cast<float>(random() % 900), static_cast<float>(random() % 500)}};
        note.angle = static_cast<float>(random() % 60) / 100 - 0.3f;
        notes.push_back(std::move(note));
    }
    board.edit(AddNotes{notes, Id::none});
    Painter painter{Board::text()};
    View view;
    view.size_px = {960, 540};
    view.at = {530, 330};
    view.zoom = 0.8f;
    expect_golden("pile.png",
                  picture(painter.painted(board.session, board.journey, board.layout, Look{}, view)));
}

} // namespace
} // namespace waymark
