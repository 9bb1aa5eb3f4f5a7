#pragma once
#include "app/app.hpp"

#include <optional>
#include <string>
#include <vector>

namespace waymark {

/// A shortcut: a key with modifiers.
struct Shortcut {
    Key key = Key::unknown;
    Modifiers with;
    bool operator==(const Shortcut&) const = default;
};

/// Something a person can do by name (search palette, shortcuts, menus).
struct Command {
    const char* name;  ///< "Undo", as shown
    const char* words; ///< more words it is found by
    std::optional<Shortcut> shortcut;
    bool (*possible)(const App& app);
    std::vector<Intent> (*intents)(const App& app);
    bool repeats = false; ///< while the key is held down
};

const std::vector<Command>& commands();
const Command* command_for(const KeyPress& key, const App& app); ///< only one that is possible
/// When the command is possible, for people: "when notes are chosen"; empty = always.
const char* when_possible(const Command& command);
std::string text_of(const Shortcut& shortcut); ///< "Ctrl+Shift+Z"

/// Adds a journey with the stages and lanes of the one on the board, without its notes, and shows it with its
/// facts to be named.
std::vector<Intent> intents_for_new_journey(const App& app);

/// Commands that fit what was typed, best first; all in their order when nothing was typed.
std::vector<const Command*> found(const std::string& typed, const App& app);

} // namespace waymark
