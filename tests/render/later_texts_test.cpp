// Texts that are set when somebody looks at them: everything lies where it would, and looks as it would.
#include "render/later_texts.hpp"
#include "render/paint.hpp"
#include "tests/render/boards.hpp"
#include "tests/render/gpu_checks.hpp"

#include <set>

namespace waymark {
namespace {

/// Notes that each say something else; every seventh says more than fits.
Session talkative_session(std::size_t count) {
    Session session = crowded_session(count);
    Journey journey = *session.journeys.front();
    std::size_t number = 0;
    List<Note> notes;
    for (const Shared<Note>& each : journey.notes) {
        Note note = *each;
        note.text = "Note " + std::to_string(number) + " 在商店里找夹克";
        if (number % 7 == 3)
            for (int i = 0; i < 40; ++i) note.text += " and asks again";
        if (number % 50 == 9) note.text = "مرحبا بكم في السوق";
        notes.push_back(note);
        ++number;
    }
    journey.notes = notes;
    session.journeys.front() = journey;
    return session;
}

class later_texts : public Drawn {
protected:
    static constexpr float width = 900, height = 600;

    void lay(std::size_t notes) {
        session = talkative_session(notes);
        layout = laid_out(journey(), session.language, engine, nullptr, false, &later);
        all_set = laid_out(journey(), session.language, engine);
    }
    const Journey& journey() const { return *session.journeys.front(); }
    /// The board from so near, about a note's middle.
    Scene seen(Painter& painting, const Layout& lies, std::size_t note, float zoom) const {
        View view;
        view.size_px = {width, height};
        view.at = lies.notes[note].rect.center();
        view.zoom = zoom;
        return painting.painted(session, journey(), lies, Look{}, view);
    }
    Bitmap picture_of(std::size_t note, float zoom) { return picture(seen(painter, layout, note, zoom)); }
    /// The same with all texts set from the beginning.
    Bitmap expected(std::size_t note, float zoom) {
        Painter plain{engine};
        return picture(seen(plain, all_set, note, zoom));
    }
    std::uint64_t set() const { return later.counts().set_now + later.counts().set_beside; }

    TextEngine engine;
    LaterTexts later{engine};
    Painter painter{engine};
    Session session;
    Layout layout, all_set;
};

TEST_F(later_texts, everything_lies_where_it_would_lie_with_all_texts_set) {
    lay(700);
    ASSERT_EQ(layout.notes.size(), all_set.notes.size());
    std::size_t grown = 0;
    auto other = all_set.notes.begin();
    for (const NoteBox& box : layout.notes) {
        EXPECT_EQ(box.rect, other->rect);
        grown += box.rect.size.y > note_size ? 1 : 0;
        ++other;
    }
    EXPECT_GE(grown, 90u) << "texts too long for their notes are there";
    EXPECT_EQ(layout.bounds, all_set.bounds);
    EXPECT_GE(later.counts().stand_ins, 560u);
    EXPECT_EQ(set(), 0u);
}

TEST_F(later_texts, from_afar_nothing_is_set_and_nothing_is_missing) {
    lay(3000);
    const GpuCounts far = [&] {
        picture_of(1500, 0.05f);
        return counts;
    }();
    EXPECT_TRUE(far.complete);
    EXPECT_EQ(set(), 0u);
    EXPECT_EQ(far.texts_set, 0u);
}

// Guessed bars on the screen stand for those that an export measures: they may end a pixel or two elsewhere,
// and that is all. Limits: what was measured, and half more.
TEST_F(later_texts, bars_from_afar_hardly_differ_from_those_of_texts_that_are_set) {
    lay(700);
    for (const float zoom : {0.06f, 0.12f, 0.16f}) {
        const Bitmap guessed = picture_of(350, zoom), exact = expected(350, zoom);
        EXPECT_LT(set(), 400u) << "the others are guessed";
        double sum = 0, apart = 0;
        int most = 0;
        for (std::size_t i = 0; i < exact.pixels.size(); ++i) {
            const int off = std::abs(guessed.pixels[i] - exact.pixels[i]);
            sum += off, apart += off > 16, most = std::max(most, off);
        }
        const auto all = static_cast<double>(exact.pixels.size());
        EXPECT_LE(sum / all, 0.02) << zoom;
        EXPECT_LE(apart / all, 0.0001) << zoom;
        EXPECT_LE(most, 8) << zoom;
    }
}

TEST_F(later_texts, those_in_sight_are_set_and_look_as_ever) {
    lay(3000);
    EXPECT_EQ(difference(picture_of(1500, 1), expected(1500, 1)), 0);
    EXPECT_GT(set(), 5u);
    EXPECT_LT(set(), 150u) << "and few besides: chunks that are mostly in sight are set as a whole";
    const std::uint64_t once = set();
    picture_of(1500, 1);
    EXPECT_EQ(set(), once) << "they stay";
    EXPECT_EQ(difference(picture_of(1500, 0.4f), expected(1500, 0.4f)), 0);
    EXPECT_EQ(difference(picture_of(1500, 3), expected(1500, 3)), 0);
}

TEST_F(later_texts, workers_set_what_a_frame_has_no_time_for) {
    lay(3000);
    const Scene wide = seen(painter, layout, 1500, 0.35f);
    ASSERT_TRUE(context_->bind_target(static_cast<int>(width), static_cast<int>(height)));
    int frames = 0;
    do {
        later.take_answers();
        counts = gpu->draw(wide, static_cast<int>(width), static_cast<int>(height));
        EXPECT_TRUE(counts.complete || counts.texts_set + counts.glyphs_made > 0) << "each frame gets on";
    } while (!counts.complete && ++frames < 5000);
    EXPECT_TRUE(counts.complete);
    EXPECT_EQ(difference(context_->pixels(), expected(1500, 0.35f)), 0);
}

TEST_F(later_texts, those_out_of_sight_are_dropped_and_come_back_the_same) {
    lay(3000);
    const Bitmap before = picture_of(100, 1);
    constexpr std::size_t most = 100'000;
    later.keep_at_most(most);
    for (std::size_t note = 300; note < 2900; note += 200) picture_of(note, 1);
    EXPECT_GT(later.counts().dropped, 50u);
    EXPECT_LE(later.counts().bytes, most * 2) << "no more than that and what is in sight";
    const std::uint64_t already = set();
    EXPECT_EQ(difference(picture_of(100, 1), before), 0);
    EXPECT_GT(set(), already) << "they had gone";
}

TEST_F(later_texts, the_audience_keeps_what_it_looks_at_until_its_window_is_closed) {
    lay(3000);
    const View there = seen(painter, layout, 100, 1).view;
    later.keep_at_most(100'000);
    const auto set_there = [&](const Scene& scene) { // texts that the audience's window had to have set
        const std::uint64_t before = set();
        gpu->draw_again(scene, there, {}, static_cast<int>(width), static_cast<int>(height), false, true);
        return set() - before;
    };
    Scene scene = seen(painter, layout, 300, 1);
    picture(scene);
    EXPECT_GT(set_there(scene), 0u);
    for (std::size_t note = 500; note < 2900; note += 200) {
        scene = seen(painter, layout, note, 1);
        picture(scene); // its own picture stays as it is meanwhile, and is not drawn
    }
    EXPECT_EQ(set_there(scene), 0u) << "the facilitator's texts are dropped, not those it looks at";
    EXPECT_GT(later.counts().dropped, 50u);
    gpu->forget_other_context();
    for (std::size_t note = 500; note < 2900; note += 200) picture(seen(painter, layout, note, 1));
    EXPECT_GT(set_there(scene), 0u) << "nobody looked at them any more";
}

TEST_F(later_texts, a_text_that_is_still_wanted_when_its_board_has_gone_does_no_harm) {
    auto gone = std::make_unique<LaterTexts>(engine);
    session = talkative_session(1200);
    layout = laid_out(journey(), session.language, engine, nullptr, false, gone.get());
    for (const NoteBox& box : layout.notes)
        if (box.text->later) ask(box.text->later);
    gone.reset();
    EXPECT_FALSE(set_text(layout.notes.front().text)->glyphs.empty());
}

TEST_F(later_texts, an_edit_sets_no_text_and_keeps_those_that_are_set) {
    lay(700);
    picture_of(300, 1);
    const std::uint64_t once = set();
    const Journey moved =
        edited(journey(), MoveNotes{{{layout.notes[300].note->id, layout.notes[301].note->place}}, Id::none});
    const Layout next = laid_out(moved, session.language, engine, &layout, false, &later);
    EXPECT_EQ(set(), once);
    const NoteBox* const box = find_box(next, layout.notes[300].note->id);
    ASSERT_NE(box, nullptr);
    EXPECT_TRUE(box->text.same(layout.notes[300].text));
}

} // namespace
} // namespace waymark
