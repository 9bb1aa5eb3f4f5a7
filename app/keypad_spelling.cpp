#include "app/keypad.hpp"

#include <algorithm>

/// Chinese on its way from letters to words.
namespace waymark {

std::string raw(const Spelling& spelling) {
    std::string text;
    for (const PinyinChoice& choice : spelling.picked) text += choice.text;
    return text + spelling.letters;
}

void spell(Spelling& spelling, const PinyinDictionary* dictionary) {
    spelling.sheet = 0;
    spelling.choices.clear();
    if (dictionary && !spelling.letters.empty()) spelling.choices = dictionary->choices(spelling.letters);
    spelling.sheets = candidate_sheets(spelling.choices);
}

std::optional<std::string> pick(Spelling& spelling, std::size_t choice, const PinyinDictionary* dictionary) {
    if (choice >= spelling.choices.size()) return std::nullopt;
    PinyinChoice chosen = spelling.choices[choice];
    const std::size_t letters = std::min(chosen.letters, spelling.letters.size());
    chosen.typed = spelling.letters.substr(0, letters);
    spelling.letters.erase(0, letters);
    spelling.picked.push_back(std::move(chosen));
    if (spelling.letters.empty()) {
        std::string text = raw(spelling);
        spelling = {};
        return text;
    }
    spell(spelling, dictionary);
    return std::nullopt;
}

void take_back(Spelling& spelling, const PinyinDictionary* dictionary) {
    if (!spelling.picked.empty()) {
        spelling.letters.insert(0, spelling.picked.back().typed);
        spelling.picked.pop_back();
    } else if (!spelling.letters.empty())
        spelling.letters.pop_back();
    spell(spelling, dictionary);
}

} // namespace waymark
