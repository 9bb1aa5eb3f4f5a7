#include "app/pinyin_memory.hpp"
#include "tests/app/keypad_fingers.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

/// What was chosen before comes first, and nothing of it is kept.
namespace waymark::testing {
namespace {

constexpr KeyLanguage memory_language = KeyLanguage::simplified_chinese;

std::vector<std::string> texts(const std::vector<PinyinChoice>& choices) {
    std::vector<std::string> all;
    for (const PinyinChoice& choice : choices) all.push_back(choice.text);
    return all;
}

TEST(pinyin_memory, what_was_chosen_last_for_just_these_letters_comes_first) {
    PinyinMemory memory;
    const std::vector<PinyinChoice> usual{
        {"他们", 5, {}}, {"它们", 5, {}}, {"她们", 5, {}}, {"他", 2, {}}, {"她", 2, {}}};
    memory.remember(memory_language, "tamen", "她们");
    memory.remember(memory_language, "tamen", "它们");
    memory.remember(memory_language, "ta", "她");
    memory.remember(memory_language, "tame", "踏么");
    std::vector<PinyinChoice> choices = usual;
    memory.put_first(memory_language, "tamen", choices);
    EXPECT_EQ(texts(choices), (std::vector<std::string>{"它们", "她们", "他们", "她", "他"}));
    for (const PinyinChoice& choice : choices) EXPECT_EQ(choice.letters, choice.text.size() > 3 ? 5u : 2u);
    memory.remember(memory_language, "tamen", "她们");
    choices = usual;
    memory.put_first(memory_language, "tamen", choices);
    EXPECT_EQ(choices.front().text, "她们") << "chosen once more";
    choices = usual;
    memory.put_first(KeyLanguage::traditional_chinese, "tamen", choices);
    EXPECT_EQ(choices, usual) << "another language";
}

TEST(pinyin_memory, forgets_the_oldest_of_many) {
    PinyinMemory memory;
    for (std::size_t i = 0; i < PinyinMemory::most + 10; ++i)
        memory.remember(memory_language, "a" + std::to_string(i), "字");
    EXPECT_EQ(memory.size(), PinyinMemory::most);
    memory.remember(memory_language, "", "字");
    memory.remember(memory_language, "zi", "");
    EXPECT_EQ(memory.size(), PinyinMemory::most);
}

class ChosenWords : public ::testing::Test {
protected:
    void SetUp() override {
        folder.write("pinyin_simp.dict.yaml",
                     "他\tta\t900\n她\tta\t500\n它\tta\t400\n我\two\t1000\n门\tmen\t300\n们\tmen\t800\n");
    }
    /// A program of its own.
    std::unique_ptr<KeypadHand> begun() {
        Settings settings;
        settings.config_folder = folder / "config";
        settings.state_folder = folder / "state";
        settings.cache_folder = folder / "cache";
        auto hand = std::make_unique<KeypadHand>("winter-jacket", settings);
        hand->app.dictionaries.look_in({folder.path()});
        note = hand->open(empty_note(*hand), memory_language);
        hand->read_dictionaries();
        return hand;
    }
    ScratchFolder folder;
    Id note{};
};

TEST_F(ChosenWords, come_first_the_next_time_until_the_program_ends) {
    {
        const auto hand = begun();
        hand->type_keys(note, "ta");
        EXPECT_EQ(texts(hand->keypad(note).spelling.choices), (std::vector<std::string>{"他", "她", "它"}));
        hand->tap_key(note, "她", KeyAct::candidate);
        hand->type_keys(note, "ta");
        EXPECT_EQ(hand->keypad(note).spelling.choices.front().text, "她");
        hand->tap_key(note, {}, KeyAct::space);
        EXPECT_EQ(hand->text_of(note), "她她");
        // Put together from parts, then there as one.
        hand->type_keys(note, "women");
        hand->tap_key(note, "我", KeyAct::candidate);
        hand->tap_key(note, "门", KeyAct::candidate);
        hand->type_keys(note, "women ");
        EXPECT_EQ(hand->text_of(note), "她她我门我门");
        hand->key(Key::escape);
        EXPECT_GT(hand->app.hands.keypads.memory.size(), 2u);
    }
    const auto hand = begun();
    hand->type_keys(note, "ta");
    EXPECT_EQ(hand->keypad(note).spelling.choices.front().text, "他") << "nothing is kept";
}

TEST_F(ChosenWords, are_written_into_no_file_but_the_session_itself) {
    const auto hand = begun();
    hand->type_keys(note, "ta");
    hand->tap_key(note, "它", KeyAct::candidate);
    for (int i = 0; i < 5; ++i) hand->tap_key(note, {}, KeyAct::backspace);
    hand->key(Key::escape);
    perform(hand->app, ChooseKeyLanguage{note, KeyLanguage::english});
    perform(hand->app, SetMotion{false}); // settings are written
    std::size_t files = 0;
    for (const char* part : {"config", "cache"}) {
        if (!std::filesystem::exists(folder / part)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{
                 folder / part, std::filesystem::directory_options::skip_permission_denied}) {
            if (!entry.is_regular_file()) continue;
            std::ostringstream bytes;
            bytes << std::ifstream{entry.path()}.rdbuf();
            EXPECT_EQ(bytes.str().find("它"), std::string::npos) << entry.path();
            ++files;
        }
    }
    EXPECT_GT(files, 0u);
}

} // namespace
} // namespace waymark::testing
