#include "app/past.hpp"

#include "app/perform.hpp"
#include "sessions/image_hash.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/rich_session.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <chrono>
#include <thread>

namespace waymark::testing {
namespace {

void wait_for_the_past(ScriptedHand& hand) {
    for (int i = 0; i < 2000 && hand.app.past && hand.app.past->is_busy(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
        hand.send({});
    }
}

void look_at_the_first(ScriptedHand& hand) {
    perform(hand.app, LookIntoThePast{});
    wait_for_the_past(hand);
    perform(hand.app, LookAt{0});
    wait_for_the_past(hand);
}

/// Until the keeper's thread has written so many moments.
void wait_for_moments(ScriptedHand& hand, std::size_t count) {
    for (int i = 0; i < 2000; ++i) {
        if (moments_in(system_files(), hand.app.keeper.history_of(hand.app.present().id)).size() >= count)
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    FAIL() << "the keeper has not written " << count << " moments";
}

std::string text_of_note(const Session& session, Id note) {
    const Note* found = find_note(*session.journeys.front(), note);
    return found ? found->text : "(no such note)";
}

/// A board with two named versions: the note says "one", then "two"; now it says "three".
struct WithVersions : ScriptedHand {
    explicit WithVersions(const ScratchFolder& folder) : ScriptedHand{"winter-jacket", kept_in(folder)} {
        note = this->ScriptedHand::note("Search engine");
        for (const char* words : {"one", "two"}) {
            perform(app, Commit{SetText{note, words}, std::nullopt});
            send({});
            perform(app, NameVersion{std::string{"the "} + words});
        }
        perform(app, Commit{SetText{note, "three"}, std::nullopt});
        send({});
        wait_for_moments(*this, 2);
    }
    Id note{};
};

} // namespace

TEST(past, is_shown_moment_by_moment_and_gone_with_escape) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    hand.control(Key::h, true);
    wait_for_the_past(hand);
    ASSERT_TRUE(hand.app.past);
    ASSERT_EQ(hand.app.past->moments.size(), 2u);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "three") << "it begins with now";
    hand.key(Key::left);
    wait_for_the_past(hand);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "two");
    hand.key(Key::home);
    wait_for_the_past(hand);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "one");
    EXPECT_EQ(text_of_note(hand.app.present(), hand.note), "three");
    hand.key(Key::escape);
    EXPECT_FALSE(hand.app.past);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "three");
}

TEST(past, cannot_be_changed) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    const Session present = hand.app.present();
    look_at_the_first(hand);
    const Vec2 at = hand.app.view.to_screen(box_of(committed_layout(hand.app), hand.note)->center());
    const View before = hand.app.view;
    hand.drag(at, at + Vec2{600, 300});
    EXPECT_NE(hand.app.view, before) << "a hand moves the board";
    hand.double_tap(at + Vec2{600, 300});
    hand.type("no");
    hand.key(Key::del);
    perform(hand.app, Commit{SetText{hand.note, "no"}, std::nullopt});
    hand.send({});
    EXPECT_EQ(hand.app.present(), present);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "one");
}

TEST(past, is_restored_as_a_step_that_can_be_undone) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    look_at_the_first(hand);
    hand.key(Key::enter);
    EXPECT_FALSE(hand.app.past);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "one");
    EXPECT_NE(hand.app.history.steps().back().label.find("“the one”"), std::string::npos);
    hand.control(Key::z);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "three");
}

TEST(past, is_exported_as_it_was) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    look_at_the_first(hand);
    perform(hand.app, ExportTo{folder / "then.svg"});
    wait_for_workers(hand);
    const std::string svg = *system_files().read(folder / "then.svg", 1 << 26);
    EXPECT_NE(svg.find(">one<"), std::string::npos);
    EXPECT_EQ(svg.find(">three<"), std::string::npos);
}

TEST(past, saving_meanwhile_saves_what_is_now_and_is_a_moment_itself) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    look_at_the_first(hand);
    perform(hand.app, SaveAs{folder / "board.waymark", false});
    wait_for_workers(hand);
    EXPECT_EQ(text_of_note(open_session(system_files(), folder / "board.waymark")->session, hand.note),
              "three");
    wait_for_moments(hand, 3);
}

TEST(past, of_another_run_of_the_program_is_there) {
    const ScratchFolder folder;
    {
        WithVersions hand{folder};
        perform(hand.app, SaveAs{folder / "board.waymark", false});
        wait_for_workers(hand);
        perform(hand.app, CloseSession{});
    }
    ScriptedHand again{"", kept_in(folder)};
    perform(again.app, OpenFile{folder / "board.waymark"});
    again.send({});
    perform(again.app, LookIntoThePast{});
    wait_for_the_past(again);
    std::vector<std::string> names;
    for (const Moment& moment : again.app.past->moments)
        if (moment.kind == MomentKind::named) names.push_back(moment.name);
    EXPECT_EQ(names, (std::vector<std::string>{"the one", "the two"}));
}

TEST(past, says_which_moments_have_lost_pictures_and_takes_those_of_now) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    Image image;
    image.bytes = tiny_png();
    image.hash = hash_of(*image.bytes);
    image.width = image.height = 1;
    const Id id{hand.app.session().next_id};
    perform(hand.app,
            Commit{AddPicture{Picture{id, image.hash, {{0, 0}, {100, 100}}, 0, ""}, image}, Selection{}});
    hand.send({});
    perform(hand.app, NameVersion{"with a picture"});
    wait_for_moments(hand, 3);
    const std::string past = hand.app.keeper.history_of(hand.app.present().id);
    const std::vector<std::string> names = *system_files().names(past);
    for (const std::string& name : names) {
        if (!name.ends_with(".image")) continue;
        ASSERT_TRUE(system_files().remove(past + "/" + name));
    }
    const auto look = [&] {
        perform(hand.app, LookIntoThePast{});
        wait_for_the_past(hand);
        perform(hand.app, LookAt{2});
        wait_for_the_past(hand);
        return hand.app.past->lost_pictures;
    };
    EXPECT_EQ(look(), 0u) << "the board has it still";
    perform(hand.app, ReturnToThePresent{});
    perform(hand.app, Undo{});
    hand.send({});
    EXPECT_EQ(look(), 1u);
    perform(hand.app, RestorePast{});
    hand.send({});
    EXPECT_TRUE(is_said(hand.app, "1 picture of that moment cannot be read any more"));
}

TEST(past, a_version_gets_its_name_by_hand) {
    const ScratchFolder folder;
    ScriptedHand hand{"winter-jacket", kept_in(folder)};
    perform(hand.app, ShowPanel{Panel::name_version});
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.type("After lunch");
    for (int i = 0; i < 3; ++i) hand.send({});
    hand.key(Key::enter);
    for (int i = 0; i < 3; ++i) hand.send({});
    EXPECT_EQ(hand.app.panel, Panel::none);
    wait_for_moments(hand, 1);
    EXPECT_EQ(moments_in(system_files(), hand.app.keeper.history_of(hand.app.present().id)).back().name,
              "After lunch");
}

TEST(past, is_scrubbed_with_a_finger_on_the_slider) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    perform(hand.app, LookIntoThePast{});
    wait_for_the_past(hand);
    for (int i = 0; i < 3; ++i) hand.send({});
    const float y = ScriptedHand::height_px - 48, middle = ScriptedHand::width_px / 2; // of the bar
    hand.press({middle + 150, y}, ScriptedHand::finger());
    hand.glide({middle + 150, y}, {middle - 350, y}, ScriptedHand::finger());
    hand.release({middle - 350, y}, ScriptedHand::finger());
    for (int i = 0; i < 3; ++i) hand.send({});
    wait_for_the_past(hand);
    EXPECT_EQ(hand.app.past->at, 0u);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "one");
}

TEST(past, panels_and_another_session_put_an_end_to_it) {
    const ScratchFolder folder;
    WithVersions hand{folder};
    look_at_the_first(hand);
    hand.control(Key::z); // undo is of the present
    EXPECT_FALSE(hand.app.past);
    EXPECT_EQ(text_of_note(hand.app.session(), hand.note), "two");
    perform(hand.app, LookIntoThePast{});
    hand.app.letting_go = true;
    perform(hand.app, NewSession{"blank"});
    hand.app.letting_go = false;
    hand.send({});
    EXPECT_FALSE(hand.app.past);
}

} // namespace waymark::testing
