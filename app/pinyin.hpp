#pragma once
#include "app/settings.hpp"
#include "sessions/files.hpp"
#include "sessions/result.hpp"

#include <array>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Chinese by pinyin: syllables found in letters, words looked up in an open dictionary that is read at run
/// time, sentences put together by how often their words are used.
namespace waymark {

/// What some first letters may mean.
struct PinyinChoice {
    std::string text;
    std::size_t letters = 0; ///< how many of them it stands for, apostrophes included
    std::string typed;       ///< these letters, once it has been picked
    bool operator==(const PinyinChoice&) const = default;
};

inline constexpr std::size_t pinyin_letter_limit = 64; ///< that are typed before something is chosen

/// Words by their syllables, in flat arrays. Never changes once it has been read.
class PinyinDictionary {
public:
    /// Words as they are read, before they are put in order.
    struct Word {
        std::string text, spelling; ///< spelling: syllables, one space between two
        double weight = 0;          ///< how often it is used, of all
    };
    explicit PinyinDictionary(std::vector<Word> words);

    /// The likeliest first: what stands for all letters (whole sentences among it), then for fewer. Letters
    /// other than a … z and ' end the reading. A syllable may be cut short at the end ("wom"), or be given by
    /// its initial alone ("wm"); ' divides ("xi'an").
    std::vector<PinyinChoice> choices(std::string_view letters, std::size_t at_most = 120) const;

    std::size_t words() const { return entries_.size(); }
    std::size_t bytes() const; ///< of memory

private:
    struct Entry {
        std::uint32_t text = 0, key = 0; ///< where they begin
        float cost = 0;                  ///< minus the logarithm of how likely it is
        std::uint8_t text_size = 0, syllables = 0;
    };
    struct Span {
        std::uint32_t begin = 0, end = 0;
    };
    class Search;

    std::string_view text(const Entry& entry) const {
        return std::string_view{texts_}.substr(entry.text, entry.text_size);
    }

    std::vector<std::string> syllables_; ///< rising
    std::vector<Entry> entries_;         ///< by syllables, then by cost
    std::vector<std::uint16_t> keys_;
    std::string texts_;
};

/// Reads what the Debian packages bring: rime-data-pinyin-simp for simplified, rime-data-luna-pinyin with
/// rime-essay for traditional Chinese. `folders`: where rime-data may lie. An error names the package.
Result<PinyinDictionary> read_pinyin(Files& files, KeyLanguage language,
                                     const std::vector<std::string>& folders);
/// `rime-data` below each of XDG_DATA_DIRS.
std::vector<std::string> pinyin_folders();

/// The lines of a dictionary: WORD, tab, SYLLABLES, tab, WEIGHT (which may be missing, or a share such as
/// 12.5%). Whatever is no such line is left out; counts, lengths and weights are bounded.
std::vector<PinyinDictionary::Word> pinyin_words(std::string_view lines);
/// Words with their weights but without syllables (`essay`: WORD, tab, WEIGHT) get those of their characters
/// from `spelt`, every likely way to read them.
std::vector<PinyinDictionary::Word> spelt_essay(std::vector<PinyinDictionary::Word> spelt,
                                                std::string_view essay);

/// The dictionaries that on-screen keyboards have asked for, read beside the board.
class Dictionaries {
public:
    enum class State : std::uint8_t { unread, reading, there, missing };

    explicit Dictionaries(Files& files) : files_{&files} {}
    ~Dictionaries();
    Dictionaries(const Dictionaries&) = delete;
    Dictionaries& operator=(const Dictionaries&) = delete;

    /// Begins to read it, unless that has been done.
    void want(KeyLanguage language);
    /// Whether one has come since the last call.
    bool take();
    bool busy() const;
    void finish(); ///< waits; for tests and pictures
    State state(KeyLanguage language) const;
    const PinyinDictionary* find(KeyLanguage language) const; ///< null: not there (yet)
    /// What is missing and which package brings it.
    const std::string& problem(KeyLanguage language) const;
    /// Where they are looked for, instead of the usual folders.
    void look_in(std::vector<std::string> folders) { folders_ = std::move(folders); }

private:
    struct One {
        State state = State::unread;
        std::future<Result<std::shared_ptr<const PinyinDictionary>>> reading;
        std::shared_ptr<const PinyinDictionary> dictionary;
        std::string problem;
    };
    const One& one(KeyLanguage language) const;
    One& one(KeyLanguage language) { return const_cast<One&>(std::as_const(*this).one(language)); }

    Files* files_;
    std::vector<std::string> folders_;
    std::array<One, 2> both_; ///< simplified, traditional
};

} // namespace waymark
