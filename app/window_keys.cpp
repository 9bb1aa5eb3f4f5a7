#include "app/window_keys.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace waymark {
namespace {

constexpr std::array special_keys{
    std::pair{GLFW_KEY_ESCAPE, Key::escape},   std::pair{GLFW_KEY_ENTER, Key::enter},
    std::pair{GLFW_KEY_KP_ENTER, Key::enter},  std::pair{GLFW_KEY_TAB, Key::tab},
    std::pair{GLFW_KEY_SPACE, Key::space},     std::pair{GLFW_KEY_BACKSPACE, Key::backspace},
    std::pair{GLFW_KEY_DELETE, Key::del},      std::pair{GLFW_KEY_INSERT, Key::insert},
    std::pair{GLFW_KEY_HOME, Key::home},       std::pair{GLFW_KEY_END, Key::end},
    std::pair{GLFW_KEY_PAGE_UP, Key::page_up}, std::pair{GLFW_KEY_PAGE_DOWN, Key::page_down},
    std::pair{GLFW_KEY_LEFT, Key::left},       std::pair{GLFW_KEY_RIGHT, Key::right},
    std::pair{GLFW_KEY_UP, Key::up},           std::pair{GLFW_KEY_DOWN, Key::down},
    std::pair{GLFW_KEY_KP_ADD, Key::plus},     std::pair{GLFW_KEY_KP_SUBTRACT, Key::minus},
    std::pair{GLFW_KEY_KP_DIVIDE, Key::slash}, std::pair{GLFW_KEY_MENU, Key::menu},
};

Key shifted(Key first, int by) { return static_cast<Key>(static_cast<int>(first) + by); }

/// Shortcuts go by the letter printed on the key: Ctrl+Z is where the person's keyboard says Z.
Key key_from_name(char letter) {
    if (letter >= 'a' && letter <= 'z') return shifted(Key::a, letter - 'a');
    if (letter >= 'A' && letter <= 'Z') return shifted(Key::a, letter - 'A');
    switch (letter) {
    case '+':
    case '=': return Key::plus;
    case '-': return Key::minus;
    case '/': return Key::slash;
    case '.': return Key::period;
    case ',': return Key::comma;
    default: return Key::unknown;
    }
}

} // namespace

Key key_from_glfw(int code, const char* name) {
    for (const auto& [special, key] : special_keys)
        if (special == code) return key;
    if (code >= GLFW_KEY_F1 && code <= GLFW_KEY_F12) return shifted(Key::f1, code - GLFW_KEY_F1);
    if (code >= GLFW_KEY_0 && code <= GLFW_KEY_9) return shifted(Key::digit_0, code - GLFW_KEY_0);
    if (code >= GLFW_KEY_KP_0 && code <= GLFW_KEY_KP_9) return shifted(Key::digit_0, code - GLFW_KEY_KP_0);
    if (name && *name && !name[1])
        if (const Key key = key_from_name(*name); key != Key::unknown) return key;
    // A layout without Latin letters (Russian, Greek …): the place of the key on a US keyboard.
    if (code >= GLFW_KEY_A && code <= GLFW_KEY_Z) return shifted(Key::a, code - GLFW_KEY_A);
    switch (code) {
    case GLFW_KEY_EQUAL: return Key::plus;
    case GLFW_KEY_MINUS: return Key::minus;
    case GLFW_KEY_SLASH: return Key::slash;
    case GLFW_KEY_PERIOD: return Key::period;
    case GLFW_KEY_COMMA: return Key::comma;
    default: return Key::unknown;
    }
}

} // namespace waymark
