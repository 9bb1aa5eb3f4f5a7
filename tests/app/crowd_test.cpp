#include "tests/app/scripted_hand.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <random>
#include <utility>

namespace waymark::testing {
namespace {

using Hand = ScriptedHand;

/// Forty contacts that do anything at any time, as whole frames: fingers, pens, mice, objects that stamp; in
/// the window and beside it, wide and narrow, with ends that never come and ends of what never began.
class Crowd {
public:
    explicit Crowd(Hand& hand, std::uint32_t seed) : hand_{hand}, random_{seed} {}

    Event any_event() {
        const std::uint32_t what =
            up_to(2000); // what ends all gestures is rare, or none would come to its end
        if (what == 0) return ContactsLost{static_cast<Source>(up_to(3))};
        if (what == 1) return KeyPress{Key::escape, true, false, {}};
        if (what == 2) return KeyPress{up_to(2) ? Key::z : Key::y, true, false, {.control = true}};
        if (what == 3) return Scroll{any_place(), {0, up_to(2) ? 1.0f : -1.0f}, {.control = true}};
        if (what < 48) return Hover{any_place(), up_to(2) ? Source::pen : Source::mouse};
        if (what == 48) return Typed{"x"};
        return any_contact();
    }
    std::uint32_t up_to(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

    /// Two fingers of somebody else rest on the screen; at ten boxes somebody leaves.
    void opens_toolbox() {
        if (hand_.app.hands.toolboxes.size() >= 10) hand_.app.hands.toolboxes.clear();
        const Vec2 at{part(Hand::width_px), part(Hand::height_px)};
        const auto both = [&](ContactPhase phase) {
            hand_.send({Contact{101, Source::touch, phase, at, 1, Button::left},
                        Contact{102, Source::touch, phase, at + Vec2{60, 0}, 1, Button::left}});
        };
        both(ContactPhase::begin);
        hand_.wait(0.7);
        both(ContactPhase::end);
        if (hand_.app.hands.toolboxes.empty()) return;
        const Vec2 middle = hand_.app.hands.toolboxes.back().at_px; // some name of the list, or a tool
        for (const ContactPhase phase : {ContactPhase::begin, ContactPhase::end})
            hand_.send({Contact{103, Source::touch, phase, middle, 1, Button::left}});
    }
    void takes_own_step_back() {
        const auto& boxes = hand_.app.hands.toolboxes;
        if (boxes.empty()) return;
        const Id person = boxes[up_to(static_cast<std::uint32_t>(boxes.size()))].person;
        if (person != Id::none) perform(hand_.app, UndoMine{person});
        hand_.send({}); // looks for flaws
    }

    static constexpr std::uint32_t contacts = 40;
    Contact end_of(std::uint32_t number) const {
        return {number + 1, source_of(number), ContactPhase::end, at_[number], 1, Button::left};
    }

private:
    static Source source_of(std::uint32_t number) {
        return number == 0 ? Source::mouse : number < 4 ? Source::pen : Source::touch;
    }
    float part(float whole) { return static_cast<float>(up_to(1000)) / 999 * whole; }
    Vec2 any_place() {
        if (up_to(60) == 0) return {std::numeric_limits<float>::quiet_NaN(), 5};
        if (up_to(60) == 0) return {5, std::numeric_limits<float>::infinity()};
        if (up_to(30) == 0) return {part(9000) - 3000, part(9000) - 3000};
        const Layout& layout = hand_.layout();
        if (up_to(2) && !layout.notes.empty())
            return hand_.px(
                layout.notes[up_to(static_cast<std::uint32_t>(layout.notes.size()))].rect.center());
        return {part(Hand::width_px), part(Hand::height_px)};
    }
    Contact any_contact() {
        const std::uint32_t number = up_to(contacts), how = up_to(100);
        Contact contact{number + 1, source_of(number), ContactPhase::move, {}, part(1), Button::left};
        contact.phase = how < 12   ? ContactPhase::begin
                        : how < 84 ? ContactPhase::move
                        : how < 97 ? ContactPhase::end
                                   : ContactPhase::cancel;
        const bool jumps = contact.phase == ContactPhase::begin || up_to(12) == 0;
        const Vec2 at = jumps ? any_place() : at_[number] + Vec2{part(80) - 40, part(80) - 40};
        contact.at_px = at;
        if (std::isfinite(at.x) && std::isfinite(at.y)) at_[number] = at;
        if (contact.source == Source::touch && number >= 36) contact.tip = static_cast<Tip>(1 + number % 3);
        if (contact.source == Source::touch && up_to(40) == 0) contact.width_px = 200;
        if (contact.source == Source::pen && number == 3) contact.tip = Tip::eraser;
        if (contact.source == Source::mouse && up_to(4) == 0) contact.button = static_cast<Button>(up_to(3));
        return contact;
    }

    Hand& hand_;
    std::mt19937 random_;
    std::array<Vec2, contacts> at_{};
};

int events_wished() {
    const char* const wish = std::getenv("WAYMARK_EVENTS");
    return wish ? std::atoi(wish) : 15'000;
}

TEST(crowd, forty_contacts_leave_a_sound_session_and_no_hand_behind) {
    Settings settings;
    settings.wipe_with_hand = settings.lies_flat = true;
    Hand hand{"winter-jacket", settings};
    Crowd crowd{hand, 20261125};
    constexpr std::array tools{Tool::select, Tool::hand, Tool::note,      Tool::curve,
                               Tool::moment, Tool::pen,  Tool::connector, Tool::eraser};
    std::size_t most_hands = 0, most_rings = 0, most_toolboxes = 0, turned = 0, signed_steps = 0, acts = 0;
    std::uint64_t sequence = 0;
    for (int done = 0; done < events_wished();) {
        std::vector<Event> events;
        for (std::uint32_t i = 1 + crowd.up_to(12); i > 0; --i, ++done) events.push_back(crowd.any_event());
        hand.send(std::move(events)); // looks for flaws
        if (crowd.up_to(40) == 0) hand.wait(0.6);
        if (crowd.up_to(150) == 0) perform(hand.app, ChooseTool{tools[crowd.up_to(tools.size())]});
        if (crowd.up_to(100) == 0) perform(hand.app, FitBoard{});
        if (crowd.up_to(50) == 0) crowd.opens_toolbox();
        if (crowd.up_to(20) == 0) crowd.takes_own_step_back();
        if (crowd.up_to(200) == 0) perform(hand.app, SetLiesFlat{crowd.up_to(4) != 0});
        // What the crowd opens in the bars is put away, or it would stand in front of everything else.
        if (hand.app.panel != Panel::none && crowd.up_to(3) == 0) perform(hand.app, ShowPanel{Panel::none});
        if (hand.app.guard) perform(hand.app, AnswerGuard{AnswerGuard::Choice::stay});
        if (hand.app.past) perform(hand.app, ReturnToThePresent{});
        if (hand.app.screen != Screen::board) perform(hand.app, NewSession{"winter-jacket"});
        if (std::exchange(sequence, hand.app.sequence) != hand.app.sequence) ++acts;
        most_hands = std::max(most_hands, hand.app.hands.hands.size());
        most_rings = std::max(most_rings, hand.app.hands.rings.size());
        most_toolboxes = std::max(most_toolboxes, hand.app.hands.toolboxes.size());
        for (const Shared<Note>& note : hand.journey().notes)
            turned += note->facing != Facing::bottom ? 1 : 0;
        signed_steps += hand.app.history.now().by != Id::none ? 1 : 0;
        ASSERT_LE(hand.app.hands.hands.size(), Crowd::contacts);
        if (::testing::Test::HasFailure()) FAIL() << "after " << done << " events";
    }
    EXPECT_GT(most_hands, 8u) << "many at once";
    EXPECT_GT(most_rings, 0u);
    EXPECT_GT(acts, 100u) << "much has been done";
    EXPECT_GT(most_toolboxes, 1u);
    EXPECT_GT(turned, 0u) << "some took notes from another side";
    EXPECT_GT(signed_steps, 0u) << "some were known";
    for (std::uint32_t number = 0; number < Crowd::contacts; ++number) hand.send({crowd.end_of(number)});
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

TEST(crowd, two_hundred_contacts_at_once_work_each_for_itself) {
    Hand hand;
    hand.look_at({0, -6000}, 0.5f);
    perform(hand.app, ChooseTool{Tool::pen});
    const auto at = [](std::uint32_t i) {
        return Vec2{100 + static_cast<float>(i % 20) * 140, 200 + static_cast<float>(i / 20) * 180};
    };
    const auto contact = [&](std::uint32_t i, ContactPhase phase, float along) {
        return Event{Contact{100 + i, Source::pen, phase, at(i) + Vec2{along, 0}, 1, Button::left}};
    };
    for (const auto& [phase, along] : {std::pair{ContactPhase::begin, 0.0f},
                                       {ContactPhase::move, 30.0f},
                                       {ContactPhase::move, 60.0f},
                                       {ContactPhase::end, 60.0f}}) {
        std::vector<Event> events;
        for (std::uint32_t i = 0; i < 200; ++i) events.push_back(contact(i, phase, along));
        hand.send(std::move(events));
    }
    EXPECT_EQ(hand.journey().ink.size(), 200u);
    EXPECT_TRUE(hand.app.hands.hands.empty());
    hand.undo_and_redo_all();
}

TEST(crowd, a_contact_that_never_ends_is_let_go_when_its_number_comes_again) {
    Hand hand;
    const Id note = hand.note("Sets a budget"), need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 from = hand.on_note(note), to = hand.px(hand.cell(need, gains).center());
    for (int i = 0; i < 300; ++i) {
        hand.press(from, Hand::finger());
        hand.move(to, Hand::finger());
    }
    EXPECT_EQ(hand.app.hands.hands.size(), 1u);
    EXPECT_TRUE(hand.app.session() == hand.start);
    hand.release(to, Hand::finger());
    EXPECT_EQ(hand.note(note).place, (Place{InCell{need, gains}}));
    EXPECT_EQ(hand.app.history.position(), 1u);
}

TEST(crowd, places_that_are_none_are_passed_over) {
    Hand hand;
    const Id note = hand.note("Sets a budget"), need = hand.stage("Need"), gains = hand.lane(LaneKind::gains);
    const Vec2 from = hand.on_note(note), to = hand.px(hand.cell(need, gains).center());
    constexpr float nan = std::numeric_limits<float>::quiet_NaN(),
                    infinite = std::numeric_limits<float>::infinity();
    hand.press({nan, 10}, Hand::finger(11));
    hand.press(from, Hand::finger());
    hand.glide(from, to, Hand::finger());
    for (const Vec2 none : {Vec2{nan, nan}, Vec2{infinite, 0}, Vec2{0, -infinite}}) {
        hand.move(none, Hand::finger());
        hand.hover(none);
        hand.scroll(none, {0, 1});
    }
    hand.move({-5000, 90000}, Hand::finger()); // beyond every edge is a place
    hand.move(to, Hand::finger());
    hand.release(to, Hand::finger());
    EXPECT_EQ(hand.note(note).place, (Place{InCell{need, gains}}));
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

} // namespace
} // namespace waymark::testing
