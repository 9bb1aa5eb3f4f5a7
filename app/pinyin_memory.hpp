#pragma once
#include "app/pinyin.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

/// What people have chosen for which letters. It lasts as long as the program and is written nowhere: what
/// somebody writes at a table is nobody's business afterwards.
class PinyinMemory {
public:
    /// `letters`: as they were typed, and what was chosen for just these.
    void remember(KeyLanguage language, std::string_view letters, std::string_view text);
    /// What was chosen for all of these letters before comes first, the newest before all; among what stands
    /// for fewer of them, likewise. Whole phrases that no dictionary has are offered, too.
    void put_first(KeyLanguage language, std::string_view letters, std::vector<PinyinChoice>& choices) const;
    std::size_t size() const { return chosen_.size(); }

    static constexpr std::size_t most = 4000; ///< more push out the oldest

private:
    struct Chosen {
        KeyLanguage language{};
        std::string letters, text;
    };
    std::vector<const Chosen*> for_letters(KeyLanguage language, std::string_view letters) const;

    std::vector<Chosen> chosen_; // the newest last
};

} // namespace waymark
