#include "app/keypad.hpp"

#include <algorithm>

/// Chinese on its way from letters to words.
namespace waymark {

std::string raw(const Spelling& spelling) {
    std::string text;
    for (const PinyinChoice& choice : spelling.picked) text += choice.text;
    return text + spelling.letters;
}

void spell(Spelling& spelling, const PinyinWords& words) {
    spelling.sheet = 0;
    spelling.choices.clear();
    if (words.dictionary && !spelling.letters.empty()) {
        spelling.choices = words.dictionary->choices(spelling.letters);
        if (words.memory) words.memory->put_first(words.language, spelling.letters, spelling.choices);
    }
    spelling.sheets = candidate_sheets(spelling.choices);
}

std::optional<std::string> pick(Spelling& spelling, std::size_t choice, const PinyinWords& words) {
    if (choice >= spelling.choices.size()) return std::nullopt;
    PinyinChoice chosen = spelling.choices[choice];
    const std::size_t letters = std::min(chosen.letters, spelling.letters.size());
    chosen.typed = spelling.letters.substr(0, letters);
    spelling.letters.erase(0, letters);
    if (words.memory) words.memory->remember(words.language, chosen.typed, chosen.text);
    spelling.picked.push_back(std::move(chosen));
    if (spelling.letters.empty()) {
        std::string text = raw(spelling);
        if (words.memory && spelling.picked.size() > 1) { // put together from parts: next time as one
            std::string typed;
            for (const PinyinChoice& part : spelling.picked) typed += part.typed;
            words.memory->remember(words.language, typed, text);
        }
        spelling = {};
        return text;
    }
    spell(spelling, words);
    return std::nullopt;
}

void take_back(Spelling& spelling, const PinyinWords& words) {
    if (!spelling.picked.empty()) {
        spelling.letters.insert(0, spelling.picked.back().typed);
        spelling.picked.pop_back();
    } else if (!spelling.letters.empty())
        spelling.letters.pop_back();
    spell(spelling, words);
}

} // namespace waymark
