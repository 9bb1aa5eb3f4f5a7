#include "app/pinyin.hpp"

#include "sessions/clean_text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <unordered_map>

/// From the files of the Rime project to words. Whatever a file holds, what is taken of it is bounded.
namespace waymark {
namespace {

constexpr std::uint64_t dictionary_size_limit = 32 << 20;
constexpr std::size_t line_limit = 256, word_size_limit = 60, syllables_limit = 12, words_limit = 1'000'000;
constexpr double weight_limit = 1e12;
constexpr double least_share = 0.05; // rarer ways to read a character are left to dictionaries of words
constexpr std::size_t spellings_limit = 4;

/// Line by line, without the line's end.
template <class Take> void for_each_line(std::string_view lines, Take take) {
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        std::string_view line = lines.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        take(line);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

struct Fields {
    std::string_view word, spelling, weight;
};

/// Up to three fields between tabs.
Fields fields_of(std::string_view line) {
    const auto next = [&line] {
        const std::size_t end = std::min(line.find('\t'), line.size());
        const std::string_view field = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        return field;
    };
    Fields fields;
    fields.word = next();
    fields.spelling = next();
    fields.weight = next();
    return fields;
}

/// Beyond ASCII, so that no line of a file's head is taken for a word.
bool is_word(std::string_view text) {
    if (text.empty() || text.size() > word_size_limit || !is_valid_utf8(text)) return false;
    return std::ranges::all_of(text, [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }) &&
           clean_text(text).text == text;
}

bool is_spelling(std::string_view text) {
    std::size_t syllable = 0, count = 0;
    for (const char c : text) {
        if (c == ' ') {
            if (syllable == 0) return false;
            syllable = 0;
        } else {
            if (c < 'a' || c > 'z' || ++syllable > 6) return false;
            if (syllable == 1 && ++count > syllables_limit) return false;
        }
    }
    return syllable > 0;
}

struct Weight {
    double number = 0;
    bool is_share = false;
};

Weight weight_of(std::string_view text) {
    Weight weight;
    weight.is_share = text.ends_with('%');
    if (weight.is_share) text.remove_suffix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), weight.number);
    const bool is_sound = error == std::errc{} && end == text.data() + text.size() && weight.number >= 0;
    if (!is_sound) return {0, false};
    weight.number = std::min(weight.number, weight_limit);
    // No share at all is still a way to read it; none given would mean that all ways are as likely.
    if (weight.is_share) weight.number = std::clamp(weight.number / 100, 1e-6, 1.0);
    return weight;
}

/// How long the character is that begins with this byte.
std::size_t character_size(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

struct Reading {
    std::string spelling;
    double share = 1;
};
using Readings = std::unordered_map<std::string, std::vector<Reading>>;

Readings readings_of(const std::vector<PinyinDictionary::Word>& spelt) {
    Readings readings;
    for (const PinyinDictionary::Word& word : spelt)
        // A share where there is one; else all ways are as likely.
        readings[word.text].push_back({word.spelling, word.weight > 0 ? word.weight : 1});
    for (auto& [text, ways] : readings)
        std::ranges::stable_sort(ways, [](const Reading& a, const Reading& b) { return a.share > b.share; });
    return readings;
}

/// Every likely way to read the word, from the ways to read its characters.
std::vector<Reading> read_by_characters(const Readings& readings, std::string_view word) {
    std::vector<Reading> ways{{"", 1}};
    for (std::size_t at = 0, count = 0; at < word.size(); ++count) {
        const std::size_t size = character_size(word[at]);
        const auto found = readings.find(std::string{word.substr(at, size)});
        if (found == readings.end() || count == syllables_limit) return {};
        std::vector<Reading> longer;
        for (const Reading& way : ways)
            for (const Reading& reading : found->second) {
                const double share = way.share * std::min(reading.share, 1.0);
                if (!longer.empty() && share < least_share) continue;
                if (longer.size() >= spellings_limit) continue;
                longer.push_back({way.spelling + (at > 0 ? " " : "") + reading.spelling, share});
            }
        ways = std::move(longer);
        at += size;
    }
    return ways;
}

const char* package_of(KeyLanguage language) {
    return language == KeyLanguage::traditional_chinese ? "rime-data-luna-pinyin and rime-essay"
                                                        : "rime-data-pinyin-simp";
}

Error missing(KeyLanguage language) {
    const bool two = language == KeyLanguage::traditional_chinese;
    return {ErrorKind::not_found, "",
            std::string{"Chinese needs the "} + (two ? "packages " : "package ") + package_of(language) +
                "; without it the keys write Latin letters."};
}

} // namespace

std::vector<PinyinDictionary::Word> pinyin_words(std::string_view lines) {
    std::vector<PinyinDictionary::Word> words;
    for_each_line(lines, [&](std::string_view line) {
        if (line.size() > line_limit || words.size() >= words_limit) return;
        const Fields fields = fields_of(line);
        if (!is_word(fields.word) || !is_spelling(fields.spelling)) return;
        words.push_back(
            {std::string{fields.word}, std::string{fields.spelling}, weight_of(fields.weight).number});
    });
    return words;
}

std::vector<PinyinDictionary::Word> spelt_essay(std::vector<PinyinDictionary::Word> spelt,
                                                std::string_view essay) {
    const Readings readings = readings_of(spelt);
    std::unordered_map<std::string, double> weights;
    std::vector<PinyinDictionary::Word> words;
    for_each_line(essay, [&](std::string_view line) {
        if (line.size() > line_limit || words.size() >= words_limit) return;
        const Fields fields = fields_of(line);
        if (!is_word(fields.word)) return;
        const double weight = weight_of(fields.spelling).number;
        if (const auto known = readings.find(std::string{fields.word}); known != readings.end()) {
            weights[known->first] = weight;
            return;
        }
        for (const Reading& way : read_by_characters(readings, fields.word))
            words.push_back({std::string{fields.word}, way.spelling, weight * way.share});
    });
    for (PinyinDictionary::Word& word : spelt) {
        const auto found = weights.find(word.text);
        const double share = word.weight > 0 ? std::min(word.weight, 1.0) : 1;
        word.weight = found == weights.end() ? 0 : found->second * share;
    }
    words.insert(words.end(), std::make_move_iterator(spelt.begin()), std::make_move_iterator(spelt.end()));
    return words;
}

std::vector<std::string> pinyin_folders() {
    const char* set = std::getenv("XDG_DATA_DIRS");
    const std::string_view all = set && *set ? set : "/usr/local/share:/usr/share";
    std::vector<std::string> folders;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find(':', at), all.size());
        if (all[at] == '/') folders.push_back(std::string{all.substr(at, end - at)} + "/rime-data");
        at = end + 1;
    }
    if (std::ranges::find(folders, "/usr/share/rime-data") == folders.end())
        folders.emplace_back("/usr/share/rime-data"); // where Debian puts it, whatever a desktop says
    return folders;
}

Result<PinyinDictionary> read_pinyin(Files& files, KeyLanguage language,
                                     const std::vector<std::string>& folders) {
    const auto read = [&](const char* name) -> std::string {
        for (const std::string& folder : folders)
            if (Result<std::string> text = files.read(folder + "/" + name, dictionary_size_limit); text)
                return std::move(text).value();
        return {};
    };
    std::vector<PinyinDictionary::Word> words;
    if (language == KeyLanguage::traditional_chinese) {
        words = pinyin_words(read("luna_pinyin.dict.yaml"));
        const std::string essay = read("essay.txt");
        if (essay.empty()) return missing(language);
        if (!words.empty()) words = spelt_essay(std::move(words), essay);
    } else
        words = pinyin_words(read("pinyin_simp.dict.yaml"));
    if (words.empty()) return missing(language);
    return PinyinDictionary{std::move(words)};
}

// --- those that keyboards have asked for

Dictionaries::~Dictionaries() { finish(); }

const Dictionaries::One& Dictionaries::one(KeyLanguage language) const {
    return both_.at(language == KeyLanguage::traditional_chinese ? 1 : 0);
}

void Dictionaries::want(KeyLanguage language) {
    One& wanted = one(language);
    if (wanted.state != State::unread || !is_chinese(language)) return;
    wanted.state = State::reading;
    wanted.reading = std::async(
        std::launch::async,
        [files = files_, language, folders = folders_.empty() ? pinyin_folders() : folders_]()
            -> Result<std::shared_ptr<const PinyinDictionary>> {
            try {
                Result<PinyinDictionary> read = read_pinyin(*files, language, folders);
                if (!read) return read.error();
                return std::shared_ptr<const PinyinDictionary>{
                    std::make_shared<PinyinDictionary>(std::move(read).value())};
            } catch (const std::bad_alloc&) {
                return Error{
                    ErrorKind::too_large, "",
                    "There is no memory left for the Chinese dictionary; the keys write Latin letters."};
            }
        });
}

bool Dictionaries::take() {
    bool came = false;
    for (One& each : both_) {
        if (each.state != State::reading ||
            each.reading.wait_for(std::chrono::seconds{0}) != std::future_status::ready)
            continue;
        Result<std::shared_ptr<const PinyinDictionary>> read = each.reading.get();
        came = true;
        each.state = read ? State::there : State::missing;
        if (read)
            each.dictionary = read.value();
        else
            each.problem = read.error().sentence;
    }
    return came;
}

bool Dictionaries::busy() const {
    return std::ranges::any_of(both_, [](const One& each) { return each.state == State::reading; });
}

void Dictionaries::finish() {
    for (One& each : both_)
        if (each.reading.valid()) each.reading.wait();
}

Dictionaries::State Dictionaries::state(KeyLanguage language) const { return one(language).state; }
const PinyinDictionary* Dictionaries::find(KeyLanguage language) const {
    return is_chinese(language) ? one(language).dictionary.get() : nullptr;
}
const std::string& Dictionaries::problem(KeyLanguage language) const { return one(language).problem; }

} // namespace waymark
