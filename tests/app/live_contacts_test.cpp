#include "app/live_contacts.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace waymark::testing {
namespace {

Contact finger_at(Vec2 at_px) {
    Contact contact;
    contact.source = Source::touch;
    contact.at_px = at_px;
    return contact;
}

Contact sample(Vec2 at_px, float pressure = -1, float width_px = -1) {
    Contact contact = finger_at(at_px);
    contact.pressure = pressure;
    contact.width_px = width_px;
    return contact;
}

const Contact& contact_of(const Event& event) { return std::get<Contact>(event); }

TEST(live_contacts, an_end_that_never_came_is_made_up_for) {
    LiveContacts fingers{100};
    std::vector<Event> events;
    fingers.begin({1, 7}, finger_at({10, 10}), events);
    fingers.move({1, 7}, sample({20, 10}), events);
    fingers.begin({1, 7}, finger_at({50, 50}), events);
    ASSERT_EQ(events.size(), 4u);
    EXPECT_EQ(contact_of(events[2]).phase, ContactPhase::cancel);
    EXPECT_EQ(contact_of(events[2]).at_px, (Vec2{20, 10}));
    EXPECT_EQ(contact_of(events[3]).phase, ContactPhase::begin);
    EXPECT_EQ(fingers.count(), 1u);
    fingers.end({1, 7}, ContactPhase::end, events);
    fingers.end({1, 7}, ContactPhase::end, events);
    fingers.move({1, 7}, sample({1, 1}), events);
    EXPECT_EQ(events.size(), 5u) << "what is not down neither moves nor ends";
}

TEST(live_contacts, two_hundred_have_numbers_of_their_own_and_more_than_a_table_knows_are_left_out) {
    LiveContacts fingers{100};
    std::vector<Event> events;
    for (std::uint32_t i = 0; i < 200; ++i) fingers.begin({i % 3, i}, finger_at({1, 1}), events);
    std::set<std::uint32_t> ids;
    for (const Event& event : events) ids.insert(contact_of(event).id);
    EXPECT_EQ(ids.size(), 200u);
    for (std::uint32_t i = 200; i < 1000; ++i) fingers.begin({0, i}, finger_at({1, 1}), events);
    EXPECT_EQ(fingers.count(), LiveContacts::most);
    events.clear();
    fingers.cancel_device(1, events);
    EXPECT_EQ(events.size(), 67u);
    fingers.cancel_all(events);
    EXPECT_EQ(events.size(), LiveContacts::most);
    EXPECT_EQ(fingers.count(), 0u);
}

TEST(live_contacts, what_is_no_number_is_no_place) {
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    LiveContacts fingers{100};
    std::vector<Event> events;
    fingers.begin({1, 1}, finger_at({nan, 1}), events);
    EXPECT_TRUE(events.empty());
    fingers.begin({1, 1}, finger_at({1, 1}), events);
    fingers.move({1, 1}, sample({1, std::numeric_limits<float>::infinity()}), events);
    fingers.move({1, 1}, sample({2, 1}, nan, nan), events);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(contact_of(events[1]).pressure, 1);
    fingers.move({1, 1}, sample({2, 1}, 0.25f, 30), events);
    fingers.move({1, 1}, sample({3, 1}, 7), events);
    EXPECT_EQ(contact_of(events[2]).pressure, 0.25f);
    EXPECT_EQ(contact_of(events[3]).pressure, 1);
    EXPECT_EQ(contact_of(events[3]).width_px, 30);
}

} // namespace
} // namespace waymark::testing
