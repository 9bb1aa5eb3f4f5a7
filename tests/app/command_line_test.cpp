#include "sessions/storage.hpp"
#include "sessions/templates.hpp"
#include "tests/child_program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

/// The real binary as a child: what people and scripts meet.
namespace waymark {
namespace {

using nlohmann::json;
using test::Answer;
using test::binary;
using test::contents;
using test::put_contents;
using test::TemporaryFolder;
using test::waymark;

/// Exactly one sentence: one line that ends in a full stop.
void expect_one_sentence(const std::string& text) {
    ASSERT_FALSE(text.empty());
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
    EXPECT_TRUE(text.ends_with(".\n")) << text;
    EXPECT_EQ(text.find("terminate called"), std::string::npos) << text;
}

std::string session_file(const TemporaryFolder& folder, const std::string& template_name) {
    const std::string path = folder / (template_name + ".waymark");
    const Answer made = waymark({"new", path, "--template", template_name});
    EXPECT_EQ(made.status, 0) << made.err;
    return path;
}

std::vector<std::string> files_in(const TemporaryFolder& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

TEST(command_line, the_binary_lies_beside_its_tests) {
    ASSERT_TRUE(std::filesystem::exists(binary())) << "Build the target `waymark` first.";
}

TEST(command_line, helps_and_tells_its_version_everywhere) {
    const std::vector<std::string> verbs{"",     "new",   "templates", "info",   "analyse", "export",
                                         "json", "check", "recover",   "replay", "bench",   "shots"};
    for (const std::string& verb : verbs) {
        std::vector<std::string> words;
        if (!verb.empty()) words.push_back(verb);
        words.emplace_back("--help");
        const Answer help = waymark(words);
        EXPECT_EQ(help.status, 0) << verb;
        EXPECT_NE(help.out.find("Usage: waymark"), std::string::npos) << help.out;
        EXPECT_TRUE(help.err.empty()) << help.err;
        words.back() = "--version";
        const Answer version = waymark(words);
        EXPECT_EQ(version.status, 0) << verb;
        EXPECT_TRUE(version.out.starts_with("waymark ")) << version.out;
    }
}

TEST(command_line, wrong_usage_is_one_sentence_and_status_2) {
    const TemporaryFolder folder;
    const std::string file = session_file(folder, "blank");
    const std::string before = contents(file), out = folder / "a.png";
    const std::vector<std::vector<std::string>> wrong{
        {"new"},
        {"new", folder / "b.waymark", "--template", "no-such"},
        {"new", folder / "b.waymark", "--templat", "blank"},
        {"info"},
        {"info", file, "more"},
        {"info", file, "--yaml"},
        {"analyse", file, "--journey", "0"},
        {"analyse", file, "--journey", "first"},
        {"export", file},
        {"export", file, folder / "a"},
        {"export", file, folder / "a.jpeg"},
        {"export", file, folder / "a.pptx"},
        {"export", file, out, folder / "a.xlsx"},
        {"export", file, out, "--page", "A4"},
        {"export", file, out, "--tile", "A4"},
        {"export", file, out, "--size", "10"},
        {"export", file, out, "--size", "0x0"},
        {"export", file, out, "--size", "1e9x1e9"},
        {"export", file, out, "--size", "99999x99999"},
        {"export", file, out, "--size", "800x600", "--scale", "2"},
        {"export", file, out, "--scale", "-1"},
        {"export", file, out, "--scale", "nan"},
        {"export", file, out, "--theme", "pink"},
        {"replay", file},
        {"bench", "--notes", "-5"},
        {"shots"},
        {"--windowed", "big"},
        {"--fullscreen", "--windowed", "800x600"},
        {"--ui-scale", "9"},
        {"--touch", "feet"},
        {"--tuio-port", "70000"},
        {"--tuio-bind", "somewhere"},
        {file, "second.waymark"},
    };
    for (const std::vector<std::string>& words : wrong) {
        const Answer answer = waymark(words);
        std::string shown;
        for (const std::string& word : words) shown += word + " ";
        EXPECT_EQ(answer.status, 2) << shown << answer.err;
        EXPECT_TRUE(answer.out.empty()) << shown << answer.out;
        SCOPED_TRACE(shown);
        expect_one_sentence(answer.err);
    }
    EXPECT_EQ(contents(file), before);
    EXPECT_EQ(files_in(folder), std::vector<std::string>{"blank.waymark"});
}

TEST(command_line, lists_the_templates_with_their_titles) {
    const Answer answer = waymark({"templates"});
    EXPECT_EQ(answer.status, 0);
    EXPECT_EQ(std::count(answer.out.begin(), answer.out.end(), '\n'),
              static_cast<std::ptrdiff_t>(template_names().size()));
    EXPECT_NE(answer.out.find("\nwinter-jacket   Winter jacket\n"), std::string::npos) << answer.out;
}

TEST(command_line, new_makes_every_template_sound) {
    const TemporaryFolder folder;
    for (const TemplateName& named : template_names()) {
        const std::string file = session_file(folder, std::string(named.name));
        const Answer checked = waymark({"check", file});
        EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
        EXPECT_NE(checked.out.find("sound"), std::string::npos) << checked.out;
    }
}

TEST(command_line, new_never_replaces_a_file) {
    const TemporaryFolder folder;
    put_contents(folder / "notes.txt", "mine");
    const Answer answer = waymark({"new", folder / "notes.txt", "--template", "blank"});
    EXPECT_EQ(answer.status, 1);
    expect_one_sentence(answer.err);
    EXPECT_EQ(contents(folder / "notes.txt"), "mine");
}

TEST(command_line, info_counts_and_names_what_is_there) {
    const TemporaryFolder folder;
    const std::string file = session_file(folder, "winter-jacket");
    const Answer answer = waymark({"info", file, "--json"});
    ASSERT_EQ(answer.status, 0) << answer.err;
    const json info = json::parse(answer.out);
    const Session session = *session_from_template("winter-jacket", SessionId{});
    const Journey& journey = *session.journeys.front();
    EXPECT_EQ(info["title"], session.title);
    EXPECT_EQ(info["sound"], true);
    EXPECT_EQ(info["format"], "1.1");
    EXPECT_EQ(info["bytes"], std::filesystem::file_size(file));
    const json& shown = info["journeys"][0];
    EXPECT_EQ(shown["state"], "current");
    EXPECT_EQ(shown["counts"]["notes"], journey.notes.size());
    EXPECT_EQ(shown["notes"].size(), journey.notes.size());
    EXPECT_EQ(shown["stages"][5]["title"], "Wear");
    EXPECT_EQ(shown["curves"][0]["points"][5]["score"], 5);
    EXPECT_EQ(shown["notes"][0]["text"], journey.notes[0]->text);
    const Answer plain = waymark({"info", file});
    EXPECT_EQ(plain.status, 0);
    EXPECT_NE(plain.out.find("Need · Search · Compare"), std::string::npos) << plain.out;
}

TEST(command_line, analyse_gives_the_results_of_the_method) {
    const TemporaryFolder folder;
    const json jacket =
        json::parse(waymark({"analyse", session_file(folder, "winter-jacket"), "--json"}).out);
    const json& curve = jacket["journeys"][0]["curves"][0];
    EXPECT_EQ(curve["positive_peak"]["score"], 5);
    EXPECT_EQ(curve["positive_peak"]["stage"], "Wear");
    EXPECT_EQ(curve["negative_peak"]["score"], -1);
    EXPECT_EQ(curve["end"]["score"], 4);
    EXPECT_EQ(curve["remembered"], 4.5);
    EXPECT_TRUE(curve["crossings"].empty());
    const json parts = json::parse(
        waymark({"analyse", session_file(folder, "spare-parts"), "--json", "--journey", "1"}).out);
    ASSERT_EQ(parts["journeys"].size(), 1u);
    EXPECT_EQ(parts["journeys"][0]["curves"][0]["remembered"], -1.5);
    EXPECT_EQ(parts["journeys"][0]["curves"][0]["crossings"].size(), 1u);
    const Answer plain = waymark({"analyse", folder / "winter-jacket.waymark"});
    EXPECT_EQ(plain.status, 0);
    for (const char* words : {"Positive peak", "+5  Wear", "Remembered", "+4.5"})
        EXPECT_NE(plain.out.find(words), std::string::npos) << plain.out;
}

TEST(command_line, a_journey_that_is_not_there_is_said) {
    const TemporaryFolder folder;
    const std::string file = session_file(folder, "winter-jacket");
    for (const char* verb : {"analyse", "export"}) {
        std::vector<std::string> words{verb, file};
        if (std::string(verb) == "export") words.push_back(folder / "a.svg");
        words.insert(words.end(), {"--journey", "7"});
        const Answer answer = waymark(words);
        EXPECT_EQ(answer.status, 1);
        expect_one_sentence(answer.err);
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "a.svg"));
}

TEST(command_line, export_writes_all_files_it_is_given) {
    const TemporaryFolder folder;
    const std::string file = session_file(folder, "winter-jacket");
    const Answer answer = waymark({"export", file, folder / "a.png", folder / "b.svg", folder / "c.pdf",
                                   "--size", "640x480", "--theme", "dark"});
    ASSERT_EQ(answer.status, 0) << answer.err;
    EXPECT_EQ(contents(folder / "a.png").substr(16, 8), std::string("\0\0\x02\x80\0\0\x01\xe0", 8));
    EXPECT_NE(contents(folder / "b.svg").find("width=\"640\" height=\"480\""), std::string::npos);
    EXPECT_NE(contents(folder / "b.svg").find("#14181d"), std::string::npos); // the dark room's paper
    EXPECT_TRUE(contents(folder / "c.pdf").starts_with("%PDF-"));
    EXPECT_EQ(files_in(folder).size(), 4u); // nothing temporary is left
}

TEST(command_line, export_shows_notes_upright_or_as_they_lie_on_a_table) {
    const TemporaryFolder folder;
    const std::string file = std::string{WAYMARK_TESTS_FOLDER} + "/fixtures/format-1.1.waymark";
    ASSERT_EQ(waymark({"export", file, folder / "wall.svg"}).status, 0);
    ASSERT_EQ(waymark({"export", file, folder / "table.svg", "--table"}).status, 0);
    const auto has_quarters = [&](const char* name) {
        return contents(folder / name).find(" rotate(90)") != std::string::npos;
    };
    EXPECT_FALSE(has_quarters("wall.svg"));
    EXPECT_TRUE(has_quarters("table.svg"));
}

TEST(command_line, json_prints_the_whole_session) {
    const TemporaryFolder folder;
    const Answer answer = waymark({"json", session_file(folder, "buying-centre")});
    ASSERT_EQ(answer.status, 0) << answer.err;
    EXPECT_TRUE(json::parse(answer.out).is_object());
}

// --- bad files: every verb says one sentence, and the file stays as it is

void expect_refused(const TemporaryFolder& folder, const std::string& file) {
    const bool is_file = std::filesystem::is_regular_file(file);
    const std::string before = is_file ? contents(file) : "";
    const std::vector<std::string> there = files_in(folder);
    put_contents(folder / "inputs.jsonl", "{\"t\": 0}\n");
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"info", file},
                                               {"info", file, "--json"},
                                               {"analyse", file},
                                               {"export", file, folder / "a.svg"},
                                               {"json", file},
                                               {"check", file},
                                               {"replay", file, folder / "inputs.jsonl"}}) {
        SCOPED_TRACE(words.front() + " " + file);
        const Answer answer = waymark(words);
        EXPECT_EQ(answer.status, 1) << answer.out << answer.err;
        EXPECT_TRUE(answer.out.empty()) << answer.out;
        expect_one_sentence(answer.err);
    }
    std::filesystem::remove(folder / "inputs.jsonl");
    if (is_file) {
        EXPECT_EQ(contents(file), before);
    }
    EXPECT_EQ(files_in(folder), there);
}

TEST(bad_files, a_missing_one) {
    const TemporaryFolder folder;
    expect_refused(folder, folder / "none.waymark");
}

TEST(bad_files, an_empty_one) {
    const TemporaryFolder folder;
    put_contents(folder / "empty.waymark", "");
    expect_refused(folder, folder / "empty.waymark");
}

TEST(bad_files, a_foreign_one) {
    const TemporaryFolder folder;
    put_contents(folder / "picture.waymark", "\x89PNG\r\n\x1a\n" + std::string(5000, 'x'));
    expect_refused(folder, folder / "picture.waymark");
}

TEST(bad_files, a_folder) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "folder.waymark");
    expect_refused(folder, folder / "folder.waymark");
}

TEST(bad_files, one_cut_within_its_envelope) {
    const TemporaryFolder folder;
    const std::string whole = contents(session_file(folder, "winter-jacket"));
    put_contents(folder / "cut.waymark", whole.substr(0, 50));
    expect_refused(folder, folder / "cut.waymark");
}

/// Cut or corrupted further behind, what can be read is shown, and `check` says that it is not all.
void expect_salvaged(const TemporaryFolder& folder, const std::string& file) {
    const std::string before = contents(file);
    const Answer checked = waymark({"check", file});
    EXPECT_EQ(checked.status, 1);
    EXPECT_NE((checked.out + checked.err).find(file), std::string::npos) << checked.out << checked.err;
    const Answer info = waymark({"info", file, "--json"});
    if (info.status == 0) {
        EXPECT_EQ(json::parse(info.out)["sound"], false);
    } else {
        expect_one_sentence(info.err);
    }
    put_contents(folder / "inputs.jsonl", "{\"keys\": [\"escape\"]}\n");
    waymark({"replay", file, folder / "inputs.jsonl"});
    EXPECT_EQ(contents(file), before);
}

TEST(bad_files, one_cut_in_the_middle) {
    const TemporaryFolder folder;
    const std::string whole = contents(session_file(folder, "winter-jacket"));
    put_contents(folder / "cut.waymark", whole.substr(0, whole.size() / 2));
    expect_salvaged(folder, folder / "cut.waymark");
}

TEST(bad_files, one_with_a_wrong_byte) {
    const TemporaryFolder folder;
    const std::string whole = contents(session_file(folder, "winter-jacket"));
    for (const std::size_t at : {whole.size() / 4, whole.size() / 2, whole.size() - 100}) {
        std::string wrong = whole;
        wrong[at] = static_cast<char>(wrong[at] ^ 0x55);
        put_contents(folder / "wrong.waymark", wrong);
        expect_salvaged(folder, folder / "wrong.waymark");
    }
}

/// Made by a newer Waymark: may be looked at, never written over.
TEST(bad_files, a_newer_one_is_shown_and_never_written_over) {
    const TemporaryFolder folder;
    const std::string file = folder / "newer.waymark";
    const std::string before = contents(std::string(WAYMARK_TESTS_FOLDER) + "/fixtures/future-2.0.waymark");
    put_contents(file, before);
    const Answer info = waymark({"info", file, "--json"});
    ASSERT_EQ(info.status, 0) << info.err;
    EXPECT_EQ(json::parse(info.out)["read_only"], true);
    put_contents(folder / "inputs.jsonl", "{}\n{\"paste\": \"more\"}\n{\"keys\": [\"escape\"]}\n");
    const Answer replayed = waymark({"replay", file, folder / "inputs.jsonl"});
    EXPECT_EQ(replayed.status, 1);
    expect_one_sentence(replayed.err);
    EXPECT_EQ(contents(file), before);
}

/// A folder in which nothing can be written: root may write everywhere but here.
TEST(bad_folders, an_unwritable_one_is_said_and_nothing_is_left) {
    const TemporaryFolder folder;
    const std::string file = session_file(folder, "winter-jacket");
    for (const char* output : {"/proc/a.png", "/proc/a.svg", "/proc/a.pdf"}) {
        const Answer answer = waymark({"export", file, output});
        EXPECT_EQ(answer.status, 1) << output;
        SCOPED_TRACE(output);
        expect_one_sentence(answer.err);
    }
    const Answer made = waymark({"new", "/proc/a.waymark", "--template", "blank"});
    EXPECT_EQ(made.status, 1);
    expect_one_sentence(made.err);
    put_contents(folder / "file", "mine");
    const Answer below = waymark({"export", file, folder / "file/a.svg"});
    EXPECT_EQ(below.status, 1);
    expect_one_sentence(below.err);
    EXPECT_EQ(contents(folder / "file"), "mine");
}

TEST(bad_folders, a_missing_one_is_said) {
    const TemporaryFolder folder;
    const std::string file = session_file(folder, "blank");
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"export", file, folder / "none/a.svg"},
                                               {"new", folder / "none/a.waymark", "--template", "blank"}}) {
        const Answer answer = waymark(words);
        EXPECT_EQ(answer.status, 1);
        expect_one_sentence(answer.err);
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "none"));
}

TEST(bad_folders, a_full_disk_behind_the_output_is_said) {
    const TemporaryFolder folder;
    const std::string file = session_file(folder, "winter-jacket");
    for (const std::string verb : {"json", "info", "analyse", "check", "templates --help"}) {
        const std::string words = verb.starts_with("templates") ? verb : verb + " " + file;
        const Answer answer = test::answer_of({"sh", "-c", binary() + " " + words + " > /dev/full"});
        EXPECT_EQ(answer.status, 1) << verb;
        SCOPED_TRACE(verb);
        expect_one_sentence(answer.err);
    }
}

} // namespace
} // namespace waymark
