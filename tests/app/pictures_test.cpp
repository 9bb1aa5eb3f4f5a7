#include "app/perform.hpp"
#include "render/export.hpp"
#include "render/paint.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/waiting.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <algorithm>

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

TEST(pictures, wait_for_the_journey_they_were_meant_for) {
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
    for (const ReadingPictures& reading : hand.app.reading) reading.result.wait();
    hand.send({});
    EXPECT_EQ(hand.journey().pictures.size(), 0u);
    EXPECT_EQ(hand.app.reading.size(), 1u);
    perform(hand.app, ShowJourney{first});
    hand.send({});
    EXPECT_EQ(hand.journey().pictures.size(), 1u);
    EXPECT_TRUE(hand.app.reading.empty());
}

TEST(pictures, are_said_not_to_be_there_when_their_session_was_closed_before) {
    const ScratchFolder folder;
    ScriptedHand hand{"blank"};
    hand.send({Dropped{{1500, 1100}, {png_file(folder, "a.png", 30)}}});
    perform(hand.app, NewSession{"blank"});
    wait_for_workers(hand);
    EXPECT_EQ(hand.journey().pictures.size(), 0u);
    EXPECT_NE(message(hand).find("not in it"), std::string::npos) << message(hand);
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
