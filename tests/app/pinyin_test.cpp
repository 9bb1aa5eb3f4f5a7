#include "app/pinyin.hpp"

#include "sessions/clean_text.hpp"
#include "tests/sessions/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace waymark::testing {
namespace {

PinyinDictionary small_dictionary() {
    return PinyinDictionary{
        pinyin_words("我\two\t1000\n们\tmen\t800\n我们\two men\t900\n需\txu\t100\n要\tyao\t700\n"
                     "需要\txu yao\t500\n帮\tbang\t90\n助\tzhu\t80\n帮助\tbang zhu\t400\n"
                     "先\txian\t300\n西\txi\t200\n安\tan\t200\n西安\txi an\t150\n外面\twai mian\t60\n"
                     "略\tlue\t50\n旅\tlv\t50\n程\tcheng\t60\n旅程\tlv cheng\t40\n")};
}

std::vector<std::string> texts(const PinyinDictionary& dictionary, std::string_view letters) {
    std::vector<std::string> all;
    for (const PinyinChoice& choice : dictionary.choices(letters)) all.push_back(choice.text);
    return all;
}

std::string first(const PinyinDictionary& dictionary, std::string_view letters) {
    const std::vector<std::string> all = texts(dictionary, letters);
    return all.empty() ? "" : all.front();
}

bool offers(const PinyinDictionary& dictionary, std::string_view letters, std::string_view text) {
    const std::vector<std::string> all = texts(dictionary, letters);
    return std::ranges::find(all, text) != all.end();
}

} // namespace

TEST(pinyin, a_sentence_is_put_together_from_words) {
    EXPECT_EQ(first(small_dictionary(), "womenxuyaobangzhu"), "我们需要帮助");
    EXPECT_EQ(small_dictionary().choices("womenxuyaobangzhu").front().letters, 17u);
}

TEST(pinyin, words_for_the_first_letters_come_after_the_sentence_and_leave_the_rest) {
    const PinyinDictionary dictionary = small_dictionary();
    const std::vector<PinyinChoice> all = dictionary.choices("womenxuyao");
    ASSERT_GE(all.size(), 3u);
    EXPECT_EQ(all[1].text, "我们");
    EXPECT_EQ(all[1].letters, 5u);
    EXPECT_EQ(all[2].text, "我");
    EXPECT_EQ(all[2].letters, 2u);
}

TEST(pinyin, letters_that_can_be_divided_in_two_ways_offer_both_and_an_apostrophe_decides) {
    const PinyinDictionary dictionary = small_dictionary();
    EXPECT_EQ(first(dictionary, "xian"), "先");
    EXPECT_TRUE(offers(dictionary, "xian", "西安"));
    EXPECT_EQ(first(dictionary, "xi'an"), "西安");
    EXPECT_FALSE(offers(dictionary, "xi'an", "先"));
    EXPECT_EQ(dictionary.choices("xi'an").front().letters, 5u) << "the apostrophe is used up, too";
}

TEST(pinyin, initials_and_a_syllable_cut_short_find_words) {
    const PinyinDictionary dictionary = small_dictionary();
    EXPECT_EQ(first(dictionary, "wm"), "我们");
    EXPECT_TRUE(offers(dictionary, "wm", "外面"));
    EXPECT_EQ(first(dictionary, "wom"), "我们");
    EXPECT_EQ(first(dictionary, "womenxuy"), "我们需要");
    EXPECT_EQ(first(dictionary, "xybz"), "需要帮助");
}

TEST(pinyin, both_spellings_of_a_front_vowel_are_understood) {
    EXPECT_EQ(first(small_dictionary(), "lue"), "略");
    EXPECT_EQ(first(small_dictionary(), "lve"), "略");
    EXPECT_EQ(first(small_dictionary(), "lvcheng"), "旅程");
}

TEST(pinyin, letters_that_mean_nothing_offer_nothing_or_what_stands_before_them) {
    const PinyinDictionary dictionary = small_dictionary();
    EXPECT_TRUE(dictionary.choices("").empty());
    EXPECT_TRUE(dictionary.choices("vvv").empty());
    EXPECT_TRUE(dictionary.choices("ABC").empty());
    ASSERT_FALSE(dictionary.choices("wovvv").empty());
    EXPECT_EQ(dictionary.choices("wovvv").front(), (PinyinChoice{"我", 2, {}}));
}

TEST(pinyin, any_letters_give_sound_choices_within_bounds) {
    const PinyinDictionary dictionary = small_dictionary();
    std::mt19937 random{7};
    constexpr std::string_view letters = "aeionguwxyzhbmrsl'vqA ";
    for (int i = 0; i < 3000; ++i) {
        std::string typed;
        for (auto n = random() % 90; n > 0; --n) typed += letters[random() % letters.size()];
        for (const PinyinChoice& choice : dictionary.choices(typed, 40)) {
            ASSERT_GE(choice.letters, 1u) << typed;
            ASSERT_LE(choice.letters, typed.size()) << typed;
            ASSERT_TRUE(is_valid_utf8(choice.text)) << typed;
            ASSERT_FALSE(choice.text.empty()) << typed;
        }
        ASSERT_LE(dictionary.choices(typed, 40).size(), 40u);
    }
}

TEST(pinyin, a_dictionary_of_rubbish_is_bounded) {
    EXPECT_TRUE(pinyin_words("").empty());
    EXPECT_TRUE(pinyin_words("# head\n---\nname: x\n...\n我\n我\t\n\two\n我\tWo\n我\two3\n我\t wo\n我\two \n")
                    .empty());
    EXPECT_TRUE(pinyin_words("我\twowowowo\t1\n").empty()) << "no syllable is so long";
    EXPECT_TRUE(pinyin_words(std::string(300, 'x') + "\two\t1\n").empty()) << "no line is so long";
    EXPECT_TRUE(pinyin_words("\xff\xfe\two\t1\nabc\two\t1\n\u202e我\two\t1\n").empty());
    EXPECT_TRUE(pinyin_words("我\ta a a a a a a a a a a a a\t1\n").empty()) << "thirteen syllables";
    const auto odd = pinyin_words(
        "我\two\t-5\n我\two\tnan\n我\two\tinf\n我\two\t1e300\n我\two\t12x\r\n我\two\t50%\n我\two\t0%");
    ASSERT_EQ(odd.size(), 7u);
    for (const auto& word : odd) {
        EXPECT_GE(word.weight, 0);
        EXPECT_LE(word.weight, 1e12);
    }
    EXPECT_DOUBLE_EQ(odd[5].weight, 0.5);
    const PinyinDictionary dictionary{odd};
    EXPECT_EQ(first(dictionary, "wo"), "我");
    std::mt19937 random{3};
    std::string bytes;
    for (int i = 0; i < 200'000; ++i) bytes += "我\two\t1\n\xe6 a"[random() % 12];
    const PinyinDictionary noise{pinyin_words(bytes)};
    (void)noise.choices("wo");
}

TEST(pinyin, a_word_without_spelling_gets_that_of_its_characters) {
    const auto spelt =
        pinyin_words("重\tchong\t40%\n重\tzhong\t60%\n要\tyao\n新\txin\n行\txing\t92%\n行\thang\t8%\n"
                     "銀\tyin\n銀行\tyin hang\n了\tle\t99%\n了\tliao\t1%\n");
    const auto words =
        spelt_essay(spelt, "重要\t900\n重\t50\n重新\t300\n銀行\t700\n要\t400\n不在\t5\nabc\t9\n");
    EXPECT_EQ(std::ranges::count(words, "銀行", &PinyinDictionary::Word::text), 1)
        << "a dictionary's own spelling goes before its characters'";
    const PinyinDictionary dictionary{words};
    EXPECT_EQ(first(dictionary, "zhongyao"), "重要");
    EXPECT_EQ(first(dictionary, "chongxin"), "重新");
    EXPECT_EQ(first(dictionary, "yinhang"), "銀行");
    EXPECT_FALSE(offers(dictionary, "buzai", "不在")) << "nobody has said how to read it";
}

TEST(pinyin, a_missing_dictionary_names_its_package) {
    const ScratchFolder folder;
    const auto simplified = read_pinyin(system_files(), KeyLanguage::simplified_chinese, {folder.path()});
    ASSERT_FALSE(simplified);
    EXPECT_NE(simplified.error().sentence.find("rime-data-pinyin-simp"), std::string::npos);
    folder.write("luna_pinyin.dict.yaml", "我\two\n");
    const auto traditional = read_pinyin(system_files(), KeyLanguage::traditional_chinese, {folder.path()});
    ASSERT_FALSE(traditional) << "it has no words without the essay";
    EXPECT_NE(traditional.error().sentence.find("rime-essay"), std::string::npos);
}

TEST(pinyin, the_installed_dictionaries_write_whole_sentences) {
    struct Said {
        KeyLanguage language;
        const char *letters, *text;
    };
    for (const Said& said :
         {Said{KeyLanguage::simplified_chinese, "womenxuyaobangzhu", "我们需要帮助"},
          Said{KeyLanguage::simplified_chinese, "gukexuanzedongtianwaitao", "顾客选择冬天外套"},
          Said{KeyLanguage::simplified_chinese, "womenxyaobzhu", "我们需要帮助"},
          Said{KeyLanguage::traditional_chinese, "womenxuyaobangzhu", "我們需要幫助"},
          Said{KeyLanguage::traditional_chinese, "gukexuanzedongtianwaitao", "顧客選擇冬天外套"}}) {
        const Result<PinyinDictionary> dictionary =
            read_pinyin(system_files(), said.language, pinyin_folders());
        if (!dictionary) GTEST_SKIP() << dictionary.error().sentence;
        EXPECT_EQ(first(*dictionary, said.letters), said.text);
        EXPECT_LT(dictionary->bytes(), 24u << 20);
    }
}

TEST(pinyin, dictionaries_are_read_beside_the_board_and_only_once) {
    const ScratchFolder folder;
    folder.write("pinyin_simp.dict.yaml", "我\two\t10\n");
    Dictionaries dictionaries{system_files()};
    dictionaries.look_in({folder.path()});
    EXPECT_EQ(dictionaries.state(KeyLanguage::simplified_chinese), Dictionaries::State::unread);
    dictionaries.want(KeyLanguage::english);
    EXPECT_FALSE(dictionaries.busy());
    dictionaries.want(KeyLanguage::simplified_chinese);
    EXPECT_EQ(dictionaries.find(KeyLanguage::simplified_chinese), nullptr);
    dictionaries.finish();
    EXPECT_TRUE(dictionaries.take());
    EXPECT_FALSE(dictionaries.take());
    ASSERT_NE(dictionaries.find(KeyLanguage::simplified_chinese), nullptr);
    EXPECT_EQ(dictionaries.find(KeyLanguage::english), nullptr);
    dictionaries.want(KeyLanguage::simplified_chinese);
    EXPECT_FALSE(dictionaries.busy());
    dictionaries.want(KeyLanguage::traditional_chinese);
    dictionaries.finish();
    EXPECT_TRUE(dictionaries.take());
    EXPECT_EQ(dictionaries.state(KeyLanguage::traditional_chinese), Dictionaries::State::missing);
    EXPECT_FALSE(dictionaries.problem(KeyLanguage::traditional_chinese).empty());
}

} // namespace waymark::testing
