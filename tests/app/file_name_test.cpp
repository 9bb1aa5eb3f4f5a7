#include "app/file_name.hpp"
#include "sessions/clean_text.hpp"

namespace waymark::testing {
namespace {

std::string repeated(std::string_view part, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += part;
    return all;
}

struct Proposal {
    std::string title, name;
};

} // namespace

TEST(file_name, keeps_letters_of_every_script_and_nothing_that_a_shell_could_trip_over) {
    const Proposal table[] = {
        {"Winter jacket", "Winter jacket"},
        {"v1.2-final_b", "v1.2-final_b"},
        {"a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"},
        {"$(rm -rf ~); `x` & 'y'", "__rm -rf ___ _x_ _ _y_"},
        {"one\ntwo\tthree", "one_two_three"},
        {"..hidden", "hidden"},
        {" . ./../etc/passwd", "_.._etc_passwd"},
        {"dots at the end...", "dots at the end"},
        {"Реклама: зима", "Реклама_ зима"},
        {"客户旅程（冬季）", "客户旅程_冬季_"},
        {"ग्राहक यात्रा", "ग्राहक यात्रा"},
        {"การเดินทางของลูกค้า", "การเดินทางของลูกค้า"},
        {"می\u200Cخواهم", "می\u200Cخواهم"},
        {"e\u0301te\u0301", "e\u0301te\u0301"},
        {"٣ مراحل", "٣ مراحل"},
        {"Journey 🧥 map", "Journey _ map"},
        {"left\u202Egnp.exe", "left_gnp.exe"},
        {"bad \xFF byte", "bad _ byte"},
        {"", "journey"},
        {"...", "journey"},
        {"🧥❄", "journey"},
        {"___", "journey"},
    };
    for (const Proposal& one : table) EXPECT_EQ(file_name_from(one.title), one.name) << one.title;
}

TEST(file_name, ends_with_a_whole_letter_within_120_bytes) {
    const Proposal table[] = {
        {repeated("a", 120), repeated("a", 120)},
        {repeated("a", 121), repeated("a", 120)},
        {repeated("旅", 40), repeated("旅", 40)}, // 120 bytes
        {repeated("旅", 48), repeated("旅", 40)},
        {"a" + repeated("旅", 48), "a" + repeated("旅", 39)},
        {"ab" + repeated("旅", 48), "ab" + repeated("旅", 39)},
        {"a" + repeated("ж", 70), "a" + repeated("ж", 59)},
        {repeated("𠮷", 31), repeated("𠮷", 30)},
        // An accent that has no room takes its letter with it.
        {repeated("a", 119) + "e\u0301", repeated("a", 119)},
        {repeated("a", 118) + "e\u0301", repeated("a", 118)},
        {repeated("a", 117) + "e\u0301", repeated("a", 117) + "e\u0301"},
        {repeated("a", 119) + " b", repeated("a", 119)},
    };
    for (const Proposal& one : table) {
        const std::string name = file_name_from(one.title);
        EXPECT_EQ(name, one.name) << one.title;
        EXPECT_LE(name.size(), 120u);
        EXPECT_TRUE(is_valid_utf8(name)) << one.title;
    }
}

} // namespace waymark::testing
