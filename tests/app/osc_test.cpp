#include "app/osc.hpp"
#include "tests/app/osc_packets.hpp"

#include <gtest/gtest.h>

namespace waymark::testing {
namespace {

TEST(osc, values_of_every_type_are_read_or_stepped_over) {
    OscWriter writer;
    writer.text("/a");
    writer.text(",ifsTbdi");
    writer.whole(static_cast<std::uint32_t>(-5));
    writer.number(0.5f);
    writer.text("word");
    writer.block({1, 2, 3, 4, 5});
    writer.bytes.insert(writer.bytes.end(), 3, 0); // the blob's padding
    writer.whole(0), writer.whole(0);              // a double
    writer.whole(9);
    const auto messages = osc_messages(writer.bytes);
    ASSERT_TRUE(messages);
    ASSERT_EQ(messages->size(), 1u);
    OscArguments arguments = messages->front().arguments;
    EXPECT_EQ(messages->front().address, "/a");
    EXPECT_EQ(arguments.whole(), -5);
    EXPECT_EQ(arguments.number(), 0.5f);
    EXPECT_EQ(arguments.text(), "word");
    EXPECT_EQ(arguments.next()->type, 'T');
    EXPECT_EQ(arguments.next()->type, 'b');
    EXPECT_EQ(arguments.next()->type, 'd');
    EXPECT_EQ(arguments.whole(), 9);
    EXPECT_FALSE(arguments.next());
}

TEST(osc, a_bundle_in_a_bundle_is_read_in_order_and_too_many_are_refused) {
    const auto empty = [](const char* address) {
        OscWriter writer;
        writer.text(address);
        writer.text(",");
        return writer.bytes;
    };
    const OscBytes inner = bundle({empty("/b"), empty("/c")});
    const OscBytes packet = bundle({empty("/a"), inner, empty("/d")}); // the messages are views of it
    const auto messages = osc_messages(packet);
    ASSERT_TRUE(messages);
    std::string order;
    for (const OscMessage& one : *messages) order += one.address;
    EXPECT_EQ(order, "/a/b/c/d");
    OscBytes deep = empty("/x");
    for (int i = 0; i < osc_depth_limit; ++i) deep = bundle({deep});
    EXPECT_TRUE(osc_messages(deep));
    EXPECT_FALSE(osc_messages(bundle({deep})));
    EXPECT_FALSE(osc_messages(bundle(std::vector<OscBytes>(osc_message_limit + 1, empty("/x")))));
}

TEST(osc, sizes_that_lie_are_refused) {
    OscWriter writer;
    writer.text("#bundle");
    writer.whole(0), writer.whole(1);
    writer.whole(0xFFFFFFFC);
    EXPECT_FALSE(osc_messages(writer.bytes));
    OscWriter blob;
    blob.text("/a");
    blob.text(",bi");
    blob.whole(0xFFFFFFFF);
    blob.whole(1);
    const auto messages = osc_messages(blob.bytes);
    ASSERT_TRUE(messages);
    OscArguments arguments = messages->front().arguments;
    EXPECT_FALSE(arguments.next());
    EXPECT_FALSE(arguments.next()) << "nothing comes after a damaged one";
    EXPECT_FALSE(osc_messages({}));
    OscWriter no_types;
    no_types.text("/a");
    no_types.text("i");
    EXPECT_FALSE(osc_messages(no_types.bytes));
}

} // namespace
} // namespace waymark::testing
