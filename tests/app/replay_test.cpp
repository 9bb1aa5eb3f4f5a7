#include "app/bench_board.hpp"
#include "app/replay.hpp"
#include "sessions/flaws.hpp"
#include "sessions/storage.hpp"
#include "sessions/templates.hpp"
#include "tests/child_program.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace waymark {
namespace {

using test::put_contents;
using test::TemporaryFolder;
using test::waymark;

std::vector<Input> inputs(const std::string& lines) {
    const Result<std::vector<Input>> result = inputs_from(lines, "a file");
    if (result) return *result;
    ADD_FAILURE() << result.error().sentence;
    return {};
}

template <class What> const What& event(const Input& input, std::size_t index) {
    return std::get<What>(input.events.at(index));
}

TEST(replay, reads_every_field_of_a_line) {
    const std::vector<Input> frames = inputs(
        R"({"t": 1.5, "size": [800, 600], "density": 2, "mods": ["control", "shift"], "hover": [10, 20],)"
        R"( "contacts": [{"id": 7, "source": "pen", "phase": "begin", "x": 1, "y": 2, "pressure": 0.5, "button": "right"}],)"
        R"( "scroll": [0, -1], "keys": ["z", {"key": "space", "down": true, "repeat": true}], "text": "жук 😀", "paste": "one\r\ntwo",)"
        R"( "drops": [{"x": 5, "y": 6, "paths": ["/a b.png"]}], "lost": "touch", "close": true})");
    ASSERT_EQ(frames.size(), 1u);
    const Input& input = frames.front();
    EXPECT_EQ(input.time_s, 1.5);
    EXPECT_EQ(input.size_px, (Vec2{800, 600}));
    EXPECT_EQ(input.density, 2);
    ASSERT_EQ(input.events.size(), 11u);
    EXPECT_EQ(event<Hover>(input, 0).at_px, (Vec2{10, 20}));
    const Contact& contact = event<Contact>(input, 1);
    EXPECT_EQ(contact.id, 7u);
    EXPECT_EQ(contact.source, Source::pen);
    EXPECT_EQ(contact.phase, ContactPhase::begin);
    EXPECT_EQ(contact.at_px, (Vec2{1, 2}));
    EXPECT_EQ(contact.pressure, 0.5f);
    EXPECT_EQ(contact.button, Button::right);
    EXPECT_EQ(event<Scroll>(input, 2).by, (Vec2{0, -1}));
    EXPECT_EQ(event<Scroll>(input, 2).at_px, (Vec2{10, 20})); // where the mouse was
    EXPECT_TRUE(event<Scroll>(input, 2).with.control);
    EXPECT_EQ(event<KeyPress>(input, 3).key, Key::z);
    EXPECT_TRUE(event<KeyPress>(input, 3).down);
    EXPECT_TRUE(event<KeyPress>(input, 3).with.shift);
    EXPECT_FALSE(event<KeyPress>(input, 4).down);
    EXPECT_TRUE(event<KeyPress>(input, 5).repeat);
    EXPECT_EQ(event<Typed>(input, 6).text, "жук 😀");
    EXPECT_EQ(event<Pasted>(input, 7).text, "one\ntwo");
    EXPECT_EQ(event<Dropped>(input, 8).paths, std::vector<std::string>{"/a b.png"});
    EXPECT_EQ(event<ContactsLost>(input, 9).source, Source::touch);
    EXPECT_TRUE(std::holds_alternative<CloseAsked>(input.events[10]));
}

TEST(replay, fills_in_what_a_line_leaves_out) {
    const std::vector<Input> frames = inputs("# a remark\n\n{}\n{\"size\": [640, 480]}\r\n{\"t\": 3, "
                                             "\"contacts\": [{\"phase\": \"end\", \"x\": 1, \"y\": 2}]}\n{}");
    ASSERT_EQ(frames.size(), 4u);
    EXPECT_EQ(frames[0].time_s, 0);
    EXPECT_NEAR(frames[1].time_s, 1.0 / 60, 1e-9);
    EXPECT_EQ(frames[2].size_px, (Vec2{640, 480}));
    EXPECT_EQ(event<Contact>(frames[2], 0).id, 1u);
    EXPECT_EQ(event<Contact>(frames[2], 0).source, Source::mouse);
    EXPECT_NEAR(frames[3].time_s, 3 + 1.0 / 60, 1e-9);
}

TEST(replay, knows_every_key_by_its_name) {
    std::string names;
    for (const char* name :
         {"a",      "z",      "0",     "9",     "escape",  "enter",     "tab",  "space", "backspace",
          "delete", "insert", "home",  "end",   "page_up", "page_down", "left", "right", "up",
          "down",   "plus",   "minus", "slash", "period",  "comma",     "f1",   "f12",   "menu"})
        names += (names.empty() ? "\"" : ", \"") + std::string(name) + "\"";
    const std::vector<Input> frames = inputs("{\"keys\": [" + names + "]}");
    ASSERT_EQ(frames.size(), 1u);
    ASSERT_EQ(frames[0].events.size(), 27u * 2);
    EXPECT_EQ(event<KeyPress>(frames[0], 2).key, Key::z);
    EXPECT_EQ(event<KeyPress>(frames[0], 6).key, Key::digit_9);
    EXPECT_EQ(event<KeyPress>(frames[0], 50).key, Key::f12);
    EXPECT_EQ(event<KeyPress>(frames[0], 52).key, Key::menu);
}

TEST(replay, refuses_a_wrong_line_and_names_it) {
    const std::vector<std::string> wrong{
        "nonsense",
        "[1]",
        "3",
        "{\"t\": -1}",
        "{\"t\": 1e400}",
        "{\"t\": \"1\"}",
        "{\"speed\": 2}",
        "{\"size\": [0, 5]}",
        "{\"size\": [5]}",
        "{\"hover\": [1e300, 0]}",
        "{\"contacts\": [{}]}",
        "{\"contacts\": [{\"phase\": \"press\", \"x\": 1, \"y\": 1}]}",
        "{\"contacts\": {\"phase\": \"end\"}}",
        "{\"contacts\": [{\"phase\": \"end\", \"x\": 1, \"y\": 1, \"id\": -4}]}",
        "{\"contacts\": [{\"phase\": \"end\", \"x\": 1, \"y\": 1, \"pressure\": 2}]}",
        "{\"keys\": [\"hyper\"]}",
        "{\"keys\": \"a\"}",
        "{\"keys\": [{\"down\": true}]}",
        "{\"mods\": [\"meta\"]}",
        "{\"text\": 5}",
        "{\"text\": \"\\ud800\"}",
        "{\"text\": \"\xff\"}",
        "{\"drops\": [{\"x\": 1}]}",
        "{\"close\": 1}",
        "{\"lost\": \"all\"}",
        "{\"text\": \"" + std::string(replay_line_limit, 'x') + "\"}",
        "{\"keys\": " + std::string(100'000, '[') + "}",
        "{\"t\": 1} {\"t\": 2}"};
    for (const std::string& line : wrong) {
        const Result<std::vector<Input>> result = inputs_from("{}\n" + line + "\n{}", "hand.jsonl");
        ASSERT_FALSE(result) << line.substr(0, 100);
        EXPECT_TRUE(result.error().sentence.starts_with("Line 2 of hand.jsonl")) << result.error().sentence;
        EXPECT_LT(result.error().sentence.size(), 300u);
    }
    EXPECT_FALSE(inputs_from("{\"t\": 2}\n{\"t\": 1}", "hand.jsonl")); // time runs backwards
}

TEST(replay, gives_frames_one_by_one_and_nothing_behind_a_wrong_line) {
    RecordedInput recorded{"{}\n# words\n{\"t\": 3}\n{\"speed\": 1}\n{}\n", "hand.jsonl"};
    for (const double time_s : {0.0, 3.0}) {
        const Result<std::optional<Input>> next = recorded.next();
        ASSERT_TRUE(next && *next);
        EXPECT_EQ((**next).time_s, time_s);
    }
    const Result<std::optional<Input>> wrong = recorded.next();
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().sentence.starts_with("Line 4 of hand.jsonl")) << wrong.error().sentence;
    const Result<std::optional<Input>> end = recorded.next();
    EXPECT_TRUE(end && !*end);
}

std::string five_stages(const TemporaryFolder& folder) {
    const std::string file = folder / "a.waymark";
    EXPECT_EQ(waymark({"new", file, "--template", "five-stages"}).status, 0);
    return file;
}

Session opened(const std::string& file) {
    const Result<OpenedSession> result = open_session(system_files(), file);
    if (result) return result->session;
    ADD_FAILURE() << result.error().sentence;
    return {};
}

TEST(replay, runs_a_recorded_hand_through_the_real_frame_and_saves) {
    const TemporaryFolder folder;
    const std::string file = five_stages(folder);
    put_contents(folder / "hand.jsonl",
                 "{}\n{\"paste\": \"Новая заметка 你好\"}\n{\"t\": 1, \"keys\": [\"escape\"]}\n");
    const test::Answer answer = waymark({"replay", file, folder / "hand.jsonl", "-o", folder / "b.waymark"});
    ASSERT_EQ(answer.status, 0) << answer.err;
    EXPECT_TRUE(opened(file).journeys.front()->notes.empty());
    const Session result = opened(folder / "b.waymark");
    ASSERT_EQ(result.journeys.front()->notes.size(), 1u);
    EXPECT_EQ(result.journeys.front()->notes[0]->text, "Новая заметка 你好");
    EXPECT_TRUE(flaws(result).empty());

    ASSERT_EQ(waymark({"replay", file, folder / "hand.jsonl"}).status, 0);
    EXPECT_EQ(opened(file).journeys.front()->notes.size(), 1u);
}

TEST(replay, keeps_the_clipboard_as_a_window_does) {
    const TemporaryFolder folder;
    const std::string file = five_stages(folder);
    put_contents(
        folder / "hand.jsonl",
        "{}\n{\"paste\": \"twice\"}\n{\"t\": 1, \"keys\": [\"escape\"]}\n{\"mods\": [\"control\"], \"keys\": "
        "[\"a\"]}\n"
        "{\"mods\": [\"control\"], \"keys\": [\"c\"]}\n{\"mods\": [\"control\"], \"keys\": [\"v\"]}\n{}\n");
    ASSERT_EQ(waymark({"replay", file, folder / "hand.jsonl"}).status, 0);
    EXPECT_EQ(opened(file).journeys.front()->notes.size(), 2u);
}

TEST(replay, of_a_wrong_file_changes_nothing) {
    const TemporaryFolder folder;
    const std::string file = five_stages(folder), before = test::contents(file);
    put_contents(folder / "wrong.jsonl", "{}\n{\"paste\": \"lost\"}\n{\"speed\": 3}\n");
    for (const std::string& lines : {folder / "wrong.jsonl", folder / "none.jsonl", folder.path()}) {
        const test::Answer answer = waymark({"replay", file, lines});
        EXPECT_EQ(answer.status, 1);
        EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 1) << answer.err;
    }
    EXPECT_EQ(test::contents(file), before);
}

TEST(bench_board, is_the_same_each_time_and_sound) {
    const Session board = made_board(300);
    EXPECT_TRUE(flaws(board).empty());
    EXPECT_EQ(board, made_board(300));
    const Journey& journey = *board.journeys.front();
    EXPECT_EQ(journey.notes.size(), 300u);
    EXPECT_EQ(journey.curves.front()->points.size(), 200u);
    std::size_t characters = 0;
    for (const char c : journey.notes[0]->text) characters += (c & 0xc0) != 0x80 ? 1 : 0;
    EXPECT_EQ(characters, 60u);
}

} // namespace
} // namespace waymark
