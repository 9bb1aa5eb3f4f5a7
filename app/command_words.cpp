#include "app/command.hpp"

#include <algorithm>
#include <array>

/// What a command and its keys are called, and how it is found by what somebody types.
namespace waymark {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string lower(std::string_view text) {
    std::string result;
    for (const char c : text) result += lower(c);
    return result;
}

/// How well `typed` fits, smaller is better; negative = not at all. The name's start before a word's start
/// before the middle before the other words before scattered letters.
int fit(const Command& command, const std::string& typed) {
    const std::string name = lower(command.name), words = lower(command.words);
    if (name.starts_with(typed)) return 0;
    if (name.find(" " + typed) != std::string::npos) return 1;
    if (name.find(typed) != std::string::npos) return 2;
    if (words.starts_with(typed) || words.find(" " + typed) != std::string::npos) return 3;
    std::size_t at = 0;
    for (const char letter : typed) {
        at = name.find(letter, at);
        if (at++ == std::string::npos) return -1;
    }
    return 4;
}

const char* name_of(Key key) {
    static constexpr std::array names{
        "",      "A",         "B",      "C",      "D",    "E",   "F",       "G",         "H",     "I",
        "J",     "K",         "L",      "M",      "N",    "O",   "P",       "Q",         "R",     "S",
        "T",     "U",         "V",      "W",      "X",    "Y",   "Z",       "0",         "1",     "2",
        "3",     "4",         "5",      "6",      "7",    "8",   "9",       "Esc",       "Enter", "Tab",
        "Space", "Backspace", "Delete", "Insert", "Home", "End", "Page Up", "Page Down", "Left",  "Right",
        "Up",    "Down",      "+",      "-",      "/",    ".",   ",",       "F1",        "F2",    "F3",
        "F4",    "F5",        "F6",     "F7",     "F8",   "F9",  "F10",     "F11",       "F12",   "Menu"};
    static_assert(names.size() == static_cast<std::size_t>(Key::menu) + 1);
    return names[static_cast<std::size_t>(key)];
}

} // namespace

std::string text_of(const Shortcut& shortcut) {
    std::string text;
    if (shortcut.with.control) text += "Ctrl+";
    if (shortcut.with.alt) text += "Alt+";
    if (shortcut.with.shift) text += "Shift+";
    return text + name_of(shortcut.key);
}

std::vector<const Command*> found(const std::string& typed, const App& app) {
    std::string wanted = lower(typed);
    while (!wanted.empty() && wanted.back() == ' ') wanted.pop_back();
    std::vector<std::pair<int, const Command*>> ranked;
    for (const Command& command : commands()) {
        const int rank = wanted.empty() ? 0 : fit(command, wanted);
        // What cannot be done now is shown after what can, so that a person learns that it is there.
        if (rank >= 0) ranked.emplace_back(rank + (command.possible(app) ? 0 : 10), &command);
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<int, const Command*>::first);
    std::vector<const Command*> result;
    for (const auto& [rank, command] : ranked) result.push_back(command);
    return result;
}

} // namespace waymark
