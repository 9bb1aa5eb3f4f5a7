#include "app/audience.hpp"

#include "app/chrome.hpp"
#include "app/command.hpp"
#include "app/show.hpp"
#include "tests/app/scripted_hand.hpp"

namespace waymark::testing {
namespace {

/// A facilitator with a window for an audience.
struct BeforeAnAudience : ScriptedHand {
    explicit BeforeAnAudience(const char* template_name = "winter-jacket") : ScriptedHand{template_name} {
        perform(app, ShowAudience{true});
    }
    Vec2 window_px{1280, 720};

    /// One frame in which something happens in the audience's window, or nothing.
    const AudienceFrame& there(std::vector<Event> events = {}) {
        Input input;
        input.time_s = app.time_s + 0.016;
        input.size_px = {width_px, height_px};
        input.audience = AudienceInput{window_px, std::move(events)};
        last = frame(app, input);
        EXPECT_TRUE(last.audience.has_value());
        return *last.audience;
    }
    const AudienceFrame& contact_there(ContactPhase phase, Vec2 at_px, std::uint32_t id = 1) {
        return there({Contact{id, Source::touch, phase, at_px}});
    }
};

bool sees(const View& view, const Rect& world) {
    const Rect seen = view.seen().grown(1 / view.zoom);
    return seen.left() <= world.left() && seen.top() <= world.top() && seen.right() >= world.right() &&
           seen.bottom() >= world.bottom();
}

} // namespace

TEST(audience, is_not_there_unless_asked_for) {
    ScriptedHand hand;
    EXPECT_FALSE(hand.last.audience.has_value());
    for (const Command& command : commands())
        if (std::string_view{command.name} == "Window for an audience")
            for (const Intent& intent : command.intents(hand.app)) perform(hand.app, intent);
    hand.send({});
    EXPECT_TRUE(hand.last.audience.has_value());
    hand.key(Key::f11, {.shift = true});
    hand.send({});
    EXPECT_FALSE(hand.last.audience.has_value());
}

TEST(audience, sees_the_board_without_chrome_choice_or_rings) {
    BeforeAnAudience hand;
    hand.tap(hand.on_note(hand.note("Looks at other sites")));
    perform(hand.app, ShowPanel{Panel::palette});
    hand.press({1500, 1900}, ScriptedHand::finger());
    hand.wait(1);
    hand.release({1500, 1900}, ScriptedHand::finger());
    perform(hand.app, ShowPanel{Panel::none});
    hand.press({1500, 1900}, ScriptedHand::finger());
    hand.wait(1); // rests: a ring of actions opens
    hand.send({});
    EXPECT_FALSE(hand.app.hands.rings.empty());
    EXPECT_FALSE(hand.last.scene.overlay.empty()) << "the facilitator sees it";
    const AudienceFrame& shown = hand.there();
    EXPECT_TRUE(shown.overlay.empty());
    ASSERT_LT(hand.last.scene.marks_at, hand.last.scene.board.size());
    EXPECT_TRUE(hand.app.selection.empty() || !hand.last.scene.board[hand.last.scene.marks_at]->empty());
}

TEST(audience, what_is_chosen_is_marked_in_the_chunk_that_it_does_not_see_and_nowhere_else) {
    BeforeAnAudience hand;
    (void)hand.there();
    const std::vector<Shared<PlacedChunk>> before = hand.last.scene.board;
    perform(hand.app, Select{{hand.note("Looks at other sites")}});
    (void)hand.there();
    const Scene& scene = hand.last.scene;
    ASSERT_EQ(scene.board.size(), before.size());
    EXPECT_FALSE(scene.board[scene.marks_at]->empty());
    for (std::size_t i = 0; i < before.size(); ++i)
        if (i != scene.marks_at) {
            EXPECT_TRUE(scene.board[i].same(before[i])) << i;
        }
}

TEST(audience, follows_the_facilitator_to_the_same_part_of_the_board) {
    BeforeAnAudience hand;
    const Id note = hand.note("Looks at other sites");
    hand.look_at(hand.note_box(note).center(), 1.5f);
    const Rect covered = hand.app.chrome->covered_px();
    const View view = hand.there().view;
    const Rect free{covered.at, hand.app.size_px - covered.at - covered.size};
    EXPECT_TRUE(
        sees(view, rect_between(hand.app.view.to_world(free.at), hand.app.view.to_world(free.end()))));
    EXPECT_NEAR(view.at.x, hand.app.view.to_world(free.center()).x, 0.01f);
    EXPECT_EQ(view.size_px, (Vec2{1280, 720})) << "in its own window";
    hand.look_at(hand.note_box(note).center() + Vec2{900, 300}, 0.7f);
    EXPECT_NEAR(hand.there().view.at.x - view.at.x, 900, 1) << "it goes along";
    EXPECT_EQ(hand.last.audience->view.pin_px, Vec2{}) << "headers stay at its own edge";
}

TEST(audience, sees_the_whole_board_wherever_the_facilitator_works) {
    BeforeAnAudience hand;
    perform(hand.app, SetAudience{AudienceShows::whole, std::nullopt});
    hand.look_at({100, 100}, 4);
    EXPECT_TRUE(sees(hand.there().view, hand.layout().bounds));
    hand.window_px = {640, 900};
    EXPECT_TRUE(sees(hand.there().view, hand.layout().bounds)) << "in a window of another shape, too";
}

TEST(audience, moves_its_own_view_and_changes_nothing_else) {
    BeforeAnAudience hand;
    const View ours = hand.app.view;
    const View began = hand.there().view;
    hand.contact_there(ContactPhase::begin, {600, 300});
    hand.contact_there(ContactPhase::move, {700, 350});
    const View panned_to = hand.contact_there(ContactPhase::end, {700, 350}).view;
    EXPECT_EQ(hand.app.audience->shows, AudienceShows::own);
    EXPECT_NEAR(distance(panned_to.to_world({700, 350}), began.to_world({600, 300})), 0, 0.5f);
    hand.contact_there(ContactPhase::begin, {500, 300}, 1);
    hand.contact_there(ContactPhase::begin, {700, 300}, 2);
    const View pinched = hand.contact_there(ContactPhase::move, {900, 300}, 2).view;
    EXPECT_NEAR(pinched.zoom, panned_to.zoom * 2, 0.01f) << "two fingers zoom";
    hand.contact_there(ContactPhase::end, {900, 300}, 2);
    hand.contact_there(ContactPhase::end, {500, 300}, 1);
    const View scrolled = hand.there({Scroll{{100, 100}, {0, 1}, {}}}).view;
    EXPECT_GT(scrolled.zoom, pinched.zoom);
    EXPECT_NEAR(distance(scrolled.to_world({100, 100}), pinched.to_world({100, 100})), 0, 0.5f);
    for (const Key key : {Key::del, Key::n, Key::s, Key::x, Key::enter})
        hand.there({KeyPress{key, true, false, {}}, Typed{"x"}, KeyPress{key, false, false, {}}});
    EXPECT_EQ(hand.app.view, ours);
    EXPECT_TRUE(hand.app.session() == hand.start);
    EXPECT_EQ(hand.app.tool, Tool::select);
    hand.look_at({100, 100}, 3);
    EXPECT_EQ(hand.there().view, scrolled) << "it stays where it is";
    hand.window_px = {1920, 1080};
    EXPECT_EQ(hand.there().view.at, scrolled.at) << "and in a larger window shows more of it";
    hand.there({KeyPress{Key::f, true, false, {}}});
    EXPECT_EQ(hand.app.audience->shows, AudienceShows::follows);
    hand.there({KeyPress{Key::home, true, false, {}}});
    EXPECT_EQ(hand.app.audience->shows, AudienceShows::whole);
}

TEST(audience, odd_contacts_do_it_no_harm) {
    BeforeAnAudience hand;
    for (std::uint32_t id = 1; id < 200; ++id)
        hand.contact_there(ContactPhase::begin, {static_cast<float>(id), NAN}, id);
    hand.contact_there(ContactPhase::move, {INFINITY, -1e30f}, 1);
    hand.contact_there(ContactPhase::move, {NAN, NAN}, 2);
    hand.there({Scroll{{NAN, 4}, {0, 1e30f}, {}}});
    const View view = hand.there().view;
    EXPECT_TRUE(std::isfinite(view.at.x) && std::isfinite(view.at.y) && std::isfinite(view.zoom));
    EXPECT_GE(view.zoom, least_zoom);
    EXPECT_LE(view.zoom, greatest_zoom);
    hand.window_px = {0, 0};
    hand.there();
    hand.there({ContactsLost{Source::touch}});
    EXPECT_TRUE(hand.app.audience->grips.empty());
}

TEST(audience, sees_words_while_they_are_written_and_notes_while_they_are_held) {
    BeforeAnAudience hand;
    const Id note = hand.note("Looks at other sites");
    perform(hand.app, Write{note, true});
    hand.type("Спрашивает друга");
    const AudienceFrame shown = hand.there();
    ASSERT_EQ(shown.overlay.size(), 1u) << "the words, without caret and choice";
    const auto* words = std::get_if<Words>(&shown.overlay.front().drawing->parts.front());
    ASSERT_NE(words, nullptr);
    EXPECT_EQ(words->text->text, "Спрашивает друга");
    EXPECT_TRUE(shown.view.to_screen(hand.note_box(note)).contains(shown.overlay.front().at));
    perform(hand.app, StopWriting{true});
    hand.press(hand.on_note(note));
    hand.glide(hand.on_note(note), hand.on_note(note) + Vec2{200, 100});
    (void)hand.there();
    EXPECT_FALSE(hand.last.scene.held.empty()) << "held things are part of what it is shown";
}

TEST(audience, headers_being_written_lie_where_its_own_view_pins_them) {
    BeforeAnAudience hand;
    perform(hand.app, Write{hand.journey().stages.front()->id, false});
    View view = hand.there().view;
    view.at = hand.layout().map.center();
    view.zoom = 2;
    perform(hand.app, SetAudience{AudienceShows::own, view});
    const AudienceFrame& shown = hand.there();
    ASSERT_EQ(shown.overlay.size(), 1u);
    EXPECT_GE(shown.overlay.front().at.y, 0) << "at its upper edge, not far above it";
    EXPECT_LT(shown.overlay.front().at.y, 120);
}

TEST(audience, before_a_board_is_there_it_is_told_so) {
    BeforeAnAudience hand{""};
    const AudienceFrame shown = hand.there();
    ASSERT_EQ(shown.overlay.size(), 1u);
    EXPECT_EQ(std::get<Words>(shown.overlay.front().drawing->parts.front()).text->text,
              "The board appears here");
}

TEST(audience, closing_its_window_is_harmless) {
    BeforeAnAudience hand;
    hand.there({KeyPress{Key::del, true, false, {}}});
    Input input;
    input.time_s = hand.app.time_s + 0.016;
    input.size_px = {ScriptedHand::width_px, ScriptedHand::height_px};
    input.audience = AudienceInput{{1280, 720}, {CloseAsked{}, KeyPress{Key::left, true, false, {}}}};
    const Frame made = frame(hand.app, input);
    EXPECT_FALSE(made.audience.has_value());
    EXPECT_FALSE(made.effects.quit);
    EXPECT_TRUE(hand.app.session() == hand.start);
    hand.drag(hand.on_note(hand.note("Looks at other sites")), {2400, 1500});
    hand.undo_and_redo_all();
}

} // namespace waymark::testing
