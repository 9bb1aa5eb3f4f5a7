#include "app/pinyin.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>

namespace waymark {
namespace {

// Costs are natural logarithms: a word used in one of a million places costs 14.
constexpr float initial_cost = 6, cut_short_cost = 1.5f; // for each syllable that is not given whole
constexpr std::size_t longest_syllable = 6, word_syllables_limit = 12;
constexpr int steps_limit = 20'000; // of one search, whatever the letters
constexpr std::size_t spans_limit = 512;

/// Letters without apostrophes, and where these stood.
struct PinyinInput {
    std::string letters;
    std::vector<std::size_t> raw; ///< for each number of letters taken: how many were typed, ' included
    std::vector<bool> divided;    ///< before this letter
};

PinyinInput input_of(std::string_view typed) {
    PinyinInput input;
    input.raw = {0};
    input.divided = {false};
    for (std::size_t i = 0; i < std::min(typed.size(), pinyin_letter_limit); ++i) {
        const char c = typed[i];
        if (c == '\'') {
            input.divided.back() = true;
            input.raw.back() = i + 1;
            continue;
        }
        if (c < 'a' || c > 'z') break;
        input.letters += c;
        input.raw.push_back(i + 1);
        input.divided.push_back(false);
    }
    return input;
}

bool is_initial(std::string_view part) {
    if (part == "zh" || part == "ch" || part == "sh") return true;
    return part.size() == 1 &&
           std::string_view{"bpmfdtnlgkhjqxrzcsyw"}.find(part[0]) != std::string_view::npos;
}

/// "lue" is typed for "lüe" as well as "lve".
std::string usual_spelling(std::string_view syllable) {
    if (syllable == "lue") return "lve";
    if (syllable == "nue") return "nve";
    return std::string{syllable};
}

} // namespace

/// Goes through all readings of some letters.
class PinyinDictionary::Search {
public:
    Search(const PinyinDictionary& dictionary, std::string_view typed)
        : d_{dictionary}, input_{input_of(typed)}, size_{input_.letters.size()} {
        for (std::size_t at = 0; at < size_; ++at) edges_.push_back(edges_from(at));
    }

    std::vector<PinyinChoice> choices(std::size_t at_most) {
        if (size_ == 0) return {};
        std::vector<Best> best(size_ + 1);
        best[0].cost = 0;
        for (std::size_t from = 0; from < size_; ++from) {
            if (best[from].cost == never) continue;
            from_ = from;
            steps_ = steps_limit / static_cast<int>(from + 1);
            std::vector<Best>& to = best;
            descend({{0, static_cast<std::uint32_t>(d_.entries_.size())}}, from, 0, 0, to);
        }
        return in_order(best, at_most);
    }

private:
    static constexpr float never = std::numeric_limits<float>::max();
    struct Edge {
        std::size_t to = 0;
        std::uint16_t begin = 0, end = 0; ///< syllables
        float cost = 0;
    };
    /// The cheapest way to read the letters up to some place.
    struct Best {
        float cost = never;
        std::size_t from = 0;
        std::uint32_t entry = 0;
    };
    struct Found {
        float cost = 0;
        std::size_t to = 0;
        std::uint32_t entry = 0;
    };

    std::vector<Edge> edges_from(std::size_t at) const {
        std::vector<Edge> edges;
        const auto& all = d_.syllables_;
        for (std::size_t n = 1; n <= longest_syllable && at + n <= size_; ++n) {
            if (n > 1 && input_.divided[at + n - 1]) break;
            const std::string part = usual_spelling(std::string_view{input_.letters}.substr(at, n));
            const auto first = std::ranges::lower_bound(all, part);
            const auto last =
                std::find_if_not(first, all.end(), [&](const std::string& s) { return s.starts_with(part); });
            if (first == last) continue;
            const auto number = [&](auto it) { return static_cast<std::uint16_t>(it - all.begin()); };
            const bool is_whole = *first == part, is_last = at + n == size_;
            if (is_whole) edges.push_back({at + n, number(first), number(first + 1), 0});
            const auto longer = is_whole ? first + 1 : first;
            if (longer == last) continue;
            if (is_last && !is_initial(part))
                edges.push_back({at + n, number(longer), number(last), cut_short_cost});
            else if (is_initial(part))
                edges.push_back(
                    {at + n, number(longer), number(last), is_last ? cut_short_cost * 2 : initial_cost});
        }
        return edges;
    }

    /// The parts of a span whose next syllable is one of the edge's.
    void narrow(const Span& span, std::size_t depth, const Edge& edge, std::vector<Span>& into) const {
        const auto key = [&](const Entry& entry) {
            return entry.syllables > depth ? int{d_.keys_[entry.key + depth]} : -1;
        };
        auto at = d_.entries_.begin() + span.begin;
        const auto end = d_.entries_.begin() + span.end;
        at = std::ranges::lower_bound(at, end, int{edge.begin}, {}, key);
        while (at != end && key(*at) < edge.end && into.size() < spans_limit) {
            const auto next = std::ranges::upper_bound(at, end, key(*at), {}, key);
            into.push_back({static_cast<std::uint32_t>(at - d_.entries_.begin()),
                            static_cast<std::uint32_t>(next - d_.entries_.begin())});
            at = next;
        }
    }

    void descend(const std::vector<Span>& spans, std::size_t at, std::size_t depth, float cost,
                 std::vector<Best>& best) {
        if (at == size_ || depth == word_syllables_limit) return;
        for (const Edge& edge : edges_[at]) {
            if (--steps_ < 0) return;
            std::vector<Span> next;
            for (const Span& span : spans) narrow(span, depth, edge, next);
            if (next.empty()) continue;
            end_words(next, edge.to, depth + 1, cost + edge.cost, best);
            descend(next, edge.to, depth + 1, cost + edge.cost, best);
        }
    }

    /// Words of just these syllables come first in their span, the likeliest first of all.
    void end_words(const std::vector<Span>& spans, std::size_t to, std::size_t syllables, float cost,
                   std::vector<Best>& best) {
        for (const Span& span : spans)
            for (std::uint32_t i = span.begin; i < span.end && d_.entries_[i].syllables == syllables; ++i) {
                const float whole = cost + d_.entries_[i].cost;
                if (i == span.begin && best[from_].cost + whole < best[to].cost)
                    best[to] = {best[from_].cost + whole, from_, i};
                if (from_ > 0) break; // of words within a sentence only the likeliest counts
                // Fewer letters than there are: only what is given whole.
                if (to == size_ || cost == 0 || found_.empty()) found_.push_back({whole, to, i});
            }
    }

    std::vector<PinyinChoice> in_order(const std::vector<Best>& best, std::size_t at_most) {
        std::ranges::stable_sort(found_, [](const Found& a, const Found& b) {
            return a.to != b.to ? a.to > b.to : a.cost < b.cost;
        });
        std::vector<PinyinChoice> choices;
        std::set<std::string> known;
        const auto offer = [&](std::string text, std::size_t to) {
            if (choices.size() < at_most && known.insert(text).second)
                choices.push_back({std::move(text), input_.raw[to], {}});
        };
        const bool is_word = best[size_].cost != never && best[size_].from == 0;
        if (best[size_].cost != never && !is_word) offer(sentence(best, size_), size_);
        for (const Found& found : found_) offer(std::string{d_.text(d_.entries_[found.entry])}, found.to);
        if (choices.empty()) { // letters that begin nothing: what can be read of them
            std::size_t to = size_;
            while (to > 0 && best[to].cost == never) --to;
            if (to > 0) offer(sentence(best, to), to);
        }
        return choices;
    }

    std::string sentence(const std::vector<Best>& best, std::size_t to) const {
        std::string text;
        for (; to > 0; to = best[to].from) text.insert(0, d_.text(d_.entries_[best[to].entry]));
        return text;
    }

    const PinyinDictionary& d_;
    PinyinInput input_;
    std::size_t size_;
    std::vector<std::vector<Edge>> edges_;
    std::size_t from_ = 0; ///< where the word begins that is looked for
    int steps_ = 0;
    std::vector<Found> found_; ///< of those that begin with the letters
};

PinyinDictionary::PinyinDictionary(std::vector<Word> words) {
    std::set<std::string, std::less<>> known;
    double total = 0;
    std::size_t letters = 0, keys = 0;
    for (Word& word : words) {
        total += word.weight;
        letters += word.text.size();
        for (std::size_t at = 0; at < word.spelling.size();) {
            const std::size_t end = std::min(word.spelling.find(' ', at), word.spelling.size());
            const std::string syllable = usual_spelling(std::string_view{word.spelling}.substr(at, end - at));
            if (!known.contains(syllable)) known.insert(syllable);
            at = end + 1, ++keys;
        }
    }
    syllables_.assign(known.begin(), known.end());
    texts_.reserve(letters);
    keys_.reserve(keys);
    entries_.reserve(words.size());
    for (const Word& word : words) {
        Entry entry;
        entry.text = static_cast<std::uint32_t>(texts_.size());
        entry.text_size = static_cast<std::uint8_t>(word.text.size());
        entry.key = static_cast<std::uint32_t>(keys_.size());
        for (std::size_t at = 0; at < word.spelling.size();) {
            const std::size_t end = std::min(word.spelling.find(' ', at), word.spelling.size());
            const std::string syllable = usual_spelling(std::string_view{word.spelling}.substr(at, end - at));
            keys_.push_back(static_cast<std::uint16_t>(std::ranges::lower_bound(syllables_, syllable) -
                                                       syllables_.begin()));
            at = end + 1, ++entry.syllables;
        }
        entry.cost = static_cast<float>(std::log((total + 1) / (word.weight + 0.5)));
        texts_ += word.text;
        entries_.push_back(entry);
    }
    const auto key = [this](const Entry& entry) {
        return std::span{keys_}.subspan(entry.key, entry.syllables);
    };
    std::ranges::sort(entries_, [&](const Entry& a, const Entry& b) {
        const auto order = std::lexicographical_compare_three_way(key(a).begin(), key(a).end(),
                                                                  key(b).begin(), key(b).end());
        return order != 0 ? order < 0 : a.cost != b.cost ? a.cost < b.cost : a.text < b.text;
    });
}

std::vector<PinyinChoice> PinyinDictionary::choices(std::string_view letters, std::size_t at_most) const {
    return Search{*this, letters}.choices(at_most);
}

std::size_t PinyinDictionary::bytes() const {
    return entries_.capacity() * sizeof(Entry) + keys_.capacity() * sizeof(std::uint16_t) +
           texts_.capacity() + syllables_.size() * sizeof(std::string);
}

} // namespace waymark
