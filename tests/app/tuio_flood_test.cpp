#include "app/tuio_listener.hpp"
#include "tests/app/osc_packets.hpp"
#include "tests/app/scripted_hand.hpp"
#include "tests/app/udp_sender.hpp"
#include "tests/sanitized.hpp"

#include <random>

/// Whoever can reach the port can send as much as the network carries; the board's frames take no more of it
/// than they can bear. Counted, not timed: how many packets and contacts each frame gets.
namespace waymark::testing {
namespace {

constexpr double frame_s = 1.0 / 60;
constexpr int per_frame = 1667; // a hundred thousand a second
constexpr double saved = PacketAllowance::packets_per_s * PacketAllowance::saved_s;

/// A board that hears a table, and what each frame has got.
struct Flooded {
    std::unique_ptr<TuioListener> listener = [] {
        Result<std::unique_ptr<TuioListener>> opened = TuioListener::open("127.0.0.1", 0, {});
        EXPECT_TRUE(opened);
        return std::move(opened).value();
    }();
    UdpSender sender{listener->port()};
    double time_s = 100;
    std::vector<Event> events;
    int surfaces = 0;

    /// One frame's share; returns how many packets it took.
    std::uint64_t take() {
        events.clear();
        const std::uint64_t before = listener->packets();
        time_s += frame_s;
        listener->take(
            [this] {
                return ++surfaces, TuioSurface{{{}, {3000, 2200}}, {3000, 2200}};
            },
            time_s, events);
        return listener->packets() - before;
    }
};

/// Ten fingers of one tracker, somewhere else in each packet.
class TenFingers {
public:
    const OscBytes& next() { return packets_[count_++ % packets_.size()]; }

private:
    static OscBytes packet(float y) {
        std::vector<std::int32_t> alive;
        std::vector<SentCursor> sets;
        for (std::int32_t i = 0; i < 10; ++i) {
            alive.push_back(i);
            sets.push_back({i, 0.05f + 0.09f * static_cast<float>(i), y});
        }
        return cursors(-1, alive, sets); // without a count: each of them is true
    }
    std::vector<OscBytes> packets_ = [] {
        std::vector<OscBytes> all;
        for (int i = 0; i < 50; ++i) all.push_back(packet(0.2f + 0.01f * static_cast<float>(i)));
        return all;
    }();
    std::size_t count_ = 0;
};

} // namespace

TEST(tuio_flood, a_hundred_thousand_packets_a_second_for_ten_seconds_cost_a_frame_no_more_than_its_share) {
    Flooded table;
    const int frames = test::sanitized ? 60 : 600;
    std::uint64_t in_all = 0;
    TenFingers fingers;
    bool was_shut = false;
    for (int i = 0; i < frames; ++i) {
        for (int j = 0; j < per_frame; ++j) ASSERT_NO_FATAL_FAILURE(table.sender.send(fingers.next()));
        const std::uint64_t taken = table.take();
        in_all += taken;
        ASSERT_LE(static_cast<double>(taken), saved);
        ASSERT_LE(table.events.size(), taken * 20);
        was_shut = was_shut || !table.listener->descriptor();
        if (!table.listener->descriptor()) {
            ASSERT_GT(table.listener->patience_s(), 0) << "the board sleeps until there is allowance again";
        }
    }
    const double most = saved + PacketAllowance::packets_per_s * frame_s * frames;
    EXPECT_LE(static_cast<double>(in_all), most + 1);
    EXPECT_GE(static_cast<double>(in_all), 0.5 * most) << "as many as it may are taken all the same";
    EXPECT_TRUE(was_shut) << "it was a flood";
    EXPECT_EQ(table.surfaces, frames) << "the window system is asked once a frame";

    // As soon as it is over the table is heard again.
    for (int i = 0; i < 60 && table.take() > 0;) ++i;
    EXPECT_TRUE(table.listener->descriptor());
    table.sender.send(cursors(-1, {}, {}));
    table.take();
    EXPECT_EQ(table.events.size(), 10u) << "all ten let go";
    EXPECT_LT(table.listener->patience_s(), 0);
}

TEST(tuio_flood, bytes_count_as_packets_do) {
    Flooded table;
    const OscBytes large(60'000, 7); // no TUIO at all
    std::uint64_t in_all = 0;
    for (int i = 0; i < 60; ++i) {
        for (int j = 0; j < 20; ++j) ASSERT_NO_FATAL_FAILURE(table.sender.send(large));
        in_all += table.take();
        ASSERT_TRUE(table.events.empty());
    }
    const double most = PacketAllowance::bytes_per_s * (PacketAllowance::saved_s + 60 * frame_s);
    EXPECT_LE(static_cast<double>(in_all), most / 60'000 + 1);
    EXPECT_GE(in_all, 60u);
}

TEST(tuio_flood, the_board_goes_on_under_it) {
    Flooded table;
    ScriptedHand hand;
    TenFingers fingers;
    for (int i = 0; i < 20; ++i) {
        for (int j = 0; j < per_frame; ++j) ASSERT_NO_FATAL_FAILURE(table.sender.send(fingers.next()));
        table.take();
        hand.send(table.events);
        ASSERT_LE(hand.app.hands.hands.size(), 10u);
    }
    hand.press({1500, 2000});
    hand.release({1500, 2000});
    table.listener->cancel_all(table.events);
    hand.send(table.events);
    EXPECT_TRUE(hand.app.hands.hands.empty());
}

TEST(tuio_flood, what_was_not_used_is_saved_for_a_moment_only) {
    PacketAllowance allowance;
    allowance.fill(10);
    int taken = 0;
    for (; allowance.is_left(); ++taken) allowance.spend(100);
    EXPECT_EQ(taken, static_cast<int>(saved));
    allowance.fill(10.01);
    for (taken = 0; allowance.is_left(); ++taken) allowance.spend(100);
    EXPECT_NEAR(taken, 0.01 * PacketAllowance::packets_per_s, 1);
    allowance.fill(9); // a clock that goes back gives nothing
    EXPECT_FALSE(allowance.is_left());
    allowance.fill(1000);
    for (taken = 0; allowance.is_left(); ++taken) allowance.spend(100);
    EXPECT_EQ(taken, static_cast<int>(saved));
}

} // namespace waymark::testing
