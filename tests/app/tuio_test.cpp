#include "app/tuio.hpp"
#include "app/udp.hpp"
#include "tests/app/osc_packets.hpp"
#include "tests/app/udp_sender.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include <map>
#include <random>

namespace waymark::testing {
namespace {

/// A tracker, the board's side of it, and what has come of it.
struct Table {
    Tuio tuio{{{7, Tip::note}, {8, Tip::star}, {9, Tip::eraser}}};
    TuioSurface surface{{{0, 0}, {1000, 500}}, {1000, 500}};
    double time_s = 10;
    std::vector<Event> events;

    void receive(const OscBytes& packet, TuioSender from = {"127.0.0.1", 5000}) {
        time_s += 0.01;
        tuio.take(packet, from, surface, time_s, events);
    }
    /// What has come since the last time, "begin 1000 at 100,50" and so on.
    std::vector<std::string> told() {
        std::vector<std::string> all;
        for (const Event& event : events) {
            const auto& contact = std::get<Contact>(event);
            static constexpr const char* phases[] = {"begin", "move", "end", "cancel"};
            static constexpr const char* tips[] = {"", " eraser", " note", " star"};
            all.push_back(std::string{phases[static_cast<std::size_t>(contact.phase)]} + " " +
                          std::to_string(contact.id) + " at " +
                          std::to_string(static_cast<int>(contact.at_px.x)) + "," +
                          std::to_string(static_cast<int>(contact.at_px.y)) +
                          tips[static_cast<std::size_t>(contact.tip)]);
        }
        events.clear();
        return all;
    }
};
using Told = std::vector<std::string>;

TEST(tuio, a_finger_comes_moves_and_goes) {
    Table table;
    table.receive(cursors(1, {4}, {{4, 0.1f, 0.1f}}));
    EXPECT_EQ(table.told(), Told{"begin 1000 at 100,50"});
    table.receive(cursors(2, {4}, {{4, 0.2f, 0.1f}}));
    EXPECT_EQ(table.told(), Told{"move 1000 at 200,50"});
    table.receive(cursors(3, {4}, {})); // it rests
    EXPECT_EQ(table.told(), Told{});
    table.receive(cursors(4, {}, {}));
    EXPECT_EQ(table.told(), Told{"end 1000 at 200,50"});
}

TEST(tuio, a_lost_packet_heals_with_the_next) {
    Table table;
    table.receive(cursors(1, {1, 2}, {{1, 0.1f, 0.1f}, {2, 0.2f, 0.2f}}));
    (void)table.told();
    // Frame 2, in which finger 1 went and finger 3 came, never arrives.
    table.receive(cursors(3, {2, 3}, {{2, 0.3f, 0.2f}}));
    EXPECT_EQ(table.told(), (Told{"end 1000 at 100,50", "move 1001 at 300,100"}));
    table.receive(cursors(4, {2, 3}, {{3, 0.5f, 0.5f}}));
    EXPECT_EQ(table.told(), Told{"begin 1000 at 500,250"}) << "numbers are used again";
}

TEST(tuio, a_late_packet_is_left_out_and_a_frame_in_two_packets_is_whole) {
    Table table;
    table.receive(cursors(10, {1}, {{1, 0.1f, 0.1f}}));
    table.receive(cursors(12, {1}, {{1, 0.3f, 0.1f}}));
    (void)table.told();
    table.receive(cursors(11, {1}, {{1, 0.2f, 0.1f}}));
    EXPECT_EQ(table.told(), Told{});
    EXPECT_EQ(table.tuio.late, 1u);
    table.receive(cursors(13, {1, 2}, {{1, 0.4f, 0.1f}}));
    table.receive(cursors(13, {1, 2}, {{2, 0.5f, 0.1f}}));
    EXPECT_EQ(table.told(), (Told{"move 1000 at 400,50", "begin 1001 at 500,50"}));
    table.receive(cursors(-1, {1}, {{1, 0.6f, 0.1f}})); // said again: always true
    EXPECT_EQ(table.told(), (Told{"end 1001 at 500,50", "move 1000 at 600,50"}));
}

TEST(tuio, a_tracker_that_begins_anew_lets_go_of_what_was) {
    Table far_back;
    far_back.receive(cursors(500, {30}, {{30, 0.1f, 0.1f}}));
    (void)far_back.told();
    far_back.receive(cursors(1, {1}, {{1, 0.2f, 0.2f}}));
    EXPECT_EQ(far_back.told(), (Told{"end 1000 at 100,50", "begin 1000 at 200,100"}));

    Table soon_after; // within its first hundred frames, but after a silence
    soon_after.receive(cursors(50, {30}, {{30, 0.1f, 0.1f}}));
    (void)soon_after.told();
    soon_after.time_s += 1.5;
    soon_after.receive(cursors(1, {1}, {{1, 0.2f, 0.2f}}));
    EXPECT_EQ(soon_after.told(), (Told{"end 1000 at 100,50", "begin 1000 at 200,100"}));

    Table elsewhere; // from another port
    elsewhere.receive(cursors(50, {30}, {{30, 0.1f, 0.1f}}, "sim@here"), {"127.0.0.1", 5000});
    (void)elsewhere.told();
    elsewhere.time_s += 0.8;
    elsewhere.receive(cursors(1, {1}, {{1, 0.2f, 0.2f}}, "sim@here"), {"127.0.0.1", 5001});
    EXPECT_EQ(elsewhere.told(), (Told{"cancel 1000 at 100,50", "begin 1000 at 200,100"}));
}

TEST(tuio, two_trackers_do_not_shut_each_other_out) {
    Table table;
    for (int frame = 1; frame <= 5; ++frame) {
        const float x = 0.1f * static_cast<float>(frame);
        table.receive(cursors(frame, {1}, {{1, x, 0.1f}}, "left@table"), {"127.0.0.1", 5000});
        table.receive(cursors(frame + 1000, {1}, {{1, x, 0.9f}}, "right@table"), {"127.0.0.1", 5001});
    }
    EXPECT_EQ(table.tuio.frames, 10u);
    EXPECT_EQ(table.tuio.late, 0u);
    const Told told = table.told();
    EXPECT_EQ(told.size(), 10u);
    EXPECT_EQ(told[0], "begin 1000 at 100,50");
    EXPECT_EQ(told[1], "begin 1001 at 100,450");
    table.receive(cursors(6, {}, {}, "left@table"), {"127.0.0.1", 5000});
    EXPECT_EQ(table.told(), Told{"end 1000 at 500,50"});
}

TEST(tuio, a_tracker_that_says_nothing_any_more_has_let_go) {
    Table table;
    table.receive(cursors(1, {1}, {{1, 0.1f, 0.1f}}));
    (void)table.told();
    table.tuio.let_time_pass(table.time_s + 4, table.events);
    EXPECT_EQ(table.told(), Told{}) << "a finger may rest";
    table.tuio.let_time_pass(table.time_s + 5.1, table.events);
    EXPECT_EQ(table.told(), Told{"cancel 1000 at 100,50"});
    EXPECT_FALSE(table.tuio.has_contacts());
}

TEST(tuio, objects_stamp_as_they_are_told_to) {
    Table table;
    table.receive(objects(1, {1, 2, 3, 4},
                          {{1, 7, 0.1f, 0.1f}, {2, 8, 0.2f, 0.1f}, {3, 9, 0.3f, 0.1f}, {4, 5, 0.4f, 0.1f}}));
    EXPECT_EQ(table.told(), (Told{"begin 1000 at 100,50 note", "begin 1001 at 200,50 star",
                                  "begin 1002 at 300,50 eraser"}));
    table.receive(cursors(1, {1}, {{1, 0.5f, 0.5f}})); // fingers and objects have counts of their own
    EXPECT_EQ(table.told(), Told{"begin 1003 at 500,250"});
    table.receive(objects(2, {2}, {}));
    EXPECT_EQ(table.told(), (Told{"end 1000 at 100,50 note", "end 1002 at 300,50 eraser"}));
}

TEST(tuio, what_begins_beside_the_window_is_none_of_ours) {
    Table table;
    table.surface = {{{-500, 0}, {2000, 1000}}, {1000, 500}};
    table.receive(cursors(1, {1, 2, 3}, {{1, 0.1f, 0.1f}, {2, 0.5f, 0.1f}, {3, 0.5f, 0.9f}}));
    EXPECT_EQ(table.told(), Told{"begin 1000 at 500,100"});
    table.receive(cursors(2, {1, 2, 3}, {{2, 0.9f, 0.1f}}));
    EXPECT_EQ(table.told(), Told{"move 1000 at 1300,100"}) << "what began inside may go out";
}

TEST(tuio, a_damaged_packet_counts_for_nothing) {
    Table table;
    table.receive(cursors(1, {1, 2}, {{1, 0.1f, 0.1f}, {2, 0.2f, 0.2f}}));
    (void)table.told();
    const OscBytes whole = cursors(2, {1}, {{1, 0.3f, 0.1f}});
    for (std::size_t length = 0; length < whole.size(); ++length)
        table.receive({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)});
    // All that is left out at the end may make a packet that says less, but never half a frame.
    EXPECT_EQ(table.told(), Told{});
    const float nan = std::numeric_limits<float>::quiet_NaN(), far = 1e30f;
    for (const float wrong : {nan, far, -far, std::numeric_limits<float>::infinity()}) {
        table.receive(cursors(3, {1}, {{1, wrong, 0.1f}}));
        table.receive(cursors(3, {1}, {{1, 0.1f, wrong}}));
    }
    EXPECT_EQ(table.told(), Told{});
    EXPECT_GE(table.tuio.damaged, 8u);
    std::vector<std::int32_t> crowd(300);
    for (std::size_t i = 0; i < crowd.size(); ++i) crowd[i] = static_cast<std::int32_t>(i);
    table.receive(cursors(4, crowd, {}));
    EXPECT_EQ(table.told(), Told{}) << "more than anybody has hands";
}

TEST(tuio, more_trackers_than_there_are_tables_change_nothing) {
    Table table;
    for (std::uint16_t port = 1; port <= 100; ++port)
        table.receive(cursors(1, {1}, {{1, 0.1f, 0.1f}}, "table " + std::to_string(port)),
                      {"127.0.0.1", port});
    EXPECT_EQ(table.told().size(), Tuio::most_trackers);
}

/// Every contact begins before it moves and ends once, whatever is received.
class Order {
public:
    void look_at(const std::vector<Event>& events) {
        for (const Event& event : events) {
            const auto& contact = std::get<Contact>(event);
            ASSERT_TRUE(std::isfinite(contact.at_px.x) && std::isfinite(contact.at_px.y));
            const bool was_down = down_.contains(contact.id);
            ASSERT_EQ(was_down, contact.phase != ContactPhase::begin);
            if (contact.phase == ContactPhase::begin) down_[contact.id] = true;
            if (contact.phase == ContactPhase::end || contact.phase == ContactPhase::cancel)
                down_.erase(contact.id);
        }
    }
    std::size_t down() const { return down_.size(); }

private:
    std::map<std::uint32_t, bool> down_;
};

TEST(tuio, a_hundred_thousand_random_packets_leave_it_in_order_and_alive) {
    Table table;
    Order order;
    std::mt19937 random{20261125};
    const auto up_to = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    const char* const wish = std::getenv("WAYMARK_PACKETS");
    const int count = wish ? std::atoi(wish) : 100'000;
    for (int i = 0; i < count; ++i) {
        const auto number = [&] { return static_cast<std::int32_t>(up_to(12)); };
        OscBytes packet =
            up_to(2)
                ? cursors(static_cast<std::int32_t>(up_to(300)) - 1, {number(), number(), number()},
                          {{number(), static_cast<float>(up_to(100)) / 90, 0.5f}, {number(), 0.1f, 0.1f}})
                : objects(static_cast<std::int32_t>(up_to(300)), {number(), number()},
                          {{number(), number(), 0.2f, 0.3f}});
        for (std::size_t changes = up_to(4); changes > 0; --changes)
            packet[up_to(packet.size())] = static_cast<std::uint8_t>(up_to(256));
        if (up_to(8) == 0) packet.resize(up_to(packet.size()));
        if (up_to(8) == 0)
            for (std::uint8_t& byte : packet) byte = static_cast<std::uint8_t>(up_to(256));
        table.receive(packet, {"127.0.0.1", static_cast<std::uint16_t>(5000 + up_to(3))});
        if (up_to(500) == 0) table.time_s += 6;
        table.tuio.let_time_pass(table.time_s, table.events);
        ASSERT_NO_FATAL_FAILURE(order.look_at(table.events));
        ASSERT_LE(order.down(), LiveContacts::most);
        table.events.clear();
    }
    EXPECT_GT(table.tuio.frames, static_cast<std::uint64_t>(count) / 10);
    EXPECT_GT(table.tuio.damaged, static_cast<std::uint64_t>(count) / 10);
    table.tuio.cancel_all(table.events);
    ASSERT_NO_FATAL_FAILURE(order.look_at(table.events));
    EXPECT_EQ(order.down(), 0u);
    table.events.clear();
    table.receive(cursors(-1, {77}, {{77, 0.5f, 0.5f}}), {"127.0.0.1", 6000});
    EXPECT_EQ(table.told().size(), 1u) << "still alive";
}

// --- the socket

TEST(udp, packets_arrive_whole_and_in_order) {
    const Result<std::unique_ptr<UdpListener>> listener = UdpListener::open("127.0.0.1", 0);
    ASSERT_TRUE(listener) << listener.error().sentence;
    EXPECT_GT((*listener)->port(), 0);
    EXPECT_FALSE((*listener)->next());
    const UdpSender sender{(*listener)->port()};
    const OscBytes large(40'000, 7);
    sender.send(cursors(1, {}, {}));
    sender.send(large);
    const auto small = (*listener)->next();
    ASSERT_TRUE(small);
    EXPECT_EQ(small->address, "127.0.0.1");
    EXPECT_EQ(OscBytes(small->bytes.begin(), small->bytes.end()), cursors(1, {}, {}));
    const auto next = (*listener)->next();
    ASSERT_TRUE(next);
    EXPECT_EQ(OscBytes(next->bytes.begin(), next->bytes.end()), large);
    EXPECT_FALSE((*listener)->next());
}

TEST(udp, a_packet_that_has_waited_says_how_long) {
    const Result<std::unique_ptr<UdpListener>> listener = UdpListener::open("127.0.0.1", 0);
    ASSERT_TRUE(listener) << listener.error().sentence;
    const UdpSender sender{(*listener)->port()};
    sender.send(cursors(1, {}, {}));
    std::this_thread::sleep_for(std::chrono::milliseconds{40});
    sender.send(cursors(2, {}, {}));
    const auto first = (*listener)->next();
    ASSERT_TRUE(first);
    const double first_s = first->age_s;
    const auto second = (*listener)->next();
    ASSERT_TRUE(second);
    EXPECT_GE(first_s, 0.04) << "it came before the program has slept";
    EXPECT_LT(second->age_s, first_s);
}

TEST(udp, a_port_in_use_is_one_sentence) {
    const Result<std::unique_ptr<UdpListener>> first = UdpListener::open("127.0.0.1", 0);
    ASSERT_TRUE(first);
    const Result<std::unique_ptr<UdpListener>> second = UdpListener::open("127.0.0.1", (*first)->port());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::in_use);
    EXPECT_NE(second.error().sentence.find(std::to_string((*first)->port())), std::string::npos);
    EXPECT_FALSE(UdpListener::open("nowhere", 0));
    EXPECT_FALSE(UdpListener::open("203.0.113.9", 0)) << "not an address of this machine";
}

TEST(udp, who_listens_to_this_machine_hears_this_machine_only) {
    EXPECT_TRUE(may_send("127.0.0.1", "127.0.0.1"));
    EXPECT_TRUE(may_send("127.0.0.2", "127.0.0.1"));
    EXPECT_FALSE(may_send("192.168.1.20", "127.0.0.1"));
    EXPECT_FALSE(may_send("", "127.0.0.1"));
    EXPECT_TRUE(may_send("192.168.1.20", "0.0.0.0"));
    EXPECT_TRUE(may_send("192.168.1.20", "192.168.1.5"));
}

} // namespace
} // namespace waymark::testing
