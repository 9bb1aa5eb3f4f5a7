#include "app/perform.hpp"
#include "render/export.hpp"
#include "render/paint.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <algorithm>
#include <future>

/// Pictures that are laid on the board, which never waits for them.
namespace waymark::testing {
namespace {

std::string png_file(const ScratchFolder& folder, const std::string& name, std::uint32_t side) {
    const Bitmap bitmap{side, side, std::vector<std::uint8_t>(std::size_t{side} * side * 4, 120)};
    folder.write(name, png_of(bitmap));
    return folder / name;
}

/// How many photos the board shows.
std::size_t photos(const ScriptedHand& hand) {
    std::size_t count = 0;
    for (const Shared<PlacedChunk>& chunk : hand.last.scene.board)
        for (const Placed& placed : *chunk)
            for (const Drawable& part : placed.drawing->parts) count += std::holds_alternative<Photo>(part);
    return count;
}

TEST(pictures, the_board_does_not_wait_for_them) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    hand.send({Dropped{{1500, 1100}, {png_file(folder, "a.png", 300), png_file(folder, "b.png", 200)}}});
    EXPECT_EQ(hand.app.reading.size(), 1u);
    EXPECT_GE(hand.last.effects.next_frame_s, 0) << "somebody must ask whether they are there";
    EXPECT_EQ(hand.journey().pictures.size(), 0u) << "read beside the board";
    const std::size_t steps = hand.app.history.position();
    wait_for_workers(hand);
    ASSERT_EQ(hand.journey().pictures.size(), 2u);
    EXPECT_EQ(hand.app.history.position(), steps + 1) << "both are one step";
    EXPECT_EQ(hand.app.selection.size(), 2u);
    EXPECT_LE(photos(hand), 2u);
    hand.app.painter.pictures().finish();
    hand.send({});
    EXPECT_EQ(photos(hand), 2u);
    EXPECT_LT(settle(hand), 100);
}

TEST(pictures, lie_on_the_journey_they_were_meant_for) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    Journey another = hand.journey();
    another.id = Id{hand.app.present().next_id};
    another.stages.clear(), another.lanes.clear();
    perform(hand.app, Commit{AddJourney{another}, std::nullopt});
    ASSERT_EQ(hand.app.present().journeys.size(), 2u);
    const Id first = hand.app.present().journeys[0]->id, second = hand.app.present().journeys[1]->id;
    perform(hand.app, ShowJourney{first});
    hand.send({});
    hand.send({Dropped{{1500, 1100}, {png_file(folder, "a.png", 30)}}});
    perform(hand.app, ShowJourney{second});
    wait_for_workers(hand);
    EXPECT_EQ(hand.journey().pictures.size(), 0u);
    EXPECT_NE(message(hand).find("shown before"), std::string::npos) << message(hand);
    perform(hand.app, ShowJourney{first});
    hand.send({});
    EXPECT_EQ(hand.journey().pictures.size(), 1u);
    hand.undo_and_redo_all();
}

TEST(pictures, are_said_to_be_nowhere_when_their_journey_has_gone) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    Journey another = hand.journey();
    another.id = Id{hand.app.present().next_id};
    another.stages.clear(), another.lanes.clear();
    perform(hand.app, Commit{AddJourney{another}, std::nullopt});
    perform(hand.app, ShowJourney{another.id});
    hand.send({});
    hand.send({Dropped{{1500, 1100}, {png_file(folder, "a.png", 30)}}});
    perform(hand.app, Commit{RemoveJourney{another.id}, std::nullopt});
    wait_for_workers(hand);
    EXPECT_NE(message(hand).find("removed"), std::string::npos) << message(hand);
    EXPECT_LT(settle(hand), 100) << "nobody waits for them any more";
}

bool asks_about_pictures(const ScriptedHand& hand) {
    return hand.app.guard && hand.app.guard->about == Guard::About::pictures;
}

/// A picture is being read, and somebody has wanted to go this often.
void drop_and_close(ScriptedHand& hand, const ScratchFolder& folder, int times) {
    hand.send({Dropped{{1500, 1100}, {png_file(folder, "a.png", 30)}}});
    for (int i = 0; i < times; ++i) perform(hand.app, CloseSession{});
    ASSERT_EQ(hand.app.screen, Screen::board);
}

/// Once it has been read, closing goes on by itself: about the picture, which is unsaved work.
void expect_laid_and_closing(ScriptedHand& hand) {
    wait_for_workers(hand);
    EXPECT_EQ(hand.journey().pictures.size(), 1u);
    ASSERT_TRUE(hand.app.guard);
    EXPECT_EQ(hand.app.guard->about, Guard::About::changes);
}

TEST(pictures, are_waited_for_before_anything_closes) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    drop_and_close(hand, folder, 1);
    EXPECT_NE(message(hand).find("Waiting"), std::string::npos) << message(hand);
    EXPECT_FALSE(hand.app.guard);
    expect_laid_and_closing(hand);
}

TEST(pictures, are_not_lost_however_often_somebody_wants_to_close) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    drop_and_close(hand, folder, 5);
    ASSERT_TRUE(asks_about_pictures(hand));
    expect_laid_and_closing(hand);
}

/// A drive that does not answer.
void drop_what_is_never_read(ScriptedHand& hand) {
    ReadingPictures reading;
    reading.paths = {"/media/stick/a.png"};
    reading.session = hand.app.present().id;
    reading.journey = hand.app.journey;
    reading.result = std::async(std::launch::deferred, [] { return std::vector<Result<Image>>{}; });
    hand.app.reading.push_back(std::move(reading));
}

TEST(pictures, the_question_about_them_is_answered_by_keys) {
    for (const Key key : {Key::enter, Key::escape}) {
        ScriptedHand hand{"blank"};
        drop_what_is_never_read(hand);
        for (int i = 0; i < 3; ++i) hand.send({CloseAsked{}});
        ASSERT_TRUE(asks_about_pictures(hand));
        EXPECT_FALSE(hand.last.effects.quit);
        hand.send({KeyPress{key, true, false, {}}, KeyPress{key, false, false, {}}});
        EXPECT_FALSE(hand.app.guard);
        EXPECT_EQ(hand.app.after_saving.has_value(), key == Key::enter) << "waiting, or working on";
        hand.send({});
        EXPECT_EQ(hand.app.screen, Screen::board);
        EXPECT_EQ(hand.app.reading.size(), 1u);
    }
}

TEST(pictures, gone_without_do_not_close_the_panel_that_asks_for_a_name) {
    ScriptedHand hand{"blank"};
    perform(hand.app, Commit{RenameStage{hand.journey().stages.front()->id, "Winter"}, std::nullopt});
    drop_what_is_never_read(hand);
    for (int i = 0; i < 2; ++i) hand.send({CloseAsked{}});
    ASSERT_TRUE(asks_about_pictures(hand));
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    ASSERT_TRUE(hand.app.guard && !asks_about_pictures(hand)) << "its title was never saved";
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::save});
    for (int i = 0; i < 3; ++i) hand.send({});
    EXPECT_EQ(hand.app.panel, Panel::save_file);
    EXPECT_FALSE(hand.app.guard);
}

TEST(pictures, that_come_after_some_were_gone_without_are_waited_for) {
    ScriptedHand hand{"blank"};
    drop_what_is_never_read(hand);
    for (int i = 0; i < 2; ++i) perform(hand.app, OpenFile{"/nowhere/lost.waymark"});
    ASSERT_TRUE(asks_about_pictures(hand));
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    EXPECT_FALSE(hand.app.guard) << "the file is not there, and nothing was left";
    EXPECT_TRUE(waits_for_pictures(hand.app));
}

TEST(pictures, are_waited_for_when_that_is_the_answer) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    drop_and_close(hand, folder, 2);
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::save});
    EXPECT_EQ(hand.app.screen, Screen::board);
    expect_laid_and_closing(hand);
}

TEST(pictures, are_gone_without_only_when_that_is_the_answer) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    drop_and_close(hand, folder, 2);
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    EXPECT_EQ(hand.app.screen, Screen::start);
    wait_for_workers(hand);
    EXPECT_NE(message(hand).find("not in it"), std::string::npos) << message(hand);
}

TEST(pictures, are_laid_and_nothing_closes_when_somebody_keeps_working) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    drop_and_close(hand, folder, 2);
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::stay});
    wait_for_workers(hand);
    EXPECT_EQ(hand.journey().pictures.size(), 1u);
    EXPECT_FALSE(hand.app.guard || hand.app.after_saving);
    EXPECT_EQ(hand.app.screen, Screen::board);
}

TEST(pictures, of_a_session_before_keep_nobody_in_the_next) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    hand.send({Dropped{{1500, 1100}, {png_file(folder, "a.png", 30)}}});
    for (int i = 0; i < 2; ++i) perform(hand.app, NewSession{"blank"});
    perform(hand.app, AnswerGuard{AnswerGuard::Choice::discard});
    ASSERT_EQ(hand.app.reading.size(), 1u);
    perform(hand.app, CloseSession{});
    EXPECT_EQ(hand.app.screen, Screen::start);
    wait_for_workers(hand);
    EXPECT_NE(message(hand).find("not in it"), std::string::npos) << message(hand);
}

TEST(pictures, read_while_somebody_looks_at_the_past_are_laid_before_the_session_closes) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank", kept_in(folder)};
    hand.send({Dropped{{1500, 1100}, {png_file(folder, "a.png", 30)}}});
    perform(hand.app, LookIntoThePast{});
    ASSERT_TRUE(hand.app.past);
    perform(hand.app, CloseSession{});
    wait_for_workers(hand);
    EXPECT_EQ(hand.journey().pictures.size(), 1u);
}

TEST(pictures, more_than_a_session_may_have_are_not_even_read) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    std::vector<std::string> paths;
    for (int i = 0; i < 260; ++i)
        paths.push_back(i < 205
                            ? png_file(folder, std::to_string(i) + ".png", 2 + static_cast<std::uint32_t>(i))
                            : folder / "nothing");
    hand.send({Dropped{{1500, 1100}, paths}});
    for (const ReadingPictures& reading : hand.app.reading) reading.result.wait();
    wait_for_workers(hand);
    EXPECT_EQ(hand.journey().pictures.size(), 200u);
    EXPECT_NE(message(hand).find("no room"), std::string::npos) << message(hand);
}

TEST(pictures, one_that_is_larger_than_its_share_is_shown_with_fewer_pixels) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    std::vector<std::string> paths;
    for (int i = 0; i < 3; ++i)
        paths.push_back(png_file(folder, std::to_string(i) + ".png", 5000 + static_cast<std::uint32_t>(i)));
    hand.send({Dropped{{1500, 1100}, paths}}); // 25 megapixels each; three have 21.3 each
    wait_for_workers(hand);
    ASSERT_EQ(hand.journey().pictures.size(), 3u);
    hand.app.painter.pictures().finish();
    hand.send({});
    EXPECT_EQ(photos(hand), 3u);
    for (const Shared<PlacedChunk>& chunk : hand.last.scene.board)
        for (const Placed& placed : *chunk)
            for (const Drawable& part : placed.drawing->parts)
                if (const Photo* photo = std::get_if<Photo>(&part)) {
                    EXPECT_LE(photo->bitmap->width, 2501u);
                }
}

} // namespace
} // namespace waymark::testing
