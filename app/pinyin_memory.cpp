#include "app/pinyin_memory.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr std::size_t phrases_offered = 3; // that no dictionary has

} // namespace

void PinyinMemory::remember(KeyLanguage language, std::string_view letters, std::string_view text) {
    if (letters.empty() || text.empty()) return;
    const auto found = std::ranges::find_if(chosen_, [&](const Chosen& one) {
        return one.language == language && one.letters == letters && one.text == text;
    });
    if (found != chosen_.end()) {
        std::rotate(found, found + 1, chosen_.end());
        return;
    }
    if (chosen_.size() >= most) chosen_.erase(chosen_.begin());
    chosen_.push_back({language, std::string{letters}, std::string{text}});
}

std::vector<const PinyinMemory::Chosen*> PinyinMemory::for_letters(KeyLanguage language,
                                                                   std::string_view letters) const {
    std::vector<const Chosen*> found;
    for (auto one = chosen_.rbegin(); one != chosen_.rend(); ++one)
        if (one->language == language && one->letters == letters) found.push_back(&*one);
    return found;
}

void PinyinMemory::put_first(KeyLanguage language, std::string_view letters,
                             std::vector<PinyinChoice>& choices) const {
    std::size_t phrases = 0;
    std::vector<PinyinChoice> first; // newest first
    for (const Chosen* const one : for_letters(language, letters)) {
        const auto known = std::ranges::find(choices, one->text, &PinyinChoice::text);
        if (known == choices.end() && ++phrases > phrases_offered) continue;
        first.push_back({one->text, letters.size(), {}});
    }
    std::erase_if(choices, [&](const PinyinChoice& choice) {
        return std::ranges::find(first, choice.text, &PinyinChoice::text) != first.end();
    });
    choices.insert(choices.begin(), first.begin(), first.end());
    // Choices for fewer letters lie together, the most letters first.
    for (auto group = choices.begin(); group != choices.end();) {
        const std::size_t count = group->letters;
        const auto end = std::find_if(group, choices.end(),
                                      [&](const PinyinChoice& choice) { return choice.letters != count; });
        if (count < letters.size()) {
            auto next = group;
            for (const Chosen* const one : for_letters(language, letters.substr(0, count))) {
                const auto known = std::find_if(
                    next, end, [&](const PinyinChoice& choice) { return choice.text == one->text; });
                if (known != end) std::rotate(next, known, known + 1), ++next;
            }
        }
        group = end;
    }
}

} // namespace waymark
